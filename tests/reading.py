"""Files of claims, read back with nothing of ours: what a file holds, as plain values."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq

from nkmap.export.spreadsheets import ESCAPED

MARK = "\ufeff"


def decoded(text: str) -> str:
    """A text as it was before an apostrophe kept a spreadsheet from running it."""
    return re.sub(ESCAPED, "", text)


def of_csv(file: bytes) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The notes and the rows of a CSV file, its cells as they stand in it."""
    text = file.decode("utf-8")
    assert text.startswith(MARK)
    lines = text.removeprefix(MARK).split("\r\n")
    notes = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    rest = "\r\n".join(lines[len(notes) :])
    rows = list(csv.DictReader(io.StringIO(rest, newline=""), strict=True))
    return dict(note.split(": ", 1) for note in notes), rows


def of_sheet(file: bytes, sheet: str) -> list[tuple[object, ...]]:
    """The rows of one sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows()]


def of_zip(file: bytes, name: str) -> str:
    """One file of a package, as text."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read(name).decode("utf-8")


def unzipped(file: bytes, folder: Path) -> Path:
    """A folder with the files of a package."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        archive.extractall(folder)
    return folder


def ids(name: str, file: bytes) -> list[str]:
    """The claims that a file of the named format holds, in its order."""
    if name == "csv":
        return [row["claim_id"] for row in of_csv(file)[1]]
    if name == "xlsx":
        return [row[0] for row in of_sheet(file, "Claims")[1:]]
    if name == "geojson":
        return [feature["id"] for feature in json.loads(file)["features"]]
    if name == "parquet":
        return pq.read_table(io.BytesIO(file))["claim_id"].to_pylist()
    return [
        row["claim_id"]
        for row in csv.DictReader(io.StringIO(of_zip(file, "selection.csv"), newline=""))
    ]


def notes(name: str, file: bytes) -> dict[str, str]:
    """What a file of the named format says of itself, each in the format's own place."""
    if name == "csv":
        return of_csv(file)[0]
    if name == "xlsx":
        return dict(of_sheet(file, "Read this first"))
    if name == "geojson":
        return json.loads(file)["nkmap"]
    if name == "parquet":
        return json.loads(pq.read_schema(io.BytesIO(file)).metadata[b"nkmap"])
    return json.loads(of_zip(file, "datapackage.json"))["nkmap"]
