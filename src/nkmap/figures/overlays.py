"""What stands beside a scene without a size: infrastructure, incidents, sanctions and policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.prepared import NOWHERE, Happening, Link, Place, Plate
from nkmap.schema import Kind


@dataclass(frozen=True)
class Beside:
    """Everything of the overlay layers that a map shows."""

    links: tuple[Link, ...]
    happenings: tuple[Happening, ...]
    plates: tuple[Plate, ...]


def beside(claims: Sequence[Claim], routes: pd.DataFrame, places: Mapping[str, Place]) -> Beside:
    """Prepare the claims of the overlay kinds; each is drawn somewhere, at least in words."""
    links = _links([c for c in claims if c.kind is Kind.TRANSPORT], routes, places)
    happenings = _happenings([c for c in claims if c.kind is Kind.INCIDENT], places)
    drawn = {c.claim_id for link in links for c in link.claims}
    drawn |= {c.claim_id for found in happenings for c in found.claims}
    rest = [claim for claim in claims if claim.claim_id not in drawn]
    return Beside(links, happenings, _notes(rest))


def _links(
    claims: Sequence[Claim], routes: pd.DataFrame, places: Mapping[str, Place]
) -> tuple[Link, ...]:
    """Each stretch once, with every claim about it or about the line it belongs to."""
    stretches: dict[tuple[str, str, str], list[Claim]] = {}
    lines = stops_by_claim(routes)
    for claim in claims:
        line = claim.claim_id if claim.claim_id in lines else claim.part_of
        pairs = [(place, mode) for _, place, mode in lines.get(line, ())]
        for (start, _), (end, mode) in pairwise(_between(claim, pairs)):
            one, two = sorted((start, end))
            stretches.setdefault((one, two, mode), []).append(claim)
    return tuple(
        Link(places[start], places[end], mode, tuple(found))
        for (start, end, mode), found in stretches.items()
    )


def stops_by_claim(routes: pd.DataFrame) -> dict[str, list[tuple[int, str, str]]]:
    """Number, place and mode of the stops that each claim names, in their order."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    columns = routes[["claim_id", "seq", "place_id", "mode"]]
    for claim_id, seq, place, mode in columns.itertuples(index=False, name=None):
        found.setdefault(claim_id, []).append((int(seq), place, mode))
    return {claim_id: sorted(stops) for claim_id, stops in found.items()}


def _between(claim: Claim, stops: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The stops from where a claim's train starts to where it ends, on a line that goes farther."""
    names = [place for place, _ in stops]
    ends = [names.index(p) for p in (*claim.origin, *claim.destination) if p in names]
    return stops[min(ends) : max(ends) + 1] if len(ends) > 1 else stops


def _happenings(claims: Sequence[Claim], places: Mapping[str, Place]) -> tuple[Happening, ...]:
    """Incidents whose place is named; what is withheld to protect a person is put nowhere."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if len(claim.about) == 1 and places[claim.about[0]].is_point:
            found.setdefault(claim.about[0], []).append(claim)
    return tuple(
        Happening(places[place], tuple(own), wording.happening(own), wording.happening_note(own))
        for place, own in found.items()
    )


def _notes(claims: Sequence[Claim]) -> tuple[Plate, ...]:
    """One plate for all that has no point: how many claims of which kind. Not what they say."""
    if not claims:
        return ()
    title = wording.without_point(claims)
    return (aside(claims, title),)


def aside(claims: Sequence[Claim], title: str) -> Plate:
    """A plate that only counts claims which are not drawn."""
    return Plate(NOWHERE, tuple(claims), title, (), is_stock=False, is_aside=True)


def together(plates: Sequence[Plate], aside_: Sequence[Plate]) -> tuple[Plate, ...]:
    """One plate for all that has no point, wherever it comes from."""
    already = [plate for plate in plates if plate.is_aside]
    if not (already and aside_):
        return (*plates, *aside_)
    claims = tuple({c.claim_id: c for p in (*already, *aside_) for c in p.claims}.values())
    others = [plate for plate in plates if not plate.is_aside]
    return (*others, aside(claims, wording.without_point(claims)))
