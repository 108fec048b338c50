"""Small components Streamlit has no widget for. They set text with ``textContent`` only."""

from nkmap.app.components.connection import connection_watch
from nkmap.app.components.drawn_map import drawn_map, moments, month_choice, told
from nkmap.app.components.facets import chips, facet_list
from nkmap.app.components.near import near
from nkmap.app.components.presenter import notes_window, presenter_bar
from nkmap.app.components.table import claim_table
from nkmap.app.components.window import window_watch

__all__ = [
    "chips",
    "claim_table",
    "connection_watch",
    "drawn_map",
    "facet_list",
    "moments",
    "month_choice",
    "near",
    "notes_window",
    "presenter_bar",
    "told",
    "window_watch",
]
