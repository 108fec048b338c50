"""Dates as blocks among the covered months: where each begins and ends, and how sharply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nkmap import months
from nkmap.dates import Bound, Period, Precision
from nkmap.months import Month

_OPEN_SHARE, _SINGLE_SHARE, _LEAST_FADE = 0.6, 0.35, 15


class Edge(StrEnum):
    """How a block ends on one side."""

    SHARP = "sharp"
    SOFT = "about"
    OPEN = "open"
    CUT = "goes on outside the months"


class Spot(StrEnum):
    """Where a claim stands in relation to the months."""

    AMONG = "among"
    BEFORE = "before"
    AFTER = "after"
    NOWHERE = "undated"


@dataclass(frozen=True)
class Span:
    """A block in days, ``after`` the first that is not in it; how it ends and how long it fades."""

    first: date
    after: date
    start: Edge = Edge.SHARP
    end: Edge = Edge.SHARP
    rise: int = 0
    fall: int = 0
    onset: bool = False
    """Whether the start is dated to a day."""

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.after - self.first).days

    def at_least(self, days: int) -> Span:
        """The block, wide enough to be seen: around its middle where it is shorter than that."""
        lacking = days - self.days
        if lacking <= 0:
            return self
        first = self.first - timedelta(lacking // 2)
        return Span(first, first + timedelta(days), self.start, self.end, onset=self.onset)


def spot(period: Period | None, months_: Sequence[Month]) -> Spot:
    """Whether a date lies among the months, wholly outside them, or is not given."""
    if period is None or not months_:
        return Spot.NOWHERE
    opening, closing = ends(months_)
    if period.last_day and period.last_day < opening:
        return Spot.BEFORE
    if period.first_day and period.first_day >= closing:
        return Spot.AFTER
    return Spot.AMONG


def ends(months_: Sequence[Month]) -> tuple[date, date]:
    """The first day of the months and the first after them."""
    return months.first_day(months_[0]), months.last_day(months_[-1]) + timedelta(1)


def span(period: Period, months_: Sequence[Month], until: date | None = None) -> Span:
    """The block of a date that lies among the months; an open end is drawn to ``until``."""
    opening, closing = ends(months_)
    first = max(period.start.first, opening) if period.start else opening
    last = period.end.last if period.end else until
    after = min(last + timedelta(1), closing) if last else closing
    after = max(after, first + timedelta(1))
    if period.is_single and _is_day(period.start):
        return Span(first, after)
    cut_start = period.start is not None and period.start.first < opening
    cut_end = period.end is not None and period.end.last >= closing
    start = Edge.CUT if cut_start else _edge(period.start, period)
    end = Edge.CUT if cut_end else _edge(period.end, period)
    days = (after - first).days
    most = days * (_SINGLE_SHARE if period.is_single else 0.5)
    longest = days * _OPEN_SHARE if Edge.SOFT not in (start, end) and start != end else most
    rise, fall = (
        _fade(*side, most, longest) for side in ((start, period.start), (end, period.end))
    )
    onset = _is_day(period.start) and start is Edge.SHARP
    return Span(first, after, start, end, round(rise), round(fall), onset)


def _is_day(bound: Bound | None) -> bool:
    return bound is not None and bound.precision is Precision.DAY and not bound.is_vague


def _edge(bound: Bound | None, period: Period) -> Edge:
    if bound is None:
        return Edge.OPEN
    # "2024" alone is a whole year; as an end, "from spring on", it is a vague moment within it.
    coarse = bound.precision in (Precision.SEASON, Precision.YEAR) and not period.is_single
    return Edge.SOFT if bound.is_vague or coarse else Edge.SHARP


def _fade(edge: Edge, bound: Bound | None, most: float, longest: float) -> float:
    if edge is Edge.OPEN:
        return longest
    if edge is Edge.SOFT and bound:
        return min(max((bound.last - bound.first).days + 1, _LEAST_FADE), most)
    return 0.0


def fading(block: Span, full: float, steps: int) -> tuple[tuple[date, date, float], ...]:
    """A block as stretches that lie on each other, with the opacity of each.

    Together they rise in even steps to ``full`` where the block does not fade. Each holds the next
    one, so that no seam shows between them.
    """
    if not block.rise + block.fall:
        return ((block.first, block.after, full),)
    found, seen = [], 0.0
    for step in range(steps + 1):
        share = step / steps
        first = block.first + timedelta(round(block.rise * share))
        after = block.after - timedelta(round(block.fall * share))
        wanted = full * (step + 1) / (steps + 1)
        found.append((first, after, round(1 - (1 - wanted) / (1 - seen), 3)))
        seen = wanted
    return tuple(found)
