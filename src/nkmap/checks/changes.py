"""What may be wrong with the list of changes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from nkmap.schema import CLAIMS
from nkmap.tables import Problem, Text


def columns(text: Text) -> Iterator[Problem]:
    """Changes of columns that claims do not have."""
    for row, column in enumerate(text.frame["column"]):
        if column and column not in CLAIMS.columns:
            near = difflib.get_close_matches(column, CLAIMS.columns, 1)
            hint = f"did you mean {near[0]}" if near else "name a column of claims.csv"
            yield text.problem(row, "column", "no column of claims.csv", hint)
