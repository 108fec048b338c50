"""The map that is moved by hand, in a real Chromium: click, wheel, zoom, link, and no WebGL."""

from collections.abc import Iterator

import pytest
from conftest import ALWAYS, Reader
from playwright.sync_api import Browser, Playwright
from test_browser_faults import NO_MAPS
from test_explore import whole
from test_map_figure import scene

from nkmap import wording
from nkmap.figures import explore, frames
from nkmap.figures.explore import _north as north

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def browser(webgl_browser: Browser) -> Browser:
    """The map that is moved needs a graphics card, emulated here."""
    return webgl_browser


HYESAN = (128.1927, 41.3927)
MAP = ".st-key-explore [data-testid=stDeckGlJsonChart]"
STILL = "() => drawn.ground && performance.now() - drawn.last > 600"


def opened(reader: Reader, path: str = "/?frame=explore&from=2024-12&to=2024-12") -> Reader:
    reader.open(path, drawn=False)
    reader.page.locator(f"{MAP} canvas").wait_for(timeout=60_000)
    at_rest(reader)
    return reader


def at_rest(reader: Reader) -> None:
    reader.page.wait_for_function(STILL, timeout=60_000)


def pixel(reader: Reader, lonlat: tuple[float, float], nearer: int = 0) -> tuple[float, float]:
    """Where a place stands in the window, after so many presses of the button."""
    width, height = frames.map_size(1440)
    state = whole(scene(), explore.Look("light", width, height))["initialViewState"]
    size = 2 ** (state["zoom"] + nearer)
    box = reader.page.locator(MAP).bounding_box()
    east = (lonlat[0] - state["longitude"]) / 360 * 512
    up = north(lonlat[1]) - north(state["latitude"])
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return middle[0] + east * size, middle[1] - up * size


def click(reader: Reader, x: float, y: float) -> None:
    before = reader.page.url
    reader.page.mouse.move(x, y)
    reader.page.locator(".deck-tooltip").filter(has_text="Hyesan").wait_for()
    at_rest(reader)  # to look for what lies under a hand, the map is drawn once more
    reader.page.mouse.click(x, y)
    reader.page.wait_for_function("before => location.href !== before", arg=before)
    reader.settle()


def test_a_click_on_a_mark_opens_its_claim_and_the_map_stays_chosen(reader):
    opened(reader)
    reader.page.locator(MAP).scroll_into_view_if_needed()
    click(reader, *pixel(reader, HYESAN))
    assert "AP2501-20" in reader.page.locator(".nk-panel").inner_text()
    assert "frame=explore" in reader.query()
    assert reader.page.locator(f"{MAP} canvas").count() == 1
    assert (reader.outside, reader.errors) == ([], [])


def test_plus_brings_the_map_nearer_and_keeps_where_it_was_moved_to(reader):
    opened(reader)
    reader.page.locator(MAP).scroll_into_view_if_needed()
    x, y = pixel(reader, HYESAN)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 100, y - 40, steps=50)
    reader.page.mouse.up()
    at_rest(reader)
    reader.page.get_by_role("button", name="Zoom in").click()
    at_rest(reader)
    nearer = pixel(reader, HYESAN, nearer=1)
    click(reader, nearer[0] + 200, nearer[1] - 80)
    assert "AP2501-20" in reader.page.locator(".nk-panel").inner_text()


def test_the_wheel_scrolls_the_page_and_leaves_the_map_as_it_is(reader):
    opened(reader)
    x, y = pixel(reader, HYESAN)
    reader.page.mouse.move(x, min(y, 700))
    reader.page.mouse.wheel(0, 240)
    scrolled = "() => document.querySelector('[data-testid=stMain]').scrollTop > 200"
    reader.page.wait_for_function(scrolled)
    at_rest(reader)
    x, y = pixel(reader, HYESAN)
    click(reader, x, y)
    assert "AP2501-20" in reader.page.locator(".nk-panel").inner_text()


def test_what_has_no_point_is_listed_below_the_map_and_opens_there(reader):
    opened(reader)
    listed = reader.page.locator(".st-key-explore_areas")
    assert listed.locator("p").first.inner_text() == wording.named_without_a_place(outlined=True)
    listed.get_by_role("button", name="Russia – place not reported").click()
    reader.page.wait_for_url("**place=russia*")


def test_the_frame_is_loaded_only_when_it_is_chosen_and_stays_in_the_link(reader):
    reader.open("/?from=2024-12&to=2024-12")
    assert reader.page.locator(".st-key-explore").count() == 0
    reader.page.get_by_role("button", name="Explore").click()
    reader.page.wait_for_url("**frame=explore*")
    reader.page.locator(".st-key-explore").wait_for()


@pytest.fixture(scope="module")
def draws_no_maps(chromium: str, playing: Playwright) -> Iterator[Browser]:
    found = playing.chromium.launch(executable_path=chromium, args=[*ALWAYS, *NO_MAPS])
    yield found
    found.close()


def test_without_webgl_it_says_so_and_the_drawing_stays(draws_no_maps, app):
    page = draws_no_maps.new_page(viewport={"width": 1440, "height": 900})
    reader = Reader(page, app).open("/?frame=explore", drawn=False)
    page.get_by_text(wording.NO_WEBGL_EXPLORE).wait_for(timeout=30_000)
    reader.settle()
    assert page.locator(".st-key-explore").count() == 0
    assert page.locator(".stage > svg > a").count() > 1
    assert "frame=explore" in reader.query()
    page.close()


def test_no_webgl_is_asked_for_before_explore_is_chosen(reader):
    reader.page.add_init_script("""window.asked = [];
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        if (kind.includes('webgl')) asked.push(kind);
        return get.call(this, kind, ...more);
      }""")
    reader.open("/?from=2024-12&to=2024-12")
    assert reader.page.evaluate("asked") == []
    opened(reader)
    assert reader.page.evaluate("asked").count("webgl2") >= 1
