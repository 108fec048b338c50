"""Signs as pictures of their own: in legends, among words, and all on the sheet of a moved map."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

from nkmap.figures import symbols
from nkmap.figures.colours import Colour, Theme, kind_colour
from nkmap.figures.drawing import Circle, Drawing, Group, Paint, Path, Rect, Shape, Words
from nkmap.figures.scene import Mark
from nkmap.figures.typography import text_width
from nkmap.project_files import STATIC
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import slug

_WIDE, _HIGH = 36.0, 16.0
"""Pixels of a piece of a line, of the ground or of a strip."""


def picture(width: float, height: float, *parts: Shape | Words | Group) -> Drawing:
    """Make a sign of its parts."""
    return Drawing(width, height, (Group(parts),))


def glyph(kind: Kind | None, group: str = "") -> Drawing:
    """Draw the glyph of a kind; ``None``: that of all kinds."""
    return picture(symbols.GLYPH, symbols.GLYPH, *symbols.glyph(kind, group).parts)


def glyph_file(kind: Kind | None, theme: Theme) -> str:
    """The path of a glyph below ``static/``, for widgets; ``nkmap docs --write`` makes it."""
    return f"glyphs/{slug(kind) if kind else 'all-kinds'}-{theme}.svg"


def glyph_address(kind: Kind | None, theme: Theme) -> str:
    """The address at which the app serves a glyph, relative to its own."""
    return STATIC + glyph_file(kind, theme)


def question_ring() -> Drawing:
    """Draw a large dashed ring with a question mark: a number exists and was not reported."""
    ring = Circle(50, 50, 44, Paint(stroke="ink", width=5, dash=(14, 9)))
    return picture(100, 100, ring, Words("?", 50, 70, 58, anchor="middle", weight=700))


def mark(shown: Mark) -> Drawing:
    """Draw a mark as it stands on the map."""
    return _around(symbols.mark(shown), symbols.reach(shown) + 4)


def no_report(scale: float) -> Drawing:
    """Draw the dot of a place of which nothing of the map's kind is shown."""
    return _around(symbols.no_report(scale), 6 * scale)


def _around(sign: Group | Shape, reach: float) -> Drawing:
    side = math.ceil(2 * reach)
    return Drawing(side, side, (Group((sign,), x=side / 2, y=side / 2),))


def written(text: str, size: float) -> Drawing:
    """Draw a short text."""
    return picture(text_width(text, size), size, Words(text, 0, size * 0.85, size))


def line(*paints: Paint) -> Drawing:
    """Draw a piece of a line, its paints one over the other."""
    return picture(_WIDE, 12, *(Path("M1 6H35", paint) for paint in paints))


def open_end(colour: Colour) -> Drawing:
    """Draw the arrows at the end of a route that goes on to a place that was not named."""
    return picture(_WIDE, 18, Group(symbols.fading(colour, 0, 9, 9), y=9))


def hatching(paint: Paint) -> Drawing:
    """Draw a piece of a country that is hatched, or grey where it is too small for that."""
    land = Rect(0.5, 0.5, _WIDE - 1, _HIGH - 1, Paint("land", "border"))
    stripes = "M0 8L8 0M0 16L16 0M8 16L24 0M16 16L32 0M24 16L36 4M32 16L36 12"
    hatch = Path(stripes, Paint(stroke="hatch", width=1.2))
    return picture(_WIDE, _HIGH, land, replace(land, paint=paint) if paint.fill else hatch)


# ------------------------------------------------------------------ the sprite of the Explore map

SPRITE = "explore/signs-{theme}.svg"
"""Every sign on one sheet, from which the browser cuts them. It lies below ``static/``, once for
each theme, because WebGL gives a picture no other colours."""
SHARPNESS = 3
"""Pixels of the sprite for one of the map."""
SIDE, RADIUS = 64.0, 16.0
"""Pixels of the map that a whole cut takes, and the radius that all signs are cut at."""
RING, _ACROSS = "ring", 10
"""The sign around what is chosen, and how many cuts are in a row."""


def sprite() -> Drawing:
    """Draw the sprite: every sign once, in a grid, colours by name."""
    placed = tuple(cuts().values())
    return Drawing(_ACROSS * SIDE, placed[-1].y + SIDE / 2, placed)


@cache
def cuts() -> dict[str, Group]:
    """Every sign by its name, where it stands in the sprite."""
    found = {
        f"{slug(kind)} {name}": symbols.sign(name, kind, RADIUS)
        for kind in (*MAP_KINDS, Kind.INCIDENT)
        for name in ("shape", "unknown", "zero", "rim", "arc")
    }
    for colour in sorted({"ink3", *map(kind_colour, Kind)}):
        found[f"arrow {colour}"] = Group((symbols.arrow(colour),))
        found[f"stop {colour}"] = Group((Circle(0, 0, 4.5, Paint("page", colour, 2)),))
    found["no report"] = Group((symbols.no_report(),))
    found[RING] = Group((Circle(0, 0, RADIUS, Paint(stroke="ink", width=2)),))
    return {
        name: Group(sign.parts, x=(n % _ACROSS + 0.5) * SIDE, y=(n // _ACROSS + 0.5) * SIDE)
        for n, (name, sign) in enumerate(found.items())
    }


def cut(name: str) -> dict[str, float]:
    """The rectangle of a sign in the sprite, in pixels, as deck.gl reads it."""
    middle, side = cuts()[name], SIDE * SHARPNESS
    corner = {"x": middle.x * SHARPNESS - side / 2, "y": middle.y * SHARPNESS - side / 2}
    return {**corner, "width": side, "height": side}
