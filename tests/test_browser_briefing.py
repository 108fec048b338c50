"""The briefing as a room sees it, in a real Chromium: keys, links, sizes, and who says so."""

import csv

import pytest
from conftest import Reader, new_page, serving
from folders import folder
from frozen import FOLDER
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser

with (FOLDER / "story.csv").open(encoding="utf-8", newline="") as file:
    STORY = list(csv.DictReader(file))
LAST = len(STORY)
SCREENS = ((1920, 1080), (1280, 720))
LEAST = 20
"""Pixels of text on a slide that is 1920 wide; on others the same share of it."""
SMALL_TEXT = """(least) => {
  const found = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) walk(node.shadowRoot);
      const own = [...node.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      if (!own || !node.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
      const box = node.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || ['STYLE', 'SCRIPT'].includes(node.tagName)) continue;
      const size = parseFloat(getComputedStyle(node).fontSize);
      if (size < (node.ownerSVGElement ? 18 : least) - .01)
        found.push(size + ' ' + node.textContent.trim().slice(0, 40));
    }
  };
  walk(document.querySelector('.st-key-slide'));
  return found;
}"""
SCROLLS = """() => {
  const found = [];
  for (const node of [document.documentElement, document.querySelector('[data-testid=stMain]'),
                      ...document.querySelectorAll('.nk-title, .nk-words')])
    if (node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1)
      found.push([node.className, node.scrollHeight, node.clientHeight, node.scrollWidth, node.clientWidth]);
  const outside = document.querySelectorAll('.st-key-slide *');
  for (const node of outside)
    if (node.checkVisibility() && node.getBoundingClientRect().bottom > window.innerHeight + 1) found.push(node.className);
  return found;
}"""


def opened(reader: Reader, query: str = "") -> Reader:
    reader.go(f"/briefing{query}")
    return ready(reader)


def ready(reader: Reader) -> Reader:
    """Once the slide is there and answers keys."""
    reader.page.wait_for_selector(".nk-slide h1", timeout=60_000)
    reader.page.wait_for_selector(".st-key-slide_map svg .ground", timeout=60_000)
    reader.settle()
    return reader


def title(reader: Reader) -> str:
    return reader.page.locator(".nk-slide h1").inner_text()


def wait_for_step(reader: Reader, number: int) -> None:
    reader.page.get_by_role("heading", name=STORY[number - 1]["title"]).wait_for(timeout=20_000)
    reader.settle()


def test_arrow_keys_home_and_end_step_and_the_step_is_in_the_link(reader):
    opened(reader)
    assert title(reader) == STORY[0]["title"]
    for key, number in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("End", LAST)):
        reader.page.keyboard.press(key)
        wait_for_step(reader, number)
        assert f"step={number}" in reader.query()
    reader.page.reload()
    ready(reader)
    wait_for_step(reader, LAST)
    reader.page.keyboard.press("Home")
    wait_for_step(reader, 1)


def test_keys_pressed_faster_than_slides_arrive_are_not_lost(reader):
    opened(reader)
    for _ in range(4):
        reader.page.keyboard.press("ArrowRight")
    wait_for_step(reader, 5)


def map_of(reader: Reader) -> Locator:
    return reader.page.locator(".st-key-slide_map .stage")


def test_arrow_keys_step_after_a_click_on_the_map(reader):
    opened(reader, "?step=2")
    box = map_of(reader).bounding_box()
    reader.page.mouse.click(box["x"] + 30, box["y"] + box["height"] - 30)
    reader.page.keyboard.press("ArrowRight")
    wait_for_step(reader, 3)


def test_a_step_that_is_not_there_opens_the_nearest_and_says_so(reader):
    opened(reader, "?step=99")
    assert title(reader) == STORY[-1]["title"]
    assert "step=99" in reader.page.locator("[data-testid=stAlert]").inner_text()


def test_one_key_tells_who_says_so_and_closing_it_returns_to_the_same_step(reader):
    opened(reader, "?step=7")
    reader.page.keyboard.press("w")
    over = reader.page.locator(".st-key-slide_over")
    over.wait_for()
    reader.settle()
    told = over.inner_text()
    assert "AP2501-20" in told
    assert "AP2501-22" in told
    assert "Source: ASIAPRESS" in told
    reader.page.keyboard.press("Escape")
    over.wait_for(state="detached")
    assert title(reader) == STORY[6]["title"]
    assert "step=7" in reader.query()


MUSAN = ".st-key-slide_map [data-claim=AP2501-16]"


def test_a_mark_that_is_clicked_opens_its_claim_over_the_slide_and_arrow_keys_still_step(reader):
    opened(reader, "?step=5")
    reader.page.locator(f"{MUSAN} .target").first.click()
    over = reader.page.locator(".st-key-slide_over")
    over.wait_for(timeout=20_000)
    reader.settle()
    assert "AP2501-16" in over.inner_text()
    reader.page.keyboard.press("ArrowRight")
    wait_for_step(reader, 6)


def test_marks_of_a_slide_are_walked_and_opened_by_keys_alone(reader):
    opened(reader, "?step=5")
    page = reader.page
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(MARK_WITH_FOCUS):
            break
    met = [page.evaluate(MARK_WITH_FOCUS)]
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        met.append(page.evaluate(MARK_WITH_FOCUS))
    assert "AP2501-16" in met
    assert len(set(met)) > 2
    assert title(reader) == STORY[4]["title"]
    while page.evaluate(MARK_WITH_FOCUS) != "AP2501-16":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    over = page.locator(".st-key-slide_over")
    over.wait_for(timeout=20_000)
    reader.settle()
    assert "AP2501-16" in over.inner_text()


MARK_WITH_FOCUS = """() => {
  let at = document.activeElement;
  while (at && at.shadowRoot) at = at.shadowRoot.activeElement;
  return at && at.matches('svg a') ? at.dataset.claim || at.dataset.place : '';
}"""


def test_notes_stand_over_the_map_and_stay_while_stepping(reader):
    opened(reader, "?step=1")
    reader.page.keyboard.press("n")
    reader.page.locator(".st-key-slide_over").wait_for()
    reader.settle()
    reader.page.keyboard.press("ArrowRight")
    wait_for_step(reader, 2)
    assert STORY[1]["notes"] in reader.page.locator(".st-key-slide_over").inner_text()


def test_the_second_window_follows_the_slides_and_leads_them(browser, app):
    page = new_page(browser, viewport={"width": 1280, "height": 720})
    slides = opened(Reader(page, app), "?step=3")
    notes = page.context.new_page()
    notes.goto(f"{app}/briefing?step=1&show=window")
    notes.get_by_text("Follows the window with the slides.").wait_for(timeout=30_000)
    notes.get_by_text(STORY[2]["notes"]).wait_for()
    notes.get_by_text(STORY[3]["title"]).wait_for()
    notes.keyboard.press("ArrowRight")
    wait_for_step(slides, 4)
    notes.get_by_text(STORY[3]["notes"]).wait_for()
    notes.close()
    page.close()


TICKING = """
  window.ticking = new Set();
  const {setInterval, clearInterval} = window;
  window.setInterval = (...all) => {
    const id = setInterval(...all);
    if (all[1] === 3000) ticking.add(id);
    return id;
  };
  window.clearInterval = (id) => { ticking.delete(id); clearInterval(id); };
"""
"""Keeps the intervals of three seconds that run."""


def test_play_steps_by_itself_and_pauses(newcomer):
    newcomer.page.add_init_script(TICKING)
    opened(newcomer, "?step=1")
    newcomer.page.keyboard.press("m")
    newcomer.page.get_by_label("Seconds for a step when playing").fill("3")
    newcomer.page.keyboard.press("Tab")
    newcomer.page.keyboard.press("Escape")
    assert newcomer.page.evaluate("ticking.size") == 0  # nothing starts by itself
    assert title(newcomer) == STORY[0]["title"]
    newcomer.page.get_by_role("button", name="Play").click()
    wait_for_step(newcomer, 2)
    assert newcomer.page.evaluate("ticking.size") == 1
    newcomer.page.get_by_role("button", name="Pause").click()
    newcomer.page.get_by_role("button", name="Play").wait_for()
    assert newcomer.page.evaluate("ticking.size") == 0


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(*SCREENS[0], "dark"), (*SCREENS[1], "light")]
)
def test_the_whole_story_fits_the_screen_in_large_words_and_asks_nobody(
    browser, app, width, height, scheme
):
    page = new_page(browser, viewport={"width": width, "height": height}, color_scheme=scheme)
    reader = opened(Reader(page, app))
    wrong = {}
    for number in range(1, LAST + 1):
        if number > 1:
            reader.page.keyboard.press("ArrowRight")
        wait_for_step(reader, number)
        found = [*page.evaluate(SCROLLS), *page.evaluate(SMALL_TEXT, LEAST * width / 1920)]
        number_size = page.evaluate(
            "() => [...document.querySelectorAll('.nk-key b')].map("
            "(b) => parseFloat(getComputedStyle(b).fontSize))"
        )
        buttons = page.evaluate(
            "() => [...document.querySelectorAll('.st-key-slide_bar *')].filter((n) => n.shadowRoot)"
            ".flatMap((n) => [...n.shadowRoot.querySelectorAll('.row button')])"
            ".filter((b) => b.offsetWidth && (b.offsetWidth < 44 || b.offsetHeight < 44)).length"
        )
        if found or min(number_size, default=48) < 48 * width / 1920 or buttons:
            wrong[number] = [found, number_size, buttons]
    assert (wrong, reader.outside, reader.errors) == ({}, [], [])
    header = page.locator("header[data-testid=stHeader]")
    assert not header.count() or not header.is_visible()
    page.close()


MOVED = """() => {
  let found;
  for (const node of document.querySelectorAll('.st-key-slide_map *'))
    found ??= node.shadowRoot?.querySelector('.stage');
  return [...found.querySelectorAll('a')].flatMap(mark => mark.getAnimations())
    .filter(one => !(one instanceof CSSAnimation)).map(one => one.effect.getKeyframes())
    .map(frames => [frames.map(frame => frame.translate), frames.map(frame => frame.opacity)]);
}"""


@pytest.mark.parametrize(("motion", "name"), [("reduce", "none"), ("no-preference", "nk-appear")])
def test_from_step_to_step_of_a_frame_the_ground_stays_and_marks_grow_unless_less_motion_is_preferred(
    browser, app, motion, name
):
    page = new_page(browser, viewport={"width": 1280, "height": 720}, reduced_motion=motion)
    page.add_init_script(SLOWLY)
    reader = opened(Reader(page, app), "?step=5")
    ground = page.locator(".st-key-slide_map svg > .ground")
    ground.evaluate("node => { node.was = 'here' }")
    page.keyboard.press("ArrowRight")  # in the same frame: a mark where no selection was shown
    wait_for_step(reader, 6)
    assert ground.evaluate("node => node.was") == "here"
    moved = page.evaluate(MOVED)
    assert any(start != end for (start, end), _ in moved) == (motion != "reduce")
    assert {seen for _, both in moved for seen in both} <= {"1"}
    others = page.locator(".st-key-slide_map svg > :not(.ground)").last
    assert others.evaluate("node => getComputedStyle(node).animationName") == name
    page.keyboard.press("ArrowRight")  # in another frame: cut
    wait_for_step(reader, 7)
    assert ground.evaluate("node => node.was") is None
    page.close()


SLOWLY = """const animate = Element.prototype.animate;
Element.prototype.animate = function(frames, options) { return animate.call(this, frames, { ...options, duration: 1e6 }); };"""


LONG_STORY = [
    {
        "seq": "1",
        "title": ("A partner says that people from Hyesan reportedly left. " * 4)[:219] + ".",
        "text": ("Where they went to, and by which way, is not reported. " * 6)[:279] + ".",
        "view": "origin=hyesan&claim=C1",
    }
]


def test_the_longest_words_a_slide_may_have_fit_it_on_every_screen(browser, tmp_path):
    data = folder(
        tmp_path / "data", {"caution": "an arrival in any country at all"}, story=LONG_STORY
    )
    with serving(tmp_path / "log.txt", data) as address:
        for width, height in SCREENS:
            page = new_page(browser, viewport={"width": width, "height": height})
            opened(Reader(page, address))
            assert page.evaluate(SCROLLS) == [], width
            assert page.evaluate(SMALL_TEXT, LEAST * width / 1920) == [], width
            page.close()


def test_a_step_of_ones_own_is_presented_and_says_where_its_words_do_not_agree(newcomer):
    newcomer.open("/prepare")
    with newcomer.run():
        newcomer.page.get_by_role("button", name="Copy these steps to edit them").click()
    title = newcomer.page.get_by_label("Title").first
    title.fill("There were 75,000 workers in China.")
    with newcomer.run():
        title.press("Tab")
    newcomer.page.get_by_role("button", name="Present from here").first.click()
    told = newcomer.page.locator(".nk-slide h1")
    expect(told).to_have_text("There were 75,000 workers in China.")
    newcomer.settle()
    assert "no claim of this step holds the number 75,000" in (
        newcomer.page.locator(".nk-doubt").inner_text()
    )
    assert "story=own" in newcomer.query()


def test_a_step_opens_on_the_map_with_its_own_view(reader):
    opened(reader, "?step=6")
    reader.page.keyboard.press("o")
    reader.page.wait_for_url("**/?**", timeout=20_000)
    reader.page.wait_for_selector(".nk-h1")
    reader.settle()
    assert "origin=hoeryong" in reader.query()
    assert "kind=selected" in reader.query()


def test_full_screen_is_the_browsers_own(reader):
    opened(reader)
    reader.page.keyboard.press("f")
    reader.page.wait_for_function("document.fullscreenElement !== null")
    reader.page.keyboard.press("f")
    reader.page.wait_for_function("document.fullscreenElement === null")
