"""The months of a page, and the two periods of Compare. Each choice changes the link."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

import streamlit as st

from nkmap.app import live_dataset, page_frame, session
from nkmap.app.page_frame import button, note
from nkmap.app.session import bound
from nkmap.dates import Month, months_between, shift_month
from nkmap.publish.templates import fragments, markdown
from nkmap.view import Panels, Rows, View
from nkmap.wording import dates

MOST_YEARS_WITHOUT_A_LIST = 4
"""Years that a reader finds on the slider without a list of them."""


def month_range(view: View) -> None:
    """Offer first and last month, a year, a step to either side, and one month at a time."""
    covered = _covered(view)
    if not covered:
        note("No claim in this dataset has a month.")
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", key="months_head"):
        span = dates.month_span(view, covered[0], covered[-1])
        st.markdown(f"**Months:** {markdown(span)}", width="content")
        st.toggle("one at a time", **bound("one_month", view.is_one_month, _switch_one_month))
    _year(view)
    with st.container(horizontal=True, vertical_alignment="bottom", wrap=False, key="months_row"):
        _step("previous", "chevron_left", -1, view)
        with st.container(key="months_slider"):
            st.html(fragments.histogram(_touched(view), view.first, view.last))
            _slider(view, covered)
        _step("next", "chevron_right", 1, view)


def _covered(view: View) -> tuple[Month, ...]:
    """The months that the layers shown cover."""
    return live_dataset.data().known.months_of(view)


def _touched(view: View) -> Mapping[Month, int]:
    """Count the claims that each month would show."""
    others = view.with_(first=None, last=None, undated=True)
    return page_frame.of(others).touched(_covered(view))


def _switch_one_month(is_one: bool) -> None:  # noqa: FBT001 - as a toggle tells it
    """Show one month, the last of those shown that has a claim, or all months."""
    view = session.view()
    shown = months_between(view.first or _covered(view)[0], view.last or _covered(view)[-1])
    touched = _touched(view)
    last = next((month for month in reversed(shown) if touched.get(month)), shown[-1])
    month = last if is_one else None
    session.change(first=month, last=month)


ALL_YEARS, OTHER_MONTHS = "all years", "these months"


def _year(view: View) -> None:
    """Offer the years that have a claim, the newest first; what is shown may be none of them."""
    covered = _covered(view)
    found = {month[:4] for month, number in _touched(view).items() if number}
    shown = view.first or covered[0], view.last or covered[-1]
    own = next((year for year in {month[:4] for month in covered} if _ends(year) == shown), None)
    years = sorted(found | ({own} if own else set()), reverse=True)
    if len(years) <= MOST_YEARS_WITHOUT_A_LIST:
        return
    chosen = (own or OTHER_MONTHS) if view.limits_months else ALL_YEARS
    options = [*([chosen] if chosen == OTHER_MONTHS else []), ALL_YEARS, *years]
    st.selectbox("Year", options, width=160, **bound("year", chosen, _show_year))


def _ends(year: str) -> tuple[Month, Month]:
    """The first and the last month of a year that are covered."""
    months = [month for month in _covered(session.view()) if month.startswith(year)]
    return months[0], months[-1]


def _show_year(year: str) -> None:
    if year == OTHER_MONTHS:
        return
    first, last = (None, None) if year == ALL_YEARS else _ends(year)
    session.change(first=first, last=last)


def _slider(view: View, covered: tuple[Month, ...]) -> None:
    if view.is_one_month:
        name = "Month"
        state = bound("month", view.first, lambda month: session.change(first=month, last=month))
    else:
        name, ends = "Months", (view.first or covered[0], view.last or covered[-1])
        # Only a pair given as the default makes this a slider for a range.
        state = {"value": (covered[0], covered[-1])}
        state |= bound("months", ends, lambda chosen: limit_months(*chosen))
    st.select_slider(name, covered, format_func=_short_month, label_visibility="collapsed", **state)


def _short_month(month: Month) -> str:
    year, index = month.split("-")
    return f"{dates.MONTHS[int(index) - 1][:3]} {year}"


def limit_months(first: Month, last: Month) -> None:
    """Show these months; all of them is no limit, so that the link stays short."""
    covered = _covered(session.view().with_(first=None, last=None))
    is_all = (first, last) == (covered[0], covered[-1])
    session.change(first=None if is_all else first, last=None if is_all else last)


def _step(name: str, icon: str, by: int, view: View) -> None:
    label, is_end = f"{name.capitalize()} month with claims", _shifted(view, by) is None
    # The label is read out; only the arrow is shown.
    button(label, f"{name}_month", _shift, by, icon=icon, disabled=is_end)


def _shifted(view: View, by: int) -> tuple[Month, Month] | None:
    """Find the next stretch as long that has a claim; of all months, the first or the last one."""
    covered = _covered(view)
    if not covered:
        return None
    touched = _touched(view)
    edge = covered[0] if by > 0 else covered[-1]
    shown = view.first or covered[0], view.last or covered[-1]
    moved = _moved(shown, by) if view.limits_months else (edge, edge)
    while _is_covered(moved, covered):
        if any(touched.get(month) for month in months_between(*moved)):
            return moved
        moved = _moved(moved, by)
    return None


def _moved(period: tuple[Month, Month], by: int) -> tuple[Month, Month]:
    return shift_month(period[0], by), shift_month(period[1], by)


def _is_covered(period: tuple[Month, Month], covered: tuple[Month, ...]) -> bool:
    return covered[0] <= period[0] and period[1] <= covered[-1]


def _shift(by: int) -> None:
    if moved := _shifted(session.view(), by):
        session.change(first=moved[0], last=moved[1])


# ---------------------------------------------------------------- two periods


_ENDS = ("first", "last", "versus_first", "versus_last")
"""The fields of the view that the two periods take."""


def _covered_with_periods(view: View) -> tuple[Month, ...]:
    """The months that the layers shown cover, with those of both periods."""
    found = _covered(view)
    own = [month for month in (view.versus_first, view.versus_last) if month]
    return months_between(min(*found, *own), max(*found, *own)) if found else ()


def named(view: View) -> View | None:
    """Name both periods of a view; ``None`` when no claim has a month.

    Where the link names none, the month that most claims touch, the later one of several, is set
    against the month before it, else the one after it. Months that are shown are set against those
    that follow, else those before: the earlier ones are the first period. A second period that is
    named alone is set against those before it, else those that follow.
    """
    known = _covered_with_periods(view)
    if not known:
        return None
    if not view.limits_months and not (view.versus_first or view.versus_last):
        touched = page_frame.of(view).touched(known)
        most = max(known, key=lambda month: (touched[month], month))
        before, _ = _beside((most, most), known, (-1, 1))
        first, second = sorted((before, most))
        return view.with_(first=first, last=first, versus_first=second, versus_last=second)
    own = (view.first or known[0], view.last or known[-1])
    other = (view.versus_first or view.versus_last, view.versus_last or view.versus_first)
    if not view.limits_months:
        own = _beside((other[0] or own[0], other[1] or own[1]), known, (-1, 1))
    elif other[0] is None or other[1] is None:
        own, other = sorted((own, _beside(own, known, (1, -1))))
    return view.with_(**dict(zip(_ENDS, (*own, *other), strict=True)))


def _beside(
    period: tuple[Month, Month], known: tuple[Month, ...], ways: tuple[int, int]
) -> tuple[Month, Month]:
    """Find as many months right after or right before a period, the first way that is covered."""
    each = [_moved(period, way * len(months_between(*period))) for way in ways]
    return next((moved for moved in each if _is_covered(moved, known)), period)


def spanning(view: View) -> View:
    """Widen a view to both periods and what lies between, for choices that hold for both."""
    ends = [month for name in _ENDS if (month := getattr(view, name))]
    return view.with_(first=min(ends), last=max(ends))


def periods(view: View) -> None:
    """Offer both periods, each from and to; a step for both, and which is the first."""
    known = _covered_with_periods(view)
    _period("First period (hollow)", ("first", "last"), known, view)
    _period("Second period (filled)", ("versus_first", "versus_last"), known, view)
    with st.container(horizontal=True, key="period_steps"):
        _step_period("Earlier", "chevron_left", -1, known, view)
        first, last, *other = (getattr(view, name) for name in _ENDS)
        swapped = dict(zip(_ENDS, (*other, first, last), strict=True))
        act, tip = partial(_change, **swapped), "The second period first"
        button("Swap", "swap_periods", act, icon="swap_vert", help=tip)
        _step_period("Later", "chevron_right", 1, known, view)


def _period(label: str, ends: tuple[str, str], known: tuple[Month, ...], view: View) -> None:
    def take(chosen: Month) -> None:
        """Take over an end; the other one follows if it would lie on the wrong side."""
        first, last = (st.session_state[f"period_{end}"] for end in ends)
        _change(
            **dict(zip(ends, (first, last) if first <= last else (chosen, chosen), strict=True))
        )

    with st.container(horizontal=True, vertical_alignment="bottom"):
        for end, words in zip(ends, (f"{label}: from", "to"), strict=True):
            state = bound(f"period_{end}", getattr(view, end), take)
            st.selectbox(words, known, format_func=dates.month, **state)


def _step_period(label: str, icon: str, by: int, known: tuple[Month, ...], view: View) -> None:
    moved = {name: shift_month(getattr(view, name), by) for name in _ENDS}
    way, is_end = label.lower(), not set(moved.values()) <= set(known)
    act, tip = partial(_change, **moved), f"Both periods one month {way}"
    button(label, f"periods_{way}", act, icon=icon, help=tip, disabled=is_end)


def _change(**changes: object) -> None:
    """Change the periods; those that the link did not name are named from now on."""
    if view := named(session.view()):
        session.change(**{name: getattr(view, name) for name in _ENDS} | changes)


# ---------------------------------------------------------------- rows of the summary, pictures


_ROWS = {
    Rows.MONTH_AND_PLACE: "Month and place",
    Rows.MONTH: "Month",
    Rows.PLACE: "Place",
    Rows.KIND: "Kind only",
}
_BY = {Panels.ORIGIN: "Place of origin", Panels.KIND: "Kind", Panels.COUNTRY: "Country and kind"}
_Option = TypeVar("_Option", Panels, Rows)


def rows(view: View) -> None:
    """Offer what a row of the summary is about, beside the kind."""
    _choice("A row for each", _ROWS, "rows", view.rows)


def by(view: View) -> None:
    """Offer what each small picture is about."""
    _choice("One picture for each", _BY, "by", view.by)


def _choice(label: str, options: Mapping[_Option, str], field: str, chosen: _Option) -> None:
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        required=True,
        **bound(field, chosen),
    )
