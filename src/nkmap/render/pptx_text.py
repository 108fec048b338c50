"""Text on a PowerPoint slide: boxes, runs, fonts, and the size at which words fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from nkmap.characters import without_no_text, without_turns
from nkmap.figures.drawing import Anchor

SERIF, SANS, KOREAN = "Georgia", "Calibri", "Malgun Gothic"
SMALLEST = 7.0
"""Points below which no text shrinks."""
_LEADING = 1.22
_ALIGN = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}


@dataclass(frozen=True)
class Box:
    """Where a text stands, in inches from the top left corner, and how it is set."""

    name: str
    left: float
    top: float
    width: float
    height: float
    size: float
    """Points; less where the words would not fit."""
    font: str = SANS
    bold: bool = False
    italic: bool = False
    align: Anchor = "start"
    is_label: bool = False
    """Whether it is one line at a point of the map: neither wrapped nor shrunk."""


@dataclass(frozen=True)
class Run:
    """A piece of text in one style; ``share`` is its size as a share of the box's."""

    text: str
    colour: str
    share: float = 1.0
    bold: bool | None = None


Paragraphs = Sequence[Sequence[Run]]


def office(value: object) -> str:
    """Plain text for a run of an Office file, on one line: what XML cannot hold is left out."""
    flat = " ".join(without_turns(str(value)).split())
    return without_no_text(flat)


def rgb(colour: str) -> RGBColor:
    """A hex colour as PowerPoint's own."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def text_box(page: Any, box: Box, paragraphs: Paragraphs) -> None:
    """Put a text on a slide; none where there is no word to show."""
    if not any(office(run.text) for runs in paragraphs for run in runs):
        return
    inches = map(Inches, (box.left, box.top, box.width, box.height))
    fill(page.shapes.add_textbox(*inches), box, paragraphs)


def fill(shape: Any, box: Box, paragraphs: Paragraphs) -> None:
    """Set the text of a shape, such as a title's placeholder."""
    shape.name = office(box.name)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = not box.is_label, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if box.is_label else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    texts = [[(office(r.text), r.share) for r in runs] for runs in paragraphs]
    size = box.size if box.is_label else fitting(texts, box)
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[box.align]
        paragraph.space_after = Pt(size * 0.4 if number < len(paragraphs) - 1 else 0)
        for given in runs:
            _run(paragraph, given, box, size)


def _run(paragraph: Any, given: Run, box: Box, size: float) -> None:
    run = paragraph.add_run()
    run.text = _outer_spaces(given.text)
    run.font.size = Pt(round(max(SMALLEST, size * given.share) * 2) / 2)
    run.font.bold = box.bold if given.bold is None else given.bold
    run.font.italic = box.italic
    run.font.color.rgb = rgb(given.colour)
    run.font.name = box.font
    latin = run._r.rPr.find(qn("a:latin"))  # noqa: SLF001 - the library has no East Asian font
    latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": KOREAN}))


def _outer_spaces(text: str) -> str:
    """Text of a run, with the space that parts it from the next one."""
    inner = office(text)
    start = " " if inner and text[:1] == " " else ""
    return f"{start}{inner} " if inner and text[-1:] == " " else start + inner


def fitting(paragraphs: Sequence[Sequence[tuple[str, float]]], box: Box) -> float:
    """Points at which paragraphs fit a box: the box's own size, or the first smaller that does.

    A paragraph is its texts, each with its size as a share of the box's.
    """
    size = box.size
    while size > SMALLEST and _height(paragraphs, size, box) > box.height * 72:
        size -= 0.5
    return size


def _height(paragraphs: Sequence[Sequence[tuple[str, float]]], size: float, box: Box) -> float:
    """Points that paragraphs take at a size, with a little more than they need."""
    total = 0.4 * size * (len(paragraphs) - 1)
    for runs in paragraphs:
        lines, used = 1, 0.0
        for text, share in runs:
            for word in text.split():
                wide = (_ems(word, bold=box.bold) + 0.32) * max(SMALLEST, size * share)
                if used and used + wide > box.width * 72:
                    lines, used = lines + 1, 0.0
                extra = max(0, math.ceil(wide / (box.width * 72)) - 1)
                lines, used = lines + extra, used + wide - extra * box.width * 72
        total += lines * _LEADING * size * max((share for _, share in runs), default=1)
    return total


def _ems(word: str, *, bold: bool) -> float:
    """Widths of a word, in its font's size: those of the wide fonts that stand in for ours."""
    wide = sum(1.0 if ord(sign) > 0x10FF else 0.7 if sign.isupper() else 0.59 for sign in word)
    return wide * (1.12 if bold else 1.0)
