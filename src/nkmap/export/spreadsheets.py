"""CSV and XLSX, in which a cell that looks like a formula is text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nkmap.evidence import Evidence
from nkmap.export.columns import COLUMNS, rows, text
from nkmap.schema import KINDS
from nkmap.wording import TEXTS

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


_AFTER_A_MARK = re.compile(rf"(?<=[,;\t\"'])(?={_BEGUN})")


def line(text: str) -> str:
    """A text outside the cells of a CSV file: whatever mark parts cells, none is a formula."""
    return _AFTER_A_MARK.sub("'", " ".join(text.split()))


COMMENT = "#"
"""Starts a line that is not data; no id may begin with it."""
ENCODING = "utf-8-sig"


def delimited(evidence: Evidence) -> bytes:
    """The claims of a view as CSV."""
    told = (*evidence.notes, ("Cells", f"{TEXTS['apostrophe']} {TEXTS['cells']}"))
    notes = "".join(f"{COMMENT} {name}: {line(words)}\r\n" for name, words in told)
    header = [field.name for field in COLUMNS]
    claims = (
        [value if isinstance(value, int) else cell(text(value)) for value in row]
        for row in rows(evidence)
    )
    return (notes + table(header, claims)).encode(ENCODING)


def table(header: Sequence[str], cells: Iterable[Iterable[object]]) -> str:
    """Header and rows as CSV after RFC 4180; every text is quoted, so that # in it is text.

    Texts from data go through ``cell`` first.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(header)
    writer.writerows(cells)
    return out.getvalue()


READ_FIRST, CLAIMS, CODEBOOK, KIND_SHEET = "Read this first", "Claims", "Columns", "Kinds"
_WIDE = {"summary": 60, "figure": 34, "caution": 40, "unclear": 40, "citation": 60, "said_by": 30}
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
        _word_sheet(book, READ_FIRST, evidence.notes, (20, 110))
        _claim_sheet(book, evidence)
        meanings = [(own.name, own.type, own.meaning, ", ".join(own.allowed)) for own in COLUMNS]
        header = ("column", "type", "meaning", "allowed")
        codebook = _word_sheet(
            book, CODEBOOK, (header, *meanings), (20, 10, 80, 60), has_header=True
        )
        codebook.freeze_panes(1, 1)
        kinds = [(rule.kind.value, f"{rule.meaning} {rule.no_total}") for rule in KINDS.values()]
        _word_sheet(book, KIND_SHEET, kinds, (20, 110))
    return out.getvalue()


_PLAIN = {"text_wrap": True, "valign": "top"}
_BOLD = {**_PLAIN, "bold": True}


def _word_sheet(
    book: Workbook,
    name: str,
    words: Sequence[Sequence[str]],
    widths: Sequence[int],
    *,
    has_header: bool = False,
) -> Worksheet:
    """A sheet of words: in bold its header, or else the first of each row."""
    sheet, bold, plain = book.add_worksheet(name), book.add_format(_BOLD), book.add_format(_PLAIN)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, told in enumerate(words):
        for column, word in enumerate(told):
            at = row if has_header else column
            sheet.write_string(row, column, word, plain if at else bold)
    return sheet


def _claim_sheet(book: Workbook, evidence: Evidence) -> None:
    sheet, bold, plain = book.add_worksheet(CLAIMS), book.add_format(_BOLD), book.add_format(_PLAIN)
    formats = {
        "integer": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
    }
    for column, field in enumerate(COLUMNS):
        width, own = _WIDE.get(field.name, 16), formats.get(field.type, plain)
        sheet.set_column(column, column, width, own)
        sheet.write_string(0, column, field.name, bold)
    claims = rows(evidence)
    sheet.freeze_panes(1, 1 + [field.name for field in COLUMNS].index("figure"))
    sheet.autofilter(0, 0, len(claims), len(COLUMNS) - 1)
    for row, cells in enumerate(claims, start=1):
        for column, (field, value) in enumerate(zip(COLUMNS, cells, strict=True)):
            words = text(value)
            if not words:  # what is not given stays blank, so that no program counts it
                continue
            if field.type == "integer":
                sheet.write_number(row, column, value)
            elif field.type == "date":
                sheet.write_datetime(row, column, date.fromisoformat(words))
            else:
                cut = words if len(words) <= _LONGEST_CELL else f"{words[: _LONGEST_CELL - 1]}…"
                sheet.write_string(row, column, cut)
