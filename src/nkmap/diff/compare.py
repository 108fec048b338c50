"""Two datasets in, their difference out. Cells are compared as the text a curator wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nkmap.dataset import Dataset
from nkmap.diff.difference import (
    Added,
    Cell,
    Changed,
    Difference,
    Removed,
    Reused,
    Row,
    TableDifference,
    Version,
    Withdrawn,
    rows,
)
from nkmap.diff.reuse import Sameness
from nkmap.schema import CHANGES, CLAIMS, PLACES, QUESTIONS, ROUTES, SOURCES, ClaimStatus, Table

_STANDING = ("status", "superseded_by")
"""Columns that say whether a claim stands."""


@dataclass(frozen=True)
class _Records:
    """The entries of ``changes.csv`` that only the new version has, by claim and column."""

    entries: frozenset[tuple[str, str]]

    def has(self, claim_id: str, columns: Iterable[str]) -> bool:
        """Whether a change of one of these columns, or of the whole row, was recorded."""
        return any((claim_id, column) in self.entries for column in (*columns, ""))


def compare(old: Dataset, new: Dataset) -> Difference:
    """What became of every claim and row of the old version, and what the new one adds."""
    before, after = rows(old, CLAIMS), rows(new, CLAIMS)
    records = _Records(frozenset((row[2], row[3]) for row in _entries(old, new)[0]))
    same = Sameness(old, new)
    reused: list[Reused] = []
    withdrawn: list[Withdrawn] = []
    changed: list[Changed] = []
    for key in sorted(before.keys() & after.keys()):
        if before[key] == after[key]:
            continue
        claim_id = key[0]
        cells = _cells(claim_id, before[key], after[key], records)
        marks = same.broken_marks(claim_id)
        if marks:
            reused.append(Reused(claim_id, marks, cells))
            continue
        fallen = _withdrawn(claim_id, cells, after[key], records)
        withdrawn += [fallen] if fallen else []
        cells = tuple(cell for cell in cells if not (fallen and cell.column in _STANDING))
        changed += [Changed(claim_id, cells)] if cells else []
    return Difference(
        old=_version(old),
        new=_version(new),
        reused=tuple(reused),
        removed=tuple(Removed(*_told(before[key])) for key in sorted(before.keys() - after.keys())),
        withdrawn=tuple(withdrawn),
        changed=tuple(changed),
        added=tuple(Added(*_told(after[key])) for key in sorted(after.keys() - before.keys())),
        tables=tuple(
            found
            for found in (
                *(_table(old, new, table) for table in (PLACES, ROUTES, SOURCES, QUESTIONS)),
                _changes(old, new),
            )
            if found.added or found.changed or found.removed
        ),
    )


def _version(data: Dataset) -> Version:
    return Version(data.version, data.date, len(data.claims))


def _told(row: Row) -> tuple[str, str, str]:
    """A claim's id, kind and summary."""
    at = CLAIMS.columns.index
    return row[at("claim_id")], row[at("kind")], row[at("summary")]


def _cells(claim_id: str, old: Row, new: Row, records: _Records) -> tuple[Cell, ...]:
    return tuple(
        Cell(column, was, now, records.has(claim_id, [column]))
        for column, was, now in zip(CLAIMS.columns, old, new, strict=True)
        if was != now
    )


def _withdrawn(
    claim_id: str, cells: tuple[Cell, ...], new: Row, records: _Records
) -> Withdrawn | None:
    """The claim as one that no longer stands, if its status became so."""
    status = new[CLAIMS.columns.index("status")]
    became = any(cell.column == "status" for cell in cells)
    if not became or status == ClaimStatus.CURRENT:
        return None
    by = new[CLAIMS.columns.index("superseded_by")]
    return Withdrawn(claim_id, status, by, records.has(claim_id, _STANDING))


def _table(old: Dataset, new: Dataset, table: Table) -> TableDifference:
    before, after = rows(old, table), rows(new, table)
    both = sorted(before.keys() & after.keys(), key=_in_order)
    return TableDifference(
        table.name,
        added=tuple(map(_name, sorted(after.keys() - before.keys(), key=_in_order))),
        changed=tuple(
            (_name(key), _differing(table, before[key], after[key]))
            for key in both
            if before[key] != after[key]
        ),
        removed=tuple(map(_name, sorted(before.keys() - after.keys(), key=_in_order))),
    )


def _name(key: Row) -> str:
    """A key as one word: ``hyesan``, ``AP2501-22/2``."""
    return "/".join(key)


def _in_order(key: Row) -> tuple[tuple[int, str], ...]:
    """Sorts the stop 10 of a route behind its stop 9."""
    return tuple((int(part) if part.isdecimal() else -1, part) for part in key)


def _differing(table: Table, old: Row, new: Row) -> tuple[str, ...]:
    cells = zip(table.columns, old, new, strict=True)
    return tuple(column for column, was, now in cells if was != now)


def _entries(old: Dataset, new: Dataset) -> tuple[list[Row], list[Row]]:
    """The entries of ``changes.csv`` that only the new and only the old version have."""
    before, after = (
        Counter(data.changes[list(CHANGES.columns)].itertuples(index=False, name=None))
        for data in (old, new)
    )
    return sorted((after - before).elements()), sorted((before - after).elements())


def _changes(old: Dataset, new: Dataset) -> TableDifference:
    """Entries have no key: they are told whole, and one that differs is gone and there anew."""
    added, removed = _entries(old, new)
    return TableDifference(CHANGES.name, _whole(added), (), _whole(removed))


def _whole(entries: list[Row]) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, entry)) for entry in entries)
