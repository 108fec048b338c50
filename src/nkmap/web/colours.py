"""The colours of a published page: names instead of values, so that one page serves both themes.

Marks, panels and charts are drawn with a palette of stand-ins, none of which is a real colour of
the design, and each stand-in is then replaced by the name of a CSS variable. Only attributes that
our own code writes are touched: text from data is escaped and holds no attribute.
"""

from __future__ import annotations

import re
from dataclasses import fields
from html import unescape
from urllib.parse import unquote

from nkmap.figures.symbols import LIGHT, PALETTES, Palette, Theme
from nkmap.schema import Kind

_TOKENS = tuple(field.name for field in fields(Palette) if field.name != "kinds")


def _stand_in(number: int) -> str:
    return f"#F0E1{number:02X}"


NAMED = Palette(
    **{name: _stand_in(number) for number, name in enumerate(_TOKENS)},
    kinds={kind: _stand_in(64 + number) for number, kind in enumerate(LIGHT.kinds)},
)
"""The palette whose colours are stand-ins for names."""


def _kind_name(kind: Kind) -> str:
    return f"k-{kind.value.replace(' ', '-')}"


_NAMES = {getattr(NAMED, name): name for name in _TOKENS} | {
    colour: _kind_name(kind) for kind, colour in NAMED.kinds.items()
}
_ON_GROUND = {getattr(LIGHT, name): name for name in _TOKENS if name != "page"}
_COLOURED = re.compile(r'\b(fill|stroke|stop-color)="(#[0-9A-Fa-f]{6})"')
_PICTURE = re.compile(
    r'<img src="data:image/svg\+xml,([^"]*)" width="([\d.]+)" height="([\d.]+)" alt="([^"]*)">'
)
_FAMILY = re.compile(r' font-family="[^"]*"')


CHART = Palette(
    **{name: f"var(--{name})" for name in _TOKENS},
    kinds={kind: f"var(--{_kind_name(kind)})" for kind in LIGHT.kinds},
)
"""The palette of a page's charts: their renderer writes the names of colours as they are."""


def variables(theme: Theme) -> str:
    """Every colour of a theme as CSS declarations."""
    palette = PALETTES[theme]
    own = [f"--{name}:{getattr(palette, name)}" for name in _TOKENS]
    own += [f"--{_kind_name(kind)}:{colour}" for kind, colour in palette.kinds.items()]
    return ";".join(own)


def named(drawn: str) -> str:
    """SVG or HTML that was drawn with ``NAMED``, its colours as names and its pictures inline."""
    inline = _PICTURE.sub(_as_svg, drawn)
    return _COLOURED.sub(lambda m: f'{m[1]}="{_named(m[2], _NAMES)}"', _FAMILY.sub("", inline))


def named_ground(drawn: str) -> str:
    """The same for the ground of a map, whose file has the colours of the light theme."""
    return _COLOURED.sub(lambda m: f'{m[1]}="{_named(m[2], _ON_GROUND)}"', drawn)


def _named(colour: str, names: dict[str, str]) -> str:
    name = names.get(colour.upper())
    return f"var(--{name})" if name else colour


def _as_svg(found: re.Match[str]) -> str:
    """A picture in an address as elements of the page, which follow its theme."""
    picture = unquote(unescape(found[1]))
    words = f' role="img" aria-label="{found[4]}"' if found[4] else ' aria-hidden="true"'
    size = f'<svg class="nk-icon" width="{found[2]}" height="{found[3]}"{words}'
    return re.sub(r'^<svg xmlns="[^"]*" width="[^"]*" height="[^"]*"', size, picture)
