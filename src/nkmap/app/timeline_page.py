"""The parts that show months: the strip, the lanes, figures on their own axes, coverage."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nkmap.app import charts, components, page_frame, session
from nkmap.app.charts import Tables, clickable
from nkmap.app.page_frame import note, section
from nkmap.cache import cached_many
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, kept, known_by
from nkmap.figures import axis_panels, coverage, timeline, viewport
from nkmap.figures.axis_panels import series_of, series_panels
from nkmap.figures.border_entries import QuarterlySeries, panel, plan
from nkmap.figures.chart_style import Spec
from nkmap.figures.colours import PALETTES, Theme
from nkmap.figures.time_scale import TimeScale
from nkmap.figures.timeline import Frames
from nkmap.publish.templates import fragments
from nkmap.relations import limits_of
from nkmap.schema import KINDS, Kind
from nkmap.summary import Series
from nkmap.view import Frame, View
from nkmap.wording import TEXTS, comparisons, counts, joined, searches

MOST_BESIDE = 3
"""Axes that stand beside each other."""
FEW = 4
"""Figures up to which an axis needs no more than its share of the page."""
MOST_BARS, MOST_LINES = 60, 120
"""Figures of an axis, and lines of one of border entries, above which they are only counted."""


def headline(here: Evidence) -> None:
    """Show which month most claims touch."""
    undated = sum(not claim.has_month for claim in here.shown)
    page_frame.finding(here, counts.timeline_headline(here.touched(), undated))
    note(here.without_month)
    note(TEXTS["time_key"])


# ---------------------------------------------------------------- claims over months


def strip(here: Evidence) -> None:
    """Show the claims on the map by month; a brush sets the months, a click opens the claim.

    It stands below the window, and Vega is more than the rest of the page together: who only reads
    the map is sent neither.
    """

    def come_near() -> None:
        st.session_state["near strip"] = True

    if st.session_state.get("near strip"):
        _timeline("strip", here, TEXTS["strip_words"], viewport.map_size(session.window())[0])
    else:
        components.show("lazy_part", None, "near_strip", near=come_near)


def lanes(here: Evidence) -> None:
    """Show every claim, by kind and place, over the months."""
    _timeline("lanes", here, here.alt_text, viewport.map_size(session.window())[0])


def coverage_strip(here: Evidence) -> None:
    """Show where and when there are claims; what is shaded is silence, not absence."""
    section("Coverage", "Where and when there are claims on workers. Silence is not absence.")
    width = viewport.page_width(session.window())
    time = TimeScale.beside_names(here.months, width, coverage.NAMES)
    known = Evidence(here.data, known_by(here.view))
    _, drawn, named, found_nothing = coverage.covered(known, time)
    if not drawn:
        note("No claim on workers names a place and a date in these months.")
        return
    st.html(fragments.coverage_key(session.svg()))
    sought = searches.listed(found_nothing)
    _timeline("coverage", here, joined(counts.sentences(drawn, here.names), sought), width)
    note(TEXTS["in_coverage"].format(drawn=len(drawn), total=len(here.published)))
    if sought:
        note(TEXTS["dotted_in_coverage"])
    st.html(fragments.pages_of(named, here.names, page_frame.to_place()))


def _timeline(name: str, here: Evidence, words: str, wide: float) -> None:
    names = coverage.NAMES if name == "coverage" else 0.0
    time = TimeScale.beside_names(here.months, round(wide), names)
    same = here.view.with_(frame=Frame.ROUTE, place=None)  # they change none of the rows
    charts.over_time(name, time, _rows(here.data, same, time, name), words)


@cached_many
def _rows(data: Dataset, view: View, time: TimeScale, name: str) -> Tables:
    return charts.tables(_FRAMES[name](Evidence(data, view), time))


_FRAMES: dict[str, Callable[[Evidence, TimeScale], Frames]] = {
    "strip": timeline.strip,
    "lanes": timeline.lanes,
    "coverage": coverage.strip,
}


# ---------------------------------------------------------------- figures on their own axes


def amounts(here: Evidence) -> None:
    """Show the figures, one kind, one group and one axis at a time."""
    found = [
        series
        for series in series_of(here)
        if KINDS[series.kind].on_map and any(claim.has_figure for claim in series.everything)
    ]
    few = [series for series in found if len(series.everything) <= FEW]
    crowded = [series for series in found if len(series.everything) > MOST_BARS]
    width = viewport.page_width(session.window())
    beside = max(1, min(len(few), MOST_BESIDE)) if width >= viewport.PHONE else 1
    share = (width - viewport.COLUMN_GAP * (beside - 1)) // beside
    for start in range(0, len(few), beside):
        columns = st.columns(beside, gap="medium")
        for series, column in zip(few[start:], columns, strict=False):
            with column:
                _amount(here, series, share)
    for series in found:
        if series not in (*few, *crowded):
            _amount(here, series, width)
    border_entries(here, width)
    kinds = {claim.kind for claim in here.shown if claim.has_figure}
    kinds -= {Kind.BORDER_ENTRIES, *(series.kind for series in found)}
    if rest := [kind for kind in Kind if kind in kinds]:
        note(counts.no_axis(rest))
    if crowded:
        note(counts.too_many_bars({_label(own): len(own.everything) for own in crowded}))


def _label(series: Series) -> str:
    return comparisons.series_label(*series.key)


def _amount(here: Evidence, series: Series, width: int) -> None:
    key = f"amounts-{series.kind.value}-{series.group}-{series.unit}"
    if spec := _amounts(here, session.theme(), width, series.key):
        section(_label(series), KINDS[series.kind].meaning)
        clickable(spec, key, counts.sentences(series.everything, here.names))


@kept
def _amounts(here: Evidence, theme: Theme, width: int, key: tuple[Kind, str, str]) -> Spec | None:
    """Draw the figures of one of the view's series on their axis."""
    series = next(own for own in series_of(here) if own.key == key)
    axis = series_panels(series.everything, here.names)
    return charts.sent(axis_panels.chart(axis, PALETTES[theme], width))


def border_entries(here: Evidence, width: int) -> None:
    """Show border entries over time, with what they are not, and where the series ends."""
    made = _entries(here)
    if made is None:
        return
    label = KINDS[Kind.BORDER_ENTRIES].label
    section(label, KINDS[Kind.BORDER_ENTRIES].meaning)
    if made.lines > MOST_LINES:
        note(counts.too_many_bars({label: len(made.claims)}))
        return
    spec = _entries_chart(here, session.theme(), width)
    clickable(spec, "entries", counts.sentences(made.claims, here.names))
    note(counts.entries_key(limits_of(made.claims, here.in_layers)))


@kept
def _entries(here: Evidence) -> QuarterlySeries | None:
    """Sort the border entries that a view shows into quarters."""
    return plan(here.shown)


@kept
def _entries_chart(here: Evidence, theme: Theme, width: int) -> Spec | None:
    """Draw the border entries that a view shows, over time."""
    made = _entries(here)
    axis = [panel(made, here.names)] if made else []
    return charts.sent(axis_panels.chart(axis, PALETTES[theme], width))
