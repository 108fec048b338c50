"""What goes into Streamlit's own page before a browser gets it."""

import contextlib
import re
from html.parser import HTMLParser
from pathlib import Path

import streamlit

from nkmap.app import page_head
from nkmap.app.page_head import FirstPage

BUILT = Path(streamlit.__file__).parent / "static"
PAGE = (BUILT / "index.html").read_bytes()


class Tags(HTMLParser):
    """The tags of a page with their attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def asked(accept: bytes, body: bytes, kind: bytes = b"text/html; charset=utf-8") -> bytes:
    """What a browser gets of what the app answers."""
    sent: list[bytes] = []

    async def app(_scope, _receive, send):
        headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def take(told):
        sent.append(told.get("body", b""))

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept", accept)]}
    # No loop: one of Playwright's may be running in the same process, and nothing here waits.
    with contextlib.suppress(StopIteration):
        FirstPage(app)(scope, None, take).send(None)
    return b"".join(sent)


def test_a_page_names_the_scripts_that_its_first_screen_needs_and_each_is_there():
    links = [told for tag, told in Tags(asked(b"text/html", PAGE).decode()).found if tag == "link"]
    own = [told for tag, told in Tags(PAGE.decode()).found if tag == "link"]
    added = [told for told in links if told not in own]
    scripts = [told["href"] for told in added if told["rel"] == "modulepreload"]
    assert {Path(href).name.split(".")[0] for href in scripts} >= set(page_head._PARTS)
    for told in added:
        if told["rel"] != "stylesheet":
            assert (BUILT / told["href"]).is_file(), told


def test_the_style_sheet_stands_behind_the_head_to_which_streamlit_adds_its_rules():
    page = asked(b"text/html", PAGE).decode()
    sheet = '<link rel="stylesheet" href="./app/static/app.css">'
    assert page.index("</head>") < page.index(sheet) < page.index("</body>")
    assert (Path(__file__).parents[1] / "static" / "app.css").is_file()


def test_what_a_script_imports_is_named_with_it(tmp_path, monkeypatch):
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "Html.1.js").write_text('import{a}from"./b.2.js";import"./c.3.js";')
    (tmp_path / "js" / "b.2.js").write_text("import{d}from`./d.4.js`;import(`./later.5.js`)")
    (tmp_path / "js" / "c.3.js").write_text('export{a}from"./b.2.js";import"./gone.6.js"')
    (tmp_path / "js" / "d.4.js").write_text("")
    monkeypatch.setattr(page_head, "_BUILT", tmp_path)
    named = re.findall(r'href="./static/(\S+)"', page_head.head())
    assert named == ["js/Html.1.js", "js/b.2.js", "js/c.3.js", "js/d.4.js"]


def test_only_pages_are_changed():
    assert asked(b"*/*", PAGE) == PAGE
    assert asked(b"text/html", b"<head></head>", b"text/plain") == b"<head></head>"
