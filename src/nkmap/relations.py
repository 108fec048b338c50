"""What claims are to each other: which leads, which disagree, which limit others, one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from nkmap.claim import Claim
from nkmap.schema import EvidenceType, Kind


def origins(claims: Iterable[Claim]) -> int:
    """How many statements the claims go back to; five reports of one briefing are one."""
    return len({claim.origin_group for claim in claims})


def conflicts(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """The claims that do not agree, with all those that one leads to through another together."""
    by_id = {claim.claim_id: claim for claim in claims}
    order = {claim.claim_id: index for index, claim in enumerate(claims)}
    found: list[tuple[Claim, ...]] = []
    seen: set[str] = set()
    for claim in claims:
        group: dict[str, Claim] = {}
        waiting = [claim.claim_id] if claim.conflicts_with else []
        while waiting:
            name = waiting.pop()
            if name in by_id and name not in seen:
                seen.add(name)
                group[name] = by_id[name]
                waiting += by_id[name].conflicts_with
        if len(group) > 1:
            found.append(tuple(group[name] for name in sorted(group, key=order.__getitem__)))
    return tuple(found)


def lead_claim(shown: Sequence[Claim]) -> Claim:
    """The claim a headline tells: one that stands, with a figure before without, the latest.

    Soldiers never lead where workers do, nor a weak copy where there is a better one; of one
    report whoever was told goes before the editor who sums it up.
    """
    lead = max(shown, key=attrgetter("lead_order"))
    if lead.evidence != EvidenceType.EDITORIAL:
        return lead

    def report(claim: Claim) -> tuple[object, ...]:
        return claim.origin_group, claim.kind, claim.lead_order[0]

    told = [c for c in shown if report(c) == report(lead) and c.evidence != EvidenceType.EDITORIAL]
    return max(told, key=attrgetter("lead_order"), default=lead)


def limits_on(claim: Claim, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Limitations by the same source on the same destination: they override sector talk.

    One that is part of a claim is about that claim and its parts only.
    """
    return tuple(
        other
        for other in claims
        if other.kind is Kind.LIMITATION
        and other.claim_id != claim.claim_id
        and other.source_id == claim.source_id
        and set(other.destination) & set(claim.destination)
        and other.part_of in ("", claim.claim_id, claim.part_of)
    )


def limits_of(claims: Sequence[Claim], told: Sequence[Claim]) -> tuple[Claim, ...]:
    """The limitations that are stated of one of these claims."""
    ids = {claim.claim_id for claim in claims}
    return tuple(c for c in told if c.kind is Kind.LIMITATION and c.part_of in ids)


def limits_for(claims: Sequence[Claim], told: Sequence[Claim]) -> tuple[Claim, ...]:
    """The limitations about the same places and times: what sources could not find out."""
    origins = {place for claim in claims for place in claim.origin}
    targets = {place for claim in claims for place in claim.destination}
    return tuple(
        c
        for c in told
        if c.kind is Kind.LIMITATION
        and (targets.intersection(c.destination) or origins.intersection(c.origin))
        and any(_meet(c, claim) for claim in claims)
    )


def _meet(one: Claim, two: Claim) -> bool:
    """Whether two claims may be about the same year; an open end meets everything beyond it."""
    first = max(c.first_day.year if c.first_day else 0 for c in (one, two))
    last = min(c.last_day.year if c.last_day else 9999 for c in (one, two))
    return first <= last
