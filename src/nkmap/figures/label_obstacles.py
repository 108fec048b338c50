"""The picture that words are placed in: which land lies where, and what no word may cover."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Array = NDArray[np.float64]

CELL = 4
"""Pixels; how finely it is known which land lies where."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> Box:
        """The square around a point."""
        return cls(x - reach, y - reach, x + reach, y + reach)

    @property
    def width(self) -> float:
        """From left to right, in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom, in pixels."""
        return self.bottom - self.top

    @property
    def shape(self) -> shapely.Polygon:
        """The box as a polygon."""
        return shapely.box(self.left, self.top, self.right, self.bottom)

    def holds(self, x: float, y: float) -> bool:
        """Whether a pixel lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlaps(self, other: Box) -> bool:
        """Whether it shares more than an edge with another box."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def grown(self, by: float) -> Box:
        """The box with a margin on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Cells(NamedTuple):
    """The cells of a ``LandMask`` that boxes lie over."""

    corners: NDArray[np.intp]
    """Where the last and the first ones are counted, for each box."""
    room: Array
    """How many there are, at least one."""


def overlap(boxes: Array, others: Array) -> NDArray[np.bool_]:
    """Which boxes share a point with which others: a row for each, a column for each other."""
    left, top, right, bottom = boxes.T[:, :, None]
    west, north, east, south = others.T
    across = (left <= east) & (west <= right)
    return np.asarray(across & (top <= south) & (north <= bottom))


def lines_of(ends: Array) -> Any:
    """Lines by where they start and end."""
    return shapely.linestrings(ends.reshape(*ends.shape[:-1], 2, 2))


def boxes_of(sides: Array) -> Any:
    """Boxes by their left, top, right and bottom."""
    return shapely.box(*sides.T)


def crossings(
    lines: Array, others: Array, shapes: Callable[[Array], Any] = boxes_of
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The numbers of lines, and of the boxes or other lines that each shares a point with."""
    around, others_around = (
        np.hstack([np.minimum(ends[:, :2], ends[:, 2:]), np.maximum(ends[:, :2], ends[:, 2:])])
        for ends in (lines, others)
    )
    at, of = np.nonzero(overlap(around, others_around))
    if not len(at):
        return at, of
    met = shapely.intersects(lines_of(lines[at]), shapes(others[of]))
    return at[met], of[met]


@dataclass(frozen=True, eq=False)
class LandMask:
    """Which country or province lies under each pixel. What is in none of them is sea.

    One is made for a frame and a size: what was counted once serves every map in them.
    """

    areas: Mapping[str, BaseGeometry] = field(default_factory=dict)
    """Countries and provinces by their codes, in pixels."""
    width: float = 0.0
    height: float = 0.0
    enlarged: tuple[Box, ...] = ()
    """Insets that show a part of the picture larger."""
    _tables: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the areas, and of the countries that its provinces belong to."""
        return frozenset(self.areas) | {code[:2] for code in self.areas}

    def shares(self, code: str, boxes: Array | Cells) -> Array:
        """Which share of each box lies over an area; over any land without a code."""
        cells = boxes if isinstance(boxes, Cells) else self.cells(boxes)
        return np.asarray(self._counts(code, cells) / cells.room)

    def foreign(self, code: str, boxes: Array | Cells) -> Array:
        """Which share of each box lies over other land than that of a code; none if unknown."""
        cells = boxes if isinstance(boxes, Cells) else self.cells(boxes)
        if code not in self.codes:
            return np.zeros(len(cells.room))
        return self.shares("", cells) - self.shares(code, cells)

    def touched(self, code: str, boxes: Array, point: tuple[float, float]) -> NDArray[np.bool_]:
        """Which boxes lie over some of an area, but for what other insets than a point's show."""
        found = self._counts(code, self.cells(boxes))
        for inset in (one for one in self.enlarged if not one.holds(*point)):
            corners = [inset.left, inset.top] * 2, [inset.right, inset.bottom] * 2
            found = found - self._counts(code, self.cells(np.clip(boxes, *corners)))
        return np.asarray(found > 0)

    def cells(self, boxes: Array) -> Cells:
        """The cells that boxes lie over, for all that is asked of the same boxes."""
        high, wide = self._size
        cells = np.rint(boxes.T / CELL)
        left, top, right, bottom = np.clip(
            cells, 0, np.array([wide, high, wide, high])[:, None]
        ).astype(np.intp)
        above, below = top * (wide + 1), bottom * (wide + 1)
        corners = np.stack([below + right, above + right, below + left, above + left])
        return Cells(corners, np.maximum((cells[2] - cells[0]) * (cells[3] - cells[1]), 1))

    def _counts(self, code: str, cells: Cells) -> NDArray[np.int64]:
        first, second, third, fourth = self._table(code).ravel()[cells.corners]
        return np.asarray(first - second - third + fourth)

    def _table(self, code: str) -> NDArray[np.int64]:
        """How many cells of an area lie above and left of each cell."""
        if code not in self._tables:
            mask = np.zeros(self._size, dtype=int)
            for area, cells in self._cells.items():
                if code in {"", area, area[:2]}:
                    mask.flat[cells] = 1
            self._tables[code] = np.pad(mask.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        return self._tables[code]

    @property
    def _size(self) -> tuple[int, int]:
        return math.ceil(self.height / CELL), math.ceil(self.width / CELL)

    @cached_property
    def _cells(self) -> dict[str, NDArray[np.intp]]:
        """The cells whose middles lie in each area, counted row by row."""
        high, wide = self._size
        xs, ys = (np.arange(wide) + 0.5) * CELL, (np.arange(high) + 0.5) * CELL
        found = {}
        for code, area in self.areas.items():
            west, north, east, south = area.bounds
            left, right = np.searchsorted(xs, (west, east))
            top, bottom = np.searchsorted(ys, (north, south))
            middles = np.meshgrid(xs[left:right], ys[top:bottom])
            # What is asked of so many points is prepared, which other threads must not share.
            own = shapely.force_2d(area)
            down, across = np.nonzero(shapely.contains_xy(own, *middles))
            found[code] = (down + top) * wide + across + left
        return found


@dataclass(frozen=True, eq=False)
class Canvas:
    """The picture that labels are placed in."""

    width: float
    height: float
    obstacles: tuple[BaseGeometry, ...] = ()
    """What no word may cover: marks without words, links, a legend."""
    routes: tuple[BaseGeometry, ...] = ()
    """Lines of routes; words cross them only for want of room, leaders never."""
    ground: LandMask = field(default_factory=LandMask)
    closed: frozenset[str] = frozenset()
    """Countries that no area label of another may cover, where it may cover the rest; empty: it
    may cover no land but its own."""
    insets: tuple[tuple[Box, Box], ...] = ()
    """Maps in the picture, and the frames around them: words of what is in one stay there."""
