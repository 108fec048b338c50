"""The map that is moved by hand, and the words for what has no place on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from nkmap import wording
from nkmap.app import screen, session
from nkmap.app.callbacks import uninterrupted
from nkmap.app.screen import Screen
from nkmap.figures import explore as explored
from nkmap.figures import page_layout, tips
from nkmap.figures.prepared import Scene
from nkmap.publish.escape import markdown
from nkmap.publish.templates import fragments

_zoom = st.components.v2.component(
    "nkmap_zoom", html="", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)
MOST_AREAS = 8
"""Areas that are listed below the map as they are; of more, the list scrolls."""


def explore(here: Screen, scene: Scene) -> None:
    """The scene to move about in, below it the claims without a point."""
    # A strong outline is explained above the list of areas, so it goes by that list.
    scene = replace(scene, plates=scene.areas, beyond=frozenset())
    width, height = page_layout.map_size(session.window())
    look = explored.Look(session.theme(), width, height, here.view.claim, here.view.place)
    look = replace(look, turn=session.counter("turn"))
    with st.container(key="explore"):
        st.pydeck_chart(
            explored.deck(scene, look, here.library.names),
            height=round(height),
            key="explore_map",
            on_select=uninterrupted(_choose),
            selection_mode="single-object",
            alt=here.map_words,
        )
        _zoom(key="zoom_buttons")
    if scene.areas:
        _without_a_point(scene, here.library.names)


def _choose() -> None:
    chosen = st.session_state["explore_map"]["selection"]["objects"]
    for row in [row for rows in chosen.values() for row in rows][:1]:
        session.bump("turn")
        screen.choose(row.get("claim"), row.get("place"))


def _without_a_point(scene: Scene, names: wording.Names) -> None:
    """Each area with its words and its number of claims; it opens what it opens on a drawing."""
    is_long = len(scene.areas) > MOST_AREAS
    with st.container(key="explore_areas", height=300 if is_long else "content", border=False):
        st.html(fragments.note(wording.named_without_a_place(outlined=bool(scene.hatched))))
        for number, plate in enumerate(scene.areas):
            words = [f"**{markdown(plate.title)}**", *map(markdown, plate.lines)]
            told = tips.of_part(plate, names)
            st.button(
                " · ".join([*words, wording.claim_count(len(plate.claims))]),
                key=f"area-{number}",
                on_click=uninterrupted(screen.choose),
                args=(told.claim or None, told.place or None),
                width="stretch",
            )
