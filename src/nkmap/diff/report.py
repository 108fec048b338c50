"""A difference as text for a reader and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from nkmap.csv_files import visible
from nkmap.diff.difference import Cell, Difference, TableDifference, Version, Withdrawn


def as_data(difference: Difference) -> dict[str, Any]:
    """The difference as dictionaries and lists, with whether every id was kept."""
    return {**asdict(difference), "keeps_ids": difference.keeps_ids}


def as_text(difference: Difference, old: str, new: str) -> str:
    """The difference in lines, what breaks a promise first; ``old`` and ``new`` name the folders.

    Every line ends with a line break; cells are whole, what cannot be seen in them written out.
    """
    parts = [
        [_version("old", difference.old, old), _version("new", difference.new, new)],
        _section(
            "reused",
            "an id that stands for something else; give the new claim an id of its own",
            [
                line
                for found in difference.reused
                for line in (f"{found.claim_id}: {', '.join(found.marks)}", *_cells(found.cells))
            ],
            len(difference.reused),
        ),
        _section(
            "removed",
            "claims are never deleted; put the row back and set its status to withdrawn",
            [_claim(*_told(found)) for found in difference.removed],
        ),
        _section("withdrawn", "no longer stands", map(_withdrawn, difference.withdrawn)),
        _section(
            "changed",
            "still about the same thing",
            [
                line
                for found in difference.changed
                for line in (f"{found.claim_id}:", *_cells(found.cells))
            ],
            len(difference.changed),
        ),
        _section("added", "new claims", [_claim(*_told(found)) for found in difference.added]),
        *(_table(table) for table in difference.tables),
        [_count(difference)],
    ]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _told(found: Any) -> tuple[str, str, str]:
    return found.claim_id, found.kind, found.summary


def _version(name: str, version: Version, folder: str) -> str:
    of = f" of {version.date}" if version.date else ""
    return f"{name}: data {version.version}{of}, {_claims(version.claims)} ({visible(folder)})"


def _claims(count: int) -> str:
    return f"{count:,} claim{'' if count == 1 else 's'}"


def _section(name: str, words: str, found: Iterable[str], count: int | None = None) -> list[str]:
    """A heading with how many there are, and a line or more for each; nothing for none."""
    lines = list(found)
    if not lines:
        return []
    return [
        f"{name} ({len(lines) if count is None else count:,}): {words}",
        *(f"  {line}" for line in lines),
    ]


def _claim(claim_id: str, kind: str, summary: str) -> str:
    return f"{claim_id}: {kind}: {visible(summary)}"


def _cells(cells: Sequence[Cell]) -> list[str]:
    return [
        f"  {cell.column}: '{visible(cell.old)}' -> '{visible(cell.new)}' "
        f"({_recorded(recorded=cell.recorded)})"
        for cell in cells
    ]


def _recorded(*, recorded: bool) -> str:
    return "in changes.csv" if recorded else "not in changes.csv"


def _withdrawn(found: Withdrawn) -> str:
    by = f" by {found.superseded_by}" if found.superseded_by else ""
    return f"{found.claim_id}: {found.status}{by} ({_recorded(recorded=found.recorded)})"


def _table(table: TableDifference) -> list[str]:
    told = [
        *(f"added {visible(key)}" for key in table.added),
        *(f"changed {visible(key)}: {', '.join(columns)}" for key, columns in table.changed),
        *(f"removed {visible(key)}" for key in table.removed),
    ]
    counts = (("added", table.added), ("changed", table.changed), ("removed", table.removed))
    listed = ", ".join(f"{len(found):,} {name}" for name, found in counts if found)
    return [f"{table.table}.csv: {listed}", *(f"  {line}" for line in told)]


def _count(difference: Difference) -> str:
    counts = {
        name: len(getattr(difference, name))
        for name in ("reused", "removed", "withdrawn", "changed", "added")
    }
    if not any(counts.values()):
        return "No claim differs."
    return "claims: " + ", ".join(f"{count:,} {name}" for name, count in counts.items())
