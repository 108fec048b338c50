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
_LAND = "land"


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
    """Which country or province lies under each pixel; made once for a frame and a size."""

    codes: tuple[str, ...] = ()
    tables: Counts = field(default_factory=lambda: np.zeros((0, 1, 1), dtype=np.int32))
    """For each code, how many cells of its land lie above and left of each cell."""

    @classmethod
    def of(cls, areas: Mapping[str, shapely.Geometry], width: float, height: float) -> Ground:
        """The ground of areas in pixels. What is in none of them is sea."""
        size = math.ceil(width / _CELL), math.ceil(height / _CELL)
        masks = {code: _mask(shape, size) for code, shape in areas.items()}
        for code in sorted({code[:2] for code in masks} - set(masks)):
            masks[code] = np.any([masks[part] for part in masks if part[:2] == code], axis=0)
        if not masks:
            return cls()
        masks[_LAND] = np.any(list(masks.values()), axis=0)
        return cls(tuple(masks), np.stack([_summed(mask) for mask in masks.values()]))

    def shares(self, boxes: Array) -> Array:
        """Which share of each box lies over each code's land, a row a code."""
        inside = np.rint(boxes / _CELL)
        cells = (inside[:, 2] - inside[:, 0]) * (inside[:, 3] - inside[:, 1])
        return np.asarray(_counted(self.tables, boxes, _CELL) / np.maximum(cells, 1))

    def weights(self, code: str, foreign: float, spoken_of: Mapping[str, float]) -> Array:
        """What it costs a label of one country to stand on each code's land.

        Other land has its price; that of the countries spoken of has one on top.
        """
        found = np.zeros(len(self.codes))
        if code in self.codes:
            found[self.codes.index(code)] = -foreign
            found[self.codes.index(_LAND)] = foreign
        for other, price in spoken_of.items():
            if other in self.codes and other != code[:2]:
                found[self.codes.index(other)] += price
        return found


def _mask(shape: shapely.Geometry, size: tuple[int, int]) -> Mask:
    picture = Image.new("1", size)
    pen = ImageDraw.Draw(picture)
    for part in shapely.get_parts(shapely.get_parts(shape)):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            for ring, fill in [(part.exterior, 1), *((hole, 0) for hole in part.interiors)]:
                pen.polygon([(x / _CELL, y / _CELL) for x, y in ring.coords], fill=fill)
    return np.asarray(picture)


def _summed(mask: Mask) -> Counts:
    return np.pad(mask.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32), ((1, 0), (1, 0)))


def _counted(tables: Counts, boxes: Array, cell: float) -> Counts:
    """How many marked cells of each table lie in each box."""
    high, wide = tables.shape[1:]
    found = np.rint(boxes.T / cell).astype(np.intp)
    left, top, right, bottom = np.minimum(
        np.maximum(found, 0), np.array([[wide], [high], [wide], [high]]) - 1
    )
    flat = tables.reshape(len(tables), high * wide)
    top, bottom = top * wide, bottom * wide
    return np.asarray(
        flat[:, bottom + right]
        - flat[:, top + right]
        - flat[:, bottom + left]
        + flat[:, top + left]
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
        return _summed(mask)[None]

    def crosses(self, boxes: Array) -> Mask:
        """Whether each box lies on a route."""
        if not self.routes:
            return np.zeros(len(boxes), dtype=bool)
        return np.asarray(_counted(self._crossed, boxes, _STRIDE)[0] > 0)


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
    """Which lines run through which boxes; one of the two may be single."""
    start, way = lines[..., :2], lines[..., 2:] - lines[..., :2]
    way = np.where(way == 0, 1e-9, way)
    ones, others = (boxes[..., :2] - start) / way, (boxes[..., 2:] - start) / way
    enters = np.maximum(np.minimum(ones, others).max(axis=-1), 0)
    leaves = np.minimum(np.maximum(ones, others).min(axis=-1), 1)
    return np.asarray(enters < leaves)


def crossing(line: Array, others: Array) -> Mask:
    """Which of the other lines a line meets."""

    def side(of: Array, points: Array) -> Array:
        way, off = of[..., 2:] - of[..., :2], points - of[..., :2]
        return np.asarray(way[..., 0] * off[..., 1] - way[..., 1] * off[..., 0])

    one = side(line, others[:, :2]) * side(line, others[:, 2:])
    other = side(others, line[:2]) * side(others, line[2:])
    return np.asarray((one <= 0) & (other <= 0))


def from_line(line: Array, points: Array) -> Array:
    """How far each point lies from a line."""
    way = line[2:] - line[:2]
    share = ((points - line[:2]) @ way / max(float(way @ way), 1e-9)).clip(0, 1)
    return np.asarray(np.hypot(*(line[:2] + share[:, None] * way - points).T))
