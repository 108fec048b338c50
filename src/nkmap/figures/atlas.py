"""The signs of the map on one sheet, from which the map that is moved by hand cuts them."""

from __future__ import annotations

from functools import cache

from nkmap.figures import signs
from nkmap.figures.drawing import Drawing, Group, Shape, kind_colour
from nkmap.figures.prepared import UNSIZED_RADIUS, ZERO_RADIUS, Mark
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import slug

FILE = "explore/signs-{theme}.svg"
"""Below ``static/``; of each theme, because WebGL gives a picture no other colours."""
SHARPNESS = 2
"""Pixels of the sheet for one of the map."""
SIDE = 80.0
"""Pixels of the map that a whole cut takes."""
_ACROSS, _RADIUS = 12, 20.0
"""Cuts in a row, and the radius that sized signs are cut at."""


@cache
def _signs() -> dict[str, Group | Shape]:
    found: dict[str, Group | Shape] = {
        "incident": signs.incident(),
        "silence": signs.silence(),
        "chevron": signs.chevron("ink3", 0),
    }
    for kind in MAP_KINDS:
        name, colour = slug(kind), kind_colour(kind)
        found |= {
            name: Group(signs.sized(kind, _RADIUS)),
            f"{name} unknown": signs.unknown(kind),
            f"{name} zero": signs.zero(kind),
            f"{name} rim": signs.rim(_RADIUS, colour),
            f"{name} arc": signs.open_arc(_RADIUS, colour),
            f"{name} chevron": signs.chevron(colour, 0),
        }
    return found


def sheet() -> Drawing:
    """The whole sheet, with the colours by their names."""
    groups = [
        Group((sign,), x=(n % _ACROSS + 0.5) * SIDE, y=(n // _ACROSS + 0.5) * SIDE)
        for n, sign in enumerate(_signs().values())
    ]
    return Drawing(_ACROSS * SIDE, -(-len(groups) // _ACROSS) * SIDE, tuple(groups))


def cut(name: str) -> dict[str, float]:
    """Where a sign lies on the sheet, as deck.gl reads it."""
    number, side = list(_signs()).index(name), SIDE * SHARPNESS
    at = {"x": number % _ACROSS * side, "y": number // _ACROSS * side}
    return at | {"width": side, "height": side}


def of_mark(mark: Mark) -> dict[str, float]:
    """The signs that a mark is made of, with how many times larger than it was cut each is."""
    name, radius = slug(mark.kind), _RADIUS
    if mark.kind is Kind.INCIDENT:
        radius = UNSIZED_RADIUS
    elif mark.claim.is_zero:
        name, radius = f"{name} zero", ZERO_RADIUS
    elif not mark.claim.has_figure:
        name, radius = f"{name} unknown", UNSIZED_RADIUS
    found = {name: mark.radius / radius}
    if mark.is_sized and mark.outer_radius:
        found[f"{name} rim"] = mark.outer_radius / _RADIUS
    elif mark.is_sized and signs.is_open_upwards(mark.claim):
        found[f"{name} arc"] = (mark.radius + signs.ARC_GAP) / _RADIUS
    return found
