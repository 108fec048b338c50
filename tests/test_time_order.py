"""One order of time for everything, and the days of a season."""

from datetime import date

import pytest
from folders import folder
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, claims, claims_frame

from nkmap import dataset, dates
from nkmap.claim import records
from nkmap.dates import BadDate, parse, time_order
from nkmap.figures import axis_panels
from nkmap.relations import lead_claim
from nkmap.view import Column, View, select
from nkmap.view import order as order_of
from nkmap.wording.dates import when

PUBLISHED = date(2025, 1, 31)
WHEN = st.sampled_from(
    ["2024", "2024-24", "2024-12~", "../2024-12", "2024-11/..", "2025-12/..", "2026", "2017/2024"]
)


def test_the_newest_figure_leads_though_its_start_is_open():
    old, new = claims({"best": 10, "when": "2023-05"}, {"best": 20, "when": "../2024-12"})
    assert lead_claim([old, new]) is new


def test_an_end_that_is_open_or_ahead_reaches_no_further_than_what_was_said():
    rows = [{"best": n, "when": w} for n, w in enumerate(("2025-12/..", "2024-06/..", "2026"), 1)]
    said = [{"best": 4, "when": "2024-06/..", "said_on": "2024-08"}]
    assert [claim.order for claim in claims(*rows, *said)] == [
        ("2025-01-31", "2025-12-01"),
        ("2025-01-31", "2024-06-01"),
        ("2025-01-31", "2026-01-01"),
        ("2024-08-31", "2024-06-01"),
    ]


def test_an_open_end_takes_no_front_page_from_a_claim_that_was_said_later():
    early, late = claims(
        {"best": 10, "when": "2024-03/..", "said_on": "2024-04"}, {"best": 20, "when": "2024-12"}
    )
    assert lead_claim([early, late]) is late


def test_an_open_end_of_a_source_without_a_day_is_not_after_all_others():
    assert time_order(parse("2024-11/.."), None, None) == ("2024-11-30", "2024-11-01")
    assert time_order(parse("../2024-11"), None, None) == ("2024-11-30", "")
    assert time_order(None, parse("2025"), PUBLISHED) == ("", "")


@given(WHEN, st.sampled_from(["", "2024-10", "2024-12/2025-01", "2024-12/.."]))
def test_nothing_is_sorted_behind_the_day_of_its_source(when, said):
    last, _ = time_order(parse(when), parse(said) if said else None, PUBLISHED)
    assert last <= PUBLISHED.isoformat()
    if said == "2024-10":
        assert last <= "2024-10-31"


@given(st.lists(st.tuples(WHEN | st.just(""), st.sampled_from(["", "2024-10"])), min_size=1))
def test_a_table_and_a_headline_know_one_order_of_time(rows):
    frame = claims_frame(*({"when": when, "said_on": said} for when, said in rows))
    told, selection = records(frame), select(frame, View())
    shown = order_of(selection, View(sort=Column.WHEN), {})
    assert [told[i].order for i in shown if told[i].when] == sorted(
        claim.order for claim in told if claim.when
    )
    assert all(told[i].when is None for i in shown[sum(bool(when) for when, _ in rows) :])


def test_bars_stand_in_the_order_of_time():
    rows = [{"kind": "present", "best": 1, "when": w} for w in ("2024-03", "../2018", "2021/..")]
    (panel,) = axis_panels.series_panels(claims(*rows), NAMES)
    assert [row.tip["claim_id"] for row in panel.rows] == ["C2", "C1", "C3"]


# ---------------------------------------------------------------- seasons


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2024-21", "2024-03-01", "2024-05-31", "spring 2024"),
        ("2024-22~", "2024-06-01", "2024-08-31", "about summer 2024"),
        ("2024-23?", "2024-09-01", "2024-11-30", "possibly autumn 2024"),
        ("2024-24", "2024-12-01", "2025-02-28", "winter 2024-25"),
        ("2023-24%", "2023-12-01", "2024-02-29", "possibly about winter 2023-24"),
        ("1999-24", "1999-12-01", "2000-02-29", "winter 1999-00"),
    ],
)
def test_a_season_has_three_months_and_may_be_vague(text, first, last, words):
    period = parse(text)
    assert (str(period.first_day), str(period.last_day)) == (first, last)
    assert period.has_month
    assert when(period) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-21/2024-24", "spring 2024 to winter 2024-25"),
        ("2024-24/2025-03", "winter 2024-25 to March 2025"),
        ("2024-12/2024-24", "December 2024 to winter 2024-25"),
        ("2024-21/2024-23~", "spring to about autumn 2024"),
        ("../2024-24", "until winter 2024-25, start not given"),
        ("2024-24/..", "from winter 2024-25, end not given"),
    ],
)
def test_a_winter_is_never_told_as_one_year(text, words):
    assert when(parse(text)) == words


def test_a_winter_touches_its_three_months():
    frame = claims_frame({"when": "2024-24"})
    found = [
        select(frame, View(first=month, last=month)).count
        for month in ("2024-11", "2024-12", "2025-01", "2025-02", "2025-03")
    ]
    assert found == [0, 1, 1, 1, 0]


@pytest.mark.parametrize("text", ["2024-25", "2024-20", "2024-24-01", "24-2024", "2024-33"])
def test_what_is_no_season_is_refused_in_words_that_name_them(text):
    with pytest.raises(BadDate, match=r"2024-24 \(winter 2024-25\)"):
        dates.parse(text)


def test_an_open_end_reaches_no_further_than_the_words(tmp_path):
    where = folder(
        tmp_path / "d",
        {"when": "2024-06/..", "said_on": "2024-09"},
        {"when": "2024-06/.."},
        {"when": "2024-06/..", "said_on": "2024-12/2025-01"},
    )
    days = dataset.load(where).claims["last_day"]
    assert [str(day.date()) for day in days] == ["2024-09-30", "2025-01-31", "2025-01-31"]
