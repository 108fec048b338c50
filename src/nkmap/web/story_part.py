"""The steps of a story on a published page: words, key figure and map of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from nkmap.claim import Claim
from nkmap.publish.moments import Pictured
from nkmap.publish.slides import Slide, story_slides
from nkmap.publish.templates import slide_html
from nkmap.publish.told import Told
from nkmap.render.svg import Svg
from nkmap.story import Step
from nkmap.web.maps import Shelf


@dataclass(frozen=True)
class Shown:
    """A step as the briefing tells it; its map is drawn as on its slide."""

    slide: Slide
    words: Markup
    pictures: dict[str, Pictured]


@dataclass(frozen=True)
class Story:
    """The steps that could be told on the day whose knowledge is shown.

    The words of a step are written for all of its claims, so it goes with the first that was not
    published by then.
    """

    slides: tuple[Slide, ...]
    left_out: int

    @classmethod
    def of(cls, told: Told, steps: Sequence[Step]) -> Story:
        """The story for the day of a view."""

        def is_known(claim: Claim) -> bool:
            return told.data.known.is_open_to(claim.claim_id, told.view.known_on)

        each = zip(steps, story_slides(told.data, steps), strict=True)
        then = [step for step, slide in each if all(map(is_known, slide.claims))]
        return cls(story_slides(told.data, then), len(steps) - len(then))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that the steps rest on."""
        return tuple(claim for slide in self.slides for claim in slide.claims)

    def steps(self, told: Told, page: Shelf, heading: str) -> list[Shown]:
        """Every step with its map, whose ground is the page's, below a ``heading`` like ``h3``."""
        shelf = Shelf(page.links, grounds=page.grounds)
        return [_shown(told, slide, shelf, heading) for slide in self.slides]


def _shown(told: Told, slide: Slide, shelf: Shelf, heading: str) -> Shown:
    scene = slide.scene()
    frame = slide.step.view.frame
    pictures = {
        layout: shelf.together(shelf.picture(scene, frame, layout, told.names, titles=True))
        for layout in ("wide", "phone")
    }
    return Shown(slide, slide_html.words(slide, Svg(), heading=heading), pictures)
