"""The maps of a page in each layout, at every choice of months; and its timeline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from nkmap.dates import Month, first_day_of
from nkmap.evidence import Evidence
from nkmap.figures import marks, timeline
from nkmap.figures.chart_style import BAND, CLAIM, TOP, size
from nkmap.figures.colours import LIGHT, Palette, kind_colour
from nkmap.figures.drawing import Group
from nkmap.figures.legend import entries
from nkmap.figures.map import map_drawing
from nkmap.figures.scene import Scene
from nkmap.figures.time_scale import TimeScale, ends
from nkmap.figures.viewport import EXTENTS, Style, viewport
from nkmap.publish.precomputed_states import (
    GROUND,
    ClaimMonths,
    Claims,
    MonthRange,
    RenderedMap,
    encoded_maps,
    encoded_states,
    numbering,
)
from nkmap.publish.slides import Slide
from nkmap.render import chart_elements
from nkmap.render.svg import Svg, variable
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import Frame, View
from nkmap.web.metadata import in_script
from nkmap.wording import captions, dates, joined

LAYOUTS = {"wide": (940.0, 484.0), "middle": (580.0, 440.0), "phone": (358.0, 404.0)}
"""Pixels of a map: on a wide screen, on a small one and on a phone (``page.css`` says which)."""
MOST_FRAMES = 120
"""Different maps of all kinds, up to which a page holds every frame and every layout."""


@dataclass
class PagePieces:
    """The pieces that the maps of a page share, each kept once, and the addresses of its parts."""

    link_to: str = "#{}-{}"
    """The address of a claim or a place, from its kind of thing and its id."""
    places: frozenset[str] | None = None
    """The places that have an address; ``None``: all."""
    parts: dict[str, int] = field(default_factory=numbering)
    """Pieces of markup and of sentences, which the page's data name by their numbers."""
    grounds: dict[str, Markup] = field(default_factory=dict)
    """What lies under the maps of a frame and a layout, by the name that they refer to it by."""

    def address(self, group: Group) -> str:
        """The address that a part of a map leads to; empty for none."""
        if group.claim:
            return self.link_to.format("claim", group.claim)
        has_page = self.places is None or group.place in self.places
        return self.link_to.format("place", group.place) if has_page else ""

    def kept(self, *parts: str) -> str:
        """Keep pieces, and give their numbers, which ``page.js`` puts together again."""
        return " ".join(str(self.parts[part]) for part in parts)

    def picture(
        self, scene: Scene, frame: Frame, layout: str, *, whole: bool = False
    ) -> RenderedMap:
        """Render a map as numbers of its pieces, or, ``whole``, as elements that need no script."""
        style = Style(viewport(frame, *LAYOUTS[layout]))
        svg = Svg(link_to=self.address, titles=whole)
        ground = f"ground-{frame.drawn.value}-{layout}"

        def write(group: Group) -> str:
            if group.layer == GROUND:
                self.grounds.setdefault(ground, Markup(svg.group(group)))  # noqa: S704 - ours
                return Markup('<g class="{}"><use href="#{}"/></g>').format(GROUND, ground)
            return Markup(svg.group(group)) if whole else self.kept(*svg.pieces(group))  # noqa: S704

        drawing = map_drawing(scene, style)
        made = RenderedMap.of(drawing, entries(scene, style), write, self.address)
        return made if whole else replace(made, legend=tuple(map(self.kept, made.legend)))

    def of_slides(self, slides: Sequence[Slide]) -> list[tuple[Slide, dict[str, RenderedMap]]]:
        """Pair every slide of a story with its map, in two layouts, as elements."""

        def picture(slide: Slide, layout: str) -> RenderedMap:
            return self.picture(slide.scene, slide.step.view.frame, layout, whole=True)

        layouts = "wide", "phone"
        return [(slide, {name: picture(slide, name) for name in layouts}) for slide in slides]


@dataclass(frozen=True, eq=False)
class Maps:
    """The part of a page that a reader explores: a map of each kind of figure, and the timeline."""

    evidence: Evidence
    pieces: PagePieces = field(default_factory=PagePieces)
    _of_view: dict[View, Evidence] = field(default_factory=dict)
    """The evidence of each choice of months, the same for every kind."""

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months to choose among: the view's, else all that it covers."""
        first, last = self.evidence.view.first or "", self.evidence.view.last or "9999"
        return tuple(month for month in self.evidence.months if first <= month <= last)

    @cached_property
    def timing(self) -> ClaimMonths:
        """The months of the claims shown."""
        return ClaimMonths.of(self.evidence.shown, self.months)

    @cached_property
    def kinds(self) -> tuple[Kind | None, ...]:
        """The maps to choose among: the view's first, then one of each kind that has one."""
        evidence = self.evidence
        there = {claim.kind for claim in evidence.shown}
        rest = [kind for kind in MAP_KINDS if kind in there and kind is not evidence.kind]
        return (evidence.kind, *rest)

    @cached_property
    def timings(self) -> dict[Kind | None, ClaimMonths]:
        """The months of the claims that decide what the map of each kind shows."""
        shown = self.evidence.shown
        return {
            kind: ClaimMonths.of(captions.decisive(shown, kind), self.months) for kind in self.kinds
        }

    @cached_property
    def by_year(self) -> bool:
        """Whether a stretch of months goes by whole years: where its maps would be too many."""
        return any(not own.is_few for own in self.timings.values())

    @cached_property
    def planned(self) -> dict[Kind | None, dict[MonthRange, Claims]]:
        """The choices of months that a reader may make, each with what the map of a kind holds."""
        ranges = [self.timing.whole, *self.timing.ranges(by_year=self.by_year)]
        return {
            kind: {at: own.touching(*at) for at in ranges} for kind, own in self.timings.items()
        }

    @cached_property
    def _are_few(self) -> bool:
        return sum(len(set(maps.values())) for maps in self.planned.values()) <= MOST_FRAMES

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Every frame, or the view's alone where there are very many maps."""
        return tuple(EXTENTS) if self._are_few else (self.evidence.view.frame.drawn,)

    @property
    def layouts(self) -> tuple[str, ...]:
        """Every layout, or without the middle one where there are very many maps."""
        return tuple(name for name in LAYOUTS if self._are_few or name != "middle")

    @cached_property
    def pictures(self) -> dict[str, RenderedMap]:
        """The first map in each layout, as elements that need no script."""
        evidence, scene = self.evidence, marks.of_evidence(self.evidence, self.evidence.kind)
        return {
            name: self.pieces.picture(scene, evidence.view.frame, name, whole=True)
            for name in self.layouts
        }

    @cached_property
    def times(self) -> dict[str, TimePart]:
        """The timeline in each of its layouts."""
        return {
            name: time_part(self.evidence, LAYOUTS[name][0], self.months)
            for name in ("wide", "phone")
        }

    @cached_property
    def data(self) -> Markup:
        """The JSON that ``page.js`` reads."""
        touched = [len(self.timing.touching(month, month)) for month in range(len(self.months))]
        data = {
            "months": self.months,
            "names": dates.MONTHS,
            "touched": touched,
            "latest": max((n for n, count in enumerate(touched) if count), default=0),
            "byYear": self.by_year,
            "spans": self.timing.spans,
            "frames": [{"value": own.value, "label": EXTENTS[own].label} for own in self.frames],
            "frame": self.frames.index(self.evidence.view.frame.drawn),
            "layouts": [[name, *LAYOUTS[name]] for name in self.layouts],
            "kinds": [self.of_kind(kind) for kind in self.kinds],
            "parts": list(self.pieces.parts),
            "linkTo": self.pieces.link_to,
            # Where each month begins in the chart, and where the last one ends.
            "time": [part.edges for part in self.times.values()],
        }
        return in_script(data)

    def of_kind(self, kind: Kind | None) -> dict[str, Any]:
        """The maps of a kind for the script: by choice of months, in each frame and layout."""
        maps, evidence = self.planned[kind], self.evidence
        claims = captions.decisive(evidence.shown, kind)
        scenes = {
            chosen: marks.of_evidence(evidence, kind, [claims[number] for number in chosen])
            for chosen in dict.fromkeys(maps.values())
        }

        def picture(frame: Frame, layout: str, chosen: Claims) -> RenderedMap:
            return self.pieces.picture(scenes[chosen], frame, layout)

        made = [
            encoded_maps(scenes, partial(picture, frame, layout))
            for frame in self.frames
            for layout in self.layouts
        ]
        return encoded_states(self.timing, maps, partial(self._words, kind)) | {"scenes": made}

    def _words(self, kind: Kind | None, first: Month | None, last: Month | None) -> tuple[str, ...]:
        """Headline, count and note of a map, and the count of the table's rows."""
        view = self.evidence.view.with_(first=first, last=last) if first else self.evidence.view
        evidence = self._of_view.setdefault(view, replace(self.evidence, view=view))
        on_map, kept = captions.on_this_map(evidence.shown, kind), self.pieces.kept
        return (
            kept(evidence.headline(kind)),
            # The parts of what is on the map are the same at many choices of months.
            kept(evidence.counting, *re.findall("[^;]+;?", f" {on_map}".rstrip())),
            kept(""),
            kept(evidence.counting),
        )


COLOURS = Palette(
    **{own.name: variable(own.name) for own in fields(Palette) if own.name != "kinds"},
    kinds={kind: variable(kind_colour(kind)) for kind in LIGHT.kinds},
)
"""The names of colours, which the renderer of charts writes as they are."""


@dataclass(frozen=True)
class TimePart:
    """One layout of the timeline as SVG, and where its months are."""

    chart: Markup
    touches: tuple[dict[str, Any], ...]
    """What leads from a box of the chart to its ``claim``, or tells of several: its ``tip``."""
    edges: tuple[float, ...]
    """Pixels of the chart's own, where each month begins, and where the last one ends."""
    width: float
    height: float


def time_part(evidence: Evidence, width: float, months: Sequence[Month] = ()) -> TimePart:
    """Draw the timeline of a view, ``width`` pixels wide; ``months`` are those to choose among."""
    time = TimeScale.beside_names(evidence.months, width)
    made = timeline.chart(timeline.lanes(evidence, time), time, COLOURS)
    days = [*map(first_day_of, months), ends(months)[1]] if months else []
    touches = (
        {
            "x": row["from"],
            "y": TOP + row["top"] * BAND,
            "width": row["to"] - row["from"],
            "height": (row["below"] - row["top"]) * BAND,
            "claim": row.get(CLAIM, ""),
            "tip": joined(row["says"], row["dated"], row["by"], by=" · "),
        }
        for row in made["datasets"]["claims"]
        if "says" in row
    )
    return TimePart(
        Markup(chart_elements(made)),  # noqa: S704 - our own renderer's
        tuple(touches),
        tuple(round(time.pixel(day), 1) for day in days),
        *size(made),
    )
