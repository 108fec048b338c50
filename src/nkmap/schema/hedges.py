"""The words that belong to a number, and what each makes of it: one table for all who judge them.

"More than 100" is a lower limit and "up to 50" an upper one: neither is a count, and the sum of
limits is no sum.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Bound(StrEnum):
    """What a word makes of the number behind it."""

    LOWER = "a lower limit"
    UPPER = "an upper limit"
    SHORT = "just short of it"


HEDGES: dict[str, Bound | None] = {
    "about": None,
    "an estimated": None,
    "approximately": None,
    "around": None,
    "roughly": None,
    "some": None,
    "above": Bound.LOWER,
    "a minimum of": Bound.LOWER,
    "at least": Bound.LOWER,
    "exceeding": Bound.LOWER,
    "greater than": Bound.LOWER,
    "in excess of": Bound.LOWER,
    "more than": Bound.LOWER,
    "no fewer than": Bound.LOWER,
    "no less than": Bound.LOWER,
    "not fewer than": Bound.LOWER,
    "not less than": Bound.LOWER,
    "over": Bound.LOWER,
    "upwards of": Bound.LOWER,
    "a maximum of": Bound.UPPER,
    "as many as": Bound.UPPER,
    "as much as": Bound.UPPER,
    "at most": Bound.UPPER,
    "below": Bound.UPPER,
    "fewer than": Bound.UPPER,
    "less than": Bound.UPPER,
    "no greater than": Bound.UPPER,
    "no more than": Bound.UPPER,
    "not exceeding": Bound.UPPER,
    "not more than": Bound.UPPER,
    "under": Bound.UPPER,
    "up to": Bound.UPPER,
    "almost": Bound.SHORT,
    "approaching": Bound.SHORT,
    "close to": Bound.SHORT,
    "just below": Bound.SHORT,
    "just under": Bound.SHORT,
    "nearly": Bound.SHORT,
    "not quite": Bound.SHORT,
}
"""Hedges that stand directly before a number; ``None`` leaves it a count."""

BEHIND = {
    "or more": Bound.LOWER,
    "and more": Bound.LOWER,
    "at least": Bound.LOWER,
    "at a minimum": Bound.LOWER,
    "or fewer": Bound.UPPER,
    "or less": Bound.UPPER,
    "at the most": Bound.UPPER,
    "at a maximum": Bound.UPPER,
}
"""The same, said behind the number."""

_ALL = HEDGES | BEHIND
_WORDS = "|".join(re.escape(words) for words in sorted(_ALL, key=len, reverse=True))
_HEDGE = re.compile(rf"(?<![\w-])(?:{_WORDS})(?![\w-])", re.IGNORECASE)

_NONE = "0|nil|no|no[ -]one|nobody|none(?: at all)?|not a single(?: one)?|not any|not one|zero"
_SAYS_NONE = re.compile(
    rf"(?:(?:reportedly|allegedly|believed to be|said to be) )?(?:{_NONE})(?:, reportedly)?",
    re.IGNORECASE,
)


def says_none(qualifier: str) -> bool:
    """Whether a source's word for how many says that there were none: a zero, not an unknown."""
    return bool(_SAYS_NONE.fullmatch(qualifier.strip()))


def bound_of(qualifier: str) -> Bound | None:
    """What a qualifier makes of its number: ``reportedly more than`` a lower limit.

    A word counts where no other follows but such as these: "under consideration" is no limit.
    """
    rest = qualifier.strip()
    found = None
    for match in _HEDGE.finditer(rest):
        behind = _HEDGE.sub("", rest[match.end() :])
        if not re.search(r"\w", behind.partition(",")[0].partition("(")[0]):
            found = found or _ALL[match[0].lower()]
    return found


def is_hedged(qualifier: str) -> bool:
    """Whether a qualifier holds a word that belongs to a number."""
    return bool(_HEDGE.search(qualifier))
