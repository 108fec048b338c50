"""Words of a map: beside their marks and in their own country, off each other and off the rest."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from nkmap.figures.label_obstacles import Box, Canvas, LandMask
from nkmap.figures.label_placement import LEADER_MOST, LabelRequest, place
from nkmap.figures.typography import Line, text_width

NAME = Line("Hoeryong", 15, bold=True)
BOTH = replace(NAME, after=(("회령", "ko"),))
CLAIM = Line("about 200 chosen", 13, bold=True, colour="kind-selected")
DATE = Line("from 15 November 2024", 12.5, italic=True)
VARIANTS = ((BOTH, CLAIM, DATE), (BOTH, CLAIM), (BOTH,))


def label(x, y, key="hoeryong", radius=9, variants=VARIANTS, **more):
    return LabelRequest(key, x, y, variants, radius=radius, **more)


def hollow(x, y, key):
    return label(x, y, key, 4, ((Line("Tumen", 12.5),),), rank=1)


def plate(x, y, lines, area, key="plate"):
    return LabelRequest(key, x, y, (lines, lines[:1]), area, padding=9)


def only(asked, canvas):
    placed = place(asked, canvas)
    assert len(placed) == len(asked)
    return placed


def said(placed):
    """What a label says, and what of it in another script."""
    texts = [words.text for words in placed.words if not words.lang]
    return texts, [words.text for words in placed.words if words.lang]


# What holds of every placement


@st.composite
def scenes(draw):
    width = draw(st.sampled_from([328, 366, 700, 938, 1264]))
    height = draw(st.integers(160, 560))
    at = st.tuples(st.integers(0, width), st.integers(0, height))
    sizes = st.sampled_from([11, 13, 15, 20])
    asked = []
    for n in range(draw(st.integers(0, 60))):
        x, y = draw(at)
        name = Line("Musan"[: draw(st.integers(2, 5))], draw(sizes), bold=draw(st.booleans()))
        both = replace(name, after=(("회령", "ko"),))
        variants = ((both, CLAIM, DATE), (both, CLAIM), (both,), (name,))
        variants = variants[draw(st.integers(0, 4)) :]
        country = draw(st.sampled_from(["KP", "CN", ""]))
        rank = draw(st.integers(0, 1))
        radius = draw(st.integers(2, 30))
        asked.append(LabelRequest(f"{n}", x, y, variants, country, radius, rank=rank))
    for n in range(draw(st.integers(0, 3))):
        x, y = draw(at)
        lines = (Line("Jilin, no town named", 12.5, bold=True), CLAIM)
        area = draw(st.sampled_from(["KP", "CN", "RU"]))
        wanted = plate(x, y, lines, area, f"plate {n}")
        asked.insert(draw(st.integers(0, len(asked))), wanted)
    obstacles = [
        shapely.box(x, y, x + draw(st.integers(5, 90)), y + draw(st.integers(5, 60)))
        for x, y in draw(st.lists(at, max_size=4))
    ]
    routes = [shapely.LineString([draw(at), draw(at)]) for _ in range(draw(st.integers(0, 3)))]
    areas = {
        "CN": shapely.box(0, 0, width, height / 3),
        "KP-01": shapely.box(0, height / 3, width / 2, height),
    }
    ground = LandMask(areas, width, height)
    return tuple(asked), Canvas(width, height, tuple(obstacles), tuple(routes), ground)


def line(segment):
    return shapely.LineString([segment[:2], segment[2:]])


@settings(max_examples=40)
@given(scenes())
def test_no_words_touch_anything_and_none_is_lost_untold(scene):
    asked, canvas = scene
    found = place(asked, canvas)
    placed = {one.request.key for one in found}
    assert [one for one in asked if one.key in placed] == [one.request for one in found]
    boxes = {one.request.key: one.box.shape for one in found}
    for one, other in combinations(boxes, 2):
        assert boxes[one].distance(boxes[other]) > 1.99, (one, other)
    marks = {
        one.key: shapely.Point(one.x, one.y).buffer(one.radius)
        for one in asked
        if one.radius is not None
    }
    for key, box in boxes.items():
        assert shapely.box(3.99, 3.99, canvas.width - 3.99, canvas.height - 3.99).contains(box)
        assert all(box.distance(blocked) > 0.99 for blocked in canvas.obstacles), key
        assert all(box.distance(mark) > 0.99 for mark in marks.values()), key
    leaders = {one.request.key: one.leader for one in found if one.leader}
    for key, leader in leaders.items():
        assert 28 < leader.length < LEADER_MOST + 0.01
        crossed = [*canvas.routes, *canvas.obstacles]
        crossed += [box for other, box in boxes.items() if other != key]
        crossed += [mark for other, mark in marks.items() if other != key]
        crossed += [other for name, other in leaders.items() if name != key]
        assert not any(leader.intersects(other) for other in crossed), key
        assert leader.distance(boxes[key]) < 0.01
    assert place(asked, canvas) == found


@settings(max_examples=40)
@given(scenes())
def test_words_stand_in_their_box_and_nearer_to_their_mark_than_to_another(scene):
    asked, canvas = scene
    for one in place(asked, canvas):
        request, box = one.request, one.box
        told = [(words.text, words.lang) for words in one.words]
        parts = next(
            parts
            for lines in request.variants
            for shown in (lines, [replace(line, after=()) for line in lines])
            for parts in [[part for line in shown for part in line.parts]]
            if [part[:2] for part in parts] == told
        )
        for words, (_, _, width) in zip(one.words, parts, strict=True):
            share = {"start": 0, "middle": 0.5, "end": 1}[words.anchor]
            left = words.x - share * width
            assert box.left - 0.01 <= left <= box.right + 0.01 - width
            assert box.top + 0.7 * words.size < words.y < box.bottom - 0.25 * words.size
        if request.radius is not None:
            far = box.shape.distance(shapely.Point(request.x, request.y)) - request.radius
            assert far <= (LEADER_MOST if one.leader else 28) + 0.01
            if not one.leader:
                others = [other for other in asked if other.radius is not None]
                gaps = [
                    box.shape.distance(shapely.Point(other.x, other.y)) - other.radius
                    for other in others
                ]
                assert far <= min(gaps) + 0.02, "the words would pass for those of another mark"


@settings(max_examples=40)
@given(scenes())
def test_what_may_be_missing_takes_only_names_in_another_script_from_others(scene):
    asked, canvas = scene
    # The marks of all stay where they are.
    must = tuple(one for one in asked if not one.rank)
    marks = tuple(replace(one, variants=()) if one.rank else one for one in asked)
    alone = {one.request.key: said(one)[0] for one in place(marks, canvas)}
    together = {one.request.key: said(one)[0] for one in place(asked, canvas)}
    assert {one.key: together.get(one.key) for one in must} == {
        one.key: alone.get(one.key) for one in must
    }


# One thing at a time


def test_a_label_that_is_alone_says_all_it_has_at_the_right_of_its_mark():
    placed = only([label(100, 100)], Canvas(500, 300))
    (found,) = placed
    assert found.leader is None
    assert found.box.left == 100 + 9 + 6
    middle = (found.box.top + found.box.bottom) / 2
    assert middle == pytest.approx(100)
    assert [(words.text, words.anchor, words.lang) for words in found.words] == [
        ("Hoeryong", "start", ""),
        ("회령", "start", "ko"),
        ("about 200 chosen", "start", ""),
        ("from 15 November 2024", "start", ""),
    ]
    name, local, claim, date = found.words
    assert name.y == local.y < claim.y < date.y
    space = text_width(" ", 15)
    assert local.x == pytest.approx(name.x + text_width("Hoeryong", 15, bold=True) + space)
    assert (name.weight, name.is_italic, name.halo) == (700, False, "page")
    assert (date.weight, date.is_italic, claim.colour) == (400, True, "kind-selected")


def test_at_the_right_edge_a_label_stands_at_the_left_flush_with_its_mark():
    (found,) = only([label(480, 100)], Canvas(500, 300))
    assert found.box.right == 480 - 9 - 6
    assert {words.anchor for words in found.words} == {"end"}
    assert found.words[-1].x == pytest.approx(found.box.right)


@pytest.mark.parametrize(
    ("country", "side"), [("KP", "left"), ("CN", "right")], ids=["Korean", "Chinese"]
)
def test_a_border_town_has_its_words_on_its_own_side(country, side):
    areas = {"KP-09": shapely.box(0, 0, 300, 400), "CN": shapely.box(300, 0, 600, 400)}
    canvas = Canvas(600, 400, ground=LandMask(areas, 600, 400))
    (found,) = only([label(300, 200, area=country)], canvas)
    assert (found.box.right <= 300) if side == "left" else (found.box.left >= 300)


def test_the_sea_is_open_to_every_label():
    areas = {"KP": shapely.box(0, 0, 300, 400)}
    canvas = Canvas(600, 400, ground=LandMask(areas, 600, 400))
    (found,) = only([label(300, 200, area="KP")], canvas)
    assert found.box.left == 315


def test_another_country_is_worse_where_a_plate_speaks_of_it():
    # West and east are other countries, above and below there is no room.
    areas = {"CN": shapely.box(0, 0, 300, 90), "RU": shapely.box(300, 0, 600, 90)}
    canvas = Canvas(600, 90, ground=LandMask(areas, 600, 90))
    town = label(300, 45, area="KP")
    russia = plate(550, 20, (Line("Russia", 12),), "RU")
    east, west = only([town], canvas)[0], only([town, russia], canvas)[0]
    assert (east.box.left > 300, west.box.right < 300) == (True, True)


def test_the_name_in_another_script_yields_first_then_the_date_then_the_claim():
    beside = 20 + 9 + 6
    long = Line("Hoeryong-si, North Hamgyong", 15, bold=True)
    both = replace(long, after=(("회령", "ko"),))
    variants = ((both, CLAIM, DATE), (both, CLAIM), (both,))
    heights = [sum(part.size * 1.22 for part in lines) for lines in variants]
    wide, narrow = both.width + 8, long.width + 8
    roomy = place([label(20, 50, variants=variants)], Canvas(beside + wide, 100))[0]
    assert said(roomy) == ([long.text, CLAIM.text, DATE.text], ["회령"])
    found = [
        said(only([label(20, high / 2, variants=variants)], Canvas(beside + narrow, high))[0])
        for high in (height + 9 for height in heights)
    ]
    told = [long.text, CLAIM.text, DATE.text]
    assert found == [(told, []), (told[:2], []), (told[:1], [])]


def test_without_room_for_its_name_a_label_is_left_out_and_told():
    asked = [label(20, 20), label(300, 100, "musan")]
    found = place(asked, Canvas(500, 300, (shapely.box(40, 0, 200, 300),)))
    assert [one.request.key for one in found] == ["musan"]


def test_a_hollow_place_goes_before_another_loses_its_claim():
    # One row of words fits between the walls, at either side of two marks that stand together.
    walls = (shapely.box(0, 0, 700, 60), shapely.box(0, 140, 700, 200))
    asked = [hollow(200, 100, "tumen"), label(215, 100, radius=4)]
    found = {one.request.key: said(one)[0] for one in place(asked, Canvas(700, 200, walls))}
    assert CLAIM.text in found["hoeryong"]


def test_a_label_moves_to_make_room_for_another():
    # The first would stand right of its mark, where alone there is room for the second.
    name = Line("Hoeryong", 15, bold=True)
    first = label(100, 60, "first", 5, ((name,),))
    second = label(190, 60, "second", 5, ((name,),))
    walls = [(196, 0, 300, 120), (110, 0, 300, 48), (110, 72, 300, 120)]
    walls = tuple(shapely.box(*wall) for wall in walls)
    alone = only([first], Canvas(300, 120, walls))
    both = only([first, second], Canvas(300, 120, walls))
    assert alone[0].box.left == 111
    assert both[0].box.right < 111 <= both[1].box.left
    assert both[1].box.right <= 185


def test_words_far_from_their_mark_have_a_line_to_it_that_crosses_no_route():
    # A lane between two walls leads up and down; a route runs over it above the mark.
    walls = shapely.box(20, 52, 95, 148), shapely.box(105, 52, 180, 148)
    musan = label(100, 100, "musan", 3, ((Line("Musan", 12),),))
    above = only([musan], Canvas(200, 200, walls))[0]
    below = only([musan], Canvas(200, 200, walls, (line((90, 70, 110, 70)),)))[0]
    assert list(above.leader.coords) == [pytest.approx((100, 97)), pytest.approx((100, 49))]
    assert list(below.leader.coords) == [pytest.approx((100, 103)), pytest.approx((100, 151))]
    assert (above.box.bottom, below.box.top) == pytest.approx((49, 151))


def test_a_plate_stands_in_its_area_or_in_the_sea_at_its_edge():
    areas = {"RU": shapely.box(0, 0, 200, 300), "CN": shapely.box(200, 150, 600, 300)}
    canvas = Canvas(600, 300, ground=LandMask(areas, 600, 300))
    title = (Line("Russia, no town named", 13, bold=True),)
    asked = [plate(60, 200, title, "RU"), plate(230, 60, title, "RU", "beside")]
    inside, beside = only(asked, canvas)
    assert inside.box.right <= 200 + 4
    assert beside.box.left < 200 + 48
    assert beside.box.bottom <= 150 + 4
    words, box = inside.words[0], inside.box
    assert words.x == pytest.approx(box.left + 9)
    assert box.right == pytest.approx(words.x + title[0].width + 9)
    assert place(asked[:1], Canvas(120, 300, ground=canvas.ground)) == ()


def test_words_of_what_is_in_an_inset_stay_there_and_all_others_keep_out_of_it():
    room, frame = Box(8, 8, 240, 150), Box(8, 8, 240, 170)
    canvas = Canvas(600, 400, insets=((room, frame),))
    asked = [label(200, 140, "in it"), label(260, 100, "beside it"), label(120, 180, "below it")]
    own, *others = only(asked, canvas)
    assert room.shape.contains(own.box.shape)
    assert all(one.box.shape.distance(frame.shape) > 0.99 for one in others)
    assert [said(one)[0][0] for one in (own, *others)] == ["Hoeryong"] * 3


def test_the_ground_knows_provinces_countries_islands_and_lakes():
    island = shapely.box(300, 0, 400, 100)
    lake = shapely.Polygon(
        [(0, 0), (200, 0), (200, 200), (0, 200)],
        [[(80, 80), (120, 80), (120, 120), (80, 120)]],
    )
    areas = {"KP-09": shapely.MultiPolygon([lake, island]), "KP-10": shapely.box(0, 200, 200, 400)}
    ground = LandMask({**areas, "JP": shapely.Polygon()}, 400, 400)
    boxes = [[0, 160, 100, 240], [84, 84, 116, 116], [320, 0, 400, 40], [240, 0, 280, 400]]
    found = {code: ground.shares(code, np.array(boxes, dtype=float)) for code in ground.codes}
    assert set(found) == {"KP-09", "KP-10", "KP", "JP"}
    assert found["KP-09"] == pytest.approx([0.5, 0, 1, 0], abs=0.06)
    assert found["KP"] == pytest.approx([1, 0, 1, 0], abs=0.06)
    assert found["JP"] == pytest.approx([0, 0, 0, 0])
    assert ground.foreign("KP-10", np.array(boxes, dtype=float)) == pytest.approx(
        [0.5, 0, 1, 0], abs=0.06
    )
