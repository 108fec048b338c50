"""The Map, the Briefing and a published page as a reader of Firefox sees them."""

import contextlib
from collections.abc import Iterator

import pytest
from conftest import Reader, free_port
from frozen import DATA
from playwright.sync_api import Browser, Error, expect
from published import published
from test_browser_page import choose_month, chosen, marked, shown_in

from nkmap.claim import records
from nkmap.evidence import Evidence
from nkmap.story import read
from nkmap.view import View, select
from nkmap.wording import captions

pytestmark = [pytest.mark.browser, pytest.mark.firefox]


@contextlib.contextmanager
def reading(firefox: Browser, address: str) -> Iterator[Reader]:
    context = firefox.new_context(viewport={"width": 1440, "height": 900})
    yield Reader(context.new_page(), address)
    context.close()


def headline(view: View) -> str:
    told = Evidence(DATA, view)
    return captions.map_headline(records(select(DATA.claims, view).shown), told.kind, told.names)


def test_the_map_opens_without_an_error_or_an_outside_request_and_its_months_move(firefox, app):
    with reading(firefox, app) as reader:
        reader.open("/?from=2024-11&to=2024-11", drawn=False)
        assert reader.headline() == headline(View(first="2024-11", last="2024-11"))
        reader.page.get_by_role("button", name="Next month").click()
        expect(reader.page.locator(".nk-h1")).to_have_text(
            headline(View(first="2024-12", last="2024-12"))
        )
        reader.page.wait_for_url("**/?from=2024-12*")
        assert (reader.errors, reader.outside) == ([], [])


def test_the_briefing_shows_its_first_step_and_turns_to_the_second_by_a_key(firefox, app):
    with reading(firefox, app) as reader:
        reader.page.goto(f"{app}/briefing")
        first, second, *_ = read(DATA.story, DATA.known)
        title = reader.page.locator(".nk-slide h1")
        expect(title).to_have_text(first.title, timeout=60_000)
        reader.settle()
        reader.page.keyboard.press("ArrowRight")
        expect(title).to_have_text(second.title)
        assert (reader.errors, reader.outside) == ([], [])


def test_a_published_page_opens_its_claims_and_moves_its_months(firefox, tmp_path_factory):
    context = firefox.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    own = context.new_page()
    shown = shown_in(own, published(tmp_path_factory, "story").as_uri())
    choose_month(own, "November 2024")
    own.focus("[aria-label^='Next month']")
    own.keyboard.press("Enter")
    assert chosen(own) == "Dec 2024 to Dec 2024"
    assert own.inner_text("#finding") == headline(View(first="2024-12", last="2024-12"))
    own.locator(f"{marked('AP2501-20')} .target").click()
    expect(own.locator("#panel")).to_contain_text("37 people, reportedly")
    assert (shown.fetched, shown.said) == ([], [])  # a file is no request to a Firefox
    context.close()


def test_a_firefox_tells_of_errors_and_outside_requests(firefox):
    outside = f"http://127.0.0.1:{free_port()}/outside.png"
    with reading(firefox, "data:") as reader, reader.page.expect_request(outside):
        reader.page.goto(
            "data:text/html,<script>console.error('told'); null.thrown()</script>"
            f"<img src='{outside}'>"
        )
        assert reader.errors == ["told", 'can\'t access property "thrown" of null']
    assert reader.outside == [outside]


def test_a_firefox_refuses_aloud_what_it_cannot_show(firefox):
    with pytest.raises(Error, match="unknown command"):
        firefox.new_context(color_scheme="dark")
