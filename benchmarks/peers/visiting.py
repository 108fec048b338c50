"""One visit: a page is opened, and some month steps are made, all in a real Chromium."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conftest import FLAGS
from peers.adapters import MONTHS
from peers.reporting import outside_host
from peers.serving import Server
from playwright.sync_api import Browser, Error, Page, Playwright

LIMIT_S = 60
"""A page or a step that is not painted within this time counts as not done."""
OPENED_QUIET_MS, STEPPED_QUIET_MS = 1000, 500
LOOK_EVERY_S = 0.1
WARM_STEPS = 1
"""The first step of a page still compiles shaders and scripts; it is kept apart."""
STEPS = len(MONTHS) - 1
_WATCH = (Path(__file__).parent / "watch.js").read_text("utf-8")
_READ = "() => window.peer ? window.peer.look() : null"
_AWAIT = """kind => {
  sessionStorage.setItem('peer-began', ''); sessionStorage.setItem('peer-awaits', kind);
}"""
# Outside hosts are not found, at once: nothing waits for them, and nothing comes from them.
ALONE = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server"]


class NotPaintedError(Exception):
    """A page that was not painted within the limit."""


@dataclass
class Visit:
    """What one visit found."""

    opened: float = 0
    opened_bytes: int = 0
    steps: list[float] = field(default_factory=list)
    step_bytes: list[int] = field(default_factory=list)
    outside: dict[str, int] = field(default_factory=dict)
    """Requests to other hosts until the page was painted."""

    @property
    def step(self) -> float:
        """The median of the steps after the first."""
        return statistics.median(self.steps[WARM_STEPS:])


def launch(play: Playwright, path: str | None) -> Browser:
    """A Chromium that reaches no host but this machine."""
    return play.chromium.launch(executable_path=path, args=[*FLAGS, *ALONE])


def visit(browser: Browser, server: Server, look: Callable[[Page, str], None]) -> Visit:
    """Open a peer's page as a new reader and step through the months.

    ``look`` is told when the page is painted and when the last step is, for pictures.
    """
    adapter, found = server.adapter, Visit()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.on("request", lambda asked: _count(found.outside, asked.url))
        page.add_init_script(_WATCH.replace("SELECTOR", repr(adapter.selector)))
        before = server.received
        start = time.time() * 1000
        page.goto(f"http://127.0.0.1:{server.relay.port}{adapter.path}", wait_until="commit")
        painted = _painted(page, start, OPENED_QUIET_MS)
        found.opened = painted - page.evaluate("performance.timeOrigin")
        found.opened_bytes = server.received - before
        found.outside = dict(found.outside)  # a step's own requests are not an opening's
        counted = found.outside
        found.outside = {}
        look(page, "opened")
        adapter.ready(page)
        for number in range(1, STEPS + 1):
            before = server.received
            page.evaluate(_AWAIT, adapter.begins)
            adapter.step(page, number)
            began = float(page.evaluate("sessionStorage.getItem('peer-began')") or "nan")
            painted = _painted(page, began, STEPPED_QUIET_MS)
            found.steps.append(painted - began)
            found.step_bytes.append(server.received - before)
        found.outside = counted
        look(page, "stepped")
    finally:
        context.close()
    return found


def _count(outside: dict[str, int], address: str) -> None:
    if host := outside_host(address):
        outside[host] = outside.get(host, 0) + 1


def _painted(page: Page, start: float, quiet_ms: float) -> float:
    """When the map was last painted, once it has been still for a while.

    Looked at twice: a page that was busy all the while answers before it goes on painting.
    """
    until = time.monotonic() + LIMIT_S
    earlier = None
    while time.monotonic() < until:
        page.wait_for_timeout(LOOK_EVERY_S * 1000)
        told = [value for frame in page.frames if (value := _read(frame))]
        painted = max((value[0] for value in told), default=0)
        still = bool(told) and max(value[1] for value in told) - painted > quiet_ms
        if painted > start and still:
            if painted == earlier:
                return painted
            earlier = painted
    raise NotPaintedError


def _read(frame: object) -> list[float] | None:
    with contextlib.suppress(Error):  # a frame that is just going to another document
        return frame.evaluate(_READ)  # type: ignore[attr-defined]
    return None
