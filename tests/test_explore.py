"""The map that is moved by hand: what has a point, what has none, and what a browser is sent."""

import json
import math
from dataclasses import replace

import large_dataset
import pytest
from frozen import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL.ImageColor import getrgb
from samples import NAMES, PLACES, claims, claims_of, gazetteer, place_names
from test_map_figure import HYESAN, MUSAN, ROUTE, ROUTE_ROW, scene

from nkmap import dataset
from nkmap.claim import records
from nkmap.figures import explore, marks, symbols
from nkmap.figures.colours import DARK, LIGHT
from nkmap.figures.scene import Place, places_of
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import ALL_LAYERS, View, select, slug
from nkmap.wording import sentences

LOOK = explore.DeckStyle("light", 940, 484)
WITHHELD = Place("somewhere", "Somewhere", "", "area", "KP", "", 128.0, 41.0, 5)
TEXTS = ("<script>alert(1)</script>", "{tip}", "a' || true || '", "\u202ethgir morf", "🚂 회령")


def sent(made, style=LOOK):
    """The layers of a map by their ids, as the browser gets them."""
    return {layer["id"]: layer for layer in whole(made, style)["layers"]}


def whole(made, style=LOOK):
    return json.loads(explore.deck(made, style).to_json())


def rows(made, *layers, **more):
    found = sent(made, **more)
    return [row for name in layers or found if isinstance(found[name]["data"], list)
            for row in found[name]["data"]]  # fmt: skip


def drawn(made):
    return {claim for row in rows(made) for claim in row.get("claims", ())}


def listed(made):
    return {claim.claim_id for plate in made.area_labels for claim in plate.claims}


def shipped(kind, data=DATA):
    found = select(data.claims, View(layers=ALL_LAYERS, undated=True))
    shown, places = records(found.shown), places_of(data)
    origins = marks.places_of_origin(shown)
    return marks.of_view(shown, kind, gazetteer(places, data.routes, origins, data.names)), places


@pytest.mark.parametrize("kind", list(Kind))
def test_every_claim_of_a_scene_is_at_its_place_or_in_the_words_beside_the_map(kind):
    made, _ = shipped(kind)
    assert drawn(made) | listed(made) == set(claims_of(made))


@pytest.mark.parametrize("kind", MAP_KINDS)
def test_only_what_may_be_a_point_has_a_row_and_it_stands_at_its_true_place(kind):
    made, places = shipped(kind)
    true = {(round(p.lon, 5), round(p.lat, 5)) for p in places.values() if p.is_point}
    stand = [row for row in rows(made, "targets-0", "labels") if "arrow" not in row.get("icon", "")]
    found = {tuple(row["position"]) for row in stand}
    ends = {tuple(end) for row in rows(made, "lines") for end in row["path"]}
    assert found | ends <= true


where = st.sampled_from([*PLACES, "somewhere", ""])


@settings(max_examples=60)
@given(st.lists(st.tuples(where, where, st.just("") | st.integers(0, 900)), max_size=8))
def test_a_claim_has_a_point_where_its_place_is_one_and_is_listed_where_it_is_not(told):
    places = {**PLACES, "somewhere": WITHHELD}
    shown = claims(
        *({"claim_id": f"T{n}", "origin": origin, "destination": there, "best": best}
          for n, (origin, there, best) in enumerate(told))
    )  # fmt: skip
    made = marks.scene(shown, Kind.DEPARTED, gazetteer(places))
    at = {name: [p.lon, p.lat] for name, p in places.items() if p.is_point}
    points = {claim: row["position"] for row in rows(made, "targets-0") for claim in row["claims"]}
    expected = {c.claim_id: at[c.about[0]] for c in shown if c.about and c.about[0] in at}
    assert points == {
        claim: [pytest.approx(n, abs=1e-5) for n in p] for claim, p in expected.items()
    }
    assert {c.claim_id for c in shown} - set(points) <= listed(made)


@pytest.mark.parametrize(
    "row",
    [
        {"origin": "ryanggang", "qualifier": "many"},
        {"destination": "russia", "best": 5},
        {"best": 5},
    ],
    ids=["a province", "a country", "nowhere"],
)
def test_what_names_no_place_is_no_row_of_any_layer(row):
    made = scene(row)
    assert rows(made) == []
    assert listed(made) == set(claims_of(made)) != set()


def test_a_stock_is_words_and_never_a_point():
    row = {"kind": "present", "best": 4000, "origin": "hyesan", "destination": "russia"}
    made = scene(row, kind=Kind.PRESENT)
    assert rows(made) == []
    assert listed(made) == set(claims_of(made)) != set()


def test_a_country_in_which_no_place_is_named_is_outlined_and_no_text_becomes_an_expression():
    made = scene(HYESAN)
    land = sent(made)["land"]
    assert land["getLineWidth"] == "@@=false || properties.country == 'RU' ? 2 : 0.6"
    (plate,) = made.area_labels
    hostile = replace(plate, area=replace(plate.area, country="R' || true || '"))
    land = sent(replace(made, area_labels=(hostile,)))["land"]
    assert land["getLineWidth"] == "@@=false ? 2 : 0.6"


@pytest.mark.parametrize("kind", [k for k in MAP_KINDS if k is not Kind.PRESENT])
def test_signs_are_those_of_their_kind_at_the_size_of_their_number(kind):
    row = {"kind": kind.value, "origin": "hyesan", "destination": "rason", "best": 37}
    made = scene(row, kind=kind)
    (mark,) = made.marks
    (sign,) = [r for r in rows(made, "signs") if r["icon"] != "no report"]
    size = round(mark.radius / symbols.RADIUS * symbols.SIDE, 2)
    assert (sign["icon"], sign["size"]) == (f"{slug(kind)} shape", size)


def test_what_has_no_number_a_zero_a_range_and_an_open_figure_have_signs_of_their_own():
    def signs(**row):
        made = scene({"origin": "hyesan", **row})
        return [r["icon"] for r in rows(made, "signs") if r["icon"] != "no report"]

    assert signs() == ["departed unknown"]
    assert signs(best=0) == ["departed zero"]
    assert signs(low=100, high=160, spread="between") == ["departed shape", "departed rim"]
    assert signs(low=100, qualifier="more than") == ["departed shape", "departed arc"]
    both = signs(low=100, high=160, spread="between", qualifier="at least")
    assert both == ["departed shape", "departed rim", "departed arc"]


def test_a_label_says_the_place_and_the_number_with_its_hedge():
    label, other = rows(scene(HYESAN, MUSAN), "labels")
    assert label["text"] == "Hyesan 혜산\n37 people reportedly left"
    assert other["text"] == "Musan 무산\nnumber not reported"
    assert label["weight"] > other["weight"]


def test_there_is_one_label_a_place_in_one_layer_that_thins_out():
    made, _ = shipped(Kind.DEPARTED)
    layers = [layer for layer in whole(made)["layers"] if layer["@@type"] == "PointLabelLayer"]
    (labels,) = layers
    assert labels["extensions"] == [{"@@type": "CollisionFilterExtension"}]
    points = [tuple(row["position"]) for row in labels["data"]]
    assert len(points) == len(set(points)) > 5


def test_an_open_route_ends_at_its_last_named_place_with_a_word():
    made = scene(ROUTE_ROW, routes=ROUTE)
    legs = [row["path"] for row in rows(made, "lines")]
    at = {name: [p.lon, p.lat] for name, p in PLACES.items()}
    assert legs == [[at["hyesan"], at["pyongyang"]], [at["pyongyang"], at["rason"]]]
    labels = {tuple(row["position"]): row["text"] for row in rows(made, "labels")}
    assert labels[tuple(at["rason"])] == "Rason 라선\nRoute: then on to Russia, place not reported"
    assert "then on" not in labels[tuple(at["hyesan"])]


def test_a_route_of_which_one_stop_has_a_place_is_a_dot_there_and_no_arrow():
    routes = ROUTE[ROUTE["place_id"].isin(["rason", "russia"])]
    made = scene(ROUTE_ROW, routes=routes)
    (sign,) = rows(made, "signs")
    rason = PLACES["rason"]
    assert (sign["icon"], sign["position"]) == ("stop kind-departed", [rason.lon, rason.lat])
    assert rows(made, "lines") == []


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_colours_are_those_of_the_theme_and_of_the_kind(theme, palette):
    style = replace(LOOK, theme=theme)
    found = sent(scene(HYESAN, ROUTE_ROW, routes=ROUTE), style)
    assert {tuple(row["color"]) for row in found["lines"]["data"]} == {getrgb(palette.kinds[Kind.DEPARTED])}  # fmt: skip
    assert found["labels"]["getColor"] == list(getrgb(palette.ink))
    assert found["signs"]["iconAtlas"] == f"app/static/explore/signs-{theme}.svg"


def test_signs_on_the_sheet_lie_apart_and_are_cut_where_they_lie():
    sheet = symbols.sprite()
    cuts = [symbols.cut(name) for name in symbols.cuts()]
    assert len({(cut["x"], cut["y"]) for cut in cuts}) == len(sheet.groups) == len(cuts)
    for cut, group in zip(cuts, sheet.groups, strict=True):
        middle = cut["x"] + cut["width"] / 2, cut["y"] + cut["height"] / 2
        assert middle == (group.x * symbols.SHARPNESS, group.y * symbols.SHARPNESS)


def test_a_tip_and_what_is_opened_are_in_the_row_and_a_choice_is_ringed():
    made = scene(HYESAN, MUSAN)
    (hyesan, musan) = rows(made, "targets-0")
    first, second = made.marks
    assert (hyesan["claim"], musan["claim"]) == (first.claim.claim_id, second.claim.claim_id)
    assert hyesan["tip"].startswith(sentences.sentence(first.claim, NAMES))
    assert "ring" not in {row["icon"] for row in rows(made, "signs")}
    for style in (replace(LOOK, claim=second.claim.claim_id), replace(LOOK, place="musan")):
        rings = [row for row in rows(made, "signs", style=style) if row["icon"] == "ring"]
        assert [row["position"] for row in rings] == [musan["position"]]
    assert "targets-1" in sent(made, replace(LOOK, turn=1))


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_from_the_data_is_told_as_text(text):
    place = replace(PLACES["hyesan"], name=text)
    shown = claims({**HYESAN, "summary": text})
    known = gazetteer({**PLACES, "hyesan": place}, names=place_names(hyesan=text))
    made = marks.scene(shown, Kind.DEPARTED, known)
    found = whole(made)
    assert "html" not in json.loads(json.dumps(explore.deck(made, LOOK)._tooltip))
    assert explore.deck(made, LOOK)._tooltip["text"] == "{tip}"
    (label,) = next(layer["data"] for layer in found["layers"] if layer["id"] == "labels")
    assert label["text"] == f"{text} 혜산\n37 people reportedly left"


@given(st.integers(288, 1900), st.integers(280, 1100))
def test_land_fills_the_frame_at_the_least_zoom_and_the_start_is_nearer(width, height):
    state = whole(scene(), explore.DeckStyle("light", width, height))["initialViewState"]
    size = 512 * 2 ** state["minZoom"]
    band = [
        math.asinh(math.tan(math.radians(lat))) / math.tau for lat in (explore.SOUTH, explore.NORTH)
    ]
    assert size * 1.001 >= width
    assert size * (band[1] - band[0]) * 1.001 >= height
    assert state["minZoom"] < state["zoom"] < state["maxZoom"]


def test_the_wheel_is_left_to_the_page():
    (view,) = whole(scene())["views"]
    assert view["controller"]["scrollZoom"] is False


def test_the_same_scene_gives_the_same_bytes():
    one, two = (shipped(Kind.DEPARTED)[0] for _ in range(2))
    assert explore.deck(one, LOOK).to_json() == explore.deck(two, LOOK).to_json()


@pytest.mark.long
def test_many_thousand_claims_are_aggregated_by_place(tmp_path, monkeypatch):
    departures, *others = large_dataset.SORTS
    most = replace(departures, share=5_000)  # the others are not on this map
    monkeypatch.setattr(large_dataset, "SORTS", (most, *others))
    large_dataset.write(tmp_path, 3_500)
    data = dataset.load(tmp_path)
    made, places = shipped(Kind.DEPARTED, data)
    assert len(claims_of(made)) > 2_000
    points = [place for place in places.values() if place.is_point]
    found = sent(made)
    assert len(found["labels"]["data"]) <= len(points)
    assert len(explore.deck(made, LOOK).to_json()) < 120_000


def test_on_a_phone_a_label_goes_on_below_and_keeps_all_its_words():
    row = {"low": 100, "qualifier": "more than", "origin": "hyesan"}
    wide, narrow = (
        rows(scene(row), "labels", style=replace(LOOK, width=width))[0]["text"]
        for width in (940, 358)
    )
    assert narrow.split() == wide.split()
    assert max(map(len, narrow.split("\n"))) < max(map(len, wide.split("\n")))
