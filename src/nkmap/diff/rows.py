"""The rows of a dataset's tables as text cells, by key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from nkmap.dataset import Dataset
from nkmap.schema import CLAIMS, LIST_SEPARATOR, Field, Table

Row = tuple[str, ...]
"""A row's cells, or the cells of its key, in the order of the columns."""


def rows(data: Dataset, table: Table) -> dict[Row, Row]:
    """Every row of a table by its key, each cell as text in one form: ``42.50`` is ``42.5``."""
    frame: pd.DataFrame = getattr(data, table.name)
    columns = [_cells(field, frame[field.name]) for field in table.fields]
    if table is CLAIMS:
        columns[table.columns.index("access")] = _own_access(data)
    at = [table.columns.index(name) for name in table.key]
    return {tuple(row[i] for i in at): row for row in zip(*columns, strict=True)}


def _cells(field: Field, cells: Iterable[Any]) -> list[str]:
    if field.type == "list":
        return [LIST_SEPARATOR.join(cell) for cell in cells]
    if field.type in ("integer", "number"):
        return ["" if pd.isna(cell) else str(cell).removesuffix(".0") for cell in cells]
    return [str(cell) for cell in cells]


def _own_access(data: Dataset) -> list[str]:
    """Each claim's own access: blank where it is its source's, which the dataset fills in."""
    of_source = dict(zip(data.sources["source_id"], data.sources["access"], strict=True))
    cells = zip(data.claims["source_id"], data.claims["access"], strict=True)
    return ["" if access == of_source[source] else str(access) for source, access in cells]
