"""What the words of a map say, from the richest that fits to the poorest that must be there.

What yields first when labels are many: the local name, then hollow places, then the time, then the
claim, which the tip and the table still tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

import numpy as np

from nkmap.figures import basemap, routes, tooltips
from nkmap.figures.colours import Colour, kind_colour
from nkmap.figures.drawing import Drawing, Group
from nkmap.figures.label_placement import LabelRequest
from nkmap.figures.mark_layout import Layout
from nkmap.figures.scene import AreaLabel, Mark, Place
from nkmap.figures.symbols import reach
from nkmap.figures.typography import Line, Variant, wrap
from nkmap.figures.viewport import EXTENTS, Pane, Style, Viewport
from nkmap.summary.deadline import Side
from nkmap.wording import captions, counts, hedges

BEYOND = "beyond"
"""The layer of what lies beyond the edge of a picture."""
ELSEWHERE = "elsewhere"
"""The layer of what is of several countries, or of none."""
NAMES, CAPTIONS = "names", "captions"
"""The layers of the names of the ground, and of what else has no group of its own."""


def requests(laid: Layout) -> list[LabelRequest]:
    """Make the requests of all labels, the most needed first."""
    view = laid.style.viewport
    found = [*_of_marks(laid), *_of_points(laid), *_of_links(laid)]
    seen = [request for request in found if view.box.holds(request.x, request.y)]
    if laid.style.is_far:
        # At this scale places share a few pixels; the marks stay, the words wait.
        seen = [
            one
            for one in seen
            if view.inset_at(one.x, one.y)
            or all(
                other.key == one.key or max(abs(other.x - one.x), abs(other.y - one.y)) > 26
                for other in seen
            )
        ]
    told = {request.key for request in seen}
    found = [one if one.key in told else replace(one, variants=()) for one in found]
    areas = [_of_area(label, laid) for label in laid.scene.area_labels]
    if laid.style.is_world:  # it is countries that are told of, the most told of first
        found = [replace(one, rank=one.rank + 1) for one in found]
    return [*found, *areas, *_of_ground(laid)]


def _sizes(style: Style, inset: Pane | None = None) -> tuple[float, float, float]:
    """Sizes in pixels of a place's name, its figure and its note; smaller in an enlarging inset."""
    is_small = style.is_narrow or (inset is not None and inset.enlarges)
    name, figure, note = (13.5, 12.0, 12.0) if is_small else (15.0, 13.5, 12.5)
    return style.text(name), style.text(figure), style.text(note)


def _name(place: Place, size: float, colour: Colour = "ink", more: str = "") -> Line:
    after = [(text, lang) for text, lang in ((place.local, "ko"), (more, "")) if text]
    return Line(place.name, size, bold=True, colour=colour, after=tuple(after))


def _wrapped(line: Line, room: float) -> tuple[Line, ...]:
    parts = wrap(line.text, line.size, room, bold=line.bold, italic=line.italic)
    return tuple(replace(line, text=part) for part in parts)


# ------------------------------------------------------------------ beside a point


def _of_marks(laid: Layout) -> Iterator[LabelRequest]:
    """The words beside each mark: its place, its hedged figure, its time."""
    style = laid.style
    for mark in sorted(
        laid.scene.marks, key=lambda one: (one.is_beside, not one.claim.has_amount, -one.radius)
    ):
        x, y = laid.positions[mark.key]
        inset = style.viewport.inset_at(x, y)
        size, figure, note = _sizes(style, inset)
        room = min(style.room, 0.55 * inset.room.width) if inset else style.room
        is_less = mark.is_beside and not style.is_slide
        title = _name(mark.place, size - is_less, more=mark.more)
        hue = kind_colour(mark.kind) if mark.claim.has_figure else "ink2"
        told = _wrapped(Line(mark.figure, figure, bold=True, colour=hue), room)
        when = _wrapped(Line(mark.note, note, italic=True, colour="ink2"), room)
        # An incident's words without its figure, which the tip tells with its hedge.
        stamps = dict.fromkeys(stamp for claim in mark.claims for stamp in hedges.stamps(claim))
        bare = f"incident ({', '.join(stamps)})" if stamps else "incident"
        short = Line(bare, figure, bold=True, colour="ink2")
        variants: list[Variant] = [(title, *told, *when), (title, *told), (title, short), (title,)]
        if not mark.is_beside:
            del variants[2]
        if style.is_narrow:
            del variants[: len(variants) - 2]
        about = mark.place.country
        yield LabelRequest(
            mark.key, x, y, tuple(variants), about, reach(mark), rank=int(mark.is_beside)
        )


def _of_points(laid: Layout) -> Iterator[LabelRequest]:
    """The names of places without a mark: stops, those that are silent, and where links end."""
    style, scene = laid.style, laid.scene
    name, _, note = _sizes(style)
    less = name if style.is_slide else name - 1
    rows: list[tuple[Place, float, Colour, str, float, int]] = [
        (stop, less, "ink", "", routes.stop_radius(scene), int(route.is_older))
        for route in sorted(scene.routes, key=lambda route: route.is_older)
        for stop in route.points.values()
    ]
    rows += [(one.place, less, "ink2", one.words, 5.0, 1) for one in scene.no_reports]
    ends = routes.link_stops(scene)
    rows += [(place, note, "ink2", "", routes.LINK_STOP_RADIUS + 1, 1) for place in ends]
    named = {mark.key for mark in scene.marks}
    for place, size, colour, words, radius, rank in rows:
        if place.place_id in named:
            continue
        named.add(place.place_id)
        title = _name(place, size, colour)
        variants: tuple[Variant, ...] = ((title,),)
        if words:
            variants = (title, Line(words, note, italic=True, colour="ink2")), *variants
        x, y = laid.pixel(place)
        around, layer = style.mark(radius), "" if words else CAPTIONS
        yield LabelRequest(
            place.place_id, x, y, variants, place.country, around, rank=rank, layer=layer
        )


def _of_links(laid: Layout) -> Iterator[LabelRequest]:
    """What the lines of infrastructure are, written beside the longest of each sort."""
    for sort, link in routes.link_styles(laid.scene).items():
        seen = routes.line(link, laid)
        if not seen.is_empty:
            x, y = seen.interpolate(1 / 3, normalized=True).coords[0]
            line = Line(sort.label, _sizes(laid.style)[2], italic=True, colour="ink2")
            key = f"caption {sort.name}"
            yield LabelRequest(key, x, y, ((line,),), "", 3.0, rank=1, layer=CAPTIONS)


def _of_ground(laid: Layout) -> Iterator[LabelRequest]:
    """Names of the ground itself, few and faint, where marks and their labels leave room."""
    style = laid.style
    told = {label.area.country for label in laid.scene.area_labels if style.is_world}
    size = style.text(11.0 if style.is_narrow else 12.0)
    framing = EXTENTS[style.viewport.frame]
    enlarges = any(inset.enlarges for inset in style.viewport.insets)
    named = framing.inset if framing.inset and enlarges else framing
    for name, area, lon, lat in named.names:
        x, y = style.viewport.pixel(lon, lat)
        if style.viewport.box.holds(x, y) and area not in told:
            spaced = " ".join(name) if name.isupper() else name
            line = Line(spaced, size, colour="ink3" if area else "river")
            key, radius = f"ground {name}", None if area else 2.0
            yield LabelRequest(key, x, y, ((line,),), area, radius, 0, "land", 2, NAMES)


# ------------------------------------------------------------------ what has no room


def unnamed(laid: Layout, placed: Collection[str]) -> tuple[Group, ...]:
    """List what has no name in the picture; the layer says why, but for want of room."""
    scene = laid.scene
    small = [one.place for one in scene.no_reports]
    small += [stop for route in scene.routes for stop in route.points.values()]
    at: list[tuple[Place, Mark | None]] = [(mark.place, mark) for mark in scene.marks]
    at += [(place, None) for place in small if laid.shows(place)]
    found: dict[str, Group] = {}
    for place, mark in at:
        is_placed = {place.place_id, f"incident {place.place_id}"} & set(placed)
        if not is_placed and place.name not in found:
            empty = Group((), place=place.place_id)
            told = tooltips.of_part(mark, scene.names) if mark else empty
            layer = "" if laid.shows(place) else BEYOND
            found[place.name] = replace(told, layer=layer, label=place.name)
    areas = [
        replace(
            tooltips.of_part(label, scene.names),
            label=label.title,
            layer=ELSEWHERE if _is_elsewhere(label, laid) else _beyond(label, laid),
        )
        for label in scene.area_labels
        if label.key not in placed
    ]
    return (*found.values(), *areas)


def _beyond(label: AreaLabel, laid: Layout) -> str:
    """``BEYOND`` for a province of which nothing is in the picture."""
    view = laid.style.viewport
    point = basemap.inside(label.area.admin1)
    if point is None or label.area.admin1 in basemap.areas(view):
        return ""
    return "" if view.box.holds(*view.pixel(*point)) else BEYOND


def unseen(drawing: Drawing) -> list[tuple[str, tuple[Group, ...]]]:
    """What a drawing has no name for, by the reason, which is put in words."""
    edge = tuple(group for group in drawing.unnamed if group.layer == BEYOND)
    loose = tuple(group for group in drawing.unnamed if group.layer == ELSEWHERE)
    room = tuple(group for group in drawing.unnamed if group not in (*edge, *loose))
    told = (
        (captions.NOT_LABELLED, room),
        (captions.BEYOND_THE_EDGE, edge),
        (captions.OF_NO_ONE_COUNTRY, loose),
    )
    return [(words, groups) for words, groups in told if groups]


# ------------------------------------------------------------------ areas


def _of_area(label: AreaLabel, laid: Layout) -> LabelRequest:
    """The words of an area, which are wanted in the middle of what is seen of it.

    In the world they stand without a sign of their own, for its hatching has to be seen.
    """
    view, style = laid.style.viewport, laid.style
    variants, key, padding = _area_variants(label, laid), label.key, style.mark(9.0)
    if _is_elsewhere(label, laid):
        variants = ()
    areas = basemap.areas(view)
    code = label.area.admin1 if label.area.admin1 in areas else label.area.country
    if code not in areas:
        return LabelRequest(key, *_at_sea(view), variants, padding=padding, halo="")
    middle = basemap.middle(view, code)
    x, y = middle.coords[0]
    if not style.is_world or label.is_aside:
        return LabelRequest(key, x, y, variants, code, padding=padding, halo="")
    if middle.length < 40:  # no room for its own words
        return LabelRequest(key, x, y, variants, code, radius=3.0)
    return LabelRequest(key, x, y, variants, code, padding=2.0)


_SEAS = ((0.2, 0.9), (0.8, 0.85), (0.85, 0.6), (0.15, 0.6))
"""Where in a picture a sign may stand that is of no place in it, as shares of its sides."""


@cache
def _at_sea(view: Viewport) -> tuple[float, float]:
    """The one of ``_SEAS`` around which least is land: on land a sign would be read as of there."""
    places = [(east * view.width, south * view.height) for east, south in _SEAS]
    places = [at for at in places if not any(inset.box.holds(*at) for inset in view.insets)]
    half = np.array([0.16 * view.width, 0.09 * view.height])
    boxes = np.array([(*(place - half), *(place + half)) for place in map(np.array, places)])
    return places[int(basemap.land(view).shares("", boxes).argmin())]


def _is_elsewhere(label: AreaLabel, laid: Layout) -> bool:
    """Whether a label of no one country is told below the world, whose seas hold but one."""
    loose = [one for one in laid.scene.area_labels if not (one.sides or one.is_aside)]
    is_disputed = bool(laid.scene.names.statuses.get(label.area.place_id))
    return laid.style.is_world and label in loose and (is_disputed or len(loose) > 1)


def _area_variants(label: AreaLabel, laid: Layout) -> tuple[Variant, ...]:
    """What is said of an area: all its lines, fewer of them, only how much is told of it."""
    style = laid.style
    body = style.text(12.0 if style.is_narrow or style.is_far else 13.5)
    less = body if style.is_slide or style.is_far else body - 1
    count = counts.claim_count(len(label.claims))
    name = "No point here" if label.is_aside else label.title.split(" – ")[0]
    counted = (Line(f"{name[:1].upper()}{name[1:]}: {count}", body, bold=True),)
    if label.sides:
        return _world_variants(label, laid, body, counted)
    if style.is_narrow and (label.is_aside or len(laid.scene.area_labels) > 2):
        return (counted,)
    room = min(style.room, style.mark(200.0)) if style.is_far else style.room
    title = _wrapped(Line(label.title[:1].upper() + label.title[1:], body, bold=True), room)
    hue = kind_colour(laid.scene.kind, label.claims[0].group)
    line = Line("", body, bold=True, colour=hue) if label.is_stock else Line("", less)
    each = [_wrapped(replace(line, text=text), room) for text in label.lines]
    in_all = Line(f"{count} in all", less, italic=True, colour="ink2")
    variants = []
    for most in (2,) if style.is_far else (len(each), 2, 1):
        lines = [part for parts in each[:most] for part in parts]
        variants.append((*title, *lines, *([in_all] if most < len(each) else ())))
    return tuple(dict.fromkeys([*variants, counted]))


def _world_variants(
    label: AreaLabel, laid: Layout, size: float, counted: Variant
) -> tuple[Variant, ...]:
    """What is said of a country in the world: before and since the deadline, the newer alone.

    Words of a large country may go far across it.
    """
    style, view = laid.style, laid.style.viewport
    if style.is_narrow:
        return (counted,)
    hue = kind_colour(laid.scene.kind, label.claims[0].group) if laid.scene.kind else "ink"
    looks: dict[object, Line] = {
        Side.SINCE: Line("", size, bold=True, colour=hue),
        None: Line("", size, italic=True, colour="ink2"),
    }
    title = Line(label.title[:1].upper() + label.title[1:], size, bold=True)
    lines = [
        [replace(looks.get(on, Line("", size)), text=text) for text in both]
        for *both, on in zip(label.lines, label.brief or label.lines, label.sides, strict=True)
    ]
    told = [both for both, on in zip(lines, label.sides, strict=True) if on]
    full, brief = ([both[n] for both in told] for n in (0, 1))
    newest = (told or lines)[-1]
    narrow = _NARROW_ROOM * view.width
    land = basemap.areas(view).get(label.area.country)
    is_wide = land is not None and land.bounds[2] - land.bounds[0] > narrow
    wide = _WIDE_ROOM * view.width if is_wide else narrow
    rich, last = [both[0] for both in lines], newest[1:]
    forms = [
        (rich, narrow),
        (rich, wide),
        (full, wide),
        (brief, wide),
        (last, wide),
        (last, narrow),
    ]
    variants = [
        tuple(part for line in (title, *own) for part in _wrapped(line, room))
        for own, room in forms
    ]
    return tuple(dict.fromkeys([*variants, counted]))


_NARROW_ROOM, _WIDE_ROOM = 0.3, 0.52
"""Shares of the world's width that the words of a country may take, and of one that is wider."""
