"""Where labels go: beside their marks, off each other, off the marks and off the controls.

Placement is a small search over candidate positions at a frame's own camera. Nothing is dropped
when room is short: a label that must touch something touches what matters least.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

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


@dataclass(frozen=True)
class Placed:
    """A label with its place: the anchor's offset from the mark, and the box it fills."""

    request: Request
    anchor: Anchor
    dx: float
    dy: float
    box: Box


LINE_HEIGHT = 1.22
GAP = 5.0
_WIDE = {"W", "F"}
_CROWDED_COST, _OUTSIDE_COST, _ORDER_COST = 6.0, 8.0, 9.0


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """An estimate of a text's width in pixels in the interface font, a little on the wide side."""
    ems = sum(_em(char) for char in text)
    return ems * size * (1.06 if bold else 1.0)


def _em(char: str) -> float:
    if unicodedata.east_asian_width(char) in _WIDE:
        return 0.95
    if char in "iljtfr.,;:'|!() ":
        return 0.30
    if char in "mwMW—":
        return 0.80
    return 0.62 if char.isupper() else 0.51


def label_size(lines: Sequence[Line]) -> tuple[float, float]:
    """Width and height in pixels of a label's lines set below each other."""
    width = max(text_width(line.text, line.size, bold=line.bold) for line in lines)
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
    """Place every label; deterministic, never drops one. Sizes in pixels of the picture."""
    frame = Box(4, 4, width - 4, height - 4)
    marks = {r.key: _mark_box(r) for r in requests}
    chosen: dict[str, Placed] = {}
    for _ in range(4):  # later rounds let early labels make room for late ones
        for request in requests:
            others = [p.box for key, p in chosen.items() if key != request.key]
            blocked = [*obstacles, *others, *marks.values()]
            options = list(_candidates(request))
            costs = [_cost(o, i, blocked, frame) for i, o in enumerate(options)]
            chosen[request.key] = options[costs.index(min(costs))]
    return tuple(chosen[request.key] for request in requests)


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


def _cost(option: Placed, order: int, blocked: Sequence[Box], frame: Box) -> float:
    box = option.box.grown(2)
    crowded = sum(box.overlap(other) for other in blocked)
    inside = box.overlap(frame)
    area = (box.right - box.left) * (box.bottom - box.top)
    return _CROWDED_COST * crowded + _OUTSIDE_COST * (area - inside) + _ORDER_COST * order
