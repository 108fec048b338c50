"""The one-file page and the site as a reader sees them, in a real Chromium."""

import contextlib
import io
import re
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import new_page
from frozen import DATA
from hostile import BEGINS
from playwright.sync_api import Browser, Page, expect
from published import published
from pypdf import PdfReader

from nkmap import export
from nkmap.claim import records
from nkmap.evidence import Evidence
from nkmap.view import ALL_LAYERS, View, select
from nkmap.web.maps import Maps
from nkmap.web.pages import page
from nkmap.wording import captions, counts, dates

pytestmark = pytest.mark.browser


def _made(name: str) -> Callable[..., Path]:
    @pytest.fixture(scope="session", name=name.replace("-", "_"))
    def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
        return published(tmp_path_factory, name)

    return path


opening, story, everything, hostile, site, hostile_site = map(
    _made, ("opening", "story", "everything", "hostile", "site", "hostile-site")
)
"""The page of what the app opens on, with its story, of every layer, of hostile data; and sites."""


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
    browser: Browser, address: str, width: int = 1440, height: int = 900, **media
) -> Iterator[Shown]:
    """A page of a browser, without any network where it lies on the disk."""
    media = {"reduced_motion": "reduce", **media}
    own = new_page(browser, {"width": width, "height": height}, **media)
    if address.startswith("file:"):
        cut_off(own)
    yield shown_in(own, address)
    own.close()


def shown_in(own: Page, address: str) -> Shown:
    shown = Shown(own)
    own.goto(address)
    own.wait_for_selector("html:not(.waiting)", state="attached")
    return shown


def cut_off(own: Page) -> None:
    """Take the network away from a page alone: a browser of its own, without one, takes twice as long to open it."""
    network = own.context.new_cdp_session(own)
    network.send("Network.enable")
    nothing = {"latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    network.send("Network.emulateNetworkConditions", {"offline": True, **nothing})


def choose_month(own: Page, name: str) -> None:
    for box in ("First month", "Last month"):
        own.locator(f"#months select[aria-label='{box}']").select_option(label=short(name))


def short(name: str) -> str:
    """A month as the boxes have it: its first three letters, and the year."""
    month, year = name.split()
    return f"{month[:3]} {year}"


def chosen(own: Page) -> str:
    """The first and the last month that are chosen."""
    return " to ".join(
        own.locator(f"#months select[aria-label='{box}'] option:checked").inner_text()
        for box in ("First month", "Last month")
    )


def marked(claim: str) -> str:
    """What opens a claim on the map."""
    return f'#drawn a.marks[data-claim="{claim}"]'


def test_a_page_opens_from_disk_without_a_network_and_asks_for_nothing(browser, story):
    with opened(browser, story.as_uri()) as shown:
        assert shown.fetched == [story.as_uri()]
        assert shown.said == []
        assert shown.page.locator("#drawn a.marks").count() == 6
        assert shown.page.evaluate("document.fonts.check('700 31px \"Nkmap Serif\"')")


def test_a_name_the_map_has_no_room_for_opens_what_its_mark_opens(browser, story):
    with opened(browser, story.as_uri(), width=390) as shown:
        own = shown.page
        own.locator("#drawn .tabs button", has_text="Russia and China").click()
        listed = own.locator("#drawn .nk-legend li", has_text=captions.NOT_LABELLED.strip())
        listed.locator("a", has_text="Musan Mine").click()
        expect(own.locator("#panel article")).to_contain_text("Musan Mine")
        assert own.evaluate("location.hash") == "#place-musan-mine"


def test_every_month_shows_what_the_dashboard_selects_for_it(browser, story):
    told = Evidence(DATA, View())
    with opened(browser, story.as_uri()) as shown:
        own = shown.page
        for month in told.months:
            choose_month(own, dates.month(month))
            selection = select(DATA.claims, View(first=month, last=month))
            claims = records(selection.shown)
            headline = captions.map_headline(claims, told.kind, told.names)
            assert own.inner_text("#finding") == headline, month
            counted = (
                f"{counts.counting(selection)} {captions.on_this_map(claims, told.kind)}".strip()
            )
            assert own.inner_text("#months .nk-count") == counted, month
            # The table follows the map, a moment later.
            rows = own.locator("tr[data-row]:not([hidden]) th")
            expect(rows).to_have_text(list(selection.shown["claim_id"]))
            expect(own.locator(".rows")).to_have_text(counts.counting(selection))
        own.get_by_role("button", name="All", exact=True).click()
        assert own.inner_text("#months .nk-count") == told.map_counting


SAID = """async months => {
  const said = [];
  for (const month of months) {
    for (const label of ['First month', 'Last month']) {
      const box = document.querySelector(`#months select[aria-label='${label}']`);
      box.value = [...box.options].find(one => one.label === month).value;
      box.dispatchEvent(new Event('change', {bubbles: true}));
    }
    await new Promise(requestAnimationFrame);
    const parts = ['#finding', '#months .nk-count'];
    said.push(parts.map(part => document.querySelector(part).innerText));
  }
  return said;
}"""
"""What stands above and below the map in each of some months: asked at once, which takes a third of the time."""


def test_every_kind_of_map_says_in_every_month_what_of_the_same_claims_it_draws(
    browser, everything
):
    told = Evidence(DATA, View(layers=ALL_LAYERS))
    months = told.months[::12]
    with opened(browser, everything.as_uri()) as shown:
        own = shown.page
        # Nothing below the map is looked at: it need not be laid out anew each time.
        own.evaluate("document.getElementById('below').hidden = true")
        for kind in Maps(told).kinds:
            own.get_by_role("radio", name=captions.map_kind(kind), exact=True).check(force=True)
            said = own.evaluate(SAID, [short(dates.month(month)) for month in months])
            for month, (finding, count) in zip(months, said, strict=True):
                selection = select(DATA.claims, told.view.with_(first=month, last=month))
                claims = records(selection.shown)
                headline = captions.map_headline(claims, kind, told.names)
                assert finding == headline, (kind, month)
                counted = f"{counts.counting(selection)} {captions.on_this_map(claims, kind)}"
                assert count == counted.strip(), (kind, month)


STILL = """() => {
  const box = document.querySelector('svg.time.wide .brush').getBoundingClientRect();
  const under = document.elementFromPoint(box.left + 40, box.top + 30);
  const same = under && under.matches('.brush') && box.top === window.before;
  window.still = same ? window.still + 1 : 0;
  window.before = box.top;
  return window.still > 30;
}"""


def test_months_are_stepped_with_the_keyboard_and_brushed_with_a_hand(browser, story):
    with opened(browser, story.as_uri()) as shown:
        own = shown.page
        own.focus("[aria-label^='Previous month']")
        own.keyboard.press("Enter")
        assert chosen(own) == "Feb 2026 to Feb 2026"
        own.keyboard.press("Enter")
        assert chosen(own) == "Jan 2026 to Jan 2026"
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
        assert chosen(own) == "Oct 2024 to Dec 2024"
        assert own.locator("svg.time.wide .over").is_visible()


def test_a_mark_opens_its_claim_by_key_and_by_click(browser, story):
    with opened(browser, story.as_uri()) as shown:
        own = shown.page
        choose_month(own, "December 2024")
        own.locator(marked("AP2501-20")).focus()
        own.keyboard.press("Enter")
        assert "37 people, reportedly" in own.inner_text("#panel")
        assert "Do not read this as" in own.inner_text("#panel")
        own.click("#panel .close")
        assert "Choose a mark" in own.inner_text("#panel")
        own.locator(f"{marked('AP2501-20')} .target").click()
        assert "37 people, reportedly" in own.inner_text("#panel")
        assert own.evaluate("location.hash") == "#claim-AP2501-20"


def test_kinds_and_frames_change_the_map_and_its_legend(browser, story):
    with opened(browser, story.as_uri()) as shown:
        own = shown.page
        own.locator("input[name=kind]").nth(1).check()
        assert own.inner_text("#finding").startswith(
            "About 200 people were reportedly selected in Hoeryong"
        )
        own.get_by_role("button", name="Russia and China").click()
        assert own.locator("#drawn .ground use").get_attribute("href") == "#ground-wide-wide"
        assert "smaller here" in own.inner_text("#drawn .nk-legend")
        own.get_by_role("button", name="World").click()
        assert own.locator("#drawn .ground use").get_attribute("href") == "#ground-world-wide"


def test_the_claims_are_taken_away_as_the_file_of_the_data_page(browser, story):
    with opened(browser, story.as_uri()) as shown:
        with shown.page.expect_download() as waiting:
            shown.page.click("a[download]")
        assert waiting.value.suggested_filename == "nkmap-0.3.0-38-of-140-claims.csv"
        own = export.write("csv", Evidence(DATA, View()))
        assert Path(waiting.value.path()).read_bytes() == own


def test_the_page_follows_the_readers_theme_and_prints_light(browser, opening):
    with opened(browser, opening.as_uri(), color_scheme="dark") as shown:
        own = shown.page
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        assert own.evaluate(ground) == "rgb(18, 21, 24)"
        mark = "getComputedStyle([...document.querySelectorAll('#drawn [data-claim=AP2501-20] circle:not(.target)')].at(-1)).fill"
        assert own.evaluate(mark) == "rgb(121, 169, 255)"
        own.emulate_media(media="print")
        assert own.evaluate(ground) == "rgb(255, 255, 255)"
        printed = PdfReader(io.BytesIO(own.pdf(format="A4")))
        text = ""
        for sheet in printed.pages:
            text += re.sub(r"\s+", " ", f"{sheet.extract_text()} ")
            if text.count("Do not read this as") >= 20:  # the rest is as long, and tells no more
                break
        assert "37 people reportedly left Hyesan" in text
        assert text.count("Do not read this as") >= 20


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("name", ["story", "hostile"])
def test_nothing_runs_and_nothing_is_wider_than_the_window(browser, request, name, width):
    address = request.getfixturevalue(name).as_uri()
    with opened(browser, address, width) as shown:
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
            {"https:"} if name == "hostile" else set()
        )
        assert shown.said == []
        assert shown.fetched == [address]


def test_hostile_text_is_seen_as_text(browser, hostile):
    with opened(browser, hostile.as_uri()) as shown:
        assert f"{BEGINS}claims.summary</x-y>" in shown.page.text_content("#claims")
        assert shown.page.locator("x-y, [onclick], [onfocus]").count() == 0


def test_a_page_without_scripts_still_shows_its_map_and_its_claims(browser, story):
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, offline=True, java_script_enabled=False
    )
    own = shown_in(context.new_page(), story.as_uri()).page
    assert own.locator("#drawn .stage.wide a.marks[href]").count() == 6
    assert own.locator("#drawn .stage.phone").is_hidden()
    assert "38 of 140 claims shown" in own.inner_text("#months")
    assert own.locator("#claim-AP2501-20").is_visible()
    context.close()


SCROLLED = """id => {
  const {top, bottom} = document.getElementById(id).getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}"""


LAID_OUT = """id => {
  const {top} = document.getElementById(id).getBoundingClientRect();
  window.still = top === window.before ? window.still + 1 : 0;
  window.before = top;
  return window.still > 40;
}"""
"""Whether a part has stood at its place for so many frames: what it passed is laid out."""


def stays(own: Page, part: str) -> None:
    own.wait_for_function(LAID_OUT, arg=part)
    assert own.evaluate(SCROLLED, part)


FILLED = """() => document.readyState === 'complete'
  && performance.getEntriesByType('navigation')[0].loadEventEnd > 0"""


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


def test_what_is_below_the_window_comes_once_the_map_is_painted(browser, story):
    own = new_page(browser, {"width": 1280, "height": 720})
    cut_off(own)
    own.add_init_script(WAITS)
    own.goto(story.as_uri())
    own.wait_for_selector("#claims", state="visible")
    own.wait_for_function("() => performance.getEntriesByName('first-paint').length")
    waited, shown, painted = own.evaluate(
        "() => [seen.waited, seen.shown, performance.getEntriesByName('first-paint')[0].startTime]"
    )
    assert (waited, shown > painted) == (True, True), (shown, painted)
    own.close()


def test_all_that_is_below_is_shown_a_second_later_even_where_the_pages_script_fails(
    browser, story, tmp_path
):
    broken = tmp_path / "broken.html"
    broken.write_text(story.read_text().replace('id="maps">{', 'id="maps">{{'))
    with opened(browser, broken.as_uri()) as shown:
        assert shown.page.locator("#claims").is_visible()
        assert len(shown.said) == 1


@pytest.mark.parametrize("when", ["DOMContentLoaded", "load"])
@pytest.mark.parametrize("link", ["#table", "#sources"])
def test_a_link_that_is_followed_at_once_leads_below_the_window(browser, story, link, when):
    own = new_page(browser, {"width": 1280, "height": 720})
    cut_off(own)
    click = f"document.querySelector('a[href=\"{link}\"]').click()"
    own.add_init_script(f"addEventListener('{when}', () => {{ {click} }})")
    own.goto(story.as_uri())
    own.wait_for_function(SCROLLED, arg=link.removeprefix("#"))
    stays(own, link.removeprefix("#"))
    own.close()


def test_a_claim_opens_beside_the_map_and_from_below_in_full(browser, story):
    with opened(browser, story.as_uri()) as shown:
        own = shown.page
        own.locator(f"{marked('AP2501-20')} .target").click()
        assert own.inner_text("#panel .nk-id") == "AP2501-20"
        ringed = own.locator("#drawn a[aria-current]")
        claims = ringed.evaluate_all("all => all.map(a => a.dataset.claims.split(' '))")
        assert claims
        assert all("AP2501-20" in own_claims for own_claims in claims)
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
    months = {"first": "2024-11", "last": "2024-12"}
    file.write_bytes(page(Evidence(DATA, View(claim="AP2501-20", **months))))
    with opened(browser, file.as_uri()) as shown:
        assert shown.page.inner_text("#panel .nk-id") == "AP2501-20"
        assert shown.page.evaluate("scrollY") == 0


def test_coming_back_to_a_page_finds_its_fields_as_its_map(browser, story):
    with opened(browser, story.as_uri()) as shown:
        own = shown.page
        own.locator("input[name=kind]").nth(1).check(force=True)
        choose_month(own, "March 2024")
        own.goto("about:blank")
        own.go_back()
        own.wait_for_selector("html.ready")
        own.wait_for_function(FILLED)  # a browser fills in fields after the page's script
        kind = own.evaluate("[...document.getElementsByName('kind')].findIndex(one => one.checked)")
        months = own.evaluate("[D.months[state.from], D.months[state.to]]")
        named = " to ".join(short(dates.month(month)) for month in months)
        assert (kind, chosen(own)) == (own.evaluate("state.kind"), named)


PLAYED = """() => new Promise(done => {
  const look = () => (D.months[state.from] >= '2025-02' ? done() : requestAnimationFrame(look));
  look();  // at each frame, as it goes on playing; Playwright's own way is against the page's policy
})"""


def test_months_play_and_pause_and_timeline_and_table_follow_them(browser, story):
    with opened(browser, story.as_uri()) as shown:
        own = shown.page
        choose_month(own, "November 2024")
        own.locator("#months select[aria-label=Speed]").select_option("fast")
        own.get_by_role("button", name="Play").click()
        own.evaluate(PLAYED)
        own.get_by_role("button", name="Pause").click()
        first, last = own.evaluate("[D.months[state.from], D.months[state.to]]")
        assert first == last >= "2025-02"
        selected = select(DATA.claims, View(first=first, last=last)).shown["claim_id"]
        expect(own.locator("tr[data-row]:not([hidden]) th")).to_have_text(list(selected))
        assert own.locator("svg.time.wide .over").is_visible()
        assert (shown.fetched, shown.said) == ([story.as_uri()], [])


def test_keys_go_from_mark_to_mark_and_a_tip_tells_of_each(browser, story):
    with opened(browser, story.as_uri()) as shown:
        own = shown.page
        own.locator("#drawn svg a[tabindex='0']").focus()
        met = []
        for _ in range(own.locator("#drawn svg a").count()):
            mark = own.evaluate("Object.entries({...document.activeElement.dataset})")
            tip = own.locator("#drawn .tip p").all_inner_texts()
            assert dict(mark)["tip"].split("\n") == tip
            met.append(own.evaluate("document.activeElement.getAttribute('aria-label')"))
            own.keyboard.press("ArrowRight")
        there = own.locator("#drawn svg a").evaluate_all(
            "all => [...new Set(all.map(a => a.getAttribute('aria-label')))]"
        )
        assert set(met) == set(there)
        assert len(there) > 4


@pytest.mark.parametrize("width", [1440, 390])
def test_the_map_of_a_window_is_drawn_for_its_width(browser, story, width):
    with opened(browser, story.as_uri(), width) as shown:
        own, wide = shown.page, width > 640
        layout = "wide" if wide else "phone"
        assert own.locator("#drawn .ground use").get_attribute("href") == f"#ground-route-{layout}"
        own.set_viewport_size({"width": 390 if wide else 1440, "height": 900})
        other = "phone" if wide else "wide"
        expect(own.locator("#drawn .ground use")).to_have_attribute(
            "href", f"#ground-route-{other}"
        )


@pytest.mark.parametrize("part", ["source-AP2501", "cite", "claim-AP2501-20"])
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_link_into_the_page_leads_there(browser, story, part, motion):
    with opened(browser, f"{story.as_uri()}#{part}", reduced_motion=motion) as shown:
        stays(shown.page, part)
        assert shown.said == []


@pytest.mark.parametrize("cut", ["claim-%", "claim-nobody", "%E0%A4%A"])
def test_a_link_that_was_cut_opens_the_map(browser, story, cut):
    with opened(browser, f"{story.as_uri()}#{cut}") as shown:
        assert shown.page.inner_text("#panel .nk-place") == "Choose a mark, a bar or a row."
        shown.page.click("[aria-label^='Previous month']")
        assert (chosen(shown.page), shown.said) == ("Feb 2026 to Feb 2026", [])


def test_a_page_of_one_month_has_no_months_to_choose_and_changes_its_kind(browser, tmp_path):
    file = tmp_path / "month.html"
    month = {"first": "2025-01", "last": "2025-01"}
    file.write_bytes(page(Evidence(DATA, View(layers=ALL_LAYERS, **month))))
    with opened(browser, file.as_uri()) as shown:
        before = shown.page.inner_text("#finding")
        shown.page.locator("input[name=kind]").nth(1).check(force=True)
        assert shown.page.inner_text("#finding") != before
        assert (shown.page.locator("#months .row").is_visible(), shown.said) == (False, [])


def test_with_every_layer_on_a_stretch_of_months_goes_by_whole_years(browser, everything):
    with opened(browser, everything.as_uri()) as shown:
        choose_month(shown.page, "March 2024")
        assert chosen(shown.page) == "Mar 2024 to Mar 2024"
        last_month = shown.page.locator("#months select[aria-label='Last month']")
        last_month.select_option(label="May 2025")
        assert chosen(shown.page) == "Jan 2024 to Dec 2025"
        assert shown.said == []


# ---------------------------------------------------------------- the site


class Quiet(SimpleHTTPRequestHandler):
    """Python's own server without its log."""

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def served(site) -> Iterator[str]:
    with serving(site) as address:
        yield address


def links_of(html: str) -> list[str]:
    seen = re.sub(r"<script type=[^>]*>[^<]*</script>", "", html)
    return [found.replace("&amp;", "&") for found in re.findall(r'(?:href|src)="([^"#]+)', seen)]


def test_every_link_of_a_served_site_is_answered(served, site):
    waiting, seen = [f"{served}/index.html", f"{served}/embed.html"], set()
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
    written = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    reached = {urllib.parse.urlsplit(address).path.lstrip("/") for address in seen}
    # Named in properties and in the style sheet, and for those who walk the site.
    apart = ("card/", "fonts/", "sitemap.xml")
    assert {path for path in written - reached if not path.startswith(apart)} == set()


PAGES = (
    "index.html", "claims.html", "claim/AP2501-20.html", "place/hyesan.html",
    "source/AP2501.html", "sources.html", "places.html", "story.html", "data.html", "method.html",
    "embed.html",
)  # fmt: skip


@pytest.mark.parametrize("name", ["site", "hostile_site"])
def test_pages_of_a_site_ask_only_their_own_server_and_fit_the_window(browser, request, name):
    with serving(request.getfixturevalue(name)) as served:
        own_server_and_width(browser, served)


def own_server_and_width(browser: Browser, served: str) -> None:
    with opened(browser, f"{served}/{PAGES[0]}") as shown:
        for path in PAGES:
            shown.page.set_viewport_size({"width": 1440, "height": 900})
            shown.page.goto(f"{served}/{path}")
            shown.page.wait_for_selector("html:not(.waiting)", state="attached")
            for width in (1440, 320):
                shown.page.set_viewport_size({"width": width, "height": 900})
                shown.page.evaluate("document.fonts.ready.then(() => null)")
                assert shown.page.evaluate("document.documentElement.scrollWidth") == width, path
            assert shown.said == [], path
            assert [a for a in shown.fetched if not a.startswith(served)] == [], path


def test_a_mark_of_the_sites_map_leads_to_the_page_of_its_claim(browser, served):
    with opened(browser, f"{served}/index.html") as shown:
        choose_month(shown.page, "December 2024")
        shown.page.locator(f"{marked('AP2501-20')} .target").click()
        shown.page.wait_for_url("**/claim/AP2501-20.html")
        title = "37 people reportedly left Hyesan, North Korea, for Russia in December 2024."
        assert shown.page.inner_text("h1") == title


def test_the_map_stands_in_another_pages_frame_from_320_pixels_up(browser, served, tmp_path):
    frame = f'<!doctype html><iframe src="{served}/embed.html" width="320" height="600"></iframe>'
    (tmp_path / "article.html").write_text(frame)
    with serving(tmp_path) as other, opened(browser, f"{other}/article.html", 400, 700) as shown:
        shown.page.frame_locator("iframe").locator("[aria-label^='Previous month']").click()
        inside = shown.page.frames[1]
        assert inside.locator("#months option:checked").all_inner_texts()[:2] == ["Dec 2024"] * 2
        assert inside.evaluate("document.documentElement.scrollWidth") <= 320
