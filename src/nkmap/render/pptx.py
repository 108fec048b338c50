"""A drawing on a PowerPoint slide: its shapes as a picture, its words as real text over it."""

from __future__ import annotations

import io
from typing import Any

from pptx.util import Inches

from nkmap import render
from nkmap.figures.drawing import Drawing, Words
from nkmap.figures.typography import text_width
from nkmap.render.pptx_text import Box, Run, office, text_box
from nkmap.render.svg import Svg

ON_MAP = "Map: "
"""What the names of the texts over the picture begin with."""
FALLBACK, BOLD_FALLBACK = 0.88, 0.82
"""Of a text's size: where the fonts we name are missing, wider ones stand in for them."""
_SHARPNESS = 2.0
"""Pixels of the picture for each of the drawing's."""
_MIDDLE = 0.35
"""From a text's baseline up to its middle, in sizes of it."""


def put(
    page: Any, drawing: Drawing, svg: Svg, left: float, top: float, width: float, alt: str
) -> None:
    """Put a drawing on a slide, ``width`` inches wide; ``alt`` is for who does not see it."""
    inch = width / drawing.width
    picture = io.BytesIO(render.png(svg.picture(drawing.without_words), _SHARPNESS))
    at = map(Inches, (left, top, width, drawing.height * inch))
    drawn = page.shapes.add_picture(picture, *at)
    drawn.name = "Map"
    drawn._element.nvPicPr.cNvPr.set("descr", office(alt))  # noqa: SLF001 - no public way
    for words in drawing.words:
        run = Run(words.text, svg.colour(words.colour))
        text_box(page, label(words, left, top, inch), [[run]])


def label(words: Words, left: float, top: float, inch: float) -> Box:
    """Where a text stands on the slide; ``inch`` is how many of them a pixel takes."""
    bold = words.weight > 600
    wide = text_width(words.text, words.size, bold=bold, italic=words.is_italic) * inch
    high = words.size * 1.3 * inch
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    return Box(
        f"{ON_MAP}{words.text}",
        left + words.x * inch - share * wide,
        top + (words.y - _MIDDLE * words.size) * inch - high / 2,
        wide,
        high,
        words.size * inch * 72 * (BOLD_FALLBACK if bold else FALLBACK),
        bold=bold,
        italic=words.is_italic,
        align=words.anchor,
        is_label=True,
    )
