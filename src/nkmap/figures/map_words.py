"""What the words of a map say, from the richest that fits to the poorest that must be there.

What yields first when labels are many: the local name, then hollow places, then the time, then the
claim, which the tip and the table still tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from nkmap import wording
from nkmap.figures import basemap, routes, tips
from nkmap.figures.drawing import Colour, Drawing, Group, kind_colour
from nkmap.figures.placement import Line, Request, Variant
from nkmap.figures.positions import Stand
from nkmap.figures.prepared import Mark, Place, Plate, Scene
from nkmap.figures.signs import reach
from nkmap.figures.style import Style
from nkmap.figures.typography import wrap
from nkmap.view import Frame

LOCAL = "ko"
"""The language of local names."""
BEYOND = "beyond"
"""The layer of what lies beyond the edge of a picture."""
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
    found = [*_of_marks(scene, style, stands), *_of_points(scene, style), *_of_links(scene, style)]
    seen = [request for request in found if style.viewport.shows(request.x, request.y)]
    if style.is_far:
        # At this scale places share a few pixels; the marks stay, the words wait.
        seen = [request for request in seen if _stands_alone(request, seen)]
    told = {request.key for request in seen}
    return [one if one.key in told else replace(one, variants=()) for one in found]


def _stands_alone(request: Request, others: Sequence[Request]) -> bool:
    return all(
        other.key == request.key
        or max(abs(other.x - request.x), abs(other.y - request.y)) > _CROWDED
        for other in others
    )


def _name(place: Place, size: float, colour: Colour = "ink", more: str = "") -> Line:
    alone = Line(place.name, size, bold=True, colour=colour, more=more)
    return replace(alone, local=place.local, lang=LOCAL) if place.local else alone


def _wrapped(line: Line, room: float) -> tuple[Line, ...]:
    parts = wrap(line.text, line.size, room, bold=line.bold, italic=line.italic)
    return tuple(replace(line, text=part) for part in parts)


def _of_marks(scene: Scene, style: Style, stands: dict[str, Stand]) -> list[Request]:
    """The words beside each mark: its place, its hedged figure, its time."""
    size, figure, note = sizes(style)
    found = []
    by_need = sorted(
        scene.marks, key=lambda mark: (mark.is_beside, not mark.claim.has_amount, -mark.radius)
    )
    for mark in by_need:
        is_less = mark.is_beside and not style.is_slide
        title = _name(mark.place, size - is_less, more=mark.more)
        hue = kind_colour(mark.kind) if mark.claim.has_figure else "ink2"
        stand = stands[mark.key]
        room = _room(stand.x, stand.y, style)
        told = _wrapped(Line(mark.figure, figure, bold=True, colour=hue), room)
        when = _wrapped(Line(mark.note, note, italic=True, colour="ink2"), room)
        short = Line(_short(mark), figure, bold=True, colour="ink2")
        told_less = [(title, short)] if mark.is_beside else []
        variants = ((title, *told, *when), (title, *told), *told_less, (title,))
        if style.is_narrow:
            variants = variants[2 if mark.is_beside else 1 :]
        found.append(
            Request(
                mark.key,
                stand.x,
                stand.y,
                variants,
                mark.place.country,
                reach(mark),
                is_optional=mark.is_beside,
            )
        )
    return found


def _short(mark: Mark) -> str:
    """An incident's words without its figure, which the tip tells with its hedge."""
    stamps = dict.fromkeys(stamp for claim in mark.claims for stamp in wording.stamps(claim))
    return f"incident ({', '.join(stamps)})" if stamps else "incident"


def _room(x: float, y: float, style: Style) -> float:
    """How wide the words of a mark may be: in an inset there is less room than in the picture."""
    widths = [inset.room.width for inset in style.viewport.insets if inset.box.holds(x, y)]
    return min([style.room, *(_INSET_SHARE * width for width in widths)])


_INSET_SHARE = 0.55


def _of_points(scene: Scene, style: Style) -> list[Request]:
    """The names of places without a mark: stops, those that are silent, and where links end."""
    name, _, note = sizes(style)
    less = name if style.is_slide else name - 1
    rows: list[tuple[Place, float, Colour, tuple[Line, ...], float, bool]] = [
        (stop.place, less, "ink", (), routes.STOP_RADIUS, route.is_older)
        for route in sorted(scene.routes, key=lambda route: route.is_older)
        for stop in route.points
    ]
    for silence in scene.silences:  # the hollow dot and its tip say it as well
        words = Line(silence.words, note, italic=True, colour="ink2")
        rows.append((silence.place, less, "ink2", (words,), 5.0, True))
    ends = routes.link_stops(scene)
    rows += [(place, note, "ink2", (), routes.LINK_STOP_RADIUS + 1, True) for place in ends]
    named, found = {mark.key for mark in scene.marks}, []
    for place, size, colour, more, radius, is_optional in rows:
        if place.place_id not in named:
            title, at = _name(place, size, colour), style.viewport.pixel(place.lon, place.lat)
            variants = ((title, *more), (title,)) if more else ((title,),)
            around = style.mark(radius)
            found.append(
                Request(place.place_id, *at, variants, place.country, around, 0.0, is_optional)
            )
            named.add(place.place_id)
    return found


def _of_links(scene: Scene, style: Style) -> Iterator[Request]:
    """What the lines of infrastructure are, written beside the longest of each sort."""
    for words, link in routes.captions(scene).items():
        seen = routes.line(link, style)
        if not seen.is_empty:
            x, y = seen.interpolate(1 / 3, normalized=True).coords[0]
            line = Line(words, sizes(style)[2], italic=True, colour="ink2")
            yield Request(f"caption {words}", x, y, ((line,),), "", 3.0, is_optional=True)


def unnamed(scene: Scene, style: Style, placed: Collection[str]) -> tuple[Group, ...]:
    """What has no name in the picture: names, and what they open; ``BEYOND``: what is not in it."""
    at = [(mark.place, tips.opens(mark.claims, mark.place.place_id)) for mark in scene.marks]
    small = [one.place for one in scene.silences]
    small += [stop.place for route in scene.routes for stop in route.points]
    at += [(p, tips.Opens(place=p.place_id)) for p in small if _is_seen(p, style)]
    found = {
        place.name: Group(
            (), layer="" if _is_seen(place, style) else BEYOND, label=place.name, **opens
        )
        for place, opens in reversed(at)
        if not {place.place_id, f"incident {place.place_id}"} & set(placed)
    }
    areas = [
        Group((), label=plate.title, **tips.opens(plate.claims, plate.area.place_id))
        for plate in plates_of(scene, style)
        if plate_key(plate) not in placed
    ]
    return (*reversed(found.values()), *areas)


def unseen(drawing: Drawing) -> list[tuple[str, tuple[Group, ...]]]:
    """What a drawing has no name for, by the reason, which is put in words."""
    edge = tuple(group for group in drawing.unnamed if group.layer == BEYOND)
    room = tuple(group for group in drawing.unnamed if group not in edge)
    told = ((wording.NOT_LABELLED, room), (wording.BEYOND_THE_EDGE, edge))
    return [(words, groups) for words, groups in told if groups]


def _is_seen(place: Place, style: Style) -> bool:
    return style.viewport.shows(*style.viewport.pixel(place.lon, place.lat))


# ------------------------------------------------------------------ plates


def plates_of(scene: Scene, style: Style) -> tuple[Plate, ...]:
    """The plates that a frame shows: on the world each country's own."""
    return scene.areas if style.viewport.frame is Frame.WORLD else scene.plates


def plate_key(plate: Plate) -> str:
    """The key of a plate's words."""
    return f"plate {plate.area.place_id} {plate.title}"


def plate_request(plate: Plate, scene: Scene, style: Style) -> Request:
    """The words of a plate, which are wanted in the middle of what is seen of its area."""
    variants, key = plate_variants(plate, scene, style), plate_key(plate)
    areas = basemap.areas(style.viewport)
    code = plate.area.admin1 if plate.area.admin1 in areas else plate.area.country
    if code not in areas:
        corner = 0.2 * style.viewport.width, 0.9 * style.viewport.height
        return Request(key, *corner, variants, padding=style.mark(PADDING))
    middle = basemap.middle(style.viewport, code)
    x, y = middle.coords[0]
    if style.viewport.frame is Frame.WORLD and middle.length < _ROOMY:
        return Request(key, x, y, variants, code, radius=3.0)
    padding = 2.0 if style.viewport.frame is Frame.WORLD else style.mark(PADDING)
    return Request(key, x, y, variants, code, padding=padding)


PADDING = 9.0
"""Pixels between a plate's words and its edge, to the sides."""
_ROOMY = 30.0
"""Pixels of the circle that a country must have room for to hold its own words."""


def plate_variants(plate: Plate, scene: Scene, style: Style) -> tuple[Variant, ...]:
    """What the plate of an area says: all its lines, fewer of them, only how much is told of it."""
    body = style.text(12.0 if style.is_narrow or style.is_far else 13.5)
    less = body if style.is_slide or style.is_far else body - 1
    counted = (_only_counted(plate, body),)
    if style.is_narrow and (plate.is_aside or len(plates_of(scene, style)) > _MOST_PLATES):
        return (counted,)
    name = plate.title[:1].upper() + plate.title[1:]
    room = min(style.room, style.mark(_FAR_ROOM)) if style.is_far else style.room
    title = _wrapped(Line(name, body, bold=True), room)
    hue = kind_colour(scene.kind, plate.claims[0].group)
    line = Line("", body, bold=True, colour=hue) if plate.is_stock else Line("", less)
    each = [_wrapped(replace(line, text=text), room) for text in plate.lines]
    in_all = Line(
        f"{wording.claim_count(len(plate.claims))} in all", less, italic=True, colour="ink2"
    )
    most_told = (
        (1 if style.viewport.frame is Frame.WORLD else 2,) if style.is_far else (len(each), 2, 1)
    )
    variants = [
        (*title, *(part for parts in each[:most] for part in parts), *[in_all][most >= len(each) :])
        for most in most_told
    ]
    return tuple(dict.fromkeys([*variants, counted]))


_FAR_ROOM = 200.0
"""Pixels of a page that the words of a country take in a far frame, where they would cover it."""


def _only_counted(plate: Plate, size: float) -> Line:
    """How much is told of an area; the plate leads to it."""
    name = "No point here" if plate.is_aside else plate.title.split(" – ")[0]
    return Line(f"{name}: {wording.claim_count(len(plate.claims))}", size, bold=True)
