"""The parts of a slide on the Briefing page: words, map, months, sources, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pydeck as pdk
import streamlit as st

from nkmap import wording
from nkmap.app import chrome, held, own_story, screen, session, the_map
from nkmap.app.held import Library
from nkmap.app.screen import Screen
from nkmap.app.slide_style import CSS, PHONE_MAP, SOURCE_HEIGHT, STRIP_HEIGHT, WORDS_SHARE
from nkmap.figures import deck_map as maps
from nkmap.figures import frames
from nkmap.figures.arrange import arrange
from nkmap.figures.labels import Box
from nkmap.figures.layers import Look
from nkmap.figures.months_strip import months_strip
from nkmap.figures.prepared import Scene
from nkmap.figures.slide_scene import slide_scene
from nkmap.publish import claim_panel, fragments, poster, slide_html
from nkmap.publish import legend as legends
from nkmap.publish import months_strip as strips
from nkmap.publish.slides import Slide, slide
from nkmap.schema import Kind
from nkmap.story import Step
from nkmap.view import Aside, View

GLIDE = 900
"""Milliseconds in which the camera goes to the next step's frame."""


@dataclass(frozen=True)
class Showing:
    """The step that is shown, with its claims; every part of the slide draws just these."""

    here: Screen
    slide: Slide
    steps: tuple[Step, ...]
    aside: Aside | None

    @property
    def following(self) -> Step | None:
        """The step that comes next; none after the last one."""
        return self.steps[self.slide.number] if self.slide.number < self.slide.total else None

    @property
    def is_notes_window(self) -> bool:
        """Whether this is the second window, for the presenter alone."""
        return self.aside is Aside.WINDOW


def showing() -> Showing:
    """The step of the link; without a story the page says so and stops."""
    session.require_entry()
    library, view, steps = held.library(), session.view(), own_story.shown()
    if not steps:
        st.html(fragments.headline(wording.NO_BRIEFING, wording.NO_BRIEFING_HINT))
        st.stop()
    number = min(view.step, len(steps))
    step = steps[number - 1]
    made = _slide(library, step, number, len(steps))
    return Showing(screen.of(step.view, library), made, steps, view.aside)


@held.kept
def _slide(library: Library, step: Step, number: int, total: int) -> Slide:
    found = held.selected(library, step.view.limits)[1]
    version = library.data.version
    return slide(step, number, total, found, library.data.source_by_id, library.names, version)


def stage() -> Any:
    """The whole screen, without anything of Streamlit's own."""
    st.html(f"<style>{CSS}{strips.CSS}</style>")
    return st.container(key="slide")


def words(shown: Showing) -> None:
    """What the step says: title, figure with kind and hedge, sentence, and its limit."""
    with st.container(key="slide_words"):
        doubts = own_story.problems_of(shown.slide.step) if session.view().own_story else ()
        st.html(slide_html.words(shown.slide, session.svg(), doubts))


def the_slides_map(shown: Showing) -> None:
    """The step's claims at the step's frame. A click on a mark asks who says so."""
    with st.container(key="slide_map"):
        view, kind = shown.slide.step.view, shown.slide.key.kind
        look = _look(shown)
        library, height = shown.here.library, look.camera.height
        alt = wording.sentences(shown.slide.claims, library.names)
        if session.draws_maps():
            st.pydeck_chart(
                _deck(library, view, kind, look),
                height=round(height),
                key="slide_map_chart",
                on_select=_ask_on_map,
                selection_mode="single-object",
                alt=alt,
            )
        else:
            picture = _poster(library, view, kind, look)
            chrome.instead_of_a_map(picture, height, alt, wording.NO_WEBGL_SLIDE)
        body = legends.legend(_arranged(shown, look), look.palette, look.scale)
        if body and not look.narrow:
            with st.container(key="slide_legend"):
                st.html(body)
    the_map.let_the_map_go_first()


def map_size() -> tuple[int, int]:
    """Width and height in pixels of a slide's map in the reader's window."""
    wide, high = session.window(), session.window_height()
    if wide < frames.PHONE:
        return wide, PHONE_MAP
    return round(wide * (1 - WORDS_SHARE)), high - STRIP_HEIGHT - SOURCE_HEIGHT


def _look(shown: Showing) -> Look:
    frame = shown.slide.step.view.frame
    bare = Look(
        theme=session.theme(),
        palette=session.palette(),
        frame=frame,
        camera=frames.slide_camera(frame, *map_size()),
        # Each step is a place of its own for the camera, so that it comes back after a drag.
        jitter=shown.slide.number,
        turn=session.counter("turn"),
        slide=session.window() >= frames.PHONE,  # a phone is held in the hand
        glide=0 if session.prefers_stillness() else GLIDE,
    )
    wide, high = legends.legend_size(_arranged(shown, bare), bare.palette, bare.scale)
    if bare.narrow or not high:
        return bare
    right, bottom = bare.camera.width, bare.camera.height
    legend = Box(right - wide - 24, bottom - high - 24, right, bottom)
    return replace(bare, covered=(legend,))


def _arranged(shown: Showing, look: Look) -> Scene:
    view, kind = shown.slide.step.view, shown.slide.key.kind
    scene = _scene(shown.here.library, view.limits, kind)
    return arrange(scene, look.frame, look.camera, look.scale)


@held.kept_many
def _deck(library: Library, view: View, kind: Kind, look: Look) -> pdk.Deck:
    """A slide's map as pydeck, made once for all readers; no reader changes it."""
    return maps.deck(_scene(library, view.limits, kind), look, library.names)


@held.kept
def _poster(library: Library, view: View, kind: Kind, look: Look) -> str:
    return poster.poster(_scene(library, view.limits, kind), look, library.names)


@held.kept
def _scene(library: Library, view: View, kind: Kind) -> Scene:
    found = held.selected(library, view)[1]
    origins = the_map.origins_named(library, held.what_is_known(view))
    return slide_scene(found, kind, library.places, library.data.routes, origins)


def _ask_on_map() -> None:
    row = the_map.clicked("slide_map_chart")
    if row:
        claim = row.get("claim")
        is_known = claim in held.library().known.claims
        session.change(claim=claim if is_known else None, aside=Aside.WHO)


def months(shown: Showing) -> None:
    """The months of the dataset with those of the step."""
    with st.container(key="slide_strip"):
        covered = shown.here.library.known.months
        strip = months_strip(shown.slide.claims, covered, shown.slide.step.view)
        st.html(strips.months_strip(strip))


def source(shown: Showing) -> None:
    """Where the step's figure comes from, which claims it rests on, and whose map it is."""
    with st.container(key="slide_source"):
        st.html(slide_html.source(shown.slide))


def over(shown: Showing) -> None:
    """What is asked for: who says so, or the presenter's notes. The slide stays below it."""
    if shown.aside is Aside.WHO:
        with st.container(key="slide_over"):
            _who(shown)
    elif shown.aside is Aside.NOTES:
        with st.container(key="slide_over"):
            following = shown.following
            st.html(slide_html.notes(shown.slide, following.title if following else ""))


MOST_PANELS = 12
"""Claims told in full behind a slide; the rest is listed in one sentence each."""


def _who(shown: Showing) -> None:
    library, svg = shown.here.library, session.svg()
    asked = session.view().claim
    claims = list(shown.slide.claims)
    known_then = asked and library.known.is_open_to(asked, shown.here.view.known_on)
    if asked and known_then and asked not in shown.here.ids:
        claims.insert(0, shown.here.claim(asked))
    claims.sort(key=lambda claim: claim.claim_id != asked)
    panels = [
        claim_panel.panel(
            claim,
            library.source(claim),
            library.names,
            svg,
            wording.limits_on(claim, shown.here.known),
            shown.here.known,
        )
        for claim in claims[:MOST_PANELS]
    ]
    st.html(slide_html.who(shown.slide, panels, claims[MOST_PANELS:], library.names))
