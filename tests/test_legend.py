"""A map with its legend in it: it explains what is there, and covers what is not needed."""

import pytest
from frozen import DATA
from samples import claims, gazetteer, layer

from nkmap.claim import records
from nkmap.figures import legend, marks
from nkmap.figures.drawing import Drawing, Rect
from nkmap.figures.legend import map_with_legend
from nkmap.figures.map import map_drawing
from nkmap.figures.scene import places_of
from nkmap.figures.typography import text_width
from nkmap.figures.viewport import Style, viewport
from nkmap.schema import Kind
from nkmap.view import ALL_LAYERS, Frame, View, select

HYESAN = {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia",
          "destination_status": "country only"}  # fmt: skip
MUSAN = {**HYESAN, "best": "", "origin": "musan"}
DRAWN = [frame for frame in Frame if frame is not Frame.EXPLORE]
SIZES = [(760, 518), (1140, 878), (1180, 680)]


def scene(*rows, kind=Kind.DEPARTED):
    shown = claims(*rows)
    return marks.scene(shown, kind, gazetteer(origins=marks.places_of_origin(shown)))


def slide(made, frame, size) -> Drawing:
    return map_with_legend(made, Style(viewport(frame, *size), is_slide=True))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("frame", DRAWN)
def test_the_legend_stands_in_the_picture_and_no_word_of_the_map_stands_in_it(frame, size):
    drawn = slide(scene(HYESAN, MUSAN), frame, size)
    (key,) = layer(drawn, "legend")
    (ground,) = [part for part in key.parts[0].parts if isinstance(part, Rect)]
    left, top, right, bottom = key.x, key.y, key.x + ground.width, key.y + ground.height
    assert left >= 0
    assert top >= 0
    assert (right <= drawn.width, bottom <= drawn.height) == (True, True)
    rest = Drawing(1, 1, tuple(group for group in drawn.groups if group is not key))
    for word in rest.words:
        wide = text_width(word.text, word.size, bold=word.weight > 600, italic=word.is_italic)
        start = word.x - {"start": 0, "middle": wide / 2, "end": wide}[word.anchor]
        apart = start + wide <= left or start >= right
        assert apart or word.y <= top or word.y - word.size >= bottom, word.text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("frame", [Frame.ROUTE, Frame.CITIES])
def test_the_legend_of_a_near_frame_covers_no_mark(frame, size):
    drawn = slide(scene(HYESAN, MUSAN), frame, size)
    (key,) = layer(drawn, "legend")
    for mark in layer(drawn, "marks"):
        assert mark.target.x + mark.target.radius < key.x or mark.target.y < key.y


def test_the_words_of_a_legend_are_those_of_its_entries():
    made, style = scene(HYESAN, MUSAN), Style(viewport(Frame.ROUTE, 760, 518), is_slide=True)
    drawn = map_with_legend(made, style)
    told = " ".join(words.text for words in Drawing(1, 1, layer(drawn, "legend")).words)
    for entry in legend.entries(made, style):
        assert entry.words in told
        assert entry.note in told


def test_a_map_that_shows_nothing_has_no_legend():
    assert layer(slide(scene(), Frame.ROUTE, SIZES[0]), "legend") == ()


def test_every_frame_explains_its_hatching_where_a_country_is_hatched():
    there = {"best": 5, "destination": "russia", "destination_status": "country only"}
    for frame in (Frame.WIDE, Frame.ROUTE):
        for made, is_told in (
            (scene(there), True),
            (scene({"best": 5, "origin": "hyesan"}), False),
        ):
            found = legend.entries(made, Style(viewport(frame, 760, 518)))
            told = [entry.words for entry in found]
            assert ("country named, but no place in it" in told) is is_told


@pytest.mark.parametrize("size", [(358, 404), (940, 484)])
@pytest.mark.parametrize("frame", [frame for frame in DRAWN if frame is not Frame.WORLD])
def test_a_legend_explains_the_hatching_that_is_drawn_and_no_other(frame, size):
    told = records(select(DATA.claims, View(layers=ALL_LAYERS)).shown)
    places = places_of(DATA)
    made = marks.of_view(told, None, gazetteer(places, DATA.routes, marks.places_of_origin(told)))
    style = Style(viewport(frame, *size))
    drawn = layer(map_drawing(made, style), "hatch")
    paints = {path.paint for group in drawn for path in group.parts}
    told = [entry.note for entry in legend.entries(made, style) if "named, but" in entry.words]
    assert sorted(told) == sorted("too small for stripes" if p.fill else "" for p in paints)


def test_a_legend_in_the_map_stands_beside_an_incident_where_no_mark_of_the_kind_is():
    shown = claims(
        {"kind": "incident", "layer": "incidents", "best": 3, "origin": "hyesan", "unit": "deaths"},
        {"best": 37, "origin": "musan"},
    )
    made = marks.scene(shown, Kind.DEPARTED, gazetteer(origins=marks.places_of_origin(shown)))
    drawn = map_with_legend(made, Style(viewport(Frame.ROUTE, 1180, 700), is_slide=True))
    assert [group.place or group.claim for group in layer(drawn, "incidents", "marks")] == [
        "C1",
        "C2",
    ]
    assert len(layer(drawn, "legend")) == 1


@pytest.mark.parametrize("kind", [Kind.PLANNED, None])
def test_a_legend_explains_no_mark_beyond_the_edge_unless_the_map_moves(kind):
    far = {"kind": "planned", "best": 7, "destination": "pyongyang"}
    shown = claims(far, far | {"best": ""})
    made = marks.scene(shown, kind, gazetteer())
    style = Style(viewport(Frame.CITIES, 358, 404))
    assert len(made.marks) == 1
    assert legend.entries(made, style) == ()
    assert legend.entries(made, style, moves=True) != ()
