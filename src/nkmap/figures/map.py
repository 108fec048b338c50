"""A scene as a drawing: its marks, routes, areas and words over the basemap of a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import shapely

from nkmap import wording
from nkmap.figures import basemap, map_words, routes, signs, tips
from nkmap.figures.canvas import Box, Canvas, Ground
from nkmap.figures.drawing import (
    Circle,
    Drawing,
    Group,
    Paint,
    Path,
    Rect,
    Shape,
    Words,
    kind_colour,
)
from nkmap.figures.marks import HEDGE_INSIDE
from nkmap.figures.placement import Placed, place
from nkmap.figures.positions import Stand, of_marks, sized
from nkmap.figures.prepared import Mark, Plate, Scene, Silence
from nkmap.figures.style import LEAST_TEXT, Style
from nkmap.figures.typography import text_width
from nkmap.figures.viewport import Viewport
from nkmap.schema import Kind
from nkmap.view import Frame

HIT, PHONE_HIT = 14.0, 22.0
"""Pixels; every mark can be hit within this, however small it is drawn."""
_INSIDE_SHARE = 1.75
"""How much of its radius a mark has for words, across and down."""


def map_drawing(scene: Scene, style: Style, names: wording.Names) -> Drawing:
    """The whole map; parts stand in the order drawn, each with the claims it shows."""
    scene = sized(scene, style)
    stands = of_marks(scene, style)
    words = _placed(scene, style, stands)
    view = style.viewport
    ground = [basemap.ground(view, is_slide=style.is_slide), *_tint(scene, style)]
    groups = [
        *routes.link_groups(scene, style),
        *routes.route_groups(scene, style, stands, names),
        *_names_of_ground(scene, style, stands, words),
        *(_plate(plate, words, scene, style, names) for plate in map_words.plates_of(scene, style)),
        *_home_lines(stands),
        *(_silence(silence, words, style) for silence in scene.silences),
        *(
            _mark(mark, stands, words, style, names)
            for mark in sorted(scene.marks, key=lambda one: (not one.is_beside, -signs.reach(one)))
        ),
        *_captions(scene, words),
    ]
    unnamed = map_words.unnamed(scene, style, words.keys())
    drawn = (*ground, *(style.drawn(group) for group in groups))
    return Drawing(view.width, view.height, drawn, "sea", unnamed)


Labels = Mapping[str, Placed]
"""The words that found a place, by the key of what they belong to."""


def _placed(scene: Scene, style: Style, stands: dict[str, Stand]) -> Labels:
    """Words in the picture and in its insets."""
    view = style.viewport
    asked = [
        *map_words.requests(scene, style, stands),
        *(map_words.plate_request(own, scene, style) for own in map_words.plates_of(scene, style)),
    ]
    canvas = Canvas(
        view.width,
        view.height,
        obstacles=tuple(_obstacles(scene, style, stands)),
        routes=tuple(routes.leg_pieces(scene, style)),
        ground=_ground(view),
        closed=_closed(scene, style),
        insets=tuple((inset.room, inset.box) for inset in view.insets),
    )
    return {label.request.key: label for label in place(asked, canvas)}


@lru_cache(maxsize=64)
def _ground(view: Viewport) -> Ground:
    return Ground(basemap.areas(view), view.width, view.height)


def _closed(scene: Scene, style: Style) -> frozenset[str]:
    """Countries kept clear of others' words in the far frames, where words are larger than most."""
    if not style.is_far:
        return frozenset()
    return frozenset({"KP", *(plate.area.country for plate in map_words.plates_of(scene, style))})


def _obstacles(scene: Scene, style: Style, stands: dict[str, Stand]) -> Iterator[shapely.Geometry]:
    """What no word may cover: stops, the open ends of routes, what stands over the map."""
    yield from (box.shape for box in style.covered)
    yield from (piece for link in scene.links for piece in routes.around_link(link, style))
    for route in scene.routes:
        for stop in route.points:
            x, y = routes.stop_position(stop.place, scene, style, stands)
            yield _around(x, y, style.mark(routes.STOP_RADIUS) + 2).shape
        if route.is_open and route.points:
            last = route.points[-1].place
            x, y = style.viewport.pixel(last.lon, last.lat)
            reach = signs.FAN_REACH * routes.fan_scale(style)
            yield Box(x, y - reach, x + reach, y).shape


def _around(x: float, y: float, by: float) -> Box:
    return Box(x - by, y - by, x + by, y + by)


def _words(key: str, words: Labels) -> tuple[Path | Words, ...]:
    """The words of a mark, and the line that leads to them where they stand far from it."""
    label = words.get(key)
    if label is None:
        return ()
    if label.leader is None:
        return label.words
    line = Paint(stroke="ink2", width=1.0)
    return (Path(routes.straight(*label.leader.coords), line), *label.words)


def _plate(plate: Plate, words: Labels, scene: Scene, style: Style, names: wording.Names) -> Group:
    """The words of an area on a sign of their own: dashed where no place was reported."""
    label = words.get(map_words.plate_key(plate))
    told = tips.tip(plate.claims, names)
    colour = kind_colour(scene.kind, plate.claims[0].group) if plate.is_stock else "border"
    paint = Paint(
        "page",
        colour,
        2.0 if plate.is_stock else 1.2,
        dash=() if plate.is_stock else (4, 3),
    )
    parts: tuple[Shape | Words, ...] = ()
    target = None
    if label is not None:
        box = label.box
        target = Rect(box.left, box.top, box.width, box.height, Paint())
        parts = (replace(target, paint=paint), *_words(label.request.key, words))
        if style.viewport.frame is Frame.WORLD and label.request.area:
            # The tint has to be seen, so the words stand on it without a sign of their own.
            parts = tuple(
                replace(part, halo="page") if isinstance(part, Words) else part
                for part in parts[1:]
            )
    return Group(
        parts,
        layer="plates",
        claims=tips.ids(plate.claims),
        tip=told,
        label=f"{plate.title}. {'. '.join(told)}",
        target=target,
        **tips.opens(plate.claims, plate.area.place_id),
    )


def _captions(scene: Scene, words: Labels) -> list[Group]:
    """What is written beside lines and stops that have no group of their own."""
    keys = [
        *(stop.place.place_id for route in scene.routes for stop in route.points),
        *(place.place_id for place in routes.link_stops(scene)),
        *(f"caption {caption}" for caption in routes.captions(scene)),
    ]
    marked = {mark.key for mark in scene.marks}
    marked |= {silence.place.place_id for silence in scene.silences}
    parts = [
        part for key in dict.fromkeys(keys) if key not in marked for part in _words(key, words)
    ]
    return [Group(tuple(parts), layer="captions")] if parts else []


_GROUND_NAMES: dict[Frame, tuple[tuple[str, float, float], ...]] = {
    Frame.ROUTE: (
        ("CHINA", 125.3, 42.6),
        ("NORTH KOREA", 126.05, 40.55),
        ("RUSSIA", 132.3, 43.6),
        ("Yalu", 125.35, 40.95),
        ("Tumen", 129.25, 42.62),
    ),
    Frame.CITIES: (
        ("CHINA", 128.3, 42.6),
        ("RUSSIA", 130.95, 42.85),
        ("NORTH HAMGYONG", 129.45, 41.75),
        ("RYANGGANG", 128.45, 41.25),
        ("Tumen", 128.85, 42.22),
    ),
    Frame.WIDE: (("North Korea", 129.0, 35.2),),
    Frame.WORLD: (("North Korea", 128.0, 32.0),),
}


_RIVERS = frozenset({"Yalu", "Tumen"})


def _names_of_ground(
    scene: Scene, style: Style, stands: dict[str, Stand], words: Labels
) -> list[Group]:
    """Names of the ground itself, few and faint, where marks and their labels leave room."""
    size = style.text(11.0 if style.is_narrow else 12.0)
    taken = [*style.covered, *(label.box for label in words.values())]
    for mark in scene.marks:
        stand = stands[mark.key]
        taken.append(_around(stand.x, stand.y, signs.reach(mark)))
    taken += [inset.box for inset in style.viewport.insets]
    parts = []
    for name, lon, lat in _GROUND_NAMES[style.viewport.frame]:
        x, y = style.viewport.pixel(lon, lat)
        spaced = " ".join(name) if name.isupper() else name
        half = text_width(spaced, size) / 2
        box = Box(x - half, y - size, x + half, y + size / 3)
        inside = box.left > 4 and box.right < style.viewport.width - 4 and box.top > 4
        if not inside or any(box.overlap(other) for other in taken):
            continue
        colour = "river" if name in _RIVERS else "ink3"
        parts.append(Words(spaced, x, y, size, colour, anchor="middle", halo="land"))
    return [Group(tuple(parts), layer="names")] if parts else []


def _tint(scene: Scene, style: Style) -> list[Group]:
    """Where claims end without naming a place: hatching, and in the world a tint.

    A tint says where and never how many: it is one for all.
    """
    if style.viewport.frame is not Frame.WORLD:
        return (
            [basemap.hatched(style.viewport, scene.hatched, is_slide=style.is_slide)]
            if scene.hatched
            else []
        )
    named = {plate.area.country for plate in scene.areas if not plate.is_aside}
    codes = sorted(named | scene.beyond)
    shapes = [basemap.country(style.viewport, code) for code in codes]
    paint = signs.tint(scene.kind)
    return [Group(tuple(Path(data, paint) for data in shapes if data), layer="tint")]


def _mark(
    mark: Mark,
    stands: dict[str, Stand],
    words: Labels,
    style: Style,
    names: wording.Names,
) -> Group:
    """A sign where it stands with its words: what it tells, what it opens, where it is hit."""
    stand, sign = stands[mark.key], signs.mark(mark)
    tip = tips.tip(mark.claims, names)
    return Group(
        (
            Group((*sign.parts, *_inside(mark, words, style)), x=stand.x, y=stand.y),
            *_words(mark.key, words),
        ),
        layer="incidents" if mark.is_beside else "marks",
        claims=tips.ids(mark.claims),
        tip=tip,
        label=f"{mark.place.name}. {'. '.join(tip)}",
        target=Circle(stand.x, stand.y, max(mark.radius + 2, _least(style)), Paint()),
        **tips.opens(mark.claims, mark.place.place_id),
    )


def _least(style: Style) -> float:
    return PHONE_HIT if style.is_narrow or style.is_slide else HIT


def _home_lines(stands: Mapping[str, Stand]) -> list[Group]:
    """Thin lines from what had to be moved aside to its true place, below all marks."""
    paint = Paint(stroke="ink2", width=1.0)
    lines = [
        Path(routes.straight(stand.home, (stand.x, stand.y)), paint)
        for stand in stands.values()
        if stand.home is not None
    ]
    return [Group(tuple(lines), layer="leaders")] if lines else []


def _inside(mark: Mark, words: Labels, style: Style) -> tuple[Words, ...]:
    """The hedge and the number inside a mark, both or neither: on a slide only where they fit.

    Only where the words beside it tell its figure: "reportedly", "considered" and whether it is
    contested have no room inside.
    """
    label = words.get(mark.key)
    if not mark.inside or label is None:
        return ()
    if not any(mark.figure.startswith(line.text) for line in label.words):
        return ()
    *hedge, number = mark.inside.split("\n")
    size, least = min(style.mark(17.0), mark.radius * 0.95), LEAST_TEXT if style.is_slide else 0
    lines = [(word, style.text(HEDGE_INSIDE), style.mark(-9.0)) for word in hedge]
    lines.append((number, max(size, least), style.mark(7.0) if hedge else 0.0))
    room, high = _INSIDE_SHARE * mark.radius, sum(size for _, size, _ in lines)
    wide = max(text_width(text, size, bold=True) for text, size, _ in lines)
    if style.is_slide and max(high, wide) > room:
        return ()
    colour = "page" if mark.kind is Kind.DEPARTED else kind_colour(mark.kind)
    return tuple(
        Words(text, 0, down + size * 0.35, size, colour, anchor="middle", weight=700)
        for text, size, down in lines
    )


def _silence(silence: Silence, words: Labels, style: Style) -> Group:
    x, y = style.viewport.pixel(silence.place.lon, silence.place.lat)
    told = tips.of_silence(silence.place.name, silence.words)
    dot = signs.silence(style.scale)
    return Group(
        (Group((dot,), x=x, y=y), *_words(silence.place.place_id, words)),
        layer="silences",
        place=silence.place.place_id,
        tip=told,
        label=". ".join(told),
        target=Circle(x, y, _least(style), Paint()),
    )
