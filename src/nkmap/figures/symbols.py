"""The symbol grammar as shapes: one function per sign, for map, legend, controls and files.

Colour belongs to kinds of figure; everything else is ink. Kinds differ by shape and word as well.
A sign is drawn around 0,0 unless it says otherwise, with the lines of a page (``Style.drawn``).
Icons are signs as pictures of their own: in legends, among words, and all on one sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from nkmap.figures.colours import Colour, Theme, kind_colour
from nkmap.figures.drawing import Circle, Drawing, Group, Paint, Path, Rect, Shape, Words
from nkmap.figures.scene import UNSIZED_RADIUS, ZERO_RADIUS, Mark
from nkmap.figures.typography import text_width
from nkmap.project_files import STATIC
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import slug

GLYPH = 16.0
"""The side of the box that a kind's glyph fills."""
FAN_REACH, FAN_BEARING = 92.0, 41.0
"""Pixels, and degrees anticlockwise from east."""
_FAN_HALF_ANGLE = 37.0
_ARC_GAP = 4.0
"""Pixels between a mark and the arc that leaves it open."""
_BADGE = 1.4
"""How much farther than its disc a sign with a badge reaches."""


@dataclass(frozen=True)
class _Glyph:
    """A kind's shape in a box of 16 by 16 pixels, and what its size tells."""

    shape: Shape
    """In the colour ``kind``, for which that of the kind stands in."""
    disc: float = 0.0
    """Where it is drawn as large as its number: the radius of a disc of its area; 0: in a ring."""
    gained: float = 0.0
    """How much that radius gains by its line, which is never enlarged, of the line's width."""
    corners: float = 1.0
    """How much farther than that disc its corners reach."""


_LINE = Paint(stroke="kind", width=2.2, is_round=True)
_GLYPHS = {
    Kind.SELECTED: _Glyph(Rect(3, 3, 10, 10, Paint("page", "kind", 2.4)), 5.64, 0.56),
    Kind.DEPARTED: _Glyph(Circle(8, 8, 5.64, Paint("kind")), 5.64),
    Kind.ARRIVED: _Glyph(Circle(8, 8, 4.6, Paint("page", "kind", 3.4)), 4.6, 0.5),
    Kind.PRESENT: _Glyph(Rect(1, 4.5, 14, 7, Paint("kind"))),
    Kind.PLANNED: _Glyph(
        Path("M8 0.6L14.4 11.7H1.6Z", Paint("page", "kind", 1.8, (2.6, 2))), 4.76, 0.64, 1.6
    ),
    Kind.TURNED_BACK: _Glyph(Path("M6 2L2.6 5.4L6 8.8M3 5.4H9.5A4 4 0 0 1 13.5 9.4V14", _LINE)),
    Kind.RETURNED: _Glyph(Path("M6 2L2.6 5.4L6 8.8M3 5.4H13.5", _LINE)),
    Kind.CANCELLED: _Glyph(Path("M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5", _LINE)),
    Kind.BORDER_ENTRIES: _Glyph(Path("M2.5 2.5V13.5M13.5 2.5V13.5M6 5L9.5 8L6 11", _LINE)),
}
_BAR = _Glyph(Rect(2, 7, 12, 2, Paint("kind")))
"""The shape of kinds without figures."""


def glyph(kind: Kind | None, group: str = "") -> Group:
    """Draw a kind's shape in a box of 16 by 16 pixels; a short bar for kinds without figures.

    ``None``: all kinds, by four of them.
    """
    if kind is None:
        some = (Kind.DEPARTED, Kind.SELECTED, Kind.PRESENT, Kind.ARRIVED)
        quarters = [(glyph(own).parts, n % 2 * 8, n // 2 * 8) for n, own in enumerate(some)]
        return Group(tuple(Group(parts, x=x, y=y, scale=0.5) for parts, x, y in quarters))
    shape, own = _GLYPHS.get(kind, _BAR).shape, {"kind": kind_colour(kind, group)}
    fill, stroke = (own.get(name, name) for name in (shape.paint.fill, shape.paint.stroke))
    return Group((replace(shape, paint=replace(shape.paint, fill=fill, stroke=stroke)),))


# ------------------------------------------------------------------ marks


def mark(shown: Mark) -> Group:
    """Draw a mark: sized by its number, or the sign that none was reported, or that of zero."""
    return Group(tuple(sign(name, shown.kind, radius) for name, radius in pieces(shown)))


def pieces(shown: Mark) -> Iterator[tuple[str, float]]:
    """The signs that a mark is made of by their names, and their radius in pixels."""
    claim = shown.claim
    if shown.kind is Kind.INCIDENT or (claim.has_figure and not claim.is_zero):
        yield "shape", shown.radius
    else:
        yield "zero" if claim.is_zero else "unknown", shown.radius
    if shown.is_sized and shown.outer_radius:
        yield "rim", shown.outer_radius
    if shown.is_sized and claim.is_open_above:
        yield "arc", (shown.outer_radius or shown.radius) + _ARC_GAP


def sign(name: str, kind: Kind, radius: float) -> Group:
    """Draw a sign by its name; ``shape`` means a number, ``unknown`` that there is none."""
    colour = kind_colour(kind)
    match name:
        case "zero":
            square = Rect(-radius, -radius, 2 * radius, 2 * radius, Paint("page", "ink", 2))
            return Group((square, *_badged(kind, "0", radius / ZERO_RADIUS)))
        case "unknown":
            ring = Circle(0, 0, radius, Paint("page", "ink", 2, (4.5, 3.2)))
            return Group((ring, *_badged(kind, "?", radius / UNSIZED_RADIUS)))
        case "rim":  # of a highest figure; the solid shape inside is the lowest
            rim = Paint(stroke=colour, width=1.6, dash=(4, 3))
            return Group((Circle(0, 0, radius, rim),))
        case "arc":  # to the right: the figure is open upwards
            x, y = radius * math.cos(math.pi / 6), radius * math.sin(math.pi / 6)
            data = f"M{x:.1f} {-y:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {x:.1f} {y:.1f}"
            return Group((Path(data, Paint(stroke=colour, width=2.2)),))
    return Group(_shape(kind, radius))


def reach(shown: Mark) -> float:
    """How far a mark reaches from its middle, in pixels."""
    has_badge = not shown.claim.has_amount and shown.kind is not Kind.INCIDENT
    corner = _BADGE if has_badge else _GLYPHS.get(shown.kind, _BAR).corners
    return max(shown.radius * corner, shown.outer_radius or 0)


def _shape(kind: Kind, radius: float) -> tuple[Shape | Group, ...]:
    """The kind's glyph as large as its number, or in a ring; an incident's has one size."""
    if kind is Kind.INCIDENT:
        side = radius * 12 / UNSIZED_RADIUS
        sharp = f"M0 {-side:g}L{side:g} 0L0 {side:g}L{-side:g} 0Z"
        stroke = f"M0 {-0.46 * side:.3g}V{0.125 * side:.3g}M0 {0.417 * side:.3g}V{0.433 * side:.3g}"
        line = Paint(stroke="ink", width=2.6, is_round=True)
        return Path(sharp, Paint("page", "ink", 2)), Path(stroke, line)
    own, row = glyph(kind), _GLYPHS.get(kind, _BAR)
    if not row.disc:
        ring = Circle(0, 0, radius, Paint("page", kind_colour(kind), 2))
        return ring, _placed(own, 0, 0, min(1, radius / (GLYPH * 0.75)))
    # What keeps a shape apart from marks that it covers.
    width = row.shape.paint.width
    apart = Group((replace(row.shape, paint=Paint("page", "page", width + 2.5)),))
    scale = (radius - row.gained * width) / row.disc
    return tuple(_placed(group, 0, 0, scale) for group in (apart, own))


def _placed(sign: Group, x: float, y: float, scale: float) -> Group:
    """A glyph with its middle at a point."""
    half = GLYPH / 2 * scale
    return Group(sign.parts, x=x - half, y=y - half, scale=scale)


def _badged(kind: Kind, letter: str, scale: float) -> tuple[Shape | Words | Group, ...]:
    at = 9 * scale
    return (
        Words(letter, 0, 5.5 * scale, 15.6 * scale, anchor="middle", weight=700),
        Circle(at, at, 9 * scale, Paint("page", "border", 1)),
        _placed(glyph(kind), at, at, 0.75 * scale),
    )


def no_report(scale: float = 1.0) -> Circle:
    """Draw a small hollow dot: a place of which nothing of this kind is shown."""
    return Circle(0, 0, 4 * scale, Paint("page", "ink2", 1.6))


# ------------------------------------------------------------------ arrows


def arrow(
    colour: Colour, degrees: float = 0, scale: float = 1, x: float = 0, opacity: float = 1
) -> Path:
    """Draw two strokes that meet in a tip; ``degrees`` anticlockwise from east.

    It stands ``x`` pixels on the way to where it points.
    """
    points = (x - 4 * scale, -6 * scale), (x + 4 * scale, 0.0), (x - 4 * scale, 6 * scale)
    data = "M" + "L".join(_bearing(*point, degrees) for point in points)
    return Path(data, Paint(stroke=colour, width=2.7, opacity=opacity, is_round=True))


def fading(colour: Colour, degrees: float, first: float, step: float) -> tuple[Path, ...]:
    """Draw three arrows in a row: a way that goes on to a place that was not named."""
    return tuple(
        arrow(colour, degrees, x=first + number * step, opacity=opacity)
        for number, opacity in enumerate((1, 0.8, 0.6))
    )


def open_end(colour: Colour) -> Group:
    """Draw a fan with arrows, 74 degrees wide, so that it points at no town."""
    rings = tuple(
        Path(_sector(FAN_REACH * ring / 6), Paint(colour, opacity=0.06)) for ring in range(1, 7)
    )
    return Group((*rings, *fading(colour, FAN_BEARING, 32, 18)))


def _bearing(x: float, y: float, degrees: float) -> str:
    """A point turned anticlockwise around 0,0, as path data."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return f"{x * cosine + y * sine:.1f} {y * cosine - x * sine:.1f}"


def _sector(radius: float) -> str:
    start = _bearing(radius, 0, FAN_BEARING + _FAN_HALF_ANGLE)
    end = _bearing(radius, 0, FAN_BEARING - _FAN_HALF_ANGLE)
    return f"M0 0L{start}A{radius:.1f} {radius:.1f} 0 0 1 {end}Z"


# ---------------------------------------------------------------- icons

_WIDE, _HIGH = 36.0, 16.0
"""Pixels of a piece of a line, of the ground or of a strip."""


def icon(width: float, height: float, *parts: Shape | Words | Group) -> Drawing:
    """Make a sign of its parts."""
    return Drawing(width, height, (Group(parts),))


def glyph_icon(kind: Kind | None, group: str = "") -> Drawing:
    """Draw the glyph of a kind; ``None``: that of all kinds."""
    return icon(GLYPH, GLYPH, *glyph(kind, group).parts)


def glyph_file(kind: Kind | None, theme: Theme) -> str:
    """The path of a glyph below ``static/``, for widgets; ``nkmap docs --write`` makes it."""
    return f"glyphs/{slug(kind) if kind else 'all-kinds'}-{theme}.svg"


def glyph_address(kind: Kind | None, theme: Theme) -> str:
    """The address at which the app serves a glyph, relative to its own."""
    return STATIC + glyph_file(kind, theme)


def question_ring() -> Drawing:
    """Draw a large dashed ring with a question mark: a number exists and was not reported."""
    ring = Circle(50, 50, 44, Paint(stroke="ink", width=5, dash=(14, 9)))
    return icon(100, 100, ring, Words("?", 50, 70, 58, anchor="middle", weight=700))


def small_question() -> Drawing:
    """Draw the same as small as a letter, before what is not known."""
    ring = Circle(8, 8, 7, Paint("page", "ink", 1.8, (4.5, 3.2)))
    return icon(GLYPH, GLYPH, ring, Words("?", 8, 11.6, 10, anchor="middle", weight=700))


def mark_icon(shown: Mark) -> Drawing:
    """Draw a mark as it stands on the map."""
    return _around(mark(shown), reach(shown) + 4)


def no_report_icon(scale: float) -> Drawing:
    """Draw the dot of a place of which nothing of the map's kind is shown."""
    return _around(no_report(scale), 6 * scale)


def _around(sign: Group | Shape, reach: float) -> Drawing:
    side = math.ceil(2 * reach)
    return Drawing(side, side, (Group((sign,), x=side / 2, y=side / 2),))


def text_icon(text: str, size: float) -> Drawing:
    """Draw a short text."""
    return icon(text_width(text, size), size, Words(text, 0, size * 0.85, size))


def line_icon(*paints: Paint) -> Drawing:
    """Draw a piece of a line, its paints one over the other."""
    return icon(_WIDE, 12, *(Path("M1 6H35", paint) for paint in paints))


def open_end_icon(colour: Colour) -> Drawing:
    """Draw the arrows at the end of a route that goes on to a place that was not named."""
    return icon(_WIDE, 18, Group(fading(colour, 0, 9, 9), y=9))


def hatching_icon(paint: Paint) -> Drawing:
    """Draw a piece of a country that is hatched, or grey where it is too small for that."""
    land = Rect(0.5, 0.5, _WIDE - 1, _HIGH - 1, Paint("land", "border"))
    stripes = "M0 8L8 0M0 16L16 0M8 16L24 0M16 16L32 0M24 16L36 4M32 16L36 12"
    hatch = Path(stripes, Paint(stroke=paint.stroke, width=1.2))
    return icon(_WIDE, _HIGH, land, replace(land, paint=paint) if paint.fill else hatch)


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
        f"{slug(kind)} {name}": sign(name, kind, RADIUS)
        for kind in (*MAP_KINDS, Kind.INCIDENT)
        for name in ("shape", "unknown", "zero", "rim", "arc")
    }
    for colour in sorted({"ink3", *map(kind_colour, Kind)}):
        found[f"arrow {colour}"] = Group((arrow(colour),))
        found[f"stop {colour}"] = Group((Circle(0, 0, 4.5, Paint("page", colour, 2)),))
    found["no report"] = Group((no_report(),))
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
