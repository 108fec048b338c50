"""The steps of a story on a published page: words, key figure and map of each."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap import wording
from nkmap.claim import Claim
from nkmap.publish import slide_html
from nkmap.publish.escape import text
from nkmap.publish.fragments import note
from nkmap.publish.slides import Slide, places_of_origin, story_slides
from nkmap.publish.told import Told
from nkmap.story import Step
from nkmap.web.maps import LAYOUTS, Shelf, legend
from nkmap.web.parts import SVG


def told_then(told: Told, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that could be told on the day whose knowledge is shown.

    The words of a step are written for all of its claims, so it goes with the first that was not
    published by then.
    """
    day, known = told.view.known_on, told.data.known
    slides = story_slides(told.data, steps)
    return tuple(
        step
        for step, own in zip(steps, slides, strict=True)
        if all(known.is_open_to(claim.claim_id, day) for claim in own.claims)
    )


def left_out(count: int) -> str:
    """A line for the steps that could not be told yet; empty where there are none."""
    return note(wording.steps_left_out(count)) if count else ""


def claims_of(told: Told, steps: Sequence[Step]) -> tuple[Claim, ...]:
    """The claims that the steps of a story rest on."""
    return tuple(c for slide in story_slides(told.data, steps) for c in slide.claims)


def steps_part(told: Told, steps: Sequence[Step], page: Shelf) -> str:
    """Every step below the other, as the briefing tells it; each map is drawn as on its slide."""
    shelf = Shelf(page.links, grounds=page.grounds)
    return "".join(_step(told, slide, shelf) for slide in story_slides(told.data, steps))


def _step(told: Told, slide: Slide, shelf: Shelf) -> str:
    claims = ", ".join(
        f'<a href="{text(shelf.links.claim(own.claim_id))}">{text(own.claim_id)}</a>'
        for own in slide.claims
    )
    return (
        f'<div class="step" id="step-{slide.number}">{slide_html.words(slide, SVG, heading="h3")}'
        f"{_pictures(told, slide, shelf)}"
        f'<p class="nk-source">{text(slide.source)} Claims: {claims}. '
        f"{wording.TOLD_AS_REPORTED}</p></div>"
    )


def _pictures(told: Told, slide: Slide, shelf: Shelf) -> str:
    """The map on a wide screen and on a phone, and its legend."""
    scene = slide.scene(told.places, told.data.routes, places_of_origin(told.data, slide.step))
    pictures = {
        name: shelf.picture(scene, slide.step.view.frame, name, told.names, titles=True)
        for name in LAYOUTS
    }
    drawn = "".join(
        shelf.elements(picture, name, f"Map of step {slide.number}")
        for name, picture in pictures.items()
    )
    return f'<div class="nk-map">{drawn}{legend(pictures["wide"])}</div>'
