"""Dates as sources give them: EDTF (ISO 8601-2:2019) in, bounds and vagueness out.

Only the forms that nkmap uses are read; a test holds that the ``edtf`` package finds the same days
for those it reads. A season is named by the year in which it begins, which ISO 8601-2 leaves open:
``2024-24`` is the winter of 2024-25, December to February.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import overload

import numpy as np
import numpy.typing as npt

EARLIEST, LATEST = 1900, 2100
"""Years outside these are typing errors here."""

_POINT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<marks>[~?%]?)", re.ASCII
)
_ABOUT, _DOUBTED = ("~", "%"), ("?", "%")
_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}
"""The first month of spring, summer, autumn and winter in the north; each has three."""
_HINTS = (
    (re.compile(r"^/|/$"), "an open end is written '..': ../2017, 2024-11-15/.."),
    (re.compile(r"[Xx]"), "unspecified digits are not used here: write an interval or 2024~"),
)
_FORM = (
    "write EDTF: 2024, 2024-12, 2024-12-31, 2024-12~, 2024-10/2024-11, ../2017, 2024-11-15/.., "
    "or a season: 2024-21 (spring), 2024-22 (summer), 2024-23 (autumn), 2024-24 (winter 2024-25)"
)


class Precision(StrEnum):
    """How finely one end of a period is dated."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True)
class PeriodEnd:
    """One end of a period as written: its days, how finely it is dated, and how surely."""

    first: date
    last: date
    precision: Precision
    about: bool
    """EDTF's approximate, ``~`` or ``%``."""
    doubted: bool
    """EDTF's uncertain, ``?`` or ``%``."""

    @property
    def is_vague(self) -> bool:
        """Whether its days are not to be taken as exact."""
        return self.about or self.doubted


@dataclass(frozen=True)
class Period:
    """A span of time. ``None`` at an end means that the end is open, not that it is unknown."""

    start: PeriodEnd | None
    end: PeriodEnd | None

    @property
    def first_day(self) -> date | None:
        """Earliest day it can include; ``None`` when the start is open."""
        return self.start.first if self.start else None

    @property
    def last_day(self) -> date | None:
        """Latest day it can include; ``None`` when the end is open."""
        return self.end.last if self.end else None

    @property
    def is_single(self) -> bool:
        """Whether one date was written, not an interval."""
        return self.start is not None and self.start == self.end

    @property
    def has_month(self) -> bool:
        """Whether the start is dated to a season, a month or a day.

        A claim that only has a year, or whose start is open, cannot be put into one month.
        """
        return self.start is not None and self.start.precision is not Precision.YEAR


def time_order(
    when: Period | None, said_on: Period | None, published: date | None
) -> tuple[str, str]:
    """A key that sorts by time: the last day that words can speak of, then the first.

    Nobody tells of a day after their own: an end that is open, or lies ahead, is the day on which
    it was said, as far as that is known. Words without a date come first.
    """
    if when is None:
        return "", ""
    told = [day for day in (said_on and said_on.last_day, published) if day]
    # An open end is not known beyond the day it is open from.
    end = when.last_day or (None if told else when.start and when.start.last)
    last = min([*told, end] if end else told)
    return last.isoformat(), when.first_day.isoformat() if when.first_day else ""


class BadDate(ValueError):  # noqa: N818 - it names what the text is
    """Text that is not a date nkmap can bound; the message says what to write instead."""


@lru_cache(maxsize=65536)
def parse(text: str) -> Period:
    """Read one EDTF date or interval.

    Raises ``BadDate`` for anything else, for ``/2017`` (write ``../2017``), for years outside
    1900 to 2100 and for an interval that ends before it starts.
    """
    ends = text.split("/")
    if len(ends) == 1:
        bound = _bound(text)
        return Period(bound, bound)
    if len(ends) != 2 or "" in ends:
        raise BadDate(_hint(text))
    start, end = (None if part == ".." else _bound(part) for part in ends)
    if start is None and end is None:
        raise BadDate("both ends are open, which says nothing; leave the cell empty")
    if start and end and end.last < start.first:
        raise BadDate("the interval ends before it starts; swap its ends")
    return Period(start, end)


def parse_given(text: str) -> Period | None:
    """Read a date; ``None`` where the text is empty."""
    return parse(text) if text else None


def _bound(text: str) -> PeriodEnd:
    match = _POINT.fullmatch(text)
    if not match:
        raise BadDate(_hint(text))
    try:
        first, last, precision = _days(int(match["year"]), match["month"], match["day"])
    except ValueError as error:
        raise BadDate(_hint(text)) from error
    if not EARLIEST <= first.year <= LATEST:
        raise BadDate(f"the year is outside {EARLIEST} to {LATEST}")
    marks = match["marks"]
    return PeriodEnd(first, last, precision, marks in _ABOUT, marks in _DOUBTED)


def _days(year: int, month: str | None, day: str | None) -> tuple[date, date, Precision]:
    """The first and last day, and which of a year, a season, a month or a day they are."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    if day is not None:
        return (only := date(year, int(month), int(day))), only, Precision.DAY
    if month in _SEASONS:
        first = date(year, _SEASONS[month], 1)
        return first, last_day_of(shift_month(month_of(first), 2)), Precision.SEASON
    first = date(year, int(month), 1)
    return first, last_day_of(month_of(first)), Precision.MONTH


def _hint(text: str) -> str:
    return next((hint for pattern, hint in _HINTS if pattern.search(text)), _FORM)


Month = str
"""``YYYY-MM``."""

Numbers = npt.NDArray[np.int64]

Span = tuple[int, int]
"""The first and the last month of something, as numbers; it touches every month from one to the
other."""

OPEN_START, OPEN_END = 0, 10_000 * 12
"""Before and after every month: the ends of a span that goes on."""
NO_DATE: Span = (OPEN_END + 1, OPEN_END)
"""The span of what has no date: it touches no month."""

_MONTH_FORM = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def is_month(text: str) -> bool:
    """Whether the text is a month of the years 1 to 9999."""
    return bool(_MONTH_FORM.fullmatch(text)) and text >= "0001"


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


def month_number(month: Month) -> int:
    """A month as a number."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_name(number: int) -> Month:
    """The month with a number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def first_day_of(month: Month) -> date:
    """The month's first day."""
    return date.fromisoformat(f"{month}-01")


def last_day_of(month: Month) -> date:
    """The month's last day."""
    start = first_day_of(month)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])


def shift_month(month: Month, by: int) -> Month:
    """The month that lies ``by`` months later (earlier if negative)."""
    return month_name(month_number(month) + by)


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from first to last, both included; empty when last is before first."""
    return tuple(map(month_name, range(month_number(first), month_number(last) + 1)))


@overload
def touches(starts: int, ends: int, first: int, last: int) -> bool: ...
@overload
def touches(starts: Numbers, ends: Numbers, first: int, last: int) -> npt.NDArray[np.bool_]: ...
def touches(
    starts: int | Numbers, ends: int | Numbers, first: int, last: int
) -> bool | npt.NDArray[np.bool_]:
    """Whether spans touch the months from first to last; of one span, or of each in two arrays.

    The one rule for what lies in which months; ``touches`` in ``web/page.js`` is the same.
    """
    return (starts <= last) & (ends >= first)


def touched_months(span: Span, covered: Sequence[Month]) -> range:
    """Which of the months covered, in order of time, a span touches, by their places."""
    first = bisect_left(covered, span[0], key=month_number)
    return range(first, bisect_right(covered, span[1], key=month_number))


def touch_counts(
    spans: Sequence[Span] | npt.NDArray[np.int64], covered: Sequence[Month]
) -> tuple[int, ...]:
    """How many spans touch each of the months covered."""
    starts, ends = np.sort(np.asarray(spans, dtype=np.int64).reshape(-1, 2), axis=0).T
    numbers = [month_number(month) for month in covered]
    begun, over = np.searchsorted(starts, numbers, "right"), np.searchsorted(ends, numbers, "left")
    return tuple((begun - over).tolist())
