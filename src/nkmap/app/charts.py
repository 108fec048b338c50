"""Charts on a page: how one is sent, and what a click or a brush on it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.dataframe_util import convert_pandas_df_to_arrow_bytes

from nkmap.app import live_dataset, month_controls, page_frame, session
from nkmap.app.session import uninterrupted
from nkmap.dates import Month
from nkmap.figures import chart_style
from nkmap.figures.chart_style import BRUSH, MONTH, Spec, empty_chart
from nkmap.figures.colours import PALETTES
from nkmap.figures.time_scale import TimeScale, ends
from nkmap.figures.timeline import Frames

EPOCH, DAY = date(1970, 1, 1), 86_400_000
"""What a browser counts from, and the milliseconds of a day."""
_LEAST_TOUCH = timedelta(days=3)
"""How much of a month a brush must cover."""
Tables = dict[str, bytes]
"""The rows of each frame of a chart."""


def tables(frames: Frames) -> Tables:
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
        for name, rows in frames.items()
    }


def sent(chart: Spec | None) -> Spec | None:
    """Give a chart as it is sent, its rows as tables."""
    return chart and chart | {"datasets": tables(chart["datasets"])}


def clickable(
    spec: Spec | None, name: str, words: str, chosen_by: Sequence[str] = ("pick",)
) -> None:
    """Show a chart whose marks open claims; it starts anew when another claim is open."""
    key = f"{name}-{session.view().claim}"
    st.vega_lite_chart(
        spec=spec,
        key=key,
        on_select=uninterrupted(_choose, key),
        selection_mode=chosen_by,
        theme=None,
        width="content",
        alt=words,
    )


def over_time(name: str, time: TimeScale, rows: Tables, words: str) -> None:
    """Show rows over months; where key, specification and words stay, only rows are sent anew.

    A brush would stay on it, and cover the claims under it: after one it starts anew.
    """
    spec = empty_chart(time, PALETTES[session.theme()]) | {"datasets": rows}
    with st.container(key=name):
        clickable(spec, f"{name}-{session.counter('brushed')}", words, ["brush", "pick"])


def _choose(key: str) -> None:
    selection = st.session_state[key]["selection"]
    if picked := picked_claim(selection):
        page_frame.choose(picked)
    elif brushed := brushed_months(selection, live_dataset.data().known.months_of(session.view())):
        session.bump("brushed")
        month_controls.limit_months(*brushed)


def picked_claim(selection: Mapping[str, Any]) -> str | None:
    """Find the id of the claim that was clicked, if any."""
    points = selection.get(chart_style.PICK) or ()
    # A click on the brush itself picks a point without an id.
    found = [str(point[chart_style.CLAIM]) for point in points if point.get(chart_style.CLAIM)]
    return found[-1] if found else None


def brushed_months(
    selection: Mapping[str, Any], months: Sequence[Month]
) -> tuple[Month, Month] | None:
    """Find the first and last month that a brush covers by some days, if any."""
    found = (selection.get(BRUSH) or {}).get(MONTH) or ()
    if len(found) != len(("first", "last")):
        return None
    low, high = sorted(EPOCH + timedelta(milliseconds=int(end)) for end in found)
    days = [(month, *ends((month,))) for month in months]
    covered = [m for m, first, after in days if min(high, after) - max(low, first) >= _LEAST_TOUCH]
    return (covered[0], covered[-1]) if covered else None
