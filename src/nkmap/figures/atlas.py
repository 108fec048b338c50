"""The signs of the map on one sheet, from which the map that is moved by hand cuts them."""

from __future__ import annotations

from functools import cache

from nkmap.figures import signs
from nkmap.figures.drawing import Drawing, Group, Shape, kind_colour
from nkmap.figures.prepared import UNSIZED_RADIUS, ZERO_RADIUS, Mark
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import ROUTE_SCENE, slug

FILE = "explore/signs-{theme}.svg"
"""Below ``static/``; of each theme, because WebGL gives a picture no other colours."""
SHARPNESS = 2
"""Pixels of the sheet for one of the map."""
_SIDE, _ACROSS, _RADIUS = 80.0, 12, 20.0
"""Pixels of a cut, cuts in a row, and the radius that sized signs are cut at."""


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
        Group((sign,), x=(n % _ACROSS + 0.5) * _SIDE, y=(n // _ACROSS + 0.5) * _SIDE)
        for n, sign in enumerate(_signs().values())
    ]
    return Drawing(_ACROSS * _SIDE, -(-len(groups) // _ACROSS) * _SIDE, tuple(groups))


def cut(name: str) -> dict[str, float]:
    """Where a sign lies on the sheet, as deck.gl reads it."""
    number, side = list(_signs()).index(name), _SIDE * SHARPNESS
    at = {"x": number % _ACROSS * side, "y": number // _ACROSS * side}
    return at | {"width": side, "height": side}


def side(radius: float = _RADIUS) -> float:
    """The pixels of the map that a cut's side takes, for a sized sign of that radius."""
    return round(_SIDE * radius / _RADIUS, 1)


def head(kind: Kind | None, *, is_older: bool) -> str:
    """The sign of which way a route goes; one of an earlier time has no kind's colour."""
    of = kind or ROUTE_SCENE
    return "chevron" if is_older or of not in MAP_KINDS else f"{slug(of)} chevron"


def of_mark(mark: Mark) -> dict[str, float]:
    """The signs that a mark is made of, with the pixels of their side."""
    name = slug(mark.kind)
    if mark.kind is Kind.INCIDENT:
        return {name: side(_RADIUS * mark.radius / UNSIZED_RADIUS)}
    if mark.claim.is_zero:
        return {f"{name} zero": side(_RADIUS * mark.radius / ZERO_RADIUS)}
    if not mark.claim.has_figure:
        return {f"{name} unknown": side(_RADIUS * mark.radius / UNSIZED_RADIUS)}
    found = {name: side(mark.radius)}
    if not mark.is_sized:
        return found
    if mark.outer_radius:
        found[f"{name} rim"] = side(mark.outer_radius)
    elif signs.is_open_upwards(mark.claim):
        found[f"{name} arc"] = side(mark.radius + signs.ARC_GAP)
    return found
