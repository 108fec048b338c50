"""The map of a page, its months, and what belongs to each choice of months: one script.

The three are elements of their own, so that the map comes first and the page's other parts stand
between them. What the reader did is told with the number of the choice (``seq``); what is sent back
says which number it answers (``echo``): docs/decisions has the reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from nkmap.app.callbacks import uninterrupted
from nkmap.web.assets import COMPONENT, MAP_HTML, MAP_STYLE

_part = st.components.v2.component("nkmap_map", html=MAP_HTML, css=MAP_STYLE, js=COMPONENT)


def drawn_map(
    data: Mapping[str, Any], key: str, on_open: Callable[[], None], on_frame: Callable[[], None]
) -> None:
    """Frames, the drawing in one or more layouts, tips and legend.

    Reports ``open`` (``claim`` or ``place``) and ``frame``, each with the ``months`` that were
    chosen and not told yet.
    """
    _part(
        data={"part": "map", **data},
        key=key,
        on_open_change=uninterrupted(on_open),
        on_frame_change=uninterrupted(on_frame),
    )


def month_choice(data: Mapping[str, Any], key: str, on_months: Callable[[], None]) -> None:
    """What is counted, and the choice of months; reports ``months``: first, last and ``seq``."""
    _part(data={"part": "months", **data}, key=key, on_months_change=uninterrupted(on_months))


def moments(text: str, key: str) -> None:
    """What belongs to each choice of months, as JSON; nothing of it is seen."""
    _part(data=text, key=key)


def told(key: str, name: str) -> dict[str, Any]:
    """What an element reported under a name; empty where it reported nothing."""
    value = st.session_state[key].get(name)
    return value if isinstance(value, dict) else {}
