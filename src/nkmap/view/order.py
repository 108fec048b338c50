"""The order of a table of claims. What is not known stands last, whichever way it is sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from nkmap import dates
from nkmap.schema import Access, EvidenceType, Kind, Layer, WherePrecision
from nkmap.view.selection import Selection
from nkmap.view.state import Column, View

Names = Mapping[str, str]


@dataclass(frozen=True)
class _Order:
    """How a column of the table is sorted."""

    columns: Sequence[str]
    """The columns of the claims frame that it looks at."""
    keys: Callable[[pd.DataFrame, Names], Sequence[pd.Series]]
    """What is compared, the most important first; only the last one can be turned around."""


def order(selection: Selection, view: View, names: Names) -> Sequence[int]:
    """The places of the claims shown, counted from 0 in file order, in the order a view asks for.

    ``names`` holds places and sources by id. Equal claims stay as they are in the dataset. Figures
    are ordered within a kind, a group and a unit only: two kinds are never ranked.
    """
    if view.sort is None or not selection.count:
        return range(selection.count)
    own = _ORDERS[view.sort]
    shown = selection.claims.loc[selection.kept, list(own.columns)].reset_index(drop=True)
    keys = {f"key {place}": key for place, key in enumerate(own.keys(shown, names))}
    directions = [*[True] * (len(keys) - 1), not view.descending]
    frame = pd.DataFrame(keys, index=shown.index)
    found = frame.sort_values(list(keys), ascending=directions, na_position="last", kind="stable")
    return found.index.to_list()


def _ranked(column: str, values: type[StrEnum]) -> _Order:
    """In the order of a closed set."""
    return _Order((column,), lambda shown, _: [_rank(shown[column], values)])


def _text(column: str) -> _Order:
    return _Order((column,), lambda shown, _: [_folded(shown[column])])


def _named(column: str) -> _Order:
    """By the names of what a claim lists there."""

    def keys(shown: pd.DataFrame, names: Names) -> Sequence[pd.Series]:
        return [_folded(shown[column].map(lambda ids: ", ".join(names.get(i, i) for i in ids)))]

    return _Order((column,), keys)


def _by_source(shown: pd.DataFrame, names: Names) -> Sequence[pd.Series]:
    return [_folded(shown["source_id"].map(lambda source: names.get(source, source)))]


def _by_figure(shown: pd.DataFrame, _: Names) -> Sequence[pd.Series]:
    """A claim without a figure has no unit, and stands after those that have one."""
    figure = shown["best"].fillna(shown["low"]).fillna(shown["high"])
    unit = shown["unit"].mask(shown["unit"] == "", None)
    return [_rank(shown["kind"], Kind), shown["group"], unit, figure]


def _by_time(shown: pd.DataFrame, _: Names) -> Sequence[pd.Series]:
    """The one order of time there is (``dates.time_order``), as a rank."""
    days = shown["published"].to_numpy("datetime64[D]").tolist()
    told = list(zip(shown["when"], shown["said_on"], days, strict=True))
    keys = {  # many claims have the same dates
        own: dates.time_order(dates.parse(own[0]), dates.parse(own[1]) if own[1] else None, own[2])
        for own in set(told)
        if own[0]
    }
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    return [pd.Series([ranks[keys[own]] if own in keys else None for own in told], shown.index)]


def _folded(texts: pd.Series) -> pd.Series:
    folded = texts.map(str.casefold)
    return folded.mask(folded == "", None)


def _rank(cells: pd.Series, values: type[StrEnum]) -> pd.Series:
    return cells.map({value.value: place for place, value in enumerate(values)})


_ORDERS: Mapping[Column, _Order] = {
    Column.KIND: _ranked("kind", Kind),
    Column.FIGURE: _Order(("kind", "group", "unit", "low", "best", "high"), _by_figure),
    Column.ORIGIN: _named("origin"),
    Column.DESTINATION: _named("destination"),
    Column.WHEN: _Order(("when", "said_on", "published"), _by_time),
    Column.SAID_BY: _text("said_by"),
    Column.CAUTION: _named("caution"),
    Column.SUMMARY: _text("summary"),
    Column.EVIDENCE: _ranked("evidence", EvidenceType),
    Column.PRECISION: _ranked("precision", WherePrecision),
    Column.SECTOR: _named("sector"),
    Column.SOURCE: _Order(("source_id",), _by_source),
    Column.PUBLISHED: _Order(("published",), lambda shown, _: [shown["published"]]),
    Column.ORIGIN_GROUP: _text("origin_group"),
    Column.ACCESS: _ranked("access", Access),
    Column.LAYER: _ranked("layer", Layer),
}
