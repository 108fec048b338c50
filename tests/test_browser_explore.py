"""The map that is moved by hand, in a real Chromium: click, wheel, zoom, link, and no WebGL."""

import io
from collections.abc import Iterator
from contextlib import suppress

import pytest
from conftest import WINDOW, Reader, new_page
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Browser, Error, Page
from test_browser import EVERY_LAYER, NO_OVERFLOW
from test_browser_faults import drawn
from test_explore import whole
from test_map_figure import scene

from nkmap.figures import explore, viewport
from nkmap.figures.explore import _north as north
from nkmap.wording import TEXTS

pytestmark = pytest.mark.browser


EXPLORE = "/?frame=explore&from=2024-12&to=2024-12"
HYESAN = (128.1927, 41.3927)
MAP = ".st-key-explore [data-testid=stDeckGlJsonChart]"
STILL = """since => {
  window.quiet = drawn.last === window.seen ? window.quiet + 1 : 0;
  window.seen = drawn.last;
  return drawn.ground && drawn.last > since && window.quiet > 20;
}"""
"""Frames that went by and drew nothing: a slow machine takes long for each of a moving map."""


@pytest.fixture(scope="module")
def map_page(browser: Browser, app: str) -> Iterator[Page]:
    """A page whose map stays from test to test: to make one takes ten times as long as to draw it."""
    page = new_page(browser, WINDOW)
    Reader(page, app).open("/sources")
    yield page
    page.close()


@pytest.fixture
def anywhere(map_page: Page, app: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader who may find the map where another has moved it to."""
    failed = request.session.testsfailed
    here = Reader(map_page, app, stays=True)
    yield here
    here.leave()
    if request.session.testsfailed > failed:  # who knows what is open there
        map_page.goto("about:blank")


@pytest.fixture
def explorer(anywhere: Reader) -> Reader:
    """A reader who finds the map where it is first shown, and leaves it there."""
    if anywhere.page.evaluate("window.moved"):
        anywhere.page.goto("about:blank")
    return anywhere


@pytest.fixture
def mover(explorer: Reader) -> Iterator[Reader]:
    """A reader who leaves the map elsewhere."""
    yield explorer
    explorer.page.evaluate("window.moved = true")


def opened(reader: Reader) -> None:
    if reader.page.url != reader.address + EXPLORE:
        reader.open(EXPLORE, drawn=False)
    reader.page.locator(f"{MAP} canvas").wait_for(timeout=60_000)
    reader.page.locator(MAP).scroll_into_view_if_needed()
    at_rest(reader)


def at_rest(reader: Reader, since: float = 0) -> None:
    """Wait until the map was drawn later than that, and has stayed as it is."""
    reader.page.wait_for_function(STILL, arg=since, timeout=60_000)


def now(reader: Reader) -> float:
    return reader.page.evaluate("performance.now()")


def pixel(reader: Reader, lonlat: tuple[float, float], nearer: int = 0) -> tuple[float, float]:
    """Where a place stands in the window, after so many presses of the button."""
    width, height = viewport.map_size(1440)
    state = whole(scene(), explore.DeckStyle("light", width, height))["initialViewState"]
    size = 2 ** (state["zoom"] + nearer)
    box = reader.page.locator(MAP).bounding_box()
    east = (lonlat[0] - state["longitude"]) / 360 * 512
    up = north(lonlat[1]) - north(state["latitude"])
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return middle[0] + east * size, middle[1] - up * size


def hover(reader: Reader, x: float, y: float, words: str) -> None:
    """Move onto a mark, and a little further while no tip shows, as a hand never rests wholly."""
    tip = reader.page.locator(".deck-tooltip").filter(has_text=words, visible=True)
    for step in range(60):
        reader.page.mouse.move(x + step % 2, y)
        with suppress(Error):
            return tip.wait_for(timeout=1000)
    raise AssertionError(words)


def click(reader: Reader, x: float, y: float) -> None:
    before = reader.page.url
    hover(reader, x, y, "Hyesan")
    at_rest(reader)  # to look for what lies under a hand, the map is drawn once more
    reader.page.mouse.click(x, y)
    reader.page.wait_for_function("before => location.href !== before", arg=before)
    reader.settle()


OVER_A_MAP = ".st-key-zoom_buttons, .stElementToolbar"
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def picture(reader: Reader) -> Image.Image:
    reader.page.evaluate(PAINTED)
    return Image.open(io.BytesIO(reader.map_picture())).convert("RGB")


def test_what_lies_over_the_map_hides_only_what_lies_under_it(explorer):
    opened(explorer)
    explorer.wait_for_outlines()
    covered = picture(explorer)
    left, top = (explorer.map_box()[side] for side in ("x", "y"))
    boxes = [box.bounding_box() for box in explorer.page.locator(OVER_A_MAP).all()]
    assert boxes
    hiding = explorer.page.add_style_tag(
        content=f":is({OVER_A_MAP}) {{ visibility: hidden !important }}"
    )
    differs = ImageChops.difference(covered, picture(explorer))
    hiding.evaluate("style => style.remove()")
    assert differs.getbbox()
    for box in boxes:
        x, y = box["x"] - left, box["y"] - top
        ImageDraw.Draw(differs).rectangle((x - 1, y - 1, x + box["width"] + 1, y + box["height"] + 1), fill="black")  # fmt: skip
    assert differs.getbbox() is None


def test_the_wheel_scrolls_the_page_and_a_click_opens_the_claim_of_a_mark_and_keeps_the_map(
    explorer,
):
    opened(explorer)
    x, y = pixel(explorer, HYESAN)
    explorer.page.mouse.move(x, min(y, 700))
    explorer.page.mouse.wheel(0, 240)
    scrolled = "() => document.querySelector('[data-testid=stMain]').scrollTop > 200"
    explorer.page.wait_for_function(scrolled)
    at_rest(explorer)
    click(explorer, *pixel(explorer, HYESAN))
    assert "AP2501-20" in explorer.page.locator(".nk-panel").inner_text()
    assert "frame=explore" in explorer.query()
    assert explorer.page.locator(f"{MAP} canvas").count() == 1
    assert (explorer.outside, explorer.errors) == ([], [])


def test_what_has_no_point_is_listed_below_the_map_and_opens_there(explorer):
    explorer.open(f"{EXPLORE}&kind=departed", drawn=False)
    listed = explorer.page.locator(".st-key-explore_areas")
    assert listed.locator("p").first.inner_text() == TEXTS["named_without_a_place"]
    listed.get_by_role("button", name="Russia – place not reported").click()
    explorer.page.wait_for_url("**place=russia*")


def test_plus_brings_the_map_nearer_and_keeps_where_it_was_moved_to(mover):
    opened(mover)
    x, y = pixel(mover, HYESAN)
    mover.page.mouse.move(x, y)
    mover.page.mouse.down()
    mover.page.mouse.move(x + 4, y)  # from here on it is a drag
    before = now(mover)
    mover.page.mouse.move(x + 104, y - 40)
    mover.page.mouse.up()
    at_rest(mover, before)
    before = now(mover)
    mover.page.get_by_role("button", name="Zoom in").click()
    at_rest(mover, before)
    nearer = pixel(mover, HYESAN, nearer=1)
    click(mover, nearer[0] + 200, nearer[1] - 80)
    assert "AP2501-20" in mover.page.locator(".nk-panel").inner_text()


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_with_every_layer_on_the_map_is_painted_and_asks_nobody(anywhere, size):
    anywhere.page.set_viewport_size({"width": size[0], "height": size[1]})
    anywhere.open(f"/?{EVERY_LAYER}&frame=explore")
    assert "a railway link" in anywhere.page.get_by_role("list", name="Legend").inner_text()
    assert anywhere.page.evaluate(NO_OVERFLOW) == [0, 0]
    assert (anywhere.outside, anywhere.errors) == ([], [])


LOSE_WEBGL = (
    """canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"""
)


def test_the_frame_is_loaded_only_when_it_is_chosen_and_a_drawing_stands_there_once_it_loses_its_webgl(
    browser, app
):
    page = new_page(browser, WINDOW)
    reader = Reader(page, app, is_land_whole=True)
    page.add_init_script("""window.asked = [];
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        if (kind.includes('webgl')) asked.push(kind);
        return get.call(this, kind, ...more);
      }""")
    reader.open("/?from=2024-12&to=2024-12")
    assert page.locator(".st-key-explore").count() == 0
    assert page.evaluate("asked") == []
    page.get_by_role("button", name="Explore").click()
    page.wait_for_url("**frame=explore*")
    page.locator(f"{MAP} canvas").wait_for(timeout=60_000)
    at_rest(reader)
    assert "webgl2" in page.evaluate("asked")
    reader.wait_for_outlines()
    assert (reader.outside, reader.errors) == ([], [])
    page.locator(f"{MAP} canvas").evaluate(LOSE_WEBGL)
    page.get_by_text(TEXTS["no_webgl_explore"]).wait_for(timeout=30_000)
    reader.settle()
    assert "AP2501-20" in drawn(reader)
    assert page.locator(MAP).count() == 0
    assert "frame=explore" in reader.query()
    page.close()


def test_without_webgl_it_says_so_and_the_drawing_stays(draws_no_maps, app):
    page = new_page(draws_no_maps, WINDOW)
    reader = Reader(page, app).open("/?frame=explore", drawn=False)
    page.get_by_text(TEXTS["no_webgl_explore"]).wait_for(timeout=30_000)
    reader.settle()
    assert page.locator(".st-key-explore").count() == 0
    assert page.locator(".stage > svg > a").count() > 1
    assert "frame=explore" in reader.query()
    page.close()
