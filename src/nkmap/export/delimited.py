"""CSV: the notes first, each on a line that starts with #, then the header and the rows.

UTF-8 with a byte order mark, without which Excel reads Hangul and Cyrillic as Latin letters.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from nkmap.export import columns
from nkmap.export.columns import COLUMNS, rows, text
from nkmap.export.content import Export
from nkmap.export.escape import cell, line
from nkmap.wording import files_and_links

COMMENT = "#"
"""Starts a line that is not data; no id may begin with it."""
ENCODING = "utf-8-sig"


def delimited(export: Export) -> bytes:
    """The claims of a view as CSV."""
    told = (*export.notes, ("Cells", files_and_links.CELLS))
    notes = "".join(f"{COMMENT} {name}: {line(words)}\r\n" for name, words in told)
    header = [field.name for field in COLUMNS]
    cells = ([_cell(value) for value in row] for row in columns.cells(rows(export)))
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
