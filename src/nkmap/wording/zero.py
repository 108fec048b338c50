"""A zero that was reported, in words: a source says that there were none. That is not silence."""

from __future__ import annotations

from nkmap.claim import Claim
from nkmap.schema import Kind
from nkmap.wording.dates import in_time, when
from nkmap.wording.figures import ZERO, zero_hedge
from nkmap.wording.places import Names, place_list

__all__ = [
    "is_told",
    "nothing",
]

_NOTHING: dict[Kind, tuple[str, str, str]] = {
    # What there was none of, and what stands before the origin and the destination.
    Kind.SELECTED: ("selections of {whom}", "in", "for"),
    Kind.DEPARTED: ("departures of {whom}", "from", "for"),
    Kind.ARRIVED: ("arrivals of {whom}", "from", "in"),
    Kind.RETURNED: ("returns of {whom}", "to", "from"),
    Kind.TURNED_BACK: ("{whom} turned back", "from", "bound for"),
    Kind.CANCELLED: ("cancellations by {whom}", "from", "of places in"),
    Kind.PLANNED: ("plans to send {whom}", "from", "to"),
    Kind.PRESENT: ("North Korean {whom}", "from", "in"),
}


def is_told(claim: Claim) -> bool:
    """Whether a claim is a zero with a sentence of its own; of other kinds the summary is told."""
    return claim.is_zero and claim.kind in _NOTHING


def nothing(claim: Claim, names: Names, speaker: str) -> str:
    """``A partner reported no departures of workers from Hyesan in 2024: a reported zero``.

    It names whom the claim is about: where no workers went, soldiers or students may have.
    """
    noun, start, end = _NOTHING[claim.kind]
    whom = claim.group.removeprefix("civilian ")
    ends = [(start, claim.origin), (end, claim.destination)]
    if claim.kind in (Kind.ARRIVED, Kind.RETURNED):
        ends.reverse()
    parts = [
        f"{speaker[:1].upper()}{speaker[1:]} reported no {noun.format(whom=whom)}",
        *(f"{word} {place_list(places, names)}" for word, places in ends if places),
        _time(claim),
        f"({claim.purpose} only)" if claim.purpose else "",
        f"(“{zero_hedge(claim)}”)" if zero_hedge(claim) else "",
    ]
    return f"{' '.join(filter(None, parts))}: {ZERO}"


def _time(claim: Claim) -> str:
    is_open = claim.when is not None and claim.when.start is not None and claim.when.end is None
    return f"(dated {when(claim.when)})" if is_open else in_time(claim.when)
