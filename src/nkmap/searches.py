"""What was looked for and not found: a search that found nothing, as a record.

It is no claim and no zero: "not found" is not "not so", and is not "not looked for" either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from nkmap.dates import OPEN_END, OPEN_START, Period, Span, month_number, month_of, parse


@dataclass(frozen=True)
class Search:
    """Something that was looked for about a place and a time, and not found."""

    search_id: str
    place: str
    when: Period
    """The time that was searched; both its ends are given."""
    looked_on: Period
    words: str

    @property
    def months(self) -> Span:
        """The months that were searched, as numbers."""
        first, last = self.when.first_day, self.when.last_day
        return (
            month_number(month_of(first)) if first else OPEN_START,
            month_number(month_of(last)) if last else OPEN_END,
        )

    def is_known_on(self, day: date | None) -> bool:
        """Whether it had surely been made by the end of a day; ``None`` is today."""
        return day is None or (self.looked_on.last_day or date.max) <= day


def read(frame: pd.DataFrame) -> tuple[Search, ...]:
    """The searches of a checked dataset, in file order."""
    cells = frame[["search_id", "place_id", "when", "looked_on", "words"]]
    return tuple(
        Search(search_id, place, parse(when), parse(looked_on), words)
        for search_id, place, when, looked_on, words in cells.itertuples(index=False, name=None)
    )
