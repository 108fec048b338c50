"""The figures of one kind below each other, by date, on an axis of their own.

Two kinds, or two units, never share an axis. No total, midpoint or line between figures is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import told
from nkmap.figures.lanes import says
from nkmap.figures.symbols import Palette
from nkmap.figures.value_rows import Panel, Row, chart, marks_beside_others, no_common_bar
from nkmap.schema import KINDS, Kind, Measure

BASELINE_YEAR = 2018
"""Counts of those present from before this year are never joined to later ones."""


def amounts(
    claims: Sequence[Claim], names: Mapping[str, str], kind: Kind, palette: Palette, width: float
) -> alt.VConcatChart | None:
    """One bar per claim, by date; None when no claim has a figure.

    Raises ``ValueError`` for claims of another kind, of two groups or units: they share no axis.
    """
    kinds = [kind.value, *sorted({claim.kind.value for claim in claims} - {kind.value})]
    groups = sorted({claim.group for claim in claims})
    units = sorted({claim.sort_of_unit for claim in claims if claim.has_figure})
    for what, found in (("groups", groups), ("kinds", kinds), ("units", units)):
        if len(found) > 1:
            different = f"figures of different {what} share no axis"
            raise ValueError(f"{' and '.join(found)}: {different}")
    if not units:
        return None
    rows = (_row(entry, names) for entry in with_silence(by_date(claims), kind))
    panel = Panel("", palette.kind(kind, groups[0]), (*rows, *no_common_bar(claims)))
    return chart([[panel]], palette, width, unit=wording.axis_unit(units[0]))


def _row(entry: Claim | str, names: Mapping[str, str]) -> Row:
    if isinstance(entry, str):
        return Row("", note=entry, look="band")
    return Row(
        says(entry, names) if entry.has_figure else wording.figure(entry),
        head=wording.place_list(entry.told_of, names) or "no place given",
        note=wording.dated(entry),
        marks=marks_beside_others(entry),
        look="figure" if entry.has_figure else "unknown",
        tip=told(entry, wording.sentence(entry, names)),
    )


def by_date(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in order of date, those without one last."""
    return sorted(claims, key=lambda claim: (claim.when is None, claim.order))


def _moment(claim: Claim) -> date:
    when = claim.when
    return (when and (when.first_day or when.last_day)) or date.max


def with_silence(claims: Sequence[Claim], kind: Kind) -> tuple[Claim | str, ...]:
    """The claims, with a gap between a stock's figures from before 2018 and later ones."""
    early = [claim for claim in claims if _ends_early(claim)]
    late = [claim for claim in claims if claim not in early]
    if KINDS[kind].measure is not Measure.STOCK or not early or not late:
        return tuple(claims)
    until = min(map(_moment, late))
    if until.year <= BASELINE_YEAR:
        return *early, f"Before {BASELINE_YEAR} and after: not joined", *late
    years = f"{BASELINE_YEAR} to {until.year}" if until < date.max else f"After {BASELINE_YEAR - 1}"
    return *early, f"{years}: no figure here, not joined", *late


def _ends_early(claim: Claim) -> bool:
    last = claim.when.last_day if claim.when else None
    return last is not None and last.year < BASELINE_YEAR
