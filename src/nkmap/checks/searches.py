"""What may be wrong with the times of a search that found nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nkmap.checks.cells import Cells, Found, by_row
from nkmap.csv_files import Problem, TextTable
from nkmap.dates import BadDate, Period, parse


def problems(texts: Mapping[str, TextTable]) -> Iterator[Problem]:
    """Searches of a time without both its ends, or of one that had not passed by then.

    A search is made before the dataset that tells of it.
    """
    released = max(texts["changes"].frame["date"], default="")
    yield from by_row(texts["searches"], lambda cells: _search(cells, released))


def _search(cells: Cells, released: str) -> Found:
    when, looked_on = _read(cells["when"]), _read(cells["looked_on"])
    for name, period in (("when", when), ("looked_on", looked_on)):
        if period and not (period.start and period.end):
            remedy = "write both ends, such as 2018/2026-11, or one day or month"
            yield name, "an open end", remedy
    if when and looked_on and when.end and looked_on.end and looked_on.end.last < when.end.last:
        wrong = f"before {when.end.last}, the end of the time that was searched"
        yield "looked_on", wrong, "end 'when' on the day of the search, or correct the day"
    if looked_on and looked_on.start and released and f"{looked_on.start.first}" > released:
        wrong = f"later than the newest change of the dataset ({released})"
        yield "looked_on", wrong, "correct the day, or add the change to changes.csv"


def _read(cell: str) -> Period | None:
    """A date; ``None`` where it is none, which the check of its cell says."""
    try:
        return parse(cell)
    except BadDate:
        return None
