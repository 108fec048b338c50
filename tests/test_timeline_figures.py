"""The timelines: every claim is drawn, in the form of its date, and unknown is never 0."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pytest
from frozen import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NAMES, amounts, claims, drawn_ids, heads_of, rows_of, valid

from nkmap import dates, render
from nkmap.app.charts import brushed_months, picked_claim
from nkmap.claim import records
from nkmap.dates import parse
from nkmap.figures import chart_style, time_scale, timeline, timeline_folding
from nkmap.figures.colours import DARK, LIGHT, kind_colour
from nkmap.figures.time_scale import Block, Edge, TimeScale
from nkmap.figures.typography import text_width
from nkmap.render import chart_elements
from nkmap.schema import Kind
from nkmap.view import View
from nkmap.wording import hedges, sentences
from nkmap.wording.counts import folded_claims
from nkmap.wording.places import Names

MONTHS = dates.months_between("2024-01", "2025-01")
HYESAN = {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia"}
MUSAN = {"origin": "musan", "destination": "russia", "when": "2024-09/2024-12"}
STOCK = {"kind": "present", "unit": "workers", "destination": "russia"}
EVERYTHING = View()


@pytest.fixture(scope="module")
def shipped():
    return records(DATA.claims), Names(DATA.places)


@pytest.fixture(scope="module")
def seed(shipped):
    shown, names = shipped
    return tuple(claim for claim in shown if claim.source_id == "AP2501"), names


def strip(shown, view=EVERYTHING, width=930, palette=LIGHT, names=NAMES, known=MONTHS):
    own = TimeScale.beside_names(known, width)
    return timeline.chart(timeline.frames(shown, names, own, view, grouped=False), own, palette)


def lanes(shown, view=EVERYTHING, width=1260, palette=LIGHT, names=NAMES, known=MONTHS):
    own, silence = TimeScale.beside_names(known, width), timeline.without_claims(shown, known)
    rows = timeline.frames(shown, names, own, view, silence, grouped=True)
    return timeline.chart(rows, own, palette)


def marks(chart):
    return [mark for data in chart["datasets"].values() for mark in data]


def foot(chart):
    return chart["title"]["text"] if "title" in chart else []


def texts(chart):
    """Every text of a chart, the lines of one joined."""
    found = []
    for mark in marks(chart):
        if "words" in mark:
            lines = mark["words"]
            found.append(lines.replace("\n", " ") if isinstance(lines, str) else " ".join(lines))
        found += [mark["sign"]] if "sign" in mark else []
    return [*found, " ".join(foot(chart))]


def words(chart):
    return " ".join(texts(chart))


def spec(chart):
    return json.dumps(valid(chart), separators=(",", ":"))


def row(chart, claim="C1"):
    """The one row of a claim."""
    (found,) = [row for row in chart["datasets"]["claims"] if row["claim_id"] == claim]
    return found


def ground(chart, what):
    shade, full = {"silent": ("line", 0.45), "not covered": ("land", 1.0)}[what]
    rows = [r for r in chart["datasets"]["areas"] if (r["shade"], r["full"]) == (shade, full)]
    return [(row["first"], row["after"]) for row in rows]


def chosen(chart):
    (form,) = chart["datasets"]["form"]
    return (form["first"], form["after"]) if "first" in form else None


# ---------------------------------------------------------------- every claim is drawn


def test_the_timeline_draws_every_claim_on_every_width(shipped):
    shown, names = shipped
    wanted = {claim.claim_id for claim in shown}
    for width in (1260, 930, 700, 358):
        chart = lanes(shown, width=width, names=names)
        assert sorted(row["claim_id"] for row in chart["datasets"]["claims"]) == sorted(wanted)
        assert set(drawn_ids(chart)) == wanted


def test_a_strip_and_a_timeline_draw_the_same_claims(shipped):
    shown, names = shipped
    for kind in Kind:
        own = [claim for claim in shown if claim.kind is kind]
        ids = {claim.claim_id for claim in own}
        drawn = drawn_ids(strip(own, names=names))
        assert set(drawn) == set(drawn_ids(lanes(own, names=names))) == ids


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
KNOWN = st.sampled_from([MONTHS, (), ("2024-12",), dates.months_between("2016-01", "2026-12")])


@given(st.lists(ROWS, max_size=12), st.sampled_from([358, 700, 930, 1300]), KNOWN)
@settings(max_examples=25, deadline=None)
def test_every_claim_is_drawn_once_whatever_its_date_and_words(rows, width, known):
    shown = claims(*rows)
    ids = sorted(claim.claim_id for claim in shown)
    for chart in (strip(shown, width=width, known=known), lanes(shown, width=width, known=known)):
        assert sorted(row["claim_id"] for row in chart["datasets"]["claims"]) == ids
        assert all(mark["from"] < mark["to"] for mark in chart["datasets"]["claims"])


@given(st.lists(ROWS, min_size=1, max_size=12), st.sampled_from([358, 930, 1300]))
@settings(max_examples=30, deadline=None)
def test_claims_never_share_a_line_and_no_words_are_cut_off_by_an_edge(rows, width):
    chart = lanes(claims(*rows), width=width)
    filled = sorted((mark["top"], mark["below"]) for mark in chart["datasets"]["claims"])
    assert all(a < b <= c < d for (a, b), (c, d) in pairwise(filled))
    plot = TimeScale.beside_names(MONTHS, width)
    left, right = plot.left, plot.pixel(plot.ends[1])
    for mark in chart["datasets"]["claims"]:
        size = timeline.TEXT if width > time_scale.NARROW else timeline.NOTE
        bold = mark["weight"] > 400
        long = max(text_width(line, size, bold=bold) for line in mark["words"].split("\n"))
        at = mark["at"]
        start = at - long if mark["align"] == "right" else at
        assert left <= start + 1
        assert start + long <= right + 1


def test_a_row_of_many_claims_folds_to_one_line_that_says_what_it_holds_and_unfolds_if_one_is_open():
    many = [
        {"claim_id": f"C{n}", "origin": "musan", "best": n + 1, "when": f"2024-{n % 12 + 1:02d}"}
        for n in range(timeline.MOST_UNFOLDED)
    ]
    few = {"claim_id": "L1", "origin": "hyesan", "best": 37, "when": "2024-12"}
    undated = {"claim_id": "U1", "origin": "musan", "best": 9, "when": ""}
    shown = claims(*many, few, undated)
    assert sorted(drawn_ids(lanes(shown))) == sorted(claim.claim_id for claim in shown)
    words = [row["words"] for row in lanes(shown)["datasets"]["claims"] if row.get("words")]
    assert words == [
        "150 claims, the newest: 12 people, December 2024",
        "no date given: 9 people",
        "37 people",
    ]
    opened = lanes(shown, View(claim="C3"))
    assert sum(bool(row.get("words")) for row in opened["datasets"]["claims"]) == len(shown)


def test_in_a_folded_row_each_claim_can_be_seen_and_clicked():
    year = {"claim_id": "YEAR", "when": "2024", "best": 9}
    month = {"claim_id": "MONTH", "when": "2024-03", "best": 5}
    unknown = {"claim_id": "UNKNOWN", "when": "2024-03"}
    later = {"claim_id": "LATER", "when": "2024-06", "best": 7}
    shown = claims(*({"origin": "musan"} | own for own in (month, unknown, later, year)))
    time = TimeScale.beside_names(MONTHS, 930)
    rows = [timeline.row(claim, NAMES, time, 5) for claim in shown]
    found = {row["claim_id"]: row for row in timeline_folding.folded(rows, time, 5)}
    assert {name: (row["top"], row["below"], row["line"]) for name, row in found.items()} == {
        "YEAR": (5.0, 5.5, 4.75),
        "MONTH": (5.5, 6.0, 5.25),
        "UNKNOWN": (6.0, 6.5, 5.75),
        "LATER": (5.5, 6.0, 5.25),
    }
    assert (found["UNKNOWN"]["outline"], found["UNKNOWN"]["sign"]) == ("dashed", "?")
    assert found["MONTH"]["to"] <= found["LATER"]["from"]
    (alone,) = timeline_folding.folded(rows[:1], time, 5)
    assert (alone["top"], alone["below"], alone["line"]) == (5, 6, 5)
    assert alone["high"] == timeline.THICK > found["MONTH"]["high"]


STANDS = {"claim_id": "A", "best": 40, "when": "2024-12"}


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"best": 9, "part_of": "A", "when": "2025-01"}, "40 people, December 2024"),
        ({"best": 9, "status": "withdrawn"}, "40 people, December 2024"),
        ({"best": 9, "access": "weak copy"}, "40 people, December 2024"),
        ({"missing_reason": "not reported"}, "40 people, December 2024"),
        ({"best": 9, "when": "2025-01"}, "9 people, January 2025"),
    ],
    ids=["part", "withdrawn", "weak copy", "tie without a figure", "later"],
)
def test_the_newest_of_a_folded_row_is_told_as_a_headline_would(other, told):
    row = claims(STANDS, {"claim_id": "B", "when": "2024-12"} | other)
    for own in (row, row[::-1]):
        assert folded_claims(own) == f"2 claims, the newest: {told}"


def test_no_claim_is_said_in_words():
    for chart in (strip(()), lanes(())):
        assert "No claim matches." in words(chart)
        assert drawn_ids(chart) == ()


def test_charts_are_as_wide_as_asked_and_the_same_twice(shipped):
    shown, names = shipped
    for make in (strip, lanes):
        first, again = (make(shown, names=names, width=711) for _ in range(2))
        assert chart_style.size(first)[0] == 711
        assert spec(first) == spec(again)


def test_the_departed_strip_of_the_seed_stays_small(seed):
    shown, names = seed
    own = [claim for claim in shown if claim.kind in (Kind.DEPARTED, Kind.ROUTE)]
    view = View(first="2024-12", last="2024-12", claim="AP2501-20")
    sizes = [len(spec(strip(own, view, width=width, names=names))) for width in (1260, 930, 358)]
    assert max(sizes) < 19_000


def test_only_the_palettes_colours_are_used(shipped):
    shown, names = shipped
    for palette in (LIGHT, DARK):
        chart = lanes(shown, View(claim="AP2501-18"), palette=palette, names=names)
        used = set(re.findall(r"#[0-9A-F]{6}\b", spec(chart)))
        assert used <= {*re.findall(r"#[0-9A-F]{6}", repr(palette))}


def test_months_and_years_are_named_as_far_as_there_is_room():
    def named(width, first, last):
        drawn = chart_elements(strip((), width=width, known=dates.months_between(first, last)))
        found = ET.fromstring(f"<svg>{drawn}</svg>").iter("text")
        words = [" ".join("".join(text.itertext()).split()) for text in found]
        return words[: words.index("not covered")]

    assert named(930, "2023-11", "2024-03") == ["Nov 2023", "Dec", "Jan 2024", "Feb", "Mar"]
    assert named(358, "2023-12", "2024-12") == ["D", "J 2024", *"FMAMJJASOND"]
    assert named(358, "2024-12", "2026-01") == ["D", "J 2025", *"FMAMJJASOND", "J 2026"]
    years = named(358, "2015-06", "2026-12")
    assert years == ["2016", "2018", "2020", "2022", "2024", "2026"]


# ---------------------------------------------------------------- dates


def span_of(text):
    return time_scale.block_of(parse(text), MONTHS)


@pytest.mark.parametrize(
    ("text", "first", "after", "start", "end", "rise", "fall"),
    [
        ("2024-12", "2024-12-01", "2025-01-01", Edge.SHARP, Edge.SHARP, 0, 0),
        ("2024-09/2024-12", "2024-09-01", "2025-01-01", Edge.SHARP, Edge.SHARP, 0, 0),
        ("2024-11-15/..", "2024-11-15", "2025-02-01", Edge.SHARP, Edge.OPEN, 0, 63),
        ("../2024-12", "2024-01-01", "2025-01-01", Edge.OPEN, Edge.SHARP, 335, 0),
        ("2024-12~", "2024-12-01", "2025-01-01", Edge.SOFT, Edge.SOFT, 15, 15),
        ("2024-21/2024-12", "2024-03-01", "2025-01-01", Edge.SOFT, Edge.SHARP, 92, 0),
        ("2023~/..", "2024-01-01", "2025-02-01", Edge.CUT, Edge.OPEN, 0, 397),
        ("2023/2024-08", "2024-01-01", "2024-09-01", Edge.CUT, Edge.SHARP, 0, 0),
        ("2024/2024-08", "2024-01-01", "2024-09-01", Edge.SOFT, Edge.SHARP, 122, 0),
        ("2024-11/2025", "2024-11-01", "2025-02-01", Edge.SHARP, Edge.SOFT, 0, 31),
        ("2024-12-31", "2024-12-31", "2025-01-01", Edge.SHARP, Edge.SHARP, 0, 0),
    ],
)
def test_a_blocks_form_is_its_date(text, first, after, start, end, rise, fall):
    days = date.fromisoformat(first), date.fromisoformat(after)
    assert span_of(text) == Block(*days, start, end, rise, fall)


def test_a_day_is_wide_enough_to_be_seen_in_its_place():
    day = span_of("2024-10-29")
    assert day.at_least(7) == Block(date(2024, 10, 26), date(2024, 11, 2))
    assert day.at_least(1) == day


def stretches(claim):
    """What is drawn of a block in the colour of its kind: how wide and how opaque."""
    drawn = ET.fromstring(f"<svg>{chart_elements(strip(claims(claim)))}</svg>")
    colour = LIGHT.kinds[Kind.DEPARTED]
    found = [part for part in drawn.iter("path") if part.get("fill") == colour]
    wide = [re.search(r"h(-?[\d.]+)", part.get("d")) for part in found]
    return [
        (float(width[1]), float(part.get("opacity", 1)))
        for width, part in zip(wide, found, strict=True)
        if width
    ]


def test_an_open_start_rises_from_faint_to_full_and_no_seam_shows():
    found = stretches({**HYESAN, "when": "../2024-12"})
    widths = [width for width, _ in found]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == len(widths) > 6
    seen, through = [], 1.0
    for _, opacity in found:
        through *= 1 - opacity
        seen.append(1 - through)
    even = [(step + 1) / len(found) for step in range(len(found))]
    assert seen == pytest.approx(even, abs=0.01)


def test_what_is_dated_sharply_is_one_block():
    assert len(stretches(HYESAN)) == 1


def test_a_whole_year_is_thin_and_what_is_dated_is_not():
    chart = strip(claims(HYESAN | {"when": "2024"}, HYESAN, HYESAN | {"when": "2024-06/.."}))
    high = [row(chart, claim)["high"] for claim in ("C1", "C2", "C3")]
    assert high == [timeline.THIN, timeline.THICK, timeline.THICK]
    assert timeline.THIN < timeline.THICK


def test_what_goes_on_outside_the_months_points_there():
    chart = strip(
        claims(HYESAN | {"when": "2023-06/2024-03"}, HYESAN | {"when": "2024-12/2025-06"})
    )
    assert [(row(chart, claim)["start"], row(chart, claim)["end"]) for claim in ("C1", "C2")] == [
        ("goes on outside the months", "sharp"),
        ("sharp", "goes on outside the months"),
    ]


@pytest.mark.parametrize(
    ("text", "spot"),
    [("", "undated"), ("../2017", "before"), ("2026", "after"), ("2023~/..", "among")],
)
def test_a_date_lies_among_the_months_or_beside_them(text, spot):
    assert time_scale.place_in_time(parse(text) if text else None, MONTHS) == spot


def test_a_claim_from_before_the_months_stands_apart_in_words():
    early = {**STOCK, "low": 50000, "high": 100000, "qualifier": "between", "when": "../2017"}
    for width in (1260, 358):
        chart = lanes(claims(early), width=width)
        told = "◂ until 2017, start not given: between 50,000 and 100,000 workers"
        assert told in words(chart)
        assert blocks(chart) == []


def test_a_claim_from_after_the_months_points_there():
    chart = strip(claims({**HYESAN, "when": "2026-01"}))
    assert "January 2026: 37 people, reportedly ▸" in texts(chart)
    assert row(chart)["align"] == "right"


def test_a_claim_without_a_date_says_so():
    chart = strip(claims({**HYESAN, "when": ""}))
    assert "no date given: 37 people, reportedly" in texts(chart)


def test_silence_after_the_last_month_is_not_decline():
    told = (
        "Not covered: what came after January 2025, where this picture ends. "
        "Silence here is not decline."
    )
    for width in (1260, 358):
        for chart in (lanes(claims(HYESAN), width=width), strip(claims(HYESAN), width=width)):
            assert told in words(chart)
            ((first, _),) = ground(chart, "not covered")
            assert first == "2025-02-01"


def test_months_without_a_claim_are_shaded():
    chart = lanes(claims(HYESAN, MUSAN | {"when": "2024-03"}))
    assert ground(chart, "silent") == [
        ("2024-01-01", "2024-03-01"), ("2024-04-01", "2024-12-01"), ("2025-01-01", "2025-02-01")
    ]  # fmt: skip
    assert ground(strip(claims(HYESAN)), "silent") == []


def test_the_count_above_the_months_counts_claims_and_never_shows_a_zero():
    dated = ("2024-12", "2024-11-15/..", "2024", "../2024-11", "")
    shown = claims(*({**HYESAN, "when": when} for when in dated))
    chart = lanes(shown)
    counted = [
        (month["claims"], month["words"])
        for month in chart["datasets"]["areas"]
        if "claims" in month
    ]
    assert counted[-4:] == [(0, "–"), (1, "1"), (2, "2"), (1, "1")]
    assert "(claims, not people)" in words(chart)
    assert "0" not in texts(chart)


def test_an_area_without_words_has_no_text():
    chart = lanes(claims(HYESAN))
    counted = [row for row in chart["datasets"]["areas"] if row["words"]]
    chart["datasets"]["areas"] += [row | {"words": None} for row in counted]  # as a table has it
    assert counted
    assert "null" not in chart_elements(chart)


def test_selected_months_are_bold_and_banded():
    chart = strip(claims(HYESAN), View(first="2024-11", last="2024-12"))
    assert chosen(chart) == ("2024-11-01", "2025-01-01")
    drawn = ET.fromstring(f"<svg>{chart_elements(chart)}</svg>").iter("text")
    bold = [" ".join("".join(t.itertext()).split()) for t in drawn if t.get("font-weight") == "700"]
    assert bold == ["Nov", "Dec"]
    assert chosen(strip(claims(HYESAN))) is None


def test_a_chart_stays_the_same_but_for_its_data_whatever_is_chosen(shipped):
    shown, names = shipped
    views = (EVERYTHING, View(first="2024-11", last="2024-12"), View(claim="AP2501-18"))
    for make in (strip, lanes):
        looks = []
        for view, own in zip(views, (shown, shown[:9], ()), strict=True):
            look = valid(make(own, view, names=names))
            looks.append({k: v for k, v in look.items() if k not in ("datasets", "height")})
        assert looks[0] == looks[1] == looks[2]


def test_the_selected_claim_alone_has_an_outline():
    shown = claims(HYESAN, MUSAN)
    outlines = [
        [row["chosen"] for row in strip(shown, View(claim=claim))["datasets"]["claims"]]
        for claim in (None, "C1", "C9")
    ]
    assert [sum(found) for found in outlines] == [0, 1, 0]


# ---------------------------------------------------------------- numbers


def blocks(chart):
    """The blocks of claims, how opaque each is where it does not fade, and in which colour."""
    return [
        (mark["first"], mark["after"], mark["full"], mark["shade"])
        for mark in chart["datasets"]["claims"]
        if "first" in mark
    ]


def test_a_number_is_solid_and_an_unknown_one_dashed_with_a_question_mark():
    known, unknown = strip(claims(HYESAN)), strip(claims(MUSAN))
    assert blocks(known) == [("2024-12-01", "2025-01-01", 1.0, "kind-departed")]
    assert blocks(unknown) == [("2024-09-01", "2025-01-01", 0.18, "kind-departed")]
    assert [(row(c)["outline"], row(c).get("sign")) for c in (known, unknown)] == [
        ("", None),
        ("dashed", "?"),
    ]
    assert row(unknown)["words"] == "number not reported"
    open_start = strip(claims(MUSAN | {"when": "../2024-12"}))
    dashes = [chart_elements(c).count('"4,3"') for c in (known, unknown, open_start)]
    assert dashes == [0, 4, 3]


def test_a_block_too_short_for_a_question_mark_has_it_in_its_words():
    day = strip(claims({**MUSAN, "when": "2024-10-29"}), width=700)
    assert row(day)["words"] == "? number not reported"
    assert "sign" not in row(day)


def test_unknown_is_never_zero_in_any_chart():
    shown = claims(MUSAN, {**MUSAN, "qualifier": "some"}, HYESAN)
    for chart in (strip(shown), lanes(shown, width=358)):
        assert "0" not in re.findall(r"\d+", words(chart))
    unknown = amounts(shown, NAMES, LIGHT, 620)
    assert "number not reported" in words(unknown)
    assert signs(unknown) == [("unknown", "?"), ("unknown", "?")]
    assert [(bar["from"], bar["to"]) for bar in rows_of(unknown, "bar")] == [(0, 37)]


def test_every_hedge_stays_with_its_number(shipped):
    shown, names = shipped
    for width in (1260, 930, 700, 358):
        said = words(lanes(shown, width=width, names=names))
        missing = [c.claim_id for c in shown if c.has_figure and hedges.figure(c) not in said]
        assert missing == []


def test_a_long_figure_is_wrapped_and_a_long_text_cut():
    figure = {
        **HYESAN,
        "qualifier": "according to people who had it from others who were there about",
    }
    told = {"kind": "trend", "missing_reason": "not applicable", "summary": "Many went. " * 40}
    chart = strip(claims(figure), width=358)
    assert hedges.figure(claims(figure)[0]) in words(chart)
    assert len(row(chart)["words"].split("\n")) == 2
    chart = strip(claims(told), width=358)
    short = row(chart)["words"]
    assert 100 < text_width(short, timeline.NOTE) < 358
    sentence = sentences.sentence(claims(told)[0], NAMES)
    assert {mark["says"] for mark in chart["datasets"]["claims"]} == {sentence}
    drawn = chart_elements(chart)
    assert "…" in drawn
    assert sentence not in drawn


def test_a_superseded_claim_is_faint_and_says_so():
    chart = strip(claims({**HYESAN, "status": "superseded"}))
    assert "37 people, reportedly (superseded)" in texts(chart)
    assert [opacity for *_, opacity, _ in blocks(chart)] == [0.4]


def test_soldiers_are_not_in_the_colour_of_workers():
    chart = strip(claims(HYESAN, {**HYESAN, "group": "soldiers", "unit": "soldiers"}))
    assert [shade for *_, shade in blocks(chart)] == ["kind-departed", "ink2"]
    told = spec(chart)
    assert f'"{LIGHT.kinds[Kind.DEPARTED]}"' in told
    assert f'"{LIGHT.ink2}"' in told


# ---------------------------------------------------------------- amounts


def test_two_kinds_are_refused_by_name():
    shown = claims(HYESAN, {**HYESAN, "kind": "selected"})
    with pytest.raises(ValueError, match=r"Departed .people. and Selected .people."):
        amounts(shown, NAMES, LIGHT, 620)


def test_without_a_figure_there_is_no_axis():
    assert amounts(claims(MUSAN), NAMES, LIGHT, 620) is None
    assert amounts((), NAMES, LIGHT, 620) is None


def test_amounts_draw_every_claim_by_date():
    shown = claims(HYESAN, {**MUSAN, "when": "2024-02"}, {**HYESAN, "when": ""})
    for width in (930, 358, 90):
        chart = amounts(shown, NAMES, LIGHT, width)
        assert drawn_ids(chart) == ("C2", "C1", "C3")


def test_two_units_share_no_axis():
    yuan = {"kind": "promised pay", "best": 50000, "unit": "CNY per year"}
    won = {**yuan, "best": 9920000, "unit": "won per year"}
    with pytest.raises(
        ValueError, match=r"yuan a year. and Promised pay .won a year.: figures of different"
    ):
        amounts(claims(yuan, won), NAMES, LIGHT, 620)
    assert heads_of(amounts(claims(yuan), NAMES, LIGHT, 620)) == ["yuan a year"]


def signs(chart):
    return [(sign["look"], sign["sign"]) for sign in rows_of(chart, "box")]


def drawn(chart):
    """The bars of a chart and the values that are marked, in the kind's own unit."""
    return (
        [(bar["from"], bar["to"], bar["look"]) for bar in rows_of(chart, "bar")],
        [(mark["value"], of) for of in ("tick", "open") for mark in rows_of(chart, of)],
    )


@pytest.mark.parametrize(
    ("figure", "bars", "values"),
    [
        pytest.param({"best": 37}, [(0, 37, "stated")], [], id="a number is solid"),
        pytest.param(
            {"low": 50000, "high": 100000, "qualifier": "between"},
            [(0, 50000, "stated"), (50000, 100000, "range")],
            [],
            id="a range is solid to its low end and has no midpoint",
        ),
        pytest.param(
            {"low": 20, "best": 30, "high": 50},
            [(0, 20, "stated"), (20, 50, "range")],
            [(30, "tick")],
            id="a best figure within a range is marked as reported",
        ),
        pytest.param(
            {"low": 100, "qualifier": "more than"},
            [(0, 100, "stated")],
            [(100, "open")],
            id="more than is open beyond",
        ),
        pytest.param(
            {"low": 100, "high": 200, "spread": "between", "qualifier": "at least"},
            [(0, 100, "stated"), (100, 200, "range")],
            [(200, "open")],
            id="at least so many to so many is open beyond both",
        ),
        pytest.param(
            {"high": 100, "qualifier": "up to"}, [(0, 100, "limit")], [], id="up to is empty"
        ),
        pytest.param(
            {"low": 11, "high": 34, "spread": "fell"},
            [],
            [(11, "tick"), (34, "tick")],
            id="two moments are two ticks without a bar",
        ),
        pytest.param(
            {"low": 12, "high": 24, "spread": "either"},
            [],
            [(12, "tick"), (24, "tick")],
            id="either of two is two ticks without a bar",
        ),
        pytest.param(
            {"best": 37, "status": "withdrawn"},
            [(0, 37, "no longer")],
            [],
            id="what no longer stands is faint",
        ),
    ],
)
def test_a_bar_is_what_its_figure_says(figure, bars, values):
    chart = amounts(claims(figure), NAMES, LIGHT, 620)
    assert drawn(chart) == (bars, values)
    assert signs(chart) == []


@pytest.mark.parametrize(
    ("figure", "looks"),
    [
        ({}, [("1", "0")]),
        ({"status": "withdrawn"}, [("0.4", "0")]),
        ({"high": 50}, [("1", "0"), ("0.13", "1.6")]),
        ({"best": "", "high": 50}, [("0", "1.6")]),
        ({"kind": "planned"}, [("0", "1.6")]),
    ],
    ids=["stated", "no longer", "range", "limit", "plan"],
)
def test_what_is_solid_dashed_or_faint_is_told_by_its_look(figure, looks):
    chart = amounts(claims(HYESAN | figure), NAMES, LIGHT, 620)
    drawn = ET.fromstring(render.chart(valid(chart))).iter()
    kind = LIGHT.named[kind_colour(Kind(figure.get("kind", "departed")))]
    bars = [
        (mark.get("fill-opacity", "1"), mark.get("stroke-width", "1"))
        for mark in drawn
        if mark.tag.endswith("path") and mark.get("fill") == kind and mark.get("stroke") == kind
    ]
    assert bars == looks


def test_an_unknown_number_is_a_box_clear_of_the_axis_and_no_length():
    chart = amounts(claims(HYESAN, MUSAN, MUSAN), NAMES, LIGHT, 620)
    assert drawn(chart) == ([(0, 37, "stated")], [])
    assert signs(chart) == [("unknown", "?"), ("unknown", "?")]


def test_words_and_unknown_numbers_stand_beyond_the_highest_value():
    for width in (930, 358):
        chart = amounts(claims(HYESAN, MUSAN), NAMES, LIGHT, width)
        (longest,) = {
            layer["encoding"]["x"]["scale"]["range"][1]
            for layer in valid(chart)["spec"]["layer"]
            if "range" in layer["encoding"].get("x", {}).get("scale", {})
        }
        (box,) = rows_of(chart, "box")
        (told,) = {row["at"] for row in rows_of(chart, "words")}
        assert longest < box["at"] < told


@given(st.lists(st.sampled_from([HYESAN, MUSAN, {"high": 10**6, "best": 5}]), max_size=9))
@settings(max_examples=20, deadline=None)
def test_claims_lie_below_each_other_and_every_one_is_drawn(rows):
    shown = claims(HYESAN, *rows)
    for width in (930, 358):
        chart = amounts(shown, NAMES, LIGHT, width)
        touched = [(row["row"], row["high"]) for row in rows_of(chart, "touch")]
        lines = [row["row"] for row in rows_of(chart, "line")]
        assert all(row + high == after for (row, high), (after, _) in pairwise(touched))
        assert lines == list(range(sum(touched[-1])))
        assert sorted(drawn_ids(chart)) == sorted(c.claim_id for c in shown)


def test_a_stock_from_before_2018_is_kept_apart():
    early = {**STOCK, "best": 30000, "when": "../2017"}
    late = {**STOCK, "best": 4000, "when": "2024-10-29"}
    told = "Figures from before 2018 are not joined to later ones"
    assert told in words(amounts(claims(late, early), NAMES, LIGHT, 620))
    assert told not in words(amounts(claims(late), NAMES, LIGHT, 620))
    order = drawn_ids(amounts(claims(late, early), NAMES, LIGHT, 620))
    assert order == ("C2", "C1")


# ---------------------------------------------------------------- selections


def moment(day):
    """What a browser gives back of a brush: milliseconds since 1970."""
    return (date.fromisoformat(day) - date(1970, 1, 1)).days * 86_400_000


@pytest.mark.parametrize(
    ("first", "last", "chosen"),
    [
        ("2024-10-08", "2024-12-13", ("2024-10", "2024-12")),
        ("2024-12-13", "2024-10-08", ("2024-10", "2024-12")),
        ("2024-10-30", "2024-12-02", ("2024-11", "2024-11")),
        ("2023-08-01", "2024-01-15", ("2024-01", "2024-01")),
        ("2025-01-15", "2030-01-01", ("2025-01", "2025-01")),
        ("2025-02-08", "2025-04-01", None),
        ("2024-06-01", "2024-06-02", None),
    ],
)
def test_a_brush_means_the_months_it_covers_by_more_than_a_tenth(first, last, chosen):
    brush = {"brush": {"month": [moment(first), moment(last)]}, "pick": {}}
    assert brushed_months(brush, MONTHS) == chosen


@pytest.mark.parametrize(
    "selection", [{}, {"brush": {}}, {"brush": {"month": []}}, {"brush": None}]
)
def test_no_brush_means_no_months(selection):
    assert brushed_months(selection, MONTHS) is None


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
    assert picked_claim(selection) == claim
