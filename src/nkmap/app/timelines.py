"""The parts that show months: the strip, the lanes, figures on their own axes, coverage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from nkmap import wording
from nkmap.app import chrome, components, held, month_controls, screen, session
from nkmap.app.callbacks import uninterrupted
from nkmap.app.held import Library
from nkmap.app.screen import Screen, section
from nkmap.claim import Claim
from nkmap.figures import amounts as axes
from nkmap.figures import charts, entries, page_layout, value_rows
from nkmap.figures import coverage as coverages
from nkmap.figures.series import Series
from nkmap.figures.symbols import PALETTES, Palette, Theme
from nkmap.figures.timeline import silent, timeline
from nkmap.months import Month
from nkmap.publish.templates import fragments
from nkmap.schema import KINDS, Kind
from nkmap.view import Frame, View

MOST_BESIDE = 3
"""Axes that stand beside each other."""
FEW, MOST_BARS, MOST_LINES = 4, 60, 120
"""Figures up to which an axis needs no more than its share of the page; figures and lines of which
it may have that many at most."""


def headline(here: Screen) -> None:
    """Which month most claims touch."""
    touched = held.touched(here.view, here.months)
    undated = here.selection.count - int(
        here.selection.claims["has_month"][here.selection.kept].sum()
    )
    chrome.finding(here, wording.timeline_headline(touched, undated))
    if words := wording.without_own_month(here.selection, here.view):
        st.html(fragments.note(words))
    st.html(fragments.note(wording.TIME_KEY))


def strip(here: Screen) -> None:
    """The claims on the map by month; a brush sets the months, a click opens the claim.

    It stands below the window, and Vega is more than the rest of the page together: who only reads
    the map is sent neither.
    """
    if session.came_near("strip"):
        _timeline("strip", here, here.map_words)
    else:
        components.near("near_strip", lambda: session.come_near("strip"))


def lanes(here: Screen) -> None:
    """Every claim shown, by kind and place, over the months."""
    _timeline("lanes", here, here.alt_text)


def _timeline(name: str, here: Screen, words: str) -> None:
    # A brush stays on a chart that keeps its key, and covers the claims under it.
    key = f"{name}-{here.view.first}-{here.view.last}"
    width = round(page_layout.map_size(session.window())[0])
    with st.container(key=name):
        clickable(_drawn(here.library, name, here.view, width), key, words, ["brush", "pick"])


def clickable(
    spec: dict[str, Any] | None, name: str, words: str, chosen_by: Sequence[str] = ("pick",)
) -> None:
    """A chart whose marks open claims, and its words; it starts anew when another claim is open."""
    key = f"{name}-{session.view().claim}"
    st.vega_lite_chart(
        spec=spec,
        key=key,
        on_select=uninterrupted(lambda: _choose_in_time(key)),
        selection_mode=chosen_by,
        theme=None,
        width="content",
        alt=words,
    )


@held.kept
def _silence(
    library: Library, then: View, covered: tuple[Month, ...]
) -> tuple[tuple[int, int], ...]:
    """Stretches of months for which there is no claim that was known then."""
    return silent(held.selected(library, then)[1], covered)


@held.kept_many
def _spec(
    library: Library, name: str, view: View, theme: Theme, width: int, series: str
) -> dict[str, Any] | None:
    """A chart as Vega-Lite. Altair takes longer over it than the rest of the page takes."""
    here, palette = screen.of(view, library), PALETTES[theme]
    chart = _chart(name, here, palette, width, series)
    return charts.self_contained(chart) if chart else None


def _chart(
    name: str, here: Screen, palette: Palette, width: int, label: str
) -> charts.Drawn | None:
    names, covered = here.library.names, here.months
    if name == "coverage":
        return coverages.coverage(here.known, names, covered, palette, width)
    if name == "entries":
        return value_rows.chart(entries.panels(here.shown), palette, width)
    if name == "amounts":
        series = next(series for series in here.series if _label(series) == label)
        return value_rows.chart(axes.panels(series.everything, names), palette, width)
    if name == "strip":
        drawn = wording.of_map(here.shown, here.kind)
        return timeline(drawn, names, covered, here.view, palette, width, is_strip=True)
    silence = _silence(here.library, held.what_is_known(here.view), covered)
    return timeline(here.shown, names, covered, here.view, palette, width, silence)


def _drawn(
    library: Library, name: str, view: View, width: int, series: str = ""
) -> dict[str, Any] | None:
    """The chart for a view; which frame a map has and which place is open changes none of them."""
    same = view.with_(frame=Frame.ROUTE, place=None)
    return _spec(library, name, same, session.theme(), width, series)


def _choose_in_time(key: str) -> None:
    selection = st.session_state[key]["selection"]
    picked = charts.picked_claim(selection)
    if picked:
        screen.choose(picked)
        return
    months = held.library().known.months_of(session.view())
    brushed = charts.brushed_months(selection, months)
    if brushed:
        month_controls.limit_months(*brushed)


def amounts(here: Screen) -> None:
    """The figures, one kind, one group and one axis at a time."""
    found = [series for series in here.series if _has_axis(series)]
    few = [series for series in found if len(series.everything) <= FEW]
    crowded = [series for series in found if len(series.everything) > MOST_BARS]
    width = page_layout.page_width(session.window())
    beside = max(1, min(len(few), MOST_BESIDE)) if width >= page_layout.PHONE else 1
    share = (width - page_layout.COLUMN_GAP * (beside - 1)) // beside
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
        st.html(fragments.note(wording.no_axis(rest)))
    if crowded:
        counts = {
            wording.series_label(own.kind, own.group, own.unit): len(own.everything)
            for own in crowded
        }
        st.html(fragments.note(wording.too_many_bars(counts)))


def _has_axis(series: Series) -> bool:
    return KINDS[series.kind].on_map and any(claim.has_figure for claim in series.everything)


def _label(series: Series) -> str:
    return f"amounts-{series.kind.value}-{series.group}-{series.unit}"


def _amount(here: Screen, series: Series, width: int) -> None:
    spec = _drawn(here.library, "amounts", here.view.with_(claim=None), width, _label(series))
    if spec:
        label = wording.series_label(series.kind, series.group, series.unit)
        section(label, KINDS[series.kind].meaning)
        clickable(spec, _label(series), wording.sentences(series.everything, here.library.names))


def border_entries(here: Screen, width: int) -> None:
    """Border entries over time, with what they are not, and where the series ends."""
    made = entries.plan(here.shown)
    if made is None:
        return
    label = KINDS[Kind.BORDER_ENTRIES].label
    section(label, KINDS[Kind.BORDER_ENTRIES].meaning)
    if made.lines > MOST_LINES:
        st.html(fragments.note(wording.too_many_bars({label: len(made.claims)})))
        return
    spec = _drawn(here.library, "entries", here.view.with_(claim=None), width)
    clickable(spec, "entries", wording.sentences(made.claims, here.library.names))
    st.html(fragments.note(wording.entries_key(wording.limits_of(made.claims, here.told))))


def _same_coverage(here: Screen) -> View:
    """A view with the same coverage: but for its months it does not depend on what is chosen."""
    plain = View(layers=here.view.layers, known_on=here.view.known_on)
    same = here.library.known.months_of(plain) == here.months
    return plain if same else here.view.with_(claim=None)


@held.kept
def _covering(library: Library, then: View, covered: tuple[Month, ...]) -> tuple[Claim, ...]:
    """The claims on the strip of places and months, each once."""
    return coverages.drawn(coverages.rows(held.selected(library, then)[1], library.names, covered))


def coverage(here: Screen) -> None:
    """Where and when there are claims; what is shaded is silence, not absence."""
    section("Coverage", "Where and when there are claims on workers. Silence is not absence.")
    spec = _drawn(
        here.library, "coverage", _same_coverage(here), page_layout.page_width(session.window())
    )
    if spec is None:
        st.html(fragments.note("No claim on workers names a place and a date in these months."))
        return
    st.html(fragments.coverage_key(session.svg()))
    drawn = _covering(here.library, held.what_is_known(here.view), here.months)
    with st.container(key="coverage"):
        clickable(spec, "coverage-chart", wording.sentences(drawn, here.library.names))
    st.html(fragments.note(wording.not_covered(here.known, len(drawn))))
