"""One claim as a typed record, for everything that turns a claim into words or marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from nkmap.dates import NO_DATE, Period, Span, month_number, month_of, parse_given, time_order
from nkmap.schema import (
    KINDS,
    MILITARY,
    PEOPLE,
    Access,
    Bound,
    ClaimStatus,
    Group,
    Kind,
    Layer,
    MissingReason,
    Reading,
    bound_of,
)


class Whole(NamedTuple):
    """The figure of the claim that another is a part of."""

    low: int | None
    best: int | None
    high: int | None
    spread: str
    unit: str
    qualifier: str
    group: str


@dataclass(frozen=True)
class Claim:
    """A row of ``claims.csv``; counts are ``None`` when not reported, never 0."""

    claim_id: str
    source_id: str
    locator: str
    access: str
    """How direct our copy of it is; the source's where the claim has none of its own."""
    said_by: str
    evidence: str
    layer: Layer
    kind: Kind
    group: str
    purpose: str
    low: int | None
    best: int | None
    high: int | None
    spread: str
    unit: str
    qualifier: str
    missing_reason: MissingReason | None
    when: Period | None
    said_on: Period | None
    origin: tuple[str, ...]
    destination: tuple[str, ...]
    named: tuple[str, ...]
    """Every place it names, stops of its route too."""
    named_within: tuple[str, ...]
    """The same, and all those that hold one of them."""
    destination_status: str
    sector: tuple[str, ...]
    sector_status: str
    summary: str
    unclear: str
    our_reading: str
    """What of it is nkmap's reading and not the speaker's words (``Reading``); empty: nothing."""
    caution: tuple[str, ...]
    contested: str
    conflicts_with: tuple[str, ...]
    part_of: str
    whole: Whole | None
    """The figure of ``part_of``, where it has one that stands and was published by then."""
    precision: str
    """How finely the finest place is known that it names (``WherePrecision``)."""
    origin_group: str
    status: str
    superseded_by: str
    first_day: date | None
    last_day: date | None
    """The first and last day it can be about; an open end is bounded by publication."""
    first_month: int
    last_month: int
    """The same as numbers of months; ``dates.NO_DATE`` where it gives no date."""
    has_month: bool
    published: date | None
    """The last day its source may have been published on; ``None`` when no date is known."""

    @property
    def is_military(self) -> bool:
        """Whether it is about soldiers or military builders, who are kept apart."""
        return self.group in MILITARY

    @property
    def kept_apart(self) -> str:
        """Its military group, which shares no row, label or route with others; else empty."""
        return self.group if self.is_military else ""

    @property
    def is_weak_copy(self) -> bool:
        """Whether it was read in a copy that may have changed it."""
        return self.access == Access.WEAK_COPY

    @property
    def is_bounded(self) -> bool:
        """Whether both ends of its time are known: an open start could reach back to any day."""
        return self.first_day is not None and self.last_day is not None

    @property
    def months(self) -> Span:
        """The months it can be about."""
        return self.first_month, self.last_month

    @property
    def least_months(self) -> Span:
        """The months it is about at least.

        An open start could reach back to any day: it is the month or year of its end that is sure.
        """
        sure = self.when and (self.when.start or self.when.end)
        if not sure:
            return NO_DATE
        first, last = month_of(sure.first), month_of(self.last_day or sure.last)
        return month_number(first), month_number(last)

    @property
    def about(self) -> tuple[str, ...]:
        """The places its figure belongs to, as ``told_of``.

        None for what is withheld to protect a person: that is counted and told, not put anywhere.
        """
        return () if self.missing_reason is MissingReason.WITHHELD else self.told_of

    @property
    def told_of(self) -> tuple[str, ...]:
        """The places a claim is told of: the end its kind is told by, else the one it names."""
        return self._ends[0] or self._ends[1]

    @property
    def other_end(self) -> tuple[str, ...]:
        """The places at the other end, where it names both."""
        return self._ends[1] if self._ends[0] else ()

    @property
    def _ends(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if KINDS[self.kind].told_by_destination:
            return self.destination, self.origin
        return self.origin, self.destination

    @cached_property
    def order(self) -> tuple[str, str]:
        """A key that sorts claims by time (``dates.time_order``)."""
        return time_order(self.when, self.said_on, self.published)

    @cached_property
    def lead_order(self) -> tuple[tuple[bool, ...], tuple[str, str]]:
        """A key whose largest leads: one that stands, of workers, with a figure, in no weak copy.

        Students, citizens of any sort and travellers come before the military, after workers.

        Of these, the latest.
        """
        is_of_workers = self.group in ("", Group.WORKERS)
        whom = self.is_current, not self.is_military, is_of_workers
        rank = (*whom, self.has_figure, not self.is_weak_copy)
        return rank, self.order

    @property
    def has_figure(self) -> bool:
        """Whether any number was reported."""
        return self.best is not None or self.low is not None or self.high is not None

    @property
    def is_zero(self) -> bool:
        """Whether its source says that there were none: neither silence nor an unknown number."""
        return self.best == 0 and not self.high

    @property
    def is_unreported(self) -> bool:
        """Whether there is a number that was not reported: unknown, and not zero."""
        return not self.has_figure and self.missing_reason is MissingReason.NOT_REPORTED

    @property
    def is_words_only(self) -> bool:
        """Whether no figure belongs to it, so that its words are the whole of it."""
        return not self.has_figure and self.missing_reason is MissingReason.NOT_APPLICABLE

    @property
    def has_amount(self) -> bool:
        """Whether its figure is more than a reported zero, so that a size can tell it."""
        return self.has_figure and not self.is_zero

    @property
    def is_our_reading(self) -> bool:
        """Whether all of it is nkmap's own reading: it is nobody else's words."""
        return self.our_reading == Reading.CLAIM

    @property
    def stated(self) -> tuple[int | None, int | None, int | None]:
        """Low, best and high as their word means them: "more than" makes of any a lower limit."""
        bound, is_range = bound_of(self.qualifier), None not in (self.low, self.high)
        if self.best is None and bound is Bound.LOWER and is_range:
            # "At least 1,000 to 2,000": it is the limit that is not known better.
            return self.low, None, None
        if self.best is None or bound is None:
            return self.low, self.best, self.high
        if bound is Bound.LOWER:
            return self.best, None, self.high
        return self.low, self.best if bound is Bound.SHORT else None, self.best

    @property
    def is_limit(self) -> bool:
        """Whether its figure is only a limit: no sum of such figures means anything."""
        low, best, high = self.stated
        one_sided = best is None and (low is None) != (high is None)
        return self.has_figure and (one_sided or bound_of(self.qualifier) is not None)

    @property
    def is_open_above(self) -> bool:
        """Whether its figure is a lower limit and nothing is said of how many more there were."""
        low, best, high = self.stated
        return low is not None and (best, high) == (None, None)

    @property
    def sort_of_unit(self) -> str:
        """The unit of its figure; whatever people are called, they are people."""
        return "people" if self.unit in PEOPLE else self.unit

    @property
    def is_current(self) -> bool:
        """Whether the claim stands: neither superseded nor withdrawn."""
        return self.status == ClaimStatus.CURRENT


Stated = Claim | Whole
"""What holds a figure as a source states it."""


def records(claims: pd.DataFrame) -> tuple[Claim, ...]:
    """The rows of a typed claims frame as records, in the frame's order."""
    columns = [_values(claims[name]) for name in Claim.__dataclass_fields__]
    return tuple(Claim(*row) for row in zip(*columns, strict=True))


def _values(column: pd.Series) -> Iterable[Any]:
    """A column's cells as the values of a record."""
    if column.name in _TYPES:
        return map(_TYPES[str(column.name)], column)
    if column.name in _DAYS:
        days: list[date | None] = column.to_numpy("datetime64[D]").tolist()
        return days
    if column.name in _COUNTS:
        return (None if value is pd.NA else int(value) for value in column)
    return column


_COUNTS = frozenset({"low", "best", "high"})
_DAYS = frozenset({"first_day", "last_day", "published"})
_TYPES: dict[str, Callable[[Any], object]] = {
    "kind": Kind,
    "layer": Layer,
    "missing_reason": lambda text: MissingReason(text) if text else None,
    "when": parse_given,
    "said_on": parse_given,
    "whole": lambda row: Whole(*row) if row else None,
}
