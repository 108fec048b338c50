"""A large dataset: it is valid, and what a reader is sent does not grow with it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import large_dataset
import pandas as pd
import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NAMES, NO_ROUTES, PLACES, claims, claims_of, drawn_ids, gazetteer
from streamlit.testing.v1 import AppTest

from nkmap import dataset
from nkmap.claim import records
from nkmap.dates import parse
from nkmap.evidence import Evidence
from nkmap.figures import area_labels, marks, timeline
from nkmap.figures.colours import LIGHT
from nkmap.figures.time_scale import TimeScale
from nkmap.schema import Kind, Layer
from nkmap.summary import by_series
from nkmap.view import ALL_LAYERS, View, months_touched, overlaps, select
from nkmap.wording import counts

ROOT = Path(__file__).parents[1]
MONTHS = large_dataset.COVERED
MANY = timeline.MOST_DRAWN + 1


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("invented")
    large_dataset.write(folder, 500)
    return dataset.load(folder)


def test_a_generated_dataset_is_valid_and_holds_every_sort_of_claim(small):
    claims = small.claims
    assert len(claims) == 500
    assert set(claims["layer"]) == {layer.value for layer in Layer}
    assert set(claims["kind"]) == {kind.value for kind in Kind}
    assert set(claims["status"]) == {"current", "superseded", "withdrawn"}
    for column in ("when", "origin", "destination", "part_of", "conflicts_with", "sector"):
        filled = claims[column].map(len) > 0
        assert filled.any(), column
        assert not filled.all(), column
    assert len(small.routes) > 0


def test_every_summary_of_a_generated_dataset_says_that_it_is_invented(small):
    assert small.claims["summary"].str.startswith("Invented claim ").all()
    assert small.sources["title"].str.startswith("Invented report ").all()


def test_the_same_number_of_claims_gives_the_same_dataset():
    assert large_dataset.tables(60) == large_dataset.tables(60)


@settings(deadline=None)
@given(
    day=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    form=st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y-21", "%Y-22", "%Y-23"]),
    mark=st.sampled_from(["", "~", "?", "%"]),
)
def test_the_bounds_of_a_date_are_those_of_the_edtf_package(day, form, mark):
    text = day.strftime(form) + mark
    # The package reads no mark behind a season.
    outside = parse_edtf(text.rstrip("~?%") if "-2" in form else text)
    found = parse(text)
    assert found.first_day == date(*outside.lower_strict()[:3])
    assert found.last_day == date(*outside.upper_strict()[:3])


# ---------------------------------------------------------------- what is worked out at once


def test_records_picked_by_position_are_those_of_the_rows_shown(small):
    for view in (
        View(),
        View(layers=ALL_LAYERS, known_on=date(2024, 6, 1)),
        View(first="2024-03", last="2024-04", kinds=(Kind.DEPARTED,)),
    ):
        selection = select(small.claims, view)
        assert Evidence(small, view).shown == records(selection.shown)
        assert selection.count == len(selection.shown) > 0


def test_a_claim_superseded_later_still_stands_in_the_records_of_an_earlier_day(small):
    later = small.claims[small.claims["superseded_by"] != ""].iloc[0]
    by = small.claims.set_index("claim_id").loc[later["superseded_by"]]
    assert later["status"] == "superseded"
    day = (by["published"] - pd.Timedelta(days=1)).date()
    selection = select(small.claims, View(layers=ALL_LAYERS, known_on=day))
    then = selection.claims.set_index("claim_id").loc[later["claim_id"]]
    assert (then["status"], then["superseded_by"]) == ("current", "")


def test_the_claims_that_touch_each_month_are_counted_as_one_by_one(small):
    dated = small.claims[small.claims["has_month"]]
    one_by_one = {month: int(overlaps(dated, month, month).sum()) for month in MONTHS}
    assert months_touched(small.claims, MONTHS) == one_by_one
    assert timeline.touching(records(small.claims), MONTHS) == tuple(one_by_one.values())


def test_a_series_keeps_claims_without_a_figure_beside_the_first_unit_of_their_kind():
    shown = claims(
        {"kind": "pay", "missing_reason": "not reported"},
        {"kind": "pay", "best": 300, "unit": "USD per month"},
        {"kind": "pay", "best": 900, "unit": "CNY per month"},
    )
    found = [(series.unit, [c.claim_id for c in series.claims]) for series in by_series(shown)]
    assert found == [("CNY per month", ["C3"]), ("USD per month", ["C1", "C2"])]


# ---------------------------------------------------------------- what stays short


def many(count, **given):
    whens = ("2024-01", "2024-02/2024-03", "", "2024")
    return claims(*({"origin": "hyesan", "when": whens[i % 4], **given} for i in range(count)))


def texts(chart):
    return [mark["words"].replace("\n", " ") for mark in chart["datasets"]["claims"]]


def test_very_many_claims_are_counted_by_month_and_nobody_is_counted_with_them():
    shown = many(MANY)

    def strip(shown):
        own = TimeScale.beside_names(MONTHS, 930)
        return timeline.chart(timeline.frames(shown, NAMES, own, View(), grouped=False), own, LIGHT)

    chart = strip(shown)
    assert drawn_ids(chart) == ()
    told = " ".join(texts(chart))
    assert "the higher the bar, the more claims (not people)" in told
    undated = sum(not claim.has_month for claim in shown)
    assert (
        f"{MANY} claims, {MANY} without the number they are about, {undated} without a month"
    ) in told
    assert len(drawn_ids(strip(shown[:-1]))) == MANY - 1


def test_rows_of_counts_hold_every_claim_once_whatever_their_places():
    shown = [
        claim
        for index in range(timeline.MOST_ROWS + 5)
        for claim in many(3 + index, origin=f"place-{index}")
    ]
    found = timeline.counted_rows(shown, NAMES, grouped=False)
    assert len(found) == timeline.MOST_ROWS + 1
    assert sum(len(own) for *_, own in found) == len(shown)
    assert found[-1][0] == "5 other rows with fewer claims"
    assert [len(own) for *_, own in found[:2]] == [21, 20]


def test_the_picture_in_words_tells_some_of_very_many_claims_and_counts_the_others():
    told = counts.sentences(many(201), NAMES)
    assert told.count("left Hyesan") == 30
    assert told.endswith(" And 171 more claims.")
    assert counts.sentences(many(200), NAMES).count("left Hyesan") == 200


def test_ids_in_a_sentence_are_some_of_very_many_and_the_others_are_counted():
    assert counts.ids(many(2)) == "C1, C2"
    assert counts.ids(many(1041)).endswith("C39, C40 and 1,001 more claims")


def stops(*orders):
    rows = [
        {"claim_id": f"C{claim}", "seq": seq, "place_id": place, "role": "", "mode": "unknown"}
        for claim, order in enumerate(orders, start=1)
        for seq, place in enumerate(order, start=1)
    ]
    return pd.DataFrame(rows)


def test_an_order_of_places_that_two_claims_state_is_one_route_of_both():
    shown = claims({"kind": "route"}, {"kind": "route"}, {"kind": "route"})
    way, other = ("hyesan", "rason", "russia"), ("musan", "rason", "russia")
    scene = marks.scene(
        shown,
        Kind.DEPARTED,
        gazetteer(PLACES, stops(way, other, way), marks.places_of_origin(shown)),
    )
    assert [[c.claim_id for c in route.claims] for route in scene.routes] == [["C1", "C3"], ["C2"]]
    assert claims_of(scene) == ("C1", "C2", "C3")


def test_routes_too_many_to_draw_are_counted_in_words():
    points = ("hyesan", "musan", "hoeryong", "pyongyang", "rason")
    orders = [(a, b) for a in points for b in points if a != b]
    shown = claims(*({"kind": "route"} for _ in orders))
    scene = marks.scene(
        shown, Kind.DEPARTED, gazetteer(PLACES, stops(*orders), marks.places_of_origin(shown))
    )
    assert len(scene.routes) == marks.MOST_ROUTES
    assert scene.area_labels[-1].title == "Not drawn, other routes: 8 claims"
    assert len(claims_of(scene)) == len(orders)


def test_areas_too_many_for_a_plate_each_are_counted_on_one_plate_of_their_country():
    areas = {
        f"area-{n}": replace(PLACES["ryanggang"], place_id=f"area-{n}", name=f"Area {n}")
        for n in range(area_labels.MOST_AREAS)
    }
    rows = [{"origin": area, "best": 5} for area in areas]
    shown = claims({"origin": "area-1"}, *rows, {"origin": "russia"})
    scene = marks.scene(
        shown, Kind.DEPARTED, gazetteer(PLACES | areas, NO_ROUTES, marks.places_of_origin(shown))
    )
    assert [(plate.title, plate.lines) for plate in area_labels.together(scene)] == [
        (
            "Elsewhere or abroad: 8 areas without a point",
            (
                "Area 1: 2 claims",
                "Area 0: 1 claim",
                "Area 2: 1 claim",
                "Area 3: 1 claim",
                "and 4 more areas",
            ),
        ),
        ("Russia – place not reported", ("number not reported, December 2024",)),
    ]
    assert claims_of(scene) == tuple(sorted(claim.claim_id for claim in shown))
    assert scene.hatched == ("RU",)


def test_of_stocks_too_many_for_a_plate_each_every_place_tells_its_newest_figure():
    towns = {
        f"town-{n}": replace(PLACES["russia"], place_id=f"town-{n}", name=f"Town {n}", type="city")
        for n in range(area_labels.MOST_AREAS)
    }
    stock = {"kind": "present", "unit": "workers"}
    rows = [stock | {"destination": town, "best": 5, "when": "2017"} for town in towns]
    shown = claims(
        *rows,
        stock | {"destination": "town-1", "best": 7, "qualifier": "about", "when": "2018"},
        stock | {"destination": "china", "best": 80},
    )
    scene = marks.scene(shown, Kind.PRESENT, gazetteer(PLACES | towns))
    (plate,) = [own for own in area_labels.together(scene) if own.area.country == "RU"]
    assert (plate.title, plate.lines) == (
        "Russia: 8 places",
        (
            "Town 1: about 7 workers, 2018 (and 1 more claim)",
            "Town 0: 5 workers, 2017",
            "Town 2: 5 workers, 2017",
            "Town 3: 5 workers, 2017",
            "and 4 more places",
        ),
    )


# ---------------------------------------------------------------- what is sent


SENT = ("html", "vega_lite_chart", "deck_gl_json_chart", "bidi_component", "markdown", "button")
"""Its words, charts, maps and tables."""


def sent(folder, page, query, monkeypatch):
    """Bytes of everything a page sends."""
    monkeypatch.setenv("NKMAP_DATA", str(folder))
    source = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    source = source.replace('"pages/', f'"{ROOT}/pages/').replace(", default=True", "")
    source = re.sub(rf'{page}\.py", ', f'{page}.py", default=True, ', source)
    app = AppTest.from_string(source, default_timeout=120)
    app.session_state["window"] = 1440
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return sum(len(found.proto.SerializeToString()) for kind in SENT for found in app.get(kind))


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    made = {}
    for count in (2_000, 6_000):
        made[count] = tmp_path_factory.mktemp("invented") / str(count)
        large_dataset.write(made[count], count)
    return made


@pytest.mark.long
@pytest.mark.parametrize("page", ["map", "timeline", "sources"])
def test_what_a_page_sends_does_not_grow_with_the_number_of_claims(folders, page, monkeypatch):
    for query in ({}, {"place": "hyesan"}, {"layer": [layer.value for layer in Layer]}):
        few, many_ = (sent(folders[n], page, query, monkeypatch) for n in (2_000, 6_000))
        assert many_ < 1.25 * few, query
