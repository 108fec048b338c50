"""The colours by their names, for map, charts and controls.

Colour belongs to kinds of figure; everything else is ink. Kinds differ by shape and word as well.
Their values stand in ``colours.toml``, those of kinds in ``schema/kinds.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as File
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


_COLOURS = tomllib.loads(File(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
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
