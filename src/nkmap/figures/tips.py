"""What a part of a map tells where it is pointed at, and what it opens; the same on every map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from nkmap import wording
from nkmap.claim import Claim

MOST_IDS, FEW_IDS = 30, 5
"""Claims up to which a part names all by id; of more, how many. The table has them all."""


class Opens(TypedDict, total=False):
    """What a part opens: one claim, or all that is told of a place."""

    claim: str
    place: str


def ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The ids a part carries: those of its claims, or of the first of very many."""
    told = claims if len(claims) <= MOST_IDS else claims[:FEW_IDS]
    return tuple(claim.claim_id for claim in told)


def opens(claims: Sequence[Claim], place: str) -> Opens:
    """A single claim is opened; several are listed under their place, if they have one."""
    if len(claims) == 1 or not place:
        return {"claim": wording.lead_claim(claims).claim_id}
    return {"place": place}


def tip(claims: Sequence[Claim], names: wording.Names) -> tuple[str, ...]:
    """Number, hedge, kind, date and speaker of the leading claim, and how many more there are."""
    first = wording.lead_claim(claims)
    lines = [
        wording.sentence(first, names),
        f"{wording.kind_label(first)} · {wording.dated(first)}",
        f"Said by {wording.told_by(first)}",
    ]
    if len(claims) > 1:
        lines.append(f"{wording.beside_it(claims, first)}: click to read")
    return tuple(lines)


def of_silence(name: str, words: str) -> tuple[str, ...]:
    """Of a place of which nothing of the map's kind is shown."""
    return (name, words, "Click for every claim about it.")


def of_link(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Of a stretch of infrastructure: what is told of it, and that it is nobody's route."""
    told = [wording.stamped(claim.summary, claim) for claim in claims[:2]]
    more = [f"and {wording.more_in_words(len(claims) - 2)} in the table"] if len(claims) > 2 else []
    return (
        *told,
        "Infrastructure: this does not say that workers travelled on it.",
        *more,
    )
