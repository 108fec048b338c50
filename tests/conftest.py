"""Fixtures for tests that need a real browser, LibreOffice or cffconvert, found or installed."""

import collections
import contextlib
import fcntl
import functools
import io
import itertools
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PIL import Image
from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as TookTooLong
from programs import CHROMIUM, FIREFOX, OFFICE, MissingProgramError, Program
from streamlit.components.v2 import manifest_scanner

ROOT = Path(__file__).parents[1]
os.environ["NKMAP_DATA"] = str(ROOT / "tests" / "frozen_data")  # what tests, apps and commands open
Made = Callable[[Path], None]
"""What fills a folder that is not there yet."""
# A test says what is right, not how long it takes: a busy machine fails none.
settings.register_profile("nkmap", deadline=None)
settings.load_profile("nkmap")
expect.set_options(timeout=30_000)
# For every app that is tested Streamlit reads of every installed package whether it has components: once is enough.
manifest_scanner.scan_component_manifests = functools.cache(
    manifest_scanner.scan_component_manifests
)
ALWAYS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters as wide as in a window, not rounded to whole pixels
]
# Software drawing, so that a machine without a graphics card sees the same map.
DRAWS_MAPS = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
FLAGS = [*ALWAYS, *DRAWS_MAPS]


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, as a browser often waits; two more crowd each other."""
    return min((os.cpu_count() or 1) + 1, 4)


def path_of(program: Program) -> str:
    """Where a program is, installed if need be; a test fails without it, and is never skipped."""
    try:
        return program.path()
    except MissingProgramError as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="session")
def chromium() -> str:
    return path_of(CHROMIUM)


@pytest.fixture(scope="session")
def playing(chromium: str) -> Iterator[Playwright]:
    """Once Chromium is found: looking for it plays, too, and only one can."""
    assert chromium
    with sync_playwright() as play:
        yield play


@pytest.fixture(scope="session")
def browser(chromium: str, playing: Playwright) -> Iterator[Browser]:
    """One without a graphics card: for Explore, which alone needs one, one is emulated."""
    flags = [*ALWAYS, "--disable-gpu", "--enable-unsafe-swiftshader"]
    yield from _kept(playing, chromium, flags)


NO_MAPS = ["--disable-gpu", "--disable-webgl", "--disable-3d-apis", "--disable-software-rasterizer"]


@pytest.fixture(scope="session")
def draws_no_maps(chromium: str, playing: Playwright) -> Iterator[Browser]:
    """One without WebGL."""
    yield from _kept(playing, chromium, [*ALWAYS, *NO_MAPS])


def _kept(playing: Playwright, chromium: str, flags: Sequence[str]) -> Iterator[Browser]:
    with tempfile.TemporaryDirectory() as profile:
        # A browser with a profile keeps what it compiled of a script; one without, and
        # a context of its own, compiles megabytes of Streamlit's scripts for every page.
        kept = playing.chromium.launch_persistent_context(
            profile, executable_path=chromium, args=flags
        )
        assert kept.browser
        yield kept.browser
        kept.close()


@pytest.fixture(scope="session")
def firefox(playing: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Firefox without a window, which Playwright reaches through ``firefox_relay``.

    What a Firefox cannot be asked for a window of its own, such as dark, is refused aloud.
    """
    starts = tmp_path_factory.mktemp("firefox") / "firefox"
    words = [sys.executable, str(ROOT / "tests" / "firefox_relay.py"), path_of(FIREFOX)]
    starts.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', encoding="utf-8")
    starts.chmod(0o755)
    found = playing.firefox.launch(
        channel="moz-firefox",
        executable_path=starts,
        firefox_user_prefs={"ui.systemUsesDarkTheme": 0, "ui.prefersReducedMotion": 1},
    )
    yield found
    found.close()


def new_page(browser: Browser, viewport: ViewportSize, **media: Any) -> Page:
    """A page with the cache of those opened before it, and none of their cookies.

    ``media`` is what the reader's system asks for: ``color_scheme``, ``reduced_motion``.
    """
    context = browser.contexts[0]
    context.clear_cookies()
    page = context.new_page()
    page.set_viewport_size(viewport)
    page.emulate_media(**media)
    return page


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Made) -> Path:
    """A folder that all workers of a run share, filled by the first that needs it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"once-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=folder.parent) as making:
                make(Path(making) / "made")
                (Path(making) / "made").rename(folder)
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Let one worker collect before the others, which then take what it compiled.

    Python compiles a module, and pytest the asserts of a test, for whoever finds it not compiled yet: that
    is every worker, as all begin with the same file. Nobody waits where tests have run before, or where
    what is compiled is not kept.
    """
    tests = Path(__file__).parent
    compiled = {path.name.partition(".")[0] for path in tests.glob("__pycache__/*-pytest-*")}
    is_worker = hasattr(session.config, "workerinput")
    every = (path.stem for path in tests.glob("test_*.py"))
    if not is_worker or sys.dont_write_bytecode or compiled.issuperset(every):
        return (yield)
    base = session.config._tmp_path_factory.getbasetemp().parent
    with (base / "collected.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        is_first = not (base / "collected").exists()
        if not is_first:
            fcntl.flock(lock, fcntl.LOCK_UN)
        collected = yield
        (base / "collected").touch()
        return collected


READS_CSV = "Text - txt - csv (StarCalc):44,34,76,1"
"""Comma, quotation mark, UTF-8, from the first line on: what its window offers for our files."""


FONTS = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{ROOT / "static" / "fonts"}</dir></fontconfig>"""
"""The machine's fonts and the project's, so that Korean is drawn also where nothing else draws it."""


class Office:
    """A LibreOffice without a window, with a profile of its own."""

    def __init__(self, path: str, profile: Path) -> None:
        self.path = path
        self.profile = profile
        fonts = profile.with_name("fonts.conf")
        fonts.write_text(FONTS, encoding="utf-8")
        self.environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}

    def opened(self, files: Sequence[Path], out: Path) -> dict[str, Path]:
        """What it makes of files when it opens them and saves them as XLSX, by their names.

        All are of one format, CSV or not: it reads them in one go, which takes about a second.
        """
        reading = [f"--infilter={READS_CSV}"] if files[0].suffix == ".csv" else []
        done = subprocess.run(
            [self.path, f"-env:UserInstallation={self.profile.as_uri()}", "--headless",
             "--norestore", *reading, "--convert-to", "xlsx", "--outdir", out, *files],
            check=False, capture_output=True, text=True, timeout=120, env=self.environment,
        )  # fmt: skip
        made = {file.stem: out / f"{file.stem}.xlsx" for file in files}
        missing = [name for name, path in made.items() if not path.is_file()]
        if missing:
            pytest.fail(f"LibreOffice did not open {missing}:\n{done.stdout}\n{done.stderr}")
        return made

    def as_pdf(self, file: Path, out: Path) -> Path:
        """The pages it prints of a file."""
        done = subprocess.run(
            [self.path, f"-env:UserInstallation={self.profile.as_uri()}", "--headless",
             "--norestore", "--convert-to", "pdf", "--outdir", out, file],
            check=False, capture_output=True, text=True, timeout=120, env=self.environment,
        )  # fmt: skip
        made = out / f"{file.stem}.pdf"
        if not made.is_file():
            pytest.fail(f"LibreOffice printed nothing:\n{done.stdout}\n{done.stderr}")
        return made


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(path_of(OFFICE), tmp_path_factory.mktemp("office") / "profile")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start_app(
    log: Path, data: Path | None = None, folder: Path = ROOT
) -> tuple[subprocess.Popen[bytes], str]:
    """The app, or another one in a folder, on a free port of this machine: its process, and its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}",
               "--server.address=127.0.0.1"]  # fmt: skip
    command += ["--", "--data", str(data)] if data else []
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health", process, log)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process, f"http://127.0.0.1:{port}"


@pytest.fixture
def one_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and files hold one frame of the map only, where a test asks nothing of the others."""
    monkeypatch.setattr("nkmap.web.maps.MOST_FRAMES", 0)


@pytest.fixture
def undrawn_timeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages hold of the timeline what lies over it alone: what is drawn names no claim and leads nowhere."""
    monkeypatch.setattr("nkmap.web.maps.chart_elements", lambda _: "")


@contextlib.contextmanager
def serving(log: Path, data: Path | None = None, folder: Path = ROOT) -> Iterator[str]:
    """The app while it is needed; gives its address."""
    process, address = start_app(log, data, folder)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(150):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=1) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    pytest.fail(f"the app did not start:\n{log.read_text()}")


STARTED: list[subprocess.Popen[bytes]] = []
"""The app, in the worker that started it: one that nobody holds would be told of as left behind."""


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app that all workers of a run share: its readers know nothing of each other."""

    def start(folder: Path) -> None:
        folder.mkdir()
        process, address = start_app(folder / "log.txt")
        STARTED.append(process)
        (folder / "process").write_text(str(process.pid))
        (folder / "address").write_text(address)

    return (made_once(tmp_path_factory, "app", start) / "address").read_text()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the app that the workers shared, once the last one is done."""
    if hasattr(session.config, "workerinput"):
        return
    base = session.config._tmp_path_factory.getbasetemp()
    for process in base.glob("once-app/process"):
        with contextlib.suppress(ProcessLookupError):  # who interrupts the tests may have ended it
            os.kill(int(process.read_text()), signal.SIGTERM)


DRAWS = """
window.drawn = {ground: false, last: 0};
for (const name of ['drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...all) {
    drawn.ground ||= name === 'drawElements';
    drawn.last = performance.now();
    return draw.apply(this, all);
  };
}"""
"""Notes when the map was drawn; the ground comes last, and it alone is drawn without instances."""


COARSE = """
const {fetch} = window;
const isRing = (part) => !Array.isArray(part[0][0]);
const thin = (part) => isRing(part) ? part.filter((_, at) => at % 20 === 0 || at === part.length - 1)
  : part.map(thin).filter((inner) => inner.length && (!isRing(inner) || inner.length > 3));
window.fetch = async (asked, ...more) => {
  const got = await fetch(asked, ...more);
  if (!String(asked.url ?? asked).endsWith('/basemap/explore.geojson')) return got;
  const land = await got.json();
  for (const {geometry} of land.features) geometry.coordinates = thin(geometry.coordinates);
  land.features = land.features.filter(({geometry}) => geometry.coordinates.length);
  return new Response(JSON.stringify(land));
};"""
"""Makes the land that Explore draws coarse: a picture that is drawn without a graphics card takes as
long as it has points."""


DRAWN_MAP = ".stage:visible"
"""The box of a map that is a drawing."""


SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const busy = app?.dataset.testScriptState !== 'notRunning'
    || document.querySelector('[data-testid=stSkeleton], [data-stale=true]');
  window.settled = busy ? null : window.settled ?? performance.now();
  return !busy && performance.now() - window.settled > 400;
}"""
"""Streamlit says itself whether its script runs, from the moment a browser asks for a run.

The run is often over before the code of what it shows has arrived: until then a skeleton stands in
its place.
"""


HEARS = """
window.heard = 0;
window.WebSocket = class extends WebSocket {
  constructor(...all) {
    super(...all);
    this.addEventListener('message', () => { window.heard += 1; });
  }
};"""
"""Counts what the server says: only a run makes it say something, first of all that it has begun.

The page's own sign that it runs is not enough: a short run begins and ends between two pictures, unseen.
"""
LISTENS = "() => { window.before = window.heard; }"
HAS_RUN = "() => window.heard > window.before"
"""Whether the server has said something since the page ``LISTENS``."""


FOLLOW = """path => {
  document.activeElement?.blur();
  document.querySelector('[data-testid=stMain]').scrollTo(0, 0);
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
"""Goes to a link in the app, as Back does."""
WINDOW = {"width": 1440, "height": 900}


class Reader:
    """One reader's page, with everything it asked for and complained about.

    One who ``stays`` goes from link to link in a page that is loaded: that takes a tenth of the time of a new one.
    Explore's land has every twentieth of its points, unless ``is_land_whole``.
    """

    def __init__(
        self, page: Page, address: str, *, stays: bool = False, is_land_whole: bool = False
    ) -> None:
        self.page = page
        self.address = address
        self.stays = stays
        self.outside: list[str] = []
        self.errors: list[str] = []
        if not stays:
            page.add_init_script(DRAWS)
            page.add_init_script(HEARS)
        if not (stays or is_land_whole):
            page.add_init_script(COARSE)
        self._notes = {
            "request": self._note_request,
            "console": self._note_message,
            "pageerror": lambda error: self.errors.append(str(error)),
        }
        for event, note in self._notes.items():
            page.on(event, note)

    def leave(self) -> None:
        """Leave the page as the next reader wants it."""
        for event, note in self._notes.items():
            self.page.remove_listener(event, note)
        # The windows of a briefing speak to each other, and Explore takes ten seconds to be made anew for a window.
        if "/briefing" in self.page.url or (
            "frame=explore" in self.page.url and self.page.viewport_size != WINDOW
        ):
            self.go("/sources")
        self.page.keyboard.press("Escape")
        self.page.mouse.move(0, 0)
        is_dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        is_as_it_was = not is_dark and self.page.viewport_size == WINDOW
        self.page.emulate_media(
            media="screen", color_scheme="light", reduced_motion="no-preference"
        )
        self.page.set_viewport_size(WINDOW)
        if not is_as_it_was and self.page.url.startswith(self.address):
            self.settle()

    def go(self, path: str) -> None:
        """Go to a link: in the page that is there, or by loading it."""
        here = self.page.url.removeprefix(self.address)
        if self.stays and here not in (self.page.url, path):
            self.page.evaluate(LISTENS)
            self.page.evaluate(FOLLOW, path)
            with contextlib.suppress(TookTooLong):
                self.page.wait_for_function(HAS_RUN, timeout=10_000, polling=50)
                self.settle()
                return
        self.page.goto(self.address + path)

    def _note_message(self, message) -> None:
        # A page opened by its own address makes Streamlit look for its server below it first.
        probe = "/_stcore/" in message.location.get("url", "")
        if message.type == "error" and not probe:
            self.errors.append(message.text)

    def _note_request(self, request) -> None:
        local = (self.address, self.address.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(local):
            self.outside.append(request.url)

    def open(self, path: str = "/", *, drawn: bool = True) -> "Reader":
        """Open a page, and wait until its map is ``drawn``."""
        self.go(path)
        self.page.wait_for_selector(".nk-h1", timeout=60_000)
        self.settle()
        if drawn and path.split("?", maxsplit=1)[0] == "/":
            self.wait_for_outlines()
        return self

    def settle(self) -> None:
        """Wait until the page has run, shows all of it, and has stayed so for a moment."""
        self.page.evaluate("() => { window.settled = null }")
        self.page.wait_for_function(SETTLED, timeout=60_000, polling=50)

    @contextlib.contextmanager
    def run(self) -> Iterator[None]:
        """Wait until what is done meanwhile has made the page run, and it has settled."""
        self.page.evaluate(LISTENS)
        yield
        self.page.wait_for_function(HAS_RUN, polling=50)
        self.settle()

    def map_part(self) -> Locator:
        """The drawn map, or the one that is moved by hand."""
        return self.page.locator(f"{DRAWN_MAP}, [data-testid=stDeckGlJsonChart]").first

    def mark(self, target: str) -> Locator:
        """The part of a drawn map that opens a claim or a place."""
        opens = f"[data-claim='{target}'], [data-place='{target}']"
        return self.page.locator(DRAWN_MAP).locator(opens).locator(".target").last

    def map_box(self) -> dict[str, float]:
        return self.map_part().bounding_box()

    def map_picture(self) -> bytes:
        return self.map_part().screenshot()

    def wait_for_outlines(self) -> None:
        """Wait until the map is drawn and stays as it is, with more than one colour of ground."""
        self.map_part().wait_for()
        if self.page.locator(DRAWN_MAP).count():
            self.page.wait_for_selector(f"{DRAWN_MAP} > svg > *", timeout=60_000)
            return
        still = "() => drawn.ground && performance.now() - drawn.last > 500"
        for _ in range(30):
            self.page.wait_for_function(still, timeout=60_000)
            last = self.page.evaluate("drawn.last")
            if len(colours(self.map_picture())) > 50:
                return
            self.page.wait_for_function("last => drawn.last > last", arg=last, timeout=60_000)
        pytest.fail("the map was not painted")

    def headline(self) -> str:
        return self.page.locator(".nk-h1").inner_text()

    def query(self) -> str:
        return self.page.url.partition("?")[2]


def colours(png: bytes) -> dict[tuple[int, int, int], int]:
    """How often each colour occurs in a picture."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return {colour: count for count, colour in image.getcolors(image.width * image.height)}


@pytest.fixture
def newcomer(browser: Browser, app: str) -> Iterator[Reader]:
    """A reader whose page is loaded for this test alone: nothing was done in it before."""
    page = new_page(browser, WINDOW)
    yield Reader(page, app)
    page.close()


@pytest.fixture(scope="session")
def kept_page(browser: Browser, app: str) -> Iterator[Page]:
    """A page of the app that stays open from test to test."""
    page = new_page(browser, WINDOW)
    first = Reader(page, app).open("/sources")
    assert (first.outside, first.errors) == ([], [])
    first.leave()
    yield page
    page.close()


@pytest.fixture
def reader(request: pytest.FixtureRequest, kept_page: Page, app: str) -> Iterator[Reader]:
    """A reader who has been here before, and follows a link."""
    failed = request.session.testsfailed
    here = Reader(kept_page, app, stays=True)
    yield here
    here.leave()
    if request.session.testsfailed > failed:  # who knows what is open there
        kept_page.goto("about:blank")


SORT_OF = {"chromium": "browser", "office": "office", "cffconvert": "office"}
"""What a test asks for, and the sort that makes it."""
SORTS = ("browser", "firefox", "nginx", "office", "page", "long")


WAITING = ("browser", "firefox", "nginx")
"""Sorts whose tests wait for other programs, and take a hundred times as long as unit tests."""


BETWEEN = 4
"""Files of other tests that a worker finds between two whose tests wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs another program, and unit tests: what is of no other sort, and tries no random input."""
    for item in items:
        for fixture, sort in SORT_OF.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(sort)
        is_random = getattr(item.obj, "is_hypothesis_test", False)
        if not is_random and not any(map(item.get_closest_marker, SORTS)):
            item.add_marker("unit")
    order_files(items)


def order_files(items: list[pytest.Item]) -> None:
    """Put files of tests that wait among others, those with most of them first.

    A worker runs a whole file, so that what its tests share is made once. So there is always one that
    needs no browser, since three browsers crowd two cores, and at the end there are short files for all.
    """
    waiting = collections.Counter[Path]()
    for item in items:
        waiting[item.path] += any(map(item.get_closest_marker, WAITING))
    of_some = [path for path, count in waiting.most_common() if count]
    others = iter([path for path, count in waiting.items() if not count])
    order = [path for one in of_some for path in (one, *itertools.islice(others, BETWEEN))]
    places = {path: place for place, path in enumerate([*order, *others])}
    items.sort(key=lambda item: places[item.path])


CFFCONVERT = "cffconvert==2.0.0"
TOOLS = Path.home() / ".cache" / "nkmap-tests"


def install_cffconvert(folder: Path) -> str:
    """``cffconvert`` in an environment of its own: it needs an older jsonschema than our tests.

    Made once; whoever comes while another makes it waits, and a half-made one is made anew.
    """
    program = folder / "bin" / "cffconvert"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _runs(program):
            for command in (
                [sys.executable, "-m", "venv", "--clear", folder],
                [folder / "bin" / "python", "-m", "pip", "install", "-q", CFFCONVERT],
            ):
                done = subprocess.run(command, check=False, capture_output=True, text=True)
                if done.returncode:
                    pytest.fail(
                        f"No cffconvert found, and {CFFCONVERT} could not be installed into "
                        f"{folder}. Put one on the PATH (pipx install {CFFCONVERT}), or install "
                        f"from a package index.\n{done.stderr}"
                    )
    if not _runs(program):
        pytest.fail(f"{program} was installed and does not run.")
    return str(program)


def _runs(program: Path) -> bool:
    command = [program, "--version"]
    return (
        program.exists()
        and not subprocess.run(command, check=False, capture_output=True).returncode
    )


@pytest.fixture(scope="session")
def cffconvert() -> str:
    return shutil.which("cffconvert") or install_cffconvert(TOOLS / "cffconvert")
