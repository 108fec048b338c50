"""A view of the dashboard inside somebody else's page: the code to paste."""

from __future__ import annotations

from nkmap.publish import escape
from nkmap.publish.templates import fragments

HEIGHT = 720
"""Pixels; a map with its headline and months."""
_EMBED = "embed=true"
"""What leaves out the browser's own furniture of the dashboard."""


def embedded(link: str) -> str:
    """The link to the same view without menus: what an ``<iframe>`` shows."""
    address = link.partition("#")[0]
    before, mark, query = address.partition("?")
    pairs = [pair for pair in query.split("&") if pair and pair != _EMBED] if mark else []
    return f"{before}?{'&'.join([*pairs, _EMBED])}"


def iframe(link: str, title: str, height: int = HEIGHT) -> str:
    """The code that shows a view in a page of one's own; ``title`` is read out to who cannot see.

    Raises ``ValueError`` for a link that is no address of the web: it would show a page of the
    reader's own, or run a script.
    """
    if not escape.is_web(link):
        raise ValueError(f"{link!r} is no address of the web")
    return str(fragments.frame(embedded(link), " ".join(title.split()), height))
