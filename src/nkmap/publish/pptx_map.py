"""The right side of a PowerPoint slide: the map as a picture with real words, and the months."""

from __future__ import annotations

import io
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from nkmap import render, wording
from nkmap.figures.frames import slide_camera
from nkmap.figures.layers import Look
from nkmap.figures.months_strip import Bar, Strip
from nkmap.figures.picture import Word, map_picture
from nkmap.figures.prepared import Scene
from nkmap.figures.symbols import PALETTES, Palette, Theme
from nkmap.figures.typography import text_width
from nkmap.publish.escape import office
from nkmap.publish.pptx_text import Box, Run, rgb, text_box
from nkmap.view import Frame

LEFT, WIDTH, HEIGHT = 6.0, 7.333, 5.5
"""Inches of the map, which begins at the slide's upper edge."""
PIXELS = 760
"""The map's width in pixels: text of 18 pixels becomes 11 points, 22 pixels of a full screen."""
STRIP_TOP, STRIP_LEFT, STRIP_WIDTH, LANE = 5.56, 6.1, 7.1, 0.13
ON_MAP = "Map: "
"""What the names of the texts over the map begin with."""
FALLBACK, BOLD_FALLBACK = 0.88, 0.82
"""Of a label's size: where the fonts we name are missing, wider ones stand in for them."""
_INCH = WIDTH / PIXELS


def look(frame: Frame, theme: Theme) -> Look:
    """How the map of a slide is drawn for a file."""
    camera = slide_camera(frame, PIXELS, round(HEIGHT / _INCH))
    return Look(theme, PALETTES[theme], frame, camera, slide=True)


def draw_map(page: Any, scene: Scene, seen: Look, names: wording.Names, alt: str) -> None:
    """Put the map on a slide: one picture with words for who does not see it, its texts over it."""
    made = map_picture(scene, seen, names)
    drawn = page.shapes.add_picture(
        io.BytesIO(render.png(made.svg, 2)), *map(Inches, (LEFT, 0, WIDTH, HEIGHT))
    )
    drawn.name = "Map"
    drawn._element.nvPicPr.cNvPr.set("descr", office(alt))  # noqa: SLF001 - no public way
    for word in made.words:
        text_box(page, label(word), [[Run(word.text, word.colour)]])


def label(word: Word) -> Box:
    """Where a text of the map stands on the slide."""
    wide = text_width(word.text, word.size, bold=word.bold) * _INCH
    high = word.size * 1.3 * _INCH
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[word.anchor]
    return Box(
        f"{ON_MAP}{word.text}",
        LEFT + word.x * _INCH - share * wide,
        word.y * _INCH - high / 2,
        wide,
        high,
        word.size * _INCH * 72 * (BOLD_FALLBACK if word.bold else FALLBACK),
        bold=word.bold,
        italic=word.italic,
        align=word.anchor,
        is_label=True,
    )


def draw_strip(page: Any, strip: Strip, palette: Palette) -> None:
    """The months of a slide as shapes, with their words as text."""
    words = Box("Months", STRIP_LEFT, STRIP_TOP, 4.2, 0.24, 12, bold=True)
    text_box(page, words, [[Run(strip.words, palette.ink)]])
    beside = (STRIP_LEFT + 4.2, STRIP_TOP, STRIP_WIDTH - 4.2, 0.24)
    rest = Box("Not on the strip", *beside, 12, align="end")
    text_box(page, rest, [[Run(strip.rest, palette.ink2)]])
    field = STRIP_TOP + 0.26
    if strip.marked:
        left, right = strip.marked
        box = (STRIP_LEFT + left * STRIP_WIDTH, field, (right - left) * STRIP_WIDTH, 3 * LANE)
        band = _rectangle(page, "Months of the step", box)
        band.fill.solid()
        band.fill.fore_color.rgb = rgb(palette.line)
        band.line.color.rgb = rgb(palette.ink)
    for bar in strip.bars:
        _bar(page, bar, field, palette)
    base = _rectangle(page, "Line of months", (STRIP_LEFT, field + 3 * LANE, STRIP_WIDTH, 0.02))
    base.fill.solid()
    base.fill.fore_color.rgb = rgb(palette.ink2)
    base.line.fill.background()
    for label, at in strip.years:
        left = STRIP_LEFT + at * STRIP_WIDTH
        year = Box(f"Year {label}", left, field + 3 * LANE + 0.03, 0.5, 0.2, 11)
        text_box(page, year, [[Run(label, palette.ink2)]])


def _bar(page: Any, bar: Bar, field: float, palette: Palette) -> None:
    width = max((bar.right - bar.left) * STRIP_WIDTH, 0.06)
    top = field + bar.lane * LANE + 0.015
    shape = _rectangle(page, bar.claim_id, (STRIP_LEFT + bar.left * STRIP_WIDTH, top, width, 0.1))
    colour = rgb(palette.kind(bar.kind, bar.group))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour if bar.known else rgb(palette.page)
    shape.line.color.rgb = colour
    shape.line.width = Pt(1.5)
    if not bar.known:
        shape.line.dash_style = MSO_LINE.DASH


def _rectangle(page: Any, name: str, box: tuple[float, float, float, float]) -> Any:
    made = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, box))
    made.name = name
    made.shadow.inherit = False
    return made
