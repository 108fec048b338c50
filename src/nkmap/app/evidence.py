"""The parts of the Sources page."""

from __future__ import annotations

import streamlit as st

from nkmap import dataset, wording
from nkmap.app import chrome
from nkmap.app.screen import Screen, section
from nkmap.claim import Claim
from nkmap.publish import fragments
from nkmap.schema import Access


def headline(here: Screen) -> None:
    """What the dataset rests on."""
    words = wording.sources_headline(here.library.data.sources, here.library.records)
    chrome.finding(here, words)


def sources(here: Screen) -> None:
    """Every source in full, the most direct ones first."""
    claims: dict[str, list[Claim]] = {}
    for claim in here.library.records:
        claims.setdefault(claim.source_id, []).append(claim)
    table = here.library.data.sources
    for access in Access:
        own = table[table["access"] == access.value]
        if own.empty:
            continue
        section(*wording.access_heading(access, len(own)))
        newest = own.sort_values("published", ascending=False, kind="stable")
        rows = [(row, claims.get(row["source_id"], [])) for _, row in newest.iterrows()]
        st.html(fragments.cards([fragments.source(*row) for row in rows]))


def not_known(here: Screen) -> None:
    """What the sources say they could not find out, and what claims leave open."""
    section("What is not known")
    st.html(fragments.not_known(here.library.records))


def corrections(here: Screen) -> None:
    """Every addition and correction, with date and reason."""
    section("Corrections")
    st.html(fragments.corrections(here.library.data.changes))


def methodology() -> None:
    """How figures are coded: the same text as docs/methodology.md."""
    text = (dataset.SHIPPED.parent / "docs" / "methodology.md").read_text(encoding="utf-8")
    with st.container(key="method"):
        st.markdown(text)
