"""A whole HTML document: its head, its policy against anything foreign, and its body."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from nkmap.publish.escape import text

WAITING = (
    "const shown=document.documentElement.classList;shown.add('waiting');"
    "setTimeout(()=>shown.remove('waiting'),1000)"
)
"""A script that lets what is below the window wait, for a second at most whatever else fails."""


@dataclass(frozen=True)
class Head:
    """What stands in the head of a page."""

    title: str
    description: str
    style: str = ""
    """Rules inside the page; a linked page names ``style_file`` instead."""
    early: str = ""
    """A script that runs before the body is read."""
    script: str = ""
    style_file: str = ""
    script_file: str = ""
    linked_data: str = ""
    """JSON-LD, made safe for a script element by ``linked_data``."""
    properties: tuple[tuple[str, str], ...] = field(default=())
    """Open Graph properties."""
    links: tuple[tuple[str, str], ...] = field(default=())
    """Relations of the page (``canonical``, ``alternate``) and their addresses."""


def policy(head: Head) -> str:
    """The Content-Security-Policy: nothing runs or loads but what the page itself brings."""
    own = "'self'" if head.style_file else ""
    style = own or _hash(head.style)
    inside = " ".join(_hash(script) for script in (head.early, head.script) if script)
    script = "'self'" if head.script_file else inside or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {style}",
            f"script-src {script}",
            f"img-src {own} data:".replace("  ", " "),
            f"font-src {own} data:".replace("  ", " "),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def document(head: Head, body: str) -> str:
    """The page; ``body`` is HTML."""
    style = (
        f'<link rel="stylesheet" href="{text(head.style_file)}">'
        if head.style_file
        else f"<style>{head.style}</style>"
    )
    data = (
        f'<script type="application/ld+json">{head.linked_data}</script>'
        if head.linked_data
        else ""
    )
    early = f"<script>{head.early}</script>" if head.early else ""
    script = ""
    if head.script_file:
        script = f'<script src="{text(head.script_file)}" defer></script>'
    elif head.script:
        script = f"<script>{head.script}</script>"
    properties = "".join(
        f'<meta property="{text(name)}" content="{text(value)}">' for name, value in head.properties
    )
    links = "".join(f'<link rel="{rel}" href="{text(to)}">' for rel, to in head.links)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{text(policy(head))}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(head.title)}</title>"
        f'<meta name="description" content="{text(head.description)}">'
        f'<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">'
        f"{properties}{links}{style}{early}{data}</head>\n<body>\n{body}{script}</body></html>\n"
    )
