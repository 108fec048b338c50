"""The whole dataset as a Frictionless Data Package in one file, with the view as a list of ids."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pandas as pd

from nkmap import data_dictionary
from nkmap.evidence import Evidence
from nkmap.export.spreadsheets import cell, table
from nkmap.schema import TABLES, Field, Table
from nkmap.wording import TEXTS
from nkmap.wording.counts import claim_count

_SELECTED = Table(
    "selection",
    "",
    (Field("claim_id", "", required=True, refers_to="claims.claim_id"),),
    ("claim_id",),
)
DESCRIPTOR, READ_FIRST = "datapackage.json", "README.md"
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
"""Date and system of every file inside: the same bytes whenever and wherever it is made."""


def package(evidence: Evidence) -> bytes:
    """Every table as CSV, ``selection.csv`` with the claims of the view, and the descriptor."""
    files = {DESCRIPTOR: _descriptor(evidence), READ_FIRST: _read_first(evidence)}
    for own in TABLES.values():
        files[own.file] = table(own.columns, _cells(own, evidence.data.texts[own.name].frame))
    shown = evidence.selection.shown["claim_id"]
    files[_SELECTED.file] = table(_SELECTED.columns, ([claim] for claim in shown))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            archive.writestr(entry, content)
    return out.getvalue()


def _cells(own: Table, frame: pd.DataFrame) -> Iterator[list[str]]:
    """The rows of a table, texts escaped; a number below zero is no formula."""
    is_text = [field.type not in ("integer", "number") for field in own.fields]
    for row in frame.itertuples(index=False, name=None):
        yield [cell(value) if text else value for value, text in zip(row, is_text, strict=True)]


def _descriptor(evidence: Evidence) -> str:
    selected = f"The claims that the view {evidence.link_to_claims} shows."
    found = data_dictionary.descriptor(evidence.data)
    found["resources"].append(data_dictionary.resource(_SELECTED) | {"description": selected})
    found["nkmap"] = dict(evidence.notes)
    return data_dictionary.as_json(found)


def _read_first(evidence: Evidence) -> str:
    total, shown = claim_count(evidence.selection.total), evidence.selection.count
    notes = "\n".join(f"- **{name}**: {words}" for name, words in evidence.notes)
    files = "\n".join(f"- `{own.file}`: a row is {own.row}." for own in TABLES.values())
    about = "what every column means (Frictionless Data Package)"
    parts = (
        "# Read this first",
        TEXTS["whole_package"].format(total=total, shown=shown),
        notes,
        "## Files",
        f"{files}\n- `{_SELECTED.file}`: the claims that the view shows.\n"
        f"- `{DESCRIPTOR}`: {about}.",
        f"{TEXTS['apostrophe']} {TEXTS['package']}",
    )
    return "\n\n".join(parts) + "\n"
