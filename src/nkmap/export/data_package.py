"""The data dictionary and the Frictionless descriptor, from the schema, and a package in a file.

The package holds the whole dataset, and the view as a list of ids.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Template

from nkmap import borders, csv_files
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence
from nkmap.export.spreadsheets import cell, table
from nkmap.questions import MOST_QUESTIONS
from nkmap.schema import KINDS, TABLES, Field, Table
from nkmap.story import LONGEST_STORY
from nkmap.wording import TEXTS
from nkmap.wording.counts import claim_count


def data_dictionary() -> str:
    """``docs/data.md``: every table and column, and every kind of figure, as Markdown."""
    text = Path(__file__).with_name("data_dictionary.md").read_text(encoding="utf-8")
    template = Template(text, trim_blocks=True, keep_trailing_newline=True)
    markdown: str = template.render(
        tables=TABLES.values(),
        kinds=KINDS.values(),
        allowed=_allowed,
        csv_files=csv_files,
        borders=borders,
        most_questions=MOST_QUESTIONS,
        longest_story=LONGEST_STORY,
    )
    return markdown


def _allowed(field: Field) -> str:
    if field.refers_to:
        return f"an id in `{field.refers_to}`"
    if field.minimum is not None:
        return f"{field.minimum} {'or more' if field.maximum is None else f'to {field.maximum}'}"
    if field.pattern:
        return "like `" + field.pattern.replace("|", "\\|") + "`"
    return ", ".join(field.allowed)


def descriptor(data: Dataset) -> dict[str, Any]:
    """``data/datapackage.json``: the Frictionless Data Package descriptor."""
    return {
        "profile": "tabular-data-package",
        "name": "nkmap",
        "title": "Reported dispatches of North Korean workers abroad",
        "description": "Claims: who reported what, about where and when, how many, how sure. "
        "An empty count means not reported, never zero.",
        "version": data.version,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": list(map(resource, TABLES.values())),
    }


def as_json(value: object) -> str:
    """A descriptor as the text of a file."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def resource(table: Table) -> dict[str, Any]:
    """What the descriptor says of one table."""
    keys = [_foreign_key(table, f) for f in table.fields if f.refers_to and f.type != "list"]
    schema = {
        "fields": [_field(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": keys,
    }
    return {
        "name": table.name,
        "path": table.file,
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": f"A row is {table.row}.",
        "schema": {name: value for name, value in schema.items() if value},
    }


def _field(field: Field) -> dict[str, Any]:
    limits = {
        "required": field.required or None,
        "unique": field.unique or None,
        "enum": list(field.allowed) or None,
        "pattern": f"^{field.pattern}$" if field.pattern else None,
        "minimum": field.minimum,
        "maximum": field.maximum,
    }
    made = {
        "name": field.name,
        "type": field.type if field.type in ("integer", "number", "date") else "string",
        "description": field.meaning,
        "constraints": {name: value for name, value in limits.items() if value is not None},
    }
    return {name: value for name, value in made.items() if value}


def _foreign_key(table: Table, field: Field) -> dict[str, Any]:
    target, column = field.refers_to.split(".")
    resource = "" if target == table.name else target
    return {"fields": [field.name], "reference": {"resource": resource, "fields": [column]}}


# ---------------------------------------------------------------- the package

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
    found = descriptor(evidence.data)
    found["resources"].append(resource(_SELECTED) | {"description": selected})
    found["nkmap"] = dict(evidence.notes)
    return as_json(found)


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
