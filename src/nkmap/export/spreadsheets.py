"""CSV and XLSX, in which a cell that looks like a formula is text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.worksheet import Worksheet

from nkmap.evidence import Evidence
from nkmap.export import columns
from nkmap.export.columns import COLUMNS, cells, rows, text
from nkmap.schema import KINDS, Field
from nkmap.wording import files_and_links

_BEGUN = r"['\s]*[=+\-@|%\t\r\n＝＋－＠]"
"""What a spreadsheet may take for the beginning of a formula or a command.

Some programs skip spaces before it, and those for Japanese take the wide forms as well. A cell
that has an apostrophe of its own there gets one more, so that only ours is taken away.
"""
_FORMULA = re.compile(_BEGUN)
ESCAPED = rf"^'(?={_BEGUN})"
"""What was put before a cell, as a pattern: replacing it by nothing gives the cell back."""


def cell(text: str) -> str:
    """A text as a cell that no spreadsheet runs."""
    return f"'{text}" if _FORMULA.match(text) else text


def decoded(text: str) -> str:
    """The text that ``cell`` was given."""
    return re.sub(ESCAPED, "", text)


_AFTER_A_MARK = re.compile(rf"(?<=[,;\t\"'])(?={_BEGUN})")


def line(text: str) -> str:
    """A text outside the cells of a CSV file: whatever mark parts cells, none is a formula."""
    return _AFTER_A_MARK.sub("'", " ".join(text.split()))


COMMENT = "#"
"""Starts a line that is not data; no id may begin with it."""
ENCODING = "utf-8-sig"


def delimited(evidence: Evidence) -> bytes:
    """The claims of a view as CSV."""
    told = (*evidence.notes, ("Cells", files_and_links.CELLS))
    notes = "".join(f"{COMMENT} {name}: {line(words)}\r\n" for name, words in told)
    header = [field.name for field in COLUMNS]
    cells = ([_cell(value) for value in row] for row in columns.cells(rows(evidence)))
    return (notes + table(header, cells)).encode(ENCODING)


def table(header: Sequence[str], cells: Iterable[Iterable[object]]) -> str:
    """Header and rows as CSV after RFC 4180; every text is quoted, so that # in it is text.

    Texts from data go through ``escape.cell`` first.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(header)
    writer.writerows(cells)
    return out.getvalue()


def _cell(value: object) -> object:
    return value if isinstance(value, int) else cell(text(value))


READ_FIRST, CLAIMS, CODEBOOK, KIND_SHEET = "Read this first", "Claims", "Columns", "Kinds"
_WIDE = {"summary": 60, "figure": 34, "caution": 40, "unclear": 40, "citation": 60, "said_by": 30}
_WIDTH, _NOTE_WIDTH = 16, 110
_LONGEST_CELL = 32_767
"""Characters, the most a cell of a spreadsheet holds; the dataset's own limit lies below."""


def workbook(evidence: Evidence) -> bytes:
    """The claims of a view as a spreadsheet; every text is written as text, never as a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        day = evidence.data.date
        # Without a day of its own the file would carry the moment it was made.
        made = datetime.fromisoformat(day) if day else datetime(1980, 1, 1)  # noqa: DTZ001
        book.set_properties({"title": f"nkmap, data {evidence.version}", "created": made})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        days = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        counts = book.add_format({"num_format": "#,##0", "valign": "top"})
        _pairs(book.add_worksheet(READ_FIRST), evidence.notes, bold, plain)
        _claims(book.add_worksheet(CLAIMS), evidence, bold, plain, days, counts)
        _codebook(book.add_worksheet(CODEBOOK), bold, plain)
        kinds = [(rule.kind.value, f"{rule.meaning} {rule.no_total}") for rule in KINDS.values()]
        _pairs(book.add_worksheet(KIND_SHEET), kinds, bold, plain)
    return out.getvalue()


def _pairs(
    sheet: Worksheet, pairs: Sequence[tuple[str, str]], bold: CellFormat, plain: CellFormat
) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, _NOTE_WIDTH)
    for row, (name, words) in enumerate(pairs):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, words, plain)


def _claims(
    sheet: Worksheet,
    evidence: Evidence,
    bold: CellFormat,
    plain: CellFormat,
    days: CellFormat,
    counts: CellFormat,
) -> None:
    formats = {"integer": counts, "date": days}
    for index, field in enumerate(COLUMNS):
        own = formats.get(field.type, plain)
        sheet.set_column(index, index, _WIDE.get(field.name, _WIDTH), own)
        sheet.write_string(0, index, field.name, bold)
    frame = rows(evidence)
    sheet.freeze_panes(1, 1 + [field.name for field in COLUMNS].index("figure"))
    sheet.autofilter(0, 0, len(frame), len(COLUMNS) - 1)
    for row, values in enumerate(cells(frame), start=1):
        for index, (field, value) in enumerate(zip(COLUMNS, values, strict=True)):
            _write(sheet, row, index, field, value)


def _write(sheet: Worksheet, row: int, index: int, field: Field, value: object) -> None:
    """One cell; what is not given stays blank, so that no program counts it."""
    words = text(value)
    if not words:
        return
    if field.type == "integer":
        sheet.write_number(row, index, int(words))
    elif field.type == "date":
        sheet.write_datetime(row, index, date.fromisoformat(words))
    else:
        cut = words if len(words) <= _LONGEST_CELL else f"{words[: _LONGEST_CELL - 1]}…"
        sheet.write_string(row, index, cut)


def _codebook(sheet: Worksheet, bold: CellFormat, plain: CellFormat) -> None:
    for column, (head, width) in enumerate(
        (("column", 20), ("type", 10), ("meaning", 80), ("allowed", 60))
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for row, field in enumerate(COLUMNS, start=1):
        told = (field.name, field.type, field.meaning, ", ".join(field.allowed))
        for column, words in enumerate(told):
            sheet.write_string(row, column, words, plain)
    sheet.freeze_panes(1, 1)
