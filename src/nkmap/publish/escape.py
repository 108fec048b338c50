"""Text from data into HTML and Markdown: it may hold anything, and shows as text."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from nkmap.characters import without_turns

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


def text(value: object) -> str:
    """Plain text for HTML, in element content and in quoted attributes."""
    return html.escape(without_turns(str(value)), quote=True)


def plain(value: object) -> str:
    """Text that is set as text by a script: without what would turn the words around it."""
    return without_turns(str(value))


def isolated(value: object) -> str:
    """Plain text for HTML that keeps its own writing direction to itself."""
    return f"<bdi>{text(value)}</bdi>"


def markdown(value: object) -> str:
    """Plain text for Markdown: no character of it is markup, and it stays on one line."""
    flat = " ".join(without_turns(str(value)).split())
    return _MARKDOWN.sub(r"\\\1", flat)


def site(address: str) -> str:
    """The host of an address, as a reader knows it: ``asiapress.org``."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def is_web(address: str) -> bool:
    """Whether an address may be followed: http or https, and nothing else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def link(address: str, words: str) -> str:
    """A link that opens outside the app; words alone when the address is not http or https."""
    if not is_web(address):
        return text(words)
    return f'<a href="{text(address)}" target="_blank" rel="noopener noreferrer">{text(words)}</a>'
