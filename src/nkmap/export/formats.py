"""The formats a view can be taken away in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nkmap.export.content import Export
from nkmap.export.delimited import delimited
from nkmap.export.maps import geojson, geoparquet
from nkmap.export.package import package
from nkmap.export.workbook import workbook


@dataclass(frozen=True)
class Format:
    """A file format: how its files end, what they are called and how they are made."""

    label: str
    ending: str
    mime: str
    about: str
    make: Callable[[Export], bytes]


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: dict[str, Format] = {
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


def write(name: str, export: Export) -> bytes:
    """A view as a file of the named format: the same bytes for the same data and view."""
    return FORMATS[name].make(export)


def file_name(export: Export, name: str) -> str:
    """A name that says what is in the file: ``nkmap-0.2.0-6-of-138-claims.csv``."""
    shown, total = export.selection.count, export.selection.total
    claims = f"all-{total}" if shown == total else f"{shown}-of-{total}"
    # A package holds every claim, whatever it selects.
    held = f"package-selecting-{claims}" if name == "datapackage" else claims
    return f"nkmap-{export.data.version}-{held}-claims{FORMATS[name].ending}"
