"""Where words go on a map: beside their marks, in their own country, off everything else.

A label says less before it touches anything, and is left out, and told, before it covers a word.
What is asked first has the first choice; labels that may be missing choose last. Pure and
deterministic; the search is over a few dozen positions a label, so it is fast.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nkmap.figures.canvas import (
    PAD,
    Array,
    Box,
    Canvas,
    Ground,
    Mask,
    Segment,
    crossing,
    from_lines,
    grown,
    on_box,
    touching,
)
from nkmap.figures.drawing import Anchor, Words
from nkmap.figures.typography import LINE_HEIGHT, text_width


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label; a name may be followed by the local one."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "ink"
    local: str = ""
    """What follows on the same line, in another script."""
    lang: str = ""
    """The language of the local name; without one, that of the text."""
    more: str = ""
    """What ends the line: how many claims more there are."""

    @property
    def parts(self) -> tuple[tuple[str, str, float], ...]:
        """What stands on it: texts, their languages and widths, a space apart."""
        name = "" if self.local else self.lang
        texts = ((self.text, name), (self.local, self.lang), (self.more, ""))
        return tuple((text, lang, self._wide(text)) for text, lang in texts if text)

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        widths = [width for _, _, width in self.parts]
        return sum(widths) + self.space * (len(widths) - 1)

    @property
    def space(self) -> float:
        """How far its parts stand apart, in pixels."""
        return self._wide(" ")

    def _wide(self, text: str) -> float:
        return text_width(text, self.size, bold=self.bold, italic=self.italic)


Variant = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """The words of a mark: what they say, at best and at least, and the pixel they belong to."""

    key: str
    x: float
    y: float
    radius: float
    variants: tuple[Variant, ...]
    """From the richest to the poorest, each without what yields next; none for a mark alone."""
    country: str = ""
    """The country of the place; its words stand there or on the sea."""
    is_optional: bool = False
    """Whether it may be left out for others; its mark still tells it."""


@dataclass(frozen=True, slots=True)
class PlateRequest:
    """The words of an area, on a plate of their own that stands in it or in the sea beside it."""

    key: str
    x: float
    y: float
    """Where its middle is wanted."""
    variants: tuple[Variant, ...]
    area: str = ""
    """The code of the country or province; any other land is closed to it."""
    padding: float = 9.0
    indent: float = 0.0
    """Room for a sign at its left."""
    is_optional: bool = False


Asked = Request | PlateRequest


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place."""

    request: Asked
    variant: int
    """Which of its variants there was room for."""
    box: Box
    words: tuple[Words, ...]
    leader: Segment | None = None
    """The line that leads from the mark's edge to words that stand far from it."""

    @property
    def key(self) -> str:
        """The key of what was asked for."""
        return self.request.key


@dataclass(frozen=True, slots=True)
class Placement:
    """Every label that has a place, in the order asked, and the keys of those without words."""

    placed: tuple[Placed, ...]
    left_out: tuple[str, ...]

    @property
    def labels(self) -> tuple[Placed, ...]:
        """Those beside marks."""
        return tuple(one for one in self.placed if isinstance(one.request, Request))

    @property
    def plates(self) -> tuple[Placed, ...]:
        """Those of areas."""
        return tuple(one for one in self.placed if isinstance(one.request, PlateRequest))


_MARGIN = 4.0
"""Pixels between words and the picture's edge."""
LEADER_FROM, LEADER_MOST = 28.0, 48.0
"""Words further from their mark than the first have a leader; none stand beyond the second."""
_GAPS = (6.0, 12.0, LEADER_FROM, 38.0, LEADER_MOST)
_SLANT = math.sqrt(0.5)
_WAY = np.array(
    # Where from the mark's middle, and which point of the box comes there; in the order tried.
    [
        (gap, *way)
        for gap in _GAPS
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
_ANCHORS: list[Anchor] = [
    "start" if share == 0 else "end" if share == 1 else "middle" for share in _WAY[:, 3]
]
_FOREIGN, _SPOKEN_OF, _ROUTE = 70.0, 70.0, 15.0
"""What it costs to stand wholly over another country, over one that a plate speaks of, on a route;
a step further down the list of ways costs one."""
_STEP = 10.0
_PLATES_TRIED, _PLATE_FOREIGN, _AT_SEA, _ABROAD = 240, 0.02, 5.0, 30.0
_PUSHES = 4
"""How many places a label tries from which another one would have to move."""
_TOGETHER = 7
_BASELINE = 0.95
_NOWHERE = -1e6


@dataclass(frozen=True, slots=True)
class _Options:
    """Where words of one size may stand whatever the other labels do, best first."""

    boxes: Array
    leaders: Array
    """From the mark's edge to the box."""
    far: Mask
    """Whether the leader is drawn."""
    anchors: Sequence[Anchor]


@dataclass(frozen=True, slots=True)
class _Spot:
    level: int
    box: Array
    anchor: Anchor
    leader: Array | None


def place(asked: Sequence[Asked], canvas: Canvas) -> Placement:
    """Place what is asked for, the most important first. Keys are unique."""
    search = _Search(asked, canvas)
    for is_optional in (False, True):
        for n, one in enumerate(asked):
            if one.is_optional is is_optional:
                search.settle(n)
    placed = {n: _placed(asked[n], spot) for n, spot in sorted(search.spots.items())}
    left_out = (one.key for n, one in enumerate(asked) if n not in placed)
    return Placement(tuple(placed.values()), tuple(left_out))


class _Search:
    """The labels that have a place so far, and where the others may go."""

    def __init__(self, asked: Sequence[Asked], canvas: Canvas) -> None:
        self.asked, self.canvas = asked, canvas
        self.spots: dict[int, _Spot] = {}
        self.taken = np.full((len(asked), 4), _NOWHERE)
        self.marks = np.full((len(asked), 3), _NOWHERE)
        beside = [(n, one) for n, one in enumerate(asked) if isinstance(one, Request)]
        for n, one in beside:
            self.marks[n] = one.x, one.y, one.radius
        plates = sorted({one.area[:2] for one in asked if isinstance(one, PlateRequest)})
        extra = dict.fromkeys(plates, _SPOKEN_OF)
        self.country = {n: one.country for n, one in beside}
        self.prices = {
            country: canvas.ground.prices(country, _FOREIGN, extra)
            for country in sorted(set(self.country.values()))
        }
        self.sizes = [[_size(variant) for variant in one.variants] for one in asked]
        self.known: dict[tuple[int, float, float], _Options] = {}
        self.clear: dict[tuple[int, float, float], Mask] = {}
        self.look_beside([(n, self.sizes[n][0]) for n, one in beside if one.variants])

    def settle(self, n: int) -> None:
        """Give a label the richest place there is; others move or say less before it is lost."""
        sizes, tried = self.sizes[n], None
        for level, size in enumerate(sizes):
            spot = self.pick(n, level) if size != tried else None
            if not spot and (level or len(sizes) == 1):
                spot = self.make_room(n, level)
            if spot:
                self.put(n, spot)
                return
            tried = size

    def put(self, n: int, spot: _Spot) -> None:
        self.spots[n] = spot
        self.taken[n] = grown(spot.box, PAD)

    def lift(self, n: int) -> _Spot:
        self.taken[n] = _NOWHERE
        return self.spots.pop(n)

    def pick(self, n: int, level: int) -> _Spot | None:
        """The best place that is free."""
        free = ~touching(self.options(n, level).boxes, self.taken).any(axis=1)
        spots = (self.spot(n, level, k) for k in np.flatnonzero(free).tolist())
        return next(filter(None, spots), None)

    def make_room(self, n: int, level: int) -> _Spot | None:
        """The best place that is free once one other label has moved, or says less."""
        touched = touching(self.options(n, level).boxes, self.taken)
        for k in np.flatnonzero(touched.sum(axis=1) == 1)[:_PUSHES].tolist():
            other = int(touched[k].argmax())
            before = self.lift(other)
            spot = self.spot(n, level, k)
            if spot:
                self.put(n, spot)
                levels = self.may_say(other, before.level, n, level)
                after = next(filter(None, (self.pick(other, less) for less in levels)), None)
                self.lift(n)
                if after:
                    self.put(other, after)
                    return spot
            self.put(other, before)
        return None

    def may_say(self, other: int, says: int, n: int, level: int) -> Iterator[int]:
        """How little a label may say for another: no less than that one is left with.

        For the bare name of a place everything goes but the name; for one that may be missing,
        only a name in another script.
        """
        variants, last = self.asked[other].variants, len(self.asked[n].variants) - 1
        is_hollow = self.asked[n].is_optional and not self.asked[other].is_optional
        for less in range(says, len(variants)):
            lost = set(variants[says]) - set(variants[less])
            if is_hollow and not all(line.lang for line in lost):
                return
            if is_hollow or less <= max(says, level) or level == last:
                yield less

    def spot(self, n: int, level: int, k: int) -> _Spot | None:
        """A place, unless it lies on a leader or its own leader crosses anything."""
        options = self.options(n, level)
        box, line, is_far = options.boxes[k], options.leaders[k], options.far[k]
        leaders = _lines(spot.leader for spot in self.spots.values())
        if len(leaders) and on_box(leaders, box).any():
            return None
        if is_far and not (
            self.is_clear(n, level)[k]
            and not crossing(line, leaders).any()
            and not on_box(line, self.taken).any()
        ):
            return None
        return _Spot(level, box, options.anchors[k], line if is_far else None)

    def is_clear(self, n: int, level: int) -> Mask:
        """Whether each leader crosses no route, nothing that stands there and no other mark."""
        found = (n, *self.sizes[n][level])
        if found not in self.clear:
            lines, others = self.known[found].leaders[:, None], np.delete(self.marks, n, axis=0)
            crosses = crossing(lines, self.canvas.legs).any(axis=1)
            crosses |= on_box(lines, self.canvas.blocked).any(axis=1)
            crosses |= (from_lines(lines, others[:, :2]) < others[:, 2] + PAD).any(axis=1)
            self.clear[found] = np.asarray(~crosses)
        return self.clear[found]

    def options(self, n: int, level: int) -> _Options:
        """Where a variant may stand, worked out when it is first asked for."""
        one, size = self.asked[n], self.sizes[n][level]
        if (n, *size) not in self.known:
            if isinstance(one, PlateRequest):
                self.known[(n, *size)] = self.look_inside(one, *size)
            else:  # where one has to say less, the next ones will, too: together they are quicker
                later = (m for m in self.country if m > n and m not in self.spots)
                rest = [(m, self.sizes[m][level]) for m in later if level < len(self.sizes[m])]
                unknown = [(m, size) for m, size in rest if (m, *size) not in self.known]
                self.look_beside([(n, size), *unknown[:_TOGETHER]])
        return self.known[(n, *size)]

    def look_beside(self, wanted: Sequence[tuple[int, tuple[float, float]]]) -> None:
        """Find where words of these sizes may stand beside their marks."""
        if not wanted:
            return
        labels = [n for n, _ in wanted]
        marks, sizes = self.marks[labels][:, None], np.array([size for _, size in wanted])[:, None]
        starts = marks[..., :2] + marks[..., 2:] * _WAY[:, 1:3]
        ends = starts + _WAY[:, :1] * _WAY[:, 1:3]
        corners = ends - _WAY[:, 3:] * sizes
        boxes = np.concatenate([corners, corners + sizes], axis=2).reshape(-1, 4)
        found, gaps = self.free(boxes)
        owner, order = np.divmod(found, len(_WAY))
        # Words without a line to their mark, nearer to another one, would pass for that one's.
        own = (gaps >= _WAY[order, :1] - 0.01).all(axis=1) | (_WAY[order, 0] > LEADER_FROM)
        found, owner, order = found[own], owner[own], order[own]
        boxes = boxes[found]
        leaders = np.concatenate([starts, ends], axis=2).reshape(-1, 4)[found]
        costs = order + _ROUTE * self.canvas.crosses(boxes)
        for code in sorted({code for n in labels for code in self.prices[self.country[n]]}):
            price = np.array([self.prices[self.country[n]].get(code, 0) for n in labels])[owner]
            of = np.flatnonzero(price)
            costs[of] += price[of] * self.canvas.ground.shares(code, boxes[of])
        ranked = np.lexsort((costs, owner))
        boxes, leaders, order = boxes[ranked], leaders[ranked], order[ranked]
        bounds = np.searchsorted(owner[ranked], np.arange(len(labels) + 1)).tolist()
        anchors = [_ANCHORS[k] for k in order.tolist()]
        far = _WAY[order, 0] > LEADER_FROM
        for (n, size), i, j in zip(wanted, bounds[:-1], bounds[1:], strict=True):
            self.known[(n, *size)] = _Options(boxes[i:j], leaders[i:j], far[i:j], anchors[i:j])

    def look_inside(self, plate: PlateRequest, wide: float, high: float) -> _Options:
        """Find where a plate may stand: in its area, or in the sea at its edge."""
        size = wide + plate.indent + 2 * plate.padding, high + 2 * plate.padding
        room = self.canvas.width, self.canvas.height
        boxes = _in_area(
            self.canvas.ground, self.canvas.closed, plate.area, (plate.x, plate.y), size, room
        )
        boxes = boxes[self.free(boxes)[0]]
        count = len(boxes)
        return _Options(boxes, np.zeros_like(boxes), np.zeros(count, dtype=bool), ["start"] * count)

    def free(self, boxes: Array) -> tuple[NDArray[np.intp], Array]:
        """Which boxes lie in the picture and off everything fixed, and how far from each mark."""
        left, top, right, bottom = boxes.T
        inside = (left >= _MARGIN) & (right <= self.canvas.width - _MARGIN)
        inside &= (top >= _MARGIN) & (bottom <= self.canvas.height - _MARGIN)
        found = np.flatnonzero(inside)
        found = found[~touching(boxes[found], self.canvas.blocked).any(axis=1)]
        left, top, right, bottom = (side[:, None] for side in boxes[found].T)
        x, y, radius = self.marks.T
        across = np.maximum(np.maximum(left - x, x - right), 0)
        down = np.maximum(np.maximum(top - y, y - bottom), 0)
        gaps = np.sqrt(across * across + down * down) - radius
        off = (gaps >= PAD).all(axis=1)
        return found[off], gaps[off]


def _lines(found: Iterable[Array | None]) -> Array:
    return np.array([line for line in found if line is not None]).reshape(-1, 4)


@lru_cache(maxsize=256)
def _in_area(
    ground: Ground,
    closed: frozenset[str],
    area: str,
    point: tuple[float, float],
    size: tuple[float, float],
    room: tuple[float, float],
) -> Array:
    """Boxes in an area or in the sea at its edge, the nearest to a point first.

    The maps of all months ask for the same.
    """
    half = np.array(size) / 2
    least, most = _MARGIN + half, np.array(room) - _MARGIN - half
    if (least > most).any():
        return np.zeros((0, 4))
    wanted = np.array(point).clip(least, most)
    across, down = (np.append(np.arange(least[n], most[n], _STEP), wanted[n]) for n in (0, 1))
    middles = np.stack(np.meshgrid(across, down), axis=2).reshape(-1, 2)
    costs = np.hypot(*(middles - wanted).T) / _STEP
    boxes = np.concatenate([middles - half, middles + half], axis=1)
    if area in ground.codes:
        near = ground.shares(area, grown(boxes, LEADER_MOST)) > 0
        foreign = ground.foreign(area, boxes)
        others = [ground.shares(code, boxes) for code in sorted(closed & ground.codes - {area[:2]})]
        covered = np.sum(others, axis=0) if closed else foreign
        at = np.flatnonzero(near & (covered <= _PLATE_FOREIGN))
        elsewhere = _AT_SEA * (1 - ground.shares(area, boxes[at])) + _ABROAD * foreign[at]
        boxes, costs = boxes[at], costs[at] + elsewhere
    return boxes[np.argsort(costs, kind="stable")[:_PLATES_TRIED]]


@lru_cache(maxsize=4096)
def _size(variant: Variant) -> tuple[float, float]:
    wide = max((line.width for line in variant), default=0.0)
    return wide, sum(line.size * LINE_HEIGHT for line in variant)


def _placed(one: Asked, spot: _Spot) -> Placed:
    box = Box(*map(float, spot.box))
    inner, halo = box, "page"
    if isinstance(one, PlateRequest):
        inner, halo = box.grown(-one.padding), ""
        inner = replace(inner, left=inner.left + one.indent)
    words = tuple(_set(one.variants[spot.level], inner, spot.anchor, halo))
    leader = None if spot.leader is None else _segment(spot.leader)
    return Placed(one, spot.level, box, words, leader)


def _segment(line: Array) -> Segment:
    x, y, to_x, to_y = map(float, line)
    return x, y, to_x, to_y


def _set(variant: Variant, box: Box, anchor: Anchor, halo: str) -> Iterator[Words]:
    """The lines of a label below each other, flush with the side that is nearest to the mark."""
    y, share = box.top, {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    for line in variant:
        x, weight = box.left + share * (box.width - line.width), 700 if line.bold else 400
        for text, lang, width in line.parts:
            yield Words(
                text,
                x + share * width,
                y + line.size * _BASELINE,
                line.size,
                line.colour,
                anchor,
                weight,
                line.italic,
                halo,
                lang,
            )
            x += width + line.space
        y += line.size * LINE_HEIGHT
