"""The parts of the page of a place, and of the list of all places."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from nkmap.app import claim_panel, components, downloads, page_frame, session, share_dialog
from nkmap.evidence import Evidence
from nkmap.figures import viewport
from nkmap.publish import place_pages
from nkmap.publish.place_pages import Links, PlacePage
from nkmap.wording import place_pages as words


def headline(here: Evidence) -> None:
    """Show how many places claims name."""
    page_frame.finding(here, words.headline(place_pages.counts_of(here), here.names))


def finder(here: Evidence) -> None:
    """Offer every place by its names, in any script."""
    rows, known = place_pages.rows_of(here.data), here.of_all
    counts, inside = place_pages.counts_of(known), place_pages.within_of(known)
    options = sorted(rows, key=lambda place: (not counts[place], here.names[place].casefold()))
    st.selectbox(
        "Find a place",
        options,
        index=None,
        format_func=lambda id_: words.option(rows[id_], counts[id_], inside[id_], here.names),
        placeholder="Dandong, 단둥, 丹东, Poland …",
        label_visibility="collapsed",
        **session.bound("find_place", here.view.place, page_frame.open_place),
    )


def head(here: Evidence) -> None:
    """Show what the place is, how much is said of it, and when."""
    width = viewport.map_size(session.window())[0]
    _linked("place_head", place_pages.head(_page(here), _links(here), (width,)))


def chosen_claim(here: Evidence) -> None:
    """Show the claim that is chosen, with what is passed on of the page."""
    if here.view.claim:
        claim_panel.panel(here)


def claims(here: Evidence) -> None:
    """Show the claims by kind, the newest first."""
    _linked("place_claims", place_pages.claims(_page(here), _links(here)))


def aside(here: Evidence) -> None:
    """Show where the place lies, what is not known and the sources; pass the page on.

    A claim that is chosen takes its room where it stands beside the page.
    """
    if here.view.claim and session.window() >= viewport.ONE_COLUMN:
        return
    _linked("place_aside", place_pages.aside(_page(here), _links(here)))
    with st.container(horizontal=True, key="place_files"):
        if st.button("Show on the map", key="place_on_map", icon=":material/map:"):
            session.change_to(here.view)
            st.switch_page("pages/map.py")
        downloads.at_hand(here)
    passing_on(here)


def passing_on(here: Evidence) -> None:
    """Offer to share the page; a claim that is chosen has that in its panel."""
    if not here.view.claim:
        share_dialog.share(here)


def index(here: Evidence) -> None:
    """Show every place by its country, with how many claims name it."""
    _linked("place_index", place_pages.index(here, _links(here)))


def _page(here: Evidence) -> PlacePage:
    return PlacePage.of(here, here.view.place or "")


def _links(here: Evidence) -> Links:
    own = session.view()
    beside, alone = (
        own.with_(claim=None).to_query(),
        own.with_(claim=None, place=None).to_query(),
    )
    return {
        "claim": f"?{beside}&claim={{}}",
        "place": f"?{alone}&place={{}}" if alone else "?place={}",
        "places": f"?{alone}",
        "table": f"data?{here.view.limits.to_query()}",
    }


def _linked(key: str, markup: Markup) -> None:
    """Show markup whose links open claims and places of this page."""
    components.show("linked", {"html": str(markup)}, key, open=lambda: _open(key))


def _open(key: str) -> None:
    chosen = components.reported(key, "open") or {}
    if "claim" in chosen:
        page_frame.choose(chosen["claim"])
    elif "place" in chosen:
        page_frame.open_place(chosen["place"] or None)
    elif "table" in chosen and (place := session.view().place):
        session.change_to(place_pages.view_of(place, session.view()))
        page_frame.want_page("data")
