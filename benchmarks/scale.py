"""What 100,000 claims cost: the check, a change of a filter and its bytes, beside the shipped data.

    python benchmarks/scale.py [--claims 100000] [--rounds 5]

Two servers run side by side, one with the shipped data and one with invented claims of
``large_dataset``. The same steps are made in turn on both, so that a slow moment of the machine
hits both. A step counts from the click to the last change of the page. A page is opened on one
month; the first step leads to a month nobody has asked for since the server started, the others go
back and forth.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import large_dataset
from playwright.sync_api import Browser, Page, sync_playwright
from waits import ROOT, Relay, answered, opened, rest, serving

sys.path.insert(0, str(ROOT / "tests"))
from conftest import FLAGS
from programs import CHROMIUM

PAGES = {"Timeline": "/timeline", "Data": "/data"}
"""The pages whose months change on the server; the Map has ``interaction.py``."""
STEPS = 4
MONTHS = ("2024-06", "2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12", "2025-01")
"""A round starts at the next of these, so that its first step is new to the server."""
HEADLINE = "h1"
"""What a page is open with."""
APP = ROOT / "dashboard.py"
DATASETS = ("shipped", "large")


@dataclass(frozen=True)
class Step:
    """One click: milliseconds until nothing changes any more, and bytes sent for it."""

    ms: float
    size: int


def step(page: Page, relay: Relay, button: str) -> Step:
    """Click on a month button and wait until nothing changes."""
    before = relay.received
    page.get_by_role("button", name=button).click()
    ms = answered(page)
    return Step(ms, relay.received - before)


def steps(browser: Browser, relay: Relay, path: str, month: str) -> tuple[Step, list[Step]]:
    """Open a page on a month; the step to the next month, then steps back and forth."""
    with opened(browser, f"{relay.address}{path}?from={month}&to={month}", HEADLINE) as page:
        page.get_by_role("button", name="Next month").wait_for(timeout=120_000)
        rest(page)
        first = step(page, relay, "Next month")
        again = [step(page, relay, way) for way in ("Previous month", "Next month") * (STEPS // 2)]
    return first, again


def measure(browser: Browser, relays: dict[str, Relay], rounds: int) -> dict[str, list[float]]:
    """Every measurement, interleaved; the first round warms the servers and is left out."""
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        month = MONTHS[number % len(MONTHS)]
        for name, path in PAGES.items():
            for data in DATASETS:
                first, again = steps(browser, relays[data], path, month)
                told = {
                    f"{name}, new month, ms": first.ms,
                    f"{name}, month seen before, ms": statistics.median(s.ms for s in again),
                    f"{name}, new month, bytes": first.size,
                }
                for what, value in told.items():
                    if number:
                        found.setdefault(f"{what}|{data}", []).append(value)
    return found


def check_seconds(data: Path, rounds: int) -> list[float]:
    """Seconds of the whole command, from the start of its process to its end."""
    command = [sys.executable, "-m", "nkmap.cli", "check", "--data", str(data)]
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        found.append(time.perf_counter() - start)
    return found


def _spread(values: list[float], digits: int = 0) -> str:
    middle = statistics.median(values)
    return f"{middle:,.{digits}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def report(found: dict[str, list[float]], seconds: dict[str, list[float]]) -> str:
    """A Markdown table: medians with lowest and highest, and the ratio of the medians."""
    lines = ["| what | shipped data | large dataset | ratio |", "|---|---|---|---|"]
    for what in dict.fromkeys(name.split("|")[0] for name in found):
        one, two = (found[f"{what}|{data}"] for data in DATASETS)
        ratio = statistics.median(two) / statistics.median(one)
        lines.append(f"| {what} | {_spread(one)} | {_spread(two)} | {ratio:.2f} |")
    one, two = (seconds[data] for data in DATASETS)
    lines.append(f"| `nkmap check`, s | {_spread(one, 1)} | {_spread(two, 1)} | |")
    return "\n".join(lines)


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description="What a large dataset costs, as ratios.")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with contextlib.ExitStack() as stack:
        large = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        large_dataset.write(large, chosen.claims)
        folders = {"shipped": large_dataset.SHIPPED, "large": large}
        seconds = {name: check_seconds(folder, 3) for name, folder in folders.items()}
        path = CHROMIUM.path()
        relays = {
            name: stack.enter_context(serving(APP, folder)) for name, folder in folders.items()
        }
        play = stack.enter_context(sync_playwright())
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        print(report(measure(browser, relays, chosen.rounds), seconds))
        browser.close()


if __name__ == "__main__":
    main()
