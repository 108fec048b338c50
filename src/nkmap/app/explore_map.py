"""The map that is moved by hand, and the words for what has no place on it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nkmap.app import screen, session
from nkmap.app.session import uninterrupted
from nkmap.evidence import Evidence
from nkmap.figures import explore as explored
from nkmap.figures import page_layout, tooltips
from nkmap.figures.scene import Scene
from nkmap.publish.templates import fragments, markdown
from nkmap.wording import captions, counts

_zoom = st.components.v2.component(
    "nkmap_zoom",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def explore(here: Evidence, scene: Scene) -> None:
    """The scene to move about in, below it the claims without a point."""
    size, turn = page_layout.map_size(session.window()), session.counter("turn")
    style = explored.DeckStyle(session.theme(), *size, here.view.claim, here.view.place, turn)
    with st.container(key="explore"):
        st.pydeck_chart(
            explored.deck(scene, style, here.names),
            height=round(style.height),
            key="explore_map",
            on_select=uninterrupted(_choose),
            selection_mode="single-object",
            alt=here.map_alt,
        )
        _zoom(key="zoom_buttons")
    if scene.areas:
        with st.container(key="explore_areas"):
            st.html(fragments.note(captions.NAMED_WITHOUT_A_PLACE))
            for number, area in enumerate(scene.areas):
                words = [f"**{markdown(area.title)}**", *map(markdown, area.lines)]
                told = tooltips.of_part(area, here.names)
                st.button(
                    " · ".join([*words, counts.claim_count(len(area.claims))]),
                    key=f"area-{number}",
                    on_click=uninterrupted(screen.choose),
                    args=(told.claim, told.place),
                    width="stretch",
                )


def _choose() -> None:
    chosen = st.session_state["explore_map"]["selection"]["objects"]
    for row in [row for rows in chosen.values() for row in rows][:1]:
        session.bump("turn")
        screen.choose(row["claim"], row["place"])
