"""Claims before and since the day by which all North Korean workers abroad were to be home."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nkmap.claim import Claim
from nkmap.dates import Period
from nkmap.relations import lead_claim
from nkmap.schema import KINDS, Measure

DEADLINE = date(2019, 12, 22)
"""The end of the 24 months of resolution 2397 of the UN Security Council (claim MOFA1712-02)."""


class Side(StrEnum):
    """On which side of the deadline a claim is told."""

    BEFORE = "before"
    SINCE = "since"
    UNDATED = "date not clear"
    """Without a date, with an open end, or so vague that it may lie on both sides."""


def side(claim: Claim) -> Side:
    """Tell a claim by the end of its time, of which its source knew no later than it was published.

    A time that only began after the deadline lies after it, wherever it ends; what was published by
    the deadline, such as a plan, tells of nothing since. Of people who moved in a time that holds
    the deadline some may have done so before it.
    """
    if claim.published and claim.published <= DEADLINE:
        return Side.BEFORE
    time = claim.when or Period(None, None)
    if time.end is None:
        is_later = time.start is not None and time.start.first > DEADLINE
        return Side.SINCE if is_later else Side.UNDATED
    first, last = time.end.first, time.end.last
    if claim.published and first <= claim.published < last:
        last = claim.published
    if last <= DEADLINE:
        return Side.BEFORE
    is_flow = KINDS[claim.kind].measure is Measure.FLOW
    is_across = is_flow and time.start is not None and time.start.first <= DEADLINE
    return Side.SINCE if first > DEADLINE and not is_across else Side.UNDATED


class Naming(StrEnum):
    """How a claim that stands names a country."""

    ALONE = "alone"
    TOGETHER = "together"
    """With others: the figure is of none of them alone."""
    ZERO = "zero"
    """To say that there were none."""


class Tint(StrEnum):
    """What the tint of a country tells of all claims that name it."""

    SINCE = "since"
    BEFORE = "before"
    UNDATED = "date not clear"
    TOGETHER = "together"
    """Named only with others: since the deadline, or at all."""
    ZERO = "zero"
    """Nothing but a reported zero: since the deadline, or at all. It is no sign of anybody."""


def naming(claim: Claim, abroad: Collection[str]) -> Naming:
    """Tell how a claim names each of the countries ``abroad`` that it is about."""
    if len(abroad) > 1:
        return Naming.TOGETHER
    return Naming.ZERO if claim.is_zero else Naming.ALONE


def tint(found: Collection[tuple[Side, Naming]]) -> Tint:
    """Choose the tint of a country by all the claims that name it.

    What names it since the deadline decides, the country alone before it with others, and a zero
    last; else what names it alone.
    """
    since = {how for on, how in found if on is Side.SINCE}
    at_all = {how for _, how in found}
    if Naming.ALONE in since:
        return Tint.SINCE
    if not since and Naming.ALONE in at_all:
        is_before = (Side.BEFORE, Naming.ALONE) in found
        return Tint.BEFORE if is_before else Tint.UNDATED
    return Tint.TOGETHER if Naming.TOGETHER in (since or at_all) else Tint.ZERO


@dataclass(frozen=True)
class Newest:
    """The newest claim of an area on one side, and those it does not agree with; never a sum."""

    claim: Claim
    contradicted_by: tuple[Claim, ...] = ()
    disputed: tuple[Claim, ...] = ()
    """Other figures that do not agree, where none contradicts the newest: the one that most
    contradict, then those."""


def newest(claims: Sequence[Claim], country: str = "") -> dict[Side, Newest]:
    """Find the newest claim on each side that has one, the sides in the order of ``Side``.

    A claim about the whole ``country`` (the id of a place) goes before one about a part of it, of
    these one about all before one about some only (``purpose``), and a figure before its parts.
    Those that do not agree with it are of the same side and places.
    """
    current = [claim for claim in claims if claim.is_current]
    found = {}
    for own in Side:
        here = {claim.claim_id: claim for claim in current if side(claim) is own}
        there = [claim for claim in here.values() if claim.part_of not in here]
        counted = [claim for claim in there if claim.has_figure] or there
        whole = [claim for claim in counted if country in claim.destination]
        told = [claim for claim in whole if not claim.purpose] or whole or counted
        if told:
            lead = lead_claim(told)
            others = _against(lead, told)
            found[own] = Newest(lead, others, () if others else _disputed(told))
    return found


def _against(claim: Claim, told: Sequence[Claim]) -> tuple[Claim, ...]:
    """Which figures of the same places do not agree with one, the newest first."""
    others = [c for c in told if c.claim_id in claim.conflicts_with and c.has_figure]
    others = [c for c in others if c.destination == claim.destination]
    return tuple(sorted(others, key=lambda c: c.order, reverse=True))


def _disputed(told: Sequence[Claim]) -> tuple[Claim, ...]:
    against = {claim.claim_id: _against(claim, told) for claim in told}
    most = max(told, key=lambda claim: (len(against[claim.claim_id]), claim.order))
    others = against[most.claim_id]
    return (most, *others) if others else ()


def by_country(
    claims: Sequence[Claim], told_under: Mapping[str, str]
) -> dict[tuple[str, ...], list[Claim]]:
    """Claims by the codes of the countries in which their destinations lie, the most claims first.

    A claim about several is told of them together; last come those that name none. ``told_under``
    is the code of each place's country, or its own id where it is told by itself. Soldiers and
    military builders are left out: they are kept apart.
    """
    found: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if not claim.is_military:
            found.setdefault(countries(claim, told_under), []).append(claim)
    return dict(sorted(found.items(), key=lambda one: (_rank(one[0]), -len(one[1]))))


def companions(
    claims: Sequence[Claim], code: str, told_under: Mapping[str, str]
) -> dict[Side, tuple[str, ...]]:
    """With what else a country is named by claims that are not of it alone, on each side.

    Empty where several claims name it with different ones: then there is no one answer.
    """
    found: dict[Side, set[tuple[str, ...]]] = {}
    for claim in claims:
        named = countries(claim, told_under)
        if claim.is_current and code in named and len(named) > 1:
            others = tuple(own for own in named if own != code)
            found.setdefault(side(claim), set()).add(others)
    return {on: next(iter(own)) if len(own) == 1 else () for on, own in found.items()}


def _rank(named: Sequence[str]) -> tuple[bool, bool, bool]:
    """Countries first, then places that are in none or disputed, then several, then none."""
    return not named, len(named) > 1, not all(code.isupper() for code in named)


def countries(claim: Claim, told_under: Mapping[str, str]) -> tuple[str, ...]:
    """Under what the destinations of a claim are told, each once: codes, or ids of places."""
    named = {told_under[place] for place in claim.destination if place in told_under}
    return tuple(sorted(named))
