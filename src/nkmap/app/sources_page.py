"""The parts of the Sources page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from nkmap import claim
from nkmap.app import page_frame
from nkmap.app.page_frame import section
from nkmap.claim import Claim
from nkmap.evidence import Evidence
from nkmap.project_files import METHODOLOGY
from nkmap.publish.templates import answers, fragments, source_list
from nkmap.schema import Access
from nkmap.view import ALL_LAYERS, View
from nkmap.wording import counts
from nkmap.wording.sources import access_heading

MOST_CARDS = 60
"""Sources of one directness that are shown as cards; the rest is counted."""


def headline(here: Evidence) -> None:
    """Show what the dataset rests on: the sources published by the day that is shown."""
    table = here.data.sources
    then = table[table["source_id"].isin({claim.source_id for claim in here.shown})]
    page_frame.finding(here, counts.sources_headline(then, here.shown))


def sources(here: Evidence) -> None:
    """Show every source in full, the most direct ones first, then the newest."""
    listed = list(here.data.source_by_id)
    in_order = sorted(here.sources, key=lambda found: listed.index(found[0]["source_id"]))
    newest = sorted(in_order, key=lambda found: found[0]["published"], reverse=True)
    for access in Access:
        own = [(row, claims) for row, claims in newest if row["access"] == access]
        if not own:
            continue
        ids = {row["source_id"] for row, _ in own}
        others = [c for c in here.shown if c.access == access and c.source_id not in ids]
        section(*access_heading(access, len(own), others))
        st.html(fragments.cards([_source(*found, here) for found in own[:MOST_CARDS]]))
        if rest := counts.not_listed(len(own[MOST_CARDS:]), "sources"):
            st.html(fragments.note(rest))


def _source(row: pd.Series, claims: list[Claim], here: Evidence) -> str:
    """Write one source, with a link to its claims."""
    everything = View(
        layers=ALL_LAYERS, sources=(str(row["source_id"]),), known_on=here.view.known_on
    )
    told: str = source_list.cited(row, claims, claims_at=f"timeline?{everything.to_query()}")
    return told


def conflicts(here: Evidence) -> None:
    """Show where reports disagree; nothing is smoothed."""
    section("Where reports disagree", "Together they are no range. What no longer stands says so.")
    st.html(answers.conflicts(claim.conflicts(here.shown), here.names))


def not_known(here: Evidence) -> None:
    """Show what sources say they could not find out, and what claims leave open."""
    section("What reports leave open")
    st.html(source_list.not_known(here.shown))


def corrections(here: Evidence) -> None:
    """Show every addition and correction, with date and reason."""
    section("Corrections")
    st.html(source_list.corrections(here.data.changes, here.view.known_on))


def methodology() -> None:
    """Show how figures are coded: the text of docs/methodology.md."""
    text = METHODOLOGY.read_text(encoding="utf-8")
    with st.container(key="method"):
        st.markdown(text)
