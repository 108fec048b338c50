"""Lists of choices with counts, and the choices made as chips that can be taken away.

Streamlit's own widgets show no count beside a choice without making it part of the choice. All
text is set with ``textContent`` only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from nkmap.app.callbacks import uninterrupted
from nkmap.app.components.element import read, script

_facets = st.components.v2.component(
    "nkmap_facets",
    html='<div class="facets"></div>',
    css=read("facets.css"),
    js=script("facets.js"),
)
_chips = st.components.v2.component(
    "nkmap_chips", html='<div class="chips"></div>', css=read("facets.css"), js=read("chips.js")
)


def facet_list(facets: Sequence[dict[str, Any]], key: str, on_choice: Callable[[], None]) -> None:
    """Facets: name, label, open, more (words), options: value, label, count, chosen, glyph.

    A choice is reported as the facet's name with all the values that are then chosen.
    """
    _facets(data={"facets": list(facets)}, key=key, on_choice_change=uninterrupted(on_choice))


def chips(words: Sequence[str], key: str, on_drop: Callable[[], None]) -> None:
    """Choices that can be taken away; reports which one by its place, -1 for all of them."""
    _chips(data={"chips": list(words)}, key=key, on_drop_change=uninterrupted(on_drop))
