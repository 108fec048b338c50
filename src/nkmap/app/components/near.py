"""Holds the place of a part that brings scripts of its own, until a reader comes near it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nkmap.app.callbacks import uninterrupted
from nkmap.app.components.element import read

_near = st.components.v2.component(
    "nkmap_near", html='<div class="nk-near"></div>', css=read("near.css"), js=read("near.js")
)


def near(key: str, on_near: Callable[[], None]) -> None:
    """Keep a place, and report once when it is about to be seen."""
    _near(key=key, on_near_change=uninterrupted(on_near), default={"near": False})
