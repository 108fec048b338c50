"""What steps through a briefing: the bar below a slide, the second window, and what they do."""

from __future__ import annotations

from typing import Any

import streamlit as st

from nkmap.app import components, session, story_editor
from nkmap.app.briefing_page import Showing
from nkmap.view import Aside


def bar(shown: Showing) -> None:
    """Step, play, ask, and everything else that has a key."""
    with st.container(key="slide_bar"):
        components.presenter_bar(
            {
                "step": shown.slide.number,
                "of": shown.slide.total,
                "titles": [step.title for step in shown.steps],
                "aside": shown.aside.value if shown.aside else "",
                "second": session.link(session.view().with_(aside=Aside.WINDOW, claim=None)),
                "told": _told(shown),
            },
            on_go=lambda: _go("presenter"),
            on_aside=_open_aside,
            on_leave=_leave,
        )
    page = st.session_state.pop("leave_to", None)
    if page:
        st.switch_page(page)


def _told(shown: Showing) -> dict[str, Any]:
    """What the second window shows of a step."""
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
    """The second window: notes, the next step and a clock; it follows the slides."""
    components.notes_window(
        {"step": shown.slide.number, "told": _told(shown)}, on_go=lambda: _go("notes_window")
    )


def _go(key: str) -> None:
    """Show a step: what was open about the last one is closed, notes stay."""
    wanted = st.session_state[key].get("go")
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
    asked = st.session_state["presenter"].get("aside")
    found = next((aside for aside in Aside if aside.value == asked), None)
    session.change(aside=found, claim=None)


_PAGES = {"map": "pages/map.py", "step": "pages/map.py", "prepare": "pages/prepare.py"}


def _leave() -> None:
    """Leave for another page; with the step's own view where that is asked for."""
    where = st.session_state["presenter"].get("leave")
    if where not in _PAGES:
        return
    view, story = session.view(), story_editor.shown()
    if where == "step":
        chosen = story[view.step - 1].view
        session.change_to(chosen.with_(step=view.step, own_story=view.own_story))
    else:
        session.change(aside=None, claim=None)
    st.session_state["leave_to"] = _PAGES[where]
