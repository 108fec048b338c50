"""The figures of one kind below each other, by date, on an axis of their own.

Two kinds, or two units, never share an axis. No total, midpoint or line between figures is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nkmap.claim import Claim
from nkmap.figures.series import by_unit
from nkmap.figures.value_rows import Panel, Row, band, row_of
from nkmap.schema import KINDS, Measure
from nkmap.wording import comparisons, dates, hedges, places

BASELINE_YEAR = 2018
"""Counts of those present from before this year are never joined to later ones."""


def panels(claims: Sequence[Claim], names: Mapping[str, str]) -> tuple[Panel, ...]:
    """One panel with a bar for each claim, by date; none when no claim has a figure.

    Raises ``ValueError`` for claims of two kinds, groups or units: they share no axis.
    """
    if not any(claim.has_figure for claim in claims):
        return ()
    (kind, group, unit), *others = by_unit(claims)
    if others:
        told = " and ".join(comparisons.summary_kind(*key) for key in by_unit(claims))
        raise ValueError(f"{told}: figures of different kinds, groups or units share no axis")
    early: list[Row] = []
    late: list[Row] = []
    for claim in by_date(claims):
        last = claim.when.last_day if claim.when else None
        is_early = last is not None and last.year < BASELINE_YEAR
        apart = is_early and KINDS[kind].measure is Measure.STOCK
        (early if apart else late).append(_row(claim, names))
    if early and late:
        early.append(band(f"Figures from before {BASELINE_YEAR} are not joined to later ones"))
    return (Panel(hedges.axis_unit(unit), kind, group, (*early, *late)),)


def _row(claim: Claim, names: Mapping[str, str]) -> Row:
    head = places.place_list(claim.told_of, names) or "no place given"
    row = row_of(claim, names, hedges.figure(claim))
    return replace(row, head=head, note=dates.dated(claim))


def by_date(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in order of date, those without one last."""
    return sorted(claims, key=lambda claim: (claim.when is None, claim.order))
