"""The map of a view as a figure: the very drawing of the screen, with what a reader must know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nkmap.figures import icons, legend, map_words
from nkmap.figures.drawing import Drawing, Group, Paint, Rect, Words, kind_colour
from nkmap.figures.legend_plate import map_with_legend
from nkmap.figures.map import map_drawing
from nkmap.figures.prepared import Scene
from nkmap.figures.style import Style
from nkmap.figures.symbols import Theme
from nkmap.figures.typography import LINE_HEIGHT, wrap
from nkmap.figures.viewport import viewport
from nkmap.publish.figure import Content, Picture, Preset
from nkmap.publish.told import Told
from nkmap.render.svg import Svg
from nkmap.wording import captions, files_and_links
from nkmap.wording.places import Names

_MAP_HEIGHT = 0.68
"""Of its width, where a figure may be as high as it likes."""
_BESIDE_WIDTH = 1180.0
"""Pixels that a map beside words is drawn at before it is made smaller, with all its words."""


def map_content(told: Told, preset: Preset, theme: Theme = "light") -> Content:
    """What the figure of a view's map says."""
    own = captions.leading(told.shown, told.kind)
    lead = captions.lead_claim(own) if own else None
    style, _ = _style(told, preset, preset.width - 40.0, preset.width * _MAP_HEIGHT)

    def picture(width: float, room: float) -> Picture:
        drawn, share = drawing(told, preset, width, room)
        return drawn.height * share, Svg.of(theme).nested(drawn, share)

    return Content(
        told,
        page="",
        subject=captions.map_kind(told.kind),
        headline=told.headline(told.kind),
        counted=told.map_counting,
        caution=files_and_links.figure_caution(lead),
        attribution=files_and_links.MAP_ATTRIBUTION,
        alt=captions.map_alt(told.shown, told.selection, told.kind, told.names),
        draw=picture,
        colour=kind_colour(told.kind),
        glyph=icons.glyph(told.kind),
        legend=() if preset.beside else legend.entries(told.scene, style),
    )


def drawing(told: Told, preset: Preset, width: float, room: float) -> tuple[Drawing, float]:
    """The map for a width and the greatest height in pixels, and how small it is to be set."""
    style, share = _style(told, preset, width, room if preset.height else width * _MAP_HEIGHT)
    return _with_names(told, style, map_with_legend if preset.beside else map_drawing), share


def _style(told: Told, preset: Preset, width: float, height: float) -> tuple[Style, float]:
    """How a map of so many pixels is drawn, and how small it is then set.

    Below its words it is read from near, and a far frame is full. Beside them it is made for a
    screen across the room, with its legend in it.
    """
    near = (0.86 if preset.height else 1.0) * (0.82 if told.view.frame.is_far else 1.0)
    share = width / _BESIDE_WIDTH if preset.beside else near
    view = viewport(told.view.frame, width / share, round(height / share))
    return Style(view, is_slide=preset.beside), share


def _with_names(
    told: Told, style: Style, draw: Callable[[Scene, Style, Names], Drawing]
) -> Drawing:
    """The map in its frame, above the names it has no room for, in as many lines as they take."""
    view, size = style.viewport, style.text(12.0)
    rows: tuple[str, ...] = ()
    while True:
        map_high = view.height - len(rows) * size * LINE_HEIGHT
        shown = replace(style, viewport=viewport(view.frame, view.width, map_high))
        drawn = draw(told.scene, shown, told.names)
        names = " ".join(
            captions.without_label(words, [group.label for group in groups])
            for words, groups in map_words.unseen(drawn)
        )
        found = wrap(names, size, view.width) if names else ()
        if len(found) <= len(rows):
            break
        rows = found
    below = [
        Words(row, 0, map_high + (number + 0.9) * size * LINE_HEIGHT, size, "ink2")
        for number, row in enumerate(found)
    ]
    under = Rect(0, map_high, view.width, view.height - map_high, Paint("page"))
    edge = Rect(0.5, 0.5, view.width - 1, map_high - 1, Paint(stroke="line"))
    groups = (*drawn.groups, Group((*([under] if rows else []), *below, edge)))
    return replace(drawn, height=view.height, groups=groups)
