"""A slide: what it says and where it stands, the same on the page, in PowerPoint and in a story."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE

from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, known_by
from nkmap.figures import icons, marks
from nkmap.figures.drawing import Drawing
from nkmap.figures.legend import map_with_legend
from nkmap.figures.months_strip import months_strip
from nkmap.figures.scene import Scene, places_of
from nkmap.figures.style import Style
from nkmap.figures.symbols import Theme, kind_colour
from nkmap.figures.viewport import viewport
from nkmap.render.pptx import SERIF, Run, TextFrame, fill, office, pixels, put, rgb, text_box
from nkmap.render.svg import Svg
from nkmap.story import Step
from nkmap.wording import captions, counts, files_and_links, sentences, slides, sources


class SlidePart(NamedTuple):
    """A part of a slide, in pixels of one that is ``SIZE`` large."""

    left: float
    top: float
    width: float
    height: float

    def part(self, top: float, height: float) -> SlidePart:
        """A part of it over its whole width, ``top`` pixels below its top."""
        return SlidePart(self.left, self.top + top, self.width, height)


SIZE = (1920, 1080)
TITLE = SlidePart(56, 34, 1808, 130)
WORDS = SlidePart(56, 176, 596, 664)
MAP = SlidePart(684, 176, 1180, 664)
STRIP = SlidePart(56, 852, 1808, 116)
SOURCE = SlidePart(816, 980, 1048, 84)
BAR = SlidePart(0, 972, 1920, 108)
"""The controls of whoever presents; the sources stand in it."""
OVER = SlidePart(668, 168, 1252, 804)
"""What is asked for about a slide, over its map."""
PARTS = {
    ".nk-slide .nk-title": TITLE,
    ".nk-slide .nk-words": WORDS,
    ".st-key-slide_map": MAP,
    ".st-key-slide_strip": STRIP,
    ".st-key-slide_source": SOURCE,
    ".st-key-slide_bar": BAR,
    ".st-key-slide_over": OVER,
}
"""Where the elements of a page stand."""
NARROW = 1000
"""Pixels of a window below which the parts of a slide stand below each other."""
STRIP_TEXT = 20.0


@dataclass(frozen=True, eq=False)
class Slide:
    """One step of a briefing with the claims it rests on, in words."""

    evidence: Evidence
    """The step's view, with the claims it selects."""
    number: int
    total: int
    step: Step
    key: Claim
    """The claim whose figure the slide shows."""
    claims: tuple[Claim, ...]
    """Every claim of the step, the key first."""
    kind: str
    figure: tuple[str, str, str]
    """What stands before the number, the number, what follows; no number: words in the first."""
    facts: tuple[tuple[str, str], ...]
    """When, where, and who says so, each with its name."""
    caution: str
    source: str
    cited: str
    """The claims it rests on."""
    about: str
    """Whose map it is, and the version of the data."""

    @property
    def counted(self) -> str:
        """``3 of 11``."""
        return f"{self.number} of {self.total}"

    def scene(self) -> Scene:
        """Prepare its map."""
        data = self.evidence.data
        origins = marks.origins_of(data, known_by(self.evidence.view))
        return marks.of_slide(self.claims, self.key.kind, places_of(data), data.routes, origins)

    def map(self, scene: Scene) -> Drawing:
        """Draw its map with the legend in it."""
        view = viewport(self.step.view.frame, MAP.width, MAP.height)
        return map_with_legend(scene, Style(view, is_slide=True), self.evidence.names)

    def strip(self, width: float = STRIP.width, text: float = STRIP_TEXT) -> Drawing:
        """Draw the months of its claims, among those of the whole dataset."""
        known = self.evidence.data.known.months
        names = self.evidence.names
        return months_strip(self.claims, known, self.step.view, names, width, text)


def slide(data: Dataset, step: Step, number: int, total: int) -> Slide:
    """Make the slide of a step whose view selects at least one claim.

    A step that names no claim of them shows the figure of the one that leads them.
    """
    evidence = Evidence(data, step.view)
    named = (claim for claim in evidence.shown if claim.claim_id == step.view.claim)
    key = next(named, None) or captions.lead_claim(evidence.shown)
    source, claims = slides.slide_sources(key, evidence.shown, data.source_by_id)
    return Slide(
        evidence,
        number,
        total,
        step,
        key,
        (key, *(claim for claim in evidence.shown if claim is not key)),
        captions.kind_label(key),
        slides.slide_figure(key),
        slides.slide_facts(key, evidence.names),
        next(iter(key.caution), ""),
        source,
        f"{claims}. {files_and_links.TOLD_AS_REPORTED}",
        f"Map: Natural Earth, GeoNames. nkmap data {data.version}.",
    )


def story_slides(data: Dataset, steps: Sequence[Step]) -> tuple[Slide, ...]:
    """Make the slides of a story whose steps each select at least one claim."""
    each = enumerate(steps, start=1)
    return tuple(slide(data, step, number, len(steps)) for number, step in each)


_EARLIEST = (1980, 1, 1, 0, 0, 0)

TITLE_BOX = TextFrame("Title", *TITLE, 51, SERIF, bold=True)
KIND = TextFrame("Kind", 92, 178, 560, 30, 24, bold=True)
GLYPH, GLYPH_WIDE = (56, 182), 26
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
        put(page, slide.map(slide.scene()), svg, MAP[:2], "Map", alt)
        put(page, slide.strip(), svg, STRIP[:2], "Months", alt)
        notes = page.notes_slide.notes_text_frame
        notes.text = "\n".join(map(office, note_lines(slide)))
    _describe(deck, data)
    made = io.BytesIO()
    deck.save(made)
    return _without_times(made.getvalue())


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
    put(page, glyph, svg, GLYPH, "Shape of the kind", slide.kind, GLYPH_WIDE / glyph.width)
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
