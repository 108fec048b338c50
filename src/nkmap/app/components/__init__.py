"""Elements that Streamlit has no widget for, each a script beside this file with its style sheet.

All text is set with ``textContent``. ``show`` says which element, what it shows and what is called
on what it reports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from nkmap.app.session import uninterrupted
from nkmap.render import svg
from nkmap.web.assets import COMPONENT, MAP_HTML, MAP_STYLE, PLACE_STYLE

_FOLDER = Path(__file__).parent


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _element(name: str, html: str, css: str | None = None) -> Callable[..., Any]:
    """The element of a script, which finds ``el`` of ``create_element.js`` before it."""
    script = _read("create_element.js") + _read(f"{name}.js")
    style = _read(css) if css else None
    return st.components.v2.component(f"nkmap_{name}", html=html, css=style, js=script)


_STYLE = svg.colour_rules() + PLACE_STYLE


def _linked() -> Callable[..., Any]:
    """The element of markup that a page of the site holds, too, with the same style."""
    return st.components.v2.component(
        "nkmap_linked",
        html='<div class="linked"></div>',
        css=f".linked{{--sans:var(--st-font);--serif:var(--st-heading-font)}}{_STYLE}",
        js=_read("linked.js"),
    )


_ELEMENTS: dict[str, Callable[..., Any]] = {
    # The map, its months and what belongs to each choice of them, elements of their own, so that
    # the map comes first and other parts stand between. ``data`` has the name of its ``part``; what
    # a reader did is told with the number of the choice (``seq``), and what is sent back says which
    # one it answers (``echo``). Reports ``open`` (claim or place) and ``frame``, with the months
    # that were chosen and not told yet; and ``months``: first, last and seq.
    "map": st.components.v2.component("nkmap_map", html=MAP_HTML, css=MAP_STYLE, js=COMPONENT),
    # A table whose rows open claims. ``data``: caption, columns, styles, rows, the chosen id; the
    # beginning of a row's ``link``; what each column is sorted by (``keys``), with sorted and
    # descending; ``pages``: page, of how many, words. A cell of the style ``number`` is a pair:
    # what stands left of the line of digits' end, and what stands right of it. One of ``parts`` has
    # words in parts, names of places among them, whose address begins with ``place_link``. ``st.dataframe``
    # clips long text, and a clipped hedge is a changed fact; ``st.table`` cannot be chosen from.
    # Reports ``claim``, ``sort`` and ``page``.
    "table": _element("table", '<div class="wrap"></div>', "table.css"),
    # Choices with counts, which Streamlit's widgets show only as a part of the choice. ``facets``:
    # name, label, open, more (words), options: value, label, count, chosen, glyph. Reports a
    # ``choice``: the facet's name with all values that are then chosen.
    "facets": _element("facets", '<div class="facets"></div>', "facets.css"),
    # Markup of a template (``html``), whose links report what they ``open``: a claim, a place.
    "linked": _linked(),
    # Follows the links to pages of places (``data-place-page``), wherever in the page they stand;
    # reports which to ``open``.
    "place_links": _element("place_links", "<span hidden></span>"),
    # Choices to be taken away; reports which to ``drop`` by its place, -1 for all of them.
    "chips": _element("chips", '<div class="chips"></div>', "facets.css"),
    # The bar below a slide. A step is asked for by its number, so that keys pressed faster than
    # slides arrive are not lost. ``data``: step, of, titles, aside, the address of the second
    # window, and what that shows (``told``: counted, title, text, notes, next). Reports ``go``,
    # ``aside`` and ``leave``.
    "presenter": _element("presenter", _read("presenter.html"), "presenter.css"),
    # The presenter's second window with notes, what comes next and a clock. It follows the one with
    # the slides, and leads it, on a channel of the browser; without one it steps by itself.
    # ``data``: step, told. Reports ``go``.
    "notes_window": _element("notes_window", '<div class="window"></div>', "notes_window.css"),
    # The place of a part that brings scripts of its own; reports ``near`` once a reader is.
    "lazy_part": _element("lazy_part", '<div class="nk-near"></div>', "lazy_part.css"),
    # The reader's window, of which no widget tells. ``data``: what it has told (``known``: whether
    # it has; what was not is told in any case, the rest when something differs): width in steps,
    # dark, draws (by WebGL, which is asked only where the map ``moves``). Reports all as ``size``.
    "window_size": _element("window_size", "<span hidden></span>"),
    # Says that the connection is lost, and runs the page as soon as it is ``back``: Streamlit would
    # wait for a click, and lose that click. The new session takes the view from the address.
    "connection": _element("connection", "<span hidden></span>"),
    # Two buttons that press the keys by which deck.gl's map zooms.
    "zoom_buttons": st.components.v2.component(
        "nkmap_zoom_buttons", js=_read("zoom_buttons.js"), isolate_styles=False
    ),
}


def show(
    name: str, data: Mapping[str, Any] | str | None, key: str, **reports: Callable[[], object]
) -> Any:
    """Show an element; ``reports``: what to call on each thing it reports, by the name of that."""
    called = {f"on_{what}_change": uninterrupted(call) for what, call in reports.items()}
    return _ELEMENTS[name](data=data, key=key, **called)


def reported(key: str, name: str) -> Any:
    """What an element reported under a name; ``None`` where it reported nothing."""
    return st.session_state[key].get(name)
