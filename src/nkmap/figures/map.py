"""A scene as a drawing: its marks, routes, areas and words over the basemap of a frame."""

from __future__ import annotations

from nkmap import wording
from nkmap.figures import basemap, map_words, routes, signs, tips
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
from nkmap.figures.placement import Placed, PlacedPlate, PlateRequest, place
from nkmap.figures.positions import Stand, happening_key, is_far, of_marks, sized, unsized_scale
from nkmap.figures.prepared import Happening, Mark, Plate, Scene, Silence
from nkmap.figures.style import Box, LEAST_TEXT, Style
from nkmap.figures.typography import text_width
from nkmap.schema import Kind
from nkmap.view import Frame

HIT, PHONE_HIT = 14.0, 22.0
"""Pixels; every mark can be hit within this, however small it is drawn."""
_INSIDE_SHARE = 1.75
"""How much of its radius a mark has for words, across and down."""
_PADDING = 9.0
"""Pixels between a plate's words and its edge, to the sides; 3 fewer above and below."""


def map_drawing(scene: Scene, style: Style, names: wording.Names) -> Drawing:
    """The whole map; parts stand in the order drawn, each with the claims it shows."""
    scene = sized(scene, style)
    stands = of_marks(scene, style)
    words = _placed_words(scene, style, stands)
    labels = {label.request.key: label for label in words.labels}
    view = style.viewport
    groups = [
        basemap.ground(view),
        *_tint(scene, style),
        *routes.link_groups(scene, style),
        *routes.route_groups(scene, style, stands, names),
        *_plates(scene, words.plates, style, names),
        *(_silence(silence, labels, style) for silence in scene.silences),
        *(_happening(found, stands, labels, scene, style, names) for found in scene.happenings),
        *(
            _mark(mark, stands, labels, style, names)
            for mark in sorted(scene.marks, key=lambda mark: -signs.reach(mark))
        ),
        *_rest(labels, scene),
    ]
    return Drawing(view.width, view.height, tuple(groups), background="sea")


def _tint(scene: Scene, style: Style) -> list[Group]:
    """Where claims end without naming a place: hatching, and in the world a tint.

    A tint says where and never how many: it is one for all.
    """
    if not scene.hatched:
        return []
    return [basemap.hatched(style.viewport, scene.hatched)]


def _mark(
    mark: Mark,
    stands: dict[str, Stand],
    labels: dict[str, Placed],
    style: Style,
    names: wording.Names,
) -> Group:
    stand, key = stands[mark.place.place_id], mark.place.place_id
    sign = signs.mark(mark, style.line, style.scale if style.is_slide else 1.0)
    told = tips.tip(mark.claims, names)
    return Group(
        (
            *_leader(stand, style),
            Group((*sign.parts, *_inside(mark, style)), x=stand.x, y=stand.y),
            *_label(labels.get(key), style),
        ),
        layer="marks",
        claims=tips.ids(mark.claims),
        tip=told,
        label=f"{mark.place.name}. {'. '.join(told)}",
        target=Circle(stand.x, stand.y, max(mark.radius + 2, _least(style)), Paint()),
        **tips.opens(mark.claims, mark.place.place_id),
    )


def _least(style: Style) -> float:
    return PHONE_HIT if style.is_narrow or style.is_slide else HIT


def _leader(stand: Stand, style: Style) -> tuple[Path, ...]:
    """A thin line from what had to be moved aside to its true place."""
    if stand.home is None:
        return ()
    data = routes.sequence([stand.home, (stand.x, stand.y)])
    return (Path(data, Paint(stroke="ink2", width=style.line(1.0))),)


def _inside(mark: Mark, style: Style) -> tuple[Words, ...]:
    """The hedge and the number inside a mark, both or neither."""
    parts = mark.inside.split("\n") if mark.inside and _fits(mark, style) else []
    colour = "page" if mark.kind is Kind.DEPARTED else kind_colour(mark.kind)
    found = []
    for index, text in enumerate(parts):
        is_number = index == len(parts) - 1
        size = _number_size(mark, style) if is_number else style.text(HEDGE_INSIDE)
        down = 0.0 if len(parts) == 1 else style.mark(7.0 if is_number else -9.0)
        found.append(Words(text, 0, down + size * 0.35, size, colour, anchor="middle", weight=700))
    return tuple(found)


def _number_size(mark: Mark, style: Style) -> float:
    size = min(style.mark(17.0), mark.radius * 0.95)
    return max(size, LEAST_TEXT) if style.is_slide else size


def _fits(mark: Mark, style: Style) -> bool:
    """Whether the words inside a mark still fit at the size that a slide's words have at least."""
    if not style.is_slide:
        return True
    *hedge, number = mark.inside.split("\n")
    room = _INSIDE_SHARE * mark.radius
    words = [(word, style.text(HEDGE_INSIDE)) for word in hedge]
    words.append((number, _number_size(mark, style)))
    high = sum(size for _, size in words)
    return high <= room and all(text_width(word, size, bold=True) <= room for word, size in words)


def _happening(
    found: Happening,
    stands: dict[str, Stand],
    labels: dict[str, Placed],
    scene: Scene,
    style: Style,
    names: wording.Names,
) -> Group:
    key = happening_key(found.place)
    stand, told = stands[key], tips.tip(found.claims, names)
    sign = signs.incident(style.line, unsized_scale(scene, style))
    return Group(
        (
            *_leader(stand, style),
            Group(sign.parts, x=stand.x, y=stand.y),
            *_label(labels.get(key), style),
        ),
        layer="incidents",
        claims=tips.ids(found.claims),
        tip=told,
        label=f"{found.place.name}. {'. '.join(told)}",
        target=Circle(stand.x, stand.y, _least(style), Paint()),
        **tips.opens(found.claims, found.place.place_id),
    )


def _silence(silence: Silence, labels: dict[str, Placed], style: Style) -> Group:
    x, y = style.viewport.pixel(silence.place.lon, silence.place.lat)
    told = tips.of_silence(silence.place.name, silence.words)
    dot = signs.silence(style.line, style.scale)
    return Group(
        (Group((dot,), x=x, y=y), *_label(labels.get(silence.place.place_id), style)),
        layer="silences",
        place=silence.place.place_id,
        tip=told,
        label=". ".join(told),
        target=Circle(x, y, _least(style), Paint()),
    )
