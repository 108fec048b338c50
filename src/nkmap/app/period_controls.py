"""The choices of the page that sets two periods side by side. Each changes the link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from nkmap import months
from nkmap.app import held, session
from nkmap.app.callbacks import uninterrupted
from nkmap.months import Month
from nkmap.view import Panels, Rows, View
from nkmap.wording import dates

_ROWS = {
    Rows.MONTH_AND_PLACE: "Month and place",
    Rows.MONTH: "Month",
    Rows.PLACE: "Place",
    Rows.KIND: "Kind only",
}
_BY = {Panels.ORIGIN: "Place of origin", Panels.KIND: "Kind"}

_Option = TypeVar("_Option", Panels, Rows)

_ENDS = ("first", "last", "versus_first", "versus_last")
"""The fields of the view that the two periods take."""


def covered(view: View) -> tuple[Month, ...]:
    """The months that the layers shown cover, with those of both periods."""
    found = held.library().known.months_of(view)
    own = [month for month in (view.versus_first, view.versus_last) if month]
    return months.between(min(*found, *own), max(*found, *own)) if found else ()


def named(view: View) -> View | None:
    """The view with both periods named; None when no claim has a month.

    Where the link names none, the month that most claims touch, the later one of several, is set
    against the month before it, else the one after it. A period that is named alone is set
    against the months that follow it, else those before.
    """
    known = covered(view)
    if not known:
        return None
    if not view.limits_months and not (view.versus_first or view.versus_last):
        most = _most_touched(view, known)
        before, _ = _beside((most, most), known, (-1, 1))
        first, second = sorted((before, most))
        return view.with_(first=first, last=first, versus_first=second, versus_last=second)
    own = (view.first or known[0], view.last or known[-1])
    other = (view.versus_first or view.versus_last, view.versus_last or view.versus_first)
    if not view.limits_months:
        own = _beside((other[0] or own[0], other[1] or own[1]), known, (-1, 1))
    elif other[0] is None or other[1] is None:
        other = _beside(own, known, (1, -1))
    return view.with_(**dict(zip(_ENDS, (*own, *other), strict=True)))


def _most_touched(view: View, known: tuple[Month, ...]) -> Month:
    touched = held.touched(view, known)
    return max(known, key=lambda month: (touched[month], month))


def _beside(
    period: tuple[Month, Month], known: tuple[Month, ...], ways: tuple[int, int]
) -> tuple[Month, Month]:
    """As many months right after or right before a period, the first way that is covered."""
    length = len(months.between(*period))
    for way in ways:
        moved = months.shift(period[0], way * length), months.shift(period[1], way * length)
        if known[0] <= moved[0] and moved[1] <= known[-1]:
            return moved
    return period


def spanning(view: View) -> View:
    """The view over both periods and what lies between, for choices that hold for both."""
    ends = [month for name in _ENDS if (month := getattr(view, name))]
    return view.with_(first=min(ends), last=max(ends))


def periods(view: View) -> None:
    """Both periods, each from and to; a step for both, and which is the first."""
    known = covered(view)
    _period("First period (hollow)", ("first", "last"), known, view)
    _period("Second period (filled)", ("versus_first", "versus_last"), known, view)
    with st.container(horizontal=True, key="period_steps"):
        _step("Earlier", ":material/chevron_left:", -1, known, view)
        swapped = dict(zip(_ENDS, (*_period_of(view, 2), *_period_of(view, 0)), strict=True))
        st.button(
            "Swap", icon=":material/swap_vert:", key="swap_periods", help="The second period first",
            on_click=uninterrupted(_change), kwargs=swapped,
        )  # fmt: skip
        _step("Later", ":material/chevron_right:", 1, known, view)


def _period_of(view: View, start: int) -> tuple[Month | None, Month | None]:
    first, last = _ENDS[start : start + 2]
    return getattr(view, first), getattr(view, last)


def _period(label: str, ends: tuple[str, str], known: tuple[Month, ...], view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, words in zip(ends, (f"{label}: from", "to"), strict=True):
            st.session_state[f"period_{name}"] = getattr(view, name)
            st.selectbox(
                words,
                known,
                key=f"period_{name}",
                format_func=dates.month,
                on_change=uninterrupted(_set_end),
                args=(name, ends),
            )


def _set_end(name: str, ends: tuple[str, str]) -> None:
    """Take over one end of a period; the other one follows if it would lie on the wrong side."""
    chosen = {end: st.session_state[f"period_{end}"] for end in ends}
    if chosen[ends[0]] > chosen[ends[1]]:
        chosen = dict.fromkeys(ends, chosen[name])
    _change(**chosen)


def _step(label: str, icon: str, by: int, known: tuple[Month, ...], view: View) -> None:
    moved = {name: months.shift(getattr(view, name), by) for name in _ENDS}
    inside = all(month in known for month in moved.values())
    st.button(
        label,
        icon=icon,
        key=f"periods_{label.lower()}",
        help=f"Both periods one month {label.lower()}",
        on_click=uninterrupted(_change),
        kwargs=moved,
        disabled=not inside,
    )


def _change(**changes: object) -> None:
    """Change the periods; those that the link did not name are named from now on."""
    view = named(session.view())
    if view:
        session.change(**{name: getattr(view, name) for name in _ENDS} | changes)


def rows(view: View) -> None:
    """What a row of the summary is about, beside the kind."""
    _choice("A row for each", "rows", _ROWS, view)


def by(view: View) -> None:
    """What each small picture is about."""
    _choice("One picture for each", "by", _BY, view)


def _choice(label: str, name: str, options: Mapping[_Option, str], view: View) -> None:
    st.session_state[name] = getattr(view, name)
    st.segmented_control(
        label,
        list(options),
        format_func=lambda option: options[option],
        key=name,
        required=True,
        on_change=uninterrupted(lambda: session.change(**{name: st.session_state[name]})),
    )
