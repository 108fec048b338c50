"""Label placement: what a label may say, and where it stands, off everything else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from nkmap.figures.colours import Colour
from nkmap.figures.drawing import SHARES, Anchor, Words
from nkmap.figures.label_obstacles import Array, Box, Canvas, LandMask
from nkmap.figures.typography import LINE_HEIGHT, text_width


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: Colour = "ink"
    after: tuple[tuple[str, str], ...] = ()
    """What follows, a space apart: texts and their languages. One that has a language is a local
    name, which stands there only where it has room."""

    @property
    def parts(self) -> tuple[tuple[str, str, float], ...]:
        """What stands on it: texts, their languages and widths."""
        return tuple((text, lang, self.wide(text)) for text, lang in ((self.text, ""), *self.after))

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        widths = [width for _, _, width in self.parts]
        return sum(widths) + self.wide(" ") * (len(widths) - 1)

    def wide(self, text: str) -> float:
        """How wide a text is in its style."""
        return text_width(text, self.size, bold=self.bold, italic=self.italic)


Variant = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label to be placed at a pixel: what it says, at best and at least."""

    key: str
    x: float
    y: float
    variants: tuple[Variant, ...]
    """From the richest to the poorest; none for a mark alone."""
    area: str = ""
    """The country of a place, whose words stand there or on the sea; that of an area label."""
    radius: float | None = None
    """Of the mark that they stand beside; without one they are an area's, and stand in it or
    in the sea at its edge."""
    padding: float = 0.0
    """Between the words and the edge of the sign that they stand on."""
    halo: Colour = "page"
    """The colour around its words; none where they stand on a sign."""
    rank: int = 0
    """All of a rank have a place before any of the next; only those of the first must be there."""
    layer: str = ""
    """The layer its words are drawn in; empty: they stand in the group of what they belong to."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with its place."""

    request: LabelRequest
    box: Box
    words: tuple[Words, ...]
    leader: shapely.LineString | None = None
    """The line that leads from the mark's edge to words that stand far from it."""


@lru_cache(maxsize=4096)
def plain(variant: Variant) -> Variant:
    """The variant without local names."""
    return tuple(
        replace(line, after=tuple(part for part in line.after if not part[1]))
        if line.after
        else line
        for line in variant
    )


@lru_cache(maxsize=4096)
def size(variant: Variant) -> tuple[float, float]:
    """Width and height of a variant, in pixels."""
    wide = max((line.width for line in variant), default=0.0)
    return wide, sum(line.size * LINE_HEIGHT for line in variant)


def words(variant: Variant, box: Box, anchor: Anchor, halo: Colour) -> Iterator[Words]:
    """Set the lines of a label in its box, flush with the side nearest to the mark."""
    y, share = box.top, SHARES[anchor]
    for line in variant:
        x, weight = box.left + share * (box.width - line.width), 700 if line.bold else 400
        for text, lang, width in line.parts:
            at, base = x + share * width, y + line.size * 0.95
            yield Words(
                text, at, base, line.size, line.colour, anchor, weight, line.italic, halo, lang
            )
            x += width + line.wide(" ")
        y += line.size * LINE_HEIGHT


PAD = 1.0
"""Pixels between words and what they may not touch."""
_MARGIN = 4.0
"""Pixels between words and the picture's edge."""
LEADER_FROM, LEADER_MOST = 28.0, 48.0
"""Words further from their mark than the first have a leader; none stand beyond the second."""
_SLANT = math.sqrt(0.5)
_WAYS = np.array(
    # How far and where from the mark's edge, and which point of the box comes there; best first.
    [
        (gap, *way)
        for gap in (6.0, 12.0, LEADER_FROM, 38.0, LEADER_MOST)
        for way in (
            (1, 0, 0, 0.5),
            (_SLANT, _SLANT, 0, 0),
            (-1, 0, 1, 0.5),
            (0, -1, 0.5, 1),
            (0, 1, 0.5, 0),
            (-_SLANT, _SLANT, 1, 0),
            (_SLANT, -_SLANT, 0, 1),
            (-_SLANT, -_SLANT, 1, 1),
            (1, 0, 0, 0.2),
            (1, 0, 0, 0.8),
            (-1, 0, 1, 0.2),
            (-1, 0, 1, 0.8),
        )
    ]
)
_FOREIGN, _SPOKEN_OF, _ROUTE = 70.0, 70.0, 15.0
"""What it costs to stand wholly over another country, over one that an area label speaks of, on a
route; a step further down the list of ways costs one."""
_STEP = 10.0
_MOST_TRIED, _MOST_FOREIGN, _AT_SEA, _ABROAD = 240, 0.02, 5.0, 30.0
_PUSHES = 4
"""How many places a label tries from which another one would have to move."""


class _Candidates(NamedTuple):
    """Where words of one size may stand: columns, a row for each place, the best first."""

    areas: NDArray[np.object_]
    """What they take, with the room around them."""
    costs: Array
    anchors: NDArray[np.object_]
    leaders: NDArray[np.object_]
    """From the mark's edge to words that stand far from it; ``None`` for others."""

    @classmethod
    def of(cls, boxes: Array, costs: Array) -> _Candidates:
        """Boxes that have no side of their own, nor a leader."""
        areas = shapely.box(*(boxes + np.array([-PAD, -PAD, PAD, PAD])).T)
        return cls(areas, costs, np.full(len(boxes), "start", object), np.full(len(boxes), None))

    def rows(self, of: NDArray[np.intp]) -> _Candidates:
        return _Candidates._make(column[of] for column in self)


class _Position(NamedTuple):
    """One of the candidates, with what is said there."""

    variant: Variant
    area: shapely.Polygon
    anchor: Anchor
    leader: shapely.LineString | None

    @classmethod
    def of(cls, variant: Variant, candidates: _Candidates, at: np.intp) -> _Position:
        return cls(variant, candidates.areas[at], candidates.anchors[at], candidates.leaders[at])


def place(asked: Sequence[LabelRequest], canvas: Canvas) -> tuple[PlacedLabel, ...]:
    """Place every label that there is room for, in the order asked. Keys are unique."""
    search = _Search(asked, canvas)
    for rank in sorted({one.rank for one in asked}):
        own = [n for n, one in enumerate(asked) if one.rank == rank]
        for less in range(max((len(asked[n].variants) for n in own), default=0)):
            for n in own:
                if less < len(asked[n].variants):
                    search.put(n, plain(asked[n].variants[-1 - less]))
    for n, position in sorted(search.positions.items()):
        richest = next(v for v in asked[n].variants if plain(v) == position.variant)
        if richest != position.variant:
            search.put(n, richest)
    placed = []
    for n, position in sorted(search.positions.items()):
        box, one = Box(*position.area.bounds).grown(-PAD), asked[n]
        told = words(position.variant, box.grown(-one.padding), position.anchor, one.halo)
        placed.append(PlacedLabel(one, box, tuple(told), position.leader))
    return tuple(placed)


class _Search:
    """The labels that have a place so far, and where the others may go."""

    def __init__(self, asked: Sequence[LabelRequest], canvas: Canvas) -> None:
        self.asked, self.canvas = asked, canvas
        self.positions: dict[int, _Position] = {}
        self.known: dict[tuple[int, tuple[float, float]], _Candidates] = {}
        beside = [n for n, one in enumerate(asked) if one.radius is not None]
        self.discs = {n: len(canvas.insets) + i for i, n in enumerate(beside)}
        self.marks = np.array(
            [(asked[n].x, asked[n].y, asked[n].radius) for n in beside], dtype=float
        ).reshape(-1, 3)
        points = shapely.points(self.marks[:, :2])
        discs = shapely.buffer(points, self.marks[:, 2], quad_segs=16)  # round to 0.05 px
        frames = [frame.shape for _, frame in canvas.insets]
        fixed = [*frames, *discs, *canvas.obstacles, *canvas.routes]
        self.fixed = shapely.STRtree(fixed)
        self.is_route = np.arange(len(fixed)) >= len(fixed) - len(canvas.routes)
        spoken_of = {one.area[:2] for one in asked if one.radius is None and not one.rank}
        self.spoken_of = frozenset(spoken_of & canvas.ground.codes)

    def put(self, n: int, variant: Variant) -> None:
        """Let a label say this, if there is room, or if one other label can move for it."""
        before = self.positions.pop(n, None)
        position = self.free(n, variant) or self.make_room(n, variant) or before
        if position:
            self.positions[n] = position

    def free(self, n: int, variant: Variant) -> _Position | None:
        """The best place that is free."""
        candidates = self.candidates(n, variant)
        free = np.flatnonzero(~self.touched(candidates).any(axis=1))
        return _Position.of(variant, candidates, free[0]) if len(free) else None

    def make_room(self, n: int, variant: Variant) -> _Position | None:
        """The best place that is free once one other label has moved."""
        candidates = self.candidates(n, variant)
        touched = self.touched(candidates)
        for at in np.flatnonzero(touched.sum(axis=1) == 1)[:_PUSHES]:
            other = int(touched[at].argmax())
            before = self.positions.pop(other)
            position = self.positions[n] = _Position.of(variant, candidates, at)
            after = self.free(other, before.variant)
            self.positions[other] = after or before
            del self.positions[n]
            if after:
                return position
        return None

    def touched(self, candidates: _Candidates) -> NDArray[np.bool_]:
        """Which labels each candidate touches, with its words or its leader."""
        found = np.zeros((len(candidates.costs), len(self.asked)), dtype=bool)
        owners = np.array([*self.positions, *self.positions], dtype=int)
        positions = self.positions.values()
        tree = shapely.STRtree(
            [*(one.area for one in positions), *(one.leader for one in positions)]
        )
        for shapes in (candidates.areas, candidates.leaders):
            at, of = tree.query(shapes, "intersects")
            found[at, owners[of]] = True
        return found

    def candidates(self, n: int, variant: Variant) -> _Candidates:
        """The positions that are free of everything but labels, best first; kept by size."""
        one, needed = self.asked[n], size(variant)
        if (n, needed) in self.known:
            return self.known[n, needed]
        canvas, at = self.canvas, (one.x, one.y)
        rooms = [room for room, frame in canvas.insets if frame.holds(*at)]
        room = (rooms or [Box(0, 0, canvas.width, canvas.height)])[0].grown(-_MARGIN)
        if one.radius is not None:
            mark = *at, one.radius
            wanted = _beside(canvas.ground, self.spoken_of, room, one.area, mark, needed)
        else:
            wide, high = (length + 2 * one.padding for length in needed)
            wanted = _inside(canvas.ground, canvas.closed, room, one.area, at, (wide, high))
        self.known[n, needed] = self.off_all_else(n, wanted)
        return self.known[n, needed]

    def off_all_else(self, n: int, candidates: _Candidates) -> _Candidates:
        """Those candidates that keep off everything but labels."""
        own, costs = self.discs.get(n, -1), candidates.costs.copy()
        frames = [frame.holds(self.asked[n].x, self.asked[n].y) for _, frame in self.canvas.insets]
        ignored = np.zeros(len(self.is_route), dtype=bool)
        ignored[: len(frames)] = frames
        at, of = self.fixed.query(candidates.areas, "intersects")
        costs[at[~(ignored | self.is_route)[of]]] = np.inf
        costs[np.unique(at[self.is_route[of]])] += _ROUTE
        at, of = self.fixed.query(candidates.leaders, "intersects")
        costs[at[~ignored[of] & (of != own)]] = np.inf
        if own >= 0:  # words without a line, nearer to another mark, would pass for that one's
            gaps = _gaps(shapely.bounds(candidates.areas), self.marks)
            near = gaps.min(axis=1) < gaps[:, own - len(frames)] - 0.01
            costs[near & shapely.is_missing(candidates.leaders)] = np.inf
        order = np.argsort(costs, kind="stable")
        return candidates.rows(order[np.isfinite(costs[order])])


def _gaps(boxes: Array, marks: Array) -> Array:
    """How far each box with room around it lies from the edge of each mark, without that room."""
    points = marks[:, None, :2]
    off = points - np.clip(points, boxes[:, :2] + PAD, boxes[:, 2:] - PAD)
    return np.asarray((np.hypot(off[..., 0], off[..., 1]) - marks[:, 2:]).T)


@lru_cache(maxsize=4096)
def _beside(
    ground: LandMask,
    spoken_of: frozenset[str],
    room: Box,
    country: str,
    mark: tuple[float, float, float],
    size: tuple[float, float],
) -> _Candidates:
    """Boxes beside a mark. The maps of all months ask for the same."""
    starts = np.array(mark[:2]) + mark[2] * _WAYS[:, 1:3]
    ends = starts + _WAYS[:, :1] * _WAYS[:, 1:3]
    corners = ends - _WAYS[:, 3:] * size
    boxes = np.hstack([corners, corners + size])
    costs = np.arange(len(boxes)) + _FOREIGN * ground.foreign(country, boxes)
    for code in sorted(spoken_of - {country[:2]}):
        costs += _SPOKEN_OF * ground.shares(code, boxes)
    candidates = _Candidates.of(boxes, costs)
    candidates.anchors[:] = np.array([*SHARES], object)[(2 * _WAYS[:, 3]).astype(int)]
    far = _WAYS[:, 0] > LEADER_FROM
    candidates.leaders[far] = shapely.linestrings(np.stack([starts[far], ends[far]], axis=1))
    inside = (boxes >= (room.left, room.top) * 2) & (boxes <= (room.right, room.bottom) * 2)
    return candidates.rows(np.flatnonzero(inside.all(axis=1)))


@lru_cache(maxsize=256)
def _inside(
    ground: LandMask,
    closed: frozenset[str],
    room: Box,
    area: str,
    point: tuple[float, float],
    size: tuple[float, float],
) -> _Candidates:
    """Boxes in an area or in the sea at its edge, the nearest to a point first."""
    half = np.array(size) / 2
    least, most = np.array([room.left, room.top]) + half, (room.right, room.bottom) - half
    if (least > most).any():
        return _Candidates.of(np.zeros((0, 4)), np.zeros(0))
    wanted = np.array(point).clip(least, most)
    across, down = (np.append(np.arange(least[n], most[n], _STEP), wanted[n]) for n in (0, 1))
    middles = np.stack(np.meshgrid(across, down), axis=2).reshape(-1, 2)
    costs = np.hypot(*(middles - wanted).T) / _STEP
    boxes = np.hstack([middles - half, middles + half])
    if area in ground.codes:
        around = boxes + np.array([-1, -1, 1, 1]) * LEADER_MOST
        foreign = ground.foreign(area, boxes)
        others = [ground.shares(code, boxes) for code in sorted(closed & ground.codes - {area[:2]})]
        covered = np.sum(others, axis=0) if closed else foreign
        costs += _AT_SEA * (1 - ground.shares(area, boxes)) + _ABROAD * foreign
        costs[(ground.shares(area, around) <= 0) | (covered > _MOST_FOREIGN)] = np.inf
    else:  # on land it would be read as told of that
        costs += _ABROAD * ground.shares("", boxes)
    best = np.argsort(costs, kind="stable")[:_MOST_TRIED]
    best = best[np.isfinite(costs[best])]
    return _Candidates.of(boxes[best], costs[best])
