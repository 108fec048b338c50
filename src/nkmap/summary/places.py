"""Where a figure belongs, and which places have nothing in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nkmap.claim import Claim

Within = Mapping[str, tuple[str, ...]]
"""A place and everything that holds it, by its id: ``places["within"]`` of the dataset."""

Place = tuple[str, ...]
"""The places of one figure, in order of id; several are one key, for a figure about several places
belongs to none of them alone. Empty: no place."""


def place_of(claim: Claim) -> Place:
    """Where a claim's figure belongs: where people came from, else where they went or were."""
    return tuple(sorted(set(claim.origin or claim.destination)))


def holders(place: str, within: Within) -> tuple[str, ...]:
    """The place itself and everything that holds it."""
    return (place, *within.get(place, ()))


def disjoint(ones: Sequence[str], others: Sequence[str], within: Within) -> bool:
    """Whether both are given, and no place of one is, holds, or lies in a place of the other."""
    if not ones or not others:
        return False
    around_ones = {held for place in ones for held in holders(place, within)}
    around_others = {held for place in others for held in holders(place, within)}
    return around_ones.isdisjoint(others) and around_others.isdisjoint(ones)
