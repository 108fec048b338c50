"""What a browser is told before the app is there: that its network refuses the app's connection.

All that a page shows comes through a WebSocket. Where a proxy refuses it, Streamlit's own page is a
grey skeleton for ever, and nothing of the app can say why. So a script goes into that page, which
is the same for every address.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from nkmap import wording

SCRIPT = "nkmap-first.js"
"""Beside every page, so that it is found below whatever path the app lies at."""
PATIENCE = 6
"""Seconds from the page's scripts being there to the sentence; a connection takes less than one."""

_Told = MutableMapping[str, Any]
_Send = Callable[[_Told], Awaitable[None]]
_App = Callable[[_Told, Callable[[], Awaitable[_Told]], _Send], Awaitable[None]]

_UNWANTED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""What would bring the page packed, in part or not at all."""
_OF_THE_FILE = (b"content-length", b"etag", b"last-modified", b"accept-ranges")
_JS = (Path(__file__).parent / "first_page.js").read_text(encoding="utf-8")


def script() -> str:
    """The script that waits for the connection, and says what to do where it does not come."""
    return _JS.replace("WORDS", json.dumps(wording.NO_CONNECTION)).replace(
        "PATIENCE", str(PATIENCE)
    )


class FirstPage:
    """The app behind it, whose pages know the script; nothing else is changed."""

    def __init__(self, app: _App) -> None:
        """``app`` is the server's."""
        self.app = app

    async def __call__(
        self, scope: _Told, receive: Callable[[], Awaitable[_Told]], send: _Send
    ) -> None:
        """Answer for the script, and put it into the page a browser opens."""
        if scope["type"] == "http" and scope["path"].endswith(f"/{SCRIPT}"):
            await _answer(send, b"text/javascript; charset=utf-8", script().encode())
        elif scope["type"] == "http" and _opens_a_page(scope):
            wanted = [one for one in scope["headers"] if one[0] not in _UNWANTED]
            await self.app({**scope, "headers": wanted}, receive, _Page(send))
        else:
            await self.app(scope, receive, send)


def _opens_a_page(scope: _Told) -> bool:
    """Whether a browser asks for a page to show, and not for a part of one."""
    wants = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in wants


async def _answer(send: _Send, kind: bytes, body: bytes) -> None:
    size = str(len(body)).encode()
    headers = [(b"content-type", kind), (b"content-length", size), (b"cache-control", b"no-cache")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Page:
    """What is sent of a page, with the script in its head."""

    def __init__(self, send: _Send) -> None:
        self.send = send
        self.is_page = False

    async def __call__(self, told: _Told) -> None:
        if told["type"] == "http.response.start":
            headers = list(told["headers"])
            self.is_page = any(
                name == b"content-type" and kind.startswith(b"text/html") for name, kind in headers
            )
            if self.is_page:
                kept = [one for one in headers if one[0].lower() not in _OF_THE_FILE]
                told = {**told, "headers": kept}
        elif self.is_page and b"<head>" in told.get("body", b""):
            tag = f'<head><script src="./{SCRIPT}" defer></script>'.encode()
            told = {**told, "body": told["body"].replace(b"<head>", tag, 1)}
        await self.send(told)
