"""How long a reader waits for a page, for the benchmarks: servers, and times told by the page.

The page's own clock is read after the fact. A clock made of Playwright's ``wait_for_selector``
would add up to half a second, as it looks only so often.
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from conftest import free_port, wait_until_healthy  # noqa: E402

MARKS = "svg [data-claim], svg [data-place]"
"""What the map shows, in the app and in a published page."""
HELLO = "[data-testid=stMarkdown] p"
"""What the hello-world page shows."""
QUIET_MS = 500
_WATCH = (Path(__file__).parent / "waits.js").read_text("utf-8")
_QUIET = f"""() => waits.seen && performance.now() - waits.changed > {QUIET_MS}
  && [undefined, 'notRunning'].includes(
    document.querySelector('[data-testid=stApp]')?.dataset.testScriptState)
  && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')"""
_ANSWERED = _QUIET.replace("waits.seen", "waits.changed > waits.began")
Found = Mapping[str, Sequence[float]]
"""Numbers of all rounds, by what was measured."""


class Relay:
    """Passes bytes between browser and server, and counts those for the browser."""

    def __init__(self, target: int) -> None:
        """Listen on a free port of this machine and pass on to the target port."""
        self.target, self.port, self.received = target, free_port(), 0
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()

    @property
    def address(self) -> str:
        """Where a browser goes."""
        return f"http://127.0.0.1:{self.port}"

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._join, "127.0.0.1", self.port)
        await server.serve_forever()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self._pass(reader, back, 0), self._pass(there, writer, 1))

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, counted: int
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                self.received += counted * len(data)
                writer.write(data)
                await writer.drain()
        writer.close()


@contextlib.contextmanager
def serving(script: Path, data: Path | None = None) -> Iterator[Relay]:
    """A Streamlit server behind a relay, with the project's settings."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    command += ["--", f"--data={data}"] if data else []
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        try:
            health = f"http://127.0.0.1:{port}/_stcore/health"
            wait_until_healthy(health, process, Path(folder) / "log")
            yield Relay(port)
        finally:
            process.terminate()
            process.wait(10)


@contextlib.contextmanager
def opened(
    browser: Browser, address: str, wanted: str, asked: list[str] | None = None
) -> Iterator[Page]:
    """A new reader's page, when it shows what is wanted; ``asked`` takes all it asks for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: None if asked is None else asked.append(request.url))
    page.add_init_script(_WATCH.replace("WANTED", repr(wanted)))
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.waits?.seen", timeout=120_000)
    yield page
    context.close()


def rest(page: Page) -> None:
    """Wait until a page is whole."""
    page.wait_for_function(_QUIET, timeout=120_000)


def answered(page: Page) -> float:
    """Milliseconds from when a pointer was let go until the whole page was painted anew."""
    page.wait_for_function(_ANSWERED, timeout=120_000)
    return float(page.evaluate("waits.painted - waits.began"))


@dataclass(frozen=True)
class Dragged:
    """The last month, dragged month by month, and let go."""

    steps: tuple[float, ...]
    """Milliseconds from each move of the pointer to its frame."""
    messages: int
    """What was sent to the server meanwhile."""
    release: float
    """Milliseconds from letting go until the whole page was painted anew."""


def drag(page: Page, months: int) -> Dragged:
    """Drag the last month so many months on, one after the other, and let go."""
    handle = page.get_by_role("slider", name="Last month")
    handle.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)  # what is sent to who comes near the strip has been asked for then
    rest(page)
    across = "(node) => node.parentElement.clientWidth / (1 + Number(node.ariaValueMax))"
    unit = handle.evaluate(across)
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.evaluate("() => { waits.moves = []; waits.sent = 0; }")
    page.mouse.down()
    for month in range(1, months + 1):
        page.mouse.move(x + month * unit, y)
        page.wait_for_function(f"() => waits.moves.length >= {month}", timeout=10_000)
    steps, messages = page.evaluate("[waits.moves, waits.sent]")
    page.mouse.up()
    return Dragged(tuple(steps), messages, answered(page))


def table(found: Found) -> str:
    """Medians and spreads as Markdown."""
    lines = ["| what | median | lowest | highest |", "|---|---|---|---|"]
    for name, values in found.items():
        spread = (statistics.median(values), min(values), max(values))
        digits = 1 if name.endswith("ms") and spread[0] < 100 else 0
        told = (f"{value:,.{digits}f}" for value in spread)
        lines.append(f"| {name} | {' | '.join(told)} |")
    return "\n".join(lines)


def add(found: dict[str, list[float]], times: Mapping[str, float]) -> None:
    """Keep a round's numbers."""
    for name, value in times.items():
        found.setdefault(name, []).append(value)


def ratio(found: Found, one: str, other: str) -> float:
    """How often one median holds another."""
    return statistics.median(found[one]) / statistics.median(found[other])
