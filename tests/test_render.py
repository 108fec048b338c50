"""Pictures are drawn by a process of their own: it may die of one, and nothing else does."""

import json
import time

import pytest
import vl_convert
from frozen import DATA
from hypothesis import given
from hypothesis import strategies as st

from nkmap import cli, render
from nkmap.evidence import Evidence
from nkmap.figures.drawing import Drawing, Group, Words
from nkmap.publish import figure_files
from nkmap.render.svg import Svg
from nkmap.view import View

DEADLY = [0x00, 0x01, 0x08, 0x0B, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF]
"""What no XML document holds: one of each kind, and the ends of each range."""
ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from([chr(code) for code in DEADLY])))


def svg(words=""):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="9" height="9"/>'
        f"{words}</svg>"
    )


def chart(words):
    return {
        "data": {"values": [{"t": words}]},
        "mark": "text",
        "encoding": {"text": {"field": "t", "type": "nominal"}},
    }


@pytest.fixture(autouse=True)
def _own_processes():
    render.end()
    yield
    render.end()


@given(ANYTHING)
def test_no_text_in_a_picture_ends_the_renderer(words):
    drawn = Drawing(20, 20, (Group((Words(words, 0, 9, 9),), label=words, tip=(words,)),))
    assert render.png(Svg.of("light").picture(drawn, words), 1).startswith(b"\x89PNG")


@given(ANYTHING)
def test_no_text_in_a_chart_ends_the_renderer(words):
    assert "<svg" in render.chart(chart(words))


@pytest.mark.parametrize("code", DEADLY)
def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_drawn(code):
    assert ">Musan Mine<" in render.chart(chart(f"Musan{chr(code)} Mine"))
    assert render.png(svg(f"<!--{chr(code)}-->"), 1) == render.png(svg("<!---->"), 1)


def test_a_picture_has_the_bytes_it_would_have_in_this_process():
    vl_convert.register_font_directory(str(render.FONTS))
    drawn = figure_files.figure("map", Evidence(DATA, View(), ""), "svg").decode()
    assert render.png(drawn, 2) == vl_convert.svg_to_png(drawn, scale=2)
    spec = chart("37 people")
    assert render.chart(spec) == vl_convert.vegalite_to_svg(spec)


def test_a_picture_that_kills_its_renderer_is_told_of_and_the_next_one_is_drawn():
    with pytest.raises(render.NotDrawn, match="could not be drawn: the program that draws it"):
        render._drawn("chart", json.dumps(chart("\ufffe")))
    assert render.png(svg(), 1).startswith(b"\x89PNG")


def test_a_renderer_that_was_killed_while_it_waited_costs_no_picture():
    first = render.png(svg(), 1)
    (waiting,) = filter(None, render._processes.queue)
    waiting.kill()
    waiting.wait()
    assert render.png(svg(), 1) == first


def test_a_renderer_is_kept_for_the_next_picture_and_after_one_it_refuses():
    render.png(svg(), 1)
    kept = list(render._processes.queue)
    with pytest.raises(render.NotDrawn, match=r"this figure could not be drawn: .*unknown token"):
        render.png("no picture", 1)
    render.pdf(svg())
    assert render._processes.queue == kept


def test_a_picture_that_takes_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(render, "PATIENCE", 0.2)
    endless = chart("") | {"data": {"sequence": {"start": 0, "stop": 3e7, "as": "t"}}}
    began = time.monotonic()
    with pytest.raises(render.NotDrawn):
        render.chart(endless)
    assert time.monotonic() - began < 20


@pytest.fixture
def dies(monkeypatch):
    def die(*_):
        raise render.NotDrawn(render.SORRY)

    monkeypatch.setattr(render, "_drawn", die)


@pytest.mark.usefixtures("dies")
def test_the_command_says_that_a_figure_could_not_be_drawn_and_writes_nothing(tmp_path, capsys):
    file = tmp_path / "figure.png"
    assert cli.main(["figure", "map", "-o", str(file)]) == 1
    assert capsys.readouterr().err == f"{render.SORRY}\n"
    assert not file.exists()
