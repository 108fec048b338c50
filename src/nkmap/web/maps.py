"""The maps of a page: of each kind and frame, in each layout, at every choice of months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.drawing import Group
from nkmap.figures.legend import entries
from nkmap.figures.map import map_drawing
from nkmap.figures.prepared import Scene
from nkmap.figures.style import Style
from nkmap.figures.viewport import FRAMINGS, viewport
from nkmap.months import Month
from nkmap.publish.moments import GROUND, Claims, Pictured, Store, Stretch, Timing, choices, drawn
from nkmap.publish.told import Told
from nkmap.render.svg import Svg
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import Frame, Selection, select

LAYOUTS = {"wide": (940.0, 484.0), "middle": (580.0, 440.0), "phone": (358.0, 404.0)}
"""Pixels of a map: on a wide screen, on a small one and on a phone (``page.css`` says which)."""
MOST_FRAMES = 120
"""Different maps of all kinds, up to which a page holds every frame and every layout."""


@dataclass(frozen=True)
class Links:
    """Where the parts of a page lead."""

    link_to: str = "#{}-{}"
    """The address of a claim or a place, from its kind of thing and its id."""
    places: frozenset[str] | None = None
    """The places that have an address; ``None``: all."""

    def of(self, group: Group) -> str:
        """The address that a part of a map leads to; empty for none."""
        if group.claim:
            return self.link_to.format("claim", group.claim)
        has_page = self.places is None or group.place in self.places
        return self.link_to.format("place", group.place) if has_page else ""


@dataclass
class Shelf:
    """What the maps of a page are put together from, each thing once."""

    links: Links = field(default_factory=Links)
    parts: Store = field(default_factory=Store)
    """Pieces of markup and of sentences, which the page's data name by their numbers."""
    grounds: dict[str, Markup] = field(default_factory=dict)
    """What lies under the maps of a frame and a layout, by the name that they refer to it by."""

    def kept(self, *parts: str) -> str:
        """Pieces as the page's data name them; ``page.js`` puts them together again."""
        return " ".join(str(self.parts.number(part)) for part in parts)

    def whole(self, kept: str) -> Markup:
        """What the pieces of such a name are together."""
        things = self.parts.things
        return Markup("".join(things[int(number)] for number in kept.split()))  # noqa: S704 - ours

    def picture(
        self, scene: Scene, frame: Frame, layout: str, names: wording.Names, *, titles: bool = False
    ) -> Pictured:
        """A map whose parts are names of pieces; ``titles``: tips that need no script."""
        style = Style(viewport(frame, *LAYOUTS[layout]))
        svg = Svg(link_to=self.links.of, titles=titles)
        ground = f"ground-{frame.drawn.value}-{layout}"

        def write(group: Group) -> str:
            if group.layer != GROUND:
                return self.kept(*svg.pieces(group))
            self.grounds.setdefault(ground, Markup(svg.group(group)))  # noqa: S704
            return f'<g class="{GROUND}"><use href="#{ground}"/></g>'

        drawing = map_drawing(scene, style, names)
        made = Pictured.of(drawing, entries(scene, style), write, self.links.of)
        return replace(made, legend=tuple(self.kept(sample) for sample in made.legend))

    def together(self, picture: Pictured) -> Pictured:
        """A map as elements of the page, which need no script."""
        groups, legend = (tuple(map(self.whole, part)) for part in (picture.groups, picture.legend))
        return replace(picture, ground=Markup(picture.ground), groups=groups, legend=legend)  # noqa: S704


def covered(told: Told) -> tuple[Month, ...]:
    """The months a page lets a reader choose among: the view's, else all that it covers."""
    first, last = told.view.first or "", told.view.last or "9999"
    return tuple(month for month in told.months if first <= month <= last)


@dataclass(frozen=True, eq=False)
class Maps:
    """The maps of a view: of each kind of figure that the claims shown have one of."""

    told: Told

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months to choose among."""
        return covered(self.told)

    @cached_property
    def timing(self) -> Timing:
        """When the claims shown are."""
        return Timing.of(self.told.shown, self.months)

    @cached_property
    def kinds(self) -> tuple[Kind | None, ...]:
        """The maps to choose among: the view's first, then one of each kind that has one."""
        told = self.told
        there = {claim.kind for claim in told.shown}
        rest = [kind for kind in MAP_KINDS if kind in there and kind is not told.kind]
        return (told.kind, *rest)

    @cached_property
    def timings(self) -> dict[Kind | None, Timing]:
        """When the claims are that the map of a kind holds."""
        return {kind: Timing.of(self.claims(kind), self.months) for kind in self.kinds}

    def claims(self, kind: Kind | None) -> tuple[Claim, ...]:
        """Those of the claims shown that decide what the map of a kind shows."""
        return wording.decisive(self.told.shown, kind)

    @cached_property
    def by_year(self) -> bool:
        """Whether a stretch of months goes by whole years: where its maps would be too many."""
        return any(not own.is_few for own in self.timings.values())

    @cached_property
    def planned(self) -> dict[Kind | None, dict[Stretch, Claims]]:
        """The choices of months that a reader may make, each with what the map of a kind holds."""
        stretches = [self.timing.whole, *self.timing.stretches(by_year=self.by_year)]
        return {
            kind: {at: own.touching(*at) for at in stretches} for kind, own in self.timings.items()
        }

    @cached_property
    def _are_few(self) -> bool:
        return sum(len(set(maps.values())) for maps in self.planned.values()) <= MOST_FRAMES

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Every frame, or the view's alone where there are very many maps."""
        return tuple(FRAMINGS) if self._are_few else (self.told.view.frame.drawn,)

    @property
    def layouts(self) -> tuple[str, ...]:
        """Every layout, or without the middle one where there are very many maps."""
        return tuple(name for name in LAYOUTS if self._are_few or name != "middle")

    def picture(
        self, shelf: Shelf, kind: Kind | None, frame: Frame, layout: str, chosen: Claims
    ) -> Pictured:
        """The map of some of the claims that a map of a kind holds."""
        claims = self.claims(kind)
        scene = self.told.scene_of(tuple(claims[number] for number in chosen), kind)
        return shelf.picture(scene, frame, layout, self.told.names)

    def data(self, shelf: Shelf, kind: Kind | None) -> dict[str, Any]:
        """The maps of a kind for the script: by choice of months, in each frame and layout."""
        maps = self.planned[kind]
        scenes = [
            drawn(maps.values(), partial(self.picture, shelf, kind, frame, layout))
            for frame in self.frames
            for layout in self.layouts
        ]
        return choices(self.timing, maps, partial(self._words, shelf, kind)) | {"scenes": scenes}

    def _words(
        self, shelf: Shelf, kind: Kind | None, first: Month | None, last: Month | None
    ) -> tuple[str, str, str]:
        selection, claims = self._selected(first, last)
        on_map = wording.on_this_map(claims, kind)
        return (
            shelf.kept(headline(self.told, claims, kind)),
            # The parts of what is on the map are the same at many choices of months.
            shelf.kept(wording.counting(selection), *re.findall("[^;]+;?", f" {on_map}".rstrip())),
            "",
        )

    def _selected(
        self, first: Month | None, last: Month | None
    ) -> tuple[Selection, tuple[Claim, ...]]:
        if first is None or last is None:
            return self.told.selection, self.told.shown
        if (first, last) not in self._found:
            view = self.told.view.with_(first=first, last=last)
            touched = self.timing.touching(self.months.index(first), self.months.index(last))
            claims = tuple(self.told.shown[number] for number in touched)
            self._found[first, last] = select(self.told.data.claims, view.limits), claims
        return self._found[first, last]

    @cached_property
    def _found(self) -> dict[tuple[Month, Month], tuple[Selection, tuple[Claim, ...]]]:
        return {}


def headline(told: Told, claims: Sequence[Claim], kind: Kind | None) -> str:
    """The finding of a map of a kind, where so many of the claims are shown."""
    return wording.as_known(wording.map_headline(claims, kind, told.names), told.view.known_on)
