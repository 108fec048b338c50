"""The facets of a table of claims: what can be chosen, and how many claims each choice has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

import numpy as np
import pandas as pd

from nkmap.schema import Evidence, Kind, Layer, WherePrecision
from nkmap.view.known import Known
from nkmap.view.selection import Hidden, as_known, has_number, reasons
from nkmap.view.state import Number, View


class Facet(StrEnum):
    """A property of claims that can be chosen by; the value is the field of the view."""

    LAYER = "layers"
    KIND = "kinds"
    NUMBER = "number"
    MONTH = "months"
    ORIGIN = "origins"
    DESTINATION = "destinations"
    SOURCE = "sources"
    EVIDENCE = "evidence"
    PRECISION = "precisions"
    SECTOR = "sectors"
    ORIGIN_GROUP = "origin_groups"


_OWN: Mapping[Facet, frozenset[Hidden]] = {
    Facet.LAYER: frozenset({Hidden.LAYER}),
    Facet.KIND: frozenset({Hidden.KIND}),
    Facet.NUMBER: frozenset({Hidden.WITHOUT_NUMBER, Hidden.WITH_NUMBER}),
    Facet.MONTH: frozenset({Hidden.NO_MONTH, Hidden.DATED}),
    Facet.ORIGIN: frozenset({Hidden.ORIGIN}),
    Facet.DESTINATION: frozenset({Hidden.DESTINATION}),
    Facet.SOURCE: frozenset({Hidden.SOURCE}),
    Facet.EVIDENCE: frozenset({Hidden.EVIDENCE}),
    Facet.PRECISION: frozenset({Hidden.PRECISION}),
    Facet.SECTOR: frozenset({Hidden.SECTOR}),
    Facet.ORIGIN_GROUP: frozenset({Hidden.ORIGIN_GROUP}),
}
"""The limits each facet sets; its own counts leave them out, so that a choice can be widened."""


def _own(facet: Facet, view: View) -> frozenset[Hidden]:
    """The limits that a facet sets in a view.

    Claims without any date are hidden by this choice or, where months are chosen, by those.
    """
    is_by_choice = facet is Facet.MONTH and not view.limits_months
    return _OWN[facet] | ({Hidden.NO_DATE} if is_by_choice else frozenset())


GIVEN, NONE = Number.GIVEN.value, Number.NONE.value


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
    """How many more values have claims."""


@dataclass(frozen=True)
class _Coded:
    """Which claim has which value: two arrays of one length, a pair for each value of a claim."""

    values: tuple[str, ...]
    rows: np.ndarray
    codes: np.ndarray

    @classmethod
    def of(cls, column: pd.Series, values: Sequence[str]) -> _Coded:
        """Code a column of texts or of tuples; what is not among ``values`` is left out."""
        exploded = pd.Series(column.to_numpy(), dtype=object).explode()
        codes = pd.Index(list(values), dtype=object).get_indexer(pd.Index(exploded))
        known = codes >= 0
        return cls(tuple(values), exploded.index.to_numpy()[known], codes[known])

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

        def present(column: str, values: type[StrEnum]) -> tuple[str, ...]:
            there = set(claims[column])
            return tuple(value.value for value in values if value.value in there)

        given = pd.Series(np.where(has_number(claims), GIVEN, NONE), index=claims.index)
        dated = pd.Series(np.where(claims["has_month"].astype(bool), GIVEN, NONE), claims.index)
        coded = {
            Facet.LAYER: (claims["layer"], present("layer", Layer)),
            Facet.KIND: (claims["kind"], present("kind", Kind)),
            Facet.NUMBER: (given, (GIVEN, NONE)),
            Facet.MONTH: (dated, (GIVEN, NONE)),
            Facet.ORIGIN: (claims["origin_within"], known.origins),
            Facet.DESTINATION: (claims["destination_within"], known.destinations),
            Facet.SOURCE: (claims["source_id"], known.sources),
            Facet.EVIDENCE: (claims["evidence"], present("evidence", Evidence)),
            Facet.PRECISION: (claims["precision"], present("precision", WherePrecision)),
            Facet.SECTOR: (claims["sector"], known.sectors),
            Facet.ORIGIN_GROUP: (claims["origin_group"], known.origin_groups),
        }
        self._coded = {facet: _Coded.of(*given) for facet, given in coded.items()}

    def counts(self, view: View, most: int) -> dict[Facet, Counted]:
        """For each facet its options, with the claims each has beside the view's other choices.

        Only values that have any are given, and those that are chosen; ``most`` of each facet.
        """
        applying = reasons(as_known(self._claims, view.known_on), view)
        masks = dict(applying)
        return {
            facet: coded.counts(self._left(masks, _own(facet, view)), chosen(view, facet), most)
            for facet, coded in self._coded.items()
        }

    def _left(self, masks: Mapping[Hidden, np.ndarray], own: frozenset[Hidden]) -> np.ndarray:
        others = [mask for reason, mask in masks.items() if reason not in own]
        nothing = np.zeros(len(self._claims), dtype=bool)
        return np.asarray(~reduce(np.logical_or, others, nothing))


def chosen(view: View, facet: Facet) -> tuple[str, ...]:
    """The values of a facet that a view names; none means no limit."""
    if facet is Facet.NUMBER:
        return (view.number.value,) if view.number else ()
    if facet is Facet.MONTH:
        shown = ((GIVEN, view.dated), (NONE, view.undated))
        return (
            tuple(value for value, is_on in shown if is_on) if not all(o for _, o in shown) else ()
        )
    return tuple(str(value) for value in getattr(view, facet.value))


def choose(facet: Facet, values: Sequence[str]) -> dict[str, object]:
    """The fields of a view that limit a facet to these values; none or all of two: no limit."""
    if facet is Facet.NUMBER:
        return {"number": Number(values[0]) if len(values) == 1 else None}
    if facet is Facet.MONTH:
        both = len(values) != 1
        return {"dated": both or GIVEN in values, "undated": both or NONE in values}
    typed = _TYPED.get(facet, str)
    return {facet.value: tuple(typed(value) for value in values)}


_TYPED: Mapping[Facet, type[StrEnum]] = {
    Facet.LAYER: Layer,
    Facet.KIND: Kind,
    Facet.EVIDENCE: Evidence,
    Facet.PRECISION: WherePrecision,
}
