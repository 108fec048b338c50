"""Keys that are used twice, ids that lead nowhere, and the list of changes."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

from nkmap.csv_files import Problem, TextTable
from nkmap.schema import CLAIMS, TABLES, Field, items

MOST_KNOWN = 20_000
"""Ids among which a similar one is looked for; among more, each search takes seconds."""
MOST_SEARCHED = 50
"""Ids of one column for which a similar one is looked for; a column of nothing else takes long."""
_LONGEST_ID = 100


def repeated_keys(texts: dict[str, TextTable]) -> Iterator[Problem]:
    """Keys that stand in more than one row."""
    for text in texts.values():
        keys = [field.name for field in text.table.fields if field.unique] or list(text.table.key)
        if not keys:
            continue
        first: dict[tuple[str, ...], int] = {}
        for row, key in enumerate(text.frame[keys].itertuples(index=False, name=None)):
            if (known := first.setdefault(key, row)) != row:
                where = f"line {text.lines[known]}"
                remedy = "give this row an id of its own" if len(keys) == 1 else "renumber it"
                yield text.problem(row, keys[-1], f"already used on {where}", remedy)


def dangling_links(texts: dict[str, TextTable], unreadable: frozenset[str]) -> Iterator[Problem]:
    """Ids that are not in the table they refer to."""
    for text in texts.values():
        for field in text.table.fields:
            target, _, column = field.refers_to.partition(".")
            if target and TABLES[target].file not in unreadable:
                known = set(texts[target].frame[column])
                yield from _dangling(text, field, known, TABLES[target].file)


def repeated_items(text: TextTable) -> Iterator[Problem]:
    """Things that one list cell names more than once."""
    for field in text.table.fields:
        if field.type != "list":
            continue
        for row, cell in enumerate(text.frame[field.name]):
            for item in (item for item, times in Counter(items(cell)).items() if times > 1):
                yield text.problem(row, field.name, f"{item} is named twice", "name it once")


def _dangling(text: TextTable, field: Field, known: set[str], file: str) -> Iterator[Problem]:
    hints: dict[str, str] = {}
    for row, cell in enumerate(text.frame[field.name]):
        for item in items(cell) if field.type == "list" else [cell] if cell else []:
            if item in known:
                continue
            if item not in hints and len(hints) < MOST_SEARCHED:
                hints[item] = _hint(item, known, file)
            hint = hints.get(item) or _hint("", known, file)
            yield text.problem(row, field.name, f"{item} is not in {file}", hint)


def _hint(item: str, known: set[str], file: str) -> str:
    is_sought = item and len(item) <= _LONGEST_ID and len(known) <= MOST_KNOWN
    near = difflib.get_close_matches(item, known, 1) if is_sought else []
    return f"did you mean {near[0]}" if near else f"add it to {file} or use an id from it"


def unknown_columns(text: TextTable) -> Iterator[Problem]:
    """Changes of columns that claims do not have."""
    for row, column in enumerate(text.frame["column"]):
        if column and column not in CLAIMS.columns:
            near = difflib.get_close_matches(column, CLAIMS.columns, 1)
            hint = f"did you mean {near[0]}" if near else "name a column of claims.csv"
            yield text.problem(row, "column", "no column of claims.csv", hint)
