"""The shape of a difference between two versions of a dataset. Everything is sorted by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from nkmap.dataset import Dataset
from nkmap.schema import CLAIMS, LIST_SEPARATOR, Field, Table


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
class Added:
    """A claim that only the new version has."""

    claim_id: str
    kind: str
    summary: str


@dataclass(frozen=True)
class Removed:
    """A claim that only the old version has; claims must never be deleted."""

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
    removed: tuple[Removed, ...]
    withdrawn: tuple[Withdrawn, ...]
    changed: tuple[Changed, ...]
    added: tuple[Added, ...]
    tables: tuple[TableDifference, ...]
    """The other tables, those without a difference left out."""

    @property
    def keeps_ids(self) -> bool:
        """Whether every id of the old version is there and stands for the same thing."""
        return not self.reused and not self.removed


Row = tuple[str, ...]
"""A row's cells, or the cells of its key, in the order of the columns."""


def rows(data: Dataset, table: Table) -> dict[Row, Row]:
    """Every row of a table by its key, each cell as text in one form: ``42.50`` is ``42.5``."""
    frame: pd.DataFrame = getattr(data, table.name)
    columns = [_texts(field, frame[field.name]) for field in table.fields]
    if table is CLAIMS:
        columns[table.columns.index("access")] = _own_access(data)
    at = [table.columns.index(name) for name in table.key]
    return {tuple(row[i] for i in at): row for row in zip(*columns, strict=True)}


def _texts(field: Field, cells: Iterable[Any]) -> list[str]:
    if field.type == "list":
        return [LIST_SEPARATOR.join(cell) for cell in cells]
    if field.type in ("integer", "number"):
        return ["" if pd.isna(cell) else str(cell).removesuffix(".0") for cell in cells]
    return [str(cell) for cell in cells]


def _own_access(data: Dataset) -> list[str]:
    """Each claim's own access: blank where it is its source's, which the dataset fills in."""
    of_source = dict(zip(data.sources["source_id"], data.sources["access"], strict=True))
    cells = zip(data.claims["source_id"], data.claims["access"], strict=True)
    return ["" if access == of_source[source] else str(access) for source, access in cells]
