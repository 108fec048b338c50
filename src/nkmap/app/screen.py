"""What one page shows, and the places of its parts."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nkmap.app import session, store
from nkmap.evidence import Evidence, public_address
from nkmap.figures import page_layout
from nkmap.publish.templates import fragments
from nkmap.questions import EVERYTHING, Question
from nkmap.view import ALL_LAYERS, View


def of(view: View, periods: tuple[View, ...] = ()) -> Evidence:
    """A view of the dataset at hand, for every part of a page and every file made from it."""
    return Evidence(store.data(), view, public_address(), session.dropped(), periods=periods)


def of_everything() -> Evidence:
    """Pages that show what the link selects: map, timeline and table hold the same claims."""
    session.require_entry()
    return of(session.view())


def of_sources() -> Evidence:
    """The Sources page: all that was known on the day, because nothing else is chosen there."""
    session.require_entry()
    chosen = session.view()
    return of(
        View(layers=ALL_LAYERS, known_on=chosen.known_on, claim=chosen.claim, place=chosen.place)
    )


def question() -> Question:
    """The question that is chosen, else the first."""
    session.require_entry()
    known = store.questions_of(store.data())
    first = known[0] if known else EVERYTHING
    return next((q for q in known if q.question_id == session.view().question), first)


def of_question() -> Evidence:
    """The claims that answer the question, as known on the day that is chosen."""
    here = session.view()
    return of(
        question().view.with_(
            claim=here.claim, place=here.place, known_on=here.known_on, question=here.question
        )
    )


def place(key: str) -> DeltaGenerator:
    """Where something comes that is sent later; its room is kept (``app.css`` says how much)."""
    kept = st.container(key=key)
    kept.empty()  # Streamlit shows no container that holds nothing
    return kept


def columns() -> tuple[DeltaGenerator, ...]:
    """Figure to the left, panel to the right; below each other on a narrow screen."""
    if session.window() < page_layout.ONE_COLUMN:
        return st.container(), st.container()
    return tuple(st.columns(page_layout.COLUMNS, gap="medium"))


def choices_and_list() -> tuple[DeltaGenerator, ...]:
    """Choices to the left, a list to the right; below each other on a phone."""
    return tuple(st.columns(_CHOICES_AND_LIST, gap="medium"))


_CHOICES_AND_LIST = (330.0, 998.0)


def beside(figure: DeltaGenerator, panel: DeltaGenerator) -> DeltaGenerator:
    """Where the chosen claim stands: beside the figure, or right below what was touched."""
    return panel if session.window() >= page_layout.ONE_COLUMN else figure


def section(title: str, small: str = "") -> None:
    """A heading inside a page."""
    st.html(fragments.section(title, small))


def choose(claim: str | None, place: str | None = None) -> None:
    """Open a claim, else a place; ids that are not in the dataset open nothing."""
    known = store.data().known
    if claim in known.claims:
        session.change(claim=claim, place=None)
    elif place in known.places:
        session.change(claim=None, place=place)
