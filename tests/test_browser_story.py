"""A briefing of the reader's own, made by hand in a real Chromium."""

import csv
import io

import pytest
from conftest import Reader
from test_browser import CONTRAST, NO_OVERFLOW, resize

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


def test_two_views_are_added_edited_moved_downloaded_lost_and_brought_back(reader):
    prepared(reader)
    first = titles(reader)[0]
    box = reader.page.get_by_role("textbox", name="Title").nth(1)
    box.fill(HOSTILE)
    box.press("Enter")
    reader.settle()
    with reader.run():
        reader.page.get_by_role("button", name="Up", exact=True).nth(1).click()
    assert titles(reader) == [HOSTILE, first]
    raw = downloaded(reader)
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))
    assert [row["title"] for row in rows] == [HOSTILE, first]
    assert [row["seq"] for row in rows] == ["1", "2"]
    reader.page.reload()
    reader.page.get_by_role("button", name="Start an empty briefing").wait_for()
    reader.settle()
    assert titles(reader) == []
    open_file(reader, raw)
    reader.page.get_by_role("textbox", name="Title").nth(1).wait_for()
    assert titles(reader) == [HOSTILE, first]
    assert downloaded(reader) == raw
    assert reader.outside == []
    assert reader.errors == []


def test_a_file_that_is_no_story_says_what_to_do_and_changes_nothing(reader):
    prepared(reader)
    before = titles(reader)
    open_file(reader, b"seq,title\n1,<b>x</b>\n")
    reader.page.get_by_text("This file cannot be opened as a briefing").wait_for()
    told = reader.page.locator("ol code").all_inner_texts()
    assert [line.split(" = ")[0] for line in told] == [
        "story.csv:1: header",
        "story.csv:1: header",
        "story.csv:1: header",
    ]
    assert titles(reader) == before
    assert reader.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_window_and_can_be_read(reader, scheme):
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("/prepare")
    assert reader.page.evaluate(CONTRAST) == []
    prepared(reader)
    for width in (1440, 390):
        resize(reader, width, 900)
        assert reader.page.evaluate(NO_OVERFLOW) == [0, 0], width
        assert reader.page.evaluate(CONTRAST) == [], width
