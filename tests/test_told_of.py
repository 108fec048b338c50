"""A figure belongs to one end of a journey, and every row, mark, bar and file says the same one."""

import json

import pytest
from samples import NAMES, amounts, claims, gazetteer

from nkmap.figures import marks, timeline
from nkmap.figures.colours import LIGHT
from nkmap.schema import KINDS, MAP_KINDS, Kind
from nkmap.summary import compare, pivot
from nkmap.wording import comparisons, places

MONTHS = ("2024-12",)


def journey(kind, **given):
    unit = KINDS[kind].units[0]
    return claims(
        {"kind": kind, "best": 300, "unit": unit, "origin": "hyesan", "destination": "rason"}
        | given
    )


@pytest.mark.parametrize("kind", [kind for kind in Kind if KINDS[kind].units])
def test_a_figure_stands_under_the_end_its_kind_is_told_by(kind):
    told = journey(kind)
    end = "Rason" if KINDS[kind].told_by_destination else "Hyesan"
    (key,) = timeline.by_row(told)
    row = timeline.row_name(key, NAMES, grouped=False)
    ((counted, *_),) = timeline.counted_rows(told, NAMES, grouped=False)
    (cell,) = pivot(told, MONTHS, {})
    (change,) = compare(told, ())
    chart = json.dumps(amounts(told, NAMES, LIGHT, 700), ensure_ascii=False)
    names = [NAMES[place] for place in (*told[0].told_of, *cell.place, *change.place)]
    assert names == [end] * 3
    assert row in (end, f"{end}: {KINDS[kind].label.lower()}")
    assert counted in (end, f"{end}: {KINDS[kind].label.lower()}")
    assert f'"{end}"' in chart
    other = "Hyesan" if end == "Rason" else "Rason"
    assert f'"{other}"' not in chart
    assert places.other_end(told[0], NAMES) in (f"from {other}", f"to {other}")


@pytest.mark.parametrize("kind", [k for k in MAP_KINDS if k is not Kind.PRESENT])
def test_a_mark_stands_where_its_row_is_named(kind):
    told = journey(kind)
    scene = marks.scene(told, kind, gazetteer(origins=marks.places_of_origin(told)))
    assert [mark.place.place_id for mark in scene.marks] == list(told[0].told_of)


def test_people_who_arrived_are_told_of_where_they_arrived():
    told = journey(Kind.ARRIVED)
    (key,) = timeline.by_row(told)
    assert timeline.row_name(key, NAMES, grouped=True) == "Rason"
    assert comparisons.figures_once(told, NAMES, ("rason",))[0][0] == (
        "300 people, from Hyesan, December 2024"
    )
    assert (
        comparisons.figures_once(told, NAMES, ("china",))[0][0]
        == "300 people, Rason, December 2024"
    )


def test_a_place_that_alone_is_named_is_the_one_told_of():
    (arrived,) = journey(Kind.ARRIVED, destination="")
    (departed,) = journey(Kind.DEPARTED, origin="")
    assert (arrived.told_of, departed.told_of) == (("hyesan",), ("rason",))
    assert places.other_end(arrived, NAMES) == places.other_end(departed, NAMES) == ""
