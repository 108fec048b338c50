"""The peers' environment, and their servers: each behind a relay that counts bytes."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conftest import free_port
from peers import outside_files
from peers.adapters import NKMAP_PAGE, ROOT, Adapter, Place, surroundings
from waits import Relay

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
PROJECT_OWN = ("nkmap", NKMAP_PAGE.name)
"""What runs in the project's folder, with its ``.streamlit/config.toml``."""
STARTS_WITHIN_S = 120
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Environment:
    """The folder that holds the peers' packages and scripts."""

    folder: Path

    @property
    def python(self) -> Path:
        """The Python that has the peers' packages."""
        return self.folder / "venv" / "bin" / "python"

    @property
    def scripts(self) -> Path:
        """The scripts that a page would have from outside, by host."""
        return self.folder / "outside"

    def make(self) -> None:
        """Install what is missing; once, and again when the requirements change."""
        wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
        stamp = self.folder / "installed"
        if not stamp.exists() or stamp.read_text("utf-8") != wanted:
            print(f"Installing the peers into {self.folder} ...", file=sys.stderr)
            venv.create(self.folder / "venv", with_pip=True, clear=True)
            words = [self.python, "-m", "pip", "install", "-q", "-r", REQUIREMENTS]
            subprocess.run([str(word) for word in words], check=True)
            stamp.write_text(wanted, encoding="utf-8")
        outside_files.fetch(self.scripts)


@dataclass(frozen=True)
class Server:
    """A peer that runs."""

    adapter: Adapter
    relay: Relay
    outside: Relay
    """What the page loads from outside, shared by all."""
    process: int
    log: Path

    @property
    def received(self) -> int:
        """Bytes sent to the browser so far."""
        return self.relay.received + self.outside.received


@contextlib.contextmanager
def outside_served(environment: Environment) -> Iterator[Relay]:
    """The files that pages load from outside."""
    port = free_port()
    words = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    process = subprocess.Popen(
        [*words, "--directory", str(environment.folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Relay(port)
    finally:
        process.terminate()
        process.wait(10)


@contextlib.contextmanager
def serving(
    adapter: Adapter, environment: Environment, data: Path, outside: Relay
) -> Iterator[Server]:
    """A peer's server with a dataset, when it answers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = f"http://127.0.0.1:{outside.port}/outside"
        at = Place(str(environment.python), free_port(), data, folder / "files", address)
        at.folder.mkdir()
        if adapter.prepare:
            adapter.prepare(at)
        log = folder / "log"
        own = adapter.name in PROJECT_OWN
        with log.open("wb") as out:
            process = subprocess.Popen(
                list(adapter.start(at)),
                cwd=ROOT if own else at.folder,
                env=surroundings(at),
                stdout=out,
                stderr=out,
            )
        try:
            _await(at.port, process, log)
            yield Server(adapter, Relay(at.port), outside, process.pid, log)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(port: int, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            _DIRECT.open(f"http://127.0.0.1:{port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return  # it answers
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("the server did not start: " + log.read_text("utf-8", "replace")[-500:])


def memory(process: int) -> float | None:
    """Megabytes a process and its children use, or None where the system does not tell.

    What several processes share is divided among them.
    """
    try:
        used = sum(_pss(one) for one in _family(process))
    except OSError:
        return None
    return used / 1024


def _pss(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _family(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    return [process, *(member for child in told for member in _family(int(child)))]
