"""A table that is only read: no row of it opens anything."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup

from nkmap.publish.templates import shown


def plain_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()
) -> Markup:
    """Rows of words under their heads; the first cell names its row, ``numbers`` stand right.

    On a phone each cell says which column it is of. An empty cell, where nothing was stated, is a
    dash, and on a phone left out.
    """
    return shown(
        "publish/plain_table.html", caption=caption, heads=heads, rows=rows, numbers=numbers
    )
