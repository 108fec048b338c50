"""What may stand side by side and is never added: figures that share an axis, and two periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from nkmap.claim import Claim
from nkmap.schema import KINDS, MILITARY, Group, Kind

Place = tuple[str, ...]
"""The places of one figure, in order of id; several are one key, for a figure about several places
belongs to none of them alone. Empty: no place."""


def place_of(claim: Claim) -> Place:
    """Where a claim's figure belongs, by the one rule there is: ``Claim.about``."""
    return tuple(sorted(set(claim.about)))


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
    each = sorted(found.items(), key=lambda one: (rank(*one[0][:2]), one[0]))
    return tuple(Series(*key, *_wholes_and_parts(own)) for key, own in each)


def by_unit(claims: Sequence[Claim]) -> dict[tuple[Kind, str, str], list[Claim]]:
    """Claims by what may share an axis: their kind, group and sort of unit."""
    units: dict[tuple[Kind, str], str] = {}
    for claim in claims:
        if claim.has_figure:
            units.setdefault((claim.kind, claim.group), claim.sort_of_unit)
    found: dict[tuple[Kind, str, str], list[Claim]] = {}
    for claim in claims:
        # Without a figure there is no unit: the claim stands with the first ones of its kind.
        own = claim.kind, claim.group
        unit = claim.sort_of_unit if claim.has_figure else units.get(own, "")
        found.setdefault((*own, unit), []).append(claim)
    return found


def rank(kind: Kind, group: str) -> tuple[bool, int, int]:
    """The order of kinds and groups: soldiers and military builders last."""
    return group in MILITARY, list(Kind).index(kind), [*Group, ""].index(group)


def _wholes_and_parts(
    claims: Sequence[Claim],
) -> tuple[tuple[Claim, ...], dict[str, tuple[Claim, ...]]]:
    wholes: list[Claim] = []
    parts: dict[str, list[Claim]] = {claim.claim_id: [] for claim in claims}
    for claim in claims:
        parts.get(claim.part_of, wholes).append(claim)
    wholes.sort(key=_said)
    first: dict[str, str] = {}
    for claim in wholes:
        first.setdefault(claim.origin_group, _said(claim))
    wholes.sort(key=lambda c: (first[c.origin_group], c.origin_group, c.when is None, c.order))
    return tuple(wholes), {whole: tuple(own) for whole, own in parts.items() if own}


def _said(claim: Claim) -> str:
    """A key for the moment something was said; publication stands in where that is not known."""
    said = claim.said_on
    day = (said and (said.first_day or said.last_day)) or claim.published
    return day.isoformat() if day else "9999"


class Status(StrEnum):
    """What became of a place's reports of one kind from the first period to the second.

    Only reports that stand decide it. Where none of them does, it says so and is no news.
    """

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"
    ENDED = "no longer stands"


@dataclass(frozen=True)
class Change:
    """The reports of one kind and group about one place, in the first and the second period.

    Gone means that there is no report: it has not ended, and it is not zero.
    """

    place: Place
    kind: Kind
    group: str
    first: tuple[Claim, ...]
    second: tuple[Claim, ...]

    @cached_property
    def status(self) -> Status:
        """What became of the reports."""
        first, second = self.standing
        if not first or not second:
            return Status.NEW if second else Status.GONE if first else Status.ENDED
        return Status.SAME if _figures(first) == _figures(second) else Status.CHANGED

    @property
    def both(self) -> frozenset[str]:
        """The ids of claims that touch both periods: one report, not two that agree."""
        return frozenset(c.claim_id for c in self.first) & {c.claim_id for c in self.second}

    @property
    def standing(self) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
        """The claims of either period that were neither superseded nor withdrawn."""
        first, second = (tuple(c for c in own if c.is_current) for own in (self.first, self.second))
        return first, second

    @property
    def has_other_numbers(self) -> bool:
        """Whether the periods differ in their numbers, not only in the words around them."""
        one, two = (_figures(own, in_words=False) for own in self.standing)
        return one != two

    @property
    def is_called_otherwise(self) -> bool:
        """Whether the periods differ in what they call those they count: people, workers."""
        one, two = ({c.unit for c in own if c.has_figure} for own in self.standing)
        return one != two

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Each claim once, the first period's before the second's."""
        return tuple({c.claim_id: c for c in (*self.first, *self.second)}.values())


def compare(first: Iterable[Claim], second: Iterable[Claim]) -> tuple[Change, ...]:
    """The claims that touch either period by place, kind and group; the military last."""
    found: dict[tuple[Place, Kind, str], tuple[dict[str, Claim], dict[str, Claim]]] = {}
    for period, claims in enumerate((first, second)):
        for claim in claims:
            key = place_of(claim), claim.kind, claim.group
            found.setdefault(key, ({}, {}))[period][claim.claim_id] = claim
    changes = (Change(*key, *(tuple(own.values()) for own in both)) for key, both in found.items())
    return tuple(sorted(changes, key=_rank))


def _rank(change: Change) -> tuple[object, ...]:
    group, place = change.group, change.place
    return group in MILITARY, rank(change.kind, group), not place, place


def _figures(claims: Iterable[Claim], *, in_words: bool = True) -> frozenset[tuple[object, ...]]:
    """The different figures of claims, hedges included or not; one for all without a number.

    Whatever people are called, they are people.
    """
    return frozenset(
        (c.low, c.best, c.high, c.spread, c.sort_of_unit)
        + ((c.qualifier, c.purpose) if in_words else ())
        if c.has_figure
        else ("number not reported",)
        for c in claims
    )
