"""Months as the axis of a picture: which day lies where, and what is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt

from nkmap import months
from nkmap.figures.charts import GAP, LINE
from nkmap.figures.spans import ends
from nkmap.months import Month

_WHOLE_NAME, _LETTER, _YEAR = 30.0, 11.0, 38.0
"""Pixels a month needs for "Jan" and for "J"; and those a year needs."""


@dataclass(frozen=True)
class Plot:
    """A chart's size, and where in it the months lie; what is after them is not covered."""

    width: float
    left: float
    months: tuple[Month, ...]
    tail: float = 24.0

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
        """Where in the whole chart a day begins."""
        return self.left + (day - self.domain[0]).days * self.day

    def days(self, pixels: float) -> int:
        """The days that fill so many pixels at least."""
        return -int(-pixels // self.day)

    def x(self, field: str, axis: alt.Axis | None = None) -> alt.X:
        """A field of days along the plot; the one with the axis brings the scale."""
        if axis is None:
            return alt.X(f"{field}:T", axis=None)
        scale = alt.Scale(type="utc", domain=[day.isoformat() for day in self.domain], nice=False)
        return alt.X(f"{field}:T", scale=scale, axis=axis, title=None)

    def axis(self) -> alt.Axis:
        """Months and years as far as there is room."""
        letters = 3 if self.month >= _WHOLE_NAME else 1 if self.month >= _LETTER else 0
        month = f"slice(utcFormat(datum.value,'%b'),0,{letters})"
        is_named = f"indexof({self._years},utcFormat(datum.value,'%Y-%m'))>=0"
        year = f"{is_named}?utcFormat(datum.value,'%Y'):''"
        shown = self.months if letters else self._years
        return alt.Axis(
            orient="top",
            values=[months.first_day(month).isoformat() for month in shown],
            labelExpr=f"[{month},{year}]" if letters else year,
            labelOffset=self.month / 2 if letters else 12,
            labelLineHeight=LINE,
            labelBound=GAP,
            labelOverlap=not letters,
            labelSeparation=GAP,
            labelPadding=4 + LINE if letters else 4,
        )

    @property
    def _years(self) -> list[Month]:
        """Where a year begins; the first only where its name has room before the next one."""
        found = [m for index, m in enumerate(self.months) if not index or m.endswith("-01")]
        at = [self.pixel(months.first_day(month)) for month in found[:2]]
        return found[1:] if at[1:] and at[1] - at[0] < _YEAR else found
