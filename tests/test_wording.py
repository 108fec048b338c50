"""Words made from claims: the hedge is part of the number."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, claims, claims_frame

import nkmap
from nkmap.relations import limits_on
from nkmap.schema import Access, DestinationStatus, EvidenceType, Kind, MissingReason
from nkmap.summary import Reason, total
from nkmap.view import View, select
from nkmap.wording import (
    TEXTS,
    WORDS,
    captions,
    comparisons,
    counts,
    dates,
    hedges,
    sentences,
)
from nkmap.wording.places import Names, at_places


def one(**row):
    return claims(row)[0]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param({"best": 37, "qualifier": "reportedly"}, "37 people, reportedly", id="report"),
        pytest.param({"best": 200, "qualifier": "about"}, "about 200 people", id="about"),
        pytest.param(
            {
                "low": 50000,
                "high": 100000,
                "spread": "between",
                "qualifier": "between",
                "unit": "workers",
            },
            "between 50,000 and 100,000 workers",
            id="range",
        ),
        pytest.param({"low": 100, "qualifier": "more than"}, "more than 100 people", id="at least"),
        pytest.param(
            {
                "low": 12,
                "high": 24,
                "spread": "either",
                "unit": "months",
                "kind": "contract length",
            },
            "12 or 24 months",
            id="two values",
        ),
        pytest.param({"qualifier": "some"}, "number not reported (“some”)", id="a vague word"),
        pytest.param({}, "number not reported", id="nothing"),
        pytest.param({"missing_reason": "withheld"}, "withheld to protect a person", id="withheld"),
        pytest.param({"best": 1, "unit": "deaths", "kind": "incident"}, "1 death", id="one"),
        pytest.param({"best": 0}, "0 people, a reported zero", id="a reported zero"),
        pytest.param(
            {"low": 100, "best": 200, "high": 900}, "200 (100 to 900) people", id="best and range"
        ),
        pytest.param({"low": 100}, "at least 100 people", id="only a lower bound"),
        pytest.param({"high": 100}, "at most 100 people", id="only an upper bound"),
        pytest.param(
            {"best": 37, "status": "withdrawn"}, "37 people (withdrawn)", id="no longer stands"
        ),
    ],
)
def test_a_figure_carries_its_hedge_and_unit(row, words):
    assert hedges.figure(one(**row)) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-12", "December 2024"),
        ("2024-10-29", "29 October 2024"),
        ("2024-11-15/..", "from 15 November 2024, end not given"),
        ("../2017", "until 2017, start not given"),
        ("2024-12~", "about December 2024"),
        ("2024-12?", "possibly December 2024"),
        ("2024-12%", "possibly about December 2024"),
        ("2024-10?/2024-12", "possibly October to December 2024"),
        ("2024-21/2024-12", "spring to December 2024"),
        ("2024-12/2025-01", "December 2024 to January 2025"),
        ("", "no date given"),
    ],
)
def test_dates_are_told_in_words(edtf, words):
    assert dates.when(one(when=edtf).when) == words


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia"},
            "37 people reportedly left Hyesan for Russia in December 2024.",
        ),
        (
            {"best": 37, "when": "2024-12?"},
            "37 North Koreans reportedly left possibly in December 2024.",
        ),
        (
            {"kind": "selected", "best": 200, "qualifier": "about", "origin": "hoeryong"},
            "About 200 people were reportedly selected in Hoeryong in December 2024.",
        ),
        (
            {"kind": "turned back", "qualifier": "some", "origin": "musan", "destination": "china"},
            "Workers from Musan bound for China were reportedly turned back in December 2024; "
            "number not reported (“some”).",
        ),
        (
            {"kind": "cancelled", "origin": "musan", "destination": "russia", "when": "2024-12~"},
            "People in Musan reportedly gave up going to Russia around "
            "December 2024; number not reported.",
        ),
        (
            {
                "kind": "selected",
                "best": 200,
                "qualifier": "about",
                "origin": "hoeryong",
                "when": "2024-11-15/..",
            },
            "About 200 people were reportedly selected in Hoeryong "
            "(dated from 15 November 2024, end not given).",
        ),
        (
            {"best": 37, "qualifier": "heard", "origin": "hyesan", "status": "superseded"},
            "Superseded: 37 people left Hyesan in December 2024 (“heard”).",
        ),
        (
            {"origin": "musan", "when": "2024-09/2024-12"},
            "Workers reportedly left Musan between September and December 2024; "
            "number not reported.",
        ),
        (
            {
                "kind": "present",
                "best": 4000,
                "unit": "workers",
                "qualifier": "approximately",
                "destination": "russia",
                "evidence": "announcement",
                "said_by": "The service, as told by X",
                "when": "2024-10-29",
            },
            "The service put the number of North Korean workers in Russia at approximately 4,000 "
            "(said on 29 October 2024).",
        ),
    ],
)
def test_a_claim_becomes_one_hedged_sentence(row, sentence):
    assert sentences.sentence(one(**row), NAMES) == sentence


HEDGES = st.sampled_from(["about", "around", "approximately", "nearly", "more than", "reportedly"])


@given(
    kind=st.sampled_from(
        ["selected", "departed", "arrived", "returned", "turned back", "cancelled"]
    ),
    best=st.integers(1, 10**9),
    hedge=HEDGES,
    when=st.sampled_from(["2024-12", "2024-11-15/..", "../2017", "2024-12~", ""]),
    origin=st.sampled_from(["", "hyesan", "musan;hyesan"]),
)
def test_no_sentence_loses_the_number_or_its_hedge(kind, best, hedge, when, origin):
    claim = one(
        kind=kind, best=best, qualifier=hedge, when=when, origin=origin, destination="russia"
    )
    for words in (
        sentences.sentence(claim, NAMES),
        hedges.figure(claim),
        captions.mark_figure(claim),
        captions.headline([claim], NAMES),
    ):
        assert f"{best:,}" in words
        assert hedge in words.lower()


def test_a_headline_tells_the_latest_figure_and_its_limit():
    shown = claims(
        {"best": 37, "qualifier": "reportedly", "origin": "hyesan", "destination": "russia",
         "destination_status": "country only"},
        {"origin": "musan", "when": "2025-01"},
    )  # fmt: skip
    assert captions.headline(shown, NAMES) == (
        "37 people reportedly left Hyesan for Russia in December 2024. "
        "This report does not say where in Russia they went."
    )


def test_an_empty_selection_is_said_in_words():
    assert captions.headline((), NAMES) == (
        "No claim matches these choices. That is not a report of nothing."
    )


def test_what_is_hidden_is_counted():
    frame = claims_frame({"when": "2024-12"}, {"when": "2024-01"}, {"when": ""}, {"kind": "pay"})
    view = View("2024-12", "2024-12", (Kind.DEPARTED,))
    assert counts.counting(select(frame, view)) == (
        "1 of 4 claims shown; 1 of another kind; 1 with no date; 1 outside these months."
    )


def test_a_total_over_two_kinds_is_refused_with_the_reason():
    shown = claims({"best": 37}, {"kind": "selected", "best": 200})
    assert counts.different_kinds(shown) == (
        "No total: these figures are of different kinds (departed, selected)."
    )


def test_a_stock_is_never_summed():
    shown = claims(
        {"kind": "present", "best": 1, "origin_group": "G1", "destination": "russia"},
        {"kind": "present", "best": 2, "origin_group": "G2", "destination": "china"},
    )
    assert counts.different_kinds(shown) == ""
    assert comparisons.total_words(total(shown, {"russia": ("russia",), "china": ("china",)})) == (
        "No total: a count at one moment cannot be added over time or over places that overlap."
    )


def test_alt_text_names_every_claim_and_counts_the_rest():
    frame = claims_frame({"origin": "musan"}, {"kind": "pay"})
    selected = select(frame, View(kinds=(Kind.DEPARTED,)))
    told = counts.sentences(claims({"origin": "musan"}), NAMES, with_ids=True)
    assert f"{told} {counts.counting(selected)}" == (
        "C1: Workers reportedly left Musan in December 2024; number not reported. "
        "1 of 2 claims shown; 1 of another kind."
    )


def test_a_limitation_stands_above_claims_with_the_same_destination():
    found = claims(
        {"destination": "russia"},
        {"kind": "limitation", "destination": "russia"},
        {"kind": "limitation", "destination": "china"},
    )
    assert [c.claim_id for c in limits_on(found[0], found)] == ["C2"]


def test_most_named_months_are_told_as_counts_of_reports():
    assert counts.timeline_headline({"2024-11": 1, "2024-12": 3}) == (
        "More claims touch December 2024 (3) than any other month. That counts reports, not people."
    )
    assert counts.timeline_headline({"2024-12": 3}, 1) == (
        "More claims touch December 2024 (3) than any other month. That counts reports, not people. "
        "1 claim that cannot be put into a month is not counted in it."
    )
    assert counts.timeline_headline({}) == "No claim shown here can be put into a month."


@pytest.mark.parametrize(
    ("name", "count", "told"),
    [
        ("unknown_number", 0, ""),
        ("unknown_number", 1, "1 claim reports something without a number. It is no zero."),
        (
            "unknown_number",
            1200,
            "1,200 claims report something without a number. None of them is a zero.",
        ),
        ("not_in_a_month", 0, ""),
        ("not_in_a_month", 1, "1 claim cannot be put into a month."),
        ("not_in_a_month", 2, "2 claims cannot be put into a month."),
    ],
)
def test_claims_without_a_number_or_a_month_are_told_where_there_are_any(name, count, told):
    assert counts.with_count(name, count) == told


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (({"missing_reason": "not applicable"},) * 4, "4 claims, none with a number."),
        (({},), "1 claim, without a number."),
        (({"best": 3},), "1 claim, with a number."),
        (({"best": 3},) * 2, "2 claims, each with a number."),
        (
            ({"best": 3}, {}, {"missing_reason": "not applicable"}),
            "3 claims: 1 with a number, 1 whose number is not known, 1 that is not a count.",
        ),
    ],
)
def test_a_table_says_how_many_of_its_claims_have_a_number(rows, words):
    assert counts.data_headline(select(claims_frame(*rows), View())) == words


def test_every_standing_text_is_shown_somewhere_and_every_one_that_is_shown_is_there():
    files = Path(nkmap.__file__).parent.rglob("*.*")
    sources = [file.read_text("utf-8") for file in files if file.suffix in (".py", ".html")]
    shown = {name for words in sources for name in re.findall(r"TEXTS\[['\"](\w+)", words)}
    shown.add("no_geometry")  # or "no_outline"
    assert shown == set(TEXTS)
    assert all(text == " ".join(text.split()) for text in TEXTS.values())


def test_every_value_of_a_closed_set_has_its_words():
    assert set(WORDS["how_known"]) == set(EvidenceType)
    assert set(WORDS["copy"]) == set(WORDS["copies"]) == set(WORDS["about_copies"]) == set(Access)
    assert set(WORDS["destination"]) == {"", *DestinationStatus}
    assert set(WORDS["no_number"]) == set(MissingReason)
    assert set(WORDS["no_total"]) == set(Reason) - {Reason.MEASURE}  # each kind has its own
    assert set(WORDS["no_total_of_several"]) < set(WORDS["no_total"])


def test_a_place_is_told_with_its_country_but_where_its_name_tells_it_or_it_is_disputed():
    rows = [
        ("hyesan", "Hyesan", "city", "KP", ""),
        ("russia", "Russia", "country", "RU", ""),
        ("far-east", "the Russian Far East", "area", "RU", ""),
        ("north-east", "north-east China", "area", "CN", ""),
        ("kunashir", "Kunashir", "island", "RU", "disputed"),
        ("donetsk", "Donetsk Region", "province", "UA", "occupied"),
        ("ukraine", "Ukraine", "country", "UA", ""),
    ]
    frame = pd.DataFrame(rows, columns=["place_id", "name_en", "type", "country", "status"])
    names = Names(frame)
    assert at_places(("kunashir",), names) == "on Kunashir"
    assert {place: names.country_of(place) for place in names} == {
        "hyesan": "North Korea", "russia": "", "far-east": "", "north-east": "", "kunashir": "",
        "donetsk": "Ukraine", "ukraine": "",
    }  # fmt: skip
