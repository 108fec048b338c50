"""The numbers and dates that a text states, in digits or in words, with where each stands.

What only looks like a number is none: the id of a claim, a name such as COVID-19, and "one", which
mostly counts nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from nkmap.wording.dates import MONTHS


@dataclass(frozen=True)
class Number:
    """A number in a text."""

    value: Decimal | str
    """How many; the word itself where it says no number, as "thousands" does."""
    share: bool
    """Whether it counts hundredths, as "20%" does."""
    words: str
    start: int
    end: int
    """Where it stands, in characters."""


@dataclass(frozen=True)
class StatedDate:
    """A date in a text, as far as it is given there."""

    year: int | None
    months: tuple[int, ...]
    """The months it may mean, from 1; empty: the year as a whole."""
    day: int | None
    words: str


@dataclass(frozen=True)
class Stated:
    """All that a text states in numbers."""

    numbers: tuple[Number, ...]
    dates: tuple[StatedDate, ...]


_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

# ---------------------------------------------------------------- dates

_SHORT = {name[:3]: index for index, name in enumerate(MONTHS, start=1)} | {"Sept": 9}
_MONTH_OF = _SHORT | {name: index for index, name in enumerate(MONTHS, start=1)}
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_PARTS: dict[str, list[int]] = _WORDS["parts"]
_YEAR = r"(?<![\d,.$€¥£#])(?P<{}>(?:19|20)\d\d|2100)(?!\d|,\d{{3}}|\.\d|%| per ?cent"
_YEAR += r"|\s(?:US dollars|dollars|yuan|won|kilometres|months)\b)"
_DAY = r"(?<![\d,.])(?P<{}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
_FULL = "|".join(MONTHS)
_ABBREVIATED = rf"(?:{_FULL}|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?)"
_AND = r"\s*(?:\b(?:to|and|or|through|until)\b|[-–—/])\s*"
_COUNTED_BEFORE = re.compile(r"(?:resolutions?|nos?\.|numbers?|SCR)\s*$", re.IGNORECASE)
"""What makes a number of four digits that follows it the name of a paper, and no year."""

_YEAR_ALONE = _YEAR.format("y")
_FORMS = tuple(
    re.compile(form)
    for form in (
        # The longest form of a date first: what belongs to one date belongs to no other.
        r"(?<![\d-])(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\d-])",
        rf"{_DAY.format('d')}{_AND}{_DAY.format('d2')}\s+(?:of\s+)?(?P<m>{_ABBREVIATED})"
        rf"(?:,?\s+{_YEAR.format('y')})?",
        rf"{_DAY.format('d')}\s+(?:of\s+)?(?P<m>{_ABBREVIATED})(?:,?\s+{_YEAR.format('y')})?",
        rf"\b(?P<m>{_ABBREVIATED})\s+{_DAY.format('d')}(?:,?\s+{_YEAR.format('y')}|(?!\s*\d))",
        rf"\b(?P<m>{_FULL}){_AND}(?P<m2>{_FULL})(?:\s+of)?,?\s+{_YEAR.format('y')}",
        rf"\b(?P<m>{_ABBREVIATED})(?:\s+of|\s+in)?,?\s+{_YEAR.format('y')}",
        rf"\b(?P<season>(?i:{'|'.join(_SEASONS)}))(?:\s+(?:of|in))?\s+{_YEAR.format('y')}",
        rf"\b(?P<part>(?i:{'|'.join(_PARTS)}))(?:\s+in)?[\s-]+{_YEAR.format('y')}",
        rf"{_YEAR.format('y')}[-–—/](?P<yy>\d\d)(?!\d)",
        _YEAR_ALONE,
        rf"\b(?P<m>{'|'.join(name for name in MONTHS if name not in ('May', 'March'))})\b",
        # May and March are months only where something says so.
        r"\b(?i:in|since|of|by|until|till|from|to|and|or|between|before|after|during|through"
        r"|early|mid|late|last|next|this|every|for|about|around)[\s-](?P<m>May|March)\b",
        rf"\b(?P<m>May|March)(?= (?:and|or|to|until) (?:{_FULL})\b)",
    )
)


def _dates(text: str) -> Iterator[tuple[StatedDate, int, int]]:
    """The dates of a text with where each stands; every character belongs to one date at most."""
    taken = bytearray(len(text))
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            is_paper = form.pattern == _YEAR_ALONE and _COUNTED_BEFORE.search(text[:start])
            if any(taken[start:end]) or is_paper:
                continue
            taken[start:end] = b"\1" * (end - start)
            for date in _of(match):
                yield date, start, end


def _of(match: re.Match[str]) -> Iterator[StatedDate]:
    found = {name: value for name, value in match.groupdict().items() if value}
    words = match[0].strip()
    if "iso" in found:
        year, month, *day = map(int, found["iso"].split("-"))
        yield StatedDate(year, (month,), day[0] if day else None, words)
    elif "m2" in found:
        yield from _two_months(int(found["y"]), found["m"], found["m2"])
    elif "yy" in found:
        yield StatedDate(int(found["y"]), (), None, found["y"])
        yield StatedDate(int(found["y"][:2] + found["yy"]), (), None, words)
    else:
        given = int(found["y"]) if "y" in found else None
        days = [int(found[name]) for name in ("d", "d2") if name in found]
        words = words if days or given else found["m"]
        for each in days or (None,):
            yield StatedDate(given, _months(found), each, words)


def _two_months(year: int, first: str, last: str) -> Iterator[StatedDate]:
    """The ends of "October to December 2024", of which only the last has its year."""
    one, two = _MONTH_OF[first], _MONTH_OF[last]
    yield StatedDate(year - (one > two), (one,), None, f"{first} {year - (one > two)}")
    yield StatedDate(year, (two,), None, f"{last} {year}")


def _months(found: dict[str, str]) -> tuple[int, ...]:
    if "m" in found:
        return (_MONTH_OF[found["m"].rstrip(".")],)
    season, part = found.get("season", "").lower(), found.get("part", "").lower()
    return tuple(_SEASONS.get(season) or _PARTS.get(part) or ())


# ---------------------------------------------------------------- numbers

_UNITS = {word: number for number, word in enumerate(_WORDS["units"]) if word}
_TENS = {word: 10 * number for number, word in enumerate(_WORDS["tens"]) if word}
_TIMES: dict[str, int] = _WORDS["times"]
_HALF_YEAR = r"(?<!first )(?<!second )"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<digits>{_DIGITS})(?:(?P<times>bn|mn|[kKmM])\b)?"
    rf"|\b(?P<word>(?i:{'|'.join([*_UNITS, *_TENS])}))\b"
    rf"|\b(?P<one>(?i:one))(?=[\s-]+(?i:hundred|thousand|million|billion|dozen)\b)"
    rf"|\b(?P<a>(?i:an?))(?=\s+(?i:hundred|thousand|million|billion|dozen)\b)"
    rf"|\b(?P<mag>(?i:{'|'.join(t for t in _TIMES if len(t) > 2)}))\b"
    rf"|\b{_HALF_YEAR}(?P<many>(?i:tens\s+of\s+thousands|{'|'.join(_WORDS['many'])}))\b"
)
_JOINED = re.compile(r"(?:\s+|-)(?:and\s+)?")
_SHARE = re.compile(r"\s*(?:%|per ?cent\b|percent)", re.IGNORECASE)
_NAMES = re.compile(
    # Ids of claims, and names that carry digits; money is no name.
    r"\b(?!USD|CNY|US\b|EUR|RMB|KRW)[A-Z][A-Za-z]*\d+[A-Z]?(?:-\d+)?\b"
    r"|\b[A-Z]{2,}[A-Z0-9]*-\d+\b|\b(?i:covid)-\d+\b"
    r"|\b(?!USD|CNY|EUR|RMB|KRW)[A-Za-z]+\d[\w.]*\w",
)
_MASK = "\0"


def _numbers(text: str) -> Iterator[Number]:
    """The numbers of a text that is free of dates and names."""
    group: list[re.Match[str]] = []
    for match in _TOKEN.finditer(text):
        if group and not _goes_on(text, group[-1], match):
            yield _number(text, group)
            group = []
        group.append(match)
    if group:
        yield _number(text, group)


def _goes_on(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether two tokens are one number: "fifty thousand", "9.92 million", "thirty-seven"."""
    if not _JOINED.fullmatch(text[before.end() : after.start()]) or before["many"]:
        return False
    if after["mag"]:
        return not before["times"] and " and" not in text[before.end() : after.start()]
    if not after["word"] or after["word"].lower() == "zero":
        return False
    if before["word"]:
        small = _UNITS.get(after["word"].lower(), 99)
        return before["word"].lower() in _TENS and small < 10
    return before["mag"] is not None and before["mag"].lower() != "dozen"


def _number(text: str, group: list[re.Match[str]]) -> Number:
    start, end = group[0].start(), group[-1].end()
    words = text[start:end]
    share = bool(_SHARE.match(text, end))
    first = group[0]
    if first["many"] or first["mag"]:
        return Number(" ".join(words.lower().split()), share, words, start, end)
    total, current = Decimal(0), Decimal(0)
    for token in group:
        if token["digits"]:
            current = Decimal(re.sub(r"[^\d.]", "", token["digits"]))
            current *= _TIMES.get((token["times"] or "").lower(), 1)
        elif token["mag"]:
            times = _TIMES[token["mag"].lower()]
            if times < 1_000:
                current *= times
            else:
                total, current = total + current * times, Decimal(0)
        elif token["word"]:
            word = token["word"].lower()
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
        else:
            current = Decimal(1)
    return Number(total + current, share, words, start, end)


# ---------------------------------------------------------------- both


@lru_cache(maxsize=4096)
def read(text: str) -> Stated:
    """All numbers and dates of a text, in its order."""
    rest = _NAMES.sub(lambda match: _MASK * len(match[0]), text)
    dated = list(_dates(rest))
    for _, start, end in dated:
        rest = rest[:start] + _MASK * (end - start) + rest[end:]
    return Stated(tuple(_numbers(rest)), tuple(date for date, _, _ in dated))
