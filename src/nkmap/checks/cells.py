"""What may be wrong with one cell, taken for itself; and how rules over columns read rows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

import pandas as pd

from nkmap.addresses import is_web
from nkmap.characters import no_text
from nkmap.csv_files import Problem, TextTable
from nkmap.dates import BadDate, parse
from nkmap.schema import Field

Cells = Mapping[str, str]
"""A row's cells by column."""
Found = Iterator[tuple[str, str, str]]
"""Column, what is wrong and what to do."""

WHOLE = re.compile(r"\d+", re.ASCII)
_MOST_DIGITS = 20
DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def rows(text: TextTable) -> list[dict[str, str]]:
    """The table's rows as cells by column."""
    names = [str(name) for name in text.frame.columns]
    return [dict(zip(names, row, strict=True)) for row in text.frame.to_numpy().tolist()]


def by_row(text: TextTable, *rules: Callable[[Cells], Found]) -> Iterator[Problem]:
    """What rules over the cells of one row find in a table."""
    for row, cells in enumerate(rows(text)):
        for rule in rules:
            for found in rule(cells):
                yield text.problem(row, *found)


def count(cell: str) -> int | None:
    """A whole number, or ``None`` for anything else; of very many digits, one that is too large."""
    if not WHOLE.fullmatch(cell):
        return None
    # Python turns no more than 4,300 digits into a number.
    return int(cell.lstrip("0")[:_MOST_DIGITS] or "0")


Verdict = tuple[str, str] | None
"""What is wrong and what to do; ``None`` when nothing is."""

_NOTHING = frozenset({"na", "n/a", "nan", "none", "null", "-", "?", "unknown"})
_LARGEST_COUNT = 10**12
MOST_TOLD = 10_000
"""Problems with the cells of one table after which the rest of it is not looked at."""
_AT_ONCE = 10_000
"""Rows judged together."""


def problems(text: TextTable) -> list[Problem]:
    """Every cell of a table that fails the check of its own column.

    After ``MOST_TOLD`` the last one says that the rest of the table was not looked at.
    """
    found: list[Problem] = []
    for start in range(0, len(text.frame), _AT_ONCE):
        found += _of_rows(text, text.frame.iloc[start : start + _AT_ONCE])
        if len(found) > MOST_TOLD:
            found = sorted(found)[:MOST_TOLD]
            wrong = f"more than {MOST_TOLD:,} problems, and the rest of the file was not looked at"
            stopped = found[-1].line
            return [*found, Problem(text.table.file, stopped, "", "", wrong, "correct these first")]
    return found


def _of_rows(text: TextTable, rows: pd.DataFrame) -> list[Problem]:
    found = []
    for field in text.table.fields:
        cells = rows[field.name]
        # Each text is judged once, however many cells hold it.
        wrong = {cell: told for cell in set(cells) if (told := verdict(field, cell))}
        if wrong:
            places = zip(cells.index, cells, strict=True)
            bad = ((row, wrong[cell]) for row, cell in places if cell in wrong)
            found += [text.problem(row, field.name, *told) for row, told in bad]
    return found


def verdict(field: Field, cell: str) -> Verdict:
    """What is wrong with one cell of a column, taken for itself."""
    if not cell:
        return ("empty", "this column needs a value") if field.required else None
    if wrong := no_text(cell):
        return f"holds {wrong}", "delete it"
    if cell != cell.strip():
        return "starts or ends with a space", "delete it"
    if field.allowed:
        return _allowed(field, cell)
    if field.pattern and not re.fullmatch(field.pattern, cell):
        return "not of the form this column has", f"write it like {field.pattern}"
    return _TYPE_CHECKS[field.type](field, cell) if field.type in _TYPE_CHECKS else None


def _allowed(field: Field, cell: str) -> Verdict:
    if cell in field.allowed:
        return None
    known = field.allowed
    return "not an allowed value", hint(cell, known, f"use one of {', '.join(known)}")


def hint(text: str, known: Collection[str], otherwise: str) -> str:
    """Ask whether one of the texts known was meant, where one is near; else say something else."""
    near = difflib.get_close_matches(text, known, 1)
    return f"did you mean {near[0]}" if near else otherwise


def _integer(field: Field, cell: str) -> Verdict:
    if cell.lower() in _NOTHING:
        return "not a number", "leave the cell empty and give a missing_reason"
    if not WHOLE.fullmatch(cell):
        return "not a whole number", "write digits only, without commas, words or decimals"
    if len(cell) > _MOST_DIGITS or int(cell) > _LARGEST_COUNT:
        return "too large to be a count", "check the digits"
    return _range(field, float(cell))


def _number(field: Field, cell: str) -> Verdict:
    if not DECIMAL.fullmatch(cell):
        return "not a number", "write it with a point, such as 42.44"
    return _range(field, float(cell))


def _range(field: Field, value: float) -> Verdict:
    low, high = field.minimum, field.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        limits = f"{low:g} or more" if high is None else f"between {low:g} and {high:g}"
        return "out of range", f"it must be {limits}"
    return None


def _edtf(_: Field, cell: str) -> Verdict:
    try:
        parse(cell)
    except BadDate as error:
        return "not a date in EDTF", str(error)
    return None


def _date(_: Field, cell: str) -> Verdict:
    try:
        found = date.fromisoformat(cell)
    except ValueError:
        return "not a day", "write it as 2024-12-31"
    # Python also reads the days of weeks, 2024-W01-1, which sort and show as no other day does.
    return None if cell == found.isoformat() else ("not a day", "write it as 2024-12-31")


_TYPE_CHECKS: dict[str, Callable[[Field, str], Verdict]] = {
    "integer": _integer,
    "number": _number,
    "edtf": _edtf,
    "date": _date,
    "url": lambda _, cell: (
        None if is_web(cell) else ("not an address", "write it with http:// or https://")
    ),
}
