"""Claims as rows that open their claim: all of it can be reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from nkmap import wording
from nkmap.app import components, session
from nkmap.app.screen import Screen, choose
from nkmap.claim import Claim
from nkmap.figures.bars import bar
from nkmap.figures.series import Series
from nkmap.schema import KINDS, Kind

_STYLES = ("kind", "figure", "", "", "", "", "caution")
_HEADS = (
    "Claim",
    "Kind",
    "Figure, with its hedge",
    "From",
    "To",
    "When",
    "Said by",
    "Do not read as",
)
MOST_ROWS = 500


def table(here: Screen) -> None:
    """The same claims as rows; a row opens its claim. All of it can be reached by keyboard."""
    names = here.library.names

    def cells(claim: Claim) -> tuple[str, ...]:
        return (
            KINDS[claim.kind].label,
            wording.figure(claim),
            wording.origin(claim, names),
            wording.destination(claim, names),
            wording.when(claim.when),
            claim.said_by,
            "; ".join(claim.caution),
        )

    _table(here, "table", "The same claims as a table", _HEADS, _STYLES, cells)


def _table(
    here: Screen,
    key: str,
    title: str,
    heads: tuple[str, ...],
    styles: tuple[str, ...],
    cells: Callable[[Claim], tuple[str, ...]],
) -> None:
    colours = session.palette()
    rows = [
        {
            "id": claim.claim_id,
            "cells": cells(claim),
            "colour": colours.kind(claim.kind, claim.group),
            "old": not claim.is_current,
        }
        for claim in here.shown[:MOST_ROWS]
    ]
    more = f" of {len(here.shown)}" if len(here.shown) > len(rows) else ""
    data = {
        "caption": f"{title} ({len(rows)}{more})" if rows else "No claim matches these choices",
        "columns": heads if rows else (),
        "styles": styles,
        "rows": rows,
        "chosen": here.view.claim or "",
    }
    components.claim_table(data, key, lambda: _choose_in_table(key))


def _choose_in_table(key: str) -> None:
    choose(st.session_state[key].get("claim"))


def locators(here: Screen) -> None:
    """Where in its source each claim stands; a row opens the claim."""

    def cells(claim: Claim) -> tuple[str, ...]:
        kind, figure = KINDS[claim.kind].label, wording.figure(claim)
        return kind, claim.source_id, claim.locator, claim.said_by, figure, claim.summary

    heads = ("Claim", "Kind", "Source", "Where in it", "Said by", "Figure", "In our words")
    styles = ("kind", "", "", "", "figure", "")
    _table(here, "locators", "Where each claim stands in its source", heads, styles, cells)


_FIGURE_HEADS = (
    "Claim",
    "Figure, with its hedge",
    "What it is about",
    "Who says so",
    "Happened, said, published",
    "Goes back to",
)
_FIGURE_STYLES = ("figure", "lines", "lines", "lines", "origin")


def figures(here: Screen) -> None:
    """Every figure that answers a question, by what it counts; no two kinds share a bar's scale."""
    letters = wording.origin_letters(here.wholes)
    rows: list[dict[str, Any]] = []
    for series in here.series:
        figures_ = [value for c in series.claims if (value := _most(c)) is not None]
        # One bar alone would compare with nothing, and seem to.
        most = max(figures_) if len(figures_) > 1 and series.kind is not Kind.BORDER_ENTRIES else 0
        rows.append(_series_row(series, most))
        rows += [_figure_row(here, series, claim, most, letters) for claim in series.claims]
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
    scale = f" Longest bar: {wording.number(most)}." if most else ""
    return {
        "section": wording.series_label(series.kind, series.group, series.unit),
        "meaning": KINDS[series.kind].meaning + scale,
        "note": wording.reports_and_origins(series.claims),
        "colour": session.palette().kind(series.kind, series.group),
    }


def _figure_row(
    here: Screen,
    series: Series,
    claim: Claim,
    most: int,
    letters: dict[str, str],
) -> dict[str, Any]:
    names = here.library.names
    parts = series.parts.get(claim.claim_id, ())
    source = here.library.source(claim)
    cells = (
        wording.figure(claim),
        wording.about(claim, names, parts),
        wording.said_by(claim),
        wording.three_dates(claim, source),
        wording.goes_back_to(claim, letters, here.wholes),
    )
    return {
        "id": claim.claim_id,
        "cells": cells,
        "colour": session.palette().kind(claim.kind, claim.group),
        "old": not claim.is_current,
        "bar": bar(claim, most) if most or not claim.has_figure else None,
    }
