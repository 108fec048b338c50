"""What a frame's own scale asks of a scene: marks moved apart, or made smaller together."""

from __future__ import annotations

import math
from dataclasses import replace

from nkmap.figures.frames import Camera
from nkmap.figures.prepared import Mark, Scene
from nkmap.view import Frame

_ROOM = 2.0
_WEST = math.pi
_MOST = 60.0
"""Pixels; farther than this nothing is moved."""


WIDE_SHARE = 0.4
"""In the wide frame every mark is this much of its size, all alike."""


def arrange(scene: Scene, frame: Frame, camera: Camera) -> Scene:
    """The scene as a frame shows it: smaller in the wide one, moved apart in the others.

    A moved mark keeps its true place in ``home``, to which the map draws a thin line. In the wide
    frame nothing is moved: a few pixels are hundreds of kilometres there.
    """
    if frame is Frame.WIDE:
        return replace(scene, marks=tuple(map(_smaller, scene.marks)), share=WIDE_SHARE)
    return _apart(scene, camera)


def _smaller(mark: Mark) -> Mark:
    outer = mark.outer_radius * WIDE_SHARE if mark.outer_radius else None
    return replace(mark, radius=mark.radius * WIDE_SHARE, outer_radius=outer, inside="")


def _apart(scene: Scene, camera: Camera) -> Scene:
    placed: list[Mark] = []
    for mark in sorted(scene.marks, key=lambda mark: -reach(mark)):
        placed.append(_beside(mark, placed, camera))
    order = {mark.place.place_id: mark for mark in placed}
    return replace(scene, marks=tuple(order[mark.place.place_id] for mark in scene.marks))


def reach(mark: Mark) -> float:
    """How far a mark's picture reaches from its middle, in pixels."""
    return max(mark.radius, mark.outer_radius or 0.0)


def _beside(mark: Mark, placed: list[Mark], camera: Camera) -> Mark:
    x, y = camera.pixel(mark.place.lon, mark.place.lat)
    for other in placed:
        at = camera.pixel(other.place.lon, other.place.lat)
        apart = reach(other) + reach(mark) + _ROOM
        if math.dist((x, y), at) >= apart - _ROOM:
            continue
        home = camera.pixel(mark.place.lon, mark.place.lat)
        away = math.atan2(home[1] - at[1], home[0] - at[0]) if math.dist(home, at) > 1 else _WEST
        x, y = at[0] + apart * math.cos(away), at[1] + apart * math.sin(away)
    lon, lat = camera.point(x, y)
    moved = math.dist((x, y), camera.pixel(mark.place.lon, mark.place.lat))
    if not 0.5 < moved <= _MOST:
        return mark
    return replace(mark, place=replace(mark.place, lon=lon, lat=lat), home=mark.place)
