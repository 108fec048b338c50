"""Whether two figures could count the same people: the days and the places of both meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush

from nkmap.claim import Claim
from nkmap.summary.places import Within, disjoint, holders

_Claims = dict[str, Claim]


@dataclass
class _Side:
    """The claims at hand by their places of origin, or by their destinations."""

    within: Within
    nowhere: _Claims = field(default_factory=dict)
    named: defaultdict[str, _Claims] = field(default_factory=lambda: defaultdict(dict))
    held: defaultdict[str, _Claims] = field(default_factory=lambda: defaultdict(dict))
    """By every place that is, or holds, a place they name."""

    def put(self, claim: Claim, places: Sequence[str]) -> None:
        """Take a claim in."""
        for found in self._homes(places):
            found[claim.claim_id] = claim

    def drop(self, claim: Claim, places: Sequence[str]) -> None:
        """Let a claim go."""
        for found in self._homes(places):
            found.pop(claim.claim_id, None)

    def _homes(self, places: Sequence[str]) -> Iterable[_Claims]:
        if not places:
            yield self.nowhere
        for place in places:
            yield self.named[place]
            for holder in holders(place, self.within):
                yield self.held[holder]

    def near(self, places: Sequence[str]) -> tuple[_Claims, ...] | None:
        """The claims whose places could overlap with these; None: any could."""
        if not places:
            return None
        around = {held for place in places for held in holders(place, self.within)}
        return (
            self.nowhere,
            *(self.named[place] for place in around if place in self.named),
            *(self.held[place] for place in places if place in self.held),
        )


def first_overlap(claims: Sequence[Claim], within: Within) -> tuple[Claim, Claim] | None:
    """Two claims that could count the same people, if there are any; all must be bounded.

    Two claims are apart when their days are, or their places of origin, or their destinations. The
    claims are taken in order of their first day and set against those that have not ended by then
    and are near: thousands of claims that are apart take no time for each pair.
    """
    origins, destinations = _Side(within), _Side(within)
    at_hand: _Claims = {}
    ends: list[tuple[date, str]] = []
    for claim in sorted(claims, key=_start):
        while ends and ends[0][0] < _start(claim)[0]:
            gone = at_hand.pop(heappop(ends)[1])
            origins.drop(gone, gone.origin)
            destinations.drop(gone, gone.destination)
        sides = (origins.near(claim.origin), destinations.near(claim.destination))
        near = [found for found in sides if found is not None]
        fewest = min(near, key=lambda found: sum(map(len, found)), default=(at_hand,))
        for other in (other for found in fewest for other in found.values()):
            if not _apart(claim, other, within):
                return other, claim
        at_hand[claim.claim_id] = claim
        heappush(ends, (claim.last_day or date.max, claim.claim_id))
        origins.put(claim, claim.origin)
        destinations.put(claim, claim.destination)
    return None


def _start(claim: Claim) -> tuple[date, str]:
    return claim.first_day or date.min, claim.claim_id


def _apart(one: Claim, other: Claim, within: Within) -> bool:
    """Whether the places of two claims whose days meet keep them apart."""
    return disjoint(one.origin, other.origin, within) or disjoint(
        one.destination, other.destination, within
    )
