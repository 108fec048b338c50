"""A table of claims whose rows open their claim.

``st.dataframe`` clips long text, and a clipped hedge is a changed fact; ``st.table`` cannot be
chosen from. All text is set with ``textContent`` only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from nkmap.app.callbacks import uninterrupted
from nkmap.app.components.element import read, script

_table = st.components.v2.component(
    "nkmap_table", html='<div class="wrap"></div>', css=read("table.css"), js=script("table.js")
)


def claim_table(
    data: dict[str, Any],
    key: str,
    on_choose: Callable[[], None],
    on_sort: Callable[[], None] | None = None,
    on_page: Callable[[], None] | None = None,
) -> None:
    """A table whose rows open claims. ``data``: caption, columns, styles, rows, chosen id.

    It may also hold ``keys``, what each column is sorted by, with ``sorted`` and ``descending``;
    ``link``, the beginning of a row's link, before the id; and ``pages``: page, of how many, words.
    A cell of the style ``number`` is a pair: what stands left of the line of digits' end, and what
    stands right of it.
    """
    _table(
        data=data,
        key=key,
        on_claim_change=uninterrupted(on_choose),
        on_sort_change=uninterrupted(on_sort or _nothing),
        on_page_change=uninterrupted(on_page or _nothing),
    )


def _nothing() -> None:
    """A table that is not sorted or paged reports neither."""
