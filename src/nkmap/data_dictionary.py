"""The data dictionary and the Frictionless descriptor, made from the schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jinja2 import Template

from nkmap import borders, csv_files
from nkmap.dataset import Dataset
from nkmap.questions import MOST_QUESTIONS
from nkmap.schema import KINDS, TABLES, Field, Table
from nkmap.story import LONGEST_STORY


def data_dictionary() -> str:
    """``docs/data.md``: every table and column, and every kind of figure, as Markdown."""
    text = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
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
