"""The time scale: which day lies where, and dates as blocks among the months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Literal, TypeVar

from nkmap import dates
from nkmap.claim import Claim
from nkmap.dates import Month, Period, PeriodEnd, Precision

_T = TypeVar("_T")
NARROW = 560.0
"""Charts narrower than this are set for a phone."""
_NAMES = 180.0
"""Pixels of the names of rows."""


@dataclass(frozen=True)
class TimeScale:
    """A chart's size, and where in it the months lie; what is after them is not covered."""

    width: float
    left: float
    months: tuple[Month, ...]
    tail: float = 24.0

    @classmethod
    def beside_names(
        cls, months_: tuple[Month, ...], width: float, narrow: float = 0.0
    ) -> TimeScale:
        """Make the scale of months beside the names of rows.

        On a phone it stands below them, or beside names ``narrow`` pixels wide.
        """
        return cls(width, narrow if width < NARROW else _NAMES, months_)

    @property
    def across(self) -> float:
        """Pixels of the plot itself."""
        return self.width - self.left

    @property
    def ends(self) -> tuple[date, date]:
        """The first day of the months and the first after them."""
        return ends(self.months) if self.months else (date(2000, 1, 1), date(2000, 2, 1))

    @property
    def domain(self) -> tuple[date, date]:
        """The first day of the plot and the one where it ends."""
        opening, closing = self.ends
        days = (closing - opening).days
        beyond = round(days * self.tail / (self.across - self.tail)) if self.months else 0
        return opening, closing + timedelta(beyond)

    @property
    def day(self) -> float:
        """Pixels of a day."""
        first, last = self.domain
        return self.across / (last - first).days

    @property
    def month(self) -> float:
        """Pixels of a month, of those that are equal."""
        opening, closing = self.ends
        return self.day * (closing - opening).days / max(len(self.months), 1)

    def pixel(self, day: date) -> float:
        """The pixel of the whole chart where a day begins."""
        return self.left + (day - self.domain[0]).days * self.day

    def days(self, pixels: float) -> int:
        """The days that fill so many pixels at least."""
        return -int(-pixels // self.day)


_LEAST_FADE = 15
"""Days."""


class Edge(StrEnum):
    """How a block ends on one side."""

    SHARP = "sharp"
    SOFT = "about"
    OPEN = "open"
    CUT = "goes on outside the months"


@dataclass(frozen=True)
class Block:
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

    def at_least(self, days: int) -> Block:
        """The block, wide enough to be seen: around its middle where it is shorter than that."""
        first = self.first - timedelta(max(days - self.days, 0) // 2)
        return replace(self, first=first, after=max(self.after, first + timedelta(days)))


def place_in_time(
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
    return dates.first_day_of(months_[0]), dates.last_day_of(months_[-1]) + timedelta(1)


def stretch(months_: Sequence[Month]) -> dict[str, date]:
    """The first day of the months and the first after them, as fields of a row."""
    return dict(zip(("first", "after"), ends(months_), strict=True))


def by_month(
    claims: Iterable[Claim], months_: Sequence[Month], *, surely: bool = False
) -> list[tuple[Claim, ...]]:
    """List the claims that touch each month; ``surely``: by what is sure of an open end."""
    found: list[list[Claim]] = [[] for _ in months_]
    for claim in claims:
        for index in dates.touched_months(claim.least_months if surely else claim.months, months_):
            found[index].append(claim)
    return list(map(tuple, found))


def equal_runs(of_months: Sequence[_T]) -> Iterator[tuple[int, int, _T]]:
    """Find months in a row that hold the same: the first and last index, and what they hold."""
    for held, group in groupby(range(len(of_months)), of_months.__getitem__):
        first, *rest = group
        yield first, rest[-1] if rest else first, held


def block_of(period: Period, months_: Sequence[Month], until: date | None = None) -> Block:
    """Make the block of a date that lies among the months; an open end is drawn to ``until``."""
    opening, closing = ends(months_)
    start, end = period.start, period.end
    first = max(start.first, opening) if start else opening
    last = end.last if end else until
    after = max(min(last + timedelta(1), closing) if last else closing, first + timedelta(1))
    days = (after - first).days

    def within(bound: PeriodEnd | None) -> int:
        """The days of a bound that lie in the block."""
        if bound is None:
            return 0
        return max(0, (min(bound.last + timedelta(1), after) - max(bound.first, first)).days)

    # Of an open end nothing is sure but what lies at the other one, as far as it is in the block.
    sure, most = max(within(start), within(end)), days // 2
    unsure = days - (min(max(_LEAST_FADE, sure), most) if sure else 0)

    def edge(bound: PeriodEnd | None, *, is_cut: bool, is_out: bool) -> tuple[Edge, int]:
        """How an end looks, a part or all of which lies outside the months; the days it fades."""
        if bound is None:
            return Edge.OPEN, unsure
        # "2024" alone is a whole year; as an end, "from spring on", it is a vague day within it.
        is_coarse = bound.precision in (Precision.SEASON, Precision.YEAR) and not period.is_single
        is_soft = bound.is_vague or is_coarse
        if is_out or (is_cut and not is_soft):
            return Edge.CUT, 0
        return (
            (Edge.SOFT, min(max(within(bound), _LEAST_FADE), most)) if is_soft else (Edge.SHARP, 0)
        )

    rises, rise = edge(
        start, is_cut=bool(start and start.first < opening),
        is_out=bool(start and start.last < opening),
    )  # fmt: skip
    falls, fall = edge(
        end, is_cut=bool(end and end.last >= closing), is_out=bool(end and end.first >= closing)
    )
    return Block(first, after, rises, falls, rise, fall)
