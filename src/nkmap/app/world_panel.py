"""What stands beside the map of the world: countries before and since the deadline of 2019."""

from __future__ import annotations

import streamlit as st

from nkmap.app import claim_panel, components, page_frame
from nkmap.evidence import Evidence
from nkmap.publish import world_tables
from nkmap.view import ALL_LAYERS, Frame, View


def panel(here: Evidence) -> None:
    """Show the chosen claim or place; beside the world its countries, too.

    They come right after the map where nothing is chosen (``app.css``), and each is of every claim
    of its kind that was published by the day whose knowledge is shown.
    """
    if here.view.frame is not Frame.WORLD:
        claim_panel.panel(here)
        return
    with st.container(key="beside_world"):
        claim_panel.panel(here)
        _countries(here)


def _countries(here: Evidence) -> None:
    """Show who works where, before and since the deadline, and who was sent home."""
    whole = page_frame.of(View(layers=ALL_LAYERS, known_on=here.view.known_on))
    query = here.view.with_(claim=None, place=None).to_query()
    asked = View(known_on=here.view.known_on).to_query()
    links = {
        "claim": f"?{query}&claim={{}}",
        "place": f"places?{asked}&place={{}}" if asked else "places?place={}",
    }
    html = str(world_tables.markup(whole, links))
    components.show("linked", {"html": html}, "countries", open=_open)


def _open() -> None:
    chosen = components.reported("countries", "open") or {}
    if "claim" in chosen:
        page_frame.choose(chosen["claim"])
    elif "place" in chosen:
        page_frame.open_place(chosen["place"])
