"""The legend of a map: only what the drawing shows, and where size is a number, at that size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from nkmap.figures import basemap, routes, symbols, world
from nkmap.figures.colours import kind_colour
from nkmap.figures.drawing import Drawing, Group, Paint, Rect, Words
from nkmap.figures.label_obstacles import Box
from nkmap.figures.map import map_drawing
from nkmap.figures.mark_layout import Layout, layout, sized
from nkmap.figures.scene import Scene
from nkmap.figures.typography import LINE_HEIGHT, wrap
from nkmap.figures.viewport import Style
from nkmap.schema import KINDS, Kind
from nkmap.view import ROUTE_SCENE
from nkmap.wording import deadline


@dataclass(frozen=True)
class Entry:
    """A sample of a sign and what it means."""

    sample: Drawing
    words: str
    note: str = ""
    """What is said of it in smaller letters."""


def entries(scene: Scene, style: Style, *, moves: bool = False) -> tuple[Entry, ...]:
    """List what the map of a scene has to explain; on one that ``moves`` every mark is seen."""
    laid = Layout(sized(scene, style), style, {})
    # What lies beyond the edge of a picture needs no explanation.
    seen = tuple(one for one in laid.scene.marks if moves or laid.shows(one.place))
    scene = replace(laid.scene, marks=seen)
    found = [
        *(_one_kind(scene, style) if scene.kind else _all_kinds(scene, style)),
        *_signs(scene, style),
        *_lines(scene, moves=moves),
    ]
    if style.is_world and not moves:
        found += _tints(scene)
    is_hatched = not (moves or style.is_world)
    seen_of = map(partial(basemap.hatched, style.viewport), scene.hatched if is_hatched else ())
    paints = {path.paint for paths in seen_of for path in paths}
    for paint in sorted(paints, key=lambda one: bool(one.fill)):
        note = "too small for stripes" if paint.fill else ""
        found.append(Entry(symbols.hatching_icon(paint), "country named, but no place in it", note))
    return tuple(replace(one, sample=style.drawn(one.sample)) for one in found)


def _one_kind(scene: Scene, style: Style) -> Iterator[Entry]:
    """The smallest mark that can be compared, with its number: the scale."""
    counted = [mark for mark in scene.marks if mark.is_sized]
    seen = [mark for mark in counted if mark.radius >= 8] or counted  # pixels
    for mark in sorted(seen, key=lambda mark: (mark.radius, mark.key))[:1]:
        note = "area = number, this kind only" + (", smaller here" if style.is_far else "")
        yield Entry(symbols.mark_icon(mark), mark.figure, note)
    if any(area.is_stock for area in scene.area_labels):
        words = "a stock: one size in a town, words for a country"
        yield Entry(symbols.glyph_icon(scene.kind), words)


def _all_kinds(scene: Scene, style: Style) -> Iterator[Entry]:
    """The sign of each kind that is seen, and that the marks are not to be compared."""
    known = {mark.kind for mark in scene.marks if mark.claim.has_amount} - {Kind.INCIDENT}
    for kind in (one for one in Kind if one in known):
        yield Entry(symbols.glyph_icon(kind), KINDS[kind].label)
    if scene.marks:
        yield Entry(symbols.glyph_icon(None), "every mark has one size: nothing is compared")
        fullest = max(scene.marks, key=lambda mark: len(mark.claims) if mark.more else 0)
        if fullest.more:
            words = "further claim there" if len(fullest.claims) == 2 else "further claims there"
            yield Entry(symbols.text_icon(fullest.more, style.text(12.0)), words)


def _signs(scene: Scene, style: Style) -> Iterator[Entry]:
    """What has one size because it has no number, or none that a size could tell."""
    numbered = [mark for mark in scene.marks if mark.kind is not Kind.INCIDENT]
    found = {
        "reported, number not given": [one for one in numbered if not one.claim.has_figure],
        "a source says: none": [one for one in numbered if one.claim.is_zero],
        "an incident: one size, whatever was reported": [
            one for one in scene.marks if one.kind is Kind.INCIDENT
        ],
    }
    for words, marks in found.items():
        yield from (Entry(symbols.mark_icon(mark), words) for mark in marks[:1])
    if scene.no_reports:
        yield Entry(symbols.no_report_icon(style.scale), "none shown here: not zero")


def _lines(scene: Scene, *, moves: bool) -> Iterator[Entry]:
    """The routes of workers, and infrastructure, which is nobody's route."""
    ages = {"order of places reported, not a track": False, "a route told of earlier years": True}
    for words, is_older in ages.items():
        for route in [one for one in scene.routes if one.is_older is is_older][:1]:
            yield Entry(symbols.line_icon(routes.paint(routes.colour(route, scene))), words)
    if not moves and any(route.is_open for route in scene.routes):
        words = "open end: no place beyond is named"
        yield Entry(symbols.open_end_icon(kind_colour(scene.kind or ROUTE_SCENE)), words)
    for sort in routes.link_styles(scene):
        yield Entry(
            symbols.line_icon(*sort.paints), f"{sort.name}: infrastructure, not the workers’ route"
        )


def _tints(scene: Scene) -> Iterator[Entry]:
    """How the claims about a country lie about the deadline; a tint tells nothing else."""
    used, hue = {*world.tinted(scene).values()}, world.colour(scene)
    for number, own in enumerate(own for own in deadline.TINTS if own in used):
        note = "" if number else "a tint says when, never how many"
        paint = world.paint_of(own, hue)
        yield Entry(symbols.hatching_icon(paint), deadline.TINTS[own], note)


_ROOMS = 15.0, 17.5, 20.5
"""Widths that a row may have, in sizes of its text."""
_PADDING, _GAP, _BETWEEN = 9.0, 10.0, 5.0
_EDGE, _AROUND = 12.0, 8.0
"""Pixels between the legend and the edge of the picture, and around it that stay free of words."""


def map_with_legend(scene: Scene, style: Style) -> Drawing:
    """Draw the map of a scene with its legend in the corner where it covers least."""
    found = entries(scene, style)
    if not found:
        return map_drawing(scene, style)
    key, box = _corner(found, scene, style)
    drawn = map_drawing(scene, replace(style, covered=(*style.covered, box)))
    at = Group(key.groups, layer="legend", x=box.left + _AROUND, y=box.top + _AROUND)
    return replace(drawn, groups=(*drawn.groups, at))


def _corner(found: Sequence[Entry], scene: Scene, style: Style) -> tuple[Drawing, Box]:
    """The legend and its box, with some room around it; at the right below where that is free."""
    shown, view, edge = _shown(layout(scene, style)), style.viewport, _EDGE - _AROUND
    boxes = []
    for right, below in ((1, 1), (0, 1), (1, 0)):
        for key in [legend_box(found, style, room) for room in _ROOMS]:
            wide, high = key.width + 2 * _AROUND, key.height + 2 * _AROUND
            left = edge + right * (view.width - 2 * edge - wide)
            top = edge + below * (view.height - 2 * edge - high)
            boxes.append((key, Box(left, top, left + wide, top + high)))
    return min(boxes, key=lambda made: sum(made[1].overlaps(box) for box in shown))


def _shown(laid: Layout) -> list[Box]:
    """What a legend should not cover: marks, places without a report, routes and insets."""
    marks = (Box.around(*laid.positions[one.key], symbols.reach(one)) for one in laid.scene.marks)
    points = [laid.pixel(empty.place) for empty in laid.scene.no_reports]
    points += [(x, y) for leg in routes.lines(laid) for x, y in leg.coords]
    insets = (inset.box for inset in laid.style.viewport.insets)
    return [*marks, *(Box.around(*point, 1) for point in points), *insets]


def legend_box(found: Sequence[Entry], style: Style, room: float) -> Drawing:
    """Draw the legend in a box, ``room`` sizes of its text wide."""
    size = style.text(12.0)
    parts, top = [], _PADDING
    for row in rows(found, size, size * room):
        parts.append(Group(row.groups, x=_PADDING, y=top))
        top += row.height + _BETWEEN
    width, high = size * room + 2 * _PADDING, top - _BETWEEN + _PADDING
    ground = Rect(0, 0, width, high, Paint("page", "border", style.line(1)))
    return Drawing(width, high, (Group((ground, *parts)),))


def rows(found: Sequence[Entry], size: float, width: float) -> Iterator[Drawing]:
    """Draw each sample with its words beside it, wrapped to a width in pixels."""
    swatch = max([size * 2.4, *(entry.sample.width for entry in found)])
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
