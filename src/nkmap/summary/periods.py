"""Two periods side by side: what was reported only in one, in both, and with which figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from nkmap.claim import Claim
from nkmap.schema import MILITARY, Kind
from nkmap.summary.pivot import rank
from nkmap.summary.totals import Place, place_of


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
    status: Status
    first: tuple[Claim, ...]
    second: tuple[Claim, ...]

    @property
    def both(self) -> frozenset[str]:
        """The ids of claims that touch both periods: one report, not two that agree."""
        return frozenset(c.claim_id for c in self.first) & {c.claim_id for c in self.second}

    @property
    def standing(self) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
        """The claims of either period that were neither superseded nor withdrawn."""
        return _standing(self.first), _standing(self.second)

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


_Key = tuple[Place, Kind, str]


def compare(first: Iterable[Claim], second: Iterable[Claim]) -> tuple[Change, ...]:
    """The claims that touch either period by place, kind and group; the military last."""
    before, after = _by_key(first), _by_key(second)
    keys = sorted({**before, **after}, key=_rank)
    return tuple(_change(key, before.get(key, {}), after.get(key, {})) for key in keys)


def _by_key(claims: Iterable[Claim]) -> dict[_Key, dict[str, Claim]]:
    found: dict[_Key, dict[str, Claim]] = {}
    for claim in claims:
        key = (place_of(claim), claim.kind, claim.group)
        found.setdefault(key, {})[claim.claim_id] = claim
    return found


def _rank(key: _Key) -> tuple[bool, tuple[bool, int, int], bool, Place]:
    place, kind, group = key
    return group in MILITARY, rank(kind, group), not place, place


def _change(key: _Key, before: dict[str, Claim], after: dict[str, Claim]) -> Change:
    first, second = tuple(before.values()), tuple(after.values())
    return Change(*key, _status(_standing(first), _standing(second)), first, second)


def _standing(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.is_current)


def _status(first: tuple[Claim, ...], second: tuple[Claim, ...]) -> Status:
    if not first and not second:
        return Status.ENDED
    if not first or not second:
        return Status.NEW if second else Status.GONE
    return Status.SAME if _figures(first) == _figures(second) else Status.CHANGED


def _figures(claims: Iterable[Claim], *, in_words: bool = True) -> frozenset[tuple[object, ...]]:
    """The different figures of claims, hedges included or not; one for all without a number.

    Whatever people are called, they are people.
    """
    return frozenset(
        (c.low, c.best, c.high, c.spread, c.sort_of_unit, *_words(c, told=in_words))
        if c.has_figure
        else ("number not reported",)
        for c in claims
    )


def _words(claim: Claim, *, told: bool) -> tuple[str, ...]:
    return (claim.qualifier, claim.purpose) if told else ()
