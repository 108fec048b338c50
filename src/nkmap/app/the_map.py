"""The parts of the Map page."""

from __future__ import annotations

import time
from dataclasses import replace

import pydeck as pdk
import streamlit as st

from nkmap import wording
from nkmap.app import chrome, controls, exploring, held, screen, session, summaries
from nkmap.app.held import Library
from nkmap.app.screen import Screen
from nkmap.claim import Claim
from nkmap.figures import deck_map as maps
from nkmap.figures import frames, marks
from nkmap.figures.arrange import arrange
from nkmap.figures.layers import Look
from nkmap.figures.prepared import Scene
from nkmap.figures.words import legend_is_below
from nkmap.publish import fragments, poster
from nkmap.publish import legend as legends
from nkmap.schema import KINDS, Kind
from nkmap.view import Frame, View

PICTURE_AHEAD = 0.3
"""Seconds by which the picture of a map is sent before the map, to who has just come."""

MAP_AHEAD = 0.05
"""Seconds by which the map is sent before the rest of its page."""


def headline(here: Screen) -> None:
    """The one finding of the map, the count of what is shown, and what of it is on this map."""
    chrome.finding(here, _told(here.library, here.view.limits, here.kind)[0])
    told = (
        wording.on_this_map(here.shown, here.kind),
        wording.without_own_month(here.selection, here.view),
    )
    if words := " ".join(filter(None, told)):
        st.html(fragments.note(words))


def aside(here: Screen) -> None:
    """What else the scene holds, and why there is no total."""
    words = _told(here.library, here.view.limits, here.kind)[1]
    st.html(fragments.note(words or _kind_meaning(here)))


@held.kept
def _told(library: Library, view: View, kind: Kind) -> tuple[str, str]:
    """The headline of a map, and what is told beside it."""
    shown, names = held.selected(library, view)[1], library.names
    own = wording.leading(shown, kind)
    words = [wording.aside(own, names), summaries.of_all(library, own)]
    return wording.map_headline(shown, kind, names), " ".join(part for part in words if part)


def _kind_meaning(here: Screen) -> str:
    rule = KINDS[here.kind]
    return f"{rule.label}: {rule.meaning}"


def scene(here: Screen) -> Scene:
    """The claims of a map page, prepared for drawing."""
    return _scene(here.library, here.view.limits, here.kind)


@held.kept
def _scene(library: Library, view: View, kind: Kind) -> Scene:
    shown = held.selected(library, view)[1]
    origins = origins_named(library, View(layers=view.layers, known_on=view.known_on))
    routes = library.data.routes
    return marks.of_view(shown, kind, library.places, routes, origins)


@held.kept
def origins_named(library: Library, view: View) -> frozenset[str]:
    """The places of origin that the claims of a view name."""
    return marks.places_of_origin(held.selected(library, view)[1])


def _camera(here: Screen) -> frames.Camera:
    return frames.camera(here.view.frame.drawn, session.window())


def the_map(here: Screen) -> None:
    """The map itself. A click opens the claim, or the place where there is no claim."""
    look = _look(here, _camera(here), here.view.claim, here.view.place)
    with st.container(key="map_stage"):
        # An element more or less would make the browser build the map anew.
        if session.is_fresh() and session.draws_maps():
            chrome.at_once(_poster(here.library, here.view.limits, here.kind, look))
            _let_the_picture_go_first()
        else:
            st.empty()
        _chart(here, look)


def _let_the_picture_go_first() -> None:
    """Wait a moment, so that the picture is seen before the browser is busy with the map's scripts.

    Once for a reader: later the scripts are there. docs/decisions/0006 has the measurements.
    """
    if session.first_time("picture"):
        time.sleep(PICTURE_AHEAD)


@held.kept
def _poster(library: Library, view: View, kind: Kind, look: Look) -> str:
    return poster.poster(_scene(library, view, kind), look, library.names)


def _look(here: Screen, camera: frames.Camera, claim: str | None, place: str | None) -> Look:
    return Look(
        theme=session.theme(),
        palette=session.palette(),
        frame=here.view.frame.drawn,
        camera=camera,
        selected_claim=claim,
        selected_place=place,
        jitter=session.counter("jitter"),
        turn=session.counter("turn"),
    )


def _chart(here: Screen, look: Look) -> None:
    if not session.draws_maps():
        picture = _poster(here.library, here.view.limits, here.kind, look)
        chrome.instead_of_a_map(picture, look.camera.height, here.map_words, _why_still(here))
        return
    st.pydeck_chart(
        _deck(here.library, here.view, look),
        height=round(look.camera.height),
        key="map",
        on_select=_choose_on_map,
        selection_mode="single-object",
        alt=here.map_words,
    )


def _why_still(here: Screen) -> str:
    moves = here.view.frame is Frame.EXPLORE
    return wording.NO_WEBGL_EXPLORE if moves else wording.NO_WEBGL


@held.kept_many
def _deck(library: Library, view: View, look: Look) -> pdk.Deck:
    """A map as pydeck, placed and written down once for all readers; no reader changes it."""
    here = screen.of(view, library)
    cut = replace(look, from_sheets=True)
    return maps.deck(scene(here), cut, here.library.names)


LOCATOR = 352
"""The width, in pixels, of the window whose map the small one is."""


def locator(here: Screen, claim: Claim) -> None:
    """A small map of the claims shown that are of one claim's kind; the claim is marked on it."""
    layers = (*here.view.layers, claim.layer)
    same = screen.of(here.view.limits.with_(kinds=(claim.kind,), layers=layers))
    _chart(same, _look(same, frames.camera(same.view.frame.drawn, LOCATOR), claim.claim_id, None))


def _choose_on_map() -> None:
    row = clicked("map")
    if row:
        screen.choose(row.get("claim"), row.get("place"))


def clicked(key: str) -> dict[str, str] | None:
    """The row of a map's layer that was clicked, with the claim or the place it leads to."""
    rows = [row for own in st.session_state[key]["selection"]["objects"].values() for row in own]
    if not rows:
        return None
    session.bump("turn")
    return dict(rows[0])


def map_box(here: Screen) -> None:
    """Map, frame switch and legend, one over the other; below each other on a phone."""
    drawn, key = scene(here), "legend_below"
    with st.container(key="mapbox"):
        above = st.container()
        if here.view.frame is Frame.EXPLORE and session.draws_maps():
            drawn = exploring.explore(here, drawn)
        else:
            the_map(here)
            drawn = arrange(drawn, here.view.frame.drawn, _camera(here))
            key = "legend_below" if legend_is_below(drawn) else "legend"
        if key == "legend":
            legend(drawn, key)
    with above:
        controls.frames(here.view)
    if key == "legend_below":
        legend(drawn, key)


def let_the_map_go_first() -> None:
    """Wait a moment, so that the browser draws the map before it is busy with the rest.

    Elements that reach the browser together are rendered together, and the map comes last. Nothing
    in Streamlit sends a part of a page by itself; docs/decisions/0006 has the measurements.
    """
    time.sleep(MAP_AHEAD)


def legend(prepared: Scene, key: str) -> None:
    """The legend over the map; below it on a phone, and where it has much to explain."""
    body = legends.legend(prepared, session.palette())
    if body:
        with st.container(key=key):
            st.html(body)
