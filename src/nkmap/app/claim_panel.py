"""The claim or the place that is chosen."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.elements.lib.layout_utils import Width

from nkmap.app import map_page, page_frame, session, share_dialog
from nkmap.app.page_frame import button, note
from nkmap.claim import Claim
from nkmap.evidence import Evidence
from nkmap.figures.scene import places_of
from nkmap.publish import place_pages
from nkmap.publish.templates import claim_panel, fragments, markdown
from nkmap.schema import MAP_KINDS
from nkmap.view import View
from nkmap.wording import captions, counts, dates, hedges

MOST_LISTED, MOST_TIED = 60, 20
"""Claims that a panel lists of a place, and of those that a claim is tied to."""


def panel(here: Evidence, linked: View | None = None) -> None:
    """Show the chosen claim or place; what is passed on leads to the view, or to ``linked``."""
    view = here.view
    with st.container(key="panel"):
        if view.claim:
            _claim_panel(here.claim(view.claim), here)
        elif view.place:
            _place_panel(view.place, here)
        else:
            st.html(claim_panel.empty_panel())
        share_dialog.share(here, linked)


def chosen(here: Evidence) -> None:
    """Show the panel beside a list: with a small map, and the other pages, once one is chosen."""
    if not (here.view.claim or here.view.place):
        share_dialog.share(here)
        return
    panel(here)
    claim = here.claim(here.view.claim) if here.view.claim else None
    if claim and claim.kind in MAP_KINDS and not claim.is_military:
        map_page.locator(here, claim)
    with st.container(horizontal=True, key="elsewhere"):
        for name, page in (("Map", "pages/map.py"), ("Timeline", "pages/timeline.py")):
            if st.button(f"Show on the {name}", key=f"to_{name}"):
                st.switch_page(page)


def _claim_panel(claim: Claim, here: Evidence) -> None:
    told = claim_panel.panel(
        claim,
        here.source_of(claim),
        here.names,
        session.svg(),
        here.limits_on(claim),
        here.published,
        page_frame.to_place(),
    )
    hidden = "This claim is chosen, but not among those shown now."
    st.html(told + (fragments.note(hidden) if claim.claim_id not in here.ids else ""))
    parts = [c.claim_id for c in here.published if c.part_of == claim.claim_id]
    others = list(dict.fromkeys(filter(None, (*claim.conflicts_with, claim.part_of, *parts))))
    with st.container(horizontal=True):
        for other in others[:MOST_TIED]:
            button(f"Open {markdown(other)}", f"other-{other}", page_frame.choose, other)
        _opens("Close", "close", claim=None)
    if len(others) > MOST_TIED:
        more = counts.more_in_words(len(others) - MOST_TIED)
        note(f"And {more} that this one is tied to.")


def _place_panel(place: str, here: Evidence) -> None:
    about = [claim for claim in here.published if place in claim.named]
    own, to_place = places_of(here.data)[place], page_frame.to_place()
    row, inside = place_pages.rows_of(here.data)[place], place_pages.within_of(here.of_all)[place]
    st.html(claim_panel.place_panel(own, row["note"], about, inside, here.ids, to_place))
    with st.container(key="about", height=380 if len(about) > 5 else "content", border=False):
        for claim in about[:MOST_LISTED]:
            words = captions.kind_label(claim), hedges.figure(claim), dates.dated(claim)
            kind, figure, day = map(markdown, words)
            label = f"**{kind}** · {figure} · {day}"
            _opens(
                label, f"claim-{claim.claim_id}", width="stretch", claim=claim.claim_id, place=None
            )
        if len(about) > MOST_LISTED:
            more = counts.more_in_words(len(about) - MOST_LISTED)
            note(f"And {more} on the page of the place.")
    with st.container(horizontal=True):
        label = f"All about {markdown(here.names[place])}"
        button(label, f"place-{place}", page_frame.open_place, place)
        _opens("Close", "close", place=None)


def _opens(words: str, key: str, width: Width = "content", **chosen: str | None) -> None:
    """Show a button that opens a claim or a place, or closes it."""
    button(words, key, partial(session.change, **chosen), width=width)
