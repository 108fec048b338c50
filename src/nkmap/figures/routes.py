"""The routes and links of a map: bent dashed legs with an open end, and infrastructure."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import shapely

from nkmap.figures import symbols, tooltips
from nkmap.figures.colours import Colour, kind_colour
from nkmap.figures.drawing import Circle, Group, Paint, Path, Shape, Words
from nkmap.figures.label_obstacles import Array
from nkmap.figures.mark_layout import Layout, Point
from nkmap.figures.scene import Link, Place, Route, Scene
from nkmap.view import ROUTE_SCENE

STOP_RADIUS, LINK_STOP_RADIUS = 9.0, 3.0
_BENDS = (0.10, 0.07)
"""How far the first leg of a route and the others are bent, of their length."""
_SHARES = np.linspace(0, 1, 33)
_HEAD_AT = np.array([0.53, 0.55, 0.57])
"""Parts of a leg between which its arrow stands."""
_HIT = 14.0


def colour(route: Route, scene: Scene) -> Colour:
    """The colour of a route: its kind's; grey for one of an earlier time."""
    return "ink3" if route.is_older else kind_colour(scene.kind or ROUTE_SCENE)


def paint(stroke: Colour) -> Paint:
    """The line of a route: dashed, so plainly not a track."""
    return Paint(stroke=stroke, width=2.4, dash=(9.0, 5.5))


def _legs(route: Route, laid: Layout) -> list[Array]:
    """Where each leg between the stops that have a position starts, bends and ends."""
    found = []
    for number, (one, two) in enumerate(pairwise(route.points.values())):
        start, end = map(np.array, _ends(one, two, laid))
        (x, y), share = end - start, _BENDS[min(number, len(_BENDS) - 1)]
        found.append(np.array([start, (start + end) / 2 + share * np.array([-y, x]), end]))
    return found


def _along(leg: Array, shares: Array) -> Array:
    """The points after shares of a leg."""
    rest = 1 - shares
    return np.column_stack([rest * rest, 2 * rest * shares, shares * shares]) @ leg


def lines(laid: Layout) -> list[shapely.LineString]:
    """The legs of all routes as they are drawn."""
    legs = (leg for route in laid.scene.routes for leg in _legs(route, laid))
    return [shapely.LineString(_along(leg, _SHARES)) for leg in legs]


def _ends(start: Place, end: Place, laid: Layout) -> tuple[Point, Point]:
    """Where a line begins and ends: in an inset if that shows both places, else on the map.

    No line crosses the frame of an inset, whose scale or place is another.
    """
    view, both = laid.style.viewport, [(start.lon, start.lat), (end.lon, end.lat)]
    one, two = (view.inset_of(*at) for at in both)
    start_at, end_at = ((one if one and one is two else view.main).pixel(*at) for at in both)
    return start_at, end_at


def route_group(route: Route, laid: Layout) -> Group:
    """Draw a route: a group that opens its claim, with a number at each of its stops."""
    stroke, bent = colour(route, laid.scene), _legs(route, laid)
    ways = ["M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}".format(*leg.ravel()) for leg in bent]
    casing = Paint(stroke="focus", width=6.0, opacity=0.85)
    parts: list[Shape | Words | Group] = []
    if route.is_open:
        x, y = laid.pixel([*route.points.values()][-1])
        fan = symbols.open_end(stroke).parts
        parts.append(Group(fan, x=x, y=y, scale=fan_scale(laid)))
    parts += [Path(way, line) for line in (casing, paint(stroke)) for way in ways]
    for leg in bent:
        (x0, y0), (x, y), (x1, y1) = _along(leg, _HEAD_AT).tolist()
        angle = math.degrees(math.atan2(y0 - y1, x1 - x0))
        parts.append(Group((symbols.arrow(stroke, angle, laid.style.scale),), x=x, y=y))
    parts += _stops(route, laid, stroke)
    target = Path("".join(ways), Paint(width=_HIT)) if ways else None
    return tooltips.of_part(route, laid.scene.names, tuple(parts), target)


FEW_ROUTES = 2
"""Routes whose open ends leave room for words at their full size."""


def fan_scale(laid: Layout) -> float:
    """The scale of the open end: smaller where the frame is far or narrow, and beside others."""
    style, open_ends = laid.style, sum(route.is_open for route in laid.scene.routes)
    crowded = 0.45 if open_ends > FEW_ROUTES else 1.0
    return style.mark(crowded * (0.5 if style.is_far else 0.8 if style.is_narrow else 1.0))


def _stops(route: Route, laid: Layout, stroke: Colour) -> list[Shape | Words]:
    """A ring at each stop, with its number where there is one route: two would number it twice.

    Without one, a ring beside a mark would be another.
    """
    numbered, style = len(laid.scene.routes) == 1, laid.style
    radius, size = style.mark(stop_radius(laid.scene)), style.text(12.0)
    parts: list[Shape | Words] = []
    for number, stop in route.points.items():
        if numbered or stop.place_id not in laid.positions:
            x, y = stop_position(stop, laid)
            parts.append(Circle(x, y, radius, Paint("page", stroke, 2)))
            if numbered:
                below = y + size * 0.35
                parts.append(Words(f"{number}", x, below, size, stroke, "middle", weight=700))
    return parts


def stop_radius(scene: Scene) -> float:
    """Pixels of a stop on a page: larger where its number stands in it."""
    return STOP_RADIUS if len(scene.routes) == 1 else STOP_RADIUS / 2


def stop_position(place: Place, laid: Layout) -> Point:
    """The pixel of a stop's number: on its place, or beside the mark that is there already."""
    found = next((mark for mark in laid.scene.marks if mark.key == place.place_id), None)
    if found is None:
        return laid.pixel(place)
    x, y = laid.positions[place.place_id]
    off = (found.radius + laid.style.mark(STOP_RADIUS) - 3) * math.sqrt(0.5)
    return x - off, y + off


# ------------------------------------------------------------------ infrastructure


class LinkStyle(NamedTuple):
    """How a sort of link is named in the legend and beside it, and the lines it is drawn in.

    None of them is anybody's route. A railway has light ties inside a dark line, the old sign for
    it; a train that was announced is hollow, a flight dotted.
    """

    name: str
    label: str
    paints: tuple[Paint, ...]


_RAIL, _INSIDE = Paint(stroke="ink3", width=3.6), Paint(stroke="page", width=1.8)
LINK_STYLES = (
    LinkStyle("a railway link", "railway, not a route", (_RAIL, replace(_INSIDE, dash=(6, 6)))),
    LinkStyle("a train announced", "train announced", (_RAIL, _INSIDE)),
    LinkStyle("a flight", "flight, not a route", (Paint(stroke="ink3", width=1.6, dash=(2, 4)),)),
)


def link_style(link: Link) -> LinkStyle:
    """The style of a link."""
    return LINK_STYLES[2 if link.mode == "air" else int(link.is_announced)]


def link_groups(laid: Layout) -> list[Group]:
    """Draw the transport links: thin, grey, without arrows, never in a kind's colour."""
    radius, dot = laid.style.mark(LINK_STOP_RADIUS), Paint("ink3", "page", 1)
    ends = {at for link in laid.scene.links for at in _ends(link.start, link.end, laid)}
    at_home = {laid.pixel(place) for place in link_stops(laid.scene)}
    stops = [Circle(*at, radius, dot) for at in sorted(ends | at_home)]
    found = []
    for link in laid.scene.links:
        way = straight(*_ends(link.start, link.end, laid))
        parts = tuple(Path(way, line) for line in link_style(link).paints)
        target = Path(way, Paint(width=_HIT))
        found.append(tooltips.of_part(link, laid.scene.names, parts, target))
    return [*found, Group(tuple(stops), layer="links")] if found else []


def straight(start: Point, end: Point) -> str:
    """A straight line as path data."""
    return "M{:.1f} {:.1f}L{:.1f} {:.1f}".format(*start, *end)


def link_stops(scene: Scene) -> tuple[Place, ...]:
    """The places where links begin or end, each once."""
    ends = [place for link in scene.links for place in (link.start, link.end)]
    return tuple({place.place_id: place for place in ends}.values())


def link_styles(scene: Scene) -> dict[LinkStyle, Link]:
    """The styles of link that are shown, each with its longest link."""
    by_length = sorted(
        scene.links,
        key=lambda link: math.dist((link.start.lon, link.start.lat), (link.end.lon, link.end.lat)),
    )
    return {one: link for one in LINK_STYLES for link in by_length if link_style(link) is one}


def line(link: Link, laid: Layout) -> shapely.LineString:
    """The part of a link that lies in the picture."""
    ends = shapely.LineString(_ends(link.start, link.end, laid))
    view = laid.style.viewport
    return shapely.clip_by_rect(ends, 0, 0, view.width, view.height)
