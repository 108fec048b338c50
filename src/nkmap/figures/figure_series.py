"""Figures that may stand side by side: one kind, one group and one sort of unit at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nkmap.cache import cached
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence
from nkmap.schema import KINDS, MILITARY, Group, Kind
from nkmap.view import View


@dataclass(frozen=True)
class Series:
    """Claims of one kind, group and sort of unit. They may share an axis and are never added."""

    kind: Kind
    group: str
    unit: str
    claims: tuple[Claim, ...]
    parts: Mapping[str, tuple[Claim, ...]]
    """The claims that are a part of one of ``claims``, by the id of the whole."""

    @property
    def key(self) -> tuple[Kind, str, str]:
        """What tells it from others."""
        return self.kind, self.group, self.unit

    @property
    def everything(self) -> tuple[Claim, ...]:
        """The claims and their parts."""
        return (*self.claims, *(part for own in self.parts.values() for part in own))


def by_series(claims: Sequence[Claim]) -> tuple[Series, ...]:
    """The claims that count something, by what they count; soldiers and military builders last.

    A part whose whole is there stands with it. Claims of one statement stand side by side, else
    they are in order of what was said first.
    """
    found = by_unit([claim for claim in claims if KINDS[claim.kind].units])
    return tuple(_series(key, found[key]) for key in sorted(found, key=_rank))


@cached
def series_of(data: Dataset, view: View) -> tuple[Series, ...]:
    """The claims that a view shows and that count something, by what they count."""
    return by_series(Evidence(data, view).shown)


_Key = tuple[Kind, str, str]


def by_unit(claims: Sequence[Claim]) -> dict[_Key, list[Claim]]:
    """Claims by what may share an axis: their kind, group and sort of unit."""
    units: dict[tuple[Kind, str], str] = {}
    for claim in claims:
        if claim.has_figure:
            units.setdefault((claim.kind, claim.group), claim.sort_of_unit)
    found: dict[_Key, list[Claim]] = {}
    for claim in claims:
        # Without a figure there is no unit: the claim stands with the first ones of its kind.
        own = claim.kind, claim.group
        unit = claim.sort_of_unit if claim.has_figure else units.get(own, "")
        found.setdefault((*own, unit), []).append(claim)
    return found


def _rank(key: _Key) -> tuple[bool, int, int, str]:
    kind, group, unit = key
    return group in MILITARY, list(Kind).index(kind), [*Group, ""].index(group), unit


def _series(key: _Key, claims: Sequence[Claim]) -> Series:
    parts: dict[str, tuple[Claim, ...]] = {claim.claim_id: () for claim in claims}
    wholes = [claim for claim in claims if claim.part_of not in parts]
    for claim in claims:
        if claim.part_of in parts:
            parts[claim.part_of] += (claim,)
    first: dict[str, str] = {}
    for claim in sorted(wholes, key=_said):
        first.setdefault(claim.origin_group, _said(claim))
    wholes.sort(
        key=lambda c: (first[c.origin_group], c.origin_group, c.when is None, c.order, _said(c))
    )
    return Series(*key, tuple(wholes), {whole: own for whole, own in parts.items() if own})


def _said(claim: Claim) -> str:
    """A key for the moment something was said; publication stands in where that is not known."""
    said = claim.said_on
    day = (said and (said.first_day or said.last_day)) or claim.published
    return day.isoformat() if day else "9999"
