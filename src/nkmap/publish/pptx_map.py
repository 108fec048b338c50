"""The right side of a PowerPoint slide: the map as a picture with real words, and the months."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from nkmap import wording
from nkmap.figures import picture
from nkmap.figures.frames import slide_camera
from nkmap.figures.labels import text_width
from nkmap.figures.layers import Look
from nkmap.figures.months_strip import Bar, Strip
from nkmap.figures.picture import Word
from nkmap.figures.prepared import Scene
from nkmap.figures.symbols import PALETTES, Palette, Theme
from nkmap.publish.escape import office
from nkmap.view import Frame

LEFT, WIDTH, HEIGHT = 6.0, 7.333, 5.5
"""Inches of the map, which begins at the slide's upper edge."""
PIXELS = 760
"""The map's width in pixels: text of 18 pixels becomes 12.5 points."""
STRIP_TOP, STRIP_LEFT, STRIP_WIDTH, LANE = 5.56, 6.1, 7.1, 0.13
SANS, KOREAN = "Calibri", "Malgun Gothic"
ON_MAP = "Map: "
"""What the names of the texts over the map begin with."""
_INCH = WIDTH / PIXELS
_ALIGN = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}


def look(frame: Frame, theme: Theme) -> Look:
    """How the map of a slide is drawn for a file."""
    camera = slide_camera(frame, PIXELS, round(HEIGHT / _INCH))
    return Look(theme, PALETTES[theme], frame, camera, slide=True)


def draw_map(page: Any, scene: Scene, seen: Look, names: wording.Names, alt: str) -> None:
    """Put the map on a slide: one picture with words for who does not see it, its texts over it."""
    png = picture.as_png(picture.map_picture(scene, seen, names), 2)
    drawn = page.shapes.add_picture(io.BytesIO(png), *map(Inches, (LEFT, 0, WIDTH, HEIGHT)))
    drawn.name = "Map"
    drawn._element.nvPicPr.cNvPr.set("descr", office(alt))  # noqa: SLF001 - no public way
    for word in picture.map_words(scene, seen, names):
        _word(page, word)


def _word(page: Any, word: Word) -> None:
    wide = text_width(word.text, word.size, bold=word.bold) * 1.2 * _INCH
    high = word.size * 1.3 * _INCH
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[word.anchor]
    left, top = LEFT + word.x * _INCH - share * wide, word.y * _INCH - high / 2
    style = _Style(word.size * _INCH * 72, word.colour, word.bold, word.italic)
    _text(page, f"{ON_MAP}{word.text}", word.text, (left, top, wide, high), style, word.anchor)


@dataclass(frozen=True)
class _Style:
    points: float
    colour: str
    bold: bool = False
    italic: bool = False


def _text(
    page: Any,
    name: str,
    words: str,
    box: tuple[float, float, float, float],
    style: _Style,
    anchor: str = "start",
) -> None:
    made = page.shapes.add_textbox(*map(Inches, box))
    made.name = office(name)
    frame = made.text_frame
    # A word of the map has no room but its own; some programs centre what does not wrap.
    frame.word_wrap = not name.startswith(ON_MAP)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = _ALIGN[anchor]
    run = paragraph.add_run()
    run.text = office(words)
    run.font.size = Pt(round(style.points, 1))
    run.font.bold, run.font.italic = style.bold, style.italic
    run.font.name = SANS
    run.font.color.rgb = rgb(style.colour)
    east_asian = run._r.get_or_add_rPr()  # noqa: SLF001 - no public way to name a Korean font
    font = east_asian.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}ea", {"typeface": KOREAN}
    )
    east_asian.append(font)


def draw_strip(page: Any, strip: Strip, palette: Palette) -> None:
    """The months of a slide as shapes, with their words as text."""
    _text(
        page, "Months", strip.words, (STRIP_LEFT, STRIP_TOP, 4.2, 0.24),
        _Style(12, palette.ink, bold=True),
    )  # fmt: skip
    if strip.rest:
        box = (STRIP_LEFT + 4.2, STRIP_TOP, STRIP_WIDTH - 4.2, 0.24)
        _text(page, "Not on the strip", strip.rest, box, _Style(12, palette.ink2), "end")
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
        box = (STRIP_LEFT + at * STRIP_WIDTH, field + 3 * LANE + 0.03, 0.5, 0.2)
        _text(page, f"Year {label}", label, box, _Style(11, palette.ink2))


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


def rgb(colour: str) -> RGBColor:
    """A hex colour as PowerPoint's own."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
