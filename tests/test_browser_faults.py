"""What stands between a reader and the page, in a real Chromium: no graphics card, another language."""

import re
from collections.abc import Callable, Iterator

import pytest
from conftest import WINDOW, Reader, colours, new_page
from playwright.sync_api import Browser, Page, WebSocketRoute

pytestmark = pytest.mark.browser


@pytest.fixture
def speaks(browser: Browser, app: str) -> Iterator[Callable[[str], Reader]]:
    """One whose browser speaks another language, and keeps what it compiled of a script."""
    page = new_page(browser, WINDOW)
    told = page.context.new_cdp_session(page)
    agent = page.evaluate("navigator.userAgent")

    def reader(locale: str) -> Reader:
        named = {"userAgent": agent, "acceptLanguage": locale}
        told.send("Emulation.setUserAgentOverride", named)
        told.send("Emulation.setLocaleOverride", {"locale": locale})
        return Reader(page, app)

    yield reader
    page.close()


@pytest.mark.parametrize("locale", ["ar", "he", "fa-IR", "en-US"])
def test_months_go_from_left_to_right_whatever_language_the_browser_speaks(speaks, locale):
    reader = speaks(locale).open("/?from=2024-10&to=2025-01")
    spoken = "[navigator.language, Intl.NumberFormat().resolvedOptions().locale]"
    assert reader.page.evaluate(spoken) == [locale, locale]
    first, last = (
        reader.page.get_by_role("slider", name=f"{end} month") for end in ("First", "Last")
    )
    values = [handle.get_attribute("aria-valuetext") for handle in (first, last)]
    assert values == ["October 2024", "January 2025"]
    left, right = (handle.bounding_box()["x"] for handle in (first, last))
    assert left < right
    first.focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_url("**from=2024-11*")
    reader.settle()
    assert first.get_attribute("aria-valuetext") == "November 2024"
    assert left < first.bounding_box()["x"] < right == last.bounding_box()["x"]


@pytest.fixture(scope="module")
def mapless_page(draws_no_maps: Browser, app: str) -> Iterator[Page]:
    page = new_page(draws_no_maps, WINDOW)
    Reader(page, app).open("/sources")
    yield page
    page.close()


@pytest.fixture
def mapless(mapless_page: Page, app: str) -> Iterator[Reader]:
    here = Reader(mapless_page, app, stays=True)
    yield here
    here.leave()


def test_without_webgl_the_map_is_there_and_follows_the_view(mapless):
    mapless.open("/?from=2024-11&to=2024-11")
    before = drawn(mapless)
    for month, way in (("2024-12", "Next month"), ("2025-01", "Next month"), ("2024-12", "Previous month")):  # fmt: skip
        mapless.page.get_by_role("button", name=way).click()
        mapless.page.wait_for_url(f"**from={month}*")
        mapless.settle()
        assert drawn(mapless) != before
        before = drawn(mapless)
    assert "AP2501-20" in before
    assert mapless.errors == []


def drawn(reader: Reader) -> set[str]:
    """The claims of the drawn map."""
    found = reader.page.locator(".stage a").evaluate_all(
        "all => all.map(a => a.dataset.claims || '')"
    )
    return {claim for claims in found for claim in claims.split()}


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_without_webgl_every_slide_has_its_map(mapless, size):
    mapless.page.set_viewport_size({"width": size[0], "height": size[1]})
    mapless.go("/briefing?step=6")
    mapless.page.wait_for_selector(".nk-slide h1", timeout=60_000)
    for step in (6, 7):
        if step == 7:
            mapless.page.keyboard.press("ArrowRight")
        mapless.page.locator(".of", has_text=f"{step} of ").wait_for()
        mapless.settle()
        assert len(colours(mapless.map_picture())) > 100, (
            "land, borders and words have many colours"
        )
    assert mapless.errors == []


NO_SOCKET = "#nkmap-no-connection"


class Network:
    """One that closes each WebSocket as soon as it is asked for, until it is told to let them through."""

    def __init__(self, page: Page) -> None:
        self.refused, self.refuses = 0, True
        page.route_web_socket(re.compile("."), self._asked)

    def _asked(self, route: WebSocketRoute) -> None:
        if self.refuses:
            self.refused += 1
            route.close(code=1011)
        else:
            route.connect_to_server()


@pytest.mark.parametrize("path", ["/", "/timeline?from=2024-12", "/briefing"])
def test_a_network_that_refuses_websockets_is_told_of_with_a_way_out(browser, app, path):
    page = new_page(browser, WINDOW)
    network = Network(page)
    page.goto(app + path)
    page.locator(NO_SOCKET).wait_for(timeout=30_000)
    assert network.refused
    assert page.locator(f"{NO_SOCKET} p").all_inner_texts() == [
        "The connection that this page needs is refused.",
        "The server answers, but what the page shows comes through a WebSocket, and none gets "
        "through: a proxy, a firewall or an extension of the browser stops it.",
        "Try another network or browser, or ask whoever runs this network to allow WebSockets to "
        f"{app.removeprefix('http://')}. The page opens by itself as soon as one gets through.",
        "Whoever runs this server can publish a page that needs no such connection: nkmap publish.",
    ]
    page.close()


def test_the_way_out_leads_to_the_published_site_and_closes_once_a_websocket_gets_through(
    browser, app
):
    page = new_page(browser, {"width": 390, "height": 844})
    network = Network(page)
    page.route(
        "**/site/", lambda route: route.fulfill(body="<h1>nkmap</h1>", content_type="text/html")
    )
    page.goto(app)
    way = page.get_by_role("link", name="Open the published page, which needs no such connection.")
    way.wait_for(timeout=30_000)
    assert way.evaluate("(link) => link.href") == f"{app}/site/"
    network.refuses = False
    page.locator(".nk-h1").wait_for(timeout=60_000)
    page.locator(NO_SOCKET).wait_for(state="detached")
    page.close()


def test_a_page_that_is_connected_says_nothing_of_it(reader):
    reader.open("/sources")
    assert reader.page.locator(NO_SOCKET).count() == 0
    assert reader.page.locator("script[src$='nkmap-first.js']").count() == 1
    assert reader.errors == []
