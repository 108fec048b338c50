"""The bar below a slide, and the presenter's second window with notes, what comes next and a clock.

Streamlit's buttons know one key each and no clock. A step is asked for by its number, so that keys
pressed faster than slides arrive are not lost. Windows of one browser follow each other on a
channel of their own; nothing is sent anywhere. Text is set with ``textContent`` only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from nkmap.app.callbacks import uninterrupted
from nkmap.app.components.connection import EVENT
from nkmap.app.components.element import read, script


def _script(name: str) -> str:
    return script(name).replace("CHANNEL", "nkmap-briefing").replace("EVENT", EVENT)


_bar = st.components.v2.component(
    "nkmap_presenter",
    html=read("presenter.html"),
    css=read("presenter.css"),
    js=_script("presenter.js"),
)
_window = st.components.v2.component(
    "nkmap_notes_window",
    html='<div class="window"></div>',
    css=read("notes_window.css"),
    js=_script("notes_window.js"),
)


def presenter_bar(
    data: dict[str, Any],
    on_go: Callable[[], None],
    on_aside: Callable[[], None],
    on_leave: Callable[[], None],
) -> None:
    """The bar of a slide. ``data``: step, of, titles, aside, the second window's address, ``told``.

    ``told`` is what the second window shows: counted, title, text, notes, next.
    """
    _bar(
        data=data,
        key="presenter",
        on_go_change=uninterrupted(on_go),
        on_aside_change=uninterrupted(on_aside),
        on_leave_change=uninterrupted(on_leave),
    )


def notes_window(data: dict[str, Any], on_go: Callable[[], None]) -> None:
    """The second window; it follows the one with the slides, and leads it. ``data``: step, ``told``.

    Without one it steps by itself.
    """
    _window(data=data, key="notes_window", on_go_change=uninterrupted(on_go))
