"""The order of a table of claims. What is not known stands last, whichever way it is sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import pandas as pd

from nkmap import dates
from nkmap.schema import Access, Evidence, Kind, Layer, WherePrecision
from nkmap.view.selection import Selection
from nkmap.view.state import Column, View

_RANKS: Mapping[Column, tuple[str, type[StrEnum]]] = {
    Column.KIND: ("kind", Kind),
    Column.EVIDENCE: ("evidence", Evidence),
    Column.PRECISION: ("precision", WherePrecision),
    Column.ACCESS: ("access", Access),
    Column.LAYER: ("layer", Layer),
}
_TEXTS: Mapping[Column, str] = {
    Column.SAID_BY: "said_by",
    Column.SUMMARY: "summary",
    Column.ORIGIN_GROUP: "origin_group",
}
_NAMED: Mapping[Column, str] = {
    Column.ORIGIN: "origin",
    Column.DESTINATION: "destination",
    Column.SECTOR: "sector",
    Column.CAUTION: "caution",
    Column.SOURCE: "source_id",
}


_NEEDED: Mapping[Column, Sequence[str]] = {
    **{column: (name,) for column, (name, _) in _RANKS.items()},
    **{column: (name,) for column, name in (*_TEXTS.items(), *_NAMED.items())},
    Column.WHEN: ("when", "said_on", "published"),
    Column.PUBLISHED: ("published",),
    Column.FIGURE: ("kind", "group", "unit", "low", "best", "high"),
}
"""The columns of the claims frame that each order looks at."""


def order(selection: Selection, view: View, names: Mapping[str, str]) -> Sequence[int]:
    """The places of the claims shown, counted from 0 in file order, in the order a view asks for.

    ``names`` holds places and sources by id. Equal claims stay as they are in the dataset. Figures
    are ordered within a kind, a group and a unit only: two kinds are never ranked.
    """
    if view.sort is None or not selection.count:
        return range(selection.count)
    shown = selection.claims.loc[selection.kept, list(_NEEDED[view.sort])].reset_index(drop=True)
    keys = _keys(shown, view.sort, names)
    names_of = [f"key {place}" for place in range(len(keys))]
    frame = pd.DataFrame(dict(zip(names_of, keys, strict=True)), index=shown.index)
    directions = [*[True] * (len(keys) - 1), not view.descending]
    found = frame.sort_values(names_of, ascending=directions, na_position="last", kind="stable")
    return found.index.to_list()


def _keys(shown: pd.DataFrame, column: Column, names: Mapping[str, str]) -> Sequence[pd.Series]:
    """What is compared, the most important first; only the last one can be turned around."""
    if column in _RANKS:
        return [_ranked(shown, *_RANKS[column])]
    if column in _TEXTS:
        return [_words(shown[_TEXTS[column]])]
    if column in _NAMED:
        name = _NAMED[column]
        listed = shown[name] if column is not Column.SOURCE else shown[name].map(lambda i: (i,))
        return [_words(listed.map(lambda ids: ", ".join(names.get(i, i) for i in ids)))]
    if column is Column.WHEN:
        return [_by_time(shown)]
    if column is Column.PUBLISHED:
        return [shown["published"]]
    figure = shown["best"].fillna(shown["low"]).fillna(shown["high"])
    return [_ranked(shown, "kind", Kind), shown["group"], _unit(shown), figure]


def _by_time(shown: pd.DataFrame) -> pd.Series:
    """The one order of time there is (``dates.time_order``), as a rank."""
    days = shown["published"].to_numpy("datetime64[D]").tolist()
    told = list(zip(shown["when"], shown["said_on"], days, strict=True))
    keys = {  # many claims have the same dates
        own: dates.time_order(dates.parse(own[0]), dates.parse(own[1]) if own[1] else None, own[2])
        for own in set(told)
        if own[0]
    }
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    return pd.Series([ranks[keys[own]] if own in keys else None for own in told], shown.index)


def _unit(shown: pd.DataFrame) -> pd.Series:
    """The unit; a claim without a figure has none, and stands after those that have one."""
    return shown["unit"].mask(shown["unit"] == "", None)


def _ranked(shown: pd.DataFrame, column: str, values: type[StrEnum]) -> pd.Series:
    rank = {value.value: place for place, value in enumerate(values)}
    return shown[column].map(rank)


def _words(texts: pd.Series) -> pd.Series:
    folded = texts.map(str.casefold)
    return folded.mask(folded == "", None)
