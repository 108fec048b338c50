"""Two periods as a picture, and small multiples: no shared axis, no unknown as a length."""

import json
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from frozen import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NAMES, amounts, claims, drawn_ids, heads_of, place_names, rows_of, valid

from nkmap import dates, render
from nkmap.claim import records
from nkmap.figures import chart_style, timeline
from nkmap.figures import small_multiples as small
from nkmap.figures.axis_panels import MOST_CLAIMS, MOST_PLACES, chart, period_key, period_panels
from nkmap.figures.colours import DARK, LIGHT
from nkmap.figures.time_scale import TimeScale
from nkmap.summary import compare
from nkmap.view import ALL_LAYERS, Panels, View, select
from nkmap.wording import TEXTS
from nkmap.wording.places import Names

HYESAN = {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia"}
MUSAN = {"best": 200, "origin": "musan", "destination": "russia", "claim_id": "M1"}
TITLES = ("November 2024", "December 2024")
WIDTHS = (358, 620, 926, 1360)
MONTHS = dates.months_between("2024-09", "2025-01")


def picture(first, second, width=926, palette=LIGHT, names=NAMES):
    return chart(period_panels(compare(first, second), names), palette, width, period_key(TITLES))


def told_in(chart):
    """The words beside the marks, and the names and notes."""
    found = rows_of(chart, "words") + rows_of(chart, "name")
    return [row["words"].replace("\n", " ") for row in found]


def side_by_side(first, second, names=NAMES):
    """Each row of the only panel: its place, the sign of its period, and its words."""
    (panel,) = period_panels(compare(first, second), names)
    return [(row.head, *row.words.split(" ", 1)) for row in panel.rows]


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
        (panel.title, [row.tip["claim_id"] for row in panel.rows if row.tip])
        for panel in period_panels(changes, NAMES)
    ]
    assert found == [
        ("Selected (people)", ["C2"]),
        ("Departed (people)", ["C1"]),
        ("Promised pay (yuan a year)", ["C3", "C5"]),
        ("Promised pay (won a year)", ["C4"]),
        ("Departed (people): soldiers", ["C6"]),
    ]


def test_each_panel_has_a_scale_of_its_own():
    chart = picture(claims(HYESAN, HYESAN | {"kind": "selected", "best": 9000}), (), width=620)
    assert valid(chart)["resolve"] == {
        "scale": {"x": "independent", "y": "independent"},
        "axis": {"x": "independent", "y": "independent"},
    }
    assert [(row["panel"], row["to"]) for row in rows_of(chart, "bar")] == [(0, 9000), (1, 37)]


def test_the_words_at_a_mark_carry_its_hedge_and_a_silent_period_is_not_zero():
    found = side_by_side(claims(HYESAN), claims(MUSAN | {"qualifier": "about"}))
    assert found == [
        ("Hyesan", "○", "37, reportedly"),
        ("", "●", TEXTS["no_report"]),
        ("Musan", "○", TEXTS["no_report"]),
        ("", "●", "about 200"),
    ]


ENTRIES = {"kind": "border entries", "unit": "crossings", "destination": "russia"}


def test_entries_of_spans_of_different_length_and_of_one_purpose_have_words_and_no_bar():
    year = claims(
        ENTRIES | {"best": 13221, "when": "2024"},
        ENTRIES | {"best": 7887, "when": "2024", "purpose": "education", "part_of": "C1"},
        ENTRIES | {"best": "", "when": "2024-10/2024-12"},
    )
    quarter = claims(ENTRIES | {"best": 300, "when": "2025-01/2025-03", "claim_id": "Q1"})
    stay = {"kind": "present", "destination": "russia", "unit": "workers"}
    part = claims(stay | {"best": 9}, stay | {"best": 4, "purpose": "sappers", "part_of": "C1"})
    for first, second, words, bars in (
        (
            year,
            quarter,
            ["13,221", "7,887, education only, of 13,221", "number not reported", "300"],
            [],
        ),
        (part, part, ["9", "4, sappers only, of 9"], [9]),
    ):
        (panel,) = period_panels(compare(first, second), NAMES)
        assert [row.words.split(" ", 1)[1] for row in panel.rows if row.words] == words
        chart = picture(first, second)
        assert TEXTS["no_common_bar"] in told_in(chart)
        assert [bar["to"] for bar in rows_of(chart, "bar") if bar["look"] != "room"] == bars
        assert len(rows_of(chart, "box")) == words.count("number not reported")


def test_figures_over_time_set_no_year_beside_a_quarter_and_no_purpose_beside_all_either():
    year = ENTRIES | {"best": 13221, "when": "2024"}
    whole = HYESAN | {"kind": "present", "unit": "workers"}
    part = whole | {"best": 7, "purpose": "sappers", "part_of": "C1"}
    for rows, bars in (
        ([year, ENTRIES | {"best": 300, "when": "2025-01/2025-03"}], []),
        ([whole, part], [37]),
    ):
        chart = amounts(claims(*rows), NAMES, LIGHT, 620)
        assert [bar["to"] for bar in rows_of(chart, "bar") if bar["look"] != "room"] == bars
        assert len(rows_of(chart, "words")) == len(rows)
        assert TEXTS["no_common_bar"] in told_in(chart)


def test_nothing_planned_is_solid():
    plan = {"kind": "planned", "best": 50, "destination": "russia"}
    chart = picture(claims(plan | {"when": "2024-11"}), claims(plan | {"claim_id": "P1"}))
    assert [(bar["to"], bar["look"]) for bar in rows_of(chart, "bar")] == [(50, "limit")] * 2


def test_a_claim_of_both_periods_is_drawn_once():
    both = claims(HYESAN)
    assert side_by_side(both, both) == [("Hyesan", "◉", "37, reportedly")]


def test_the_first_period_is_hollow_and_what_no_longer_stands_is_faint_in_either():
    one, other = HYESAN, MUSAN | {"origin": "hyesan"}
    old = {"status": "superseded"}
    for first, second, looks in (
        (one, other, ["first", "stated"]),
        (one | old, other | old, ["no longer", "no longer"]),
    ):
        chart = picture(claims(first), claims(second))
        assert [bar["look"] for bar in rows_of(chart, "bar")] == looks


def test_a_number_that_was_not_reported_has_no_length():
    chart = picture(claims(HYESAN), claims(MUSAN | {"best": "", "qualifier": "some"}))
    assert [(bar["from"], bar["to"]) for bar in rows_of(chart, "bar")] == [(0, 37)]
    (box,) = rows_of(chart, "box")
    assert (box["look"], box["sign"]) == ("unknown", "?")
    assert "● number not reported (“some”)" in told_in(chart)


def test_a_panel_without_any_number_has_no_axis():
    chart = picture(claims(HYESAN | {"best": ""}, HYESAN | {"kind": "selected"}), (), width=620)
    (axis,) = [
        layer["encoding"]["x"]["axis"]
        for layer in valid(chart)["spec"]["layer"]
        if layer["encoding"].get("x", {}).get("axis")
    ]
    assert heads_of(chart) == ["Selected (people)", "Departed"]
    (counted,) = [own["value"] for own in chart["params"] if own["name"] == "counted"]
    assert counted == [True, False]
    has_axis = "(counted[parent.panel]?1:0)"
    assert axis["labelExpr"] == f"{has_axis}&&datum.value%1==0?datum.label:''"
    assert axis["gridOpacity"] == {"expr": has_axis}


def test_an_axis_of_nothing_but_zeros_begins_with_them():
    chart = picture(claims(HYESAN | {"best": 0}), claims(MUSAN | {"best": ""}))
    zero, unknown = rows_of(chart, "box")
    assert (zero["look"], zero["sign"]) == ("zero", "0")
    assert (unknown["look"], unknown["sign"]) == ("unknown", "?")
    assert [(bar["look"], bar["to"]) for bar in rows_of(chart, "bar")] == [("room", 1)]


def test_an_axis_of_people_names_whole_numbers_only():
    chart = picture(claims(HYESAN | {"best": 1}), claims(MUSAN | {"best": 0}))
    drawn_words = ET.fromstring(render.chart(valid(chart))).itertext()
    assert [words for words in drawn_words if words.strip(".,").isdecimal()] == ["0", "1", "0"]


def test_a_figure_of_several_places_has_one_row_and_destinations_are_told_where_they_differ():
    both = MUSAN | {"origin": "musan;hyesan"}
    changes = compare(claims(both), claims(both | {"claim_id": "M2", "destination": "china"}))
    assert [row.head for panel in period_panels(changes, NAMES) for row in panel.rows] == [
        "Hyesan and Musan, together", "",
    ]  # fmt: skip
    (panel,) = period_panels(changes, NAMES)
    assert [row.words for row in panel.rows] == ["○ 200, to Russia", "● 200, to China"]


def test_arrivals_stand_where_people_came_and_tell_where_from_if_that_differs():
    arrived = HYESAN | {"kind": "arrived", "qualifier": ""}
    first = claims(arrived, arrived | {"origin": "musan"}, arrived | {"origin": ""})
    assert [(head, words) for head, _, words in side_by_side(first, ())[:3]] == [
        ("Russia", "37, from Hyesan"), ("", "37, from Musan"), ("", "37"),
    ]  # fmt: skip


def test_many_claims_of_one_period_do_not_push_out_the_other():
    first = claims(*(HYESAN | {"best": n} for n in range(1, 20)))
    sides = [side for _, side, _ in side_by_side(first, claims(HYESAN | {"claim_id": "D1"}))]
    assert sides == ["○"] * (MOST_CLAIMS + 1) + ["●"]


def test_two_empty_periods_have_no_picture():
    assert picture((), ()) is None
    assert picture(claims({"kind": "trend"}), ()) is None


def test_many_places_and_claims_are_counted_not_drawn():
    rows = [HYESAN | {"origin": f"place-{n:03d}"} for n in range(500)]
    rows += [HYESAN | {"claim_id": f"X{n}", "origin": "hyesan", "best": n} for n in range(400)]
    names = place_names(**{f"place-{n:03d}": f"P{n:03d}" for n in range(500)})
    chart = picture(claims(*rows), (), names=names)
    drawn = drawn_ids(chart)
    assert len(drawn) == MOST_PLACES - 1 + MOST_CLAIMS
    assert f"○ and {400 - MOST_CLAIMS} more claims in the table" in told_in(chart)
    assert f"And {501 - MOST_PLACES} more places, not listed here." in told_in(chart)
    assert len(json.dumps(valid(chart))) < 120_000


@pytest.fixture(scope="module")
def shipped():
    return DATA


def shown(shipped, first, last):
    view = View(first=first, last=last, layers=ALL_LAYERS)
    return records(select(shipped.claims, view).shown)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_picture_of_the_shipped_claims_is_no_wider_than_asked(shipped, width):
    chart = picture(
        shown(shipped, "2024-01", "2024-11"),
        shown(shipped, "2024-12", "2025-03"),
        width,
        names=Names(shipped.places),
    )
    facet = valid(chart)
    columns, between = facet["columns"], facet["spacing"]["column"]
    assert columns == max(1, width // 430)
    assert width - 12 <= columns * (facet["spec"]["width"] + between) - between < width
    assert chart["title"]["text"][0].startswith("○ November 2024, ● December 2024, ◉ one report")
    assert len(json.dumps(valid(chart))) < 60_000


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
@settings(max_examples=20, deadline=None)
def test_claims_lie_below_each_other_and_every_one_is_drawn(rows, width, palette):
    told = claims(*rows)
    chart = picture(told[: len(told) // 2 + 1], told[len(told) // 2 :], width, palette)
    for column in chart["datasets"].values():
        touched = [
            (row["panel"], row["row"], row["high"]) for row in column if row["of"] == "touch"
        ]
        for (panel, row, high), (following, after, _) in pairwise(touched):
            assert following > panel or row + high <= after
        lines = {(row["panel"], row["row"]) for row in column if row["of"] == "line"}
        assert {(row["panel"], row["row"]) for row in column} == lines
    many = len(told) > 2 * MOST_CLAIMS
    assert many or sorted(drawn_ids(chart)) == sorted(c.claim_id for c in told)


# ---------------------------------------------------------------- small multiples


def by_origin(rows, known=MONTHS, names=NAMES):
    return small.small_pictures(rows, Panels.ORIGIN, known, names)


def by_kind(rows, known=MONTHS):
    return small.small_pictures(rows, Panels.KIND, known, NAMES)


def drawn(panels, width=620, known=MONTHS, names=NAMES):
    own = TimeScale.beside_names(known, width)
    return timeline.chart(small.lines(panels, names, own).frames(View()), own, LIGHT)


def names_in(chart):
    return [row["words"].replace("\n", " ") for row in chart["datasets"]["heads"]]


def bars(chart):
    """Each bar: when it begins and ends, how high it is in lines, and whether it is hollow."""
    return [
        (row["first"], row["after"], round(row["line"] - row["high"], 2), row["hollow"])
        for row in chart["datasets"]["areas"]
        if "hollow" in row
    ]


def test_steps_tell_how_many_claims_touch_each_month_and_how_many_have_a_number():
    told = claims(
        HYESAN | {"when": "2024-10/2024-12"},
        HYESAN | {"when": "2024-12", "best": ""},
        HYESAN | {"when": "2024"},
        HYESAN | {"when": "2023-01"},
    )
    assert bars(drawn(by_kind(told))) == [
        ("2024-10-01", "2024-12-01", 0.65, False),
        ("2024-12-01", "2025-01-01", 0.65, False),
        ("2024-12-01", "2025-01-01", 0.65, True),
    ]


def test_a_claim_of_several_origins_is_in_the_panel_of_each():
    told = claims(HYESAN, MUSAN | {"origin": "musan;hyesan"}, HYESAN | {"origin": ""})
    found = by_origin(told)
    assert [(panel.name, len(panel.claims)) for panel in found] == [
        ("Hyesan", 2),
        ("Musan", 1),
        ("No origin given", 1),
    ]


def test_soldiers_have_a_panel_of_their_own_kind():
    told = claims(HYESAN | {"group": "soldiers", "unit": "soldiers"}, HYESAN)
    found = by_kind(told)
    assert [(panel.name, panel.shade) for panel in found] == [
        ("Departed", "kind-departed"),
        ("Departed: soldiers", "ink2"),
    ]


def test_workers_and_soldiers_of_one_place_share_no_panel():
    soldiers = HYESAN | {"group": "soldiers", "unit": "soldiers"}
    found = by_origin(claims(soldiers, soldiers | {"origin": ""}, HYESAN, MUSAN))
    assert [(panel.name, len(panel.claims)) for panel in found] == [
        ("Hyesan", 1),
        ("Musan", 1),
        ("Hyesan: soldiers", 1),
        ("No origin given: soldiers", 1),
    ]


def test_what_is_withheld_to_protect_a_person_stands_under_no_place_of_origin():
    told = claims(HYESAN | {"best": "", "missing_reason": "withheld"})
    assert [panel.name for panel in by_origin(told)] == ["No origin given"]


@pytest.mark.parametrize("status", ["withdrawn", "superseded"])
def test_what_no_longer_stands_is_in_no_small_picture(status):
    told = claims(HYESAN, HYESAN | {"status": status})
    for found in (by_origin(told), by_kind(told)):
        assert [panel.claims for panel in found] == [told[:1]]


def test_the_number_of_a_panel_is_that_of_the_claims_that_are_drawn():
    early = [HYESAN | {"when": when, "origin": "rason"} for when in ("2024", "", "2019-03")]
    told = claims(*early, HYESAN, HYESAN | {"when": "2024"}, HYESAN | {"when": "2019-03"})
    for found in (by_origin(told), by_kind(told)):
        assert [panel.claims for panel in found] == [told[3:4]]
        assert names_in(drawn(found)) == [f"{found[0].name} (1)"]


def test_all_pictures_have_one_scale_of_claims_which_the_highest_of_each_tells():
    chart = drawn(by_origin(claims(HYESAN, HYESAN, HYESAN, MUSAN)))
    assert TEXTS["multiples_key"].startswith("Height: number of claims, not people.")
    assert [high for *_, high, _ in bars(chart)] == [1.3, 0.43]
    assert [row["words"] for row in chart["datasets"]["areas"] if "hollow" in row] == ["3", "1"]


def test_a_claim_without_a_number_is_hollow_above_those_with_one():
    chart = drawn(by_origin(claims(HYESAN, HYESAN | {"best": ""})))
    solid, hollow = (row for row in chart["datasets"]["areas"] if "hollow" in row)
    assert (solid["hollow"], hollow["hollow"]) == (False, True)
    assert hollow["line"] == solid["high"] > hollow["high"]


def test_a_figure_changes_no_height():
    one, many = (drawn(by_origin(claims(HYESAN | {"best": n}))) for n in (1, 50_000))
    assert bars(one) == bars(many)


def test_no_name_of_a_picture_is_a_part_of_what_a_chart_works_out():
    names = place_names(hyesan="']; alert(1); ['")
    chart = drawn(by_origin(claims(HYESAN), MONTHS, names), names=names)
    assert names_in(chart) == ["']; alert(1); [' (1)"]
    rows = json.dumps(chart["datasets"]).count("alert(1)")
    assert json.dumps(valid(chart)).count("alert(1)") == rows == 2  # the name, and the sentence


def test_claims_without_a_month_have_no_small_picture():
    assert by_origin(claims(HYESAN | {"when": ""}, HYESAN | {"when": "2024"})) == ()


def test_pictures_beyond_what_can_be_read_are_counted():
    told = claims(*(HYESAN | {"origin": f"place-{n}"} for n in range(100)))
    found = by_origin(told)
    chart = drawn(found, 1360)
    assert len(drawn_ids(chart)) == small.MOST_PANELS
    assert names_in(chart) == [f"{panel.name} (1)" for panel in found[: small.MOST_PANELS]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "span", [("2024-01", "2026-02"), ("2017-01", "2026-03"), ("2024-12", "2024-12")]
)
def test_small_pictures_keep_to_their_width_and_none_reaches_into_another(shipped, width, span):
    names, told = Names(shipped.places), records(shipped.claims)
    known = dates.months_between(*span)
    for found in (by_origin(told, known, names), by_kind(told, known)):
        chart = drawn(found, width, known, names)
        assert chart_style.size(chart)[0] == width
        lines = [row["line"] for row in chart["datasets"]["heads"]]
        ends = [*lines[1:], chart["datasets"]["form"][0]["lines"]]
        for row in chart["datasets"]["areas"]:
            if "hollow" in row:
                (own,) = [(a, b) for a, b in zip(lines, ends, strict=True) if a < row["line"] <= b]
                assert own[0] <= row["high"] < row["line"]
