"""Rows and counts as rules over several columns read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nkmap.tables import Text

Found = Iterator[tuple[str, tuple[str, str]]]
"""Column, and what is wrong and what to do."""

WHOLE = re.compile(r"\d+", re.ASCII)
_MOST_DIGITS = 20
DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def rows(text: Text) -> list[dict[str, str]]:
    """The table's rows as cells by column."""
    names = [str(name) for name in text.frame.columns]
    return [dict(zip(names, row, strict=True)) for row in text.frame.to_numpy().tolist()]


def count(cell: str) -> int | None:
    """A whole number, or ``None`` for anything else; of very many digits, one that is too large."""
    if not WHOLE.fullmatch(cell):
        return None
    # Python turns no more than 4,300 digits into a number.
    return int(cell.lstrip("0")[:_MOST_DIGITS] or "0")


def items(cell: str, separator: str) -> list[str]:
    """The parts of a list cell, without those that are blank."""
    return [part.strip() for part in cell.split(separator) if part.strip()]
