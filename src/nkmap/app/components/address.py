"""Brings an address up to date without a new entry in the browser's history.

Streamlit has one way to change the query of an address, and it adds an entry. After a page is
turned to that would be a second one for the same page, and who goes back would meet the first.
"""

from __future__ import annotations

import streamlit as st

from nkmap.app.components.element import read

_address = st.components.v2.component(
    "nkmap_address", html="<span hidden></span>", js=read("address.js")
)


def same_entry(query: str) -> None:
    """Give the page's address this query string, which may be empty."""
    _address(data={"query": f"?{query}" if query else ""}, key="address")
