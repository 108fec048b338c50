"""The lines of pandas that load a file again as it was meant."""

from __future__ import annotations

from nkmap.export.columns import COLUMNS
from nkmap.export.delimited import COMMENT, ENCODING
from nkmap.export.escape import ESCAPED


def pandas_lines(name: str) -> str:
    """Python code that loads the CSV file of that name: counts that are not given stay ``<NA>``.

    The types are the same whatever the file holds, also when it has no row.
    """
    counts = [field.name for field in COLUMNS if field.type == "integer"]
    days = [field.name for field in COLUMNS if field.type == "date"]
    return f"""\
import pandas as pd

counts, days = {counts!r}, {days!r}
claims = pd.read_csv(
    {name!r},
    comment={COMMENT!r},
    encoding={ENCODING!r},
    dtype="str",
    keep_default_na=False,
)
# A cell that looks like a formula was written with an apostrophe before it.
claims = claims.replace(r"{ESCAPED}", "", regex=True)
# A count that is not given is <NA>, never 0.
claims[counts] = claims[counts].apply(pd.to_numeric).astype("Int64")
claims[days] = claims[days].apply(pd.to_datetime).astype("datetime64[s]")
"""
