"""What a browser is told before the app is there, in the head of Streamlit's own page.

All that a page shows comes through a WebSocket. Where a proxy refuses it, Streamlit's own page is a
grey skeleton for ever, and nothing of the app can say why: a script does. And Streamlit asks for
the scripts of a part only when it has one to show; React then holds back for 0.3 s what had to wait
for them. So the page names those of the first screen, from the start, and the app's style
sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nkmap.project_files import STATIC
from nkmap.publish.templates import shown

SCRIPT = "nkmap-first.js"
"""Beside every page, so that it is found below whatever path the app lies at."""
_JS = Path(__file__).with_name("page_head.js").read_text(encoding="utf-8")
"""It waits for the connection, and says what to do where that does not come."""
_TEMPLATE = "app/page_head.html"
_UNWANTED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""What would bring the page packed, in part or not at all."""
_OF_THE_FILE = ("content-length", "etag", "last-modified", "accept-ranges")
_BUILT = Path(streamlit.__file__).parent / "static" / "static"
"""Streamlit's own scripts and fonts, whose names hold their hashes."""
_PARTS = ("BidiComponent", "Html", "ButtonGroup", "Checkbox", "Button")
"""What the first screen shows: drawings, text, and controls with pictures in their labels."""
_FONTS = ("SourceSerifVariable-Roman", "SourceSansVF-Upright", "SourceSansVF-Italic")
"""Of the headline and of the words on the map, which would be set anew when theirs comes later."""
_IMPORTED = re.compile(r"""(?:from|import)["'`]\./([^"'`]+)["'`]""")


def head() -> str:
    """What goes into the head of Streamlit's page: the scripts and the fonts that it will need.

    A file that the installed version of Streamlit does not have is not named.
    """
    parts = [file for part in _PARTS for file in (_BUILT / "js").glob(f"{part}.*.js")]
    fonts = [file.name for name in _FONTS for file in (_BUILT / "media").glob(f"{name}.*.woff2")]
    return shown(_TEMPLATE, place="head", fonts=fonts, scripts=_needed(parts))


def _needed(parts: Sequence[Path]) -> list[str]:
    """The names of scripts and of all that they import, in the order met."""
    found, left = dict[str, None](), [file.name for file in parts]
    while left:
        name = left.pop(0)
        if name not in found and (file := _BUILT / "js" / name).is_file():
            found[name] = None
            left += _IMPORTED.findall(file.read_text(encoding="utf-8"))
    return list(found)


class FirstPage:
    """The app behind it, whose pages know the script; nothing else is changed."""

    def __init__(self, app: ASGIApp) -> None:
        """``app`` is the server's."""
        self.app = app
        first, style = (
            shown(_TEMPLATE, place=place, script=SCRIPT, static=STATIC)
            for place in ("first", "behind")
        )
        self.tags = {
            b"<head>": b"<head>" + first.encode(),
            b"</head>": head().encode() + b"</head>",
            b"</body>": style.encode() + b"</body>",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the script, and put it into the page a browser opens."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].endswith(f"/{SCRIPT}"):
            answer = Response(_JS, media_type="text/javascript")
            answer.headers["cache-control"] = "no-cache"
            await answer(scope, receive, send)
        elif scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
            wanted = [one for one in scope["headers"] if one[0] not in _UNWANTED]
            await self.app({**scope, "headers": wanted}, receive, _Page(send, self.tags))
        else:
            await self.app(scope, receive, send)


class _Page:
    """What is sent of a page, with our tags beside those of its own that they go with."""

    def __init__(self, send: Send, tags: Mapping[bytes, bytes]) -> None:
        self.send, self.tags = send, tags
        self.is_page = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self.is_page = headers.get("content-type", "").startswith("text/html")
            for name in _OF_THE_FILE if self.is_page else ():
                del headers[name]
        elif self.is_page and b"<head>" in message.get("body", b""):
            body = message["body"]
            for tag, ours in self.tags.items():
                body = body.replace(tag, ours, 1)
            message = {**message, "body": body}
        await self.send(message)
