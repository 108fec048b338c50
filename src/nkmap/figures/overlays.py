"""What stands beside a scene without a size: infrastructure, incidents, sanctions and policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import pandas as pd

from nkmap.claim import Claim
from nkmap.figures.prepared import NOWHERE, Link, Place, Plate
from nkmap.schema import Kind


def links(
    claims: Sequence[Claim], routes: pd.DataFrame, places: Mapping[str, Place]
) -> tuple[Link, ...]:
    """Each stretch once, with every claim about it or about the line it belongs to."""
    told = [claim for claim in claims if claim.kind is Kind.TRANSPORT]
    lines = stops_by_claim(routes) if told else {}
    stretches: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in told:
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


def aside(claims: Sequence[Claim], title: Callable[[Sequence[Claim]], str]) -> tuple[Plate, ...]:
    """A plate that only counts claims which have no point; none where there are no claims."""
    if not claims:
        return ()
    return (Plate(NOWHERE, tuple(claims), title(claims), (), is_stock=False, is_aside=True),)
