"""Sentences of a briefing: numbers no claim holds, and hedges that were dropped."""

import pytest

from nkmap import wording
from nkmap.claim import records
from nkmap.dataset import folder, load
from nkmap.story.sentences import value, wrong, wrong_without_number
from tests.samples import claims

(ABOUT,) = claims({"best": 200, "qualifier": "about", "when": "2024-11-15/.."})
(RANGE,) = claims(
    {"low": 50000, "high": 100000, "spread": "between", "qualifier": "between", "when": "../2017"}
)
(SILENT,) = claims({"missing_reason": "not reported"})


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("A partner speaks of about 200 people, after 15 November 2024.", ABOUT),
        ("Until 2017 between 50,000 and 100,000 workers, it was said.", RANGE),
        ("See AP2501-16, after COVID-19.", ABOUT),
    ],
)
def test_words_that_keep_number_date_and_hedge_are_right(text, claim):
    assert wrong(text, [claim]) == ()


@pytest.mark.parametrize(
    ("text", "claim", "what"),
    [
        ("A partner said about 237 went.", ABOUT, "no claim of the step holds the number 237"),
        ("It was said that 75,000 came.", RANGE, "no claim of the step holds the number 75,000"),
        ("A partner said 200 went.", ABOUT, "tells 200 without “about” of C1"),
        ("About 200 went.", ABOUT, "tells 200 without saying that C1 is a report"),
        ("It was said in May 2019.", ABOUT, "“May 2019” is in the dates of none of its claims"),
        ("Forty were chosen.", ABOUT, "no claim of the step holds the number Forty"),
    ],
)
def test_a_wrong_number_date_or_hedge_is_named(text, claim, what):
    assert [found for found, _ in wrong(text, [claim])] == [what]


def test_one_end_of_a_range_is_never_told_alone():
    found = [what for what, _ in wrong("Said to be between 50,000 workers.", [RANGE])]
    assert "tells 50,000 without the other end of C1" in found


def test_a_range_keeps_its_between():
    found = [what for what, _ in wrong("It was said: 50,000 and 100,000 workers.", [RANGE])]
    assert "tells 50,000 without “between” of C1" in found


def test_a_claim_without_a_number_says_so():
    assert wrong_without_number("People left.", SILENT)
    assert wrong_without_number("People left, number not reported.", SILENT) == ()


@pytest.mark.parametrize(
    ("words", "amount"), [("9.92 million", 9920000), ("thirty-five", 35), ("two dozen", 24)]
)
def test_numbers_are_read_in_digits_and_words(words, amount):
    assert value(words) == amount


def test_every_attributed_sentence_of_the_shipped_claims_is_right():
    data = load(folder())
    names = wording.names(data.places)
    found = {
        claim.claim_id: wrong(wording.attributed(claim, names, "Publisher"), [claim])
        for claim in records(data.claims)
    }
    assert {claim: faults for claim, faults in found.items() if faults} == {}
