"""Totals that mean something, month by place by kind, and two periods against each other."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import claims

from nkmap import dates
from nkmap.schema import KINDS, Kind, Measure
from nkmap.summary import (
    Change,
    NoTotal,
    Reason,
    Status,
    Total,
    compare,
    firm,
    pivot,
    total,
)
from nkmap.view import Rows

CHAINS = {
    "hyesan": ("hyesan", "ryanggang", "north-korea"),
    "ryanggang": ("ryanggang", "north-korea"),
    "musan": ("musan", "north-hamgyong", "north-korea"),
    "north-korea": ("north-korea",),
    "russia": ("russia",),
    "china": ("china",),
    "liaoning": ("liaoning", "china"),
    "dandong": ("dandong", "liaoning", "china"),
    "near-dandong": ("near-dandong", "liaoning", "china"),
    "abroad": ("abroad",),
}
WITHIN = firm(CHAINS, {"near-dandong", "abroad"})
HYESAN = {"best": 37, "origin": "hyesan", "destination": "russia", "when": "2024-12"}
MUSAN = {"best": 200, "origin": "musan", "destination": "russia", "when": "2024-12"} | {
    "origin_group": "G2"
}


def ids(found):
    return tuple(claim.claim_id for claim in found)


# ---------------------------------------------------------------- a total


def test_flows_from_places_apart_are_added_and_what_has_no_number_is_counted():
    told = claims(HYESAN, MUSAN, HYESAN | {"best": "", "missing_reason": "not reported"})
    assert total(told, WITHIN) == Total(237, 237, 237, told[:2], told[2:])


def test_what_no_longer_stands_is_not_among_those_without_a_number():
    told = claims(HYESAN, MUSAN, HYESAN | {"best": "", "status": "withdrawn"})
    assert total(told, WITHIN) == Total(237, 237, 237, told[:2], ())


@pytest.mark.parametrize(
    "limit",
    [
        {"best": "", "low": 100},
        {"best": "", "high": 40},
        *(
            {"best": "", "low": 30, "high": 40, "spread": "between", "qualifier": words}
            for words in ("at least", "reportedly more than")
        ),
        *(
            {"best": 100, "qualifier": words}
            for words in ("more than", "Up to", "reportedly no fewer than", "up to about", "nearly")
        ),
    ],
)
def test_a_limit_is_never_added(limit):
    told = claims(HYESAN, MUSAN | limit)
    assert total(told, WITHIN) == NoTotal(Reason.LIMIT, ("C2",))


def test_ends_are_added_with_the_best_figure_of_reports_that_state_none():
    told = claims(HYESAN | {"low": 30, "high": 40}, MUSAN, MUSAN | {"best": ""})
    assert total(told[:2], WITHIN) == Total(230, 237, 240, told[:2], ())
    told = claims(HYESAN | {"best": "", "low": 30, "high": 40, "spread": "between"}, MUSAN)
    assert total(told, WITHIN) == Total(230, None, 240, told, ())


@pytest.mark.parametrize(
    ("end", "low", "high"), [({"low": 30}, 230, None), ({"high": 40}, None, 240)]
)
def test_an_end_that_a_report_leaves_open_is_open_in_the_sum(end, low, high):
    told = claims(HYESAN | end, MUSAN)
    assert total(told, WITHIN) == Total(low, 237, high, told, ())


def test_people_are_people_whatever_they_are_called():
    told = claims(HYESAN | {"unit": "people"}, MUSAN | {"unit": "workers"})
    assert total(told, WITHIN) == Total(237, 237, 237, told, ())
    assert total(told, WITHIN).unit == "people"
    assert total(claims(*(row | {"unit": "workers"} for row in (HYESAN, MUSAN))), WITHIN).unit == (
        "workers"
    )
    one_origin = claims(HYESAN, MUSAN | {"unit": "workers", "origin_group": "G1"})
    assert total(one_origin, WITHIN) == NoTotal(Reason.SAME_ORIGIN, ("C1", "C2"))


def test_a_zero_that_was_reported_is_added_as_a_figure():
    told = claims(HYESAN | {"best": 0}, MUSAN)
    assert total(told, WITHIN) == Total(200, 200, 200, told, ())


def test_months_or_destinations_that_are_apart_are_enough():
    later = HYESAN | {"when": "2025-01", "origin_group": "G2"}
    elsewhere = HYESAN | {"destination": "dandong", "origin_group": "G2"}
    for other in (later, elsewhere):
        assert total(claims(HYESAN, other), WITHIN) == Total(74, 74, 74, claims(HYESAN, other), ())


@pytest.mark.parametrize(
    ("reason", "rows", "about"),
    [
        pytest.param(Reason.NO_NUMBER, [], (), id="no claim"),
        pytest.param(Reason.NO_NUMBER, [HYESAN | {"best": ""}], ("C1",), id="no number"),
        pytest.param(Reason.ONE_FIGURE, [HYESAN, MUSAN | {"best": ""}], ("C1",), id="one figure"),
        pytest.param(Reason.KINDS, [HYESAN, MUSAN | {"kind": "arrived"}], ("C1", "C2"), id="kinds"),
        pytest.param(
            Reason.GROUPS, [HYESAN, MUSAN | {"group": "soldiers"}], ("C1", "C2"), id="groups"
        ),
        pytest.param(Reason.UNITS, [HYESAN, MUSAN | {"unit": "deaths"}], ("C1", "C2"), id="units"),
        pytest.param(
            Reason.PURPOSE, [HYESAN, MUSAN | {"purpose": "work"}], ("C2",), id="one purpose"
        ),
        pytest.param(
            Reason.FELL,
            [HYESAN, MUSAN | {"best": "", "low": 1, "high": 9, "spread": "fell"}],
            ("C2",),
            id="a fall",
        ),
        pytest.param(
            Reason.NOT_CURRENT, [HYESAN, MUSAN | {"status": "withdrawn"}], ("C2",), id="withdrawn"
        ),
        pytest.param(
            Reason.CONTESTED, [HYESAN | {"contested": "no"}, MUSAN], ("C1",), id="contested"
        ),
        pytest.param(
            Reason.WEAK_COPY, [HYESAN | {"access": "weak copy"}, MUSAN], ("C1",), id="weak copy"
        ),
        pytest.param(
            Reason.CONFLICT, [HYESAN | {"conflicts_with": "C9"}, MUSAN], ("C1",), id="conflict"
        ),
        pytest.param(Reason.PART, [HYESAN | {"part_of": "C9"}, MUSAN], ("C1",), id="a part"),
        pytest.param(
            Reason.SAME_ORIGIN,
            [HYESAN, MUSAN | {"origin_group": "G1"}],
            ("C1", "C2"),
            id="one origin",
        ),
        pytest.param(
            Reason.NO_DATES, [HYESAN, MUSAN | {"when": "../2024"}], ("C2",), id="an open start"
        ),
        pytest.param(
            Reason.OVERLAP,
            [MUSAN | {"origin": "north-korea"}, HYESAN],
            ("C1", "C2"),
            id="a country holds its town",
        ),
        pytest.param(
            Reason.OVERLAP,
            [HYESAN | {"origin": ""}, MUSAN],
            ("C1", "C2"),
            id="a place that is not given could be any",
        ),
        pytest.param(
            Reason.OVERLAP,
            [HYESAN | {"origin": "", "destination": "abroad"}, MUSAN],
            ("C1", "C2"),
            id="several countries may hold Russia",
        ),
        pytest.param(
            Reason.OVERLAP,
            [
                HYESAN | {"origin": "", "destination": "near-dandong"},
                MUSAN | {"origin": "", "destination": "dandong"},
            ],
            ("C1", "C2"),
            id="a vague area may hold a town near it",
        ),
        pytest.param(
            Reason.LIMIT,
            [HYESAN | {"best": "", "low": 9}, MUSAN | {"best": "", "high": 9}],
            ("C1", "C2"),
            id="limits of two sorts",
        ),
    ],
)
def test_a_total_is_refused_with_its_reason(reason, rows, about):
    found = total(claims(*rows), WITHIN)
    assert (found.reason, found.claims) == (reason, about)


def test_a_stock_is_never_added_whatever_its_month_and_place():
    rows = [HYESAN, MUSAN | {"when": "2023-01"}]
    told = claims(*(row | {"kind": "present"} for row in rows))
    assert total(told, WITHIN) == NoTotal(Reason.MEASURE, ("C1", "C2"), Kind.PRESENT)


def test_one_claim_given_twice_is_one_figure():
    told = claims(HYESAN)
    assert total((*told, *told), WITHIN) == NoTotal(Reason.ONE_FIGURE, ("C1",))


def test_thousands_of_claims_that_are_apart_are_added():
    rows = [
        HYESAN | {"when": f"20{n // 336:02d}-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d}"}
        for n in range(3000)
    ]
    told = claims(*(row | {"origin_group": f"G{n}"} for n, row in enumerate(rows)))
    assert total(told, WITHIN).best == 37 * 3000


# ---------------------------------------------------------------- the promise, for any claims


VALUES = st.sampled_from(["", "", 0, 1, 40])
ORIGINS = st.sampled_from(["", "hyesan", "musan", "ryanggang", "hyesan;musan", "north-korea"])
DESTINATIONS = st.sampled_from(
    ["", "russia", "china", "dandong", "china;russia", "near-dandong", "abroad", "abroad;russia"]
)
ROWS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["departed", "departed", "departed", "arrived", "present", "planned"]),
        "group": st.sampled_from(["civilian workers"] * 5 + ["soldiers"]),
        "low": VALUES,
        "best": VALUES,
        "high": VALUES,
        "unit": st.sampled_from(["people"] * 5 + ["workers"]),
        "qualifier": st.sampled_from([""] * 9 + ["about", "more than", "up to"]),
        "when": st.sampled_from(
            ["2024-10", "2024-11", "2024-12", "2024-12-05", "2024-11/2024-12", "2024", "../2024-12",
             "2024-11-15/..", ""]
        ),
        "origin": ORIGINS,
        "destination": DESTINATIONS,
        "origin_group": st.sampled_from([f"G{n}" for n in range(9)]),
        "status": st.sampled_from(["current"] * 9 + ["superseded"]),
        "contested": st.sampled_from([""] * 9 + ["by a ministry"]),
        "access": st.sampled_from(["original"] * 9 + ["weak copy"]),
        "conflicts_with": st.sampled_from([""] * 9 + ["C1"]),
        "part_of": st.sampled_from([""] * 9 + ["C1"]),
        "purpose": st.sampled_from([""] * 9 + ["study"]),
        "spread": st.sampled_from([""] * 9 + ["fell"]),
    }
)  # fmt: skip
BEYOND_DOUBT = dict.fromkeys(
    ("contested", "access", "conflicts_with", "part_of", "purpose", "spread", "qualifier"), ""
) | {"group": "civilian workers", "unit": "people", "status": "current"}


@st.composite
def alike(draw):
    """Claims that differ in no more than their figures, times, places and origins."""
    kind = draw(st.sampled_from(["departed", "departed", "present"]))
    rows = draw(st.lists(ROWS, min_size=2, max_size=4))
    best = draw(st.sampled_from([{}, {"best": 5}]))
    share = draw(st.sampled_from([1, 1, 2]))
    return [
        row | BEYOND_DOUBT | best | {"kind": kind, "origin_group": f"H{n // share}"}
        for n, row in enumerate(rows)
    ]


@st.composite
def one_step_from_a_total(draw):
    """Claims that could be added, months apart, of which the last may break one rule."""
    rows = [
        HYESAN | {"when": f"2024-{9 + n:02d}", "origin_group": f"H{n}", "origin": draw(ORIGINS)}
        for n in range(draw(st.integers(2, 4)))
    ]
    wrong = draw(
        st.sampled_from(
            [
                {},
                {"origin_group": "H0"},
                {"when": "2024-09/2024-10"},
                {"when": "2024-12/2025-03"},
                {"kind": "arrived"},
                {"best": ""},
            ]
        )
    )
    kind = draw(st.sampled_from(["departed", "departed", "present"]))
    return [row | {"kind": kind} for row in rows[:-1]] + [rows[-1] | {"kind": kind} | wrong]


@st.composite
def crowded(draw):
    """Claims that could be added but for their days and places, of which some may overlap."""
    days = st.sampled_from(["2024-11", "2024-12", "2024-11-30/2024-12-01", "2024-12-01"])
    return [
        HYESAN
        | {"when": draw(days), "origin": draw(ORIGINS), "destination": draw(DESTINATIONS)}
        | {"origin_group": f"H{n}"}
        for n in range(draw(st.integers(2, 3)))
    ]


MANY = st.lists(ROWS, max_size=6) | alike() | one_step_from_a_total() | crowded()


def told_from(rows):
    """Claims of which only those with a figure have a unit."""
    empty = {"low": "", "best": "", "high": ""}
    return claims(*(row | {"unit": ""} if row.items() >= empty.items() else row for row in rows))


GROUND = {
    "hyesan": {"Hyesan"},
    "ryanggang": {"Hyesan", "rest of Ryanggang"},
    "musan": {"Musan"},
    "north-korea": {"Hyesan", "rest of Ryanggang", "Musan", "rest of North Korea"},
    "russia": {"Russia"},
    "china": {"Dandong", "rest of Liaoning", "rest of China"},
    "dandong": {"Dandong"},
    "near-dandong": {"Dandong", "rest of Liaoning"},
    "abroad": {"Dandong", "rest of Liaoning", "rest of China", "Russia", "anywhere else"},
}
"""All that a place may cover: a vague area, anything in the place that surely holds it."""


def places_apart(ones, others):
    grounds = [set().union(*(GROUND[place] for place in own)) for own in (ones, others)]
    return bool(ones and others) and grounds[0].isdisjoint(grounds[1])


def people_apart(one, other):
    days = one.last_day < other.first_day or other.last_day < one.first_day
    return (
        days
        or places_apart(one.origin, other.origin)
        or places_apart(one.destination, other.destination)
    )


def may_be_added(told):
    """The promise, said as plainly as possible: every rule for every claim and every pair."""
    counted = [c for c in told if (c.low, c.best, c.high) != (None, None, None)]
    return (
        len(counted) >= 2
        and len({c.kind for c in told}) == len({c.group for c in told}) == 1
        and KINDS[told[0].kind].measure is Measure.FLOW
        and all(c.qualifier in ("", "about") for c in counted)
        and all(c.best is not None or None not in (c.low, c.high) for c in counted)
        and all(
            c.status == "current"
            and c.access != "weak copy"
            and not (c.contested or c.conflicts_with or c.part_of or c.purpose)
            and c.spread != "fell"
            and c.first_day is not None
            and c.last_day is not None
            for c in counted
        )
        and all(a.origin_group != b.origin_group for a, b in combinations(counted, 2))
        and all(people_apart(a, b) for a, b in combinations(counted, 2))
    )


def keeps_the_promise(found, told):
    """Whether a total is given just where it may be, and is the sum of what was stated."""
    if isinstance(found, NoTotal):
        return not may_be_added(told) and set(found.claims) <= set(ids(told))
    counted = [c for c in told if c.has_figure]
    plain = [(c.best, c.best) if c.low is c.high is None else (c.low, c.high) for c in counted]
    lows, highs = zip(*plain, strict=True) if plain else ((), ())
    bests = [c.best for c in counted]
    sums = [None if None in values else sum(values) for values in (lows, bests, highs)]
    return (
        may_be_added(told)
        and [found.low, found.best, found.high] == sums
        and set(ids(found.reports)) == set(ids(counted))
        and set(ids(found.without_number))
        == {c.claim_id for c in told if not c.has_figure and c.status == "current"}
    )


@given(crowded())
@settings(max_examples=300, deadline=None)
def test_no_total_counts_the_same_people_twice(rows):
    told = told_from(rows)
    assert keeps_the_promise(total(told, WITHIN), told)


@given(MANY)
@settings(max_examples=200, deadline=None)
def test_no_total_adds_across_kinds_counts_an_origin_twice_or_sums_a_stock(rows):
    told = told_from(rows)
    assert keeps_the_promise(total(told, WITHIN), told)


@pytest.mark.parametrize(
    "rows",
    [
        [HYESAN, MUSAN | {"kind": "arrived"}],
        [HYESAN, MUSAN | {"origin_group": "G1"}],
        [HYESAN | {"kind": "present"}, MUSAN | {"kind": "present", "when": "2025-01"}],
        [HYESAN, MUSAN | {"origin": "ryanggang"}],
    ],
    ids=["two kinds", "one origin twice", "a stock over time", "a province and its town"],
)
def test_the_promise_can_be_broken_by_a_sum_that_takes_no_care(rows):
    told = claims(*rows)
    careless = sum(claim.best for claim in told)
    assert not keeps_the_promise(Total(careless, careless, careless, told, ()), told)


MONTHS = dates.months_between("2024-09", "2025-01")


@given(MANY, st.sampled_from(Rows))
@settings(max_examples=200, deadline=None)
def test_no_cell_of_a_pivot_mixes_kinds_or_groups_or_adds_what_lies_elsewhere(rows, by):
    told = told_from(rows)
    for cell in pivot(told, MONTHS, WITHIN, by):
        assert {(c.kind, c.group) for c in cell.claims} == {(cell.kind, cell.group)}
        assert cell.month is None or by.by_month
        if by.by_place:
            assert {tuple(sorted(set(c.about))) for c in cell.claims} == {cell.place}
        if isinstance(cell.total, NoTotal):
            continue
        assert keeps_the_promise(cell.total, cell.claims)
        for claim in cell.total.reports:
            first, last = dates.month_of(claim.first_day), dates.month_of(claim.last_day)
            if cell.month:
                assert first == last == cell.month
            else:
                assert MONTHS[0] <= first <= last <= MONTHS[-1]


@given(st.lists(ROWS, max_size=8), st.sampled_from(Rows))
@settings(max_examples=100, deadline=None)
def test_a_pivot_shows_every_claim_of_its_months_and_no_other(rows, by):
    told = told_from(rows)
    ends = dates.month_number(MONTHS[0]), dates.month_number(MONTHS[-1])
    wanted = {c.claim_id for c in told if not c.has_month or dates.touches(*c.months, *ends)}
    shown = pivot(told, MONTHS, WITHIN, by)
    assert {c.claim_id for cell in shown for c in cell.claims} == wanted


# ---------------------------------------------------------------- month by place by kind


def rows_of(cells):
    return [(c.month, c.place, c.kind.value, c.unit, ids(c.claims)) for c in cells]


def test_a_pivot_has_a_row_for_each_month_place_and_kind():
    told = claims(
        HYESAN,
        HYESAN | {"best": "", "when": "2024-11/2024-12", "origin_group": "G2"},
        HYESAN | {"kind": "selected"},
        HYESAN | {"origin": "musan;hyesan"},
        HYESAN | {"origin": "", "kind": "arrived"},
        HYESAN | {"when": "2024", "origin": "", "destination": ""},
        HYESAN | {"group": "soldiers", "unit": "soldiers"},
    )
    assert rows_of(pivot(told, MONTHS, WITHIN)) == [
        ("2024-11", ("hyesan",), "departed", "", ("C2",)),
        ("2024-12", ("hyesan",), "selected", "people", ("C3",)),
        ("2024-12", ("hyesan",), "departed", "people", ("C1", "C2")),
        ("2024-12", ("hyesan", "musan"), "departed", "people", ("C4",)),
        ("2024-12", ("russia",), "arrived", "people", ("C5",)),
        ("2024-12", ("hyesan",), "departed", "people", ("C7",)),
        (None, (), "departed", "people", ("C6",)),
    ]


def test_a_cell_tells_the_limits_stated_and_a_best_figure_only_if_all_agree():
    told = claims(
        HYESAN | {"low": 30},
        HYESAN | {"low": 20, "high": 50, "origin_group": "G2"},
        HYESAN | {"best": "", "origin_group": "G2"},
        HYESAN | {"best": 900, "low": 1, "high": 999, "status": "withdrawn"},
    )
    (cell,) = pivot(told, MONTHS, WITHIN)
    assert cell.limits == (20, 37, 50)
    assert (len(cell.claims), cell.without_number, cell.origins) == (4, 1, 2)
    (other,) = pivot(claims(HYESAN, MUSAN | {"origin": "hyesan"}), MONTHS, WITHIN)
    assert (other.limits, other.bests) == ((37, None, 200), (37, 200))


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ([{"best": 5}], (None, 5, None)),
        ([{"best": 5}, {"best": 5}], (None, 5, None)),
        ([{"best": 5}, {"low": 100, "high": 200}], (5, None, 200)),
        ([{"best": 5}, {"low": 100}], (5, None, None)),
        ([{"best": 500}, {"high": 200}], (None, None, 500)),
        ([{"best": 150}, {"low": 100, "high": 200}], (100, 150, 200)),
        ([{"low": 10, "high": 20}, {"high": 5}], (None, None, 20)),
        ([{"low": 1, "high": 9, "spread": "fell"}], (None, None, None)),
        ([{"best": 5}, {"low": 1, "high": 9, "spread": "fell"}], (None, 5, None)),
        ([{"best": 100, "qualifier": "more than"}], (100, None, None)),
        ([{"best": 100, "qualifier": "up to"}], (None, None, 100)),
        ([{"best": 100, "qualifier": "nearly"}], (None, 100, 100)),
        ([{"best": 100, "qualifier": "about"}], (None, 100, None)),
        (
            [{"best": 100, "qualifier": "more than"}, {"best": 50, "qualifier": "up to"}],
            (None,) * 3,
        ),
        ([{"best": 50, "qualifier": "over"}, {"best": 100, "qualifier": "under"}], (50, None, 100)),
        (
            [{"best": 100, "qualifier": "more than"}, {"best": 100, "qualifier": "about"}],
            (100, None, None),
        ),
        ([{"best": 100, "qualifier": "nearly"}, {"best": 100}], (None, 100, 100)),
    ],
)
def test_no_figure_of_a_cell_stands_beside_limits_that_exclude_it(figures, told):
    (cell,) = pivot(claims(*(HYESAN | {"best": ""} | own for own in figures)), MONTHS, WITHIN)
    assert cell.limits == told


def test_claims_that_no_longer_stand_are_in_a_cell_but_not_counted():
    told = claims(
        HYESAN,
        HYESAN | {"best": "", "status": "withdrawn", "origin_group": "G2"},
        HYESAN | {"best": "", "origin_group": "G3"},
    )
    (cell,) = pivot(told, MONTHS, WITHIN)
    assert (ids(cell.claims), cell.without_number, cell.origins) == (("C1", "C2", "C3"), 1, 2)


@pytest.mark.parametrize("by", Rows)
def test_a_row_without_a_month_adds_nothing_that_reaches_beyond_the_months_at_hand(by):
    year = {"when": "2024", "origin": "hyesan;musan" if by.by_place else "hyesan"}
    told = claims(HYESAN | year, HYESAN | year | {"destination": "china", "origin_group": "G2"})
    (cell,) = pivot(told, MONTHS, WITHIN, by)
    assert cell.total == NoTotal(Reason.BEYOND, ("C1", "C2"))
    (cell,) = pivot(told, dates.months_between("2024-01", "2024-12"), WITHIN, by)
    assert cell.total == Total(74, 74, 74, told, ())


def test_a_figure_belongs_to_the_places_it_is_about_and_what_is_withheld_to_none():
    told = claims(
        HYESAN | {"kind": "present"},
        HYESAN | {"kind": "incident", "best": "", "missing_reason": "withheld", "unit": ""},
        HYESAN | {"kind": "arrived"},
    )
    places = [(("russia",), "present"), ((), "incident"), (("russia",), "arrived")]
    cells = pivot(told, MONTHS, WITHIN, Rows.PLACE)
    assert {(cell.place, cell.kind.value) for cell in cells} == set(places)
    changes = compare(told, ())
    assert {(change.place, change.kind.value) for change in changes} == set(places)


def test_a_figure_of_several_months_is_shown_in_each_and_added_in_none_of_them():
    told = claims(HYESAN | {"when": "2024-11/2024-12"}, MUSAN)
    november, december = pivot(told, MONTHS, WITHIN, Rows.MONTH)
    assert november.total == NoTotal(Reason.ONE_FIGURE, ("C1",))
    assert december.total == NoTotal(Reason.BEYOND, ("C1",))
    (everything,) = pivot(told, MONTHS, WITHIN, Rows.KIND)
    assert everything.total == Total(237, 237, 237, told, ())
    (gap,) = pivot(told, ("2024-10", "2024-12"), WITHIN, Rows.KIND)
    assert gap.total == NoTotal(Reason.BEYOND, ("C1",))


def test_the_margins_add_over_months_and_over_places():
    told = claims(HYESAN, MUSAN, HYESAN | {"when": "2024-11", "origin_group": "G3"})
    by_place = pivot(told, MONTHS, WITHIN, Rows.PLACE)
    assert [(c.place, ids(c.claims)) for c in by_place] == [
        (("hyesan",), ("C1", "C3")),
        (("musan",), ("C2",)),
    ]
    assert [getattr(c.total, "best", c.total) for c in by_place] == [
        74,
        NoTotal(Reason.ONE_FIGURE, ("C2",)),
    ]
    by_month = pivot(told, MONTHS, WITHIN, Rows.MONTH)
    assert [(c.month, ids(c.claims)) for c in by_month] == [
        ("2024-11", ("C3",)),
        ("2024-12", ("C1", "C2")),
    ]
    assert by_month[1].total.best == 237


def test_money_of_two_units_has_two_rows_and_what_has_no_number_one_of_its_own():
    pay = {"kind": "promised pay", "origin": "hyesan"}
    told = claims(
        pay | {"best": 50000, "unit": "CNY per year"},
        pay | {"best": 900, "unit": "won per year"},
        pay,
    )
    assert rows_of(pivot(told, MONTHS, WITHIN)) == [
        ("2024-12", ("hyesan",), "promised pay", "CNY per year", ("C1",)),
        ("2024-12", ("hyesan",), "promised pay", "won per year", ("C2",)),
        ("2024-12", ("hyesan",), "promised pay", "", ("C3",)),
    ]


# ---------------------------------------------------------------- two periods


def test_two_periods_tell_what_is_new_gone_changed_and_the_same():
    before = claims(HYESAN, MUSAN, HYESAN | {"kind": "selected"}, HYESAN | {"kind": "arrived"})
    after = claims(
        HYESAN | {"claim_id": "D1", "qualifier": "about"},
        HYESAN | {"claim_id": "D2", "kind": "selected"},
        MUSAN | {"claim_id": "D3", "kind": "cancelled", "best": ""},
        HYESAN | {"claim_id": "C4", "kind": "arrived"},
    )
    worker, hyesan, musan = "civilian workers", ("hyesan",), ("musan",)
    found = compare(before, after)
    assert found == (
        Change(hyesan, Kind.SELECTED, worker, before[2:3], after[1:2]),
        Change(hyesan, Kind.DEPARTED, worker, before[:1], after[:1]),
        Change(musan, Kind.DEPARTED, worker, before[1:2], ()),
        Change(("russia",), Kind.ARRIVED, worker, before[3:], after[3:]),
        Change(musan, Kind.CANCELLED, worker, (), after[2:3]),
    )
    told = [Status.SAME, Status.CHANGED, Status.GONE, Status.SAME, Status.NEW]
    assert [change.status for change in found] == told


def test_a_claim_that_touches_both_periods_is_one_report():
    before = claims(HYESAN, HYESAN)
    (change,) = compare(before, before[1:])
    assert change.both == {"C2"}
    assert ids(change.claims) == ("C1", "C2")


def test_soldiers_and_workers_are_compared_apart():
    soldiers = HYESAN | {"group": "soldiers", "unit": "soldiers"}
    found = compare(claims(soldiers), claims(HYESAN))
    assert [(c.group, c.status) for c in found] == [
        ("civilian workers", Status.NEW),
        ("soldiers", Status.GONE),
    ]


def test_two_empty_periods_have_nothing_to_compare():
    assert compare((), ()) == ()


@given(st.lists(ROWS, max_size=8))
@settings(max_examples=50, deadline=None)
def test_a_period_against_itself_has_nothing_new_gone_or_changed(rows):
    told = told_from(rows)
    assert {change.status for change in compare(told, told)} <= {Status.SAME, Status.ENDED}


@pytest.mark.parametrize("status", ["withdrawn", "superseded"])
def test_claims_that_no_longer_stand_are_listed_but_make_no_news(status):
    old = HYESAN | {"status": status, "claim_id": "O1", "best": 900}
    found = [
        compare((), claims(old)),
        compare(claims(old), ()),
        compare(claims(HYESAN), claims(HYESAN, old)),
        compare(claims(HYESAN), claims(old)),
        compare(claims(old), claims(HYESAN)),
    ]
    assert [(change.status, ids(change.claims)) for (change,) in found] == [
        (Status.ENDED, ("O1",)),
        (Status.ENDED, ("O1",)),
        (Status.SAME, ("C1", "O1")),
        (Status.GONE, ("C1", "O1")),
        (Status.NEW, ("O1", "C1")),
    ]
