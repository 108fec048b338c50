"""Text from data into Markdown, where it shows as text, and which addresses may be followed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from nkmap.characters import without_turns

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


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
