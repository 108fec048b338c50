"""The parts of the page that sets the figures for one question side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nkmap.app import claim_tables, page_frame, session, timeline_page
from nkmap.app.page_frame import section
from nkmap.claim import Claim
from nkmap.evidence import Evidence
from nkmap.figures import viewport
from nkmap.figures.axis_panels import marks_of, series_of
from nkmap.publish.templates import answers
from nkmap.relations import limits_for
from nkmap.schema import KINDS, Kind
from nkmap.summary import Series
from nkmap.wording import WORDS, comparisons, counts, dates, hedges, places, sentences, sources

MOST_FIGURES = 60
"""Figures listed of what one kind and group count; the rest is counted."""


def _wholes(here: Evidence) -> list[Claim]:
    return [claim for series in series_of(here) for claim in series.claims]


def headline(here: Evidence) -> None:
    """Show the question, and that it has no single answer."""
    counted = sum(any(claim.has_figure for claim in own.claims) for own in series_of(here))
    answer = counts.no_single_answer(_wholes(here), counted)
    page_frame.finding(here, page_frame.question().title, answer)


def answer(here: Evidence) -> None:
    """Show the whole answer: what each figure counts, and what reports leave open."""
    limits, asked = limits_for(here.shown, here.in_layers), here.view.destinations
    to_place = page_frame.to_place()
    st.html(answers.answer(series_of(here), limits, here.names, asked, session.svg(), to_place))


def figures(here: Evidence) -> None:
    """Show every figure that answers the question; no two kinds share a scale of bars."""
    goes_back_to = sources.goes_back_to(_wholes(here))
    rows: list[claim_tables.Row] = []
    for series in series_of(here):
        most = _longest_bar(series)
        scale = f" Longest bar: {most:,}." if most else ""
        more = len(series.claims) - MOST_FIGURES
        rest = f"; {more:,} more not listed" if more > 0 else ""
        rows.append(
            claim_tables.heading(
                series.kind,
                series.group,
                comparisons.series_label(*series.key),
                KINDS[series.kind].meaning + scale,
                counts.claims_and_statements(series.claims) + rest,
            )
        )
        for claim in series.claims[:MOST_FIGURES]:
            source = here.source_of(claim)
            cells = (
                hedges.figure(claim),
                _about(claim, here, series.parts.get(claim.claim_id, ())),
                f"{sentences.said_by(claim)}\n({WORDS['how_known'][claim.evidence]})",
                "\n".join(f"{name}: {day}" for name, day in dates.dates_of(claim, source)),
                goes_back_to[claim.claim_id],
            )
            bar = marks_of(claim) if most or claim.is_unreported else ()
            rows.append(claim_tables.row(claim, *cells, most=most, bar=bar, unknown=False))
    claim_tables.show_rows(
        "figures",
        here.view,
        "The figures side by side" if rows else "No claim answers this",
        (
            "Figure, with its hedge",
            "What it is about",
            "Who says so",
            "Happened, said, published",
            "Goes back to",
        ),
        ("figure", "lines", "lines", "lines", "origin"),
        rows,
        link="",  # the question's own choices are not those of the link
    )


def _about(claim: Claim, here: Evidence, parts: Sequence[Claim]) -> claim_tables.Cell:
    """What a figure is about; a place that its parts repeat is a link once."""
    ends = claim.origin, claim.destination
    of_parts = (own.destination for own in parts if own.destination not in ends)
    words = places.about(claim, here.names, parts)
    return claim_tables.linked(words, here.names, *ends, *of_parts)


def _longest_bar(series: Series) -> int:
    """Find the figure of the longest bar; 0 for no bars: one alone would seem to compare."""
    ends = [tuple(filter(None, (c.low, c.best, c.high))) for c in series.claims if c.has_figure]
    is_compared = len(ends) > 1 and series.kind is not Kind.BORDER_ENTRIES
    return max((max(values, default=0) for values in ends), default=0) if is_compared else 0


def picture(here: Evidence) -> None:
    """Show the border figures over time, where they are part of the answer."""
    timeline_page.border_entries(here, viewport.page_width(session.window()))


def left_open(here: Evidence) -> None:
    """Show what sources say they could not find out, and what these figures leave open."""
    section("What reports leave open")
    st.html(answers.left_open(here.shown, limits_for(here.shown, here.in_layers)))
    if st.button("Show these claims on the Timeline", key="to_timeline"):
        view = page_frame.question().view
        fields = ("kinds", "origins", "destinations", "sources", "layers", "undated")
        chosen = {field: getattr(view, field) for field in ("first", "last", *fields)}
        session.change(**chosen)
        st.switch_page("pages/timeline.py")
