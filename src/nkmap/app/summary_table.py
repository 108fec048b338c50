"""Claims summed up by month, place and kind, with totals where they mean anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from nkmap.app import month_controls
from nkmap.app.page_frame import note
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.dates import Month
from nkmap.evidence import Evidence, kept
from nkmap.publish.templates import fragments
from nkmap.schema import PlaceType
from nkmap.summary import SummaryCell, Within, firm, pivot, total
from nkmap.view import Rows
from nkmap.wording import (
    TEXTS,
    comparisons,
    dates,
)
from nkmap.wording.counts import different_kinds, not_listed
from nkmap.wording.places import Names

MOST_CELLS = 200
"""Rows of the summary; the rest is counted."""
MOST_SUMMED = 5000
"""Claims that are summed up; of more, a reader is asked to choose."""


def on_demand(here: Evidence) -> None:
    """Offer to sum up the claims shown."""
    box = st.expander(
        "Sum up these claims by month, place and kind",
        icon=":material/functions:",
        key="open_summary",
        on_change="rerun",
    )
    with box:
        if box.open:
            table(here, here.months)


def table(here: Evidence, months: tuple[Month, ...]) -> None:
    """Show the claims summed up over months; the view says what a row is about."""
    if here.selection.count > MOST_SUMMED:
        note(f"Choose no more than {MOST_SUMMED:,} claims to sum them up.")
        return
    month_controls.rows(here.view)
    for part in _summed(here, months, here.view.rows):
        st.html(part)


def of_all(data: Dataset, claims: Sequence[Claim]) -> str:
    """Add up claims where that means anything, else say why not.

    Empty for less than two figures.
    """
    counted = [claim for claim in claims if claim.has_figure]
    if len(counted) < 2:
        return ""
    if told := different_kinds(counted):
        return told
    own = [claim for claim in claims if claim.kind is counted[0].kind]
    words = comparisons.total_words(total(own, _within(data.places)))
    return words if words.endswith(".") else f"{words}."


@kept
def _summed(here: Evidence, months: tuple[Month, ...], rows: Rows) -> tuple[str, ...]:
    """Make the table as HTML and what it leaves out, once for all readers."""
    cells = pivot(here.shown, months, _within(here.data.places), rows)
    if not cells:
        return (fragments.note(TEXTS["empty"]),)
    told_of = {"Month": rows.by_month, "Place": rows.by_place}
    heads = [name for name in _COLUMNS if told_of.get(name, True)]
    told = [[_COLUMNS[name](cell, here.names) for name in heads] for cell in cells[:MOST_CELLS]]
    numbers = range(heads.index("Lowest low"), heads.index("Total"))
    made = fragments.table(TEXTS["summary_key"], heads, told, numbers)
    rest = not_listed(len(cells) - len(told), "rows")
    return (made, fragments.note(rest)) if rest else (made,)


def _within(places: pd.DataFrame) -> Within:
    areas = frozenset(places.loc[places["type"] == PlaceType.AREA, "place_id"])
    return firm(dict(zip(places["place_id"], places["within"], strict=True)), areas)


def _month(cell: SummaryCell) -> str:
    return dates.month(cell.month) if cell.month else ""


_COLUMNS: dict[str, Callable[[SummaryCell, Names], str]] = {
    "Month": lambda cell, _: _month(cell) or "no month",
    "Place": lambda cell, names: comparisons.summary_place(cell.place, names),
    "Kind": lambda cell, _: comparisons.summary_kind(cell.kind, cell.group, cell.unit),
    "As stated": lambda cell, _: comparisons.figures_in(cell.claims, _month(cell)),
    "Lowest low": lambda cell, _: comparisons.cell_limits(cell)[0],
    "Best": lambda cell, _: comparisons.cell_limits(cell)[1],
    "Highest high": lambda cell, _: comparisons.cell_limits(cell)[2],
    "Claims": lambda cell, _: f"{len(cell.claims):,}",
    "No number": lambda cell, _: f"{cell.without_number:,}",
    "Origins": lambda cell, _: f"{cell.origins:,}",
    "Total": lambda cell, _: comparisons.total_words(cell.total),
}
