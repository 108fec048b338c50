"""Two periods side by side: each kind's figures on an axis of its own, place by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nkmap.claim import Claim
from nkmap.figures.series import by_unit
from nkmap.figures.value_rows import Panel, Row, band, row_of
from nkmap.schema import KINDS, Kind, Measure
from nkmap.summary import Change
from nkmap.wording import comparisons, counts, hedges
from nkmap.wording.places import other_end

MOST_PLACES, MOST_CLAIMS = 30, 4
"""Places of a panel, and claims of one side of a place, that are drawn; the rest is counted."""
FIRST, BOTH, SECOND = "○◉●"
"""Hollow is the first period, filled the second, a ring with a dot one report that touches both."""


def key(titles: tuple[str, str]) -> str:
    """What the signs mean, of two periods in words."""
    meant = zip((FIRST, SECOND, BOTH), comparisons.periods_key(*titles), strict=True)
    return ", ".join(f"{sign} {words}" for sign, words in meant)


def is_counted(kind: Kind) -> bool:
    """Whether figures of a kind measure something: not incidents, transport or limitations."""
    return KINDS[kind].measure is not Measure.NONE


def panels(changes: Sequence[Change], names: Mapping[str, str]) -> tuple[Panel, ...]:
    """One for each kind, group and sort of unit, in the order of the changes."""
    counted = [change for change in changes if is_counted(change.kind)]
    by_place = sorted(counted, key=lambda change: (not change.place, _place(change, names)))
    found = []
    for unit, claims in by_unit([c for change in counted for c in change.claims]).items():
        ids = {claim.claim_id for claim in claims}
        places = [
            (change, own)
            for change in by_place
            if (own := [claim for claim in change.claims if claim.claim_id in ids])
        ]
        rows = [row for place in places[:MOST_PLACES] for row in _rows(*place, names)]
        if more := len(places[MOST_PLACES:]):
            rows.append(band(counts.not_listed(more, "places")))
        found.append(Panel(comparisons.summary_kind(*unit), *unit[:2], tuple(rows)))
    return tuple(found)


def _place(change: Change, names: Mapping[str, str]) -> str:
    return comparisons.summary_place(change.place, names)


def _rows(change: Change, claims: Sequence[Claim], names: Mapping[str, str]) -> list[Row]:
    """A place with its claims, the first period above the second."""
    ends = {other_end(claim, names) for claim in claims}
    before, after = ({claim.claim_id for claim in own} for own in (change.first, change.second))
    found: list[Row] = []
    for sign, ids, is_silent in (
        (FIRST, before - after, not before),
        (BOTH, before & after, False),
        (SECOND, after - before, not after),
    ):
        own = [claim for claim in claims if claim.claim_id in ids]
        found += [_row(claim, sign, names, ends) for claim in own[:MOST_CLAIMS]]
        if more := len(own[MOST_CLAIMS:]):
            found.append(Row(f"{sign} {comparisons.more_in_table(more)}", look="quiet"))
        if is_silent:
            found.append(Row(f"{sign} {comparisons.NO_REPORT}", look="quiet"))
    found[0] = replace(found[0], head=_place(change, names))
    return found


def _row(claim: Claim, sign: str, names: Mapping[str, str], ends: set[str]) -> Row:
    end = other_end(claim, names) if len(ends) > 1 else ""
    words = ", ".join(filter(None, (hedges.figure_alone(claim), hedges.part(claim), end)))
    return row_of(claim, names, f"{sign} {words}", "first" if sign == FIRST else "stated")
