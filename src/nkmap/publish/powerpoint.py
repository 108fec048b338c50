"""A briefing as PowerPoint: one 16:9 slide per step, every word of it real text.

A drawing on a slide is its shapes as a picture, and its words as text over it. All of it stands in
pixels of a slide, as on a page: two of them are a point.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from nkmap import render
from nkmap.characters import without_no_text, without_turns
from nkmap.dataset import Dataset
from nkmap.figures import symbols
from nkmap.figures.colours import Theme, kind_colour
from nkmap.figures.drawing import SHARES, Anchor, Drawing, Words
from nkmap.figures.typography import text_width
from nkmap.publish.slides import MAP, SIZE, STRIP, TITLE, WORDS, Slide, story_slides
from nkmap.render.svg import Svg
from nkmap.story import Step
from nkmap.wording import counts, sentences, sources

SERIF, SANS, KOREAN = "Georgia", "Calibri", "Malgun Gothic"
FALLBACK, BOLD_FALLBACK, SERIF_FALLBACK = 0.88, 0.82, 0.7
"""Of a text's size: where the fonts we name are missing, wider ones stand in for them."""
SMALLEST = 14.0
"""Pixels below which no text shrinks."""
_SHARPNESS = 2.0
"""Pixels of the picture for each of the drawing's."""
_MIDDLE = 0.35
"""From a text's baseline up to its middle, in sizes of it."""
_LEADING, _RAGGED = 1.22, 1.06
"""Height of a line, and how much more than its words the width of a text is, in sizes of it."""
_ALIGN = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}


@dataclass(frozen=True)
class TextFrame:
    """Where a text stands, in pixels from the top left corner, and how it is set."""

    name: str
    left: float
    top: float
    width: float
    height: float
    size: float
    """Less where the words would not fit."""
    font: str = SANS
    bold: bool = False
    italic: bool = False
    align: Anchor = "start"
    is_label: bool = False
    """Whether it is one line at a point of a drawing: neither wrapped nor shrunk."""


@dataclass(frozen=True)
class Run:
    """A piece of text in one style; ``share`` is its size as a share of the box's."""

    text: str
    colour: str
    share: float = 1.0
    bold: bool | None = None


Paragraphs = Sequence[Sequence[Run]]


def office(value: object) -> str:
    """Plain text for a run of an Office file: one line, without what XML cannot hold."""
    flat = " ".join(without_turns(str(value)).split())
    return without_no_text(flat)


def pixels(length: float) -> Emu:
    """Convert pixels of a slide to PowerPoint's units (EMU)."""
    return Emu(round(length * 6350))


def rgb(colour: str) -> RGBColor:
    """Convert a hex colour to PowerPoint's type."""
    return RGBColor.from_string(colour.removeprefix("#"))  # type: ignore[no-untyped-call, no-any-return]


def text_box(page: Any, box: TextFrame, paragraphs: Paragraphs) -> None:
    """Put a text on a slide; none where there is no word to show."""
    if any(office(run.text) for runs in paragraphs for run in runs):
        fill(page.shapes.add_textbox(0, 0, 0, 0), box, paragraphs)


def fill(shape: Any, box: TextFrame, paragraphs: Paragraphs) -> None:
    """Put a shape, such as a title's placeholder, where a text stands, and set it."""
    shape.name = office(box.name)
    shape.left, shape.top = pixels(box.left), pixels(box.top)
    shape.width, shape.height = pixels(box.width), pixels(box.height)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = not box.is_label, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if box.is_label else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    size = box.size if box.is_label else fitting(paragraphs, box)
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[box.align]
        paragraph.space_after = Pt(size * 0.2 if number < len(paragraphs) - 1 else 0)
        for given in runs:
            _run(paragraph, given, box, size)


def _run(paragraph: Any, given: Run, box: TextFrame, size: float) -> None:
    run = paragraph.add_run()
    inner = office(given.text)
    before, after = (" " if inner and given.text[at] == " " else "" for at in (0, -1))
    run.text = f"{before}{inner}{after}"
    run.font.size = Pt(round(max(SMALLEST, size * given.share)) / 2)
    run.font.bold = box.bold if given.bold is None else given.bold
    run.font.italic = box.italic
    run.font.color.rgb = rgb(given.colour)
    run.font.name = box.font
    latin = run._r.rPr.find(qn("a:latin"))  # noqa: SLF001 - the library has no East Asian font
    latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": KOREAN}))


def fitting(paragraphs: Paragraphs, box: TextFrame) -> float:
    """The size at which paragraphs fit a box: the box's own, or the first smaller that does."""
    size = box.size
    while size > SMALLEST and _height(paragraphs, size, box) > box.height:
        size -= 1
    return size


def _height(paragraphs: Paragraphs, size: float, box: TextFrame) -> float:
    """How high paragraphs are at a size, in the wide fonts that may stand in for ours."""
    sans = BOLD_FALLBACK if box.bold else FALLBACK
    fallback = SERIF_FALLBACK if box.font == SERIF else sans
    total = 0.4 * size * (len(paragraphs) - 1)
    for runs in paragraphs:
        wide = sum(
            text_width(office(run.text), max(SMALLEST, size * run.share), bold=box.bold)
            for run in runs
        )
        lines = wide / fallback / box.width
        tall = max((run.share for run in runs), default=1)
        total += _LEADING * size * tall * math.ceil(lines if lines <= 1 else lines * _RAGGED)
    return total


def put(
    page: Any,
    drawing: Drawing,
    svg: Svg,
    at: tuple[float, float],
    name: str,
    alt: str,
    scale: float = 1.0,
) -> None:
    """Put a drawing on a slide, its top left corner at a point, with its alternative text.

    ``scale`` is how many pixels of the slide one of its own takes.
    """
    picture = io.BytesIO(render.png(replace(svg, words=False).picture(drawing), _SHARPNESS))
    size = drawing.width * scale, drawing.height * scale
    drawn = page.shapes.add_picture(picture, *map(pixels, (*at, *size)))
    drawn.name = name
    drawn._element.nvPicPr.cNvPr.set("descr", office(alt))  # noqa: SLF001 - no public way
    for words in drawing.words:
        text_box(page, label(words, at, scale, name), [[Run(words.text, svg.colour(words.colour))]])


def label(words: Words, at: tuple[float, float], scale: float, name: str) -> TextFrame:
    """Where a text of a drawing stands on the slide."""
    bold = words.weight > 500
    wide = text_width(words.text, words.size, bold=bold, italic=words.is_italic) * scale
    high = words.size * 1.3 * scale
    return TextFrame(
        f"{name}: {words.text}",
        at[0] + words.x * scale - SHARES[words.anchor] * wide,
        at[1] + (words.y - _MIDDLE * words.size) * scale - high / 2,
        wide,
        high,
        words.size * scale * (BOLD_FALLBACK if bold else FALLBACK),
        bold=bold,
        italic=words.is_italic,
        align=words.anchor,
        is_label=True,
    )


# ---------------------------------------------------------------- the slides

TITLE_BOX = TextFrame("Title", *TITLE, 51, SERIF, bold=True)
KIND = TextFrame("Kind", 92, 178, 560, 30, 24, bold=True)
FIGURE = TextFrame("Figure", *WORDS.part(40, 146), 120, SERIF, bold=True)
TEXT = TextFrame("Sentence", *WORDS.part(196, 186), 27)
FACTS = TextFrame("Facts", *WORDS.part(396, 168), 23)
RULE = (56, 760, 6, 80)
"""The line before the caution."""
CAUTION = TextFrame("Caution", 80, 760, 572, 80, 24)
COUNTED = TextFrame("Step", 56, 992, 700, 40, 24, bold=True)
SOURCE_BOX = TextFrame("Source", 816, 984, 1048, 27, 20)
ABOUT = TextFrame("About", 816, 1012, 1048, 54, 20)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a member of a zip can be of."""


def presentation(data: Dataset, steps: Sequence[Step], theme: Theme = "light") -> bytes:
    """Write the story as a PPTX file; the same bytes for the same data, steps and theme.

    Each step must select a claim, as ``nkmap.story.step_problems`` makes sure.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = map(pixels, SIZE)
    svg = Svg.of(theme)
    for slide in story_slides(data, steps):
        page = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
        _words(page, slide, svg)
        alt = counts.sentences(slide.claims, slide.evidence.names)
        put(page, slide.map(), svg, MAP[:2], "Map", alt)
        put(page, slide.strip(), svg, STRIP[:2], "Months", alt)
        notes = page.notes_slide.notes_text_frame
        notes.text = "\n".join(map(office, note_lines(slide)))
    about = deck.core_properties
    day = datetime.fromisoformat(data.date) if data.date else datetime(*_EARLIEST)  # noqa: DTZ001
    about.created = about.modified = day
    about.title = "North Korean workers sent abroad: a briefing"
    about.subject = f"nkmap data {data.version}"
    about.keywords = "North Korea, workers, evidence"
    about.author = "the nkmap authors"
    about.last_modified_by = about.comments = ""
    about.revision = 1
    made = io.BytesIO()
    deck.save(made)
    return _without_times(made)


def note_lines(slide: Slide) -> tuple[str, ...]:
    """The step's notes, then who says so: each claim in a sentence, and the sources in full."""
    evidence = slide.evidence
    cited = dict.fromkeys(claim.source_id for claim in slide.claims)
    lines = [
        *slide.step.notes.splitlines(),
        *(f"{c.claim_id}: {sentences.sentence(c, evidence.names)}" for c in slide.claims),
        *(f"{one}: {sources.citation(evidence.data.source_by_id[one])}" for one in cited),
    ]
    return tuple(line for line in lines if line.strip())


def _words(page: Any, slide: Slide, svg: Svg) -> None:
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = rgb(svg.colour("page"))
    ink, ink2, ink3, warn = map(svg.colour, ("ink", "ink2", "ink3", "warn"))
    kind, group = slide.key.kind, slide.key.group
    glyph = symbols.glyph_icon(kind, group)
    put(page, glyph, svg, (56, 182), "Shape of the kind", slide.kind, 26 / glyph.width)
    before, number, after = slide.figure
    small = 0.3 if number else 0.4
    figure = Run(before, ink, small), Run(number, ink), Run(after, ink, small)
    fill(page.shapes.title, TITLE_BOX, [[Run(slide.step.title, ink)]])
    for box, paragraphs in (
        (KIND, [[Run(slide.kind, svg.colour(kind_colour(kind, group)))]]),
        (FIGURE, [[part for part in figure if part.text]]),
        (TEXT, [[Run(slide.step.text, ink)]]),
        (FACTS, [[Run(f"{name}: ", ink2), Run(words, ink)] for name, words in slide.facts]),
        (COUNTED, [[Run(slide.counted, ink2)]]),
        (SOURCE_BOX, [[Run(slide.source, ink3)]]),
        (ABOUT, [[Run(f"{slide.cited} {slide.about}", ink3)]]),
    ):
        text_box(page, box, paragraphs)
    if slide.caution:
        rule = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(pixels, RULE))
        rule.name, rule.shadow.inherit = "Rule of the caution", False
        rule.fill.solid()
        rule.fill.fore_color.rgb = rgb(warn)
        rule.line.fill.background()
        opening = Run("Do not read this as: ", warn, bold=True)
        text_box(page, CAUTION, [[opening, Run(slide.caution, ink)]])


def _without_times(raw: io.BytesIO) -> bytes:
    """A zip with the same members, none of which tells when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as given, zipfile.ZipFile(out, "w") as made:
        for member in given.infolist():
            kept = zipfile.ZipInfo(member.filename, _EARLIEST)
            kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(kept, given.read(member))
    return out.getvalue()
