"""One rule for what lies in which months, for one claim, for very many, and in the page's script."""

import re

from hypothesis import given
from hypothesis import strategies as st
from samples import claims_frame

from nkmap import dates, project_files
from nkmap.claim import records
from nkmap.view import View, months_touched, overlaps, select

COVERED = dates.months_between("2024-01", "2025-03")
WHENS = st.sampled_from(
    ["2023-12", "2024", "2024-02/2024-04", "../2024-03", "2024-11/..", "2024-24", "2025-09", ""]
)
ENDS = st.tuples(*[st.sampled_from(COVERED)] * 2).map(sorted)
SCRIPT = (project_files.ROOT / "src/nkmap/web/page.js").read_text()


def by_days(claim, first, last):
    """The rule from the days themselves, without a number of a month."""
    starts = claim.first_day is None or claim.first_day <= dates.last_day_of(last)
    ends = claim.last_day is None or claim.last_day >= dates.first_day_of(first)
    return claim.when is not None and starts and ends


@given(st.lists(WHENS, max_size=8), ENDS)
def test_one_claim_and_very_many_touch_the_same_months(whens, ends):
    first, last = ends
    frame = claims_frame(*({"when": when} for when in whens))
    told, numbers = records(frame), (dates.month_number(first), dates.month_number(last))
    expected = [by_days(claim, first, last) for claim in told]
    assert [dates.touches(*claim.months, *numbers) for claim in told] == expected
    assert list(overlaps(frame, first, last)) == expected
    assert list(select(frame, View(first, last)).kept) == expected
    held = [[by_days(claim, month, month) for month in COVERED] for claim in told]
    among = [dates.touched_months(claim.months, COVERED) for claim in told]
    assert [[place in own for place in range(len(COVERED))] for own in among] == held
    dated = [own for own, claim in zip(held, told, strict=True) if claim.has_month]
    counted = tuple(sum(own[place] for own in dated) for place in range(len(COVERED)))
    assert tuple(months_touched(frame, COVERED).values()) == counted


@given(WHENS, ENDS)
def test_the_rule_of_the_page_s_script_is_the_same(when, ends):
    (rule,) = re.findall(r"touches = \(\[start, end\]\) => isWhole \|\| \((.*)\);", SCRIPT)
    assert rule == "start <= state.to && end >= state.from"
    (claim,) = records(claims_frame({"when": when}))
    at = dates.touched_months(claim.months, COVERED)
    start, end = at.start, at.stop - 1
    first, last = map(COVERED.index, ends)
    assert (start <= last and end >= first) is by_days(claim, *ends)


def test_a_month_is_its_number_and_back():
    assert [dates.month_name(dates.month_number(month)) for month in COVERED] == list(COVERED)
    assert dates.month_number("2024-01") - dates.month_number("2023-12") == 1
