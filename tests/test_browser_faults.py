"""What stands between a reader and the page, in a real Chromium: no graphics card, another language."""

import io
from collections.abc import Callable, Iterator

import pytest
from conftest import Reader
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

MAP = "[data-testid=stDeckGlJsonChart]"
OVER_A_MAP = ".st-key-legend, .st-key-slide_legend, .st-key-frames, .stElementToolbar"
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def without_card(plain_browser: Browser, app: str) -> Iterator[Reader]:
    """One whose browser puts a page together without a graphics card."""
    page = plain_browser.new_page(viewport={"width": 1440, "height": 900})
    yield Reader(page, app)
    page.close()


@pytest.fixture
def speaks(browser: Browser, app: str) -> Iterator[Callable[[str], Reader]]:
    """One whose browser speaks another language."""
    contexts = []

    def reader(locale: str) -> Reader:
        contexts.append(browser.new_context(locale=locale, viewport={"width": 1440, "height": 900}))
        return Reader(contexts[-1].new_page(), app)

    yield reader
    for context in contexts:
        context.close()


def opened(reader: Reader, path: str) -> Reader:
    reader.page.goto(reader.address + path)
    reader.page.locator(f"{MAP} canvas").wait_for(timeout=60_000)
    reader.settle()
    reader.wait_for_outlines()
    return reader


def picture(reader: Reader) -> Image.Image:
    reader.page.evaluate(PAINTED)
    return Image.open(io.BytesIO(reader.map_picture())).convert("RGB")


@pytest.mark.parametrize("path", ["/briefing", "/?from=2024-12&to=2024-12", "/?frame=wide"])
def test_what_lies_over_a_map_hides_only_what_lies_under_it(without_card, path):
    page = opened(without_card, path).page
    covered = picture(without_card)
    left, top = (without_card.map_box()[side] for side in ("x", "y"))
    boxes = [box.bounding_box() for box in page.locator(OVER_A_MAP).all()]
    assert boxes
    page.add_style_tag(content=f":is({OVER_A_MAP}) {{ visibility: hidden !important }}")
    differs = ImageChops.difference(covered, picture(without_card))
    assert differs.getbbox()
    for box in boxes:
        x, y = box["x"] - left, box["y"] - top
        ImageDraw.Draw(differs).rectangle((x - 1, y - 1, x + box["width"] + 1, y + box["height"] + 1), fill="black")  # fmt: skip
    assert differs.getbbox() is None


HANDLES = """() => [...document.querySelectorAll('.st-key-months_slider input[type=range]')].map((month) => {
  const box = month.parentElement.parentElement.getBoundingClientRect();
  return [month.getAttribute('aria-valuetext'), Math.round(box.x + box.width / 2)];
})"""
BARS = """() => [...document.querySelectorAll('.nk-hist .nk-in')].map((bar) => Math.round(bar.getBoundingClientRect().x))"""


@pytest.mark.parametrize("locale", ["ar", "he", "fa-IR", "en-US"])
def test_months_go_from_left_to_right_whatever_language_the_browser_speaks(speaks, locale):
    reader = speaks(locale).open("/?from=2024-10&to=2025-01", seen=False)
    (first, left), (last, right) = reader.page.evaluate(HANDLES)
    assert (first, last) == ("Oct 2024", "Jan 2025")
    bars = reader.page.evaluate(BARS)
    assert bars[0] - 20 < left < right < bars[-1] + 20
    reader.page.locator(".st-key-months_slider input").first.focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_url("**from=2024-11*")
    reader.settle()
    (later, moved), (_, same) = reader.page.evaluate(HANDLES)
    assert later == "Nov 2024"
    assert left < moved < same == right
