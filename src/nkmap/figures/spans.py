"""Dates as blocks among the covered months: where each begins and ends, and how sharply."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

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

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.after - self.first).days

    def at_least(self, days: int) -> Span:
        """The block, wide enough to be seen: around its middle where it is shorter than that."""
        first = self.first - timedelta(max(days - self.days, 0) // 2)
        return replace(self, first=first, after=max(self.after, first + timedelta(days)))


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


def touched(
    stretches: Iterable[tuple[date | None, date | None]], months_: Sequence[Month]
) -> tuple[int, ...]:
    """How many stretches of days touch each month; an end that is not given goes on."""
    steps = [0] * (len(months_) + 1)
    for start, end in stretches:
        first = bisect_left(months_, months.of(start)) if start else 0
        after = bisect_right(months_, months.of(end)) if end else len(months_)
        if first < after:
            steps[first] += 1
            steps[after] -= 1
    return tuple(accumulate(steps[:-1]))


def span(period: Period, months_: Sequence[Month], until: date | None = None) -> Span:
    """The block of a date that lies among the months; an open end is drawn to ``until``."""
    opening, closing = ends(months_)
    first = max(period.start.first, opening) if period.start else opening
    last = period.end.last if period.end else until
    after = min(last + timedelta(1), closing) if last else closing
    after = max(after, first + timedelta(1))
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
    return Span(first, after, start, end, round(rise), round(fall))


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
