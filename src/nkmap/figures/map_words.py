"""What the words of a map say, from the richest that fits to the poorest that must be there.

What yields first when labels are many: the local name, then the time, then the claim, which the tip
and the table still tell. A place's name never yields where there is room for anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nkmap import wording
from nkmap.figures import routes
from nkmap.figures.drawing import Colour, kind_colour
from nkmap.figures.placement import Line, Request
from nkmap.figures.positions import Stand, happening_key, is_far
from nkmap.figures.prepared import Happening, Place, Plate, Scene
from nkmap.figures.signs import INCIDENT_REACH, reach
from nkmap.figures.style import Style
from nkmap.figures.typography import wrap

Variants = tuple[tuple[Line, ...], ...]

LOCAL = "ko"
"""The language of local names."""
_CROWDED = 26.0
"""Pixels; in the far frames, marks closer than this to another carry no words."""
_MOST_PLATES = 2
"""Plates with their figures that a phone's map has room for."""


def sizes(style: Style) -> tuple[float, float, float]:
    """Sizes in pixels of a place's name, its figure and its note."""
    name, figure, note = (13.5, 12.0, 12.0) if style.is_narrow else (15.0, 13.5, 12.5)
    return style.text(name), style.text(figure), style.text(note)


def requests(scene: Scene, style: Style, stands: dict[str, Stand]) -> list[Request]:
    """Every label beside a point, the most needed first."""
    found = [
        *_of_marks(scene, style, stands),
        *_of_stops(scene, style, stands),
        *_of_happenings(scene, style, stands),
    ]
    found += _of_silences(scene, style)
    named = {request.key for request in found}
    found += _of_link_stops(scene, style, named)
    found += _of_captions(scene, style)
    seen = [request for request in found if style.viewport.shows(request.x, request.y)]
    if not is_far(style):
        return seen
    # At this scale places share a few pixels; the marks stay, the words wait.
    return [request for request in seen if _stands_alone(request, seen)]


def _stands_alone(request: Request, others: Sequence[Request]) -> bool:
    return all(
        other.key == request.key
        or max(abs(other.x - request.x), abs(other.y - request.y)) > _CROWDED
        for other in others
    )


def _name(place: Place, size: float, colour: Colour = "ink") -> tuple[Line, Line]:
    """A place's name with its local name, and alone."""
    alone = Line(place.name, size, bold=True, colour=colour)
    return replace(alone, local=place.local, lang=LOCAL if place.local else ""), alone


def _wrapped(line: Line, room: float) -> tuple[Line, ...]:
    parts = wrap(line.text, line.size, room, bold=line.bold, italic=line.italic)
    return tuple(replace(line, text=part) for part in parts)


def _of_marks(scene: Scene, style: Style, stands: dict[str, Stand]) -> list[Request]:
    """The words beside each mark: its place, its hedged figure, its time."""
    name, figure, note = sizes(style)
    colour = kind_colour(scene.kind)
    found = []
    by_need = sorted(scene.marks, key=lambda mark: (not mark.is_sized, -mark.radius))
    for mark in by_need:
        both, alone = _name(mark.place, name)
        hue = colour if mark.claim.has_figure else "ink2"
        told = _wrapped(Line(mark.figure, figure, bold=True, colour=hue), style.room)
        when = _wrapped(Line(mark.note, note, italic=True, colour="ink2"), style.room)
        variants: Variants = (
            (both, *told, *when),
            (alone, *told, *when),
            (both, *told),
            (alone, *told),
            (both,),
            (alone,),
        )
        if style.is_narrow:
            variants = variants[2:]
        stand = stands[mark.place.place_id]
        extra = 0.0 if mark.is_sized else style.mark(6)
        found.append(
            Request(
                mark.place.place_id,
                stand.x,
                stand.y,
                reach(mark) + extra,
                variants,
                mark.place.country,
            )
        )
    return found


def _of_stops(scene: Scene, style: Style, stands: dict[str, Stand]) -> list[Request]:
    """The names of stops that carry no mark."""
    marked = {mark.place.place_id for mark in scene.marks}
    size = sizes(style)[0] - 1 if not style.is_slide else sizes(style)[0]
    by_age = sorted(scene.routes, key=lambda route: route.is_older)
    stops = {
        stop.place.place_id: (stop, route) for route in reversed(by_age) for stop in route.points
    }
    return [
        Request(
            place_id,
            *style.viewport.pixel(stop.place.lon, stop.place.lat),
            style.mark(routes.STOP_RADIUS),
            tuple((line,) for line in _name(stop.place, size)),
            stop.place.country,
            is_optional=route.is_older,
        )
        for place_id, (stop, route) in stops.items()
        if place_id not in marked
    ]


def _of_silences(scene: Scene, style: Style) -> list[Request]:
    """The names of places that are silent about the kind, and that this is not zero."""
    name, _, note = sizes(style)
    stops = {stop.place.place_id for route in scene.routes for stop in route.points}
    found = []
    for silence in scene.silences:
        if silence.place.place_id in stops:
            continue
        both, alone = _name(silence.place, name if style.is_slide else name - 1, "ink2")
        told = Line(silence.words, note, italic=True, colour="ink2")
        found.append(
            Request(
                silence.place.place_id,
                *style.viewport.pixel(silence.place.lon, silence.place.lat),
                style.mark(5.0),
                ((both, told), (alone, told), (both,), (alone,)),
                silence.place.country,
                is_optional=True,  # the hollow dot and its tip say it as well
            )
        )
    return found


def _of_happenings(scene: Scene, style: Style, stands: dict[str, Stand]) -> list[Request]:
    """The words beside each incident."""
    name, figure, note = sizes(style)
    found = []
    for happening in scene.happenings:
        both, alone = _name(happening.place, name if style.is_slide else name - 1)
        told = _wrapped(Line(happening.words, figure, bold=True, colour="ink2"), style.room)
        when = _wrapped(Line(happening.note, note, italic=True, colour="ink2"), style.room)
        short = Line(_short(happening), figure, bold=True, colour="ink2")
        key = happening_key(happening.place)
        variants: Variants = (
            (both, *told, *when),
            (alone, *told, *when),
            (alone, *told),
            (alone, short),
            (alone,),
        )
        found.append(
            Request(
                key,
                stands[key].x,
                stands[key].y,
                style.mark(INCIDENT_REACH),
                variants[3:] if style.is_narrow else variants,
                happening.place.country,
                is_optional=True,
            )
        )
    return found


def _short(happening: Happening) -> str:
    """An incident's words without its figure, which the tip tells with its hedge."""
    stamps = dict.fromkeys(stamp for claim in happening.claims for stamp in wording.stamps(claim))
    return f"incident ({', '.join(stamps)})" if stamps else "incident"


def _of_link_stops(scene: Scene, style: Style, named: set[str]) -> list[Request]:
    """The names of the places where links end, but for those that are ``named`` already."""
    size = sizes(style)[2]
    return [
        Request(
            place.place_id,
            *style.viewport.pixel(place.lon, place.lat),
            style.mark(routes.LINK_STOP_RADIUS) + 1,
            tuple((line,) for line in _name(place, size, "ink2")),
            place.country,
            is_optional=True,
        )
        for place in routes.link_stops(scene)
        if place.place_id not in named
    ]


def _of_captions(scene: Scene, style: Style) -> list[Request]:
    """What the lines of infrastructure are, written beside the longest of each sort."""
    size = sizes(style)[2]
    found = []
    for words, link in routes.captions(scene).items():
        seen = routes.along(link, style)
        if seen:
            x, y = seen[len(seen) // 3]
            line = Line(words, size, italic=True, colour="ink2")
            found.append(Request(f"caption {words}", x, y, 3.0, ((line,),), "", is_optional=True))
    return found


# ------------------------------------------------------------------ plates


def plate_variants(plate: Plate, scene: Scene, style: Style) -> Variants:
    """What the plate of an area says, and only how much is told of it."""
    body = style.text(12.0 if style.is_narrow else 13.5)
    less = body if style.is_slide else body - 1
    counted = (_only_counted(plate, body),)
    if style.is_narrow and (plate.is_aside or len(scene.plates) > _MOST_PLATES):
        return (counted,)
    room = style.room
    if not plate.is_stock:
        title = _wrapped(Line(plate.title, body, bold=True), room)
        rest = tuple(part for text in plate.lines for part in _wrapped(Line(text, less), room))
        return ((*title, *rest), counted)
    hue = kind_colour(scene.kind, plate.claims[0].group)
    figures = tuple(
        part
        for text in plate.lines
        for part in _wrapped(Line(text, body, bold=True, colour=hue), room)
    )
    return ((*figures, *_wrapped(Line(plate.title, less), room)), counted)


def _only_counted(plate: Plate, size: float) -> Line:
    """How much is told of an area; the plate leads to it."""
    count = len(plate.claims)
    name = "No point here" if plate.is_aside else plate.title.split(" – ")[0]
    return Line(f"{name}: {count:,} report{'' if count == 1 else 's'}", size, bold=True)
