"""Programs that tests need beside Python, found on this machine or installed by its packages.

    python3 tests/programs.py

installs what is missing, in one go and without asking; ``.ci/run`` does so while Python's packages come.
Needs the standard library alone, so that it runs before they are there.
"""

import fcntl
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


class MissingProgramError(Exception):
    """A program that is not there and could not be installed; the message says what to do."""


def on_path(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def playwrights_own() -> str | None:
    """The Chromium that Playwright downloads, where it has done so."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it may be yet to come
    except ImportError:
        return None
    with sync_playwright() as play:
        own = play.chromium.executable_path
    return own if Path(own).exists() else None


def installed_chromium() -> str | None:
    """The one without a window comes first: it draws the same pages with a sixth less work."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return on_path(*names) or playwrights_own()


def download_chromium() -> None:
    """Let Playwright download a Chromium, where it can."""
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(own, check=False, capture_output=True)


OFFICE_PARTS = {"libsclo.so": "libreoffice-calc", "libsdlo.so": "libreoffice-impress"}
"""The parts of LibreOffice that tests use, by what each brings beside the program; Debian packs each for itself."""


def office_lacks(path: str) -> list[str]:
    """Debian's packages that are missing beside a LibreOffice."""
    own = Path(path).resolve().parent
    lacking = [package for part, package in OFFICE_PARTS.items() if not (own / part).exists()]
    return lacking if sys.platform == "linux" else []


def installed_office() -> str | None:
    """A LibreOffice with its programs for spreadsheets and for slides, not just with one of them."""
    found = on_path("soffice", "libreoffice")
    return found if found and not office_lacks(found) else None


def office_advice() -> str:
    there = on_path("soffice", "libreoffice")
    lacking = " ".join(office_lacks(there) if there else OFFICE_PARTS.values())
    what = f"{there} lacks a program" if there else "No LibreOffice found"
    return f"{what} and none could be installed: apt-get install {lacking}"


def installed_nginx() -> str | None:
    """Debian keeps nginx where only root's PATH looks."""
    places = (*os.get_exec_path(), "/usr/sbin", "/usr/local/sbin", "/usr/local/nginx/sbin")
    return shutil.which("nginx", path=os.pathsep.join(places))


@dataclass(frozen=True)
class Program:
    """A program, how it is found and what brings it."""

    installed: Callable[[], str | None]
    packages: tuple[str, ...]
    """Debian's."""
    advice: Callable[[], str]
    """What to do where it is missing and cannot be installed."""
    variable: str = ""
    """Of the environment, which names one."""
    with_fonts: bool = False
    """Whether it comes with what Debian recommends beside it: a browser's fonts."""
    download: Callable[[], None] | None = None
    """Another way to get it than by packages, tried first."""
    otherwise: tuple[str, ...] = ()
    """Packages for a Debian that does not have the others."""

    def found(self) -> str | None:
        return os.environ.get(self.variable) or self.installed()

    def path(self) -> str:
        """Where it is, installed if need be. Raises ``MissingProgramError``."""
        if found := self.found():
            return found
        if self.download:
            self.download()
        for packages in (self.packages, self.otherwise):
            if not self.found():
                install(packages, with_fonts=self.with_fonts)
        if found := self.found():
            return found
        raise MissingProgramError(self.advice())


CHROMIUM = Program(
    installed_chromium,
    ("chromium-headless-shell", "fonts-liberation"),
    lambda: (
        "No Chromium found and none could be installed. Install one "
        "(python -m playwright install chromium, or apt-get install chromium-headless-shell) "
        "or name one in NKMAP_CHROMIUM."
    ),
    "NKMAP_CHROMIUM",
    with_fonts=True,
    download=download_chromium,
    otherwise=("chromium",),
)
FIREFOX = Program(
    lambda: on_path("firefox-esr", "firefox"),
    ("firefox-esr",),
    lambda: (
        "No Firefox found and none could be installed. Install one "
        "(apt-get install firefox-esr) or name one in NKMAP_FIREFOX."
    ),
    "NKMAP_FIREFOX",
    with_fonts=True,
)
OFFICE = Program(installed_office, tuple(OFFICE_PARTS.values()), office_advice)
NGINX = Program(
    installed_nginx,
    ("nginx",),
    lambda: (
        "No nginx found and none could be installed. Install it (apt-get install nginx) "
        "or name one in NKMAP_NGINX."
    ),
    "NKMAP_NGINX",
)
PROGRAMS = (CHROMIUM, FIREFOX, OFFICE, NGINX)


def install(packages: Sequence[str], *, with_fonts: bool = False) -> None:
    """Install Debian's packages where that can be done; who asks meanwhile waits, as apt wants."""
    if not packages or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    more = [] if with_fonts else ["--no-install-recommends"]
    with (Path(tempfile.gettempdir()) / "nkmap-packages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for words in (["update"], ["install", "-y", *more, *packages]):
            subprocess.run([*apt, *words], check=False, capture_output=True)


def main() -> None:
    """Install what is missing; a test that needs what could not be installed says so."""
    missing = [program for program in PROGRAMS if not program.found()]
    for with_fonts in (True, False):
        alike = (program.packages for program in missing if program.with_fonts is with_fonts)
        install([*itertools.chain(*alike)], with_fonts=with_fonts)


if __name__ == "__main__":
    main()
