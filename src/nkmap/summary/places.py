"""Where a figure belongs, and which places have nothing in common."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from nkmap.claim import Claim

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
