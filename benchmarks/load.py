"""How many readers one server bears: reruns a second, how long the slowest wait, and memory.

    python benchmarks/load.py [--rounds 3] [--seconds 12] [--claims 10000] [--pause 2,6]
    python benchmarks/load.py --replicas 1,2,4 [--rounds 3]

Readers are real WebSocket connections (``readers.Reader``) that change months: flat out, the next
as soon as the last is whole, and as people do, with a pause before the next. All servers run side
by side and are asked in turn, so that a slow moment of the machine hits all of them. Peers run
with Streamlit's own settings. The readers share the machine with the servers. With ``--replicas``,
that many processes of the app stand behind nginx with the configuration of ``deploy/``.
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
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from readers import Reader

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from conftest import free_port, wait_until_healthy  # noqa: E402
from peers.serving import memory  # noqa: E402
from replicas import replicas  # noqa: E402

APPS = {
    "nkmap": ROOT / "dashboard.py",
    "bare": ROOT / "benchmarks" / "peers" / "pages" / "bare_streamlit.py",
    "hello": ROOT / "benchmarks" / "pages" / "hello.py",
}
NAMES = {
    "nkmap": "nkmap",
    "bare": "bare Streamlit, pydeck and Altair",
    "hello": "hello-world",
}
MONTH = "2024-02"
"""Where all readers begin."""
LEFT = 130
"""Sessions that Streamlit keeps for readers who may come back; growth is measured beyond them."""


@dataclass
class Server:
    """A running app."""

    name: str
    port: int
    processes: tuple[subprocess.Popen[bytes], ...]

    @property
    def address(self) -> str:
        """Where its readers go."""
        return f"127.0.0.1:{self.port}"

    @property
    def label(self) -> str:
        """Its name for readers of the table."""
        return NAMES.get(self.name, self.name)

    @property
    def view(self) -> str:
        """The link its readers open: for the app one month, as the others show."""
        return f"from={MONTH}&to={MONTH}" if self.name.startswith("nkmap") else ""

    def memory(self) -> float:
        """MB that it holds for itself."""
        return sum(memory(process.pid) or 0 for process in self.processes)

    def cpu(self) -> float:
        """Seconds of processor time it has used."""
        return sum(map(_cpu, self.processes))


def _cpu(process: subprocess.Popen[bytes]) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def behind_nginx(count: int, data: Path) -> Iterator[Server]:
    """So many replicas of the app with the committed configuration before them."""
    with replicas(count, data=data) as running:
        yield Server(f"nkmap x {count}", running.port, tuple(running.processes))


@contextlib.contextmanager
def serving(name: str, data: Path) -> Iterator[Server]:
    """The app, once it answers."""
    port = free_port()
    environment = {
        **os.environ,
        "NKMAP_DATA": str(data),
        "PEER_DATA": str(data),
        "PEER_MONTH": MONTH,
    }
    command = [sys.executable, "-m", "streamlit", "run", str(APPS[name]), f"--server.port={port}",
               "--server.headless=true", "--browser.gatherUsageStats=false"]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w+b") as log:
        # A folder's .streamlit/config.toml counts where a server is started: ours is only for us.
        where = APPS[name].parent
        process = subprocess.Popen(command, cwd=where, stdout=log, stderr=log, env=environment)
        try:
            health = f"http://127.0.0.1:{port}/_stcore/health"
            wait_until_healthy(health, process, Path(folder) / "log")
            yield Server(name, port, (process,))
        finally:
            process.terminate()
            process.wait(20)


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
        ordered = sorted(self.waits) or [float("inf")]  # nobody was served
        return 1000 * ordered[min(len(ordered) - 1, len(ordered) * hundred // 100)]


async def opened(address: str, count: int, query: str) -> list[Reader]:
    """That many readers with the page whole, four at a time."""
    readers = [Reader(address, query) for _ in range(count)]
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
            waited = await reader.step(back=back)
            back = not back and reader.goes_back
            if time.perf_counter() - began < seconds:
                found.waits.append(waited)
            if pause:
                await asyncio.sleep(pick.uniform(*pause))

    await asyncio.gather(*map(read, readers))
    return found


async def crowd(
    server: Server, count: int, seconds: float, pause: tuple[float, float] | None
) -> Waited:
    """A crowd comes, changes months and leaves."""
    readers = await opened(server.address, count, server.view)
    for reader in readers:
        await reader.step()
        if reader.goes_back:
            await reader.step(back=True)
    before = server.cpu()
    found = await changing(readers, seconds, pause)
    found.cpu = server.cpu() - before
    await asyncio.gather(*(reader.close() for reader in readers))
    return found


async def each(server: Server, count: int) -> float:
    """MB for each further session that stays open."""
    readers = await opened(server.address, 10, server.view)
    before = server.memory()
    more = await opened(server.address, count, server.view)
    size = (server.memory() - before) / count
    await asyncio.gather(*(reader.close() for reader in readers + more))
    return size


async def come_and_go(server: Server, count: int) -> None:
    """Readers who open the page, change the month once and leave, ten at a time."""
    for _ in range(count // 10):
        readers = await opened(server.address, 10, server.view)
        await asyncio.gather(*(reader.step() for reader in readers))
        await asyncio.gather(*(reader.close() for reader in readers))


async def growth(server: Server, count: int) -> tuple[float, float]:
    """MB before, and MB more after that many sessions were opened and closed."""
    await come_and_go(server, 2 * LEFT)
    before = server.memory()
    await come_and_go(server, count)
    return before, server.memory() - before


Found = dict[tuple[str, int, bool], list[Waited]]
"""What was seen of each app by crowds of each size, without and with pauses."""


def spread(values: list[float], digits: int = 0) -> str:
    """A median with the lowest and the highest."""
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def report(found: Found) -> str:
    """A Markdown table, one row for each app and crowd."""
    lines = [
        "| app | sessions | reruns a second | 95 of 100 within, ms | half within, ms "
        "| processor, ms a rerun |",
        "|---|---|---|---|---|---|",
    ]
    for (name, count, paused), runs in found.items():
        many = f"{count}, with pauses" if paused else str(count)
        lines.append(
            f"| {NAMES.get(name, name)} | {many} | {spread([run.rate for run in runs], 1)} "
            f"| {spread([run.slowest_of(95) for run in runs])} "
            f"| {spread([run.slowest_of(50) for run in runs])} "
            f"| {spread([1000 * run.cpu / max(1, len(run.waits)) for run in runs], 1)} |"
        )
    return "\n".join(lines)


def measure(servers: list[Server], asked: argparse.Namespace) -> Found:
    """Every crowd in every round, the servers in turn."""
    found: Found = {}
    least, most = map(float, asked.pause.split(","))
    for server in servers:
        asyncio.run(crowd(server, 2, 2, None))  # what is loaded once is loaded
    for _ in range(asked.rounds):
        for count, pause in product(map(int, asked.crowds.split(",")), (None, (least, most))):
            for server in servers:
                seen = asyncio.run(crowd(server, count, asked.seconds, pause))
                found.setdefault((server.name, count, bool(pause)), []).append(seen)
                print(server.name, count, bool(pause), f"{seen.rate:.1f}", file=sys.stderr)
    return dict(sorted(found.items(), key=lambda one: one[0][1:]))


def memory_of(servers: list[Server], sessions: int) -> Iterator[str]:
    """Lines about memory: of a further session, and of sessions that are over."""
    for server in servers:
        size = asyncio.run(each(server, 100))
        yield f"- {server.label}: {size:.2f} MB for each further open session"
    for server in servers if sessions else ():
        before, more = asyncio.run(growth(server, sessions))
        yield (
            f"- {server.label}: {before:.0f} MB, {more:+.1f} MB after {sessions:,} sessions "
            "opened and closed"
        )


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description="Reruns a second, waits and memory under load.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--apps", default=",".join(APPS))
    parser.add_argument("--crowds", default="1,20,100", help="how many sessions at once")
    parser.add_argument("--pause", default="2,6", help="seconds a person looks at a month")
    parser.add_argument("--claims", type=int, default=10_000, help="of an invented dataset")
    parser.add_argument("--replicas", default="", help="how many behind nginx: 1,2,4")
    parser.add_argument("--sessions", type=int, default=1000, help="opened and closed for growth")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"
        make = [sys.executable, str(ROOT / "benchmarks" / "large_dataset.py"), str(data)]
        subprocess.run([*make, f"--claims={asked.claims}"], check=True, stdout=sys.stderr)
        if asked.replicas:
            counts = map(int, asked.replicas.split(","))
            servers = [stack.enter_context(behind_nginx(count, data)) for count in counts]
        else:
            servers = [stack.enter_context(serving(name, data)) for name in asked.apps.split(",")]
        print(report(measure(servers, asked)), end="\n\n")
        for line in memory_of(servers, asked.sessions):
            print(line)


if __name__ == "__main__":
    main()
