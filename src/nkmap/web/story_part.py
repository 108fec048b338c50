"""The steps of a story on a published page: words, key figure and map of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.drawing import Group, kind_colour
from nkmap.figures.legend import entries
from nkmap.figures.map import map_drawing
from nkmap.figures.slide_scene import slide_scene
from nkmap.figures.style import Style
from nkmap.figures.viewport import viewport
from nkmap.publish import legend_list
from nkmap.publish.escape import isolated, text
from nkmap.publish.fragments import glyph, note
from nkmap.publish.slides import Slide
from nkmap.publish.story_slides import places_of_origin, story_slides
from nkmap.publish.told import Told
from nkmap.render.svg import Svg, of_colour
from nkmap.story import Step
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


LAYOUTS = {"wide": (704.0, 470.0), "phone": (358.0, 400.0)}
"""Pixels of a step's map on a wide screen and on a phone."""


@dataclass(frozen=True)
class _Links:
    """Where parts of a page lead."""

    link_to: str
    """The address of a claim or a place, from its kind of thing and its id."""
    places: frozenset[str] | None
    """The places that have an address; ``None``: all."""

    def claim(self, claim: str) -> str:
        return self.link_to.format("claim", claim)

    def of(self, group: Group) -> str:
        if group.claim:
            return self.claim(group.claim)
        has_page = self.places is None or group.place in self.places
        return self.link_to.format("place", group.place) if has_page else ""


def steps_part(
    told: Told, steps: Sequence[Step], link_to: str, places: frozenset[str] | None
) -> str:
    """Every step below the other, as the briefing tells it; each map is drawn as on its slide.

    ``link_to`` is the address of a claim or a place, from its kind of thing and its id; ``places``
    are those that have one, ``None``: all.
    """
    links, grounds = _Links(link_to, places), dict[str, str]()
    shown = "".join(_step(told, slide, links, grounds) for slide in story_slides(told.data, steps))
    once = "".join(f'<g id="{name}">{ground}</g>' for name, ground in grounds.items())
    return f'<svg class="symbols" aria-hidden="true"><defs>{once}</defs></svg>{shown}'


def _step(told: Told, slide: Slide, links: _Links, grounds: dict[str, str]) -> str:
    claims = ", ".join(
        f'<a href="{text(links.claim(own.claim_id))}">{text(own.claim_id)}</a>'
        for own in slide.claims
    )
    colour = kind_colour(slide.key.kind, slide.key.group)
    return (
        f'<article class="step" id="step-{slide.number}" {of_colour(colour)}><div>'
        f"<h3>{slide.number}. {isolated(slide.title)}</h3>"
        f'<p class="nk-kind">{glyph(slide.key.kind, SVG)} {text(slide.kind)}</p>'
        f"{_figure(slide)}"
        f"<p>{isolated(slide.where)}</p><p>{isolated(slide.text)}</p>{_caution(slide)}"
        f'<p class="nk-source">{text(slide.source)} Claims: {claims}. '
        f"{wording.TOLD_AS_REPORTED}</p>"
        f"</div><div>{_pictures(told, slide, links, grounds)}</div></article>"
    )


def _figure(slide: Slide) -> str:
    before, number, after = slide.figure
    if not number:
        return f'<p class="nk-figure nk-none">{text(before)}</p>'
    return f'<p class="nk-figure">{text(before)}<b>{text(number)}</b>{text(after)}</p>'


def _caution(slide: Slide) -> str:
    words = text(slide.caution)
    return f'<p class="nk-caution"><b>Do not read this as</b> {words}</p>' if words else ""


def _pictures(told: Told, slide: Slide, links: _Links, grounds: dict[str, str]) -> str:
    """The map on a wide screen and on a phone, and its legend; a ground is drawn once a page."""
    frame, origins = slide.step.view.frame, places_of_origin(told.data, slide.step)
    scene = slide_scene(slide.claims, slide.key.kind, told.places, told.data.routes, origins)
    svg, found = Svg(link_to=links.of, titles=True), []
    for name, size in LAYOUTS.items():
        style = Style(viewport(frame, *size))
        drawn = map_drawing(scene, style, told.names)
        ground = f"ground-{style.viewport.frame.value}-{name}"
        grounds[ground] = "".join(map(svg.group, drawn.layer("ground")))
        rest = tuple(group for group in drawn.groups if group.layer != "ground")
        under = f'<use href="#{ground}"/>'
        body = svg.picture(replace(drawn, groups=rest), f"Map of step {slide.number}", under=under)
        found.append(f'<div class="drawn {name}">{body}</div>')
    key = entries(scene, Style(viewport(frame, *LAYOUTS["wide"])))
    return "".join(found) + legend_list.listed(key, SVG)
