"""Claims as marks on a map, prepared once for every render."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from nkmap.cache import cached
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, known_by
from nkmap.figures import area_labels
from nkmap.figures.scene import (
    UNSIZED_RADIUS,
    ZERO_RADIUS,
    Gazetteer,
    Link,
    Mark,
    NoReport,
    Place,
    Places,
    Route,
    Scene,
    Stop,
    places_of,
    stops_by_claim,
)
from nkmap.relations import lead_claim
from nkmap.schema import KINDS, MAP_KINDS, OVERLAYS, REPORTED_NOT_COUNTED, Kind, Layer, Measure
from nkmap.view import View
from nkmap.wording import captions, counts, hedges, joined

_NOT_BY_ORIGIN = {Kind.PLANNED, *(k for k in Kind if KINDS[k].told_by_destination)}
"""Kinds told of where people are or are to be: a town of origin is not silent about them."""
_TOWNS = frozenset({"city", "county", "town"})
"""A mine or a station that nothing is said about is part of a town that is silent anyway."""
_AT_A_POINT = {Kind.INCIDENT, *MAP_KINDS}
"""Pay or papers are no people at a point."""
_ACCOMPANY = {Kind.ROUTE, *OVERLAYS}
"""Kinds that a map of any other may hold, without a size."""


def of_evidence(
    evidence: Evidence, kind: Kind | None, claims: Sequence[Claim] | None = None
) -> Scene:
    """Prepare the map of a kind, or of all kinds, of the claims shown.

    With ``claims``, of some of them: as it is for a view that selects just these.
    """
    known = gazetteer(evidence.data, known_by(evidence.view, evidence.view.layers))
    return of_view(evidence.shown if claims is None else claims, kind, known)


@cached
def gazetteer(data: Dataset, view: View) -> Gazetteer:
    """What maps know of a dataset; towns may be silent that claims of a view name as an origin."""
    origins = places_of_origin(Evidence(data, view).shown)
    return Gazetteer(places_of(data), stops_by_claim(data.routes), origins, data.names)


def places_of_origin(claims: Iterable[Claim]) -> frozenset[str]:
    """The places of origin that claims name; what stands beside a scene names none."""
    return frozenset(
        place for claim in claims if claim.kind not in OVERLAYS for place in claim.origin
    )


def of_view(shown: Sequence[Claim], kind: Kind | None, known: Gazetteer) -> Scene:
    """Prepare the map of a kind, or of all kinds, of the claims that a view shows.

    It holds what such a map draws (``captions.of_map``). Claims of a kind that no map draws
    have no mark, which would stand for people: where the map is of that kind, they are counted.
    """
    held = captions.of_map(shown, kind)
    if kind is None:
        # A claim without a place on the map may be about a town all the same.
        silent = known.origins.difference(*(claim.named_within for claim in shown))
        return scene(held, None, replace(known, origins=silent))
    if kind in MAP_KINDS:
        return scene(held, kind, known)
    counted = [claim for claim in held if claim.kind not in _ACCOMPANY]
    shown = [claim for claim in held if claim.kind in _ACCOMPANY]
    return scene(shown, kind, known, counted=counted)


def of_slide(claims: Sequence[Claim], kind: Kind, known: Gazetteer) -> Scene:
    """Prepare the map of a step of a briefing. Every claim is drawn somewhere, at least in words.

    Claims of ``kind`` have the scale. A claim without a figure (a trend, a limitation) has no mark
    of its own, because a mark stands for people: it is told at the areas it names. Raises
    ``ValueError`` when figures of another kind are among the claims.
    """
    shown, told, counted = [], [], []
    for claim in claims:
        ends = claim.destination or claim.origin
        areas = [place for place in ends if not known.places[place].is_point]
        if KINDS[claim.kind].measure is not Measure.NONE or claim.kind in _ACCOMPANY:
            shown.append(claim)
        elif areas:
            told += [(place, claim) for place in areas]
        else:
            counted.append(claim)
    made = scene(shown, kind, known, told, counted)
    # Silence is told beside a mark, where it keeps the mark from standing for everywhere.
    if any(not mark.is_beside for mark in made.marks):
        return made
    return replace(made, no_reports=())


def scene(
    shown: Sequence[Claim],
    kind: Kind | None,
    known: Gazetteer,
    told: Sequence[tuple[str, Claim]] = (),
    counted: Sequence[Claim] = (),
) -> Scene:
    """Prepare one map. ``shown`` holds claims of ``kind``, and what may accompany them unsized.

    Without a kind it holds claims of every kind that a map draws, each once: at a town that it
    names alone, in the words of an area, or on a line. Without a mark are claims that are ``told``
    at the areas they come with, and those that are only ``counted``. Raises ``ValueError`` when two
    kinds are to share one scale.
    """
    if kind and (strays := {c.kind for c in shown} - {kind, *_ACCOMPANY}):
        listed = ", ".join(sorted(stray.value for stray in strays))
        raise ValueError(f"one map shows one kind: {kind.value} cannot share it with {listed}")
    places = known.places
    sorts: dict[str, list[Claim]] = defaultdict(list)
    for claim in shown:
        sorts[_sort(claim, kind, places)].append(claim)
    located, areas = _split(sorts["own"], kind, places)
    scale = _scale([claim for claims in located.values() for claim in claims], kind)
    marks = [_mark(places[at], claims, scale) for at, claims in located.items()]
    no_reports = _no_reports(kind, shown, marks, known)
    incidents: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorts["incidents"]:
        incidents[claim.about[0]].append(claim)
    for at, claims in incidents.items():
        told_of = captions.incident(claims), captions.incident_note(claims)
        marks.append(Mark(tuple(claims), places[at], UNSIZED_RADIUS, *told_of, is_beside=True))
    drawn, left = stated_routes(sorts["routes"], known)
    links = stated_links(sorts["beside"], known)
    linked = {claim.claim_id for link in links for claim in link.claims}
    counted = [*counted, *(c for c in sorts["beside"] if c.claim_id not in linked)]
    groups = (*located.values(), *(route.claims for route in drawn))
    # Where nobody went, no place is left open.
    ends = [(end, c) for found in groups for c in found if not c.is_zero for end in c.destination]
    return Scene(
        kind=kind,
        marks=tuple(marks),
        area_labels=(
            # Of one kind a label tells where they went; of all kinds no claim stands twice.
            *area_labels.of_claims(areas, [*(ends if kind else ()), *told], kind, known),
            *area_labels.aside(counted, captions.without_point(counted)),
            *area_labels.aside(left, f"Not drawn, other routes: {counts.claim_count(len(left))}"),
        ),
        routes=drawn,
        no_reports=no_reports,
        links=links,
        beyond=frozenset(
            places[end].country for end, _ in ends if kind is None and places[end].is_country
        ),
        countries={place.country: place for place in places.values() if place.is_country},
        names=known.names,
    )


def _sort(claim: Claim, kind: Kind | None, places: Places) -> str:
    """What a claim is for a map: its own, a route, an incident at a place, or what lies beside."""
    if claim.kind is Kind.ROUTE:
        return "routes"
    if claim.kind not in OVERLAYS:
        return "own"
    if claim.kind is Kind.INCIDENT and len(claim.about) == 1 and places[claim.about[0]].is_point:
        # All kinds of one town have one mark, but for soldiers, who are kept apart.
        return "own" if kind is None and not claim.is_military else "incidents"
    return "beside"


def _scale(claims: Sequence[Claim], kind: Kind | None) -> float | None:
    """Pixels for one person's square root; none where nothing is to be compared.

    So it is where kinds stand beside each other, and of stocks: each is of another day.
    """
    if kind is None or KINDS[kind].measure is Measure.STOCK:
        return None
    tops = [v for c in claims for v in (c.low, c.best, c.high) if v]
    wanted = 1.9 if kind is Kind.SELECTED else 3.0
    # Lowered until the radius of the largest figure fits.
    return min(wanted, 40 / math.sqrt(max(tops))) if tops else wanted


def _split(
    claims: Sequence[Claim], kind: Kind | None, places: Places
) -> tuple[dict[str, tuple[Claim, ...]], list[Claim]]:
    """Claims by the point they are about; and those that name none, or soldiers.

    Those share no scale with workers.
    """
    located: dict[str, list[Claim]] = {}
    areas = []
    for claim in claims:
        at = [i for i in claim.about if places[i].is_point]
        is_shared = len(claim.about) > 1 and area_labels.stands_once(claim, kind)
        if not at or is_shared or claim.kind not in _AT_A_POINT or claim.is_military:
            areas.append(claim)
            continue
        for place_id in at:
            located.setdefault(place_id, []).append(claim)
    return {i: tuple(found) for i, found in located.items()}, areas


def _mark(place: Place, claims: tuple[Claim, ...], scale: float | None) -> Mark:
    """The mark of a place; without a scale as large as every other."""
    lead, more = lead_claim(claims), len(claims) - 1
    note = captions.mark_note(lead)
    if scale is None:
        told = captions.mark_figure(lead, names_kind=True)
        figure = captions.incident((lead,)) if lead.kind is Kind.INCIDENT else told
        return Mark(claims, place, UNSIZED_RADIUS, figure, note, more=f"+{more:,}" if more else "")
    figure = captions.with_more(captions.mark_figure(lead), more)
    if lead.is_zero or not lead.has_figure:
        radius = ZERO_RADIUS if lead.is_zero else UNSIZED_RADIUS
        return Mark(claims, place, radius, figure, note)
    low = next(v for v in (lead.best, lead.low, lead.high) if v is not None)
    radius = scale * math.sqrt(low)
    is_range = lead.high is not None and lead.high != low
    outer = scale * math.sqrt(lead.high or 0) if is_range else None
    # Inside it stands the number too, and never without its hedge.
    hedge = (part for part in hedges.hedge_parts(lead) if part not in REPORTED_NOT_COUNTED)
    inside = joined(joined(*hedge), hedges.bare_figure(lead), by="\n")
    return Mark(claims, place, radius, figure, note, outer, inside, is_sized=True)


def _no_reports(
    kind: Kind | None, shown: Sequence[Claim], marks: Sequence[Mark], known: Gazetteer
) -> tuple[NoReport, ...]:
    """The towns of origin of other claims, where nothing of this kind, or of any, is shown.

    That is all it says: whether anything was reported, a map of some claims cannot know. A town
    that a claim shown is about, by itself or by a part of it, is not silent: those who are sent by
    way of a place have left it.
    """
    if kind and (kind in _NOT_BY_ORIGIN or kind not in MAP_KINDS):
        return ()
    own = {kind, Kind.ROUTE} if kind else set(Kind)
    told = {place for claim in shown if claim.kind in own for place in claim.named_within}
    towns = [place for at, place in known.places.items() if at in known.origins - told]
    return tuple(
        NoReport(place, captions.no_report(kind))
        for place in towns
        if place.is_point
        and place.type in _TOWNS
        # Nearer to a mark (in degrees) it would only contradict that.
        and all(
            math.hypot(place.lon - mark.place.lon, place.lat - mark.place.lat) >= 0.12
            for mark in marks
        )
    )


MOST_ROUTES = 12
"""Orders of places that one map draws; the claims that state others are counted beside the map."""


def stated_routes(
    claims: Sequence[Claim], known: Gazetteer
) -> tuple[tuple[Route, ...], list[Claim]]:
    """Make a route of each order of places, now and earlier; and list the claims left out."""
    found: dict[tuple[tuple[str, ...], bool, str], list[Claim]] = {}
    for claim in claims:
        order = tuple(place for place, _ in known.stops.get(claim.claim_id, ()))
        key = order, claim.layer is Layer.DISPATCH, claim.kept_apart
        found.setdefault(key, []).append(claim)
    made = []
    for (order, *_), own in list(found.items())[:MOST_ROUTES]:
        lead = lead_claim(own)
        rest = [claim for claim in own if claim is not lead]
        made.append(Route((lead, *rest), tuple(known.places[at] for at in order)))
    return tuple(made), [claim for own in list(found.values())[MOST_ROUTES:] for claim in own]


def stated_links(claims: Sequence[Claim], known: Gazetteer) -> tuple[Link, ...]:
    """Make a link of each stretch, with every claim about it or about its line."""
    stretches: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        line = known.stops.get(claim.claim_id) or known.stops.get(claim.part_of, ())
        if claim.kind is Kind.TRANSPORT:
            for (start, _), (end, mode) in pairwise(_between(claim, line)):
                one, two = sorted((start, end))
                stretches.setdefault((one, two, mode), []).append(claim)
    return tuple(
        Link(known.places[start], known.places[end], mode, tuple(found))
        for (start, end, mode), found in stretches.items()
    )


def _between(claim: Claim, stops: Sequence[Stop]) -> Sequence[Stop]:
    """The stops from where a claim's train starts to where it ends, on a line that goes farther."""
    names = [place for place, _ in stops]
    ends = [names.index(p) for p in (*claim.origin, *claim.destination) if p in names]
    return stops[min(ends) : max(ends) + 1] if len(ends) > 1 else stops
