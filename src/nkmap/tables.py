"""CSV files as text cells with their line numbers, or what is wrong with the file as such.

Reading keeps every cell as the text that is in the file, so that a blank cell, ``NA`` and ``0``
stay three different things, and a problem can be named with its line.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from nkmap.schema import Table

LARGEST_FILE = 100_000_000
"""Bytes."""
LARGEST_CELL = 10_000
"""Characters."""
_SHOWN = 60
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
"""Characters that are not seen, or that steer a terminal or the direction of text."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it."""

    file: str
    line: int
    column: str
    value: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        """``file:line: column = value: what is wrong, what to do``."""
        cell = f" {self.column} = {shown(self.value)}:" if self.column else ""
        return f"{self.file}:{self.line}:{cell} {self.wrong}, {self.remedy}"


def shown(value: str) -> str:
    """A cell's text in quotes, cut short, with marks that cannot be seen written out."""
    cut = value if len(value) <= _SHOWN else value[: _SHOWN - 3] + "..."
    return f"'{visible(cut)}'"


def visible(text: str) -> str:
    """Text on one line, with characters that cannot be seen written out as their numbers."""
    return UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def one_line(text: str) -> str:
    """Text on one line, with characters that cannot be seen left out, not written out."""
    return " ".join(UNSEEN.sub(lambda m: " " if m[0].isspace() else "", text).split())


@dataclass(frozen=True)
class Text:
    """A table as text: ``frame`` has one row per record; ``lines`` the line each starts on."""

    table: Table
    frame: pd.DataFrame
    lines: tuple[int, ...]

    def problem(self, row: int, column: str, wrong: str, remedy: str) -> Problem:
        """A problem with one cell, by the row's position."""
        value = str(self.frame.loc[row, column])
        return Problem(self.table.file, self.lines[row], column, value, wrong, remedy)


class _Unreadable(Exception):  # noqa: N818 - it names what the file is
    """A file that cannot be read as a table at all."""

    def __init__(self, line: int, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.line, self.wrong, self.remedy = line, wrong, remedy


def read(folder: Path, table: Table) -> tuple[Text, list[Problem]]:
    """Read one table's file. With problems, the text holds the rows that could be read."""
    path = folder / table.file
    try:
        header, records = _records(path)
        names = _check_header(header, table)
    except _Unreadable as error:
        empty = pd.DataFrame(columns=list(table.columns), dtype=object)
        wrong = Problem(table.file, error.line, "", "", error.wrong, error.remedy)
        return Text(table, empty, ()), [wrong]
    problems = list(_column_problems(names, table))
    rows, lines = [], []
    for line, record in records:
        found = _record_problem(table, line, record, len(names))
        if found:
            problems.append(found)
        else:
            rows.append(record)
            lines.append(line)
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    frame = frame.loc[:, ~frame.columns.duplicated()]
    return Text(
        table, frame.reindex(columns=list(table.columns), fill_value=""), tuple(lines)
    ), problems


def _records(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    text = _decoded(path)
    if not text.strip():
        raise _Unreadable(1, "the file is empty", "write the header line, even without rows")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, list[str]]] = []
    start = 1
    csv.field_size_limit(LARGEST_FILE)
    try:
        for record in reader:
            if record:  # a blank line is no record
                found.append((start, record))
            start = reader.line_num + 1
    except csv.Error as error:
        raise _Unreadable(start, f"not readable as CSV ({error})", "check the quotes") from error
    return found[0][1], found[1:]


def _decoded(path: Path) -> str:
    raw = _bytes(path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Unreadable(line, "not UTF-8", "save the file as CSV UTF-8") from error


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            remedy = "add it, or name another folder with --data"
            raise _Unreadable(1, "the file is missing", remedy)
        if path.stat().st_size > LARGEST_FILE:
            megabytes = LARGEST_FILE // 1_000_000
            raise _Unreadable(1, f"larger than {megabytes} MB", "split the dataset")
        return path.read_bytes()
    except OSError as error:
        remedy = "check who may read the file and its folder"
        raise _Unreadable(1, f"cannot be read ({error.strerror})", remedy) from error


def _check_header(header: list[str], table: Table) -> list[str]:
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and header[0].count(mark) >= len(table.columns) // 2:
            raise _Unreadable(
                1, f"columns are separated by {name}, as Excel does", "save it with commas"
            )
    return header


def _column_problems(header: list[str], table: Table) -> Iterator[Problem]:
    def problem(name: str, wrong: str, remedy: str) -> Problem:
        return Problem(table.file, 1, "header", name, wrong, remedy)

    for name in table.columns:
        if name not in header:
            yield problem(name, "this column is missing", "add it, empty where there is nothing")
    for name in dict.fromkeys(header):
        if name not in table.columns:
            near = difflib.get_close_matches(name, table.columns, 1)
            hint = f"rename it to {near[0]}, or delete it" if near else "delete it"
            yield problem(name, "no such column in this table", hint)
        if header.count(name) > 1:
            yield problem(name, "this column is there more than once", "keep one")


def _record_problem(table: Table, line: int, record: list[str], width: int) -> Problem | None:
    if len(record) != width:
        wrong = f"{len(record)} cells where the header has {width}"
        return Problem(table.file, line, "", "", wrong, "check commas and quotes in this line")
    longest = max(map(len, record))
    if longest > LARGEST_CELL:
        wrong = f"a cell of {longest:,} characters"
        return Problem(table.file, line, "", "", wrong, f"keep cells under {LARGEST_CELL:,}")
    return None
