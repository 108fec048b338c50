"""Why a claim is hidden: each limit of a view, in words, with the claims it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from nkmap import dates, search
from nkmap.cache import cached
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
            found.append(Hidden(row.name, words, _without(claims, row.facet, wanted)))
    return found


def _rank(row: ViewField) -> tuple[bool, int]:
    """The order in which limits count: what leads, what a claim has one of, what it has several of.

    Last come those that are worked out of several columns.
    """
    if row.facet is None or not isinstance(row.facet.column, str):
        return not row.leads, 2
    return not row.leads, int(row.facet.is_list)


@cached
def _without(claims: pd.DataFrame, facet: Facet, wanted: Sequence[str]) -> Mask:
    """The claims that have none of the values chosen."""
    cells = facet.cells(claims)
    missing = cells.map(set(wanted).isdisjoint) if facet.is_list else ~cells.isin(wanted)
    return missing.to_numpy(dtype=bool)


def _published_later(claims: pd.DataFrame, view: View) -> Iterator[Hidden]:
    if view.known_on:
        # What was published in a month is not told to be later than a day in it, nor earlier.
        later = (claims["published_from"] > timestamp(view.known_on)).to_numpy()
        yield Hidden("known_on", "published later", later)
        unknown = ~was_published(claims, view.known_on) & ~later
        yield Hidden("known_on", "whose day of publication is not known", unknown)


def _without_words(claims: pd.DataFrame, view: View) -> Iterator[Hidden]:
    if view.search:
        yield Hidden("search", "without the words searched for", ~_matching(claims, view.search))


@cached
def _matching(claims: pd.DataFrame, words: str) -> Mask:
    return search.matches(claims["search_text"], words).to_numpy(dtype=bool)


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
