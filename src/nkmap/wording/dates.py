"""Dates and months in words, as finely and as surely as they were given."""

from __future__ import annotations

from datetime import date

from nkmap import months
from nkmap.dates import Bound, Period, Precision
from nkmap.view import View

__all__ = [
    "MONTHS",
    "day",
    "in_time",
    "month",
    "month_span",
    "when",
]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def _bound(bound: Bound) -> str:
    words = _calendar(bound)
    sure = f"about {words}" if bound.about else words
    return f"possibly {sure}" if bound.doubted else sure


def _calendar(bound: Bound) -> str:
    first = bound.first
    return {
        Precision.DAY: day(first),
        Precision.MONTH: f"{MONTHS[first.month - 1]} {first.year}",
        Precision.SEASON: f"{SEASONS.get(first.month, '')} {_years(bound)}",
        Precision.YEAR: f"{first.year}",
    }[bound.precision]


def _years(bound: Bound) -> str:
    """The year of a season; both where it is a winter: ``2024-25``."""
    first, last = bound.first.year, bound.last.year
    return f"{first}" if first == last else f"{first}-{last % 100:02d}"


def when(period: Period | None) -> str:
    """A date in words: ``December 2024``, ``from 15 November 2024, end not given``."""
    if period is None:
        return "no date given"
    if period.start is None:
        return f"until {_bound(period.end)}, start not given" if period.end else "no date given"
    if period.end is None:
        return f"from {_bound(period.start)}, end not given"
    if period.is_single:
        return _bound(period.start)
    start, end = _bound(period.start), _bound(period.end)
    if period.start.about and period.end.about and not period.end.doubted:
        end = _calendar(period.end)  # the word before the start covers both
    same_year = end.endswith(f" {period.start.first.year}")  # not that of a winter
    if same_year and Precision.YEAR not in (period.start.precision, period.end.precision):
        start = start.removesuffix(f" {period.start.first.year}")
        days = {period.start.precision, period.end.precision} == {Precision.DAY}
        if days and period.start.first.month == period.end.first.month:
            start = start.removesuffix(f" {MONTHS[period.start.first.month - 1]}")
    return f"{start} to {end}"


def day(of: date) -> str:
    """A day in words: ``1 February 2025``."""
    return f"{of.day} {MONTHS[of.month - 1]} {of.year}"


def month(text: months.Month) -> str:
    """A link's month in words: ``December 2024``."""
    year, index = text.split("-")
    return f"{MONTHS[int(index) - 1]} {int(year)}"


def month_span(view: View, known_first: str | None, known_last: str | None) -> str:
    """The months a view shows, in words."""
    if not view.limits_months:
        return "all months"
    if view.is_one_month and view.first:
        return month(view.first)
    first, last = view.first or known_first, view.last or known_last
    return f"{month(first)} to {month(last)}" if first and last else "all months"


def in_time(period: Period | None) -> str:
    """A date as the end of a sentence: ``in December 2024``, ``between spring and May 2024``."""
    if period is None or (period.start is None and period.end is None):
        return ""
    if period.start is None:
        return when(period).removesuffix(", start not given")
    if period.end is None:
        return when(period)
    if not period.is_single:
        return f"between {when(period).replace(' to ', ' and ')}"
    start = period.start
    word = "around" if start.about else "on" if start.precision is Precision.DAY else "in"
    told = f"{word} {_calendar(start)}"
    return f"possibly {told}" if start.doubted else told
