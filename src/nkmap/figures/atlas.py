"""The signs of the map on one sheet, from which the map that is moved by hand cuts them."""

from __future__ import annotations

from functools import cache

from nkmap.figures import signs
from nkmap.figures.drawing import Drawing, Group, kind_colour
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


def _key(kind: Kind, name: str) -> str:
    return f"{slug(kind)} {name}".rstrip()


def _radius(kind: Kind, name: str) -> float:
    """The radius that a sign is cut at; most without a number are never larger."""
    one_size = {"unknown": UNSIZED_RADIUS, "zero": ZERO_RADIUS}
    return UNSIZED_RADIUS if kind is Kind.INCIDENT else one_size.get(name, _RADIUS)


@cache
def _signs() -> dict[str, Group]:
    found = {
        _key(kind, name): signs.sign(name, kind, _radius(kind, name))
        for kind in (*MAP_KINDS, Kind.INCIDENT)
        for name in ("", "unknown", "zero", "rim", "arc")
    }
    colours = sorted({"ink3", *map(kind_colour, Kind)})
    arrows = {f"arrow {colour}": Group((signs.arrow(colour),)) for colour in colours}
    return found | arrows | {"silence": Group((signs.silence(),))}


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
    own = [(name, radius / _radius(mark.kind, name)) for name, radius in signs.pieces(mark)]
    return {_key(mark.kind, name): times for name, times in own}
