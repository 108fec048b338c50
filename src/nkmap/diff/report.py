"""A difference as text for a reader and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from nkmap.characters import visible
from nkmap.diff.compare import Cell, Difference, OneSided, TableDifference, Version, Withdrawn


def as_data(difference: Difference) -> dict[str, Any]:
    """The difference as dictionaries and lists, with whether every id was kept."""
    return {**asdict(difference), "keeps_ids": difference.keeps_ids}


def as_text(difference: Difference, old: str, new: str) -> str:
    """The difference in lines, what breaks a promise first; ``old`` and ``new`` name the folders.

    Every line ends with a line break; cells are whole, what cannot be seen in them written out.
    """
    found = {name: getattr(difference, name) for name in _SECTIONS}
    counts = ", ".join(f"{len(claims):,} {name}" for name, claims in found.items())
    parts = [
        [_version("old", difference.old, old), _version("new", difference.new, new)],
        *(_section(name, claims) for name, claims in found.items() if claims),
        *(_table(table) for table in difference.tables),
        [f"claims: {counts}" if any(found.values()) else "No claim differs."],
    ]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts)


def _version(name: str, version: Version, folder: str) -> str:
    of = f" of {version.date}" if version.date else ""
    claims = f"{version.claims:,} claim{'' if version.claims == 1 else 's'}"
    return f"{name}: data {version.version}{of}, {claims} ({visible(folder)})"


def _section(name: str, claims: Sequence[Any]) -> list[str]:
    words, lines_of = _SECTIONS[name]
    lines = [f"  {line}" for claim in claims for line in lines_of(claim)]
    return [f"{name} ({len(claims):,}): {words}", *lines]


def _one_sided(found: OneSided) -> list[str]:
    return [f"{found.claim_id}: {found.kind}: {visible(found.summary)}"]


def _withdrawn(found: Withdrawn) -> list[str]:
    by = f" by {found.superseded_by}" if found.superseded_by else ""
    return [f"{found.claim_id}: {found.status}{by} ({_recorded(found)})"]


def _cells(cells: Sequence[Cell]) -> list[str]:
    return [
        f"  {cell.column}: '{visible(cell.old)}' -> '{visible(cell.new)}' ({_recorded(cell)})"
        for cell in cells
    ]


def _recorded(found: Cell | Withdrawn) -> str:
    return "in changes.csv" if found.recorded else "not in changes.csv"


_SECTIONS: dict[str, tuple[str, Callable[[Any], list[str]]]] = {
    "reused": (
        "an id that stands for something else; give the new claim an id of its own",
        lambda found: [f"{found.claim_id}: {', '.join(found.marks)}", *_cells(found.cells)],
    ),
    "removed": (
        "claims are never deleted; put the row back and set its status to withdrawn",
        _one_sided,
    ),
    "withdrawn": ("no longer stands", _withdrawn),
    "changed": (
        "still about the same thing",
        lambda found: [f"{found.claim_id}:", *_cells(found.cells)],
    ),
    "added": ("new claims", _one_sided),
}
"""What is said of each group of claims, and the lines for one of them."""


def _table(table: TableDifference) -> list[str]:
    counts = (("added", table.added), ("changed", table.changed), ("removed", table.removed))
    listed = ", ".join(f"{len(found):,} {name}" for name, found in counts if found)
    return [
        f"{table.table}.csv: {listed}",
        *(f"  added {visible(key)}" for key in table.added),
        *(f"  changed {visible(key)}: {', '.join(columns)}" for key, columns in table.changed),
        *(f"  removed {visible(key)}" for key in table.removed),
    ]
