"""The symbol grammar in one place: colours, shapes and glyphs, for map, charts and controls.

Colour belongs to kinds of figure; everything else is ink. Kinds differ by shape and word as well.
The hex values were found by a search under contrast limits (WCAG 4.5 for text on every ground)
and for colour-blind readers; do not nudge one by eye.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from urllib.parse import quote

from nkmap.schema import MILITARY, Kind
from nkmap.view import slug

Theme = Literal["light", "dark"]
Rgba = tuple[int, int, int, int]

KIND = "kind."
"""What the names of the kinds' colours begin with."""
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

    def kind(self, kind: Kind, group: str = "") -> str:
        """The kind's colour, by the rule of ``drawing.kind_colour``."""
        return self.ink2 if group in MILITARY else self.kinds.get(kind, self.ink2)

    @cached_property
    def named(self) -> dict[str, str]:
        """Every colour by the name that a drawing knows it by."""
        plain = {name: value for name, value in vars(self).items() if isinstance(value, str)}
        return plain | {f"{KIND}{slug(kind)}": value for kind, value in self.kinds.items()}


LIGHT = Palette(
    page="#FFFFFF",
    panel="#F7F6F2",
    sea="#DFE7EB",
    land="#F3F1EC",
    focus="#FFFFFF",
    ink="#16191C",
    ink2="#4B5157",
    ink3="#5F666C",
    border="#7C8185",
    hatch="#7E8386",
    line="#D9D8D2",
    river="#3F6B84",
    warn="#8C1C13",
    kinds={
        Kind.DEPARTED: "#0A53D6",
        Kind.ARRIVED: "#0A53D6",
        Kind.SELECTED: "#A8450A",
        Kind.PRESENT: "#0A7244",
        Kind.TURNED_BACK: "#6C0E71",
        Kind.RETURNED: "#6C0E71",
        Kind.CANCELLED: "#5C656D",
        Kind.PLANNED: "#4C3804",
        Kind.BORDER_ENTRIES: "#16191C",
    },
)

DARK = Palette(
    page="#121518",
    panel="#1B2024",
    sea="#0D1114",
    land="#22282D",
    focus="#30383F",
    ink="#F1F2EF",
    ink2="#C3C8CB",
    ink3="#A3AAAF",
    border="#808A93",
    hatch="#737E88",
    line="#343B41",
    river="#7FB0CC",
    warn="#FF9C90",
    kinds={
        Kind.DEPARTED: "#79A9FF",
        Kind.ARRIVED: "#79A9FF",
        Kind.SELECTED: "#F3904D",
        Kind.PRESENT: "#24DB86",
        Kind.TURNED_BACK: "#D889C7",
        Kind.RETURNED: "#D889C7",
        Kind.CANCELLED: "#BDBDBD",
        Kind.PLANNED: "#F8DB63",
        Kind.BORDER_ENTRIES: "#F1F2EF",
    },
)

PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK}


def rgba(colour: str, opacity: float = 1.0) -> Rgba:
    """A hex colour as red, green, blue, alpha from 0 to 255."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue, round(opacity * 255)


def data_uri(picture: str) -> str:
    """A picture inside an address, so that nothing has to be fetched for it."""
    return "data:image/svg+xml," + quote(picture, safe=" =:/<>'()")
