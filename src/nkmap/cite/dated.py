"""Dates in references: as finely as they are known, and never more."""

from __future__ import annotations

from nkmap.dates import Bound, Precision, parse
from nkmap.wording import dates


def words(edtf: str) -> str:
    """A date in words; empty when there is none."""
    return dates.when(parse(edtf)) if edtf else ""


def parts(edtf: str) -> tuple[int, ...]:
    """Year, month and day of a single date, as far as known; none of an interval."""
    bound = _single(edtf)
    if bound is None:
        return ()
    first = bound.first
    return {
        Precision.DAY: (first.year, first.month, first.day),
        Precision.MONTH: (first.year, first.month),
        Precision.SEASON: (first.year,),
        Precision.YEAR: (first.year,),
    }[bound.precision]


def is_vague(edtf: str) -> bool:
    """Whether ``parts`` say less than the date does, or say it more surely."""
    bound = _single(edtf)
    if bound is None:
        return bool(edtf)
    return bound.is_vague or bound.precision is Precision.SEASON


def is_about(edtf: str) -> bool:
    """Whether a single date is given as approximate or uncertain."""
    bound = _single(edtf)
    return bound is not None and bound.is_vague


def is_day(edtf: str) -> bool:
    """Whether a date is one certain day."""
    return len(parts(edtf)) == len(("year", "month", "day")) and not is_vague(edtf)


def _single(edtf: str) -> Bound | None:
    period = parse(edtf) if edtf else None
    return period.start if period and period.is_single else None
