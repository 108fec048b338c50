"""Dates as blocks among the covered months: where each begins and ends, and how sharply."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, Literal

from nkmap import months
from nkmap.claim import Claim
from nkmap.dates import Bound, Period, Precision
from nkmap.months import Month

Days = tuple[date | None, date | None]
_LEAST_FADE = 15
"""Days."""


class Edge(StrEnum):
    """How a block ends on one side."""

    SHARP = "sharp"
    SOFT = "about"
    OPEN = "open"
    CUT = "goes on outside the months"


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


def spot(
    period: Period | None, months_: Sequence[Month]
) -> Literal["among", "before", "after", "undated"]:
    """Whether a date lies among the months, wholly outside them, or is not given."""
    if period is None or not months_:
        return "undated"
    opening, closing = ends(months_)
    if period.last_day and period.last_day < opening:
        return "before"
    return "after" if period.first_day and period.first_day >= closing else "among"


def ends(months_: Sequence[Month]) -> tuple[date, date]:
    """The first day of the months and the first after them."""
    return months.first_day(months_[0]), months.last_day(months_[-1]) + timedelta(1)


def stretch(months_: Sequence[Month]) -> dict[str, date]:
    """The months as part of a row of a chart."""
    return dict(zip(("first", "after"), ends(months_), strict=True))


def touches(days: Days, months_: Sequence[Month]) -> range:
    """The months, by their index, that days touch; an end that is not given goes on."""
    start, end = days
    first = bisect_left(months_, months.of(start)) if start else 0
    return range(first, bisect_right(months_, months.of(end)) if end else len(months_))


def by_month(
    claims: Iterable[tuple[Claim, Days]], months_: Sequence[Month]
) -> list[tuple[Claim, ...]]:
    """The claims whose days touch each month, in their order."""
    found: list[list[Claim]] = [[] for _ in months_]
    for claim, days in claims:
        for index in touches(days, months_):
            found[index].append(claim)
    return list(map(tuple, found))


def alike(of_months: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The first and the last of months in a row that hold the same."""
    for _, group in groupby(range(len(of_months)), of_months.__getitem__):
        own = tuple(group)
        yield own[0], own[-1]


def span(period: Period, months_: Sequence[Month], until: date | None = None) -> Span:
    """The block of a date that lies among the months; an open end is drawn to ``until``."""
    opening, closing = ends(months_)
    start, end = period.start, period.end
    first = max(start.first, opening) if start else opening
    last = end.last if end else until
    after = max(min(last + timedelta(1), closing) if last else closing, first + timedelta(1))
    most = (after - first).days // 2
    # Of an open end nothing is sure but what lies at the other one.
    sure = [(bound.last - bound.first).days + 1 for bound in (start, end) if bound]
    open_ = (after - first).days - min(max(_LEAST_FADE, *sure, 0), most)
    rises = Edge.CUT if start and start.first < opening else _edge(start, period)
    falls = Edge.CUT if end and end.last >= closing else _edge(end, period)
    return Span(
        first, after, rises, falls, _fade(rises, start, most, open_), _fade(falls, end, most, open_)
    )


def _edge(bound: Bound | None, period: Period) -> Edge:
    if bound is None:
        return Edge.OPEN
    # "2024" alone is a whole year; as an end, "from spring on", it is a vague moment within it.
    coarse = bound.precision in (Precision.SEASON, Precision.YEAR) and not period.is_single
    return Edge.SOFT if bound.is_vague or coarse else Edge.SHARP


def _fade(edge: Edge, bound: Bound | None, most: int, open_: int) -> int:
    """The days in which an end fades: those it may mean; ``open_`` of one that is not given."""
    if edge not in (Edge.OPEN, Edge.SOFT):
        return 0
    return min(max((bound.last - bound.first).days + 1, _LEAST_FADE), most) if bound else open_
