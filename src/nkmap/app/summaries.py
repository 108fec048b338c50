"""Claims summed up by month, place and kind, with totals where they mean anything."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from nkmap.app import held, period_controls, together
from nkmap.app.held import Library
from nkmap.app.screen import Screen
from nkmap.claim import Claim
from nkmap.months import Month
from nkmap.publish.templates import fragments
from nkmap.schema import PlaceType
from nkmap.summary import Cell, Within, by_month, by_place, firm, pivot, total
from nkmap.view import Rows, View
from nkmap.wording import comparisons, files_and_links, hedges
from nkmap.wording.counts import different_kinds, not_listed
from nkmap.wording.places import Names

MOST_CELLS = 200
"""Rows of the summary; the rest is counted."""
MOST_SUMMED = 5000
"""Claims that are summed up; of more, a reader is asked to choose."""


def on_demand(here: Screen) -> None:
    """The claims shown, summed up once the reader asks for it."""
    box = st.expander(
        "Sum up these claims by month, place and kind",
        icon=":material/functions:",
        key="open_summary",
        on_change="rerun",
    )
    with box:
        if box.open:
            table((here.view.limits,), here.months, here.view)


def table(shown: tuple[View, ...], months: tuple[Month, ...], view: View) -> None:
    """The claims that any of ``shown`` selects; ``view`` holds what a row is to be.

    Each of ``shown`` must be the ``limits`` of a view.
    """
    library = held.library()
    if together.selected(library, shown)[0].count > MOST_SUMMED:
        st.html(fragments.note(comparisons.too_many_to_sum(MOST_SUMMED)))
        return
    period_controls.rows(view)
    for part in _summed(library, shown, months, view.rows):
        st.html(part)


def of_all(library: Library, claims: Sequence[Claim]) -> str:
    """The total of claims where it means anything, else why there is none.

    Empty for less than two figures.
    """
    counted = [claim for claim in claims if claim.has_figure]
    if len(counted) < 2:
        return ""
    if told := different_kinds(counted):
        return told
    own = [claim for claim in claims if claim.kind is counted[0].kind]
    words = comparisons.total_words(total(own, _within(library.data.places)))
    return words if words.endswith(".") else f"{words}."


@held.kept
def _summed(
    library: Library, shown: tuple[View, ...], months: tuple[Month, ...], rows: Rows
) -> tuple[str, ...]:
    """The table as HTML and what it leaves out, kept for every reader of it."""
    names, claims = library.names, together.selected(library, shown)[1]
    cells = pivot(claims, months, _within(library.data.places), rows)
    if not cells:
        return (fragments.note(files_and_links.EMPTY),)
    leads = _leads(rows)
    heads = (*leads, *_HEADS)
    told = [(*_lead(cell, rows, names), *_cell(cell)) for cell in cells[:MOST_CELLS]]
    numbers = range(len(leads) + 1, len(heads) - 1)
    made = fragments.table(comparisons.SUMMARY_KEY, heads, told, numbers)
    rest = not_listed(len(cells) - len(told), "rows")
    return (made, fragments.note(rest)) if rest else (made,)


_HEADS = (
    "As stated",
    "Lowest low",
    "Best",
    "Highest high",
    "Claims",
    "No number",
    "Origins",
    "Total",
)


def _within(places: pd.DataFrame) -> Within:
    areas = frozenset(places.loc[places["type"] == PlaceType.AREA, "place_id"])
    return firm(dict(zip(places["place_id"], places["within"], strict=True)), areas)


def _leads(rows: Rows) -> tuple[str, ...]:
    month = ("Month",) if by_month(rows) else ()
    return (*month, *(("Place",) if by_place(rows) else ()), "Kind")


def _lead(cell: Cell, rows: Rows, names: Names) -> tuple[str, ...]:
    month = (comparisons.cell_month(cell),) if by_month(rows) else ()
    place = (comparisons.summary_place(cell.place, names),) if by_place(rows) else ()
    return (*month, *place, comparisons.summary_kind(cell.kind, cell.group, cell.unit))


def _cell(cell: Cell) -> tuple[str, ...]:
    counts = (len(cell.claims), cell.without_number, cell.origins)
    return (
        comparisons.figures_in(cell.claims, comparisons.cell_month(cell) if cell.month else ""),
        *comparisons.cell_limits(cell),
        *(hedges.number(count) for count in counts),
        comparisons.total_words(cell.total),
    )
