"""What a word makes of a number: one table for all who judge it."""

import pytest

from nkmap.schema import HEDGES, Bound, bound_of


@pytest.mark.parametrize("word", HEDGES)
@pytest.mark.parametrize(
    "form", ["{}", "reportedly {}", "believed to be {}", "{} about", "{}, as heard", "well {}"]
)
def test_a_word_makes_the_same_of_a_number_in_any_company(word, form):
    assert bound_of(form.format(word)) is HEDGES[word]
    assert bound_of(form.format(word).upper()) is HEDGES[word]


@pytest.mark.parametrize(
    ("qualifier", "bound"),
    [
        ("no more than", Bound.UPPER),
        ("not more than", Bound.UPPER),
        ("no fewer than", Bound.LOWER),
        ("slightly less than", Bound.UPPER),
        ("just under", Bound.SHORT),
        ("or more", Bound.LOWER),
        ("under consideration", None),
        ("over several months", None),
        ("leftover", None),
        ("talk of", None),
        ("between", None),
        ("", None),
    ],
)
def test_a_word_is_told_from_one_that_only_looks_like_it(qualifier, bound):
    assert bound_of(qualifier) is bound
