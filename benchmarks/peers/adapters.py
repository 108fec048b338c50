"""A small adapter for each peer: how it is started, what a month step is, and where its map is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from peers import outside_files
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "pages"
MONTHS = ("2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07")
"""A page is opened on the first of these, and each step leads to the next."""
MARKS = "svg [data-claim], svg [data-place]"
DECK = '[data-testid="stDeckGlJsonChart"] canvas'
LEAFLET = ".leaflet-overlay-pane, .leaflet-marker-pane"
"""Where marks are in Leaflet; its tiles, which cannot come, are in another pane."""


@dataclass(frozen=True)
class Place:
    """Where a peer runs: its Python, its port, its dataset and a folder for its files."""

    python: str
    port: int
    data: Path
    folder: Path
    outside: str
    """The address of what pages load from outside, kept by host."""


def surroundings(at: Place) -> dict[str, str]:
    """The environment a peer's page runs in; nothing of nkmap's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NKMAP")}
    return kept | {
        "PEER_DATA": str(at.data),
        "PEER_MONTH": MONTHS[0],
        "PEER_PORT": str(at.port),
        "PEER_OUTSIDE": at.outside,
    }


class Command(Protocol):
    """The command that starts a server."""

    def __call__(self, place: Place) -> Sequence[str]:
        """The words of the command."""


@dataclass(frozen=True)
class Adapter:
    """One peer."""

    name: str
    start: Command
    selector: str
    """What holds the marks in its page."""
    step: Callable[[Page, int], None]
    """Make a month step in the browser; told the number of the month it leads to."""
    begins: str = "click"
    """The event a step is counted from."""
    path: str = "/"
    prepare: Callable[[Place], None] | None = None
    """What is written before the server starts."""
    ready: Callable[[Page], None] = field(default=lambda _: None)
    """What a page needs after it is painted and before its first step."""
    left_out: str = ""
    """Why it is not measured; ``--peers`` measures it all the same."""
    most_claims: int | None = None
    served: bool = True
    """Whether a server of its own works for it, whose memory counts."""


def press_next(page: Page, _: int) -> None:
    """Click on the button that all pages with a server have."""
    page.get_by_role("button", name="Next month").click()


# ---------------------------------------------------------------- Streamlit


def streamlit(script: Path, *, python: str, port: int) -> list[str]:
    """A Streamlit server that asks nothing in the terminal."""
    words = [python, "-m", "streamlit", "run", str(script)]
    return [*words, f"--server.port={port}", "--server.headless=true"]


HELLO = Adapter(
    name="hello-world",
    start=lambda at: streamlit(
        ROOT / "benchmarks/pages/hello.py", python=sys.executable, port=at.port
    ),
    selector='[data-testid="stMarkdown"]',
    step=press_next,
)
NKMAP = Adapter(
    name="nkmap",
    start=lambda at: [
        *streamlit(ROOT / "dashboard.py", python=sys.executable, port=at.port),
        "--",
        f"--data={at.data}",
    ],
    path=f"/?from={MONTHS[0]}&to={MONTHS[0]}",
    selector=f"{MARKS}, svg:has({MARKS})",
    step=lambda page, _: page.get_by_role("button", name="Next month").click(),
)
BARE = Adapter(
    name="bare Streamlit (pydeck, Altair)",
    start=lambda at: streamlit(PAGES / "bare_streamlit.py", python=at.python, port=at.port),
    selector=DECK,
    step=press_next,
)
FOLIUM = Adapter(
    name="streamlit-folium",
    start=lambda at: streamlit(PAGES / "folium_app.py", python=at.python, port=at.port),
    selector=LEAFLET,
    step=press_next,
)

# ---------------------------------------------------------------- other servers

DASH = Adapter(
    name="Plotly Dash",
    start=lambda at: [at.python, str(PAGES / "dash_app.py")],
    selector="#map",
    step=press_next,
)
PANEL = Adapter(
    name="Panel (Bokeh)",
    start=lambda at: [
        *(at.python, "-m", "panel", "serve", str(PAGES / "panel_app.py")),
        *("--port", str(at.port), "--allow-websocket-origin", "*"),
    ],
    path="/panel_app",
    selector=".the-map",
    step=press_next,
)


def _written_by(script: str) -> Callable[[Place], None]:
    """Run a script of ``pages`` that writes a peer's files into its folder."""

    def run(at: Place) -> None:
        words = [at.python, str(PAGES / script), str(at.folder)]
        subprocess.run(words, check=True, env=surroundings(at), cwd=at.folder)

    return run


DATASETTE = Adapter(
    name="Datasette (cluster-map)",
    prepare=_written_by("datasette_files.py"),
    start=lambda at: [
        *(at.python, "-m", "datasette", str(at.folder / "peers.db")),
        *("--metadata", str(at.folder / "metadata.json"), "--port", str(at.port)),
    ],
    path=f"/peers/claims?month={MONTHS[0]}",
    selector=LEAFLET,
    step=lambda page, at: page.get_by_role("link", name=MONTHS[at], exact=True).first.click(),
)

# ---------------------------------------------------------------- pages without a server


def files(at: Place) -> list[str]:
    """A server of files, which does no work of its own."""
    words = [sys.executable, "-m", "http.server", str(at.port), "--bind", "127.0.0.1"]
    return [*words, "--directory", str(at.folder)]


def _nkmap_page(at: Place) -> None:
    start = "import sys; from nkmap.cli import main; sys.exit(main())"
    words = ["publish", "--html", str(at.folder / "index.html"), "--data", str(at.data)]
    subprocess.run([sys.executable, "-c", start, *words], check=True, cwd=ROOT)


def _outside_kept(at: Place) -> None:
    """kepler.gl's page with the kept scripts."""
    _written_by("kepler_page.py")(at)
    file = at.folder / "index.html"
    file.write_text(outside_files.kept(file.read_text("utf-8"), at.outside), encoding="utf-8")


def _focus_slider(page: Page) -> None:
    page.locator("input[type=range]").focus()


_WINDOW = """() => {
  const shown = (name) => [...document.querySelectorAll(name)]
    .map((one) => one.getBoundingClientRect()).find((box) => box.width > 0);
  const bar = shown('.kg-range-slider__plot .selection') || shown('.kg-range-slider__bar');
  return [bar.x + bar.width / 2, bar.y + bar.height / 2, bar.width];
}"""
"""The middle of the window of time that is shown, and its width: a month."""


def _hold_window(page: Page) -> None:
    across, down, _ = page.evaluate(_WINDOW)
    page.mouse.move(across, down)
    page.mouse.down()


def _drag_window(page: Page, _: int) -> None:
    across, down, month = page.evaluate(_WINDOW)
    page.mouse.move(across + month, down)


def _first_month(page: Page) -> None:
    page.evaluate(
        "month => { const at = D.months.findIndex("
        "one => JSON.stringify(one).includes(month)); choose(at, at); }",
        MONTHS[0],
    )
    page.wait_for_timeout(500)


NKMAP_PAGE = Adapter(
    name="nkmap, one-file page",
    prepare=_nkmap_page,
    start=files,
    selector="#map .scene",
    ready=_first_month,
    step=lambda page, _: page.locator("#later").click(),
    most_claims=1500,
    served=False,
)
ALTAIR = Adapter(
    name="plain Altair page",
    prepare=_written_by("altair_page.py"),
    start=files,
    selector=".vega-embed svg",
    ready=_focus_slider,
    step=lambda page, _: page.keyboard.press("ArrowRight"),
    begins="keydown",
    served=False,
)
KEPLER = Adapter(
    name="kepler.gl",
    prepare=_outside_kept,
    start=files,
    selector="canvas",
    ready=_hold_window,
    step=_drag_window,
    begins="pointermove",
    left_out="draws no marks without its map from outside",
    served=False,
)
ADAPTERS = (*(HELLO, NKMAP, NKMAP_PAGE, BARE, FOLIUM, DASH, PANEL, DATASETTE, KEPLER, ALTAIR),)
