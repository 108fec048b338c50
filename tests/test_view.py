"""The View: its link and what it selects."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import claims_frame

from nkmap.schema import EvidenceType, Group, Kind, Layer, WherePrecision
from nkmap.view import (
    EVERY_MONTH,
    Column,
    Frame,
    Known,
    Number,
    View,
    from_query,
    opening,
    scene,
    select,
    without_month,
)

KNOWN = Known(
    claims=dict.fromkeys(("AP2501-16", "AP2501-20"), (Layer.DISPATCH, None)),
    places=frozenset({"musan", "hyesan"}),
    origins=("hyesan", "musan"),
    destinations=("china", "russia"),
    sources=("AP2501",),
    sectors=("construction", "factory work"),
    origin_groups=("AP2501-01", "AP2501-02"),
    layers={Layer.DISPATCH: frozenset(Kind) - {Kind.VISAS}},
    spans={(Layer.DISPATCH, None): ("2024-01", "2025-01")},
)

months = st.sampled_from(KNOWN.months)
months_of_any_year = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str).map(lambda d: d[:7])
views = st.builds(
    lambda pair, **rest: View(first=pair[0], last=pair[1], **rest),
    pair=st.tuples(st.none() | months, st.none() | months).map(
        lambda p: tuple(sorted(p)) if None not in p else p
    ),
    kinds=st.lists(st.sampled_from(KNOWN.kinds)).map(tuple),
    origins=st.lists(st.sampled_from(KNOWN.origins)).map(tuple),
    destinations=st.lists(st.sampled_from(KNOWN.destinations)).map(tuple),
    sources=st.lists(st.sampled_from(KNOWN.sources)).map(tuple),
    evidence=st.lists(st.sampled_from(EvidenceType)).map(tuple),
    precisions=st.lists(st.sampled_from(WherePrecision)).map(tuple),
    sectors=st.lists(st.sampled_from(KNOWN.sectors)).map(tuple),
    groups=st.lists(st.sampled_from(Group)).map(tuple),
    origin_groups=st.lists(st.sampled_from(KNOWN.origin_groups)).map(tuple),
    number=st.none() | st.sampled_from(Number),
    search=st.text(max_size=300),
    undated=st.booleans(),
    dated=st.booleans(),
    columns=st.lists(st.sampled_from(Column)).map(tuple),
    sort=st.none() | st.sampled_from(Column),
    descending=st.booleans(),
    page=st.integers(1, 9_999_999),
    claim=st.none() | st.sampled_from(sorted(KNOWN.claims)),
    place=st.none() | st.sampled_from(sorted(KNOWN.places)),
    frame=st.sampled_from(Frame),
)


@given(views)
def test_a_link_restores_its_view_and_drops_nothing(view):
    assert from_query(view.to_query(), KNOWN) == (view, ())


def test_a_link_is_readable():
    view = View("2024-10", "2025-01", (Kind.TURNED_BACK, Kind.DEPARTED), claim="AP2501-20")
    assert view.to_query() == (
        "from=2024-10&to=2025-01&kind=departed&kind=turned-back&claim=AP2501-20"
    )


def test_the_default_view_has_an_empty_link():
    assert View().to_query() == ""


@pytest.mark.parametrize(
    ("query", "view", "dropped"),
    [
        pytest.param(
            "claim=XX-1&kind=departed",
            View(kinds=(Kind.DEPARTED,)),
            ("claim=XX-1 (not in this dataset)",),
            id="a claim that is gone",
        ),
        pytest.param(
            "page=0&page=2&page=3&sort=size&column=when&column=when",
            View(page=2, columns=(Column.WHEN,)),
            (
                "sort=size (not in this dataset)",
                "page=0 (not a page)",
                "page=3 (only one is possible)",
            ),
            id="a page, a column and an order that are not there",
        ),
        pytest.param(
            "q=" + "a" * 201,
            View(search="a" * 200),
            ("q (cut after 200 characters)",),
            id="a search longer than any sentence",
        ),
        pytest.param(
            "q=a\ud800b",
            View(search="ab"),
            ("q (left out of it: U+D800, which is no character)",),
            id="half a character to search for",
        ),
        pytest.param(
            "order=descending",
            View(),
            ("order=descending (no column is sorted)",),
            id="an order of nothing",
        ),
        pytest.param(
            "vs-from=2024-12&vs-to=2024-11",
            View(versus_first="2024-11", versus_last="2024-12"),
            ("the order of vs-from=2024-12 and vs-to=2024-11 (swapped)",),
            id="a second period that ends before it starts",
        ),
        pytest.param(
            "from=2031-07&to=2031-08",
            View(first="2031-07", last="2031-08"),
            (),
            id="months outside the data",
        ),
        pytest.param(
            "from=2131-07",
            View(first="2035-01"),
            ("from=2131-07 (far from every claim; 2035-01 instead, which selects the same)",),
            id="a month far outside the data",
        ),
        pytest.param("from=2024-13", View(), ("from=2024-13 (not a month)",), id="no month at all"),
        pytest.param(
            "from=2024-12&to=2024-10",
            View("2024-10", "2024-12"),
            ("the order of from=2024-12 and to=2024-10 (swapped)",),
            id="months in the wrong order",
        ),
        pytest.param(
            "frame=cities&frame=wide",
            View(frame=Frame.CITIES),
            ("frame=wide (only one is possible)",),
            id="two frames",
        ),
        pytest.param(
            "kind=visas&kind=departed",
            View(kinds=(Kind.DEPARTED,)),
            ("kind=visas (not in this dataset)",),
            id="a kind that no claim has",
        ),
        pytest.param("utm_source=x", View(), ("utm_source (unknown)",), id="an unknown parameter"),
        pytest.param("embed=true", View(), (), id="a parameter of Streamlit's"),
        pytest.param(
            "x=" + "a" * 20000,
            View(),
            ("everything (a link of 20,002 characters is not one of ours)",),
            id="a link too long to be ours",
        ),
    ],
)
def test_a_stale_or_hostile_link_opens_the_nearest_view_and_says_so(query, view, dropped):
    assert from_query(query, KNOWN) == (view, dropped)


@given(st.text())
def test_no_text_at_all_breaks_a_link(text):
    view, _ = from_query(text, KNOWN)
    assert from_query(view.to_query(), KNOWN) == (view, ())


def test_a_view_whose_first_month_is_after_its_last_is_refused():
    with pytest.raises(ValueError, match="first month 2024-12 is after last month 2024-10"):
        View("2024-12", "2024-10")


CLAIMS = claims_frame(
    {"when": "2024-12", "origin": "hyesan", "best": 37},
    {"when": "2024-09/2024-12", "origin": "musan"},
    {"when": "../2017", "kind": "present", "destination": "russia"},
    {"when": "", "kind": "sanction"},
    {"when": "2024/..", "kind": "trend"},
    {"when": "2024-11-15/..", "kind": "selected", "origin": "hoeryong"},
)


def shown(view):
    return list(select(CLAIMS, view).shown["claim_id"])


def test_without_limits_everything_is_shown():
    assert shown(View()) == ["C1", "C2", "C3", "C4", "C5", "C6"]


def test_a_claim_is_shown_when_its_dates_overlap_the_months():
    assert shown(View("2024-10", "2024-10")) == ["C2", "C5"]
    assert shown(View("2024-11", "2024-11")) == ["C2", "C5", "C6"]


def test_a_claim_without_a_month_can_be_hidden_and_is_counted():
    selection = select(CLAIMS, View("2024-10", "2024-10", undated=False))
    assert list(selection.shown["claim_id"]) == ["C2"]
    assert selection.hidden == {
        "with no date": 1,
        "with no month": 2,
        "outside these months": 2,
    }


@given(views)
def test_the_claims_without_a_month_are_those_that_hiding_them_hides(view):
    freed = View(view.first, view.last)
    both = [select(CLAIMS, freed.with_(undated=shown)).shown["claim_id"] for shown in (True, False)]
    assert set(without_month(CLAIMS, view)["claim_id"]) == set(both[0]) - set(both[1])


def test_a_claim_without_a_date_lies_in_no_month():
    assert list(without_month(CLAIMS, View())["claim_id"]) == ["C3", "C4", "C5"]
    assert list(without_month(CLAIMS, View(last="2024-10"))["claim_id"]) == ["C3", "C5"]
    assert list(without_month(CLAIMS, View("2024-10"))["claim_id"]) == ["C5"]


def test_whom_a_claim_counts_can_be_chosen_and_the_others_are_counted():
    frame = claims_frame({"group": "students"}, {"group": "civilian workers"}, {"group": ""})
    of_students = View(groups=(Group.STUDENTS,))
    assert from_query("group=students", KNOWN) == (of_students, ())
    selection = select(frame, of_students)
    assert list(selection.shown["claim_id"]) == ["C1"]
    assert selection.hidden == {"not about these people": 2}


def test_each_hidden_claim_is_counted_under_one_reason():
    selection = select(CLAIMS, View("2024-12", "2024-12", (Kind.DEPARTED,), origins=("hyesan",)))
    assert list(selection.shown["claim_id"]) == ["C1"]
    assert selection.hidden == {"of another kind": 4, "from another place": 1}


@given(views)
def test_shown_and_hidden_always_add_up(view):
    selection = select(CLAIMS, view)
    assert len(selection.shown) + sum(selection.hidden.values()) == selection.total == 6


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        (View(), None),
        (View(claim="S"), None),
        (View(layers=(Layer.INCIDENTS,)), None),
        (View(kinds=(Kind.SELECTED, Kind.DEPARTED)), None),
        (View(kinds=(Kind.SELECTED, Kind.ROUTE)), None),
        (View(kinds=(Kind.PAY, Kind.ROUTE)), None),
        (View(kinds=(Kind.DEPARTED,)), Kind.DEPARTED),
        (View(kinds=(Kind.DEPARTED,), claim="S"), Kind.DEPARTED),
        (View(kinds=(Kind.DEPARTED, Kind.ROUTE, Kind.INCIDENT)), Kind.DEPARTED),
        (View(kinds=(Kind.TREND, Kind.SELECTED)), Kind.SELECTED),
        (View(kinds=(Kind.ROUTE,)), Kind.ROUTE),
        (View(kinds=(Kind.PAY,)), Kind.PAY),
        (View(kinds=(Kind.PAY, Kind.INCIDENT)), Kind.PAY),
    ],
)
def test_a_map_is_of_the_one_kind_that_was_asked_for_or_of_all(view, kind):
    assert scene(view) is kind


def test_known_collects_what_links_may_name():
    places = pd.DataFrame({"place_id": ["hyesan", "russia"]})
    known = Known.of(CLAIMS, places)
    assert known.kinds == (
        Kind.SELECTED, Kind.DEPARTED, Kind.PRESENT, Kind.TREND, Kind.SANCTION
    )  # fmt: skip
    assert known.origins == ("hoeryong", "hyesan", "musan")
    assert (known.months[0], known.months[-1]) == ("2024-09", "2024-12")


def test_what_is_no_character_becomes_a_mark_in_a_link():
    assert View(search="a\udcff").to_query() == "q=a"


@given(
    pair=st.tuples(months_of_any_year, months_of_any_year).map(sorted),
    undated=st.booleans(),
)
def test_months_in_a_link_select_what_they_say_however_far_from_the_data_they_lie(pair, undated):
    known = Known.of(CLAIMS, pd.DataFrame({"place_id": ["hyesan", "russia"]}))
    asked = View(*pair, undated=undated)
    view, dropped = from_query(asked.to_query(), known)
    assert list(select(CLAIMS, view).kept) == list(select(CLAIMS, asked).kept)
    assert (view == asked) == (dropped == ())
    assert len(known.months_of(view)) < 12 * 30


def test_a_bare_address_opens_on_dispatch_since_2024_and_every_month_has_a_link_of_its_own():
    older = replace(KNOWN, spans={(Layer.DISPATCH, None): ("2010-10", "2026-01")})
    assert opening(older) == View(first="2024-01", frame=Frame.CITIES)
    assert from_query(EVERY_MONTH, older) == (View(), ())


@pytest.mark.parametrize("spans", [("2024-01", "2025-01"), ("2010-10", "2019-12")])
def test_a_bare_address_opens_on_every_month_where_none_is_older_or_none_newer(spans):
    assert opening(replace(KNOWN, spans={(Layer.DISPATCH, None): spans})) == View()


def test_a_bare_address_of_a_dataset_without_months_opens_on_all():
    assert opening(Known()) == View()
