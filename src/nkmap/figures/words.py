"""The words on the map: labels beside marks, plates for countries, names of the ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pydeck as pdk

from nkmap import wording
from nkmap.figures import icons, infrastructure
from nkmap.figures.frames import Camera
from nkmap.figures.labels import Box, Line, Placed, Request, label_size, place, wrap
from nkmap.figures.layers import Look, Row, Weight, lonlat, point, text_layer, text_row
from nkmap.figures.marks import HEDGE_INSIDE
from nkmap.figures.prepared import Happening, Link, Plate, Scene
from nkmap.figures.route import STOP_RADIUS, fan_scale, legs, stop_numbers, stop_position
from nkmap.figures.symbols import Palette
from nkmap.schema import Kind
from nkmap.view import Frame

_BOX_PADDING = 9.0
_CROWDED = 26.0
"""Pixels; in the wide frame, marks closer than this to another carry no words."""


def placed_labels(scene: Scene, look: Look) -> tuple[Placed, ...]:
    """Where every label of a scene stands, in pixels of the frame's picture."""
    requests = [*_mark_requests(scene, look), *_stop_requests(scene, look)]
    requests += _happening_requests(scene, look)
    requests += _silence_requests(scene, look)
    requests += _link_requests(scene, look, {request.key for request in requests})
    requests += _caption_requests(scene, look)
    camera = look.camera
    inside = [r for r in requests if camera.shows(r.x, r.y)]
    if look.frame is Frame.WIDE:
        # At this scale the northern places share a few pixels; the marks stay, the words wait.
        inside = [request for request in inside if _stands_alone(request, inside)]
    return place(inside, _obstacles(scene, look), camera.width, camera.height)


def _sizes(look: Look) -> tuple[float, float, float]:
    return (13.5, 12.0, 12.0) if look.narrow else (16.0, 14.0, 13.0)


def _mark_requests(scene: Scene, look: Look) -> list[Request]:
    name, figure, note = _sizes(look)
    colour = look.palette.kind(scene.kind)
    found = []
    for mark in scene.marks:
        x, y = look.camera.pixel(mark.place.lon, mark.place.lat)
        known = mark.claim.has_figure
        lines: tuple[Line, ...] = (
            Line(mark.place.label, name, bold=True, colour=look.palette.ink),
            Line(mark.figure, figure, bold=True, colour=colour if known else look.palette.ink2),
        )
        if not look.narrow:
            lines += (Line(mark.note, note, italic=True, colour=look.palette.ink2),)
        else:
            room = look.camera.width * _NARROW_SHARE
            lines = tuple(part for line in lines for part in _wrapped(line, room))
        radius = mark.radius + (0 if known else 6)
        found.append(Request(mark.place.place_id, x, y, radius, lines))
    return found


def _stop_requests(scene: Scene, look: Look) -> list[Request]:
    marked = {mark.place.place_id for mark in scene.marks}
    name = _sizes(look)[0] - 1
    by_age = sorted(scene.routes, key=lambda route: route.is_older)
    stops = {
        stop.place.place_id: (stop, route) for route in reversed(by_age) for stop in route.points
    }
    return [
        Request(
            place_id,
            *look.camera.pixel(stop.place.lon, stop.place.lat),
            STOP_RADIUS,
            (Line(stop.place.label, name, bold=True, colour=look.palette.ink),),
            optional=route.is_older,
        )
        for place_id, (stop, route) in stops.items()
        if place_id not in marked
    ]


def _silence_requests(scene: Scene, look: Look) -> list[Request]:
    name, _, note = _sizes(look)
    stops = {stop.place.place_id for route in scene.routes for stop in route.points}
    return [
        Request(
            silence.place.place_id,
            *look.camera.pixel(silence.place.lon, silence.place.lat),
            5.0,
            (
                Line(silence.place.label, name - 1, bold=True, colour=look.palette.ink),
                Line(silence.words, note, italic=True, colour=look.palette.ink2),
            ),
            # Where infrastructure crowds the map, the hollow dot and its tooltip have to do.
            optional=bool(scene.links),
        )
        for silence in scene.silences
        if silence.place.place_id not in stops
    ]


def _happening_requests(scene: Scene, look: Look) -> list[Request]:
    name, figure, note = _sizes(look)
    palette = look.palette
    found = []
    for happening in scene.happenings:
        lines: tuple[Line, ...] = (
            Line(happening.place.label, name - 1, bold=True, colour=palette.ink),
            Line(_short(happening, look), figure - 1, bold=True, colour=palette.ink2),
        )
        if not look.narrow:
            lines += (Line(happening.note, note, italic=True, colour=palette.ink2),)
        else:
            room = look.camera.width * _NARROW_SHARE
            lines = tuple(part for line in lines for part in _wrapped(line, room))
        x, y = look.camera.pixel(happening.place.lon, happening.place.lat)
        found.append(Request(f"incident {happening.place.place_id}", x, y, 13.0, lines))
    return found


def _short(happening: Happening, look: Look) -> str:
    """An incident's words; on a phone without its figure, which the tap tells with its hedge."""
    if not look.narrow:
        return happening.words
    stamps = dict.fromkeys(stamp for claim in happening.claims for stamp in wording.stamps(claim))
    return f"incident ({', '.join(stamps)})" if stamps else "incident"


def _link_requests(scene: Scene, look: Look, named: set[str]) -> list[Request]:
    size = _sizes(look)[2] - (0 if look.narrow else 1)
    return [
        Request(
            place.place_id,
            *look.camera.pixel(place.lon, place.lat),
            infrastructure.STOP_RADIUS + 1,
            (Line(place.label, size, bold=True, colour=look.palette.ink2),),
            optional=True,
        )
        for place in infrastructure.stops(scene)
        if place.place_id not in named
    ]


def _caption_requests(scene: Scene, look: Look) -> list[Request]:
    """What the lines of infrastructure are, written beside the longest of each sort."""
    size = _sizes(look)[2] - 1
    found = []
    for words, link in infrastructure.captions(scene).items():
        along = [at for at in _along(link, look.camera) if look.camera.shows(*at)]
        if along:
            x, y = along[len(along) // 3]
            line = Line(words, size, italic=True, colour=look.palette.ink2)
            found.append(Request(f"caption {words}", x, y, 3.0, (line,), optional=True))
    return found


def _stands_alone(request: Request, others: Sequence[Request]) -> bool:
    return all(
        other.key == request.key or math.hypot(other.x - request.x, other.y - request.y) > _CROWDED
        for other in others
    )


def _obstacles(scene: Scene, look: Look) -> list[Box]:
    camera = look.camera
    boxes = [box for box, *_ in plate_boxes(scene, look)]
    for link in scene.links:
        boxes += [_around(x, y, 3) for x, y in _along(link, camera)]
    for route in scene.routes:
        for leg in legs(route, camera):
            boxes += [_around(*camera.pixel(*point), 5) for point in leg]
        for stop in route.points:
            x, y = camera.pixel(*stop_position(stop.place, scene, look))
            boxes.append(_around(x, y, STOP_RADIUS + 2))
        if route.is_open and route.points:
            x, y = camera.pixel(route.points[-1].place.lon, route.points[-1].place.lat)
            reach = icons.FAN_REACH * fan_scale(look)
            boxes.append(Box(x, y - reach, x + reach, y))
    return [*boxes, *_controls(scene, camera)]


def _along(link: Link, camera: Camera) -> list[tuple[float, float]]:
    """Points on a link, close enough together to keep labels off it."""
    (x0, y0), (x1, y1) = (camera.pixel(place.lon, place.lat) for place in (link.start, link.end))
    steps = max(2, round(math.dist((x0, y0), (x1, y1)) / _STEP))
    along = [(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps + 1)]
    return [(x, y) for x, y in along if camera.shows(x, y)]


_STEP = 12.0


def _around(x: float, y: float, by: float) -> Box:
    return Box(x - by, y - by, x + by, y + by)


def _controls(scene: Scene, camera: Camera) -> list[Box]:
    """The parts of the picture that the frame switch and the legend cover."""
    if camera.is_narrow or legend_is_below(scene):
        return _switch(camera)
    legend = Box(camera.width - 290, camera.height - _LEGEND, camera.width, camera.height)
    return [*_switch(camera), legend]


_LEGEND = 262.0
"""Pixels that the legend of a scene with everything rises above the picture's lower edge."""


def _switch(camera: Camera) -> list[Box]:
    """The frame switch over the picture; on a phone it stands above it."""
    return [] if camera.is_narrow else [Box(0, 0, 370, 56)]


def legend_is_below(scene: Scene) -> bool:
    """Whether the legend has so much to explain that it would cover the map."""
    return bool(scene.links or scene.happenings)


_PLATE_PLACES: dict[Frame, dict[str, tuple[float, float]]] = {
    # Where a country's words stand, as shares of the picture's width and height.
    Frame.ROUTE: {"RU": (0.80, 0.10), "CN": (0.20, 0.30), "KP": (0.25, 0.72)},
    Frame.CITIES: {"RU": (0.80, 0.10), "CN": (0.22, 0.28), "KP": (0.40, 0.85)},
}

_WIDE_PLACES = {"RU": (98.0, 63.5), "CN": (103.0, 34.0), "KP": (150.0, 36.0)}

_NARROW_PLACES = {"RU": (0.72, 0.08), "CN": (0.27, 0.16), "KP": (0.3, 0.8)}

_ELSEWHERE = (0.5, 0.92)
_ELSEWHERE_WIDE = (0.16, 0.80)


def plate_boxes(scene: Scene, look: Look) -> list[tuple[Box, tuple[Line, ...], str, bool]]:
    """For every plate: its box in pixels, its lines, its edge colour, whether it is dashed."""
    found: list[tuple[Box, tuple[Line, ...], str, bool]] = []
    reserved = _reserved(scene, look)
    for plate in scene.plates:
        lines = _plate_lines(plate, scene, look)
        width, height = label_size(lines)
        x, y = _plate_centre(plate, look)
        half_w, half_h = width / 2 + _BOX_PADDING, height / 2 + _BOX_PADDING - 3
        if plate.area.country == "RU" and look.frame is not Frame.WIDE and plate.lines:
            x = look.camera.width  # a longer plate keeps to the edge, off the coast
        x = min(max(x, half_w + 6), look.camera.width - half_w - 6)
        box = Box(x - half_w, y - half_h, x + half_w, y + half_h)
        taken = [*(other for other, *_ in found), *_switch(look.camera)]
        box = _clear_of(taken, reserved, box, look.camera)
        stock = plate.is_stock
        group = plate.claims[0].group
        colour = look.palette.kind(scene.kind, group) if stock else look.palette.border
        found.append((box, lines, colour, not stock))
    return found


def _reserved(scene: Scene, look: Look) -> list[Box]:
    """Room for the words of marks, which cannot go anywhere, as plates can."""
    requests = [*_mark_requests(scene, look), *_happening_requests(scene, look)]
    if look.frame is Frame.WIDE:
        requests = [request for request in requests if _stands_alone(request, requests)]
    boxes = []
    for request in requests:
        if not look.camera.shows(request.x, request.y):
            continue
        width, height = label_size(request.lines)
        reach = request.radius + 5
        left = request.x - reach - width
        left = left if left > 4 else request.x + reach
        boxes.append(Box(left, request.y - height / 2, left + width, request.y + height / 2))
        boxes.append(_around(request.x, request.y, reach))
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


_NARROW_SHARE = 0.56
"""How much of a phone's map a plate or a label may be wide."""


def _wrapped(line: Line, room: float) -> tuple[Line, ...]:
    parts = wrap(line.text, line.size, room, bold=line.bold)
    return tuple(replace(line, text=part) for part in parts)


def _only_counted(plate: Plate, palette: Palette, body: float) -> tuple[Line, ...]:
    """On a phone many plates share little room: each says how much is told, and leads to it."""
    count = len(plate.claims)
    name = "No point here" if plate.is_aside else plate.title.split(" – ")[0]
    words = f"{name}: {count} report{'' if count == 1 else 's'}"
    return (Line(words, body, bold=True, colour=palette.ink),)


_MOST_PLATES = 2
"""Plates with their figures that a phone's map has room for."""


def _plate_lines(plate: Plate, scene: Scene, look: Look) -> tuple[Line, ...]:
    palette = look.palette
    body = 12.0 if look.narrow else 14.0
    if look.narrow and (plate.is_aside or len(scene.plates) > _MOST_PLATES):
        return _only_counted(plate, palette, body)
    room = look.camera.width * _NARROW_SHARE if look.narrow else look.camera.width
    title = Line(plate.title, body, bold=True, colour=palette.ink)
    if not plate.is_stock:
        rest = [Line(text, body - 1, colour=palette.ink) for text in plate.lines]
        return tuple(part for line in (title, *rest) for part in _wrapped(line, room))
    hue = palette.kind(scene.kind, plate.claims[0].group)
    figures = tuple(
        Line(part, body + (0 if look.narrow else 1), bold=True, colour=hue)
        for text in plate.lines
        for part in (wrap(text, body, room, bold=True) if look.narrow else [text])
    )
    name = Line(plate.title, body - 1, colour=palette.ink)
    return (*figures, *_wrapped(name, room))


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
        parts = mark.inside.split("\n") if mark.inside else []
        solid = mark.kind is Kind.DEPARTED
        colour = look.palette.page if solid else look.palette.kind(mark.kind)
        for index, text in enumerate(parts):
            is_number = index == len(parts) - 1
            size = min(17.0, mark.radius * 0.95) if is_number else HEDGE_INSIDE
            down = 0.0 if len(parts) == 1 else (7.0 if is_number else -9.0)
            rows.append(text_row(text, point(mark.place), colour, size, dy=down))
    return rows


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
    size = 11.0 if look.narrow else 12.5
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
