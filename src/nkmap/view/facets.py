"""The facets of a table of claims, and every limit that a view sets, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from nkmap.cache import cached
from nkmap.view.fields import Facet
from nkmap.view.hidden import reasons
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


def count_facets(claims: pd.DataFrame, known: Known, view: View, most: int) -> dict[str, Counted]:
    """For each facet its options, with the claims each has beside the view's other choices.

    Only values that have any are given, and those that are chosen; ``most`` of each facet.
    """
    hiding = reasons(as_known(claims, view.known_on), view)
    found = {}
    for name, facet in FACETS.items():
        # Its own counts leave out what a facet hides, so that a choice can be widened.
        own = ("dated", "undated") if name == "dated" else (name,)
        left = np.ones(len(claims), dtype=bool)
        for reason in hiding:
            if reason.field not in own:
                left &= ~reason.claims
        values = tuple(map(str, facet.values(known)))
        rows, codes = _coded(claims, facet, values)
        counts = np.bincount(codes[left[rows]], minlength=len(values))
        found[name] = _most_frequent(values, counts, view.chosen(name), most)
    return found


@cached
def _coded(
    claims: pd.DataFrame, facet: Facet, values: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Which claim has which of the values: two arrays of one length, a pair for each value of one.

    Worked out once, so that counting does not depend much on how many claims there are.
    """
    exploded = pd.Series(facet.cells(claims).to_numpy(), dtype=object).explode()
    codes = pd.Index(values, dtype=object).get_indexer(pd.Index(exploded))
    known = codes >= 0
    return exploded.index.to_numpy()[known], codes[known]


def _most_frequent(
    values: Sequence[str], counts: np.ndarray, wanted: Sequence[str], most: int
) -> Counted:
    """The values that have claims, or are wanted; at most so many."""
    is_wanted = np.isin(np.array(values, dtype=object), list(wanted))
    places = np.flatnonzero((counts > 0) | is_wanted)
    kept = places
    if len(places) > most:
        kept = places[np.lexsort((-counts[places], ~is_wanted[places]))[:most]]
    options = tuple(Option(values[at], int(counts[at])) for at in kept.tolist())
    return Counted(options, len(places) - len(options))


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
