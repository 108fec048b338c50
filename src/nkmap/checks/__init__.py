"""What may be wrong with a dataset: cell by cell, then over columns, then over tables.

Each module yields problems of one subject. A cell that failed its own check is not reported again
by a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from nkmap.borders import Borders
from nkmap.checks import cells, claims, places, searches
from nkmap.checks.cells import hint
from nkmap.csv_files import Problem, TextTable
from nkmap.schema import CLAIMS, TABLES, Field, items


def problems(
    texts: dict[str, TextTable], borders: Borders, skip_links_to: Iterable[str] = ()
) -> list[Problem]:
    """Everything wrong inside the tables. Links to a file that cannot be read are not followed."""
    found = [problem for text in texts.values() for problem in cells.problems(text)]
    bad = {(p.file, p.line, p.column) for p in found}
    unreadable = frozenset(skip_links_to)
    rules = [
        *repeated_keys(texts),
        *dangling_links(texts, unreadable),
        *repeated_items(texts["claims"]),
        *claims.problems(texts),
        *places.problems(texts["places"], borders),
        *places.stops_out_of_order(texts),
        *places.routes_without_stops(texts, unreadable),
        *places.areas_on_the_way(texts),
        *searches.problems(texts),
        *unknown_columns(texts["changes"]),
    ]
    return found + [p for p in rules if (p.file, p.line, p.column) not in bad]


# ---------------------------------------------------------------- over all tables

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
        for row, key in enumerate(zip(*(text.frame[key] for key in keys), strict=True)):
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
    otherwise = f"add it to {file} or use an id from it"
    for row, cell in enumerate(text.frame[field.name]):
        for item in items(cell) if field.type == "list" else [cell] if cell else []:
            if item in known:
                continue
            is_sought = len(item) <= _LONGEST_ID and len(known) <= MOST_KNOWN
            if is_sought and item not in hints and len(hints) < MOST_SEARCHED:
                hints[item] = hint(item, known, otherwise)
            remedy = hints.get(item, otherwise)
            yield text.problem(row, field.name, f"{item} is not in {file}", remedy)


def unknown_columns(text: TextTable) -> Iterator[Problem]:
    """Changes of columns that claims do not have."""
    for row, column in enumerate(text.frame["column"]):
        if column and column not in CLAIMS.columns:
            remedy = hint(column, CLAIMS.columns, "name a column of claims.csv")
            yield text.problem(row, "column", "no column of claims.csv", remedy)
