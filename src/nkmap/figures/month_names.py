"""The names of months and years over a chart, as far as there is room for them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from nkmap import months, wording
from nkmap.figures.sheet import Sheet
from nkmap.months import Month

WHOLE_NAME, _SHORT_NAME, LETTER, _YEAR = 47.0, 30.0, 11.0, 36.0
"""Pixels a month needs for "Jan '24", for "Jan", for "J"; and those a year needs."""


@dataclass(frozen=True)
class Ruler:
    """The covered months laid out between two pixels."""

    months: tuple[Month, ...]
    left: float
    right: float

    @property
    def unit(self) -> float:
        """Pixels per month."""
        return (self.right - self.left) / max(len(self.months), 1)

    def at(self, day: date) -> float:
        """The pixel where a day begins."""
        first = months.first_day(self.months[0])
        index = (day.year - first.year) * 12 + day.month - first.month
        part = (day.day - 1) / calendar.monthrange(day.year, day.month)[1]
        return self.left + (index + part) * self.unit


def month_names(
    sheet: Sheet, ruler: Ruler, top: float, chosen: tuple[int, int] | None = None
) -> float:
    """Months and years as far as there is room; ``chosen`` indices in bold. Returns the bottom."""
    for index, month in enumerate(ruler.months):
        left = ruler.left + index * ruler.unit
        bold = {"w": 700} if chosen and chosen[0] <= index < chosen[1] else {}
        if name := _month_name(month, ruler.unit, first=index == 0):
            sheet.text(left + ruler.unit / 2, top + 11, name, a="center", **bold)
        if ruler.unit < WHOLE_NAME and _begins_year(ruler, index):
            sheet.text(left + 2, top + 25, month[:4])
    return top + (36 if ruler.unit < WHOLE_NAME else 22)


def _month_name(month: Month, unit: float, *, first: bool) -> str:
    name = wording.MONTHS[int(month[5:]) - 1]
    if unit >= WHOLE_NAME:
        return f"{name[:3]} ’{month[2:4]}" if first or month.endswith("-01") else name[:3]
    if unit >= _SHORT_NAME:
        return name[:3]
    return name[0] if unit >= LETTER else ""


def _begins_year(ruler: Ruler, index: int) -> bool:
    """Whether a year is written below this month: where it begins, as far as there is room."""
    month = ruler.months[index]
    if index == 0:
        return (13 - int(month[5:])) * ruler.unit >= _YEAR or len(ruler.months) == 1
    every = max(1, round(_YEAR / (12 * ruler.unit) + 0.5))
    return month.endswith("-01") and int(month[:4]) % every == 0
