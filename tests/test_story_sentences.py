"""A briefing may say no number that its claims do not hold, and drop no hedge."""

import re

import pytest
from frozen import DATA
from hypothesis import assume, given
from hypothesis import strategies as st
from samples import NAMES, claims

from nkmap.claim import records
from nkmap.story.fact_check import number_kept_open, wrong
from nkmap.wording import sentences
from nkmap.wording.hedges import hedge_parts
from nkmap.wording.places import Names

ABOUT_200 = {"best": 200, "qualifier": "about", "when": "2024-11-15/..", "said_on": "2024-12"}
RANGE = {
    "low": 50000,
    "high": 100000,
    "spread": "between",
    "qualifier": "between",
    "unit": "workers",
    "kind": "present",
    "when": "../2017",
}
REPORTED_37 = {"best": 37, "qualifier": "reportedly", "when": "2024-12"}
COUNTED = {"best": 511, "evidence": "official count", "unit": "workers", "when": "2020-03-10"}
FELL = {
    "low": 11000,
    "high": 34000,
    "spread": "fell",
    "evidence": "announcement",
    "unit": "workers",
    "when": "../2018-12",
}
EITHER = {"low": 12, "high": 24, "spread": "either", "unit": "months", "qualifier": "heard"}


def verdicts(text, *rows):
    return wrong(text, claims(*rows))


def problems(text, *rows):
    return [what for what, _ in verdicts(text, *rows)]


# ---------------------------------------------------------------- numbers


def test_a_number_that_no_claim_holds_is_refused_and_named_as_it_was_written():
    assert verdicts("Reportedly 237 people left.", ABOUT_200, REPORTED_37) == (
        (
            "no claim of this step holds the number 237",
            "take it out, or choose claims that state it",
        ),
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("A partner spoke of two hundred and thirty-seven.", None, id="sum in words"),
        pytest.param("Some 75,000 workers were reported.", "75,000", id="midpoint"),
        pytest.param("Reportedly thousands of workers left.", "thousands", id="a vague many"),
        pytest.param("Reportedly tens of thousands left.", None, id="a vaguer many"),
        pytest.param("Reportedly a dozen left.", "a dozen", id="a dozen"),
        pytest.param("The number has reportedly doubled.", "doubled", id="a multiple in words"),
        pytest.param("Reportedly 50k left.", "50k", id="short for thousand"),
        pytest.param("Reportedly 1.5 million left.", "1.5 million", id="a fraction of a million"),
        pytest.param("They reportedly paid USD900.", "900", id="money"),
        pytest.param("Reportedly 0 people left.", "0", id="zero"),
        pytest.param("Of them, 37% reportedly left.", "37", id="a share is no count"),
    ],
)
def test_what_was_worked_out_or_made_up_is_refused(text, number):
    found = problems(text, ABOUT_200, REPORTED_37)
    assert found
    assert all("no claim of this step holds the number" in what for what in found)
    assert number is None or found == [f"no claim of this step holds the number {number}"]


@pytest.mark.parametrize(
    "text",
    [
        "AP2501-16 is another claim.",
        "The border was shut when COVID-19 came.",
        "No one is named; one of them stayed, and one-year contracts are offered.",
        "That nobody reported it is not zero.",
        "They may march on.",
        "The G7 met.",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text):
    assert verdicts(text, {}) == ()


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ("Home within 24 months.", "They had twenty-four months."),
        ("Resolution 2397 was passed.", "It broke resolution 2397."),
        ("It spoke of three places.", "It spoke of 3 places."),
        ("47 states wrote.", "Forty-seven states wrote."),
        ("About 40 countries took them.", "About 40 countries took them."),
        ("It came to 9.92 million won.", "It came to 9,920,000 won."),
        ("There were 5 to 10 years.", "Five to ten years."),
        ("Entries of the first half of the year.", "The second half is missing."),
    ],
)
def test_a_number_in_the_words_of_a_claim_may_be_told(summary, text):
    assert verdicts(text, {"summary": summary}) == ()


def test_a_number_in_the_words_of_a_claim_keeps_the_hedge_it_has_there():
    row = {"summary": "About 40 countries took them."}
    assert verdicts("They were taken by 40 countries.", row) == (
        ("40 does not stand as in the claim's words", "write about 40"),
    )
    assert problems("They were taken by more than 40 countries.", row) != []


def test_the_speaker_and_the_dispute_hold_their_numbers():
    row = {"said_by": "47 states, to the UN 1718 Committee", "contested": "Two papers denied it."}
    assert verdicts("47 states told the 1718 Committee; two papers denied it.", row) == ()


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "text",
    [
        "In November 2024 it began.",
        "It began on 15 November 2024.",
        "It began on November 15, 2024, and not before 15 November.",
        "It began on 2024-11-15, late in 2024.",
        "Said in December 2024.",
        "Said in Dec. 2024.",
        "Published in January 2025.",
        "From November to December 2024.",
        "From November to January 2025.",
        "The autumn of 2024.",
        "In 2024 and 2025.",
        "In 2024–25.",
    ],
)
def test_dates_that_a_claim_names_may_be_told(text):
    assert verdicts(text, ABOUT_200) == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In October 2024 it began.", "October 2024"),
        ("It began on 16 November 2024.", "16 November 2024"),
        ("It began in October.", "October"),
        ("Since 2017 it went on.", "2017"),
        ("It began early in 2024.", "early in 2024"),
        ("It began in the spring of 2024.", "spring of 2024"),
        ("It went on in February 2025.", "February 2025"),
        ("It went on in May.", "May"),
        ("From November 2024 to March 2026.", "March 2026"),
    ],
)
def test_a_date_that_no_claim_touches_is_refused(text, date):
    assert verdicts(text, ABOUT_200) == (
        (
            f"no claim of this step is dated {date}, nor names it",
            "correct the date, or choose claims that give it",
        ),
    )


def test_a_closed_period_holds_the_months_within_and_a_year_alone_holds_none():
    assert verdicts("In May 2024.", {"when": "2024-03/2024-06"}) == ()
    assert problems("In May 2024.", {"when": "2024"}) != []
    assert verdicts("In 2016.", {"when": "2015/2017"}) == ()


def test_an_open_period_holds_its_named_end_only():
    assert verdicts("Until 2017.", {"when": "../2017"}) == ()
    assert problems("In 2016.", {"when": "../2017"}) != []


def test_a_date_in_the_words_of_a_claim_may_be_told():
    row = {"summary": "It reported in May and on 22 October 2025.", "when": "2025-10"}
    assert verdicts("It reported in May 2025 and on 22 October 2025.", row) == ()
    assert problems("It reported on 23 October 2025.", row) != []


# ---------------------------------------------------------------- hedges


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("A partner speaks of about 200 people.", ABOUT_200),
        ("A partner speaks of about two hundred people.", ABOUT_200),
        ("About 200 people were chosen. A partner said so.", ABOUT_200),
        ("In December 2024, 37 people reportedly left.", REPORTED_37),
        ("Reportedly 37 people left.", REPORTED_37),
        ("It is said that between 50,000 and 100,000 workers were there.", RANGE),
        ("It is said that 50,000 to 100,000 workers were there.", RANGE),
        ("It is said that 50,000–100,000 workers were there.", RANGE),
        ("Russia counted 511 workers on 10 March 2020.", COUNTED),
        ("According to the ambassador it fell from 34,000 workers to 11,000.", FELL),
        ("The ambassador said that 34,000 became 11,000.", FELL),
        ("The partner heard of 12 or 24 months.", EITHER),
        ("Reportedly at least 100 came.", {"low": 100}),
        ("Reportedly at most 100 came.", {"high": 100}),
        ("Reportedly more than 100 came.", {"low": 100, "qualifier": "more than"}),
        ("China reportedly took around 300.", {"best": 300, "qualifier": "reportedly around"}),
        (
            "Washington believed that nearly 300 were there.",
            {"best": 300, "qualifier": "believed to be nearly"},
        ),
        ("Pay is said to be around US$800.", {"best": 800, "qualifier": "around"}),
        ("Reportedly 200 (100 to 900) people left.", {"low": 100, "best": 200, "high": 900}),
    ],
)
def test_a_figure_with_its_hedge_and_its_report_is_right(text, row):
    assert verdicts(text, row) == ()


@pytest.mark.parametrize(
    ("text", "row", "what", "remedy"),
    [
        pytest.param(
            "A partner speaks of 200 people.",
            ABOUT_200,
            "200 has lost the hedge of C1, “about”",
            "write about 200 people",
            id="dropped",
        ),
        pytest.param(
            "A partner speaks of roughly 200 people.",
            ABOUT_200,
            "200 has lost the hedge of C1, “about”",
            "write about 200 people",
            id="another word",
        ),
        pytest.param(
            "A partner speaks of about the 200 people.",
            ABOUT_200,
            "200 has lost the hedge of C1, “about”",
            "write about 200 people",
            id="an article between",
        ),
        pytest.param(
            "A partner speaks of more than about 200 people.",
            ABOUT_200,
            "200 has lost the hedge of C1, “about”",
            "write about 200 people",
            id="one more hedge",
        ),
        pytest.param(
            "It is said that no more than 100 came.",
            {"low": 100, "qualifier": "more than"},
            "100 has lost the hedge of C1, “more than”",
            "write more than 100 people",
            id="turned round",
        ),
        pytest.param(
            "A source said that 37 people left.",
            REPORTED_37,
            "37 has lost the hedge of C1, “reportedly”",
            "write 37 people, reportedly",
            id="reportedly",
        ),
        pytest.param(
            "It is said that 37 left. Others reportedly stayed.",
            REPORTED_37,
            "37 has lost the hedge of C1, “reportedly”",
            "write 37 people, reportedly",
            id="in another sentence",
        ),
        pytest.param(
            "Reportedly 100 came.",
            {"low": 100},
            "100 has lost the hedge of C1, “at least”",
            "write at least 100 people",
            id="a lower bound as a figure",
        ),
        pytest.param(
            "Russia counted about 511 workers.",
            COUNTED,
            "511 has gained a hedge that C1 does not have",
            "write 511 workers",
            id="gained",
        ),
        pytest.param(
            "It is said that 50,000 workers were there.",
            RANGE,
            "50,000 alone is not what C1 says",
            "write between 50,000 and 100,000 workers, both in one sentence",
            id="one end",
        ),
        pytest.param(
            "The ambassador said that 11,000 were left.",
            FELL,
            "11,000 alone is not what C1 says",
            "write fell from 34,000 to 11,000 workers, both in one sentence",
            id="where it fell to",
        ),
        pytest.param(
            "About 200 people were chosen.",
            ABOUT_200,
            "200 stands as a fact; C1 is what somebody says",
            "say who says so, with one of: reportedly, reported, said, told, according to, "
            "estimated, put at",
            id="as a fact",
        ),
        pytest.param(
            "Left in the country: 511 workers.",
            COUNTED,
            "511 stands as a fact; C1 is what somebody says",
            "say who says so, with one of: reportedly, reported, said, told, according to, "
            "estimated, put at, counted, announced",
            id="a count without who counted",
        ),
        pytest.param(
            "Reportedly 200 people rioted.",
            {"best": 200, "contested": "The police denied it."},
            "200 is from C1, which is contested",
            "say “contested”",
            id="contested",
        ),
        pytest.param(
            "Reportedly 200 people left.",
            {"best": 200, "access": "weak copy"},
            "200 is from C1, which is weak copy",
            "say “weak copy”",
            id="weak copy",
        ),
    ],
)
def test_a_figure_that_lost_something_is_told_what(text, row, what, remedy):
    assert verdicts(text, row) == ((what, remedy),)


def test_a_fall_is_not_told_as_a_rise():
    text = "The ambassador said it went from 11,000 to 34,000."
    assert set(problems(text, FELL)) == {
        "11,000 alone is not what C1 says",
        "34,000 alone is not what C1 says",
    }


def test_stamps_may_stand_anywhere_in_the_text():
    row = {"best": 200, "contested": "The police denied it.", "access": "weak copy"}
    assert verdicts("Reportedly 200 people rioted. The police denied it (weak copy).", row) == ()


def test_that_nothing_was_reported_does_not_make_a_report_of_a_number():
    assert problems("Left: about 200 people. Where to is not reported.", ABOUT_200) == [
        "200 stands as a fact; C1 is what somebody says"
    ]


def test_of_several_claims_one_that_fits_is_enough():
    rows = ABOUT_200, {"best": 200, "evidence": "official count"}
    assert verdicts("Russia counted 200 people.", *rows) == ()
    assert verdicts("A partner speaks of about 200 people.", *rows) == ()
    assert len(problems("There were 200 people.", *rows)) == 1


def test_a_claim_that_no_longer_stands_holds_no_number_alone():
    gone = {"best": 300, "status": "superseded", "superseded_by": "C2", "when": "2023-03"}
    assert verdicts("Reportedly 300 people left.", gone, ABOUT_200) == (
        (
            "300 is held only by C1, which was superseded",
            "take it out, or choose a claim that stands; see C2",
        ),
    )
    assert problems("In March 2023 it began.", gone, ABOUT_200) == [
        "March 2023 is held only by C1, which was superseded"
    ]
    assert verdicts("Reportedly 300 people left.", gone, {"best": 300}) == ()


def test_a_step_about_an_unknown_number_says_that_it_is_unknown():
    [unknown, known] = claims({}, {"best": 37})
    assert number_kept_open("Workers left Musan.", unknown) == (
        (
            "the number of C1 was not reported, and nothing here says so",
            "say it: number not reported, no number is given",
        ),
    )
    for words in ("Number not reported.", "No number is given.", "How many is not reported."):
        assert number_kept_open(words, unknown) == ()
    assert number_kept_open("37 people left.", known) == ()


# ---------------------------------------------------------------- the shipped claims

PLACE_NAMES = Names(DATA.places)
SHIPPED = records(DATA.claims)
PUBLISHERS = dict(zip(DATA.sources["source_id"], DATA.sources["publisher"], strict=True))


@pytest.mark.parametrize("claim", SHIPPED, ids=lambda claim: claim.claim_id)
def test_what_the_map_says_of_a_claim_could_stand_in_a_briefing(claim):
    said = sentences.attributed(claim, PLACE_NAMES, PUBLISHERS[claim.source_id])
    assert wrong(said, [claim]) == ()
    # A summary may leave the speaker to what stands around it, and nothing else.
    bare = [what for what, _ in wrong(sentences.sentence(claim, PLACE_NAMES), [claim])]
    assert [what for what in bare if "stands as a fact" not in what] == []


# ---------------------------------------------------------------- made-up claims

NUMBER_HEDGES = ("about", "around", "approximately", "nearly", "more than", "up to", "over")
REPORT_HEDGES = ("reportedly", "heard", "announced", "forecast")
EVIDENCE = ("not stated", "estimate", "official count", "announcement", "heard", "first-hand")


@st.composite
def made_up(draw):
    """A claim about people with one figure or a range."""
    row = {
        "kind": draw(st.sampled_from(["departed", "arrived", "selected", "planned", "present"])),
        "origin": "hyesan",
        "destination": "russia",
        "evidence": draw(st.sampled_from(EVIDENCE)),
        "when": draw(st.sampled_from(["2024-12", "2024", "../2017", "2024-11-15/..", "2024-10~"])),
        "contested": draw(st.sampled_from(["", "The police denied it."])),
        "access": draw(st.sampled_from(["original", "weak copy"])),
        "said_by": "a speaker, as told by a paper",
    }
    low = draw(st.integers(2, 10**6))
    if draw(st.booleans()):
        row |= {"low": low, "high": low + draw(st.integers(1, 10**6))}
        spread = draw(st.sampled_from(["between", "either", "fell"]))
        hedge = draw(st.sampled_from(["", "between" if spread == "between" else "", "about"]))
        row |= {"spread": spread, "qualifier": hedge}
    else:
        row |= {draw(st.sampled_from(["low", "best", "high"])): low}
        row |= {"qualifier": draw(st.sampled_from(["", *NUMBER_HEDGES, *REPORT_HEDGES]))}
    return claims(row)[0]


@given(made_up())
def test_any_claim_told_by_the_map_is_right(claim):
    assert wrong(sentences.attributed(claim, NAMES, "A paper"), [claim]) == ()


@given(made_up())
def test_any_claim_told_without_its_hedge_is_wrong(claim):
    hedges = [hedge for hedge in hedge_parts(claim) if hedge not in ("", "between")]
    assume(hedges)  # both ends keep a range
    said = sentences.attributed(claim, NAMES, "A paper")
    for hedge in hedges:
        without = re.sub(rf"\b{hedge}\b", "", said, flags=re.IGNORECASE)
        assert wrong(without, [claim]) != ()


@given(made_up(), st.integers(1, 10**6), st.booleans())
def test_any_claim_told_with_another_figure_is_wrong(claim, by, up):
    said = sentences.attributed(claim, NAMES, "A paper")
    figures = [n for n in (claim.low, claim.best, claim.high) if n is not None]
    for figure in figures:
        other = figure + by if up else abs(figure - by)
        assume(other not in figures)
        changed = re.sub(rf"(?<![\d,]){figure:,}(?!,?\d)", f"{other:,}", said)
        assert wrong(changed, [claim]) != ()
