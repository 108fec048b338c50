"""Where in a picture the marks of a scene stand: at their places, or a few pixels beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from nkmap.figures import signs
from nkmap.figures.prepared import Mark, Place, Scene
from nkmap.figures.style import Style
from nkmap.view import Frame

WIDE_SHARE, WIDE_SLIDE_SHARE = 0.4, 0.5
"""In the far frames every mark is this much of its size, all alike; and the same on a slide."""
_FAR = frozenset({Frame.WIDE, Frame.WORLD})
_ROOM = 2.0
_WEST = math.pi
_LEAST, _MOST = 0.5, 60.0
"""Pixels of a page; less is not seen, and farther than this nothing is moved."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Stand:
    """Where something stands, and where its place is, if that is not the same."""

    x: float
    y: float
    home: Point | None = None


def is_far(style: Style) -> bool:
    """Whether a few pixels of the frame are hundreds of kilometres."""
    return style.viewport.frame in _FAR


def sized(scene: Scene, style: Style) -> Scene:
    """The scene with its marks as large as the frame and the style draw them.

    All marks become larger or smaller alike, so that area stays in proportion. In the far frames
    nothing is written inside them: a number without the words beside it would have lost its hedge.
    """
    if is_far(style):
        share = WIDE_SLIDE_SHARE * style.scale if style.is_slide else WIDE_SHARE
        marks = tuple(replace(_sized(mark, share, style), inside="") for mark in scene.marks)
        return replace(scene, marks=marks, share=share)
    if not style.is_slide:
        return scene
    marks = tuple(_sized(mark, style.scale, style) for mark in scene.marks)
    return replace(scene, marks=marks, share=style.scale)


def _sized(mark: Mark, share: float, style: Style) -> Mark:
    """A mark at a share of its size; on a slide the ring without a number stays readable."""
    if style.is_slide and not mark.is_sized:
        share = style.scale  # its size says nothing, and its sign is a text
    outer = mark.outer_radius * share if mark.outer_radius else None
    return replace(mark, radius=mark.radius * share, outer_radius=outer)


def unsized_scale(scene: Scene, style: Style) -> float:
    """How large what has no size of its own is drawn."""
    return style.scale if style.is_slide else max(scene.share, 0.6)


def of_marks(scene: Scene, style: Style) -> dict[str, Stand]:
    """Where each mark of a sized scene stands, by its place; the largest stand at their places.

    In the far frames nothing is moved.
    """
    taken: list[tuple[float, float, float]] = []
    found = {}
    for mark in sorted(scene.marks, key=lambda mark: (-signs.reach(mark), mark.place.place_id)):
        found[mark.place.place_id] = _beside(mark.place, signs.reach(mark), taken, style)
    for happening in scene.happenings:
        key = happening_key(happening.place)
        size = signs.INCIDENT_REACH * unsized_scale(scene, style)
        found[key] = _beside(happening.place, size, taken, style)
    return found


def happening_key(place: Place) -> str:
    """The key of the incidents at a place, beside whose mark they stand."""
    return f"incident {place.place_id}"


def _beside(
    place: Place, radius: float, taken: list[tuple[float, float, float]], style: Style
) -> Stand:
    """Where a disc may stand: on its place, else beside the discs that would be covered."""
    home = style.viewport.pixel(place.lon, place.lat)
    x, y = home
    for other_x, other_y, other in () if is_far(style) else taken:
        apart = other + radius + _ROOM
        if math.dist((x, y), (other_x, other_y)) >= apart - _ROOM:
            continue
        near = math.dist(home, (other_x, other_y)) <= 1
        away = _WEST if near else math.atan2(home[1] - other_y, home[0] - other_x)
        x, y = other_x + apart * math.cos(away), other_y + apart * math.sin(away)
    if not _LEAST < math.dist((x, y), home) <= _MOST * style.scale:
        taken.append((*home, radius))
        return Stand(*home)
    taken.append((x, y, radius))
    return Stand(x, y, home)
