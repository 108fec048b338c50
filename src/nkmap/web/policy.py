"""What a page lets in, as its Content-Security-Policy says: nothing but what it brings itself."""

from __future__ import annotations

import base64
import hashlib


def policy(style: str, scripts: str, files: str = "") -> str:
    """The policy of a page, from the sources of its style, its scripts and its other files."""
    return (
        f"default-src 'none'; style-src {style}; script-src {scripts}; "
        f"img-src {files}data:; font-src {files}data:; base-uri 'none'; form-action 'none'"
    )


def hashed(*contents: str) -> str:
    """The sources that allow what stands in the page itself."""
    digests = (hashlib.sha256(content.encode()).digest() for content in contents)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
