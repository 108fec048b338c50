"""A briefing as PowerPoint: one 16:9 slide per step, every word of it real text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE

from nkmap.dataset import Dataset
from nkmap.figures import icons
from nkmap.figures.colours import Theme, kind_colour
from nkmap.publish.slides import MAP, SIZE, STRIP, TITLE, WORDS, Slide, story_slides
from nkmap.render.pptx import SERIF, Run, TextFrame, fill, office, pixels, put, rgb, text_box
from nkmap.render.svg import Svg
from nkmap.story import Step
from nkmap.wording import counts, sentences, sources

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
    glyph = icons.glyph(kind, group)
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
