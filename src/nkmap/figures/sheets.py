"""Marks and plates cut from sheets: pictures that a browser fetches once and keeps.

A picture for each size has to be read before it can be drawn, so that a step to another month drew
the map twice, the second time late. A cut of a sheet that is there already is drawn at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from nkmap.figures import icons
from nkmap.figures.icons import SHARPNESS, Icon
from nkmap.figures.outlines import STATIC
from nkmap.figures.prepared import UNKNOWN_RADIUS, ZERO_RADIUS, Mark
from nkmap.figures.symbols import PALETTES, Theme, svg
from nkmap.schema import KINDS, Kind, Measure
from nkmap.view import slug

_STEP = 1.2
RUNGS = tuple(round(4.0 * _STEP**step, 2) for step in range(14))
"""Radii in pixels that shapes are drawn for; what lies between is scaled, its lines with it."""
_WIDTH, _GAP = 1024, 8
"""Pixels of a sheet, and around each picture, so that smaller copies of it do not run together."""


class Piece(StrEnum):
    """What a mark is put together from; the unknown ring and the zero are whole."""

    SHAPE = "s"
    RIM = "r"
    ARC = "a"
    UNKNOWN = "u"
    ZERO = "z"


@dataclass(frozen=True)
class Cut:
    """A part of a sheet in the sheet's pixels, and the point of it that stands on the place."""

    left: float
    top: float
    width: float
    height: float
    anchor_x: float
    anchor_y: float
    is_stencil: bool = False
    """Whether only its shape counts, and the row gives the colour."""

    @property
    def mapping(self) -> dict[str, Any]:
        """The cut as deck.gl wants it, which takes the middle for the point unless told."""
        told = {"x": self.left, "y": self.top, "width": self.width, "height": self.height}
        if (self.anchor_x, self.anchor_y) != (self.width / 2, self.height / 2):
            told |= {"anchorX": self.anchor_x, "anchorY": self.anchor_y}
        found: dict[str, Any] = {name: round(value, 2) for name, value in told.items()}
        return found | {"mask": True} if self.is_stencil else found


@dataclass(frozen=True)
class Sheet:
    """A picture with the cuts in it by name."""

    picture: str
    cuts: dict[str, Cut]


def cut_kinds() -> tuple[Kind, ...]:
    """Kinds that have marks on a map, each with a sheet; a stock is never a point."""
    return tuple(k for k in Kind if KINDS[k].on_map and KINDS[k].measure is not Measure.STOCK)


def marks_file(kind: Kind, theme: Theme) -> str:
    """The path of a kind's sheet below ``static/``."""
    return f"icons/marks-{slug(kind)}-{theme}.svg"


def marks_address(kind: Kind, theme: Theme) -> str:
    """Where the app serves a kind's sheet."""
    return STATIC + marks_file(kind, theme)


@cache
def marks_sheet(kind: Kind, theme: Theme) -> Sheet:
    """Every shape, rim and arc of a kind on every rung, and its signs of no number and of a zero.

    Only for ``cut_kinds``.
    """
    palette = PALETTES[theme]
    pictures = {
        f"{piece}{rung}": draw(kind, radius, palette)
        for rung, radius in reversed(list(enumerate(RUNGS)))
        for piece, draw in (
            (Piece.SHAPE, icons.shape_icon),
            (Piece.RIM, icons.rim_icon),
            (Piece.ARC, icons.arc_icon),
        )
    }
    pictures[Piece.UNKNOWN] = icons.unknown_icon(kind, palette)
    pictures[Piece.ZERO] = icons.zero_icon(kind, palette)
    return _laid_out(pictures)


def _laid_out(pictures: dict[str, Icon]) -> Sheet:
    """Pictures in rows from left to right; the largest first, so that rows are well filled."""
    cuts, body, left, top, row = {}, "", 0.0, 0.0, 0.0
    for name, icon in pictures.items():
        width, height = icon.width * SHARPNESS, icon.height * SHARPNESS
        if left + width > _WIDTH:
            left, top, row = 0.0, top + row + _GAP, 0.0
        anchors = icon.anchor_x * SHARPNESS, icon.anchor_y * SHARPNESS
        cuts[name] = Cut(left, top, width, height, *anchors)
        body += icon.picture.replace("<svg ", f'<svg x="{left:g}" y="{top:g}" ', 1)
        left, row = left + width + _GAP, max(row, height)
    return Sheet(svg(body, _WIDTH, top + row), cuts)


def mark_cuts(mark: Mark) -> list[tuple[str, float]]:
    """The cuts a mark is made of, lowest first: their names, and how large each is drawn."""
    if not mark.claim.has_figure:
        return [(Piece.UNKNOWN, mark.radius / UNKNOWN_RADIUS)]
    if mark.claim.is_zero:
        return [(Piece.ZERO, mark.radius / ZERO_RADIUS)]
    made = [on_rung(Piece.SHAPE, mark.radius)]
    if mark.outer_radius:
        made.append(on_rung(Piece.RIM, mark.outer_radius))
    elif icons.is_open_upwards(mark.claim):
        made.append(on_rung(Piece.ARC, mark.radius + icons.ARC_GAP))
    return made


def on_rung(piece: Piece, radius: float) -> tuple[str, float]:
    """The rung nearest in proportion, and the scale that gives just the radius."""
    fits = (i for i, rung in enumerate(RUNGS) if rung * math.sqrt(_STEP) >= radius)
    rung = next(fits, len(RUNGS) - 1)
    return f"{piece}{rung}", radius / RUNGS[rung]


PLATES_FILE = "icons/plates.svg"
PLATES_ADDRESS = STATIC + PLATES_FILE
_SOLID = 64.0
_STRIPES_LEFT, _STRIPES_WIDTH, _STRIPES_HEIGHT = 72.0, 1016.0, 504.0
_DASH, _PERIOD = 4.0, 7.0
"""Pixels of a plate's dashed edge."""
DASHED_EDGE, SOLID_EDGE = 1, 2
"""Whole pixels, because a cut has no soft edges: a part of one would be there on one side only."""


def plates_picture() -> str:
    """A stencil: a plain square, and slanted stripes, of which a thin edge is dashes all around."""
    slant = _STRIPES_HEIGHT
    wide = _DASH * SHARPNESS
    stripes = "".join(
        f"M{x:g} {slant:g}h{wide:g}l{slant:g} -{slant:g}h-{wide:g}Z"
        for x in _steps(-slant, _STRIPES_WIDTH, _PERIOD * SHARPNESS)
    )
    body = (
        f'<rect width="{_SOLID:g}" height="{_SOLID:g}"/><svg x="{_STRIPES_LEFT:g}" '
        f'width="{_STRIPES_WIDTH:g}" height="{_STRIPES_HEIGHT:g}"><path d="{stripes}"/></svg>'
    )
    return svg(body, _STRIPES_LEFT + _STRIPES_WIDTH, _STRIPES_HEIGHT)


def _steps(first: float, last: float, step: float) -> list[float]:
    return [first + step * number for number in range(int((last - first) / step) + 1)]


def solid_cut(width: float, height: float) -> Cut:
    """A cut of one colour with the proportions of a box."""
    share = (_SOLID - 2 * _GAP) / max(width, height)
    return _stencil(_GAP, _GAP, width * share, height * share)


def striped_cut(width: float, height: float) -> Cut:
    """A cut of stripes as large as a box, or as large a one as there is."""
    share = min(SHARPNESS, _STRIPES_WIDTH / width, _STRIPES_HEIGHT / height)
    return _stencil(_STRIPES_LEFT, 0, width * share, height * share)


def _stencil(left: float, top: float, width: float, height: float) -> Cut:
    return Cut(left, top, width, height, width / 2, height / 2, is_stencil=True)
