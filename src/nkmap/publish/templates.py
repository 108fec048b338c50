"""HTML from templates: what one of them shows is text, unless a renderer wrote it as markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nkmap import wording
from nkmap.publish import escape
from nkmap.render.svg import of_colour


def _shown(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup(escape.text(value))  # noqa: S704


TEMPLATES = Environment(
    loader=PackageLoader("nkmap", ""),  # a template lies beside the module that fills it
    autoescape=True,
    finalize=_shown,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


_P = ParamSpec("_P")


def _marked(written: Callable[_P, str]) -> Callable[_P, Markup]:
    return lambda *args, **named: Markup(written(*args, **named))  # noqa: S704 - it escapes


TEMPLATES.globals |= {
    "wording": wording,
    "of_colour": _marked(of_colour),
    "link": _marked(escape.link),
    "site": escape.site,
}
TEMPLATES.filters |= {"isolated": _marked(escape.isolated), "xml": _marked(escape.svg)}


def shown(template: str, **values: object) -> Markup:
    """A template of the package with what it shows."""
    return Markup(TEMPLATES.get_template(template).render(values))  # noqa: S704


def macros(template: str) -> dict[str, Callable[..., Markup]]:
    """The pieces that a template of the package declares, by their names."""
    return vars(TEMPLATES.get_template(template).module)
