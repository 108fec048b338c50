"""What is no text is refused in data and left out of what is typed; letters in parts are composed."""

import json
import unicodedata

import pytest
from folders import CHANGES, CLAIM, PLACES, QUESTIONS, SOURCES, folder, problems
from hypothesis import given
from hypothesis import strategies as st

from nkmap import characters, dataset
from nkmap.app.story_editor import clean
from nkmap.schema import TABLES
from nkmap.story import opened
from nkmap.view import View, from_query

HYESAN = "혜산"
APART = unicodedata.normalize("NFD", HYESAN)
NEVER = [
    *range(0xFDD0, 0xFDF0),
    *(plane + low for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)),
]


def can_stand_in_xml(code: int) -> bool:
    """The production Char of XML 1.0."""
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or code >= 0x10000
    )


def test_what_is_refused_is_what_xml_cannot_hold_other_controls_and_what_is_never_a_character():
    refused = {code for code in range(0x110000) if characters.no_text(chr(code))}
    xml = {code for code in range(0x110000) if not can_stand_in_xml(code)}
    assert refused == xml | set(range(0x7F, 0xA0)) | set(NEVER)


STORY = ({"seq": "1", "title": "T", "text": "37 people.", "notes": "N", "view": "claim=C1"},)
ROUTES = ({"claim_id": "C1", "seq": "1", "place_id": "hyesan", "role": "origin"},
          {"claim_id": "C1", "seq": "2", "place_id": "russia", "role": "destination"})  # fmt: skip
SEARCHES = ({"search_id": "s", "place_id": "hyesan", "when": "2024", "looked_on": "2025",
             "words": "No count was found."},)  # fmt: skip
ROWS = {
    "claims": [CLAIM], "sources": SOURCES, "places": PLACES, "changes": CHANGES,
    "questions": QUESTIONS, "story": STORY, "routes": ROUTES,
    "searches": SEARCHES,
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_check_names_the_character_in_any_cell_of_any_table(tmp_path, table):
    columns = TABLES[table].columns
    first, *others = [dict(row) for row in ROWS[table]]
    rows = [{column: f"a\ufffe{first.get(column, '')}" for column in columns}, *others]
    rest = {name: own for name, own in ROWS.items() if name not in ("claims", table)}
    claims = rows if table == "claims" else ROWS["claims"]
    given_rows = rest if table == "claims" else {**rest, table: rows}
    told = problems(folder(tmp_path / "d", *claims, **given_rows))
    assert [
        f"{table}.csv:2: {column} = 'a\\ufffe{first.get(column, '')}': "
        "holds U+FFFE, which is no character, delete it"
        for column in columns
    ] == [line for line in told if "holds U+FFFE" in line]


@pytest.mark.parametrize("code", [0x00, 0x0B, 0x1F, 0x7F, 0x9B, 0xFDD0, 0xFFFF, 0x1FFFE, 0x10FFFF])
def test_check_refuses_each_sort_of_what_is_no_text(tmp_path, code):
    (told,) = problems(folder(tmp_path / "d", {"summary": f"a{chr(code)}b"}))
    assert f": holds U+{code:04X}, " in told
    assert chr(code) not in told


def test_marks_of_direction_are_text(tmp_path):
    assert problems(folder(tmp_path / "d", {"summary": "a \u202eb\u202c \u2066c\u2069"})) == []


def test_korean_in_loose_letters_is_composed_in_every_cell(tmp_path):
    places = ({**PLACES[0], "name_ko": APART, "alternates": f"{APART}시;x"}, *PLACES[1:])
    data = dataset.load(folder(tmp_path / "d", {"summary": f"Of {APART}."}, places=places))
    assert data.places["name_ko"][0] == HYESAN
    assert data.places["alternates"][0] == (f"{HYESAN}시", "x")
    assert data.claims["summary"][0] == f"Of {HYESAN}."


def test_a_link_finds_what_is_written_in_parts_in_either(tmp_path):
    data = dataset.load(folder(tmp_path / "d", {"sector": APART}))
    assert data.claims["sector"][0] == (HYESAN,)
    for written in (HYESAN, APART):
        assert from_query(f"sector={written}", data.known) == (View(sectors=(HYESAN,)), ())


def test_a_problem_in_a_table_of_loose_letters_is_told_at_its_own_cell(tmp_path):
    told = problems(folder(tmp_path / "d", {"said_by": APART}, {"summary": APART, "best": "x"}))
    assert told == [
        "claims.csv:3: best = 'x': not a whole number, write digits only, without commas, words or decimals"
    ]


def test_what_a_reader_writes_is_composed_and_holds_no_character_that_is_none():
    assert clean(f" {APART}\ufffe\x9b\r\nb ", keep_lines=True) == f"{HYESAN}\nb"


def test_a_readers_story_file_with_what_is_no_character_is_refused_with_its_place(tmp_path):
    data = dataset.load(folder(tmp_path / "d", {}))
    rows = "seq,title,text,notes,view\n1,T,a\ufffeb,,claim=C1\n"
    steps, wrong = opened(rows.encode(), data.known)
    assert (steps, [str(problem) for problem in wrong]) == (
        (), ["story.csv:2: text = 'a\\ufffeb': holds U+FFFE, which is no character, delete it"]
    )  # fmt: skip


def test_words_of_a_link_lose_what_is_no_text_with_a_word_and_what_is_not_seen_without_one(
    tmp_path,
):
    known = dataset.load(folder(tmp_path / "d", {})).known
    assert from_query(f"q=Hye\u00ad\u200bsan\ufe0f {APART}", known) == (
        View(search=f"Hyesan {HYESAN}"),
        (),
    )
    assert from_query("q=a%EF%BF%BEb", known) == (
        View(search="ab"), ("q (left out of it: U+FFFE, which is no character)",)
    )  # fmt: skip


@given(st.text())
def test_words_to_search_for_are_read_once_and_for_all(words):
    read = characters.searched(words)
    assert characters.searched(read) == read
    assert json.loads(json.dumps(read)) == View(search=read[:200]).search + read[200:]
