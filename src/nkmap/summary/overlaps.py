"""Whether two figures could count the same people: the days and the places of both meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush

from nkmap.claim import Claim
from nkmap.summary.places import Within, disjoint, settled

_Claims = dict[str, Claim]


@dataclass
class _Side:
    """The claims at hand by their places of origin, or by their destinations."""

    name: str
    within: Within
    anywhere: _Claims = field(default_factory=dict)
    named: defaultdict[str, _Claims] = field(default_factory=lambda: defaultdict(dict))
    held: defaultdict[str, _Claims] = field(default_factory=lambda: defaultdict(dict))
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

    def _homes(self, claim: Claim) -> Iterable[_Claims]:
        places = self.places(claim)
        if not places:
            yield self.anywhere
        for place in places:
            yield self.named[place]
            for holder in self.within[place]:
                yield self.held[holder]

    def near(self, claim: Claim) -> tuple[_Claims, ...] | None:
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
    at_hand: _Claims = {}
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
