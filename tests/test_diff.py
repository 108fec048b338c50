"""Two versions of a dataset: what became of every claim, and whether its id kept its meaning."""

import json
from dataclasses import replace

import pytest
from folders import CHANGES, PLACES, SOURCES, folder
from frozen import DATA

from nkmap import dataset, diff
from nkmap.diff import (
    Cell,
    Changed,
    Difference,
    Mark,
    OneSided,
    TableDifference,
    Version,
    Withdrawn,
)

NOTHING = Difference(
    old=Version("0.1.0", "2026-01-01", 1),
    new=Version("0.1.0", "2026-01-01", 1),
    reused=(),
    removed=(),
    withdrawn=(),
    changed=(),
    added=(),
    tables=(),
)


def compared(tmp_path, old, new, **tables):
    """The difference of two folders with these claims; ``tables`` belong to the new one."""
    one = dataset.load(folder(tmp_path / "old", *old))
    two = dataset.load(folder(tmp_path / "new", *new, **tables))
    return diff.compare(one, two)


def test_a_dataset_does_not_differ_from_itself(tmp_path):
    version = Version(DATA.version, DATA.date, len(DATA.claims))
    assert diff.compare(DATA, DATA) == replace(NOTHING, old=version, new=version)
    assert compared(tmp_path, [{}], [{}]) == NOTHING
    assert NOTHING.keeps_ids


def test_a_claim_that_is_new_is_added_and_one_that_is_gone_is_removed(tmp_path):
    found = compared(
        tmp_path, [{}, {"kind": "selected", "summary": "Chosen."}], [{}, {"claim_id": "C3"}]
    )
    assert found == replace(
        NOTHING,
        old=Version("0.1.0", "2026-01-01", 2),
        new=Version("0.1.0", "2026-01-01", 2),
        added=(OneSided("C3", "departed", "Words."),),
        removed=(OneSided("C2", "selected", "Chosen."),),
    )
    assert not found.keeps_ids


def test_every_cell_that_changed_is_told_with_whether_it_was_recorded(tmp_path):
    entry = {
        "date": "2026-02-01", "version": "0.1.1", "claim_id": "C1", "column": "best", "old": "37",
        "new": "38", "reason": "Misread.",
    }  # fmt: skip
    found = compared(
        tmp_path,
        [{}],
        [{"best": "38", "unclear": "How many came back."}],
        changes=(*CHANGES, entry),
    )
    assert found == replace(
        NOTHING,
        new=Version("0.1.1", "2026-02-01", 1),
        changed=(
            Changed(
                "C1",
                (
                    Cell("best", "37", "38", recorded=True),
                    Cell("unclear", "", "How many came back.", recorded=False),
                ),
            ),
        ),
        tables=(TableDifference("changes", ("2026-02-01 0.1.1 C1 best 37 38 Misread.",), (), ()),),
    )
    assert found.keeps_ids


def test_an_entry_for_the_whole_row_records_every_cell_but_an_old_entry_none(tmp_path):
    whole = {**CHANGES[0], "version": "0.2.0", "claim_id": "C1", "reason": "Read again."}
    early = {**CHANGES[0], "claim_id": "C2", "column": "best", "reason": "Misread."}
    one = folder(tmp_path / "old", {}, {}, changes=(*CHANGES, early))
    two = folder(tmp_path / "new", {"best": "38"}, {"best": "38"}, changes=(*CHANGES, early, whole))
    found = diff.compare(dataset.load(one), dataset.load(two))
    assert found.changed == (
        Changed("C1", (Cell("best", "37", "38", recorded=True),)),
        Changed("C2", (Cell("best", "37", "38", recorded=False),)),
    )


def test_a_count_that_becomes_unknown_is_blank_and_never_zero(tmp_path):
    new = {"best": "", "unit": "", "missing_reason": "not reported"}
    assert compared(tmp_path, [{}], [new]).changed[0].cells == (
        Cell("best", "37", "", recorded=False),
        Cell("unit", "people", "", recorded=False),
        Cell("missing_reason", "", "not reported", recorded=False),
    )
    zero = compared(tmp_path, [new], [{"best": "0"}]).changed[0].cells
    assert zero[0] == Cell("best", "", "0", recorded=False)


def test_a_claim_that_no_longer_stands_is_withdrawn_and_its_other_changes_are_told_too(tmp_path):
    found = compared(
        tmp_path,
        [{}, {}, {"claim_id": "C3"}],
        [
            {"status": "superseded", "superseded_by": "C3", "best": "38"},
            {"status": "withdrawn"},
            {"claim_id": "C3"},
        ],
        changes=(
            *CHANGES,
            {**CHANGES[0], "claim_id": "C2", "column": "status", "reason": "Wrong."},
        ),
    )
    assert found.withdrawn == (
        Withdrawn("C1", "superseded", "C3", recorded=False),
        Withdrawn("C2", "withdrawn", "", recorded=True),
    )
    assert found.changed == (Changed("C1", (Cell("best", "37", "38", recorded=False),)),)
    assert found.keeps_ids


def test_a_claim_that_stands_again_is_changed(tmp_path):
    assert compared(tmp_path, [{"status": "withdrawn"}], [{}]).changed == (
        Changed("C1", (Cell("status", "withdrawn", "current", recorded=False),)),
    )


CORRECTIONS = {
    "another source alone": {"source_id": "S2"},
    "another kind alone": {"kind": "selected"},
    "another group alone": {"group": "soldiers", "unit": "soldiers", "layer": "military"},
    "another place alone": {"origin": "musan"},
    "another month alone": {"when": "2024-10"},
    "another figure, speaker and statement": {
        "best": "60", "said_by": "B", "origin_group": "G2", "summary": "Other words.",
    },
    "another kind, a province that holds the town, a year that holds the month": {
        "kind": "selected", "origin": "ryanggang", "when": "2024",
    },
    "another kind, and an open start that reaches the month": {
        "kind": "selected", "when": "../2025-01",
    },
    "another kind, no place and no date": {"kind": "selected", "origin": "", "when": ""},
    "another date and a statement tied to another one": {"when": "2024-10", "origin_group": "G2"},
}  # fmt: skip


@pytest.mark.parametrize("new", CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_is_no_reuse(tmp_path, new):
    found = compared(tmp_path, [{}, {}], [new, {}])
    assert [changed.claim_id for changed in found.changed] == ["C1"]
    assert {cell.column for cell in found.changed[0].cells} == set(new)
    assert found.keeps_ids


REUSES = {
    "another source and place": (
        {"source_id": "S2", "origin": "musan"}, (Mark.SOURCE, Mark.WHERE),
    ),
    "another source and statement": (
        {"source_id": "S2", "origin_group": "G2"}, (Mark.SOURCE, Mark.STATEMENT),
    ),
    "another kind and month": (
        {"kind": "selected", "when": "2024-10"}, (Mark.WHAT, Mark.WHEN),
    ),
    "another group and place": (
        {"group": "soldiers", "unit": "soldiers", "layer": "military", "origin": "musan"},
        (Mark.WHAT, Mark.WHERE),
    ),
    "another place and month": (
        {"origin": "musan", "when": "2025-01"}, (Mark.WHERE, Mark.WHEN),
    ),
    "everything": (
        {"source_id": "S2", "origin_group": "G2", "kind": "selected", "origin": "musan",
         "when": "2025-02"},
        (Mark.SOURCE, Mark.STATEMENT, Mark.WHAT, Mark.WHERE, Mark.WHEN),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("new", "marks"), REUSES.values(), ids=REUSES)
def test_an_id_that_stands_for_something_else_was_reused(tmp_path, new, marks):
    found = compared(tmp_path, [{}, {}], [new, {}])
    assert [(reused.claim_id, reused.marks) for reused in found.reused] == [("C1", marks)]
    assert {cell.column for cell in found.reused[0].cells} == set(new)
    assert (found.changed, found.keeps_ids) == ((), False)


def test_a_source_that_was_given_a_new_id_is_the_same_source(tmp_path):
    renamed = ({**SOURCES[0], "source_id": "P2501"}, SOURCES[1])
    found = compared(
        tmp_path, [{}], [{"source_id": "P2501", "origin_group": "G2"}], sources=renamed
    )
    assert (len(found.changed), found.reused) == (1, ())
    assert found.tables == (TableDifference("sources", ("P2501",), (), ("S1",)),)


def test_an_access_that_is_filled_in_from_the_source_is_the_sources_change_alone(tmp_path):
    found = compared(tmp_path, [{}], [{}], sources=({**SOURCES[0], "access": "relay"}, SOURCES[1]))
    assert found.changed == ()
    assert found.tables == (TableDifference("sources", (), (("S1", ("access",)),), ()),)


def test_a_number_that_is_written_in_another_way_does_not_differ(tmp_path):
    places = ({**PLACES[0], "lat": "41.39270"}, *PLACES[1:])
    assert compared(tmp_path, [{"best": "37"}], [{"best": "037"}], places=places) == NOTHING


def test_spaces_between_the_parts_of_a_list_and_an_access_written_out_are_no_difference(tmp_path):
    old = {"origin": "hyesan;musan", "best": 2}
    new = {"origin": "hyesan ; musan", "best": 2, "access": "original"}
    assert compared(tmp_path, [old], [new]) == NOTHING


def test_the_other_tables_are_told_by_key_in_order(tmp_path):
    route = {"kind": "route", "best": "", "unit": "", "missing_reason": "not applicable"}
    stops = [
        {"claim_id": "C1", "seq": str(n), "place_id": "hyesan" if n == 1 else "musan",
         "role": "origin" if n == 1 else "waypoint", "mode": "unknown"}
        for n in range(1, 12)
    ]  # fmt: skip
    old = folder(tmp_path / "old", route, routes=stops[:9])
    new = folder(
        tmp_path / "new",
        route,
        routes=[{**stops[0], "mode": "rail"}, *stops[1:]],
        places=({**PLACES[0], "name_ko": "혜산", "lat": "41.4"}, *PLACES[1:]),
        questions=[{"question_id": "p", "title": "How many?", "view": "origin=hyesan"}],
    )
    assert diff.compare(dataset.load(old), dataset.load(new)).tables == (
        TableDifference("places", (), (("hyesan", ("name_ko", "lat")),), ()),
        TableDifference("routes", ("C1/10", "C1/11"), (("C1/1", ("mode",)),), ()),
        TableDifference("questions", ("p",), (), ("q",)),
    )


def test_an_entry_that_is_gone_from_the_changes_is_noticed(tmp_path):
    twice = (*CHANGES, *CHANGES)
    one = dataset.load(folder(tmp_path / "old", {}, changes=twice))
    two = dataset.load(folder(tmp_path / "new", {}))
    assert diff.compare(one, two).tables == (
        TableDifference("changes", (), (), ("2026-01-01 0.1.0 First.",)),
    )


def everything(tmp_path):
    one = folder(tmp_path / "old", {}, {}, {}, {}, {"claim_id": "Z9"})
    two = folder(
        tmp_path / "new",
        {"best": "38", "summary": "Words \u202e1."},
        {"status": "withdrawn"},
        {"kind": "selected", "when": "2024-10"},
        {},
        {},
        {"claim_id": "A1"},
        places=PLACES[:1] + PLACES[2:],
    )
    return diff.compare(dataset.load(one), dataset.load(two))


def test_the_text_tells_what_breaks_a_promise_first(tmp_path):
    assert (
        diff.as_text(everything(tmp_path), "then", "now")
        == """\
old: data 0.1.0 of 2026-01-01, 5 claims (then)
new: data 0.1.0 of 2026-01-01, 6 claims (now)

reused (1): an id that stands for something else; give the new claim an id of its own
  C3: another kind or group, another time
    kind: 'departed' -> 'selected' (not in changes.csv)
    when: '2024-12' -> '2024-10' (not in changes.csv)

removed (1): claims are never deleted; put the row back and set its status to withdrawn
  Z9: departed: Words.

withdrawn (1): no longer stands
  C2: withdrawn (not in changes.csv)

changed (1): still about the same thing
  C1:
    best: '37' -> '38' (not in changes.csv)
    summary: 'Words.' -> 'Words \\u202e1.' (not in changes.csv)

added (2): new claims
  A1: departed: Words.
  C5: departed: Words.

places.csv: 1 removed
  removed musan

claims: 1 reused, 1 removed, 1 withdrawn, 1 changed, 2 added
"""
    )


def test_the_data_tells_the_same_and_can_be_json(tmp_path):
    told = json.loads(json.dumps(diff.as_data(everything(tmp_path))))
    assert told == {
        "old": {"version": "0.1.0", "date": "2026-01-01", "claims": 5},
        "new": {"version": "0.1.0", "date": "2026-01-01", "claims": 6},
        "reused": [
            {
                "claim_id": "C3",
                "marks": ["another kind or group", "another time"],
                "cells": [
                    {"column": "kind", "old": "departed", "new": "selected", "recorded": False},
                    {"column": "when", "old": "2024-12", "new": "2024-10", "recorded": False},
                ],
            }
        ],
        "removed": [{"claim_id": "Z9", "kind": "departed", "summary": "Words."}],
        "withdrawn": [
            {"claim_id": "C2", "status": "withdrawn", "superseded_by": "", "recorded": False}
        ],
        "changed": [
            {
                "claim_id": "C1",
                "cells": [
                    {"column": "best", "old": "37", "new": "38", "recorded": False},
                    {
                        "column": "summary",
                        "old": "Words.",
                        "new": "Words \u202e1.",
                        "recorded": False,
                    },
                ],
            }
        ],
        "added": [
            {"claim_id": "A1", "kind": "departed", "summary": "Words."},
            {"claim_id": "C5", "kind": "departed", "summary": "Words."},
        ],
        "tables": [{"table": "places", "added": [], "changed": [], "removed": ["musan"]}],
        "keeps_ids": False,
    }
