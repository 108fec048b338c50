"""The sprite of the Explore map: every symbol on one sheet, from which the browser cuts them."""

from __future__ import annotations

from functools import cache

from nkmap.figures import symbols
from nkmap.figures.colours import kind_colour
from nkmap.figures.drawing import Circle, Drawing, Group, Paint
from nkmap.figures.scene import Mark
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import slug

FILE = "explore/signs-{theme}.svg"
"""Below ``static/``; of each theme, because WebGL gives a picture no other colours."""


SHARPNESS = 3
"""Pixels of the sprite for one of the map."""


SIDE, RADIUS = 64.0, 16.0
"""Pixels of the map that a whole cut takes, and the radius that all signs are cut at."""


RING, _ACROSS = "ring", 10
"""The sign around what is chosen, and how many cuts are in a row."""


@cache
def _signs() -> dict[str, Group]:
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


def sprite() -> Drawing:
    """Draw the sprite: every sign once, in a grid, colours by name."""
    placed = tuple(_signs().values())
    return Drawing(_ACROSS * SIDE, placed[-1].y + SIDE / 2, placed)


def position(name: str) -> dict[str, float]:
    """The rectangle of a sign in the sprite, in pixels, as deck.gl reads it."""
    middle, side = _signs()[name], SIDE * SHARPNESS
    corner = {"x": middle.x * SHARPNESS - side / 2, "y": middle.y * SHARPNESS - side / 2}
    return {**corner, "width": side, "height": side}


def parts_of_mark(mark: Mark) -> dict[str, float]:
    """The signs that make up a mark, each with its scale against the sprite."""
    return {f"{slug(mark.kind)} {name}": radius / RADIUS for name, radius in symbols.pieces(mark)}
