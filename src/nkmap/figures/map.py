"""A scene as a drawing: its marks, routes, areas and words over the basemap of a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import shapely

from nkmap.figures import basemap, map_labels, routes, symbols, tooltips, world
from nkmap.figures.colours import kind_colour
from nkmap.figures.drawing import Circle, Drawing, Group, Paint, Path, Rect, Shape, Words
from nkmap.figures.label_obstacles import Box, Canvas
from nkmap.figures.label_placement import PlacedLabel, place
from nkmap.figures.mark_layout import Layout, layout
from nkmap.figures.scene import AreaLabel, Mark, NoReport, Scene
from nkmap.figures.typography import text_width
from nkmap.figures.viewport import Style, Viewport
from nkmap.schema import Kind

_LEADER = Paint(stroke="ink2")
Labels = Mapping[str, PlacedLabel]
"""The words that found a place, by the key of what they belong to."""


def map_drawing(scene: Scene, style: Style) -> Drawing:
    """Draw the map; parts stand in the order drawn, each with the claims it shows."""
    view, laid = style.viewport, layout(scene, style)
    scene = laid.scene
    words = {label.request.key: label for label in place(map_labels.requests(laid), _canvas(laid))}
    marks = sorted(scene.marks, key=lambda one: (not one.is_beside, -symbols.reach(one)))
    by_age = sorted(scene.routes, key=lambda route: not route.is_older)
    groups = [
        # Where claims end without naming a place: it says where, and never how many.
        *(world.tints(scene, view) if style.is_world else _hatching(scene, view)),
        *routes.link_groups(laid),
        *(routes.route_group(route, laid) for route in by_age),
        _loose(map_labels.NAMES, words),
        *(_area(area, words, scene) for area in scene.area_labels),
        _leaders(laid),
        *(_no_report(empty, laid, words) for empty in scene.no_reports),
        *(_mark(mark, laid, words) for mark in marks),
        _loose(map_labels.CAPTIONS, words),
    ]
    ground = basemap.ground(view, is_slide=style.is_slide)
    drawn = [ground, *(style.drawn(group) for group in groups if group.parts or group.claims)]
    unnamed = map_labels.unnamed(laid, words.keys())
    return Drawing(view.width, view.height, tuple(drawn), "sea", unnamed)


def _hatching(scene: Scene, view: Viewport) -> Iterator[Group]:
    for code in scene.hatched:
        yield Group(basemap.hatched(view, code), layer="hatch")


def _canvas(laid: Layout) -> Canvas:
    """The picture for its words.

    In the far frames they are larger than most countries: where area labels speak of some, no other
    covers those.
    """
    view, spoken_of = laid.style.viewport, {label.area.country for label in laid.scene.area_labels}
    return Canvas(
        view.width,
        view.height,
        obstacles=tuple(_obstacles(laid)),
        routes=tuple(routes.lines(laid)),
        ground=basemap.land(view),
        closed=frozenset({"KP", *spoken_of} if laid.style.is_far else ()),
        insets=tuple((inset.room, inset.box) for inset in view.insets),
    )


def _obstacles(laid: Layout) -> Iterator[shapely.Geometry]:
    """What no word may cover: stops, the open ends of routes, what stands over the map."""
    style = laid.style
    yield from (box.shape for box in style.covered)
    view = style.viewport
    yield from (view.part(inset) for inset in view.insets if inset.enlarges)
    yield from (routes.line(link, laid).buffer(3) for link in laid.scene.links)
    for route in laid.scene.routes:
        for stop in route.points.values():
            at = routes.stop_position(stop, laid)
            yield Box.around(*at, style.mark(routes.stop_radius(laid.scene)) + 2).shape
        if route.is_open:
            x, y = laid.pixel([*route.points.values()][-1])
            far = symbols.FAN_REACH * routes.fan_scale(laid)
            yield Box(x, y - far, x + far, y).shape


def _words(key: str, words: Labels) -> tuple[Path | Words, ...]:
    """The words of a mark, and the line that leads to them where they stand far from it."""
    label = words.get(key)
    if label is None:
        return ()
    if label.leader is None:
        return label.words
    return (Path(routes.straight(*label.leader.coords), _LEADER), *label.words)


def _loose(layer: str, words: Labels) -> Group:
    """What is written beside the ground, lines and stops, which have no group of their own."""
    keys = (key for key, label in words.items() if label.request.layer == layer)
    return Group(tuple(part for key in keys for part in _words(key, words)), layer)


def _area(area: AreaLabel, words: Labels, scene: Scene) -> Group:
    """The words of an area on a sign of their own: dashed where no place was reported."""
    label = words.get(area.key)
    if label is None:
        return tooltips.of_part(area, scene.names)
    parts: tuple[Shape | Words, ...] = _words(label.request.key, words)
    box = label.box
    target = Rect(box.left, box.top, box.width, box.height, Paint())
    if not label.request.halo:
        colour = kind_colour(scene.kind, area.claims[0].group)
        dashed = Paint("page", "border", 1.2, dash=(4, 3))
        sign = Paint("page", colour, 2.0) if area.is_stock else dashed
        parts = (replace(target, paint=sign), *parts)
    return tooltips.of_part(area, scene.names, parts, target)


def _mark(mark: Mark, laid: Layout, words: Labels) -> Group:
    """A sign where it stands with its words."""
    x, y = laid.positions[mark.key]
    sign = (*symbols.mark(mark).parts, *_inside(mark, words.get(mark.key), laid.style))
    parts = (Group(sign, x=x, y=y), *_words(mark.key, words))
    target = Circle(x, y, max(mark.radius + 2, _least(laid.style)), Paint())
    return tooltips.of_part(mark, laid.scene.names, parts, target)


def _least(style: Style) -> float:
    """Pixels within which every mark can be hit, however small it is drawn."""
    return 22.0 if style.is_narrow or style.is_slide else 14.0


def _leaders(laid: Layout) -> Group:
    """Thin lines from what had to be moved aside to its true place, below all marks."""
    ends = [(laid.pixel(mark.place), laid.positions[mark.key]) for mark in laid.scene.marks]
    lines = [Path(routes.straight(*pair), _LEADER) for pair in ends if pair[0] != pair[1]]
    return Group(tuple(lines), layer="leaders")


def _inside(mark: Mark, label: PlacedLabel | None, style: Style) -> tuple[Words, ...]:
    """The hedge and the number inside a mark, both or neither, where they fit.

    Only where the words beside it tell its figure: "reportedly", "considered" and whether it is
    contested have no room inside.
    """
    told = label.words if label else ()
    if not mark.inside or not any(mark.figure.startswith(line.text) for line in told):
        return ()
    *hedge, number = mark.inside.split("\n")
    least, most = style.text(13.0), style.mark(17.0)
    lines = [(word, style.text(11.0), style.mark(-9.0)) for word in hedge]
    lines.append((number, max(least, min(most, mark.radius * 0.95)), style.mark(7.0 * len(hedge))))
    high = sum(size for _, size, _ in lines)
    wide = max(text_width(text, size, bold=True) for text, size, _ in lines)
    if max(high, wide) > 1.75 * mark.radius:
        return ()
    colour = "page" if mark.kind is Kind.DEPARTED else kind_colour(mark.kind)
    return tuple(
        Words(text, 0, down + size * 0.35, size, colour, anchor="middle", weight=700)
        for text, size, down in lines
    )


def _no_report(empty: NoReport, laid: Layout, words: Labels) -> Group:
    x, y = laid.pixel(empty.place)
    dot = Group((symbols.no_report(laid.style.scale),), x=x, y=y)
    parts = (dot, *_words(empty.place.place_id, words))
    return tooltips.of_part(
        empty, laid.scene.names, parts, Circle(x, y, _least(laid.style), Paint())
    )
