"""The symbol grammar as shapes: one function per sign, for map, legend, controls and files.

Colour belongs to kinds of figure; everything else is ink. Kinds differ by shape and word as well.
A sign is drawn around 0,0 unless it says otherwise, with the lines of a page (``Style.drawn``).
"""

from __future__ import annotations

import math

from nkmap.claim import Claim
from nkmap.figures.drawing import (
    Circle,
    Colour,
    Drawing,
    Group,
    Paint,
    Path,
    Rect,
    Shape,
    Words,
    kind_colour,
)
from nkmap.figures.prepared import UNSIZED_RADIUS, ZERO_RADIUS, Link, Mark
from nkmap.figures.typography import text_width
from nkmap.schema import Kind

GLYPH = 16.0
"""The side of the box that a kind's glyph fills."""
ARC_GAP = 4.0
"""Pixels between a mark and the arc that leaves it open."""
FAN_REACH, FAN_BEARING = 92.0, 41.0
"""Pixels, and degrees anticlockwise from east."""
_FAN_HALF_ANGLE = 37.0
_CORNERS, _BADGE = {Kind.PLANNED: 1.6}, 1.4
"""How much farther than a disc of its area a shape's corners reach, and a sign with a badge."""


def glyph(kind: Kind | None, group: str = "") -> Group:
    """The kind's shape in a box of 16 by 16 pixels; a short bar for kinds without figures.

    ``None``: all kinds, by four of them.
    """
    if kind is None:
        some = (Kind.DEPARTED, Kind.SELECTED, Kind.PRESENT, Kind.ARRIVED)
        return Group(
            tuple(
                Group(glyph(own).parts, x=number % 2 * 8, y=number // 2 * 8, scale=0.5)
                for number, own in enumerate(some)
            )
        )
    colour = kind_colour(kind, group)
    line = Paint(stroke=colour, width=2.2, is_round=True)
    lines = {
        Kind.TURNED_BACK: "M6 2L2.6 5.4L6 8.8M3 5.4H9.5A4 4 0 0 1 13.5 9.4V14",
        Kind.RETURNED: "M6 2L2.6 5.4L6 8.8M3 5.4H13.5",
        Kind.CANCELLED: "M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5",
        Kind.BORDER_ENTRIES: "M2.5 2.5V13.5M13.5 2.5V13.5M6 5L9.5 8L6 11",
    }
    if kind in lines:
        return Group((Path(lines[kind], line),))
    shapes: dict[Kind, Shape] = {
        Kind.SELECTED: Rect(3, 3, 10, 10, Paint("page", colour, 2.4)),
        Kind.DEPARTED: Circle(8, 8, 5.6, Paint(colour)),
        Kind.ARRIVED: Circle(8, 8, 4.6, Paint("page", colour, 3.4)),
        Kind.PRESENT: Rect(1, 4.5, 14, 7, Paint(colour)),
        Kind.PLANNED: Path("M8 2.5L14 13.5H2Z", Paint(stroke=colour, width=1.8, dash=(2.6, 2))),
    }
    return Group((shapes.get(kind, Rect(2, 7, 12, 2, Paint(colour))),))


def glyph_drawing(kind: Kind | None, group: str = "") -> Drawing:
    """The kind's glyph as a picture of its own."""
    return Drawing(GLYPH, GLYPH, (glyph(kind, group),))


def mark(shown: Mark) -> Group:
    """A mark: sized by its number, or the sign that none was reported, or that it was zero."""
    if shown.kind is Kind.INCIDENT:
        return incident(shown.radius / UNSIZED_RADIUS)
    if not shown.claim.has_figure:
        return unknown(shown.kind, shown.radius / UNSIZED_RADIUS)
    if shown.claim.is_zero:
        return zero(shown.kind, shown.radius / ZERO_RADIUS)
    parts = sized(shown.kind, shown.radius)
    colour = kind_colour(shown.kind)
    if not shown.is_sized:
        return Group(parts)
    if shown.outer_radius:
        parts = (*parts, rim(shown.outer_radius, colour))
    elif is_open_upwards(shown.claim):
        parts = (*parts, open_arc(shown.radius + ARC_GAP, colour))
    return Group(parts)


def reach(shown: Mark) -> float:
    """How far a mark reaches from its middle, in pixels."""
    has_badge = not shown.claim.has_amount and shown.kind is not Kind.INCIDENT
    corner = _BADGE if has_badge else _CORNERS.get(shown.kind, 1)
    return max(shown.radius * corner, shown.outer_radius or 0)


def is_open_upwards(claim: Claim) -> bool:
    """Whether only a lowest figure was reported: more than, at least."""
    return claim.best is None and claim.low is not None and claim.high is None


def sized(kind: Kind, radius: float) -> tuple[Shape | Group, ...]:
    """The kind's shape with the area of a disc of that radius."""
    colour = kind_colour(kind)
    if kind is Kind.SELECTED:
        side = radius * math.sqrt(math.pi)
        return (Rect(-side / 2, -side / 2, side, side, Paint("page", colour, 3)),)
    if kind is Kind.ARRIVED:
        outside = Circle(0, 0, radius, Paint(colour, "page", 1.5))
        return outside, Circle(0, 0, max(radius - max(3, radius * 0.25), 0), Paint("page"))
    if kind is Kind.PLANNED:
        # An even-sided triangle with the area of the disc, its centre of mass on the place.
        side = radius * math.sqrt(4 * math.pi / math.sqrt(3))
        high = side * math.sqrt(3) / 2
        top, foot = -high * 2 / 3, high / 3
        data = f"M0 {top:.1f}L{side / 2:.1f} {foot:.1f}L{-side / 2:.1f} {foot:.1f}Z"
        return (Path(data, Paint("page", colour, 2.2, (6, 4))),)
    if kind is Kind.DEPARTED:
        return (Circle(0, 0, radius, Paint(colour, "page", 1.5)),)
    ring = Circle(0, 0, radius, Paint("page", colour, 2))
    return ring, _placed(glyph(kind), 0, 0, min(1, radius / (GLYPH * 0.75)))


def _placed(sign: Group, x: float, y: float, scale: float) -> Group:
    """A glyph with its middle at a point."""
    half = GLYPH / 2 * scale
    return Group(sign.parts, x=x - half, y=y - half, scale=scale)


def rim(radius: float, colour: Colour) -> Circle:
    """The dashed rim of a highest figure; the solid shape inside is the lowest."""
    return Circle(0, 0, radius, Paint(stroke=colour, width=1.6, dash=(4, 3)))


def open_arc(radius: float, colour: Colour) -> Path:
    """An arc to the right that leaves a figure open upwards."""
    x, y = radius * math.cos(math.pi / 6), radius * math.sin(math.pi / 6)
    data = f"M{x:.1f} {-y:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {x:.1f} {y:.1f}"
    return Path(data, Paint(stroke=colour, width=2.2))


def unknown(kind: Kind, scale: float = 1.0) -> Group:
    """Reported, number not given: a dashed ring of one size for all, with the kind as a badge."""
    line = Paint("page", "ink", 2, (4.5, 3.2))
    return _badged(kind, Circle(0, 0, UNSIZED_RADIUS * scale, line), "?", scale)


def zero(kind: Kind, scale: float = 1.0) -> Group:
    """A zero that was reported: a square with a solid line and a 0, with the kind as a badge."""
    half = ZERO_RADIUS * scale
    square = Rect(-half, -half, 2 * half, 2 * half, Paint("page", "ink", 2))
    return _badged(kind, square, "0", scale)


def _badged(kind: Kind, shape: Shape, sign: str, scale: float) -> Group:
    at = 9 * scale
    return Group(
        (
            shape,
            Words(sign, 0, 5.5 * scale, 15.6 * scale, anchor="middle", weight=700),
            Circle(at, at, 9 * scale, Paint("page", "border", 1)),
            _placed(glyph(kind), at, at, 0.75 * scale),
        )
    )


def question_ring() -> Drawing:
    """A large dashed ring with a question mark: a number exists and was not reported."""
    ring = Circle(50, 50, 44, Paint(stroke="ink", width=5, dash=(14, 9)))
    return _picture(100, 100, ring, Words("?", 50, 70, 58, anchor="middle", weight=700))


def open_end(colour: Colour) -> Group:
    """A wide fan with open chevrons, for a route that goes on to nobody knows where.

    The fan is 74 degrees wide, so that it points at no town.
    """
    rings = tuple(
        Path(_sector(FAN_REACH * ring / 6), Paint(colour, opacity=0.06)) for ring in range(1, 7)
    )
    chevrons = tuple(
        Path(_turned(x), Paint(stroke=colour, width=2.6, opacity=opacity, is_round=True))
        for x, opacity in ((34, 1), (52, 0.8), (70, 0.6))
    )
    return Group((*rings, *chevrons))


def _bearing(x: float, y: float, degrees: float) -> str:
    """A point turned anticlockwise around 0,0, as path data."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return f"{x * cosine + y * sine:.1f} {y * cosine - x * sine:.1f}"


def _turned(x: float) -> str:
    points = ((x - 5, -7), (x + 1, 0), (x - 5, 7))
    return "M" + "L".join(_bearing(*point, FAN_BEARING) for point in points)


def _sector(radius: float) -> str:
    start = _bearing(radius, 0, FAN_BEARING + _FAN_HALF_ANGLE)
    end = _bearing(radius, 0, FAN_BEARING - _FAN_HALF_ANGLE)
    return f"M0 0L{start}A{radius:.1f} {radius:.1f} 0 0 1 {end}Z"


def chevron(colour: Colour, degrees: float, scale: float = 1) -> Path:
    """A small arrow head, for the middle of a leg; ``degrees`` anticlockwise from east."""
    points = ((-4 * scale, -6 * scale), (4 * scale, 0.0), (-4 * scale, 6 * scale))
    data = "M" + "L".join(_bearing(*point, degrees) for point in points)
    return Path(data, Paint(stroke=colour, width=2.8, is_round=True))


def incident(scale: float = 1.0) -> Group:
    """An incident: a diamond with an exclamation mark, of one size whatever was reported."""
    side = 12 * scale
    diamond = f"M0 {-side:g}L{side:g} 0L0 {side:g}L{-side:g} 0Z"
    stroke = f"M0 {-5.5 * scale:g}V{1.5 * scale:g}M0 {5 * scale:g}V{5.2 * scale:g}"
    return Group(
        (
            Path(diamond, Paint("page", "ink", 2)),
            Path(stroke, Paint(stroke="ink", width=2.6, is_round=True)),
        )
    )


def silence(scale: float = 1.0) -> Circle:
    """A small hollow dot: a place of which nothing of this kind is shown."""
    return Circle(0, 0, 4 * scale, Paint("page", "ink2", 1.6))


# ------------------------------------------------------------------ lines

ROUTE_DASH = (9.0, 5.5)
"""Pixels."""
AIR = "air"
"""The mode of a link that is a flight."""
LINKS = ("a railway link", "a train announced", "a flight")
"""The sorts of link, each with a line of its own."""


def route_paint(colour: Colour) -> Paint:
    """The line of a route."""
    return Paint(stroke=colour, width=2.4, dash=ROUTE_DASH)


def link_words(link: Link) -> str:
    """Which sort of link it is."""
    return LINKS[2 if link.mode == AIR else 1 if link.is_announced else 0]


def link_paints(link: Link) -> tuple[Paint, ...]:
    """The lines of a link, one over the other.

    A flight is dotted, a train that was announced hollow. A railway has light ties inside a dark
    line: the old sign for it, and no route of anybody.
    """
    if link.mode == AIR:
        return (Paint(stroke="ink3", width=1.6, dash=(2, 4)),)
    if link.is_announced:
        return Paint(stroke="ink3", width=3.6), Paint(stroke="page", width=1.8)
    ties = Paint(stroke="page", width=1.6, dash=(6, 6))
    return Paint(stroke="ink3", width=3.4), ties


def tint(kind: Kind | None) -> Paint:
    """What is laid over a country of the world that claims of a kind name."""
    return Paint(kind_colour(kind), opacity=0.22)


# ------------------------------------------------------------------ samples for a legend


def _picture(width: float, height: float, *parts: Shape | Words | Group) -> Drawing:
    return Drawing(width, height, (Group(parts),))


def centred(sign: Group | Shape, side: float) -> Drawing:
    """A sign as a picture of its own."""
    side = math.ceil(side)
    return Drawing(side, side, (Group((sign,), x=side / 2, y=side / 2),))


def sample(shown: Mark) -> Drawing:
    """A mark as a picture of its own."""
    return centred(mark(shown), 2 * (reach(shown) + 4))


def written(text: str, size: float) -> Drawing:
    """A few letters as a picture of their own."""
    return _picture(text_width(text, size), size, Words(text, 0, size * 0.85, size))


def stripe(*paints: Paint) -> Drawing:
    """A piece of a line."""
    return _picture(36, 12, *(Path("M1 6H35", paint) for paint in paints))


def open_end_sample(colour: Colour) -> Drawing:
    """Three chevrons."""
    return _picture(
        36,
        18,
        *(
            Path(
                f"M{x} 2l6 7l-6 7",
                Paint(stroke=colour, width=2.4, opacity=opacity, is_round=True),
            )
            for x, opacity in ((6, 1), (15, 0.8), (24, 0.6))
        ),
    )


def ground_sample(tint: Paint | None) -> Drawing:
    """A piece of a country, with its tint; without one, hatched."""
    stripes = "".join(
        f"M{max(x, 0)} {min(16, 16 + x)}L{min(x + 16, 36)} {max(0, x + 16 - 36)}"
        for x in range(-8, 36, 8)
    )
    hatching = Path(stripes, Paint(stroke="hatch", width=1.2))
    return _picture(
        36,
        16,
        Rect(0, 0, 36, 16, Paint("land")),
        Rect(0, 0, 36, 16, tint) if tint else hatching,
        Rect(0.5, 0.5, 35, 15, Paint(stroke="border", width=1)),
    )


def cell(state: str) -> Drawing:
    """A month on the coverage strip: by the name of its state."""
    paint = {
        "figure": Paint("ink2"),
        "unknown": Paint("page", "ink", dash=(4, 3)),
        "zero": Paint("page", "ink"),
        "words": Paint("ink3", opacity=0.4),
        "longer": Paint("ink3", opacity=0.14),
        "other": Paint("page"),
        "none": Paint("line", opacity=0.75),
    }[state]
    parts: list[Shape | Words] = [Rect(1, 1, 34, 14, paint)]
    if state == "other":
        parts.append(Rect(1, 6, 34, 4, Paint("ink3", opacity=0.4)))
    if state == "longer":
        parts.append(Rect(1, 1, 34, 14, Paint(stroke="line")))
    if sign := {"unknown": "?", "zero": "0"}.get(state, ""):
        parts.append(Words(sign, 18, 12.5, 12, anchor="middle", weight=700))
    return _picture(36, 16, *parts)
