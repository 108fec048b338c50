"""The Briefing page: the parts of a slide, the bar below it, and the presenter's second window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from nkmap.app import components, live_dataset, page_frame, session, story_editor
from nkmap.cache import cached, cached_many
from nkmap.dataset import Dataset
from nkmap.figures.legend import entries
from nkmap.figures.map import map_drawing
from nkmap.figures.viewport import PHONE_PADDING, Style, viewport
from nkmap.publish import slides
from nkmap.publish.precomputed_states import RenderedMap
from nkmap.publish.slides import Slide
from nkmap.publish.templates import claim_panel, fragments, slide_html
from nkmap.story import Step
from nkmap.view import Aside
from nkmap.wording import TEXTS, counts


@dataclass(frozen=True)
class Showing:
    """The step that is shown, with its claims; every part of the slide draws just these."""

    slide: Slide
    steps: tuple[Step, ...]
    aside: Aside | None

    @property
    def following(self) -> Step | None:
        """The step that comes next; none after the last one."""
        return next(iter(self.steps[self.slide.number :]), None)

    @property
    def is_notes_window(self) -> bool:
        """Whether this is the second window, for the presenter alone."""
        return self.aside is Aside.WINDOW


def showing() -> Showing:
    """Find the step of the link; without a story, say so and stop the page."""
    view, steps = session.view(), story_editor.shown()
    if not steps:
        st.html(fragments.headline(TEXTS["no_briefing"], TEXTS["no_briefing_hint"]))
        st.stop()
    number = min(view.step, len(steps))
    step = steps[number - 1]
    slide = _slide(live_dataset.data(), step, number, len(steps))
    return Showing(slide, steps, view.aside)


_slide = cached(slides.slide)


def stage() -> Any:
    """Give a container over the whole screen, without Streamlit's own parts."""
    st.html(slide_html.style(slides))
    return st.container(key="slide")


def words(shown: Showing) -> None:
    """Show the words of the step: title, figure with kind and hedge, sentence, and its limit."""
    with st.container(key="slide_words"):
        is_own = session.view().own_story
        found = story_editor.faults(shown.slide.evidence.data, shown.slide.step) if is_own else ()
        doubts, to_place = [words for _, words in found], page_frame.to_place()
        st.html(slide_html.words(shown.slide, session.svg(), doubts, to_place=to_place))


def pictures(shown: Showing) -> None:
    """Show the step's map and months; a click on a claim asks who says so."""
    slide_ = shown.slide
    drawn, strip = _pictures(shown.slide.evidence.data, slide_, _column())
    query = session.view().with_(aside=Aside.WHO, claim=None, place=None).to_query()
    for part, name, picture in (("map", "Map", drawn), ("strip", "Months", strip)):
        key = f"slide_{part}_drawn"
        with st.container(key=f"slide_{part}"):
            # One key for all steps: what two of them share stays where it is.
            components.show(
                "map",
                {
                    "part": "map",
                    "scene": f"step {slide_.number}",
                    "name": name,
                    "words": counts.sentences(slide_.claims, shown.slide.evidence.names),
                    "frame": slide_.step.view.frame.value,
                    "frames": [],
                    "chosen": {},
                    "link": f"?{query}&",
                    "layouts": [picture.data],
                    "echo": 0,
                },
                key,
                open=partial(_ask, key),
                frame=lambda: None,
            )


def _column() -> tuple[int, int] | None:
    """The pixels of a map in a window too narrow for a slide; none where the slide has its own."""
    wide = session.window() - 2 * round(PHONE_PADDING)
    return (wide, max(340, wide // 2)) if session.window() < slides.NARROW else None


@cached_many
def _pictures(
    _data: Dataset, slide_: Slide, column: tuple[int, int] | None
) -> tuple[RenderedMap, RenderedMap]:
    """A slide's map and months, drawn once for all readers, whatever their theme."""
    if column is None:
        # The names it has no room for have none below it either: “Says who?” tells every claim.
        return replace(RenderedMap.of(slide_.map()), legend=()), RenderedMap.of(slide_.strip())
    style = Style(viewport(slide_.step.view.frame, *column))
    drawn = map_drawing(slide_.scene, style)
    strip = RenderedMap.of(slide_.strip(column[0], 14))
    return RenderedMap.of(drawn, entries(slide_.scene, style)), strip


def _ask(key: str) -> None:
    claim = (components.reported(key, "open") or {}).get("claim")
    is_known = claim in live_dataset.data().known.claims
    session.change(claim=claim if is_known else None, aside=Aside.WHO)


def source(shown: Showing) -> None:
    """Show where the step's figure comes from, which claims it rests on, and whose map it is."""
    with st.container(key="slide_source"):
        st.html(slide_html.source(shown.slide))


MOST_PANELS = 12
"""Claims told in full behind a slide; the rest is listed in one sentence each."""


def over(shown: Showing) -> None:
    """Show what is asked for over the slide: who says so, or the presenter's notes."""
    if shown.aside is Aside.WHO:
        told = _who(shown)
    elif shown.aside is Aside.NOTES:
        told = slide_html.notes(shown.slide, shown.following.title if shown.following else "")
    else:
        return
    with st.container(key="slide_over"):
        st.html(told)


def _who(shown: Showing) -> str:
    """Tell the claims of a slide in full; first the one that was asked about."""
    here, svg, asked = shown.slide.evidence, session.svg(), session.view().claim
    claims = list(shown.slide.claims)
    known_then = asked and here.data.known.is_open_to(asked, here.view.known_on)
    if asked and known_then and asked not in here.ids:
        claims.insert(0, here.claim(asked))
    claims.sort(key=lambda claim: claim.claim_id != asked)
    panels = [
        claim_panel.panel(
            claim,
            here.source_of(claim),
            here.names,
            svg,
            here.limits_on(claim),
            here.published,
            page_frame.to_place(),
        )
        for claim in claims[:MOST_PANELS]
    ]
    return str(slide_html.who(shown.slide, panels, claims[MOST_PANELS:], here.names))


# ---------------------------------------------------------------- what steps through it


def bar(shown: Showing) -> None:
    """Show the controls below the slide: steps, play, and everything else that has a key."""
    with st.container(key="slide_bar"):
        components.show(
            "presenter",
            {
                "step": shown.slide.number,
                "of": shown.slide.total,
                "titles": [step.title for step in shown.steps],
                "aside": shown.aside.value if shown.aside else "",
                "second": session.link(session.view().with_(aside=Aside.WINDOW, claim=None)),
                "told": _told(shown),
            },
            "presenter",
            go=lambda: _go("presenter"),
            aside=_open_aside,
            leave=_leave,
        )
    if page := st.session_state.pop("leave_to", None):
        st.switch_page(page)


def _told(shown: Showing) -> dict[str, Any]:
    """Give what the second window shows of a step."""
    slide_, following = shown.slide, shown.following
    return {
        "step": slide_.number,
        "of": slide_.total,
        "counted": slide_.counted,
        "title": slide_.step.title,
        "text": slide_.step.text,
        "notes": slide_.step.notes,
        "next": f"{following.title} {following.text}" if following else "",
    }


def notes_window(shown: Showing) -> None:
    """Show the second window: notes, the next step and a clock; it follows the slides."""
    data = {"step": shown.slide.number, "told": _told(shown)}
    components.show("notes_window", data, "notes_window", go=lambda: _go("notes_window"))


def _go(key: str) -> None:
    """Show a step: what was open about the last one is closed, notes stay."""
    wanted = components.reported(key, "go")
    if not isinstance(wanted, int | float):
        return
    kept = session.view().aside
    session.change(
        step=max(1, min(int(wanted), len(story_editor.shown()))),
        claim=None,
        place=None,
        aside=None if kept is Aside.WHO else kept,
    )


def _open_aside() -> None:
    asked = components.reported("presenter", "aside")
    found = next((aside for aside in Aside if aside.value == asked), None)
    session.change(aside=found, claim=None)


_PAGES = {"map": "pages/map.py", "step": "pages/map.py", "prepare": "pages/prepare.py"}


def _leave() -> None:
    """Leave for another page; with the step's own view where that is asked for."""
    where = components.reported("presenter", "leave")
    if where not in _PAGES:
        return
    view, story = session.view(), story_editor.shown()
    if where == "step":
        chosen = story[view.step - 1].view
        session.change_to(chosen.with_(step=view.step, own_story=view.own_story))
    else:
        session.change(aside=None, claim=None)
    st.session_state["leave_to"] = _PAGES[where]
