"""Where in a picture the marks of a scene stand: at their places, or a few pixels beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from nkmap.figures import basemap, signs
from nkmap.figures.prepared import Mark, Place, Scene
from nkmap.figures.style import Style

FAR, FAR_LARGER = 0.4, 0.5
"""In the far frames every mark is this much of its size, all alike; on a slide and of one size."""
_ROOM = 2.0
_ANGLES = np.radians(np.arange(180, 540, 15))
"""Directions in which what is covered is moved, from the west around."""
_NEAREST, _FARTHEST, _ABROAD = 4.0, 100.0, 200.0
"""Pixels of a page: the steps of the search and where it ends; what another country costs."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Stand:
    """Where something stands, and where its place is, if that is not the same."""

    x: float
    y: float
    home: Point | None = None


def sized(scene: Scene, style: Style) -> Scene:
    """The scene with its marks as large as the frame and the style draw them.

    All marks become larger or smaller alike, so that area stays in proportion. In the far frames
    nothing is written inside them: a number without the words beside it would have lost its hedge.
    """
    share = style.scale
    if style.is_far:
        share *= FAR if scene.kind and not style.is_slide else FAR_LARGER
    marks = tuple(_sized(mark, share, scene, style) for mark in scene.marks)
    return replace(scene, marks=marks)


def _sized(mark: Mark, share: float, scene: Scene, style: Style) -> Mark:
    """A mark at a share of its size; the sign that says there is no number stays readable."""
    if scene.kind and not mark.is_sized:
        share = style.scale
    outer = mark.outer_radius * share if mark.outer_radius else None
    inside = "" if style.is_far else mark.inside
    return replace(mark, radius=mark.radius * share, outer_radius=outer, inside=inside)


def of_marks(scene: Scene, style: Style) -> dict[str, Stand]:
    """Where each mark of a sized scene stands, by its key; the largest stand at their places.

    In the far frames nothing is moved.
    """
    taken: list[tuple[float, float, float]] = []
    found = {}
    for mark in sorted(scene.marks, key=lambda one: (one.is_beside, -signs.reach(one), one.key)):
        found[mark.key] = _beside(mark.place, signs.reach(mark), taken, style)
    return found


def _beside(
    place: Place, radius: float, taken: list[tuple[float, float, float]], style: Style
) -> Stand:
    """Where a disc may stand: on its place, else beside the discs that would be covered.

    It stays in its own country or goes to the sea: across a border it would be read as there.
    """
    home = style.viewport.pixel(place.lon, place.lat)
    stand = Stand(*home)
    if not style.is_far and _is_covered(np.array([home]), radius, taken)[0]:
        stand = _nearest_free(home, place.country, radius, taken, style) or stand
    taken.append((stand.x, stand.y, radius))
    return stand


def _is_covered(
    points: NDArray[np.float64], radius: float, taken: Sequence[tuple[float, float, float]]
) -> NDArray[np.bool_]:
    """Whether a disc around each point would touch another."""
    if not taken:
        return np.zeros(len(points), dtype=bool)
    discs = np.array(taken)
    far = np.hypot(points[:, :1] - discs[:, 0], points[:, 1:] - discs[:, 1])
    return np.asarray((far < discs[:, 2] + radius).any(axis=1))


def _nearest_free(
    home: Point,
    country: str,
    radius: float,
    taken: Sequence[tuple[float, float, float]],
    style: Style,
) -> Stand | None:
    angles, far = np.meshgrid(_ANGLES, np.arange(_NEAREST, _FARTHEST * style.scale, _NEAREST))
    points = np.column_stack(
        [home[0] + (far * np.cos(angles)).ravel(), home[1] - (far * np.sin(angles)).ravel()]
    )
    inside = (points > radius).all(axis=1)
    inside &= (points < (style.viewport.width - radius, style.viewport.height - radius)).all(axis=1)
    free = inside & ~_is_covered(points, radius + _ROOM, taken)
    cost = far.ravel() + _ABROAD * _is_abroad(points, country, style) + np.where(free, 0, np.inf)
    best = int(cost.argmin())
    if not np.isfinite(cost[best]):
        return None
    return Stand(float(points[best, 0]), float(points[best, 1]), home)


def _is_abroad(points: NDArray[np.float64], country: str, style: Style) -> NDArray[np.bool_]:
    """Whether each point lies over another country than its own."""
    found = np.zeros(len(points), dtype=bool)
    for code, shape in basemap.areas(style.viewport).items():
        if code[:2] != country:
            found |= shapely.contains_xy(shape, points[:, 0], points[:, 1])
    return found
