"""The one-file page and the site as a reader sees them, in a real Chromium."""

import contextlib
import io
import re
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import made_once
from hostile import copy_of_shipped
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from shipped import DATA

from nkmap import dataset, export, wording
from nkmap.claim import records
from nkmap.export import Export
from nkmap.publish.told import Told
from nkmap.schema import KINDS
from nkmap.story import read
from nkmap.view import ALL_LAYERS, View, select
from nkmap.web import moments
from nkmap.web.page_file import page
from nkmap.web.site import Site

pytestmark = pytest.mark.browser

STEPS = read(DATA.story, DATA.known)


def write_pages(folder: Path) -> None:
    folder.mkdir()
    (folder / "opening.html").write_bytes(page(Told(DATA, View()), STEPS))
    hostile = dataset.load(copy_of_shipped(folder / "data"))
    steps = read(hostile.story, hostile.known)
    (folder / "hostile.html").write_bytes(page(Told(hostile, View()), steps))
    for name, data in (("site", DATA), ("hostile-site", hostile)):
        for path, raw in Site(data, View(), read(data.story, data.known)).files():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> Path:
    return made_once(tmp_path_factory, "pages", write_pages)


@pytest.fixture(scope="session")
def browser(plain_browser: Browser) -> Browser:
    """No page of these has a map that needs WebGL."""
    return plain_browser


class Shown:
    """A page with what it asked for and what it said to the console."""

    def __init__(self, own: Page) -> None:
        self.page = own
        self.asked: list[str] = []
        self.said: list[str] = []
        own.on("request", lambda request: self.asked.append(request.url))
        own.on("console", lambda message: self.said.append(message.text))
        own.on("pageerror", lambda error: self.said.append(str(error)))
        own.on("dialog", self._refuse)

    def _refuse(self, dialog) -> None:
        self.said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    @property
    def fetched(self) -> list[str]:
        return [address for address in self.asked if not address.startswith("data:")]


@contextlib.contextmanager
def opened(
    browser: Browser, address: str, width: int = 1440, height: int = 900, **settings
) -> Iterator[Shown]:
    """A page in a browser, without any network where it lies on the disk."""
    from_disk = address.startswith("file:")
    size = {"width": width, "height": height}
    settings = {"reduced_motion": "reduce", **settings}
    context = browser.new_context(viewport=size, offline=from_disk, **settings)
    shown = Shown(context.new_page())
    shown.page.goto(address)
    shown.page.wait_for_selector("html:not(.waiting)", state="attached")
    yield shown
    context.close()


def on_disk(folder: Path, name: str = "opening.html") -> str:
    return (folder / name).as_uri()


def choose_month(own: Page, name: str) -> None:
    own.select_option("#from", label=name)
    own.select_option("#to", label=name)


def test_a_page_opens_from_disk_without_a_network_and_asks_for_nothing(browser, files):
    with opened(browser, on_disk(files)) as shown:
        assert shown.fetched == [on_disk(files)]
        assert shown.said == []
        assert shown.page.locator("#map .stage.wide .l-marks > svg").count() == 3
        assert shown.page.evaluate("document.fonts.check('700 31px \"Nkmap Serif\"')")


def test_every_month_shows_what_the_dashboard_selects_for_it(browser, files):
    told = Told(DATA, View())
    with opened(browser, on_disk(files)) as shown:
        own = shown.page
        for month in told.months:
            choose_month(own, wording.month(month))
            selection = select(DATA.claims, View(first=month, last=month))
            claims = records(selection.shown)
            headline = wording.map_headline(claims, told.kind, told.names)
            assert own.inner_text("#finding") == headline, month
            counted = wording.map_counting(claims, selection, told.kind)
            assert own.inner_text("#count") == counted, month
            # The table follows the map, a moment later.
            rows = own.locator("tr[data-row]:not([hidden]) th")
            expect(rows).to_have_text(list(selection.shown["claim_id"]))
            expect(own.locator(".rows")).to_have_text(wording.counting(selection))
        own.click("#all")
        assert own.inner_text("#count") == told.map_counting


def test_every_kind_of_map_says_in_every_month_what_of_the_same_claims_it_draws(browser, tmp_path):
    told = Told(DATA, View(layers=ALL_LAYERS))
    (tmp_path / "opening.html").write_bytes(page(told))
    with opened(browser, on_disk(tmp_path)) as shown:
        own = shown.page
        # The page puts the kind of its view first.
        for kind in sorted((m.kind for m in moments.kinds_of(told)), key=lambda k: k != told.kind):
            own.get_by_role("radio", name=KINDS[kind].label, exact=True).check(force=True)
            for month in told.months[::12]:
                choose_month(own, wording.month(month))
                selection = select(DATA.claims, told.view.with_(first=month, last=month))
                claims = records(selection.shown)
                headline = wording.map_headline(claims, kind, told.names)
                assert own.inner_text("#finding") == headline, (kind, month)
                counted = wording.map_counting(claims, selection, kind)
                assert own.inner_text("#count") == counted, (kind, month)


STILL = """() => {
  const box = document.querySelector('svg.time.wide .brush').getBoundingClientRect();
  const under = document.elementFromPoint(box.left + 40, box.top + 30);
  const same = under && under.matches('.brush') && box.top === window.before;
  window.still = same ? window.still + 1 : 0;
  window.before = box.top;
  return window.still > 30;
}"""


def test_months_are_stepped_with_the_keyboard_and_brushed_with_a_hand(browser, files):
    with opened(browser, on_disk(files)) as shown:
        own = shown.page
        own.focus("#earlier")
        own.keyboard.press("Enter")
        assert own.inner_text("#span") == "February 2026"
        own.keyboard.press("Enter")
        assert own.inner_text("#span") == "January 2026"
        assert "More than 100 workers reportedly left Musan Mine" in own.inner_text("#finding")
        area = own.locator("svg.time.wide .brush")
        own.evaluate("document.getElementById('timeline').scrollIntoView()")
        own.wait_for_function(STILL)  # what comes near the window is laid out
        box = area.bounding_box()
        unit = box["width"] / 26
        own.mouse.move(box["x"] + 9.5 * unit, box["y"] + 30)
        own.mouse.down()
        own.mouse.move(box["x"] + 11.5 * unit, box["y"] + 30, steps=4)
        own.mouse.up()
        assert own.inner_text("#span") == "October 2024 to December 2024"
        assert own.locator("svg.time.wide .band").is_visible()


def test_a_mark_opens_its_claim_by_key_and_by_click(browser, files):
    with opened(browser, on_disk(files)) as shown:
        own = shown.page
        choose_month(own, "December 2024")
        own.locator('.stage.wide .l-targets a[href="#claim-AP2501-20"]').first.focus()
        own.keyboard.press("Enter")
        assert "37 people, reportedly" in own.inner_text("#panel")
        assert "Do not read this as" in own.inner_text("#panel")
        own.click("#panel .close")
        assert "Choose a mark" in own.inner_text("#panel")
        own.locator('.stage.wide a[href="#claim-AP2501-20"] circle').first.click()
        assert "37 people, reportedly" in own.inner_text("#panel")
        assert own.evaluate("location.hash") == "#claim-AP2501-20"


def test_kinds_and_frames_change_the_map_and_its_legend(browser, files):
    with opened(browser, on_disk(files)) as shown:
        own = shown.page
        own.locator("input[name=kind]").nth(1).check()
        assert own.inner_text("#finding").startswith(
            "About 200 people were reportedly selected in Hoeryong"
        )
        own.locator("input[name=frame]").nth(2).check()
        assert own.locator(".stage.wide .ground use").get_attribute("href") == "#g-wide"
        assert "smaller here" in own.inner_text("#legend")


def test_the_claims_are_taken_away_as_the_file_of_the_data_page(browser, files):
    with opened(browser, on_disk(files)) as shown:
        with shown.page.expect_download() as waiting:
            shown.page.click("a[download]")
        assert waiting.value.suggested_filename == "nkmap-0.3.0-38-of-140-claims.csv"
        own = export.write("csv", Export.of(DATA, View()))
        assert Path(waiting.value.path()).read_bytes() == own


def test_the_page_follows_the_readers_theme_and_prints_light(browser, files):
    with opened(browser, on_disk(files), color_scheme="dark") as shown:
        own = shown.page
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        assert own.evaluate(ground) == "rgb(18, 21, 24)"
        mark = "getComputedStyle(document.querySelector('.stage.wide .l-marks circle')).fill"
        assert own.evaluate(mark) == "rgb(121, 169, 255)"
        own.emulate_media(media="print")
        assert own.evaluate(ground) == "rgb(255, 255, 255)"
        printed = PdfReader(io.BytesIO(own.pdf(format="A4")))
        text = re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in printed.pages))
        assert "37 people reportedly left Hyesan" in text
        assert text.count("Do not read this as") >= 20


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("name", ["opening.html", "hostile.html"])
def test_nothing_runs_and_nothing_is_wider_than_the_window(browser, files, name, width):
    with opened(browser, on_disk(files, name), width) as shown:
        own = shown.page
        assert own.evaluate("document.documentElement.scrollWidth") == width
        assert own.evaluate("document.querySelectorAll('script').length") == 4
        for kind in own.locator("input[name=kind]").all():
            kind.check()
        links = own.evaluate(
            "[...document.querySelectorAll('a')]"
            ".map(a => new URL(a.getAttribute('href'), document.baseURI).protocol)"
        )
        assert set(links) == {"file:", "http:", "https:", "data:"} - (
            {"https:"} if name == "hostile.html" else set()
        )
        assert shown.said == []
        assert shown.fetched == [on_disk(files, name)]


def test_hostile_text_is_seen_as_text(browser, files):
    with opened(browser, on_disk(files, "hostile.html")) as shown:
        assert "<script>alert(1)</script>" in shown.page.text_content("#claims")
        assert shown.page.locator("#claims script").count() == 0


def test_a_page_without_scripts_still_shows_its_map_and_its_claims(browser, files):
    with opened(browser, on_disk(files), java_script_enabled=False) as shown:
        assert shown.page.locator("#map .stage.wide .l-marks > svg").count() == 3
        assert shown.page.locator("#claim-AP2501-20").is_visible()


SCROLLED = """id => {
  const {top, bottom} = document.getElementById(id).getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}"""


WAITS = """
const seen = window.seen = {waited: false};
const look = root => {
  if (root.classList.contains('waiting')) seen.waited = true;
  else if (seen.waited) seen.shown ||= performance.now();
};
new MutationObserver((_, watch) => {
  const root = document.documentElement;
  if (!root) return;
  watch.disconnect();
  look(root);
  new MutationObserver(() => look(root)).observe(root, {attributes: true, attributeFilter: ['class']});
}).observe(document, {childList: true});
"""
"""Notes whether the page waited, and when it went on, which may be before all of it is read."""


def test_what_is_below_the_window_comes_once_the_map_is_painted(browser, files):
    context = browser.new_context(offline=True)
    own = context.new_page()
    own.add_init_script(WAITS)
    own.goto(on_disk(files))
    own.wait_for_selector("#claims", state="visible")
    own.wait_for_function("() => performance.getEntriesByName('first-paint').length")
    waited, shown, painted = own.evaluate(
        "() => [seen.waited, seen.shown, performance.getEntriesByName('first-paint')[0].startTime]"
    )
    assert (waited, shown > painted) == (True, True), (shown, painted)
    context.close()


def test_all_that_is_below_is_shown_a_second_later_even_where_the_pages_script_fails(
    browser, files, tmp_path
):
    broken = (files / "opening.html").read_text().replace('id="maps">{', 'id="maps">{{')
    (tmp_path / "broken.html").write_text(broken)
    with opened(browser, on_disk(tmp_path, "broken.html")) as shown:
        assert shown.page.locator("#claims").is_visible()
        assert len(shown.said) == 1


@pytest.mark.parametrize("when", ["DOMContentLoaded", "load"])
@pytest.mark.parametrize("link", ["#table", "#sources"])
def test_a_link_that_is_followed_at_once_leads_below_the_window(browser, files, link, when):
    context = browser.new_context(offline=True)
    own = context.new_page()
    click = f"document.querySelector('a[href=\"{link}\"]').click()"
    own.add_init_script(f"addEventListener('{when}', () => {{ {click} }})")
    own.goto(on_disk(files))
    own.wait_for_function(SCROLLED, arg=link.removeprefix("#"))
    own.wait_for_timeout(1500)  # what it passed on its way is laid out
    assert own.evaluate(SCROLLED, link.removeprefix("#"))
    context.close()


def test_a_claim_opens_beside_the_map_and_from_below_in_full(browser, files):
    with opened(browser, on_disk(files)) as shown:
        own = shown.page
        own.locator('.stage.wide a[href="#claim-AP2501-20"] circle').first.click()
        assert own.inner_text("#panel .nk-id") == "AP2501-20"
        ringed = own.locator("#map .stage.wide .l-targets a.open")
        assert ringed.evaluate_all("all => [...new Set(all.map(a => a.getAttribute('href')))]") == [
            "#claim-AP2501-20"
        ]
        own.click('header a[href="#table"]')
        assert own.inner_text("#panel .nk-id") == "AP2501-20"
        own.go_back()
        own.go_back()
        assert own.inner_text("#panel .nk-place") == "Choose a mark, a bar or a row."
        assert ringed.count() == 0
        own.locator('#table a[href="#claim-AP2501-18"]').click()
        own.wait_for_function(SCROLLED, arg="claim-AP2501-18")
        assert shown.said == []


def test_the_claim_that_is_open_in_a_view_is_open_in_its_page(browser, tmp_path):
    file = tmp_path / "open.html"
    file.write_bytes(page(Told(DATA, View(claim="AP2501-20"))))
    with opened(browser, file.as_uri()) as shown:
        assert shown.page.inner_text("#panel .nk-id") == "AP2501-20"
        assert shown.page.evaluate("scrollY") == 0


def test_coming_back_to_a_page_finds_its_fields_as_its_map(browser, files):
    with opened(browser, on_disk(files)) as shown:
        own = shown.page
        own.locator("input[name=kind]").nth(1).check(force=True)
        own.select_option("#from", label="March 2024")
        own.goto("about:blank")
        own.go_back()
        own.wait_for_selector("html.ready")
        own.wait_for_timeout(300)  # a browser fills in fields after the page's script
        kind = own.evaluate("[...document.getElementsByName('kind')].findIndex(one => one.checked)")
        from_month = own.input_value("#from")
        assert (kind, from_month) == tuple(own.evaluate("[state.kind, String(state.from)]"))


def test_numbers_are_written_as_in_the_dashboard(browser, files):
    with opened(browser, on_disk(files)) as shown:
        written = shown.page.evaluate("[0, 999, 1000, 1234567].map(number)")
    assert written == [f"{number:,}" for number in (0, 999, 1000, 1234567)]


@pytest.mark.parametrize("part", ["source-AP2501", "cite", "claim-AP2501-20"])
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_link_into_the_page_leads_there(browser, files, part, motion):
    with opened(browser, f"{on_disk(files)}#{part}", reduced_motion=motion) as shown:
        shown.page.wait_for_timeout(1500)  # what it passed on its way is laid out
        assert shown.page.evaluate(SCROLLED, part)
        assert shown.said == []


@pytest.mark.parametrize("cut", ["claim-%", "claim-nobody", "%E0%A4%A"])
def test_a_link_that_was_cut_opens_the_map(browser, files, cut):
    with opened(browser, f"{on_disk(files)}#{cut}") as shown:
        assert shown.page.inner_text("#panel .nk-place") == "Choose a mark, a bar or a row."
        shown.page.click("#earlier")
        assert (shown.page.inner_text("#span"), shown.said) == ("February 2026", [])


def test_a_page_of_one_month_has_no_months_to_choose_and_changes_its_kind(browser, tmp_path):
    file = tmp_path / "month.html"
    month = {"first": "2025-01", "last": "2025-01"}
    file.write_bytes(page(Told(DATA, View(layers=ALL_LAYERS, **month))))
    with opened(browser, file.as_uri()) as shown:
        before = shown.page.inner_text("#finding")
        shown.page.locator("input[name=kind]").nth(1).check(force=True)
        assert shown.page.inner_text("#finding") != before
        assert (shown.page.locator("#from").count(), shown.said) == (0, [])


def test_with_every_layer_on_a_stretch_of_months_goes_by_whole_years(browser, tmp_path):
    file = tmp_path / "all.html"
    file.write_bytes(page(Told(DATA, View(layers=ALL_LAYERS))))
    with opened(browser, file.as_uri()) as shown:
        choose_month(shown.page, "March 2024")
        assert shown.page.inner_text("#span") == "March 2024"
        shown.page.select_option("#to", label="May 2025")
        assert shown.page.inner_text("#span") == "January 2024 to December 2025"
        assert shown.said == []


# ---------------------------------------------------------------- the site


class Quiet(SimpleHTTPRequestHandler):
    """Python's own server without its log."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def served(files) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(files)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def links_of(html: str) -> list[str]:
    seen = re.sub(r"<script type=[^>]*>[^<]*</script>", "", html)
    return [found.replace("&amp;", "&") for found in re.findall(r'(?:href|src)="([^"#]+)', seen)]


def test_every_link_of_a_served_site_is_answered(served, files):
    waiting, seen = [f"{served}/site/index.html", f"{served}/site/embed.html"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
            kind, raw = answer.headers.get_content_type(), answer.read()
        if kind == "text/html":
            whole = [urllib.parse.urljoin(address, found) for found in links_of(raw.decode())]
            waiting += [found for found in whole if found.startswith(served)]
    written = {p.relative_to(files).as_posix() for p in (files / "site").rglob("*") if p.is_file()}
    reached = {urllib.parse.urlsplit(address).path.lstrip("/") for address in seen}
    apart = ("site/card/", "site/fonts/")  # named in properties and in the style sheet
    assert {path for path in written - reached if not path.startswith(apart)} == set()


PAGES = (
    "index.html", "claims.html", "claim/AP2501-20.html", "place/hyesan.html",
    "source/AP2501.html", "sources.html", "places.html", "story.html", "data.html", "method.html",
    "embed.html",
)  # fmt: skip


@pytest.mark.parametrize("site", ["site", "hostile-site"])
def test_pages_of_a_site_ask_only_their_own_server_and_fit_the_window(browser, served, site):
    for path in PAGES:
        with opened(browser, f"{served}/{site}/{path}") as shown:
            for width in (1440, 320):
                shown.page.set_viewport_size({"width": width, "height": 900})
                shown.page.evaluate("document.fonts.ready.then(() => null)")
                assert shown.page.evaluate("document.documentElement.scrollWidth") == width, path
            assert shown.said == [], path
            assert [a for a in shown.fetched if not a.startswith(served)] == [], path


def test_a_mark_of_the_sites_map_leads_to_the_page_of_its_claim(browser, served):
    with opened(browser, f"{served}/site/index.html") as shown:
        choose_month(shown.page, "December 2024")
        shown.page.locator('.stage.wide a[href="claim/AP2501-20.html"] circle').first.click()
        shown.page.wait_for_url("**/claim/AP2501-20.html")
        title = "37 people reportedly left Hyesan, North Korea, for Russia in December 2024."
        assert shown.page.inner_text("h1") == title


def test_the_map_stands_in_another_pages_frame_from_320_pixels_up(browser, served, files):
    frame = '<!doctype html><iframe src="site/embed.html" width="320" height="600"></iframe>'
    (files / "article.html").write_text(frame)
    with opened(browser, f"{served}/article.html", 400, 700) as shown:
        shown.page.frame_locator("iframe").locator("#earlier").click()
        inside = shown.page.frames[1]
        assert inside.inner_text("#span") == "February 2026"
        assert inside.evaluate("document.documentElement.scrollWidth") <= 320
