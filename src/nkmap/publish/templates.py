"""HTML from templates: what one of them shows is text, unless a renderer wrote it as markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nkmap import wording
from nkmap.addresses import is_web, site
from nkmap.characters import without_turns
from nkmap.figures import coverage, symbols
from nkmap.figures.colours import kind_colour
from nkmap.render.svg import Svg, colour_rules, of_colour, text, variables
from nkmap.schema import KINDS

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


def markdown(value: object) -> str:
    """Escape plain text for Markdown: it shows as text, on one line."""
    flat = " ".join(without_turns(str(value)).split())
    return _MARKDOWN.sub(r"\\\1", flat)


def _marked(written: Callable[..., str]) -> Callable[..., Markup]:
    return lambda *args, **named: Markup(written(*args, **named))  # noqa: S704 - it escapes


def _shown(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup(text(value))  # noqa: S704 - it escapes


_IN_CSS = Svg()
"""How the page writes what a template gives no ``svg`` for: in the variables of its style sheet."""
TEMPLATES = Environment(
    loader=PackageLoader("nkmap", ""),  # a template lies in the room that shows it
    autoescape=True,
    finalize=_shown,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals |= {
    "TEXTS": wording.TEXTS,
    "WORDS": wording.WORDS,
    "wording": {
        module.name: import_module(f"nkmap.wording.{module.name}")
        for module in iter_modules(wording.__path__)
    },
    "symbols": symbols,
    "KINDS": KINDS,
    "coverage": coverage,
    "kind_colour": kind_colour,
    "site": site,
    "of_colour": _marked(of_colour),
    "colour_rules": _marked(colour_rules),
    "variables": _marked(variables),
    "is_web": is_web,
    "sign": _marked(lambda drawing, svg: svg.sign(drawing)),
    "glyph": _marked(lambda kind, svg=_IN_CSS: svg.sign(symbols.glyph_icon(kind))),
}
# Text that keeps its own writing direction to itself.
TEMPLATES.filters["isolated"] = _marked(lambda value: f"<bdi>{_shown(value)}</bdi>")


def shown(template: str, **values: object) -> Markup:
    """Render a template of the package."""
    return Markup(TEMPLATES.get_template(template).render(values))  # noqa: S704


def _pieces(template: str) -> Any:
    """The macros of a template as functions; each says beside itself what it is given."""
    return TEMPLATES.get_template(template).module


fragments = _pieces("publish/fragments.html")
claim_panel = _pieces("publish/claim_panel.html")
source_list = _pieces("publish/source_list.html")
answers = _pieces("publish/answers.html")
slide_html = _pieces("publish/slide.html")
place_html = _pieces("publish/place.html")
countries_html = _pieces("publish/countries.html")
