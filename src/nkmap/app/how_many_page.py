"""The parts of the page that sets the figures for one question side by side."""

from __future__ import annotations

import streamlit as st

from nkmap.app import page_frame, session, timeline_page
from nkmap.app.page_frame import section
from nkmap.claim import Claim, limits_for
from nkmap.evidence import Evidence
from nkmap.figures import page_layout
from nkmap.figures.axis_panels import series_of
from nkmap.publish.templates import answers
from nkmap.wording import counts


def headline(here: Evidence) -> None:
    """Show the question, and that it has no single answer."""
    each = series_of(here.data, here.view.limits)
    counted = [series for series in each if any(c.has_figure for c in series.claims)]
    wholes = [claim for series in each for claim in series.claims]
    answer = counts.no_single_answer(wholes, len(counted))
    page_frame.finding(here, page_frame.question().title, answer)


def answer(here: Evidence) -> None:
    """Show the whole answer: what each figure counts, and what reports leave open."""
    each = series_of(here.data, here.view.limits)
    asked = here.view.destinations
    st.html(answers.answer(each, _limits(here), here.names, asked, session.svg()))


def _limits(here: Evidence) -> tuple[Claim, ...]:
    """What sources say they could not find out about these places and times."""
    return limits_for(here.shown, here.in_layers)


def picture(here: Evidence) -> None:
    """Show the border figures over time, where they are part of the answer."""
    timeline_page.border_entries(here, page_layout.page_width(session.window()))


def left_open(here: Evidence) -> None:
    """Show what sources say they could not find out, and what these figures leave open."""
    section("What reports leave open")
    st.html(answers.left_open(here.shown, _limits(here)))
    if st.button("Show these claims on the Timeline", key="to_timeline"):
        view = page_frame.question().view
        fields = ("kinds", "origins", "destinations", "sources", "layers", "undated")
        chosen = {field: getattr(view, field) for field in ("first", "last", *fields)}
        session.change(**chosen)
        st.switch_page("pages/timeline.py")
