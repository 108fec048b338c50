"""The lines of pandas that load a file again as it was meant."""

from __future__ import annotations

from nkmap.export.columns import COLUMNS
from nkmap.export.delimited import COMMENT, ENCODING
from nkmap.export.escape import ESCAPED


def pandas_lines(name: str) -> str:
    """Python code that loads the CSV file of that name: counts that are not given stay ``<NA>``."""
    counts = [field.name for field in COLUMNS if field.type == "integer"]
    days = [field.name for field in COLUMNS if field.type == "date"]
    return f"""\
import pandas as pd

counts, days = {counts!r}, {days!r}
claims = pd.read_csv(
    {name!r},
    comment={COMMENT!r},
    encoding={ENCODING!r},
    dtype=dict.fromkeys(counts, "Int64"),
    keep_default_na=False,
    na_values={{column: [""] for column in counts + days}},
    parse_dates=days,
)
texts = claims.columns.difference(counts + days)
# A cell that looks like a formula was written with an apostrophe before it.
claims[texts] = claims[texts].replace({ESCAPED!r}, "", regex=True)
"""
