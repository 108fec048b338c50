"""The parts of the page on which a briefing is prepared: its steps, their words, and its file."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from nkmap import story
from nkmap.app import downloads, live_dataset, session, story_editor
from nkmap.app.page_frame import button, note, section
from nkmap.app.session import uninterrupted
from nkmap.app.story_editor import Row, Words
from nkmap.evidence import Evidence
from nkmap.publish.powerpoint import MEDIA_TYPE, presentation
from nkmap.publish.templates import fragments
from nkmap.story import Step
from nkmap.wording import TEXTS, WORDS, counts, slides

_SAID = "story_said"
"""What the last change has to say, until the next one."""
_REFUSED = "story_refused"
"""What is wrong with the file that was opened last."""


def heading() -> None:
    """Show which story the page shows, and how to have one of one's own."""
    session.require_entry()
    own = len(story_editor.rows()) if story_editor.is_started() else None
    shipped = live_dataset.data().steps
    st.html(fragments.headline("Prepare a briefing", slides.which_story(own, len(shipped))))
    if said := st.session_state.pop(_SAID, ""):
        st.toast(said, icon=":material/check:")
    with st.container(horizontal=True, key="start_story"):
        if own is None:
            _starts(shipped)
            return
        with st.popover("Start anew", icon=":material/restart_alt:", key="start_anew"):
            st.caption(TEXTS["replaces"])
            _starts(shipped)
            button("Have no briefing of my own", "forget_story", _start, None)


def _starts(shipped: tuple[Step, ...]) -> None:
    if shipped:
        button("Copy these steps to edit them", "copy_story", _start, shipped, type="primary")
    button("Start an empty briefing", "empty_story", _start, ())


def _start(steps: tuple[Step, ...] | None) -> None:
    """Have a briefing of these steps, or none of one's own."""
    if steps is None:
        story_editor.forget()
    else:
        story_editor.replace_all(steps)
    session.change(own_story=steps is not None, step=1)


# ---------------------------------------------------------------- the steps


def steps() -> None:
    """Show every step: to be edited where it is the reader's own, else to be read."""
    with st.container(key="story_steps"):
        if not story_editor.is_started():
            for number, step in enumerate(live_dataset.data().steps, start=1):
                with st.container(border=True, key=f"shipped-{number}"):
                    rests_on = _rests_on(step)
                    st.html(fragments.step(number, step.title, step.text, step.notes, rests_on))
                    with st.container(horizontal=True, key=f"shipped-do-{number}"):
                        _open_and_present(f"shipped-{number}", number, step, own=False)
            return
        found = story_editor.steps()
        if not found:
            note(TEXTS["own_empty"])
        for index, (row, step) in enumerate(zip(story_editor.rows(), found, strict=True)):
            _editable(index, len(found), row, step)


def _editable(index: int, total: int, row: Row, step: Step) -> None:
    found = story_editor.faults(live_dataset.data(), step)
    with st.container(border=True, key=f"step-{row.row_id}"):
        st.html(fragments.step(index + 1, "", "", "", _rests_on(step)))
        columns: tuple[Words | Literal["view"], ...] = ("title", "text", "notes", "view")
        for column in columns:
            if column != "view":
                _field(row, column)
            for about, words in found:
                if about == column:
                    st.html(fragments.caution(words))
        with st.container(horizontal=True, key=f"do-{row.row_id}"):
            _arrange(index, total, row)
            _open_and_present(row.row_id, index + 1, step, own=True)


def _field(row: Row, column: Words) -> None:
    """Show one text of a step; set only where it differs, or it would take what is being typed."""
    key, held = f"{column}-{row.row_id}", getattr(row, column)
    if st.session_state.get(key) != held:
        st.session_state[key] = held

    def write() -> None:
        words = st.session_state[key] or ""
        story_editor.change(row.row_id, story_editor.edited, column, words)

    label = WORDS["step"][column]
    if column == "title":
        st.text_input(label, key=key, on_change=uninterrupted(write))
    else:
        st.text_area(label, key=key, on_change=uninterrupted(write), height="content")


def _arrange(index: int, total: int, row: Row) -> None:
    change = partial(story_editor.change, row.row_id)
    for label, icon, by in (("Up", "arrow_upward", -1), ("Down", "arrow_downward", 1)):
        key, is_end = f"{label.lower()}-{row.row_id}", index + by not in range(total)
        button(label, key, change, story_editor.moved, by, icon=icon, disabled=is_end)
    button("Remove", f"remove-{row.row_id}", change, story_editor.removed, icon="delete")


def _open_and_present(key: str, number: int, step: Step, *, own: bool) -> None:
    if st.button("Open on the Map", key=f"map-{key}", icon=":material/map:"):
        session.change_to(step.view.with_(step=number, own_story=own))
        st.switch_page("pages/map.py")
    if st.button("Present from here", key=f"present-{key}", icon=":material/slideshow:"):
        session.change(step=number, own_story=own)
        st.switch_page("pages/briefing.py")


def _rests_on(step: Step) -> str:
    """Say how many claims a step shows, and the figure that is its own."""
    here = Evidence(live_dataset.data(), step.view)
    count = f"Rests on {here.selection.count:,} of {counts.claim_count(here.selection.total)}."
    own = [claim for claim in here.shown if claim.claim_id == step.view.claim]
    figures = [f" Figure: {''.join(slides.slide_figure(c))} ({c.claim_id})" for c in own]
    return "".join((count, *figures))


# ---------------------------------------------------------------- its file


def file() -> None:
    """Offer the steps as files, and to open such a file."""
    section("The briefing as a file")
    note(TEXTS["about_story_file"])
    data = live_dataset.data()
    taken = story_editor.steps() if story_editor.is_started() else data.steps
    if taken:
        with st.container(horizontal=True, key="story_files"):
            files(taken)
    with st.container(key="story_file"):
        _open_file()


def files(steps: tuple[Step, ...]) -> None:
    """Show a button for every form in which the steps can be taken away."""
    as_csv = partial(story.to_csv, steps)
    downloads.download("Download story.csv", as_csv, "story.csv", "text/csv", "download-story")
    wrong = story_editor.has_faults(steps)
    downloads.download(
        "PowerPoint",
        partial(presentation, live_dataset.data(), steps),
        "briefing.pptx",
        MEDIA_TYPE,
        "download-pptx",
        icon=":material/slideshow:",
        disabled=wrong,
        help=TEXTS["no_file_with_problems"] if wrong else None,
    )


def _open_file() -> None:
    key = f"story_file_{session.counter('story_files_opened')}"
    st.file_uploader(
        "Open a story.csv",
        type="csv",
        key=key,
        on_change=uninterrupted(_opened, key),
        help=TEXTS["replaces"] if story_editor.rows() else None,
    )
    if refused := st.session_state.get(_REFUSED):
        st.html(fragments.refused(TEXTS["unreadable_story"], refused))


def _opened(key: str) -> None:
    handed = st.session_state[key]
    if handed is None:
        return
    wrong = story_editor.open_file(handed.getvalue())
    st.session_state[_REFUSED] = wrong
    session.bump("story_files_opened")  # the box is empty again, and takes the same file twice
    if not wrong:
        session.change(own_story=True, step=1)
        found = story_editor.steps()
        faulty = sum(story_editor.has_faults([step]) for step in found)
        st.session_state[_SAID] = slides.steps_opened(len(found), faulty)
