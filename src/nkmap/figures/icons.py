"""Marks as small pictures: one function per shape of the symbol grammar.

Each picture is made at the pixel size it is shown at, so the shape says just what the number says.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from nkmap.claim import Claim
from nkmap.figures.prepared import UNKNOWN_RADIUS, ZERO_RADIUS, Mark
from nkmap.figures.symbols import Palette, glyph, svg
from nkmap.schema import Kind

_CORNERS = {Kind.PLANNED: 1.6}
"""How much farther than a disc of its area a shape's corners reach."""
SHARPNESS = 2
"""Pictures are drawn at twice their size, for screens with two pixels per pixel."""
_BADGE = 9.0
BADGE_SHARE = 0.75
"""How small the kind's glyph is drawn in the badge of the ring without a number."""
LEAST_LINE = 2.0
"""Pixels; the thinnest line of a slide."""
_STROKE = re.compile(r'stroke-width="([\d.]+)"')
_SIZE = re.compile(r'width="[\d.e+]+" height="[\d.e+]+" viewBox')


@dataclass(frozen=True)
class Icon:
    """A picture with its size and the point of it that stands on the place, in pixels."""

    picture: str
    width: float
    height: float
    anchor_x: float
    anchor_y: float

    def strong(self, scale: float = 1.0, within: float = 1.0) -> Icon:
        """The picture for a slide: ``scale`` times as large, no line in it below 2 px.

        ``within`` is how small a part of the picture is drawn inside it.
        """
        least = LEAST_LINE / (scale * within)
        picture = _STROKE.sub(
            lambda m: f'stroke-width="{max(float(m[1]), least):.2f}"', self.picture
        )
        width, height = self.width * scale, self.height * scale
        picture = _SIZE.sub(
            f'width="{width * SHARPNESS:g}" height="{height * SHARPNESS:g}" viewBox',
            picture,
            count=1,
        )
        return Icon(picture, width, height, self.anchor_x * scale, self.anchor_y * scale)


def mark_icon(mark: Mark, palette: Palette) -> Icon:
    """The mark's picture: sized by its number, or the dashed ring when none was reported."""
    if not mark.claim.has_figure:
        return unknown_icon(mark.kind, palette)
    if mark.claim.is_zero:
        return zero_icon(mark.kind, palette)
    body = _sized(mark.kind, mark.radius, palette)
    if mark.outer_radius:
        body += _range_rim(mark.kind, mark.outer_radius, palette)
    elif is_open_upwards(mark.claim):
        body += _open_arc(mark.kind, mark.radius + ARC_GAP, palette)
    reach = max(mark.radius, mark.outer_radius or 0) * _CORNERS.get(mark.kind, 1) + 8
    return _centred(body, reach)


def shape_icon(kind: Kind, radius: float, palette: Palette) -> Icon:
    """A kind's shape alone, with the area of a disc of that radius in pixels."""
    return _centred(_sized(kind, radius, palette), radius * _CORNERS.get(kind, 1) + 4)


def rim_icon(kind: Kind, radius: float, palette: Palette) -> Icon:
    """The dashed rim of a kind's highest figure alone; its radius in pixels."""
    return _centred(_range_rim(kind, radius, palette), radius + 4)


def arc_icon(kind: Kind, radius: float, palette: Palette) -> Icon:
    """The arc of a figure that is open upwards alone; its own radius in pixels."""
    return _centred(_open_arc(kind, radius, palette), radius + 4)


def _centred(body: str, reach: float) -> Icon:
    size = math.ceil(2 * reach)
    moved = f'<g transform="translate({size / 2:g},{size / 2:g})">{body}</g>'
    return Icon(svg(moved, size, size, SHARPNESS), size, size, size / 2, size / 2)


def _sized(kind: Kind, radius: float, palette: Palette) -> str:
    """The kind's shape around 0,0 with the area of a disc of that radius."""
    colour, page = palette.kind(kind), palette.page
    if kind is Kind.SELECTED:
        side = radius * math.sqrt(math.pi)
        half = side / 2
        return (
            f'<rect x="{-half:.1f}" y="{-half:.1f}" width="{side:.1f}" height="{side:.1f}" '
            f'fill="{page}" stroke="{colour}" stroke-width="3"/>'
        )
    if kind is Kind.ARRIVED:
        rim = max(3.0, radius * 0.2)
        return (
            f'<circle r="{radius:.1f}" fill="{page}" stroke="{page}" stroke-width="1.5"/>'
            f'<circle r="{radius - rim / 2:.1f}" fill="{page}" stroke="{colour}" '
            f'stroke-width="{rim:.1f}"/>'
        )
    if kind is Kind.PLANNED:
        # An even-sided triangle with the area of the disc, its centre of mass on the place.
        side = radius * math.sqrt(4 * math.pi / math.sqrt(3))
        high = side * math.sqrt(3) / 2
        return (
            f'<path d="M0 {-high * 2 / 3:.1f} L{side / 2:.1f} {high / 3:.1f} '
            f'L{-side / 2:.1f} {high / 3:.1f} Z" fill="{page}" fill-opacity=".85" '
            f'stroke="{colour}" stroke-width="2.2" stroke-dasharray="6 4"/>'
        )
    if kind is Kind.DEPARTED:
        return f'<circle r="{radius:.1f}" fill="{colour}" stroke="{page}" stroke-width="1.5"/>'
    ring = f'<circle r="{radius:.1f}" fill="{page}" stroke="{colour}" stroke-width="2"/>'
    return ring + f'<g transform="translate(-8,-8)">{glyph(kind, palette)}</g>'


def _range_rim(kind: Kind, radius: float, palette: Palette) -> str:
    """The dashed rim of the highest figure; the solid shape inside is the lowest."""
    return (
        f'<circle r="{radius:.1f}" fill="none" stroke="{palette.kind(kind)}" '
        'stroke-width="1.6" stroke-dasharray="4 3"/>'
    )


ARC_GAP = 4.0
"""Pixels between a mark and the arc that leaves it open."""


def is_open_upwards(claim: Claim) -> bool:
    """Whether only a lowest figure was reported: more than, at least."""
    return claim.best is None and claim.low is not None and claim.high is None


def _open_arc(kind: Kind, radius: float, palette: Palette) -> str:
    """An arc to the right that leaves a figure open upwards."""
    x, y = radius * math.cos(math.pi / 6), radius * math.sin(math.pi / 6)
    return (
        f'<path d="M{x:.1f} {-y:.1f} A{radius:.1f} {radius:.1f} 0 0 1 {x:.1f} {y:.1f}" '
        f'fill="none" stroke="{palette.kind(kind)}" stroke-width="2.2"/>'
    )


def unknown_icon(kind: Kind, palette: Palette) -> Icon:
    """Reported, number not given: a dashed ring of one size for all, with the kind as a badge."""
    r, centre = UNKNOWN_RADIUS, UNKNOWN_RADIUS + 2
    ring = (
        f'<circle cx="{centre}" cy="{centre}" r="{r}" fill="{palette.page}" '
        f'stroke="{palette.ink}" stroke-width="2" stroke-dasharray="4.5 3.2"/>'
    )
    return _badged(kind, ring, "?", centre, palette)


def zero_icon(kind: Kind, palette: Palette) -> Icon:
    """A zero that was reported: a square with a solid line and a 0, with the kind as a badge."""
    r, centre = ZERO_RADIUS, ZERO_RADIUS + 2
    square = (
        f'<rect x="{centre - r:g}" y="{centre - r:g}" width="{2 * r:g}" height="{2 * r:g}" '
        f'fill="{palette.page}" stroke="{palette.ink}" stroke-width="2"/>'
    )
    return _badged(kind, square, "0", centre, palette)


def _badged(kind: Kind, shape: str, sign: str, centre: float, palette: Palette) -> Icon:
    badge = centre + 9
    size = badge + _BADGE + 2
    body = (
        f"{shape}"
        f'<text x="{centre}" y="{centre + 5.5}" text-anchor="middle" font-size="15.6" '
        f'font-weight="700" font-family="sans-serif" fill="{palette.ink}">{sign}</text>'
        f'<circle cx="{badge}" cy="{badge}" r="{_BADGE}" fill="{palette.page}" '
        f'stroke="{palette.border}" stroke-width="1"/>'
        f'<g transform="translate({badge - 6},{badge - 6}) scale(.75)">{glyph(kind, palette)}</g>'
    )
    return Icon(svg(body, size, size, SHARPNESS), size, size, centre, centre)


def slide_mark(icon: Icon, scale: float, *, known: bool) -> Icon:
    """A mark's picture for a slide: sized marks have their size already, the ring has not."""
    return icon.strong() if known else icon.strong(scale, BADGE_SHARE)


def question_ring(palette: Palette) -> Icon:
    """A large dashed ring with a question mark: a number exists and was not reported."""
    body = (
        f'<circle cx="50" cy="50" r="44" fill="none" stroke="{palette.ink}" stroke-width="5" '
        'stroke-dasharray="14 9"/>'
        f'<text x="50" y="70" text-anchor="middle" font-size="58" font-weight="700" '
        f'font-family="Georgia, serif" fill="{palette.ink}">?</text>'
    )
    return Icon(svg(body, 100, 100, 2), 100, 100, 50, 50)


FAN_REACH = 92.0
FAN_BEARING = 41.0
"""Degrees anticlockwise from east."""
_FAN_HALF_ANGLE = 37.0


def open_end(colour: str = "#000") -> Icon:
    """A wide fan with open chevrons, for a route that goes on to nobody knows where.

    The fan is 74 degrees wide, so that it points at no town. The map uses it as a stencil and
    gives it the kind's colour.
    """
    rings = "".join(
        f'<path d="{_sector(FAN_REACH * ring / 9)}" fill="{colour}" fill-opacity=".05"/>'
        for ring in range(1, 10)
    )
    chevrons = "".join(
        f'<path d="M{x - 5} -7 l6 7 l-6 7" fill="none" stroke="{colour}" '
        f'stroke-width="2.6" stroke-linecap="round" stroke-opacity="{opacity}"/>'
        for x, opacity in ((34, 1), (52, 0.8), (70, 0.6))
    )
    return _centred(f'<g transform="rotate({-FAN_BEARING:g})">{rings}{chevrons}</g>', FAN_REACH + 4)


def _sector(radius: float) -> str:
    x = radius * math.cos(math.radians(_FAN_HALF_ANGLE))
    y = radius * math.sin(math.radians(_FAN_HALF_ANGLE))
    return f"M0 0 L{x:.1f} {-y:.1f} A{radius:.1f} {radius:.1f} 0 0 1 {x:.1f} {y:.1f} Z"


def open_end_sample(palette: Palette, kind: Kind) -> Icon:
    """Three chevrons, for the legend."""
    chevrons = "".join(
        f'<path d="M{x} 2 l6 7 l-6 7" fill="none" stroke="{palette.kind(kind)}" '
        f'stroke-width="2.4" stroke-linecap="round" stroke-opacity="{opacity}"/>'
        for x, opacity in ((6, 1), (15, 0.8), (24, 0.6))
    )
    return Icon(svg(chevrons, 36, 18, SHARPNESS), 36, 18, 18, 9)


def chevron() -> Icon:
    """A small arrow head that points east, for the middle of a leg; a stencil."""
    body = (
        '<path d="M-4 -6 L4 0 L-4 6" fill="none" stroke="#000" stroke-width="2.8" '
        'stroke-linecap="round"/>'
    )
    return _centred(body, 10)


def plate(width: float, height: float, palette: Palette, colour: str, *, dashed: bool) -> Icon:
    """The sign words stand on: dashed where no place was reported, solid round a stock figure."""
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    stroke = 1.2 if dashed else 2
    body = (
        f'<rect x="1" y="1" width="{width - 2:g}" height="{height - 2:g}" fill="{palette.page}" '
        f'fill-opacity=".96" stroke="{colour}" stroke-width="{stroke}"{dash}/>'
    )
    return Icon(svg(body, width, height, SHARPNESS), width, height, width / 2, height / 2)


def hatch_swatch(palette: Palette) -> Icon:
    """A sample of the hatching, for the legend."""
    stripes = "".join(
        f'<path d="M{x} 16 l16 -16" stroke="{palette.hatch}" stroke-width="1.2"/>'
        for x in range(-16, 40, 8)
    )
    body = (
        f'<clipPath id="c"><rect width="36" height="16"/></clipPath><g clip-path="url(#c)">'
        f'<rect width="36" height="16" fill="{palette.land}"/>{stripes}</g>'
        f'<rect x=".5" y=".5" width="35" height="15" fill="none" stroke="{palette.border}"/>'
    )
    return Icon(svg(body, 36, 16, SHARPNESS), 36, 16, 18, 8)


def incident(palette: Palette) -> Icon:
    """An incident: a diamond with an exclamation mark, of one size whatever was reported."""
    body = (
        f'<path d="M0 -12 L12 0 L0 12 L-12 0 Z" fill="{palette.page}" stroke="{palette.ink}" '
        'stroke-width="2"/>'
        f'<path d="M0 -5.5 V1.5 M0 5 V5.2" stroke="{palette.ink}" stroke-width="2.6" '
        'stroke-linecap="round"/>'
    )
    return _centred(body, 14)


def rail_sample(palette: Palette) -> Icon:
    """A sample of a railway link, for the legend."""
    body = (
        f'<path d="M1 6 H35" stroke="{palette.ink3}" stroke-width="3.4"/>'
        f'<path d="M3 6 H35" stroke="{palette.page}" stroke-width="1.6" '
        'stroke-dasharray="6 6"/>'
    )
    return Icon(svg(body, 36, 12, SHARPNESS), 36, 12, 18, 6)


def announced_sample(palette: Palette) -> Icon:
    """A sample of a railway link that was only announced, for the legend."""
    body = (
        f'<path d="M1 6 H35" stroke="{palette.ink3}" stroke-width="3.6"/>'
        f'<path d="M1 6 H35" stroke="{palette.page}" stroke-width="1.8"/>'
    )
    return Icon(svg(body, 36, 12, SHARPNESS), 36, 12, 18, 6)


def air_sample(palette: Palette) -> Icon:
    """A sample of a flight, for the legend."""
    body = f'<path d="M1 6 H35" stroke="{palette.ink3}" stroke-width="1.6" stroke-dasharray="3 5"/>'
    return Icon(svg(body, 36, 12, SHARPNESS), 36, 12, 18, 6)


def cell(palette: Palette, state: str) -> Icon:
    """A sample of a month on the coverage strip: by the name of its state."""
    style = {
        "figure": f'fill="{palette.ink2}"',
        "unknown": f'fill="{palette.page}" stroke="{palette.ink}" stroke-dasharray="4 3"',
        "zero": f'fill="{palette.page}" stroke="{palette.ink}"',
        "words": f'fill="{palette.ink3}" fill-opacity=".4"',
        "longer": f'fill="{palette.ink3}" fill-opacity=".14" stroke="{palette.line}"',
        "other": f'fill="{palette.page}"',
        "none": f'fill="{palette.line}" fill-opacity=".75"',
    }[state]
    body = f'<rect x="1" y="1" width="34" height="14" {style}/>'
    if state == "other":
        body += f'<rect x="1" y="6" width="34" height="4" fill="{palette.ink3}" fill-opacity=".4"/>'
    if sign := {"unknown": "?", "zero": "0"}.get(state, ""):
        body += (
            f'<text x="18" y="12.5" text-anchor="middle" font-size="12" font-weight="700" '
            f'font-family="sans-serif" fill="{palette.ink}">{sign}</text>'
        )
    return Icon(svg(body, 36, 16, SHARPNESS), 36, 16, 18, 8)


def silence_dot(palette: Palette) -> Icon:
    """A small hollow dot: a place of which nothing of this kind is shown."""
    body = f'<circle r="4" fill="{palette.page}" stroke="{palette.ink2}" stroke-width="1.6"/>'
    return _centred(body, 6)


def dashes(palette: Palette, kind: Kind) -> Icon:
    """A sample of the route's line, for the legend."""
    body = (
        f'<path d="M1 6 H35" stroke="{palette.kind(kind)}" stroke-width="2.4" '
        'stroke-dasharray="7 4.5"/>'
    )
    return Icon(svg(body, 36, 12, SHARPNESS), 36, 12, 18, 6)
