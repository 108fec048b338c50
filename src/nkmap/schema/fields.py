"""What a column and a table are, whatever they hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

LIST_SEPARATOR = ";"
"""Separates ids in a cell that may name several places or sectors."""

ID_PATTERN = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
"""Ids are readable words joined by single hyphens, so that they can stand in a link unescaped."""


Type = Literal["string", "integer", "number", "edtf", "date", "url", "list"]


@dataclass(frozen=True)
class Field:
    """One column: its name, its meaning and what a cell may hold."""

    name: str
    meaning: str
    type: Type = "string"
    required: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    unique: bool = False
    refers_to: str = ""
    """``table.column`` that every value (for a list: every item) must be found in."""


@dataclass(frozen=True)
class Table:
    """One CSV file: what a row is, and its columns in file order."""

    name: str
    row: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file's name inside the data folder."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        """The header the file must have."""
        return tuple(field.name for field in self.fields)


def items(cell: str) -> tuple[str, ...]:
    """The parts of a list cell, without those that are blank."""
    return tuple(part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip())


def values(enum: type[StrEnum]) -> tuple[str, ...]:
    """The values of a closed set, as a cell may hold them."""
    return tuple(member.value for member in enum)
