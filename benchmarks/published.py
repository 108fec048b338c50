"""How long a reader of a published page waits, and how long a site takes to write, as ratios.

    python benchmarks/published.py [--rounds 5] [--large DIR]

The page opens from disk. Its floor is an empty Altair page with the same libraries inside, opened
in the same run; a month step is held against the app's own in the same run. "From
open to painted" ends when the map is in the document and the browser has shown its first contents,
in a browser as it draws pages without a graphics card, and in one with an emulated card. A step of
the page ends when its frame is painted, in a browser that does not wait for the next frame of a
screen; the app's, dragged, in an ordinary browser, which waits for it. Table and timeline follow in
both. ``--large`` names a dataset of ``large_dataset.py`` to write a
site of, with its time and the most memory it took.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import altair as alt
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from conftest import FLAGS  # noqa: E402
from programs import CHROMIUM  # noqa: E402
from waits import MARKS, Relay, drag, opened, rest, serving  # noqa: E402

from nkmap import cli  # noqa: E402

_TWO_FRAMES = """
addEventListener('DOMContentLoaded', () => {
  const look = () => {
    if (!document.querySelector(WANTED)) { requestAnimationFrame(look); return; }
    const seen = () => { window.painted = performance.now(); };
    requestAnimationFrame(() => requestAnimationFrame(seen));
  };
  look();
});
"""
_STEPS = """() => {
  const found = [];
  for (const month of D.months.keys()) {
    const start = performance.now();
    board.months.choose(month, month);
    found.push(performance.now() - start);
  }
  return found.sort((a, b) => a - b);
}"""
_STEP_DRAWN = """name => new Promise(done => {
  const start = performance.now();
  document.querySelector(`#months [aria-label='${name} month']`).click();
  document.body.getBoundingClientRect();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - start);
    channel.port2.postMessage(0);
  });
})"""
MAP = "html.ready #drawn a.marks"
PLAIN = [flag for flag in FLAGS if "gl" not in flag and "swiftshader" not in flag]
"""A browser as it draws pages without a graphics card; the app's own map needs an emulated one."""
DRAWN_BY = ("", ", emulated graphics card")
"""How the two browsers that a page is opened in are told apart in the table."""
UNPACED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
"""A browser that draws at once: a step counts its work, and not the wait for a screen."""


def from_disk(browser: Browser, file: Path, wanted: str) -> Page:
    """A file opened in a new window without a network, when what is wanted is painted."""
    size = {"width": 1440, "height": 900}
    page = browser.new_context(viewport=size, offline=True).new_page()
    page.add_init_script(_TWO_FRAMES.replace("WANTED", repr(wanted)))
    page.goto(file.as_uri())
    page.wait_for_function(
        "() => window.painted && performance.getEntriesByName('first-contentful-paint').length",
        timeout=60_000,
    )
    return page


def opening(browser: Browser, file: Path, wanted: str) -> float:
    """Milliseconds until a file's map is in the document and the browser has shown a frame."""
    page = from_disk(browser, file, wanted)
    shown = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    found = page.evaluate(f"Math.max(window.painted, {shown})")
    page.context.close()
    return float(found)


def measure(
    play: Playwright, path: str | None, folder: Path, app: Relay, rounds: int
) -> dict[str, list[float]]:
    """Every measurement, interleaved; the first round warms the browsers and the server."""
    found: dict[str, list[float]] = {}
    plain = play.chromium.launch(executable_path=path, args=PLAIN)
    browser = play.chromium.launch(executable_path=path, args=FLAGS)
    for number in range(rounds + 1):
        times: dict[str, float] = {}
        for name, opener in zip(DRAWN_BY, (plain, browser), strict=True):
            altair = opening(opener, folder / "altair.html", "#vis canvas, #vis svg")
            times[f"open{name}: empty Altair page, ms"] = altair
            times[f"open{name}: nkmap page, ms"] = opening(opener, folder / "nkmap.html", MAP)
        unpaced = play.chromium.launch(executable_path=path, args=[*FLAGS, *UNPACED])
        page = from_disk(unpaced, folder / "nkmap.html", MAP)
        page.wait_for_function("() => !document.querySelector('html.waiting')")
        steps = page.evaluate(_STEPS)
        times["step: nkmap page, script, ms"] = statistics.median(steps)
        times["step: nkmap page, slowest script, ms"] = steps[-1]
        drawn = []
        for name in ("Previous", "Next") * 4:
            page.wait_for_timeout(250)
            drawn.append(page.evaluate(_STEP_DRAWN, name))
        times["step: nkmap page, with drawing, ms"] = statistics.median(drawn)
        unpaced.close()
        with opened(plain, f"{app.address}/?from=2024-11&to=2024-11", MARKS) as own:
            rest(own)
            times["step: nkmap app, ms"] = statistics.median(drag(own, 4).steps)
        if number:
            for name, value in times.items():
                found.setdefault(name, []).append(value)
    plain.close()
    browser.close()
    return found


def site(folder: Path, data: Path | None = None) -> tuple[float, float]:
    """Seconds to write a site by the command, and the most memory it took, in megabytes."""
    chosen = ["--data", str(data)] if data else []
    start = time.perf_counter()
    start_it = "import sys; from nkmap.cli import main; sys.exit(main())"
    typed = ["publish", "--site", str(folder), "--story", *chosen]
    process = subprocess.Popen([sys.executable, "-c", start_it, *typed])
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the site was not written")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def report(found: dict[str, list[float]]) -> str:
    """A Markdown table of medians and spreads, then the ratios."""
    lines = ["| what | median | lowest | highest |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {statistics.median(v):,.1f} | {min(v):,.1f} | {max(v):,.1f} |"
        for name, v in found.items()
    ]
    middle = {name: statistics.median(values) for name, values in found.items()}
    opened_in = {
        name: middle[f"open{name}: nkmap page, ms"] / middle[f"open{name}: empty Altair page, ms"]
        for name in DRAWN_BY
    }
    faster = middle["step: nkmap app, ms"] / middle["step: nkmap page, with drawing, ms"]
    return "\n".join(
        [
            *lines,
            "",
            *(
                f"- open to painted{name}: {ratio:.2f} times an empty Altair page (aim: 1.5)"
                for name, ratio in opened_in.items()
            ),
            f"- month step of the app, times the page's: {faster:.1f}",
        ]
    )


def main() -> None:
    """Run the rounds, print the table, then write the sites."""
    parser = argparse.ArgumentParser(description="Published pages, as ratios.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", type=Path)
    asked = parser.parse_args()
    path = CHROMIUM.path()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        empty = alt.Chart(alt.InlineData([])).mark_point()
        (folder / "altair.html").write_text(empty.to_html(inline=True), encoding="utf-8")
        cli.main(["publish", "--html", str(folder / "nkmap.html")])
        app = stack.enter_context(serving(ROOT / "dashboard.py"))
        with sync_playwright() as play:
            print(report(measure(play, path, folder, app, asked.rounds)))
        seconds, memory = site(folder / "site")
        print(f"- site of the shipped data: {seconds:.1f} s, {memory:,.0f} MB at most")
        if asked.large:
            seconds, memory = site(folder / "large", asked.large)
            print(f"- site of {asked.large.name}: {seconds:.1f} s, {memory:,.0f} MB at most")


if __name__ == "__main__":
    main()
