"""Words of doubt on a number: what they make of it, and which say that there were none.

``hedges.toml`` lists them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path


class Bound(StrEnum):
    """What a word makes of the number behind it."""

    LOWER = "a lower limit"
    UPPER = "an upper limit"
    SHORT = "just short of it"


_LISTED = tomllib.loads((Path(__file__).parent / "hedges.toml").read_text("utf-8"))


def _bounds(listed: Mapping[str, Sequence[str]]) -> dict[str, Bound | None]:
    bounds = {bound: None if bound == "a count" else Bound(bound) for bound in listed}
    return {word: bounds[bound] for bound, words in listed.items() for word in words}


HEDGES = _bounds(_LISTED["before"])
"""Hedges that stand directly before a number; ``None`` leaves it a count."""

BEHIND = _bounds(_LISTED["behind"])
"""The same, said behind the number."""

REPORTED_NOT_COUNTED = frozenset(_LISTED["report"]["behind"])
"""Hedges on the report as a whole that are told behind the number; others stand before it."""

REPORT_HEDGES: dict[str, list[str]] = _LISTED["report"]["behind"] | _LISTED["report"]["before"]
"""All hedges on the report as a whole, each with the forms of the same word that keep it."""

SAID: dict[str, list[str]] = _LISTED["said"]
"""Forms of words that tell a ``report``, and those that tell a ``statement`` as well."""

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
