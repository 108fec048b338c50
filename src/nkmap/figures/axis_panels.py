"""Panels of figures on an axis of their own: those of one kind by date, and two periods by place.

Two kinds, or two units, never share an axis. No total, midpoint or line between figures is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nkmap.claim import Claim
from nkmap.figures.figure_rows import AxisPanel, FigureRow, band, row_of
from nkmap.figures.figure_series import by_unit
from nkmap.schema import KINDS, Kind, Measure
from nkmap.summary import Change
from nkmap.wording import TEXTS, comparisons, counts, dates, hedges, places
from nkmap.wording.places import other_end

BASELINE_YEAR = 2018
"""Counts of those present from before this year are never joined to later ones."""


def series_panels(claims: Sequence[Claim], names: Mapping[str, str]) -> tuple[AxisPanel, ...]:
    """Make one panel with a bar for each claim, by date; none when no claim has a figure.

    Raises ``ValueError`` for claims of two kinds, groups or units: they share no axis.
    """
    if not any(claim.has_figure for claim in claims):
        return ()
    (kind, group, unit), *others = by_unit(claims)
    if others:
        told = " and ".join(comparisons.summary_kind(*key) for key in by_unit(claims))
        raise ValueError(f"{told}: figures of different kinds, groups or units share no axis")
    early: list[FigureRow] = []
    late: list[FigureRow] = []
    for claim in by_date(claims):
        last = claim.when.last_day if claim.when else None
        is_early = last is not None and last.year < BASELINE_YEAR
        apart = is_early and KINDS[kind].measure is Measure.STOCK
        row = row_of(claim, names, hedges.figure(claim))
        head = places.place_list(claim.told_of, names) or "no place given"
        (early if apart else late).append(replace(row, head=head, note=dates.dated(claim)))
    if early and late:
        early.append(band(f"Figures from before {BASELINE_YEAR} are not joined to later ones"))
    return (AxisPanel(hedges.axis_unit(unit), kind, group, (*early, *late)),)


def by_date(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in order of date, those without one last."""
    return sorted(claims, key=lambda claim: (claim.when is None, claim.order))


# ---------------------------------------------------------------- two periods

MOST_PLACES, MOST_CLAIMS = 30, 4
"""Places of a panel, and claims of one side of a place, that are drawn; the rest is counted."""
FIRST, BOTH, SECOND = "○◉●"
"""Hollow is the first period, filled the second, a ring with a dot one report that touches both."""


def period_key(titles: tuple[str, str]) -> str:
    """Say what the signs of two periods mean; ``titles`` are the periods in words."""
    first, second = titles
    return f"{FIRST} {first}, {SECOND} {second}, {BOTH} one report that touches both"


def is_counted(kind: Kind) -> bool:
    """Whether figures of a kind measure something: not incidents, transport or limitations."""
    return KINDS[kind].measure is not Measure.NONE


def period_panels(changes: Sequence[Change], names: Mapping[str, str]) -> tuple[AxisPanel, ...]:
    """Make a panel for each kind, group and sort of unit, in the order of the changes."""
    counted = [change for change in changes if is_counted(change.kind)]
    by_place = sorted(
        counted,
        key=lambda change: (not change.place, comparisons.summary_place(change.place, names)),
    )
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
        found.append(AxisPanel(comparisons.summary_kind(*unit), *unit[:2], tuple(rows)))
    return tuple(found)


def _rows(change: Change, claims: Sequence[Claim], names: Mapping[str, str]) -> list[FigureRow]:
    """A place with its claims, the first period above the second."""
    ends = {other_end(claim, names) for claim in claims}
    before, after = ({claim.claim_id for claim in own} for own in (change.first, change.second))
    found: list[FigureRow] = []
    for sign, ids, is_silent in (
        (FIRST, before - after, not before),
        (BOTH, before & after, False),
        (SECOND, after - before, not after),
    ):
        own = [claim for claim in claims if claim.claim_id in ids]
        found += [_row(claim, sign, names, ends) for claim in own[:MOST_CLAIMS]]
        if more := len(own[MOST_CLAIMS:]):
            found.append(
                FigureRow(f"{sign} and {counts.more_in_words(more)} in the table", look="quiet")
            )
        if is_silent:
            found.append(FigureRow(f"{sign} {TEXTS['no_report']}", look="quiet"))
    found[0] = replace(found[0], head=comparisons.summary_place(change.place, names))
    return found


def _row(claim: Claim, sign: str, names: Mapping[str, str], ends: set[str]) -> FigureRow:
    end = other_end(claim, names) if len(ends) > 1 else ""
    words = ", ".join(filter(None, (hedges.figure_alone(claim), hedges.part(claim), end)))
    return row_of(claim, names, f"{sign} {words}", "first" if sign == FIRST else "stated")
