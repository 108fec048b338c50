"""The route one claim states: bent dashed legs, numbered stops, and an open end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import pydeck as pdk
from pydeck.types import String
from shapely import LineString

from nkmap.figures import icons
from nkmap.figures.frames import Camera
from nkmap.figures.layers import (
    Look,
    Row,
    icon_layer,
    icon_row,
    ids,
    line_layer,
    line_rows,
    lonlat,
    point,
    text_row,
)
from nkmap.figures.prepared import Place, Route, Scene
from nkmap.figures.symbols import rgba
from nkmap.view import Frame

_ROUTE_BENDS = (0.10, 0.07)

_ROUTE_STEPS = 8
"""Straight pieces of a leg: too short for its bend to show corners."""
_DASH, _GAP = 9.0, 5.5
"""Pixels, in the frame's own picture: whoever looks closer sees longer ones."""

STOP_RADIUS = 9.0


def route_layers(scene: Scene, look: Look) -> list[pdk.Layer]:
    """Every layer of every route; empty ones where no claim states one.

    A route of an earlier time is grey, in layers that are only there where it is.
    """
    older = tuple(route for route in scene.routes if route.is_older)
    now = tuple(route for route in scene.routes if not route.is_older)
    grey, colour = look.palette.ink3, look.palette.kind(scene.kind)
    before = _layers(older, "older-", grey, scene, look) if older else []
    return [*before, *_layers(now, "", colour, scene, look)]


def _layers(
    routes: Sequence[Route], name: str, colour: str, scene: Scene, look: Look
) -> list[pdk.Layer]:
    casing: list[Row] = []
    dashes: list[Row] = []
    heads: list[Row] = []
    ends: dict[str, Row] = {}
    rings: list[Row] = []
    for route in routes:
        bent = legs(route, look.camera)
        for leg in bent:
            casing += line_rows(leg)
            dashes += _dashed(leg, look, ids(route.claims))
        heads += [_head(leg, look) for leg in bent]
        if route.is_open and route.points:
            last = route.points[-1].place  # two routes may end open at one place
            ends[last.place_id] = _end_row(last, look)
        rings += [_stop_row(route, index, scene, look) for index in _ringed(route, scene)]
    return [
        *icon_layer(f"{name}open-end", list(ends.values()), get_color=list(rgba(colour))),
        line_layer(f"{name}route-casing", casing, rgba(look.palette.focus, 0.85), look.line(6.0)),
        line_layer(f"{name}route", dashes, rgba(colour), look.line(2.4)),
        *icon_layer(f"{name}route-heads", heads, get_angle="a", get_color=list(rgba(colour))),
        _ring_layer(f"{name}route-stops", rings, look, colour),
    ]


def _ringed(route: Route, scene: Scene) -> list[int]:
    """The stops that get a ring: without a number, one beside a mark would be another mark."""
    marked = {mark.place.place_id for mark in scene.marks}
    return [
        index
        for index, stop in enumerate(route.points)
        if _numbered(scene) or stop.place.place_id not in marked
    ]


def _numbered(scene: Scene) -> bool:
    """Whether stops carry their number; two routes would number a stop twice."""
    return len(scene.routes) == 1


def fan_scale(look: Look) -> float:
    """How large the open end is drawn: smaller where the frame is wide or narrow."""
    if look.frame is Frame.WIDE:
        return look.mark(0.5)
    return look.mark(0.8 if look.narrow else 1.0)


def _end_row(place: Place, look: Look) -> Row:
    icon = icons.open_end()
    if look.slide:  # its lines at their own width, whatever the frame does to its size
        icon = icon.strong(fan_scale(look))
        return icon_row(icon, point(place), stencil=True)
    row = icon_row(icon, point(place), stencil=True)
    return row | {"s": round(row["s"] * fan_scale(look), 1)}


def _ring_layer(name: str, rows: list[Row], look: Look, colour: str) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id=name,
        get_position="p",
        get_radius="r",
        radius_units=String("pixels"),
        get_fill_color=list(rgba(look.palette.page)),
        get_line_color=list(rgba(colour)),
        stroked=True,
        get_line_width=look.line(2),
        line_width_units=String("pixels"),
    )


def legs(route: Route, camera: Camera) -> list[list[list[float]]]:
    """Each leg as a bent line of points: plainly not a track."""
    pairs = pairwise(route.points)
    return [
        _bent(camera, one.place, two.place, _ROUTE_BENDS[min(i, len(_ROUTE_BENDS) - 1)])
        for i, (one, two) in enumerate(pairs)
    ]


def _bent(camera: Camera, start: Place, end: Place, bend: float) -> list[list[float]]:
    (x0, y0), (x1, y1) = camera.pixel(start.lon, start.lat), camera.pixel(end.lon, end.lat)
    middle_x, middle_y = (x0 + x1) / 2 - (y1 - y0) * bend, (y0 + y1) / 2 + (x1 - x0) * bend
    points = []
    for step in range(_ROUTE_STEPS + 1):
        t = step / _ROUTE_STEPS
        u = 1 - t
        x = u * u * x0 + 2 * u * t * middle_x + t * t * x1
        y = u * u * y0 + 2 * u * t * middle_y + t * t * y1
        lon, lat = camera.point(x, y)
        points.append([round(lon, 3), round(lat, 3)])
    return points


def _dashed(leg: Sequence[list[float]], look: Look, claims: list[str]) -> list[Row]:
    """A leg as dashes, from its start to its very end; the first names the claims."""
    line = LineString([look.camera.pixel(*place) for place in leg])
    dash, gap = look.line(_DASH), look.line(_GAP)
    # As many as fit, a little longer or shorter, so that a dash lies at both ends.
    count = max(1, round((line.length + gap) / (dash + gap)))
    share = line.length / (count * (dash + gap) - gap)
    rows: list[Row] = []
    for number in range(count):
        start = number * (dash + gap) * share
        ends = (line.interpolate(start), line.interpolate(start + dash * share))
        rows += line_rows([lonlat(look.camera, at.x, at.y) for at in ends])
    return [rows[0] | {"c": claims}, *rows[1:]]


def _head(leg: list[list[float]], look: Look) -> Row:
    at = round(len(leg) * 0.55)
    (x0, y0), (x1, y1) = (look.camera.pixel(*leg[i]) for i in (at - 1, at))
    angle = math.degrees(math.atan2(y0 - y1, x1 - x0))
    if look.slide:
        return icon_row(
            icons.chevron().strong(look.scale), leg[at], stencil=True, a=round(angle, 1)
        )
    return icon_row(icons.chevron(), leg[at], stencil=True, a=round(angle, 1))


def _stop_row(route: Route, index: int, scene: Scene, look: Look) -> Row:
    stop = route.points[index]
    radius = look.mark(STOP_RADIUS if _numbered(scene) else STOP_RADIUS / 2)
    return {"p": stop_position(stop.place, scene, look), "r": radius, "c": ids(route.claims)}


def stop_position(place: Place, scene: Scene, look: Look) -> list[float]:
    """A stop's number sits on its place, or beside the mark that is there already."""
    mark = next((m for m in scene.marks if m.place.place_id == place.place_id), None)
    if mark is None:
        return point(place)
    x, y = look.camera.pixel(place.lon, place.lat)
    off = (mark.radius + look.mark(STOP_RADIUS) - 3) * math.sqrt(0.5)
    return lonlat(look.camera, x - off, y + off)


def stop_numbers(scene: Scene, look: Look) -> list[Row]:
    """The stops' numbers as rows of a text layer; none where routes would number a stop twice."""
    if not _numbered(scene):
        return []
    colour = look.palette.kind(scene.kind)
    return [
        text_row(str(stop.seq), stop_position(stop.place, scene, look), colour, look.text(12.0))
        for route in scene.routes
        for stop in route.points
    ]
