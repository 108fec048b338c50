"""Dates as finely and as surely as they were given, and whose date a claim's date is."""

from __future__ import annotations

from datetime import date

import pandas as pd

from nkmap.claim import Claim
from nkmap.dates import Month, Period, PeriodEnd, Precision, parse
from nkmap.schema import KINDS, EvidenceType, Kind, Reading
from nkmap.view import View

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def _bound(bound: PeriodEnd) -> str:
    words = _calendar(bound)
    sure = f"about {words}" if bound.about else words
    return f"possibly {sure}" if bound.doubted else sure


def _calendar(bound: PeriodEnd) -> str:
    first = bound.first
    return {
        Precision.DAY: day(first),
        Precision.MONTH: f"{MONTHS[first.month - 1]} {first.year}",
        # A winter lies in two years: 2024-25.
        Precision.SEASON: f"{_SEASONS.get(first.month, '')} {first.year}"
        + (f"-{bound.last.year % 100:02d}" if bound.last.year > first.year else ""),
        Precision.YEAR: f"{first.year}",
    }[bound.precision]


def when(period: Period | None, *, names_open: bool = True) -> str:
    """A date in words: ``December 2024``, ``from 15 November 2024, end not given``.

    ``names_open=False`` leaves out which end is not given.
    """
    if period is None:
        return "no date given"
    if period.start is None:
        if period.end is None:
            return "no date given"
        return f"until {_bound(period.end)}" + (", start not given" if names_open else "")
    if period.end is None:
        return f"from {_bound(period.start)}" + (", end not given" if names_open else "")
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


def month(text: Month) -> str:
    """A link's month in words: ``December 2024``."""
    year, index = text.split("-")
    return f"{MONTHS[int(index) - 1]} {int(year)}"


def month_range(first: Month, last: Month, *, year_once: bool = False) -> str:
    """Months from first to last: ``December 2024``, ``October 2024 to January 2025``.

    With ``year_once`` months of one year name it once: ``September to December 2024``.
    """
    if first == last:
        return month(first)
    is_one_year = year_once and first[:4] == last[:4]
    start = month(first).removesuffix(f" {int(first[:4])}") if is_one_year else month(first)
    return f"{start} to {month(last)}"


def month_span(view: View, known_first: str | None, known_last: str | None) -> str:
    """The months a view shows, in words."""
    if not view.limits_months:
        return "all months"
    first, last = view.first or known_first, view.last or known_last
    return month_range(first, last) if first and last else "all months"


def in_time(period: Period | None) -> str:
    """A date as the end of a sentence: ``in December 2024``, ``between spring and May 2024``."""
    if period is None or (period.start is None and period.end is None):
        return ""
    if period.start is None or period.end is None:
        return when(period, names_open=period.start is not None)
    if not period.is_single:
        return f"between {when(period).replace(' to ', ' and ')}"
    start = period.start
    word = "around" if start.about else "on" if start.precision is Precision.DAY else "in"
    told = f"{word} {_calendar(start)}"
    return f"possibly {told}" if start.doubted else told


_READ = {Reading.START: "start", Reading.END: "end", Reading.DATES: "date"}


def is_day_of_words(claim: Claim) -> bool:
    """Whether a claim's date is only the day on which it was said.

    So where ``when`` repeats ``said_on`` or the date of publication, or is not given at all.
    """
    if KINDS[claim.kind].is_done_by_saying or day_said(claim) is None:
        return False
    return claim.when is None or claim.when == claim.said_on or claim.said_on is None


def day_said(claim: Claim) -> Period | None:
    """When it was said; a day that is the publication's own is the day of the words, too.

    So is the one date of a number that is announced: whoever announces it counts before.
    """
    end = claim.when.end if claim.when and claim.when.is_single else None
    if claim.said_on or end is None:
        return claim.said_on
    is_own = end.precision is Precision.DAY and end.last == claim.published
    is_announced = claim.evidence == EvidenceType.ANNOUNCEMENT and claim.kind is Kind.PRESENT
    return claim.when if is_own or is_announced else None


def our_dates(claim: Claim) -> str:
    """Which part of its date is nkmap's reading: ``start``, ``end``, ``date``; empty: none."""
    return _READ.get(Reading(claim.our_reading), "") if claim.our_reading else ""


def _by_then(claim: Claim) -> str:
    """``by 2025``, of a time whose start is not given.

    Empty where the start is given, or what is told lasted until then.
    """
    period = claim.when
    if period is None or period.start or period.end is None or KINDS[claim.kind].lasts:
        return ""
    is_year = period.end.precision is Precision.YEAR and not period.end.about
    time = in_time(period).removeprefix("until ")
    return _doubt_first("by the end of" if is_year else "by", time)


def _doubt_first(word: str, time: str) -> str:
    """``possibly by 2025``, never ``by possibly 2025``."""
    sure = time.removeprefix("possibly ")
    return f"{'' if sure == time else 'possibly '}{word} {sure}"


def dated(claim: Claim) -> str:
    """The date of a claim as a label: ``December 2024``, ``said in August 2025``, ``by 2025``.

    A date that is our reading says so.
    """
    if is_day_of_words(claim):
        return f"said {in_time(day_said(claim))}"
    read = our_dates(claim)
    words = _by_then(claim) or when(claim.when, names_open=not read)
    if claim.kind is Kind.PLANNED and claim.when and claim.when.start and claim.when.end:
        words = _doubt_first("for", words)
    whose = "dated" if read == "date" else f"{read} dated"
    return f"{words} ({whose} by nkmap)" if read else words


def time_of_fact(claim: Claim) -> str:
    """When it was so, as the end of a sentence; empty where ``date_note`` tells it instead."""
    if claim.when is None or claim.when.end is None or is_day_of_words(claim) or our_dates(claim):
        return ""
    return _by_then(claim) or in_time(claim.when)


def date_note(claim: Claim) -> str:
    """What stands in brackets of dates that are not the speaker's own words.

    The day of the words, an open date, and what is nkmap's reading; else empty.
    """
    time, read = claim.when, our_dates(claim)
    if read:
        # Of two ends one may be the source's own.
        is_half = read != "date" and time and time.start and time.end and not time.is_single
        half = f", the {read}" if is_half else ""
        return f"dated {when(time, names_open=False)}{half} by nkmap" if time else ""
    if is_day_of_words(claim):
        return f"said {in_time(day_said(claim))}"
    # An open date bounds the report; it is not the day on which people went.
    told = [f"dated {when(time)}"] if time and time.end is None else []
    if claim.kind is Kind.PLANNED and claim.said_on:
        told.append(f"said {in_time(claim.said_on)}")
    return "; ".join(told)


def published(source: pd.Series) -> str:
    """When a source was published, as far as its copy says."""
    return when(parse(source["published"])) if source["published"] else "no date in our copy"


def dates_of(claim: Claim, source: pd.Series) -> tuple[tuple[str, str], ...]:
    """The three dates of a claim, each with its name."""
    name = "planned" if claim.kind is Kind.PLANNED else "happened"
    told = day_said(claim)
    return (
        (name, "no date given" if is_day_of_words(claim) else dated(claim)),
        ("said", when(told) if told else "not stated"),
        ("published", published(source)),
    )
