"""The app on a server: replicas behind the committed nginx configuration, and what it gives away."""

import base64
import collections
import configparser
import contextlib
import hashlib
import http.client
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
import yaml
from conftest import ROOT, Reader, new_page, serving
from folders import folder
from frozen import DATA, FOLDER
from playwright.sync_api import Browser, Download, Locator, Page, expect
from replicas import DEPLOY, Replicas, replicas
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from nkmap import dataset
from nkmap.evidence import Evidence
from nkmap.story import read
from nkmap.web.pages import Site

pytestmark = pytest.mark.nginx

PAGES = (
    *("/", "/timeline", "/how_many", "/places?place=hyesan", "/compare", "/data", "/sources"),
    *("/briefing", "/prepare"),
)
FOREIGN = "https://elsewhere.example"
SECRET = "a-secret-that-nobody-is-told"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """A published site of one claim."""
    where = tmp_path_factory.mktemp("published")
    data = dataset.load(folder(where / "data", {}))
    for path, raw in Site(Evidence(data), read(data.story, data.known)).files():
        file = where / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    return where / "site"


@pytest.fixture(scope="session")
def running(tmp_path_factory, site) -> Iterator[Replicas]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NKMAP_TEST_SECRET", SECRET)
        with replicas(3, folder=tmp_path_factory.mktemp("replicas"), site=site) as started:
            yield started


@pytest.fixture
def all_up(running) -> Iterator[Replicas]:
    """The replicas, which a test may kill: those that are gone afterwards are started again."""
    yield running
    for index, process in enumerate(running.processes):
        if process.poll() is not None:
            running.start(index)


# ---------------------------------------------------------------- without a browser


class Answer:
    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.body = answer.read()


def ask(
    port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> Answer:
    """An answer to a path that is sent letter by letter, as no browser would."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection._validate_path = lambda _: None  # type: ignore[method-assign]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with contextlib.closing(connection):
        connection.request(method, path, body, named)
        return Answer(connection.getresponse())


def session(port: int, **wanted) -> ClientConnection:
    """A reader's WebSocket, as Streamlit's page opens it."""
    return connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], **wanted)


def replica_of(opened: ClientConnection) -> str:
    cookie = opened.response.headers["Set-Cookie"]
    return re.fullmatch(r"nkmap_replica=(\d+); Path=/; HttpOnly; SameSite=Lax", cookie)[1]


def test_forty_new_readers_are_spread_over_all_replicas(running):
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(session(running.port)) for _ in range(40)]
        count = collections.Counter(map(replica_of, opened))
    assert set(count) == {str(port) for port in running.ports}
    assert min(count.values()) >= 10


def test_a_reader_stays_on_one_replica_by_a_cookie_that_names_it_and_nobody(running):
    with session(running.port) as opened:
        first = replica_of(opened)
    cookie = {"Cookie": f"other=1; nkmap_replica={first}"}
    again = []
    for _ in range(8):
        with session(running.port, additional_headers=cookie) as opened:
            again.append(replica_of(opened))
    assert again == [first] * 8


@pytest.mark.parametrize(
    "forged", ["22", "127.0.0.1:22", "nkmap", "8501@evil.example", "../..", ""]
)
def test_a_cookie_names_no_other_address_than_a_replicas(running, forged):
    with session(running.port, additional_headers={"Cookie": f"nkmap_replica={forged}"}) as opened:
        assert int(replica_of(opened)) in running.ports


def test_a_replica_that_is_gone_is_passed_over_and_taken_back_when_it_answers_again(all_up):
    with session(all_up.port) as opened:
        first = replica_of(opened)
    all_up.kill(all_up.ports.index(int(first)))
    cookie = {"Cookie": f"nkmap_replica={first}"}
    with session(all_up.port, additional_headers=cookie) as opened:
        assert replica_of(opened) != first
    assert [ask(all_up.port, "/_stcore/health").status for _ in range(12)] == [200] * 12
    assert ask(all_up.port, "/", Cookie=cookie["Cookie"]).status == 200
    all_up.start(all_up.ports.index(int(first)))
    with session(all_up.port, additional_headers=cookie) as opened:
        assert replica_of(opened) == first


def test_health_is_told_and_metrics_and_all_else_in_there_are_not(running):
    health = ask(running.port, "/_stcore/health")
    assert (health.status, health.body) == (200, b"ok")
    for path in (
        "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact", "/_stcore/", "/_stcore", "/_stcore/../_stcore/metrics",
        "/%5fstcore/metrics", "/x/..//_stcore/metrics",
    ):  # fmt: skip
        for method in ("GET", "POST"):
            answer = ask(running.port, path, method)
            assert answer.status >= 400 or is_frontend(answer.body), (path, method)
            assert b"# TYPE" not in answer.body, path


def is_frontend(body: bytes) -> bool:
    """Streamlit answers a path it does not know with its own page, as a link to a page needs it."""
    return body == (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


CLIMBS = [
    start + climb + target
    for start in ("/app/static/", "/static/", "/site/", "/media/", "/_stcore/upload_file/", "/component/",
                  "/_stcore/bidi-components/", "/")
    for climb in (
        "../", "../../", "fonts/../../", "%2e%2e/", "%2e%2e%2f", "..%2f..%2f", "%252e%252e/", "%252e%252e%252f",
        "..%5c", "..\\", "....//", "..;/", "%c0%ae%c0%ae/", "%00/../", "..%00/", "//", "%2f%2f", ".%2e/",
    )
    for target in ("pyproject.toml",)
] + [
    "/app/static//etc/passwd", "/app/static/%2fetc%2fpasswd", "/app/static/C:%5cWindows%5cwin.ini",
    "/app/static../pyproject.toml", "/app/static../src/nkmap/view/__init__.py", "/site../data/nkmap/claims.csv",
    "/static../index.html/../../config.py", "//etc/passwd", "/app/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/app/static/basemap/build.py", "/.streamlit/config.toml", "/.git/config", "/dashboard.py",
    "/app/static/%5c%5cserver%5cshare", f"/app/static/{ROOT}/pyproject.toml", "/site/%2e%2e/data/claims.csv",
]  # fmt: skip
OUTSIDE = (
    b"[project]",
    b"root:x:",
    b"[server]",
    b"[core]",
    b"set_page_config",
    b"claim_id",
    b"from nkmap",
)
"""What stands in the files that are asked for."""


def test_no_path_climbs_out_of_the_static_files_by_any_spelling(running):
    wrong = []
    for port in (running.port, running.ports[0]):
        for path in CLIMBS:
            if port != running.port and path == "/app/static/basemap/build.py":
                continue  # a program of ours that is no secret; nginx leaves it out all the same
            answer = ask(port, path)
            if not (answer.status >= 300 or is_frontend(answer.body)):
                wrong.append((port == running.port, path, answer.status))
            assert not any(part in answer.body for part in OUTSIDE), path
    assert wrong == []


def test_a_file_that_a_link_leads_out_of_the_static_files_to_is_not_there(tmp_path):
    with served_entry(tmp_path, "st.write('x')") as (address, at):
        (at / "secret.txt").write_text(SECRET)
        (at / "static").mkdir()
        (at / "static" / "link.txt").symlink_to(at / "secret.txt")
        answer = ask(int(address.rpartition(":")[2]), "/app/static/link.txt")
    assert (answer.status, SECRET.encode() in answer.body) == (400, False)


def test_no_folder_lists_its_files(running):
    for port in (running.port, running.ports[0]):
        for path in (
            "/app/static/", "/app/static", "/app/static/fonts/", "/app/static/fonts", "/static/", "/static/js/",
            "/static/js", "/site/data/", "/site/claim/", "/media/", "/media", "/app/", "/app",
        ):  # fmt: skip
            answer = ask(port, path)
            assert answer.status >= 300 or is_frontend(answer.body) or path.startswith("/site"), (
                path
            )
            assert b"Index of" not in answer.body, path
            assert b'.woff2"' not in answer.body or is_frontend(answer.body), path


def test_a_page_elsewhere_opens_no_session_and_nothing_outside_is_asked_for_it(running):
    own = f"http://127.0.0.1:{running.port}"
    with session(running.port, origin=own) as opened:
        assert opened.response.status_code == 101
    for origin in (FOREIGN, "null", f"{own}.elsewhere.example", "https://127.0.0.1"):
        with pytest.raises(InvalidStatus) as refused, session(running.port, origin=origin):
            pass
        assert refused.value.response.status_code == 403, origin
    # Asked about a foreign page Streamlit looks for its own address outside; nginx asks it never.
    assert not any("external IP" in running.log(index) for index in range(3))


def test_the_app_itself_refuses_a_page_elsewhere_and_hands_it_no_answer(app):
    port = int(app.rpartition(":")[2])
    with pytest.raises(InvalidStatus) as refused, session(port, origin=FOREIGN):
        pass
    assert refused.value.response.status_code == 403
    for path in ("/_stcore/health", "/_stcore/host-config", "/"):
        assert ask(port, path, Origin=FOREIGN).headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("through", ["nginx", "the app itself"])
def test_an_upload_without_its_token_or_without_a_session_is_refused(running, through):
    port = running.port if through == "nginx" else running.ports[0]
    token = ask(port, "/_stcore/health").headers["Set-Cookie"].partition(";")[0]
    path = "/_stcore/upload_file/some-session/some-file"
    assert ask(port, path, "PUT", b"x").status == 403
    assert ask(port, path, "PUT", b"x", Cookie=token).status == 403
    assert ask(port, path, "PUT", b"x", Cookie=token, X_Xsrftoken="made up").status == 403
    assert ask(port, path, "DELETE", Cookie=token).status == 403
    value = token.partition("=")[2]
    assert ask(port, path, "PUT", b"x", Cookie=token, X_Xsrftoken=value).status == 400
    assert is_frontend(ask(port, path).body)


def test_what_is_too_large_is_refused_before_a_replica_reads_it(running):
    large = b"x" * 1_200_000
    assert ask(running.port, "/_stcore/upload_file/a/b", "PUT", large).status == 413
    assert ask(running.port, "/_stcore/stream", "POST", large).status == 413
    assert ask(running.port, "/", "POST", b"x").status == 403
    assert ask(running.port, "/app/static/wordmark-dark.svg", "DELETE").status == 403
    with session(running.port) as opened:  # no message of a reader is that large
        with contextlib.suppress(ConnectionClosed):
            opened.send(b"\xff" * 6_000_000)
            opened.recv(timeout=10)
        assert opened.close_code in {1002, 1006, 1009}
    assert ask(running.port, "/_stcore/health").body == b"ok"


def test_no_answer_tells_a_secret_or_where_the_program_lies(running):
    for port in (running.port, running.ports[0]):
        for path in (*PAGES, "/_stcore/health", "/_stcore/host-config", "/nothing", "/media/nothing",
                     "/_stcore/upload_file/a/b", "/app/static/nothing"):  # fmt: skip
            answer = ask(port, path)
            told = answer.body + bytes(answer.headers)
            for secret in (
                SECRET,
                str(ROOT),
                str(Path(streamlit.__file__).parent),
                str(Path.home()) + "/",
            ):
                assert secret.encode() not in told, (path, secret)
    assert ask(running.port, "/").headers["Server"] == "nginx"


def test_every_answer_of_the_app_carries_the_security_headers(running):
    for path in ("/", "/timeline", "/nothing", "/_stcore/health", "/app/static/wordmark-dark.svg",
                 "/static/media/nothing", "/media/nothing"):  # fmt: skip
        headers = ask(running.port, path).headers
        assert headers.get_all("X-Content-Type-Options") in (["nosniff"], ["nosniff", "nosniff"]), (
            path
        )
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert "geolocation=()" in headers["Permissions-Policy"], path
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; "), path


def test_the_policy_allows_the_one_script_that_streamlits_page_holds_and_no_eval(running):
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    policy = ask(running.port, "/").headers["Content-Security-Policy"]
    allowed = re.search(r"script-src ([^;]*)", policy)[1]
    assert allowed == f"'self' blob: 'wasm-unsafe-eval' 'sha256-{hashes[0]}'"
    assert len(hashes) == 1


def test_nginx_serves_files_itself_pressed_and_kept_by_the_browser(running):
    script = re.search(rb'src="\./(static/js/index[^"]+)"', ask(running.port, "/").body)[1].decode()
    for path, kept, kind in (
        (f"/{script}", "public, max-age=31536000, immutable", "application/javascript; charset=utf-8"),
        ("/app/static/basemap/explore.geojson", "public, max-age=3600, stale-while-revalidate=86400",
         "application/geo+json"),
        ("/site/", "public, max-age=300", "text/html; charset=utf-8"),
    ):  # fmt: skip
        answer = ask(running.port, path, Accept_Encoding="gzip")
        assert (answer.status, answer.headers["Cache-Control"]) == (200, kept), path
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Encoding"] == "gzip", path


# ---------------------------------------------------------------- in a browser


WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation',
  (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@pytest.fixture
def behind(browser: Browser, running) -> Iterator[Reader]:
    """A reader who comes through nginx."""
    page = new_page(browser, viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    yield Reader(page, running.address)
    page.close()


def replica_of_page(page: Page) -> int:
    """The port its cookie names."""
    return int(next(c["value"] for c in page.context.cookies() if c["name"] == "nkmap_replica"))


def violations(page: Page) -> list[str]:
    return page.evaluate("window.violations")


def opened_to_share(reader: Reader) -> Locator:
    reader.page.get_by_role("button", name="Share, cite, embed").click()
    dialog = reader.page.get_by_role("dialog")
    dialog.wait_for()
    reader.settle()
    return dialog


def download(reader: Reader) -> Download:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("dialog").get_by_role("button", name="Download").last.click()
    return waiting.value


def downloaded(reader: Reader) -> bytes:
    return Path(download(reader).path()).read_bytes()


def test_no_page_breaks_the_policy_or_asks_for_anything_outside(behind):
    behind.stays = True
    found = {}
    for path in PAGES:
        if path == "/briefing":
            behind.go(path)
            behind.page.wait_for_selector(".st-key-slide")
            behind.settle()
        else:
            behind.open(path, drawn=False)
        behind.page.wait_for_load_state("networkidle")
        found[path] = violations(behind.page)
    behind.open("/?from=2024-12&to=2024-12&claim=AP2501-20", drawn=False)
    dialog = opened_to_share(behind)
    for tab in dialog.get_by_role("tab").all():
        tab.click()
        behind.settle()
    downloaded(behind)
    found["shared"] = violations(behind.page)
    assert (found, behind.outside, behind.errors) == (
        {path: [] for path in (*PAGES, "shared")},
        [],
        [],
    )


def test_the_browser_itself_sends_nothing_outside(behind):
    behind.open("/sources", drawn=False)
    tried = behind.page.evaluate(
        """async () => {
          const image = new Image();
          const shown = new Promise((done) => { image.onload = () => done(true); image.onerror = () => done(false); });
          image.src = 'https://elsewhere.example/pixel.png';
          const sent = await fetch('https://elsewhere.example/').then(() => true, () => false);
          const told = navigator.sendBeacon('https://elsewhere.example/', 'x');
          return [await shown, sent];
        }"""
    )
    assert tried == [False, False]
    assert {told.split()[0] for told in violations(behind.page)} == {"img-src", "connect-src"}


def test_a_download_is_found_without_the_cookie_as_in_a_frame_of_another_website(behind):
    behind.open("/?from=2024-12&to=2024-12")
    opened_to_share(behind)
    path = download(behind).url.removeprefix(behind.address)
    assert "/media/" in path
    answers = [ask(int(behind.address.rpartition(":")[2]), path) for _ in range(6)]
    assert [answer.status for answer in answers] == [200] * 6
    assert len({answer.body for answer in answers}) == 1


SAME = """() => {
  const said = document.querySelector('[data-testid=stMain]').innerText;
  const idle = document.querySelector('.stApp').dataset.testScriptState === 'notRunning';
  if (!idle || said !== window.said?.words) window.said = {words: said, since: performance.now()};
  return performance.now() - window.said.since > 1000;
}"""
IDLE = "() => document.querySelector('.stApp').dataset.testScriptState === 'notRunning'"


def words(page: Page) -> str:
    """All that the page says, when it says the same for a second."""
    page.wait_for_function(SAME, polling=100, timeout=60_000)
    return page.locator("[data-testid=stMain]").inner_text()


LOST = (
    "Connection lost. What you see stays, and the page comes back to this very view as soon as the "
    "server answers."
)
BACK = "Connected again, to the same view."


def kill_of(page: Page, up: Replicas) -> int:
    """Kill the replica a reader is on, and wait until the reader has been told."""
    bar = page.locator(".nk-connection")
    port = replica_of_page(page)
    up.kill(up.ports.index(port))
    expect(bar).to_have_text(LOST, timeout=20_000)
    return port


def came_back(page: Page, told: str = BACK) -> None:
    expect(page.locator(".nk-connection")).to_have_text(told, timeout=60_000)


LESS = """() => {
  window.less = false;
  const panel = () => document.querySelector('.nk-panel') !== null;
  new MutationObserver(() => { window.less ||= !panel(); }).observe(document.body, {childList: true, subtree: true});
}"""
"""Notes when the claim that is open is gone from the page, if only for a moment."""


def test_a_reader_whose_replica_dies_is_told_and_sees_the_same_view_on_another(behind, all_up):
    behind.open("/?from=2024-11&to=2024-11&kind=departed")
    behind.page.get_by_role("button", name="Next month").click()
    behind.page.wait_for_url("**from=2024-12**")
    behind.page.get_by_role("button", name="Open claim AP2501-20").click()
    behind.page.wait_for_url("**claim=AP2501-20**")
    behind.settle()
    address, before = behind.page.url, words(behind.page)
    behind.page.evaluate(LESS)
    dead = kill_of(behind.page, all_up)
    came_back(behind.page)
    behind.settle()
    assert (behind.page.url, words(behind.page)) == (address, before)
    assert behind.page.evaluate("() => window.less") is False
    assert replica_of_page(behind.page) in set(all_up.ports) - {dead}
    # Nothing that is done next is lost, and the link still opens.
    behind.page.get_by_role("button", name="Next month").click()
    behind.page.wait_for_url("**from=2026-01**")
    behind.page.reload()
    behind.page.wait_for_selector(".nk-h1")
    behind.settle()
    assert behind.page.locator("[role=dialog]").count() == 0
    assert behind.query().startswith("from=2026-01&to=2026-01&kind=departed")
    assert violations(behind.page) == []


COVERED = """() => new MutationObserver((all) => {
  const added = all.flatMap((one) => [...one.addedNodes]).filter((node) => node.nodeType === 1);
  window.covered ||= added.some((node) => node.matches('[data-testid=stDialog]')
    || node.querySelector('[data-testid=stDialog]'));
}).observe(document.body, {childList: true, subtree: true})"""
"""Notes that Streamlit's own window has come, which it does after some seconds."""


def test_while_nobody_answers_the_view_stays_uncovered_and_nginx_still_serves_files(behind, all_up):
    behind.page.goto(behind.address + "/briefing?step=3")
    behind.page.wait_for_selector(".st-key-slide")
    behind.settle()
    address, before = behind.page.url, words(behind.page)
    behind.page.evaluate(COVERED)
    for index in range(3):
        all_up.kill(index)
    expect(behind.page.locator(".nk-connection")).to_have_text(LOST, timeout=20_000)
    behind.page.keyboard.press("ArrowRight")  # cannot arrive, so the slide must not say it did
    behind.page.wait_for_function("() => window.covered", timeout=60_000)
    expect(behind.page.locator("[role=dialog]")).to_have_count(0)
    assert behind.page.locator("[role=dialog]").count() == 0
    assert (behind.page.url, words(behind.page)) == (address, before)
    for path, status in (
        ("/site/", 200), ("/app/static/wordmark-dark.svg", 200), ("/_stcore/health", 502), ("/", 502),
    ):  # fmt: skip
        assert ask(all_up.port, path).status == status, path
    all_up.start(0)
    came_back(behind.page)
    behind.settle()
    assert (behind.page.url, words(behind.page)) == (address, before)
    behind.page.keyboard.press("ArrowRight")
    behind.page.wait_for_url("**step=4**")


def story(behind: Reader, raw: bytes) -> None:
    file = {"name": "story.csv", "mimeType": "text/csv", "buffer": raw}
    behind.page.locator("input[type=file]").set_input_files(file)


SHIPPED_STORY = (FOLDER / "story.csv").read_bytes()
STEPS = len(read(DATA.story, DATA.known))


def test_a_file_is_uploaded_through_nginx_and_again_after_its_replica_died(behind, all_up):
    behind.open("/prepare")
    story(behind, SHIPPED_STORY)
    titles = behind.page.get_by_role("textbox", name="Title")
    expect(titles).to_have_count(STEPS, timeout=20_000)
    kill_of(behind.page, all_up)
    lost = "The steps of your own briefing were lost with the server; open their story.csv again."
    came_back(behind.page, f"{BACK} {lost}")
    behind.settle()
    story(behind, SHIPPED_STORY)
    expect(titles).to_have_count(STEPS, timeout=20_000)
    behind.page.wait_for_url("**story=own**")


def test_a_file_that_is_too_large_is_refused_in_words_and_what_one_reader_uploads_no_other_can_fetch_or_see(
    behind, browser, running
):
    sent = []
    behind.page.on("request", lambda asked: sent.append(asked) if asked.method == "PUT" else None)
    behind.open("/prepare")
    story(behind, b"x" * 1_100_000)
    told = behind.page.locator(".st-key-story_file").inner_text()
    assert "1MB" in told.replace(" ", "").replace(".0", "")
    assert "story=own" not in behind.query()
    assert sent == []
    story(behind, SHIPPED_STORY)
    behind.page.wait_for_url("**story=own**")
    path = sent[0].url.removeprefix(behind.address)
    for port in (running.port, *running.ports):
        assert is_frontend(ask(port, path).body)
    other = Reader(browser.new_page(), running.address).open("/prepare?story=own")
    assert other.page.get_by_role("textbox", name="Title").count() == 0
    assert "story=own" in other.page.get_by_role("alert").first.inner_text()
    other.page.close()


# ---------------------------------------------------------------- what goes wrong


@contextlib.contextmanager
def served_entry(at: Path, code: str) -> Iterator[tuple[str, Path]]:
    """Another entry, under the app's own settings."""
    shutil.copytree(ROOT / ".streamlit", at / ".streamlit")
    (at / "dashboard.py").write_text(f"import streamlit as st\n{code}\n")
    with serving(at / "log.txt", folder=at) as address:
        yield address, at


def test_a_reader_sees_no_traceback_and_no_words_of_an_error(browser, tmp_path):
    code = f"st.html('<p class=above>above</p>')\nraise RuntimeError('{SECRET}')"
    with served_entry(tmp_path, code) as (address, at):
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("alert").wait_for()
        shown = page.content()
        page.close()
        log = (at / "log.txt").read_text()
    assert not any(part in shown for part in (SECRET, "Traceback", "RuntimeError", str(tmp_path)))
    assert SECRET in log


def test_a_server_that_starts_asks_nothing_outside(tmp_path):
    with served_entry(tmp_path, "st.write('x')") as (_, at):
        log = (at / "log.txt").read_text()
    assert "External URL" not in log
    assert "external IP" not in log


# ---------------------------------------------------------------- the other files


def test_the_unit_runs_one_replica_on_loopback_with_nothing_to_lose():
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(ROOT / "deploy" / "nkmap@.service")
    service = unit["Service"]
    assert "--server.address=127.0.0.1" in service["ExecStart"]
    assert "--server.port=%i" in service["ExecStart"]
    for name, value in {
        "Restart": "always", "DynamicUser": "yes", "NoNewPrivileges": "yes", "ProtectSystem": "strict",
        "ProtectHome": "yes", "IPAddressDeny": "any", "IPAddressAllow": "localhost",
    }.items():  # fmt: skip
        assert service[name] == value
    assert "MemoryMax" in service


def test_compose_runs_replicas_without_a_way_out_behind_the_same_configuration():
    at = ROOT / "deploy"
    compose = yaml.safe_load((at / "compose.yaml").read_text())
    app, front = compose["services"]["app"], compose["services"]["nginx"]
    assert app["deploy"]["replicas"] >= 2
    assert app["networks"] == ["inside"]
    assert compose["networks"]["inside"]["internal"] is True
    assert app["read_only"] is front["read_only"] is True
    for mount in front["volumes"]:
        source = mount.split(":")[0]
        if source != "../site":
            assert (at / source).exists(), source
    subnet = compose["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    listed = (at / "compose-replicas.conf").read_text()
    assert subnet.removesuffix(".0/24").replace(".", r"\.") in listed
    assert "server app:8501" in listed


def test_no_file_for_a_server_names_a_secret_or_a_package_index():
    files = [file for file in (ROOT / "deploy").rglob("*") if file.is_file()]
    assert {file.name for file in files} >= {
        "nkmap.conf",
        "nkmap@.service",
        "compose.yaml",
        "Dockerfile",
    }
    assert sorted(file.name for file in DEPLOY.iterdir()) == [
        "headers.conf", "nkmap.conf", "replicas.conf", "site.conf", "to_replica.conf",
    ]  # fmt: skip
    for file in files:
        text = file.read_text().lower()
        assert not re.search(r"(secret|password|token)\s*[=:]\s*\S", text), file
        assert "index-" + "url" not in text, file
