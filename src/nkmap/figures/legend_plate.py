"""A map with its legend in it, on a plate in a corner: for pictures that stand by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nkmap.figures import routes, signs
from nkmap.figures.canvas import Box
from nkmap.figures.drawing import Drawing, Group, Paint, Rect, Words
from nkmap.figures.legend import Entry, entries
from nkmap.figures.map import map_drawing
from nkmap.figures.positions import Layout, layout
from nkmap.figures.prepared import Scene
from nkmap.figures.style import Style
from nkmap.figures.typography import LINE_HEIGHT, wrap
from nkmap.wording.places import Names

_TEXT = 12.0
_ROOMS, _LEAST_SWATCH = (15.0, 17.5, 20.5), 2.4
"""Widths that a row may have, and the least one of its sample, in sizes of its text."""
_PADDING, _GAP, _BETWEEN = 9.0, 10.0, 5.0
_EDGE, _AROUND = 12.0, 8.0
"""Pixels between the plate and the edge of the picture, and around it that stay free of words."""


def map_with_legend(scene: Scene, style: Style, names: Names) -> Drawing:
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
    shown, view, edge = _shown(layout(scene, style)), style.viewport, _EDGE - _AROUND
    boxes = []
    for right, below in ((1, 1), (0, 1), (1, 0)):
        for key in [plate(found, style, room) for room in _ROOMS]:
            wide, high = key.width + 2 * _AROUND, key.height + 2 * _AROUND
            left = edge + right * (view.width - 2 * edge - wide)
            top = edge + below * (view.height - 2 * edge - high)
            boxes.append((key, Box(left, top, left + wide, top + high)))
    return min(boxes, key=lambda made: sum(made[1].overlap(box) > 0 for box in shown))


def _shown(laid: Layout) -> list[Box]:
    """What a legend should not cover: marks, silences, the legs of routes and insets."""
    marks = (Box.around(*laid.stands[one.key], signs.reach(one)) for one in laid.scene.marks)
    points = [laid.pixel(silence.place) for silence in laid.scene.silences]
    points += [(x, y) for leg in routes.lines(laid) for x, y in leg.coords]
    insets = (inset.box for inset in laid.style.viewport.insets)
    return [*marks, *(Box.around(*point, 1) for point in points), *insets]


def plate(found: Sequence[Entry], style: Style, room: float) -> Drawing:
    """Rows below each other, ``room`` sizes of their text wide."""
    size = style.text(_TEXT)
    parts, top = [], _PADDING
    for row in rows(found, size, size * room):
        parts.append(Group(row.groups, x=_PADDING, y=top))
        top += row.height + _BETWEEN
    width, high = size * room + 2 * _PADDING, top - _BETWEEN + _PADDING
    ground = Rect(0, 0, width, high, Paint("page", "border", style.line(1)))
    return Drawing(width, high, (Group((ground, *parts)),))


def rows(found: Sequence[Entry], size: float, width: float) -> Iterator[Drawing]:
    """Each sample with its words beside it, in as many lines of text as a width asks for."""
    swatch = max([size * _LEAST_SWATCH, *(entry.sample.width for entry in found)])
    for entry in found:
        lines = [
            (line, colour)
            for words, colour in ((entry.words, "ink"), (entry.note, "ink2"))
            for line in wrap(words, size, width - swatch - _GAP)
            if line
        ]
        sample, told = entry.sample, len(lines) * size * LINE_HEIGHT
        high = max(sample.height, told)
        base = (high - told) / 2 + size * 0.95
        words = [
            Words(line, swatch + _GAP, base + number * size * LINE_HEIGHT, size, colour)
            for number, (line, colour) in enumerate(lines)
        ]
        at = (swatch - sample.width) / 2, (high - sample.height) / 2
        yield Drawing(width, high, (Group(sample.groups, x=at[0], y=at[1]), Group(tuple(words))))
