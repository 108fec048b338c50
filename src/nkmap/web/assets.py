"""What pages bring: scripts, styles and fonts, and the parts that a drawn map is made of.

A map's script, style and parts are the same in the dashboard and in a published page.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from nkmap.cite import FORMATS, Citation
from nkmap.project_files import METHODOLOGY, STATIC_FOLDER
from nkmap.render import svg


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


MAP_SCRIPT = _read("map.js") + _read("months.js")
"""The map and the choice of months below it.

``show`` is called for each part of a page, again whenever its data change.
"""
COMPONENT = MAP_SCRIPT + _read("map_component.js")
"""The script as Streamlit loads it.

What a reader did is told as a state with its time: a trigger is told once, and Streamlit loses it
where another message arrives before its run has begun.
"""
PAGE_SCRIPT = f"'use strict';\n{MAP_SCRIPT}\n{_read('page.js')}"
"""The script with what answers it in a published page, where there is no server."""
WAITING = _read("wait_for_map.js")
MAP_HTML = '<div class="nk-map"></div>' + "".join(
    f'<template data-part="{part}">{_read(f"{part}_part.html")}</template>'
    for part in ("map", "months")
)
"""What the script fills, and what its parts are made of."""
MAP_STYLE = _read("map.css")
PLACE_STYLE = _read("place.css") + _read("countries.css")
"""The same of a place's page, and of the tables beside the map of the world."""


def page_style(*, with_fonts: bool = False) -> str:
    """The style sheet of a published page: light, dark and on paper, wide and on a phone.

    It names the fonts that it needs, or holds them.
    """
    light, dark = f":root{{{svg.variables('light')}}}", f":root{{{svg.variables('dark')}}}"
    on_dark = f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    fonts = _read("fonts.css")
    for path, font in font_files().items() if with_fonts else ():
        coded = base64.b64encode(font).decode()
        fonts = fonts.replace(f"url({path})", f"url(data:font/woff2;base64,{coded})")
    return f"{fonts}{light}{on_dark}{svg.colour_rules()}{MAP_STYLE}{_read('page.css')}{PLACE_STYLE}"


def font_files() -> dict[str, bytes]:
    """The fonts that the style sheet names, by their paths."""
    files = sorted((STATIC_FOLDER / "fonts" / "web").iterdir())
    return {f"fonts/{file.name}": file.read_bytes() for file in files}


def forms(citation: Citation, formats: Iterable[str] = FORMATS) -> list[tuple[str, str]]:
    """A citation in several formats: the name of each, and how it is written there."""
    return [(FORMATS[name].label, FORMATS[name].make(citation)) for name in formats]


def methodology(below: int) -> Markup:
    """How figures are coded: docs/methodology.md as HTML, with any HTML in it as text.

    Its parts have headings of the order after that of its title, which is ``below``.
    """
    words = MarkdownIt("commonmark", {"html": False}).enable("table")
    _title, _, rest = METHODOLOGY.read_text(encoding="utf-8").partition("\n")
    tokens = words.parse(rest)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) + below - 1}"
    return Markup(words.renderer.render(tokens, words.options, {}))  # noqa: S704 - it escapes
