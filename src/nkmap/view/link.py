"""From a link to the nearest view. Never fails; says in words what it had to drop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl

from nkmap import months
from nkmap.characters import composed, no_text, searched
from nkmap.dates import EARLIEST, LATEST
from nkmap.months import Month
from nkmap.schema import Evidence, Layer, WherePrecision
from nkmap.view.known import Known
from nkmap.view.state import (
    DEFAULT_LAYERS,
    LONGEST_SEARCH,
    Aside,
    Column,
    Frame,
    Number,
    Panels,
    Rows,
    View,
    slug,
)

_Value = TypeVar("_Value", bound=StrEnum)

LONGEST_QUERY = 20_000
"""Characters; a longer query string is no link of ours."""

IGNORED = frozenset({"embed", "embed_options"})
"""Query parameters that belong to Streamlit."""


@dataclass
class _Reader:
    """Takes values out of a query and notes what it cannot use."""

    pairs: list[tuple[str, str]]
    known: Known
    dropped: list[str] = field(default_factory=list)

    def many(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Every usable value of a key that may be there more than once."""
        found = [value for name, value in self.pairs if name == key]
        if not found:
            return ()
        good = allowed if isinstance(allowed, (frozenset, dict)) else set(allowed)
        self.dropped += [
            f"{key}={value} (not in this dataset)" for value in found if value not in good
        ]
        return tuple(value for value in found if value in good)

    def one(self, key: str, allowed: Iterable[str]) -> str | None:
        """The first usable value of a key that may be there once."""
        good = self.many(key, allowed)
        self.dropped += [f"{key}={value} (only one is possible)" for value in good[1:]]
        return good[0] if good else None

    def month(self, key: str) -> Month | None:
        """A month as it is asked for, moved only from where all months select the same claims."""
        found = [value for name, value in self.pairs if name == key]
        good = [value for value in found if months.is_month(value)]
        self.dropped += [f"{key}={value} (not a month)" for value in found if value not in good]
        self.dropped += [f"{key}={value} (only one is possible)" for value in good[1:]]
        if not good:
            return None
        nearest = self.known.nearest(good[0])
        if nearest is None:
            self.dropped.append(f"{key}={good[0]} (no claim has a month)")
        elif nearest != good[0]:
            same = f"far from every claim; {nearest} instead, which selects the same"
            self.dropped.append(f"{key}={good[0]} ({same})")
        return nearest

    def day(self, key: str) -> date | None:
        """A day of the years that dates may lie in."""
        found = [value for name, value in self.pairs if name == key]
        good = [day for day in map(_day, found) if day]
        self.dropped += [f"{key}={value} (not a day)" for value in found if not _day(value)]
        self.dropped += [f"{key}={day} (only one is possible)" for day in good[1:]]
        return good[0] if good else None

    def period(self, first_key: str, last_key: str) -> tuple[Month | None, Month | None]:
        """Two months in the order of time."""
        first, last = self.month(first_key), self.month(last_key)
        if first and last and first > last:
            self.dropped.append(f"the order of {first_key}={first} and {last_key}={last} (swapped)")
            return last, first
        return first, last

    def members(self, key: str, allowed: Iterable[_Value]) -> tuple[_Value, ...]:
        """Every usable value of a closed set, in the order of the link."""
        by_slug = {slug(member): member for member in allowed}
        return tuple(by_slug[value] for value in self.many(key, by_slug))

    def member(self, key: str, allowed: Iterable[_Value]) -> _Value | None:
        """The first usable value of a closed set."""
        by_slug = {slug(member): member for member in allowed}
        value = self.one(key, by_slug)
        return by_slug[value] if value else None

    @property
    def own_story(self) -> bool:
        """Whether the briefing is the reader's own."""
        return ("story", "own") in self.pairs

    def words(self, key: str) -> str:
        """Words to search for; cut where they are longer than any name or sentence."""
        found = [" ".join(value.split()) for name, value in self.pairs if name == key]
        self.dropped += [f"{key}={value} (only one is possible)" for value in found[1:]]
        if not found:
            return ""
        if wrong := no_text(found[0]):
            self.dropped.append(f"{key} (left out of it: {wrong})")
        found[0] = searched(found[0])
        if len(found[0]) > LONGEST_SEARCH:
            self.dropped.append(f"{key} (cut after {LONGEST_SEARCH} characters)")
        return found[0][:LONGEST_SEARCH].strip()

    def counted(self, key: str, noun: str) -> int:
        """A whole number from 1 on, such as that of a page."""
        found = [value for name, value in self.pairs if name == key]
        good = [value for value in found if re.fullmatch(r"[1-9]\d{0,6}", value, re.ASCII)]
        self.dropped += [f"{key}={value} (not a {noun})" for value in found if value not in good]
        self.dropped += [f"{key}={value} (only one is possible)" for value in good[1:]]
        return int(good[0]) if good else 1

    def step(self) -> int:
        """A step of the briefing; of those that there are, the nearest.

        How many steps a reader's own story has, only their session knows.
        """
        wanted = self.counted("step", "step")
        if self.own_story:
            return wanted
        nearest = max(1, min(wanted, self.known.steps))
        if nearest != wanted:
            there = (
                f"{self.known.steps} steps; {nearest} instead" if self.known.steps else "no step"
            )
            self.dropped.append(f"step={wanted} (the briefing has {there})")
        return nearest


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if text == found.isoformat() and EARLIEST <= found.year <= LATEST else None


_KEYS = frozenset(
    {
        "from",
        "to",
        "kind",
        "origin",
        "destination",
        "source",
        "evidence",
        "precision",
        "sector",
        "origin-group",
        "number",
        "q",
        "layer",
        "known",
        "undated",
        "dated",
        "claim",
        "place",
        "question",
        "frame",
        "vs-from",
        "vs-to",
        "by",
        "rows",
        "column",
        "sort",
        "order",
        "page",
        "step",
        "story",
        "show",
    }
)


def from_query(query: str, known: Known) -> tuple[View, tuple[str, ...]]:
    """The view nearest to what a query string asks for, and what of it was dropped, in words.

    Never raises. The words may hold anything that was in the link: escape them to show them.
    """
    if len(query) > LONGEST_QUERY:
        return View(), (f"everything (a link of {len(query):,} characters is not one of ours)",)
    given = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace")
    pairs = [(name, composed(value)) for name, value in given]
    reader = _Reader(pairs, known)
    reader.dropped += [
        f"{name} (unknown)" for name, _ in pairs if name not in _KEYS and name not in IGNORED
    ]
    first, last = reader.period("from", "to")
    versus_first, versus_last = reader.period("vs-from", "vs-to")
    sort = reader.member("sort", Column)
    descending = reader.one("order", ("descending",)) is not None
    if descending and sort is None:
        reader.dropped.append("order=descending (no column is sorted)")
    known_on, claim = reader.day("known"), reader.one("claim", known.claims)
    if claim and not known.is_open_to(claim, known_on):
        reader.dropped.append(f"claim={claim} (not known to be published by {known_on})")
        claim = None
    view = View(
        first=first,
        last=last,
        kinds=reader.members("kind", known.kinds),
        origins=reader.many("origin", known.origins),
        destinations=reader.many("destination", known.destinations),
        sources=reader.many("source", known.sources),
        evidence=reader.members("evidence", Evidence),
        precisions=reader.members("precision", WherePrecision),
        sectors=reader.many("sector", known.sectors),
        origin_groups=reader.many("origin-group", known.origin_groups),
        number=reader.member("number", Number),
        search=reader.words("q"),
        layers=reader.members("layer", Layer) or DEFAULT_LAYERS,
        known_on=known_on,
        undated=reader.one("undated", ("hide",)) is None,
        dated=reader.one("dated", ("hide",)) is None,
        claim=claim,
        place=reader.one("place", known.places),
        question=reader.one("question", known.questions),
        frame=reader.member("frame", Frame) or Frame.ROUTE,
        versus_first=versus_first or versus_last,
        versus_last=versus_last or versus_first,
        by=reader.member("by", Panels) or Panels.ORIGIN,
        rows=reader.member("rows", Rows) or Rows.MONTH_AND_PLACE,
        columns=reader.members("column", Column),
        sort=sort,
        descending=descending,
        page=reader.counted("page", "page"),
        step=reader.step(),
        own_story=reader.one("story", ("own",)) is not None,
        aside=reader.member("show", Aside),
    )
    return known.with_layers_asked_for(view), tuple(dict.fromkeys(reader.dropped))
