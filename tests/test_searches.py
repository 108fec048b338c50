"""What was looked for and not found: no claim, no zero, and not the same as not looked for."""

import re
from datetime import date
from pathlib import Path

import pytest
from folders import folder, problems

from nkmap import cli, dataset, diff
from nkmap import dates as month_dates
from nkmap.diff import TableDifference
from nkmap.evidence import Evidence
from nkmap.figures import coverage
from nkmap.figures.coverage import State
from nkmap.figures.time_scale import TimeScale
from nkmap.publish.templates import fragments
from nkmap.render.svg import Svg
from nkmap.schema import PEOPLE
from nkmap.view import View
from nkmap.wording import dates
from nkmap.wording import searches as told

WORDS = "No count of workers from Hyesan, North Korea, was found for November 2024 to January 2025."
SEARCH = {"search_id": "hyesan-2503", "place_id": "hyesan", "when": "2024-11/2025-01",
          "looked_on": "2025-03", "words": WORDS}  # fmt: skip
MONTHS = ("2024-10", "2024-11", "2024-12", "2025-01", "2025-02")
TOWN = {"destination": "", "destination_status": ""}
MUSAN = {"place_id": "musan", "words": WORDS.replace("Hyesan", "Musan")}


def opened(path, *claims, searches=(SEARCH,), known_on=None):
    data = dataset.load(folder(path, *claims, searches=searches))
    return Evidence(data, View(known_on=known_on))


def runs(here):
    """The runs of each row of the strip of coverage, which asks for all claims known."""
    return coverage.rows(here.shown, here.names, MONTHS, here.searches)


def states(here):
    return {
        place: [run.state.name for run in own for _ in range(run.first, run.last + 1)]
        for place, own in runs(here).items()
    }


# ---------------------------------------------------------------- the table


def test_a_dataset_without_the_file_opens_and_tells_of_no_search(tmp_path):
    path = folder(tmp_path, {})
    (path / "searches.csv").unlink()
    assert Evidence(dataset.load(path)).searches == ()


def test_a_file_that_is_there_but_is_no_table_is_refused(tmp_path):
    path = folder(tmp_path, {})
    (path / "searches.csv").write_bytes(b"")
    assert problems(path) == [
        "searches.csv:1: the file is empty, write the header line, even without rows"
    ]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"when": "2010/.."},
         "when = '2010/..': an open end, write both ends, such as 2018/2026-11, or one day or month"),
        ({"when": "../2024-11"},
         "when = '../2024-11': an open end, write both ends, such as 2018/2026-11, or one day or "
         "month"),
        ({"looked_on": "2025-03/.."},
         "looked_on = '2025-03/..': an open end, write both ends, such as 2018/2026-11, or one day "
         "or month"),
        ({"when": "2010/2024-1X"},
         "when = '2010/2024-1X': not a date in EDTF, unspecified digits are not used here: write "
         "an interval or 2024~"),
        ({"when": ""}, "when = '': empty, this column needs a value"),
        ({"words": ""}, "words = '': empty, this column needs a value"),
        ({"looked_on": "2024-12"},
         "looked_on = '2024-12': before 2025-01-31, the end of the time that was searched, "
         "end 'when' on the day of the search, or correct the day"),
        ({"looked_on": "2099-01"},
         "looked_on = '2099-01': later than the newest change of the dataset (2026-01-01), correct "
         "the day, or add the change to changes.csv"),
        ({"place_id": "hyesam"},
         "place_id = 'hyesam': hyesam is not in places.csv, did you mean hyesan"),
    ],
)  # fmt: skip
def test_a_bad_search_is_named_with_its_line_and_what_to_do(tmp_path, cells, line):
    assert problems(folder(tmp_path, {}, searches=[SEARCH | cells])) == [f"searches.csv:2: {line}"]


def test_an_id_stands_for_one_search(tmp_path):
    assert problems(folder(tmp_path, {}, searches=[SEARCH, SEARCH])) == [
        "searches.csv:3: search_id = 'hyesan-2503': already used on line 2, give this row an id of "
        "its own"
    ]


def test_the_check_counts_searches_and_a_new_version_tells_of_those_that_came(tmp_path, capsys):
    old = folder(tmp_path / "old", {})
    new = folder(tmp_path / "new", {}, searches=[SEARCH, SEARCH | {"search_id": "later"}])
    assert cli.main(["check", "--data", str(new)]) == 0
    counted = "\nsearches.csv: 2 searches that found nothing, of 1 place\n"
    assert counted in capsys.readouterr().out
    found = diff.compare(dataset.load(old), dataset.load(new))
    assert found.tables == (TableDifference("searches", ("hyesan-2503", "later"), (), ()),)


# ---------------------------------------------------------------- the strip of coverage


def test_months_in_which_it_was_looked_for_are_told_from_those_in_which_it_was_not(tmp_path):
    assert states(opened(tmp_path, TOWN | {"when": "2024-10"})) == {
        "hyesan": ["FIGURE", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NONE"],
        "ryanggang": ["FIGURE", *["NONE"] * 4],
    }


def test_a_claim_of_any_sort_goes_before_a_search(tmp_path):
    plan = {"kind": "planned", "layer": "plans", "when": "2025-01"}
    here = opened(tmp_path, TOWN | {"when": "2024-11"}, TOWN | plan)
    found = coverage.rows(here.data.records, here.names, MONTHS, here.searches)["hyesan"]
    assert [(run.state.name, len(run.claims), len(run.searches)) for run in found] == [
        ("NONE", 0, 0),
        ("FIGURE", 1, 0),
        ("NOT_FOUND", 0, 1),
        ("OTHER", 1, 0),
        ("NONE", 0, 0),
    ]


def test_a_place_that_no_claim_names_has_a_row_if_it_was_looked_for(tmp_path):
    here = opened(tmp_path, TOWN | {"when": "2024-10"}, searches=[SEARCH | MUSAN])
    assert states(here)["musan"] == ["NONE", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NONE"]


def test_who_looked_for_a_province_did_not_look_for_its_towns_nor_the_other_way(tmp_path):
    province = SEARCH | {"place_id": "ryanggang", "words": WORDS.replace("Hyesan", "Ryanggang")}
    rows = TOWN | {"when": ""}, TOWN | {"origin": "musan", "when": "2024-10"}
    assert set(states(opened(tmp_path / "a", *rows, searches=[province]))) == {"musan", "ryanggang"}
    assert set(states(opened(tmp_path / "b", *rows))) == {"musan", "hyesan"}


def test_a_search_of_other_months_makes_no_row(tmp_path):
    early = SEARCH | MUSAN | {"when": "2010/2023"}
    assert "musan" not in states(opened(tmp_path, TOWN, searches=[early]))


def test_as_known_on_a_day_nothing_had_been_looked_for_that_was_looked_for_later(tmp_path):
    before = opened(tmp_path, TOWN | {"when": "2024-10"}, known_on=date(2025, 3, 30))
    assert (before.searches, before.searches_of("hyesan")) == ((), ())
    assert states(before)["hyesan"] == ["FIGURE", *["NONE"] * 4]
    after = Evidence(before.data, View(known_on=date(2025, 3, 31)))
    assert [search.search_id for search in after.searches_of("hyesan")] == ["hyesan-2503"]
    assert after.searches_of("ryanggang") == ()
    assert states(after)["hyesan"] == ["FIGURE", *["NOT_FOUND"] * 3, "NONE"]


def test_what_was_not_found_is_a_dotted_frame_that_tells_what_was_looked_for(tmp_path):
    here = opened(tmp_path, TOWN | {"when": "2024-10"})
    time = TimeScale.beside_names(MONTHS, 930, coverage.NAMES)
    made = coverage.lines(runs(here), here.names, time)
    (row,) = (row for row in made.claims if not row["claim_id"])
    assert {name: row[name] for name in ("outline", "full", "sign", "says", "dated", "by")} == {
        "outline": "dotted",
        "full": 0.0,
        "sign": "",
        "says": f"No claim here, not zero. {WORDS}",
        "dated": "November 2024 to January 2025",
        "by": "nkmap, which looked in March 2025",
    }
    shaded = [(area["first"], area["line"]) for area in made.areas if area["line"] == row["below"]]
    assert shaded == [(date(2025, 2, 1), row["below"])]


def test_the_key_tells_what_was_looked_for_from_what_was_not():
    key = fragments.coverage_key(Svg.of("light"))
    assert re.findall(r"[\w ,]+: not zero", key) == [
        " looked for, not found: not zero",
        " no claim here: not zero",
    ]
    assert coverage.sample(State.NOT_FOUND) != coverage.sample(State.NONE)


def test_very_many_claims_leave_what_was_looked_for_where_it_was(tmp_path):
    many = [TOWN | {"when": "2024-10"}] * (coverage.MOST_DRAWN + 1)
    assert states(opened(tmp_path, *many))["hyesan"] == ["FIGURE", *["NOT_FOUND"] * 3, "NONE"]


def test_only_searches_that_are_drawn_are_told_beside_the_strip(tmp_path):
    early = {"search_id": "early", "when": "2010/2011"}
    beaten = {"search_id": "beaten", "when": "2024-10"}
    searches = [SEARCH, SEARCH | early, SEARCH | beaten]
    here = opened(tmp_path, TOWN | {"when": "2024-10"}, searches=searches)
    time = TimeScale.beside_names(MONTHS, 930, coverage.NAMES)
    found = coverage.covered(here, time).searches
    assert [search.search_id for search in found] == ["hyesan-2503"]
    before = TimeScale.beside_names(MONTHS[:1], 930, coverage.NAMES)
    assert coverage.covered(here, before).searches == ()


def test_who_does_not_see_the_strip_is_told_what_was_looked_for(tmp_path):
    here = opened(tmp_path, {})
    assert told.listed(here.searches) == (
        f"{WORDS} nkmap looked for this in March 2025. "
        "Not found is not “not so”, and not the same as “not looked for”."
    )
    assert told.listed(()) == ""


# ---------------------------------------------------------------- the shipped searches

SHIPPED = dataset.load(dataset.SHIPPED)
METHOD = (Path(__file__).parents[1] / "docs" / "methodology.md").read_text("utf-8")


def test_each_shipped_sentence_names_its_place_its_country_and_its_time():
    for search in SHIPPED.searched:
        place, code = SHIPPED.names[search.place], SHIPPED.names.codes[search.place]
        country = SHIPPED.names.countries[code]
        assert f"{place.removeprefix('the ')}" in search.words, search.search_id
        assert country in search.words, search.search_id
        assert search.words.count("was found for") + search.words.count("were found for") == 1
        assert dates.when(search.when) in search.words, search.search_id


def test_no_shipped_claim_gives_a_figure_that_a_search_did_not_find():
    searched = [s for s in SHIPPED.searched if s.words.startswith(("No count", "No figure"))]
    assert len(searched) > 15
    for search in searched:
        counted = [
            claim.claim_id
            for claim in SHIPPED.records
            if claim.has_figure and claim.unit in PEOPLE and search.place in claim.named_within
            if month_dates.touches(*claim.least_months, *search.months)
        ]
        assert counted == [], search.search_id


def test_the_methodology_lists_what_was_looked_for_and_not_found_and_nothing_else():
    section = METHOD.partition("## What was looked for and not found\n")[2].partition("\n## ")[0]
    listed = [line.removeprefix("- ") for line in section.splitlines() if line.startswith("- ")]
    assert listed == [search.words for search in SHIPPED.searched]
    for text in ("UN Panel of Experts", "Trafficking in Persons", "MSMT"):
        assert text in section


DISPUTED = {
    "donetsk": "UA", "donetsk-region": "UA", "luhansk": "UA", "luhansk-region": "UA",
    "donbas": "UA", "abkhazia": "GE", "sukhumi": "GE", "kuril-islands": "RU", "kunashir": "RU",
    "shikotan": "RU", "kurilsk": "RU", "yuzhno-kurilsk": "RU",
}  # fmt: skip


def test_disputed_places_follow_the_written_rule():
    places = SHIPPED.places.set_index("place_id")
    noted = places.loc[places["note"] != "", "country"].to_dict()
    assert {place: noted.get(place) for place in DISPUTED} == DISPUTED
    rule = METHOD.partition("**Disputed and occupied places**")[2]
    for word in ("Crimea", "Donetsk", "Luhansk", "Abkhazia", "Kuril"):
        assert word in rule
