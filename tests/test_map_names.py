"""What a map has no room to name is listed beside it, and river names are read on every ground."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from frozen import DATA
from samples import claims, gazetteer, layer
from shapely import Point

from nkmap.evidence import Evidence
from nkmap.figures import basemap, map_labels, marks
from nkmap.figures.colours import PALETTES
from nkmap.figures.drawing import Drawing, Group, Rect
from nkmap.figures.label_obstacles import Box
from nkmap.figures.map import map_drawing
from nkmap.figures.mark_layout import layout
from nkmap.figures.scene import places_of
from nkmap.figures.viewport import EXTENTS, Style, viewport
from nkmap.publish.figure_files import figure
from nkmap.publish.precomputed_states import RenderedMap
from nkmap.schema import Kind
from nkmap.view import Frame, from_query
from nkmap.wording import captions


def light(colour: str) -> float:
    """The relative luminance of a hex colour, as WCAG has it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_name_of_a_river_can_be_read_on_every_ground(palette):
    river = light(palette.river)
    for ground in ("page", "sea", "land", "focus"):
        low, high = sorted([river, light(getattr(palette, ground))])
        assert (high + 0.05) / (low + 0.05) >= 4.5, ground


def crowded(frame: Frame, width: float, height: float) -> Drawing:
    """Two towns with claims of one kind, each, and one that is told of a country alone."""
    shown = claims(
        {"origin": "musan", "best": 50},
        {"origin": "hyesan", "best": 37},
        {"origin": "hyesan", "best": 20},
    )
    scene = marks.scene(shown, Kind.DEPARTED, gazetteer())
    return map_drawing(scene, Style(viewport(frame, width, height)))


def test_a_map_lists_the_names_it_has_no_room_for_with_what_they_open():
    assert crowded(Frame.CITIES, 940, 420).unnamed == ()
    listed = crowded(Frame.WIDE, 358, 300).unnamed
    assert [(one.label, one.claim, one.place) for one in listed] == [
        ("Musan", "C1", ""),
        ("Hyesan", "", "hyesan"),
    ]


def test_every_mark_has_its_name_on_the_map_or_in_the_list_and_not_in_both():
    for frame, size in itertools.product((Frame.CITIES, Frame.WIDE), [(358, 300), (940, 420)]):
        drawn = crowded(frame, *size)
        seen = {words.text for words in drawn.words} & {"Musan", "Hyesan"}
        assert sorted([*seen, *(one.label for one in drawn.unnamed)]) == ["Hyesan", "Musan"]


GROUND = Group((), layer="ground")


def test_the_list_stands_below_a_map_and_each_name_of_it_is_a_link():
    listed = (Group((), label="<b>Musan</b>", claim="C1"), Group((), label="Hyesan", place="h"))
    drawn = Drawing(100, 50, (GROUND,), unnamed=listed)
    for link_to, addresses in (
        (lambda _: "", [None, None]),
        (lambda g: f"#{g.claim}", ["#C1", "#"]),
    ):
        (made,) = RenderedMap.of(drawn, link_to=link_to).legend
        told = ET.fromstring(made)
        assert "".join(told.itertext()) == "Not labelled for want of room: <b>Musan</b>; Hyesan"
        one, other = told.iter("a")
        assert (one.get("data-claim"), other.get("data-place")) == ("C1", "h")
        assert [one.get("href"), other.get("href")] == addresses
    assert RenderedMap.of(replace(drawn, unnamed=())).legend == ()


def test_a_long_list_is_cut_and_what_is_left_out_is_counted():
    many = tuple(Group((), label=f"Town {n}", place=f"t{n}") for n in range(20))
    (made,) = RenderedMap.of(Drawing(100, 50, (GROUND,), unnamed=many)).legend
    assert "".join(ET.fromstring(made).itertext()).endswith(
        "Town 11; And 8 more names, not listed here."
    )


@pytest.mark.parametrize("preset", ["article", "a4", "social"])
def test_a_file_names_below_its_map_what_the_map_has_no_room_for(preset):
    here = Evidence(DATA, from_query("kind=departed&frame=wide", DATA.known)[0])
    told = " ".join(
        "".join(part.itertext())
        for part in ET.fromstring(figure("map", here, "svg", preset).decode()).iterfind(
            ".//{*}text"
        )
    )
    assert captions.NOT_LABELLED in told
    for mark in marks.of_evidence(here, here.kind).marks:
        assert mark.place.name in told


def test_no_number_stands_inside_a_mark_whose_hedge_found_no_room_beside_it():
    row = {"kind": "planned", "best": 900, "qualifier": "considered", "destination": "musan"}
    made = marks.scene(claims(row), Kind.PLANNED, gazetteer())
    (mark,) = made.marks
    assert mark.inside == "900"
    for size, is_told in (((940, 420), True), ((150, 110), False)):
        drawn = map_drawing(made, Style(viewport(Frame.CITIES, *size)))
        texts = [words.text for words in drawn.words]
        assert ("900" in texts, mark.figure in texts) == (is_told, is_told)


def test_what_is_counted_of_an_area_are_claims():
    row = {"kind": "present", "destination": "russia", "unit": "people"}
    rows = [row | {"best": number, "origin_group": f"G{number}"} for number in range(1, 7)]
    made = marks.scene(claims(*rows), Kind.PRESENT, gazetteer())
    style = Style(viewport(Frame.WIDE, 940, 420))
    (request,) = [
        one for one in map_labels.requests(layout(made, style)) if one.key.startswith("area ")
    ]
    told = [variant[-1].text for variant in request.variants]
    assert told == ["6 claims in all", "Russia: 6 claims"]


@pytest.mark.parametrize("size", [(358, 404), (940, 420)])
@pytest.mark.parametrize("frame", [Frame.ROUTE, Frame.CITIES, Frame.WIDE])
def test_names_of_the_ground_take_no_word_from_the_map(frame, size, monkeypatch):
    def words(drawn):
        rest = Drawing(1, 1, tuple(g for g in drawn.groups if g.layer not in ("names", "ground")))
        return [one.text for one in rest.words if not one.lang]

    named = crowded(frame, *size)
    assert len(layer(named, "names")) == 1
    framing = EXTENTS[frame]
    inset = replace(framing.inset, names=()) if framing.inset else None
    monkeypatch.setitem(EXTENTS, frame, replace(framing, names=(), inset=inset))
    bare = crowded(frame, *size)
    assert layer(bare, "names") == ()
    assert words(named) == words(bare)


def test_the_name_of_a_country_moves_aside_for_words_but_stays_in_it():
    style = Style(viewport(Frame.ROUTE, 940, 420))
    empty = marks.scene((), Kind.DEPARTED, gazetteer())

    def china(shown):
        (names,) = layer(map_drawing(empty, shown), "names")
        return next(one for one in names.parts if one.text == "C H I N A")

    free = china(style)
    taken = Box.around(free.x, free.y, 60)
    moved = china(replace(style, covered=(taken,)))
    assert not taken.holds(moved.x, moved.y)
    assert basemap.areas(style.viewport)["CN"].covers(Point(moved.x, moved.y))


@pytest.mark.parametrize("frame", [Frame.CITIES, Frame.ROUTE])
def test_a_province_beyond_the_edge_is_not_missing_for_want_of_room(frame):
    told = claims({"kind": "planned", "destination": "kursk-region", "group": "military builders"})
    places = places_of(DATA)
    scene = marks.of_view(told, None, gazetteer(places))
    drawn = map_drawing(scene, Style(viewport(frame, 358, 300)))
    room = tuple(plate for plate in drawn.unnamed if plate.layer != map_labels.BEYOND)
    (beyond,) = [plate for plate in drawn.unnamed if plate.layer == map_labels.BEYOND]
    assert (beyond.claims, room) == (("C1",), ())
    assert dict(map_labels.unseen(drawn)) == {captions.BEYOND_THE_EDGE: (beyond,)}


def test_what_is_told_of_no_country_on_the_map_stands_on_the_sea():
    shown = claims({"kind": "planned", "destination": "abroad", "best": 400})
    places = places_of(DATA)
    scene = marks.of_view(shown, None, gazetteer(places))
    drawn = map_drawing(scene, Style(viewport(Frame.WORLD, 940, 484)))
    (plate,) = [group for group in drawn.groups if group.claims]
    box = plate.target
    assert isinstance(box, Rect)
    corners = np.array([[box.x, box.y, box.x + box.width, box.y + box.height]])
    assert basemap.land(viewport(Frame.WORLD, 940, 484)).shares("", corners)[0] < 0.1
