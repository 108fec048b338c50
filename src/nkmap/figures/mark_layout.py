"""Where in a picture the marks of a scene stand: at their places, or a few pixels beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nkmap.figures import area_labels, basemap, symbols, world
from nkmap.figures.label_obstacles import CELL, Array
from nkmap.figures.scene import Mark, Place, Scene
from nkmap.figures.viewport import Style

FAR, FAR_LARGER = 0.4, 0.5
"""In the far frames every mark is this much of its size, all alike; on a slide and of one size."""
_ROOM = 2.0
_ANGLES = np.radians(np.arange(180, 540, 15))
"""Directions in which what is covered is moved, from the west around."""
_NEAREST, _FARTHEST, _ABROAD = 4.0, 100.0, 200.0
"""Pixels of a page: the steps of the search and where it ends; what another country costs."""

Point = tuple[float, float]
_Disc = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Layout:
    """A scene in a picture: what it shows, how large, and where its marks stand."""

    scene: Scene
    style: Style
    positions: Mapping[str, Point]
    """By the key of each mark."""

    def pixel(self, place: Place) -> Point:
        """The pixel of a place."""
        return self.style.viewport.pixel(place.lon, place.lat)

    def shows(self, place: Place) -> bool:
        """Whether it lies in the picture."""
        return self.style.viewport.box.holds(*self.pixel(place))


def layout(scene: Scene, style: Style) -> Layout:
    """Lay out a scene in a picture; the largest marks stand at their places.

    In the far frames nothing is moved but in an inset that enlarges a part of them.
    """
    taken: list[_Disc] = []
    positions: dict[str, Point] = {}
    laid = Layout(sized(scene, style), style, positions)
    for mark in sorted(
        laid.scene.marks, key=lambda one: (one.is_beside, -symbols.reach(one), one.key)
    ):
        positions[mark.key] = _beside(mark, laid.pixel(mark.place), taken, style)
        taken.append((*positions[mark.key], symbols.reach(mark)))
    return laid


def sized(scene: Scene, style: Style) -> Scene:
    """Size the marks of a scene for the frame and the style, and choose its area labels.

    All marks become larger or smaller alike, so that area stays in proportion; the sign that says
    there is no number stays readable. On a map of the world each country has a label of its own.
    """
    share = style.scale
    if style.is_far:
        share *= FAR if scene.kind and not style.is_slide else FAR_LARGER
    marks = []
    for mark in scene.marks:
        by = style.scale if scene.kind and not mark.is_sized else share
        outer = mark.outer_radius * by if mark.outer_radius else None
        marks.append(replace(mark, radius=mark.radius * by, outer_radius=outer))
    scene = replace(scene, marks=tuple(marks))
    if style.is_world:
        return world.of_world(scene, style)
    return replace(scene, area_labels=area_labels.together(scene))


def _beside(mark: Mark, home: Point, taken: Sequence[_Disc], style: Style) -> Point:
    """Where a mark may stand: on its place, else beside the marks that it would cover.

    It stays in its own country or goes to the sea: across a border it would be read as there. Nor
    does the edge of the picture, or of an inset, cut it, where its place is in it.
    """
    radius, view = symbols.reach(mark), style.viewport
    own = view.inset_at(*home)
    room = own.room if own else view.box
    others = [inset.box for inset in view.insets if inset is not own]

    def is_whole(points: Array) -> NDArray[np.bool_]:
        least, most = (room.left, room.top), (room.right, room.bottom)
        inside = ((points - radius > least) & (points + radius < most)).all(axis=1)
        for box in others:
            least, most = (box.left, box.top), (box.right, box.bottom)
            inside &= ((points + radius < least) | (points - radius > most)).any(axis=1)
        return np.asarray(inside)

    at_home = np.array([home])
    stays = is_whole(at_home) & ~_is_covered(at_home, radius, taken)
    is_far = style.is_far and not (own and own.enlarges)
    if is_far or not view.box.holds(*home) or stays[0]:
        return home
    angles, far = np.meshgrid(_ANGLES, np.arange(_NEAREST, _FARTHEST * style.scale, _NEAREST))
    off = np.column_stack([np.cos(angles).ravel(), -np.sin(angles).ravel()])
    points = home + far.ravel()[:, None] * off
    free = is_whole(points) & ~_is_covered(points, radius + _ROOM, taken)
    around = np.hstack([points - CELL / 2, points + CELL / 2])
    abroad = basemap.land(view).foreign(mark.place.country, around)
    cost = np.where(free, far.ravel() + _ABROAD * abroad, np.inf)
    best = int(cost.argmin())
    x, y = points[best].tolist()
    return (x, y) if np.isfinite(cost[best]) else home


def _is_covered(points: Array, radius: float, taken: Sequence[_Disc]) -> NDArray[np.bool_]:
    """Whether a disc around each point would touch another."""
    discs = np.array(taken, dtype=float).reshape(-1, 3)
    far = np.hypot(points[:, :1] - discs[:, 0], points[:, 1:] - discs[:, 1])
    return np.asarray((far < discs[:, 2] + radius).any(axis=1))
