"""Rows and counts as rules over several columns read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nkmap.tables import Text

Found = Iterator[tuple[str, tuple[str, str]]]
"""Column, and what is wrong and what to do."""

WHOLE = re.compile(r"\d+", re.ASCII)
DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def rows(text: Text) -> list[dict[str, str]]:
    """The table's rows as cells by column."""
    names = [str(name) for name in text.frame.columns]
    return [dict(zip(names, row, strict=True)) for row in text.frame.itertuples(index=False)]


def count(cell: str) -> int | None:
    """A whole number, or ``None`` for anything else."""
    return int(cell) if WHOLE.fullmatch(cell) else None


def items(cell: str, separator: str) -> list[str]:
    """The parts of a list cell, without those that are blank."""
    return [part.strip() for part in cell.split(separator) if part.strip()]
