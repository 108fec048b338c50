"""The words on the map: labels beside marks, plates for countries, names of the ground."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pydeck as pdk

from nkmap.figures import icons
from nkmap.figures.frames import Camera
from nkmap.figures.labels import Box, Line, Placed, label_size, place
from nkmap.figures.layers import LEAST_TEXT, Look, Row, Weight, lonlat, point, text_layer, text_row
from nkmap.figures.marks import HEDGE_INSIDE
from nkmap.figures.plates import around, controls, plate_boxes
from nkmap.figures.prepared import Mark, Scene
from nkmap.figures.requests import (
    along,
    caption_requests,
    happening_requests,
    link_requests,
    mark_requests,
    silence_requests,
    stands_alone,
    stop_requests,
)
from nkmap.figures.route import STOP_RADIUS, fan_scale, legs, stop_numbers, stop_position
from nkmap.figures.typography import text_width
from nkmap.schema import Kind
from nkmap.view import Frame


def placed_labels(scene: Scene, look: Look) -> tuple[Placed, ...]:
    """Where every label of a scene stands, in pixels of the frame's picture."""
    requests = [*mark_requests(scene, look), *stop_requests(scene, look)]
    requests += happening_requests(scene, look)
    requests += silence_requests(scene, look)
    requests += link_requests(scene, look, {request.key for request in requests})
    requests += caption_requests(scene, look)
    camera = look.camera
    inside = [r for r in requests if camera.shows(r.x, r.y)]
    if look.frame is Frame.WIDE:
        # At this scale the northern places share a few pixels; the marks stay, the words wait.
        inside = [request for request in inside if stands_alone(request, inside)]
    return place(inside, _obstacles(scene, look), camera.width, camera.height)


def _obstacles(scene: Scene, look: Look) -> list[Box]:
    camera = look.camera
    boxes = [box for box, *_ in plate_boxes(scene, look)]
    for link in scene.links:
        boxes += [around(x, y, 3) for x, y in along(link, camera)]
    for route in scene.routes:
        for leg in legs(route, camera):
            boxes += [around(*camera.pixel(*point), 5) for point in leg]
        for stop in route.points:
            x, y = camera.pixel(*stop_position(stop.place, scene, look))
            boxes.append(around(x, y, look.mark(STOP_RADIUS) + 2))
        if route.is_open and route.points:
            x, y = camera.pixel(route.points[-1].place.lon, route.points[-1].place.lat)
            reach = icons.FAN_REACH * fan_scale(look)
            boxes.append(Box(x, y - reach, x + reach, y))
    return [*boxes, *_controls(scene, look)]


def _controls(scene: Scene, look: Look) -> list[Box]:
    """The parts of the picture that the frame switch and the legend cover."""
    camera = look.camera
    if look.slide or look.in_file or camera.is_narrow or legend_is_below(scene):
        return controls(look)
    legend = Box(camera.width - 290, camera.height - _LEGEND, camera.width, camera.height)
    return [*controls(look), legend]


_LEGEND = 262.0
"""Pixels that the legend of a scene with everything rises above the picture's lower edge."""


def legend_is_below(scene: Scene) -> bool:
    """Whether the legend has so much to explain that it would cover the map."""
    return bool(scene.links or scene.happenings)


def text_layers(scene: Scene, look: Look, placed: Sequence[Placed]) -> list[pdk.Layer]:
    """Every text of the map, grouped by weight; labels where ``placed_labels`` put them."""
    rows: list[tuple[Line, Row]] = []
    for label in placed:
        position = lonlat(look.camera, label.request.x, label.request.y)
        rows += _label_rows(label.request.lines, position, label.anchor, label.dx, label.dy)
    plates: list[tuple[Line, Row]] = []
    for box, lines, _, _ in plate_boxes(scene, look):
        centre = lonlat(look.camera, (box.left + box.right) / 2, (box.top + box.bottom) / 2)
        plates += _label_rows(lines, centre, "middle", 0.0, 0.0)
    halo = look.palette.focus
    taken = [*(label.box for label in placed), *(box for box, *_ in plate_boxes(scene, look))]
    plain = _only(plates, lambda line: line.bold) + _inside_rows(scene, look)
    return [
        text_layer("ground", _ground_rows(look, taken), Weight.LIGHT, halo),
        text_layer("labels", _only(rows, lambda line: not line.italic), Weight.BOLD, halo),
        text_layer("notes", _only(rows, lambda line: line.italic), Weight.NOTE, halo),
        text_layer("plate-lines", _only(plates, lambda line: not line.bold), Weight.LIGHT, None),
        text_layer("plain", [*plain, *stop_numbers(scene, look)], Weight.BOLD, None),
    ]


def _only(rows: Iterable[tuple[Line, Row]], wanted: Callable[[Line], bool]) -> list[Row]:
    return [row for line, row in rows if wanted(line)]


def _label_rows(
    lines: Sequence[Line], position: list[float], anchor: str, dx: float, dy: float
) -> list[tuple[Line, Row]]:
    """One row per line, set below each other around ``dy``."""
    _, height = label_size(lines)
    top = dy - height / 2
    rows = []
    for line in lines:
        step = line.size * 1.22
        row = text_row(line.text, position, line.colour, line.size, anchor, dx, top + step / 2)
        rows.append((line, row))
        top += step
    return rows


def _inside_rows(scene: Scene, look: Look) -> list[Row]:
    rows: list[Row] = []
    if look.frame is Frame.WIDE:
        return rows  # a number without the words beside it would have lost its hedge
    for mark in scene.marks:
        parts = mark.inside.split("\n") if mark.inside and _fits(mark, look) else []
        solid = mark.kind is Kind.DEPARTED
        colour = look.palette.page if solid else look.palette.kind(mark.kind)
        for index, text in enumerate(parts):
            is_number = index == len(parts) - 1
            size = _number_size(mark, look) if is_number else look.text(HEDGE_INSIDE)
            down = 0.0 if len(parts) == 1 else look.mark(7.0 if is_number else -9.0)
            rows.append(text_row(text, point(mark.place), colour, size, dy=down))
    return rows


def _number_size(mark: Mark, look: Look) -> float:
    size = min(look.mark(17.0), mark.radius * 0.95)
    return max(size, LEAST_TEXT) if look.slide else size


def _fits(mark: Mark, look: Look) -> bool:
    """Whether the words inside a mark still fit at the size that a slide's words have at least."""
    if not look.slide:
        return True
    *hedge, number = mark.inside.split("\n")
    room = _INSIDE_SHARE * mark.radius
    size = _number_size(mark, look)
    words = [(word, look.text(HEDGE_INSIDE)) for word in hedge] + [(number, size)]
    high = sum(size for _, size in words)
    return high <= room and all(text_width(word, size) <= room for word, size in words)


_INSIDE_SHARE = 1.75
"""How much of its radius a mark has for words, across and down."""


_COUNTRY_NAMES: dict[Frame, tuple[tuple[str, float, float], ...]] = {
    Frame.ROUTE: (
        ("CHINA", 125.3, 42.6),
        ("NORTH KOREA", 126.05, 40.55),
        ("Yalu", 125.35, 40.95),
        ("Tumen", 129.25, 42.62),
    ),
    Frame.CITIES: (
        ("CHINA", 128.1, 42.75),
        ("NORTH HAMGYONG", 129.45, 41.75),
        ("RYANGGANG", 128.45, 41.25),
        ("Tumen", 128.85, 42.22),
    ),
    Frame.WIDE: (),  # the marks fill the country they stand in
}


def _ground_rows(look: Look, taken: Sequence[Box]) -> list[Row]:
    """Names of the ground itself, few and faint, where the claims' own labels leave room."""
    size = look.text(11.0 if look.narrow else 12.5)
    free = [
        (name, lon, lat)
        for name, lon, lat in _COUNTRY_NAMES[look.frame]
        if _is_free(_name_box(name, lon, lat, size, look), taken, look.camera)
    ]
    return [
        text_row(
            " ".join(name) if name.isupper() else name,
            [lon, lat],
            look.palette.ink3 if name.isupper() else look.palette.river,
            size,
        )
        for name, lon, lat in free
    ]


def _is_free(box: Box, taken: Sequence[Box], camera: Camera) -> bool:
    inside = box.left >= 0 and box.right <= camera.width
    return inside and not any(box.overlap(other) for other in taken)


def _name_box(name: str, lon: float, lat: float, size: float, look: Look) -> Box:
    x, y = look.camera.pixel(lon, lat)
    half = len(name) * size * (0.55 if name.isupper() else 0.3)
    return Box(x - half, y - size, x + half, y + size)
