"""The picture that words are placed in: which land lies where, and what no word may cover."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Counts = NDArray[np.int32]
Segment = tuple[float, float, float, float]
"""A straight line from one pixel to another."""

PAD = 1.0
"""Pixels between words and what they may not touch."""
_CELL, _STRIDE = 4, 8
"""Pixels; how finely it is known which land lies where, and where routes go."""
LAND = "land"
"""Any country."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right, in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom, in pixels."""
        return self.bottom - self.top

    def overlap(self, other: Box) -> float:
        """The area shared with another box, in square pixels."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def grown(self, by: float) -> Box:
        """The box with a margin on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, eq=False)
class Ground:
    """Which country or province lies under each pixel. What is in none of them is sea.

    One is made for a frame and a size: what was counted once serves every map in them.
    """

    areas: Mapping[str, shapely.Geometry] = field(default_factory=dict)
    """Countries and provinces by their codes, in pixels."""
    width: float = 0.0
    height: float = 0.0
    _tables: dict[str, Counts] = field(default_factory=dict)

    @cached_property
    def codes(self) -> frozenset[str]:
        """What it knows: the areas, and the countries of provinces."""
        return frozenset(self.areas) | {code[:2] for code in self.areas}

    def shares(self, code: str, boxes: Array) -> Array:
        """Which share of each box lies over an area, or over any land."""
        left, top, right, bottom = np.rint(boxes.T / _CELL)
        cells = np.maximum((right - left) * (bottom - top), 1)
        return np.asarray(_counted(self._table(code), boxes, _CELL) / cells)

    def foreign(self, code: str, boxes: Array) -> Array:
        """Which share of each box lies over other land than that of a code."""
        return self.shares(LAND, boxes) - self.shares(code, boxes)

    def prices(self, code: str, foreign: float, spoken_of: Mapping[str, float]) -> dict[str, float]:
        """What a share of each code's land costs a label of one country.

        Other land has its price; that of the countries spoken of has one on top.
        """
        found = {LAND: foreign, code: -foreign} if code in self.codes else {}
        others = {c: price for c, price in spoken_of.items() if c in self.codes and c != code[:2]}
        return found | others

    def _table(self, code: str) -> Counts:
        """How many cells of an area lie above and left of each cell."""
        if code not in self._tables:
            size = math.ceil(self.width / _CELL), math.ceil(self.height / _CELL)
            mask = np.zeros(size[::-1], dtype=bool)
            for other, shape in self.areas.items():
                if code in (LAND, other) or (code not in self.areas and code == other[:2]):
                    mask |= _mask(shape, size)
            self._tables[code] = _summed(mask)
        return self._tables[code]


def _mask(shape: shapely.Geometry, size: tuple[int, int]) -> Mask:
    picture = Image.new("1", size)
    pen = ImageDraw.Draw(picture)
    for part in shapely.get_parts(shapely.get_parts(shape)):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            for ring, fill in [(part.exterior, 1), *((hole, 0) for hole in part.interiors)]:
                pen.polygon((shapely.get_coordinates(ring) / _CELL).ravel().tolist(), fill=fill)
    return np.asarray(picture)


def _summed(mask: Mask) -> Counts:
    return np.pad(mask.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32), ((1, 0), (1, 0)))


def _counted(table: Counts, boxes: Array, cell: float) -> Counts:
    """How many marked cells lie in each box."""
    high, wide = table.shape
    most = np.array([[wide], [high], [wide], [high]]) - 1
    left, top, right, bottom = np.clip(np.rint(boxes.T / cell).astype(np.intp), 0, most)
    flat, top, bottom = table.ravel(), top * wide, bottom * wide
    return np.asarray(
        flat[bottom + right] - flat[top + right] - flat[bottom + left] + flat[top + left]
    )


@dataclass(frozen=True, eq=False)
class Canvas:
    """The picture that labels are placed in."""

    width: float
    height: float
    obstacles: tuple[Box, ...] = ()
    """What no word may cover: marks without words, the frame of an inset, a control."""
    routes: tuple[Segment, ...] = ()
    """Straight pieces of routes; words cross them only for want of room, leaders never."""
    ground: Ground = field(default_factory=Ground)
    closed: frozenset[str] = frozenset()
    """Countries that no plate of another may cover where it may cover the rest; empty: all land."""

    @cached_property
    def blocked(self) -> Array:
        """The obstacles with the room around them."""
        return grown(
            rows((box.left, box.top, box.right, box.bottom) for box in self.obstacles), PAD
        )

    @cached_property
    def legs(self) -> Array:
        """The pieces of routes as rows of numbers."""
        return rows(self.routes)

    @cached_property
    def _crossed(self) -> Counts:
        """How many cells with a route lie above and left of each cell."""
        mask = np.zeros(
            (math.ceil(self.height / _STRIDE), math.ceil(self.width / _STRIDE)), dtype=bool
        )
        if self.routes:
            start, way = self.legs[:, :2], self.legs[:, 2:] - self.legs[:, :2]
            along = np.linspace(0, 1, math.ceil(2 * np.abs(way).max() / _STRIDE) + 2)
            points = (start + along[:, None, None] * way).reshape(-1, 2)
            cells = (points[:, ::-1] // _STRIDE).astype(int)
            cells = cells[((cells >= 0) & (cells < np.array(mask.shape))).all(axis=1)]
            mask[cells[:, 0], cells[:, 1]] = True
        return _summed(mask)

    def crosses(self, boxes: Array) -> Mask:
        """Whether each box lies on a route."""
        if not self.routes:
            return np.zeros(len(boxes), dtype=bool)
        return np.asarray(_counted(self._crossed, boxes, _STRIDE) > 0)


def rows(found: Iterable[Sequence[float]]) -> Array:
    """Boxes or lines as rows of four numbers."""
    return np.array(list(found), dtype=float).reshape(-1, 4)


def grown(boxes: Array, by: float) -> Array:
    """Boxes with a margin on every side."""
    return np.asarray(boxes + np.array([-by, -by, by, by]))


def touching(ones: Array, others: Array) -> Mask:
    """Which box of one array shares room with which of another."""
    left, top, right, bottom = (ones[:, n, None] for n in range(4))
    return np.asarray(
        (left < others[:, 2])
        & (others[:, 0] < right)
        & (top < others[:, 3])
        & (others[:, 1] < bottom)
    )


def on_box(lines: Array, boxes: Array) -> Mask:
    """Which lines run through which boxes, as far as the arrays broadcast."""
    start, way = lines[..., :2], lines[..., 2:] - lines[..., :2]
    way = np.where(way == 0, 1e-9, way)
    ones, others = (boxes[..., :2] - start) / way, (boxes[..., 2:] - start) / way
    enters = np.maximum(np.minimum(ones, others).max(axis=-1), 0)
    leaves = np.minimum(np.maximum(ones, others).min(axis=-1), 1)
    return np.asarray(enters < leaves)


def crossing(ones: Array, others: Array) -> Mask:
    """Which lines meet which others, as far as the arrays broadcast."""

    def side(of: Array, points: Array) -> Array:
        way, off = of[..., 2:] - of[..., :2], points - of[..., :2]
        return np.asarray(way[..., 0] * off[..., 1] - way[..., 1] * off[..., 0])

    one = side(ones, others[..., :2]) * side(ones, others[..., 2:])
    other = side(others, ones[..., :2]) * side(others, ones[..., 2:])
    return np.asarray((one <= 0) & (other <= 0))


def from_lines(lines: Array, points: Array) -> Array:
    """How far each point lies from each line, as far as the arrays broadcast."""
    start, way = lines[..., :2], lines[..., 2:] - lines[..., :2]
    off = points - start
    share = (off * way).sum(axis=-1) / np.maximum((way * way).sum(axis=-1), 1e-9)
    rest = off - np.clip(share, 0, 1)[..., None] * way
    return np.asarray(np.hypot(rest[..., 0], rest[..., 1]))
