"""Where the plates of a map stand: words for countries, off each other and off the marks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from nkmap.figures.frames import Camera
from nkmap.figures.labels import Box, Line, label_size
from nkmap.figures.layers import Look
from nkmap.figures.prepared import Plate, Scene
from nkmap.figures.requests import (
    happening_requests,
    mark_requests,
    smaller,
    stands_alone,
    wrapped,
)
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import wrap
from nkmap.view import Frame

_BOX_PADDING = 9.0

_PLATE_PLACES: dict[Frame, dict[str, tuple[float, float]]] = {
    # Where a country's words stand, as shares of the picture's width and height.
    Frame.ROUTE: {"RU": (0.80, 0.10), "CN": (0.20, 0.30), "KP": (0.25, 0.72)},
    Frame.CITIES: {"RU": (0.80, 0.10), "CN": (0.22, 0.28), "KP": (0.40, 0.85)},
}

_WIDE_PLACES = {"RU": (98.0, 63.5), "CN": (103.0, 34.0), "KP": (150.0, 36.0)}

_NARROW_PLACES = {"RU": (0.72, 0.08), "CN": (0.27, 0.16), "KP": (0.3, 0.8)}

_ELSEWHERE = (0.5, 0.92)
_ELSEWHERE_WIDE = (0.16, 0.80)


@lru_cache(maxsize=8)
def plate_boxes(scene: Scene, look: Look) -> tuple[tuple[Box, tuple[Line, ...], str, bool], ...]:
    """For every plate: its box in pixels, its lines, its edge colour, whether it is dashed.

    One map asks several times, and finding room for many plates takes long.
    """
    found: list[tuple[Box, tuple[Line, ...], str, bool]] = []
    reserved = _reserved(scene, look)
    for plate in scene.plates:
        lines = _plate_lines(plate, scene, look)
        width, height = label_size(lines)
        x, y = _plate_centre(plate, look)
        half_w, half_h = (
            width / 2 + look.mark(_BOX_PADDING),
            height / 2 + look.mark(_BOX_PADDING - 3),
        )
        if plate.area.country == "RU" and look.frame is not Frame.WIDE and plate.lines:
            x = look.camera.width  # a longer plate keeps to the edge, off the coast
        x = min(max(x, half_w + 6), look.camera.width - half_w - 6)
        box = Box(x - half_w, y - half_h, x + half_w, y + half_h)
        taken = [*(other for other, *_ in found), *controls(look)]
        box = _clear_of(taken, reserved, box, look.camera)
        stock = plate.is_stock
        group = plate.claims[0].group
        colour = look.palette.kind(scene.kind, group) if stock else look.palette.border
        found.append((box, lines, colour, not stock))
    return tuple(found)


def _reserved(scene: Scene, look: Look) -> list[Box]:
    """Room for the words of marks, which cannot go anywhere, as plates can."""
    requests = [*mark_requests(scene, look), *happening_requests(scene, look)]
    if look.frame is Frame.WIDE:
        requests = [request for request in requests if stands_alone(request, requests)]
    boxes = []
    for request in requests:
        if not look.camera.shows(request.x, request.y):
            continue
        width, height = label_size(request.lines)
        reach = request.radius + 5
        left = request.x - reach - width
        left = left if left > 4 else request.x + reach
        boxes.append(Box(left, request.y - height / 2, left + width, request.y + height / 2))
        boxes.append(around(request.x, request.y, reach))
    return boxes


def _clear_of(plates: Sequence[Box], marks: Sequence[Box], box: Box, camera: Camera) -> Box:
    """The box moved as little as keeps it inside the picture and off the plates and the marks.

    Where that is not possible it covers as little as it can, and a plate least of all.
    """
    best, least = box, math.inf
    for dx, dy in _WAYS:
        moved = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
        if moved.left < 4 or moved.top < 4:
            continue
        if moved.right > camera.width - 4 or moved.bottom > camera.height - 4:
            continue
        grown = moved.grown(3)
        cost = sum(_PLATE_COST * grown.overlap(other) for other in plates)
        if cost >= least:
            continue
        cost += sum(grown.overlap(other) for other in marks)
        if cost < least:
            best, least = moved, cost
        if not cost:
            break
    return best


_PLATE_COST = 9.0
_WAYS = sorted(
    ((dx, dy) for dx in range(-480, 481, 40) for dy in range(-400, 401, 10)),
    key=lambda way: math.hypot(*way),
)


def _plate_centre(plate: Plate, look: Look) -> tuple[float, float]:
    country, camera = plate.area.country, look.camera
    if look.frame is Frame.WIDE:
        if country in _WIDE_PLACES:
            return camera.pixel(*_WIDE_PLACES[country])
        return _ELSEWHERE_WIDE[0] * camera.width, _ELSEWHERE_WIDE[1] * camera.height
    places = _NARROW_PLACES if look.narrow else _PLATE_PLACES[look.frame]
    across, down = places.get(country, _ELSEWHERE)
    return across * camera.width, down * camera.height + 18


def _only_counted(plate: Plate, palette: Palette, body: float) -> tuple[Line, ...]:
    """On a phone many plates share little room: each says how much is told, and leads to it."""
    count = len(plate.claims)
    name = "No point here" if plate.is_aside else plate.title.split(" – ")[0]
    words = f"{name}: {count:,} report{'' if count == 1 else 's'}"
    return (Line(words, body, bold=True, colour=palette.ink),)


_MOST_PLATES = 2
"""Plates with their figures that a phone's map has room for."""


def _plate_lines(plate: Plate, scene: Scene, look: Look) -> tuple[Line, ...]:
    palette = look.palette
    body = look.text(12.0 if look.narrow else 14.0)
    if look.narrow and (plate.is_aside or len(scene.plates) > _MOST_PLATES):
        return _only_counted(plate, palette, body)
    room, less = look.room, smaller(body, look)
    title = Line(plate.title, body, bold=True, colour=palette.ink)
    if not plate.is_stock:
        rest = [Line(text, less, colour=palette.ink) for text in plate.lines]
        return tuple(part for line in (title, *rest) for part in wrapped(line, room))
    hue = palette.kind(scene.kind, plate.claims[0].group)
    figures = tuple(
        Line(part, body + (0 if look.narrow or look.slide else 1), bold=True, colour=hue)
        for text in plate.lines
        for part in (wrap(text, body, room, bold=True) if look.is_tight else [text])
    )
    name = Line(plate.title, less, colour=palette.ink)
    return (*figures, *wrapped(name, room))


def around(x: float, y: float, by: float) -> Box:
    """A square of ``by`` pixels to every side of a point."""
    return Box(x - by, y - by, x + by, y + by)


def controls(look: Look) -> list[Box]:
    """What stands over the picture: the frame switch of a page, what covers a slide."""
    return list(look.covered) if look.slide or look.in_file else switch(look.camera)


def switch(camera: Camera) -> list[Box]:
    """The frame switch over the picture; on a phone it stands above it."""
    return [] if camera.is_narrow else [Box(0, 0, 370, 56)]
