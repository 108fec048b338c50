"""The symbol grammar in one place: colours, shapes and glyphs, for map, charts and controls.

Colour belongs to kinds of figure; everything else is ink. Kinds differ by shape and word as well.
The hex values were found by a search under contrast limits (WCAG 4.5 for text on every ground)
and for colour-blind readers; do not nudge one by eye.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from nkmap.schema import KINDS, MILITARY, Kind
from nkmap.view import slug

Theme = Literal["light", "dark"]

Colour = str
"""A name: a field of ``Palette`` or ``kind-`` and a kind's slug; empty for none."""

FONT = "Source Sans"
"""The font Streamlit bundles; other scripts fall back to the reader's own fonts."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as hex strings."""

    page: str
    panel: str
    sea: str
    land: str
    focus: str
    ink: str
    ink2: str
    ink3: str
    border: str
    hatch: str
    line: str
    river: str
    warn: str
    kinds: dict[Kind, str] = field(hash=False)

    @cached_property
    def named(self) -> dict[str, str]:
        """Every colour by the name that a drawing knows it by."""
        plain = {name: value for name, value in vars(self).items() if isinstance(value, str)}
        return plain | {_name(kind): value for kind, value in self.kinds.items()}


_COLOURS = {
    # Of light and of dark pages.
    "page": ("#FFFFFF", "#121518"),
    "panel": ("#F7F6F2", "#1B2024"),
    "sea": ("#DFE7EB", "#0D1114"),
    "land": ("#F3F1EC", "#22282D"),
    "focus": ("#FFFFFF", "#30383F"),
    "ink": ("#16191C", "#F1F2EF"),
    "ink2": ("#4B5157", "#C3C8CB"),
    "ink3": ("#5F666C", "#A3AAAF"),
    "border": ("#7C8185", "#808A93"),
    "hatch": ("#7E8386", "#737E88"),
    "line": ("#D9D8D2", "#343B41"),
    "river": ("#3F6B84", "#7FB0CC"),
    "warn": ("#8C1C13", "#FF9C90"),
}
LIGHT, DARK = (
    Palette(
        **{name: pair[number] for name, pair in _COLOURS.items()},
        kinds={kind: rule.colours[number] for kind, rule in KINDS.items() if rule.colours},
    )
    for number in (0, 1)
)
PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK}


def kind_colour(kind: Kind | None, group: str = "") -> Colour:
    """The name of a kind's colour; kinds without a figure, and the military, are told in ink.

    A soldier in the colour of workers would read as one of them.
    """
    if kind is None or KINDS[kind].colours is None or group in MILITARY:
        return "ink2"
    return _name(kind)


def _name(kind: Kind) -> Colour:
    return f"kind-{slug(kind)}"
