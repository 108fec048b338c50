"""A briefing of the reader's own, made by hand in a real Chromium."""

import csv
import io

import pytest
from conftest import Reader
from test_browser import CONTRAST, NO_OVERFLOW, resize, turn

pytestmark = pytest.mark.browser

HOSTILE = "=1+1 <script>alert(1)</script> **bold** [a](http://x.invalid) 37\u202e000"


def add(reader: Reader, told: str) -> None:
    if not reader.page.get_by_role("button", name="Add this view to a briefing").is_visible():
        reader.page.get_by_role("button", name="Share, cite, embed").click()
    reader.page.get_by_role("button", name="Add this view to a briefing").click()
    reader.page.get_by_text(f"{told} in your briefing; edit or present it.").wait_for()
    reader.settle()


def titles(reader: Reader) -> list[str]:
    boxes = reader.page.get_by_role("textbox", name="Title")
    return [box.input_value() for box in boxes.all()]


def prepared(reader: Reader) -> Reader:
    """The page of a briefing with a view of the Map added twice by hand."""
    reader.open("/?kind=departed")
    add(reader, "1 step")
    add(reader, "2 steps")
    reader.page.get_by_role("button", name="Your briefing").click()
    reader.page.wait_for_url("**/prepare**")
    reader.page.get_by_role("textbox", name="Title").nth(1).wait_for()
    reader.settle()
    return reader


def downloaded(reader: Reader) -> bytes:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="Download story.csv").click()
    return waiting.value.path().read_bytes()


def open_file(reader: Reader, raw: bytes) -> None:
    with reader.run():
        reader.page.locator("input[type=file]").set_input_files(
            {"name": "story.csv", "mimeType": "text/csv", "buffer": raw}
        )


def test_two_views_are_added_edited_moved_downloaded_lost_and_brought_back(newcomer):
    prepared(newcomer)
    first = titles(newcomer)[0]
    box = newcomer.page.get_by_role("textbox", name="Title").nth(1)
    box.fill(HOSTILE)
    box.press("Enter")
    newcomer.settle()
    with newcomer.run():
        newcomer.page.get_by_role("button", name="Up", exact=True).nth(1).click()
    assert titles(newcomer) == [HOSTILE, first]
    raw = downloaded(newcomer)
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))
    assert [row["title"] for row in rows] == [HOSTILE, first]
    assert [row["seq"] for row in rows] == ["1", "2"]
    newcomer.page.reload()
    newcomer.page.get_by_role("button", name="Start an empty briefing").wait_for()
    newcomer.settle()
    assert titles(newcomer) == []
    open_file(newcomer, raw)
    newcomer.page.get_by_role("textbox", name="Title").nth(1).wait_for()
    assert titles(newcomer) == [HOSTILE, first]
    assert downloaded(newcomer) == raw
    assert newcomer.outside == []
    assert newcomer.errors == []


def test_the_page_fits_its_window_and_can_be_read_in_both_themes_and_a_file_that_is_no_story_changes_nothing(
    newcomer,
):
    newcomer.open("/prepare")
    newcomer.stays = True
    assert newcomer.page.evaluate(CONTRAST) == []
    turn(newcomer, "dark")
    assert newcomer.page.evaluate(CONTRAST) == []
    prepared(newcomer)
    for width in (1440, 390):
        resize(newcomer, width, 900)
        for theme in ("dark", "light"):
            turn(newcomer, theme)
            assert newcomer.page.evaluate(NO_OVERFLOW) == [0, 0], (width, theme)
            assert newcomer.page.evaluate(CONTRAST) == [], (width, theme)
    before = titles(newcomer)
    open_file(newcomer, b"seq,title\n1,<b>x</b>\n")
    newcomer.page.get_by_text("This file cannot be opened as a briefing").wait_for()
    told = newcomer.page.locator("ol code").all_inner_texts()
    assert [line.split(" = ")[0] for line in told] == [
        "story.csv:1: header",
        "story.csv:1: header",
        "story.csv:1: header",
    ]
    assert titles(newcomer) == before
    assert newcomer.errors == []
