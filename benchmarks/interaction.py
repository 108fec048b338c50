"""How long a reader waits: page open to painted map, and one month step, as ratios.

    python benchmarks/interaction.py [--rounds 10]

Three servers run side by side: the app, a hello-world page and a page with one empty pydeck map.
They are opened in turn in the same Chromium, so that a slow moment of the machine hits all of them.
A map counts as painted at its last WebGL call before a second without any; a step counts from the
click to the last WebGL call, or to the changed text where there is no map. The app sends its map
first, so the last change of the whole page is given as well. Bytes are counted on the
way, by a relay between browser and server.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from conftest import FLAGS, free_port, install_chromium, installed_chromium  # noqa: E402

QUIET_MS = 1000
STEPS = 8
"""Month steps on one page; the first ones still compile shaders and scripts."""
WATCH = """
window.lastDraw = 0; window.clicked = 0; window.changed = 0; window.settled = 0;
for (const kind of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
  for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced',
                      'drawElementsInstanced', 'clear']) {
    const draw = kind.prototype[name];
    if (draw) kind.prototype[name] = function (...args) {
      window.lastDraw = performance.now(); return draw.apply(this, args);
    };
  }
}
addEventListener('click', () => { window.clicked = performance.now(); }, true);
new MutationObserver((all) => {
  window.settled = performance.now();
  for (const one of all)
    if (one.target.textContent.includes('n=')) window.changed = performance.now();
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
DRAWN = f"() => window.lastDraw > 0 && performance.now() - window.lastDraw > {QUIET_MS}"
STEPPED = f"""() => window.clicked > 0 && window.lastDraw > window.clicked
  && performance.now() - window.lastDraw > {QUIET_MS}"""
CHANGED = "() => window.clicked > 0 && window.changed > window.clicked"


class Relay:
    """Passes bytes between browser and server, and counts those for the browser."""

    def __init__(self, target: int) -> None:
        """Listen on a free port of this machine and pass on to the target port."""
        self.target, self.port, self.received = target, free_port(), 0
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()

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
def serving(script: Path) -> Iterator[Relay]:
    """A Streamlit server behind a relay."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        time.sleep(6)
        try:
            yield Relay(port)
        finally:
            process.terminate()
            process.wait(10)


def opened(browser: Browser, relay: Relay, path: str, done: str, motion: str = "null") -> Page:
    """A new reader's page, when it is painted; ``motion``: ``reduce`` for a camera that jumps."""
    size = {"width": 1440, "height": 900}
    page = browser.new_context(viewport=size, reduced_motion=motion).new_page()
    page.add_init_script(WATCH)
    page.goto(f"http://127.0.0.1:{relay.port}{path}")
    page.wait_for_function(done, timeout=60_000)
    return page


def step(page: Page, relay: Relay, button: str, done: str, until: str) -> tuple[float, float, int]:
    """From a click on a month button: ms to what changes, ms to the last change, bytes."""
    before = relay.received
    page.get_by_role("button", name=button).click()
    page.wait_for_function(done, timeout=60_000)
    page.wait_for_timeout(300)
    shown = page.evaluate(f"window.{until} - window.clicked")
    settled = page.evaluate("window.settled - window.clicked")
    return shown, settled, relay.received - before


def measure(browser: Browser, relays: dict[str, Relay], rounds: int) -> dict[str, list[float]]:
    """Every measurement, interleaved."""
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        times: dict[str, float] = {}
        page = opened(browser, relays["empty map"], "/", DRAWN)
        times["open: empty pydeck map, ms"] = page.evaluate("window.lastDraw")
        page.context.close()
        page = opened(browser, relays["nkmap"], "/?from=2024-11&to=2024-11", DRAWN)
        times["open: nkmap, ms"] = page.evaluate("window.lastDraw")
        # To and from December, the month in which most marks come and go.
        ways = ("Next month", "Previous month") * (STEPS // 2)
        steps = [step(page, relays["nkmap"], way, STEPPED, "lastDraw") for way in ways]
        times["step: nkmap, ms"] = statistics.median(ms for ms, _, _ in steps)
        times["step: nkmap, whole page, ms"] = statistics.median(ms for _, ms, _ in steps)
        times["step: nkmap, bytes"] = max(size for _, _, size in steps)
        page.context.close()
        page = opened(browser, relays["nkmap"], "/briefing?step=5", DRAWN, "reduce")
        ways = ("Next step", "Previous step") * (STEPS // 2)
        steps = [step(page, relays["nkmap"], way, STEPPED, "lastDraw") for way in ways]
        times["slide: nkmap, ms"] = statistics.median(ms for ms, _, _ in steps)
        times["slide: nkmap, bytes"] = max(size for _, _, size in steps)
        page.context.close()
        page = opened(
            browser, relays["hello"], "/", "() => document.body.innerText.includes('n=0')"
        )
        page.wait_for_timeout(1000)
        ways = ("Next month",) * STEPS
        steps = [step(page, relays["hello"], way, CHANGED, "changed") for way in ways]
        times["step: hello-world, ms"] = statistics.median(ms for ms, _, _ in steps)
        times["step: hello-world, bytes"] = max(size for _, _, size in steps)
        page.context.close()
        if number:  # the first round warms the servers and the browser
            for name, value in times.items():
                found.setdefault(name, []).append(value)
    return found


def report(found: dict[str, list[float]]) -> str:
    """A Markdown table of medians and spreads, then the ratios."""
    lines = ["| what | median | lowest | highest |", "|---|---|---|---|"]
    middle = {name: statistics.median(values) for name, values in found.items()}
    lines += [
        f"| {name} | {middle[name]:,.0f} | {min(values):,.0f} | {max(values):,.0f} |"
        for name, values in found.items()
    ]
    step_ratio = middle["step: nkmap, ms"] / middle["step: hello-world, ms"]
    open_ratio = middle["open: nkmap, ms"] / middle["open: empty pydeck map, ms"]
    lines += [
        "",
        f"- month step against a hello-world rerun: {step_ratio:.2f} times (aim: 2)",
        f"- open to painted against an empty pydeck map: {open_ratio:.2f} times (aim: 1.5)",
        f"- step of the briefing against a month step: "
        f"{middle['slide: nkmap, ms'] / middle['step: nkmap, ms']:.2f} times (aim: 1.5)",
        f"- bytes for a month step: {middle['step: nkmap, bytes']:,.0f} (aim: under 20,000)",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description="Page open and month step, as ratios.")
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    scripts = {
        "nkmap": ROOT / "dashboard.py",
        "hello": ROOT / "benchmarks" / "pages" / "hello.py",
        "empty map": ROOT / "benchmarks" / "pages" / "empty_map.py",
    }
    path = installed_chromium() or install_chromium()
    with contextlib.ExitStack() as stack, sync_playwright() as play:
        relays = {name: stack.enter_context(serving(script)) for name, script in scripts.items()}
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        print(report(measure(browser, relays, rounds)))
        browser.close()


if __name__ == "__main__":
    main()
