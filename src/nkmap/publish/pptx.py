"""A briefing as PowerPoint: one 16:9 slide per step, every word of it real text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from nkmap import wording
from nkmap.dataset import Dataset
from nkmap.figures.drawing import Drawing, kind_colour
from nkmap.figures.legend_plate import map_with_legend
from nkmap.figures.months_strip import months_strip
from nkmap.figures.prepared import Place, places
from nkmap.figures.slide_scene import slide_scene
from nkmap.figures.style import Style
from nkmap.figures.symbols import Theme
from nkmap.figures.viewport import viewport
from nkmap.publish.pptx_months import draw_strip
from nkmap.publish.slides import Slide
from nkmap.publish.story_slides import note_lines, places_of_origin, story_slides
from nkmap.render.pptx import put
from nkmap.render.pptx_text import SERIF, Box, Run, fill, office, rgb, text_box
from nkmap.render.svg import Svg
from nkmap.schema import Kind
from nkmap.story import Step

SIZE = (13.333, 7.5)
"""Inches of a slide."""
MAP_LEFT, MAP_WIDTH, MAP_HEIGHT = 6.0, 7.333, 5.5
"""Inches of the map, which begins at the slide's upper edge."""
MAP_PIXELS = 760
"""The map's width in pixels: text of 18 pixels becomes 11 points, 22 pixels of a full screen."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_GLYPHS = {
    Kind.SELECTED: MSO_SHAPE.RECTANGLE,
    Kind.DEPARTED: MSO_SHAPE.OVAL,
    Kind.ARRIVED: MSO_SHAPE.DONUT,
    Kind.PRESENT: MSO_SHAPE.RECTANGLE,
    Kind.TURNED_BACK: MSO_SHAPE.U_TURN_ARROW,
    Kind.RETURNED: MSO_SHAPE.LEFT_ARROW,
    Kind.CANCELLED: MSO_SHAPE.MATH_MULTIPLY,
    Kind.PLANNED: MSO_SHAPE.ISOSCELES_TRIANGLE,
    Kind.BORDER_ENTRIES: MSO_SHAPE.CHEVRON,
}
_OUTLINED = (Kind.SELECTED, Kind.PLANNED)


TITLE = Box("Title", 0.45, 0.35, 5.2, 1.35, 24, SERIF, bold=True)
KIND = Box("Kind", 0.85, 1.78, 4.8, 0.36, 15, bold=True)
FIGURE = Box("Figure", 0.45, 2.16, 5.2, 0.95, 48, SERIF, bold=True)
WHERE = Box("Where and when", 0.45, 3.12, 5.2, 0.52, 14)
SPEAKER = Box("Speaker", 0.45, 3.66, 5.2, 0.46, 12)
TEXT = Box("Sentence", 0.45, 4.16, 5.2, 1.75, 17)
CAUTION = Box("Caution", 0.6, 5.98, 5.05, 0.72, 13)
COUNTED = Box("Step", 0.45, 6.86, 5.2, 0.36, 13, bold=True)
SOURCE = Box("Source", 6.1, 6.56, 7.1, 0.4, 11)
ABOUT = Box("About", 6.1, 6.97, 7.1, 0.45, 11)


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def presentation(data: Dataset, steps: Sequence[Step], theme: Theme = "light") -> bytes:
    """The story as a PPTX file; the same bytes for the same data, steps and theme.

    Each step must select a claim, as ``nkmap.story.step_problems`` makes sure.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = (Inches(side) for side in SIZE)
    svg = Svg.of(theme)
    names = wording.names(data.places)
    known = places(data.places)
    for told in story_slides(data, steps):
        page = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
        _draw(page, told, svg)
        alt = wording.sentences(told.claims, names)
        put(page, slide_map(data, told, known), svg, MAP_LEFT, 0, MAP_WIDTH, alt)
        draw_strip(page, months_strip(told.claims, data.known.months, told.step.view), svg)
        notes = page.notes_slide.notes_text_frame
        notes.text = "\n".join(office(line) for line in note_lines(told, data.source_by_id, names))
    _describe(deck, data)
    made = io.BytesIO()
    deck.save(made)
    return _without_times(made.getvalue())


def slide_map(data: Dataset, told: Slide, known: Mapping[str, Place]) -> Drawing:
    """The map of a slide."""
    origins = places_of_origin(data, told.step)
    scene = slide_scene(told.claims, told.key.kind, known, data.routes, origins)
    view = viewport(told.step.view.frame, MAP_PIXELS, round(MAP_PIXELS * MAP_HEIGHT / MAP_WIDTH))
    return map_with_legend(scene, Style(view, is_slide=True), wording.names(data.places))


def _draw(page: Any, told: Slide, svg: Svg) -> None:
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = rgb(svg.colour("page"))
    colour = svg.colour(kind_colour(told.key.kind, told.key.group))
    title = page.shapes.title
    title.left, title.top = Inches(TITLE.left), Inches(TITLE.top)
    title.width, title.height = Inches(TITLE.width), Inches(TITLE.height)
    fill(title, TITLE, [[Run(told.title, svg.colour("ink"))]])
    _glyph(page, told.key.kind, colour, svg)
    text_box(page, KIND, [[Run(told.kind, colour)]])
    before, number, after = told.figure
    small = 0.42 if number else 0.5
    parts = [
        Run(before, svg.colour("ink"), small),
        Run(number, colour),
        Run(after, svg.colour("ink"), small),
    ]
    text_box(page, FIGURE, [[part for part in parts if part.text]])
    text_box(page, WHERE, [[Run(told.where, svg.colour("ink2"))]])
    text_box(page, SPEAKER, [[Run(told.speaker, svg.colour("ink2"))]])
    text_box(page, TEXT, [[Run(told.text, svg.colour("ink"))]])
    if told.caution:
        rule = page.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *map(Inches, (0.45, CAUTION.top, 0.06, CAUTION.height))
        )
        _paint(rule, svg.colour("warn"))
        rule.name = "Rule of the caution"
        opening = Run("Do not read this as: ", svg.colour("warn"), bold=True)
        text_box(page, CAUTION, [[opening, Run(told.caution, svg.colour("ink"))]])
    text_box(page, COUNTED, [[Run(told.counted, svg.colour("ink2"))]])
    text_box(page, SOURCE, [[Run(told.source, svg.colour("ink3"))]])
    text_box(page, ABOUT, [[Run(f"{told.cited} {told.about}", svg.colour("ink3"))]])


def _glyph(page: Any, kind: Kind, colour: str, svg: Svg) -> None:
    width, height = 0.26, 0.26
    if kind is Kind.PRESENT:
        height = 0.13
    elif kind not in _GLYPHS:
        height = 0.05
    top = KIND.top + 0.13 - height / 2
    form = _GLYPHS.get(kind, MSO_SHAPE.RECTANGLE)
    shape = page.shapes.add_shape(form, *map(Inches, (0.45, top, width, height)))
    shape.name = "Shape of the kind"
    _paint(shape, svg.colour("page") if kind in _OUTLINED else colour)
    if kind in _OUTLINED:
        shape.line.color.rgb, shape.line.width = rgb(colour), Pt(2.4)
    if kind is Kind.PLANNED:
        shape.line.dash_style = MSO_LINE.DASH


def _paint(shape: Any, colour: str) -> None:
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()


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
