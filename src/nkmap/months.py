"""Calendar months: as the text a link carries, ``2024-12``, and as numbers, for comparing spans.

Text of this form sorts by time. A month's number is how many months lie between it and year 0.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import overload

import numpy as np
import numpy.typing as npt

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

_FORM = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def is_month(text: str) -> bool:
    """Whether the text is a month of the years 1 to 9999."""
    return bool(_FORM.fullmatch(text)) and text >= "0001"


def of(day: date) -> Month:
    """The month a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


def number(month: Month) -> int:
    """A month as a number."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def name(number: int) -> Month:
    """The month with a number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def first_day(month: Month) -> date:
    """The month's first day."""
    return date.fromisoformat(f"{month}-01")


def last_day(month: Month) -> date:
    """The month's last day."""
    start = first_day(month)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])


def shift(month: Month, by: int) -> Month:
    """The month that lies ``by`` months later (earlier if negative)."""
    return name(number(month) + by)


def between(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from first to last, both included; empty when last is before first."""
    return tuple(map(name, range(number(first), number(last) + 1)))


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


def among(span: Span, covered: Sequence[Month]) -> range:
    """Which of the months covered, in order of time, a span touches, by their places."""
    first, last = span
    return range(bisect_left(covered, first, key=number), bisect_right(covered, last, key=number))


def counts(spans: Iterable[Span], covered: Sequence[Month]) -> tuple[int, ...]:
    """How many spans touch each of the months covered."""
    starts, ends = np.sort(np.array([*spans], dtype=np.int64).reshape(-1, 2), axis=0).T
    numbers = [number(month) for month in covered]
    begun, over = np.searchsorted(starts, numbers, "right"), np.searchsorted(ends, numbers, "left")
    return tuple((begun - over).tolist())
