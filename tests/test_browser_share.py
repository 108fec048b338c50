"""What a reader passes on of a view, by hand in a real Chromium."""

import io

import pytest
from conftest import SETTLED, Reader
from frozen import DATA
from PIL import Image
from playwright.sync_api import expect
from test_browser import CONTRAST, NO_OVERFLOW
from test_share_dialog import DECEMBER, claim, on_the_map

from nkmap import cite
from nkmap.app.share_dialog import embedded
from nkmap.evidence import Evidence
from nkmap.publish import figure_files
from nkmap.view import from_query
from nkmap.wording import files_and_links

pytestmark = pytest.mark.browser


def shared(reader: Reader, path: str, part: str = "") -> Reader:
    """A page on which what there is to pass on has been opened, at one of its parts."""
    reader.open(path)
    reader.page.get_by_role("button", name="Share, cite, embed").click()
    reader.page.get_by_role("dialog").wait_for()
    reader.settle()
    turn_to(reader, part)
    return reader


def turn_to(reader: Reader, part: str) -> None:
    if part:
        reader.page.get_by_role("tab", name=part).click()
    panel = reader.page.get_by_role("tabpanel", name=part or None)
    panel.locator("[data-testid=stCaptionContainer]").last.wait_for()
    reader.settle()


def codes(reader: Reader) -> list[str]:
    return reader.page.locator("[role=dialog] .stCode code").all_inner_texts()


def download(reader: Reader, name: str) -> tuple[str, bytes]:
    with reader.page.expect_download(timeout=120_000) as waiting:
        reader.page.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def choose(reader: Reader, name: str) -> None:
    with reader.run():
        reader.page.get_by_role("dialog").get_by_role("radio", name=name, exact=True).click()


def test_a_sentence_a_citation_and_a_figure_are_taken_away_and_nothing_is_asked_of_outside(
    newcomer,
):
    shared(newcomer, f"/?{DECEMBER}&claim=AP2501-20")
    cited = cite.of_claim(DATA, claim("AP2501-20"))
    assert codes(newcomer)[:2] == [
        f"{newcomer.address}?{DECEMBER}&claim=AP2501-20",
        cited.saying,
    ]
    choose(newcomer, "BibTeX")
    assert codes(newcomer)[2].startswith("@")
    assert download(newcomer, "Download as BibTeX") == (
        cite.file_name(cited, "bibtex"),
        cite.write("bibtex", cited),
    )
    newcomer.page.get_by_role("tab", name="Figure").click()
    told = on_the_map(f"{DECEMBER}&claim=AP2501-20")
    words = told.alt_text
    newcomer.page.get_by_role("dialog").get_by_role("img", name=words).wait_for()
    name, made = download(newcomer, "Download the figure, PNG")
    assert name == "nkmap-0.3.0-map-article-2-of-140-claims.png"
    assert Image.open(io.BytesIO(made)).width == 680
    assert made == figure_files.figure("map", told, "png")
    choose(newcomer, "Social card, 1200 x 630")
    # This run changes so little that no sign of it may be painted but the button's new name.
    newcomer.page.get_by_role("dialog").get_by_role("radio", name="SVG", exact=True).click()
    _, made = download(newcomer, "Download the figure, SVG")
    assert made == figure_files.figure("map", told, "svg", "social")
    assert newcomer.outside == []
    assert newcomer.errors == []


def test_the_one_file_opens_without_the_server(reader, tmp_path):
    shared(reader, f"/data?{DECEMBER}", "One file")
    name, made = download(reader, "Download the page as one HTML file")
    assert name == "nkmap-0.3.0-2-of-140-claims.html"
    (tmp_path / name).write_bytes(made)
    reader.outside.clear()
    reader.page.goto((tmp_path / name).as_uri())
    assert "2 of 140 claims shown" in reader.page.locator("main").inner_text()
    assert [url for url in reader.outside if not url.startswith("file:")] == []


def test_the_timeline_page_offers_its_timeline_first(reader):
    shared(reader, f"/timeline?{DECEMBER}", "Figure")
    name, made = download(reader, "Download the figure, PNG")
    assert name == "nkmap-0.3.0-timeline-article-2-of-140-claims.png"
    assert Image.open(io.BytesIO(made)).width == 680


def test_the_embedded_code_shows_the_very_view_in_a_page_of_another_site(newcomer):
    shared(newcomer, f"/timeline?{DECEMBER}", "Embed")
    code = codes(newcomer)[-1]
    link = f"{newcomer.address}/timeline?{DECEMBER}"
    assert code.startswith(f'<iframe src="{link.replace("&", "&amp;")}&amp;embed=true" title="')
    assert 'title="nkmap: Reported dispatches of North Korean workers abroad. 2 of 140' in code
    before = newcomer.headline()
    newcomer.page.set_content(f"<h1>An article</h1>{code}")
    frame = newcomer.page.frame_locator("iframe")
    frame.locator(".nk-h1").wait_for(timeout=60_000)
    assert frame.locator(".nk-h1").inner_text() == before
    assert frame.locator(".nk-count").inner_text().startswith("2 of 140 claims shown")
    newcomer.page.frames[1].wait_for_function(SETTLED, polling=50)
    assert newcomer.page.frames[1].url == embedded(link)


def test_all_of_it_is_reached_by_keyboard_and_escape_leads_back_to_the_button(reader):
    reader.open(f"/data?{DECEMBER}")
    button = reader.page.get_by_role("button", name="Share, cite, embed")
    button.focus()
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("dialog").wait_for()
    reader.settle()
    tab = reader.page.get_by_role("tab", name="Sentence and citation")
    for _ in range(12):
        reader.page.keyboard.press("Tab")
        if tab.evaluate("e => e === document.activeElement"):
            break
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Enter")
    download_ = reader.page.get_by_role("button", name="Download the figure, PNG")
    download_.wait_for()
    reader.settle()
    for _ in range(12):
        reader.page.keyboard.press("Tab")
        if download_.evaluate("e => e === document.activeElement"):
            break
    with reader.page.expect_download():
        reader.page.keyboard.press("Enter")
    # Streamlit lets go of the focus while it makes a file; two Tabs lead into the window again.
    expect(download_).to_be_enabled()
    reader.settle()
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("() => !!document.activeElement.closest('[role=dialog]')")
    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("dialog").wait_for(state="hidden")
    reader.settle()
    assert button.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_legible_and_fits_a_phone_without_sideways_scrolling(reader, scheme):
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.set_viewport_size({"width": 390, "height": 844})
    shared(reader, f"/data?{DECEMBER}&claim=AP2501-20")
    for part in files_and_links.SHARE_PARTS:
        turn_to(reader, part)
        assert reader.page.evaluate(NO_OVERFLOW) == [0, 0], part
        assert reader.page.evaluate(
            "() => { const box = document.querySelector('[role=dialog]');"
            " return box.scrollWidth <= box.clientWidth; }"
        ), part
        contrast = CONTRAST.replace("[data-testid=stMain]", "[role=dialog]")
        assert reader.page.evaluate(contrast) == [], part
        # What is copied can be seen to be: no finger hovers.
        copy = reader.page.locator("[role=dialog]").get_by_role("button", name="Copy to clipboard")
        assert copy.first.is_visible(), part


HEADLINE = "getComputedStyle(document.querySelector('.nk-h1')).fontFamily"


def test_it_stays_open_while_a_step_is_added_and_leads_to_the_briefing(newcomer):
    shared(newcomer, f"/?{DECEMBER}")
    dressed = newcomer.page.evaluate(HEADLINE)
    newcomer.page.get_by_role("button", name="Add this view to a briefing").click()
    newcomer.page.get_by_text("Added as step 1 of your briefing.").wait_for()
    newcomer.settle()
    assert "Source Serif" in dressed
    assert newcomer.page.evaluate(HEADLINE) == dressed  # the page below keeps its style
    newcomer.page.get_by_role("button", name="Your briefing").click()
    newcomer.page.wait_for_url("**/prepare**")
    newcomer.page.get_by_role("textbox", name="Title").first.wait_for()
    newcomer.settle()
    assert newcomer.page.get_by_role("dialog").count() == 0
    newcomer.page.get_by_role("link", name="Map", exact=True).click()
    newcomer.page.wait_for_url(f"**/?{DECEMBER}**")
    newcomer.settle()
    assert newcomer.page.get_by_role("dialog").count() == 0


def test_a_citation_of_a_view_is_that_of_the_command(reader):
    shared(reader, f"/data?{DECEMBER}")
    view, _ = from_query(DECEMBER, DATA.known)
    cited = cite.of_view(Evidence(DATA, view))
    assert codes(reader)[1] == cited.saying
    choose(reader, "CSL-JSON")
    assert download(reader, "Download as CSL-JSON")[1] == cite.write("csl", cited)


def test_a_file_that_takes_a_while_says_so_and_cannot_be_asked_for_twice(reader):
    shared(reader, f"/?{DECEMBER}", "One file")
    own = reader.page.locator(".st-key-share_page button")
    got = []
    reader.page.on("download", lambda file: got.append(file.suggested_filename))
    own.click()
    # What a second press would find: the button itself waits, with a sign that turns.
    reader.page.wait_for_selector(".st-key-share_page button[disabled] [data-testid=stSpinnerIcon]")
    own.dispatch_event("click")
    reader.page.wait_for_selector(".st-key-share_page button:not([disabled])")
    reader.settle()
    assert len(got) == 1
