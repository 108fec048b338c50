"""Why a claim is hidden: each limit of a view, in words, with the claims it leaves out."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import pandas as pd

from nkmap import dates, search
from nkmap.dates import Month
from nkmap.view.fields import Facet, ViewField, rows
from nkmap.view.state import Mask, View


class Hidden(NamedTuple):
    """Why claims are not shown: the field of the view that hides them, in words, and which."""

    field: str
    words: str
    claims: Mask


def reasons(claims: pd.DataFrame, view: View) -> list[Hidden]:
    """Every limit a view sets, with the claims it leaves out, in the order in which they count."""
    found: list[Hidden] = []
    for row in sorted(rows(type(view)), key=_rank):
        if row.name in _OF_THEIR_OWN:
            found += _OF_THEIR_OWN[row.name](claims, view)
        elif row.facet and (wanted := view.chosen(row.name)):
            why = row.facet.hides
            words = why if isinstance(why, str) else why[wanted[0]]
            found.append(Hidden(row.name, words, _without(claims, row.name, row.facet, wanted)))
    return found


def _rank(row: ViewField) -> tuple[bool, int]:
    """The order in which limits count: what leads, what a claim has one of, what it has several of.

    Last come those that are worked out of several columns.
    """
    if row.facet is None or not isinstance(row.facet.column, str):
        return not row.leads, 2
    return not row.leads, int(row.facet.is_list)


def _without(claims: pd.DataFrame, name: str, facet: Facet, wanted: Sequence[str]) -> Mask:
    """The claims that have none of the values chosen."""

    def make() -> Mask:
        cells = facet.cells(claims)
        missing = cells.map(set(wanted).isdisjoint) if facet.is_list else ~cells.isin(wanted)
        return missing.to_numpy(dtype=bool)

    return kept_with_frame(claims, (name, wanted), make)


def _published_later(claims: pd.DataFrame, view: View) -> Iterator[Hidden]:
    if view.known_on:
        # What was published in a month is not told to be later than a day in it, nor earlier.
        later = (claims["published_from"] > timestamp(view.known_on)).to_numpy()
        yield Hidden("known_on", "published later", later)
        unknown = ~was_published(claims, view.known_on) & ~later
        yield Hidden("known_on", "whose day of publication is not known", unknown)


def _without_words(claims: pd.DataFrame, view: View) -> Iterator[Hidden]:
    def make() -> Mask:
        return ~search.matches(claims["search_text"], view.search).to_numpy(dtype=bool)

    if view.search:
        missing = kept_with_frame(claims, ("search", view.search), make)
        yield Hidden("search", "without the words searched for", missing)


def _at_another_time(claims: pd.DataFrame, view: View) -> Iterator[Hidden]:
    """Claims without any date are hidden by the months chosen, else as those without a month."""
    has_month = claims["has_month"].to_numpy(dtype=bool)
    if view.limits_months or not view.undated:
        field = "first" if view.limits_months else "undated"
        yield Hidden(field, "with no date", ~overlaps(claims, None, None))
    if not view.undated:
        yield Hidden("undated", "with no month", ~has_month)
    if not view.dated:
        yield Hidden("dated", "with a month", has_month)
    if view.limits_months:
        outside = ~overlaps(claims, view.first, view.last)
        yield Hidden("first", "outside these months", outside)


_OF_THEIR_OWN: Mapping[str, Callable[[pd.DataFrame, View], Iterable[Hidden]]] = {
    "known_on": _published_later,
    "search": _without_words,
    "dated": _at_another_time,
}
"""The fields that hide claims by more than the value of one column."""


def was_published(claims: pd.DataFrame, day: date) -> Mask:
    """Which claims had surely been published by the end of a day."""
    return (claims["published"] <= timestamp(day)).to_numpy()


def overlaps(claims: pd.DataFrame, first: Month | None, last: Month | None) -> Mask:
    """Which claims touch the months from first to last; an end that is not given is open."""
    limits = (
        dates.month_number(first) if first else dates.OPEN_START,
        dates.month_number(last) if last else dates.OPEN_END,
    )
    return dates.touches(claims["first_month"].to_numpy(), claims["last_month"].to_numpy(), *limits)


def timestamp(day: date) -> pd.Timestamp:
    """Write a day as the claims frame writes days."""
    return pd.Timestamp(day).as_unit("s")


_Made = TypeVar("_Made")
_MADE: dict[int, tuple[weakref.ref[pd.DataFrame], dict[Hashable, object]]] = {}
_MOST_MADE = 60


_MAKING = threading.RLock()
"""Several readers' pages run at once."""


def kept_with_frame(claims: pd.DataFrame, key: Hashable, make: Callable[[], _Made]) -> _Made:
    """What ``make`` gives for a frame, kept for as long as the frame lives.

    Claims are never changed in place, and comparing the texts of many takes long.
    """
    with _MAKING:
        ref, made = _MADE.get(id(claims), (None, {}))
        if ref is None or ref() is not claims:
            for gone in [other for other, (alive, _) in _MADE.items() if alive() is None]:
                del _MADE[gone]
            made = {}
            _MADE[id(claims)] = weakref.ref(claims), made
        if key not in made:
            if len(made) >= _MOST_MADE:
                made.pop(next(iter(made)))
            made[key] = make()
        return made[key]  # type: ignore[return-value]
