"""Replicas of the app behind nginx with the committed configuration; for tests and benchmarks.

    with replicas(3) as running:
        running.address    # http://127.0.0.1:PORT of nginx
        running.port       # that port
        running.ports      # the ports of the replicas
        running.processes  # their processes, in the same order
        running.kill(0); running.start(0)

Only what depends on the machine differs from ``deploy/nginx``: ports, folders, the log.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conftest import ROOT, free_port, path_of, wait_until_healthy
from programs import NGINX

DEPLOY = ROOT / "deploy" / "nginx"


@dataclass
class Replicas:
    """Replicas and the nginx before them, while they run."""

    port: int
    ports: list[int]
    folder: Path
    entry: Path
    data: Path | None = None
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def log(self, index: int) -> str:
        return self._log(index).read_text()

    def _log(self, index: int) -> Path:
        return self.folder / f"replica-{self.ports[index]}.log"

    def start(self, index: int, *, wait: bool = True) -> None:
        """Start a replica, or start it again after it was killed."""
        port = self.ports[index]
        command = [sys.executable, "-m", "streamlit", "run", self.entry.name,
                   f"--server.port={port}", "--server.address=127.0.0.1"]  # fmt: skip
        command += ["--", "--data", str(self.data)] if self.data else []
        with self._log(index).open("a") as out:
            process = subprocess.Popen(
                command, cwd=self.entry.parent, stdout=out, stderr=subprocess.STDOUT
            )
        self.processes[index : index + 1] = [process]
        if wait:
            self.wait_for(index)

    def wait_for(self, index: int) -> None:
        health = f"http://127.0.0.1:{self.ports[index]}/_stcore/health"
        wait_until_healthy(health, self.processes[index], self._log(index))

    def kill(self, index: int) -> None:
        """End a replica at once, as a machine that fails does."""
        self.processes[index].send_signal(signal.SIGKILL)
        self.processes[index].wait(10)

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def write_configuration(folder: Path, port: int, ports: list[int], site: Path | None) -> Path:
    """The committed configuration with this machine's ports and folders; gives its first file."""
    ours = folder / "nkmap"
    shutil.copytree(DEPLOY, ours)
    whole = (ours / "nkmap.conf").read_text()
    whole = whole.replace("/srv/nkmap/static/", f"{ROOT / 'static'}/")
    whole = whole.replace("/srv/nkmap/site/", f"{site or folder / 'site'}/")
    whole = whole.replace("/srv/nkmap/frontend", str(_frontend()))
    whole = whole.replace("/var/log/nginx/nkmap.log", str(folder / "nkmap.log"))
    (ours / "nkmap.conf").write_text(whole)
    here = (ours / "site.conf").read_text()
    here = here.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    (ours / "site.conf").write_text(here)
    (ours / "replicas.conf").write_text(replicas_file((ours / "replicas.conf").read_text(), ports))
    path_of(NGINX)  # the types of files come with it
    shutil.copy("/etc/nginx/mime.types", folder)
    first = folder / "nginx.conf"
    first.write_text(_FIRST.format(
        user="user root;" if os.geteuid() == 0 else "",
        folder=folder,
    ))  # fmt: skip
    return first


_FIRST = """{user}
worker_processes 2;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 4096; }}
http {{
    include mime.types;
    default_type application/octet-stream;
    sendfile on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/nkmap/nkmap.conf;
}}
"""
"""What Debian's own nginx.conf says, as far as it matters, in a folder of its own."""


def replicas_file(committed: str, ports: list[int]) -> str:
    """The committed list of replicas with other ports."""
    lines = committed.splitlines()
    servers = [line for line in lines if line.strip().startswith("server ")]
    first = lines.index(servers[0])
    lines = [line for line in lines if line not in servers]
    lines[first:first] = [servers[0].replace("8501", str(port)) for port in ports]
    allowed = next(line for line in lines if "nkmap_port>" in line)
    pattern = allowed.partition("<nkmap_port>")[2].partition(")$")[0]
    return "\n".join(lines).replace(pattern, "|".join(map(str, ports)))


def _frontend() -> Path:
    import streamlit  # noqa: PLC0415 - benchmarks that only read this module need no app

    return Path(streamlit.__file__).parent / "static"


@contextlib.contextmanager
def replicas(
    count: int,
    *,
    folder: Path | None = None,
    site: Path | None = None,
    data: Path | None = None,
    entry: Path = ROOT / "dashboard.py",
) -> Iterator[Replicas]:
    """So many replicas of the app, and an nginx with the committed configuration before them."""
    with contextlib.ExitStack() as stack:
        where = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port, *ports = _free_ports(count + 1)
        running = Replicas(port, ports, where, entry, data)
        stack.callback(running.stop)
        for index in range(count):
            running.start(index, wait=False)
        for index in range(count):
            running.wait_for(index)
        first = write_configuration(where, port, ports, site)
        stack.enter_context(nginx(first, running.address))
        yield running


def _free_ports(count: int) -> list[int]:
    found: list[int] = []
    while len(found) < count:
        port = free_port()
        if port not in found:
            found.append(port)
    return found


@contextlib.contextmanager
def nginx(first: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """An nginx with this configuration, until the block ends."""
    log = first.with_name("nginx.log")
    with log.open("w") as out:
        process = subprocess.Popen(
            [path_of(NGINX), "-p", first.parent, "-c", first, "-e", log],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_healthy(f"{address}/_stcore/health", process, log)
        yield process
    finally:
        process.terminate()
        process.wait(10)
