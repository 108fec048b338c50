"""CSV files as text cells with their line numbers, or what is wrong with the file as such.

Reading keeps every cell as the text that is in the file, so that a blank cell, ``NA`` and ``0``
stay three different things, and a problem can be named with its line.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pandas as pd

from nkmap.characters import composed, visible
from nkmap.schema import Table

# What is larger is refused in words before it is taken into memory. 100,000 claims, more than
# anybody has, make a file of 26 MB; the longest cell of the shipped data holds 400 characters.
LARGEST_FILE = 100_000_000
"""Bytes of one file."""
MOST_ROWS = 300_000
"""Rows of one table."""
MOST_LINES = 3_000_000
"""Lines of one file, blank ones and those inside of cells among them."""
WIDEST = 200
"""Columns of a header; no table has more than 40."""
LARGEST_CELL = 10_000
"""Characters of one cell; an essay fits in."""
LONGEST_LINE = 1_000_000
"""Characters of one line, and of a cell that runs over lines; a quote that is never closed makes
one cell of the rest of the file."""
_MISSING = "this column is missing"
_SHOWN = 60
_LONGEST_WORDS = 400


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
        cell = f" {_cut(self.column)} = {shown(self.value)}:" if self.column else ""
        return visible(f"{self.file}:{self.line}:{cell} {_cut(self.wrong)}, {_cut(self.remedy)}")


def shown(value: str) -> str:
    """A cell's text in quotes, cut short, with marks that cannot be seen written out."""
    return f"'{visible(_cut(value, _SHOWN))}'"


def _cut(words: str, most: int = _LONGEST_WORDS) -> str:
    """Words cut where they quote more of the data than anybody reads."""
    return words if len(words) <= most else f"{words[: most - 3]}..."


@dataclass(frozen=True)
class TextTable:
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


class _Missing(_Unreadable):
    """A file that is not there."""


def read(folder: Path, table: Table) -> tuple[TextTable, list[Problem]]:
    """Read one table's file. With problems, the text holds the rows that could be read.

    A problem whose column is ``header`` leaves every row in; any other, at least one row out.
    """
    names: list[str] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    try:
        for line, record in _at_most(MOST_ROWS, _records(folder / table.file)):
            if not names:
                names = _check_header(record, table)
                problems += _column_problems(names, table)
            elif found := list(_record_problems(table, line, record, names)):
                problems += found
            else:
                rows.append(record)
                lines.append(line)
    except _Unreadable as error:
        empty = TextTable(table, pd.DataFrame(columns=list(table.columns), dtype=object), ())
        if table.is_optional and isinstance(error, _Missing):
            return empty, []
        wrong = Problem(table.file, error.line, "", "", error.wrong, error.remedy)
        return empty, [*problems, wrong]
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    if names != list(table.columns):
        frame = frame.loc[:, ~frame.columns.duplicated()]
        frame = frame.reindex(columns=list(table.columns), fill_value="")
    return TextTable(table, frame, tuple(lines)), problems


def without_repeats(problems: Iterable[Problem]) -> list[Problem]:
    """Problems without those in cells of a column that is missing: its header says it once."""
    every = list(problems)
    missing = {(p.file, p.value) for p in every if p.column == "header" and p.wrong == _MISSING}
    return [p for p in dict.fromkeys(every) if (p.file, p.column) not in missing]


def _at_most(
    most: int, records: Iterable[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    """The header and so many rows; raises where there are more."""
    for number, (line, record) in enumerate(records):
        if number > most:
            raise _Unreadable(line, f"more than {most:,} rows", "split the dataset")
        yield line, record


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The line each record starts on, and its cells; a blank line is no record."""
    start, is_empty = 1, True
    csv.field_size_limit(LONGEST_LINE)
    try:
        _check_file(path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(_lines(file), strict=True)
            for written in reader:
                record = [composed(cell) for cell in written]
                if is_empty and not any(map(str.strip, record)):
                    record = []  # blanks before the header are no header
                if record:
                    is_empty = False
                    yield start, record
                start = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            remedy = f"close its quote, or keep it under {LARGEST_CELL:,}"
            wrong = f"a cell of more than {LONGEST_LINE:,} characters starts here"
            raise _Unreadable(start, wrong, remedy) from error
        raise _Unreadable(start, f"not readable as CSV ({error})", "check the quotes") from error
    except UnicodeDecodeError as error:
        raise _Unreadable(_bad_line(path), "not UTF-8", "save the file as CSV UTF-8") from error
    except OSError as error:
        remedy = "check who may read the file and its folder"
        raise _Unreadable(1, f"cannot be read ({error.strerror})", remedy) from error
    if is_empty:
        raise _Unreadable(1, "the file is empty", "write the header line, even without rows")


def _lines(file: TextIO) -> Iterator[str]:
    """The file line by line; raises before a line without an end fills the memory."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            wrong = f"a line of more than {LONGEST_LINE:,} characters"
            raise _Unreadable(number, wrong, "save it as CSV with one row a line")
        if number > MOST_LINES:
            raise _Unreadable(number, f"more than {MOST_LINES:,} lines", "split the dataset")
        yield line


def _bad_line(path: Path) -> int:
    """The line that holds the first byte that is no UTF-8."""
    raw = path.read_bytes()
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return len(re.findall(rb"\r\n?|\n", raw[: error.start])) + 1
    return 1  # somebody has mended it meanwhile


def _check_file(path: Path) -> None:
    if not path.is_file():
        if path.exists():  # a folder, or a pipe or a device that would be read without end
            raise _Unreadable(1, "not a plain file", "put the table there as a CSV file")
        raise _Missing(1, "the file is missing", "add it, or name another folder with --data")
    if path.stat().st_size > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1_000_000
        raise _Unreadable(1, f"larger than {megabytes} MB", "split the dataset")


def _check_header(header: list[str], table: Table) -> list[str]:
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and header[0].count(mark) >= len(table.columns) // 2:
            raise _Unreadable(
                1, f"columns are separated by {name}, as Excel does", "save it with commas"
            )
    if len(header) > WIDEST:
        remedy = f"keep the {len(table.columns)} that this table has"
        raise _Unreadable(1, f"{len(header):,} columns", remedy)
    return header


def _column_problems(header: list[str], table: Table) -> Iterator[Problem]:
    def problem(name: str, wrong: str, remedy: str) -> Problem:
        return Problem(table.file, 1, "header", name, wrong, remedy)

    for name in table.columns:
        if name not in header:
            yield problem(name, _MISSING, "add it, empty where there is nothing")
    for name in dict.fromkeys(header):
        if name not in table.columns:
            near = difflib.get_close_matches(name[:_SHOWN], table.columns, 1)
            hint = f"rename it to {near[0]}, or delete it" if near else "delete it"
            yield problem(name, "no such column in this table", hint)
        if header.count(name) > 1:
            yield problem(name, "this column is there more than once", "keep one")


def _record_problems(
    table: Table, line: int, record: list[str], names: list[str]
) -> Iterator[Problem]:
    if len(record) != len(names):
        wrong = f"{len(record)} cells where the header has {len(names)}"
        yield Problem(table.file, line, "", "", wrong, "check commas and quotes in this line")
        return
    for name, cell in zip(names, record, strict=True):
        if len(cell) > LARGEST_CELL:
            wrong = f"a cell of {len(cell):,} characters"
            yield Problem(table.file, line, name, cell, wrong, f"keep cells under {LARGEST_CELL:,}")
