"""Whether words about claims hold what the claims hold, and keep their hedges."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap.claim import Claim

Fault = tuple[str, str]
"""What is wrong, and what to do."""


def wrong(text: str, claims: Sequence[Claim]) -> tuple[Fault, ...]:
    """What is wrong with a title, a sentence or a note about these claims."""
    return ()


def wrong_without_number(text: str, key: Claim) -> tuple[Fault, ...]:
    """What is wrong with the words of a slide whose own claim reports no number."""
    return ()
