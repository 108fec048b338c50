"""The parts of the Sources page."""

from __future__ import annotations

import streamlit as st

from nkmap import relations
from nkmap.app import page_frame
from nkmap.app.page_frame import note, section
from nkmap.evidence import Evidence, known_by
from nkmap.project_files import METHODOLOGY
from nkmap.publish.templates import answers, fragments, source_list
from nkmap.schema import Access
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
        cards = []
        for row, claims in own[:MOST_CARDS]:
            its_claims = known_by(here.view).with_(sources=(str(row["source_id"]),)).to_query()
            cards.append(source_list.cited(row, claims, claims_at=f"timeline?{its_claims}"))
        st.html(fragments.cards(cards))
        note(counts.not_listed(len(own[MOST_CARDS:]), "sources"))


def conflicts(here: Evidence) -> None:
    """Show where reports disagree; nothing is smoothed."""
    section("Where reports disagree", "Together they are no range. What no longer stands says so.")
    st.html(answers.conflicts(relations.conflicts(here.shown), here.names))


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
    with st.container(key="method"):
        st.markdown(METHODOLOGY.read_text(encoding="utf-8"))
