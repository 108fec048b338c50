"""A map with its legend in it, on a plate in a corner: for pictures that stand by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nkmap import wording
from nkmap.figures import signs
from nkmap.figures.canvas import Box
from nkmap.figures.drawing import Drawing, Group, Paint, Rect, Words
from nkmap.figures.legend import Entry, entries
from nkmap.figures.map import map_drawing
from nkmap.figures.positions import of_marks, sized
from nkmap.figures.prepared import Scene
from nkmap.figures.routes import leg_pieces
from nkmap.figures.style import Style
from nkmap.figures.typography import LINE_HEIGHT, wrap

_TEXT = 12.0
_ROOMS, _LEAST_SWATCH = (11.5, 14.0, 17.0), 2.4
"""Widths that its words may have, and the least one of its samples, in sizes of its text."""
_PADDING, _GAP, _BETWEEN = 9.0, 10.0, 5.0
_EDGE, _AROUND = 12.0, 8.0
"""Pixels between the plate and the edge of the picture, and around it that stay free of words."""


def map_with_legend(scene: Scene, style: Style, names: wording.Names) -> Drawing:
    """The map of a scene, and its legend in that corner where it covers least of what is shown."""
    found = entries(scene, style)
    if not found:
        return map_drawing(scene, style, names)
    key, box = _corner(found, scene, style)
    drawn = map_drawing(scene, replace(style, covered=(*style.covered, box)), names)
    at = Group(key.groups, layer="legend", x=box.left + _AROUND, y=box.top + _AROUND)
    return replace(drawn, groups=(*drawn.groups, at))


def _corner(found: Sequence[Entry], scene: Scene, style: Style) -> tuple[Drawing, Box]:
    """The plate and its box, with some room around it; at the right below where that is free."""
    shown = _shown(sized(scene, style), style)
    boxes = [
        (key, _box(key, style, is_left=is_left, is_top=is_top))
        for is_left, is_top in ((False, False), (True, False), (False, True))
        for room in _ROOMS
        for key in [plate(found, style, room)]
    ]
    return min(boxes, key=lambda made: sum(made[1].overlap(box) > 0 for box in shown))


def _box(key: Drawing, style: Style, *, is_left: bool, is_top: bool) -> Box:
    view, edge = style.viewport, _EDGE - _AROUND
    wide, high = key.width + 2 * _AROUND, key.height + 2 * _AROUND
    left = edge if is_left else view.width - edge - wide
    top = edge if is_top else view.height - edge - high
    return Box(left, top, left + wide, top + high)


def _shown(scene: Scene, style: Style) -> list[Box]:
    """What a legend should not cover: marks, silences, the legs of routes and insets."""
    stands = of_marks(scene, style)
    found = [(stands[mark.key].x, stands[mark.key].y, signs.reach(mark)) for mark in scene.marks]
    silent = (style.viewport.pixel(one.place.lon, one.place.lat) for one in scene.silences)
    legs = (point for leg in leg_pieces(scene, style) for point in leg.coords)
    found += [(x, y, 1.0) for x, y in (*silent, *legs)]
    discs = [Box(x - reach, y - reach, x + reach, y + reach) for x, y, reach in found]
    return discs + [inset.box for inset in style.viewport.insets]


def plate(found: Sequence[Entry], style: Style, room: float) -> Drawing:
    """Samples with their words, ``room`` sizes of them wide, below each other."""
    size = style.text(_TEXT)
    swatch = max(size * _LEAST_SWATCH, *(entry.sample.width for entry in found))
    left, top = _PADDING + swatch + _GAP, _PADDING
    width = left + size * room + _PADDING
    parts: list[Group | Words] = []
    for entry in found:
        lines = [
            (line, colour)
            for words, colour in ((entry.words, "ink"), (entry.note, "ink2"))
            for line in wrap(words, size, size * room)
            if line
        ]
        sample, told = entry.sample, len(lines) * size * LINE_HEIGHT
        high = max(sample.height, told)
        x, y = _PADDING + (swatch - sample.width) / 2, top + (high - sample.height) / 2
        parts.append(Group(sample.groups, x=x, y=y))
        first = top + (high - told) / 2 + size * 0.95
        parts += [
            Words(line, left, first + number * size * LINE_HEIGHT, size, colour)
            for number, (line, colour) in enumerate(lines)
        ]
        top += high + _BETWEEN
    high = top - _BETWEEN + _PADDING
    ground = Rect(0, 0, width, high, Paint("page", "border", style.line(1)))
    return Drawing(width, high, (Group((ground, *parts)),))
