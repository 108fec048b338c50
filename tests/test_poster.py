"""The picture that stands where a map will be: the same marks, and gone once they may differ."""

import json
import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from conftest import Reader, colours, new_page
from markdown_it import MarkdownIt
from samples import NAMES, NO_ROUTES, PLACES, claims
from test_pages import map_ids, opened

from nkmap.app import the_map
from nkmap.figures import deck_map as maps
from nkmap.figures import frames, layers, marks
from nkmap.figures.symbols import LIGHT, rgba
from nkmap.publish.escape import one_block
from nkmap.publish.poster import poster
from nkmap.schema import Kind
from nkmap.view import Frame

HYESAN = {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia",
          "destination_status": "country only"}  # fmt: skip
LOOK = layers.Look("light", LIGHT, Frame.ROUTE, frames.camera(Frame.ROUTE, 1440))
CLAIMS_DRAWN = re.compile(r'data-claims="([^"]*)"')


def made(*rows, places=PLACES):
    shown = claims(*rows)
    scene = marks.scene(shown, Kind.DEPARTED, places, NO_ROUTES, marks.places_of_origin(shown))
    return scene, poster(scene, LOOK, NAMES)


def marks_in(html):
    """The marks' SVG, which stands inside the second picture's address."""
    return unquote(unescape(re.findall(r'src="([^"]*)"', html)[1]))


def posters(app):
    told = [part.value for part in app.markdown]
    return [html for html in told if html.startswith('<div class="nk-poster')]


def test_the_picture_draws_the_claims_that_the_map_draws():
    scene, html = made(HYESAN, {"origin": "musan", "when": "2024-11"})
    deck = maps.deck(scene, LOOK, NAMES)
    found = {claim for ids in CLAIMS_DRAWN.findall(marks_in(html)) for claim in ids.split()}
    assert found == set(maps.claim_ids(deck)) == {"C1", "C2"}


def test_the_picture_says_every_word_of_the_map_and_no_other():
    scene, html = made(HYESAN)
    layers_sent = json.loads(maps.deck(scene, LOOK, NAMES).to_json())["layers"]
    texts = [row["t"] for layer in layers_sent if layer["@@type"] == "TextLayer" for row in layer["data"]]  # fmt: skip
    assert re.findall(r"<span[^>]*>([^<]*)</span>", html) == texts
    assert "37 people reportedly left" in texts


def test_a_mark_stands_in_the_picture_where_the_camera_puts_its_place():
    _, html = made(HYESAN)
    x, y = LOOK.camera.pixel(128.1927, 41.3927)
    left, top, wide, high = map(
        float,
        re.findall(
            r'<svg data-claims="C1" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"',
            marks_in(html),
        )[-1],
    )
    assert (left + wide / 2, top + high / 2) == pytest.approx((x, y), abs=0.1)


def test_the_name_of_a_place_stands_in_the_picture_as_text():
    places = {**PLACES, "hyesan": replace(PLACES["hyesan"], name="<img src=x onerror=alert(1)>")}
    _, html = made(HYESAN, places=places)
    assert html.count("<img ") == 2
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_no_empty_line_in_a_name_lets_markdown_begin_inside_the_picture():
    places = {**PLACES, "hyesan": replace(PLACES["hyesan"], name="Hyesan\r\n \r\n\n# **bold**")}
    _, html = made(HYESAN, places=places)
    (block,) = MarkdownIt().parse(one_block(html))
    assert block.type == "html_block"
    assert "Hyesan   # **bold**" in block.content


def test_the_app_shows_the_picture_as_one_block_that_markdown_leaves_alone():
    (html,) = posters(opened(""))
    assert [block.type for block in MarkdownIt().parse(html)] == ["html_block"]


def test_who_opens_the_map_gets_the_picture_under_it():
    app = opened("from=2024-12&to=2024-12")
    (html,) = posters(app)
    found = {claim for ids in CLAIMS_DRAWN.findall(marks_in(html)) for claim in ids.split()}
    assert found == map_ids(app)


def test_the_picture_goes_with_the_first_change_and_does_not_come_back():
    app = opened("from=2024-11&to=2024-11")
    assert len(posters(app)) == 1
    app.button(key="next_month").click().run()
    assert posters(app) == []
    app.button(key="previous_month").click().run()
    assert app.query_params["from"] == "2024-11"
    assert posters(app) == []


def test_the_picture_is_sent_before_the_map_to_who_has_just_come_and_to_nobody_later(monkeypatch):
    waits = []
    monkeypatch.setattr(the_map, "time", SimpleNamespace(sleep=waits.append))
    app = opened("from=2024-11&to=2024-11")
    assert waits == [the_map.PICTURE_AHEAD, the_map.MAP_AHEAD]
    app.button(key="next_month").click().run()
    assert waits[2:] == [the_map.MAP_AHEAD]


@pytest.fixture
def onlooker(browser, app):
    page = new_page(browser, viewport={"width": 1440, "height": 900})
    yield Reader(page, app, poster=True)
    page.close()


@pytest.mark.browser
def test_the_marks_are_seen_before_the_map_can_be_moved(onlooker):
    # A browser without WebGL never draws the map itself: what is seen is the picture.
    onlooker.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    onlooker.open(drawn=False)
    onlooker.page.wait_for_selector(".nk-poster img")
    onlooker.page.wait_for_timeout(1000)
    box = onlooker.page.locator(".nk-poster").bounding_box()
    found = colours(onlooker.page.screenshot(clip=box))
    for colour in (LIGHT.sea, LIGHT.land, LIGHT.kind(Kind.DEPARTED)):
        assert found.get(rgba(colour)[:3], 0) > 500, colour


@pytest.mark.browser
def test_the_picture_goes_when_the_map_is_moved(onlooker):
    onlooker.open()
    assert onlooker.page.locator(".nk-poster").is_visible()
    box = onlooker.map_box()
    onlooker.page.mouse.move(box["x"] + 500, box["y"] + 300)
    onlooker.page.mouse.wheel(0, -100)
    onlooker.page.wait_for_selector(".nk-poster", state="hidden")
