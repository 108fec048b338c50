"""How long a reader of the Map waits, beside a hello-world page: opening, dragging months, bytes.

    python benchmarks/interaction.py [--rounds 10] [--sizes 50,100000] [--json FILE] [--webgl]

The app runs with each dataset, and a hello-world page beside it; their pages are opened in turn in
the same Chromium, so that a slow moment of the machine hits all of them. The page itself tells the
times (``waits.js``): a page is open when a mark is painted and under a pointer at its middle, where
it stays; that a click there opens its claim or place is seen to. Then the last month is dragged,
each move counted until its frame is painted; what is sent to the server meanwhile is counted. When
it is let go, the page counts as whole at its last change, as hello-world does after a click on its
button. Bytes are counted by a relay between browser and server. Datasets of invented claims have
the sizes asked for; "shipped" is ours. A browser without WebGL draws the Map; ``--webgl`` gives it
an emulated card.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import large_dataset
from peers.reporting import outside_host
from playwright.sync_api import Browser, sync_playwright
from waits import (
    HELLO,
    MARKS,
    ROOT,
    Found,
    Relay,
    add,
    answered,
    drag,
    opened,
    ratio,
    rest,
    serving,
    table,
)

sys.path.insert(0, str(ROOT / "tests"))
from conftest import ALWAYS, FLAGS
from programs import CHROMIUM

SHIPPED = "shipped"
MONTHS = {SHIPPED: "from=2024-11&to=2024-12"}
"""Where a dataset is opened: more than one claim to open, and months with more after it."""
INVENTED_MONTHS = "from=2024-02&to=2024-03"
SEED = 7987
"""With it each of the months shown has a departure that nkmap draws, even among 50 claims."""
STEPS = 4
"""Months that are dragged over."""


def of_hello(browser: Browser, relay: Relay) -> dict[str, float]:
    """One visit to the hello-world page."""
    with opened(browser, relay.address, HELLO) as page:
        rest(page)
        times = {"open: hello-world, ms": page.evaluate("waits.stood")}
        button = page.get_by_role("button", name="Next month")
        reruns = []
        for _ in range(STEPS):
            button.click()
            reruns.append(answered(page))
        return times | {"rerun: hello-world, ms": statistics.median(reruns)}


def of_map(browser: Browser, relay: Relay, name: str) -> dict[str, float]:
    """One visit to the Map: a mark opens what it is of, and months are dragged."""
    address = f"{relay.address}/?{MONTHS.get(name, INVENTED_MONTHS)}"
    asked: list[str] = []
    before = relay.received
    with opened(browser, address, MARKS, asked) as page:
        rest(page)
        seen, stood, contexts = page.evaluate("[waits.seen, waits.stood, waits.webgl]")
        size, outside = relay.received - before, [url for url in asked if outside_host(url)]
        page.mouse.click(*page.evaluate("waits.point()"))
        page.wait_for_function("() => /[?&](claim|place)=/.test(location.search)", timeout=30_000)
        rest(page)
        dragged = drag(page, STEPS)
    return {
        f"open: {name}, ms": stood,
        f"first seen: {name}, ms": seen,
        f"open: {name}, bytes": size,
        f"open: {name}, outside requests": len(outside),
        f"open: {name}, WebGL contexts": contexts,
        f"month dragged: {name}, ms": statistics.median(dragged.steps),
        f"months dragged: {name}, messages to the server": dragged.messages,
        f"let go: {name}, ms": dragged.release,
    }


def measure(
    browser: Browser, hello: Relay, apps: dict[str, Relay], rounds: int
) -> dict[str, list[float]]:
    """Every measurement, interleaved; the first round warms servers and browser."""
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        times = of_hello(browser, hello)
        for name, relay in apps.items():
            times |= of_map(browser, relay, name)
        if number:
            add(found, times)
    return found


def ratios(found: Found, names: Sequence[str]) -> dict[str, float]:
    """What is aimed at, by what it is; counts as they are at most."""
    told: dict[str, float] = {}
    for name in names:
        of_hello = ratio(found, f"open: {name}, ms", "open: hello-world, ms")
        told[f"{name}: open to marks seen and clickable, times hello-world (aim: 1.2)"] = of_hello
        middle = statistics.median(found[f"month dragged: {name}, ms"])
        told[f"{name}: a month dragged to painted, ms (aim: 30)"] = middle
        sent = max(found[f"months dragged: {name}, messages to the server"])
        told[f"{name}: messages to the server while dragging (aim: 0)"] = sent
        let_go = ratio(found, f"let go: {name}, ms", "rerun: hello-world, ms")
        told[f"{name}: let go to page whole, times a hello-world rerun (aim: 1.5)"] = let_go
        size = statistics.median(found[f"open: {name}, bytes"]) / 1e6
        told[f"{name}: MB to open (aim: 4)"] = size
        outside = max(found[f"open: {name}, outside requests"])
        told[f"{name}: outside requests (aim: 0)"] = outside
        contexts = max(found[f"open: {name}, WebGL contexts"])
        told[f"{name}: WebGL contexts before Explore is chosen (aim: 0)"] = contexts
    invented = [name for name in names if name != SHIPPED]
    if len(invented) > 1:
        few, *_, many = invented
        for what in ("open", "month dragged", "let go"):
            grown = ratio(found, f"{what}: {many}, ms", f"{what}: {few}, ms")
            told[f"{what}: {many}, times {few} (aim: 1.3)"] = grown
    return told


def main() -> None:
    """Run the rounds, print the table and keep it."""
    parser = argparse.ArgumentParser(description="Waits on the Map, beside hello-world.")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--sizes", type=sizes, default=(50, 100_000), help="invented claims")
    parser.add_argument("--json", type=Path, help="keep every round's numbers here")
    parser.add_argument("--webgl", action="store_true", help="in a browser that emulates a card")
    asked = parser.parse_args()
    path = CHROMIUM.path()
    with contextlib.ExitStack() as stack:
        hello = stack.enter_context(serving(ROOT / "benchmarks" / "pages" / "hello.py"))
        apps = {SHIPPED: stack.enter_context(serving(ROOT / "dashboard.py"))}
        for count in asked.sizes:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            large_dataset.write(data, count, SEED)
            apps[f"{count:,} claims"] = stack.enter_context(serving(ROOT / "dashboard.py", data))
        play = stack.enter_context(sync_playwright())
        flags = FLAGS if asked.webgl else [*ALWAYS, "--disable-gpu"]
        browser = play.chromium.launch(executable_path=path, args=flags)
        found = measure(browser, hello, apps, asked.rounds)
        browser.close()
    told = ratios(found, tuple(apps))
    print(
        "\n".join([table(found), "", *(f"- {what}: {value:.2f}" for what, value in told.items())])
    )
    if asked.json:
        kept = {"rounds": found, "ratios": told}
        asked.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def sizes(text: str) -> tuple[int, ...]:
    """Numbers of claims, between commas."""
    return tuple(int(word.replace("_", "")) for word in text.split(","))


if __name__ == "__main__":
    main()
