"""Files that are made when their button is pressed, on threads of their own, two at a time.

Many readers at once would leave nothing for those who only look; here they queue. Until its file is
there a button shows a turning sign and cannot be pressed again: that is Streamlit's own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

MOST_AT_ONCE = 2
"""Files that are made at the same time, whoever asked for them."""
_TURNS = threading.BoundedSemaphore(MOST_AT_ONCE)


def download(
    label: str, make: Callable[[], bytes], name: str, mime: str, key: str, **options: Any
) -> None:
    """Show a button for a file, which ``make`` makes on a thread that knows no session."""
    st.download_button(
        label,
        partial(in_turn, make),
        file_name=name,
        mime=mime,
        key=key,
        on_click="ignore",
        **{"icon": ":material/download:"} | options,
    )


def in_turn(make: Callable[[], bytes]) -> bytes:
    """Make the file when its turn comes."""
    with _TURNS:
        return make()
