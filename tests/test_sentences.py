"""Every sentence about people tells all of its claim, and tells it in good English."""

import re

import pytest
from frozen import DATA
from hypothesis import assume, given
from hypothesis import strategies as st
from samples import NAMES, claims

from nkmap.relations import limits_on
from nkmap.schema import Bound, EvidenceType, bound_of
from nkmap.wording import captions, dates, hedges, sentences
from nkmap.wording.places import Names

FLOWS = ["selected", "departed", "arrived", "returned", "turned back", "cancelled", "planned"]
BEFORE = ["", "about", "nearly", "more than", "up to", "at least", "no more than"]
REPORTS = ["", "reportedly", "heard", "announced", "considered", "expected", "forecast", "promised",
           "talk of", "not uncommon", "believed to be", "estimated at"]  # fmt: skip
NUMBERS = st.integers(1, 10**7)
SPEAKERS = ["a partner", "Russia", "the Globe and Mail", "KBS, speaker not named", "X, as told by Y",
            "ASIAPRESS, editorial", "a source in Musan, in its report, as told by The Paper"]  # fmt: skip
DATES = ["", "2024", "2024-12", "2024-12~", "2024-12?", "2024-12-31", "2024-24", "../2017",
         "../2024-12", "2024-11-15/..", "2024-10/2024-11", "2024-01-31", "2025-01-31"]  # fmt: skip
FIGURES = st.one_of(
    st.fixed_dictionaries({"best": NUMBERS}),
    st.fixed_dictionaries({"low": NUMBERS}),
    st.fixed_dictionaries({"high": NUMBERS}),
    st.tuples(NUMBERS, NUMBERS, st.sampled_from(["between", "either", "fell"])).map(
        lambda pair: {"low": min(pair[:2]), "high": max(pair[:2]) + 1, "spread": pair[2]}
    ),
    st.tuples(NUMBERS, st.integers(1, 99)).map(
        lambda pair: {"best": pair[0] + pair[1], "low": pair[0], "high": pair[0] + 2 * pair[1]}
    ),
    st.just({}),
)


@st.composite
def told(draw):
    qualifier = f"{draw(st.sampled_from(REPORTS))} {draw(st.sampled_from(BEFORE))}".strip()
    row = {
        "kind": draw(st.sampled_from([*FLOWS, "present"])),
        "evidence": draw(st.sampled_from([each.value for each in EvidenceType])),
        "qualifier": qualifier,
        "group": draw(st.sampled_from(["civilian workers", "soldiers", "military builders"])),
        "unit": draw(st.sampled_from(["people", "workers"])),
        "when": draw(st.sampled_from(DATES)),
        "said_on": draw(st.sampled_from(["", "2024-12", "2025-01-31"])),
        "origin": draw(st.sampled_from(["", "hyesan", "musan;hyesan"])),
        "destination": draw(st.sampled_from(["", "russia", "china"])),
        "purpose": draw(st.sampled_from(["", "sappers"])),
        "said_by": draw(st.sampled_from(SPEAKERS)),
        "status": draw(st.sampled_from(["current", "superseded", "withdrawn"])),
        "our_reading": draw(st.sampled_from(["", "", "start", "end", "dates", "claim"])),
        "contested": draw(st.sampled_from(["", "Russia denies it."])),
        **draw(FIGURES),
    }
    if draw(st.booleans()):
        whole = {**row, "low": "", "high": "", "spread": "", "best": 98765432, "status": "current"}
        return claims({**row, "part_of": "C2"}, whole)[0]
    return claims(row)[0]


def in_full(claim):
    assume(claim.kind != "present" or (claim.has_figure and claim.destination))
    publisher = "The Globe and Mail (copy)"
    return sentences.sentence(claim, NAMES), sentences.attributed(claim, NAMES, publisher)


@given(told())
def test_a_sentence_is_one_sentence_in_good_english(claim):
    for words in in_full(claim):
        assert re.fullmatch(r"[A-Z0-9][^\n]*[^.\s]\.", words), words
        assert not re.search(r"  | [,.;)]|\( |,,|\(\)|\{|\}", words), words
        assert len(re.findall("according to", words)) <= 1, words
        assert not re.search(r"\b1 (people|workers|soldiers|military builders)\b", words), words
        unquoted = re.sub("“.*?”", "", words)
        assert not re.search(r"\b(in in|at at|of of|by by|in at|for for|said said)\b", unquoted)
        assert words.count("(weak copy") <= 1


@given(told())
def test_a_sentence_tells_each_number_its_bound_its_hedge_and_what_it_is_a_part_of(claim):
    for words in (*in_full(claim), captions.mark_figure(claim), hedges.figure(claim)):
        low = words.lower()
        for value in (claim.low, claim.best, claim.high):
            assert value is None or f"{value:,}" in words, words
        if not claim.has_figure:
            assert "not reported" in low
            continue
        for part in hedges.hedge_parts(claim):
            assert part in ("between", "heard", "talk of") or part.removesuffix(" at") in low
        if claim.best is None and claim.high is None:
            assert bound_of(" ".join(hedges.hedge_parts(claim))) is Bound.LOWER
        if claim.best is None and claim.low is None:
            assert bound_of(" ".join(hedges.hedge_parts(claim))) in (Bound.UPPER, Bound.SHORT)
        assert not claim.purpose or f"{claim.purpose} only" in words
        assert claim.whole is None or "of about 98,765,432" in words or "98,765,432" in words
        assert claim.group == "civilian workers" or claim.group.removesuffix("s") in low


@given(told())
def test_our_reading_is_never_given_to_the_speaker(claim):
    said = in_full(claim)[1]
    before, _, bracket = said.partition("nkmap")
    if claim.our_reading == "claim":
        assert "according to" not in said
        assert "nkmap’s own reading of The Globe and Mail" in said
    elif claim.our_reading and claim.when:
        assert bracket
        assert " dated " in before or "(dated " in before
        speaker = re.search(r"according to|as told by| put | said that | counted ", before)
        year = str((claim.when.start or claim.when.end).first.year)
        assert speaker is None or year not in before[: before.rindex("dated ")]


@given(told())
def test_the_day_of_saying_is_never_told_as_the_day_of_the_fact(claim):
    if claim.said_on and claim.when in (None, claim.said_on) and not claim.our_reading:
        for words in (*in_full(claim), captions.mark_note(claim), captions.area_line(claim)):
            year = str(claim.said_on.start.first.year)
            assert f"said {dates.in_time(claim.said_on)}" in words
            assert words.count(year) == 1


@pytest.mark.parametrize("claim_form", ["sentence", "mark", "label"])
def test_an_open_end_is_not_told_as_going_on(claim_form):
    claim = claims({"kind": "selected", "best": 200, "when": "2024-11-15/..", "origin": "musan"})[0]
    told = {
        "sentence": sentences.sentence(claim, NAMES),
        "mark": captions.mark_note(claim),
        "label": dates.dated(claim),
    }[claim_form]
    assert (
        told
        == {
            "sentence": "200 people were reportedly selected in Musan "
            "(dated from 15 November 2024, end not given).",
            "mark": "dated from 15 November 2024",
            "label": "from 15 November 2024, end not given",
        }[claim_form]
    )


@pytest.mark.parametrize(
    ("row", "sentence", "mark"),
    [
        (
            {"low": 100, "qualifier": "reportedly"},
            "At least 100 North Koreans reportedly left in December 2024.",
            "at least 100 people reportedly left",
        ),
        (
            {"high": 100, "qualifier": "heard"},
            "At most 100 North Koreans left in December 2024 (“heard”).",
            "at most 100 people left (“heard”)",
        ),
        (
            {"low": 1},
            "At least 1 North Korean reportedly left in December 2024.",
            "at least 1 person left",
        ),
        (
            {"kind": "planned", "best": 25000, "unit": "workers", "qualifier": "considered"},
            "25,000 North Korean workers were reportedly being considered for dispatch "
            "in December 2024.",
            "25,000 workers considered",
        ),
        (
            {"kind": "planned", "low": 5, "qualifier": "expected more than", "when": "../2025",
             "said_on": "2025-08", "destination": "russia"},
            "More than 5 North Koreans were reportedly expected to be sent to Russia by the end of "
            "2025 (said in August 2025).",
            "more than 5 people expected",
        ),
        (
            {"best": 50, "group": "soldiers", "unit": "people"},
            "50 North Korean soldiers reportedly left in December 2024.",
            "50 soldiers left",
        ),
        (
            {"low": 100, "high": 200, "qualifier": "or more"},
            "100 to 200 North Koreans or more reportedly left in December 2024.",
            "100 to 200 people or more left",
        ),
        (
            {"low": 3, "high": 5, "spread": "fell"},
            "First 5, later 3 North Koreans reportedly left in December 2024.",
            "first 5, later 3 people left",
        ),
        (
            {"low": 100, "high": 200, "spread": "between", "qualifier": "at least about"},
            "At least about 100 to 200 North Koreans reportedly left in December 2024.",
            "at least about 100 to 200 people left",
        ),
        (
            {"best": 50, "qualifier": "moving in stages some", "destination": "russia"},
            "Some 50 North Koreans were reportedly moving to Russia in stages in December 2024.",
            "some 50 people moving in stages",
        ),
        (
            {"kind": "selected", "best": 50, "origin": "hyesan", "destination": "russia",
             "destination_status": "not realised"},
            "50 people were reportedly selected in Hyesan for work in Russia in December 2024 "
            "(dispatch not realised).",
            "50 people selected (dispatch not realised)",
        ),
        (
            {"kind": "selected", "destination_status": "not realised"},
            "North Korean workers were reportedly selected in December 2024; number not reported "
            "(dispatch not realised).",
            "number not reported (dispatch not realised)",
        ),
    ],
)  # fmt: skip
def test_word_and_bound_both_travel_to_sentence_and_mark(row, sentence, mark):
    claim = claims(row)[0]
    assert (sentences.sentence(claim, NAMES), captions.mark_figure(claim)) == (sentence, mark)


def test_a_part_is_told_with_its_whole():
    part, _ = claims(
        {"kind": "planned", "best": 1000, "unit": "military personnel", "qualifier": "announced",
         "group": "military builders", "purpose": "sappers", "part_of": "C2", "evidence":
         "announcement", "said_by": "Sergei Shoigu", "said_on": "2024-12", "destination": "russia"},
        {"kind": "planned", "best": 6000, "unit": "military personnel", "qualifier": "announced",
         "group": "military builders"},
    )  # fmt: skip
    assert sentences.sentence(part, NAMES) == (
        "1,000 North Korean military personnel (sappers only, of 6,000) were announced for Russia, "
        "according to Sergei Shoigu (said in December 2024)."
    )
    assert (
        captions.mark_figure(part) == "1,000 military personnel (sappers only, of 6,000) announced"
    )
    assert captions.area_line(part) == (
        "1,000 military personnel, announced, sappers only, of 6,000, said in December 2024"
    )
    assert captions.kind_label(part) == "Announced"


def test_places_are_told_with_their_country_and_their_preposition():
    names = Names(DATA.places)
    row = {"kind": "selected", "best": 5, "origin": "musan-mine", "destination": "russia"}
    assert sentences.sentence(claims(row)[0], names) == (
        "5 people were reportedly selected at Musan Mine, North Korea, for work in Russia in "
        "December 2024."
    )
    row = {"kind": "arrived", "best": 5, "unit": "workers", "destination": "dandong"}
    assert sentences.sentence(claims(row)[0], names) == (
        "5 North Korean workers reportedly arrived in Dandong, China, in December 2024."
    )


@pytest.mark.parametrize("status", ["", "place named", "country only"])
def test_who_was_selected_is_not_said_to_have_left_wherever_they_are_to_go(status):
    chosen = {"kind": "selected", "best": 50, "origin": "hyesan", "destination": "russia"}
    told = captions.headline(claims(chosen | {"destination_status": status}), NAMES)
    assert told.endswith(" This report does not say that they have left.")


def test_nobody_is_made_to_say_the_whole_that_another_gives():
    whole = {"best": 23000, "kind": "returned", "said_by": "47 states", "origin_group": "G2"}
    part = {"best": 18533, "kind": "returned", "said_by": "Russia", "part_of": "C2",
            "evidence": "official count", "destination": "russia", "unit": "workers"}  # fmt: skip
    assert sentences.sentence(claims(part, whole)[0], NAMES) == (
        "18,533 North Korean workers returned from Russia in December 2024, according to Russia."
    )
    assert hedges.figure(claims(part, whole | {"origin_group": "G1"})[0]) == (
        "18,533 workers, of 23,000 people"
    )


@pytest.mark.parametrize(
    ("when", "our_reading", "sentence", "mark"),
    [
        ("2024-10~/..", "start", "(dated from about October 2024 by nkmap)",
         "from about October 2024 (start dated by nkmap)"),
        ("2024-21/2024-12", "start", "(dated spring to December 2024, the start by nkmap)",
         "spring to December 2024 (start dated by nkmap)"),
        ("../2024-04", "end", "(dated until April 2024 by nkmap)",
         "by April 2024 (end dated by nkmap)"),
        ("2024-01~/2024-04~", "dates", "(dated about January to April 2024 by nkmap)",
         "about January to April 2024 (dated by nkmap)"),
    ],
)  # fmt: skip
def test_a_date_that_is_our_reading_says_which_of_its_ends_is(when, our_reading, sentence, mark):
    claim = claims({"best": 5, "when": when, "our_reading": our_reading})[0]
    assert sentences.sentence(claim, NAMES) == f"5 North Koreans reportedly left {sentence}."
    assert captions.mark_note(claim) == mark


def test_what_is_our_own_reading_is_no_word_of_a_speaker_in_a_headline_either():
    ours = {"our_reading": "claim", "best": 37, "destination": "russia", "evidence": "first-hand"}
    assert [sentences.sentence(claims(ours | {"kind": kind})[0], NAMES) for kind in _OURS] == [
        "37 North Koreans left for Russia in December 2024 (nkmap’s own reading).",
        "Nkmap put the number of North Koreans in Russia in December 2024 at 37 (nkmap’s own "
        "reading).",
    ]


_OURS = ("departed", "present")


@pytest.mark.parametrize(
    ("when", "note"),
    [
        ("2025-06/..", "from June 2025, end not given"),
        ("2025-12?", "possibly for December 2025"),
        ("../2025~", "by about 2025"),
        ("../2025", "by the end of 2025"),
        ("../2025?", "possibly by the end of 2025"),
    ],
)
def test_the_time_of_a_plan_reads_as_english(when, note):
    assert captions.mark_note(claims({"kind": "planned", "best": 5, "when": when})[0]) == note


def test_what_is_withheld_of_people_who_left_is_their_number():
    row = {"missing_reason": "withheld", "destination": "russia"}
    assert sentences.sentence(claims(row)[0], NAMES) == (
        "North Korean workers reportedly left for Russia in December 2024; number withheld to "
        "protect a person."
    )


def test_what_a_speaker_decided_is_not_told_as_according_to_them():
    row = {"kind": "sanction", "summary": "In 2017 the Council decided on a ban.", "when": "2017",
           "said_by": "the Council, as told by X", "evidence": "announcement"}  # fmt: skip
    assert sentences.attributed(claims(row)[0], NAMES, "P") == (
        "In 2017 the Council decided on a ban, as told by X."
    )


@pytest.mark.parametrize(
    ("row", "mark", "plate"),
    [
        ({"best": 300, "qualifier": "reportedly around"}, "reportedly around 300 workers",
         "around 300 workers, reportedly, December 2024"),
        ({"best": 300, "qualifier": "believed to be nearly"}, "believed to be nearly 300 workers",
         "believed to be nearly 300 workers, December 2024"),
        ({"kind": "planned", "high": 300, "qualifier": "up to", "when": ""},
         "up to 300 workers planned", "up to 300 workers, planned, no date given"),
    ],
)  # fmt: skip
def test_mark_and_plate_read_well_alone(row, mark, plate):
    claim = claims({"kind": "present", "unit": "workers", "destination": "russia", **row})[0]
    assert (captions.mark_figure(claim), captions.area_line(claim)) == (mark, plate)


@pytest.mark.parametrize(
    ("row", "limit"),
    [
        ({"kind": "present", "destination": "russia"}, "This report does not say where in Russia."),
        ({"kind": "present", "destination": "abroad"}, ""),
        ({"kind": "visas", "unit": "visas", "destination": "russia"}, ""),
        ({"kind": "pay", "unit": "USD per month", "destination": "russia"}, ""),
    ],
)
def test_a_headline_asks_where_only_of_people_in_one_country(row, limit):
    claim = claims({"best": 5, "unit": "workers", "destination_status": "country only", **row})[0]
    names = Names(DATA.places)
    said = sentences.sentence(claim, names)
    assert captions.headline([claim], names).removeprefix(said).strip() == limit


def test_a_limit_that_is_part_of_a_claim_is_read_with_that_claim_and_its_parts_alone():
    whole, part, limit, other = claims(
        {"destination": "russia"},
        {"destination": "russia", "part_of": "C1"},
        {"kind": "limitation", "destination": "russia", "part_of": "C1"},
        {"destination": "russia"},
    )
    found = [limits_on(claim, [limit]) for claim in (whole, part, other)]
    assert found == [(limit,), (limit,), ()]


def test_without_a_number_a_sentence_still_says_who_they_were():
    rows = [{"kind": "departed"}, {"kind": "departed", "group": "soldiers"},
            {"kind": "selected", "origin": "musan", "destination": "china"},
            {"kind": "selected", "group": "soldiers", "destination": "china"},
            {"kind": "cancelled", "origin": "musan"}]  # fmt: skip
    told = [sentences.sentence(claims(row)[0], NAMES).partition(" in December")[0] for row in rows]
    assert told == [
        "North Korean workers reportedly left",
        "North Korean soldiers reportedly left",
        "Workers were reportedly selected in Musan for work in China",
        "North Korean soldiers were reportedly selected for China",
        "People in Musan reportedly gave up going",
    ]


def test_what_was_published_later_is_not_the_whole_of_a_part():
    whole = {"best": 6000, "status": "superseded"}
    assert claims({"best": 5, "part_of": "C2"}, whole)[0].whole is None


def test_the_numbers_of_a_whole_are_plain_numbers_as_those_of_its_part_are():
    part, whole = claims({"best": 5, "part_of": "C2"}, {"low": 60, "high": 70, "spread": "between"})
    assert [type(part.best), *map(type, (part.whole.low, part.whole.high))] == [int] * 3
    assert part.whole[:3] == (whole.low, whole.best, whole.high) == (60, None, 70)


def test_a_number_since_an_unknown_day_is_not_told_as_a_count_at_one_moment():
    (claim,) = claims(
        {"kind": "present", "low": 50, "high": 100, "spread": "between", "qualifier": "between",
         "unit": "workers", "when": "../2017", "said_on": "2025-01", "destination": "china",
         "said_by": "a paper", "evidence": "editorial"},
    )  # fmt: skip
    assert sentences.sentence(claim, NAMES) == (
        "A paper spoke of between 50 and 100 North Korean workers in China until 2017."
    )
