"""Addresses of the web: what is one, and the dashboard's own."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

ADDRESS = "NKMAP_ADDRESS"
"""Environment variable with the dashboard's public address, so that a link in a file is whole."""


def is_web(text: str) -> bool:
    """Whether a text is an address of the web: http or https, a host, and nothing unseen."""
    try:
        parts = urlsplit(text)
        is_one = text.isprintable() and " " not in text
        return is_one and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def takes_query(text: str) -> bool:
    """Whether a text is an address of the web to which the query of a view can be added."""
    return is_web(text) and "?" not in text and "#" not in text


def site(address: str) -> str:
    """The host of an address, as a reader knows it: ``asiapress.org``."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def public_address() -> str:
    """The dashboard's public address, as the environment gives it; empty when it gives none."""
    given = os.environ.get(ADDRESS, "")
    return given if takes_query(given) else ""
