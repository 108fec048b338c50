"""What may be wrong with a publication."""

from __future__ import annotations

from collections.abc import Iterator

from nkmap.checks.rows import rows
from nkmap.schema import Access
from nkmap.tables import Problem, Text


def relays(text: Text) -> Iterator[Problem]:
    """Publications that pass on another's report and are marked as that report itself."""
    for row, cells in enumerate(rows(text)):
        if cells["relay_of"] and cells["access"] == Access.ORIGINAL:
            wrong = f"it passes on {cells['relay_of']}, so it is no original"
            yield text.problem(row, "access", wrong, f"write {Access.RELAY} or {Access.WEAK_COPY}")
