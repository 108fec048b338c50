"""Whether words about claims hold what the claims hold, and keep their hedges."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from nkmap import wording
from nkmap.claim import Claim
from nkmap.dates import Period
from nkmap.schema import MissingReason, Spread
from nkmap.wording.hedges import REPORT_WORDS

Fault = tuple[str, str]
"""What is wrong, and what to do."""

_NAMES = re.compile(r"\b[A-Z][A-Z0-9]*-\d+\b")
"""Ids of claims, and COVID-19."""
_ONES = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_ONES, start=2)}
_WORDS |= {word: value * 10 for value, word in enumerate(_TENS, start=2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SCALE = rf"(?:{'|'.join(_SCALES)})s?"
_WORD = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES[:8])})|{'|'.join(sorted(_WORDS))})"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?:\d+(?:,\d{{3}})*(?:\.\d+)?|\b{_WORD}\b)(?:[ -]{_SCALE}\b)*|{_SCALE}\b)",
    re.IGNORECASE,
)
_MONTH = "|".join(wording.MONTHS)
_DATE = re.compile(rf"\b(?:(\d{{1,2}}) )?({_MONTH})(?: (\d{{4}}))?\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\d“])")
_JOINTS = ("to", "and", "or", "falling to")
_NAMED = {"talk of": "talk", "promised": "(?:promised|told one could)"}


def wrong(text: str, claims: Sequence[Claim]) -> tuple[Fault, ...]:
    """What is wrong with a title, a sentence or a note about these claims.

    A number is right if it is right for any one claim that holds it. Whoever tells a number that
    is a claim's figure keeps that figure's hedge in the same sentence.
    """
    sentences = _SENTENCE_END.split(_NAMES.sub("", text))
    found: list[Fault] = []
    for index, sentence in enumerate(sentences):
        near = " ".join(sentences[max(index - 1, 0) : index + 2])
        found += _date_faults(sentence, claims)
        bare = _DATE.sub(lambda match: " " * len(match[0]), sentence)
        for match in _NUMBER.finditer(bare):
            found += _number_faults(match, sentence, near, text, claims)
    return tuple(dict.fromkeys(found))


def wrong_without_number(text: str, key: Claim) -> tuple[Fault, ...]:
    """What is wrong with the words of a slide whose own claim reports no number."""
    silent = re.search(
        r"\bnot (?:been )?(?:reported|given)\b|\bno (?:number|figure)\b", text, re.IGNORECASE
    )
    if key.missing_reason is not MissingReason.NOT_REPORTED or silent:
        return ()
    wrong_ = f"does not say that {key.claim_id} reports no number"
    return ((wrong_, f"write “{wording.figure(key)}”, or “no number is reported”"),)


def value(words: str) -> float:
    """The number that digits or words stand for: ``9.92 million``, ``thirty-five``, ``dozens``."""
    total = 1.0
    for part in re.split(r"[ -]", words.lower().replace(",", "")):
        scale = _SCALES.get(part.removesuffix("s"))
        if scale:
            total = round(total * scale, 6)
        elif part in _WORDS:
            total = _WORDS[part] if total == 1 else total + _WORDS[part]
        else:
            total = float(part)
    return total


def _figures(claim: Claim) -> set[float]:
    return {float(part) for part in (claim.low, claim.best, claim.high) if part is not None}


def _periods(claim: Claim) -> tuple[Period, ...]:
    return tuple(period for period in (claim.when, claim.said_on) if period)


def _days(claim: Claim) -> set[str]:
    ends = [bound for p in _periods(claim) for bound in (p.start, p.end) if bound]
    dates = [claim.published, *(day for bound in ends for day in (bound.first, bound.last))]
    return {wording.day(day) for day in dates if day}


def _touches(claim: Claim, month: int, year: int | None) -> bool:
    """Whether the claim's dates reach into the month; an open period holds its named end."""
    for period in _periods(claim):
        first, last = period.start or period.end, period.end or period.start
        if first and last:
            low = first.first.year * 12 + first.first.month
            high = last.last.year * 12 + last.last.month
            years = [year] if year else range(first.first.year, last.last.year + 1)
            if any(low <= each * 12 + month <= high for each in years):
                return True
    day = claim.published
    return bool(day and day.month == month and year in (None, day.year))


def _years(claim: Claim) -> set[float]:
    found = {float(claim.published.year)} if claim.published else set()
    for period in _periods(claim):
        first, last = period.start or period.end, period.end or period.start
        if first and last:
            found |= {float(year) for year in range(first.first.year, last.last.year + 1)}
    return found


def _date_faults(sentence: str, claims: Sequence[Claim]) -> list[Fault]:
    found = []
    for match in _DATE.finditer(sentence):
        month, year = wording.MONTHS.index(match[2]) + 1, int(match[3]) if match[3] else None
        if match[2] == "May" and not (match[1] or match[3]):
            continue  # the verb at the start of a sentence
        held = any(
            match[0] in claim.summary
            or (
                any(day.startswith(match[0]) for day in _days(claim))
                if match[1]
                else _touches(claim, month, year)
            )
            for claim in claims
        )
        if not held:
            remedy = "write a date that a claim holds, or select the claim that holds this one"
            found.append((f"“{match[0]}” is in the dates of none of its claims", remedy))
    return found


def _number_faults(
    match: re.Match[str], sentence: str, near: str, text: str, claims: Sequence[Claim]
) -> tuple[Fault, ...]:
    told, amount = match[0], value(match[0])
    dated = bool(_YEAR.fullmatch(told)) and any(amount in _years(claim) for claim in claims)
    figures = [claim for claim in claims if amount in _figures(claim)]
    if dated or _is_first_day(match, sentence, claims):
        return ()
    if not figures:
        held = [claim for claim in claims if amount in _written(claim)]
        if not held:
            remedy = "write a number as a claim gives it, or select the claim that holds it"
            return ((f"no claim of the step holds the number {told}", remedy),)
        return () if any(claim.is_current for claim in held) else (_fallen(told, held[0]),)
    tried = [_figure_faults(claim, match, sentence, near, text) for claim in figures]
    return min(tried, key=len)


def _written(claim: Claim) -> set[float]:
    bare = _NAMES.sub("", f"{claim.summary} {claim.qualifier}")
    return {value(match[0]) for match in _NUMBER.finditer(_DATE.sub("", bare))}


def _is_first_day(match: re.Match[str], sentence: str, claims: Sequence[Claim]) -> bool:
    """Whether the number is the first of two days of a month: ``12 and 29 January 2026``."""
    rest = re.match(
        rf" (?:and|to) \d{{1,2}} ((?:{_MONTH})(?: \d{{4}})?)\b", sentence[match.end() :]
    )
    told = f"{match[0]} {rest[1]}" if rest else ""
    return bool(told) and any(day.startswith(told) for claim in claims for day in _days(claim))


def _fallen(told: str, claim: Claim) -> Fault:
    remedy = "tell it from a claim that stands"
    return f"{told} is held only by {claim.claim_id}, which is {claim.status}", remedy


def _figure_faults(
    claim: Claim, match: re.Match[str], sentence: str, near: str, text: str
) -> tuple[Fault, ...]:
    found: list[Fault] = []
    name, told = claim.claim_id, match[0]
    right = f"write “{wording.figure(claim)}”"
    if not claim.is_current:
        found.append(_fallen(told, claim))
    if not _range_is_whole(claim, sentence):
        found.append((f"tells {told} without the other end of {name}", right))
    hedge = _hedge(claim)
    if hedge and not _keeps(hedge, claim, match, sentence):
        found.append((f"tells {told} without “{hedge}” of {name}", right))
    if not _says_report(near, claim):
        remedy = f"add “according to {claim.said_by.split(', ')[0]}”, “said” or “reportedly”"
        found.append((f"tells {told} without saying that {name} is a report", remedy))
    if claim.contested and not re.search(r"contested|disputed|denied", text, re.IGNORECASE):
        found.append((f"does not say that {name} is contested", "add “contested”"))
    if claim.is_weak_copy and "weak copy" not in text.lower():
        found.append((f"does not say that {name} was read in a weak copy", "add “(weak copy)”"))
    return tuple(found)


def _hedge(claim: Claim) -> str:
    if claim.qualifier or claim.best is not None:
        return claim.qualifier
    if claim.high is None:
        return "at least"
    return "at most" if claim.low is None else ""


def _keeps(hedge: str, claim: Claim, match: re.Match[str], sentence: str) -> bool:
    if hedge in wording.REPORTED_NOT_COUNTED:
        return bool(re.search(rf"\b{_NAMED.get(hedge, hedge)}\b", sentence, re.IGNORECASE))
    before = sentence[: match.start()].rstrip().lower()
    if claim.low is not None and claim.high is not None:
        after = re.match(r" (to|and)\b", sentence[match.end() :])
        last = list(_NUMBER.finditer(before))[-1:]
        joint = before[last[0].end() :].strip() if last else ""
        if hedge == "between" and ("to" in (joint, after[1] if after else "")):
            return True
        if joint in _JOINTS:
            before = before[: last[0].start()].rstrip()
    return bool(re.search(rf"(?:^|\W){re.escape(hedge)}$", before))


def _range_is_whole(claim: Claim, sentence: str) -> bool:
    if claim.best is not None or claim.low is None or claim.high is None:
        return True
    ends = [float(claim.low), float(claim.high)]
    if claim.spread == Spread.FELL:
        ends.reverse()
    matches = list(_NUMBER.finditer(sentence))
    return any(
        [value(one[0]), value(two[0])] == ends
        and sentence[one.end() : two.start()].strip() in _JOINTS
        for one, two in itertools.pairwise(matches)
    )


def _says_report(near: str, claim: Claim) -> bool:
    words = "|".join(map(re.escape, REPORT_WORDS))
    speaker = claim.said_by.split(", ")[0].lower()
    return bool(re.search(rf"\b(?:{words})\b", near, re.IGNORECASE)) or speaker in near.lower()
