"""Calendar months as the text a link carries: ``2024-12``. Text of this form sorts by time."""

from __future__ import annotations

import calendar
import re
from datetime import date

Month = str
"""``YYYY-MM``."""

_FORM = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def is_month(text: str) -> bool:
    """Whether the text is a month of the years 1 to 9999."""
    return bool(_FORM.fullmatch(text)) and text >= "0001"


def of(day: date) -> Month:
    """The month a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


def first_day(month: Month) -> date:
    """The month's first day."""
    return date.fromisoformat(f"{month}-01")


def last_day(month: Month) -> date:
    """The month's last day."""
    start = first_day(month)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])


def shift(month: Month, by: int) -> Month:
    """The month that lies ``by`` months later (earlier if negative)."""
    start = first_day(month)
    index = start.year * 12 + start.month - 1 + by
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def between(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from first to last, both included; empty when last is before first."""
    found = []
    while first <= last:
        found.append(first)
        first = shift(first, 1)
    return tuple(found)
