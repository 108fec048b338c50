"""What differs between two versions of a dataset, claim by claim.

A claim's id is a promise: it may be cited, so it stands for one thing for ever, and the claim is
never deleted. ``compare`` finds where a version keeps this promise and where it does not.

Four marks make a claim what it is: its source, what it counts, where, and when. Each can be
corrected: a place that was wrong, a date that was misread. So one mark that differs is a change.
When two or more differ, nothing that a reader knew the claim by is left, and the id was reused. So
it was when the source differs and the statement it goes back to (``origin_group``) differs too: the
same words read elsewhere keep their statement.

A mark differs only when both versions state it and neither holds the other: a town instead of its
province, a day within the month, a date where there was none are the same place and time, told
better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment

from nkmap.characters import visible
from nkmap.dataset import Dataset
from nkmap.schema import (
    CHANGES,
    CLAIMS,
    LIST_SEPARATOR,
    PLACES,
    QUESTIONS,
    ROUTES,
    SEARCHES,
    SOURCES,
    ClaimStatus,
    Field,
    Table,
)


class Mark(StrEnum):
    """What makes a claim the claim it is; each value says how it can differ."""

    SOURCE = "another source"
    STATEMENT = "another statement"
    WHAT = "another kind or group"
    WHERE = "another place"
    WHEN = "another time"


@dataclass(frozen=True)
class Version:
    """One of the two versions."""

    version: str
    date: str
    """Day of its last change, ISO 8601; empty when there is none."""
    claims: int


@dataclass(frozen=True)
class Cell:
    """One column of a claim that differs, as the text of both cells; empty when blank."""

    column: str
    old: str
    new: str
    recorded: bool
    """Whether ``changes.csv`` has a new entry for this claim and column, or for the whole row."""


@dataclass(frozen=True)
class OneSided:
    """A claim that only one of the versions has; from the old one none may be missing."""

    claim_id: str
    kind: str
    summary: str


@dataclass(frozen=True)
class Changed:
    """A claim with cells that differ, still about the same thing."""

    claim_id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Withdrawn:
    """A claim that no longer stands: it became withdrawn or superseded."""

    claim_id: str
    status: str
    superseded_by: str
    recorded: bool


@dataclass(frozen=True)
class Reused:
    """An id that stands for something else in the new version."""

    claim_id: str
    marks: tuple[Mark, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class TableDifference:
    """Another table, in short: keys that are new, gone, or in rows that differ."""

    table: str
    added: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    """A key, and the columns that differ."""
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two versions."""

    old: Version
    new: Version
    reused: tuple[Reused, ...]
    removed: tuple[OneSided, ...]
    withdrawn: tuple[Withdrawn, ...]
    changed: tuple[Changed, ...]
    added: tuple[OneSided, ...]
    tables: tuple[TableDifference, ...]
    """The other tables, those without a difference left out."""

    @property
    def keeps_ids(self) -> bool:
        """Whether every id of the old version is there and stands for the same thing."""
        return not self.reused and not self.removed


Row = Mapping[str, str]
"""A row's cells by column, as text."""


def compare(old: Dataset, new: Dataset) -> Difference:
    """What became of every claim and row of the old version, and what the new one adds.

    Everything is sorted by id. Cells are compared as the text a curator wrote, each number in one
    form.
    """
    before, after = _rows(old, CLAIMS), _rows(new, CLAIMS)
    entries, entries_gone = _entries_only_in(new, old), _entries_only_in(old, new)
    recorded = {(entry.claim_id, entry.column) for entry in entries}
    marks_of = _marks_between(old, new)
    found = [
        became
        for name in sorted(before.keys() & after.keys())
        if before[name] != after[name]
        for became in _became(name, before[name], after[name], marks_of(name), recorded)
    ]
    tables = [
        *(_table(old, new, table) for table in (PLACES, ROUTES, SOURCES, QUESTIONS, SEARCHES)),
        # Entries have no key: they are told whole, and one that differs is gone and there anew.
        TableDifference(CHANGES.name, _joined(entries), (), _joined(entries_gone)),
    ]
    return Difference(
        old=Version(old.version, old.date, len(old.claims)),
        new=Version(new.version, new.date, len(new.claims)),
        reused=tuple(one for one in found if isinstance(one, Reused)),
        removed=_one_sided(before, before.keys() - after.keys()),
        withdrawn=tuple(one for one in found if isinstance(one, Withdrawn)),
        changed=tuple(one for one in found if isinstance(one, Changed)),
        added=_one_sided(after, after.keys() - before.keys()),
        tables=tuple(one for one in tables if one.added or one.changed or one.removed),
    )


def _became(
    claim_id: str,
    was: Row,
    now: Row,
    marks: tuple[Mark, ...],
    recorded: Container[tuple[str, str]],
) -> Iterator[Reused | Withdrawn | Changed]:
    """What a claim with cells that differ became; one that fell may have changed besides."""
    whole = (claim_id, "") in recorded
    cells = tuple(
        Cell(column, was[column], now[column], whole or (claim_id, column) in recorded)
        for column in _columns_that_differ(was, now)
    )
    if marks:
        yield Reused(claim_id, marks, cells)
        return
    if was["status"] != now["status"] != ClaimStatus.CURRENT:
        standing = [cell for cell in cells if cell.column in ("status", "superseded_by")]
        is_recorded = any(cell.recorded for cell in standing)
        yield Withdrawn(claim_id, now["status"], now["superseded_by"], is_recorded)
        cells = tuple(cell for cell in cells if cell not in standing)
    if cells:
        yield Changed(claim_id, cells)


def _marks_between(old: Dataset, new: Dataset) -> Callable[[str], tuple[Mark, ...]]:
    """A function of an id: the marks that differ where it stands for something else, else none."""
    before, after = (
        {row["claim_id"]: row for row in data.claims.to_dict("records")} for data in (old, new)
    )

    def marks(claim_id: str) -> tuple[Mark, ...]:
        was, now = before[claim_id], after[claim_id]
        publications = old.source_by_id[was["source_id"]], new.source_by_id[now["source_id"]]
        # A source that was given a new id is the same one.
        is_same_source = (
            was["source_id"] == now["source_id"] or publications[0]["url"] == publications[1]["url"]
        )
        differ = {
            Mark.SOURCE: not is_same_source,
            Mark.STATEMENT: was["origin_group"] != now["origin_group"],
            Mark.WHAT: was["kind"] != now["kind"] or len({was["group"], now["group"]} - {""}) > 1,
            Mark.WHERE: any(_is_elsewhere(was, now, end) for end in ("origin", "destination")),
            # Nothing is before or after a day that is not known.
            Mark.WHEN: was["last_day"] < now["first_day"] or now["last_day"] < was["first_day"],
        }
        found = tuple(mark for mark, differs in differ.items() if differs)
        told_elsewhere = differ[Mark.SOURCE] and differ[Mark.STATEMENT]
        is_reused = told_elsewhere or len(set(found) - {Mark.STATEMENT}) > 1
        return found if is_reused else ()

    return marks


def _is_elsewhere(was: Mapping[Any, Any], now: Mapping[Any, Any], end: str) -> bool:
    """Whether both name places there, and none of them is, holds or lies in one of the other."""
    return bool(
        was[end]
        and now[end]
        and set(was[end]).isdisjoint(now[f"{end}_within"])
        and set(now[end]).isdisjoint(was[f"{end}_within"])
    )


def _one_sided(claims: Mapping[str, Row], names: Iterable[str]) -> tuple[OneSided, ...]:
    found = (claims[name] for name in sorted(names))
    return tuple(OneSided(row["claim_id"], row["kind"], row["summary"]) for row in found)


def _columns_that_differ(was: Row, now: Row) -> tuple[str, ...]:
    return tuple(column for column, cell in was.items() if cell != now[column])


def _table(old: Dataset, new: Dataset, table: Table) -> TableDifference:
    before, after = _rows(old, table), _rows(new, table)
    return TableDifference(
        table.name,
        added=tuple(sorted(after.keys() - before.keys(), key=_in_order)),
        changed=tuple(
            (name, _columns_that_differ(before[name], after[name]))
            for name in sorted(before.keys() & after.keys(), key=_in_order)
            if before[name] != after[name]
        ),
        removed=tuple(sorted(before.keys() - after.keys(), key=_in_order)),
    )


def _in_order(name: str) -> list[tuple[int, str]]:
    """Sorts the stop 10 of a route behind its stop 9."""
    parts = name.split("/")
    return [(int(part) if part.isdecimal() else -1, part) for part in parts]


def _rows(data: Dataset, table: Table) -> dict[str, Row]:
    """Every row of a table by its key in one word: ``hyesan``, ``AP2501-22/2``."""
    columns = [_cells(data, table, field) for field in table.fields]
    rows = (dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True))
    return {"/".join(row[name] for name in table.key): row for row in rows}


def _entries_only_in(one: Dataset, other: Dataset) -> list[Any]:
    """The entries of ``changes.csv`` that only one version has, as named tuples."""
    own, others = (
        Counter(data.changes[list(CHANGES.columns)].itertuples(index=False))
        for data in (one, other)
    )
    return sorted((own - others).elements())


def _joined(entries: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, entry)) for entry in entries)


def _cells(data: Dataset, table: Table, field: Field) -> list[str]:
    """A column as text: neither spaces around the parts of a list nor forms of a number count."""
    written, typed = data.texts[table.name].frame[field.name], getattr(data, table.name)[field.name]
    if field.type == "list":
        return [LIST_SEPARATOR.join(cell) for cell in typed]
    if field.type in ("integer", "number"):
        return ["" if pd.isna(cell) else str(cell).removesuffix(".0") for cell in typed]
    if table is CLAIMS and field.name == "access":
        # Blank means the access of the source; who writes that out has changed nothing.
        of_source = data.claims["source_id"].map(data.sources.set_index("source_id")["access"])
        return list(written.where(written != of_source, ""))
    return list(written)


def as_data(difference: Difference) -> dict[str, Any]:
    """The difference as dictionaries and lists, with whether every id was kept."""
    return {**asdict(difference), "keeps_ids": difference.keeps_ids}


def as_text(difference: Difference, old: str, new: str) -> str:
    """The difference in lines, what breaks a promise first; ``old`` and ``new`` name the folders.

    Every line ends with a line break; cells are whole, what cannot be seen in them written out.
    """
    plain = Environment(trim_blocks=True, keep_trailing_newline=True)  # noqa: S701 - no markup
    plain.filters |= {
        "visible": visible,
        "filled": lambda found: [name for name, value in vars(found).items() if value],
    }
    template = plain.from_string(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8"))
    return template.render(difference=difference, old=old, new=new)
