"""The reader's window: its width, its theme and whether it draws maps.

No widget tells any of these.

It also tells Streamlit's widgets that the page is in English.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from nkmap.app.callbacks import uninterrupted
from nkmap.app.components.element import read

_window = st.components.v2.component(
    "nkmap_window", html="<span hidden></span>", js=read("window.js")
)


def window_watch(
    width: int, *, known: bool, dark: bool, draws: bool, moves: bool
) -> dict[str, Any] | None:
    """Watch the reader's window; what the browser told of it last: width in steps, dark, draws.

    A browser that comes back to a server that knows nothing of it tells it with its first message.
    ``known``: whether the width was told; what was not is told in any case, the rest whenever
    something differs. ``dark``: whether the page wears the dark theme. ``draws``: whether the
    browser can draw by WebGL, which it is asked only where the map is one that ``moves``.
    """
    told = _window(
        data={"width": width, "known": known, "dark": dark, "draws": draws, "moves": moves},
        key="window_watch",
        on_size_change=uninterrupted(lambda: None),  # without one, what it tells is not kept
    )
    size: dict[str, Any] | None = told.size
    return size
