"""Sums, refusals and comparisons in words: hedges stay, and nothing empty is a zero."""

import pytest
from samples import NAMES, claims

from nkmap.schema import Kind
from nkmap.summary import NoTotal, Reason, compare, pivot, total
from nkmap.view import Rows
from nkmap.wording import TEXTS, comparisons, counts, dates, sentences

WITHIN = {place: (place,) for place in NAMES}
HYESAN = {"best": 37, "origin": "hyesan", "destination": "russia"}
MUSAN = {"best": 200, "origin": "musan", "destination": "russia", "origin_group": "G2"}


def words(*rows):
    return comparisons.total_words(total(claims(*rows), WITHIN))


def test_a_total_says_what_it_is_and_what_had_no_number():
    assert words(HYESAN, MUSAN, MUSAN | {"best": ""}) == (
        "237 people: sum of 2 reports, not an estimate; 1 claim had no number"
    )


def test_a_total_keeps_the_hedges_of_its_parts():
    assert words(HYESAN | {"qualifier": "reportedly"}, MUSAN | {"qualifier": "about"}) == (
        "about 237 people, reportedly: sum of 2 reports, not an estimate; "
        "hedges in the reports: “reportedly”, “about”"
    )


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", "", "237 people"),
        ("about", "", "about 237 people"),
        ("roughly", "roughly", "roughly 237 people"),
        ("roughly", "around", "about 237 people"),
        ("heard", "", "237 people, heard"),
        ("heard", "reportedly", "237 people, reportedly"),
        ("reportedly around", "about", "about 237 people, reportedly"),
        ("believed to be", "", "believed to be 237 people"),
        ("believed to be about", "about", "believed to be about 237 people"),
    ],
)
def test_a_sum_with_a_hedged_part_carries_the_hedge_in_the_number(first, second, told):
    found = words(HYESAN | {"qualifier": first}, MUSAN | {"qualifier": second})
    assert found.partition(":")[0] == told


def test_a_sum_of_limits_is_refused_in_words():
    limits = {"best": 100, "qualifier": "more than"}, {"best": 50, "qualifier": "up to"}
    assert words(HYESAN, MUSAN | limits[0]) == (
        "No total: C2 gives only a limit, not a number that can be added."
    )
    assert words(HYESAN | limits[0], MUSAN | limits[1]) == (
        "No total: C1 and C2 give only limits, not numbers that can be added."
    )


def test_people_and_workers_of_one_group_are_added_as_people():
    assert words(HYESAN | {"unit": "workers"}, MUSAN | {"unit": "people"}) == (
        "237 people: sum of 2 reports, not an estimate"
    )


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"low": 30, "high": 40}, "237 (230 to 240)"),
        ({"best": "", "low": 30, "high": 40}, "230 to 240"),
        ({"high": 40}, "237 (at most 240)"),
        ({"low": 30}, "237 (at least 230)"),
        ({"best": "", "low": 30, "high": 40, "qualifier": "between"}, "230 to 240"),
    ],
)
def test_a_total_has_the_limits_that_every_report_states(figures, told):
    found = words(HYESAN | figures, MUSAN)
    assert found.partition(";")[0] == f"{told} people: sum of 2 reports, not an estimate"


def test_a_stock_is_refused_in_the_words_of_its_kind():
    assert words(HYESAN | {"kind": "present"}, MUSAN | {"kind": "present"}) == (
        "No total: a count at one moment cannot be added over time or over places that overlap."
    )


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.MEASURE])
@pytest.mark.parametrize("ids", [("C1",), ("C1", "C2"), ("C1", "C2", "C3", "C4", "C5")])
def test_every_reason_has_words_of_its_own(reason, ids):
    told = comparisons.why_no_total(NoTotal(reason, ids))
    assert told.startswith("No total: ")
    assert told.endswith(".")
    assert "{" not in told


def test_a_reason_names_the_claims_in_its_way_and_counts_the_rest():
    assert (
        comparisons.why_no_total(NoTotal(Reason.CONTESTED, ("C1",))) == "No total: C1 is contested."
    )
    assert comparisons.why_no_total(NoTotal(Reason.CONFLICT, ("C1", "C2"))) == (
        "No total: C1 and C2 do not agree with another report."
    )
    assert comparisons.why_no_total(
        NoTotal(Reason.SAME_ORIGIN, ("C1", "C2", "C3", "C4", "C5"))
    ) == ("No total: C1, C2, C3 and 2 more go back to one statement.")


def test_no_number_is_not_told_as_zero():
    assert words(HYESAN | {"best": ""}) == (
        "No total: none of these claims has a number, which is not zero."
    )


# ---------------------------------------------------------------- the pivot


def cell(*rows, by=Rows.MONTH_AND_PLACE):
    (found,) = pivot(claims(*rows), ("2024-12",), WITHIN, by)
    return found


def test_a_cell_tells_its_figures_with_their_hedges():
    found = cell(HYESAN | {"qualifier": "about"}, HYESAN | {"low": 30}, HYESAN | {"best": ""})
    assert comparisons.figures_in(found.claims) == (
        "about 37 people; 37 (at least 30) people; 1 more claim without a number"
    )
    assert comparisons.cell_limits(found) == ("30", "37", "37")


def test_best_figures_that_differ_are_said_to_differ():
    found = cell(*({**HYESAN, "best": n} for n in (37, 40, 41, 42, 43)))
    assert comparisons.cell_limits(found) == ("37", "they differ", "43")
    assert (
        comparisons.figures_in(found.claims)
        == "37 people; 40 people; 41 people; and 2 more figures"
    )


def test_a_fall_is_told_as_stated_and_limits_nothing():
    found = cell(HYESAN | {"best": "", "low": 11, "high": 34, "spread": "fell"}, HYESAN)
    assert comparisons.figures_in(found.claims) == "fell from 34 to 11 people; 37 people"
    assert comparisons.cell_limits(found) == ("", "37", "")


def test_the_key_of_the_summary_says_when_a_total_is_given():
    assert TEXTS["summary_key"].endswith(
        "only given where no two reports meet both in time and in place."
    )


def test_a_cell_without_a_number_says_so():
    found = cell(HYESAN | {"best": "", "qualifier": "some"})
    assert comparisons.figures_in(found.claims) == "number not reported (“some”)"
    assert comparisons.cell_limits(found) == ("", "", "")


def test_several_places_of_one_figure_are_told_as_one():
    assert comparisons.summary_place((), NAMES) == "no place given"
    assert comparisons.summary_place(("hyesan", "musan"), NAMES) == "Hyesan and Musan, together"


def test_soldiers_are_named_and_a_unit_is_told():
    assert (
        comparisons.summary_kind(Kind.DEPARTED, "soldiers", "people")
        == "Departed (people): soldiers"
    )
    assert comparisons.summary_kind(Kind.TREND, "civilian workers") == "Trend"


# ---------------------------------------------------------------- two periods


def test_a_comparison_is_told_in_one_sentence():
    changes = compare(
        claims(HYESAN, MUSAN, HYESAN | {"kind": "selected"}),
        claims(HYESAN | {"best": 40}, HYESAN | {"kind": "selected"}, HYESAN | {"kind": "returned"}),
    )
    told = comparisons.comparison_headline(changes, "November 2024", "December 2024")
    assert told == "December 2024 against November 2024: 1 new, 1 gone, 1 changed, 1 the same."
    assert [comparisons.change_status(change) for change in changes] == [
        "the same figures",
        "changed: other figures",
        "gone: no claim shown, not zero",
        "new",
    ]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ({"best": 50}, {"best": 50, "unit": "workers"}, "the same figures, called otherwise"),
        ({"best": 50}, {"best": 50, "qualifier": "about"}, "changed: other words"),
        (
            {"best": 50, "qualifier": "about"},
            {"best": 50, "unit": "workers", "qualifier": "around"},
            "changed: other words",
        ),
        ({"best": 50}, {"best": 50, "purpose": "study"}, "changed: other words"),
        ({"best": 50}, {"best": 60, "unit": "workers"}, "changed: other figures"),
        ({"best": 50}, {"best": "", "low": 50}, "changed: other figures"),
        ({"best": 50}, {"best": ""}, "changed: a number only in the first period"),
        ({"best": ""}, {"low": 50}, "changed: a number only in the second period"),
    ],
)
def test_figures_that_differ_in_words_alone_are_not_said_to_be_other_figures(first, second, words):
    before, after = claims(HYESAN | first), claims(HYESAN | second | {"claim_id": "D1"})
    (change,) = compare(before, after)
    assert comparisons.change_status(change) == words


def test_reports_that_no_longer_stand_are_counted_apart():
    old = HYESAN | {"status": "withdrawn"}
    changes = compare(claims(old), claims(old, MUSAN))
    told = comparisons.comparison_headline(changes, "May 2024", "June 2024")
    assert told == (
        "June 2024 against May 2024: 1 new, 0 gone, 0 changed, 0 the same, 1 no longer stands."
    )
    assert [comparisons.change_status(change) for change in changes] == ["no longer stands", "new"]
    (change,) = compare(claims(HYESAN), claims(old))
    assert comparisons.change_status(change) == "gone: no claim shown that still stands, not zero"


def test_two_empty_periods_are_no_report_of_nothing():
    assert comparisons.comparison_headline((), "May 2024", "June 2024") == (
        "No claim shown touches May 2024 or June 2024. That is not a report of nothing."
    )


def test_reports_in_both_periods_are_told_from_one_report_in_both():
    first = claims(HYESAN, HYESAN | {"origin": "musan"}, HYESAN | {"best": "", "origin": "rason"})
    second = claims(
        HYESAN,
        HYESAN | {"claim_id": "D2", "origin": "musan"},
        HYESAN | {"claim_id": "D3", "best": "", "origin": "rason"},
    )
    changes = compare(first, second)
    assert [comparisons.change_status(change) for change in changes] == [
        "the same report",
        "the same figures",
        "reported in both, without a number",
    ]
    told = [comparisons.in_periods(change, "May 2024", "June 2024") for change in changes]
    assert [[(c.claim_id, period) for c, period in own] for own in told] == [
        [("C1", "both periods")],
        [("C2", "May 2024"), ("D2", "June 2024")],
        [("C3", "May 2024"), ("D3", "June 2024")],
    ]


def test_a_period_of_one_month_is_told_as_the_month():
    assert dates.month_range("2024-12", "2024-12") == "December 2024"
    assert dates.month_range("2024-10", "2025-01") == "October 2024 to January 2025"


def test_a_table_of_two_periods_says_how_much_of_them_it_lists():
    assert comparisons.comparison_caption(0, 0) == "No claim shown touches either period"
    assert comparisons.comparison_caption(12, 12) == "The reports of both periods (12)"
    assert comparisons.comparison_caption(300, 1234) == "The reports of both periods (300 of 1,234)"


def test_the_pictures_in_words_are_right_in_number_and_end_with_what_is_hidden():
    told = comparisons.multiples_alt([("Hyesan", 1), ("Musan", 2)], "3 of 35 claims shown.")
    assert told == "Claims by month. Hyesan: 1 claim; Musan: 2 claims. 3 of 35 claims shown."
    counting = ("December 2024: 1 of 2 claims shown.", "January 2025: 0 of 2 claims shown.")
    changes = compare(claims(HYESAN), ())
    assert comparisons.comparison_alt(
        changes, "December 2024", "January 2025", NAMES, counting
    ) == (
        "Hyesan, Departed: gone: no claim shown, not zero; December 2024: 37 people; "
        "January 2025: no claim shown, not zero. "
        "December 2024: 1 of 2 claims shown. January 2025: 0 of 2 claims shown."
    )


def test_what_was_counted_in_half_a_year_is_not_told_as_of_a_month():
    half = claims({"kind": "border entries", "group": "travellers", "best": 2508,
                   "unit": "crossings", "when": "2024-01/2024-06"})  # fmt: skip
    told = "2,508 border crossings, January to June 2024"
    assert comparisons.figures_in(half, "March 2024") == told
    assert comparisons.figures_in(half) == "2,508 border crossings"
    march = comparisons.comparison_alt(compare((), half), "May 2023", "March 2024", NAMES, ())
    assert f"March 2024: {told}." in march
    assert comparisons.figures_in(claims({"best": 37}), "December 2024") == "37 people"


def test_one_claim_of_several_is_told_and_the_rest_counted():
    one = sentences.sentence(claims(HYESAN)[0], NAMES)
    assert comparisons.several(claims(HYESAN), NAMES) == one
    assert comparisons.several(claims(HYESAN, HYESAN), NAMES) == f"{one} And 1 more claim."


def test_what_is_left_out_is_counted():
    assert counts.with_count("ended", 0) == ""
    assert counts.with_count("ended", 1) == "1 claim no longer stands and is not drawn."
    assert counts.with_count("ended", 1234) == "1,234 claims no longer stand and are not drawn."
    assert counts.not_listed(12, "rows") == "And 12 more rows, not listed here."
    assert counts.not_listed(0, "rows") == ""
