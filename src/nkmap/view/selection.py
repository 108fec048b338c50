"""Which claims a view shows, how many it hides for which reason, and in which order they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from nkmap import dates
from nkmap.cache import cached
from nkmap.dates import Month
from nkmap.schema import Access, ClaimStatus, EvidenceType, Kind, Layer, WherePrecision
from nkmap.view.hidden import overlaps, reasons, timestamp, was_published
from nkmap.view.state import Column, Mask, View


@dataclass(frozen=True)
class Selection:
    """The claims a view shows, in file order, and how many it hides for which reason."""

    claims: pd.DataFrame
    """All claims, with the standing they had on the day whose knowledge is shown."""
    kept: Mask
    """Which of them are shown."""
    hidden: dict[str, int]
    """By the reason in words; each claim is counted under the first that holds, in the order of
    ``hidden.reasons``."""

    @property
    def shown(self) -> pd.DataFrame:
        """The claims shown; made anew each time, because a copy of many claims takes long."""
        return self.claims[self.kept]

    @property
    def count(self) -> int:
        """How many claims are shown."""
        return int(np.count_nonzero(self.kept))

    @property
    def total(self) -> int:
        """How many claims there are."""
        return len(self.claims)


def select(claims: pd.DataFrame, view: View) -> Selection:
    """Keep the claims of the typed frame whose date bounds overlap the months and that pass.

    An open start overlaps every earlier month; a claim with no date overlaps no limited months.
    A province holds the claims about its towns, and a country those about its provinces.
    Shown and hidden claims always add up to ``total``.
    """
    claims = as_known(claims, view.known_on)
    left = np.ones(len(claims), dtype=bool)
    hidden: dict[str, int] = {}
    for reason in reasons(claims, view):
        if count := int(np.count_nonzero(left & reason.claims)):
            hidden[reason.words] = hidden.get(reason.words, 0) + count
        left &= ~reason.claims
    return Selection(claims, left, hidden)


@dataclass(frozen=True)
class Elsewhere:
    """Claims with the words searched for that are not shown, and had been published."""

    layers: Mapping[Layer, int]
    """Those that switching on a layer that is off would show."""
    others: int
    """Those that another choice leaves out, too, or alone."""


_NOWHERE = frozenset({"search", "known_on"})
"""Without the words, or not known to be published: no other choice would show such a claim."""


def elsewhere(claims: pd.DataFrame, view: View) -> Elsewhere:
    """Where else the words searched for stand. Without words, nowhere."""
    if not view.search:
        return Elsewhere({}, 0)
    nowhere, off, other = (np.zeros(len(claims), dtype=bool) for _ in range(3))
    for reason in reasons(as_known(claims, view.known_on), view):
        by = off if reason.field == "layers" else other
        by = nowhere if reason.field in _NOWHERE else by
        by |= reason.claims
    left = ~nowhere
    named = claims["layer"].to_numpy()[left & off & ~other]
    layers = {layer: int(np.count_nonzero(named == layer.value)) for layer in Layer}
    return Elsewhere(
        {layer: count for layer, count in layers.items() if count},
        int(np.count_nonzero(left & other)),
    )


def as_known(claims: pd.DataFrame, day: date | None) -> pd.DataFrame:
    """The claims as they stood on a day: nothing that was published later is in any column.

    A claim that was superseded later still stands; ties to other claims go where those do. What
    nkmap notes of a claim may rest on all that was read since, and no words tell whether it does:
    it is withheld, and said to be. A caution stays unless it names what came later.

    All claims are kept; ``select`` leaves out those not published by then.
    """
    if day is None or was_published(claims, day).all():
        return claims
    return _then(claims, day)


NOTES_WITHHELD = (
    "What nkmap notes as left open is not shown as known on an earlier day: it may rest on later "
    "reports."
)
CONTEST_WITHHELD = (
    "By whom, and whether by this day, is not shown as known on an earlier day: what nkmap notes "
    "may rest on later reports."
)


@cached
def _then(claims: pd.DataFrame, day: date) -> pd.DataFrame:
    published = was_published(claims, day)
    there = frozenset(claims.loc[published, "claim_id"])
    sources = frozenset(claims.loc[published, "source_id"])
    later = (frozenset(claims["claim_id"]) | frozenset(claims["source_id"])) - there - sources
    superseded = (claims["superseded_by"] != "") & ~claims["superseded_by"].isin(there)

    def ties(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(other for other in ids if other in there)

    def cautions(phrases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(words for words in phrases if not _names_later(words, later, day))

    then = claims.assign(
        status=claims["status"].mask(superseded, ClaimStatus.CURRENT.value),
        superseded_by=claims["superseded_by"].mask(superseded, ""),
        part_of=claims["part_of"].where(claims["part_of"].isin(there), ""),
        conflicts_with=claims["conflicts_with"].map(ties),
        caution=claims["caution"].map(cautions),
    )
    if not (claims["published"] > timestamp(day)).any():
        return then  # what nkmap notes can rest on nothing later
    return then.assign(
        unclear=claims["unclear"].mask(claims["unclear"] != "", NOTES_WITHHELD),
        contested=claims["contested"].mask(claims["contested"] != "", CONTEST_WITHHELD),
    )


_NAME, _YEAR = re.compile(r"[\w-]+"), re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)


def _names_later(words: str, ids: frozenset[str], day: date) -> bool:
    """Whether words name a claim or a source by its id, or a year, that came after a day."""
    return not ids.isdisjoint(_NAME.findall(words)) or any(
        int(year) > day.year for year in _YEAR.findall(words)
    )


def without_month(claims: pd.DataFrame, view: View) -> pd.DataFrame:
    """The claims ``undated`` decides about: those in the view's months that have no month."""
    found = claims[~claims["has_month"].astype(bool)]
    if view.known_on:
        found = found[was_published(found, view.known_on)]
    return found[overlaps(found, view.first, view.last)] if view.limits_months else found


def months_touched(claims: pd.DataFrame, covered: Sequence[Month]) -> dict[Month, int]:
    """How many claims (not people) touch each of the months; only claims with a month."""
    dated = claims.loc[claims["has_month"].to_numpy(dtype=bool), ["first_month", "last_month"]]
    return dict(zip(covered, dates.touch_counts(dated.to_numpy(), covered), strict=True))


# ---------------------------------------------------------------- in which order

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
        own: dates.time_order(dates.parse(own[0]), dates.parse_given(own[1]), own[2])
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
