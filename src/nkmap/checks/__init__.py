"""What may be wrong with a dataset: cell by cell, then over columns, then over tables.

Each module yields problems of one subject. A cell that failed its own check is not reported again
by a rule.
"""

from __future__ import annotations

from collections.abc import Iterable

from nkmap.borders import Borders
from nkmap.checks import cells, claims, ids, places
from nkmap.csv_files import Problem, TextTable


def problems(
    texts: dict[str, TextTable], borders: Borders, skip_links_to: Iterable[str] = ()
) -> list[Problem]:
    """Everything wrong inside the tables. Links to a file that cannot be read are not followed."""
    found = [problem for text in texts.values() for problem in cells.problems(text)]
    bad = {(p.file, p.line, p.column) for p in found}
    unreadable = frozenset(skip_links_to)
    rules = [
        *ids.repeated_keys(texts),
        *ids.dangling_links(texts, unreadable),
        *ids.repeated_items(texts["claims"]),
        *claims.problems(texts),
        *places.problems(texts["places"], borders),
        *places.stops_out_of_order(texts),
        *places.routes_without_stops(texts, unreadable),
        *places.areas_on_the_way(texts),
        *ids.unknown_columns(texts["changes"]),
    ]
    return found + [p for p in rules if (p.file, p.line, p.column) not in bad]
