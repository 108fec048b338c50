"""What is wrong with a sentence of a briefing: numbers no claim holds, hedges that were dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from nkmap import dates
from nkmap.claim import Claim
from nkmap.dates import Bound, Period, Precision
from nkmap.schema import MissingReason, Spread
from nkmap.story.numerals import Moment, Number, read
from nkmap.wording import hedges

Wrong = tuple[str, str]
"""What is wrong, and what to do."""


def wrong(text: str, claims: Sequence[Claim]) -> tuple[Wrong, ...]:
    """What is wrong with a title, a text or a note about these claims; each problem once.

    Every number and date must be held by a claim that stands. A claim's figure keeps its hedge in
    the source's own word, both ends of a range, its stamps, and the word that somebody says so.
    Where several claims hold a figure, the text is right if it is right for any of them.
    """
    stated = read(text)
    found = [
        *(verdict for moment in stated.moments for verdict in _moment_wrong(moment, claims)),
        *(verdict for number in stated.numbers for verdict in _number_wrong(text, number, claims)),
    ]
    return tuple(dict.fromkeys(found))


def number_kept_open(text: str, key: Claim) -> tuple[Wrong, ...]:
    """What is wrong with a step whose key claim has no number: its words must say so.

    ``text`` is all a reader sees of the step, its title and its text.
    """
    if key.missing_reason is not MissingReason.NOT_REPORTED or hedges.says_no_number(text):
        return ()
    return (
        (
            f"the number of {key.claim_id} was not reported, and nothing here says so",
            f"say it: {hedges.NO_NUMBER_WORDS}",
        ),
    )


# ---------------------------------------------------------------- what a claim holds


@dataclass(frozen=True)
class _Written:
    """A number in a claim's own words, with the hedge that stands before it there."""

    value: Decimal | str
    share: bool
    hedge: str


@dataclass(frozen=True)
class _Held:
    """The numbers and dates of a claim that are not its figure."""

    written: frozenset[_Written]
    years: frozenset[int]
    months: frozenset[tuple[int, int]]
    days: frozenset[tuple[int, int, int]]
    moments: tuple[Moment, ...]
    """Dates in its own words."""


@lru_cache(maxsize=4096)
def _held(claim: Claim) -> _Held:
    written: set[_Written] = set()
    moments: list[Moment] = []
    for words in (
        claim.summary,
        claim.qualifier,
        claim.said_by,
        claim.contested,
        hedges.part(claim),
    ):
        stated = read(words)
        moments += stated.moments
        written |= {
            _Written(n.value, n.share, hedges.hedge_before(words[: n.start]))
            for n in stated.numbers
        }
    days = {day for day in (claim.first_day, claim.last_day, claim.published) if day}
    years = {day.year for day in days}
    named_months: set[dates.Month] = set()
    named_days: set[date] = set()
    for period in filter(None, (claim.when, claim.said_on)):
        years |= _years(period)
        named_months |= set(_touched(period))
        named_days |= {bound.first for bound in _bounds(period) if _is_day(bound)}
    # A publication is known by its last day, which may stand for its month or its year.
    if claim.published and (claim.published.month, claim.published.day) != (12, 31):
        named_months.add(dates.month_of(claim.published))
        if dates.last_day_of(dates.month_of(claim.published)) != claim.published:
            named_days.add(claim.published)
    return _Held(
        frozenset(written),
        frozenset(years),
        frozenset((int(name[:4]), int(name[5:])) for name in named_months),
        frozenset((day.year, day.month, day.day) for day in named_days),
        tuple(moments),
    )


def _bounds(period: Period) -> tuple[Bound, ...]:
    return tuple(filter(None, (period.start, period.end)))


def _is_day(bound: Bound) -> bool:
    return bound.precision is Precision.DAY


def _years(period: Period) -> set[int]:
    """The years of a period; of one with an open end only those of the end that is named."""
    named = {year for bound in _bounds(period) for year in (bound.first.year, bound.last.year)}
    is_closed = period.start is not None and period.end is not None
    return set(range(min(named), max(named) + 1)) if is_closed else named


def _touched(period: Period) -> Iterator[dates.Month]:
    """The months a period touches; a bare year names none, nor does an open end."""
    finer = [bound for bound in _bounds(period) if bound.precision is not Precision.YEAR]
    if period.end and period.has_month and period.start:
        yield from dates.months_between(
            dates.month_of(period.start.first), dates.month_of(period.end.last)
        )
        return
    for bound in finer:
        yield from dates.months_between(dates.month_of(bound.first), dates.month_of(bound.last))


def _figures(claim: Claim) -> tuple[int, ...]:
    return tuple(n for n in (claim.low, claim.best, claim.high) if n is not None)


# ---------------------------------------------------------------- dates


def _moment_wrong(moment: Moment, claims: Sequence[Claim]) -> Iterator[Wrong]:
    holders = [claim for claim in claims if _holds_moment(claim, moment)]
    if not holders:
        yield (
            f"no claim of this step is dated {moment.words}, nor names it",
            "correct the date, or choose claims that give it",
        )
    elif not any(claim.is_current for claim in holders):
        yield _no_longer(moment.words, holders[0])


def _holds_moment(claim: Claim, moment: Moment) -> bool:
    held = _held(claim)
    return _is_dated(held, moment) or any(_is_part(moment, own, held) for own in held.moments)


def _is_dated(held: _Held, moment: Moment) -> bool:
    if moment.day is not None:
        return any(
            day == moment.day and month in moment.months and moment.year in (year, None)
            for year, month, day in held.days
        )
    if moment.months:
        return any(
            month in moment.months and moment.year in (year, None) for year, month in held.months
        )
    return moment.year in held.years


def _is_part(moment: Moment, own: Moment, held: _Held) -> bool:
    """Whether a date says no more than a date in the claim's own words does."""
    if own.year is None and moment.year is not None and moment.year not in held.years:
        return False
    if own.year is not None and moment.year not in (own.year, None):
        return False
    if moment.months and not set(own.months) & set(moment.months):
        return False
    return moment.day in (own.day, None)


# ---------------------------------------------------------------- numbers


def _number_wrong(text: str, number: Number, claims: Sequence[Claim]) -> Iterator[Wrong]:
    start, end = _sentence(text, number.start)
    if number.words.lower() == "zero" and _DENIED.search(text[start:end]):
        return  # "that is not zero" states no zero
    holders = [c for c in claims if number.value in _figures(c) and not number.share]
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
        for own in _held(claim).written
        if (own.value, own.share) == (number.value, number.share)
    )


def _written_wrong(before: str, number: Number, written: Sequence[_Written]) -> Iterator[Wrong]:
    """A number in a claim's words has a hedge as well: "about 40 countries"."""
    own = hedges.hedge_before(before)
    theirs = sorted({each.hedge for each in written})
    if own not in theirs:
        told = f"{theirs[0]} {number.words}".strip()
        yield f"{number.words} does not stand as in the claim's words", f"write {told}"


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
    elif not hedges.hedge_kept(claim, text[start : first.start], sentence):
        hedge = hedges.hedge(claim)
        lost = f"lost the hedge of {claim.claim_id}, “{hedge}”" if hedge else "gained a hedge"
        own = "" if hedge else f" that {claim.claim_id} does not have"
        yield f"{number.words} has {lost}{own}", f"write {figure}"
    if not hedges.is_told_as_report(claim, text[slice(*_around(text, number.start))]):
        yield (
            f"{number.words} stands as a fact; {claim.claim_id} is what somebody says",
            f"say who says so, with one of: {hedges.report_words(claim)}",
        )
    for stamp in hedges.stamps_left_out(claim, text):
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
