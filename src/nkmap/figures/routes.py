"""The routes and links of a map: bent dashed legs with an open end, and infrastructure."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from nkmap import wording
from nkmap.figures import signs, tips
from nkmap.figures.canvas import Array
from nkmap.figures.drawing import Circle, Colour, Group, Paint, Path, Shape, Words, kind_colour
from nkmap.figures.positions import Point, Stand
from nkmap.figures.prepared import Link, Place, Route, Scene
from nkmap.figures.style import Style
from nkmap.figures.viewport import Viewport
from nkmap.view import ROUTE_SCENE

STOP_RADIUS, LINK_STOP_RADIUS = 9.0, 3.0
_BENDS = (0.10, 0.07)
"""How far the first leg of a route and the others are bent, of their length."""
_HIT = 14.0
_HEAD_AT = 0.55
_PIECES = 33
_AROUND_LINK, _LINK_PIECE = 3.0, 40.0


def legs(route: Route, style: Style) -> list[Array]:
    """The legs between the stops that have a position: where each starts, bends and ends.

    They are bent, so plainly not a track.
    """
    found = []
    for number, (one, two) in enumerate(pairwise(route.points)):
        start, end = (np.array(_on_map(stop.place, style)) for stop in (one, two))
        (x, y), share = end - start, _BENDS[min(number, len(_BENDS) - 1)]
        found.append(np.array([start, (start + end) / 2 + share * np.array([-y, x]), end]))
    return found


def _along(leg: Array, shares: Array) -> Array:
    """The points after shares of a leg."""
    rest = 1 - shares
    return np.column_stack([rest * rest, 2 * rest * shares, shares * shares]) @ leg


def leg_pieces(scene: Scene, style: Style) -> list[shapely.LineString]:
    """The legs of all routes, in pieces short enough to be bent as they are drawn."""
    shares = np.linspace(0, 1, _PIECES)
    bent = (_along(leg, shares) for route in scene.routes for leg in legs(route, style))
    return [piece for points in bent for piece in _pieces(points)]


def _pieces(points: Array) -> NDArray[np.object_]:
    return np.asarray(shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)))


def route_groups(
    scene: Scene, style: Style, stands: dict[str, Stand], names: wording.Names
) -> list[Group]:
    """Every route: a group that opens its claim, with a number at each of its stops.

    A route of an earlier time is grey, below those of now.
    """
    by_age = sorted(scene.routes, key=lambda route: not route.is_older)
    return [_route(route, scene, style, stands, names) for route in by_age]


def _route(
    route: Route, scene: Scene, style: Style, stands: dict[str, Stand], names: wording.Names
) -> Group:
    colour = "ink3" if route.is_older else kind_colour(scene.kind or ROUTE_SCENE)
    bent = legs(route, style)
    ways = ["M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}".format(*leg.ravel()) for leg in bent]
    casing = Paint(stroke="focus", width=6.0, opacity=0.85)
    parts: list[Shape | Words | Group] = []
    if route.is_open and route.points:
        x, y = _pixel(route.points[-1].place, style)
        parts.append(Group(signs.open_end(colour).parts, x=x, y=y, scale=fan_scale(style)))
    parts += [Path(way, casing) for way in ways]
    parts += [Path(way, signs.route_paint(colour)) for way in ways]
    parts += [_head(leg, colour, style) for leg in bent]
    parts += _stops(route, scene, style, stands, colour)
    told = tips.tip(route.claims, names)
    return Group(
        tuple(parts),
        layer="routes",
        claims=tips.ids(route.claims),
        claim=route.claim.claim_id,
        tip=told,
        label=". ".join(told),
        target=Path("".join(ways), Paint(width=_HIT)) if ways else None,
    )


def _pixel(place: Place, style: Style) -> Point:
    return style.viewport.pixel(place.lon, place.lat)


def _on_map(place: Place, style: Style) -> Point:
    """Where a line meets a place: on the map itself, even where an inset shows it nearer."""
    return style.viewport.window.pixel(place.lon, place.lat)


def fan_scale(style: Style) -> float:
    """How large the open end is drawn: smaller where the frame is wide or narrow."""
    if style.is_far:
        return style.mark(0.5)
    return style.mark(0.8 if style.is_narrow else 1.0)


def _head(leg: Array, colour: Colour, style: Style) -> Group:
    (x0, y0), (x, y), (x1, y1) = _along(leg, _HEAD_AT + np.array([-0.02, 0, 0.02])).tolist()
    angle = math.degrees(math.atan2(y0 - y1, x1 - x0))
    return Group((signs.chevron(colour, angle, style.scale),), x=x, y=y)


def _stops(
    route: Route, scene: Scene, style: Style, stands: dict[str, Stand], colour: Colour
) -> list[Shape | Words]:
    """A ring at each stop, with its number where there is one route: two would number it twice.

    Without one, a ring beside a mark would be another.
    """
    numbered = len(scene.routes) == 1
    radius = style.mark(STOP_RADIUS if numbered else STOP_RADIUS / 2)
    size = style.text(12.0)
    parts: list[Shape | Words] = []
    for stop in route.points:
        if not numbered and stop.place.place_id in stands:
            continue
        x, y = stop_position(stop.place, scene, style, stands)
        parts.append(Circle(x, y, radius, Paint("page", colour, 2)))
        if numbered:
            number, below = str(stop.seq), y + size * 0.35
            parts.append(Words(number, x, below, size, colour, anchor="middle", weight=700))
    return parts


def stop_position(place: Place, scene: Scene, style: Style, stands: dict[str, Stand]) -> Point:
    """A stop's number sits on its place, or beside the mark that is there already."""
    found = next((mark for mark in scene.marks if mark.key == place.place_id), None)
    if found is None:
        return _pixel(place, style)
    stand = stands[place.place_id]
    off = (found.radius + style.mark(STOP_RADIUS) - 3) * math.sqrt(0.5)
    return stand.x - off, stand.y + off


# ------------------------------------------------------------------ infrastructure


def link_groups(scene: Scene, style: Style) -> list[Group]:
    """Transport links: thin, grey, without arrows, never in a kind's colour."""
    radius, paint = style.mark(LINK_STOP_RADIUS), Paint("ink3", "page", 1)
    stops = [Circle(*_pixel(place, style), radius, paint) for place in link_stops(scene)]
    return [_link(link, style) for link in scene.links] + (
        [Group(tuple(stops), layer="links")] if stops else []
    )


def _link(link: Link, style: Style) -> Group:
    way = straight(*_ends(link, style))
    told = tips.of_link(link.claims)
    return Group(
        tuple(Path(way, paint) for paint in signs.link_paints(link)),
        layer="links",
        claims=tips.ids(link.claims),
        claim=link.claims[0].claim_id,
        tip=told,
        label=". ".join(told),
        target=Path(way, Paint(width=_HIT)),
    )


def straight(start: Point, end: Point) -> str:
    """A straight line as path data."""
    return "M{:.1f} {:.1f}L{:.1f} {:.1f}".format(*start, *end)


def _ends(link: Link, style: Style) -> tuple[Point, Point]:
    return _on_map(link.start, style), _on_map(link.end, style)


def link_stops(scene: Scene) -> tuple[Place, ...]:
    """The places where links begin or end, each once."""
    ends = [place for link in scene.links for place in (link.start, link.end)]
    return tuple({place.place_id: place for place in ends}.values())


_CAPTIONS = dict(
    zip(
        signs.LINKS,
        ("railway, not a route", "train announced", "flight, not a route"),
        strict=True,
    )
)


def captions(scene: Scene) -> dict[str, Link]:
    """What each sort of line is, with the longest link of that sort."""
    by_length = sorted(
        scene.links,
        key=lambda link: math.dist((link.start.lon, link.start.lat), (link.end.lon, link.end.lat)),
    )
    return {_CAPTIONS[signs.link_words(link)]: link for link in by_length}


def line(link: Link, style: Style) -> shapely.LineString:
    """What is seen of a link."""
    return _seen(_ends(link, style), style.viewport)


def _seen(ends: tuple[Point, Point], view: Viewport) -> shapely.LineString:
    return shapely.clip_by_rect(shapely.LineString(ends), 0, 0, view.width, view.height)


def around_link(link: Link, style: Style) -> NDArray[np.object_]:
    """What is seen of a link, in pieces with a little room around them."""
    return _around(_ends(link, style), style.viewport)


@lru_cache(maxsize=256)
def _around(ends: tuple[Point, Point], view: Viewport) -> NDArray[np.object_]:
    """The maps of all months ask for the same."""
    points = shapely.get_coordinates(shapely.segmentize(_seen(ends, view), _LINK_PIECE))
    return np.asarray(shapely.buffer(_pieces(points), _AROUND_LINK, cap_style="square"))
