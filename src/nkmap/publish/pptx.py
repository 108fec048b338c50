"""A briefing as PowerPoint: one 16:9 slide per step, every word of it real text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from nkmap import wording
from nkmap.dataset import Dataset
from nkmap.figures import signs
from nkmap.figures.drawing import Drawing, kind_colour
from nkmap.figures.prepared import Place, places
from nkmap.figures.symbols import Theme
from nkmap.publish import slides
from nkmap.publish.slides import Slide, places_of_origin, story_slides
from nkmap.render.pptx import SERIF, Box, Run, fill, office, put, rgb, text_box
from nkmap.render.svg import Svg
from nkmap.story import Step

INCH = 144.0
"""Pixels of a slide; half a point each."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def _box(
    name: str, at: slides.Box, pixels: float, font: str = "Calibri", *, bold: bool = False
) -> Box:
    left, top, width, height = (side / INCH for side in at)
    return Box(name, left, top, width, height, pixels / 2, font, bold)


def _in_words(name: str, top: float, height: float, pixels: float, **style: Any) -> Box:
    """A part of the words beside the map."""
    own = slides.WORDS
    return _box(name, slides.Box(own.left, own.top + top, own.width, height), pixels, **style)


TITLE = _box("Title", slides.TITLE, 51, SERIF, bold=True)
KIND = _box("Kind", slides.Box(92, 178, 560, 30), 24, bold=True)
FIGURE = _in_words("Figure", 40, 146, 120, font=SERIF, bold=True)
TEXT = _in_words("Sentence", 196, 186, 27)
FACTS = _in_words("Facts", 396, 168, 23)
CAUTION = _box("Caution", slides.Box(80, 760, 572, 80), 24)
COUNTED = _box("Step", slides.Box(56, 992, 700, 40), 24, bold=True)
SOURCE = _box("Source", slides.Box(816, 984, 1048, 27), 20)
ABOUT = _box("About", slides.Box(816, 1012, 1048, 54), 20)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def presentation(data: Dataset, steps: Sequence[Step], theme: Theme = "light") -> bytes:
    """The story as a PPTX file; the same bytes for the same data, steps and theme.

    Each step must select a claim, as ``nkmap.story.step_problems`` makes sure.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = (Inches(side / INCH) for side in slides.SIZE)
    svg = Svg.of(theme)
    names, known = wording.names(data.places), places(data.places)
    for told in story_slides(data, steps):
        page = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
        _words(page, told, svg)
        alt = wording.sentences(told.claims, names)
        for name, box, drawing in (
            ("Map", slides.MAP, slide_map(data, told, known)),
            ("Months", slides.STRIP, told.strip(data.known.months, names)),
        ):
            left, top, width = (side / INCH for side in box[:3])
            put(page, drawing, svg, left, top, width, name, alt)
        notes = page.notes_slide.notes_text_frame
        notes.text = "\n".join(office(line) for line in note_lines(told, data.source_by_id, names))
    _describe(deck, data)
    made = io.BytesIO()
    deck.save(made)
    return _without_times(made.getvalue())


def slide_map(data: Dataset, told: Slide, known: Mapping[str, Place]) -> Drawing:
    """The map of a slide."""
    scene = told.scene(known, data.routes, places_of_origin(data, told.step))
    return told.map(scene, wording.names(data.places))


def note_lines(
    told: Slide, sources: Mapping[str, pd.Series], names: wording.Names
) -> tuple[str, ...]:
    """The step's notes, then who says so: each claim in a sentence, and the sources in full."""
    cited = dict.fromkeys(claim.source_id for claim in told.claims)
    lines = [
        *told.step.notes.splitlines(),
        *(f"{c.claim_id}: {wording.sentence(c, names)}" for c in told.claims),
        *(f"{source}: {wording.citation(sources[source])}" for source in cited),
    ]
    return tuple(line for line in lines if line.strip())


def _words(page: Any, told: Slide, svg: Svg) -> None:
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = rgb(svg.colour("page"))
    ink, ink2, ink3, warn = map(svg.colour, ("ink", "ink2", "ink3", "warn"))
    title = page.shapes.title
    title.left, title.top = Inches(TITLE.left), Inches(TITLE.top)
    title.width, title.height = Inches(TITLE.width), Inches(TITLE.height)
    fill(title, TITLE, [[Run(told.step.title, ink)]])
    glyph = signs.glyph_drawing(told.key.kind, told.key.group)
    put(
        page,
        glyph,
        svg,
        slides.WORDS.left / INCH,
        182 / INCH,
        26 / INCH,
        "Shape of the kind",
        told.kind,
    )
    text_box(page, KIND, [[Run(told.kind, svg.colour(kind_colour(told.key.kind, told.key.group)))]])
    before, number, after = told.figure
    small = 0.3 if number else 0.4
    parts = Run(before, ink, small), Run(number, ink), Run(after, ink, small)
    text_box(page, FIGURE, [[part for part in parts if part.text]])
    text_box(page, TEXT, [[Run(told.step.text, ink)]])
    text_box(page, FACTS, [[Run(f"{name}: ", ink2), Run(words, ink)] for name, words in told.facts])
    if told.caution:
        at = (slides.WORDS.left / INCH, CAUTION.top, 6 / INCH, CAUTION.height)
        rule = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, at))
        rule.name, rule.shadow.inherit = "Rule of the caution", False
        rule.fill.solid()
        rule.fill.fore_color.rgb = rgb(warn)
        rule.line.fill.background()
        opening = Run("Do not read this as: ", warn, bold=True)
        text_box(page, CAUTION, [[opening, Run(told.caution, ink)]])
    text_box(page, COUNTED, [[Run(told.counted, ink2)]])
    text_box(page, SOURCE, [[Run(told.source, ink3)]])
    text_box(page, ABOUT, [[Run(f"{told.cited} {told.about}", ink3)]])


def _describe(deck: Any, data: Dataset) -> None:
    about = deck.core_properties
    day = datetime.fromisoformat(data.date) if data.date else datetime(*_EARLIEST)  # noqa: DTZ001
    about.created = about.modified = day
    about.title = "North Korean workers sent abroad: a briefing"
    about.subject = f"nkmap data {data.version}"
    about.keywords = "North Korea, workers, evidence"
    about.author = "the nkmap authors"
    about.last_modified_by = about.comments = ""
    about.revision = 1


def _without_times(raw: bytes) -> bytes:
    """A zip with the same members, none of which tells when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as given, zipfile.ZipFile(out, "w") as made:
        for member in given.infolist():
            kept = zipfile.ZipInfo(member.filename, _EARLIEST)
            kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(kept, given.read(member))
    return out.getvalue()
