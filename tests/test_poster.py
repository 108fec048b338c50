"""The picture that stands where a map will be: the same marks, and gone once they may differ."""

import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from samples import NAMES, NO_ROUTES, PLACES, claims

from nkmap.figures import deck_map as maps
from nkmap.figures import frames, layers, marks
from nkmap.figures.symbols import LIGHT
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
