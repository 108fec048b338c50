"""The timelines: every claim is drawn, in the form of its date, and unknown is never 0."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NAMES, claims

from nkmap import months, wording
from nkmap.claim import records
from nkmap.dataset import load
from nkmap.dates import parse
from nkmap.figures import crowd, selections, sheet, spans, time_page, timeline
from nkmap.figures import lanes as layout
from nkmap.figures.amounts import amounts, axis_for
from nkmap.figures.spans import Edge, Ruler, Span, Spot
from nkmap.figures.symbols import DARK, LIGHT
from nkmap.publish import time_figure
from nkmap.schema import Kind
from nkmap.view import View

MONTHS = months.between("2024-01", "2025-01")
RULER = Ruler(MONTHS, 100.0, 100.0 + 13 * 62)
HYESAN = {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia"}
MUSAN = {"origin": "musan", "destination": "russia", "when": "2024-09/2024-12"}
STOCK = {"kind": "present", "unit": "workers", "destination": "russia"}
EVERYTHING = View()


@pytest.fixture(scope="module")
def shipped():
    data = load(Path(__file__).parents[1] / "data")
    return records(data.claims), wording.names(data.places)


@pytest.fixture(scope="module")
def seed(shipped):
    shown, names = shipped
    return tuple(claim for claim in shown if claim.source_id == "AP2501"), names


def strip(shown, view=EVERYTHING, width=930, palette=LIGHT, names=NAMES, known=MONTHS):
    return timeline.strip(shown, names, known, view, palette, width)


def lanes(shown, view=EVERYTHING, width=1260, palette=LIGHT, names=NAMES, known=MONTHS):
    return timeline.lanes(shown, names, known, view, palette, width)


def marks(chart):
    return [mark for data in chart.datasets.values() for mark in data]


def texts(chart):
    return [mark["t"] for mark in marks(chart) if "t" in mark]


def words(chart):
    return " ".join(texts(chart))


def spec(chart):
    return json.dumps(chart.to_dict(), separators=(",", ":"))


def dashed(chart):
    return [mark for mark in marks(chart) if mark.get("d") == sheet.DASHED]


def solid(chart, colour):
    return [
        (mark["x"], mark["x2"])
        for mark in marks(chart)
        if mark.get("c") == colour
        and "t" not in mark
        and "o" not in mark
        and mark["y"] != mark["y2"]
    ]


# ---------------------------------------------------------------- every claim is drawn


def test_the_timeline_draws_every_claim_on_every_width(shipped):
    shown, names = shipped
    wanted = {claim.claim_id for claim in shown}
    for width in (1260, 930, 700, 358):
        drawn = sheet.claim_ids(lanes(shown, width=width, names=names))
        assert (len(drawn), set(drawn)) == (len(shown), wanted)


def test_a_strip_and_a_timeline_draw_the_same_claims(shipped):
    shown, names = shipped
    for kind in Kind:
        own = [claim for claim in shown if claim.kind is kind]
        ids = tuple(claim.claim_id for claim in own)
        drawn = sheet.claim_ids(strip(own, names=names))
        assert set(drawn) == set(sheet.claim_ids(lanes(own, names=names))) == set(ids)


DATES = st.sampled_from(
    ["", "2024-12", "2024-12~", "2024", "2023~/..", "../2017", "../2024-06", "2024-11-15/..",
     "2024-10-29", "2024-21/2024-12", "2025-01-31", "2026", "2019-03", "2024-02/2030-01", "../2030",
     "2024-01-01", "2024-02-29/2024-03-01"]
)  # fmt: skip
ROWS = st.fixed_dictionaries(
    {
        "when": DATES,
        "kind": st.sampled_from(["departed", "present", "trend", "incident", "planned"]),
        "best": st.sampled_from(["", 0, 37, 10**9]),
        "missing_reason": st.sampled_from(["not reported", "not applicable", "withheld"]),
        "qualifier": st.sampled_from(["", "about", "reportedly", "of a kind nobody had heard of"]),
        "origin": st.sampled_from(["", "hyesan", "musan;hoeryong", "unknown-place"]),
        "summary": st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
        "status": st.sampled_from(["current", "superseded"]),
    }
)
KNOWN = st.sampled_from([MONTHS, (), ("2024-12",), months.between("2016-01", "2026-12")])


@given(st.lists(ROWS, max_size=12), st.sampled_from([358, 700, 930, 1300]), KNOWN)
@settings(max_examples=25, deadline=None)
def test_every_claim_is_drawn_once_whatever_its_date_and_words(rows, width, known):
    shown = claims(*rows)
    ids = sorted(claim.claim_id for claim in shown)
    for chart in (strip(shown, width=width, known=known), lanes(shown, width=width, known=known)):
        touches = [mark for mark in marks(chart) if "claim_id" in mark]
        assert sorted(mark["claim_id"] for mark in touches) == ids
        assert all(mark["x"] < mark["x2"] and mark["y"] < mark["y2"] for mark in touches)


@given(st.lists(ROWS, min_size=1, max_size=12), st.sampled_from([358, 930, 1300]))
@settings(max_examples=40, deadline=None)
def test_claims_of_a_lane_never_overlap(rows, width):
    shown = claims(*rows)
    columns = layout.columns(shown, NAMES, MONTHS, width, grouped=True)
    for row in layout.rows(shown, NAMES, columns, grouped=True):
        for lane in row.lanes:
            placed = sorted(lane, key=lambda item: item.left)
            assert all(a.right + layout.GAP <= b.left for a, b in pairwise(placed))


def test_lanes_are_filled_from_the_first_that_is_free():
    extents = [(0.0, 50.0), (40.0, 60.0), (58.0, 90.0), (59.0, 70.0), (0.0, 10.0)]
    assert layout.pack(extents, gap=8) == (1, 0, 1, 2, 0)
    assert layout.pack([]) == ()


def test_no_claim_is_said_in_words():
    for chart in (strip(()), lanes(())):
        assert time_page.NO_CLAIM in texts(chart)
        assert sheet.claim_ids(chart) == ()


def test_charts_are_as_wide_as_asked_and_the_same_twice(shipped):
    shown, names = shipped
    for make in (strip, lanes):
        first, again = (make(shown, names=names, width=711) for _ in range(2))
        assert first.width == 711
        assert spec(first) == spec(again)


def test_the_departed_strip_of_the_seed_stays_small(seed):
    shown, names = seed
    own = [claim for claim in shown if claim.kind in (Kind.DEPARTED, Kind.ROUTE)]
    view = View(first="2024-12", last="2024-12", claim="AP2501-20")
    sizes = [len(spec(strip(own, view, width=width, names=names))) for width in (1260, 930, 358)]
    assert max(sizes) < 9000


def test_only_the_palettes_colours_are_used(shipped):
    shown, names = shipped
    for palette in (LIGHT, DARK):
        chart = lanes(shown, View(claim="AP2501-18"), palette=palette, names=names)
        used = set(re.findall(r"#[0-9A-F]{6}\b", spec(chart)))
        assert used <= {*re.findall(r"#[0-9A-F]{6}", repr(palette))}


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("2024-12", Span(782, 844)),
        ("2024-09/2024-12", Span(596, 844)),
        ("2024-11-15/..", Span(748.933, 906, Edge.SHARP, Edge.OPEN, 0, 94.24, onset=True)),
        ("../2024-12", Span(100, 844, Edge.OPEN, Edge.SHARP, 446.4, 0)),
        ("2024-12~", Span(782, 844, Edge.SOFT, Edge.SOFT, 21.7, 21.7)),
        ("2024-21/2024-12", Span(224, 844, Edge.SOFT, Edge.SHARP, 186, 0)),
        ("2023~/..", Span(100, 906, Edge.CUT, Edge.OPEN, 0, 483.6)),
        ("2024-12-31", Span(840.5, 845.5)),
    ],
)
def test_a_blocks_form_is_its_date(text, block):
    found = spans.span(parse(text), RULER)
    assert replace(found, left=0, right=0, rise=0, fall=0) == replace(
        block, left=0, right=0, rise=0, fall=0
    )
    numbers = ("left", "right", "rise", "fall")
    wanted = [getattr(block, name) for name in numbers]
    assert [getattr(found, name) for name in numbers] == pytest.approx(wanted, abs=0.01)


def test_a_day_is_an_upright_of_five_pixels_in_its_place():
    found = spans.span(parse("2024-10-29"), RULER)
    middle = (RULER.at(date(2024, 10, 29)) + RULER.at(date(2024, 10, 30))) / 2
    assert found == Span(middle - 2.5, middle + 2.5)


def test_a_fade_rises_from_faint_to_full_without_gaps():
    parts = spans.slices(Span(0, 100, Edge.OPEN, Edge.SHARP, rise=60))
    assert [part[2] for part in parts] == pytest.approx([*[0.05 + i / 10 for i in range(10)], 1])
    assert [part[0] for part in parts[1:]] == [part[1] for part in parts[:-1]]
    assert (parts[0][0], parts[-1][1]) == (0, 100)
    assert spans.slices(Span(0, 100)) == ((0, 100, 1.0),)


@pytest.mark.parametrize(
    ("text", "spot"),
    [("", Spot.NOWHERE), ("../2017", Spot.BEFORE), ("2026", Spot.AFTER), ("2023~/..", Spot.AMONG)],
)
def test_a_date_lies_among_the_months_or_beside_them(text, spot):
    assert spans.spot(parse(text) if text else None, MONTHS) is spot


def test_a_claim_from_before_the_months_stands_apart_in_words():
    early = {**STOCK, "low": 50000, "high": 100000, "qualifier": "between", "when": "../2017"}
    for width, column in ((1260, True), (358, False)):
        chart = lanes(claims(early), width=width)
        assert "◂ until 2017, start not given" in words(chart)
        assert "between 50,000 and 100,000 workers" in words(chart)
        assert ("before 2024" in texts(chart)) is column
        assert solid(chart, LIGHT.kinds[Kind.PRESENT]) == []


def test_a_claim_without_a_date_says_so():
    chart = strip(claims({**HYESAN, "when": ""}))
    assert "no date given: 37 people, reportedly" in texts(chart)


def test_silence_after_the_last_month_is_not_decline():
    told = "Not covered. This picture ends with January 2025. Silence here is not decline."
    for width in (1260, 358):
        assert told in words(lanes(claims(HYESAN), width=width))
    assert "after publication: not covered" in words(strip(claims(HYESAN)))


def test_the_count_above_the_months_counts_claims_and_never_shows_a_zero():
    dated = ("2024-12", "2024-11-15/..", "2024", "../2024-11", "")
    shown = claims(*({**HYESAN, "when": when} for when in dated))
    with_month = [claim for claim in shown if claim.has_month]
    assert crowd.touching(with_month, MONTHS)[-4:] == (0, 1, 2, 1)
    assert "0" not in texts(lanes(shown))


def test_selected_months_are_bold_and_banded():
    chart = strip(claims(HYESAN), View(first="2024-11", last="2024-12"))
    bold = [mark["t"] for mark in marks(chart) if mark.get("w") == 700]
    assert bold == ["Nov", "Dec"]
    assert [10, 12] in [[mark["x"], mark["x2"]] for mark in marks(chart) if mark.get("o") == 0.6]


def test_the_selected_claim_alone_has_an_outline():
    shown = claims(HYESAN, MUSAN)
    outlines = [
        sum(mark.get("w") == 2 for mark in marks(strip(shown, View(claim=claim))))
        for claim in (None, "C1", "C9")
    ]
    assert outlines == [0, 4, 0]


# ---------------------------------------------------------------- numbers


def test_a_number_is_solid_and_an_unknown_one_dashed_with_a_question_mark():
    blue = LIGHT.kinds[Kind.DEPARTED]
    known, unknown = strip(claims(HYESAN)), strip(claims(MUSAN))
    assert (solid(known, blue), dashed(known)) == ([(11, 12)], [])
    assert "? number not reported" in texts(unknown)
    assert len(dashed(unknown)) == 4
    assert {mark["o"] for mark in marks(unknown) if mark.get("c") == blue and "o" in mark} == {0.18}


def test_unknown_is_never_zero_in_any_chart():
    shown = claims(MUSAN, {**MUSAN, "qualifier": "some"}, HYESAN)
    for chart in (strip(shown), lanes(shown, width=358)):
        assert "0" not in re.findall(r"\d+", words(chart))
    unknown = amounts(shown, NAMES, Kind.DEPARTED, LIGHT, 620)
    assert "number not reported" in words(unknown)
    assert [text for text in texts(unknown) if text == "0"] == ["0"]  # the axis


def test_every_hedge_stays_with_its_number(shipped):
    shown, names = shipped
    for width in (1260, 930, 700, 358):
        said = words(lanes(shown, width=width, names=names))
        missing = [c.claim_id for c in shown if c.has_figure and wording.figure(c) not in said]
        assert missing == []


def test_a_long_figure_is_wrapped_and_a_long_text_cut():
    figure = {**HYESAN, "qualifier": "according to people who had it from others about"}
    told = {"kind": "trend", "missing_reason": "not applicable", "summary": "Many went. " * 40}
    assert wording.figure(claims(figure)[0]) in words(strip(claims(figure), width=358))
    chart = strip(claims(told), width=358)
    assert [text for text in texts(chart) if text.endswith("…")]
    assert wording.sentence(claims(told)[0], NAMES) in [mark.get("s") for mark in marks(chart)]


def test_a_superseded_claim_is_faint_and_says_so():
    chart = strip(claims({**HYESAN, "status": "superseded"}))
    assert "37 people, reportedly (superseded)" in texts(chart)
    assert [mark["o"] for mark in marks(chart) if "o" in mark] == [0.4]


# ---------------------------------------------------------------- amounts


def test_two_kinds_are_refused_by_name():
    shown = claims(HYESAN, {**HYESAN, "kind": "selected"})
    with pytest.raises(ValueError, match="departed and selected"):
        amounts(shown, NAMES, Kind.DEPARTED, LIGHT, 620)


def test_without_a_figure_there_is_no_axis():
    assert amounts(claims(MUSAN), NAMES, Kind.DEPARTED, LIGHT, 620) is None
    assert amounts((), NAMES, Kind.DEPARTED, LIGHT, 620) is None


def test_amounts_draw_every_claim_by_date():
    shown = claims(HYESAN, {**MUSAN, "when": "2024-02"}, {**HYESAN, "when": ""})
    for width in (930, 358, 90):
        chart = amounts(shown, NAMES, Kind.DEPARTED, LIGHT, width)
        assert sheet.claim_ids(chart) == ("C2", "C1", "C3")


def test_two_units_have_two_axes():
    yuan = {"kind": "promised pay", "best": 50000, "unit": "CNY per year"}
    chart = amounts(
        claims(yuan, {**yuan, "best": 9920000, "unit": "won per year"}),
        NAMES, Kind.PROMISED_PAY, LIGHT, 620,
    )  # fmt: skip
    assert [text for text in texts(chart) if text.endswith("a year") and text[0] in "yw"] == [
        "yuan a year",
        "won a year",
    ]
    assert texts(chart).count("0") == 2


def heights(chart, colour, *, opacity=None):
    """Each area of a colour in the kind's own unit, read back from its pixels."""
    return [
        (mark["y"], mark["y2"])
        for mark in marks(chart)
        if mark.get("c") == colour
        and mark.get("o") == opacity
        and "d" not in mark
        and mark["x"] < mark["x2"]
    ]


def test_a_range_is_solid_to_its_low_end_and_has_no_midpoint():
    wide = {**STOCK, "low": 50000, "high": 100000, "qualifier": "between", "when": "../2017"}
    chart = amounts(claims(wide), NAMES, Kind.PRESENT, LIGHT, 620)
    green = LIGHT.kinds[Kind.PRESENT]
    ((low_top, base),) = heights(chart, green)
    ((high_top, joint),) = heights(chart, green, opacity=0.13)
    assert joint == low_top
    assert (base - high_top) == pytest.approx(2 * (base - low_top))
    assert "75,000" not in spec(chart)


def test_more_than_is_open_above_and_up_to_is_empty_below():
    blue = LIGHT.kinds[Kind.DEPARTED]
    more = amounts(claims({"low": 100, "qualifier": "more than"}), NAMES, Kind.DEPARTED, LIGHT, 620)
    most = amounts(claims({"high": 100, "qualifier": "up to"}), NAMES, Kind.DEPARTED, LIGHT, 620)
    assert sum(mark.get("w") == 2.2 and mark["x"] == mark["x2"] for mark in marks(more)) == 3
    assert (len(heights(more, blue)), dashed(more)) == (1, [])
    assert (heights(most, blue), len(dashed(most))) == ([], 4)


def test_either_of_two_lengths_is_two_ticks_without_a_bar():
    either = {
        "kind": "contract length",
        "low": 12,
        "high": 24,
        "spread": "either",
        "unit": "months",
    }
    chart = amounts(claims(either), NAMES, Kind.CONTRACT_LENGTH, LIGHT, 620)
    assert sum(mark.get("w") == 3.2 for mark in marks(chart)) == 2
    assert solid(chart, LIGHT.ink2) == []


def test_a_stock_from_before_2018_is_kept_apart():
    early = {**STOCK, "best": 30000, "when": "../2017"}
    late = {**STOCK, "best": 4000, "when": "2024-10-29"}
    told = "2018 to 2024: no figure here, not joined"
    assert told in words(amounts(claims(late, early), NAMES, Kind.PRESENT, LIGHT, 620))
    assert told not in words(amounts(claims(late), NAMES, Kind.PRESENT, LIGHT, 620))


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (37, (0, 20, 40)),
        (4000, (0, 2000, 4000)),
        (100000, (0, 50000, 100000)),
    ],
)
def test_axes_have_even_steps(most, ticks):
    assert axis_for(claims({"best": most}), "people").ticks == ticks


# ---------------------------------------------------------------- selections


@pytest.mark.parametrize(
    ("brush", "chosen"),
    [
        ([9.2, 11.4], ("2024-10", "2024-12")),
        ([11.4, 9.2], ("2024-10", "2024-12")),
        ([9.95, 11.05], ("2024-11", "2024-11")),
        ([-4.0, 0.5], ("2024-01", "2024-01")),
        ([12.5, 40.0], ("2025-01", "2025-01")),
        ([13.2, 15.0], None),
        ([5.0, 5.05], None),
    ],
)
def test_a_brush_means_the_months_it_covers_by_more_than_a_tenth(brush, chosen):
    assert selections.brushed_months({"brush": {"month": brush}, "pick": {}}, MONTHS) == chosen


@pytest.mark.parametrize(
    "selection", [{}, {"brush": {}}, {"brush": {"month": []}}, {"brush": None}]
)
def test_no_brush_means_no_months(selection):
    assert selections.brushed_months(selection, MONTHS) is None


def many(count):
    return claims(*(HYESAN | {"claim_id": f"X-{n}", "best": n} for n in range(1, count + 1)))


def test_many_rows_are_handed_over_as_text_and_are_the_same_rows():
    chart = strip(many(120))
    rows = chart.datasets
    assert {name: len(own) >= sheet.MANY_ROWS for name, own in rows.items()} == {
        "ground": False, "rule": True, "block": True, "edge": False,
        "text": True, "picture": False, "touch": True, "halo": True,
    }  # fmt: skip
    whole = chart.to_dict()
    for named, held in zip(whole["layer"], sheet.self_contained(chart)["layer"], strict=True):
        if "name" not in named["data"]:
            assert held["data"] == named["data"]
            continue
        own = whole["datasets"][named["data"]["name"]]
        if len(own) < sheet.MANY_ROWS:
            assert held["data"] == {"values": own}
        else:
            assert held["data"].pop("format") == {"type": "json"}
            assert json.loads(held["data"].pop("values")) == own
            assert not held["data"]


def test_a_chart_is_drawn_the_same_whether_its_rows_are_text_or_not(monkeypatch):
    chart = strip(many(60))
    few = time_figure.body(chart)
    monkeypatch.setattr(sheet, "MANY_ROWS", 1)
    assert time_figure.body(chart) == few
    monkeypatch.setattr(sheet, "MANY_ROWS", 10**9)
    assert time_figure.body(chart) == few
    assert "60 people" in few


@pytest.mark.parametrize(
    ("selection", "claim"),
    [
        ({"pick": [{"claim_id": "AP2501-20"}]}, "AP2501-20"),
        ({"pick": [{}]}, None),
        ({"pick": {}}, None),
        ({}, None),
    ],
)
def test_a_click_means_the_claim_under_it(selection, claim):
    assert selections.picked_claim(selection) == claim
