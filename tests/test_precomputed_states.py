"""What a browser is given for each choice of months is what a view of those months selects."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from frozen import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import claims_frame

from nkmap import dates
from nkmap import view as views
from nkmap.claim import records
from nkmap.figures.drawing import Circle, Drawing, Group, Paint, Words
from nkmap.figures.legend import Entry
from nkmap.publish import precomputed_states as made
from nkmap.publish.precomputed_states import (
    ClaimMonths,
    RenderedMap,
    precomputed_states,
)
from nkmap.render.svg import Svg
from nkmap.schema import Kind, Layer
from nkmap.view import View, select

COVERED = dates.months_between("2023-11", "2024-03")
DAYS = st.sampled_from(
    [
        "", "2023-10", "2023-12", "2024-01-31", "2024-02~", "2024", "2023-12/2024-02", "../2024-01",
        "2024-03/..", "2023/2024", "2024-05", "../2023-06", "2025/..",
    ]
)  # fmt: skip


SAMPLE = Drawing(8, 8, (Group((Circle(4, 4, 4, Paint(fill="ink")),)),))


def picture(claims: tuple[int, ...]) -> RenderedMap:
    """A map that names its claims, on a ground."""
    ground = Group((Circle(5, 5, 5, Paint(fill="land")),), layer="ground")
    marks = [Group((Words(f"claim {n}", n, n, 12),), layer="marks") for n in claims]
    return RenderedMap.of(
        Drawing(100, 50, (ground, *marks)), [Entry(SAMPLE, f"{len(claims)} marks")]
    )


def legend(words: str) -> list[str]:
    return [f"{Svg().sign(SAMPLE)}<span>{words}</span>"]


def looked_up(told: Mapping[str, Any], first: int, last: int) -> list[Any] | None:
    """What ``stateOf`` of ``web/map.js`` finds, with the pieces put together."""
    firsts, lasts = told["ranks"]
    is_whole = (first, last) == (0, len(firsts) - 1)
    found = told["all"] if is_whole else told["states"][firsts[first]][lasts[last]]
    if not found:
        return None
    drawn, *words = found
    parts = [[told["pieces"][piece] for piece in part] for part in told["maps"][drawn]]
    return [*parts, *(told["sentences"][number] for number in words)]


@settings(max_examples=30)
@given(st.lists(DAYS, max_size=6), st.booleans())
def test_the_claims_of_each_stretch_are_those_that_a_view_of_it_selects(days, undated):
    frame = claims_frame(*({"when": day} for day in days))
    view = View(undated=undated)
    shown = records(select(frame, view).shown)
    timing = ClaimMonths.of(shown, COVERED)
    for first, last in timing.ranges():
        limited = view.with_(first=COVERED[first], last=COVERED[last])
        asked = view if (first, last) == timing.whole else limited
        expected = list(select(frame, asked).shown["claim_id"])
        assert [shown[n].claim_id for n in timing.touching(first, last)] == expected


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(layers=tuple(Layer)),
        View(kinds=(Kind.PRESENT,), layers=tuple(Layer), undated=False),
        View(known_on=DATA.claims["published"].min().date()),
    ],
)
def test_each_stretch_of_the_shipped_data_holds_what_its_view_selects(view):
    covered = DATA.known.months_of(view)
    shown = records(select(DATA.claims, view).shown)
    timing = ClaimMonths.of(shown, covered)
    claims = views.as_known(DATA.claims, view.known_on)
    passed = select(DATA.claims, view).kept
    # What overlaps two months ends after the first and begins before the last.
    after = [views.overlaps(claims, month, None) for month in covered]
    before = [views.overlaps(claims, None, month) for month in covered]
    place = np.cumsum(passed) - 1
    for first, last in timing.ranges():
        is_whole = (first, last) == timing.whole
        kept = passed if is_whole else passed & after[first] & before[last]
        assert timing.touching(first, last) == tuple(place[kept].tolist()), (first, last)


def test_a_stretch_is_looked_up_with_its_map_its_legend_and_its_words():
    frame = claims_frame({"when": "2023-12"}, {"when": "2024-02/2024-03"}, {"when": ""})
    claims = records(frame)

    def words(first: str | None, last: str | None) -> tuple[str, str, str]:
        ids = select(frame, View(first=first, last=last)).shown["claim_id"]
        return (f"shows {' '.join(ids)}", f"count {len(ids)}", "")

    timing = ClaimMonths.of(claims, COVERED)
    told = precomputed_states(timing, ClaimMonths.of(claims[:2], COVERED), (0, 4), picture, words)
    one, two = (picture((n,)).groups[0] for n in (0, 1))
    both = [[one, two], legend("2 marks"), "shows C1 C2", "count 2", ""]
    assert looked_up(told, 0, 4) == [[one, two], legend("2 marks"), "shows C1 C2 C3", "count 3", ""]
    assert looked_up(told, 1, 4) == looked_up(told, 0, 3) == both
    assert looked_up(told, 1, 1) == [[one], legend("1 marks"), "shows C1", "count 1", ""]
    assert looked_up(told, 3, 4) == [[two], legend("1 marks"), "shows C2", "count 1", ""]
    assert looked_up(told, 0, 0) == [[], legend("0 marks"), "shows ", "count 0", ""]
    assert picture(()).ground not in told["pieces"]
    assert told["size"] == picture(()).size


MANY = dates.months_between("2010-01", "2019-12")


def test_where_maps_are_too_many_those_near_the_months_shown_are_sent():
    own = ClaimMonths.of(records(claims_frame(*({"when": month} for month in MANY))), MANY)
    now = (60, 62)
    found = own.to_compute(now)
    assert not own.is_few
    assert {at: own.touching(*at) for at in found} == found
    assert len(set(found.values())) == made.MOST_MAPS
    # One movement of the stretch or of a handle, the nearest first, until there is no more room.
    assert {own.whole, now, (61, 63), (59, 61), (60, 66), (54, 62)} <= found.keys()
    assert (0, 60) not in found
    told = precomputed_states(
        own, own, now, picture, lambda first, last: (f"{first}/{last}", "", "")
    )
    assert looked_up(told, 0, 60) is None
    assert looked_up(told, *now)[2] == "2015-01/2015-03"


def test_where_few_maps_belong_to_many_months_each_choice_is_sent():
    own = ClaimMonths.of(records(claims_frame({"when": "2012-05"}, {"when": "2015/.."})), MANY)
    assert own.is_few
    assert set(own.to_compute((3, 4))) == set(own.ranges())


def test_of_very_many_claims_the_nearest_choices_are_sent():
    many = ClaimMonths(tuple((n % 120, n % 120) for n in range(made.MANY_CLAIMS + 1)), MANY)
    asked = many.to_compute((60, 62))
    assert {at: many.touching(*at) for at in asked} == asked
    shifted = {(60 + by, 62 + by) for by in range(-4, 5)}
    first = {(60 + by, 62) for by in range(-4, 3)}
    last = {(60, 62 + by) for by in range(-2, 5)}
    assert set(asked) == {many.whole} | shifted | first | last


def test_of_a_single_month_nothing_is_worked_out():
    one = ClaimMonths(((0, 0),), COVERED[:1])
    assert precomputed_states(one, one, (0, 0), picture, lambda *_: ("", "", "")) == {}
