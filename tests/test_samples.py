"""Claims that tests make in sight are those that a frame of the same rows holds."""

from dataclasses import astuple

from samples import claims, claims_frame

from nkmap.claim import records
from nkmap.schema import Kind

ROWS = (
    {},
    {"best": 37, "unit": "workers", "origin": "hyesan", "destination": "russia;china"},
    {"low": "30", "high": 40, "spread": "between", "missing_reason": "", "sector": "logging"},
    {"best": 0, "kind": "arrived", "layer": "military", "said_on": "2025-01-02", "caution": "a;b"},
    {"when": ""},
    {"when": "2024-11-15/.."},
    {"when": "../2024", "conflicts_with": "C1"},
    {"when": "2024-12~", "claim_id": "X1", "status": "withdrawn", "origin": "ryanggang"},
)


def test_claims_are_those_of_a_frame_of_the_same_rows():
    rows = [*ROWS, *({"kind": kind.value} for kind in Kind)]
    made = claims(*rows)
    told = [[(type(value), value) for value in astuple(claim)] for claim in made]
    of_frame = records(claims_frame(*rows))
    assert made == of_frame
    assert told == [[(type(value), value) for value in astuple(claim)] for claim in of_frame]


def test_a_part_is_told_with_its_whole():
    whole, part = claims({"best": 100}, {"best": 37, "part_of": "C1"})
    assert (whole.whole, part.whole.best) == (None, 100)
