"""The parts of the page on which a briefing is prepared: its steps, their words, and its file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from nkmap import story
from nkmap.app import jobs, session, store, story_editor
from nkmap.app.page_frame import section
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
    shipped = store.story_of(store.data())
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
            st.button(
                "Have no briefing of my own",
                key="forget_story",
                on_click=uninterrupted(_start),
                args=(None,),
            )


def _starts(shipped: tuple[Step, ...]) -> None:
    if shipped:
        st.button(
            "Copy these steps to edit them",
            key="copy_story",
            type="primary",
            on_click=uninterrupted(_start),
            args=(shipped,),
        )
    st.button(
        "Start an empty briefing", key="empty_story", on_click=uninterrupted(_start), args=((),)
    )


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
            for number, step in enumerate(store.story_of(store.data()), start=1):
                _read_only(number, step)
            return
        found = story_editor.steps()
        if not found:
            st.html(fragments.note(TEXTS["own_empty"]))
        for index, (row, step) in enumerate(zip(story_editor.rows(), found, strict=True)):
            _editable(index, len(found), row, step)


def _read_only(number: int, step: Step) -> None:
    with st.container(border=True, key=f"shipped-{number}"):
        st.html(fragments.step(number, step.title, step.text, step.notes, _rests_on(step)))
        with st.container(horizontal=True, key=f"shipped-do-{number}"):
            _open_and_present(f"shipped-{number}", number, step, own=False)


def _editable(index: int, total: int, row: Row, step: Step) -> None:
    found = story_editor.faults(step)
    with st.container(border=True, key=f"step-{row.row_id}"):
        st.html(fragments.step(index + 1, "", "", "", _rests_on(step)))
        for column in ("title", "text", "notes"):
            _field(row, column)
            _cautions(found, column)
        _cautions(found, "view")
        with st.container(horizontal=True, key=f"do-{row.row_id}"):
            _arrange(index, total, row)
            _open_and_present(row.row_id, index + 1, step, own=True)


def _cautions(found: Sequence[tuple[str, str]], column: str) -> None:
    for about, words in found:
        if about == column:
            st.html(fragments.caution(words))


def _field(row: Row, column: Words) -> None:
    """Show one text of a step; set only where it differs, or it would take what is being typed."""
    key = f"{column}-{row.row_id}"
    held = getattr(row, column)
    if st.session_state.get(key) != held:
        st.session_state[key] = held
    label = WORDS["step"][column]
    change = partial(_write, row.row_id, column)
    if column == "title":
        st.text_input(label, key=key, on_change=uninterrupted(change))
    else:
        st.text_area(label, key=key, on_change=uninterrupted(change), height="content")


def _write(row_id: str, column: Words) -> None:
    words = st.session_state[f"{column}-{row_id}"] or ""
    story_editor.change(row_id, lambda rows, at: story_editor.edited(rows, at, column, words))


def _arrange(index: int, total: int, row: Row) -> None:
    for label, icon, by in (("Up", "arrow_upward", -1), ("Down", "arrow_downward", 1)):
        st.button(
            label,
            key=f"{label.lower()}-{row.row_id}",
            icon=f":material/{icon}:",
            disabled=index + by not in range(total),
            on_click=uninterrupted(_move),
            args=(row.row_id, by),
        )
    st.button(
        "Remove",
        key=f"remove-{row.row_id}",
        icon=":material/delete:",
        on_click=uninterrupted(story_editor.change),
        args=(row.row_id, story_editor.removed),
    )


def _move(row_id: str, by: int) -> None:
    story_editor.change(row_id, lambda rows, at: story_editor.moved(rows, at, by))


def _open_and_present(key: str, number: int, step: Step, *, own: bool) -> None:
    if st.button("Open on the Map", key=f"map-{key}", icon=":material/map:"):
        session.change_to(step.view.with_(step=number, own_story=own))
        st.switch_page("pages/map.py")
    if st.button("Present from here", key=f"present-{key}", icon=":material/slideshow:"):
        session.change(step=number, own_story=own)
        st.switch_page("pages/briefing.py")


def _rests_on(step: Step) -> str:
    """Say how many claims a step shows, and the figure that is its own."""
    here = Evidence(store.data(), step.view)
    count = f"Rests on {here.selection.count:,} of {counts.claim_count(here.selection.total)}."
    own = [claim for claim in here.shown if claim.claim_id == step.view.claim]
    figures = [f" Figure: {''.join(slides.slide_figure(c))} ({c.claim_id})" for c in own]
    return "".join((count, *figures))


# ---------------------------------------------------------------- its file


def file() -> None:
    """Offer the steps as files, and to open such a file."""
    section("The briefing as a file")
    st.html(fragments.note(TEXTS["about_story_file"]))
    taken = story_editor.steps() if story_editor.is_started() else store.story_of(store.data())
    if taken:
        with st.container(horizontal=True, key="story_files"):
            files(taken)
    with st.container(key="story_file"):
        _open_file()


def files(steps: Sequence[Step]) -> None:
    """Show a button for every form in which the steps can be taken away."""
    as_csv = partial(story.to_csv, tuple(steps))
    jobs.download("Download story.csv", as_csv, "story.csv", "text/csv", "download-story")
    # A presenter is not there to say which words are their own: a file holds only what agrees.
    wrong = any(story_editor.problems_of(step) for step in steps)
    jobs.download(
        "PowerPoint",
        partial(presentation, store.data(), tuple(steps)),
        "briefing.pptx",
        MEDIA_TYPE,
        "download-pptx",
        icon=":material/slideshow:",
        disabled=wrong or not steps,
        help=TEXTS["no_file_with_problems"] if wrong else None,
    )


def _open_file() -> None:
    key = f"story_file_{session.counter('story_files_opened')}"
    st.file_uploader(
        "Open a story.csv",
        type="csv",
        key=key,
        on_change=uninterrupted(_opened),
        args=(key,),
        help=TEXTS["replaces"] if story_editor.rows() else None,
    )
    refused = st.session_state.get(_REFUSED)
    if refused:
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
        faulty = sum(bool(story_editor.faults(step)) for step in found)
        st.session_state[_SAID] = slides.steps_opened(len(found), faulty)
