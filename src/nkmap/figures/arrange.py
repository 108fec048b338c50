"""What a frame's own scale asks of a scene: marks moved apart, or made smaller together."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TypeVar

from nkmap.figures.frames import Camera
from nkmap.figures.prepared import Happening, Mark, Place, Scene
from nkmap.view import Frame

_ROOM = 2.0
_WEST = math.pi
INCIDENT_REACH = 13.0
"""How far an incident's picture reaches from its middle, in pixels."""
_Disc = tuple[float, float, float]
_LEAST, _MOST = 0.5, 60.0
"""Pixels of a page; farther than this nothing is moved."""


WIDE_SHARE = 0.4
"""In the wide frame every mark is this much of its size, all alike."""
WIDE_SLIDE_SHARE = 0.5
"""The same on a slide, of the size that marks have in a slide's other frames."""


def arrange(scene: Scene, frame: Frame, camera: Camera, scale: float = 1.0) -> Scene:
    """The scene as a frame shows it: smaller in the wide one, moved apart in the others.

    A moved mark keeps its true place in ``home``, to which the map draws a thin line. In the wide
    frame nothing is moved: a few pixels are hundreds of kilometres there. ``scale`` is how much
    larger than on a page a slide draws all marks alike, so that area stays in proportion.
    """
    if frame is Frame.WIDE:
        share = WIDE_SHARE if scale == 1 else WIDE_SLIDE_SHARE * scale
        marks = tuple(replace(_sized(m, share, scale), inside="") for m in scene.marks)
        return replace(scene, marks=marks, share=share)
    if scale != 1:
        marks = tuple(_sized(mark, scale, scale) for mark in scene.marks)
        scene = replace(scene, marks=marks, share=scale)
    return _apart(scene, camera, scale)


def _sized(mark: Mark, share: float, scale: float) -> Mark:
    """A mark at a share of its size; on a slide the ring without a number stays readable."""
    if scale != 1 and not mark.is_sized:
        share = scale  # its size says nothing, and its question mark is a text
    outer = mark.outer_radius * share if mark.outer_radius else None
    return replace(mark, radius=mark.radius * share, outer_radius=outer)


def _apart(scene: Scene, camera: Camera, scale: float) -> Scene:
    placed: list[_Disc] = []
    marks: dict[str, Mark] = {}
    for mark in sorted(scene.marks, key=lambda mark: -reach(mark)):
        place = _beside(mark.place, reach(mark), placed, camera, scale)
        marks[mark.place.place_id] = _moved(mark, place)
    happenings = tuple(
        _moved(found, _beside(found.place, INCIDENT_REACH * scale, placed, camera, scale))
        for found in scene.happenings
    )
    kept = tuple(marks[mark.place.place_id] for mark in scene.marks)
    return replace(scene, marks=kept, happenings=happenings)


def reach(mark: Mark) -> float:
    """How far a mark's picture reaches from its middle, in pixels."""
    return max(mark.radius, mark.outer_radius or 0.0)


_Moved = TypeVar("_Moved", Mark, Happening)


def _moved(mark: _Moved, place: Place) -> _Moved:
    return mark if place == mark.place else replace(mark, place=place, home=mark.place)


def _beside(
    place: Place, radius: float, placed: list[_Disc], camera: Camera, scale: float
) -> Place:
    """Where a disc may stand: on its place, else beside the discs that would be covered."""
    home = camera.pixel(place.lon, place.lat)
    x, y = home
    for other_x, other_y, other in placed:
        apart = other + radius + _ROOM
        if math.dist((x, y), (other_x, other_y)) >= apart - _ROOM:
            continue
        near = math.dist(home, (other_x, other_y)) <= 1
        away = _WEST if near else math.atan2(home[1] - other_y, home[0] - other_x)
        x, y = other_x + apart * math.cos(away), other_y + apart * math.sin(away)
    if not _LEAST < math.dist((x, y), home) <= _MOST * scale:
        placed.append((*home, radius))
        return place
    placed.append((x, y, radius))
    lon, lat = camera.point(x, y)
    return replace(place, lon=lon, lat=lat)
