"""Whether an id still stands for the same claim.

Four marks make a claim what it is: its source, what it counts, where, and when. Each can be
corrected: a place that was wrong, a date that was misread. So one mark that differs is a change.
When two or more differ, nothing that a reader knew the claim by is left, and the id was reused. So
it was when the source differs and the statement it goes back to (``origin_group``) differs too: the
same words read elsewhere keep their statement.

A mark differs only when both versions state it and neither holds the other: a town instead of its
province, a day within the month, a date where there was none are the same place and time, told
better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from nkmap.dataset import Dataset
from nkmap.diff.difference import Mark


class _Known(NamedTuple):
    """What a reader knows a claim by; the columns of the typed frame, by their names."""

    claim_id: str
    source_id: str
    origin_group: str
    kind: str
    group: str
    origin: tuple[str, ...]
    destination: tuple[str, ...]
    when: str
    first_day: pd.Timestamp
    """``NaT``: open start, or no date."""
    last_day: pd.Timestamp


class _Version:
    """One version by id."""

    def __init__(self, data: Dataset) -> None:
        columns = [data.claims[name] for name in _Known._fields]
        self.claims: Mapping[str, _Known] = {
            str(row[0]): _Known(*row) for row in zip(*columns, strict=True)
        }
        self.within: Mapping[str, tuple[str, ...]] = dict(
            zip(data.places["place_id"], data.places["within"], strict=True)
        )
        self.addresses: Mapping[str, str] = dict(
            zip(data.sources["source_id"], data.sources["url"], strict=True)
        )

    def around(self, places: Iterable[str]) -> frozenset[str]:
        """The places and all those that hold them."""
        return frozenset(found for place in places for found in self.within[place])


class Sameness:
    """Holds the claims of two versions against each other."""

    def __init__(self, old: Dataset, new: Dataset) -> None:
        """Index both versions by id."""
        self._old, self._new = _Version(old), _Version(new)

    def broken_marks(self, claim_id: str) -> tuple[Mark, ...]:
        """The marks that differ, if they make the id stand for something else; else none."""
        old, new = self._old.claims[claim_id], self._new.claims[claim_id]
        differ = {
            Mark.SOURCE: self._another_source(old, new),
            Mark.STATEMENT: old.origin_group != new.origin_group,
            Mark.WHAT: _another_thing(old, new),
            Mark.WHERE: self._another_place(old.origin, new.origin)
            or self._another_place(old.destination, new.destination),
            Mark.WHEN: _another_time(old, new),
        }
        marks = tuple(mark for mark, differs in differ.items() if differs)
        told_elsewhere = differ[Mark.SOURCE] and differ[Mark.STATEMENT]
        enough = told_elsewhere or len(set(marks) - {Mark.STATEMENT}) > 1
        return marks if enough else ()

    def _another_source(self, old: _Known, new: _Known) -> bool:
        """Another id and another address: a source that was given a new id is the same one."""
        same_address = self._old.addresses[old.source_id] == self._new.addresses[new.source_id]
        return old.source_id != new.source_id and not same_address

    def _another_place(self, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
        """Whether both name places, and none of them is, holds or lies in one of the other."""
        if not old or not new:
            return False
        return self._new.around(new).isdisjoint(old) and self._old.around(old).isdisjoint(new)


def _another_thing(old: _Known, new: _Known) -> bool:
    groups = {old.group, new.group} - {""}
    return old.kind != new.kind or len(groups) > 1


def _another_time(old: _Known, new: _Known) -> bool:
    """Whether both have a date, and no day can belong to both."""
    if not old.when or not new.when:
        return False
    return _ends_before(old, new) or _ends_before(new, old)


def _ends_before(one: _Known, two: _Known) -> bool:
    # A comparison with NaT, an end that is open, is never true.
    return bool(one.last_day < two.first_day)
