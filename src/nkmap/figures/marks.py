"""Claims as marks on a map, prepared once for every renderer.

A mark has a place, a size, a shape and words; nothing here knows pydeck or Altair. Claims whose
place is a province or coarser become words for an area (``Plate``), never a mark with a position.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.schema import FINEST_AREA_PRECISION, KINDS, Kind, Measure, MissingReason

LARGEST_RADIUS = 40.0
"""Pixels; the scale of a kind is lowered until its largest figure fits."""
SCALE = {Kind.DEPARTED: 3.0, Kind.SELECTED: 1.9}
DEFAULT_SCALE = 3.0
"""Pixels of radius for one person's square root; area is in proportion to the number."""
UNKNOWN_RADIUS = 13.0
"""Every mark without a number has this size, so that it cannot be read as a quantity."""
NUMBER_INSIDE = 14.0
"""Marks of at least this radius carry their number inside."""


@dataclass(frozen=True)
class Place:
    """What the map needs to know of a row of ``places.csv``."""

    place_id: str
    name: str
    local: str
    type: str
    country: str
    admin1: str
    lon: float
    lat: float
    where_prec: int

    @property
    def is_point(self) -> bool:
        """Whether the place may be drawn as a point at all."""
        return self.where_prec < FINEST_AREA_PRECISION and not math.isnan(self.lon)

    @property
    def label(self) -> str:
        """English and local name side by side."""
        return f"{self.name} {self.local}".strip()


def places(frame: pd.DataFrame) -> dict[str, Place]:
    """Places by id, from the typed places frame."""
    columns = ["place_id", "name_en", "name_ko", "type", "country", "admin1", "lon", "lat"]
    return {
        row[0]: Place(*row[:6], float(row[6]), float(row[7]), int(row[8]))  # type: ignore[call-arg]
        for row in frame[[*columns, "where_prec"]].itertuples(index=False, name=None)
    }


def parts(place_id: str, frame: pd.DataFrame) -> frozenset[str]:
    """A place and every place that lies in it, in the ``places`` frame of ``nkmap.dataset``."""
    return frozenset(frame.loc[frame["within"].map(lambda holds: place_id in holds), "place_id"])


@dataclass(frozen=True)
class Mark:
    """One symbol at one place: a claim, or several claims of one kind about the same place."""

    claims: tuple[Claim, ...]
    place: Place
    radius: float
    """Pixels; of the best, else the lowest, else the highest figure; fixed when not reported."""
    outer_radius: float | None
    """Pixels; of the highest figure where a range was reported."""
    inside: str
    """Words printed inside the mark; empty when they would not fit."""
    figure: str
    note: str

    @property
    def claim(self) -> Claim:
        """The claim the mark is drawn from: the latest with a figure, else the latest."""
        return wording.lead_claim(self.claims)

    @property
    def kind(self) -> Kind:
        """The kind all its claims share."""
        return self.claims[0].kind


@dataclass(frozen=True)
class Plate:
    """Words for an area: claims that name a country or province and no place in it."""

    area: Place
    claims: tuple[Claim, ...]
    title: str
    lines: tuple[str, ...]
    is_stock: bool


@dataclass(frozen=True)
class Stop:
    """One named stop of a route; the last one may be an area, which has no position."""

    seq: int
    place: Place


@dataclass(frozen=True)
class Route:
    """The order of places one claim states."""

    claim: Claim
    stops: tuple[Stop, ...]

    @property
    def points(self) -> tuple[Stop, ...]:
        """The stops that have a position."""
        return tuple(stop for stop in self.stops if stop.place.is_point)

    @property
    def is_open(self) -> bool:
        """Whether the route goes on to an area, at a place nobody named."""
        return bool(self.stops) and not self.stops[-1].place.is_point


@dataclass(frozen=True)
class Silence:
    """A place other claims are about, with no claim of this kind. That is not zero."""

    place: Place
    words: str


@dataclass(frozen=True)
class Scene:
    """Everything one map shows: one kind, one scale, one legend."""

    kind: Kind
    marks: tuple[Mark, ...]
    plates: tuple[Plate, ...]
    routes: tuple[Route, ...]
    silences: tuple[Silence, ...]
    scale: float

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Every claim the map shows, in id order."""
        drawn = [c.claim_id for mark in self.marks for c in mark.claims]
        drawn += [c.claim_id for plate in self.plates for c in plate.claims]
        drawn += [route.claim.claim_id for route in self.routes]
        return tuple(sorted(set(drawn)))

    @property
    def hatched(self) -> tuple[str, ...]:
        """Countries in which claims end without naming a place."""
        return tuple(sorted({p.area.country for p in self.plates if p.area.type == "country"}))


def scene(
    shown: Sequence[Claim],
    kind: Kind,
    everything: Sequence[Claim],
    place_table: Mapping[str, Place],
    routes: pd.DataFrame,
) -> Scene:
    """Prepare one map. ``shown`` holds claims of ``kind``, and routes that accompany them.

    ``everything`` is the whole dataset; it tells which places are silent about this kind.
    Raises ``ValueError`` when two kinds that carry figures are to share one map.
    """
    strays = {c.kind for c in shown} - {kind, Kind.ROUTE}
    if strays:
        listed = ", ".join(sorted(stray.value for stray in strays))
        raise ValueError(f"one map shows one kind: {kind.value} cannot share it with {listed}")
    own = [claim for claim in shown if claim.kind is kind]
    scale = _scale(own, kind)
    located, areas = _split(own, kind, place_table)
    marks = tuple(_mark(place_table[i], claims, scale) for i, claims in located.items())
    stated = tuple(_route(c, routes, place_table) for c in shown if c.kind is Kind.ROUTE)
    return Scene(
        kind=kind,
        marks=marks,
        plates=_plates(own, areas, stated, kind, place_table),
        routes=stated,
        silences=_silences(kind, everything, marks, place_table),
        scale=scale,
    )


def _scale(claims: Sequence[Claim], kind: Kind) -> float:
    largest = max((_top(c) for c in claims), default=0)
    wanted = SCALE.get(kind, DEFAULT_SCALE)
    return min(wanted, LARGEST_RADIUS / math.sqrt(largest)) if largest else wanted


def _top(claim: Claim) -> int:
    return max(v for v in (claim.low, claim.best, claim.high, 0) if v is not None)


def _split(
    claims: Sequence[Claim], kind: Kind, place_table: Mapping[str, Place]
) -> tuple[dict[str, tuple[Claim, ...]], list[Claim]]:
    """Claims by the point they are about; and those that name no point."""
    if KINDS[kind].measure is Measure.STOCK:
        return {}, list(claims)  # a stock is never a point
    located: dict[str, list[Claim]] = {}
    areas = []
    for claim in claims:
        at = [i for i in _about(claim) if place_table[i].is_point]
        if _is_shared(claim):
            at = []  # one figure for several places belongs to none of them alone
        if not at:
            areas.append(claim)
        for place_id in at:
            located.setdefault(place_id, []).append(claim)
    return {i: tuple(found) for i, found in located.items()}, areas


def _about(claim: Claim) -> tuple[str, ...]:
    """The places a claim's figure belongs to: where people arrived, else where they are from.

    None for what is withheld to protect a person: that is counted and told, not put anywhere.
    """
    if claim.missing_reason is MissingReason.WITHHELD:
        return ()
    first, second = claim.origin, claim.destination
    if claim.kind in (Kind.ARRIVED, Kind.PRESENT):
        first, second = second, first
    return first or second


def _is_shared(claim: Claim) -> bool:
    return claim.has_figure and len(_about(claim)) > 1


def _mark(place: Place, claims: tuple[Claim, ...], scale: float) -> Mark:
    lead = wording.lead_claim(claims)
    low = next((v for v in (lead.best, lead.low, lead.high) if v is not None), None)
    radius = UNKNOWN_RADIUS if low is None else scale * math.sqrt(low)
    outer = None
    if low is not None and lead.high is not None and lead.high != low:
        outer = scale * math.sqrt(lead.high)
    inside = _inside(lead) if low is not None and radius >= NUMBER_INSIDE else ""
    more = len(claims) - 1
    figure = wording.mark_figure(lead) + (f" (and {more} more)" if more else "")
    return Mark(claims, place, radius, outer, inside, figure, wording.mark_note(lead))


def _inside(claim: Claim) -> str:
    hedge = claim.qualifier if claim.qualifier not in wording.REPORTED_NOT_COUNTED else ""
    return "\n".join(part for part in (hedge, wording.bare_figure(claim)) if part)


def _route(claim: Claim, routes: pd.DataFrame, place_table: Mapping[str, Place]) -> Route:
    own = routes[routes["claim_id"] == claim.claim_id].sort_values("seq")
    stops = zip(own["seq"], own["place_id"], strict=True)
    return Route(claim, tuple(Stop(int(seq), place_table[place]) for seq, place in stops))


def _plates(
    own: Sequence[Claim],
    unlocated: Sequence[Claim],
    routes: Sequence[Route],
    kind: Kind,
    place_table: Mapping[str, Place],
) -> tuple[Plate, ...]:
    is_stock = KINDS[kind].measure is Measure.STOCK
    words = [
        _word_plate(area, claims, is_stock=is_stock)
        for area, claims in _by_area(unlocated, place_table)
    ]
    if is_stock:
        return tuple(words)
    known = {claim.claim_id for claim in unlocated}
    ends = [claim for claim in own if claim.claim_id not in known] + [r.claim for r in routes]
    towards = [
        _destination_plate(place_table[place], tuple(c for _, c in pairs))
        for place, pairs in _grouped([(place, c) for c in ends for place in c.destination])
        if not place_table[place].is_point
    ]
    return (*towards, *words)


NOWHERE = Place("", "No place named", "", "area", "", "", math.nan, math.nan, 6)


def _by_area(
    claims: Sequence[Claim], place_table: Mapping[str, Place]
) -> list[tuple[Place, tuple[Claim, ...]]]:
    """Claims without a point, by the areas they name; those that name none are not lost."""
    pairs = [
        (place, c)
        for c in claims
        for place in ([_TOGETHER.join(_about(c))] if _is_shared(c) else _about(c) or ("",))
    ]
    return [
        (_area(place, place_table), tuple(c for _, c in group)) for place, group in _grouped(pairs)
    ]


_TOGETHER = ";"


def _area(place: str, place_table: Mapping[str, Place]) -> Place:
    if _TOGETHER not in place:
        return place_table.get(place, NOWHERE)
    names = {i: known.name for i, known in place_table.items()}
    listed = wording.place_list(place.split(_TOGETHER), names)
    return replace(NOWHERE, name=f"{listed} together")


def _grouped(pairs: list[tuple[str, Claim]]) -> list[tuple[str, list[tuple[str, Claim]]]]:
    ordered = sorted(pairs, key=lambda pair: pair[0])
    return [(place, list(group)) for place, group in groupby(ordered, key=lambda pair: pair[0])]


def _word_plate(area: Place, claims: tuple[Claim, ...], *, is_stock: bool) -> Plate:
    latest_first = sorted(claims, key=wording.latest, reverse=True)
    lines = tuple(wording.plate_line(claim) for claim in latest_first[:MOST_LINES])
    more = len(latest_first) - len(lines)
    lines += (f"and {more} more",) if more else ()
    named = {wording.destination_limit(claim) for claim in claims} if is_stock else set()
    limit = "; ".join(sorted(named - {""})) if is_stock else "place not reported"
    title = f"{area.name} – {limit}" if area.place_id and limit else area.name
    return Plate(area, tuple(latest_first), title, lines, is_stock)


def _destination_plate(area: Place, claims: tuple[Claim, ...]) -> Plate:
    states = dict.fromkeys(wording.destination_limit(claim) for claim in claims)
    title = " – ".join([area.name, *filter(None, ["; ".join(filter(None, states))])])
    return Plate(area, claims, title, (), is_stock=False)


def _silences(
    kind: Kind,
    everything: Sequence[Claim],
    marks: Sequence[Mark],
    place_table: Mapping[str, Place],
) -> tuple[Silence, ...]:
    if KINDS[kind].measure is Measure.STOCK:
        return ()
    named = {i for claim in everything for i in claim.origin}
    drawn = {mark.place.place_id for mark in marks}
    ever = {i for claim in everything if claim.kind is kind for i in claim.origin}
    return tuple(
        Silence(place, wording.silence(kind, never=place.place_id not in ever))
        for place in place_table.values()
        if place.is_point
        and place.type in _TOWNS
        and place.place_id in named - drawn
        and not _near_a_mark(place, marks)
    )


MOST_LINES = 4
"""Lines of figures on one plate; more are counted, and listed where the plate leads."""
_TOWNS = frozenset({"city", "county", "town"})
"""A mine or a station that nothing is said about is part of a town that is silent anyway."""
SAME_SPOT = 0.12
"""Degrees; a silent place this close to a mark would only contradict it."""


def _near_a_mark(place: Place, marks: Sequence[Mark]) -> bool:
    return any(
        math.hypot(place.lon - m.place.lon, place.lat - m.place.lat) < SAME_SPOT for m in marks
    )
