"""The map: what is drawn, where, and what is never drawn."""

import math
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations

import pandas as pd
import pytest
import shapely
from conftest import ROOT
from frozen import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NO_ROUTES, PLACES, claims, claims_drawn, claims_of, gazetteer, layer
from shapely import Point, Polygon

from nkmap.claim import records
from nkmap.figures import basemap, marks, symbols
from nkmap.figures.drawing import Circle, Drawing, Group, Paint, Path, Rect, Words
from nkmap.figures.map import map_drawing
from nkmap.figures.scene import UNSIZED_RADIUS, places_of
from nkmap.figures.viewport import Style, viewport
from nkmap.schema import MAP_KINDS, Kind, Layer
from nkmap.view import ALL_LAYERS, Frame, Known, View, select
from nkmap.wording import captions

ROUTE = pd.DataFrame(
    [
        ("R1", 1, "hyesan", "origin", "unknown"),
        ("R1", 2, "pyongyang", "waypoint", "unknown"),
        ("R1", 3, "rason", "waypoint", "unknown"),
        ("R1", 4, "russia", "destination", "unknown"),
    ],
    columns=["claim_id", "seq", "place_id", "role", "mode"],
)
HYESAN = {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia",
          "destination_status": "country only"}  # fmt: skip
MUSAN = {"origin": "musan", "destination": "russia", "destination_status": "country only"}
ROUTE_ROW = {"claim_id": "R1", "kind": "route", "origin": "hyesan", "destination": "russia",
             "destination_status": "country only", "missing_reason": "not applicable"}  # fmt: skip


def scene(*rows, kind=Kind.DEPARTED, routes=NO_ROUTES, everything=None, places=PLACES):
    shown = claims(*rows)
    return marks.scene(
        shown, kind, gazetteer(places, routes, marks.places_of_origin(everything or shown))
    )


KNOWN = Known.of(DATA.claims, DATA.places)
EVERY_PLACE = places_of(DATA)
DRAWN_FRAMES = [frame for frame in Frame if frame.drawn is frame]


def style(frame=Frame.ROUTE, width=940, height=450, **more):
    return Style(viewport(frame, width, height), **more)


def drawn(made, frame=Frame.ROUTE, width=940, height=450, **more) -> Drawing:
    return map_drawing(made, style(frame, width, height, **more))


def texts(made: Drawing) -> list[str]:
    """The words of a map but those of its basemap."""
    own = Drawing(
        made.width,
        made.height,
        tuple(g for g in made.groups if g.layer not in ("ground", "names")),
    )
    return [words.text for words in own.words]


def shapes(group: Group) -> Iterator[Path | Circle | Rect]:
    for part in group.parts:
        if isinstance(part, Group):
            yield from shapes(part)
        elif not isinstance(part, Words):
            yield part


def paints(made: Drawing) -> list[Paint]:
    return [shape.paint for group in made.groups for shape in shapes(group)]


def test_area_is_in_proportion_to_the_number_within_a_kind():
    made = scene({**HYESAN, "best": 100}, {**HYESAN, "origin": "hoeryong", "best": 25})
    assert [round(mark.radius, 3) for mark in made.marks] == [30.0, 15.0]


def test_a_large_number_lowers_the_scale_for_the_whole_kind():
    made = scene({**HYESAN, "best": 10_000}, {**HYESAN, "origin": "hoeryong", "best": 100})
    assert [round(mark.radius, 3) for mark in made.marks] == [40.0, 4.0]


def test_a_number_not_reported_has_one_size_and_a_question_mark():
    made = scene(HYESAN, MUSAN)
    unknown = made.marks[1]
    assert (unknown.radius, unknown.inside, unknown.figure) == (13.0, "", "number not reported")


def test_a_range_keeps_both_ends_and_no_middle():
    row = {"low": 100, "high": 400, "spread": "between", "origin": "hyesan"}
    mark = scene(row).marks[0]
    assert math.isclose(mark.outer_radius / mark.radius, 2)
    assert "250" not in mark.figure
    assert mark.figure == "100 to 400 people left"


def test_two_kinds_on_one_map_are_refused():
    with pytest.raises(
        ValueError, match="one map shows one kind: departed cannot share it with selected"
    ):
        scene(HYESAN, {"kind": "selected"})


def test_the_stock_of_a_town_is_a_mark_of_one_size_with_its_figure_in_words():
    stock = {"kind": "present", "unit": "workers", "destination": "rason"}
    rows = [stock | {"claim_id": f"C{n}", "best": n, "when": f"202{n}"} for n in (1, 4)]
    made = marks.scene(claims(*rows), Kind.PRESENT, gazetteer())
    (mark,) = made.marks
    assert (mark.place.place_id, mark.radius, mark.is_sized) == ("rason", UNSIZED_RADIUS, False)
    assert (mark.figure, mark.more) == ("Present: 4 workers", "+1")


def test_a_stock_is_words_for_a_country_and_never_a_point():
    row = {"kind": "present", "best": 4000, "unit": "workers", "qualifier": "approximately",
           "destination": "russia", "destination_status": "country only",
           "when": "2024-10-29", "evidence": "announcement"}  # fmt: skip
    made = scene(row, kind=Kind.PRESENT)
    assert made.marks == ()
    assert [(p.title, p.lines) for p in made.area_labels] == [
        ("Russia – place not reported", ("approximately 4,000 workers, said on 29 October 2024",))
    ]


def test_a_province_draws_words_and_no_point():
    made = scene({"origin": "ryanggang", "qualifier": "many"})
    assert made.marks == ()
    assert [p.title for p in made.area_labels] == ["Ryanggang – place not reported"]


def test_a_claim_that_names_no_place_is_not_lost():
    made = scene({"best": 5})
    assert [(p.title, p.lines) for p in made.area_labels] == [
        ("No place named", ("5 people, December 2024",))
    ]


def test_places_of_other_claims_are_shown_as_silent_not_as_zero():
    everything = claims(HYESAN, {"kind": "selected", "origin": "hoeryong"})
    made = scene(HYESAN, everything=everything)
    assert [(s.place.place_id, s.words) for s in made.no_reports] == [
        ("hoeryong", "no departure shown here")
    ]


def test_several_claims_about_a_place_share_a_mark_and_nothing_is_added():
    made = scene(HYESAN, {**HYESAN, "best": 50, "when": "2025-01"})
    mark = made.marks[0]
    assert (mark.figure, len(mark.claims)) == ("50 people reportedly left (and 1 more claim)", 2)


def test_the_route_ends_open_after_the_last_named_place():
    made = drawn(scene(HYESAN, ROUTE_ROW, routes=ROUTE))
    (route,) = layer(made, "routes")
    at = {name: viewport(Frame.ROUTE, 940, 450).pixel(p.lon, p.lat) for name, p in PLACES.items()}
    legs = [part for part in shapes(route) if "Q" in getattr(part, "data", "")]
    ends = [
        tuple(tuple(map(float, pair.split(" ")[-2:])) for pair in (data[1:].split("Q")))
        for data in dict.fromkeys(leg.data for leg in legs)
    ]
    assert [(start, pytest.approx(end, abs=0.1)) for start, end in ends] == [
        (pytest.approx(at["hyesan"], abs=0.1), at["pyongyang"]),
        (pytest.approx(at["pyongyang"], abs=0.1), at["rason"]),
    ]
    (fan,) = [part for part in route.parts if isinstance(part, Group) and part.scale == 1.0][:1]
    assert (fan.x, fan.y) == at["rason"]
    assert (route.claim, route.claims) == ("R1", ("R1",))


def test_a_route_is_dashed_so_that_it_is_no_track():
    (route,) = layer(drawn(scene(HYESAN, ROUTE_ROW, routes=ROUTE)), "routes")
    lines = [
        part.paint
        for part in shapes(route)
        if part.paint.stroke == "kind-departed" and "Q" in getattr(part, "data", "")
    ]
    assert [paint.dash for paint in lines] == [(9.0, 5.5), (9.0, 5.5)]


def test_no_route_is_drawn_where_no_claim_states_one():
    assert layer(drawn(scene(HYESAN, routes=ROUTE)), "routes") == ()


def test_every_mark_opens_its_claim_and_says_it_to_who_does_not_see_it():
    (mark,) = layer(drawn(scene(HYESAN)), "marks")
    assert (mark.claims, mark.claim, mark.place) == (("C1",), "C1", "")
    assert mark.tip == (
        "37 people reportedly left Hyesan for Russia in December 2024.",
        "Departed · December 2024",
        *mark.tip[2:],
    )
    assert mark.label == f"Hyesan. {'. '.join(mark.tip)}"


def test_small_marks_can_still_be_hit():
    made = scene({**HYESAN, "best": 1})
    (wide,), (phone,) = (layer(drawn(made, width=w), "marks") for w in (940, 358))
    assert (wide.target.radius, phone.target.radius) == (14, 22)


def test_the_same_scene_is_the_same_drawing_every_time():
    made = scene(HYESAN, MUSAN, ROUTE_ROW, routes=ROUTE)
    assert drawn(made) == drawn(scene(HYESAN, MUSAN, ROUTE_ROW, routes=ROUTE))


def test_a_mark_that_is_moved_aside_is_led_back_to_its_true_place():
    mine = {**MUSAN, "origin": "musan-mine", "best": 300}
    made = drawn(scene(mine, MUSAN, places=EVERY_PLACE), Frame.ROUTE)
    (leaders,) = layer(made, "leaders")
    (line,) = leaders.parts
    home = viewport(Frame.ROUTE, 940, 450).pixel(EVERY_PLACE["musan"].lon, EVERY_PLACE["musan"].lat)
    start = tuple(map(float, line.data[1:].split("L")[0].split(" ")))
    assert start == pytest.approx(home, abs=0.1)
    assert line.paint.stroke == "ink2"


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "best": st.just("") | st.integers(1, 10**7),
            "origin": st.sampled_from(["", "hyesan", "musan", "hyesan;musan", "ryanggang"]),
            "destination": st.sampled_from(["", "russia", "china", "rason", "russia;china"]),
        }
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, kind=st.sampled_from(MAP_KINDS), frame=st.sampled_from(DRAWN_FRAMES))
def test_every_claim_shown_is_on_the_map_and_unknown_is_never_a_number(rows, kind, frame):
    shown = [{**row, "kind": kind.value} for row in rows]
    prepared_ = scene(*shown, kind=kind)
    made = drawn(prepared_, frame)
    assert (
        claims_drawn(made) == claims_of(prepared_) == tuple(f"C{i + 1}" for i in range(len(rows)))
    )
    if all(row["best"] == "" for row in rows):
        assert not [t for t in texts(made) if "0" in t.replace("2024", "")]


def test_one_figure_for_two_places_is_words_and_no_mark_at_either():
    made = scene({**HYESAN, "origin": "hyesan;musan"})
    assert made.marks == ()
    told = [(p.title, p.lines) for p in made.area_labels if p.lines]
    assert told == [("Hyesan and Musan together", ("37 people, reportedly, December 2024",))]
    assert claims_of(made) == ("C1",)


def test_what_is_withheld_is_told_but_put_nowhere():
    made = scene({**MUSAN, "missing_reason": "withheld"})
    assert made.marks == ()
    assert [p.title for p in made.area_labels if p.lines] == ["No place named"]
    assert claims_of(made) == ("C1",)


def test_a_withdrawn_figure_never_leads_a_place_where_another_stands():
    made = scene({**HYESAN, "best": 500, "status": "withdrawn"}, HYESAN)
    assert made.marks[0].figure == "37 people reportedly left (and 1 more claim)"
    alone = scene({**HYESAN, "status": "withdrawn"})
    assert alone.marks[0].figure == "37 people reportedly left (withdrawn)"


def test_no_number_stands_without_its_hedge_where_labels_have_no_room():
    crowded = scene(HYESAN, {**HYESAN, "origin": "hoeryong"}, MUSAN)
    made = texts(drawn(crowded, Frame.WIDE, 358, 404))
    assert [text for text in made if any(sign.isdigit() for sign in text)] == []
    alone = texts(drawn(scene(HYESAN), Frame.WIDE))
    told = [text for text in alone if any(sign.isdigit() for sign in text)]
    assert told == ["37 people reportedly left", "in December 2024"]


def test_a_mark_of_several_claims_opens_their_list_and_its_tip_tells_the_leading_one():
    made = drawn(scene(HYESAN, {**HYESAN, "best": 50, "when": "2025-01"}))
    (mark,) = layer(made, "marks")
    assert (mark.claim, mark.place) == ("", "hyesan")
    assert mark.tip[0] == "50 people reportedly left Hyesan for Russia in January 2025."
    assert mark.tip[-1] == "and 1 more claim: click to read"


def test_a_mark_that_is_moved_aside_never_crosses_a_border():
    mine = {**MUSAN, "origin": "musan-mine", "best": 300}
    made = scene(mine, MUSAN, {**HYESAN, "origin": "hoeryong", "best": 9}, places=EVERY_PLACE)
    for frame in (Frame.ROUTE, Frame.CITIES):
        china = basemap.areas(viewport(frame, 940, 450))["CN"]
        for mark in layer(drawn(made, frame), "marks"):
            assert not china.buffer(-4).contains(Point(mark.target.x, mark.target.y))


def test_an_area_is_no_point_and_its_words_stand_in_it():
    made = drawn(scene({"origin": "ryanggang", "qualifier": "many"}), Frame.CITIES)
    assert layer(made, "marks") == ()
    (plate,) = layer(made, "areas")
    box = plate.target
    inside = basemap.areas(viewport(Frame.CITIES, 940, 450))["KP-10"]
    assert inside.buffer(2).contains(Point(box.x + box.width / 2, box.y + box.height / 2))


def test_in_the_world_the_words_of_a_part_of_a_country_stand_at_that_part():
    row = {"kind": "arrived", "best": 300, "destination": "near-vladivostok"}
    made = scene(row, kind=Kind.ARRIVED, places=EVERY_PLACE)
    world = drawn(made, Frame.WORLD, 940, 421)
    box = next(group.target for group in world.groups if group.layer == "areas")
    coast = viewport(Frame.WORLD, 940, 421).pixel(132, 43.5)
    assert (
        shapely.box(box.x, box.y, box.x + box.width, box.y + box.height).distance(Point(coast)) < 60
    )


def test_the_far_end_of_the_yalu_is_told_in_its_inset():
    row = {"kind": "arrived", "best": 500, "destination": "dandong"}
    made = drawn(scene(row, kind=Kind.ARRIVED, places=EVERY_PLACE), Frame.CITIES)
    (inset,) = viewport(Frame.CITIES, 940, 450).insets
    (mark,) = layer(made, "marks")
    assert inset.box.holds(mark.target.x, mark.target.y)
    for words in (part for part in mark.parts if isinstance(part, Words)):
        assert inset.box.holds(words.x, words.y)


CROWDED = ("hyesan", "hoeryong", "musan", "musan-mine", "pyongyang", "rason")
"""Places that lie within forty pixels of a map of Russia and China."""


@pytest.mark.parametrize("size", [(938, 420), (1280, 573)])
def test_crowded_places_of_russia_and_china_stand_apart_and_named_in_the_larger_inset(size):
    rows = ({**HYESAN, "origin": place, "best": 20} for place in CROWDED)
    made = drawn(scene(*rows, places=EVERY_PLACE), Frame.WIDE, *size)
    (inset,) = viewport(Frame.WIDE, *size).insets
    at = [(mark.target.x, mark.target.y) for mark in layer(made, "marks")]
    assert len(at) == len(CROWDED)
    assert all(inset.room.holds(*point) for point in at)
    assert min(math.dist(one, other) for one, other in combinations(at, 2)) > 10
    names = [EVERY_PLACE[place].name for place in CROWDED]
    assert sorted(set(names) & set(texts(made))) == sorted(names)
    assert made.unnamed == ()


def test_an_area_is_told_of_on_the_map_and_not_over_its_inset():
    rows = [HYESAN, {"origin": "ryanggang", "qualifier": "many"}]
    made = drawn(scene(*rows, places=EVERY_PLACE), Frame.WIDE, 938, 420)
    (inset,) = viewport(Frame.WIDE, 938, 420).insets
    boxes = [group.target for group in layer(made, "areas")]
    assert len(boxes) == 2
    for box in boxes:
        sign = shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)
        assert sign.disjoint(inset.box.shape)


def test_a_line_stands_in_the_inset_that_shows_both_its_ends_and_else_on_the_map():
    places = ("hyesan", "pyongyang", "khabarovsk")
    rows = [("R1", n, place, "waypoint", "unknown") for n, place in enumerate(places, 1)]
    routes = pd.DataFrame(rows, columns=ROUTE.columns)
    made = drawn(scene(ROUTE_ROW, routes=routes, places=EVERY_PLACE), Frame.WIDE, 938, 420)
    view, (group,) = viewport(Frame.WIDE, 938, 420), layer(made, "routes")
    (inset,) = view.insets
    at = [(EVERY_PLACE[place].lon, EVERY_PLACE[place].lat) for place in places]
    ways = dict.fromkeys(part.data for part in shapes(group) if "Q" in getattr(part, "data", ""))
    ends = [[tuple(map(float, p.split(" ")[-2:])) for p in way[1:].split("Q")] for way in ways]
    assert ends == [
        [pytest.approx(inset.pixel(*at[0]), abs=0.1), pytest.approx(inset.pixel(*at[1]), abs=0.1)],
        [
            pytest.approx(view.main.pixel(*at[1]), abs=0.1),
            pytest.approx(view.main.pixel(*at[2]), abs=0.1),
        ],
    ]


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        pytest.param(on, kind, id=f"{len(on)} layers, {kind}")
        for on in ((Layer.DISPATCH,), ALL_LAYERS)
        for kind in MAP_KINDS
        if kind in KNOWN.kinds_in(on)
    ],
)
def test_the_shipped_map_draws_each_claim_it_is_of_and_no_other_in_every_frame(kind, on):
    told = records(select(DATA.claims, View(layers=on)).shown)
    shown = captions.of_map(told, kind)
    made = marks.scene(
        shown, kind, gazetteer(EVERY_PLACE, DATA.routes, marks.places_of_origin(told))
    )
    for frame in DRAWN_FRAMES:
        assert set(claims_drawn(drawn(made, frame))) == {claim.claim_id for claim in shown}


@pytest.mark.parametrize("frame", DRAWN_FRAMES)
@pytest.mark.parametrize("size", [(1139, 860), (760, 520)])
def test_a_slide_has_no_text_below_18_px_and_no_line_of_a_mark_below_2_px(frame, size):
    made = drawn(scene(HYESAN, MUSAN), frame, *size, is_slide=True)
    sizes = [w.size for g in made.groups if g.layer != "ground" for w in _words(g)]
    assert min(sizes) >= 18
    lined = [paint.width for g in layer(made, "marks", "routes") for paint in _lines(g)]
    assert min(lined, default=2) >= 2


def _words(group: Group) -> Iterator[Words]:
    for part in group.parts:
        if isinstance(part, Group):
            yield from _words(part)
        elif isinstance(part, Words):
            yield part


def _lines(group: Group) -> Iterator[Paint]:
    return (shape.paint for shape in shapes(group) if shape.paint.stroke)


@pytest.mark.parametrize("kind", [Kind.SELECTED, Kind.DEPARTED, Kind.ARRIVED, Kind.PLANNED])
def test_what_is_seen_of_a_mark_has_the_area_of_a_disc_of_its_radius(kind):
    for radius in (10.0, 40.0):
        (own,) = symbols.sign("shape", kind, radius).parts[1:]
        (shape,) = own.parts
        if isinstance(shape, Circle):
            flat = Point(0, 0).buffer(shape.radius * own.scale, quad_segs=64)
        elif isinstance(shape, Rect):
            flat = shapely.box(0, 0, shape.width * own.scale, shape.height * own.scale)
        else:
            corners = [(8, 0.6), (14.4, 11.7), (1.6, 11.7)]
            assert shape.data == "M8 0.6L14.4 11.7H1.6Z"
            flat = Polygon([(x * own.scale, y * own.scale) for x, y in corners])
        width = shape.paint.width if shape.paint.stroke else 0
        seen = flat.buffer(width / 2, join_style="mitre")
        assert seen.area == pytest.approx(math.pi * radius**2, rel=0.01)


AT_ONCE = """
import hashlib, sys
from concurrent.futures import ThreadPoolExecutor
from frozen import DATA
from nkmap.evidence import Evidence
from nkmap.figures import marks
from nkmap.figures.map import map_drawing
from nkmap.figures.viewport import EXTENTS, Style, viewport
from nkmap.schema import Kind
from nkmap.view import ALL_LAYERS, View

evidence = Evidence(DATA, View(layers=ALL_LAYERS))
scenes = [marks.of_evidence(evidence, kind) for kind in (None, Kind.DEPARTED, Kind.PRESENT)]
asked = [(scene, Style(viewport(frame, 900, 600))) for scene in scenes for frame in EXTENTS] * int(sys.argv[2])
with ThreadPoolExecutor(int(sys.argv[1])) as readers:
    for drawing in readers.map(lambda one: map_drawing(*one), asked):
        print(hashlib.sha256(repr(drawing).encode()).hexdigest())
"""


@pytest.mark.long
def test_readers_who_ask_at_once_get_the_maps_that_one_alone_gets():
    # In processes of their own: nothing is kept between them, and a library that shares what it must not ends one.
    folders = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    eight, one = (
        subprocess.run(
            [sys.executable, "-c", AT_ONCE, readers, times], capture_output=True, check=False, text=True,
            env={**os.environ, "PYTHONPATH": folders},
        )
        for readers, times in (("8", "4"), ("1", "1"))
    )  # fmt: skip
    assert (eight.returncode, eight.stderr) == (0, "")
    assert (eight.stdout, len(eight.stdout.split())) == (one.stdout * 4, 48)
