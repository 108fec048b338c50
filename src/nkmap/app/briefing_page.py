"""The parts of a slide on the Briefing page: words, map, months, sources, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from nkmap.app import components, screen, session, store, story_editor
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, kept, kept_many
from nkmap.figures.legend import entries
from nkmap.figures.map import map_drawing
from nkmap.figures.page_layout import PHONE_PADDING
from nkmap.figures.style import Style
from nkmap.figures.viewport import viewport
from nkmap.publish import slides
from nkmap.publish.precomputed_states import RenderedMap
from nkmap.publish.slides import Slide
from nkmap.publish.templates import claim_panel, fragments, slide_html
from nkmap.story import Step
from nkmap.view import Aside
from nkmap.wording import counts, sources
from nkmap.wording.slides import NO_BRIEFING, NO_BRIEFING_HINT


@dataclass(frozen=True)
class Showing:
    """The step that is shown, with its claims; every part of the slide draws just these."""

    here: Evidence
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
    data, view, steps = store.data(), session.view(), story_editor.shown()
    if not steps:
        st.html(fragments.headline(NO_BRIEFING, NO_BRIEFING_HINT))
        st.stop()
    number = min(view.step, len(steps))
    step = steps[number - 1]
    made = _slide(data, step, number, len(steps))
    return Showing(screen.of(step.view), made, steps, view.aside)


@kept
def _slide(data: Dataset, step: Step, number: int, total: int) -> Slide:
    return slides.slide(data, step, number, total)


def stage() -> Any:
    """The whole screen, without anything of Streamlit's own."""
    st.html(slide_html.style(slides))
    return st.container(key="slide")


def words(shown: Showing) -> None:
    """What the step says: title, figure with kind and hedge, sentence, and its limit."""
    with st.container(key="slide_words"):
        doubts = story_editor.problems_of(shown.slide.step) if session.view().own_story else ()
        st.html(slide_html.words(shown.slide, session.svg(), doubts))


def pictures(shown: Showing) -> None:
    """The step's claims at the step's frame, and their months; a click on one asks who says so."""
    slide_ = shown.slide
    drawn, strip = _pictures(shown.here.data, slide_, _column())
    query = session.view().with_(aside=Aside.WHO, claim=None, place=None).to_query()
    for part, name, picture in (("map", "Map", drawn), ("strip", "Months", strip)):
        key = f"slide_{part}_drawn"
        with st.container(key=f"slide_{part}"):
            # One key for all steps: what two of them share stays where it is.
            components.drawn_map(
                {
                    "scene": f"step {slide_.number}",
                    "name": name,
                    "words": counts.sentences(slide_.claims, shown.here.names),
                    "frame": slide_.step.view.frame.value,
                    "frames": [],
                    "chosen": {},
                    "link": f"?{query}&",
                    "layouts": [picture.data],
                    "echo": 0,
                },
                key=key,
                on_open=partial(_ask, key),
                on_frame=lambda: None,
            )


def _column() -> tuple[int, int] | None:
    """The pixels of a map in a window too narrow for a slide; none where the slide has its own."""
    wide = session.window() - 2 * round(PHONE_PADDING)
    return (wide, max(340, wide // 2)) if session.window() < slides.NARROW else None


@kept_many
def _pictures(
    data: Dataset, slide_: Slide, column: tuple[int, int] | None
) -> tuple[RenderedMap, RenderedMap]:
    """A slide's map and months, drawn once for all readers, whatever their theme."""
    scene = slide_.scene()
    if column is None:
        return RenderedMap.of(slide_.map(scene)), RenderedMap.of(slide_.strip())
    style = Style(viewport(slide_.step.view.frame, *column))
    drawn = map_drawing(scene, style, data.names)
    return RenderedMap.of(drawn, entries(scene, style)), RenderedMap.of(slide_.strip(column[0], 14))


def _ask(key: str) -> None:
    claim = components.told(key, "open").get("claim")
    is_known = claim in store.data().known.claims
    session.change(claim=claim if is_known else None, aside=Aside.WHO)


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
    data, svg = shown.here.data, session.svg()
    asked = session.view().claim
    claims = list(shown.slide.claims)
    known_then = asked and data.known.is_open_to(asked, shown.here.view.known_on)
    if asked and known_then and asked not in shown.here.ids:
        claims.insert(0, shown.here.claim(asked))
    claims.sort(key=lambda claim: claim.claim_id != asked)
    panels = [
        claim_panel.panel(
            claim,
            data.source_by_id[claim.source_id],
            data.names,
            svg,
            sources.limits_on(claim, shown.here.limitations),
            shown.here.published,
        )
        for claim in claims[:MOST_PANELS]
    ]
    st.html(slide_html.who(shown.slide, panels, claims[MOST_PANELS:], data.names))
