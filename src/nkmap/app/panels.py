"""The claim or the place that is chosen."""

from __future__ import annotations

import streamlit as st

from nkmap import wording
from nkmap.app import chrome, session, the_map
from nkmap.app.screen import Screen, choose
from nkmap.claim import Claim
from nkmap.figures import prepared
from nkmap.publish import fragments
from nkmap.publish.escape import markdown
from nkmap.schema import MAP_KINDS


def panel(here: Screen) -> None:
    """The claim or the place that is chosen, with a link to it."""
    view = here.view
    with st.container(key="panel"):
        if view.claim:
            _claim_panel(here.claim(view.claim), here)
        elif view.place:
            _place_panel(view.place, here)
        else:
            st.html(fragments.empty_panel())
        chrome.share()


def chosen(here: Screen) -> None:
    """The same beside a list, once something is chosen; with where it lies, and the other pages."""
    if not (here.view.claim or here.view.place):
        return
    panel(here)
    claim = here.claim(here.view.claim) if here.view.claim else None
    if claim and claim.kind in MAP_KINDS and not claim.is_military:
        the_map.locator(here, claim)
    with st.container(horizontal=True, key="elsewhere"):
        for name, page in (("Map", "pages/map.py"), ("Timeline", "pages/timeline.py")):
            if st.button(f"Show on the {name}", key=f"to_{name}"):
                st.switch_page(page)


def _claim_panel(claim: Claim, here: Screen) -> None:
    library = here.library
    limits = wording.limits_on(claim, here.known)
    hidden = claim.claim_id not in set(here.selection.shown["claim_id"])
    st.html(
        fragments.panel(claim, library.source(claim), library.names, session.palette(), limits)
        + (fragments.note("This claim is chosen, but not among those shown now.") if hidden else "")
    )
    related = [place for place in claim.origin if place in library.places]
    with st.container(horizontal=True):
        parts = [c.claim_id for c in here.known if c.part_of == claim.claim_id]
        whole = [claim.part_of] if claim.part_of else []
        for other in dict.fromkeys((*claim.conflicts_with, *whole, *parts)):
            st.button(
                f"Open {markdown(other)}", key=f"other-{other}", on_click=choose, args=(other,)
            )
        for place in related[:1]:
            st.button(
                f"All about {markdown(library.names[place])}",
                key=f"place-{place}",
                on_click=choose,
                args=(None, place),
            )
        st.button("Close", key="close", on_click=session.change, kwargs={"claim": None})


def _place_panel(place: str, here: Screen) -> None:
    library = here.library
    inside = prepared.parts(place, library.data.places)
    stops = library.data.routes
    passing = set(stops.loc[stops["place_id"].isin(inside), "claim_id"])
    about = [
        c
        for c in here.known
        if c.claim_id in passing or inside.intersection(c.origin + c.destination)
    ]
    shown = frozenset(here.selection.shown["claim_id"])
    label = library.places[place].label
    st.html(fragments.place_panel(label, about, shown, session.palette()))
    with st.container(key="about", height=380 if len(about) > 5 else "content", border=False):
        for claim in about:
            _claim_button(claim)
    st.button("Close", key="close", on_click=session.change, kwargs={"place": None})


def _claim_button(claim: Claim) -> None:
    figure = wording.figure(claim)
    parts = [
        markdown(part) for part in (wording.kind_label(claim), figure, wording.when(claim.when))
    ]
    words = f"**{parts[0]}** · {parts[1]} · {parts[2]}"
    st.button(
        words,
        key=f"claim-{claim.claim_id}",
        on_click=choose,
        args=(claim.claim_id,),
        width="stretch",
    )
