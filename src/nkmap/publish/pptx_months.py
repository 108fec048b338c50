"""The months of a step on a PowerPoint slide: shapes, and their words as text."""

from __future__ import annotations

from typing import Any

from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from nkmap.figures.drawing import kind_colour
from nkmap.figures.months_strip import COVERED, NOT_COVERED, Bar, Strip
from nkmap.render.pptx_text import Box, Run, rgb, text_box
from nkmap.render.svg import Svg

STRIP_TOP, STRIP_LEFT, STRIP_WIDTH, LANE = 5.56, 6.1, 7.1, 0.13
"""Inches."""
YEAR = 0.5
"""Inches of a year's label."""


def draw_strip(page: Any, strip: Strip, svg: Svg) -> None:
    """The months of a slide as shapes, with their words as text."""
    words = Box("Months", STRIP_LEFT, STRIP_TOP, 4.2, 0.24, 12, bold=True)
    text_box(page, words, [[Run(strip.words, svg.colour("ink"))]])
    beside = (STRIP_LEFT + 4.2, STRIP_TOP, STRIP_WIDTH - 4.2, 0.24)
    rest = Box("Not on the strip", *beside, 12, align="end")
    text_box(page, rest, [[Run(strip.rest, svg.colour("ink2"))]])
    field = STRIP_TOP + 0.26
    if strip.marked:
        left, right = strip.marked
        box = (STRIP_LEFT + left * STRIP_WIDTH, field, (right - left) * STRIP_WIDTH, 3 * LANE)
        band = _rectangle(page, "Months of the step", box)
        band.fill.solid()
        band.fill.fore_color.rgb = rgb(svg.colour("line"))
        band.line.color.rgb = rgb(svg.colour("ink"))
    for bar in strip.bars:
        _bar(page, bar, field, svg)
    base = _rectangle(page, "Line of months", (STRIP_LEFT, field + 3 * LANE, STRIP_WIDTH, 0.02))
    base.fill.solid()
    base.fill.fore_color.rgb = rgb(svg.colour("ink2"))
    base.line.fill.background()
    for label, at in strip.years:
        left = STRIP_LEFT + at * STRIP_WIDTH
        year = Box(f"Year {label}", left, field + 3 * LANE + 0.03, YEAR, 0.2, 11)
        text_box(page, year, [[Run(label, svg.colour("ink2"))]])
    end = (STRIP_LEFT + COVERED * STRIP_WIDTH, field, (1 - COVERED) * STRIP_WIDTH, 3 * LANE)
    after = _rectangle(page, "Not covered", end)
    after.fill.patterned()
    after.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    after.fill.fore_color.rgb, after.fill.back_color.rgb = (
        rgb(svg.colour(name)) for name in ("line", "land")
    )
    after.line.fill.background()
    words = Box("Not covered, in words", *end, 11, align="middle")
    text_box(page, words, [[Run(" ".join(NOT_COVERED), svg.colour("ink2"))]])


def _bar(page: Any, bar: Bar, field: float, svg: Svg) -> None:
    width = max((bar.right - bar.left) * STRIP_WIDTH, 0.06)
    top = field + bar.lane * LANE + 0.015
    shape = _rectangle(
        page, bar.claim.claim_id, (STRIP_LEFT + bar.left * STRIP_WIDTH, top, width, 0.1)
    )
    colour = rgb(svg.colour(kind_colour(bar.claim.kind, bar.claim.group)))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour if bar.claim.has_figure else rgb(svg.colour("page"))
    shape.line.color.rgb = colour
    shape.line.width = Pt(1.5)
    if not bar.claim.has_figure:
        shape.line.dash_style = MSO_LINE.DASH


def _rectangle(page: Any, name: str, box: tuple[float, float, float, float]) -> Any:
    made = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, box))
    made.name = name
    made.shadow.inherit = False
    return made
