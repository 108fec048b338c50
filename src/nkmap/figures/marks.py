"""Claims as marks on a map, prepared once for every render."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import area_plates, overlays
from nkmap.figures.prepared import (
    SAME_RADIUS,
    UNKNOWN_RADIUS,
    ZERO_RADIUS,
    Mark,
    Place,
    Plate,
    Route,
    Scene,
    Silence,
    Stop,
)
from nkmap.figures.typography import text_width
from nkmap.schema import KINDS, MAP_KINDS, OVERLAYS, End, Kind, Layer, Measure

LARGEST_RADIUS = 40.0
"""Pixels; the scale of a kind is lowered until its largest figure fits."""
SCALE = {Kind.DEPARTED: 3.0, Kind.SELECTED: 1.9}
DEFAULT_SCALE = 3.0
"""Pixels of radius for one person's square root; area is in proportion to the number."""
NUMBER_INSIDE = 14.0
"""Marks of at least this radius carry their number inside."""
HEDGE_INSIDE = 11.0
"""Size in pixels of a hedge above the number."""


def of_view(
    shown: Sequence[Claim],
    kind: Kind | None,
    place_table: Mapping[str, Place],
    routes: pd.DataFrame,
    origins: frozenset[str],
) -> Scene:
    """The map of a kind, or of all kinds, of the claims that a view shows.

    It holds what such a map draws (``wording.of_map``). Claims of a kind that no map draws
    have no mark, which would stand for people: where the map is of that kind, they are counted.
    """
    held = wording.of_map(shown, kind)
    if kind is None:
        return all_kinds(shown, place_table, routes, origins)
    if kind in MAP_KINDS:
        return scene(held, kind, place_table, routes, origins)
    told = [claim for claim in held if claim.kind not in (Kind.ROUTE, *OVERLAYS)]
    made = scene([claim for claim in held if claim not in told], kind, place_table, routes, origins)
    aside = [overlays.aside(told, wording.without_point(told))] if told else []
    return replace(
        made,
        plates=overlays.together(made.plates, aside),
        areas=overlays.together(made.areas, aside),
        silences=(),
    )


def scene(
    shown: Sequence[Claim],
    kind: Kind,
    place_table: Mapping[str, Place],
    routes: pd.DataFrame,
    origins: frozenset[str],
) -> Scene:
    """Prepare one map. ``shown`` holds claims of ``kind``, and what may accompany them unsized.

    ``origins`` are the places that might be silent about this kind (``places_of_origin``).
    Raises ``ValueError`` when two kinds that carry figures are to share one map.
    """
    strays = {c.kind for c in shown} - {kind, Kind.ROUTE, *OVERLAYS}
    if strays:
        listed = ", ".join(sorted(stray.value for stray in strays))
        raise ValueError(f"one map shows one kind: {kind.value} cannot share it with {listed}")
    own = [c for c in shown if c.kind is kind and kind not in (Kind.ROUTE, *OVERLAYS)]
    located, areas = _split(own, place_table)
    scale = _scale([claim for claims in located.values() for claim in claims], kind)
    marks = tuple(_mark(place_table[i], claims, scale) for i, claims in located.items())
    drawn, more = _drawn_routes(shown, routes, place_table)
    beside = overlays.beside([c for c in shown if c.kind in OVERLAYS], routes, place_table)
    each = area_plates.of_claims(own, areas, drawn, kind, place_table)
    near = area_plates.by_country(area_plates.elsewhere(each), place_table)
    return Scene(
        kind=kind,
        marks=marks,
        plates=(*near, *beside.plates, *more),
        areas=(*each, *beside.plates, *more),
        routes=drawn,
        silences=_silences(kind, shown, origins, marks, place_table),
        scale=scale,
        links=beside.links,
        happenings=beside.happenings,
    )


def all_kinds(
    shown: Sequence[Claim],
    place_table: Mapping[str, Place],
    routes: pd.DataFrame,
    origins: frozenset[str],
) -> Scene:
    """Prepare the map of all kinds: a mark a town for what is about it alone, each of one size.

    Every claim stands at one town, in the words of one area, or on the lines it is told of.
    """
    held = wording.of_map(shown, None)
    put: list[Claim] = []
    overlaid: list[Claim] = []
    for claim in held:
        is_beside = claim.kind in OVERLAYS and not _is_at_a_town(claim, place_table)
        (overlaid if is_beside else put).append(claim)
    own = [claim for claim in put if claim.kind is not Kind.ROUTE]
    located, areas = _split(own, place_table, once=True)
    marks = tuple(_mark_of_kinds(place_table[i], claims) for i, claims in located.items())
    drawn, more = _drawn_routes(held, routes, place_table)
    beside = overlays.beside(overlaid, routes, place_table)
    each = area_plates.of_kinds(areas, place_table)
    near = area_plates.by_country(area_plates.elsewhere(each), place_table)
    ends = [c for group in (*located.values(), *(r.claims for r in drawn)) for c in group]
    named = {place_table[p] for c in ends if not c.is_zero for p in c.destination}
    return Scene(
        kind=None,
        marks=marks,
        plates=(*near, *beside.plates, *more),
        areas=(*each, *beside.plates, *more),
        routes=drawn,
        silences=_silences(None, shown, origins, marks, place_table),
        scale=0.0,
        links=beside.links,
        happenings=beside.happenings,
        beyond=frozenset(place.country for place in named if place.is_country),
    )


def _is_at_a_town(claim: Claim, place_table: Mapping[str, Place]) -> bool:
    """Whether an incident may stand with what else is told of its town."""
    is_placed = len(claim.about) == 1 and place_table[claim.about[0]].is_point
    return claim.kind is Kind.INCIDENT and is_placed and not claim.is_military


def _mark_of_kinds(place: Place, claims: tuple[Claim, ...]) -> Mark:
    lead, more = wording.lead_claim(claims), len(claims) - 1
    is_incident = lead.kind is Kind.INCIDENT
    figure = wording.happening((lead,)) if is_incident else wording.mark_figure(lead)
    return Mark(
        claims,
        place,
        SAME_RADIUS,
        None,
        "",
        figure,
        wording.mark_note(lead),
        is_sized=False,
        more=f"+{more:,}" if more else "",
    )


def _scale(claims: Sequence[Claim], kind: Kind) -> float:
    largest = max((_top(c) for c in claims), default=0)
    wanted = SCALE.get(kind, DEFAULT_SCALE)
    return min(wanted, LARGEST_RADIUS / math.sqrt(largest)) if largest else wanted


def _top(claim: Claim) -> int:
    return max(v for v in (claim.low, claim.best, claim.high, 0) if v is not None)


def _split(
    claims: Sequence[Claim], place_table: Mapping[str, Place], *, once: bool = False
) -> tuple[dict[str, tuple[Claim, ...]], list[Claim]]:
    """Claims by the point they are about; and those that name no point.

    ``once``: what names several places is put at none of them, so that it stands once.
    """
    located: dict[str, list[Claim]] = {}
    areas = []
    for claim in claims:
        at = [i for i in claim.about if place_table[i].is_point]
        if (
            area_plates.is_shared(claim)
            or (once and len(claim.about) > 1)
            or claim.is_military
            or claim.kind not in _AT_A_POINT
        ):
            # One figure for several places belongs to none of them alone, and soldiers share no
            # scale with workers.
            at = []
        if not at:
            areas.append(claim)
        for place_id in at:
            located.setdefault(place_id, []).append(claim)
    return {i: tuple(found) for i, found in located.items()}, areas


_AT_A_POINT = {Kind.INCIDENT, *(k for k in MAP_KINDS if KINDS[k].measure is not Measure.STOCK)}
"""A stock is never a point, and pay or papers are no people at one."""


def _mark(place: Place, claims: tuple[Claim, ...], scale: float) -> Mark:
    lead = wording.lead_claim(claims)
    low = next((v for v in (lead.best, lead.low, lead.high) if v is not None), None)
    radius = UNKNOWN_RADIUS if low is None else scale * math.sqrt(low)
    radius = ZERO_RADIUS if lead.is_zero else radius
    outer = None
    if low is not None and lead.high is not None and lead.high != low:
        outer = scale * math.sqrt(lead.high)
    inside = _inside(lead, radius) if low and radius >= NUMBER_INSIDE else ""
    more = len(claims) - 1
    figure = wording.mark_figure(lead, more)
    note = wording.mark_note(lead)
    return Mark(claims, place, radius, outer, inside, figure, note, is_sized=lead.has_amount)


def _inside(claim: Claim, radius: float) -> str:
    """The hedge and the number, both or neither: a number is never printed without its hedge."""
    hedge = " ".join(
        word for word in wording.hedge_parts(claim) if word not in wording.REPORTED_NOT_COUNTED
    )
    if text_width(hedge, HEDGE_INSIDE) > 1.7 * radius:
        return ""
    return "\n".join(part for part in (hedge, wording.bare_figure(claim)) if part)


MOST_ROUTES = 12
"""Orders of places that one map draws; the claims that state others are counted on a plate."""


def _drawn_routes(
    shown: Sequence[Claim], routes: pd.DataFrame, place_table: Mapping[str, Place]
) -> tuple[tuple[Route, ...], list[Plate]]:
    """The routes told of, and a plate that counts those there is no room for."""
    stated = _routes([c for c in shown if c.kind is Kind.ROUTE], routes, place_table)
    left = [claim for route in stated[MOST_ROUTES:] for claim in route.claims]
    more = [overlays.aside(left, wording.routes_left_out(left))] if left else []
    return stated[:MOST_ROUTES], more


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
        found.setdefault(
            (order, claim.layer is Layer.DISPATCH, area_plates.kept_apart(claim)), []
        ).append(claim)
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


def places_of_origin(claims: Iterable[Claim]) -> frozenset[str]:
    """The places of origin that claims name; what stands beside a scene names none."""
    return frozenset(
        place for claim in claims if claim.kind not in OVERLAYS for place in claim.origin
    )


def _silences(
    kind: Kind | None,
    shown: Sequence[Claim],
    origins: frozenset[str],
    marks: Sequence[Mark],
    place_table: Mapping[str, Place],
) -> tuple[Silence, ...]:
    """The towns of origin of other claims, where nothing of this kind, or of any, is shown.

    That is all it says: whether anything was reported, a map of some claims cannot know. A town
    that a claim shown is about, by itself or by a part of it, is not silent: those who are sent by
    way of a place have left it.
    """
    if kind in _NOT_BY_ORIGIN:
        return ()
    told = {
        place
        for claim in shown
        if kind is None or claim.kind in (kind, Kind.ROUTE)
        for place in claim.named_within
    }
    return tuple(
        Silence(place, wording.silence(kind))
        for place in place_table.values()
        if place.is_point
        and place.type in _TOWNS
        and place.place_id in origins - told
        and not _near_a_mark(place, marks)
    )


_NOT_BY_ORIGIN = {Kind.PLANNED, *(k for k in Kind if KINDS[k].told_by is End.DESTINATION)}
"""Kinds told of where people are or are to be: a town of origin is not silent about them."""
_TOWNS = frozenset({"city", "county", "town"})
"""A mine or a station that nothing is said about is part of a town that is silent anyway."""
SAME_SPOT = 0.12
"""Degrees; a silent place this close to a mark would only contradict it."""


def _near_a_mark(place: Place, marks: Sequence[Mark]) -> bool:
    return any(
        math.hypot(place.lon - m.place.lon, place.lat - m.place.lat) < SAME_SPOT for m in marks
    )
