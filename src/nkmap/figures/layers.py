"""Rows and layers of the map: the few forms of deck.gl layer that are used, and what a row holds.

pydeck turns plain strings into expressions, so constants are wrapped in ``String``; rows carry
short field names because they are sent again with every change of the view: ``p`` position, ``t``
text, ``k`` colour, ``s`` size, ``a`` anchor or angle, ``o`` offset, ``i`` icon or its cut,
``c`` claim ids; a line goes from ``p`` to ``e``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

import pydeck as pdk
from pydeck.types import String

from nkmap.claim import Claim
from nkmap.figures import icons
from nkmap.figures.frames import Camera
from nkmap.figures.icons import Icon
from nkmap.figures.labels import Box
from nkmap.figures.prepared import Place
from nkmap.figures.symbols import FONT, Palette, Theme, data_uri, rgba
from nkmap.view import Frame

Row = dict[str, Any]

LEAST_TEXT = 18.0
"""Pixels; what is smaller is lost when a slide is shared over a video call."""
_NARROW_SHARE, _SLIDE_SHARE = 0.56, 0.36
"""How much of a phone's map, and of a slide's, a plate or a label may be wide."""
_SLIDE_SCALE, _LEAST_SCALE, _SLIDE_WIDTH = 1.6, 1.25, 1139.0


@dataclass(frozen=True)
class Look:
    """How a scene is to be shown: theme, camera, what is selected, which layers flip."""

    theme: Theme
    palette: Palette
    frame: Frame
    camera: Camera
    selected_claim: str | None = None
    selected_place: str | None = None
    jitter: int = 0
    """Changes when a frame is chosen again, so that the camera goes back to it."""
    turn: int = 0
    """Changes with every selection: clears the browser's own notion of what is selected."""
    slide: bool = False
    """Whether it is drawn for a briefing: larger, and without anything to control."""
    in_file: bool = False
    """Whether it is drawn into a file: nothing to control, and nothing left to be fetched."""
    glide: int = 0
    """Milliseconds in which the camera of a slide goes to another place; without, it jumps."""
    covered: tuple[Box, ...] = ()
    """Parts of the picture of a slide or a file, in pixels, that something else stands over."""

    @property
    def scale(self) -> float:
        """How much larger than on a page everything is drawn."""
        if not self.slide:
            return 1.0
        return min(_SLIDE_SCALE, max(_LEAST_SCALE, self.camera.width * _SLIDE_SCALE / _SLIDE_WIDTH))

    def text(self, size: float) -> float:
        """A page's text size in pixels, as it is drawn here."""
        return max(LEAST_TEXT, round(size * self.scale, 1)) if self.slide else size

    def line(self, width: float) -> float:
        """A page's line width in pixels, as it is drawn here."""
        return max(icons.LEAST_LINE, round(width * self.scale, 2)) if self.slide else width

    def mark(self, size: float) -> float:
        """A page's length in a mark in pixels, as it is drawn here."""
        return round(size * self.scale, 2) if self.slide else size

    @property
    def narrow(self) -> bool:
        """Whether the labels are a phone's."""
        return self.camera.is_narrow

    @property
    def is_tight(self) -> bool:
        """Whether words are as large for the picture as to need several lines."""
        return self.narrow or self.slide

    @property
    def room(self) -> float:
        """How many pixels a plate or a label may be wide."""
        if self.narrow:
            return self.camera.width * _NARROW_SHARE
        return self.camera.width * _SLIDE_SHARE if self.slide else self.camera.width


def point(place: Place) -> list[float]:
    """A place as longitude and latitude in degrees."""
    return [round(place.lon, 5), round(place.lat, 5)]


def lonlat(camera: Camera, x: float, y: float) -> list[float]:
    """The longitude and latitude under a pixel of the frame's picture."""
    lon, lat = camera.point(x, y)
    return [round(lon, 5), round(lat, 5)]


MOST_IDS, FEW_IDS = 30, 5
"""Claims up to which a row names all by id; of more, how many. The table has them all."""


def ids(claims: Sequence[Claim]) -> list[str]:
    """The ids a row carries: those of its claims, or of the first of very many."""
    told = claims if len(claims) <= MOST_IDS else claims[:FEW_IDS]
    return [claim.claim_id for claim in told]


def icon_row(
    icon: Icon, position: list[float], address: str = "", *, stencil: bool = False, **extra: Any
) -> Row:
    """A row of an icon layer; an icon without an address travels inside the row."""
    size = icons.SHARPNESS
    picture: Row = {
        "url": address or data_uri(icon.picture),
        "width": math.ceil(icon.width * size),
        "height": math.ceil(icon.height * size),
        "anchorX": round(icon.anchor_x * size, 1),
        "anchorY": round(icon.anchor_y * size, 1),
    }
    if stencil:  # only the shape counts, the layer gives the colour
        picture["mask"] = True
    return {"p": position, "i": picture, "s": round(icon.height, 1), **extra}


def icon_layer(name: str, rows: list[Row], **extra: object) -> list[pdk.Layer]:
    """A layer of icons. Layers stay when they are empty: a new one means shaders to compile."""
    return [
        pdk.Layer(
            "IconLayer",
            rows,
            id=name,
            get_icon="i",
            get_position="p",
            get_size="s",
            **extra,
        )
    ]


def line_rows(path: Sequence[list[float]]) -> list[Row]:
    """The straight pieces of a path as rows of a layer of lines."""
    return [{"p": start, "e": end} for start, end in pairwise(path)]


def line_layer(name: str, data: list[Row] | str, colour: Sequence[int], width: float) -> pdk.Layer:
    """A layer of straight lines in one colour, from rows or from a file; width in pixels.

    deck.gl's layer of paths takes several times as long to compile, and twice for dashes.
    """
    return pdk.Layer(
        "LineLayer",
        data,
        id=name,
        get_source_position="p",
        get_target_position="e",
        get_color=list(colour),
        get_width=width,
        width_units=String("pixels"),
    )


def path_layer(
    name: str,
    rows: list[Row],
    colour: Sequence[int],
    width: float,
    dash: tuple[float, float] | None = None,
) -> pdk.Layer:
    """A layer of lines in one colour; width in pixels, dashes in halves of it.

    For what is dashed along its whole length at every zoom, and seldom drawn.
    """
    extra: dict[str, Any] = {}
    if dash:
        extra = {
            "get_dash_array": list(dash),
            # Without high precision the dashes start anew at each of the bent line's points.
            "extensions": [
                {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}
            ],
        }
    return pdk.Layer(
        "PathLayer",
        rows,
        id=name,
        get_path="path",
        get_color=list(colour),
        get_width=width,
        width_units=String("pixels"),
        cap_rounded=False,
        **extra,
    )


def text_row(
    text: str,
    position: list[float],
    colour: str,
    size: float,
    anchor: str = "middle",
    dx: float = 0.0,
    dy: float = 0.0,
) -> Row:
    """A row of a text layer: size and offset in pixels."""
    return {
        "p": position,
        "t": text,
        "k": list(rgba(colour))[:3],
        "s": size,
        "a": anchor,
        "o": [round(dx, 1), round(dy, 1)],
    }


class Weight(StrEnum):
    """The fonts of the map, as CSS weights.

    deck.gl keeps three glyph atlases; with a fourth font every change draws all of them again,
    which took longer than the map itself.
    """

    BOLD = "700"
    NOTE = "italic 600"
    LIGHT = "400"


def text_layer(name: str, rows: list[Row], weight: Weight, halo: str | None) -> pdk.Layer:
    """A layer of text in one weight, with a halo in that colour or none."""
    return pdk.Layer(
        "TextLayer",
        rows,
        id=name,
        get_text="t",
        get_position="p",
        get_color="k",
        get_size="s",
        get_text_anchor="a",
        get_pixel_offset="o",
        font_family=String(f"{FONT}, sans-serif"),
        font_weight=String(weight.value),
        character_set=String("auto"),
        # The same settings with and without a halo: other settings are another atlas.
        font_settings={"sdf": True, "fontSize": 48, "buffer": 6, "radius": 12},
        outline_width=5 if halo else 0,
        outline_color=list(rgba(halo, 0.92)) if halo else [0, 0, 0, 0],
    )
