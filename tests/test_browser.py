"""What a reader sees, in a real Chromium: canvas, keyboard, links, outside requests."""

import contextlib
import shutil

import pytest
from conftest import Reader, colours, new_page, serving
from frozen import FOLDER
from PIL.ImageColor import getrgb

from nkmap.figures.colours import DARK, LIGHT
from nkmap.schema import Kind, Layer
from nkmap.view import Frame

pytestmark = pytest.mark.browser

PAGES = (
    "/?claim=AP2501-20",
    "/timeline",
    "/how_many",
    "/places",
    "/places?place=hyesan",
    "/compare",
    "/sources",
)
EVERY_LAYER = "&".join(f"layer={layer.value}" for layer in Layer)
SIZES = ((1440, 900), (1920, 1080), (390, 844))
NO_OVERFLOW = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return [document.documentElement.scrollWidth - window.innerWidth,
          main.scrollWidth - main.clientWidth];
}"""


def click_map(reader, target):
    before = reader.page.url
    reader.mark(target).click()
    reader.page.wait_for_function("before => location.href !== before", arg=before)
    reader.settle()


def panel(reader):
    return reader.page.locator(".nk-panel").inner_text()


def kind_colour_pixels(reader, kind):
    return colours(reader.map_picture()).get(getrgb(LIGHT.kinds[kind]), 0)


def test_the_map_paints_sea_land_and_the_mark_of_hyesan(reader):
    found = colours(reader.open().map_picture())
    for colour in (LIGHT.sea, LIGHT.land, LIGHT.kinds[Kind.DEPARTED]):
        assert found.get(getrgb(colour), 0) > 500, colour


def test_a_click_on_hyesans_mark_opens_its_claim(reader):
    reader.open()
    click_map(reader, "AP2501-20")
    assert "AP2501-20" in panel(reader)
    assert "37" in panel(reader)
    assert "claim=AP2501-20" in reader.query()


def test_one_click_after_another_opens_each_claim_also_the_same_again(reader):
    reader.open("/?from=2024-09&to=2024-12&kind=departed&kind=route")
    click_map(reader, "AP2501-20")
    click_map(reader, "AP2501-16")
    assert "AP2501-16" in panel(reader)
    reader.page.get_by_role("button", name="Open claim AP2501-22").click()
    reader.page.wait_for_function(
        "document.querySelector('.nk-panel').innerText.includes('AP2501-22')"
    )
    reader.page.wait_for_url("**claim=AP2501-22**")
    click_map(reader, "AP2501-16")
    assert "AP2501-16" in panel(reader)


def test_the_next_month_button_changes_what_is_drawn(reader):
    reader.open("/?from=2024-11&to=2024-11")
    before = kind_colour_pixels(reader, Kind.DEPARTED)
    reader.page.get_by_role("button", name="Next month").click()
    reader.page.wait_for_url("**from=2024-12**")
    reader.wait_for_outlines()
    assert kind_colour_pixels(reader, Kind.DEPARTED) > before + 500
    assert "to=2024-12" in reader.query()


def strip_below_the_map(reader):
    """It is sent to who comes near it."""
    assert reader.page.locator(".st-key-strip").count() == 0
    reader.page.locator(".st-key-near_strip").scroll_into_view_if_needed()
    strip = reader.page.locator(".st-key-strip svg.marks")
    strip.scroll_into_view_if_needed()
    return strip


def test_a_bar_on_the_strip_opens_its_claim_and_a_brush_on_it_sets_the_months_of_the_map(newcomer):
    newcomer.open()
    strip = strip_below_the_map(newcomer)
    strip.locator("[aria-label*='left Hyesan']").first.click()
    newcomer.page.wait_for_url("**claim=AP2501-**")
    newcomer.settle()
    strip.scroll_into_view_if_needed()
    box = strip.bounding_box()
    mouse = newcomer.page.mouse
    mouse.move(box["x"] + box["width"] * 0.60, box["y"] + box["height"] * 0.6)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.6, steps=6)
    mouse.up()
    newcomer.page.wait_for_url("**from=2025-**")
    newcomer.settle()
    assert "to=2025-" in newcomer.query()
    assert "2025" in newcomer.headline()


def test_a_row_opens_its_claim_by_keyboard_alone(reader):
    reader.open()
    button = reader.page.get_by_role("button", name="Open claim AP2501-20")
    button.focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**claim=AP2501-20**")
    reader.settle()
    assert "AP2501-20" in panel(reader)


def test_a_shared_link_restores_the_view(reader):
    reader.open("/?from=2024-12&to=2024-12&kind=selected&claim=AP2501-18&frame=cities")
    assert reader.headline() == (
        "About 200 people were reportedly selected in Hoeryong, North Korea, for work in Russia "
        "(dated from 15 November 2024 by nkmap). "
        "This report does not say that they have left."
    )
    assert "AP2501-18" in panel(reader)
    assert reader.query() == "from=2024-12&to=2024-12&kind=selected&claim=AP2501-18&frame=cities"


def test_a_stale_link_opens_and_says_what_it_dropped(reader):
    reader.open("/?claim=GONE-99&kind=nonsense&from=1999-01")
    told = reader.page.locator("[data-testid=stAlert]").inner_text()
    assert "claim=GONE-99 (not in this dataset)" in told
    assert "kind=nonsense (not in this dataset)" in told
    assert "from=1999-01 (far from every claim; 2007-01 instead, which selects the same)" in told
    assert reader.query() == "from=2007-01"


def test_the_view_is_kept_from_page_to_page(reader):
    reader.open("/?from=2024-12&to=2024-12")
    reader.page.get_by_role("link", name="Timeline").click()
    reader.page.wait_for_url("**/timeline?from=2024-12&to=2024-12")
    reader.settle()
    assert "claims shown" in reader.page.locator(".nk-count").inner_text()


def test_musan_is_found_with_everything_said_about_it_and_its_source(reader):
    reader.open("/?place=musan")
    about = reader.page.locator(".st-key-about").inner_text()
    assert "Turned back" in about
    assert "number not reported" in about
    assert "Selected" not in about  # that was at the mine, a place in it, and is told apart
    told = reader.page.locator(".nk-panel").first.inner_text()
    assert "only places in it" in told
    reader.page.get_by_role("button", name="Departed · number not reported").click()
    reader.page.wait_for_url("**claim=AP2501-16**")
    reader.settle()
    source = reader.page.locator(".nk-source a").first
    assert source.get_attribute("href").startswith("https://asiapress.org/")


def resize(reader, width, height):
    """The reader's window gets another size, and the page with it."""
    is_wide = reader.page.viewport_size["width"] == width
    with contextlib.nullcontext() if is_wide else reader.run():
        reader.page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_can_be_read_in_both_themes_asks_nobody_and_does_not_complain(reader, path):
    fits_and_is_legible(reader, path)


def fits_and_is_legible(reader, path):
    """In the light at a desk, in the dark on a phone: a theme changes no size, and a size no colour."""
    reader.open(path)
    assert reader.page.evaluate(CONTRAST) == []
    for size in SIZES:
        resize(reader, *size)
        assert reader.page.evaluate(NO_OVERFLOW) == [0, 0], size
    turn(reader, "dark")
    assert reader.page.evaluate(CONTRAST) == []
    assert (reader.outside, reader.errors) == ([], [])


CONTRAST = """() => {
  const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const lum = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = (el) => { for (let e = el; e; e = e.parentElement || (e.getRootNode().host)) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > .5) return c; } return [255, 255, 255, 1]; };
  const found = [];
  const visit = (root) => { for (const el of root.querySelectorAll('*')) {
    if (el.shadowRoot) visit(el.shadowRoot);
    if (![...el.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    const box = el.getBoundingClientRect(), style = getComputedStyle(el);
    let faded = false; for (let e = el; e; e = e.parentElement) faded ||= getComputedStyle(e).opacity < .1;
    faded ||= parse(style.color)[3] < .1;
    if (!box.width || style.visibility === 'hidden' || faded || el.closest('button[disabled]')
      || el.closest('.stSlider')) continue;  // its values stand above the thumb that holds them
    const a = lum(parse(style.color)), b = lum(ground(el));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) found.push(el.textContent.trim().slice(0, 40) + ' ' + ratio.toFixed(2));
  } };
  visit(document.querySelector('[data-testid=stMain]'));
  return found;
}"""


def test_a_layer_is_switched_on_by_hand_comes_into_the_link_and_onto_the_map(reader):
    reader.open()
    assert "railway" not in reader.page.get_by_role("list", name="Legend").inner_text()
    reader.page.get_by_role("button", name="Layers: dispatch reports").click()
    reader.page.locator("label", has_text="Transport").click()
    reader.page.wait_for_url("**layer=dispatch&layer=transport**")
    reader.settle()
    assert (
        "a railway link: infrastructure"
        in reader.page.get_by_role("list", name="Legend").inner_text()
    )
    assert "layers that are off" in reader.page.locator(".nk-count").inner_text()


def test_the_day_of_knowledge_is_chosen_by_hand_and_the_headline_follows(reader):
    reader.open("/?kind=departed")
    reader.page.get_by_role("button", name="As known on").click()
    reader.page.locator("[data-testid=stDateInput] [data-type=year]").click()
    reader.page.keyboard.type("20250201")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Tab")
    reader.page.wait_for_url("**known=2025-02-01**")
    reader.settle()
    assert reader.headline().startswith("As known on 1 February 2025: 37 people reportedly left")


def test_who_asks_how_many_sees_the_whole_answer_in_one_view(reader):
    reader.open("/how_many")
    assert reader.headline() == "How many North Korean workers are in Russia?"
    cards = reader.page.locator(".nk-card")
    titles = cards.locator("h3").all_inner_texts()
    assert [title.strip() for title in titles] == [
        "Departed", "Arrived", "Present", "Planned or expected", "Border entries", "Visas",
        "Departed: soldiers", "Present: military builders", "Planned or expected: military builders",
        "What reports leave open",
    ]  # fmt: skip
    for index in range(cards.count()):
        box = cards.nth(index).bounding_box()
        assert box["y"] + box["height"] <= 900, titles[index]


def test_a_figure_opens_its_claim_by_keyboard_and_the_claim_it_does_not_agree_with_is_one_click_away(
    reader,
):
    reader.open("/how_many")
    reader.page.get_by_role("button", name="Open claim HAN2410-01").first.focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**claim=HAN2410-01**")
    reader.settle()
    told = panel(reader)
    for words in ("Happened", "Said", "Published", "29 October 2024"):
        assert words in told
    reader.page.get_by_role("button", name="Open AP2501-10").click()
    reader.page.wait_for_url("**claim=AP2501-10**")
    reader.settle()
    assert "approximately 4,000 workers" in panel(reader)


def test_a_question_is_chosen_by_hand_and_taken_to_the_timeline(reader):
    reader.open("/how_many")
    reader.page.locator("[data-testid=stSelectbox] input").click()
    reader.page.get_by_role(
        "option", name="What do the Russian border figures say of North Koreans?"
    ).click()
    reader.page.wait_for_url("**question=crossings**")
    reader.settle()
    assert reader.headline() == "What do the Russian border figures say of North Koreans?"
    reader.page.get_by_role("button", name="Show these claims on the Timeline").click()
    reader.page.wait_for_url("**/timeline?kind=border-entries&kind=visas**")
    reader.settle()
    assert "32 of 140 claims shown" in reader.page.locator(".nk-count").inner_text()


def test_a_place_and_month_on_the_strip_of_coverage_opens_a_claim(reader):
    reader.open("/timeline")
    strip = reader.page.locator(".st-key-coverage svg.marks")
    strip.locator("[aria-label*='Hyesan']").first.click()
    reader.page.wait_for_url("**claim=**")


def test_a_bar_of_the_figures_opens_its_claim(reader):
    reader.open("/timeline")
    figures = reader.page.locator("[class*='st-key-amounts-departed'] svg.marks")
    bar = figures.locator("[aria-label*='left Hyesan']").first
    bar.scroll_into_view_if_needed()
    bar.click()
    reader.page.wait_for_url("**claim=AP2501-20**")
    reader.settle()


@pytest.mark.parametrize("picture", ["two_periods", "small_pictures"])
def test_a_mark_in_a_picture_of_two_periods_or_of_months_opens_its_claim(reader, picture):
    reader.open("/compare?from=2024-11&to=2024-11&vs-from=2024-12&vs-to=2024-12")
    marks = reader.page.locator(f".st-key-{picture} svg.marks [aria-label*='left Hyesan']")
    marks.first.scroll_into_view_if_needed()
    marks.first.click()
    reader.page.wait_for_url("**claim=AP2501-20**")
    reader.settle()
    assert "AP2501-20" in panel(reader)
    assert reader.query().endswith("claim=AP2501-20&vs-from=2024-12&vs-to=2024-12")


IN_VIEW = """() => {
  const {top} = document.querySelector('.nk-panel').getBoundingClientRect();
  return top >= -50 && top <= 400;
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_a_row_that_is_chosen_brings_its_claim_into_view(browser, app, width, height):
    page = new_page(browser, viewport={"width": width, "height": height})
    with contextlib.closing(page):
        reader = Reader(page, app).open("/how_many")
        row = page.get_by_role("button", name="Open claim KBS2505-01").first
        row.click()  # which scrolls there, also where the page has just been drawn anew
        page.wait_for_url("**claim=KBS2505-01**")
        reader.settle()
        page.wait_for_function(IN_VIEW)
        assert "KBS2505-01" in panel(reader)


def test_a_claim_far_down_the_page_of_a_place_opens_in_view(reader):
    reader.open("/places?place=russia")
    link = reader.page.locator(".nk-place-claims a[data-claim]").last
    claim = link.get_attribute("data-claim")
    link.click()
    reader.page.wait_for_url(f"**claim={claim}**")
    reader.page.wait_for_function(IN_VIEW)
    assert claim in panel(reader)


@pytest.mark.parametrize("frame", [frame.value for frame in Frame if frame != Frame.EXPLORE])
def test_with_every_layer_on_a_map_is_painted_and_asks_nobody(reader, frame):
    reader.open(f"/?{EVERY_LAYER}&frame={frame}")
    for size in SIZES if frame == Frame.ROUTE else SIZES[::2]:
        resize(reader, *size)
        reader.wait_for_outlines()
        assert "a railway link" in reader.page.get_by_role("list", name="Legend").inner_text()
        assert reader.page.evaluate(NO_OVERFLOW) == [0, 0], size
    assert (reader.outside, reader.errors) == ([], [])


def turn(reader, theme):
    """The reader's system turns dark, or light, while a page is open."""
    reader.page.emulate_media(color_scheme=theme)
    reader.page.wait_for_selector(f"img[src*='wordmark-{theme}']", state="attached")
    reader.settle()


def test_when_the_readers_system_turns_dark_the_open_page_turns_with_it(reader):
    reader.open("/?claim=AP2501-20")
    turn(reader, "dark")
    reader.wait_for_outlines()
    assert reader.page.evaluate(CONTRAST) == []
    found = colours(reader.map_picture())
    assert found.get(getrgb(DARK.sea), 0) > 5000
    assert found.get(getrgb(LIGHT.sea), 0) == 0


def test_on_a_phone_the_claim_opens_right_below_the_map(browser, app):
    page = new_page(browser, viewport={"width": 390, "height": 844})
    Reader(page, app).open("/?claim=AP2501-20")
    # The panel goes there once the server knows how wide the window is.
    page.wait_for_function("""() => {
      const parts = [...document.querySelectorAll('.st-key-map, .st-key-panel, .st-key-near_strip, .st-key-strip')];
      const tops = parts.map(part => part.getBoundingClientRect().top);
      return /^map,panel,(near_)?strip$/.test(parts.map(part => part.className.match(/st-key-(\\w+)/)[1]).join())
        && tops.every((top, at) => !at || top > tops[at - 1]);
    }""", timeout=30_000)  # fmt: skip
    page.close()


def test_the_dark_map_uses_the_dark_ground(browser, app):
    page = new_page(browser, viewport={"width": 1440, "height": 900}, color_scheme="dark")
    with contextlib.closing(page):
        found = colours(Reader(page, app).open().map_picture())
        assert found.get((0x0D, 0x11, 0x14), 0) > 5000
        assert found.get((0x79, 0xA9, 0xFF), 0) > 300


def test_a_broken_dataset_is_listed_and_not_half_shown(browser, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(FOLDER, data)
    claims = (data / "claims.csv").read_text(encoding="utf-8")
    (data / "claims.csv").write_text(claims.replace("../2017", "/2017"), encoding="utf-8")
    page = new_page(browser, viewport={"width": 1440, "height": 900})
    with contextlib.closing(page), serving(tmp_path / "log.txt", data) as address:
        reader = Reader(page, address).open(drawn=False)
        assert reader.headline() == "This dataset cannot be opened."
        listed = page.locator("ol li").all_inner_texts()
        assert len(listed) == 2
        assert all(line.startswith("claims.csv:") and "when = '/2017'" in line for line in listed)
        assert page.locator(".stage").count() == 0


def test_from_the_first_page_a_town_a_claim_and_its_source_are_three_clicks_away(reader):
    reader.open("/")
    reader.page.get_by_role("link", name="Places", exact=True).click()
    reader.settle()
    reader.page.get_by_role("link", name="Hyesan", exact=True).first.click()
    reader.settle()
    claim = reader.page.locator(".nk-place-claims a[data-claim]").first
    claim_id = claim.get_attribute("data-claim")
    claim.click()
    reader.settle()
    assert claim_id in panel(reader)
    assert reader.page.locator(".nk-source a").get_attribute("href").startswith("https://")
    assert "place=hyesan" in reader.page.url
    reader.page.get_by_role("button", name="Close").click()
    reader.settle()
    assert reader.page.locator(".nk-place-aside").is_visible()
    assert (reader.outside, reader.errors) == ([], [])


def test_a_claim_on_the_map_leads_to_the_page_of_its_place_and_back_again(reader):
    reader.open("/?claim=AP2501-20")
    reader.page.evaluate("window.sameSession = true")
    reader.page.locator(".nk-panel").get_by_role("link", name="Hyesan").press("Enter")
    reader.page.locator(".nk-place-head h1", has_text="Hyesan").wait_for()
    reader.settle()
    assert "/places?place=hyesan" in reader.page.url
    assert reader.page.evaluate("window.sameSession")
    reader.page.locator(".nk-crumbs").get_by_role("link", name="North Korea").click()
    reader.page.locator(".nk-place-head h1", has_text="North Korea").wait_for()
    reader.settle()
    reader.page.go_back()
    reader.page.locator(".nk-place-head h1", has_text="Hyesan").wait_for()


def test_a_name_in_a_row_leads_to_its_place_and_not_to_the_rows_claim(reader):
    reader.open("/data?kind=departed&from=2024-12&to=2024-12")
    name = reader.page.locator("td a[data-place-page=hyesan]").first
    assert name.get_attribute("href") == (
        "places?from=2024-12&to=2024-12&kind=departed&place=hyesan"
    )
    with reader.page.context.expect_page() as beside:
        name.click(modifiers=["Control"])
    beside.value.close()
    assert reader.page.locator(".st-key-panel").count() == 0
    name.click()
    reader.page.locator(".nk-place-head h1", has_text="Hyesan").wait_for()
    reader.settle()
    assert set(reader.query().split("&")) == {
        "from=2024-12", "to=2024-12", "kind=departed", "place=hyesan",
    }  # fmt: skip
    assert (reader.outside, reader.errors) == ([], [])


FOCUSED = """() => {
  let own = document.activeElement;
  while (own.shadowRoot?.activeElement) own = own.shadowRoot.activeElement;
  return `${own.className.baseVal ?? own.className} ${own.id} ${own.dataset.claim ?? ""}`;
}"""


def test_on_the_page_of_a_place_the_keyboard_passes_over_the_picture_and_through_it(reader):
    reader.open("/places?place=russia")
    keyboard = reader.page.keyboard
    skip = reader.page.locator("a.nk-skip")
    first = reader.page.locator(".nk-place-claims li a").first.get_attribute("data-claim")
    skip.press("Enter")
    assert "nk-claims" in reader.page.evaluate(FOCUSED)
    keyboard.press("Tab")  # the same claims as a table
    keyboard.press("Tab")
    assert reader.page.evaluate(FOCUSED).endswith(f" {first}")
    skip.focus()
    marks = reader.page.locator(".nk-lanes a").count()
    crumbs = reader.page.locator(".nk-crumbs a").count()
    for _ in range(crumbs + marks + 1):
        keyboard.press("Tab")
    assert reader.page.locator(".nk-place-claims h2 a").evaluate(
        "link => link.getRootNode().activeElement === link"
    )
