"""The words that keep a number as unsure as its source left it: one closed list for all judges.

``wording.figures`` makes hedged numbers; here stands what a person may write for the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nkmap.claim import Claim
from nkmap.schema import HEDGES
from nkmap.wording.figures import OUR_READING, STATED, hedge_parts

__all__ = [
    "NO_NUMBER_WORDS",
    "hedge_before",
    "hedge_kept",
    "is_told_as_report",
    "report_words",
    "says_no_number",
    "stamps_left_out",
]

_FORMS = {
    # A hedge on the report as a whole, and the forms of the same word that keep it.
    "reportedly": ("reportedly", "reported to"),
    "heard": ("heard",),
    "promised": ("promised", "promises", "promise", "told one could"),
    "talk of": ("talk",),
    "not uncommon": ("not uncommon",),
    "announced": ("announced", "announces", "announcement"),
    "considered": ("considered", "considers", "considering"),
    "expected": ("expected", "expects", "expect"),
    "forecast": ("forecast", "forecasts"),
    "believed to be": ("believed", "believes", "belief"),
    "estimated at": ("estimated", "estimates", "estimate"),
}

_REPORTED = (
    # That nothing was reported tells of no report.
    *("reportedly", "(?<!not )(?<!never )reported", "(?<!no )reports?", "reporting"),
    *("said", "says?", "saying", "told", "tells?", "spoke", "speaks?", "heard", "hears?"),
    *("believed?", "believes", "puts? [^.;]*?at", "noted", "notes", "gives?", "gave", "stated"),
    *(
        "claimed",
        "forecasts?",
        "expect(?:s|ed)?",
        "wrote",
        "writes?",
        "talk of",
        "talk that",
        "rumou?rs?",
    ),
    *("according to", "passes on", r"estimat\w+"),
)
_STATED_TOO = (
    *("counted", "counts?", "announced", "announces", "announcement", "declared", "published"),
    *("saw", "seen", "witnessed"),
)
REPORT_WORDS = "reportedly, reported, said, told, according to, estimated, put at"
STATED_WORDS = f"{REPORT_WORDS}, counted, announced"
"""What a problem offers to whoever left the speaker out."""

_CONTEST = re.compile(
    r"\b(?:contest\w*|disput\w*|den(?:y|ies|ied)|denials?"
    r"|(?:not|refus\w+ to) (?:be )?(?:confirm|verif)\w*)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\bweak cop(?:y|ies)\b", re.IGNORECASE)
_NO_NUMBER = re.compile(
    r"\bno (?:number|figure)\b|\bnot (?:reported|given|stated|known|said)\b"
    r"|\b(?:number|figure)s? (?:is|are|was|were) (?:unknown|missing|left out)\b"
    r"|\bwithout (?:a|any|its|the) (?:number|figure)\b"
    r"|\bunknown number\b|\bnobody knows how many\b",
    re.IGNORECASE,
)
NO_NUMBER_WORDS = "number not reported, no number is given"


_NOT = re.compile(r"\b(?:no|not|never)\s+$", re.IGNORECASE)


def _any(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


_AS_REPORT, _AS_STATED = _any(_REPORTED), _any((*_REPORTED, *_STATED_TOO))
_MONEY = r"(?:(?:US)?[$€¥£]|USD ?|CNY ?)?"


def hedge_before(before: str) -> str:
    """The number hedge that ends a text, directly before a number; empty without one."""
    found = [word for word in HEDGES if _without(before, word) is not None]
    return max(found, key=len, default="")


def _without(before: str, word: str) -> str | None:
    """What stands before a hedge that ends a text; ``None`` where the text does not end with it."""
    told = r"\s+".join(map(re.escape, word.split()))
    match = re.search(rf"(?<![\w-]){told}\s+{_MONEY}$", before, re.IGNORECASE)
    return before[: match.start()] if match else None


def hedge_kept(claim: Claim, before: str, sentence: str) -> bool:
    """Whether a figure keeps its claim's hedge, in the source's own word, and gains no other.

    ``before`` is what stands before the number in its ``sentence``.
    """
    report, own = hedge_parts(claim)
    if report and not _any(_FORMS[report]).search(sentence):
        return False
    if not own:
        return not hedge_before(before)
    if own == "between":
        return True  # told by both ends, whatever joins them
    rest = _without(before, own)
    longer = len(hedge_before(before)) > len(own)  # "no more than" is not "more than"
    return rest is not None and not longer and not hedge_before(rest) and not _NOT.search(rest)


def is_told_as_report(claim: Claim, words: str) -> bool:
    """Whether words say that somebody says so.

    A count or an announcement may say that it was counted or announced instead, and what is only
    nkmap's own reading says that.
    """
    if claim.is_our_reading and OUR_READING in words:
        return True
    return bool((_AS_STATED if claim.evidence in STATED else _AS_REPORT).search(words))


def report_words(claim: Claim) -> str:
    """Words of which one is enough to tell a claim as a report."""
    return STATED_WORDS if claim.evidence in STATED else REPORT_WORDS


def stamps_left_out(claim: Claim, words: str) -> tuple[str, ...]:
    """The stamps of a claim that words about it do not carry: contested, weak copy."""
    found = {
        "contested": bool(claim.contested) and not _CONTEST.search(words),
        "weak copy": claim.is_weak_copy and not _WEAK.search(words),
    }
    return tuple(stamp for stamp, is_left_out in found.items() if is_left_out)


def says_no_number(words: str) -> bool:
    """Whether words say that a number was not reported."""
    return bool(_NO_NUMBER.search(words))
