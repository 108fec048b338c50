"""What no claim says is not told as a fact: a report speaks for itself, and silence for nobody."""

import ast
import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest
from folders import PLACES as PLACES_OF_FILES
from folders import folder
from frozen import DATA
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, claims, gazetteer

import nkmap
from nkmap import dataset, dates
from nkmap.claim import records
from nkmap.figures import coverage, legend, marks, scene
from nkmap.figures.coverage import State
from nkmap.figures.viewport import Style, viewport
from nkmap.publish.templates import fragments, source_list
from nkmap.render.svg import Svg
from nkmap.schema import MAP_KINDS, DestinationStatus, Kind
from nkmap.view import ALL_LAYERS, Frame, View, from_query, select, without_month
from nkmap.wording import captions, sentences
from nkmap.wording.counts import counting
from nkmap.wording.places import Names

SOURCE = Path(nkmap.__file__).parent
SPEAKS_FOR_ALL = re.compile(
    r"(?i)\bnobody\b|\bno one\b|\bnowhere\b|no (?:\w+ )?reported\b|(?:is|are) not reported"
)
WORDS_OF_OTHERS = {"schema/hedges.py", "checks/claims.py"}
"""What the words of sources and stories are read by, and what is asked of a curator."""


def words_in(path):
    """The texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    plain = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in plain:
            yield node.value


def test_no_words_of_the_product_say_what_nobody_reports_or_knows():
    said = [
        (path.relative_to(SOURCE).as_posix(), words)
        for path in SOURCE.rglob("*.py")
        for words in words_in(path)
        if SPEAKS_FOR_ALL.search(words)
    ]
    said += [
        (path.relative_to(SOURCE).as_posix(), path.read_text("utf-8"))
        for ending in ("js", "html", "css", "toml", "csv")
        for path in SOURCE.rglob(f"*.{ending}")
        if SPEAKS_FOR_ALL.search(path.read_text("utf-8"))
    ]
    assert [found for found in said if found[0] not in WORDS_OF_OTHERS] == []


@pytest.mark.parametrize(
    ("row", "limit"),
    [
        ({"kind": "planned"}, "say that they have gone"),
        ({"kind": "selected"}, "say that they have left"),
        ({"kind": "returned"}, "say where in Russia they had been"),
        ({"kind": "arrived", "destination_status": "province only"},
         "say where in Russia they arrived"),
        ({"kind": "present"}, "say where in Russia"),
        ({"kind": "employed"}, "say where in Russia"),
        ({"kind": "conditions", "destination_status": "unconfirmed"}, "confirm where in Russia"),
        ({"kind": "turned back", "destination_status": "turned back"},
         "say whether before or after entry"),
    ],
)  # fmt: skip
def test_a_report_speaks_for_itself_alone_where_it_leaves_something_open(row, limit):
    row = {"destination": "russia", "destination_status": "country only", **row}
    headline = captions.headline(claims(row), NAMES)
    assert headline.endswith(f". This report does not {limit}.")


def test_a_report_that_says_that_nobody_went_leaves_that_not_open():
    row = {"kind": "selected", "destination": "russia", "destination_status": "not realised"}
    assert captions.headline(claims(row | {"best": 100}), NAMES) == (
        "100 North Koreans were reportedly selected for work in Russia in December 2024 "
        "(dispatch not realised)."
    )


@given(
    kind=st.sampled_from(list(Kind)),
    status=st.sampled_from(["", *DestinationStatus]),
    destination=st.sampled_from(["", "russia", "russia;china"]),
)
def test_no_headline_says_what_nobody_reported_or_puts_people_where_its_claim_does_not(
    kind, status, destination
):
    row = {"kind": kind, "destination_status": status, "destination": destination}
    headline = captions.headline(claims(row), NAMES)
    assert not re.search(r"(?i)nobody|(?:is|are) not reported|is not confirmed", headline)
    told = headline.removeprefix(sentences.sentence(claims(row)[0], NAMES)).strip()
    assert told == "" or re.fullmatch(r"This report does not [^.{}]+\.", told)
    assert "they went" not in told or kind is Kind.DEPARTED


# ---------------------------------------------------------------- the strip of coverage

MONTHS = ("2024-10", "2024-11", "2024-12", "2025-01")
TOWN = {"origin": "hyesan", "destination": "", "destination_status": "", "when": "2024-11"}


def states(path, *rows, routes=()):
    """The states of each row of the strip by month, of a dataset with these claims."""
    data = dataset.load(folder(path, *rows, routes=routes))
    found = coverage.rows(records(data.claims), Names(data.places), MONTHS)
    return {
        place: [run.state.name for run in own for _ in range(run.first, run.last + 1)]
        for place, own in found.items()
    }


def test_a_province_is_covered_where_a_town_in_it_is(tmp_path):
    assert states(tmp_path, TOWN) == {
        "hyesan": ["NONE", "FIGURE", "NONE", "NONE"],
        "ryanggang": ["NONE", "FIGURE", "NONE", "NONE"],
    }


def test_a_claim_with_an_open_start_covers_its_last_month_and_none_before(tmp_path):
    assert states(tmp_path, TOWN | {"when": "../2024-12-05"})["hyesan"] == [
        "NONE",
        "NONE",
        "LONGER",
        "NONE",
    ]


def test_an_open_start_and_a_year_cover_that_year(tmp_path):
    assert states(tmp_path, TOWN | {"when": "../2024"})["hyesan"] == [*["LONGER"] * 3, "NONE"]


def test_a_stop_of_a_route_is_a_claim_about_its_place(tmp_path):
    route = {"kind": "route", "best": "", "unit": "", "qualifier": "", "when": "2024-12",
             "missing_reason": "not applicable", "destination_status": "country only"}  # fmt: skip
    stops = [
        {"claim_id": "C2", "seq": str(seq), "place_id": place, "role": role, "mode": "unknown"}
        for seq, place, role in (
            (1, "hyesan", "origin"),
            (2, "musan", "waypoint"),
            (3, "russia", "destination"),
        )
    ]
    found = states(tmp_path, TOWN | {"origin": "musan"}, route, routes=stops)
    assert found["musan"] == ["NONE", "FIGURE", "WORDS", "NONE"]


def test_a_month_with_a_plan_or_with_soldiers_only_is_no_month_without_a_claim(tmp_path):
    plan = {"kind": "planned", "layer": "plans", "when": "2024-12"}
    soldiers = {"group": "soldiers", "unit": "soldiers", "layer": "military", "when": "2025-01"}
    found = states(tmp_path, TOWN, plan, soldiers)
    assert found["hyesan"] == ["NONE", "FIGURE", "OTHER", "OTHER"]


def test_no_cell_of_the_shipped_strip_says_no_claim_where_one_speaks_of_the_place_then():
    told, covered = records(DATA.claims), DATA.known.months
    found = coverage.rows(told, Names(DATA.places), covered)
    assert {"china", "russia", "hunchun", "dandong", "north-korea"} <= set(found)
    for place, own in found.items():
        about = [claim for claim in told if place in claim.named_within]
        for run in own:
            first, last = (
                dates.month_number(covered[run.first]),
                dates.month_number(covered[run.last]),
            )
            there = {c.claim_id for c in about if dates.touches(*c.least_months, first, last)}
            assert there == {claim.claim_id for claim in run.claims}, (place, first)
            assert (run.state is State.NONE) == (not there), (place, first)


def test_the_key_of_the_strip_says_that_there_is_no_claim_here():
    assert "no claim here: not zero" in fragments.coverage_key(Svg.of("light"))


# ---------------------------------------------------------------- the dots of the map


def dots(kind, *rows, everything):
    made = marks.scene(
        claims(*rows), kind, gazetteer(origins=marks.places_of_origin(claims(*everything)))
    )
    return {silence.place.place_id: silence.words for silence in made.no_reports}


def test_a_map_says_of_a_silent_place_only_that_nothing_is_shown_here():
    departed, selected = {"best": 37, "origin": "hyesan"}, {"kind": "selected", "origin": "musan"}
    assert dots(Kind.SELECTED, everything=(departed, selected)) == {
        "hyesan": "no selection shown here",
        "musan": "no selection shown here",
    }
    made = marks.scene(
        (), Kind.SELECTED, gazetteer(origins=marks.places_of_origin(claims(departed)))
    )
    assert [
        entry.words for entry in legend.entries(made, Style(viewport(Frame.ROUTE, 938, 420)))
    ] == ["none shown here: not zero"]


def test_a_town_from_which_a_route_shown_is_sent_is_not_silent_about_departures():
    route = {"kind": "route", "origin": "rason", "missing_reason": "not applicable"}
    other = {"kind": "selected", "origin": "hyesan"}
    assert dots(Kind.DEPARTED, route, everything=(route, other)) == {
        "hyesan": "no departure shown here"
    }


def test_a_town_is_not_silent_where_a_part_of_it_is_spoken_of(tmp_path):
    mine = {"place_id": "mine", "name_en": "Mine", "type": "mine", "country": "KP",
            "where_prec": "5", "part_of": "musan"}  # fmt: skip
    rows = (
        TOWN | {"origin": "mine"},
        TOWN | {"origin": "musan;hyesan", "kind": "selected"},
    )
    data = dataset.load(folder(tmp_path, *rows, places=(*PLACES_OF_FILES, mine)))
    first, second = records(data.claims)
    table = scene.places_of(data)
    made = marks.scene(
        (first,),
        Kind.DEPARTED,
        gazetteer(table, data.routes, marks.places_of_origin((first, second))),
    )
    assert [silence.place.place_id for silence in made.no_reports] == ["hyesan"]


@given(kind=st.sampled_from(MAP_KINDS))
def test_no_dot_says_what_was_not_reported(kind):
    assert captions.no_report(kind).startswith("no ")
    assert captions.no_report(kind).endswith(" shown here")


# ---------------------------------------------------------------- as known on a day

EARLY, LATE, UNDATED = (
    {"source_id": name, "publisher": name, "published": day, "language": "en",
     "url": f"https://example.org/{name}", "access": "original"}
    for name, day in (("S1", "2025-01-15"), ("S2", "2025-03"), ("S3", ""))
)  # fmt: skip
FULL = {
    "unclear": "A newspaper later wrote of 40.",
    "contested": "Q denied it in March.",
    "caution": "a second report of C2; a number for 2026; people who arrived",
    "conflicts_with": "C2;C3",
    "part_of": "C2",
}
ROWS = (
    FULL,
    {"source_id": "S2", "conflicts_with": "C1;C3"},
    {"source_id": "S3", "conflicts_with": "C1;C2"},
)
DAY = date(2025, 2, 1)


def told_on(path, day, *rows):
    data = dataset.load(folder(path, *rows, sources=(EARLY, LATE, UNDATED)))
    return data, select(data.claims, View(layers=ALL_LAYERS, known_on=day))


def test_nothing_published_later_is_in_any_field_of_a_claim_as_known_on_a_day(tmp_path):
    _, selection = told_on(tmp_path, DAY, *ROWS)
    (claim,) = records(selection.shown)
    assert (claim.claim_id, claim.conflicts_with, claim.part_of) == ("C1", (), "")
    assert claim.caution == ("people who arrived",)
    assert claim.unclear == (
        "What nkmap notes as left open is not shown as known on an earlier day: it may rest on "
        "later reports."
    )
    assert claim.contested.startswith("By whom, and whether by this day, is not shown")
    words = " ".join(map(str, dataclasses.astuple(claim)))
    assert not re.search(r"C2|C3|S2|S3|newspaper|denied|2026", words)


def test_what_nkmap_notes_is_shown_once_nothing_was_published_later(tmp_path):
    _, selection = told_on(tmp_path, date(2025, 4, 1), *ROWS)
    first = records(selection.shown)[0]
    assert (first.unclear, first.contested) == (FULL["unclear"], FULL["contested"])
    assert (first.conflicts_with, first.part_of) == (("C2",), "C2")


def test_a_claim_without_notes_is_given_none_as_known_on_a_day(tmp_path):
    _, selection = told_on(tmp_path, DAY, {}, {"source_id": "S2"})
    (claim,) = records(selection.shown)
    assert (claim.unclear, claim.contested, claim.caution) == ("", "", ())


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-02-28", "1 of 3 claims shown; 1 published later; "
                       "1 whose day of publication is not known."),
        ("2025-03-10", "1 of 3 claims shown; 2 whose day of publication is not known."),
        ("2025-03-31", "2 of 3 claims shown; 1 whose day of publication is not known."),
    ],
)  # fmt: skip
def test_only_what_was_surely_published_after_a_day_is_said_to_be_later(tmp_path, day, words):
    _, selection = told_on(tmp_path, date.fromisoformat(day), *ROWS)
    assert counting(selection) == words


def test_a_link_opens_no_claim_that_was_not_published_by_its_day(tmp_path):
    data, _ = told_on(tmp_path, DAY, *ROWS)
    assert [from_query(f"known=2025-02-01&claim=C{n}", data.known) for n in (1, 2, 3)] == [
        (View(known_on=DAY, claim="C1"), ()),
        (View(known_on=DAY), ("claim=C2 (not known to be published by 2025-02-01)",)),
        (View(known_on=DAY), ("claim=C3 (not known to be published by 2025-02-01)",)),
    ]
    assert from_query("claim=C3", data.known) == (View(claim="C3"), ())


def test_corrections_made_after_a_day_are_not_shown_as_known_on_it():
    html = source_list.corrections(DATA.changes, date(2025, 2, 1))
    assert html.splitlines() == [
        '<p class="nk-note">None yet.</p>',
        '<p class="nk-note">What nkmap corrected after that day is not shown.</p>',
    ]
    assert "is not shown" not in source_list.corrections(DATA.changes, None)


@given(day=st.dates(date(2017, 1, 1), date(2026, 6, 1)))
def test_no_id_of_what_came_later_is_in_the_shipped_claims_as_known_on_any_day(day):
    selection = select(DATA.claims, View(layers=ALL_LAYERS, known_on=day))
    shown = selection.shown
    gone = (set(DATA.claims["claim_id"]) - set(shown["claim_id"])) | (
        set(DATA.claims["source_id"]) - set(shown["source_id"])
    )
    told = shown.drop(columns=["search_text", "origin_group"]).to_csv()
    assert gone.isdisjoint(re.findall(r"[\w-]+", told))


def test_claims_without_a_month_are_counted_as_known_on_the_day(tmp_path):
    data, _ = told_on(tmp_path, DAY, {"when": "2024"}, {"source_id": "S2", "when": "2024"})
    counts = [len(without_month(data.claims, View(known_on=day))) for day in (DAY, None)]
    assert counts == [1, 2]
