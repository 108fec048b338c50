"""A large dataset: it is valid, and what a reader is sent does not grow with it."""

from datetime import date

import large_dataset
import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from nkmap import dataset
from nkmap.dates import parse
from nkmap.schema import Kind, Layer


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("invented")
    large_dataset.write(folder, 500)
    return dataset.load(folder)


def test_a_generated_dataset_is_valid_and_holds_every_sort_of_claim(small):
    claims = small.claims
    assert len(claims) == 500
    assert set(claims["layer"]) == {layer.value for layer in Layer}
    assert set(claims["kind"]) == {kind.value for kind in Kind}
    assert set(claims["status"]) == {"current", "superseded", "withdrawn"}
    for column in ("when", "origin", "destination", "part_of", "conflicts_with", "sector"):
        filled = claims[column].map(len) > 0
        assert filled.any(), column
        assert not filled.all(), column
    assert len(small.routes) > 0


def test_every_summary_of_a_generated_dataset_says_that_it_is_invented(small):
    assert small.claims["summary"].str.startswith("Invented claim ").all()
    assert small.sources["title"].str.startswith("Invented report ").all()


def test_the_same_number_of_claims_gives_the_same_dataset():
    assert large_dataset.tables(60) == large_dataset.tables(60)


@given(
    day=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    form=st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]),
    mark=st.sampled_from(["", "~", "?", "%"]),
)
def test_the_bounds_of_a_date_are_those_of_the_edtf_package(day, form, mark):
    text = day.strftime(form) + mark
    outside = parse_edtf(text)
    found = parse(text)
    assert found.first_day == date(*outside.lower_strict()[:3])
    assert found.last_day == date(*outside.upper_strict()[:3])
