"""Files the browser fetches once from ``static/``: the glyphs of kinds, for widgets.

They are committed; a test makes them again and compares.
"""

from __future__ import annotations

from nkmap.figures.symbols import Theme
from nkmap.schema import Kind
from nkmap.view import slug

STATIC = "app/static/"
"""Where Streamlit serves the ``static`` folder, relative to the app's own address."""


def glyph_file(kind: Kind | None, theme: Theme) -> str:
    """Where the glyph of a kind, or of all kinds, lies below ``static/``."""
    return f"glyphs/{slug(kind) if kind else 'all-kinds'}-{theme}.svg"


def glyph_address(kind: Kind | None, theme: Theme) -> str:
    """Where the app serves it, relative to its own address."""
    return STATIC + glyph_file(kind, theme)
