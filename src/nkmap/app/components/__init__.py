"""Small components Streamlit has no widget for. They set text with ``textContent`` only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from nkmap.app.session import uninterrupted
from nkmap.web.assets import COMPONENT, MAP_HTML, MAP_STYLE


def read(name: str) -> str:
    """The text of a file of this folder."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def script(name: str) -> str:
    """A script that makes elements: ``element.js``, then its own file."""
    return read("element.js") + read(name)


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


def states(text: str, key: str) -> None:
    """What belongs to each choice of months, as JSON; nothing of it is seen."""
    _part(data=text, key=key)


def told(key: str, name: str) -> dict[str, Any]:
    """What an element reported under a name; empty where it reported nothing."""
    value = st.session_state[key].get(name)
    return value if isinstance(value, dict) else {}


_facets = st.components.v2.component(
    "nkmap_facets",
    html='<div class="facets"></div>',
    css=read("facets.css"),
    js=script("facets.js"),
)
_chips = st.components.v2.component(
    "nkmap_chips", html='<div class="chips"></div>', css=read("facets.css"), js=read("chips.js")
)


def facet_list(facets: Sequence[dict[str, Any]], key: str, on_choice: Callable[[], None]) -> None:
    """Facets: name, label, open, more (words), options: value, label, count, chosen, glyph.

    A choice is reported as the facet's name with all the values that are then chosen.
    """
    _facets(data={"facets": list(facets)}, key=key, on_choice_change=uninterrupted(on_choice))


def chips(words: Sequence[str], key: str, on_drop: Callable[[], None]) -> None:
    """Choices that can be taken away; reports which one by its place, -1 for all of them."""
    _chips(data={"chips": list(words)}, key=key, on_drop_change=uninterrupted(on_drop))


_near = st.components.v2.component(
    "nkmap_near", html='<div class="nk-near"></div>', css=read("near.css"), js=read("near.js")
)


def near(key: str, on_near: Callable[[], None]) -> None:
    """Keep a place, and report once when it is about to be seen."""
    _near(key=key, on_near_change=uninterrupted(on_near), default={"near": False})


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


_table = st.components.v2.component(
    "nkmap_table", html='<div class="wrap"></div>', css=read("table.css"), js=script("table.js")
)


def claim_table(
    data: dict[str, Any],
    key: str,
    on_choose: Callable[[], None],
    on_sort: Callable[[], None] | None = None,
    on_page: Callable[[], None] | None = None,
) -> None:
    """A table whose rows open claims. ``data``: caption, columns, styles, rows, chosen id.

    It may also hold ``keys``, what each column is sorted by, with ``sorted`` and ``descending``;
    ``link``, the beginning of a row's link, before the id; and ``pages``: page, of how many, words.
    A cell of the style ``number`` is a pair: what stands left of the line of digits' end, and what
    stands right of it.
    """
    _table(
        data=data,
        key=key,
        on_claim_change=uninterrupted(on_choose),
        on_sort_change=uninterrupted(on_sort or _nothing),
        on_page_change=uninterrupted(on_page or _nothing),
    )


def _nothing() -> None:
    """A table that is not sorted or paged reports neither."""


_window_component = st.components.v2.component(
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
    told = _window_component(
        data={"width": width, "known": known, "dark": dark, "draws": draws, "moves": moves},
        key="window_watch",
        on_size_change=uninterrupted(lambda: None),  # without one, what it tells is not kept
    )
    size: dict[str, Any] | None = told.size
    return size


__all__ = [
    "chips",
    "claim_table",
    "connection_watch",
    "drawn_map",
    "facet_list",
    "month_choice",
    "near",
    "notes_window",
    "presenter_bar",
    "states",
    "told",
    "window_watch",
]
