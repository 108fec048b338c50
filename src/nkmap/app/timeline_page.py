"""The parts that show months: the strip, the lanes, figures on their own axes, coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.dataframe_util import convert_pandas_df_to_arrow_bytes

from nkmap.app import components, month_controls, page_frame, session, store
from nkmap.app.page_frame import section
from nkmap.app.session import uninterrupted
from nkmap.cache import cached, cached_many
from nkmap.claim import Claim, limits_of
from nkmap.dataset import Dataset
from nkmap.dates import Month
from nkmap.evidence import Evidence, known_by
from nkmap.figures import axis_panels, chart_style, page_layout
from nkmap.figures import coverage as coverages
from nkmap.figures import timeline as lines
from nkmap.figures.axis_panels import series_of, series_panels
from nkmap.figures.border_entries import panels, plan
from nkmap.figures.colours import PALETTES, Theme
from nkmap.figures.time_scale import TimeScale, ends
from nkmap.figures.timeline import frames, without_claims
from nkmap.figures.timeline_style import empty_chart
from nkmap.publish.templates import fragments
from nkmap.schema import KINDS, Kind
from nkmap.summary import Series
from nkmap.view import Frame, View
from nkmap.wording import TEXTS, captions, comparisons, counts
from nkmap.wording.counts import (
    no_axis,
    timeline_headline,
    too_many_bars,
)

EPOCH = date(1970, 1, 1)
"""What a browser counts days from."""
_LEAST_TOUCH = timedelta(days=3)
"""How much of a month a brush must cover."""
DAY = 86_400_000
"""Milliseconds, as a browser counts."""
Tables = dict[str, bytes]
"""The rows of each frame of a chart."""
MOST_BESIDE = 3
"""Axes that stand beside each other."""
FEW = 4
"""Figures up to which an axis needs no more than its share of the page."""
MOST_BARS, MOST_LINES = 60, 120
"""Figures of an axis, and lines of one of border entries, above which they are only counted."""


def headline(here: Evidence) -> None:
    """Show which month most claims touch."""
    touched = here.touched()
    undated = here.selection.count - int(
        here.selection.claims["has_month"][here.selection.kept].sum()
    )
    page_frame.finding(here, timeline_headline(touched, undated))
    if words := here.without_month:
        st.html(fragments.note(words))
    st.html(fragments.note(TEXTS["time_key"]))


def strip(here: Evidence) -> None:
    """Show the claims on the map by month; a brush sets the months, a click opens the claim.

    It stands below the window, and Vega is more than the rest of the page together: who only reads
    the map is sent neither.
    """
    if session.came_near("strip"):
        _timeline("strip", here, TEXTS["strip_words"], page_layout.map_size(session.window())[0])
    else:
        components.show("near", None, "near_strip", near=lambda: session.come_near("strip"))


def lanes(here: Evidence) -> None:
    """Show every claim, by kind and place, over the months."""
    _timeline("lanes", here, here.alt_text, page_layout.map_size(session.window())[0])


def _timeline(name: str, here: Evidence, words: str, wide: float) -> None:
    time = lines.time_scale(
        here.months, round(wide), coverages.NAMES if name == "coverage" else 0.0
    )
    same = here.view.with_(frame=Frame.ROUTE, place=None)  # they change none of the rows
    show(name, here.data, time, _rows(here.data, same, time, name), words)


def show(name: str, data: Dataset, time: TimeScale, rows: Tables, words: str) -> None:
    """Show a chart; where key, specification and words stay, only its data are sent anew.

    A brush would stay on it, and cover the claims under it: after one it starts anew.
    """
    made = _look(data, time, session.theme()) | {"datasets": rows}
    with st.container(key=name):
        clickable(made, f"{name}-{session.counter('brushed')}", words, ["brush", "pick"])


@cached
def _look(_: Dataset, time: TimeScale, theme: Theme) -> dict[str, Any]:
    made = empty_chart(time, PALETTES[theme])
    found: dict[str, Any] = made.to_dict(validate=False)  # a third of the time; tests validate
    return found


@cached_many
def _rows(data: Dataset, view: View, time: TimeScale, name: str) -> Tables:
    if name == "coverage":
        found = _covering(data, known_by(view), time)[0].frames(view)
    else:
        here, grouped = Evidence(data, view), name == "lanes"
        shown = here.shown if grouped else captions.of_map(here.shown, here.kind)
        silence = _silence(data, known_by(view), time.months) if grouped else ()
        found = frames(shown, data.names, time, view, silence, grouped=grouped)
    return tables(found)


def specification(chart: alt.FacetChart | None) -> dict[str, Any] | None:
    """Give a chart as Vega-Lite with its rows; Altair takes longer over it than a page takes."""
    if chart is None:
        return None
    found: dict[str, Any] = chart.to_dict(validate=False)  # a third of the time; tests validate
    return found | {"datasets": tables(chart.datasets)}


def tables(found: lines.Frames) -> Tables:
    """Write the rows of a chart as tables of Arrow; days as milliseconds."""
    return {
        name: convert_pandas_df_to_arrow_bytes(
            pd.DataFrame(
                [
                    {
                        field: (value - EPOCH).days * DAY if isinstance(value, date) else value
                        for field, value in row.items()
                    }
                    for row in rows
                ]
            )
        )
        for name, rows in found.items()
    }


def clickable(
    spec: dict[str, Any] | None, name: str, words: str, chosen_by: Sequence[str] = ("pick",)
) -> None:
    """Show a chart whose marks open claims; it starts anew when another claim is open."""
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


@cached
def _silence(data: Dataset, then: View, covered: tuple[Month, ...]) -> tuple[tuple[int, int], ...]:
    """Find the stretches of months for which no claim was known then."""
    return without_claims(Evidence(data, then).shown, covered)


def brushed_months(
    selection: Mapping[str, Any], months_: Sequence[Month]
) -> tuple[Month, Month] | None:
    """Find the first and last month that a brush covers by some days, if any."""
    found = (selection.get(chart_style.BRUSH) or {}).get(chart_style.MONTH) or ()
    if len(found) != len(("first", "last")):
        return None
    low, high = sorted(EPOCH + timedelta(milliseconds=int(end)) for end in found)
    days = [(month, *ends((month,))) for month in months_]
    covered = [m for m, first, after in days if min(high, after) - max(low, first) >= _LEAST_TOUCH]
    return (covered[0], covered[-1]) if covered else None


def picked_claim(selection: Mapping[str, Any]) -> str | None:
    """Find the id of the claim that was clicked, if any."""
    points = selection.get(chart_style.PICK) or ()
    # A click on the brush itself picks a point without an id.
    found = [str(point[chart_style.CLAIM]) for point in points if point.get(chart_style.CLAIM)]
    return found[-1] if found else None


def _choose_in_time(key: str) -> None:
    selection = st.session_state[key]["selection"]
    picked = picked_claim(selection)
    if picked:
        page_frame.choose(picked)
        return
    months = store.data().known.months_of(session.view())
    brushed = brushed_months(selection, months)
    if brushed:
        session.bump("brushed")
        month_controls.limit_months(*brushed)


def amounts(here: Evidence) -> None:
    """Show the figures, one kind, one group and one axis at a time."""
    found = [
        series
        for series in series_of(here.data, here.view.limits)
        if KINDS[series.kind].on_map and any(claim.has_figure for claim in series.everything)
    ]
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
        st.html(fragments.note(no_axis(rest)))
    if crowded:
        counts = {
            comparisons.series_label(own.kind, own.group, own.unit): len(own.everything)
            for own in crowded
        }
        st.html(fragments.note(too_many_bars(counts)))


def _amount(here: Evidence, series: Series, width: int) -> None:
    key = f"amounts-{series.kind.value}-{series.group}-{series.unit}"
    if spec := _amounts(here.data, here.view.limits, session.theme(), width, series.key):
        label = comparisons.series_label(series.kind, series.group, series.unit)
        section(label, KINDS[series.kind].meaning)
        clickable(spec, key, counts.sentences(series.everything, here.names))


@cached_many
def _amounts(
    data: Dataset, view: View, theme: Theme, width: int, key: tuple[Kind, str, str]
) -> dict[str, Any] | None:
    """Draw the figures of one of the view's series on their axis."""
    series = next(series for series in series_of(data, view) if series.key == key)
    axis = series_panels(series.everything, data.names)
    return specification(axis_panels.chart(axis, PALETTES[theme], width))


def border_entries(here: Evidence, width: int) -> None:
    """Show border entries over time, with what they are not, and where the series ends."""
    made = plan(here.shown)
    if made is None:
        return
    label = KINDS[Kind.BORDER_ENTRIES].label
    section(label, KINDS[Kind.BORDER_ENTRIES].meaning)
    if made.lines > MOST_LINES:
        st.html(fragments.note(too_many_bars({label: len(made.claims)})))
        return
    spec = _entries(here.data, here.view.limits, session.theme(), width)
    clickable(spec, "entries", counts.sentences(made.claims, here.names))
    st.html(fragments.note(counts.entries_key(limits_of(made.claims, here.in_layers))))


@cached_many
def _entries(data: Dataset, view: View, theme: Theme, width: int) -> dict[str, Any] | None:
    """Draw the border entries that a view shows, over time."""
    axis = panels(Evidence(data, view).shown)
    return specification(axis_panels.chart(axis, PALETTES[theme], width))


@cached
def _covering(data: Dataset, then: View, time: TimeScale) -> tuple[lines.Lines, list[Claim]]:
    """Make the strip of places and months as lines, and list the claims on it, each once."""
    claims = Evidence(data, then).shown
    states = coverages.rows(claims, data.names, time.months)
    return coverages.lines(states, data.names, time), coverages.drawn(states)


def coverage(here: Evidence) -> None:
    """Show where and when there are claims; what is shaded is silence, not absence."""
    section("Coverage", "Where and when there are claims on workers. Silence is not absence.")
    width = page_layout.page_width(session.window())
    time = lines.time_scale(here.months, width, coverages.NAMES)
    _, drawn = _covering(here.data, known_by(here.view), time)
    if not drawn:
        st.html(fragments.note("No claim on workers names a place and a date in these months."))
        return
    st.html(fragments.coverage_key(session.svg()))
    _timeline("coverage", here, counts.sentences(drawn, here.names), width)
    st.html(fragments.note(counts.not_covered(here.published, len(drawn))))
