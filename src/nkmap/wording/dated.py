"""When a claim was so, and whose date that is: the fact's, the day of saying, our reading."""

from __future__ import annotations

from nkmap.claim import Claim
from nkmap.dates import Period, Precision
from nkmap.schema import Evidence, Kind, Reading
from nkmap.wording.dates import in_time, when

__all__ = [
    "dated",
    "is_day_of_words",
    "our_dates",
]

_READ = {Reading.START: "start", Reading.END: "end", Reading.DATES: "date"}
_ADOPTED = frozenset({Kind.SANCTION, Kind.POLICY})
"""Kinds in which saying is doing: the day of the words is the day of the fact."""
_NO_FLOW = frozenset({Kind.PRESENT, Kind.EMPLOYED, Kind.CONTRACT_LENGTH, Kind.RECRUITING})


def is_day_of_words(claim: Claim) -> bool:
    """Whether its date is only that of the words, so that nothing is dated by it.

    So where ``when`` repeats ``said_on`` or the date of publication, or is not given at all.
    """
    if claim.kind in _ADOPTED or day_said(claim) is None:
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
    is_announced = claim.evidence == Evidence.ANNOUNCEMENT and claim.kind is Kind.PRESENT
    return claim.when if is_own or is_announced else None


def our_dates(claim: Claim) -> str:
    """Which part of its date is nkmap's reading: ``start``, ``end``, ``date``; empty: none."""
    return _READ.get(Reading(claim.our_reading), "") if claim.our_reading else ""


def by_then(claim: Claim) -> str:
    """The end of a time whose start is not given: people come and go by it, and plans are for it.

    Empty where the start is given, or what is told lasted until then.
    """
    period = claim.when
    if period is None or period.start or period.end is None or claim.kind in _NO_FLOW:
        return ""
    is_year = period.end.precision is Precision.YEAR and not period.end.about
    return _doubt_first(
        "by the end of" if is_year else "by", in_time(period).removeprefix("until ")
    )


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
    words = by_then(claim) or when(claim.when)
    if claim.kind is Kind.PLANNED and claim.when and claim.when.start and claim.when.end:
        words = _doubt_first("for", words)
    read = our_dates(claim)
    if not read:
        return words
    told = words.removesuffix(", end not given").removesuffix(", start not given")
    return f"{told} ({'dated' if read == 'date' else f'{read} dated'} by nkmap)"
