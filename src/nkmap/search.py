"""Text folded so that capitals, accents and scripts do not decide what a search finds.

A place has names in several scripts. Wherever one of them stands in a claim, all of them can be
searched for, so that every spelling of a name finds the same claims.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

_SILENT = re.compile("['’‘ʼʻ`´\u200b-\u200f\u2060\ufeff]")
"""Apostrophes of romanisations and marks that cannot be seen: they are spelled or left out."""
_BETWEEN = re.compile(r"[\s\-–—/,;:()\[\]«»“”\"]+")
_SHORTEST = 4
"""Characters; a shorter name in the Latin alphabet could be part of anything."""

NAME_COLUMNS = ("name_en", "name_ko", "name_hanja", "name_ja", "name_zh", "name_ru")


def fold(text: str) -> str:
    """Lower case, without accents, apostrophes and punctuation between words: ``hoeryong``."""
    parts = unicodedata.normalize("NFKD", _SILENT.sub("", text))
    bare = "".join(mark for mark in parts if unicodedata.category(mark) != "Mn")
    # Put together again, so that a Korean syllable is not found inside another one.
    return _BETWEEN.sub(" ", unicodedata.normalize("NFC", bare).casefold()).strip()


def matches(texts: pd.Series, words: str) -> pd.Series[bool]:
    """Which of the folded texts hold every one of the words, in any order; none without a word."""
    wanted = fold(words).split()
    found = pd.Series(data=bool(wanted), index=texts.index)
    for word in wanted:
        found &= texts.str.contains(word, regex=False).astype(bool)
    return found


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
        self._named = {name: self._contained(name, named) for name in named}
        longest_first = sorted(named, key=len, reverse=True)
        listed = "|".join(map(re.escape, longest_first)) or "(?!)"
        # Looking ahead, so that a name that starts inside another one is found as well.
        self._pattern = re.compile(rf"(?<!\w)(?=({listed})(?!\w))")

    @staticmethod
    def _contained(name: str, named: Mapping[str, set[str]]) -> frozenset[str]:
        """The places named by a name, and by those it begins with."""
        begun = [other for other in named if f"{name} ".startswith(f"{other} ")]
        return frozenset(place for other in begun for place in named[other])

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
    found = []
    for words, about in zip(rows, places, strict=True):
        text = fold(" ".join(words))
        every = tuple(dict.fromkeys((*about, *names.mentioned(text))))
        found.append(f"{text} | {names.of(every)}")
    return found
