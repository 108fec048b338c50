"""The map that is moved by hand, in a real Chromium: click, wheel, zoom, link, and no WebGL."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from conftest import ALWAYS, Reader
from playwright.sync_api import Browser, Error, Playwright
from test_browser_faults import NO_MAPS
from test_explore import whole
from test_map_figure import scene

from nkmap.figures import explore, viewport
from nkmap.figures.explore import _north as north
from nkmap.wording import TEXTS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def browser(webgl_browser: Browser) -> Browser:
    """The map that is moved needs a graphics card, emulated here."""
    return webgl_browser


EXPLORE = "/?frame=explore&from=2024-12&to=2024-12"
HYESAN = (128.1927, 41.3927)
MAP = ".st-key-explore [data-testid=stDeckGlJsonChart]"
STILL = """since => {
  window.quiet = drawn.last === window.seen ? window.quiet + 1 : 0;
  window.seen = drawn.last;
  return drawn.ground && drawn.last > since && window.quiet > 20;
}"""
"""Frames that went by and drew nothing: a slow machine takes long for each of a moving map."""


def opened(reader: Reader) -> None:
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


def test_plus_brings_the_map_nearer_and_keeps_where_it_was_moved_to(newcomer):
    opened(newcomer)
    x, y = pixel(newcomer, HYESAN)
    newcomer.page.mouse.move(x, y)
    newcomer.page.mouse.down()
    newcomer.page.mouse.move(x + 4, y)  # from here on it is a drag
    before = now(newcomer)
    newcomer.page.mouse.move(x + 104, y - 40)
    newcomer.page.mouse.up()
    at_rest(newcomer, before)
    before = now(newcomer)
    newcomer.page.get_by_role("button", name="Zoom in").click()
    at_rest(newcomer, before)
    nearer = pixel(newcomer, HYESAN, nearer=1)
    click(newcomer, nearer[0] + 200, nearer[1] - 80)
    assert "AP2501-20" in newcomer.page.locator(".nk-panel").inner_text()


def test_the_wheel_scrolls_the_page_and_a_click_opens_the_claim_of_a_mark_and_keeps_the_map(
    newcomer,
):
    opened(newcomer)
    x, y = pixel(newcomer, HYESAN)
    newcomer.page.mouse.move(x, min(y, 700))
    newcomer.page.mouse.wheel(0, 240)
    scrolled = "() => document.querySelector('[data-testid=stMain]').scrollTop > 200"
    newcomer.page.wait_for_function(scrolled)
    at_rest(newcomer)
    click(newcomer, *pixel(newcomer, HYESAN))
    assert "AP2501-20" in newcomer.page.locator(".nk-panel").inner_text()
    assert "frame=explore" in newcomer.query()
    assert newcomer.page.locator(f"{MAP} canvas").count() == 1
    assert (newcomer.outside, newcomer.errors) == ([], [])


def test_what_has_no_point_is_listed_below_the_map_and_opens_there(newcomer):
    newcomer.open(f"{EXPLORE}&kind=departed", drawn=False)
    listed = newcomer.page.locator(".st-key-explore_areas")
    assert listed.locator("p").first.inner_text() == TEXTS["named_without_a_place"]
    listed.get_by_role("button", name="Russia – place not reported").click()
    newcomer.page.wait_for_url("**place=russia*")


def test_the_frame_is_loaded_only_when_it_is_chosen_and_stays_in_the_link(newcomer):
    newcomer.page.add_init_script("""window.asked = [];
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        if (kind.includes('webgl')) asked.push(kind);
        return get.call(this, kind, ...more);
      }""")
    newcomer.open("/?from=2024-12&to=2024-12")
    assert newcomer.page.locator(".st-key-explore").count() == 0
    assert newcomer.page.evaluate("asked") == []
    newcomer.page.get_by_role("button", name="Explore").click()
    newcomer.page.wait_for_url("**frame=explore*")
    newcomer.page.locator(f"{MAP} canvas").wait_for(timeout=60_000)
    at_rest(newcomer)
    assert "webgl2" in newcomer.page.evaluate("asked")


@pytest.fixture(scope="module")
def draws_no_maps(chromium: str, playing: Playwright) -> Iterator[Browser]:
    found = playing.chromium.launch(executable_path=chromium, args=[*ALWAYS, *NO_MAPS])
    yield found
    found.close()


def test_without_webgl_it_says_so_and_the_drawing_stays(draws_no_maps, app):
    page = draws_no_maps.new_page(viewport={"width": 1440, "height": 900})
    reader = Reader(page, app).open("/?frame=explore", drawn=False)
    page.get_by_text(TEXTS["no_webgl_explore"]).wait_for(timeout=30_000)
    reader.settle()
    assert page.locator(".st-key-explore").count() == 0
    assert page.locator(".stage > svg > a").count() > 1
    assert "frame=explore" in reader.query()
    page.close()
