"""What each label of a map says and which pixel it belongs to, before it has a place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from nkmap import wording
from nkmap.figures import infrastructure
from nkmap.figures.frames import Camera
from nkmap.figures.labels import Line, Request
from nkmap.figures.layers import Look
from nkmap.figures.prepared import Happening, Link, Scene
from nkmap.figures.route import STOP_RADIUS
from nkmap.figures.typography import wrap

_CROWDED = 26.0
"""Pixels; in the wide frame, marks closer than this to another carry no words."""


def sizes(look: Look) -> tuple[float, float, float]:
    """Sizes in pixels of a place's name, its figure and its note."""
    name, figure, note = (13.5, 12.0, 12.0) if look.narrow else (16.0, 14.0, 13.0)
    return look.text(name), look.text(figure), look.text(note)


def smaller(size: float, look: Look) -> float:
    """One step below a size; a slide has a floor."""
    return look.text(size / look.scale - 1) if look.slide else size - 1


def mark_requests(scene: Scene, look: Look) -> list[Request]:
    """The words beside each mark: its place, its hedged figure, its time."""
    name, figure, note = sizes(look)
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
        if look.is_tight:
            room = look.room
            lines = tuple(part for line in lines for part in wrapped(line, room))
        radius = mark.radius + (0 if mark.is_sized else look.mark(6))
        found.append(Request(mark.place.place_id, x, y, radius, lines))
    return found


def stop_requests(scene: Scene, look: Look) -> list[Request]:
    """The names of stops that carry no mark."""
    marked = {mark.place.place_id for mark in scene.marks}
    name = smaller(sizes(look)[0], look)
    by_age = sorted(scene.routes, key=lambda route: route.is_older)
    stops = {
        stop.place.place_id: (stop, route) for route in reversed(by_age) for stop in route.points
    }
    return [
        Request(
            place_id,
            *look.camera.pixel(stop.place.lon, stop.place.lat),
            look.mark(STOP_RADIUS),
            (Line(stop.place.label, name, bold=True, colour=look.palette.ink),),
            optional=route.is_older,
        )
        for place_id, (stop, route) in stops.items()
        if place_id not in marked
    ]


def silence_requests(scene: Scene, look: Look) -> list[Request]:
    """The names of places that are silent about the kind, and that this is not zero."""
    name, _, note = sizes(look)
    stops = {stop.place.place_id for route in scene.routes for stop in route.points}
    return [
        Request(
            silence.place.place_id,
            *look.camera.pixel(silence.place.lon, silence.place.lat),
            look.mark(5.0),
            (
                Line(silence.place.label, smaller(name, look), bold=True, colour=look.palette.ink),
                Line(silence.words, note, italic=True, colour=look.palette.ink2),
            ),
            # Where infrastructure crowds the map, the hollow dot and its tooltip have to do.
            optional=bool(scene.links),
        )
        for silence in scene.silences
        if silence.place.place_id not in stops
    ]


def happening_requests(scene: Scene, look: Look) -> list[Request]:
    """The words beside each incident."""
    name, figure, note = sizes(look)
    palette = look.palette
    found = []
    for happening in scene.happenings:
        lines: tuple[Line, ...] = (
            Line(happening.place.label, smaller(name, look), bold=True, colour=palette.ink),
            Line(_short(happening, look), smaller(figure, look), bold=True, colour=palette.ink2),
        )
        if not look.narrow:
            lines += (Line(happening.note, note, italic=True, colour=palette.ink2),)
        if look.is_tight:
            room = look.room
            lines = tuple(part for line in lines for part in wrapped(line, room))
        x, y = look.camera.pixel(happening.place.lon, happening.place.lat)
        found.append(Request(f"incident {happening.place.place_id}", x, y, look.mark(13.0), lines))
    return found


def _short(happening: Happening, look: Look) -> str:
    """An incident's words; on a phone without its figure, which the tap tells with its hedge."""
    if not look.narrow:
        return happening.words
    stamps = dict.fromkeys(stamp for claim in happening.claims for stamp in wording.stamps(claim))
    return f"incident ({', '.join(stamps)})" if stamps else "incident"


def link_requests(scene: Scene, look: Look, named: set[str]) -> list[Request]:
    """The names of the places where links end, but for those that are ``named`` already."""
    size = sizes(look)[2]
    size = size if look.narrow else smaller(size, look)
    return [
        Request(
            place.place_id,
            *look.camera.pixel(place.lon, place.lat),
            look.mark(infrastructure.STOP_RADIUS) + 1,
            (Line(place.label, size, bold=True, colour=look.palette.ink2),),
            optional=True,
        )
        for place in infrastructure.stops(scene)
        if place.place_id not in named
    ]


def caption_requests(scene: Scene, look: Look) -> list[Request]:
    """What the lines of infrastructure are, written beside the longest of each sort."""
    size = smaller(sizes(look)[2], look)
    found = []
    for words, link in infrastructure.captions(scene).items():
        seen = along(link, look.camera)
        if seen:
            x, y = seen[len(seen) // 3]
            line = Line(words, size, italic=True, colour=look.palette.ink2)
            found.append(Request(f"caption {words}", x, y, 3.0, (line,), optional=True))
    return found


def stands_alone(request: Request, others: Sequence[Request]) -> bool:
    """Whether no other mark stands so close that words would belong to either."""
    return all(
        other.key == request.key or math.hypot(other.x - request.x, other.y - request.y) > _CROWDED
        for other in others
    )


def along(link: Link, camera: Camera) -> list[tuple[float, float]]:
    """Points on a link, close enough together to keep labels off it."""
    (x0, y0), (x1, y1) = (camera.pixel(place.lon, place.lat) for place in (link.start, link.end))
    steps = max(2, round(math.dist((x0, y0), (x1, y1)) / _STEP))
    along = [(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps + 1)]
    return [(x, y) for x, y in along if camera.shows(x, y)]


_STEP = 12.0


def wrapped(line: Line, room: float) -> tuple[Line, ...]:
    """A line in as many lines as it needs within ``room`` pixels."""
    parts = wrap(line.text, line.size, room, bold=line.bold)
    return tuple(replace(line, text=part) for part in parts)
