"""The shape of a difference between two versions of a dataset. Everything is sorted by id."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
