"""The months of a slide: where on the whole covered time a step stands, in shares of a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.spans import Edge, Spot, span, spot
from nkmap.months import Month
from nkmap.schema import Kind
from nkmap.view import View

LANES = 3
"""Rows of bars that a strip has room for; claims beyond are counted in words."""
LABEL_SHARE = 0.06
"""How much of the width a year's label needs; where less is left, it ends at the strip's end."""
_GAP = 0.006


@dataclass(frozen=True)
class Bar:
    """One dated claim on the strip: its ends as shares of the width, and how they look."""

    claim_id: str
    kind: Kind
    group: str
    known: bool
    """Whether a number was reported."""
    left: float
    right: float
    start: Edge
    end: Edge
    lane: int


@dataclass(frozen=True)
class Strip:
    """The covered months with those of a step, and its dated claims."""

    years: tuple[tuple[str, float], ...]
    """Labels and where each year begins."""
    marked: tuple[float, float] | None
    """The months of the step; none where neither its view nor a claim names any."""
    words: str
    bars: tuple[Bar, ...]
    rest: str
    """What is not drawn, counted; empty when all is."""


def months_strip(claims: Sequence[Claim], covered: tuple[Month, ...], view: View) -> Strip:
    """Prepare the strip of a step. ``covered`` are the months of the whole dataset, in order."""
    if not covered:
        return Strip((), None, wording.NO_MONTHS_OF_STEP, (), wording.not_on_strip(len(claims), 0))
    dated = [c for c in claims if spot(c.when, covered) is Spot.AMONG]
    bars = _bars(dated, covered)
    marked, words = _marked(claims, covered, view)
    rest = wording.not_on_strip(len(claims) - len(dated), len(dated) - len(bars))
    return Strip(_years(covered), marked, words, bars, rest)


def _bars(dated: Sequence[Claim], covered: Sequence[Month]) -> tuple[Bar, ...]:
    ends = [0.0 - _GAP] * LANES
    found: list[Bar] = []
    blocks = [(c, span(c.when, covered, c.last_day)) for c in dated if c.when]
    for claim, block in sorted(blocks, key=lambda pair: (pair[1].first, pair[1].after)):
        left, right = _share(block.first, covered), _share(block.after, covered)
        lane = next((i for i, end in enumerate(ends) if left >= end + _GAP), None)
        if lane is None:
            continue
        ends[lane] = right
        found.append(
            Bar(
                claim.claim_id,
                claim.kind,
                claim.group,
                claim.has_figure,
                round(left, 4),
                round(right, 4),
                block.start,
                block.end,
                lane,
            )
        )
    return tuple(found)


def _share(day: date, covered: Sequence[Month]) -> float:
    """Where a day begins, all months as wide as each other."""
    first = months.first_day(covered[0])
    index = (day.year - first.year) * 12 + day.month - first.month
    part = (day.day - 1) / months.last_day(months.of(day)).day
    return (index + part) / len(covered)


def _marked(
    claims: Sequence[Claim], covered: tuple[Month, ...], view: View
) -> tuple[tuple[float, float] | None, str]:
    """The months of the view, else those that claims with a month touch."""
    first, last = view.first, view.last
    if not view.limits_months:
        days = [(c.first_day, c.last_day) for c in claims if c.has_month]
        starts = [months.of(start) for start, _ in days if start]
        ends = [months.of(end) for _, end in days if end]
        if not starts or not ends:
            return None, wording.NO_MONTHS_OF_STEP
        first, last = min(starts), max(ends)
    inside = [i for i, m in enumerate(covered) if (first or m) <= m <= (last or m)]
    if not inside:
        return None, wording.NO_MONTHS_OF_STEP
    words = wording.months_of_step(first, last)
    return (inside[0] / len(covered), (inside[-1] + 1) / len(covered)), words


def _years(covered: tuple[Month, ...]) -> tuple[tuple[str, float], ...]:
    """Every year that begins among the months, but for those whose label has no room."""
    found: list[tuple[str, float]] = []
    free = 0.0
    for index, month in enumerate(covered):
        at = index / len(covered)
        label = min(at, 1 - LABEL_SHARE)
        if month.endswith("-01") and label >= free:
            found.append((month[:4], round(at, 4)))
            free = label + LABEL_SHARE
    return tuple(found)
