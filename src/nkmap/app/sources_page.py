"""The parts of the Sources page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from nkmap import claim
from nkmap.app import page_frame
from nkmap.app.screen import section
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
    """What the dataset rests on."""
    words = counts.sources_headline(_published(here), here.shown)
    page_frame.finding(here, words)


def _published(here: Evidence) -> pd.DataFrame:
    """The sources that had been published by the day whose knowledge is shown."""
    table = here.data.sources
    return table[table["source_id"].isin({claim.source_id for claim in here.shown})]


def sources(here: Evidence) -> None:
    """Every source in full, the most direct ones first."""
    claims: dict[str, list[Claim]] = {}
    for own_claim in here.shown:
        claims.setdefault(own_claim.source_id, []).append(own_claim)
    table = _published(here)
    for access in Access:
        own = table[table["access"] == access.value]
        if own.empty:
            continue
        section(*access_heading(access, len(own), _of_others(here, access, own)))
        newest = own.sort_values("published", ascending=False, kind="stable")
        rows = [row for _, row in newest.head(MOST_CARDS).iterrows()]
        st.html(fragments.cards([_source(row, claims[row["source_id"]], here) for row in rows]))
        if len(own) > len(rows):
            st.html(fragments.note(counts.not_listed(len(own) - len(rows), "sources")))


def _source(row: pd.Series, claims: list[Claim], here: Evidence) -> str:
    """One source, with a link to its claims."""
    everything = View(
        layers=ALL_LAYERS, sources=(str(row["source_id"]),), known_on=here.view.known_on
    )
    told: str = source_list.cited(row, claims, claims_at=f"timeline?{everything.to_query()}")
    return told


def _of_others(here: Evidence, access: Access, own: pd.DataFrame) -> list[Claim]:
    """Claims whose own copy is of this directness, while their source's is not."""
    ids = set(own["source_id"])
    return [c for c in here.shown if c.access == access and c.source_id not in ids]


def conflicts(here: Evidence) -> None:
    """Where reports disagree; nothing is smoothed."""
    section("Where reports disagree", "Together they are no range. What no longer stands says so.")
    st.html(answers.conflicts(claim.conflicts(here.shown), here.names))


def not_known(here: Evidence) -> None:
    """What the sources say they could not find out, and what claims leave open."""
    section("What reports leave open")
    st.html(source_list.not_known(here.shown))


def corrections(here: Evidence) -> None:
    """Every addition and correction, with date and reason."""
    section("Corrections")
    st.html(source_list.corrections(here.data.changes, here.view.known_on))


def methodology() -> None:
    """How figures are coded: the same text as docs/methodology.md."""
    text = METHODOLOGY.read_text(encoding="utf-8")
    with st.container(key="method"):
        st.markdown(text)
