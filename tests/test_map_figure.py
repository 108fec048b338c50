"""The map: what is drawn, where, and what is never drawn."""

import json
import math
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NAMES, NO_ROUTES, PLACES, claims
from shipped import DATA as SHIPPED

from nkmap import wording
from nkmap.claim import records
from nkmap.figures import deck_map as maps
from nkmap.figures import frames, labels, layers, marks, plates, prepared, words
from nkmap.figures.arrange import arrange
from nkmap.figures.symbols import LIGHT
from nkmap.schema import MAP_KINDS, Kind, Layer
from nkmap.view import ALL_LAYERS, Frame, Known, View, select

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


def scene(*rows, kind=Kind.DEPARTED, routes=NO_ROUTES, everything=None):
    shown = claims(*rows)
    return marks.scene(shown, kind, PLACES, routes, marks.places_of_origin(everything or shown))


def look(frame=Frame.ROUTE, window=1440, **more):
    return layers.Look("light", LIGHT, frame, frames.camera(frame, window), **more)


def drawn(made):
    """The map as the browser gets it."""
    return json.loads(made.to_json())


def layer_of(made, name):
    return next(found for found in drawn(made)["layers"] if found["id"] == name)


def texts(made):
    return [row["t"] for found in drawn(made)["layers"] if found["@@type"] == "TextLayer"
            for row in found["data"]]  # fmt: skip


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


def test_a_stock_is_words_for_a_country_and_never_a_point():
    row = {"kind": "present", "best": 4000, "unit": "workers", "qualifier": "approximately",
           "destination": "russia", "destination_status": "country only",
           "when": "2024-10-29", "evidence": "announcement"}  # fmt: skip
    made = scene(row, kind=Kind.PRESENT)
    assert made.marks == ()
    assert [(p.title, p.lines) for p in made.plates] == [
        ("Russia – place not reported", ("approximately 4,000 workers, said on 29 October 2024",))
    ]


def test_a_province_draws_words_and_no_point():
    made = scene({"origin": "ryanggang", "qualifier": "many"})
    assert made.marks == ()
    assert [p.title for p in made.plates] == ["Ryanggang – place not reported"]


def test_a_claim_that_names_no_place_is_not_lost():
    made = scene({"best": 5})
    assert [(p.title, p.lines) for p in made.plates] == [
        ("No place named", ("5 people, December 2024",))
    ]


def test_places_of_other_claims_are_shown_as_silent_not_as_zero():
    everything = claims(HYESAN, {"kind": "selected", "origin": "hoeryong"})
    made = scene(HYESAN, everything=everything)
    assert [(s.place.place_id, s.words) for s in made.silences] == [
        ("hoeryong", "no departure shown here")
    ]


def test_several_claims_about_a_place_share_a_mark_and_nothing_is_added():
    made = scene(HYESAN, {**HYESAN, "best": 50, "when": "2025-01"})
    mark = made.marks[0]
    assert (mark.figure, len(mark.claims)) == ("50 people reportedly left (and 1 more claim)", 2)


def test_the_route_ends_open_after_the_last_named_place():
    made = maps.deck(scene(HYESAN, ROUTE_ROW, routes=ROUTE), look(), NAMES)
    dashes = layer_of(made, "route")["data"]
    first, second = [i for i, dash in enumerate(dashes) if "c" in dash]
    assert first == 0
    ends = [
        dashes[first]["p"],
        dashes[second - 1]["e"],
        dashes[second]["p"],
        dashes[-1]["e"],
    ]
    for found, place in zip(ends, ("hyesan", "pyongyang", "pyongyang", "rason"), strict=True):
        assert found == pytest.approx([PLACES[place].lon, PLACES[place].lat], abs=0.002)
    assert [row["p"] for row in layer_of(made, "open-end")["data"]] == [[130.2831, 42.2556]]


def test_a_route_is_dashes_that_do_not_touch_so_that_it_is_no_track():
    made = maps.deck(scene(HYESAN, ROUTE_ROW, routes=ROUTE), look(), NAMES)
    dashes = layer_of(made, "route")["data"]
    assert len(dashes) > 10
    assert [one for one, two in pairwise(dashes) if "c" not in two and one["e"] == two["p"]] == []


def test_no_route_is_drawn_where_no_claim_states_one():
    made = maps.deck(scene(HYESAN, routes=ROUTE), look(), NAMES)
    for name in ("route", "route-casing", "route-heads", "route-stops", "open-end"):
        assert layer_of(made, name)["data"] == []


def test_a_click_finds_the_claim_by_its_id():
    made = maps.deck(scene(HYESAN), look(), NAMES)
    target = layer_of(made, "targets-0")
    assert [(row["claim"], row["r"]) for row in target["data"]] == [
        ("C1", pytest.approx(18.25, abs=0.1))
    ]
    assert target["data"][0]["tip"] == (
        "37 people reportedly left Hyesan for Russia in December 2024.\n"
        "Departed · December 2024\nSaid by a partner"
    )


def test_small_marks_can_still_be_hit():
    made = maps.deck(scene({**HYESAN, "best": 1}), look(), NAMES)
    assert layer_of(made, "targets-0")["data"][0]["r"] == 14.0


def test_only_a_chosen_frame_moves_the_camera():
    one = drawn(maps.deck(scene(HYESAN), look(), NAMES))["initialViewState"]
    other = drawn(maps.deck(scene(MUSAN), look(selected_claim="C1", turn=3), NAMES))[
        "initialViewState"
    ]
    again = drawn(maps.deck(scene(MUSAN), look(jitter=1), NAMES))["initialViewState"]
    assert one == other
    assert one != again
    assert again["zoom"] == pytest.approx(one["zoom"], abs=1e-6)


def test_the_map_asks_no_other_host_for_anything():
    text = maps.deck(scene(HYESAN, ROUTE_ROW, routes=ROUTE), look(), NAMES).to_json()
    outside = text.replace("http://www.w3.org/2000/svg", "").replace(
        "http%3A//www.w3.org/2000/svg", ""
    )
    assert "http" not in outside
    assert layer_of(maps.deck(scene(HYESAN), look(), NAMES), "ground-route-light")["image"] == (
        "app/static/basemap/ground-route-light.svg"
    )


def test_constants_are_not_turned_into_expressions():
    text = maps.deck(scene(HYESAN, ROUTE_ROW, routes=ROUTE), look(), NAMES).to_json()
    assert "@@=pixels" not in text
    assert "@@=auto" not in text


def test_what_is_sent_is_the_same_every_time():
    first, second = (maps.deck(scene(HYESAN, MUSAN), look(), NAMES).to_json() for _ in range(2))
    assert first == second


COUNT = st.none() | st.integers(0, 10**7)
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
@given(rows=ROWS, kind=st.sampled_from(MAP_KINDS), frame=st.sampled_from(Frame))
def test_every_claim_shown_is_on_the_map_and_unknown_is_never_a_number(rows, kind, frame):
    shown = [{**row, "kind": kind.value} for row in rows]
    prepared = scene(*shown, kind=kind)
    made = maps.deck(prepared, look(frame), NAMES)
    assert (
        maps.claim_ids(made) == prepared.claim_ids == tuple(f"C{i + 1}" for i in range(len(rows)))
    )
    if all(row["best"] == "" for row in rows):
        assert not [t for t in texts(made) if "0" in t.replace("2024", "")]


@pytest.mark.parametrize("window", [390, 1440, 1920])
@pytest.mark.parametrize("frame", list(Frame))
@pytest.mark.parametrize("kind", list(MAP_KINDS))
def test_no_two_labels_touch_at_any_frame(kind, frame, window):
    rows = [
        {**HYESAN, "kind": kind.value},
        {**MUSAN, "kind": kind.value},
        {"kind": kind.value, "origin": "hoeryong", "best": 200, "qualifier": "about"},
    ]
    routes = [ROUTE_ROW] if kind is Kind.DEPARTED else []
    prepared = scene(*rows, *routes, kind=kind, routes=ROUTE)
    here = look(frame, window)
    boxes = [(p.request.key, p.box) for p in words.placed_labels(prepared, here)]
    boxes += [
        (f"plate {p.area.name}", b[0])
        for p, b in zip(prepared.plates, plates.plate_boxes(prepared, here), strict=True)
    ]
    touching = [
        (one, two)
        for i, (one, a) in enumerate(boxes)
        for two, b in boxes[i + 1 :]
        if a.overlap(b) > 0
    ]
    assert touching == []


def test_the_label_search_keeps_every_label_inside_the_picture():
    line = (labels.Line("A long label here", 16),)
    corners = [labels.Request(f"{x},{y}", x, y, 5, line) for x in (5, 395) for y in (5, 295)]
    placed = labels.place(corners, [], 400, 300)
    assert len(placed) == 4
    for found in placed:
        assert found.box.left >= 0
        assert found.box.right <= 400
        assert found.box.top >= 0
        assert found.box.bottom <= 300


@given(lon=st.floats(-170, 170), lat=st.floats(-80, 80), frame=st.sampled_from(Frame))
def test_pixels_and_degrees_are_inverse(lon, lat, frame):
    camera = frames.camera(frame, 1440)
    assert camera.point(*camera.pixel(lon, lat)) == pytest.approx((lon, lat), abs=1e-6)


def test_one_figure_for_two_places_is_words_and_no_mark_at_either():
    made = scene({**HYESAN, "origin": "hyesan;musan"})
    assert made.marks == ()
    told = [(p.title, p.lines) for p in made.plates if p.lines]
    assert told == [("Hyesan and Musan together", ("37 people, reportedly, December 2024",))]
    assert made.claim_ids == ("C1",)


def test_what_is_withheld_is_told_but_put_nowhere():
    made = scene({**MUSAN, "missing_reason": "withheld"})
    assert made.marks == ()
    assert [p.title for p in made.plates if p.lines] == ["No place named"]
    assert made.claim_ids == ("C1",)


def test_a_withdrawn_figure_never_leads_a_place_where_another_stands():
    made = scene({**HYESAN, "best": 500, "status": "withdrawn"}, HYESAN)
    assert made.marks[0].figure == "37 people reportedly left (and 1 more claim)"
    alone = scene({**HYESAN, "status": "withdrawn"})
    assert alone.marks[0].figure == "37 people reportedly left (withdrawn)"


def test_no_number_stands_without_its_hedge_where_labels_have_no_room():
    crowded = scene(HYESAN, {**HYESAN, "origin": "hoeryong"}, MUSAN)
    made = maps.deck(crowded, look(Frame.WIDE), NAMES)
    assert [text for text in texts(made) if any(sign.isdigit() for sign in text)] == []
    alone = maps.deck(scene(HYESAN), look(Frame.WIDE), NAMES)
    told = [text for text in texts(alone) if any(sign.isdigit() for sign in text)]
    assert told == ["37 people reportedly left", "in December 2024"]


def test_a_mark_of_several_claims_opens_their_list_and_its_tip_tells_the_leading_one():
    made = maps.deck(scene(HYESAN, {**HYESAN, "best": 50, "when": "2025-01"}), look(), NAMES)
    target = layer_of(made, "targets-0")["data"][0]
    assert target["place"] == "hyesan"
    assert "claim" not in target
    assert target["tip"].startswith("50 people reportedly left Hyesan for Russia in January 2025.")


def test_the_text_of_a_map_uses_no_more_fonts_than_deck_gl_keeps():
    made = maps.deck(scene(HYESAN, ROUTE_ROW, routes=ROUTE), look(), NAMES)
    texts = [layer for layer in json.loads(made.to_json())["layers"] if "fontWeight" in layer]
    fonts = {(layer["fontWeight"], json.dumps(layer["fontSettings"])) for layer in texts}
    assert len(texts) == 5
    assert len(fonts) == 3


KNOWN = Known.of(SHIPPED.claims, SHIPPED.places)
EVERY_PLACE = prepared.places(SHIPPED.places)


@pytest.mark.parametrize("window", [390, 1440, 1920])
@pytest.mark.parametrize("frame", list(Frame))
@pytest.mark.parametrize(
    ("on", "kind"),
    [
        pytest.param(on, kind, id=f"{len(on)} layers, {kind}")
        for on in ((Layer.DISPATCH,), ALL_LAYERS)
        for kind in MAP_KINDS
        if kind in KNOWN.kinds_in(on)
    ],
)
def test_the_shipped_map_can_be_read_with_everything_on(kind, frame, window, on):
    told = records(select(SHIPPED.claims, View(layers=on)).shown)
    shown = wording.of_map(told, kind)
    made = marks.scene(shown, kind, EVERY_PLACE, SHIPPED.routes, marks.places_of_origin(told))
    here = look(frame, window)
    made = arrange(made, frame, here.camera)
    assert set(made.claim_ids) == {claim.claim_id for claim in shown}
    boxes = [(p.request.key, p.box) for p in words.placed_labels(made, here)]
    signs = [box for box, *_ in plates.plate_boxes(made, here)]
    boxes += [
        (f"plate {plate.area.name}", box) for plate, box in zip(made.plates, signs, strict=True)
    ]
    for index, (one, a) in enumerate(boxes):
        for two, b in boxes[index + 1 :]:
            # A tenth of the smaller: letters still stand apart.
            smaller = min((x.right - x.left) * (x.bottom - x.top) for x in (a, b))
            assert a.overlap(b) <= 0.1 * smaller, (one, two)
    for box in signs:
        assert box.left >= 0
        assert box.right <= here.camera.width
        assert box.top >= 0
        assert box.bottom <= here.camera.height


@pytest.mark.parametrize("frame", Frame)
@pytest.mark.parametrize("size", [(1139, 860), (760, 520)])
def test_a_slide_has_no_text_below_18_px_and_no_line_below_2_px(frame, size):
    camera = frames.slide_camera(frame, *size)
    on_slide = layers.Look("light", LIGHT, frame, camera, slide=True)
    made = drawn(maps.deck(scene(HYESAN, MUSAN), on_slide, NAMES))
    found = made["layers"]
    sizes = [r["s"] for one in found if one["@@type"] == "TextLayer" for r in one["data"]]
    assert min(sizes) >= 18
    widths = [one[key] for one in found for key in ("getWidth", "getLineWidth") if key in one]
    assert min(widths) >= 2
    assert made["views"][0]["controller"]["keyboard"] is False
