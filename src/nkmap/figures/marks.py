"""Claims as marks on a map, prepared once for every renderer."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import overlays
from nkmap.figures.labels import text_width
from nkmap.figures.prepared import (
    NOWHERE,
    UNKNOWN_RADIUS,
    Mark,
    Place,
    Plate,
    Route,
    Scene,
    Silence,
    Stop,
)
from nkmap.schema import KINDS, OVERLAYS, Kind, Layer, Measure

LARGEST_RADIUS = 40.0
"""Pixels; the scale of a kind is lowered until its largest figure fits."""
SCALE = {Kind.DEPARTED: 3.0, Kind.SELECTED: 1.9}
DEFAULT_SCALE = 3.0
"""Pixels of radius for one person's square root; area is in proportion to the number."""
NUMBER_INSIDE = 14.0
"""Marks of at least this radius carry their number inside."""
HEDGE_INSIDE = 11.0
"""Size in pixels of a hedge above the number."""


def scene(
    shown: Sequence[Claim],
    kind: Kind,
    everything: Sequence[Claim],
    place_table: Mapping[str, Place],
    routes: pd.DataFrame,
    origins: Origins | None = None,
) -> Scene:
    """Prepare one map. ``shown`` holds claims of ``kind``, and what may accompany them unsized.

    ``everything`` is the whole dataset; it tells which places are silent about this kind.
    ``origins``, where they were worked out before, stand in for it.
    Raises ``ValueError`` when two kinds that carry figures are to share one map.
    """
    strays = {c.kind for c in shown} - {kind, Kind.ROUTE, *OVERLAYS}
    if strays:
        listed = ", ".join(sorted(stray.value for stray in strays))
        raise ValueError(f"one map shows one kind: {kind.value} cannot share it with {listed}")
    own = [claim for claim in shown if claim.kind is kind]
    located, areas = _split(own, kind, place_table)
    scale = _scale([claim for claims in located.values() for claim in claims], kind)
    marks = tuple(_mark(place_table[i], claims, scale) for i, claims in located.items())
    told = [claim for claim in shown if claim.kind is Kind.ROUTE]
    stated = _routes(told, routes, place_table)
    drawn, left = stated[:MOST_ROUTES], [c for r in stated[MOST_ROUTES:] for c in r.claims]
    more = [overlays.aside(left, wording.routes_left_out(left))] if left else []
    beside = overlays.beside([c for c in shown if c.kind in OVERLAYS], routes, place_table)
    return Scene(
        kind=kind,
        marks=marks,
        plates=(
            *_by_country(_plates(own, areas, drawn, kind, place_table), place_table),
            *beside.plates,
            *more,
        ),
        routes=drawn,
        silences=_silences(kind, origins or origins_by_kind(everything), marks, place_table),
        scale=scale,
        links=beside.links,
        happenings=beside.happenings,
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
        at = [i for i in claim.about if place_table[i].is_point]
        if _is_shared(claim) or claim.is_military:
            # One figure for several places belongs to none of them alone, and soldiers share no
            # scale with workers.
            at = []
        if not at:
            areas.append(claim)
        for place_id in at:
            located.setdefault(place_id, []).append(claim)
    return {i: tuple(found) for i, found in located.items()}, areas


def _is_shared(claim: Claim) -> bool:
    return claim.has_figure and len(claim.about) > 1


def _mark(place: Place, claims: tuple[Claim, ...], scale: float) -> Mark:
    lead = wording.lead_claim(claims)
    low = next((v for v in (lead.best, lead.low, lead.high) if v is not None), None)
    radius = UNKNOWN_RADIUS if low is None else scale * math.sqrt(low)
    outer = None
    if low is not None and lead.high is not None and lead.high != low:
        outer = scale * math.sqrt(lead.high)
    inside = _inside(lead, radius) if low is not None and radius >= NUMBER_INSIDE else ""
    more = len(claims) - 1
    figure = wording.mark_figure(lead) + (f" (and {more:,} more)" if more else "")
    return Mark(claims, place, radius, outer, inside, figure, wording.mark_note(lead))


def _inside(claim: Claim, radius: float) -> str:
    """The hedge and the number, both or neither: a number is never printed without its hedge."""
    hedge = claim.qualifier if claim.qualifier not in wording.REPORTED_NOT_COUNTED else ""
    if text_width(hedge, HEDGE_INSIDE) > 1.7 * radius:
        return ""
    return "\n".join(part for part in (hedge, wording.bare_figure(claim)) if part)


MOST_ROUTES = 12
"""Orders of places that one map draws; the claims that state others are counted on a plate."""


def _routes(
    claims: Sequence[Claim], routes: pd.DataFrame, place_table: Mapping[str, Place]
) -> tuple[Route, ...]:
    """Each order of places once, now and in earlier times, with the claims that state it."""
    if not claims:
        return ()
    stops = overlays.stops_by_claim(routes)
    found: dict[tuple[Hashable, ...], list[Claim]] = {}
    for claim in claims:
        order = tuple(stop[:2] for stop in stops.get(claim.claim_id, ()))
        found.setdefault((order, claim.layer is Layer.DISPATCH, _group(claim)), []).append(claim)
    return tuple(
        _route(own, [stop[:2] for stop in stops.get(own[0].claim_id, ())], place_table)
        for own in found.values()
    )


def _route(
    claims: Sequence[Claim], stops: Sequence[tuple[int, str]], place_table: Mapping[str, Place]
) -> Route:
    lead = wording.lead_claim(claims)
    rest = [claim for claim in claims if claim is not lead]
    return Route((lead, *rest), tuple(Stop(seq, place_table[place]) for seq, place in stops))


def _plates(
    own: Sequence[Claim],
    unlocated: Sequence[Claim],
    routes: Sequence[Route],
    kind: Kind,
    place_table: Mapping[str, Place],
) -> tuple[Plate, ...]:
    is_stock = KINDS[kind].measure is Measure.STOCK
    words = _elsewhere(
        [
            _word_plate(area, own_claims, is_stock=is_stock)
            for area, claims in _by_area(unlocated, place_table)
            for own_claims in _by_group(claims)
        ]
    )
    if is_stock:
        return tuple(words)
    known = {claim.claim_id for claim in unlocated}
    ends = [claim for claim in own if claim.claim_id not in known]
    ends += [claim for route in routes for claim in route.claims]
    towards = [
        _destination_plate(place_table[place], tuple(c for _, c in pairs))
        for place, pairs in _grouped([(place, c) for c in ends for place in c.destination])
        if not place_table[place].is_point
    ]
    return _merged([*towards, *words])


_NEAR = frozenset({"KP", "CN", "RU"})
"""Countries with words of their own on the map; the others are told together."""


def _elsewhere(plates: Sequence[Plate]) -> list[Plate]:
    """Plates as they are, but one for all countries that lie outside every frame."""
    far = [
        plate
        for plate in plates
        if plate.area.country not in _NEAR and not plate.claims[0].is_military
    ]
    if len(far) < 2:
        return list(plates)
    lines = [f"{plate.area.name}: {line}" for plate in far for line in plate.lines]
    more = len(lines) - MOST_LINES
    lines = [*lines[:MOST_LINES], *([f"and {more:,} more"] if more > 0 else [])]
    claims = tuple(claim for plate in far for claim in plate.claims)
    area = replace(far[0].area, place_id="", name="Elsewhere")
    together = Plate(area, claims, area.name, tuple(lines), far[0].is_stock)
    return [*(plate for plate in plates if plate not in far), together]


MOST_PLATES = 8
"""Areas with a plate each; of more, those of one country stand on one plate, each counted."""


def _by_country(plates: Sequence[Plate], place_table: Mapping[str, Place]) -> tuple[Plate, ...]:
    if len(plates) <= MOST_PLATES:
        return tuple(plates)
    found: dict[tuple[str, str], list[Plate]] = {}
    for plate in plates:
        country = plate.area.country if plate.area.country in _NEAR else ""
        found.setdefault((country, _group(plate.claims[0])), []).append(plate)
    return tuple(
        own[0] if len(own) == 1 else _of_country(country, group, own, place_table)
        for (country, group), own in found.items()
    )


def _of_country(
    country: str, group: str, plates: Sequence[Plate], place_table: Mapping[str, Place]
) -> Plate:
    """Several areas of one country, with how many claims are about each; no figure is told."""
    whole = [p for p in place_table.values() if country and p.country == country and p.is_country]
    area = whole[0] if whole else replace(NOWHERE, name="Elsewhere", country=country)
    if not any(plate.area == area for plate in plates):
        area = replace(area, type="area")  # it is not the country that was named
    most = sorted(plates, key=lambda plate: -len(plate.claims))
    lines = [wording.area_count(plate.area.name, len(plate.claims)) for plate in most[:MOST_LINES]]
    lines += [wording.areas_left_out(len(most) - MOST_LINES)] if len(most) > MOST_LINES else []
    claims = {claim.claim_id: claim for plate in plates for claim in plate.claims}
    title = wording.areas_together(area.name, len(plates), group)
    return Plate(area, tuple(claims.values()), title, tuple(lines), plates[0].is_stock)


def _merged(plates: Sequence[Plate]) -> tuple[Plate, ...]:
    """One plate for an area and a group: what ends there and what is told of it as a whole."""
    found: dict[tuple[str, str], Plate] = {}
    for plate in plates:
        key = (plate.area.place_id or plate.area.name, _group(plate.claims[0]))
        found[key] = _both(found[key], plate) if key in found else plate
    return tuple(found.values())


def _both(one: Plate, two: Plate) -> Plate:
    claims = tuple({claim.claim_id: claim for claim in (*two.claims, *one.claims)}.values())
    title = max(one.title, two.title, key=len)
    return replace(two, claims=claims, title=title, lines=two.lines or one.lines)


def _group(claim: Claim) -> str:
    return claim.group if claim.is_military else ""


def _by_area(
    claims: Sequence[Claim], place_table: Mapping[str, Place]
) -> list[tuple[Place, tuple[Claim, ...]]]:
    """Claims without a point, by the areas they name; those that name none are not lost."""
    pairs = [
        (place, c)
        for c in claims
        for place in ([_TOGETHER.join(c.about)] if _is_shared(c) else c.about or ("",))
    ]
    return [
        (_area(place, place_table), tuple(c for _, c in group)) for place, group in _grouped(pairs)
    ]


def _by_group(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Soldiers and military builders stand on plates of their own."""
    groups = dict.fromkeys(_group(claim) for claim in claims)
    return [tuple(c for c in claims if _group(c) == group) for group in groups]


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
    ids = {claim.claim_id for claim in claims}
    # A part below its whole would read as one more figure.
    wholes = [claim for claim in latest_first if claim.part_of not in ids]
    lines = tuple(wording.plate_line(claim) for claim in wholes[:MOST_LINES])
    more = len(wholes) - len(lines)
    lines += (f"and {more:,} more",) if more else ()
    named = {wording.destination_limit(claim) for claim in claims} if is_stock else set()
    limit = "; ".join(sorted(named - {""})) if is_stock else "place not reported"
    who = f"{claims[0].group.capitalize()}, kept apart: " if claims[0].is_military else ""
    title = who + (f"{area.name} – {limit}" if area.place_id and limit else area.name)
    return Plate(area, tuple(latest_first), title, lines, is_stock)


def _destination_plate(area: Place, claims: tuple[Claim, ...]) -> Plate:
    states = dict.fromkeys(wording.destination_limit(claim) for claim in claims)
    title = " – ".join([area.name, *filter(None, ["; ".join(filter(None, states))])])
    return Plate(area, claims, title, (), is_stock=False)


Origins = Mapping[Kind, frozenset[str]]
"""The places of origin that claims of each kind name."""


def origins_by_kind(claims: Iterable[Claim]) -> Origins:
    """The places of origin that claims of each kind name."""
    found: dict[Kind, set[str]] = {}
    for claim in claims:
        found.setdefault(claim.kind, set()).update(claim.origin)
    return {kind: frozenset(places) for kind, places in found.items()}


def _silences(
    kind: Kind,
    origins: Origins,
    marks: Sequence[Mark],
    place_table: Mapping[str, Place],
) -> tuple[Silence, ...]:
    if kind in _NOT_BY_ORIGIN:
        return ()
    named = frozenset[str]().union(*(o for other, o in origins.items() if other not in OVERLAYS))
    drawn = {mark.place.place_id for mark in marks}
    ever = origins.get(kind, frozenset())
    return tuple(
        Silence(place, wording.silence(kind, never=place.place_id not in ever))
        for place in place_table.values()
        if place.is_point
        and place.type in _TOWNS
        and place.place_id in named - drawn
        and not _near_a_mark(place, marks)
    )


_NOT_BY_ORIGIN = frozenset({Kind.ARRIVED, Kind.PRESENT, Kind.PLANNED})
"""Kinds told of where people are or are to be: a town of origin is not silent about them."""
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
