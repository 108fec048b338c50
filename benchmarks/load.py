"""How many readers one server bears: reruns a second, how long the slowest wait, and memory.

    python benchmarks/load.py [--rounds 3] [--seconds 12] [--apps nkmap,bare,hello]

Readers are real WebSocket connections (``readers.Reader``) that change months: flat out, the next
as soon as the last is whole, and as people do, with a pause of two to six seconds. All servers run
side by side and are asked in turn, so that a slow moment of the machine hits all of them. Peers run
with Streamlit's own settings. The readers share the machine with the servers.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from readers import Reader

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from conftest import free_port  # noqa: E402

APPS = {
    "nkmap": ROOT / "dashboard.py",
    "bare": ROOT / "benchmarks" / "peers" / "bare_streamlit.py",
    "hello": ROOT / "benchmarks" / "pages" / "hello.py",
}
NAMES = {
    "nkmap": "nkmap",
    "bare": "bare Streamlit, pydeck and Altair",
    "hello": "hello-world",
}
CROWDS = (1, 20, 100)
PAUSE = (2.0, 6.0)
"""Seconds a person looks at a month before the next."""
LEFT = 130
"""Sessions that Streamlit keeps for readers who may come back; growth is measured beyond them."""


@dataclass
class Server:
    """A running app."""

    name: str
    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        """Where its readers go."""
        return f"127.0.0.1:{self.port}"

    def memory(self) -> float:
        """MB that it holds for itself."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        sizes = (line.split() for line in rollup.splitlines())
        return next(int(size[1]) for size in sizes if size[0] == "Pss:") / 1024

    def cpu(self) -> float:
        """Seconds of processor time it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(name: str, data: str = "") -> Iterator[Server]:
    """The app, once it answers."""
    port = free_port()
    environment = {**os.environ, **({"NKMAP_DATA": data} if data else {})}
    command = [sys.executable, "-m", "streamlit", "run", str(APPS[name]), f"--server.port={port}",
               "--server.headless=true", "--browser.gatherUsageStats=false"]  # fmt: skip
    with tempfile.TemporaryFile() as log:
        # A folder's .streamlit/config.toml counts where a server is started: ours is only for us.
        where = APPS[name].parent
        process = subprocess.Popen(command, cwd=where, stdout=log, stderr=log, env=environment)
        try:
            wait_until_healthy(port)
            yield Server(name, process, port)
        finally:
            process.terminate()
            process.wait(20)


def wait_until_healthy(port: int) -> None:
    """Until the server says that it is."""
    for _ in range(600):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)
            return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answered on port {port} within a minute.")


@dataclass
class Waited:
    """What a crowd saw."""

    seconds: float
    waits: list[float] = field(default_factory=list)
    cpu: float = 0.0
    """Seconds of processor time the server used."""

    @property
    def rate(self) -> float:
        """Reruns a second."""
        return len(self.waits) / self.seconds

    def slowest_of(self, hundred: int) -> float:
        """Milliseconds within which this many of a hundred were served."""
        ordered = sorted(self.waits)
        return 1000 * ordered[min(len(ordered) - 1, len(ordered) * hundred // 100)]


async def opened(address: str, count: int, query: dict[str, str]) -> list[Reader]:
    """That many readers with the page whole, four at a time."""
    readers = [Reader(address, dict(query)) for _ in range(count)]
    at_once = asyncio.Semaphore(4)

    async def enter(reader: Reader) -> None:
        async with at_once:
            await reader.open()

    await asyncio.gather(*map(enter, readers))
    return readers


async def changing(
    readers: list[Reader], seconds: float, pause: tuple[float, float] | None
) -> Waited:
    """What these readers see when all of them change months for a while."""
    found = Waited(seconds)
    began = time.perf_counter()
    pick = random.Random(len(readers))

    async def read(reader: Reader) -> None:
        back = False
        if pause:
            await asyncio.sleep(pick.uniform(0, pause[1]))
        while time.perf_counter() - began < seconds:
            waited = await reader.press("Previous month" if back else "Next month")
            back = not back and "Previous month" in reader.buttons
            if time.perf_counter() - began < seconds:
                found.waits.append(waited)
            if pause:
                await asyncio.sleep(pick.uniform(*pause))

    await asyncio.gather(*map(read, readers))
    return found


VIEWS = {"nkmap": {"from": "2024-11", "to": "2024-11"}}


async def crowd(
    server: Server, count: int, seconds: float, pause: tuple[float, float] | None
) -> Waited:
    """A crowd comes, changes months and leaves."""
    readers = await opened(server.address, count, VIEWS.get(server.name, {}))
    for reader in readers:
        await reader.press("Next month")
        if "Previous month" in reader.buttons:
            await reader.press("Previous month")
    before = server.cpu()
    found = await changing(readers, seconds, pause)
    found.cpu = server.cpu() - before
    await asyncio.gather(*(reader.close() for reader in readers))
    return found


async def each(server: Server, count: int) -> float:
    """MB for each further session that stays open."""
    readers = await opened(server.address, 10, VIEWS.get(server.name, {}))
    before = server.memory()
    more = await opened(server.address, count, VIEWS.get(server.name, {}))
    size = (server.memory() - before) / count
    await asyncio.gather(*(reader.close() for reader in readers + more))
    return size


async def come_and_go(server: Server, count: int) -> None:
    """Readers who open the page, change the month once and leave, ten at a time."""
    for _ in range(count // 10):
        readers = await opened(server.address, 10, VIEWS.get(server.name, {}))
        await asyncio.gather(*(reader.press("Next month") for reader in readers))
        await asyncio.gather(*(reader.close() for reader in readers))


async def growth(server: Server, count: int) -> tuple[float, float]:
    """MB before, and MB more after that many sessions were opened and closed."""
    await come_and_go(server, 2 * LEFT)
    before = server.memory()
    await come_and_go(server, count)
    return before, server.memory() - before


def spread(values: list[float], digits: int = 0) -> str:
    """A median with the lowest and the highest."""
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def report(found: dict[tuple[str, int, bool], list[Waited]]) -> str:
    """A Markdown table, one row for each app and crowd."""
    lines = [
        "| app | sessions | reruns a second | 95 of 100 within, ms | half within, ms "
        "| processor, ms a rerun |",
        "|---|---|---|---|---|---|",
    ]
    for (name, count, paused), runs in found.items():
        many = f"{count}, with pauses" if paused else str(count)
        lines.append(
            f"| {NAMES[name]} | {many} | {spread([run.rate for run in runs], 1)} "
            f"| {spread([run.slowest_of(95) for run in runs])} "
            f"| {spread([run.slowest_of(50) for run in runs])} "
            f"| {spread([1000 * run.cpu / max(1, len(run.waits)) for run in runs], 1)} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Run the rounds and print the tables."""
    parser = argparse.ArgumentParser(description="Reruns a second, waits and memory under load.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--apps", default=",".join(APPS))
    parser.add_argument("--crowds", default=",".join(map(str, CROWDS)))
    parser.add_argument("--data", default="", help="another dataset for nkmap and the bare app")
    parser.add_argument("--sessions", type=int, default=1000, help="opened and closed for growth")
    asked = parser.parse_args()
    names = asked.apps.split(",")
    crowds = [int(count) for count in asked.crowds.split(",")]
    found: dict[tuple[str, int, bool], list[Waited]] = {}
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(serving(name, asked.data)) for name in names]
        for server in servers:
            asyncio.run(crowd(server, 2, 2, None))
        for _ in range(asked.rounds):
            for count in crowds:
                for pause in (None, PAUSE):
                    for server in servers:
                        seen = asyncio.run(crowd(server, count, asked.seconds, pause))
                        found.setdefault((server.name, count, bool(pause)), []).append(seen)
                        print(server.name, count, bool(pause), f"{seen.rate:.1f}", file=sys.stderr)
        print(report(dict(sorted(found.items(), key=lambda one: one[0][1:]))))
        print()
        for server in servers:
            size = asyncio.run(each(server, 100))
            print(f"- {NAMES[server.name]}: {size:.2f} MB for each further open session")
        for server in servers:
            if asked.sessions:
                before, more = asyncio.run(growth(server, asked.sessions))
                print(
                    f"- {NAMES[server.name]}: {before:.0f} MB, {more:+.1f} MB after "
                    f"{asked.sessions:,} sessions opened and closed"
                )


if __name__ == "__main__":
    main()
