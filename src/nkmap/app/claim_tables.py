"""Claims as rows, each of which opens its claim, also by keyboard; and claims summed up in a table.

A summary is by month, place and kind, with totals where they mean anything.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from nkmap import view as views
from nkmap.app import components, month_controls, page_frame, session
from nkmap.app.page_frame import note
from nkmap.cache import cached
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.dates import Month
from nkmap.evidence import Evidence, kept, labels_of
from nkmap.figures.colours import PALETTES, kind_colour
from nkmap.figures.symbols import glyph_address
from nkmap.publish.templates import fragments
from nkmap.schema import LAYERS, Kind
from nkmap.summary import SummaryCell, pivot, total, within_of
from nkmap.view import DEFAULT_COLUMNS, Column, Rows, View
from nkmap.wording import (
    TEXTS,
    WORDS,
    captions,
    comparisons,
    counts,
    dates,
    files_and_links,
    hedges,
    joined,
    places,
    sentences,
    sources,
)
from nkmap.wording.counts import different_kinds, not_listed
from nkmap.wording.places import Names

ROWS = 50
"""Claims on one page of a table."""


def headline(here: Evidence) -> None:
    """Show how many claims state a number, and their total or why there is none."""
    page_frame.finding(here, counts.data_headline(here.selection))
    note(joined(here.without_month, _total(here)))


@kept
def _total(here: Evidence) -> str:
    return total_of_all(here.data, here.shown)


Cell = str | tuple[str, str] | Mapping[str, places.Parts]
"""The words of a cell; a number is what stands left and right of the line of digits' end; names of
places lead to their pages where words are ``parts``."""
Row = dict[str, Any]
"""A claim with its cells, or a heading above claims, as ``components`` shows it."""


def show_rows(
    key: str,
    view: View,
    caption: str,
    heads: Sequence[str],
    styles: Sequence[str],
    rows: Sequence[Row],
    **more: object,
) -> None:
    """Show a table whose rows open their claim, and are links to it."""
    query = view.with_(claim=None, place=None).to_query()
    data = {
        "caption": caption,
        "columns": ("Claim", *heads) if rows else (),
        "styles": styles,
        "rows": rows,
        "chosen": view.claim or "",
        "link": f"?{query}&claim=" if query else "?claim=",
        "place_link": session.place_link(),
    }
    components.show(
        "table",
        data | more,
        key,
        claim=lambda: page_frame.choose(components.reported(key, "claim")),
        sort=_sort_table,
        page=lambda: session.change(page=int(components.reported(key, "page"))),
    )


def row(claim: Claim, *cells: Cell, **more: object) -> Row:
    """Make the row of a claim: in the colour of its kind, marked if it is superseded or unknown."""
    return {
        "id": claim.claim_id,
        "cells": cells,
        "colour": PALETTES[session.theme()].named[kind_colour(claim.kind, claim.group)],
        "old": not claim.is_current,
        "unknown": not claim.has_figure,
        **more,
    }


def linked(words: str, names: Names, *lists: Sequence[str]) -> Cell:
    """Make a cell whose names of places, given as lists in their order, lead to their pages."""
    return {"parts": places.parts_of(words, names, *lists)}


def heading(kind: Kind, group: str, title: Cell, meaning: str, note: str) -> Row:
    """Make the heading above claims of one kind and group, in their colour."""
    colour = PALETTES[session.theme()].named[kind_colour(kind, group)]
    return {"section": title, "meaning": meaning, "note": note, "colour": colour}


# ---------------------------------------------------------------- every claim


def table(here: Evidence) -> None:
    """Show one page of the claims as rows, in the order and columns of the view."""
    view, total = here.view, len(here.shown)
    pages = max(1, math.ceil(total / ROWS))
    page = min(view.page, pages)
    first, last = (page - 1) * ROWS, min(page * ROWS, total)
    in_order = view.limits.with_(sort=view.sort, descending=view.descending)
    columns, theme = view.columns or DEFAULT_COLUMNS, session.theme()
    words = f"{first + 1:,} to {last:,} of {counts.claim_count(total)}"
    claims = [here.shown[place] for place in _order(here.data, in_order)[first:last]]
    show_rows(
        "table",
        view,
        counts.table_title(total, view.sort),
        [files_and_links.COLUMNS[column] for column in columns],
        [_STYLES.get(column, "") for column in columns],
        [
            row(
                claim,
                *(_CELLS[column](claim, here) for column in columns),
                glyph=glyph_address(claim.kind, theme),
            )
            for claim in claims
        ],
        keys=[column.value for column in columns],
        sorted=view.sort.value if view.sort else "",
        descending=view.descending,
        pages={"page": page, "pages": pages, "words": words},
    )


@cached
def _order(data: Dataset, view: View) -> Sequence[int]:
    """Sort the claims shown, as their places; once, because opening a claim changes no order."""
    return views.order(Evidence(data, view.limits).selection, view, labels_of(data))


_STYLES = {Column.KIND: "kind", Column.FIGURE: "number", Column.CAUTION: "caution"}
_CELLS: dict[Column, Callable[[Claim, Evidence], Cell]] = {
    Column.KIND: lambda claim, _: captions.kind_label(claim),
    Column.FIGURE: lambda claim, _: hedges.figure_parts(claim),
    Column.ORIGIN: lambda claim, here: linked(
        places.origin(claim, here.names), here.names, claim.origin
    ),
    Column.DESTINATION: lambda claim, here: linked(
        places.destination(claim, here.names), here.names, claim.destination
    ),
    Column.WHEN: lambda claim, _: dates.dated(claim),
    Column.SAID_BY: lambda claim, _: sentences.said_by(claim),
    Column.CAUTION: lambda claim, _: "; ".join(claim.caution),
    Column.SUMMARY: lambda claim, _: claim.summary,
    Column.EVIDENCE: lambda claim, _: WORDS["how_known"][claim.evidence],
    Column.PRECISION: lambda claim, _: claim.precision,
    Column.SECTOR: lambda claim, _: sources.work(claim) or "not stated",
    Column.SOURCE: lambda claim, here: sources.article(here.source_of(claim)),
    Column.PUBLISHED: lambda claim, here: dates.published(here.source_of(claim)),
    Column.ORIGIN_GROUP: lambda claim, _: claim.origin_group,
    Column.ACCESS: lambda claim, _: WORDS["copy"][claim.access],
    Column.LAYER: lambda claim, _: LAYERS[claim.layer].label,
}


def _sort_table() -> None:
    """Sort by a column: upwards, then downwards, then in the order of the dataset again."""
    column = Column(components.reported("table", "sort"))
    view = session.view()
    if view.sort is not column:
        session.change(sort=column, descending=False)
    else:
        session.change(sort=None if view.descending else column, descending=not view.descending)


def columns(here: Evidence) -> None:
    """Offer the columns of the table, in order."""

    def choose(columns: list[Column]) -> None:
        chosen = tuple(columns)
        session.change(columns=() if chosen == DEFAULT_COLUMNS else chosen)

    with st.popover("Columns", icon=":material/view_column:", key="open_columns"):
        st.multiselect(
            "Columns of the table, in order",
            list(Column),
            format_func=lambda column: files_and_links.COLUMNS[column],
            **session.bound("columns", list(here.view.columns or DEFAULT_COLUMNS), choose),
        )


# ---------------------------------------------------------------- where each claim stands


MOST_LOCATORS = 500
"""Rows of the list of places in sources; the rest is counted."""


def locators(here: Evidence) -> None:
    """Show where in its source each claim stands."""
    shown, theme = here.shown[:MOST_LOCATORS], session.theme()
    of_all = f" of {len(here.shown):,}" if len(shown) < len(here.shown) else ""
    show_rows(
        "locators",
        here.view,
        f"Where each claim stands in its source ({len(shown):,}{of_all})",
        ("Kind", "Source", "Where in it", "Said by", "Figure", "In our words"),
        ("kind", "", "", "", "figure", ""),
        [
            row(
                claim,
                captions.kind_label(claim),
                claim.source_id,
                claim.locator,
                sentences.said_by(claim),
                hedges.figure(claim),
                claim.summary,
                glyph=glyph_address(claim.kind, theme),
            )
            for claim in shown
        ],
    )


# ---------------------------------------------------------------- summed up

MOST_CELLS = 200
"""Rows of the summary; the rest is counted."""
MOST_SUMMED = 5000
"""Claims that are summed up; of more, a reader is asked to choose."""


def summary_on_demand(here: Evidence) -> None:
    """Offer to sum up the claims shown."""
    box = st.expander(
        "Sum up these claims by month, place and kind",
        icon=":material/functions:",
        key="open_summary",
        on_change="rerun",
    )
    with box:
        if box.open:
            summary_table(here, here.months)


def summary_table(here: Evidence, months: tuple[Month, ...]) -> None:
    """Show the claims summed up over months; the view says what a row is about."""
    if here.selection.count > MOST_SUMMED:
        note(f"Choose no more than {MOST_SUMMED:,} claims to sum them up.")
        return
    month_controls.rows(here.view)
    for part in _summed(here, months, here.view.rows, session.place_link()):
        st.html(part)


def total_of_all(data: Dataset, claims: Sequence[Claim]) -> str:
    """Add up claims where that means anything, else say why not.

    Empty for fewer than two figures.
    """
    counted = [claim for claim in claims if claim.has_figure]
    if len(counted) < 2:
        return ""
    if told := different_kinds(counted):
        return told
    own = [claim for claim in claims if claim.kind is counted[0].kind]
    words = comparisons.total_words(total(own, within_of(data.places)))
    return words if words.endswith(".") else f"{words}."


@kept
def _summed(
    here: Evidence, months: tuple[Month, ...], rows: Rows, place_link: str
) -> tuple[str, ...]:
    """Make the table as HTML and what it leaves out, once for all readers."""
    cells = pivot(here.shown, months, within_of(here.data.places), rows)
    if not cells:
        return (fragments.note(TEXTS["empty"]),)
    told_of = {"Month": rows.by_month, "Place": rows.by_place}
    heads = [name for name in _SUMMARY_COLUMNS if told_of.get(name, True)]
    told = []
    for cell in cells[:MOST_CELLS]:
        words = {name: _SUMMARY_COLUMNS[name](cell, here.names) for name in heads}
        if "Place" in words:
            parts = places.parts_of(words["Place"], here.names, cell.place)
            words["Place"] = fragments.named(parts, place_link.__add__)
        told.append(list(words.values()))
    numbers = range(heads.index("Lowest low"), heads.index("Total"))
    made = fragments.table(TEXTS["summary_key"], heads, told, numbers)
    rest = not_listed(len(cells) - len(told), "rows")
    return (made, fragments.note(rest)) if rest else (made,)


def _month(cell: SummaryCell) -> str:
    return dates.month(cell.month) if cell.month else ""


_SUMMARY_COLUMNS: dict[str, Callable[[SummaryCell, Names], str]] = {
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
