"""The facets of a table of claims, and every limit that a view sets, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from nkmap.view.hidden import Hidden, reasons
from nkmap.view.known_ids import Known
from nkmap.view.selection import as_known
from nkmap.view.state import DEFAULT_LAYERS, FACETS, View, choose


@dataclass(frozen=True)
class Option:
    """One value of a facet, and how many claims it would show beside the other choices."""

    value: str
    count: int


@dataclass(frozen=True)
class Counted:
    """The options of a facet, in the order of its values; the most frequent first if cut."""

    options: tuple[Option, ...]
    left_out: int
    """How many more values have claims, or are chosen."""


@dataclass(frozen=True)
class _Coded:
    """Which claim has which value: two arrays of one length, a pair for each value of a claim."""

    values: tuple[str, ...]
    rows: np.ndarray
    codes: np.ndarray

    @classmethod
    def of(cls, column: pd.Series, values: Sequence[str]) -> _Coded:
        """Code a column of texts or of tuples by ``values``; what is not among them is left out."""
        exploded = pd.Series(column.to_numpy(), dtype=object).explode()
        found = tuple(map(str, values))
        codes = pd.Index(found, dtype=object).get_indexer(pd.Index(exploded))
        known = codes >= 0
        return cls(found, exploded.index.to_numpy()[known], codes[known])

    def counts(self, left: np.ndarray, wanted: Sequence[str], most: int) -> Counted:
        """The values that have claims among those that are left, or are wanted; at most so many."""
        found = np.bincount(self.codes[left[self.rows]], minlength=len(self.values))
        keep = found > 0
        keep[[self.values.index(value) for value in wanted if value in self.values]] = True
        places = np.flatnonzero(keep)
        if len(places) > most:
            is_wanted = np.isin(np.array(self.values, dtype=object)[places], list(wanted))
            order = np.lexsort((-found[places], ~is_wanted))
            places = places[order[:most]]
        options = tuple(Option(self.values[at], int(found[at])) for at in places)
        return Counted(options, int(keep.sum()) - len(options))


class Facets:
    """The facets of one dataset, coded once, so that counting does not depend on its size much."""

    def __init__(self, claims: pd.DataFrame, known: Known) -> None:
        """Code the typed claims frame of ``nkmap.dataset``."""
        self._claims = claims
        self._coded = {
            name: _Coded.of(facet.cells(claims), facet.values(known))
            for name, facet in FACETS.items()
        }

    def counts(self, view: View, most: int) -> dict[str, Counted]:
        """For each facet its options, with the claims each has beside the view's other choices.

        Only values that have any are given, and those that are chosen; ``most`` of each facet.
        """
        applying = reasons(as_known(self._claims, view.known_on), view)
        return {
            name: coded.counts(self._left(applying, _own(name)), view.chosen(name), most)
            for name, coded in self._coded.items()
        }

    def _left(self, applying: Iterable[Hidden], own: Sequence[str]) -> np.ndarray:
        others = [reason.claims for reason in applying if reason.field not in own]
        nothing = np.zeros(len(self._claims), dtype=bool)
        return np.asarray(~reduce(np.logical_or, others, nothing))


def _own(facet: str) -> Sequence[str]:
    """The fields a facet sets; its own counts leave them out, so that a choice can be widened."""
    return ("dated", "undated") if facet == "dated" else (facet,)


@dataclass(frozen=True)
class Limit:
    """One limit: the field of the view that sets it, and the value it lets through."""

    field: str
    value: str


def limits(view: View) -> tuple[Limit, ...]:
    """Every limit a view sets. The layers that are on by default are none."""
    found = [Limit("search", view.search)] if view.search else []
    if view.limits_months:
        found.append(Limit("first", f"{view.first or ''}/{view.last or ''}"))
    if view.known_on:
        found.append(Limit("known_on", view.known_on.isoformat()))
    for facet in FACETS:
        if facet != "layers" or view.layers != DEFAULT_LAYERS:
            found += [Limit(facet, value) for value in view.chosen(facet)]
    return tuple(found)


def without(view: View, limit: Limit) -> dict[str, object]:
    """The fields of a view that change when a limit is taken away."""
    if limit.field in FACETS:
        left = [value for value in view.chosen(limit.field) if value != limit.value]
        return choose(limit.field, left)
    if limit.field == "first":
        return {"first": None, "last": None}
    return {limit.field: "" if limit.field == "search" else None}
