"""How large the parts of a page are: columns, paddings, the map."""

from __future__ import annotations

REFERENCE_WIDTH = 940.0
ASPECT, LEAST_HEIGHT = 0.448, 320.0
PHONE = 640
"""Widths of a window below this get the phone layout, as in Streamlit's own style sheet."""
ONE_COLUMN = 900
"""Widths of a window below this have figure and panel below each other."""
PAGE_PADDING = 40.0
COLUMN_GAP = 32
COLUMNS = (940.0, 396.0)
"""The shares of figure and panel on every page that has both."""
PHONE_PADDING = 16.0
PHONE_HEIGHT = 404.0


def map_size(window_width: float) -> tuple[float, float]:
    """Width and height in pixels of the map in a window of that width."""
    if window_width < PHONE:
        return window_width - 2 * PHONE_PADDING, PHONE_HEIGHT
    width = window_width - 2 * PAGE_PADDING
    if window_width >= ONE_COLUMN:
        width = (width - COLUMN_GAP) * COLUMNS[0] / sum(COLUMNS)
    return width, max(LEAST_HEIGHT, round(width * ASPECT))


def page_width(window_width: float) -> int:
    """Pixels between the page's paddings."""
    padding = PHONE_PADDING if window_width < PHONE else PAGE_PADDING
    return round(window_width - 2 * padding)
