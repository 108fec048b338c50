"""The map of a view as a figure: the very marks of the screen, with what a reader must know."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from nkmap import wording
from nkmap.figures.arrange import arrange
from nkmap.figures.equal_area import equal_area_camera
from nkmap.figures.frames import Camera, slide_camera
from nkmap.figures.icons import Icon
from nkmap.figures.labels import Box
from nkmap.figures.layers import Look
from nkmap.figures.picture import Picture, map_picture, nested
from nkmap.figures.prepared import Scene
from nkmap.figures.symbols import LIGHT, PALETTES, Palette, Theme, glyph
from nkmap.figures.typography import LINE_HEIGHT, wrap
from nkmap.publish import legend as legends
from nkmap.publish import lettering
from nkmap.publish.figure import Content, Preset
from nkmap.publish.told import Told
from nkmap.schema import KINDS
from nkmap.view import Frame

_MAP_HEIGHT = 0.68
"""Of its width, where a figure may be as high as it likes."""
_LEGEND_PIXELS, _LEGEND_WIDTH = 18.0, 340.0
_BESIDE_WIDTH = 1180.0
"""Pixels that a map beside words is drawn at before it is made smaller, with all its words."""
_TAG = re.compile(r"<(?!br)[^>]+>")


def map_content(told: Told, preset: Preset, theme: Theme = "light") -> Content:
    """What the figure of a view's map says."""
    palette = PALETTES[theme]
    own = wording.leading(told.shown, told.kind)
    lead = wording.lead_claim(own) if own else None
    headline = wording.map_headline(told.shown, told.kind, told.names)
    return Content(
        kicker=_kicker(told),
        colour=palette.kind(told.kind),
        glyph=glyph(told.kind, palette),
        headline=wording.as_known(headline, told.view.known_on),
        counting=told.with_remark(told.map_counting),
        caution=wording.figure_caution(lead),
        source=wording.figure_sources(told.shown, told.data.source_by_id),
        attribution=wording.MAP_ATTRIBUTION,
        stamp=(f"Data {told.version}", told.link()),
        legend=() if preset.beside else _below_the_map(told, preset, palette),
        alt=wording.map_alt(told.shown, told.selection, told.kind, told.names),
        draw=lambda width, room: _draw(told, preset, theme, width, room),
    )


def _kicker(told: Told) -> str:
    known = told.months
    span = wording.month_span(told.view, known[0] if known else None, known[-1] if known else None)
    return f"{KINDS[told.kind].label} · {span}".upper()


def camera(frame: Frame, width: float, height: float) -> Camera:
    """The camera of a figure: of true areas where the frame is wide."""
    if frame is Frame.WIDE:
        return equal_area_camera(width, height)
    return slide_camera(frame, width, height)


def look(told: Told, width: float, height: float, theme: Theme, *, large: bool = False) -> Look:
    """How a view's map is drawn into a file; ``large`` for one that is seen from afar."""
    frame = told.view.frame
    return Look(
        theme,
        PALETTES[theme],
        frame,
        camera(frame, width, height),
        slide=large,
        in_file=True,
    )


def drawn(told: Told, seen: Look) -> tuple[Scene, Picture]:
    """The scene as the frame arranges it, and the picture of it."""
    scene = told.scene
    return arrange(scene, seen.frame, seen.camera, seen.scale), map_picture(scene, seen, told.names)


def _draw(told: Told, preset: Preset, theme: Theme, width: float, room: float) -> tuple[str, float]:
    if not preset.beside:
        height = room if preset.height else round(width * _MAP_HEIGHT)
        share = _share(told, preset)
        whole = width / share, height / share
        made = map_picture(told.scene, look(told, *whole, theme), told.names)
        body = _framed(made, *whole, PALETTES[theme])
        return f'<g transform="scale({share:.4f})">{body}</g>', height
    # The map beside words is made for a screen across the room, then brought to its size.
    share = width / _BESIDE_WIDTH
    whole = _BESIDE_WIDTH, round(room / share)
    seen = look(told, *whole, theme, large=True)
    scene = arrange(told.scene, seen.frame, seen.camera, seen.scale)
    key = ""
    plate, wide, high = legend_plate(scene, seen)
    if plate:
        box = Box(whole[0] - wide - 20, whole[1] - high - 20, whole[0], whole[1])
        seen = replace(seen, covered=(box,))
        key = f'<g transform="translate({box.left:.1f},{box.top:.1f})">{plate}</g>'
    made = map_picture(told.scene, seen, told.names)
    body = _framed(made, *whole, seen.palette) + key
    return f'<g transform="scale({share:.4f})">{body}</g>', room


def _share(told: Told, preset: Preset) -> float:
    """How small a map is set below its words: a page is read from near, the wide frame is full."""
    share = 0.86 if preset.height else 1.0
    return share * (0.82 if told.view.frame is Frame.WIDE else 1.0)


def _framed(made: Picture, width: float, height: float, palette: Palette) -> str:
    return (
        nested(lettering.reset(made.svg), 0, 0, width, height)
        + "".join(
            lettering.line(
                word.text,
                word.x,
                word.y + word.size * 0.35,
                word.size,
                word.colour,
                weight=600 if word.italic else 700 if word.bold else 400,
                italic=word.italic,
                anchor=word.anchor,
                halo=word.halo,
            )
            for word in made.words
        )
        + (
            f'<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1:g}" fill="none" '
            f'stroke="{palette.line}"/>'
        )
    )


def _below_the_map(
    told: Told, preset: Preset, palette: Palette
) -> tuple[tuple[Icon, tuple[str, ...]], ...]:
    width = (preset.width - 40.0) / _share(told, preset)
    seen = look(told, width, width * _MAP_HEIGHT, "light" if palette == LIGHT else "dark")
    scene = arrange(told.scene, seen.frame, seen.camera, seen.scale)
    return tuple((icon, explained(words)) for icon, words in legends.entries(scene, palette))


def explained(words: str) -> tuple[str, ...]:
    """A legend's words, which are HTML, as lines of plain text."""
    return tuple(unescape(_TAG.sub("", part)) for part in words.split("<br>"))


def legend_plate(scene: Scene, seen: Look) -> tuple[str, float, float]:
    """The legend of an arranged scene on a plate: SVG elements, width and height in pixels."""
    palette, size = seen.palette, _LEGEND_PIXELS
    entries = legends.entries(scene, palette, seen.scale)
    if not entries:
        return "", 0.0, 0.0
    swatch = max([60.0, *(icon.width for icon, _ in entries)])
    width = max(_LEGEND_WIDTH, swatch + 200.0)
    parts: list[str] = []
    top = 12.0
    for icon, words in entries:
        room = width - swatch - 34
        lines = [part for line in explained(words) for part in wrap(line, size, room)]
        high = max(icon.height, len(lines) * size * LINE_HEIGHT)
        left, down = 10 + (swatch - icon.width) / 2, top + (high - icon.height) / 2
        parts.append(nested(icon.picture, left, down, icon.width, icon.height))
        first = top + (high - len(lines) * size * LINE_HEIGHT) / 2 + size * 0.95
        parts += [
            lettering.line(line, swatch + 20, first + n * size * LINE_HEIGHT, size, palette.ink)
            for n, line in enumerate(lines)
        ]
        top += high + 10
    ground = (
        f'<rect width="{width:.1f}" height="{top:.1f}" fill="{palette.page}" '
        f'stroke="{palette.border}"/>'
    )
    return ground + "".join(parts), width, top
