"""Two datasets in, their difference out, sorted by id.

Cells are compared as the text a curator wrote, each number in one form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from nkmap.dataset import Dataset
from nkmap.diff.reuse import Mark, broken_marks
from nkmap.schema import (
    CHANGES,
    CLAIMS,
    LIST_SEPARATOR,
    PLACES,
    QUESTIONS,
    ROUTES,
    SOURCES,
    ClaimStatus,
    Field,
    Table,
)


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


Key = tuple[str, ...]
"""The cells of a row's key, in the order of the columns."""
Row = dict[str, str]
"""A row's cells by column."""


def compare(old: Dataset, new: Dataset) -> Difference:
    """What became of every claim and row of the old version, and what the new one adds."""
    before, after = _rows(old, CLAIMS), _rows(new, CLAIMS)
    both = sorted(before.keys() & after.keys())
    differing = [key for key in both if before[key] != after[key]]
    marks = broken_marks(old, new, [claim_id for (claim_id,) in differing])
    entries, entries_gone = _only_in(new, old), _only_in(old, new)
    recorded = {(entry.claim_id, entry.column) for entry in entries}
    found = [
        became
        for key in differing
        for became in _became(before[key], after[key], marks.get(key[0], ()), recorded)
    ]
    tables = [
        *(_table(old, new, table) for table in (PLACES, ROUTES, SOURCES, QUESTIONS)),
        # Entries have no key: they are told whole, and one that differs is gone and there anew.
        TableDifference(CHANGES.name, _whole(entries), (), _whole(entries_gone)),
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
    was: Row, now: Row, marks: tuple[Mark, ...], recorded: Container[tuple[str, str]]
) -> Iterator[Reused | Withdrawn | Changed]:
    """What a claim with cells that differ became; one that fell may have changed besides."""
    claim_id = was["claim_id"]
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


def _one_sided(claims: dict[Key, Row], keys: Iterable[Key]) -> tuple[OneSided, ...]:
    found = (claims[key] for key in sorted(keys))
    return tuple(OneSided(row["claim_id"], row["kind"], row["summary"]) for row in found)


def _columns_that_differ(was: Row, now: Row) -> tuple[str, ...]:
    return tuple(column for column, cell in was.items() if cell != now[column])


def _table(old: Dataset, new: Dataset, table: Table) -> TableDifference:
    before, after = _rows(old, table), _rows(new, table)
    both = sorted(before.keys() & after.keys(), key=_in_order)
    return TableDifference(
        table.name,
        added=_names(after.keys() - before.keys()),
        changed=tuple(
            ("/".join(key), _columns_that_differ(before[key], after[key]))
            for key in both
            if before[key] != after[key]
        ),
        removed=_names(before.keys() - after.keys()),
    )


def _names(keys: Iterable[Key]) -> tuple[str, ...]:
    """Keys as one word each: ``hyesan``, ``AP2501-22/2``."""
    return tuple("/".join(key) for key in sorted(keys, key=_in_order))


def _in_order(key: Key) -> tuple[tuple[int, str], ...]:
    """Sorts the stop 10 of a route behind its stop 9."""
    return tuple((int(part) if part.isdecimal() else -1, part) for part in key)


def _rows(data: Dataset, table: Table) -> dict[Key, Row]:
    """Every row of a table by its key, each cell in one form: ``42.50`` is ``42.5``."""
    columns = [_cells(data, table, field) for field in table.fields]
    rows = (dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True))
    return {tuple(row[name] for name in table.key): row for row in rows}


def _only_in(one: Dataset, other: Dataset) -> list[Any]:
    """The entries of ``changes.csv`` that only one version has, as named tuples."""
    own, others = (
        Counter(data.changes[list(CHANGES.columns)].itertuples(index=False))
        for data in (one, other)
    )
    return sorted((own - others).elements())


def _whole(entries: list[Any]) -> tuple[str, ...]:
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
        of_source = dict(zip(data.sources["source_id"], data.sources["access"], strict=True))
        cells = zip(data.claims["source_id"], written, strict=True)
        return ["" if access == of_source[source] else access for source, access in cells]
    return list(written)
