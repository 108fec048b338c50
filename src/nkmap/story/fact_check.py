"""What is wrong with a sentence of a briefing: numbers no claim holds, hedges that were dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from nkmap import dates
from nkmap.claim import Claim
from nkmap.dates import Period, Precision
from nkmap.schema import HEDGES, REPORT_HEDGES, MissingReason, Spread
from nkmap.story.numerals import Number, StatedDate, read
from nkmap.wording import hedges, joined

Wrong = tuple[str, str]
"""What is wrong, and what to do."""


def wrong(text: str, claims: Sequence[Claim]) -> tuple[Wrong, ...]:
    """What is wrong with a title, a text or a note about these claims; each problem once.

    Every number and date must be held by a claim that stands. A claim's figure keeps its hedge in
    the source's own word, both ends of a range, its stamps, and the word that somebody says so.
    Where several claims hold a figure, the text is right if it is right for any of them.
    """
    told = read(text)
    found = [
        *(verdict for date in told.dates for verdict in _date_wrong(date, claims)),
        *(verdict for number in told.numbers for verdict in _number_wrong(text, number, claims)),
    ]
    return tuple(dict.fromkeys(found))


_NO_NUMBER = re.compile(
    r"\bno (?:number|figure)\b|\bnot (?:reported|given|stated|known|said)\b"
    r"|\b(?:number|figure)s? (?:is|are|was|were) (?:unknown|missing|left out)\b"
    r"|\bwithout (?:a|any|its|the) (?:number|figure)\b"
    r"|\bunknown number\b|\bnobody knows how many\b",
    re.IGNORECASE,
)


def number_kept_open(text: str, key: Claim) -> tuple[Wrong, ...]:
    """What is wrong with a step whose key claim has no number: its words must say so.

    ``text`` is all a reader sees of the step, its title and its text.
    """
    if key.missing_reason is not MissingReason.NOT_REPORTED or _NO_NUMBER.search(text):
        return ()
    return (
        (
            f"the number of {key.claim_id} was not reported, and nothing here says so",
            "say it: number not reported, no number is given",
        ),
    )


# ---------------------------------------------------------------- what a claim holds


_Written = tuple[Decimal | str, bool, str]
"""A number in a claim's own words: its value, whether it counts hundredths, the hedge before it."""


@dataclass(frozen=True)
class _Stated:
    """The numbers and dates of a claim that are not its figure."""

    written: frozenset[_Written]
    dates: frozenset[tuple[int, ...]]
    """Years, months and days that it is dated: ``(2024,)``, ``(2024, 12)``, ``(2024, 12, 1)``."""
    in_words: tuple[StatedDate, ...]
    """Dates in its own words."""


@lru_cache(maxsize=4096)
def _stated(claim: Claim) -> _Stated:
    written: set[_Written] = set()
    in_words: list[StatedDate] = []
    own = (claim.summary, claim.qualifier, claim.said_by, claim.contested, hedges.part(claim))
    for words in own:
        found = read(words)
        in_words += found.dates
        written |= {(n.value, n.share, _hedge_before(words[: n.start])) for n in found.numbers}
    days = filter(None, (claim.first_day, claim.last_day, claim.published))
    dated: set[tuple[int, ...]] = {(day.year,) for day in days}
    for period in filter(None, (claim.when, claim.said_on)):
        dated |= set(_dates(period))
    # A publication is known by its last day, which may stand for its month or its year.
    day = claim.published
    if day and (day.month, day.day) != (12, 31):
        dated.add((day.year, day.month))
        if dates.last_day_of(dates.month_of(day)) != day:
            dated.add((day.year, day.month, day.day))
    return _Stated(frozenset(written), frozenset(dated), tuple(in_words))


def _dates(period: Period) -> Iterator[tuple[int, ...]]:
    """The years, months and days of a period.

    A bare year names no month. Of one with an open end only the end that is named counts.
    """
    ends = [end for end in (period.start, period.end) if end]
    years = {year for end in ends for year in (end.first.year, end.last.year)}
    spans = [(end.first, end.last) for end in ends if end.precision is not Precision.YEAR]
    if period.start and period.end:
        years = set(range(min(years), max(years) + 1))
        if period.has_month:
            spans = [(period.start.first, period.end.last)]
    yield from ((year,) for year in years)
    for first, last in spans:
        for month in dates.months_between(dates.month_of(first), dates.month_of(last)):
            yield int(month[:4]), int(month[5:])
    for end in ends:
        if end.precision is Precision.DAY:
            yield end.first.year, end.first.month, end.first.day


# ---------------------------------------------------------------- dates


def _date_wrong(date: StatedDate, claims: Sequence[Claim]) -> Iterator[Wrong]:
    holders = [claim for claim in claims if _holds_date(_stated(claim), date)]
    if not holders:
        yield (
            f"no claim of this step is dated {date.words}, nor names it",
            "correct the date, or choose claims that give it",
        )
    elif not any(claim.is_current for claim in holders):
        yield _no_longer(date.words, holders[0])


def _holds_date(stated: _Stated, date: StatedDate) -> bool:
    parts = 3 if date.day is not None else 2 if date.months else 1
    return any(
        len(own) == parts
        and date.year in (own[0], None)
        and (parts < 2 or own[1] in date.months)
        and (parts < 3 or own[2] == date.day)
        for own in stated.dates
    ) or any(_is_part(date, own, stated) for own in stated.in_words)


def _is_part(date: StatedDate, own: StatedDate, stated: _Stated) -> bool:
    """Whether a date says no more than a date in the claim's own words does."""
    if own.year is None and date.year is not None and (date.year,) not in stated.dates:
        return False
    if own.year is not None and date.year not in (own.year, None):
        return False
    if date.months and not set(own.months) & set(date.months):
        return False
    return date.day in (own.day, None)


# ---------------------------------------------------------------- numbers


def _number_wrong(text: str, number: Number, claims: Sequence[Claim]) -> Iterator[Wrong]:
    start, end = _sentence(text, number.start)
    if number.words.lower() == "zero" and _DENIED.search(text[start:end]):
        return  # "that is not zero" states no zero
    holders = [c for c in claims if number.value in (c.low, c.best, c.high) and not number.share]
    standing = [claim for claim in holders if claim.is_current]
    written = _in_words(number, [claim for claim in claims if claim.is_current])
    if standing:
        # What is wrong if the number is this claim's; the claim it fits best speaks.
        verdicts = (tuple(_figure_wrong(text, number, claim)) for claim in standing)
        yield from min(verdicts, key=len)
    elif written:
        yield from _written_wrong(text[start : number.start], number, written)
    elif gone := holders or [c for c in claims if _in_words(number, [c])]:
        yield _no_longer(number.words, gone[0])
    else:
        yield (
            f"no claim of this step holds the number {number.words}",
            "take it out, or choose claims that state it",
        )


_DENIED = re.compile(r"\b(?:no|not|none|never|nor)\b|n’t\b|n't\b", re.IGNORECASE)


def _no_longer(words: str, claim: Claim) -> Wrong:
    by = f"; see {claim.superseded_by}" if claim.superseded_by else ""
    return (
        f"{words} is held only by {claim.claim_id}, which was {claim.status}",
        f"take it out, or choose a claim that stands{by}",
    )


def _in_words(number: Number, claims: Sequence[Claim]) -> tuple[_Written, ...]:
    return tuple(
        own
        for claim in claims
        for own in _stated(claim).written
        if own[:2] == (number.value, number.share)
    )


def _written_wrong(before: str, number: Number, written: Sequence[_Written]) -> Iterator[Wrong]:
    """A number in a claim's words has a hedge as well: "about 40 countries"."""
    own = _hedge_before(before)
    theirs = sorted({hedge for _, _, hedge in written})
    if own not in theirs:
        told = f"{theirs[0]} {number.words}".strip()
        yield f"{number.words} does not stand as in the claim's words", f"write {told}"


_REPORT_WORDS = "reportedly, reported, said, told, according to, estimated, put at"
_STAMPS = {
    "contested": re.compile(
        r"\b(?:contest\w*|disput\w*|den(?:y|ies|ied)|denials?"
        r"|(?:not|refus\w+ to) (?:be )?(?:confirm|verif)\w*)\b",
        re.IGNORECASE,
    ),
    "weak copy": re.compile(r"\bweak cop(?:y|ies)\b", re.IGNORECASE),
}


def _figure_wrong(text: str, number: Number, claim: Claim) -> Iterator[Wrong]:
    start, end = _sentence(text, number.start)
    sentence = text[start:end]
    figure = hedges.plain_figure(claim)
    first = _told_whole(text, number, claim)
    if first is None:
        yield (
            f"{number.words} alone is not what {claim.claim_id} says",
            f"write {figure}, both in one sentence",
        )
    elif not _hedge_kept(claim, text[start : first.start], sentence):
        hedge = joined(*hedges.hedge_parts(claim))
        lost = f"lost the hedge of {claim.claim_id}, “{hedge}”" if hedge else "gained a hedge"
        own = "" if hedge else f" that {claim.claim_id} does not have"
        yield f"{number.words} has {lost}{own}", f"write {figure}"
    if not hedges.is_told_as_report(claim, text[slice(*_around(text, number.start))]):
        stated = ", counted, announced" if claim.evidence in hedges.STATED else ""
        yield (
            f"{number.words} stands as a fact; {claim.claim_id} is what somebody says",
            f"say who says so, with one of: {_REPORT_WORDS}{stated}",
        )
    for stamp, is_due in (("contested", claim.contested), ("weak copy", claim.is_weak_copy)):
        if is_due and not _STAMPS[stamp].search(text):
            yield f"{number.words} is from {claim.claim_id}, which is {stamp}", f"say “{stamp}”"


def _told_whole(text: str, number: Number, claim: Claim) -> Number | None:
    """The number before which the hedge of a claim's figure has to stand.

    ``None`` where the figure is not told whole: one end of a range, or a limit without its best.
    """
    start, end = _sentence(text, number.start)
    beside = [n for n in read(text).numbers if start <= n.start < end]
    low, best, high = claim.low, claim.best, claim.high
    if best is not None:
        # The limits beside a best figure may be left out, the best figure may not.
        return next((n for n in [number, *beside] if n.value == best), None)
    if low is None or high is None or low == high:
        return number
    lows = [n for n in beside if n.value == low]
    highs = [n for n in beside if n.value == high]
    pairs = [(one, two) for one in lows for two in highs if number in (one, two)]
    if claim.spread == Spread.FELL:
        # "From 11,000 to 34,000" would be a rise.
        fell = [two for one, two in pairs if not _joins(text, one, two, Spread.BETWEEN)]
        return next(iter(fell), None)
    return next((one for one, two in pairs if _joins(text, one, two, claim.spread)), None)


_UNIT = r"(?:[\s-]+[A-Za-z’'.]+){0,3}?"
_MONEY = r"(?:US)?[$€¥£]?"
_TO = re.compile(rf"{_UNIT}(?:\s+to\s+|\s*[-–—]\s*){_MONEY}")
_AND = re.compile(rf"{_UNIT}\s+and\s+{_MONEY}")
_OR = re.compile(rf"{_UNIT}\s+or\s+{_MONEY}")
_BETWEEN = re.compile(rf"\bbetween(?:\s+\w+)?\s+{_MONEY}$", re.IGNORECASE)


def _joins(text: str, one: Number, two: Number, spread: str) -> bool:
    """Whether two numbers are told as the ends of one range, or as the two values they are."""
    joint = text[one.end : two.start]
    if one.end > two.start:
        return False
    if spread == Spread.EITHER:
        return bool(_OR.fullmatch(joint))
    is_between = bool(_BETWEEN.search(text[: one.start]))
    return bool(_TO.fullmatch(joint)) or (is_between and bool(_AND.fullmatch(joint)))


# ---------------------------------------------------------------- hedges

_NOT = re.compile(r"\b(?:no|not|never)\s+$", re.IGNORECASE)
_CURRENCY = r"(?:(?:US)?[$€¥£]|USD ?|CNY ?)?"


def _ending(*words: str) -> re.Pattern[str]:
    """A text that ends with one of these words and, perhaps, a sign of money."""
    told = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<![\w-])(?:{told})\s+{_CURRENCY}$", re.IGNORECASE)


_ANY = _ending(*HEDGES)
_ENDINGS = {word: _ending(word) for word in HEDGES}


def _hedge_before(before: str) -> str:
    """The number hedge that ends a text, directly before a number; empty without one."""
    if not _ANY.search(before):
        return ""
    found = [word for word in HEDGES if _without(before, word) is not None]
    return max(found, key=len, default="")


def _without(before: str, word: str) -> str | None:
    """What stands before a hedge that ends a text; ``None`` where the text does not end with it."""
    match = (_ENDINGS.get(word) or _ending(word)).search(before)
    return before[: match.start()] if match else None


def _hedge_kept(claim: Claim, before: str, sentence: str) -> bool:
    """Whether a figure keeps its claim's hedge, in the source's own word, and gains no other.

    ``before`` is what stands before the number in its ``sentence``.
    """
    report, own = hedges.hedge_parts(claim)
    forms = REPORT_HEDGES.get(report, ())
    if forms and not re.search(rf"\b(?:{'|'.join(forms)})\b", sentence, re.IGNORECASE):
        return False
    if not own:
        return not _hedge_before(before)
    if own == "between":
        return True  # told by both ends, whatever joins them
    rest = _without(before, own)
    longer = len(_hedge_before(before)) > len(own)  # "no more than" is not "more than"
    return rest is not None and not longer and not _hedge_before(rest) and not _NOT.search(rest)


# ---------------------------------------------------------------- sentences

_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_SHORTENED = re.compile(
    r"\b(?:[A-Z]|St|Mr|Mrs|Ms|Dr|No|vs|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text begins and ends."""
    cuts = [m.end() for m in _END.finditer(text) if not _SHORTENED.search(text[: m.start()])]
    edges = [0, *cuts, len(text)]
    return tuple(pairwise(edges))


def _sentence(text: str, at: int) -> tuple[int, int]:
    return next(span for span in _sentences(text) if span[0] <= at < span[1])


def _around(text: str, at: int) -> tuple[int, int]:
    """The sentence at a character, with the one before and the one after it."""
    spans = _sentences(text)
    index = spans.index(_sentence(text, at))
    return spans[max(index - 1, 0)][0], spans[min(index + 1, len(spans) - 1)][1]
