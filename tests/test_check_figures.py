"""A number stands in the column that its word makes it, a zero is a figure, and time runs forward."""

import pandas as pd
import pytest
from folders import SOURCES, folder, problems
from hypothesis import given, settings
from hypothesis import strategies as st

from nkmap.checks import claims
from nkmap.csv_files import TextTable
from nkmap.schema import CLAIMS, HEDGES, TABLES, Bound, Kind, bound_of

UNKNOWN = {"best": "", "unit": "", "missing_reason": "not reported"}


@pytest.fixture
def found(tmp_path):
    """What is wrong with one claim over the defaults, without the name of the file."""

    def check(claim, **tables):
        told = problems(folder(tmp_path / "d", claim, **tables))
        return [words.removeprefix("claims.csv:2: ") for words in told]

    return check


# ---------------------------------------------------------------- the word and the column


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            {"best": "100", "qualifier": "more than"},
            "best = '100': “more than” makes 100 a lower limit, "
            "write it in low and leave best empty",
        ),
        (
            {"best": "50", "qualifier": "reportedly up to"},
            "best = '50': “reportedly up to” makes 50 an upper limit, "
            "write it in high and leave best empty",
        ),
        (
            {"best": "", "low": "50", "qualifier": "fewer than"},
            "low = '50': “fewer than” makes 50 an upper limit, "
            "write it in high and leave low empty",
        ),
        (
            {"best": "", "low": "50", "qualifier": "nearly"},
            "low = '50': “nearly” makes 50 just short of it, write it in best and leave low empty",
        ),
        (
            {"best": "120", "low": "100", "qualifier": "at least"},
            "best = '120': “at least” goes with one number, in low, leave this empty, or the word",
        ),
        (
            {"best": "", "low": "80", "high": "100", "spread": "between", "qualifier": "up to"},
            "low = '80': “up to” goes with one number, in high, leave this empty, or the word",
        ),
    ],
)
def test_a_limit_in_the_wrong_column_is_refused_with_what_to_do(found, claim, told):
    assert found(claim) == [told]


@pytest.mark.parametrize(
    "claim",
    [
        {"best": "", "low": "100", "qualifier": "more than"},
        {"best": "", "high": "100", "qualifier": "up to"},
        {"best": "100", "qualifier": "nearly"},
        {"best": "", "high": "100", "qualifier": "almost"},
        {"best": "100", "low": "80", "qualifier": "about"},
        {"best": "", "low": "80", "high": "100", "spread": "between", "qualifier": "between"},
        {"best": "", "low": "80", "high": "100", "spread": "between", "qualifier": "at least"},
        {"best": "0", "qualifier": "none"},
        {"best": "0", "qualifier": "reportedly"},
        {"best": "0"},
    ],
)
def test_a_number_in_the_column_of_its_word_is_taken(found, claim):
    assert found(claim) == []


def text(table, **cells):
    """A table of one row, as it is read."""
    row = dict.fromkeys(table.columns, "") | cells
    return TextTable(table, pd.DataFrame([row], columns=list(table.columns), dtype=object), [2])


def verdicts(**cells):
    claim = text(CLAIMS, claim_id="C1", kind="departed", **cells)
    told = claims.problems({"claims": claim, "sources": text(TABLES["sources"])})
    return [problem for problem in told if problem.column in ("low", "best", "high")]


@settings(max_examples=300)
@given(
    st.sampled_from(["{}", "reportedly {}", "{} about", "Well {}"]),
    st.sampled_from(list(HEDGES)),
    st.sets(st.sampled_from(["low", "best", "high"]), min_size=1),
)
def test_no_lower_limit_passes_anywhere_but_in_low_and_no_upper_one_but_in_high(form, word, given):
    qualifier = form.format(word)
    told = verdicts(qualifier=qualifier, unit="people", spread="", **dict.fromkeys(given, "7"))
    home = {Bound.LOWER: {"low"}, Bound.UPPER: {"high"}}.get(bound_of(qualifier))
    if home:
        assert bool(told) == (given != home)
    elif bound_of(qualifier) is None:
        assert not told


# ---------------------------------------------------------------- a zero


@pytest.mark.parametrize(
    "claim",
    [
        *(UNKNOWN | {"qualifier": w} for w in ("none", "No", "nobody", "zero", "reportedly none")),
        *(
            UNKNOWN | {"qualifier": "", "summary": words}
            for words in (
                "No departures from Hyesan were seen.",
                "Nobody left Hyesan that month.",
                "No more North Korean workers came.",
                "Not a single worker left.",
            )
        ),
    ],
)
def test_a_claim_that_says_that_there_were_none_needs_a_zero(found, claim):
    (told,) = found(claim)
    said = f"“{claim['qualifier']}”" if claim["qualifier"] else "the summary"
    assert told == f"best = '': {said} says that there were none, write 0: a zero that was reported"


@pytest.mark.parametrize(
    "words",
    [
        "No number of departures is given.",
        "Nobody said how many left.",
        "Nobody could count.",
        "No one knows how many left.",
        "No workers are named.",
        "Some left; no departures were counted elsewhere.",
        "Not one of the partners could count.",
    ],
)
def test_not_knowing_is_not_taken_for_none(found, words):
    assert found(UNKNOWN | {"qualifier": "some", "summary": words}) == []


@pytest.mark.parametrize(
    ("claim", "column", "told"),
    [
        ({"best": "7", "qualifier": "none"}, "qualifier", "“none” beside more than 0"),
        ({"best": "0", "qualifier": "about"}, "qualifier", "“about” beside 0"),
        ({"best": "0", "qualifier": "more than"}, "qualifier", "“more than” beside 0"),
        ({"best": "", "high": "0", "qualifier": "up to"}, "high", "no more than 0 is a zero"),
        ({"best": "", "low": "0", "qualifier": "at least"}, "low", "at least 0 says nothing"),
    ],
)
def test_a_zero_is_neither_hedged_nor_a_limit(found, claim, column, told):
    (words,) = found(claim)
    assert words.startswith(f"{column} = ")
    assert told in words


# ---------------------------------------------------------------- dates


def sources(published):
    return ({**SOURCES[0], "published": published}, SOURCES[1])


@pytest.mark.parametrize(
    ("claim", "published", "told"),
    [
        ({"when": "2030"}, "2025-01", "when = '2030': later than it was published (2025-01)"),
        ({"when": "2025-02"}, "2025-01", "when = '2025-02': later than it was published (2025-01)"),
        ({"when": "../2030"}, "2025-01", "when = '../2030': later than it was published (2025-01)"),
        (
            {"when": "2024-12/2025-06"},
            "2025-01",
            "when = '2024-12/2025-06': later than it was published (2025-01)",
        ),
        ({"when": "2025-05/.."}, "2025-04-17~", "when = '2025-05/..': later than it was published"),
        ({"when": "2026"}, "2025", "when = '2026': later than it was published (2025)"),
        (
            {"when": "2024-12", "said_on": "2024-10"},
            "2025-01",
            "when = '2024-12': later than it was said (2024-10)",
        ),
        (
            {"when": "2024-12", "said_on": "2024-10"},
            "",
            "when = '2024-12': later than it was said (2024-10)",
        ),
        (
            {"said_on": "2031-05"},
            "2025-01",
            "said_on = '2031-05': after its source was published (2025-01), correct one of the two",
        ),
        (
            {"said_on": "2031-05", "kind": "planned", "layer": "plans", "when": "2032"},
            "2025-01",
            "said_on = '2031-05': after its source was published (2025-01), correct one of the two",
        ),
    ],
)
def test_what_happened_is_not_later_than_who_tells_of_it(found, claim, published, told):
    (words,) = found(claim, sources=sources(published))
    assert words.startswith(told)


@pytest.mark.parametrize(
    ("claim", "published"),
    [
        ({"when": "2025-04-17"}, "2025-04-10~/2025-04-20~"),
        ({"when": "2025-12"}, "2025"),
        ({"when": "2025"}, "2025-04"),
        ({"when": "2024-11/.."}, "2025-01"),
        ({"when": "2024-24"}, "2025-01"),
        ({"when": "2024-12", "said_on": "2024-12/2025-01"}, "2025-01-10"),
        ({"when": "2030"}, ""),
        ({"when": ""}, "2025-01"),
    ],
)
def test_dates_that_may_be_so_are_taken(found, claim, published):
    assert found(claim, sources=sources(published)) == []


AHEAD = {"planned", "promised pay", "contract length", "sanction", "policy"}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("evidence", ["announcement", "estimate"])
def test_only_what_is_still_to_come_may_lie_ahead_of_its_source(kind, evidence):
    told = claims.problems(
        {
            "claims": text(CLAIMS, kind=kind.value, when="2031", evidence=evidence, source_id="S1"),
            "sources": text(TABLES["sources"], source_id="S1", published="2025-01"),
        }
    )
    may = kind in AHEAD or (kind is Kind.TRANSPORT and evidence == "announcement")
    dated = [problem.column for problem in told if problem.column == "when"]
    assert dated == ([] if may else ["when"])


@pytest.mark.parametrize(
    ("when", "read", "missing"),
    [
        ("../2024-12", "start", "no start in when"),
        ("2024-12/..", "end", "no end in when"),
        ("", "dates", "no date in when"),
        ("../2024-12", "end", ""),
        ("2024-12/..", "start", ""),
        ("2024-12", "dates", ""),
        ("", "claim", ""),
        ("", "unit", "no unit in this claim"),
    ],
)
def test_what_is_our_reading_of_a_date_or_a_figure_stands_in_it(found, when, read, missing):
    none = {"best": "", "unit": "", "missing_reason": "not reported"}
    told = found({**none, "when": when, "our_reading": read, "unclear": "It is our reading."})
    why = f"our_reading = '{read}': {missing}, say which part of the claim is our reading"
    assert told == ([why] if missing else [])
