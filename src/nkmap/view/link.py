"""From a link to the nearest view. Never fails; says in words what it had to drop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl

from nkmap import months
from nkmap.dates import EARLIEST, LATEST
from nkmap.months import Month
from nkmap.schema import Layer
from nkmap.view.known import Known
from nkmap.view.state import DEFAULT_LAYERS, Frame, View, slug

LONGEST_QUERY = 4000
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
        good = allowed if isinstance(allowed, frozenset) else set(allowed)
        found = [value for name, value in self.pairs if name == key]
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
        """A month, moved into the dataset's months if it lies outside."""
        found = [value for name, value in self.pairs if name == key]
        good = [value for value in found if months.is_month(value)]
        self.dropped += [f"{key}={value} (not a month)" for value in found if value not in good]
        self.dropped += [f"{key}={value} (only one is possible)" for value in good[1:]]
        if not good:
            return None
        if not (self.known.first and self.known.last):
            self.dropped.append(f"{key}={good[0]} (no claim has a month)")
            return None
        nearest = min(max(good[0], self.known.first), self.known.last)
        if nearest != good[0]:
            self.dropped.append(f"{key}={good[0]} (outside the data; {nearest} instead)")
        return nearest

    def day(self, key: str) -> date | None:
        """A day of the years that dates may lie in."""
        found = [value for name, value in self.pairs if name == key]
        good = [day for day in map(_day, found) if day]
        self.dropped += [f"{key}={value} (not a day)" for value in found if not _day(value)]
        self.dropped += [f"{key}={day} (only one is possible)" for day in good[1:]]
        return good[0] if good else None


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
        "layer",
        "known",
        "undated",
        "claim",
        "place",
        "question",
        "frame",
    }
)


def from_query(query: str, known: Known) -> tuple[View, tuple[str, ...]]:
    """The view nearest to what a query string asks for, and what of it was dropped, in words.

    Never raises. The words may hold anything that was in the link: escape them to show them.
    """
    if len(query) > LONGEST_QUERY:
        return View(), (f"everything (a link of {len(query):,} characters is not one of ours)",)
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace")
    reader = _Reader(pairs, known)
    reader.dropped += [
        f"{name} (unknown)" for name, _ in pairs if name not in _KEYS and name not in IGNORED
    ]
    first, last = reader.month("from"), reader.month("to")
    kinds = {slug(kind): kind for kind in known.kinds}
    if first and last and first > last:
        reader.dropped.append(f"the order of from={first} and to={last} (swapped)")
        first, last = last, first
    view = View(
        first=first,
        last=last,
        kinds=tuple(kinds[value] for value in reader.many("kind", kinds)),
        origins=reader.many("origin", known.origins),
        destinations=reader.many("destination", known.destinations),
        sources=reader.many("source", known.sources),
        layers=tuple(map(Layer, reader.many("layer", list(Layer)))) or DEFAULT_LAYERS,
        known_on=reader.day("known"),
        undated=reader.one("undated", ("hide",)) is None,
        claim=reader.one("claim", known.claims),
        place=reader.one("place", known.places),
        question=reader.one("question", known.questions),
        frame=Frame(reader.one("frame", [frame.value for frame in Frame]) or Frame.ROUTE),
    )
    return known.with_layers_of_kinds(view), tuple(dict.fromkeys(reader.dropped))
