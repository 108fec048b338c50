"""Label placement: which words a label has room for, and where, off everything else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from nkmap.figures.colours import Colour
from nkmap.figures.drawing import SHARES, Anchor, Words
from nkmap.figures.label_obstacles import (
    Array,
    Box,
    Canvas,
    LandMask,
    boxes_of,
    crossings,
    lines_of,
    overlap,
)
from nkmap.figures.typography import Variant, plain, size, words


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
_ROOM = np.array([-PAD, -PAD, PAD, PAD])
_ANCHORS = np.array([*SHARES], object)[(2 * _WAYS[:, 3]).astype(int)]
"""Which side of words is nearest to their mark, for each way."""
_MOST_GAPS = 500_000
"""Gaps between words and marks that are measured at once."""
_Wanted = tuple[int, tuple[float, float]]
"""The number of a label, and how large its words are."""
_STEP = 10.0
_MOST_TRIED, _MOST_FOREIGN, _AT_SEA, _ABROAD = 240, 0.02, 5.0, 30.0
_PUSHES = 4
"""How many places a label tries from which another one would have to move."""


class _Candidates(NamedTuple):
    """Where words may stand: columns, a row for each place."""

    boxes: Array
    """What they take, with the room around them."""
    costs: Array
    anchors: NDArray[np.object_]
    leaders: Array
    """From the mark's edge to words that stand far from it; not a number for others."""

    @classmethod
    def of(cls, boxes: Array, costs: Array) -> _Candidates:
        """Boxes that have no side of their own, nor a leader."""
        anchors, leaders = np.full(len(boxes), "start", object), np.full((len(boxes), 4), np.nan)
        return cls(boxes + _ROOM, costs, anchors, leaders)

    def rows(self, of: NDArray[np.intp] | list[np.intp] | slice) -> _Candidates:
        return _Candidates._make(column[of] for column in self)

    @property
    def are_far(self) -> NDArray[np.bool_]:
        """Which of them have a leader."""
        return ~np.isnan(self.leaders[:, 0])


class _Position(NamedTuple):
    """One of the candidates, with what is said there."""

    variant: Variant
    box: Array
    anchor: Anchor
    leader: Array

    @classmethod
    def of(cls, variant: Variant, candidates: _Candidates, at: np.intp) -> _Position:
        return cls(variant, candidates.boxes[at], candidates.anchors[at], candidates.leaders[at])


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
        box, one = Box(*position.box.tolist()).grown(-PAD), asked[n]
        told = words(position.variant, box.grown(-one.padding), position.anchor, one.halo)
        leader = None if np.isnan(position.leader[0]) else lines_of(position.leader)
        placed.append(PlacedLabel(one, box, tuple(told), leader))
    return tuple(placed)


class _Search:
    """The labels that have a place so far, and where the others may go."""

    def __init__(self, asked: Sequence[LabelRequest], canvas: Canvas) -> None:
        self.asked, self.canvas = asked, canvas
        self.positions: dict[int, _Position] = {}
        self.boxes, self.leaders = np.full((2, len(asked), 4), np.nan)
        """What the positions take; not a number for labels that have none."""
        beside = [n for n, one in enumerate(asked) if one.radius is not None]
        self.discs = {n: number for number, n in enumerate(beside)}
        self.marks = np.array(
            [(asked[n].x, asked[n].y, asked[n].radius) for n in beside], dtype=float
        ).reshape(-1, 3)
        frames = [frame.shape for _, frame in canvas.insets]
        fixed = [*frames, *canvas.obstacles, *canvas.routes]
        self.fixed = shapely.STRtree(fixed)
        self.bounds = shapely.bounds(fixed).reshape(-1, 4)
        self.is_route = np.arange(len(fixed)) >= len(fixed) - len(canvas.routes)
        spoken_of = {one.area[:2] for one in asked if one.radius is None and not one.rank}
        self.spoken_of = frozenset(spoken_of & canvas.ground.codes)
        self.known: dict[_Wanted, _Candidates] = {}
        """What is free of everything but labels, best first."""
        forms = (
            (n, form) for n, one in enumerate(asked) for v in one.variants for form in (plain(v), v)
        )
        wanted = [*dict.fromkeys((n, size(form)) for n, form in forms)]
        step = max(1, _MOST_GAPS // (len(_WAYS) * max(1, len(beside))))
        for start in range(0, len(wanted), step):
            self.known |= self.off_all_else(wanted[start : start + step])

    def put(self, n: int, variant: Variant) -> None:
        """Let a label say this, if there is room, or if one other label can move for it."""
        before = self.taken(n) if n in self.positions else None
        position = self.free(n, variant) or self.make_room(n, variant) or before
        if position:
            self.give(n, position)

    def give(self, n: int, position: _Position) -> None:
        """Let a label stand somewhere."""
        self.positions[n], self.boxes[n], self.leaders[n] = position, position.box, position.leader

    def taken(self, n: int) -> _Position:
        """Take a label from where it stands."""
        self.boxes[n] = self.leaders[n] = np.nan
        return self.positions.pop(n)

    def free(self, n: int, variant: Variant) -> _Position | None:
        """The best place that is free."""
        candidates = self.candidates(n, variant)
        off_words = np.flatnonzero(~overlap(candidates.boxes, self.boxes).any(axis=1))
        are_far, is_led = candidates.are_far, not np.isnan(self.leaders).all()
        for at in off_words:  # most often the first is off the leaders, too
            has_lines = is_led or are_far[at]
            if not has_lines or not self.crossed(candidates.rows([at])).any():
                return _Position.of(variant, candidates, at)
        return None

    def make_room(self, n: int, variant: Variant) -> _Position | None:
        """The best place that is free once one other label has moved."""
        candidates = self.candidates(n, variant)
        touched = self.touched(candidates)
        for at in np.flatnonzero(touched.sum(axis=1) == 1)[:_PUSHES]:
            other = int(touched[at].argmax())
            before, position = self.taken(other), _Position.of(variant, candidates, at)
            self.give(n, position)
            after = self.free(other, before.variant)
            self.give(other, after or before)
            self.taken(n)
            if after:
                return position
        return None

    def touched(self, candidates: _Candidates) -> NDArray[np.bool_]:
        """Which labels each candidate touches, with its words or its leader."""
        return overlap(candidates.boxes, self.boxes) | self.crossed(candidates)

    def crossed(self, candidates: _Candidates) -> NDArray[np.bool_]:
        """Which labels each candidate touches with its leader, or they with theirs."""
        found = np.zeros((len(candidates.costs), len(self.asked)), dtype=bool)
        far, led = np.flatnonzero(candidates.are_far), np.flatnonzero(~np.isnan(self.leaders[:, 0]))
        own, others = candidates.leaders[far], self.leaders[led]
        if len(far):
            at, of = crossings(own, self.boxes)
            found[far[at], of] = True
        if len(led):
            of, at = crossings(others, candidates.boxes)
            found[at, led[of]] = True
        if len(far) and len(led):
            at, of = crossings(own, others, lines_of)
            found[far[at], led[of]] = True
        return found

    def candidates(self, n: int, variant: Variant) -> _Candidates:
        """The positions that are free of everything but labels, best first."""
        return self.known[n, size(variant)]

    def room(self, one: LabelRequest) -> Box:
        """The part of the picture that a label has to stay in."""
        rooms = [room for room, frame in self.canvas.insets if frame.holds(one.x, one.y)]
        return (rooms or [Box(0, 0, self.canvas.width, self.canvas.height)])[0].grown(-_MARGIN)

    def asked_for(self, wanted: Sequence[_Wanted]) -> tuple[_Candidates, NDArray[np.intp]]:
        """All candidates, each with the number of what is wanted that it is for."""
        canvas, beside, found = self.canvas, [], []
        for number, (n, needed) in enumerate(wanted):
            one = self.asked[n]
            if one.radius is not None:
                beside.append(number)
                continue
            wide, high = (length + 2 * one.padding for length in needed)
            room, at, box = self.room(one), (one.x, one.y), (wide, high)
            inside = _inside(canvas.ground, canvas.closed, room, one.area, at, box)
            found.append((inside, np.full(len(inside.costs), number)))
        if beside:
            own, of = self.beside([wanted[number] for number in beside])
            found.append((own, np.array(beside)[of]))
        columns = zip(*(candidates for candidates, _ in found), strict=True)
        return _Candidates(*map(np.concatenate, columns)), np.concatenate([of for _, of in found])

    def beside(self, wanted: Sequence[_Wanted]) -> tuple[_Candidates, NDArray[np.intp]]:
        """Boxes beside marks, each with the number of what is wanted that it is for."""
        ground, countries = self.canvas.ground, [self.asked[n].area for n, _ in wanted]
        marks = np.array([self.marks[self.discs[n]] for n, _ in wanted])
        starts = marks[:, None, :2] + marks[:, None, 2:] * _WAYS[:, 1:3]
        ends = starts + _WAYS[:, :1] * _WAYS[:, 1:3]
        sizes = np.array([needed for _, needed in wanted])[:, None]
        corners = ends - _WAYS[:, 3:] * sizes
        boxes = np.concatenate([corners, corners + sizes], axis=2)
        costs = np.tile(np.arange(len(_WAYS), dtype=float), (len(wanted), 1))
        for country in set(countries):
            there = [one == country for one in countries]
            own = ground.cells(boxes[there].reshape(-1, 4))
            shares = _FOREIGN * ground.foreign(country, own)
            for code in sorted(self.spoken_of - {country[:2]}):
                shares += _SPOKEN_OF * ground.shares(code, own)
            costs[there] += shares.reshape(-1, len(_WAYS))
        leaders = np.concatenate([starts, ends], axis=2)
        leaders[:, _WAYS[:, 0] <= LEADER_FROM] = np.nan
        rooms = [self.room(self.asked[n]) for n, _ in wanted]
        least = np.array([(room.left, room.top) * 2 for room in rooms])[:, None]
        most = np.array([(room.right, room.bottom) * 2 for room in rooms])[:, None]
        of, way = np.nonzero(((boxes >= least) & (boxes <= most)).all(axis=2))
        columns = boxes[of, way] + _ROOM, costs[of, way], _ANCHORS[way], leaders[of, way]
        return _Candidates(*columns), of

    def off_all_else(self, wanted: Sequence[_Wanted]) -> dict[_Wanted, _Candidates]:
        """Those candidates that keep off everything but labels, best first."""
        found, of = self.asked_for(wanted)
        costs = self.off_marks(found, np.array([self.discs.get(n, -1) for n, _ in wanted])[of])
        asked, routes = [self.asked[n] for n, _ in wanted], self.is_route
        ignored = np.zeros((len(wanted), len(routes)), dtype=bool)
        for number, (_, frame) in enumerate(self.canvas.insets):
            ignored[:, number] = [frame.holds(one.x, one.y) for one in asked]
        left = np.flatnonzero(np.isfinite(costs))
        left = left[overlap(found.boxes[left], self.bounds).any(axis=1)]
        at, what = self.fixed.query(boxes_of(found.boxes[left]), "intersects")
        at = left[at]
        costs[at[~(routes[what] | ignored[of[at], what])]] = np.inf
        costs[np.unique(at[routes[what]])] += _ROUTE
        left = np.flatnonzero(np.isfinite(costs) & found.are_far)
        at, what = self.fixed.query(lines_of(found.leaders[left]), "intersects")
        at = left[at]
        costs[at[~ignored[of[at], what]]] = np.inf
        order = np.lexsort((costs, of))
        order = order[np.isfinite(costs[order])]
        best, ends = found.rows(order), np.searchsorted(of[order], np.arange(len(wanted) + 1))
        return {one: best.rows(slice(*ends[n : n + 2])) for n, one in enumerate(wanted)}

    def off_marks(self, found: _Candidates, own: NDArray[np.intp]) -> Array:
        """The costs of candidates; infinite on a mark, and where another mark is nearer."""
        costs, middles, radii = found.costs.copy(), self.marks[:, :2], self.marks[:, 2]
        costs[(_far_from_boxes(found.boxes, middles) <= radii).any(axis=1)] = np.inf
        led = np.flatnonzero(np.isfinite(costs) & found.are_far)
        # A line that began at the edge of another mark, too, would pass for that one's.
        touched = _far_from_lines(found.leaders[led], middles) < radii + 0.01
        touched[np.arange(len(led)), own[led]] = False
        costs[led[touched.any(axis=1)]] = np.inf
        beside = np.flatnonzero(np.isfinite(costs) & (own >= 0) & ~found.are_far)
        if len(beside):  # words without a line would pass for the nearer mark's
            gaps = _far_from_boxes(found.boxes[beside] - _ROOM, middles) - radii
            gap = gaps[np.arange(len(beside)), own[beside]]
            costs[beside[gaps.min(axis=1) < gap - 0.01]] = np.inf
        return costs


def _far_from_boxes(boxes: Array, points: Array) -> Array:
    """How far each point (a column) lies from each box (a row)."""
    (x, y), (left, top, right, bottom) = points.T, boxes.T[:, :, None]
    return np.asarray(np.hypot(x - np.clip(x, left, right), y - np.clip(y, top, bottom)))


def _far_from_lines(lines: Array, points: Array) -> Array:
    """How far each point (a column) lies from each line (a row)."""
    starts, ways = lines[:, None, :2], lines[:, None, 2:] - lines[:, None, :2]
    shares = ((points - starts) * ways).sum(axis=2) / (ways**2).sum(axis=2)
    off = points - starts - np.clip(shares, 0, 1)[:, :, None] * ways
    return np.asarray(np.hypot(off[..., 0], off[..., 1]))


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
        near = ground.touched(area, boxes + np.array([-1, -1, 1, 1]) * LEADER_MOST, point)
        boxes, costs = boxes[near], costs[near]
        cells = ground.cells(boxes)
        foreign = ground.foreign(area, cells)
        others = [ground.shares(code, cells) for code in sorted(closed & ground.codes - {area[:2]})]
        covered = np.sum(others, axis=0) if closed else foreign
        costs += _AT_SEA * (1 - ground.shares(area, cells)) + _ABROAD * foreign
        costs[covered > _MOST_FOREIGN] = np.inf
    else:  # on land it would be read as told of that
        costs += _ABROAD * ground.shares("", boxes)
    best = np.argsort(costs, kind="stable")[:_MOST_TRIED]
    best = best[np.isfinite(costs[best])]
    return _Candidates.of(boxes[best], costs[best])
