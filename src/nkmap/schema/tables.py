"""The tables of the dataset: every column with its meaning and what a cell may hold.

``columns.csv`` declares the columns, a row each, in the order of the files.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import EnumType
from pathlib import Path
from typing import Literal, cast

from nkmap.schema import values
from nkmap.schema.kinds import UNITS, Group, Kind, Layer

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
    minimum: int | None = None
    maximum: int | None = None
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
    is_optional: bool = False
    """Whether a dataset may leave the file out, which is the same as no rows."""

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


FINEST_AREA_PRECISION = 4
"""Places this vague or vaguer (province, vague area, country) are drawn as areas, never points."""

_SETS: dict[str, Iterable[str]] = {
    **{name: found for name, found in vars(values).items() if isinstance(found, EnumType)},
    "Kind": Kind,
    "Group": Group,
    "Layer": Layer,
    "units": UNITS,
    "yes or no": ("yes", "no"),
}
"""Closed sets by the names ``columns.csv`` has for them."""


def declared(file: Path) -> list[tuple[str, Field]]:
    """The columns that a file like ``columns.csv`` declares, each with the name of its table."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [(row["table"], _field(row)) for row in csv.DictReader(lines)]


def _field(row: dict[str, str]) -> Field:
    limits = [int(row[name]) if row[name] else None for name in ("minimum", "maximum")]
    return Field(
        row["name"],
        row["meaning"],
        cast("Type", row["type"]),
        required=row["required"] == "yes",
        allowed=tuple(map(str, _SETS[row["allowed"]])) if row["allowed"] else (),
        pattern=ID_PATTERN if row["pattern"] == "id" else row["pattern"],
        minimum=limits[0],
        maximum=limits[1],
        unique=row["unique"] == "yes",
        refers_to=row["refers_to"],
    )


_DECLARED = declared(Path(__file__).with_name("columns.csv"))
CLAIMS, PLACES, ROUTES, SOURCES, CHANGES, QUESTIONS, SEARCHES, STORY = (
    Table(
        name,
        row,
        tuple(field for table, field in _DECLARED if table == name),
        key,
        is_optional=name == "searches",
    )
    for name, row, key in (
        ("claims", "one statement by one source about one thing", ("claim_id",)),
        ("places", "one place or area", ("place_id",)),
        ("routes", "one stop of a route that one claim states", ("claim_id", "seq")),
        ("sources", "one publication", ("source_id",)),
        ("changes", "one addition or correction", ()),
        ("questions", "one question that several figures answer differently", ("question_id",)),
        ("searches", "one thing that was looked for and not found", ("search_id",)),
        ("story", "one step of the briefing", ("seq",)),
    )
)
TABLES = {
    table.name: table
    for table in (CLAIMS, PLACES, ROUTES, SOURCES, CHANGES, QUESTIONS, SEARCHES, STORY)
}
