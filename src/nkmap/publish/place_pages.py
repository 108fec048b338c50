"""The page of a place, and the list of all places, for the app and for the published site.

A page is made of an ``Evidence`` whose view names the place: what it shows, cites and exports are
the same claims. Claims of what lies in the place are counted apart, and lead to their own pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from nkmap.cache import cached
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, kept, known_by
from nkmap.figures.drawing import Drawing, Group
from nkmap.figures.place_lanes import Lane, drawn_of, lanes_of, place_lanes
from nkmap.figures.place_map import place_map
from nkmap.figures.scene import Place, places_of
from nkmap.figures.viewport import EXTENTS
from nkmap.publish.templates import place_html
from nkmap.render.svg import Svg
from nkmap.schema import PlaceStatus, PlaceType
from nkmap.view import Frame, View
from nkmap.wording import place_pages as words
from nkmap.wording.place_pages import Row
from nkmap.wording.places import Names

Links = Mapping[str, str]
"""The addresses of a claim and of a place, each with ``{}`` for its id; those of all places."""


def view_of(place: str, view: View) -> View:
    """The view of the claims that name a place, of every layer, known by the day of a view."""
    return known_by(view).with_(named=(place,))


@kept
def counts_of(known: Evidence) -> Counter[str]:
    """How many of the claims shown name each place itself."""
    return Counter(place for claim in known.shown for place in claim.named)


@kept
def within_of(known: Evidence) -> Counter[str]:
    """How many of the claims shown name something in each place, and not it itself."""
    around = {place: holders(row, known.names) for place, row in rows_of(known.data).items()}
    return Counter(
        place
        for claim in known.shown
        for place in {own for named in claim.named for own in around[named]}.difference(claim.named)
    )


@cached
def rows_of(data: Dataset) -> dict[str, Row]:
    """The places of a dataset by id, each as a record."""
    columns = [str(name) for name in data.places]
    rows = (dict(zip(columns, row, strict=True)) for row in data.places.itertuples(index=False))
    return {row["place_id"]: row for row in rows}


def holders(row: Row, names: Names) -> tuple[str, ...]:
    """What holds a place, the nearest first; no country holds what is disputed."""
    found: tuple[str, ...] = row["within"][1:]
    is_disputed = row["status"] == PlaceStatus.DISPUTED
    return tuple(
        place for place in found if not is_disputed or names.types[place] != PlaceType.COUNTRY
    )


@dataclass(frozen=True)
class PlacePage:
    """What is told of one place."""

    here: Evidence
    """The claims that name it."""
    place: Place
    row: Row
    claims: tuple[Claim, ...]
    around: tuple[str, ...]
    """What holds it, the nearest first."""
    parts: tuple[tuple[str, int], ...]
    """The places in it that claims name, with how many; the most first."""
    more_within: int
    """Claims that name something in it, and not it itself."""
    counts: Mapping[str, int]

    @classmethod
    def of(cls, here: Evidence, place: str) -> PlacePage:
        """Gather it; ``here`` has the view of the place."""
        rows = rows_of(here.data)
        known = here.of_all
        counts = counts_of(known)
        inside = (name for name, row in rows.items() if place in holders(row, here.names))
        parts = ((name, counts[name]) for name in inside if counts[name])
        return cls(
            here, places_of(here.data)[place], rows[place], here.shown,
            holders(rows[place], here.names),
            tuple(sorted(parts, key=lambda own: -own[1])), within_of(known)[place], counts,
        )  # fmt: skip

    @property
    def drawn(self) -> Sequence[Claim]:
        """The claims with a place in the picture of months."""
        return drawn_of(self.claims)

    @property
    def by_kind(self) -> list[tuple[Lane, list[Claim]]]:
        """The claims in the lanes of the picture, each with its claims, the newest first."""
        return [
            (lane, sorted(lane.claims, key=lambda claim: claim.order, reverse=True))
            for lane in lanes_of(self.claims)
        ]

    @property
    def publishers(self) -> list[tuple[str, int, list[pd.Series]]]:
        """Who published the claims, with how many each, and the publications."""
        by_id = self.here.data.source_by_id
        return [
            (name, count, [by_id[source] for source in ids])
            for name, count, ids in words.publishers(self.claims, by_id)
        ]

    svg = Svg()
    """How signs among its words are written: in the variables of the page."""

    def lanes(self, width: float) -> Drawing | None:
        """When there are claims, by kind."""
        return _lanes(self.here, width)

    @property
    def map(self) -> Drawing | None:
        """Where it lies."""
        return _map(self.here, self.place.place_id)


def frame_of(data: Dataset, place: str) -> Frame:
    """The nearest frame of the large map that shows a place; a whole country is seen from afar."""
    own = places_of(data)[place]
    if not own.is_point:
        nearest = {"KP": Frame.ROUTE, "CN": Frame.WIDE, "RU": Frame.WIDE}
        return nearest.get(own.country, Frame.WORLD)
    return next(
        (
            frame
            for frame in (Frame.ROUTE, Frame.WIDE)
            for west, south, east, north in EXTENTS[frame].extent
            if west <= own.lon <= east and south <= own.lat <= north
        ),
        Frame.WORLD,
    )


@kept
def _lanes(here: Evidence, width: float) -> Drawing | None:
    return place_lanes(here.shown, here.names, width)


@kept
def _map(here: Evidence, place: str) -> Drawing | None:
    places, rows = places_of(here.data), rows_of(here.data)
    counts = counts_of(here.of_all)
    own = places[place]
    others = [
        other
        for name, other in places.items()
        if counts[name] and (own.is_point or place in holders(rows[name], here.names))
    ]
    return place_map(own, sorted(others, key=lambda one: -counts[one.place_id]), counts)


# ---------------------------------------------------------------- as markup


def picture(drawing: Drawing | None, links: Links, label: str) -> Markup:
    """Write a drawing whose parts are links; empty for none."""
    if drawing is None:
        return Markup()
    svg = Svg(link_to=_linking(links), titles=True)
    return Markup(place_html.picture(drawing, Markup(svg.inside(drawing)), label))  # noqa: S704


def _linking(links: Links) -> Callable[[Group], str]:
    def address(group: Group) -> str:
        kind, name = ("claim", group.claim) if group.claim else ("place", group.place)
        return links[kind].format(name) if name else ""

    return address


def head(page: PlacePage, links: Links, widths: Sequence[float]) -> Markup:
    """What the place is, how much there is, and when; the picture in each of the widths."""
    label = words.picture_words(page.claims, page.place.name)
    drawn = [picture(page.lanes(width), links, label) for width in widths]
    return Markup(place_html.head(page, links, [one for one in drawn if one]))  # noqa: S704


def claims(page: PlacePage, links: Links) -> Markup:
    """The claims by kind, the newest first."""
    return Markup(place_html.claims(page, links))  # noqa: S704


def aside(page: PlacePage, links: Links) -> Markup:
    """A small map, what lies in the place, what is not known, what not to add, and sources."""
    label = words.where_it_lies(page.place.name)
    return Markup(place_html.aside(page, links, picture(page.map, links, label)))  # noqa: S704


def index(known: Evidence, links: Links) -> Markup:
    """Every place by its country, with how many claims name it; those without any apart.

    A place is not without claims where they name what lies in it.
    """
    rows, counts, inside = rows_of(known.data), counts_of(known), within_of(known)
    told = [place for place in rows if counts[place] or inside[place]]
    by_country: dict[str, list[str]] = {}
    disputed = [place for place in told if rows[place]["status"]]
    for place in told:
        if not rows[place]["status"]:
            by_country.setdefault(rows[place]["within"][-1], []).append(place)
    groups = [
        (holder, sorted(own, key=lambda place: (place != holder, -counts[place])))
        for holder, own in by_country.items()
    ]
    many = {holder: sum(counts[place] for place in own) for holder, own in groups}
    single = [own[0] for _, own in groups if len(own) == 1]
    several = sorted((g for g in groups if len(g[1]) > 1), key=lambda g: -many[g[0]])
    if single:
        several.append(("", sorted(single, key=lambda place: -counts[place])))
    without = sorted(rows.keys() - told, key=known.names.__getitem__)
    if disputed:
        several.append(("disputed", disputed))
    sought = {search.place for search in known.searches}
    return Markup(  # noqa: S704
        place_html.index(several, without, sought, counts, inside, rows, known.names, links)
    )
