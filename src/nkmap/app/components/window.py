"""The reader's window: its width, its theme and whether it draws maps.

No widget tells any of these.

It also tells Streamlit's widgets that the page is in English.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nkmap.app.callbacks import uninterrupted
from nkmap.app.components.element import read

_window = st.components.v2.component(
    "nkmap_window", html="<span hidden></span>", js=read("window.js")
)


def window_watch(
    width: int, on_change: Callable[[], None], *, known: bool, dark: bool, draws: bool, moves: bool
) -> None:
    """Watch the reader's window; reports, in steps of pixels, only when something differs.

    ``known``: whether the width was reported; what was not is reported in any case. ``dark``: whether the page wears the dark theme. ``draws``: whether the browser can draw by
    WebGL, which it is asked only where the map is one that ``moves``.
    """
    _window(
        data={"width": width, "known": known, "dark": dark, "draws": draws, "moves": moves},
        key="window_watch",
        on_size_change=uninterrupted(on_change),
    )
