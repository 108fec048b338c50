"""The parts of a slide on the Briefing page: words, map, months, sources, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from nkmap import wording
from nkmap.app import components, held, own_story, screen, session, the_map
from nkmap.app.held import Library
from nkmap.app.screen import Screen
from nkmap.app.slide_style import CSS, PHONE_MAP, SOURCE_HEIGHT, STRIP_HEIGHT, WORDS_SHARE
from nkmap.figures.frames import PHONE
from nkmap.figures.legend_plate import map_with_legend
from nkmap.figures.map import map_drawing
from nkmap.figures.months_strip import months_strip
from nkmap.figures.slide_scene import slide_scene
from nkmap.figures.style import Style
from nkmap.figures.viewport import viewport
from nkmap.publish import claim_panel, fragments, slide_html
from nkmap.publish import months_strip as strips
from nkmap.publish.moments import Pictured
from nkmap.publish.slides import Slide, slide
from nkmap.schema import Kind
from nkmap.story import Step
from nkmap.view import Aside, View


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
    view, library = shown.slide.step.view, shown.here.library
    pictured = _pictured(library, view, shown.slide.key.kind, map_size(), is_slide=_is_slide())
    query = session.view().with_(aside=Aside.WHO, claim=None, place=None).to_query()
    with st.container(key="slide_map"):
        # One key for all steps: what two of them share stays where it is.
        components.drawn_map(
            {
                "scene": f"step {shown.slide.number}",
                "name": "Map",
                "words": wording.sentences(shown.slide.claims, library.names),
                "follows": {},
                "frame": view.frame.value,
                "frames": [],
                "chosen": {},
                "link": f"?{query}&",
                "layouts": [pictured.data],
                "echo": 0,
            },
            key=_MAP,
            on_open=_ask_on_map,
            on_frame=lambda: None,
        )


_MAP = "slide_map_drawn"


def map_size() -> tuple[int, int]:
    """Width and height in pixels of a slide's map in the reader's window."""
    wide, high = session.window(), session.window_height()
    if not _is_slide():
        return wide, PHONE_MAP
    return round(wide * (1 - WORDS_SHARE)), high - STRIP_HEIGHT - SOURCE_HEIGHT


def _is_slide() -> bool:
    """Whether the window is a screen across the room; a phone is held in the hand."""
    return session.window() >= PHONE


@held.kept_many
def _pictured(
    library: Library, view: View, kind: Kind, size: tuple[int, int], *, is_slide: bool
) -> Pictured:
    """A slide's map, drawn once for all readers, whatever their theme."""
    found = held.selected(library, view.limits)[1]
    origins = the_map.origins_named(library, held.what_is_known(view))
    scene = slide_scene(found, kind, library.places, library.data.routes, origins)
    style = Style(viewport(view.frame, *size), is_slide)
    draw = map_with_legend if is_slide else map_drawing
    return Pictured.of(draw(scene, style, library.names))


def _ask_on_map() -> None:
    claim = components.told(_MAP, "open").get("claim")
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
