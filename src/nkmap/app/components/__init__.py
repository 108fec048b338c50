"""Small components Streamlit has no widget for. They set text with ``textContent`` only."""

from nkmap.app.components.facets import chips, facet_list
from nkmap.app.components.table import claim_table
from nkmap.app.components.window import window_width

__all__ = ["chips", "claim_table", "facet_list", "window_width"]
