"""Lines of a map: orders of places that claims state, and infrastructure, which states none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from nkmap.claim import Claim
from nkmap.figures.prepared import Link, Place, Route
from nkmap.schema import Kind, Layer
from nkmap.wording import captions

MOST_ROUTES = 12
"""Orders of places that one map draws; the claims that state others are counted on a plate."""

Places = Mapping[str, Place]
_Stop = tuple[str, str]
"""A place, and how it is reached."""


def routes(
    claims: Sequence[Claim], table: pd.DataFrame, places: Places
) -> tuple[tuple[Route, ...], list[Claim]]:
    """Each order of places once, now and in earlier times; and the claims that state too many."""
    stops = _stops(table) if claims else {}
    found: dict[tuple[tuple[str, ...], bool, str], list[Claim]] = {}
    for claim in claims:
        order = tuple(place for place, _ in stops.get(claim.claim_id, ()))
        key = order, claim.layer is Layer.DISPATCH, claim.kept_apart
        found.setdefault(key, []).append(claim)
    made = []
    for (order, *_), own in list(found.items())[:MOST_ROUTES]:
        lead = captions.lead_claim(own)
        rest = [claim for claim in own if claim is not lead]
        made.append(Route((lead, *rest), tuple(places[at] for at in order)))
    return tuple(made), [claim for own in list(found.values())[MOST_ROUTES:] for claim in own]


def links(claims: Sequence[Claim], table: pd.DataFrame, places: Places) -> tuple[Link, ...]:
    """Each stretch once, with every claim about it or about the line it belongs to."""
    told = [claim for claim in claims if claim.kind is Kind.TRANSPORT]
    lines = _stops(table) if told else {}
    stretches: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in told:
        line = lines.get(claim.claim_id) or lines.get(claim.part_of, [])
        for (start, _), (end, mode) in pairwise(_between(claim, line)):
            one, two = sorted((start, end))
            stretches.setdefault((one, two, mode), []).append(claim)
    return tuple(
        Link(places[start], places[end], mode, tuple(found))
        for (start, end, mode), found in stretches.items()
    )


def _stops(table: pd.DataFrame) -> dict[str, list[_Stop]]:
    """What each claim names, in the order of the table, which is checked."""
    found: dict[str, list[_Stop]] = {}
    rows = table.sort_values(["claim_id", "seq"])[["claim_id", "place_id", "mode"]]
    for claim_id, place, mode in rows.itertuples(index=False, name=None):
        found.setdefault(claim_id, []).append((place, mode))
    return found


def _between(claim: Claim, stops: list[_Stop]) -> list[_Stop]:
    """The stops from where a claim's train starts to where it ends, on a line that goes farther."""
    names = [place for place, _ in stops]
    ends = [names.index(p) for p in (*claim.origin, *claim.destination) if p in names]
    return stops[min(ends) : max(ends) + 1] if len(ends) > 1 else stops
