"""Text folded so that capitals, accents and scripts do not decide what a search finds.

A place has names in several scripts. Wherever one of them stands in a claim, all of them can be
searched for, so that every spelling of a name finds the same claims.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from nkmap.characters import UNSEEN

_SILENT = re.compile(f"['’‘ʼʻ`´{UNSEEN}]")
"""Apostrophes of romanisations and marks that cannot be seen: they are spelled or left out."""
_GROUPED = re.compile(
    r"(?<!\d)(?<!\d[.,])[1-9]\d{0,2}(?:(?P<mark>[,.٬_ ])\d{3})(?:(?P=mark)\d{3})*(?!\d|(?P=mark)\d)"
)
"""A number in groups of three digits; an apostrophe between them and narrow spaces are gone."""
_BETWEEN = re.compile(
    r"((?<![\w-])(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\d-]))"
    r"|[\s\-–—/,;:()\[\]«»“”\"]+"
)
"""What stands between words; the hyphens of a date, ``2024-12``, stand inside of one."""
_NUMBER = re.compile(r"\W*?(\d+(?:[.-]\d+)*)\W*")
_SHORTEST = 4
"""Characters; a shorter name in the Latin alphabet could be part of anything."""

NAME_COLUMNS = ("name_en", "name_ko", "name_hanja", "name_ja", "name_zh", "name_ru")


def fold(text: str) -> str:
    """Lower case, without accents, apostrophes and punctuation between words: ``hoeryong``.

    A number is one word, however it is grouped: ``10,000`` is ``10000``.
    """
    bare = _SILENT.sub("", text)
    if not bare.isascii():
        parts = unicodedata.normalize("NFKD", bare)
        kept = "".join(_digit(mark) for mark in parts if unicodedata.category(mark) != "Mn")
        # Put together again, so that a Korean syllable is not found inside another one.
        bare = unicodedata.normalize("NFC", kept)
    whole = _GROUPED.sub(lambda found: found[0].replace(found["mark"], ""), bare.casefold())
    return _BETWEEN.sub(lambda found: found[1] or " ", whole).strip()


def _digit(mark: str) -> str:
    """A digit of any script as one of ours; anything else as it is."""
    return str(unicodedata.decimal(mark)) if mark.isdecimal() else mark


def matches(texts: pd.Series, words: str) -> pd.Series[bool]:
    """Which of the folded texts hold every one of the words, in any order; none without a word.

    A number is found whole, and a word in the Latin alphabet where a word begins.
    """
    wanted = fold(words).split()
    found = np.full(len(texts), bool(wanted))
    for word in wanted:
        number = _NUMBER.fullmatch(word)
        core = number[1] if number else word
        found &= texts.str.contains(core, regex=False).to_numpy(dtype=bool)
        if number or (core.isascii() and core[0].isalpha()):
            # Only looked at where the letters are there, and most often a space tells enough.
            alone, pattern = f" {core}", rf"(?<![a-z0-9]){re.escape(core)}"
            if number:
                alone, pattern = f" {core} ", rf"(?<!\d)(?<!\d[.-]){re.escape(core)}(?!\d|\.\d)"
            left, is_there = texts.to_numpy()[found], re.compile(pattern).search
            is_whole = (alone in text or bool(is_there(text)) for text in left)
            found[found] = np.fromiter(is_whole, dtype=bool)
    return pd.Series(found, index=texts.index)


class Names:
    """The names of places in every script, and where they stand in a text."""

    def __init__(self, places: pd.DataFrame) -> None:
        """Fold the names in a frame of places; ``alternates`` holds tuples."""
        columns = [*NAME_COLUMNS, "alternates", "place_id"]
        self._of: dict[str, str] = {}
        named: dict[str, set[str]] = {}
        for *single, alternates, place in places[columns].itertuples(index=False, name=None):
            names = [folded for name in (*single, *alternates) if (folded := fold(name))]
            self._of[place] = " | ".join(dict.fromkeys(names))
            for name in names:
                if len(name) >= _SHORTEST or not name.isascii():
                    named.setdefault(name, set()).add(place)
        # A name names also the places of those that it begins with.
        self._named = {
            name: {
                place
                for other, places in named.items()
                if f"{name} ".startswith(f"{other} ")
                for place in places
            }
            for name in named
        }
        longest_first = sorted(named, key=len, reverse=True)
        listed = "|".join(map(re.escape, longest_first)) or "(?!)"
        # Looking ahead, so that a name that starts inside another one is found as well.
        self._pattern = re.compile(rf"(?<!\w)(?=({listed})(?!\w))")

    def of(self, places: Iterable[str]) -> str:
        """All names of all these places."""
        return " | ".join(self._of[place] for place in places)

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The places whose names stand in a folded text."""
        found = {place for name in self._pattern.findall(text) for place in self._named[name]}
        return tuple(place for place in self._of if place in found)


def texts(
    rows: Iterable[Sequence[str]], places: Iterable[Sequence[str]], names: Names
) -> list[str]:
    """The folded text a search looks through: a row's own words, and its places in every script.

    ``places`` holds, for each row, the ids of the places it is about.
    """
    known: dict[str, tuple[str, tuple[str, ...]]] = {}

    def read(words: str) -> tuple[str, tuple[str, ...]]:
        # Many claims have the same source, kind or work.
        if words not in known:
            known[words] = (folded := fold(words)), names.mentioned(folded)
        return known[words]

    found = []
    for words, about in zip(rows, places, strict=True):
        parts = [read(part) for part in words if part]
        every = dict.fromkeys((*about, *(place for _, own in parts for place in own)))
        found.append(f"{' | '.join(part for part, _ in parts)} | {names.of(every)}")
    return found
