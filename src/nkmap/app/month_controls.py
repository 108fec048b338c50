"""The months of a page: a range, one month, a step to either side. Each changes the link."""

from __future__ import annotations

import streamlit as st

from nkmap import months
from nkmap.app import held, session
from nkmap.app.callbacks import uninterrupted
from nkmap.publish import escape
from nkmap.publish.templates import fragments
from nkmap.view import View
from nkmap.wording import dates


def month_range(view: View) -> None:
    """First and last month, a step to either side, one month at a time, and what has no month."""
    covered = _covered(view)
    if not covered:
        st.html(fragments.note("No claim in this dataset has a month."))
        return
    _month_heading(view)
    with st.container(horizontal=True, vertical_alignment="bottom", wrap=False, key="months_row"):
        _step("previous", ":material/chevron_left:", -1, view)
        with st.container(key="months_slider"):
            others = view.with_(first=None, last=None, undated=True)
            touched = held.touched(others, covered)
            st.html(fragments.histogram(touched, view.first, view.last))
            _slider(view)
        _step("next", ":material/chevron_right:", 1, view)


def _covered(view: View) -> tuple[months.Month, ...]:
    """The months that the layers shown cover."""
    return held.library().known.months_of(view)


def _month_heading(view: View) -> None:
    covered = _covered(view)
    span = dates.month_span(view, covered[0], covered[-1])
    st.session_state["one_month"] = view.is_one_month
    with st.container(horizontal=True, horizontal_alignment="distribute", key="months_head"):
        st.markdown(f"**Months:** {escape.markdown(span)}", width="content")
        st.toggle("one at a time", key="one_month", on_change=uninterrupted(_switch_one_month))


def _switch_one_month() -> None:
    view = session.view()
    if st.session_state["one_month"]:
        month = view.last or _covered(view)[-1]
        session.change(first=month, last=month)
    else:
        session.change(first=None, last=None)


def _slider(view: View) -> None:
    covered = _covered(view)
    if view.is_one_month:
        st.session_state["month"] = view.first
        st.select_slider(
            "Month", covered, key="month", format_func=_short_month,
            label_visibility="collapsed", on_change=uninterrupted(_set_month),
        )  # fmt: skip
        return
    st.session_state["months"] = (view.first or covered[0], view.last or covered[-1])
    # Only a pair given as the default makes this a slider for a range.
    st.select_slider(
        "Months", covered, value=(covered[0], covered[-1]), key="months",
        format_func=_short_month,
        label_visibility="collapsed", on_change=uninterrupted(_set_months),
    )  # fmt: skip


def _short_month(month: months.Month) -> str:
    year, index = month.split("-")
    return f"{dates.MONTHS[int(index) - 1][:3]} {year}"


def _set_month() -> None:
    month = st.session_state["month"]
    session.change(first=month, last=month)


def _set_months() -> None:
    first, last = st.session_state["months"]
    limit_months(first, last)


def limit_months(first: months.Month, last: months.Month) -> None:
    """Show these months; all of them is no limit, so that the link stays short."""
    covered = _covered(session.view().with_(first=None, last=None))
    if (first, last) == (covered[0], covered[-1]):
        session.change(first=None, last=None)
    else:
        session.change(first=first, last=last)


def _step(name: str, icon: str, by: int, view: View) -> None:
    st.button(
        f"{name.capitalize()} month",  # read out; only the arrow is shown
        icon=icon,
        key=f"{name}_month",
        on_click=uninterrupted(_shift),
        args=(by,),
        disabled=_shifted(view, by) is None,
    )


def _shifted(view: View, by: int) -> tuple[months.Month, months.Month] | None:
    """The months one step on; from all months, a step starts at the nearest single month."""
    covered = _covered(view)
    if not covered:
        return None
    if not view.limits_months:
        edge = covered[0] if by > 0 else covered[-1]
        return edge, edge
    first, last = view.first or covered[0], view.last or covered[-1]
    moved = months.shift(first, by), months.shift(last, by)
    return moved if covered[0] <= moved[0] and moved[1] <= covered[-1] else None


def _shift(by: int) -> None:
    moved = _shifted(session.view(), by)
    if moved:
        session.change(first=moved[0], last=moved[1])
