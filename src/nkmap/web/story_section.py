"""The steps of a story on a published page, each with its map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nkmap.claim import Claim
from nkmap.evidence import Evidence
from nkmap.publish.precomputed_states import RenderedMap
from nkmap.publish.slides import Slide, story_slides
from nkmap.story import Step
from nkmap.web.maps import PagePieces
from nkmap.wording.places import Names


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

        def is_known(step: Step) -> bool:
            claims = Evidence(evidence.data, step.view).shown
            return all(
                evidence.data.known.is_open_to(c.claim_id, evidence.view.known_on) for c in claims
            )

        then = list(filter(is_known, steps))
        return cls(story_slides(evidence.data, then), len(steps) - len(then))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that the steps rest on."""
        return tuple(claim for slide in self.slides for claim in slide.claims)

    def steps(self, names: Names, page: PagePieces) -> list[tuple[Slide, dict[str, RenderedMap]]]:
        """Every step with its map in each layout, whose ground is the page's."""

        def pictures(slide: Slide) -> dict[str, RenderedMap]:
            scene, frame = slide.scene(), slide.step.view.frame
            layouts = "wide", "phone"
            return {own: page.picture(scene, frame, own, names, whole=True) for own in layouts}

        return [(slide, pictures(slide)) for slide in self.slides]
