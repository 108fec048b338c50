"""What a field of the view is: how a link writes it, which claims it hides, how it is offered.

``View`` declares each of its fields with one ``view_field``; the link, the reasons why claims are
hidden, the facets and the chips are made of these rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import pandas as pd

from nkmap import dates
from nkmap.characters import no_text, searched
from nkmap.dates import EARLIEST, LATEST
from nkmap.view.known_ids import Known

_Value = TypeVar("_Value")

LONGEST_SEARCH = 200
"""Characters."""


def slug(value: StrEnum) -> str:
    """A value of the schema as a link writes it: ``turned-back``."""
    return value.value.replace(" ", "-")


@dataclass
class Query:
    """What a link asks for, what there is to ask for, and what of it had to be dropped."""

    pairs: list[tuple[str, str]]
    known: Known
    dropped: list[str] = field(default_factory=list)

    def texts(self, key: str) -> list[str]:
        """Everything that stands behind a key, in the order of the link."""
        return [value for name, value in self.pairs if name == key]

    def many(
        self, key: str, usable: Callable[[str], _Value | None], wrong: str = "not in this dataset"
    ) -> tuple[_Value, ...]:
        """Every usable value of a key that may be there more than once."""
        return tuple(value for _, value in self._usable(key, usable, wrong))

    def one(
        self, key: str, usable: Callable[[str], _Value | None], wrong: str = "not in this dataset"
    ) -> _Value | None:
        """The first usable value of a key that may be there once."""
        good = self._usable(key, usable, wrong)
        self.dropped += [f"{key}={text} (only one is possible)" for text, _ in good[1:]]
        return good[0][1] if good else None

    def _usable(
        self, key: str, usable: Callable[[str], _Value | None], wrong: str
    ) -> list[tuple[str, _Value]]:
        read = [(text, usable(text)) for text in self.texts(key)]
        self.dropped += [f"{key}={text} ({wrong})" for text, value in read if value is None]
        return [(text, value) for text, value in read if value is not None]


@dataclass(frozen=True)
class Form:
    """How a field's value is read from a link, written to it, and brought into one order."""

    read: Callable[[Query, str], Any]
    """``None`` or empty where nothing usable is there: then the field has its default."""
    write: Callable[[Any], Iterable[str]] = lambda value: (str(value),)
    """Not asked where the value is the default."""
    tidy: Callable[[Any], Any] | None = None
    among: type[StrEnum] | str = ""
    """The values there are, else the field of ``Known`` that names them."""
    default: Any = None
    """What a field is unless its declaration or a link says otherwise."""


@dataclass(frozen=True)
class Facet:
    """A property of claims that a reader chooses by; each value tells how many claims it has."""

    label: str
    column: str | Callable[[pd.DataFrame], pd.Series]
    """Of the claims frame, or what makes one of it; its cells are texts, or tuples of them."""
    hides: str | Mapping[str, str] = field(default="", hash=False)
    """Why a claim with none of the values chosen is not shown, or why by the value chosen."""
    says: Callable[[str], str] | None = None
    """A value in words; ``None``: the name of the place or the source, else the value itself."""
    is_list: bool = False
    """Whether a claim may have several of the values."""
    is_open: bool = False
    """Whether it lies open from the start, before those that do not."""

    among: type[StrEnum] | str = ""
    """The values there are, as the form of its field says."""

    def values(self, known: Known) -> Sequence[str]:
        """The values that claims can have, in order."""
        among = self.among
        return getattr(known, among) if isinstance(among, str) else tuple(among)

    def cells(self, claims: pd.DataFrame) -> pd.Series:
        """The value or values of each claim."""
        return claims[self.column] if isinstance(self.column, str) else self.column(claims)


@dataclass(frozen=True)
class ViewField:
    """One field of the view: a row of the table that links, reasons and facets are made of."""

    name: str
    key: str
    """What a link calls it."""
    form: Form
    default: Any
    facet: Facet | None
    limits: bool
    """Whether it decides which claims are shown; else it is what is open and how it is laid out."""
    leads: bool
    """Whether what it hides is counted first, and its facet stands first."""
    has_control: bool
    """Whether every page shows what is chosen, without a chip."""


def view_field(
    key: str,
    form: Form,
    facet: Facet | None = None,
    *,
    default: object = ...,
    limits: bool = False,
    leads: bool = False,
    has_control: bool = False,
) -> Any:
    """Declare a field of a view; one with a facet limits which claims are shown."""
    default = form.default if default is ... else default
    facet = facet and replace(facet, among=form.among)
    own = (key, form, default, facet, limits or facet is not None, leads, has_control)
    return field(default=default, metadata={"row": own})


def rows(view: type[Any]) -> tuple[ViewField, ...]:
    """The table of a view's fields."""
    return _rows(view)  # type: ignore[arg-type]  # a class is hashable


@cache
def _rows(view: type[Any]) -> tuple[ViewField, ...]:
    return tuple(ViewField(own.name, *own.metadata["row"]) for own in fields(view))


def facets(view: type[Any]) -> Mapping[str, Facet]:
    """The facets by the names of their fields, in the order in which a page lists them."""
    found = ((row, row.facet) for row in rows(view) if row.facet)
    in_order = sorted(found, key=lambda own: (not own[0].leads, not own[1].is_open))
    return {row.name: facet for row, facet in in_order}


def members(of: type[StrEnum], known: str = "", *, in_order: bool = True) -> Form:
    """Values of a closed set, those that a field of ``Known`` names; else in the link's order."""

    def read(query: Query, key: str) -> tuple[StrEnum, ...]:
        there = {slug(one): one for one in (getattr(query.known, known) if known else of)}
        return query.many(key, there.get)

    def tidy(chosen: Sequence[str]) -> tuple[StrEnum, ...]:
        return tuple(
            of(one) for one in (of if in_order else dict.fromkeys(chosen)) if one in chosen
        )

    return Form(read, lambda chosen: map(slug, chosen), tidy, of, ())


def member(of: type[StrEnum]) -> Form:
    """One value of a closed set."""
    by_slug = {slug(one): one for one in of}
    return Form(lambda query, key: query.one(key, by_slug.get), lambda one: (slug(one),), among=of)


def ids(known: str) -> Form:
    """Ids, or other words of the dataset, that a field of ``Known`` names."""
    return Form(
        lambda query, key: query.many(key, _among(getattr(query.known, known))),
        tuple,
        lambda chosen: tuple(sorted(set(chosen))),
        known,
        (),
    )


def one_id(known: str) -> Form:
    """One id that a field of ``Known`` names."""
    return Form(lambda query, key: query.one(key, _among(getattr(query.known, known))))


def _among(there: Iterable[str]) -> Callable[[str], str | None]:
    good = there if isinstance(there, frozenset) else frozenset(there)
    return lambda text: text if text in good else None


def flag(word: str, *, means: bool, among: type[StrEnum] | str = "") -> Form:
    """What a field is where a word stands in the link."""
    return Form(
        lambda query, key: query.one(key, lambda text: means if text == word else None),
        lambda _: (word,),
        among=among,
        default=not means,
    )


def _month(query: Query, key: str) -> dates.Month | None:
    """A month as it is asked for, moved only from where all months select the same claims."""
    wanted = query.one(key, lambda text: text if dates.is_month(text) else None, "not a month")
    nearest = query.known.nearest(wanted) if wanted else None
    if wanted and nearest is None:
        query.dropped.append(f"{key}={wanted} (no claim has a month)")
    elif nearest != wanted:
        same = f"far from every claim; {nearest} instead, which selects the same"
        query.dropped.append(f"{key}={wanted} ({same})")
    return nearest


def _day(text: str) -> date | None:
    """A day of the years that dates may lie in."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if text == found.isoformat() and EARLIEST <= found.year <= LATEST else None


def _words(query: Query, key: str) -> str:
    """Words to search for; cut where they are longer than any name or sentence."""
    found = [" ".join(text.split()) for text in query.texts(key)]
    query.dropped += [f"{key}={text} (only one is possible)" for text in found[1:]]
    if not found:
        return ""
    if wrong := no_text(found[0]):
        query.dropped.append(f"{key} (left out of it: {wrong})")
    if len(words := searched(found[0])) > LONGEST_SEARCH:
        query.dropped.append(f"{key} (cut after {LONGEST_SEARCH} characters)")
    return _cut(words)


def _cut(words: str) -> str:
    return searched(words)[:LONGEST_SEARCH].strip()


def _counted(query: Query, key: str) -> int | None:
    """A whole number from 1 on, such as that of a page."""
    found = query.one(key, re.compile(r"[1-9]\d{0,6}", re.ASCII).fullmatch, f"not a {key}")
    return int(found[0]) if found else None


def _step(query: Query, key: str) -> int | None:
    """A step of the briefing; of those that there are, the nearest.

    How many steps a reader's own story has, only their session knows.
    """
    wanted = _counted(query, key)
    if wanted is None or "own" in query.texts("story"):
        return wanted
    steps = query.known.steps
    nearest = max(1, min(wanted, steps))
    if nearest != wanted:
        there = f"{steps} steps; {nearest} instead" if steps else "no step"
        query.dropped.append(f"step={wanted} (the briefing has {there})")
    return nearest


MONTH, WORDS = Form(_month), Form(_words, tidy=_cut, default="")
PAGE, STEP = Form(_counted, default=1), Form(_step, default=1)
DAY = Form(lambda query, key: query.one(key, _day, "not a day"))
