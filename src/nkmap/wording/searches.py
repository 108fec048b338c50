"""What was looked for and not found, in words: which is not that it is not so."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap.searches import Search
from nkmap.wording import TEXTS, joined
from nkmap.wording.dates import in_time, when


def in_place_of_a_claim(searches: Sequence[Search]) -> str:
    """What is said of months without a claim that were searched."""
    return joined(f"{TEXTS['no_claim_here'].capitalize()}.", *(search.words for search in searches))


def times(searches: Sequence[Search]) -> str:
    """The times that were searched: ``2018 to November 2026``."""
    return "; ".join(dict.fromkeys(when(search.when) for search in searches))


def searcher(searches: Sequence[Search]) -> str:
    """Who looked, and when: ``nkmap, which looked in November 2026``."""
    return f"nkmap, which looked {_days(searches)}"


def _days(searches: Sequence[Search]) -> str:
    return " and ".join(dict.fromkeys(in_time(search.looked_on) for search in searches))


def listed(searches: Sequence[Search]) -> str:
    """All that was looked for and not found, when, and what that means; empty without any."""
    if not searches:
        return ""
    told = joined(*(search.words for search in searches))
    return joined(told, f"nkmap looked for this {_days(searches)}.", TEXTS["not_found"])
