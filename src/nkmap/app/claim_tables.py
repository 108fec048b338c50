"""Claims as rows that open their claim: all of it can be reached by keyboard."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from nkmap import view as views
from nkmap.app import components, month_controls, page_frame, session
from nkmap.app.screen import choose
from nkmap.app.session import uninterrupted
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.dates import Month
from nkmap.evidence import Evidence, kept, labels_of
from nkmap.figures.comparable import Series, series_of
from nkmap.figures.icons import glyph_address
from nkmap.figures.lanes import is_unknown
from nkmap.figures.symbols import kind_colour
from nkmap.figures.value_rows import marks_of
from nkmap.publish.templates import fragments
from nkmap.schema import KINDS, LAYERS, Kind, PlaceType
from nkmap.summary import Cell, Within, by_month, by_place, firm, pivot, total
from nkmap.view import DEFAULT_COLUMNS, Column, Rows, View
from nkmap.wording import (
    captions,
    comparisons,
    counts,
    dates,
    files_and_links,
    hedges,
    places,
    sentences,
    sources,
)
from nkmap.wording.counts import different_kinds, not_listed
from nkmap.wording.places import Names

ROWS = 50
"""Claims on one page of a table."""


def headline(here: Evidence) -> None:
    """How many claims are shown and how many state a number; and why there is no total."""
    page_frame.finding(here, counts.data_headline(here.selection))
    told = [
        counts.without_own_month(here.selection, here.view),
        _total(here.data, here.view.limits),
    ]
    if note := " ".join(filter(None, told)):
        st.html(fragments.note(note))


@kept
def _total(data: Dataset, view: View) -> str:
    return of_all(data, Evidence(data, view).shown)


@kept
def _order(data: Dataset, view: View) -> Sequence[int]:
    """The places of the claims shown; sorted once, because opening a claim sorts none."""
    return views.order(Evidence(data, view.limits).selection, view, labels_of(data))


def table(here: Evidence) -> None:
    """The claims shown as rows; a row opens its claim. All of it can be reached by keyboard."""
    total = len(here.shown)
    pages = max(1, math.ceil(total / ROWS))
    page = min(here.view.page, pages)
    in_order = here.view.limits.with_(sort=here.view.sort, descending=here.view.descending)
    order = _order(here.data, in_order)
    own = [here.shown[place] for place in order[(page - 1) * ROWS : page * ROWS]]
    columns = here.view.columns or DEFAULT_COLUMNS
    heads = tuple(files_and_links.COLUMNS[column] for column in columns)
    data = _data(
        here,
        own,
        counts.table_title(total, here.view.sort),
        ("Claim", *heads),
        tuple(_STYLES.get(column, "") for column in columns),
        lambda claim: tuple(_cell(here, claim, column) for column in columns),
    )
    data["keys"] = [column.value for column in columns]
    data["sorted"] = here.view.sort.value if here.view.sort else ""
    data["descending"] = here.view.descending
    first, last = (page - 1) * ROWS + 1, min(page * ROWS, total)
    words = f"{first:,} to {last:,} of {counts.claim_count(total)}"
    data["pages"] = {"page": page, "pages": pages, "words": words}
    components.claim_table(
        data, "table", lambda: _choose_in_table("table"), _sort_table, _turn_page
    )


_STYLES = {Column.KIND: "kind", Column.FIGURE: "number", Column.CAUTION: "caution"}


def _cell(here: Evidence, claim: Claim, column: Column) -> str | tuple[str, str]:
    names, source = here.names, here.source_of(claim)
    makers: dict[Column, Callable[[], str | tuple[str, str]]] = {
        Column.KIND: lambda: captions.kind_label(claim),
        Column.FIGURE: lambda: hedges.figure_parts(claim),
        Column.ORIGIN: lambda: places.origin(claim, names),
        Column.DESTINATION: lambda: places.destination(claim, names),
        Column.WHEN: lambda: dates.dated(claim),
        Column.SAID_BY: lambda: sentences.told_by(claim),
        Column.CAUTION: lambda: "; ".join(claim.caution),
        Column.SUMMARY: lambda: claim.summary,
        Column.EVIDENCE: lambda: sources.how_known(claim),
        Column.PRECISION: lambda: claim.precision,
        Column.SECTOR: lambda: sources.work(claim) or "not stated",
        Column.SOURCE: lambda: sources.article(source),
        Column.PUBLISHED: lambda: dates.published(source),
        Column.ORIGIN_GROUP: lambda: claim.origin_group,
        Column.ACCESS: lambda: sources.copy_words(claim.access),
        Column.LAYER: lambda: LAYERS[claim.layer].label,
    }
    return makers[column]()


def _sort_table() -> None:
    """Once sorts upwards, twice downwards, three times gives the order of the dataset again."""
    column = Column(st.session_state["table"]["sort"])
    view = session.view()
    if view.sort is not column:
        session.change(sort=column, descending=False)
    elif not view.descending:
        session.change(descending=True)
    else:
        session.change(sort=None, descending=False)


def _turn_page() -> None:
    session.change(page=int(st.session_state["table"]["page"]))


def columns(here: Evidence) -> None:
    """Which columns the table has, in which order."""
    chosen = here.view.columns or DEFAULT_COLUMNS
    with st.popover("Columns", icon=":material/view_column:", key="open_columns"):
        st.session_state["columns"] = list(chosen)
        st.multiselect(
            "Columns of the table, in order",
            list(Column),
            format_func=lambda column: files_and_links.COLUMNS[column],
            key="columns",
            on_change=uninterrupted(_choose_columns),
        )


def _choose_columns() -> None:
    chosen = tuple(st.session_state["columns"])
    session.change(columns=() if chosen == DEFAULT_COLUMNS else chosen)


def _data(
    here: Evidence,
    claims: Sequence[Claim],
    title: str,
    heads: tuple[str, ...],
    styles: tuple[str, ...],
    cells: Callable[[Claim], tuple[str | tuple[str, str], ...]],
) -> dict[str, Any]:
    colours, theme = session.palette(), session.theme()
    rows = [
        {
            "id": claim.claim_id,
            "cells": cells(claim),
            "colour": colours.named[kind_colour(claim.kind, claim.group)],
            "glyph": glyph_address(claim.kind, theme),
            "old": not claim.is_current,
            "unknown": not claim.has_figure,
        }
        for claim in claims
    ]
    query = here.view.with_(claim=None, place=None).to_query()
    return {
        "caption": title,
        "columns": heads if rows else (),
        "styles": styles if rows else (),
        "rows": rows,
        "chosen": here.view.claim or "",
        "link": f"?{query}&claim=" if query else "?claim=",
    }


def _choose_in_table(key: str) -> None:
    choose(st.session_state[key].get("claim"))


def locators(here: Evidence) -> None:
    """Where in its source each claim stands; a row opens the claim."""

    def cells(claim: Claim) -> tuple[str | tuple[str, str], ...]:
        kind, figure = captions.kind_label(claim), hedges.figure(claim)
        return kind, claim.source_id, claim.locator, sentences.told_by(claim), figure, claim.summary

    heads = ("Claim", "Kind", "Source", "Where in it", "Said by", "Figure", "In our words")
    styles = ("kind", "", "", "", "figure", "")
    shown = here.shown[:MOST_LOCATORS]
    of_all = f" of {len(here.shown):,}" if len(shown) < len(here.shown) else ""
    title = f"Where each claim stands in its source ({len(shown):,}{of_all})"
    data = _data(here, shown, title, heads, styles, cells)
    components.claim_table(data, "locators", lambda: _choose_in_table("locators"))


MOST_LOCATORS = 500
"""Rows of the list of places in sources; the rest is counted."""

_FIGURE_HEADS = (
    "Claim",
    "Figure, with its hedge",
    "What it is about",
    "Who says so",
    "Happened, said, published",
    "Goes back to",
)
_FIGURE_STYLES = ("figure", "lines", "lines", "lines", "origin")


MOST_FIGURES = 60
"""Figures listed of what one kind and group count; the rest is counted."""


def figures(here: Evidence) -> None:
    """Every figure that answers a question, by what it counts; no two kinds share a bar's scale."""
    each = series_of(here.data, here.view.limits)
    wholes = [claim for series in each for claim in series.claims]
    goes_back_to = sources.goes_back_to(wholes)
    rows: list[dict[str, Any]] = []
    for series in each:
        figures_ = [value for c in series.claims if (value := _most(c)) is not None]
        # One bar alone would compare with nothing, and seem to.
        most = max(figures_) if len(figures_) > 1 and series.kind is not Kind.BORDER_ENTRIES else 0
        rows.append(_series_row(series, most))
        rows += [
            _figure_row(here, series, claim, most, goes_back_to[claim.claim_id])
            for claim in series.claims[:MOST_FIGURES]
        ]
    data = {
        "caption": "The figures side by side" if rows else "No claim answers this",
        "columns": _FIGURE_HEADS if rows else (),
        "styles": _FIGURE_STYLES,
        "rows": rows,
        "chosen": here.view.claim or "",
    }
    components.claim_table(data, "figures", lambda: _choose_in_table("figures"))


def _most(claim: Claim) -> int | None:
    return max((v for v in (claim.low, claim.best, claim.high) if v is not None), default=None)


def _series_row(series: Series, most: int) -> dict[str, Any]:
    scale = f" Longest bar: {most:,}." if most else ""
    return {
        "section": comparisons.series_label(series.kind, series.group, series.unit),
        "meaning": KINDS[series.kind].meaning + scale,
        "note": counts.claims_and_statements(series.claims)
        + counts.and_not_listed(len(series.claims) - MOST_FIGURES),
        "colour": session.palette().named[kind_colour(series.kind, series.group)],
    }


def _figure_row(
    here: Evidence,
    series: Series,
    claim: Claim,
    most: int,
    goes_back: str,
) -> dict[str, Any]:
    names = here.names
    parts = series.parts.get(claim.claim_id, ())
    source = here.source_of(claim)
    cells = (
        hedges.figure(claim),
        places.about(claim, names, parts),
        f"{sentences.told_by(claim)}\n({sources.how_known(claim)})",
        "\n".join(f"{name}: {day}" for name, day in dates.dates_of(claim, source)),
        goes_back,
    )
    return {
        "id": claim.claim_id,
        "cells": cells,
        "colour": session.palette().named[kind_colour(claim.kind, claim.group)],
        "old": not claim.is_current,
        "most": most,
        "bar": marks_of(claim) if most or is_unknown(claim) else (),
    }


MOST_CELLS = 200
"""Rows of the summary; the rest is counted."""
MOST_SUMMED = 5000
"""Claims that are summed up; of more, a reader is asked to choose."""


def on_demand(here: Evidence) -> None:
    """The claims shown, summed up once the reader asks for it."""
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
    """The claims shown; the view says what a row is to be."""
    if here.selection.count > MOST_SUMMED:
        st.html(fragments.note(f"Choose no more than {MOST_SUMMED:,} claims to sum them up."))
        return
    month_controls.rows(here.view)
    shown = here.periods or (here.view.limits,)
    for part in _summed(here.data, shown, months, here.view.rows):
        st.html(part)


def of_all(data: Dataset, claims: Sequence[Claim]) -> str:
    """The total of claims where it means anything, else why there is none.

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
def _summed(
    data: Dataset, shown: tuple[View, ...], months: tuple[Month, ...], rows: Rows
) -> tuple[str, ...]:
    """The table as HTML and what it leaves out, kept for every reader of it."""
    names, claims = data.names, Evidence(data, periods=shown).shown
    cells = pivot(claims, months, _within(data.places), rows)
    if not cells:
        return (fragments.note(files_and_links.EMPTY),)
    leads = _leads(rows)
    heads = (*leads, *_HEADS)
    told = [(*_lead(cell, rows, names), *_summary_cell(cell)) for cell in cells[:MOST_CELLS]]
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
    month = (_month(cell) or "no month",) if by_month(rows) else ()
    place = (comparisons.summary_place(cell.place, names),) if by_place(rows) else ()
    return (*month, *place, comparisons.summary_kind(cell.kind, cell.group, cell.unit))


def _month(cell: Cell) -> str:
    return dates.month(cell.month) if cell.month else ""


def _summary_cell(cell: Cell) -> tuple[str, ...]:
    counts = (len(cell.claims), cell.without_number, cell.origins)
    return (
        comparisons.figures_in(cell.claims, _month(cell)),
        *comparisons.cell_limits(cell),
        *(f"{count:,}" for count in counts),
        comparisons.total_words(cell.total),
    )
