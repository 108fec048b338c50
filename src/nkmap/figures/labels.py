"""Where labels go: beside their marks, off each other, off the marks and off the controls.

Placement is a small search over candidate positions at a frame's own camera. Nothing is dropped
when room is short: a label that must touch something touches what matters least.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nkmap.figures.typography import LINE_HEIGHT, text_width

Anchor = Literal["start", "middle", "end"]
Costs = NDArray[np.float64]


@dataclass(frozen=True)
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

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle, in pixels."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlap(self, other: Box) -> float:
        """The area shared with another box, in square pixels."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def grown(self, by: float) -> Box:
        """The box with a margin on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True)
class Line:
    """One line of a label."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Request:
    """A label to place: what it says, the pixel it belongs to and the size of the mark there."""

    key: str
    x: float
    y: float
    radius: float
    lines: tuple[Line, ...]
    optional: bool = False
    """Whether it is left out where it would touch another; its mark still tells it."""


@dataclass(frozen=True)
class Placed:
    """A label with its place: the anchor's offset from the mark, and the box it fills."""

    request: Request
    anchor: Anchor
    dx: float
    dy: float
    box: Box


GAP = 5.0
_ROUNDS = 4
_TOUCH = 8.0
"""Square pixels that an optional label may share with another before it is left out."""
_CROWDED_COST, _OUTSIDE_COST, _ORDER_COST = 6.0, 8.0, 9.0


def label_size(lines: Sequence[Line]) -> tuple[float, float]:
    """Width and height in pixels of a label's lines set below each other."""
    width = max(
        text_width(line.text, line.size, bold=line.bold, italic=line.italic) for line in lines
    )
    return width, sum(line.size * LINE_HEIGHT for line in lines)


# Direction, in the order preferred: left and right of a mark read best.
_DIRECTIONS: tuple[tuple[Anchor, float, float], ...] = (
    ("end", -1, 0),
    ("start", 1, 0),
    ("end", -0.8, -0.8),
    ("start", 0.8, -0.8),
    ("start", 0.8, 0.8),
    ("end", -0.8, 0.8),
    ("start", 1, -0.4),
    ("end", -1, -0.4),
    ("start", 1, 0.4),
    ("end", -1, 0.4),
    ("middle", 0, -1),
    ("middle", 0, 1),
)
_DISTANCES = (0.0, 12.0, 26.0, 42.0, 60.0, 80.0)


def place(
    requests: Sequence[Request], obstacles: Sequence[Box], width: float, height: float
) -> tuple[Placed, ...]:
    """Place the labels; deterministic. Sizes in pixels of the picture.

    Only an optional label is ever left out, and only where it would touch something.
    """
    fixed = [*obstacles, *(_mark_box(request) for request in requests)]
    options = {request.key: _candidates(request) for request in requests}
    own = {key: _base_costs(found, fixed, width, height) for key, found in options.items()}
    chosen: dict[str, Placed] = {}
    for _ in range(_ROUNDS):  # later rounds let early labels make room for late ones
        for request in requests:
            others = [label.box for key, label in chosen.items() if key != request.key]
            found = options[request.key]
            costs = own[request.key] + _CROWDED_COST * _crowding(found, others)
            chosen[request.key] = found[int(np.argmin(costs))]
    for key in [request.key for request in reversed(requests) if request.optional]:
        others = [label.box for other, label in chosen.items() if other != key]
        room = _array([Box(2, 2, width - 2, height - 2)])
        box = chosen[key].box
        inside = _shared(_array([box]), room)[0, 0] >= (box.right - box.left) * (
            box.bottom - box.top
        )
        if not inside or any(box.overlap(other) > _TOUCH for other in [*others, *obstacles]):
            del chosen[key]
    return tuple(chosen[request.key] for request in requests if request.key in chosen)


def _base_costs(
    options: Sequence[Placed], fixed: Sequence[Box], width: float, height: float
) -> Costs:
    """What each option costs whatever the other labels do."""
    boxes = _array([option.box.grown(2) for option in options])
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    inside = _shared(boxes, _array([Box(4, 4, width - 4, height - 4)]))[:, 0]
    order = np.arange(len(options))
    crowded = _CROWDED_COST * _crowding(options, fixed)
    return crowded + _OUTSIDE_COST * (areas - inside) + _ORDER_COST * order


def _crowding(options: Sequence[Placed], blocked: Sequence[Box]) -> Costs:
    """The area each option shares with what is there, in square pixels."""
    if not blocked:
        return np.zeros(len(options))
    boxes = _array([option.box.grown(2) for option in options])
    total: Costs = _shared(boxes, _array(blocked)).sum(axis=1)
    return total


def _array(boxes: Sequence[Box]) -> Costs:
    return np.array([(box.left, box.top, box.right, box.bottom) for box in boxes])


def _shared(ones: Costs, others: Costs) -> Costs:
    """Overlap of every box of one array with every box of the other."""
    wide = np.minimum(ones[:, None, 2], others[None, :, 2]) - np.maximum(
        ones[:, None, 0], others[None, :, 0]
    )
    high = np.minimum(ones[:, None, 3], others[None, :, 3]) - np.maximum(
        ones[:, None, 1], others[None, :, 1]
    )
    area: Costs = np.clip(wide, 0, None) * np.clip(high, 0, None)
    return area


def _mark_box(request: Request) -> Box:
    r = request.radius + 1
    return Box(request.x - r, request.y - r, request.x + r, request.y + r)


def _candidates(request: Request) -> list[Placed]:
    return [
        _candidate(request, anchor, across, down, distance)
        for distance in _DISTANCES
        for anchor, across, down in _DIRECTIONS
    ]


def _candidate(
    request: Request, anchor: Anchor, across: float, down: float, distance: float
) -> Placed:
    width, height = label_size(request.lines)
    reach = request.radius + GAP + distance
    dx, middle = across * reach, down * (reach + height / 2)
    if across and down:
        middle = down * (reach * 0.6 + height / 2)
    left = request.x + dx - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    top = request.y + middle - height / 2
    return Placed(request, anchor, dx, middle, Box(left, top, left + width, top + height))
