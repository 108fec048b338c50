"""Words for areas: claims that name a country or a province and no place in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.prepared import (
    NOWHERE,
    Place,
    Plate,
    Route,
)
from nkmap.schema import KINDS, Kind, Measure

MOST_LINES = 4
"""Lines of figures on one plate; more are counted, and listed where the plate leads."""


def of_claims(
    own: Sequence[Claim],
    unlocated: Sequence[Claim],
    routes: Sequence[Route],
    kind: Kind | None,
    place_table: Mapping[str, Place],
) -> tuple[Plate, ...]:
    """The plates of a scene: what has no point, and the areas where marks and routes end.

    ``own`` holds the claims of the scene's kind, ``unlocated`` those of them without a point. On
    one of all kinds each line names its kind, and no claim stands on a plate and at a mark.
    """
    is_stock = kind is not None and KINDS[kind].measure is Measure.STOCK
    words = [
        _word_plate(area, own_claims, is_stock=is_stock, names_kind=kind is None)
        for area, claims in _by_area(unlocated, place_table, once=kind is None)
        for own_claims in _by_group(claims)
    ]
    if is_stock or kind is None:
        return tuple(words)
    known = {claim.claim_id for claim in unlocated}
    # Where nobody went, no place is left open.
    ends = [claim for claim in own if claim.claim_id not in known and not claim.is_zero]
    ends += [claim for route in routes for claim in route.claims]
    pairs = [(place, claim) for claim in ends for place in claim.destination]
    return _merged([*_towards(pairs, place_table), *words])


def with_told(
    plates: Sequence[Plate], told: Sequence[Claim], place_table: Mapping[str, Place]
) -> tuple[Plate, ...]:
    """Plates with claims that carry no figure told at the areas they lead to, or else are about.

    Those that name no area are left to the caller.
    """
    pairs = [(place, claim) for claim in told for place in (claim.destination or claim.origin)]
    beside = [plate for plate in plates if plate.is_aside]
    others = [plate for plate in plates if not plate.is_aside]
    return (*_merged([*_towards(pairs, place_table), *others]), *beside)


_NEAR = frozenset({"KP", "CN", "RU"})
"""Countries with words of their own on the map; the others are told together."""


def elsewhere(plates: Sequence[Plate]) -> list[Plate]:
    """Plates as they are, but one for all countries that lie outside every near frame."""
    far = [
        plate
        for plate in plates
        if plate.area.country not in _NEAR and not plate.claims[0].is_military
    ]
    if len(far) < 2:
        return list(plates)
    lines = [
        line
        for plate in far
        for line in [f"{plate.area.name}: {words}" for words in plate.lines] or [plate.title]
    ]
    more = len(lines) - MOST_LINES
    lines = [*lines[:MOST_LINES], *([f"and {wording.more_in_words(more)}"] if more > 0 else [])]
    claims = tuple(claim for plate in far for claim in plate.claims)
    area = replace(far[0].area, place_id="", name="Elsewhere")
    together = Plate(area, claims, area.name, tuple(lines), far[0].is_stock)
    return [*(plate for plate in plates if plate not in far), together]


MOST_PLATES = 8
"""Areas with a plate each; of more, those of one country stand on one plate, each counted."""


def by_country(plates: Sequence[Plate], place_table: Mapping[str, Place]) -> tuple[Plate, ...]:
    """One plate for the areas of a country where there are too many to give each its own."""
    if len(plates) <= MOST_PLATES:
        return tuple(plates)
    found: dict[tuple[str, str], list[Plate]] = {}
    for plate in plates:
        country = plate.area.country if plate.area.country in _NEAR else ""
        found.setdefault((country, kept_apart(plate.claims[0])), []).append(plate)
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
        key = (plate.area.place_id or plate.area.name, kept_apart(plate.claims[0]))
        found[key] = _both(found[key], plate) if key in found else plate
    return tuple(found.values())


def _both(one: Plate, two: Plate) -> Plate:
    claims = tuple({claim.claim_id: claim for claim in (*two.claims, *one.claims)}.values())
    title = max(one.title, two.title, key=len)
    return replace(two, claims=claims, title=title, lines=two.lines or one.lines)


def kept_apart(claim: Claim) -> str:
    """The military group of a claim, which shares no plate or route with others; else empty."""
    return claim.group if claim.is_military else ""


def _by_area(
    claims: Sequence[Claim], place_table: Mapping[str, Place], *, once: bool = False
) -> list[tuple[Place, tuple[Claim, ...]]]:
    """Claims without a point, by the areas they name; those that name none are not lost.

    ``once``: what names several areas stands at all of them together, and at none alone.
    """
    pairs = [
        (place, c)
        for c in claims
        for place in ([_TOGETHER.join(c.about)] if once or c.has_figure else c.about or ("",))
    ]
    return [
        (_area(place, place_table), tuple(c for _, c in group)) for place, group in _grouped(pairs)
    ]


def _by_group(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Soldiers and military builders stand on plates of their own."""
    groups = dict.fromkeys(kept_apart(claim) for claim in claims)
    return [tuple(c for c in claims if kept_apart(c) == group) for group in groups]


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


def _word_plate(
    area: Place, claims: tuple[Claim, ...], *, is_stock: bool, names_kind: bool = False
) -> Plate:
    latest_first = sorted(claims, key=lambda claim: claim.order, reverse=True)
    ids = {claim.claim_id for claim in claims}
    # A part below its whole would read as one more figure.
    wholes = [claim for claim in latest_first if claim.part_of not in ids]
    told = _once_each(wholes)
    lines = tuple(wording.plate_line(claim, names_kind=names_kind) for claim in told[:MOST_LINES])
    more = len(told) - len(lines)
    lines += (f"and {wording.more_in_words(more)}",) if more else ()
    named = {wording.destination_limit(claim) for claim in claims} if is_stock else set()
    limit = "; ".join(sorted(named - {""})) if is_stock else "place not reported"
    who = f"{claims[0].group.capitalize()}, kept apart: " if claims[0].is_military else ""
    title = who + (f"{area.name} – {limit}" if area.place_id and limit else area.name)
    return Plate(area, tuple(latest_first), title, lines, is_stock)


def _once_each(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those that repeat a figure of one statement: it is one, however often told."""
    found: dict[tuple[str, str, str, str], Claim] = {}
    for claim in claims:
        key = (claim.origin_group, claim.kind, claim.group, wording.plain_figure(claim))
        found.setdefault(key if claim.has_figure else (claim.claim_id, "", "", ""), claim)
    return list(found.values())


def _towards(
    pairs: Sequence[tuple[str, Claim]], place_table: Mapping[str, Place]
) -> Iterator[Plate]:
    """A plate for each area to which claims lead, with how far it is known."""
    for place, own in _grouped([pair for pair in pairs if not place_table[pair[0]].is_point]):
        area, claims = place_table[place], tuple(claim for _, claim in own)
        states = dict.fromkeys(wording.destination_limit(claim) for claim in claims)
        title = " – ".join(filter(None, [area.name, "; ".join(filter(None, states))]))
        yield Plate(area, claims, title, (), is_stock=False)
