"""The order of a table of claims. What is not known stands last, whichever way it is sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

import pandas as pd

from nkmap import dates
from nkmap.schema import Access, EvidenceType, Kind, Layer, WherePrecision
from nkmap.view.selection import Selection
from nkmap.view.state import Column, View

_Cells = Callable[[str], pd.Series]
"""The claims shown in a column of the claims frame."""
_Names = Mapping[str, str]
_Keys = Callable[[_Cells, _Names], Sequence[pd.Series]]
"""What is compared, the most important first; only the last one can be turned around."""


def order(selection: Selection, view: View, names: _Names) -> Sequence[int]:
    """The places of the claims shown, counted from 0 in file order, in the order a view asks for.

    ``names`` holds places and sources by id. Equal claims stay as they are in the dataset. Figures
    are ordered within a kind, a group and a unit only: two kinds are never ranked.
    """
    if view.sort is None or not selection.count:
        return range(selection.count)

    def cells(column: str) -> pd.Series:
        return selection.claims.loc[selection.kept, column].reset_index(drop=True)

    keys = {str(place): key for place, key in enumerate(_KEYS[view.sort](cells, names))}
    directions = [*[True] * (len(keys) - 1), not view.descending]
    frame = pd.DataFrame(keys)
    found = frame.sort_values(list(keys), ascending=directions, na_position="last", kind="stable")
    return found.index.to_list()


def _ranked(column: str, values: type[StrEnum]) -> _Keys:
    """In the order of a closed set."""
    return lambda cells, _: [_rank(cells(column), values)]


def _rank(cells: pd.Series, values: type[StrEnum]) -> pd.Series:
    return cells.map({value.value: place for place, value in enumerate(values)})


def _text(column: str) -> _Keys:
    return lambda cells, _: [_folded(cells(column))]


def _named(column: str) -> _Keys:
    """By the names of what a claim lists there."""

    def keys(cells: _Cells, names: _Names) -> Sequence[pd.Series]:
        return [_folded(cells(column).map(lambda ids: ", ".join(names.get(i, i) for i in ids)))]

    return keys


def _folded(texts: pd.Series) -> pd.Series:
    folded = texts.map(str.casefold)
    return folded.mask(folded == "", None)


def _by_figure(cells: _Cells, _: _Names) -> Sequence[pd.Series]:
    """A claim without a figure has no unit, and stands after those that have one."""
    figure = cells("best").fillna(cells("low")).fillna(cells("high"))
    unit = cells("unit").replace("", None)
    return [_rank(cells("kind"), Kind), cells("group"), unit, figure]


def _by_time(cells: _Cells, _: _Names) -> Sequence[pd.Series]:
    """The one order of time there is (``dates.time_order``), as a rank."""
    days = cells("published").to_numpy("datetime64[D]").tolist()
    told = list(zip(cells("when"), cells("said_on"), days, strict=True))
    keys = {  # many claims have the same dates
        own: dates.time_order(dates.parse(own[0]), dates.parse(own[1]) if own[1] else None, own[2])
        for own in set(told)
        if own[0]
    }
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    return [pd.Series([ranks[keys[own]] if own in keys else None for own in told])]


_KEYS: Mapping[Column, _Keys] = {
    Column.KIND: _ranked("kind", Kind),
    Column.FIGURE: _by_figure,
    Column.ORIGIN: _named("origin"),
    Column.DESTINATION: _named("destination"),
    Column.WHEN: _by_time,
    Column.SAID_BY: _text("said_by"),
    Column.CAUTION: _named("caution"),
    Column.SUMMARY: _text("summary"),
    Column.EVIDENCE: _ranked("evidence", EvidenceType),
    Column.PRECISION: _ranked("precision", WherePrecision),
    Column.SECTOR: _named("sector"),
    Column.SOURCE: lambda cells, names: [
        _folded(cells("source_id").map(lambda source: names.get(source, source)))
    ],
    Column.PUBLISHED: lambda cells, _: [cells("published")],
    Column.ORIGIN_GROUP: _text("origin_group"),
    Column.ACCESS: _ranked("access", Access),
    Column.LAYER: _ranked("layer", Layer),
}
