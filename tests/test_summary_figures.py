"""Two periods as a picture, and small multiples: no shared axis, no unknown as a length."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NAMES, claims

from nkmap import months, wording
from nkmap.claim import records
from nkmap.dataset import load
from nkmap.figures import charts
from nkmap.figures import multiples as small
from nkmap.figures.period_rows import MOST_CLAIMS, MOST_PLACES, Side, panels
from nkmap.figures.periods import periods
from nkmap.figures.symbols import DARK, LIGHT
from nkmap.figures.typography import text_width
from nkmap.schema import Kind
from nkmap.summary import compare
from nkmap.view import ALL_LAYERS, View, select

HYESAN = {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia"}
MUSAN = {"best": 200, "origin": "musan", "destination": "russia", "claim_id": "M1"}
TITLES = ("November 2024", "December 2024")
WIDTHS = (358, 620, 926, 1360)
MONTHS = months.between("2024-09", "2025-01")


def picture(first, second, width=926, palette=LIGHT, names=NAMES):
    return periods(compare(first, second), TITLES, names, palette, width)


def texts(chart):
    return [mark["t"] for mark in chart.datasets["text"]]


def text_boxes(chart, size):
    found = []
    for mark in chart.datasets["text"]:
        own = mark.get("z", size)
        width = text_width(mark["t"], own, bold=mark.get("w", 400) >= 600)
        left = mark["x"] - {"left": 0, "center": width / 2, "right": width}[mark.get("a", "left")]
        found.append((left, mark["y"] - own / 2, left + width, mark["y"] + own / 2, mark["t"]))
    return found


def overlapping(boxes):
    return [
        (a[4], b[4])
        for a, b in combinations(boxes, 2)
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
    ]


def clipped(boxes, width, height):
    return [t for x, y, x2, y2, t in boxes if x < -1 or x2 > width + 1 or y < -1 or y2 > height + 1]


# ---------------------------------------------------------------- two periods


def test_each_kind_group_and_unit_has_a_panel_of_its_own():
    changes = compare(
        claims(
            HYESAN,
            HYESAN | {"kind": "selected"},
            HYESAN | {"kind": "promised pay", "unit": "CNY per year"},
            HYESAN | {"kind": "promised pay", "unit": "won per year"},
            HYESAN | {"kind": "promised pay", "best": ""},
            HYESAN | {"group": "soldiers", "unit": "soldiers"},
            HYESAN | {"kind": "trend", "best": ""},
        ),
        (),
    )
    found = [
        (panel.kind.value, panel.group, panel.unit, [c.claim_id for c in panel.claims])
        for panel in panels(changes, NAMES)
    ]
    assert found == [
        ("selected", "civilian workers", "people", ["C2"]),
        ("departed", "civilian workers", "people", ["C1"]),
        ("promised pay", "civilian workers", "CNY per year", ["C3", "C5"]),
        ("promised pay", "civilian workers", "won per year", ["C4"]),
        ("departed", "soldiers", "people", ["C6"]),
    ]


def test_the_words_at_a_mark_carry_its_hedge_and_a_silent_period_is_not_zero():
    chart = picture(claims(HYESAN), claims(MUSAN | {"qualifier": "about"}))
    told = texts(chart)
    assert "37, reportedly" in told
    assert "about 200" in told
    assert told.count(wording.NO_REPORT) == 2


def test_a_claim_of_both_periods_is_drawn_once():
    both = claims(HYESAN)
    (panel,) = panels(compare(both, both), NAMES)
    assert [(line.side, line.words) for row in panel.rows for line in row.lines] == [
        (Side.BOTH, "37, reportedly")
    ]


def test_a_number_that_was_not_reported_stands_clear_of_the_axis():
    chart = picture(claims(HYESAN), claims(MUSAN | {"best": "", "qualifier": "some"}))
    axis = max(mark["x"] for mark in chart.datasets["rule"] if mark["x"] == mark["x2"])
    marks = [mark["x"] for mark in chart.datasets["text"] if mark["t"] == "?" and mark["y"] > 30]
    assert len(marks) == 1
    assert marks[0] > axis
    assert "number not reported (“some”)" in texts(chart)


def test_a_panel_without_any_number_has_no_axis():
    chart = picture(claims(HYESAN | {"best": ""}), ())
    assert not [mark for mark in chart.datasets["rule"] if mark["x"] == mark["x2"]]
    assert "0" not in texts(chart)


def test_a_figure_of_several_places_has_one_row_and_destinations_are_told_where_they_differ():
    both = MUSAN | {"origin": "musan;hyesan"}
    changes = compare(claims(both), claims(both | {"claim_id": "M2", "destination": "china"}))
    (panel,) = panels(changes, NAMES)
    assert [row.name for row in panel.rows] == ["Hyesan and Musan, together"]
    told = [line.words for line in panel.rows[0].lines]
    assert told == ["200, to Russia", "200, to China"]


def test_arrivals_stand_where_people_came_and_tell_where_from_if_that_differs():
    arrived = HYESAN | {"kind": "arrived", "qualifier": ""}
    first = claims(arrived, arrived | {"origin": "musan"}, arrived | {"origin": ""})
    (panel,) = panels(compare(first, ()), NAMES)
    (row,) = panel.rows
    assert row.name == "Russia"
    assert [line.words for line in row.lines[:3]] == ["37, from Hyesan", "37, from Musan", "37"]


def test_many_claims_of_one_period_do_not_push_out_the_other():
    first = claims(*(HYESAN | {"best": n} for n in range(1, 20)))
    (panel,) = panels(compare(first, claims(HYESAN | {"claim_id": "D1"})), NAMES)
    sides = [line.side for line in panel.rows[0].lines]
    assert sides == [Side.FIRST] * (MOST_CLAIMS + 1) + [Side.SECOND]


def test_two_empty_periods_have_no_picture():
    assert picture((), ()) is None
    assert picture(claims({"kind": "trend"}), ()) is None


def test_many_places_and_claims_are_counted_not_drawn():
    rows = [HYESAN | {"origin": f"place-{n:03d}"} for n in range(500)]
    rows += [HYESAN | {"claim_id": f"X{n}", "origin": "hyesan", "best": n} for n in range(400)]
    chart = picture(
        claims(*rows), (), names=NAMES | {f"place-{n:03d}": f"P{n:03d}" for n in range(500)}
    )
    drawn = charts.claim_ids(chart)
    assert len(drawn) == MOST_PLACES - 1 + MOST_CLAIMS
    assert f"and {400 - MOST_CLAIMS} more claims in the table" in texts(chart)
    assert f"And {501 - MOST_PLACES} more places, not listed here." in texts(chart)
    assert len(json.dumps(charts.self_contained(chart))) < 120_000


@pytest.fixture(scope="module")
def shipped():
    return load(Path(__file__).parents[1] / "data")


def shown(shipped, first, last):
    view = View(first=first, last=last, layers=ALL_LAYERS)
    return records(select(shipped.claims, view).shown)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("second", [("2024-12", "2025-03"), ("2025-04", "2026-02")])
def test_the_words_of_the_shipped_claims_neither_overlap_nor_are_cut(shipped, width, second):
    names = wording.names(shipped.places)
    chart = picture(
        shown(shipped, "2024-01", "2024-11"), shown(shipped, *second), width, names=names
    )
    boxes = text_boxes(chart, 13 if width >= 560 else 12)
    assert overlapping(boxes) == []
    assert clipped(boxes, width, chart.to_dict()["height"]) == []


VALUES = st.sampled_from(["", "", 0, 37, 100, 10**6])
ROWS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["departed", "present", "contract length"]),
        "low": VALUES,
        "best": VALUES,
        "high": VALUES,
        "unit": st.just("people"),
        "spread": st.sampled_from(["", "either", "fell"]),
        "qualifier": st.sampled_from(["", "about", "reportedly", "of a kind nobody had heard of"]),
        "origin": st.sampled_from(["", "hyesan", "musan;hoeryong", "unknown-place"]),
        "destination": st.sampled_from(["russia", "china"]),
        "contested": st.sampled_from(["", "by a ministry"]),
    }
)


@given(
    st.lists(ROWS, min_size=1, max_size=9), st.sampled_from(WIDTHS), st.sampled_from([LIGHT, DARK])
)
@settings(max_examples=60, deadline=None)
def test_words_never_overlap_and_every_claim_is_drawn(rows, width, palette):
    told = claims(*rows)
    chart = picture(told[: len(told) // 2 + 1], told[len(told) // 2 :], width, palette)
    boxes = text_boxes(chart, 13 if width >= 560 else 12)
    assert overlapping(boxes) == []
    assert clipped(boxes, width, chart.to_dict()["height"]) == []
    assert all(mark["x"] < mark["x2"] for mark in chart.datasets["touch"])
    many = len(told) > 2 * MOST_CLAIMS
    assert many or sorted(charts.claim_ids(chart)) == sorted(c.claim_id for c in told)


# ---------------------------------------------------------------- small multiples


def drawn(panels, width=620, known=MONTHS, names=NAMES, palette=LIGHT):
    return small.multiples(panels, known, names, palette, width)


def heads(chart):
    (found,) = [param.value for param in chart.params if param.name == "heads"]
    return found


def counts(chart):
    """The panel, the number of claims and those with a number, of each stretch of months."""
    return [(row["panel"], row["claims"], row["counted"]) for row in chart.datasets["steps"]]


def test_steps_tell_how_many_claims_touch_each_month_and_how_many_have_a_number():
    told = claims(
        HYESAN | {"when": "2024-10/2024-12"},
        HYESAN | {"when": "2024-12", "best": ""},
        HYESAN | {"when": "2024"},
        HYESAN | {"when": "2023-01"},
    )
    found = [(s.first, s.last, len(s.claims), s.counted) for s in small.steps(told, MONTHS)]
    assert found == [(1, 2, 1, 1), (3, 3, 2, 1)]


def test_a_claim_of_several_origins_is_in_the_panel_of_each():
    told = claims(HYESAN, MUSAN | {"origin": "musan;hyesan"}, HYESAN | {"origin": ""})
    found = small.by_origin(told, NAMES)
    assert [(panel.name, len(panel.claims)) for panel in found] == [
        ("Hyesan", 2),
        ("Musan", 1),
        ("No origin given", 1),
    ]


def test_soldiers_have_a_panel_of_their_own_kind():
    told = claims(HYESAN | {"group": "soldiers", "unit": "soldiers"}, HYESAN)
    found = small.by_kind(told)
    assert [(panel.name, panel.kind, panel.group) for panel in found] == [
        ("Departed", Kind.DEPARTED, ""),
        ("Departed: soldiers", Kind.DEPARTED, "soldiers"),
    ]


def test_workers_and_soldiers_of_one_place_share_no_panel():
    soldiers = HYESAN | {"group": "soldiers", "unit": "soldiers"}
    found = small.by_origin(claims(soldiers, soldiers | {"origin": ""}, HYESAN, MUSAN), NAMES)
    assert [(panel.name, panel.group, len(panel.claims)) for panel in found] == [
        ("Hyesan", "", 1),
        ("Musan", "", 1),
        ("Hyesan: soldiers", "soldiers", 1),
        ("No origin given: soldiers", "soldiers", 1),
    ]


def test_what_is_withheld_to_protect_a_person_stands_under_no_place_of_origin():
    told = claims(HYESAN | {"best": "", "missing_reason": "withheld"})
    assert [panel.name for panel in small.by_origin(told, NAMES)] == ["No origin given"]


@pytest.mark.parametrize("status", ["withdrawn", "superseded"])
def test_what_no_longer_stands_is_in_no_small_picture(status):
    told = claims(HYESAN, HYESAN | {"status": status})
    for found in (small.by_origin(told, NAMES), small.by_kind(told)):
        assert [panel.claims for panel in found] == [told[:1]]


def test_the_number_of_a_panel_is_that_of_the_claims_that_are_drawn():
    early = [HYESAN | {"when": when, "origin": "rason"} for when in ("2024", "", "2019-03")]
    told = claims(*early, HYESAN, HYESAN | {"when": "2024"}, HYESAN | {"when": "2019-03"})
    for found in (small.by_origin(told, NAMES), small.by_kind(told)):
        plan = small.drawn(found, MONTHS)
        assert [panel.claims for panel in plan.panels] == [told[3:4]]
        assert heads(drawn(found)) == [f"{plan.panels[0].name} (1)"]


def test_all_panels_share_one_axis_of_claims_that_says_so():
    told = claims(HYESAN, HYESAN, HYESAN, MUSAN)
    chart = drawn(small.by_origin(told, NAMES))
    assert chart.title.text[0].startswith("Height: number of claims, not people.")
    assert counts(chart) == [(0, 3, 3), (1, 1, 1)]
    spec = chart.to_dict()["vconcat"][0]["spec"]
    scales = [layer["encoding"]["y"].get("scale") for layer in spec["layer"]]
    assert scales == [{"domain": [0, 3], "nice": False}, None, None]
    assert "scale" not in json.dumps(chart.to_dict()["vconcat"][0]["resolve"])


def test_a_claim_without_a_number_is_hollow_above_those_with_one():
    told = claims(HYESAN, HYESAN | {"best": ""})
    assert counts(drawn(small.by_origin(told, NAMES))) == [(0, 2, 1)]


def test_a_figure_changes_no_height():
    one, many = (drawn(small.by_origin(claims(HYESAN | {"best": n}), NAMES)) for n in (1, 50_000))
    assert counts(one) == counts(many)


def test_no_name_of_a_panel_is_a_part_of_what_a_chart_works_out():
    names = NAMES | {"hyesan": "']; alert(1); ['"}
    chart = drawn(small.by_origin(claims(HYESAN), names), names=names)
    assert heads(chart) == ["']; alert(1); [' (1)"]
    assert json.dumps(chart.to_dict()).count("alert(1)") == 2  # the name, and the claim's sentence


def test_claims_without_a_month_have_no_multiples():
    told = claims(HYESAN | {"when": ""}, HYESAN | {"when": "2024"})
    assert drawn(small.by_origin(told, NAMES)) is None
    assert drawn(()) is None


def test_panels_beyond_what_can_be_read_are_counted():
    told = claims(*(HYESAN | {"origin": f"place-{n}"} for n in range(100)))
    found = small.by_origin(told, NAMES)
    chart = drawn(found, 1360)
    assert len(charts.claim_ids(chart)) == small.MOST_PANELS
    plan = small.drawn(found, MONTHS)
    assert (plan.panels, plan.left_out) == (found[: small.MOST_PANELS], 100 - small.MOST_PANELS)
    assert small.drawn(found[:3], MONTHS) == small.Drawn(found[:3], 0)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "span", [("2024-01", "2026-02"), ("2017-01", "2026-03"), ("2024-12", "2024-12")]
)
def test_small_multiples_keep_to_their_width_and_names_to_their_panel(shipped, width, span):
    names, told = wording.names(shipped.places), records(shipped.claims)
    for found in (small.by_origin(told, names), small.by_kind(told)):
        chart = drawn(found, width, months.between(*span), names, DARK)
        facet = chart.to_dict()["vconcat"][0]
        columns, across = facet["columns"], facet["spec"]["width"]
        room = facet["spacing"]["column"]
        assert columns * (across + room) <= width + small._BETWEEN + 1
        assert facet["facet"]["header"]["labelLimit"] == across
