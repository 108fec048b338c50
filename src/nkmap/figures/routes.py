"""The routes and links of a map: bent dashed legs with an open end, and infrastructure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from nkmap import wording
from nkmap.figures import signs, tips
from nkmap.figures.canvas import Array
from nkmap.figures.drawing import Circle, Colour, Group, Paint, Path, Shape, Words, kind_colour
from nkmap.figures.positions import Point, Stand
from nkmap.figures.prepared import Link, Place, Route, Scene
from nkmap.figures.style import Style
from nkmap.schema import Kind
from nkmap.view import ROUTE_SCENE, Frame

STOP_RADIUS, LINK_STOP_RADIUS = 9.0, 3.0
_BENDS = (0.10, 0.07)
_HIT = 14.0
_HEAD_AT = 0.55
_PIECES = 33


@dataclass(frozen=True)
class Leg:
    """A bent line between two stops: plainly not a track."""

    start: Point
    bend: Point
    end: Point

    def at(self, share: float | Array) -> tuple[Any, Any]:
        """The point after a share of the leg, or the points after many."""
        rest = 1 - share
        x, y = (
            rest * rest * one + 2 * rest * share * two + share * share * three
            for one, two, three in zip(self.start, self.bend, self.end, strict=True)
        )
        return x, y

    @property
    def data(self) -> str:
        """The leg as path data."""
        (x0, y0), (x1, y1), (x2, y2) = self.start, self.bend, self.end
        return f"M{x0:.1f} {y0:.1f}Q{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f}"


def legs(route: Route, style: Style) -> tuple[Leg, ...]:
    """The legs between the stops that have a position."""
    return tuple(
        _leg(one.place, two.place, _BENDS[min(number, len(_BENDS) - 1)], style)
        for number, (one, two) in enumerate(pairwise(route.points))
    )


def _leg(start: Place, end: Place, bend: float, style: Style) -> Leg:
    (x0, y0), (x1, y1) = (_on_map(place, style) for place in (start, end))
    middle = (x0 + x1) / 2 - (y1 - y0) * bend, (y0 + y1) / 2 + (x1 - x0) * bend
    return Leg((x0, y0), middle, (x1, y1))


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
    colour = way_colour(route, scene.kind)
    bent = legs(route, style)
    casing = Paint(stroke="focus", width=style.line(6.0), opacity=0.85)
    line = signs.route_paint(colour, style.line)
    parts: list[Shape | Words | Group] = []
    if route.is_open and route.points:
        x, y = style.viewport.pixel(*_position(route.points[-1].place))
        parts.append(
            Group(signs.open_end(colour, style.line).parts, x=x, y=y, scale=fan_scale(style))
        )
    parts += [Path(leg.data, casing) for leg in bent]
    parts += [Path(leg.data, line) for leg in bent]
    parts += [_head(leg, colour, style) for leg in bent]
    parts += _stops(route, scene, style, stands, colour)
    told = tips.tip(route.claims, names)
    hit = Path("".join(leg.data for leg in bent), Paint(width=_HIT)) if bent else None
    return Group(
        tuple(parts),
        layer="routes",
        claims=tips.ids(route.claims),
        claim=route.claim.claim_id,
        tip=told,
        label=". ".join(told),
        target=hit,
    )


def way_colour(route: Route, kind: Kind | None) -> Colour:
    """That of the kind whose way it is; grey where it was told of an earlier time."""
    return "ink3" if route.is_older else kind_colour(kind or ROUTE_SCENE)


def _position(place: Place) -> Point:
    return place.lon, place.lat


def _on_map(place: Place, style: Style) -> Point:
    """Where a line meets a place: on the map itself, even where an inset shows it nearer."""
    return style.viewport.window.pixel(place.lon, place.lat)


def fan_scale(style: Style) -> float:
    """How large the open end is drawn: smaller where the frame is wide or narrow."""
    if style.viewport.frame in {Frame.WIDE, Frame.WORLD}:
        return style.mark(0.5)
    return style.mark(0.8 if style.is_narrow else 1.0)


def _head(leg: Leg, colour: Colour, style: Style) -> Group:
    x, y = leg.at(_HEAD_AT)
    (x0, y0), (x1, y1) = leg.at(_HEAD_AT - 0.02), leg.at(_HEAD_AT + 0.02)
    angle = math.degrees(math.atan2(y0 - y1, x1 - x0))
    return Group((signs.chevron(colour, angle, style.line, style.scale),), x=x, y=y)


def is_numbered(scene: Scene) -> bool:
    """Whether stops carry their number; two routes would number a stop twice."""
    return len(scene.routes) == 1


def _stops(
    route: Route, scene: Scene, style: Style, stands: dict[str, Stand], colour: Colour
) -> list[Shape | Words]:
    """A ring at each stop, with its number; without one, a ring beside a mark would be another."""
    numbered = is_numbered(scene)
    radius = style.mark(STOP_RADIUS if numbered else STOP_RADIUS / 2)
    parts: list[Shape | Words] = []
    for stop in route.points:
        if not numbered and stop.place.place_id in stands:
            continue
        x, y = stop_position(stop.place, scene, style, stands)
        parts.append(Circle(x, y, radius, Paint("page", colour, style.line(2))))
        if numbered:
            size = style.text(12.0)
            words = Words(
                str(stop.seq), x, y + size * 0.35, size, colour, anchor="middle", weight=700
            )
            parts.append(words)
    return parts


def stop_position(place: Place, scene: Scene, style: Style, stands: dict[str, Stand]) -> Point:
    """A stop's number sits on its place, or beside the mark that is there already."""
    found = next((mark for mark in scene.marks if mark.key == place.place_id), None)
    if found is None:
        return style.viewport.pixel(*_position(place))
    stand = stands[place.place_id]
    off = (found.radius + style.mark(STOP_RADIUS) - 3) * math.sqrt(0.5)
    return stand.x - off, stand.y + off


# ------------------------------------------------------------------ infrastructure


def link_groups(scene: Scene, style: Style) -> list[Group]:
    """Transport links: thin, grey, without arrows, never in a kind's colour."""
    return [_link(link, style) for link in scene.links] + (
        [_link_stops(scene, style)] if scene.links else []
    )


def _link(link: Link, style: Style) -> Group:
    (x0, y0), (x1, y1) = _ends(link, style)
    data = f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
    told = tips.of_link(link.claims)
    return Group(
        tuple(Path(data, paint) for paint in signs.link_paints(link, style.line)),
        layer="links",
        claims=tips.ids(link.claims),
        claim=link.claims[0].claim_id,
        tip=told,
        label=". ".join(told),
        target=Path(data, Paint(width=_HIT)),
    )


def _ends(link: Link, style: Style) -> tuple[Point, Point]:
    return _on_map(link.start, style), _on_map(link.end, style)


def _link_stops(scene: Scene, style: Style) -> Group:
    radius = style.mark(LINK_STOP_RADIUS)
    paint = Paint("ink3", "page", style.line(1))
    return Group(
        tuple(
            Circle(*style.viewport.pixel(*_position(place)), radius, paint)
            for place in link_stops(scene)
        ),
        layer="links",
    )


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
    found: dict[str, Link] = {}
    for link in sorted(scene.links, key=_length):
        found[_CAPTIONS[signs.link_words(link)]] = link
    return found


def _length(link: Link) -> float:
    return math.hypot(link.end.lon - link.start.lon, link.end.lat - link.start.lat)


def line(link: Link, style: Style) -> shapely.LineString:
    """What is seen of a link."""
    view = style.viewport
    whole = shapely.LineString(_ends(link, style))
    return shapely.clip_by_rect(whole, 0, 0, view.width, view.height)


def leg_lines(scene: Scene, style: Style) -> list[shapely.LineString]:
    """Each leg of all routes, in pieces short enough to be bent as it is drawn."""
    return [
        shapely.LineString(np.transpose(leg.at(np.linspace(0, 1, _PIECES))))
        for route in scene.routes
        for leg in legs(route, style)
    ]


def sequence(points: Sequence[Point]) -> str:
    """Points as a straight line of path data."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
