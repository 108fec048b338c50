"""A view as a file: the claims it shows, all columns, and what a reader must know about them.

Pure functions to bytes: the same data and the same view give the same bytes, whoever asks. Also the
lines of pandas that load such a file again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from nkmap.evidence import Evidence
from nkmap.export.columns import COLUMNS
from nkmap.export.data_package import package
from nkmap.export.geodata import geojson, geoparquet
from nkmap.export.spreadsheets import COMMENT, ENCODING, ESCAPED, delimited, workbook

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Format(Generic[Given, Made]):
    """A file format: how its files end, what they are called and how they are made."""

    label: str
    ending: str
    mime: str
    about: str
    make: Callable[[Given], Made]


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: dict[str, Format[Evidence, bytes]] = {
    "csv": Format("CSV", ".csv", "text/csv", "one row for each claim; notes on top", delimited),
    "xlsx": Format("XLSX", ".xlsx", _SHEET, "with a codebook and what to read first", workbook),
    "geojson": Format(
        "GeoJSON", ".geojson", "application/geo+json", "no point where none was reported", geojson
    ),
    "parquet": Format(
        "GeoParquet",
        ".parquet",
        "application/vnd.apache.parquet",
        "the same, typed and small",
        geoparquet,
    ),
    "datapackage": Format(
        "Data package",
        ".zip",
        "application/zip",
        "every table, and the claims of the view",
        package,
    ),
}


def write(name: str, evidence: Evidence) -> bytes:
    """A view as a file of the named format: the same bytes for the same data and view."""
    return FORMATS[name].make(evidence)


def file_name(evidence: Evidence, name: str) -> str:
    """The name of a file of the named format, which says what is in it."""
    # A package holds every claim, whatever it selects.
    does = "package-selecting-" if name == "datapackage" else ""
    return named_by_claims(evidence, FORMATS[name].ending, does)


def named_by_claims(evidence: Evidence, ending: str, does: str = "") -> str:
    """A name that says which claims are in a file: ``nkmap-0.2.0-6-of-138-claims.csv``."""
    shown, total = evidence.selection.count, evidence.selection.total
    claims = f"all-{total}" if shown == total else f"{shown}-of-{total}"
    return f"nkmap-{evidence.data.version}-{does}{claims}-claims{ending}"


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
