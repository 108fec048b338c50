"""The months of a slide: where on the whole covered time a step stands, in shares of a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.spans import Span, Spot, ends, span, spot
from nkmap.months import Month
from nkmap.view import View

LANES = 3
"""Rows of bars that a strip has room for; claims beyond are counted in words."""
COVERED = 0.88
"""How much of the width the covered months take; what is after them is hatched."""
NOT_COVERED = ("not", "covered")
LABEL_SHARE = 0.085
"""How much of the width a year's label needs, on a strip as narrow as a printed one."""
_GAP = 0.006


@dataclass(frozen=True)
class Bar:
    """One dated claim on the strip, and its ends as shares of the width."""

    claim: Claim
    block: Span
    left: float
    right: float
    lane: int


@dataclass(frozen=True)
class Strip:
    """The covered months with those of a step, and its dated claims."""

    years: tuple[tuple[str, float], ...] = ()
    """Labels and where each year begins."""
    marked: tuple[float, float] | None = None
    """The months of the step; none where neither its view nor a claim names any."""
    words: str = wording.NO_MONTHS_OF_STEP
    bars: tuple[Bar, ...] = ()
    rest: str = ""
    """What is not drawn, counted; empty when all is."""


def months_strip(claims: Sequence[Claim], covered: tuple[Month, ...], view: View) -> Strip:
    """Prepare the strip of a step. ``covered`` are the months of the whole dataset, in order."""
    if not covered:
        return Strip(rest=wording.not_on_strip(len(claims), 0))
    dated = [c for c in claims if spot(c.when, covered) is Spot.AMONG]
    bars = _bars(dated, covered)
    first, last = _months(claims, view)
    inside = [m for m in covered if (first or m) <= m <= (last or m)] if first or last else []
    opening, closing = ends(inside or covered)
    marked = (_share(opening, covered), _share(closing, covered)) if inside else None
    words = wording.months_of_step(first, last) if inside else wording.NO_MONTHS_OF_STEP
    rest = wording.not_on_strip(len(claims) - len(dated), len(dated) - len(bars))
    return Strip(_years(covered), marked, words, bars, rest)


def _bars(dated: Sequence[Claim], covered: Sequence[Month]) -> tuple[Bar, ...]:
    taken = [-_GAP] * LANES
    found: list[Bar] = []
    blocks = [(c, span(c.when, covered, c.last_day)) for c in dated if c.when]
    for claim, block in sorted(blocks, key=lambda pair: (pair[1].first, pair[1].after)):
        left, right = _share(block.first, covered), _share(block.after, covered)
        lane = next((i for i, end in enumerate(taken) if left >= end + _GAP), None)
        if lane is not None:
            taken[lane] = right
            found.append(Bar(claim, block, left, right, lane))
    return tuple(found)


def _share(day: date, covered: Sequence[Month]) -> float:
    """Where a day begins, all months as wide as each other."""
    first = months.first_day(covered[0])
    index = (day.year - first.year) * 12 + day.month - first.month
    part = (day.day - 1) / months.last_day(months.of(day)).day
    return round(COVERED * (index + part) / len(covered), 4)


def _months(claims: Sequence[Claim], view: View) -> tuple[Month | None, Month | None]:
    """The months of the view, else those that claims with a month touch."""
    if view.limits_months:
        return view.first, view.last
    days = [(c.first_day, c.last_day) for c in claims if c.has_month]
    starts = [months.of(start) for start, _ in days if start]
    lasts = [months.of(end) for _, end in days if end]
    return (min(starts), max(lasts)) if starts and lasts else (None, None)


def _years(covered: tuple[Month, ...]) -> tuple[tuple[str, float], ...]:
    """Every year that begins among the months, but for those whose label has no room."""
    found: list[tuple[str, float]] = []
    for month in covered:
        at = _share(months.first_day(month), covered)
        if month.endswith("-01") and (not found or at >= found[-1][1] + LABEL_SHARE):
            found.append((month[:4], at))
    return tuple(found)
