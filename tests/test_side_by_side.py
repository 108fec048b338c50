"""Figures side by side: series, coverage, entries over time, and the questions they answer."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, NO_ROUTES, PLACES, claims, claims_frame, drawn_ids, gazetteer, rows_of

from nkmap import dates
from nkmap.figures import (
    axis_panels,
    border_entries,
    chart_style,
    coverage,
    legend,
    mark_layout,
    marks,
    routes,
    timeline,
)
from nkmap.figures.colours import LIGHT
from nkmap.figures.coverage import State
from nkmap.figures.time_scale import TimeScale
from nkmap.figures.timeline import without_claims
from nkmap.figures.viewport import Style, viewport
from nkmap.publish.templates import answers
from nkmap.relations import conflicts, limits_for, origins
from nkmap.render.svg import Svg
from nkmap.schema import Kind, Layer
from nkmap.summary import by_series
from nkmap.view import Frame, Known, View, as_known, select
from nkmap.wording import comparisons, counts, sources

MONTHS = ("2024-10", "2024-11", "2024-12", "2025-01")


def crossing(when, best="", **more):
    figure = {"best": best, "unit": "crossings"} if best != "" else {}
    return {"kind": "border entries", "group": "travellers", "layer": "baselines", "when": when,
            "destination": "russia", **figure, **more}  # fmt: skip


# ---------------------------------------------------------------- series


def test_workers_soldiers_and_two_units_are_four_series_and_the_soldiers_come_last():
    rows = claims(
        {"best": 10, "group": "soldiers", "unit": "soldiers", "layer": "military"},
        {"best": 20, "unit": "workers"},
        {"kind": "permits", "best": 5, "unit": "permits"},
        {"kind": "permits", "best": 6, "unit": "registrations"},
        {"kind": "trend", "missing_reason": "not applicable"},
    )
    found = [(s.kind.value, s.group, s.unit) for s in by_series(rows)]
    assert found == [
        ("departed", "civilian workers", "people"),
        ("permits", "civilian workers", "permits"),
        ("permits", "civilian workers", "registrations"),
        ("departed", "soldiers", "people"),
    ]


def test_a_part_stands_with_its_whole_and_a_report_without_a_number_with_the_first_of_its_kind():
    rows = claims(
        {"best": 100, "unit": "workers"},
        {"best": 60, "unit": "workers", "part_of": "C1", "destination": "russia"},
        {},
        {"best": 7, "unit": "workers", "part_of": "GONE"},
    )
    (found,) = by_series(rows)
    assert [claim.claim_id for claim in found.claims] == ["C1", "C3", "C4"]
    assert {whole: [c.claim_id for c in own] for whole, own in found.parts.items()} == {
        "C1": ["C2"]
    }
    assert origins(found.claims) == 1


def test_reports_of_one_statement_stand_side_by_side_in_order_of_what_was_said_first():
    rows = claims(
        {"best": 1, "said_on": "2025-03", "origin_group": "B"},
        {"best": 2, "said_on": "2024-01", "origin_group": "A"},
        {"best": 3, "said_on": "2024-02", "origin_group": "B"},
    )
    (found,) = by_series(rows)
    assert [claim.claim_id for claim in found.claims] == ["C2", "C3", "C1"]
    told = list(sources.goes_back_to(found.claims).values())
    assert told == ["A", "B, the same origin as C1", "B, the same origin as C3"]


def test_more_than_26_origins_still_have_letters_of_their_own():
    rows = claims(*({"origin_group": f"G{n}"} for n in range(54)))
    letters = list(sources.origin_letters(rows).values())
    assert (letters[0], letters[25], letters[26], letters[53]) == ("A", "Z", "AA", "BB")
    assert len(set(letters)) == 54


def test_five_reports_of_one_briefing_are_one_origin_and_are_told_once():
    rows = claims(*({"best": 15_000, "unit": "workers", "qualifier": "about"} for _ in range(5)))
    assert counts.claims_and_statements(rows) == "5 claims, 1 statement in 1 publication"
    assert [words for words, _ in comparisons.figures_once(rows, NAMES)] == [
        "about 15,000 workers, December 2024 (5 reports)"
    ]
    assert counts.no_single_answer(rows, 1) == (
        "There is no single answer: 5 claims, 1 statement in 1 publication; 5 figures for one thing."
    )


def test_a_figure_of_another_place_than_the_one_asked_about_names_its_place():
    rows = claims(
        {"best": 37, "origin": "hyesan", "destination": "russia"},
        {"best": 4, "destination": "russia", "origin_group": "B"},
        {"best": 5, "destination": "china", "origin_group": "C"},
    )
    assert [words for words, _ in comparisons.figures_once(rows, NAMES, ("russia",))] == [
        "37 people, Hyesan, December 2024",
        "4 people, December 2024",
        "5 people, China, December 2024",
    ]


def test_a_limit_of_another_time_is_no_answer_to_a_question():
    limit = {"kind": "limitation", "missing_reason": "not applicable", "destination": "russia"}
    rows = claims({"best": 5, "destination": "russia", "when": "2018"})
    limits = claims(
        {**limit, "when": "2018-05"}, {**limit, "when": "2025-01"}, {**limit, "when": ""}
    )
    assert [c.claim_id for c in limits_for(rows, limits)] == ["C1", "C3"]


def test_a_superseded_figure_is_struck_through_and_never_gone():
    rows = claims({"best": 10, "status": "superseded", "superseded_by": "C2"}, {"best": 12})
    html = answers.answer(by_series(rows), (), NAMES, (), Svg.of("light"))
    assert '<li class="nk-old">10 people (superseded), December 2024 <small>A</small></li>' in html
    assert "<li>12 people, December 2024 <small>A</small></li>" in html


def test_what_figures_leave_open_is_said_and_nothing_else():
    rows = claims(
        {"best": 10, "contested": "The ministry denied it."},
        {"kind": "present", "unit": "workers", "best": 5},
        {},
        crossing("2025-04/..", missing_reason="no longer published", summary="The tables ended."),
    )
    assert counts.left_open(rows) == (
        "The tables ended. (C4)",
        "1 report tells of people without saying how many (C3). That is not zero.",
        "C1 is contested: The ministry denied it.",
        "Which of these figures count the same people is left open here. None can be added to "
        "another.",
    )
    assert counts.left_open(claims({"best": 10})) == ()


# ---------------------------------------------------------------- coverage


def test_a_claim_that_gives_only_a_year_covers_its_months_faintly_and_gives_none_a_number():
    rows = claims({"best": 5, "origin": "hyesan", "when": "2024"})
    assert [(run.first, run.last, run.state) for run in coverage.runs(rows, MONTHS)] == [
        (0, 2, State.LONGER),
        (3, 3, State.NONE),
    ]


def test_coverage_tells_what_is_reported_from_what_is_not():
    rows = claims(
        {"best": 5, "origin": "hyesan", "when": "2024-12"},
        {"origin": "hyesan", "when": "2024-10"},
        {
            "kind": "trend",
            "missing_reason": "not applicable",
            "origin": "hyesan",
            "when": "2025-01",
        },
    )
    found = coverage.runs(rows, MONTHS)
    assert [(run.first, run.last, run.state) for run in found] == [
        (0, 0, State.UNKNOWN),
        (1, 1, State.NONE),
        (2, 2, State.FIGURE),
        (3, 3, State.WORDS),
    ]


def test_a_length_of_contract_gives_a_place_no_number_of_people():
    rows = claims({"kind": "contract length", "best": 3, "unit": "months", "origin": "musan"})
    assert [run.state for run in coverage.runs(rows, ("2024-12",))] == [State.WORDS]


def test_coverage_holds_every_claim_that_names_a_place_and_only_reports_on_workers_make_a_row():
    rows = claims(
        {"origin": "hyesan", "destination": "russia"},
        {"destination": "russia"},
        {"origin": "hyesan", "when": "2024"},
        crossing("2024-12", 9),
        {"group": "soldiers", "layer": "military", "destination": "russia"},
        {"kind": "planned", "layer": "plans", "destination": "russia"},
        {"destination": "russia", "when": "../2024-12"},
    )
    found = {place: [c.claim_id for c in own] for place, own in coverage.by_place(rows).items()}
    assert found == {"hyesan": ["C1", "C3"], "russia": ["C1", "C2", "C4", "C5", "C6", "C7"]}
    apart = [claim for claim in rows if claim.claim_id in ("C4", "C5", "C6")]
    assert [run.state for run in coverage.runs(apart, ("2024-12",))] == [State.OTHER]
    assert coverage.rows(apart, NAMES, MONTHS) == {}


@pytest.mark.parametrize("width", [358, 930, 1840])
def test_the_strip_of_coverage_draws_every_claim_it_counts_within_its_width(width):
    rows = claims({"origin": "hyesan"}, {"best": 3, "origin": "musan", "when": "2024-10/2025-01"})
    states, own = (
        coverage.rows(rows, NAMES, MONTHS),
        TimeScale.beside_names(MONTHS, width, coverage.NAMES),
    )
    chart = timeline.chart(coverage.lines(states, NAMES, own).frames(View()), own, LIGHT)
    assert set(drawn_ids(chart)) == {"C1", "C2"}
    assert chart_style.size(chart)[0] == width
    for row in (row for data in chart["datasets"].values() for row in data if "first" in row):
        ends = (own.pixel(date.fromisoformat(row[end])) for end in ("first", "after"))
        assert all(own.left <= end <= width + 1 for end in ends)


def test_on_the_strip_of_coverage_what_was_reported_has_the_form_it_has_on_a_timeline():
    rows = claims(
        {"best": 5, "origin": "hyesan", "when": "2024-10"},
        {"best": 0, "origin": "hyesan", "when": "2024-11"},
        {"origin": "hyesan", "when": "2025-01"},
    )
    own = TimeScale.beside_names(MONTHS, 930, coverage.NAMES)
    made = coverage.lines(coverage.rows(rows, NAMES, MONTHS), NAMES, own)
    assert [(row["first"].month, row["full"], row["outline"], row["sign"]) for row in made.claims] == [
        (10, 1.0, "", ""), (11, 0.0, "thick", "0"), (1, 0.0, "dashed", "?")
    ]  # fmt: skip
    assert [(row["first"].month, row["shade"]) for row in made.areas] == [(12, "line")]


def test_no_claim_with_a_place_and_a_month_makes_no_strip():
    assert coverage.rows(claims({"when": "2024"}), NAMES, MONTHS) == {}


def test_months_that_no_claim_touches_are_shaded_as_stretches():
    rows = claims({"when": "2024-11"})
    assert without_claims(rows, MONTHS) == ((0, 0), (2, 3))
    assert without_claims((), MONTHS) == ((0, 3),)
    assert without_claims(claims({"when": "2024"}), MONTHS) == ((3, 3),)
    assert without_claims(claims({"when": "../2024-10"}), MONTHS) == ((1, 3),)


# ---------------------------------------------------------------- entries


def picture(rows, width):
    made = border_entries.plan(rows)
    return axis_panels.chart([border_entries.panel(made, NAMES)] if made else [], LIGHT, width)


def test_the_finest_spans_become_bars_and_a_longer_one_stands_above_them():
    made = border_entries.plan(
        claims(
            crossing("2024", 1000),
            crossing("2024-01/2024-06", 400),
            crossing("2024-10/2024-12", 300),
            crossing("2023", 50),
            crossing("2024-07/2024-09", 200, purpose="education"),
            crossing("2025-04/..", missing_reason="no longer published"),
        )
    )
    first = 2024 * 4
    told = [(s.first - first, s.last - first, s.has_total, s.claims[0].best) for s in made.quarters]
    assert told == [(-4, -1, True, 50), (0, 1, True, 400), (2, 2, False, 200), (3, 3, True, 300)]
    assert [(s.first - first, s.claims[0].best) for s in made.longer] == [(0, 1000)]
    assert [claim.claim_id for claim in made.ended] == ["C6"]
    assert [claim.claim_id for claim in made.claims] == ["C4", "C2", "C5", "C3", "C1", "C6"]


def test_of_two_copies_of_one_quarter_the_more_direct_one_is_drawn_and_both_are_told():
    rows = claims(
        crossing("2025-01/2025-03", 295, access="weak copy"),
        crossing("2025-01/2025-03", 300, access="original"),
    )
    (bar,) = border_entries.plan(rows).quarters
    assert [claim.best for claim in bar.claims] == [300, 295]
    chart = picture(rows, 900)
    assert [bar["to"] for bar in rows_of(chart, "bar")] == [300]
    assert [row["words"].replace("\n", " ") for row in rows_of(chart, "words")] == [
        "300; 295 (weak copy)"
    ]


@pytest.mark.parametrize("width", [900, 358])
def test_a_half_year_is_not_split_and_the_area_of_a_bar_is_its_number(width):
    rows = claims(crossing("2023", 800), crossing("2024-01/2024-03", 300),
                  crossing("2024-04/2024-09", 2508))  # fmt: skip
    bars = rows_of(picture(rows, width), "bar")
    assert [(bar["to"], bar["high"]) for bar in bars] == [(200, 4), (300, 1), (1254, 2)]


@pytest.mark.parametrize("width", [900, 358])
def test_a_total_that_was_not_read_is_a_question_mark_and_no_bar(width):
    rows = claims(
        crossing("2024-01/2024-03", 300),
        crossing("2024-04/2024-06", 20, purpose="education"),
        crossing("2024-07/2024-09", 400),
        crossing("2024", 999),
    )
    made = picture(rows, width)
    assert [bar["to"] for bar in rows_of(made, "bar")] == [300, 400]
    assert [box["sign"] for box in rows_of(made, "box")] == ["?"]
    told = [row["words"].replace("\n", " ") for row in rows_of(made, "words")]
    assert told == ["300", "the total was not read; education alone: 20", "400", "999"]
    heads = [row["words"] for row in rows_of(made, "name") if row["look"] == "head"]
    assert heads == ["Jan–Mar 2024", "Apr–Jun 2024", "Jul–Sep 2024", "all of 2024"]
    assert sorted(drawn_ids(made)) == ["C1", "C2", "C3", "C4"]


@pytest.mark.parametrize("width", [358, 1840])
def test_a_series_that_ended_has_a_hole_with_words_and_no_zero(width):
    rows = claims(
        crossing("2025-01/2025-03", 300),
        crossing("2025-04/..", missing_reason="no longer published"),
    )
    chart = picture(rows, width)
    said = " ".join(row["words"] for row in rows_of(chart, "name"))
    assert said.endswith("no longer published. Not zero.")
    assert len(rows_of(chart, "band")) == 1
    assert set(drawn_ids(chart)) == {"C1", "C2"}
    assert len(rows_of(chart, "bar")) == 1


def test_a_superseded_total_and_another_border_make_no_series_with_the_rest():
    made = border_entries.plan(
        claims(
            crossing("2024-01/2024-03", 5),
            crossing("2024-01/2024-03", 9, status="superseded", superseded_by="C1"),
            crossing("2024-04/2024-06", 6),
            crossing("2024-04/2024-06", 7, destination="china"),
        )
    )
    assert [[c.claim_id for c in bar.claims] for bar in made.quarters] == [["C1"], ["C3"]]


def test_a_part_whose_number_was_not_reported_says_so_in_whole_words():
    rows = claims(
        crossing("2024-01/2024-03", 300),
        crossing("2024-04/2024-06", purpose="education"),
        crossing("2024-07/2024-09", 400),
    )
    told = [row["words"] for row in rows_of(picture(rows, 900), "words")]
    assert told == ["300", "the total was not read; education alone: number not reported", "400"]


def test_a_picture_of_entries_is_as_high_as_its_quarters_and_the_longer_spans_below_them():
    made = border_entries.plan(
        claims(crossing("2005", 5), crossing("2024", 1), crossing("2023/2024", 9))
    )
    assert made.lines == 20 * 4 + 1


def test_without_a_total_there_is_no_picture_of_entries():
    assert picture(claims(crossing("2024", 5, purpose="study")), 900) is None
    assert border_entries.plan(claims({"best": 5})) is None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-01", "2024-12", "all of 2024"),
        ("2023-01", "2023-03", "Jan–Mar 2023"),
        ("2024-01", "2024-06", "Jan–Jun 2024"),
    ],
)
def test_quarters_are_told_as_months(first, last, words):
    ends = [dates.month_number(month) // 3 for month in (first, last)]
    assert border_entries.quarters(*ends) == words


# ---------------------------------------------------------------- marks moved aside


def drawn_from(rows, frame=Frame.CITIES, places=PLACES):
    scene = marks.scene(
        rows, Kind.DEPARTED, gazetteer(places, NO_ROUTES, marks.places_of_origin(rows))
    )
    return scene, mark_layout.layout(scene, Style(viewport(frame, 940, 450)))


def test_a_mark_that_a_larger_one_would_cover_moves_beside_it_and_keeps_its_true_place():
    rows = claims({"best": 100, "origin": "hyesan"}, {"origin": "near"})
    near = PLACES["hyesan"].__class__("near", "Near", "", "town", "KP", "", 128.2, 41.4, 3)
    scene, laid = drawn_from(rows, places={**PLACES, "near": near})
    big, small = laid.positions["hyesan"], laid.positions["near"]
    assert big == laid.pixel(PLACES["hyesan"])
    apart = math.dist(big, small)
    touching = sum(mark.radius for mark in scene.marks)
    assert touching <= apart <= touching + 12


def test_an_incident_moves_aside_for_a_mark_and_keeps_its_true_place():
    rows = claims(
        {"best": 100, "origin": "hyesan"},
        {"kind": "incident", "layer": "incidents", "best": 3, "origin": "hyesan", "unit": "deaths"},
    )
    _, laid = drawn_from(rows, Frame.ROUTE)
    assert laid.positions["hyesan"] == laid.pixel(PLACES["hyesan"])
    assert laid.positions["incident hyesan"] != laid.pixel(PLACES["hyesan"])


def test_in_the_wide_frame_marks_are_smaller_all_alike_and_stay_where_they_are():
    rows = claims({"best": 100, "origin": "hyesan"}, {"best": 25, "origin": "musan"})
    scene, wide = drawn_from(rows, Frame.WIDE)
    assert [m.radius for m in wide.scene.marks] == [m.radius * mark_layout.FAR for m in scene.marks]
    assert wide.positions == {mark.key: wide.pixel(mark.place) for mark in scene.marks}


# ---------------------------------------------------------------- infrastructure


RAIL = pd.DataFrame(
    [
        ("C1", 1, "pyongyang", "origin", "unknown"),
        ("C1", 2, "rason", "waypoint", "rail"),
        ("C1", 3, "hoeryong", "destination", "rail"),
        ("C3", 1, "pyongyang", "origin", "unknown"),
        ("C3", 2, "hyesan", "destination", "air"),
    ],
    columns=["claim_id", "seq", "place_id", "role", "mode"],
)
LINE = {"kind": "transport", "layer": "transport", "missing_reason": "not applicable"}
TRAINS = (
    {**LINE, "origin": "pyongyang", "destination": "hoeryong"},
    {**LINE, "origin": "pyongyang", "destination": "rason", "part_of": "C1",
     "evidence": "announcement"},
    {**LINE, "origin": "pyongyang", "destination": "hyesan"},
    {**LINE, "origin": "pyongyang", "destination": "musan"},
)  # fmt: skip


def test_each_stretch_is_drawn_once_with_every_claim_about_it_and_none_beyond_where_a_train_ends():
    found = marks.scene(claims(*TRAINS), Kind.DEPARTED, gazetteer(PLACES, RAIL))
    links = [
        (link.start.place_id, link.end.place_id, link.mode, [c.claim_id for c in link.claims])
        for link in found.links
    ]
    assert links == [
        ("pyongyang", "rason", "rail", ["C1", "C2"]),
        ("hoeryong", "rason", "rail", ["C1"]),
        ("hyesan", "pyongyang", "air", ["C3"]),
    ]
    assert [link.is_announced for link in found.links] == [False, False, False]
    assert [(p.title, [c.claim_id for c in p.claims]) for p in found.area_labels] == [
        ("No point on the map: 1 claim (Transport)", ["C4"])
    ]


def test_lines_of_infrastructure_say_what_they_are_and_a_train_only_announced_is_no_railway():
    rows = claims(*({**train, "evidence": "announcement"} for train in TRAINS))
    scene = marks.scene(rows, Kind.DEPARTED, gazetteer(PLACES, RAIL, marks.places_of_origin(rows)))
    told = [sort.label for sort in routes.link_styles(scene)]
    assert told == ["train announced", "flight, not a route"]
    words = [entry.words for entry in legend.entries(scene, Style(viewport(Frame.ROUTE, 938, 420)))]
    assert "a train announced: infrastructure, not the workers’ route" in words
    assert not any(told.startswith("a railway link") for told in words)


def test_what_is_withheld_to_protect_a_person_is_on_no_place_of_the_map():
    row = {
        "kind": "incident",
        "layer": "incidents",
        "origin": "hyesan",
        "missing_reason": "withheld",
    }
    found = marks.scene(claims(row), Kind.DEPARTED, gazetteer())
    assert (found.marks, found.links) == ((), ())
    assert [plate.area.place_id for plate in found.area_labels] == [""]


# ---------------------------------------------------------------- what disagrees


def test_claims_that_do_not_agree_are_told_together_with_those_they_lead_to():
    rows = claims(
        {"conflicts_with": "C3"},
        {},
        {"conflicts_with": "C1;C5"},
        {"conflicts_with": "GONE"},
        {"conflicts_with": "C3"},
    )
    assert [[c.claim_id for c in group] for group in conflicts(rows)] == [["C1", "C3", "C5"]]


# ---------------------------------------------------------------- layers and what was known


FRAME = claims_frame(
    {"layer": "dispatch"},
    {"layer": "baselines", "kind": "present"},
    {"layer": "plans", "kind": "planned"},
    {"layer": "military", "kind": "planned", "group": "soldiers"},
    {"layer": "sanctions", "kind": "sanction", "missing_reason": "not applicable"},
)
KNOWN = Known.of(FRAME, claims_frame().assign(place_id=[]))


def test_the_default_shows_dispatch_reports_and_counts_what_is_off():
    selection = select(FRAME, View())
    assert list(selection.shown["claim_id"]) == ["C1"]
    assert selection.hidden == {"in layers that are off": 4}


def test_who_asks_for_a_kind_gets_its_layer_but_soldiers_are_not_switched_on_with_workers():
    asked = KNOWN.with_layers_asked_for(View(kinds=(Kind.PLANNED, Kind.PRESENT)))
    assert asked.layers == (Layer.DISPATCH, Layer.BASELINES, Layer.PLANS)
    assert KNOWN.with_layers_asked_for(View(kinds=(Kind.DEPARTED,))).layers == (Layer.DISPATCH,)


def test_who_opens_a_claim_gets_its_layer_soldiers_too():
    for claim, layer in (("C2", Layer.BASELINES), ("C4", Layer.MILITARY)):
        assert KNOWN.claims[claim][0] is layer
        assert KNOWN.with_layers_asked_for(View(claim=claim)).layers == (Layer.DISPATCH, layer)
    assert KNOWN.with_layers_asked_for(View(claim="nowhere")).layers == (Layer.DISPATCH,)


def test_what_was_superseded_later_still_stood_on_the_day():
    frame = claims_frame({"best": 10, "status": "superseded", "superseded_by": "C2"}, {"best": 12})
    frame["published"] = [date(2024, 1, 31), date(2025, 1, 31)]
    frame["published"] = frame["published_from"] = frame["published"].astype("datetime64[s]")
    then = as_known(frame, date(2024, 6, 1))
    assert list(then["status"]) == ["current", "current"]
    assert list(then["superseded_by"]) == ["", ""]
    assert list(as_known(frame, date(2025, 2, 1))["status"]) == ["superseded", "current"]
    assert list(as_known(frame, None)["status"]) == ["superseded", "current"]
    shown = select(frame, View(known_on=date(2024, 6, 1))).shown
    assert list(zip(shown["claim_id"], shown["status"], strict=True)) == [("C1", "current")]


def test_no_month_after_the_day_of_knowledge_is_covered():
    known = Known.of(
        claims_frame({"when": "2024-10"}, {"when": "2025-03"}, {"when": "2024-02"}).assign(
            published=pd.to_datetime(["2024-12-01", "2024-12-01", "2025-04-01"]).as_unit("s")
        ),
        claims_frame().assign(place_id=[]),
    )
    # Planned for March; told of February in April.
    assert known.months_of(View(known_on=date(2024, 12, 5))) == ("2024-10", "2024-11", "2024-12")
    every = known.months_of(View())
    assert (every[0], every[-1]) == ("2024-02", "2025-03")


@given(st.lists(st.sampled_from(list(Layer)), max_size=9))
def test_months_of_a_view_hold_every_month_its_layers_touch(layers):
    view = View(layers=tuple(layers))
    assert set(KNOWN.months_of(view)) <= set(KNOWN.months)
    assert KNOWN.months_of(view.with_(first="2024-10", last="2024-12"))[0] == "2024-10"
