"""Says that the connection is lost, and shows the same view when it is back.

Streamlit greys its own controls, shows nothing else for some seconds and then a window that says
"Connection failed with status 502". When it is connected again to a server that knows nothing of the
reader, it waits for a click, and that click is lost. So the page is run as soon as it is back: the
new session takes the view from the address, which held it all the time.
"""

from __future__ import annotations

import streamlit as st

from nkmap.app.callbacks import uninterrupted
from nkmap.app.components.element import script

LOST = (
    "Connection lost. What you see stays, and the page comes back to this very view as soon as the "
    "server answers."
)
BACK = "Connected again, to the same view."
BACK_WITHOUT_STORY = (
    "Connected again, to the same view. The steps of your own briefing were lost with the server; "
    "open their story.csv again."
)
EVENT = "nkmap-connection"
"""What a window tells its own parts when the connection is lost (``true``) or back (``false``)."""

_JS = (
    script("connection.js")
    .replace("LOST", LOST)
    .replace("BARE", BACK_WITHOUT_STORY)
    .replace("BACK", BACK)
    .replace("EVENT", EVENT)
)

_connection = st.components.v2.component("nkmap_connection", html="<span hidden></span>", js=_JS)


def connection_watch(*, own: bool) -> None:
    """Watch the connection, on every page; ``own``: whether the session holds a story of its own."""
    _connection(data={"own": own}, key="connection_watch", on_back_change=uninterrupted(_run))


def _run() -> None:
    """Nothing has changed; that the page runs is all that is asked for."""
