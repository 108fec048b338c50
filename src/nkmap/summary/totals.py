"""The sum of several reports, where it means anything, else why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from heapq import heappop, heappush

from nkmap.claim import Claim
from nkmap.schema import KINDS, Kind, Spread

Within = Mapping[str, tuple[str, ...]]
"""A place and everything that holds it, by its id, as ``firm`` makes it of ``places["within"]``.

What comes first is where the place surely lies: the place itself, or for a vague area the first
place with a border that holds it. An empty tuple, or no entry, could be anywhere.
"""

Place = tuple[str, ...]
"""The places of one figure, in order of id; several are one key, for a figure about several places
belongs to none of them alone. Empty: no place."""


def place_of(claim: Claim) -> Place:
    """Where a claim's figure belongs, by the one rule there is: ``Claim.about``."""
    return tuple(sorted(set(claim.about)))


def firm(within: Within, areas: Container[str]) -> Within:
    """The surroundings of places without vague areas, which may overlap with any neighbour."""
    return {
        place: tuple(holder for holder in chain if holder not in areas)
        for place, chain in within.items()
    }


def settled(places: Sequence[str], within: Within) -> tuple[str, ...]:
    """Where these places surely lie; empty when none is given or one of them could be anywhere."""
    chains = [within.get(place, ()) for place in places]
    return tuple(chain[0] for chain in chains if chain) if all(chains) else ()


def disjoint(ones: Sequence[str], others: Sequence[str], within: Within) -> bool:
    """Whether two lots of settled places are both given, and none holds or is one of the other."""
    if not ones or not others:
        return False
    around_ones = {holder for place in ones for holder in within[place]}
    around_others = {holder for place in others for holder in within[place]}
    return around_ones.isdisjoint(others) and around_others.isdisjoint(ones)


_ClaimsOverlapping = dict[str, Claim]


@dataclass
class _Side:
    """The claims at hand by their places of origin, or by their destinations."""

    name: str
    within: Within
    anywhere: _ClaimsOverlapping = field(default_factory=dict)
    named: defaultdict[str, _ClaimsOverlapping] = field(default_factory=lambda: defaultdict(dict))
    held: defaultdict[str, _ClaimsOverlapping] = field(default_factory=lambda: defaultdict(dict))
    """By every place that is, or holds, a place they name."""

    def places(self, claim: Claim) -> tuple[str, ...]:
        """Where the claim's people surely came from or went; empty: anywhere."""
        return settled(getattr(claim, self.name), self.within)

    def put(self, claim: Claim) -> None:
        """Take a claim in."""
        for found in self._homes(claim):
            found[claim.claim_id] = claim

    def drop(self, claim: Claim) -> None:
        """Let a claim go."""
        for found in self._homes(claim):
            found.pop(claim.claim_id, None)

    def _homes(self, claim: Claim) -> Iterable[_ClaimsOverlapping]:
        places = self.places(claim)
        if not places:
            yield self.anywhere
        for place in places:
            yield self.named[place]
            for holder in self.within[place]:
                yield self.held[holder]

    def near(self, claim: Claim) -> tuple[_ClaimsOverlapping, ...] | None:
        """The claims whose places could overlap with this one's; None: any could."""
        places = self.places(claim)
        if not places:
            return None
        around = {holder for place in places for holder in self.within[place]}
        return (
            self.anywhere,
            *(self.named[place] for place in around if place in self.named),
            *(self.held[place] for place in places if place in self.held),
        )

    def apart(self, one: Claim, other: Claim) -> bool:
        """Whether the places of two claims have nothing in common."""
        return disjoint(self.places(one), self.places(other), self.within)


def first_overlap(claims: Sequence[Claim], within: Within) -> tuple[Claim, Claim] | None:
    """Two claims that could count the same people, if there are any; all must be bounded.

    Two claims are apart when their days are, or their places of origin, or their destinations. The
    claims are taken in order of their first day and set against those that have not ended by then
    and are near: thousands of claims that are apart take no time for each pair.
    """
    sides = (_Side("origin", within), _Side("destination", within))
    at_hand: _ClaimsOverlapping = {}
    ends: list[tuple[date, str]] = []
    for claim in sorted(claims, key=_start):
        while ends and ends[0][0] < _start(claim)[0]:
            gone = at_hand.pop(heappop(ends)[1])
            for side in sides:
                side.drop(gone)
        near = [found for side in sides if (found := side.near(claim)) is not None]
        fewest = min(near, key=lambda found: sum(map(len, found)), default=(at_hand,))
        for other in (other for found in fewest for other in found.values()):
            if not any(side.apart(one=other, other=claim) for side in sides):
                return other, claim
        at_hand[claim.claim_id] = claim
        heappush(ends, (claim.last_day or date.max, claim.claim_id))
        for side in sides:
            side.put(claim)
    return None


def _start(claim: Claim) -> tuple[date, str]:
    return claim.first_day or date.min, claim.claim_id


class Reason(StrEnum):
    """Why there is no total; the first that holds, in this order."""

    NO_NUMBER = "no number was reported"
    ONE_FIGURE = "there is only one figure"
    KINDS = "the claims are of different kinds"
    MEASURE = "figures of this kind are never added"
    GROUPS = "the claims are about different groups"
    UNITS = "the figures have different units"
    PURPOSE = "a figure is only for one purpose"
    FELL = "a figure tells of a fall"
    LIMIT = "a figure is only a limit"
    NOT_CURRENT = "a claim was superseded or withdrawn"
    CONTESTED = "a claim is contested"
    WEAK_COPY = "a claim was read in a weak copy"
    CONFLICT = "reports do not agree"
    PART = "a figure is a part of another"
    SAME_ORIGIN = "figures go back to one statement"
    NO_DATES = "a first or last day is not known"
    BEYOND = "a figure reaches into other months"
    OVERLAP = "figures could count the same people"


@dataclass(frozen=True)
class Total:
    """A sum of reports, not an estimate. ``None``: a report states no such limit."""

    low: int | None
    best: int | None
    high: int | None
    reports: tuple[Claim, ...]
    """The claims that were added, each from an origin of its own."""
    without_number: tuple[Claim, ...]
    """The claims that stand and could not be added because they have no number."""

    @property
    def unit(self) -> str:
        """What was added: as the reports call it, or ``people`` where they differ."""
        units = {claim.unit for claim in self.reports}
        return units.pop() if len(units) == 1 else self.reports[0].sort_of_unit


@dataclass(frozen=True)
class NoTotal:
    """Why there is no sum, and the ids of the claims that stand in its way."""

    reason: Reason
    claims: tuple[str, ...]
    kind: Kind | None = None
    """The kind whose figures are never added, where that is the reason."""


def total(
    claims: Iterable[Claim], within: Within, fits: Callable[[Claim], bool] | None = None
) -> Total | NoTotal:
    """The sum of the figures of claims, or why there is none. Empty counts stay out of it.

    Figures are added only if they are flows of one kind, group and unit, each from another origin,
    none of them in doubt or only a limit, and if no two could count the same people: their days,
    their places of origin or their destinations have nothing in common. ``fits`` says which claims
    lie wholly in the time that the sum is for.
    """
    given = tuple({claim.claim_id: claim for claim in claims}.values())
    counted = tuple(claim for claim in given if claim.has_figure)
    for reason, in_the_way in _reasons(given, counted, within, fits):
        if in_the_way or (reason is Reason.NO_NUMBER and not given):
            kind = given[0].kind if reason is Reason.MEASURE else None
            return NoTotal(reason, tuple(claim.claim_id for claim in in_the_way), kind)
    without = (claim for claim in given if claim.is_current and not claim.has_figure)
    return _sum(counted, tuple(without))


_Claims = Sequence[Claim]


def _reasons(
    given: _Claims, counted: _Claims, within: Within, fits: Callable[[Claim], bool] | None
) -> Iterator[tuple[Reason, _Claims]]:
    """Every reason with the claims for which it holds, in order; what holds for none is no reason.

    The last ones rely on those before them: only bounded claims are set against each other.
    """
    told = bool(given) and not counted and not _several(claim.kind for claim in given)
    yield Reason.MEASURE, given if told and not KINDS[given[0].kind].units else ()
    yield Reason.NO_NUMBER, () if counted else given
    yield Reason.ONE_FIGURE, counted if len(counted) == 1 else ()
    yield Reason.KINDS, given if _several(claim.kind for claim in given) else ()
    yield Reason.MEASURE, () if KINDS[given[0].kind].adds else counted
    yield Reason.GROUPS, given if _several(claim.group for claim in given) else ()
    yield Reason.UNITS, counted if _several(claim.sort_of_unit for claim in counted) else ()
    for reason, is_doubtful in _DOUBTS.items():
        yield reason, [claim for claim in counted if is_doubtful(claim)]
    yield Reason.SAME_ORIGIN, _repeated(counted)
    yield Reason.NO_DATES, [claim for claim in counted if not claim.is_bounded]
    yield Reason.BEYOND, [claim for claim in counted if fits and not fits(claim)]
    yield Reason.OVERLAP, first_overlap(counted, within) or ()


def _several(values: Iterable[str]) -> bool:
    return len(set(values)) > 1


_DOUBTS: dict[Reason, Callable[[Claim], bool]] = {
    Reason.PURPOSE: lambda claim: bool(claim.purpose),
    Reason.FELL: lambda claim: claim.spread == Spread.FELL,
    Reason.LIMIT: lambda claim: claim.is_limit,
    Reason.NOT_CURRENT: lambda claim: not claim.is_current,
    Reason.CONTESTED: lambda claim: bool(claim.contested),
    Reason.WEAK_COPY: lambda claim: claim.is_weak_copy,
    # Also where the other claim is not among these: what is disputed is disputed.
    Reason.CONFLICT: lambda claim: bool(claim.conflicts_with),
    Reason.PART: lambda claim: bool(claim.part_of),
}


def _repeated(counted: _Claims) -> _Claims:
    """The claims that go back to the first statement told more than once."""
    told: dict[str, list[Claim]] = {}
    for claim in counted:
        told.setdefault(claim.origin_group, []).append(claim)
    return tuple(next((own for own in told.values() if len(own) > 1), ()))


def _sum(counted: tuple[Claim, ...], without: tuple[Claim, ...]) -> Total:
    low, high = _all(map(_low, counted)), _all(map(_high, counted))
    return Total(low, _all(claim.best for claim in counted), high, counted, without)


def _low(claim: Claim) -> int | None:
    """The lower end: none of a figure that has an upper end alone."""
    return claim.low if claim.low is not None or claim.high is not None else claim.best


def _high(claim: Claim) -> int | None:
    return claim.high if claim.high is not None or claim.low is not None else claim.best


def _all(values: Iterable[int | None]) -> int | None:
    """The sum, if every report states the value: what is missing is not zero."""
    found = list(values)
    stated = [value for value in found if value is not None]
    return sum(stated) if len(stated) == len(found) else None
