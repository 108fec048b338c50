"""What the templates of published pages are given beside claims: citations and the method."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markupsafe import Markup

from nkmap.cite import FORMATS, Citation
from nkmap.shipped import METHODOLOGY


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
