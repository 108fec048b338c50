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
from typing import Any

import pandas as pd

from nkmap.dataset import Dataset
from nkmap.diff.difference import Mark


class Sameness:
    """Holds the claims of two versions against each other."""

    def __init__(self, old: Dataset, new: Dataset) -> None:
        """Index both versions by id."""
        self._old, self._new = _Lookup(old), _Lookup(new)

    def broken_marks(self, claim_id: str) -> tuple[Mark, ...]:
        """The marks that differ, if they make the id stand for something else; else none."""
        old, new = self._old.claim(claim_id), self._new.claim(claim_id)
        differ = {
            Mark.SOURCE: self._another_source(old, new),
            Mark.STATEMENT: old["origin_group"] != new["origin_group"],
            Mark.WHAT: _another_thing(old, new),
            Mark.WHERE: any(
                self._another_place(old[name], new[name]) for name in ("origin", "destination")
            ),
            Mark.WHEN: _another_time(old, new),
        }
        marks = tuple(mark for mark, differs in differ.items() if differs)
        told_elsewhere = differ[Mark.SOURCE] and differ[Mark.STATEMENT]
        enough = told_elsewhere or len(set(marks) - {Mark.STATEMENT}) > 1
        return marks if enough else ()

    def _another_source(self, old: pd.Series, new: pd.Series) -> bool:
        """Another id and another address: a source that was given a new id is the same one."""
        one, two = str(old["source_id"]), str(new["source_id"])
        return one != two and self._old.addresses[one] != self._new.addresses[two]

    def _another_place(self, old: Iterable[str], new: Iterable[str]) -> bool:
        """Whether both name places, and none of them is, holds or lies in one of the other."""
        olds, news = set(old), set(new)
        around_old = olds.union(*(self._old.within[place] for place in olds))
        around_new = news.union(*(self._new.within[place] for place in news))
        return bool(olds and news) and olds.isdisjoint(around_new) and news.isdisjoint(around_old)


class _Lookup:
    """One version by id."""

    def __init__(self, data: Dataset) -> None:
        self._claims = data.claims
        self._rows = {claim_id: row for row, claim_id in enumerate(data.claims["claim_id"])}
        self.within: Mapping[str, tuple[str, ...]] = dict(
            zip(data.places["place_id"], data.places["within"], strict=True)
        )
        self.addresses: Mapping[str, str] = dict(
            zip(data.sources["source_id"], data.sources["url"], strict=True)
        )

    def claim(self, claim_id: str) -> pd.Series:
        """The claim with that id."""
        return self._claims.iloc[self._rows[claim_id]]


def _another_thing(old: pd.Series, new: pd.Series) -> bool:
    groups = {old["group"], new["group"]} - {""}
    return old["kind"] != new["kind"] or len(groups) > 1


def _another_time(old: pd.Series, new: pd.Series) -> bool:
    """Whether both have a date, and no day can belong to both."""
    if not old["when"] or not new["when"]:
        return False
    return _ends_before(old, new) or _ends_before(new, old)


def _ends_before(one: pd.Series, two: pd.Series) -> bool:
    end: Any = one["last_day"]
    start: Any = two["first_day"]
    return not pd.isna(end) and not pd.isna(start) and bool(end < start)
