"""The drawn map in a real browser: marks as elements, months under the finger, one message."""

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import WINDOW, Reader, colours, new_page
from PIL.ImageColor import getrgb
from playwright.sync_api import Browser, Locator, Page

from nkmap.figures.colours import LIGHT
from nkmap.schema import Kind, Layer

pytestmark = pytest.mark.browser

COUNTS = """() => {
  window.held = null;
  if (window.sent) return;
  const counted = window.sent = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...all) {
    counted.push(all[0].byteLength);
    const go = () => send.apply(this, all);
    window.held ? held.push(go) : go();
  };
}"""
"""Notes every message that the page sends to its server; where ``held`` is a list it goes there."""


class MapReader(Reader):
    """A reader of the Map page, whose marks are elements."""

    def open(self, path: str = "/", **_: Any) -> "MapReader":
        self.go(path)
        self.page.wait_for_selector(".stage a, .stage svg > g", timeout=60_000)
        self.settle()
        self.page.evaluate(COUNTS)
        return self

    def marks(self) -> Locator:
        return self.page.locator(".stage svg a")

    def mark(self, claim: str) -> Locator:
        return self.page.locator(f".stage [data-claim='{claim}']")

    def handle(self, which: str) -> Locator:
        return self.page.get_by_role("slider", name=f"{which} month")

    def sent(self) -> int:
        return self.page.evaluate("sent.length")

    def forget(self) -> None:
        """Count messages from here on. What is sent to who comes near it has come."""
        self.page.locator(".st-key-near_strip, .st-key-strip").first.scroll_into_view_if_needed()
        self.page.locator(".st-key-strip").wait_for()
        self.settle()
        self.page.evaluate("() => { sent.length = 0 }")

    def focused(self) -> str:
        return self.page.evaluate(
            """() => {
              let at = document.activeElement;
              while (at?.shadowRoot) at = at.shadowRoot.activeElement;
              return at?.dataset.claim || at?.dataset.place || at?.getAttribute('aria-label') || '';
            }"""
        )

    def shown(self) -> tuple[str, str, list[str]]:
        """Headline, count, and the claims drawn."""
        drawn = self.marks().evaluate_all(
            "all => all.flatMap(a => (a.dataset.claims || '').split(' '))"
        )
        return self.headline(), self.page.locator(".nk-count").inner_text(), sorted(set(drawn))


@pytest.fixture
def page_of(browser: Browser, app: str, kept_page: Page) -> Iterator[Any]:
    """Opens the Map: first in the page that is kept, then in new ones, for wishes of any sort."""
    pages: list[Page] = []
    here = MapReader(kept_page, app, stays=True)
    is_free = True

    def opened(path: str = "/", **wishes: Any) -> MapReader:
        nonlocal is_free
        if is_free and not wishes:
            is_free = False
            return here.open(path)
        pages.append(new_page(browser, WINDOW, **wishes))
        pages[-1].set_default_timeout(15_000)
        return MapReader(pages[-1], app).open(path)

    yield opened
    here.leave()
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def phone_page(browser: Browser, app: str) -> Iterator[Page]:
    """A page that stays open on a phone: what can be touched has a cache of its own, empty at first."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    Reader(page, app).open("/sources")
    yield page
    context.close()


@pytest.fixture
def phone(phone_page: Page, app: str) -> MapReader:
    return MapReader(phone_page, app, stays=True).open()


FIRST_HANDLE = """(() => {
  const find = root => { for (const node of root.querySelectorAll("*")) {
    const found = node.matches("[role=slider]") ? node : node.shadowRoot && find(node.shadowRoot);
    if (found) return found;
  } };
  return find(document).getAttribute("aria-valuetext");
})()"""
"""The month that the first handle stands at."""


def drag(reader: MapReader, handle: Locator, by: float, steps: int = 8) -> None:
    """Take a handle sideways, and hold it."""
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + by, y, steps=steps)


def test_months_move_map_headline_and_count_at_once_and_tell_the_server_once(page_of):
    reader = page_of()
    before = reader.shown()
    reader.forget()
    drag(reader, reader.handle("Last"), -480)
    moved = reader.shown()
    assert reader.sent() == 0
    assert all(a != b for a, b in zip(before, moved, strict=True))
    assert reader.page.locator(".unseen").inner_text() == f"{moved[0]} {moved[1]}"
    assert reader.page.locator("[data-nk-waiting]").count() == 0
    reader.page.mouse.up()
    reader.page.wait_for_function("location.search.includes('to=')")
    reader.settle()
    assert reader.sent() == 1
    assert reader.shown() == moved
    # What the browser showed is what the link shows to who opens it.
    assert page_of(f"/?{reader.query()}").shown() == moved
    assert reader.errors == []


def test_a_choice_taken_back_tells_the_server_nothing(page_of):
    reader = page_of()
    before = reader.shown()
    reader.forget()
    drag(reader, reader.handle("First"), 300)
    assert reader.shown() != before
    box = reader.page.locator(".strip").bounding_box()
    reader.page.mouse.move(box["x"], box["y"] + 20)
    reader.page.mouse.up()
    assert reader.shown() == before
    assert reader.sent() == 0


def test_keys_move_a_handle_and_buttons_step_by_month_and_by_year(page_of):
    reader = page_of("/?from=2024-11&to=2025-01")
    last = reader.handle("Last")
    assert last.get_attribute("aria-valuetext") == "January 2025"
    last.focus()
    reader.page.keyboard.press("ArrowLeft")
    assert last.get_attribute("aria-valuetext") == "December 2024"
    reader.page.wait_for_function("location.search.includes('to=2024-12')")
    reader.page.keyboard.press("End")
    assert last.get_attribute("aria-valuetext") == "February 2026"
    reader.page.keyboard.press("PageDown")
    assert last.get_attribute("aria-valuetext") == "February 2025"
    reader.page.wait_for_function("location.search.includes('to=2025-02')")
    assert reader.focused() == "Last month"
    reader.page.get_by_role("button", name="Next month").click()
    reader.page.wait_for_function("location.search.includes('from=2024-12&to=2025-03')")
    reader.page.get_by_role("combobox", name="Step").select_option("years")
    reader.page.get_by_role("button", name="Previous year").click()
    reader.page.wait_for_function("location.search.includes('from=2024-01&to=2024-12')")
    reader.page.get_by_role("button", name="All", exact=True).click()
    reader.page.wait_for_function("!location.search.includes('from=')")
    reader.settle()
    assert reader.handle("First").get_attribute("aria-valuetext") == "January 2024"


def test_a_step_goes_to_the_next_months_with_claims_and_by_month_to_the_next_month(page_of):
    reader = page_of("/?from=2025-05&to=2025-05")
    step = reader.page.get_by_role("combobox", name="Step")
    step.select_option("months with claims")  # the page is kept, and with it what was chosen before
    reader.page.get_by_role("button", name="Next month").click()
    reader.page.wait_for_function("location.search.includes('from=2026-01&to=2026-01')")
    step.select_option("every month")
    reader.page.get_by_role("button", name="Previous month").click()
    reader.page.wait_for_function("location.search.includes('from=2025-12&to=2025-12')")
    years = reader.page.locator("select.from optgroup").evaluate_all("all => all.map(g => g.label)")
    assert years == ["2024", "2025", "2026"]


def test_play_goes_on_by_itself_once_it_is_pressed_and_tells_the_server_when_it_rests(page_of):
    reader = page_of("/?from=2024-10&to=2024-12", reduced_motion="reduce")
    first = reader.handle("First")
    reader.forget()
    reader.page.get_by_role("combobox", name="Speed").select_option("fast")
    reader.page.get_by_role("button", name="Play").click()
    reader.page.wait_for_function(f"{FIRST_HANDLE} === 'January 2025'")
    assert reader.sent() == 0
    reader.page.get_by_role("button", name="Pause").click()
    rested = first.get_attribute("aria-valuetext")
    reader.page.wait_for_function("!location.search.includes('from=2024-10')")
    reader.settle()
    assert reader.sent() == 1
    assert first.get_attribute("aria-valuetext") == rested


def test_keys_go_through_the_marks_and_the_focus_stays_where_a_claim_was_opened(page_of):
    reader = page_of()
    count = reader.marks().count()
    reader.marks().first.evaluate(
        "a => a.closest('svg').querySelector('a[tabindex=\"0\"]').focus()"
    )
    reader.page.keyboard.press("Home")
    met = [reader.focused()]
    for _ in range(count):
        reader.page.keyboard.press("ArrowRight")
        met.append(reader.focused())
    places = list(dict.fromkeys(met))
    assert len(places) == len(set(places)) > 1
    assert reader.marks().evaluate_all("all => all.filter(a => a.tabIndex === 0).length") == 1
    tip = reader.page.get_by_role("tooltip")
    assert tip.is_visible()
    reader.page.keyboard.press("Escape")
    assert not tip.is_visible()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("/(claim|place)=/.test(location.search)")
    reader.settle()
    assert reader.focused() == met[-1]
    assert reader.page.locator(".stage [aria-current]").count() >= 1
    reader.page.keyboard.press("Tab")
    assert reader.focused() != met[-1]


def test_a_mark_has_a_tip_and_an_address_of_its_own(page_of):
    reader = page_of()
    mark = reader.page.locator(".stage [data-claim]").last
    claim = mark.get_attribute("data-claim")
    lines = mark.get_attribute("data-tip").split("\n")
    mark.locator(".target").hover()
    tip = reader.page.get_by_role("tooltip")
    assert tip.locator("p").all_inner_texts() == lines
    stage, box = reader.page.locator(".stage").bounding_box(), tip.bounding_box()
    assert box["x"] >= stage["x"]
    assert box["x"] + box["width"] <= stage["x"] + stage["width"]
    assert mark.get_attribute("href") == f"?claim={claim}"
    reader.forget()
    with reader.page.context.expect_page() as found:
        mark.locator(".target").click(modifiers=["Control"])
    found.value.wait_for_url(f"**?claim={claim}")
    assert reader.sent() == 0
    mark.locator(".target").click()
    reader.page.wait_for_selector(f".nk-panel:has-text('{claim}')")
    reader.settle()
    assert reader.sent() == 1


def test_frames_are_in_the_link_and_back_returns_to_them_and_to_pages(page_of):
    reader = page_of()
    reader.page.get_by_role("button", name="Northern cities").click()
    reader.page.wait_for_function("location.search.includes('frame=cities')")
    reader.settle()
    pressed = reader.page.locator(".tabs [aria-pressed=true]")
    assert pressed.inner_text() == "Northern cities"
    reader.page.get_by_role("link", name="Timeline").click()
    reader.page.wait_for_function("location.pathname.endsWith('/timeline')")
    reader.settle()
    reader.page.wait_for_url("**/timeline?frame=cities")
    reader.page.go_back()  # Streamlit keeps an entry for the page's bare address
    reader.page.wait_for_url("**/timeline")
    reader.settle()
    reader.page.go_back()
    pressed.wait_for()
    reader.settle()
    assert (pressed.inner_text(), reader.query()) == ("Northern cities", "frame=cities")
    reader.page.go_back()
    reader.page.wait_for_function("!location.search.includes('frame')")
    reader.settle()
    assert pressed.inner_text() == "Route"


def test_on_paper_stand_the_map_and_what_is_counted_and_no_control(page_of):
    reader = page_of()
    reader.page.emulate_media(media="print")
    seen = {
        name: reader.page.locator(name).is_visible()
        for name in (".tabs", ".months", ".stage svg >> nth=0", ".nk-count")
    }
    assert seen == {
        ".tabs": False,
        ".months": False,
        ".stage svg >> nth=0": True,
        ".nk-count": True,
    }


def test_on_a_phone_the_map_fits_and_a_tap_opens_and_tells(phone):
    stage = phone.page.locator(".stage").bounding_box()
    assert stage["width"] <= 390 - 2 * 16
    svg = phone.page.locator(".stage > svg")
    scale = svg.evaluate("svg => svg.clientWidth / svg.viewBox.baseVal.width")
    assert scale >= 0.95
    mark = phone.page.locator(".stage [data-claim='AP2501-20']")
    mark.locator(".target").tap()
    phone.page.wait_for_function("/(claim|place)=/.test(location.search)")
    assert phone.page.get_by_role("tooltip").is_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = phone.page.locator(".months button").evaluate_all(
        "all => all.map(b => b.offsetHeight)"
    )
    assert min(heights) >= 44


def months_of(reader: MapReader) -> tuple[str | None, str | None]:
    first, last = (reader.handle(which) for which in ("First", "Last"))
    return first.get_attribute("aria-valuetext"), last.get_attribute("aria-valuetext")


def test_the_band_between_the_handles_moves_the_months_as_they_are(page_of):
    reader = page_of("/?from=2024-10&to=2025-03")
    reader.forget()
    month = reader.page.locator(".strip").bounding_box()["width"] / 26
    drag(reader, reader.page.locator(".band"), 3 * month)
    moved = reader.shown()
    assert months_of(reader) == ("January 2025", "June 2025")
    assert reader.sent() == 0
    reader.page.mouse.up()
    reader.page.wait_for_function("location.search.includes('from=2025-01&to=2025-06')")
    reader.settle()
    assert reader.shown() == moved


def test_back_and_forward_bring_the_months_with_what_they_show(page_of):
    reader = page_of("/?from=2024-11&to=2024-11")
    before = (months_of(reader), reader.shown())
    reader.page.get_by_role("button", name="Next month").click()
    reader.page.wait_for_function("location.search.includes('from=2024-12')")
    reader.settle()
    after = (months_of(reader), reader.shown())
    assert after != before
    for turn, months, shown in (
        (reader.page.go_back, "2024-11", before),
        (reader.page.go_forward, "2024-12", after),
    ):
        turn()
        reader.page.wait_for_function(f"location.search.includes('from={months}')")
        reader.page.wait_for_function(
            "words => document.querySelector('.nk-h1').innerText === words", arg=shown[1][0]
        )
        reader.settle()
        assert (months_of(reader), reader.shown()) == shown


EVERY_LAYER = "&".join(f"layer={layer.value}" for layer in Layer)


def test_months_whose_map_was_not_sent_wait_for_the_server_and_say_so(page_of):
    reader = page_of(f"/?{EVERY_LAYER}&from=2024-06&to=2024-11")
    reader.forget()
    reader.page.evaluate("window.held = []")
    for which, key in (("First", "Home"), ("Last", "PageUp")):
        reader.handle(which).press(key)
    waiting = reader.page.locator(".stage.waits, .nk-h1[data-nk-waiting]")
    assert waiting.count() == 2
    reader.page.wait_for_function("sent.length === 2")
    reader.page.evaluate("() => { const all = held; held = null; all.forEach(go => go()); }")
    reader.page.wait_for_function("!/from=2024-06|to=2024-11/.test(location.search)")
    reader.settle()
    assert waiting.count() == 0
    assert page_of(f"/?{reader.query()}").shown() == reader.shown()


def test_a_finger_moves_the_months(phone):
    handle = phone.handle("Last")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    finger = phone.page.context.new_cdp_session(phone.page)
    at = {"x": box["x"] + 8, "y": box["y"] + 8}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    for x in range(10, 130, 10):
        point = {"x": at["x"] - x, "y": at["y"]}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    # A browser hands on where a finger is once a frame.
    phone.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    held = months_of(phone)
    assert held[0] == "January 2024"
    assert held[1] != "February 2026"
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.page.wait_for_function("location.search.includes('to=')")
    phone.settle()
    assert months_of(phone) == held


def test_the_middle_button_opens_a_mark_beside_this_page(page_of):
    reader = page_of()
    mark = reader.page.locator(".stage [data-claim]").last
    claim = mark.get_attribute("data-claim")
    reader.forget()
    with reader.page.context.expect_page() as found:
        mark.locator(".target").click(button="middle")
    found.value.wait_for_url(f"**?claim={claim}")
    assert reader.sent() == 0


def test_words_of_the_map_are_text_that_can_be_selected_and_opens_nothing(page_of):
    reader = page_of()
    reader.forget()
    name = reader.page.locator(".stage a[data-place] text, .stage a[data-claim] text").first
    name.scroll_into_view_if_needed()
    said, box = name.evaluate("text => text.textContent"), name.bounding_box()
    middle = box["y"] + box["height"] / 2
    reader.page.mouse.move(box["x"] + 1, middle)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] - 1, middle, steps=6)
    reader.page.mouse.up()
    selected = reader.page.evaluate("String(getSelection())")
    assert len(selected) > 1
    assert selected.strip() in said
    assert reader.sent() == 0


def test_in_forced_colours_marks_words_and_what_has_the_focus_are_seen(page_of):
    reader = page_of(forced_colors="active")
    mark = reader.page.locator(".stage [data-claim]").last
    mark.evaluate("mark => mark.focus()")
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("ArrowLeft")
    colours_of = """mark => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'Highlight';
      const highlight = getComputedStyle(probe).color;
      probe.remove();
      const focused = mark.getRootNode().activeElement.querySelector('.target');
      return [getComputedStyle(focused).stroke, highlight];
    }"""
    stroke, highlight = mark.evaluate(colours_of)
    assert stroke == highlight
    picture = colours(reader.map_picture())
    assert picture[getrgb(LIGHT.kinds[Kind.DEPARTED])] > 100
