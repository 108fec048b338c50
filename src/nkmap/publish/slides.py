"""A slide: what it says and where it stands, the same on the page, in PowerPoint and in a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, known_by
from nkmap.figures import marks
from nkmap.figures.drawing import Drawing
from nkmap.figures.legend import map_with_legend
from nkmap.figures.months_strip import months_strip
from nkmap.figures.scene import Scene
from nkmap.figures.viewport import Style, viewport
from nkmap.relations import lead_claim
from nkmap.story import Step
from nkmap.wording import TEXTS, captions, slides


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
PARTS = {
    ".nk-slide .nk-title": TITLE,
    ".nk-slide .nk-words": WORDS,
    ".st-key-slide_map": MAP,
    ".st-key-slide_strip": STRIP,
    ".st-key-slide_source": SlidePart(816, 980, 1048, 84),
    # The controls of whoever presents; the sources stand in it.
    ".st-key-slide_bar": SlidePart(0, 972, 1920, 108),
    # What is asked for about a slide, over its map.
    ".st-key-slide_over": SlidePart(668, 168, 1252, 804),
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

    @cached_property
    def scene(self) -> Scene:
        """What its map draws."""
        known = marks.gazetteer(self.evidence.data, known_by(self.evidence.view))
        return marks.of_slide(self.claims, self.key.kind, known)

    def map(self) -> Drawing:
        """Draw its map with the legend in it."""
        view = viewport(self.step.view.frame, MAP.width, MAP.height)
        return map_with_legend(self.scene, Style(view, is_slide=True))

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
    key = next(named, None) or lead_claim(evidence.shown)
    source, claims = slides.slide_sources(key, evidence.shown, data.source_by_id)
    return Slide(
        evidence=evidence,
        number=number,
        total=total,
        step=step,
        key=key,
        claims=(key, *(claim for claim in evidence.shown if claim is not key)),
        kind=captions.kind_label(key),
        figure=slides.slide_figure(key),
        facts=slides.slide_facts(key, evidence.names),
        caution=next(iter(key.caution), ""),
        source=source,
        cited=f"{claims}. {TEXTS['told_as_reported']}",
        about=f"Map: Natural Earth, GeoNames. nkmap data {data.version}.",
    )


def story_slides(data: Dataset, steps: Sequence[Step]) -> tuple[Slide, ...]:
    """Make the slides of a story whose steps each select at least one claim."""
    each = enumerate(steps, start=1)
    return tuple(slide(data, step, number, len(steps)) for number, step in each)


@dataclass(frozen=True)
class Story:
    """The steps that could be told on the day whose knowledge is shown.

    The words of a step are written for all of its claims, so it goes with the first that was not
    published by then.
    """

    slides: tuple[Slide, ...]
    left_out: int

    @classmethod
    def of(cls, evidence: Evidence, steps: Sequence[Step]) -> Story:
        """The story for the day of a view."""
        data, day = evidence.data, evidence.view.known_on
        then = [
            step
            for step in steps
            if all(data.known.is_open_to(c.claim_id, day) for c in Evidence(data, step.view).shown)
        ]
        return cls(story_slides(data, then), len(steps) - len(then))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that the steps rest on."""
        return tuple(claim for slide in self.slides for claim in slide.claims)
