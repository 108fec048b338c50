"""``nkmap check``: every problem at once, each with its address and what to do."""

import csv
import shutil
from pathlib import Path

import pytest
from folders import problems
from frictionless import system, validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkmap import cli, dataset
from nkmap.cli import generated_files
from nkmap.schema import TABLES
from nkmap.view import View, select

ROOT = Path(__file__).parents[1]

VALID = {
    "sources": [{"source_id": "S1", "publisher": "P", "published": "2025-01", "language": "en",
                 "url": "https://example.org/a", "access": "original"}],
    "places": [
        {"place_id": "hoeryong", "name_en": "Hoeryong", "type": "city", "country": "KP",
         "admin1": "KP-09", "lat": "42.4411", "lon": "129.746", "where_prec": "3",
         "coordinates_from": "X"},
        {"place_id": "russia", "name_en": "Russia", "type": "country", "country": "RU",
         "where_prec": "6"},
    ],
    "claims": [
        {"claim_id": "S1-01", "source_id": "S1", "locator": "1", "said_by": "A",
         "said_by_kind": "media", "evidence": "heard", "layer": "dispatch", "kind": "selected",
         "group": "civilian workers", "best": "200",
         "unit": "people", "qualifier": "about", "when": "2024-11-15/..", "origin": "hoeryong",
         "destination": "russia", "summary": "Words.", "origin_group": "G1", "status": "current"},
        {"claim_id": "S1-02", "source_id": "S1", "locator": "1", "said_by": "A",
         "said_by_kind": "media", "evidence": "heard", "layer": "dispatch", "kind": "route",
         "missing_reason": "not applicable", "summary": "Words.", "origin_group": "G2",
         "status": "current"},
    ],
    "routes": [
        {"claim_id": "S1-02", "seq": "1", "place_id": "hoeryong", "role": "origin", "mode": "unknown"},
        {"claim_id": "S1-02", "seq": "2", "place_id": "russia", "role": "destination", "mode": "unknown"},
    ],
    "changes": [{"date": "2026-01-01", "version": "0.1.0", "reason": "First."}],
    "questions": [{"question_id": "q", "title": "How many?", "view": "origin=hoeryong"}],
    "story": [
        {"seq": "1", "title": "Who was chosen.", "notes": "",
         "text": "About 200 people were reportedly selected in Hoeryong.",
         "view": "origin=hoeryong&claim=S1-01"},
    ],
}  # fmt: skip


def write(folder: Path, **changed) -> Path:
    """A small valid dataset; ``claims=[(row, column, value), ...]`` changes cells."""
    folder.mkdir(exist_ok=True)
    for name, rows in VALID.items():
        copies = [dict(row) for row in rows]
        for row, column, value in changed.get(name, []):
            copies[row][column] = value
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, TABLES[name].columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(copies)
    return folder


def test_a_valid_dataset_has_no_problems(tmp_path):
    assert problems(write(tmp_path)) == []


BAD_CELLS = {
    "unknown value": (
        "claims", 0, "kind", "departd",
        "claims.csv:2: kind = 'departd': not an allowed value, did you mean departed",
    ),
    "open start without dots": (
        "claims", 0, "when", "/2017",
        "claims.csv:2: when = '/2017': not a date in EDTF, an open end is written '..': "
        "../2017, 2024-11-15/..",
    ),
    "unspecified digit": (
        "claims", 0, "when", "2024-1X",
        "claims.csv:2: when = '2024-1X': not a date in EDTF, unspecified digits are not used here: "
        "write an interval or 2024~",
    ),
    "no such month": (
        "claims", 0, "when", "2024-13",
        "claims.csv:2: when = '2024-13': not a date in EDTF, write EDTF: 2024, 2024-12, 2024-12-31, "
        "2024-12~, 2024-10/2024-11, ../2017, 2024-11-15/.., or a season: "
        "2024-21 (spring), 2024-22 (summer), 2024-23 (autumn), 2024-24 (winter 2024-25)",
    ),
    "a quarter, which is no month": (
        "claims", 0, "when", "2024-33",
        "claims.csv:2: when = '2024-33': not a date in EDTF, write EDTF: 2024, 2024-12, 2024-12-31, "
        "2024-12~, 2024-10/2024-11, ../2017, 2024-11-15/.., or a season: "
        "2024-21 (spring), 2024-22 (summer), 2024-23 (autumn), 2024-24 (winter 2024-25)",
    ),
    "a day of a week": (
        "changes", 0, "date", "2024-W01-1",
        "changes.csv:2: date = '2024-W01-1': not a day, write it as 2024-12-31",
    ),
    "more digits than a number may have": (
        "claims", 0, "high", "9" * 5_000,
        f"claims.csv:2: high = '{'9' * 57}...': too large to be a count, check the digits",
    ),
    "a step of very many digits": (
        "story", 0, "seq", "0" * 5_000 + "1",
        f"story.csv:2: seq = '{'0' * 57}...': too large to be a count, check the digits",
    ),
    "a figure that is no number": (
        "claims", 0, "best", "NaN",
        "claims.csv:2: best = 'NaN': not a number, leave the cell empty and give a missing_reason",
    ),
    "a point that lies nowhere": (
        "places", 0, "lat", "inf",
        "places.csv:2: lat = 'inf': not a number, write it with a point, such as 42.44",
    ),
    "an address that is a script": (
        "sources", 0, "url", "javascript:alert(1)",
        "sources.csv:2: url = 'javascript:alert(1)': not an address, write it with http:// or https://",
    ),
    "a null byte": (
        "claims", 0, "summary", "a\x00b",
        "claims.csv:2: summary = 'a\\u0000b': holds U+0000, a control character, delete it",
    ),
    "an id that steers the terminal": (
        "claims", 0, "source_id", "\u202eS1",
        "claims.csv:2: source_id = '\\u202eS1': \\u202eS1 is not in sources.csv, did you mean S1",
    ),
    "interval backwards": (
        "claims", 0, "when", "2024-12/2024-10",
        "claims.csv:2: when = '2024-12/2024-10': not a date in EDTF, the interval ends before it "
        "starts; swap its ends",
    ),
    "low above best": (
        "claims", 0, "low", "300",
        "claims.csv:2: low = '300': greater than best (200), low, best and high must not fall",
    ),
    "best above high": (
        "claims", 0, "high", "100",
        "claims.csv:2: best = '200': greater than high (100), low, best and high must not fall",
    ),
    "figure without unit": (
        "claims", 0, "unit", "",
        "claims.csv:2: unit = '': a figure without a unit, say what is counted",
    ),
    "unit of another kind": (
        "claims", 0, "unit", "visas",
        "claims.csv:2: unit = 'visas': not a unit of the kind selected, use people or workers "
        "or women or students or IT workers or soldiers or military personnel",
    ),
    "no figure and no reason": (
        "claims", 1, "missing_reason", "",
        "claims.csv:3: missing_reason = '': no figure and no reason, say why: not reported, "
        "not applicable, no longer published, withheld",
    ),
    "figure and reason": (
        "claims", 0, "missing_reason", "not reported",
        "claims.csv:2: missing_reason = 'not reported': a figure and a reason for having none, "
        "leave it empty",
    ),
    "NA for a count": (
        "claims", 1, "best", "NA",
        "claims.csv:3: best = 'NA': not a number, leave the cell empty and give a missing_reason",
    ),
    "count with a comma": (
        "claims", 0, "best", "1,000",
        "claims.csv:2: best = '1,000': not a whole number, write digits only, without commas, "
        "words or decimals",
    ),
    "negative count": (
        "claims", 0, "best", "-5",
        "claims.csv:2: best = '-5': not a whole number, write digits only, without commas, "
        "words or decimals",
    ),
    "a place named twice": (
        "claims", 0, "origin", "hoeryong;hoeryong",
        "claims.csv:2: origin = 'hoeryong;hoeryong': hoeryong is named twice, name it once",
    ),
    "dangling source": (
        "claims", 0, "source_id", "S9",
        "claims.csv:2: source_id = 'S9': S9 is not in sources.csv, add it to "
        "sources.csv or use an id from it",
    ),
    "dangling place in a list": (
        "claims", 0, "origin", "hoeryong;atlantis",
        "claims.csv:2: origin = 'hoeryong;atlantis': atlantis is not in places.csv, add it to "
        "places.csv or use an id from it",
    ),
    "superseded by nothing": (
        "claims", 0, "status", "superseded",
        "claims.csv:2: superseded_by = '': superseded, but not by what, give the id of the claim "
        "that takes its place",
    ),
    "space around": (
        "claims", 0, "said_by", " A",
        "claims.csv:2: said_by = ' A': starts or ends with a space, delete it",
    ),
    "control character": (
        "claims", 0, "summary", "a\x07b",
        "claims.csv:2: summary = 'a\\u0007b': holds U+0007, a control character, delete it",
    ),
    "empty where needed": (
        "claims", 0, "summary", "",
        "claims.csv:2: summary = '': empty, this column needs a value",
    ),
    "latitude alone": (
        "places", 0, "lon", "",
        "places.csv:2: lon = '': a latitude without a longitude, give both or neither",
    ),
    "latitude out of range": (
        "places", 0, "lat", "139.6",
        "places.csv:2: lat = '139.6': out of range, it must be between -90 and 90",
    ),
    "point across the border": (
        "places", 0, "lon", "129.5",
        "places.csv:2: lat = '42.4411': the point lies in CN on the outlines, not in KP, use "
        "coordinates on the right side of the drawn border",
    ),
    "point in the sea": (
        "places", 0, "lon", "134.5",
        "places.csv:2: lat = '42.4411': the point lies in the sea on the outlines, not in KP, use "
        "coordinates on the right side of the drawn border",
    ),
    "point in another province": (
        "places", 0, "admin1", "KP-10",
        "places.csv:2: lat = '42.4411': the point lies in KP-09, not in KP-10, correct the "
        "coordinates or admin1",
    ),
    "coordinates for an area": (
        "places", 0, "where_prec", "4",
        "places.csv:2: lat = '42.4411': coordinates for an area, leave lat and lon empty: an area "
        "is not a point",
    ),
    "address of another scheme": (
        "sources", 0, "url", "javascript:alert(1)",
        "sources.csv:2: url = 'javascript:alert(1)': not an address, write it with http:// or "
        "https://",
    ),
    "stop out of order": (
        "routes", 1, "seq", "3",
        "routes.csv:3: seq = '3': out of order, this stop must be 2",
    ),
    "route of a claim that states none": (
        "claims", 1, "kind", "trend",
        "routes.csv:2: claim_id = 'S1-02': a claim of the kind trend states no route, name a claim "
        "of the kind route or transport",
    ),
    "a kind in another layer": (
        "claims", 0, "layer", "sanctions",
        "claims.csv:2: layer = 'sanctions': not a layer for the kind selected, write dispatch or "
        "baselines",
    ),
    "soldiers among the workers": (
        "claims", 0, "group", "soldiers",
        "claims.csv:2: layer = 'dispatch': a claim about soldiers in the layer dispatch, only "
        "military builders and soldiers lie in military, and only there",
    ),
    "people of nobody's group": (
        "claims", 0, "group", "",
        "claims.csv:2: group = '': people are counted, but not who, say which group they are",
    ),
    "a unit that counts others": (
        "claims", 0, "unit", "soldiers",
        "claims.csv:2: group = 'civilian workers': the unit soldiers counts soldiers, correct one "
        "of the two",
    ),
    "a conflict that one side names": (
        "claims", 0, "conflicts_with", "S1-02",
        "claims.csv:2: conflicts_with = 'S1-02': S1-02 does not name it, name S1-01 in S1-02 as "
        "well",
    ),
    "a part of itself": (
        "claims", 0, "part_of", "S1-01",
        "claims.csv:2: part_of = 'S1-01': a claim cannot stand in this relation to itself, "
        "delete it",
    ),
    "a question about nothing": (
        "questions", 0, "view", "origin=hoeryong&undated=hide&to=2024-11&kind=route",
        "questions.csv:2: view = 'origin=hoeryong&undated=hide&to=2024-11&kind=route': selects no "
        "claim, widen it, or drop the question",
    ),
    "a question for what is not there": (
        "questions", 0, "view", "origin=hyesan&known=2024-31-12",
        "questions.csv:2: view = 'origin=hyesan&known=2024-31-12': asks for what is not there: "
        "origin=hyesan (not in this dataset); known=2024-31-12 (not a day), correct the query "
        "string",
    ),
    "no day": (
        "changes", 0, "date", "2026-02-30",
        "changes.csv:2: date = '2026-02-30': not a day, write it as 2024-12-31",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "line"), BAD_CELLS.values(), ids=BAD_CELLS
)
def test_a_bad_cell_is_named_with_its_line_and_what_to_do(
    tmp_path, table, row, column, value, line
):
    assert problems(write(tmp_path, **{table: [(row, column, value)]})) == [line]


def test_a_duplicate_id_is_named_with_the_line_of_the_first(tmp_path):
    assert problems(write(tmp_path, claims=[(1, "claim_id", "S1-01")]))[0] == (
        "claims.csv:3: claim_id = 'S1-01': already used on line 2, give this row an id of its own"
    )


def test_a_country_with_a_point_is_refused(tmp_path):
    cells = [(1, "where_prec", "1"), (1, "lat", "60"), (1, "lon", "100")]
    assert problems(write(tmp_path, places=cells)) == [
        "places.csv:3: where_prec = '1': a country is an area, write 4 or more, without coordinates"
    ]


def test_who_holds_a_place_is_told_where_it_is_disputed(tmp_path):
    assert problems(write(tmp_path, places=[(0, "status", "disputed")])) == [
        "places.csv:2: note = '': a place that is disputed without a note, say in a sentence who "
        "holds the place, and who claims it"
    ]


def test_a_point_beyond_the_outlines_is_not_said_to_be_in_the_sea(tmp_path):
    cells = [(0, "lat", "-12.1"), (0, "lon", "-77.0"), (0, "country", "PE"), (0, "admin1", "")]
    assert problems(write(tmp_path, places=cells)) == [
        "places.csv:2: lat = '-12.1': the point lies beyond the outlines and cannot be checked, "
        "draw that part of the world with data/basemap/build.py first"
    ]


def test_a_route_needs_stops_and_no_area_between_two_of_them(tmp_path):
    folder = write(tmp_path / "a")
    rewrite(folder, "routes.csv", lambda raw: raw + b"S1-02,3,hoeryong,waypoint,unknown\n")
    assert problems(folder) == [
        "routes.csv:3: place_id = 'russia': an area between two stops, name a place in it, or end "
        "the route there"
    ]
    folder = write(tmp_path / "b")
    rewrite(folder, "routes.csv", lambda raw: raw.split(b"\n")[0] + b"\n")
    assert problems(folder) == [
        "claims.csv:3: kind = 'route': a route without stops, list them in routes.csv, or choose "
        "another kind"
    ]


def test_a_transport_link_ends_at_places_and_in_no_area(tmp_path):
    cells = [(1, "kind", "transport"), (1, "layer", "transport")]
    assert problems(write(tmp_path, claims=cells)) == [
        "routes.csv:3: place_id = 'russia': a link cannot end in an area, name the station, the "
        "port or the town"
    ]


def test_a_part_belongs_to_a_whole_and_not_to_another_part(tmp_path):
    cells = [(0, "part_of", "S1-02"), (1, "part_of", "S1-01")]
    assert problems(write(tmp_path, claims=cells)) == [
        "claims.csv:2: part_of = 'S1-02': S1-02 is a part itself, name S1-01 instead",
        "claims.csv:3: part_of = 'S1-01': S1-01 is a part itself, name S1-02 instead",
    ]


def test_a_source_without_a_date_leaves_open_what_it_leaves_open(tmp_path):
    row = dataset.load(write(tmp_path, sources=[(0, "published", "")])).claims.iloc[0]
    assert str(row["last_day"]) == "NaT"
    assert str(row["published"]) == "NaT"


def test_a_claim_is_as_direct_as_its_source_unless_it_says_otherwise(tmp_path):
    claims = dataset.load(write(tmp_path, claims=[(1, "access", "weak copy")])).claims
    assert list(claims["access"]) == ["original", "weak copy"]


def test_a_missing_column_is_told_once_and_not_again_in_every_row(tmp_path):
    folder = write(tmp_path)
    without = "".join(
        f"{line.rsplit(',', 1)[0]}\n"
        for line in (folder / "sources.csv").read_text(encoding="utf-8").splitlines()
    )
    (folder / "sources.csv").write_text(without, encoding="utf-8")
    assert problems(folder) == [
        "sources.csv:1: header = 'access': this column is missing, add it, empty where there is "
        "nothing"
    ]


def test_a_column_too_many_does_not_hide_a_bad_link(tmp_path):
    folder = write(tmp_path, claims=[(0, "origin", "atlantis")])
    rewrite(folder, "places.csv", lambda raw: raw.replace(b"\n", b",x\n"))
    assert [line.split(": ")[1] for line in problems(folder)] == [
        "origin = 'atlantis'",
        "header = 'x'",
    ]


def test_a_plan_for_later_than_its_publication_keeps_its_months(tmp_path):
    cells = [(0, "when", "2025-06/.."), (0, "kind", "planned"), (0, "layer", "plans")]
    views = {
        "questions": [(0, "view", "origin=hoeryong&layer=plans")],
        "story": [(0, "view", "origin=hoeryong&layer=plans&claim=S1-01")],
    }
    row = dataset.load(write(tmp_path, claims=cells, **views)).claims.iloc[0]
    assert (str(row["first_day"].date()), str(row["last_day"].date())) == (
        "2025-06-01",
        "2025-06-30",
    )


def test_low_and_high_need_to_say_how_they_belong_together(tmp_path):
    cells = [(0, "best", ""), (0, "low", "100"), (0, "high", "300")]
    assert problems(write(tmp_path, claims=cells)) == [
        "claims.csv:2: spread = '': low and high without a spread, say between for a range, "
        "either for two values"
    ]


def test_every_problem_comes_at_once_in_file_order(tmp_path):
    folder = write(
        tmp_path,
        claims=[(1, "kind", "x"), (0, "when", "/2017"), (0, "source_id", "S9")],
        places=[(0, "lon", "")],
    )
    assert [line.split(" = ")[0] for line in problems(folder)] == [
        "claims.csv:2: source_id",
        "claims.csv:2: when",
        "claims.csv:3: kind",
        "places.csv:2: lon",
    ]


def test_lines_are_right_after_a_cell_with_line_breaks(tmp_path):
    folder = write(tmp_path, claims=[(0, "summary", "one\ntwo\nthree"), (1, "kind", "x")])
    assert [line.split(" = ")[0] for line in problems(folder)] == ["claims.csv:5: kind"]


def rewrite(folder: Path, name: str, change) -> None:
    path = folder / name
    path.write_bytes(change(path.read_bytes()))


BAD_FILES = {
    "empty": (lambda _: b"", "routes.csv:1: the file is empty, write the header line, even without rows"),
    "semicolons": (
        lambda raw: raw.replace(b",", b";"),
        "routes.csv:1: columns are separated by semicolons, as Excel does, save it with commas",
    ),
    "not UTF-8": (
        lambda raw: raw.replace(b"unknown", b"\xff", 1),
        "routes.csv:2: not UTF-8, save the file as CSV UTF-8",
    ),
    "missing column": (
        lambda _: b"claim_id,seq,place_id,role\nS1-02,1,hoeryong,origin\n",
        "routes.csv:1: header = 'mode': this column is missing, add it, empty where there is nothing",
    ),
    "extra column": (
        lambda _: b"claim_id,seq,place_id,role,mode,x\n",
        "routes.csv:1: header = 'x': no such column in this table, delete it",
    ),
    "short row": (
        lambda raw: raw + b"S1-02,3\n",
        "routes.csv:4: 2 cells where the header has 5, check commas and quotes in this line",
    ),
    "open quote": (
        lambda raw: raw + b'"S1-02,3',
        "routes.csv:4: not readable as CSV (unexpected end of data), check the quotes",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "line"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_named_with_what_to_do(tmp_path, change, line):
    folder = write(tmp_path)
    rewrite(folder, "routes.csv", change)
    assert line in problems(folder)


def test_a_missing_file_is_named(tmp_path):
    folder = write(tmp_path)
    (folder / "sources.csv").unlink()
    assert problems(folder) == [
        "sources.csv:1: the file is missing, add it, or name another folder with --data"
    ]


def test_a_blank_cell_and_the_text_na_are_two_things(tmp_path):
    data = dataset.load(write(tmp_path, claims=[(0, "unclear", "NA"), (1, "unclear", "")]))
    assert list(data.claims["unclear"]) == ["NA", ""]
    assert [str(value) for value in data.claims["best"]] == ["200", "<NA>"]


def test_excels_byte_order_mark_is_accepted(tmp_path):
    folder = write(tmp_path)
    rewrite(folder, "claims.csv", lambda raw: b"\xef\xbb\xbf" + raw)
    assert problems(folder) == []


def test_tables_without_rows_are_valid(tmp_path):
    folder = write(tmp_path)
    for name in ("claims", "routes", "changes", "questions", "story"):
        (folder / f"{name}.csv").write_text(",".join(TABLES[name].columns) + "\n", encoding="utf-8")
    assert problems(folder) == []


def test_an_open_end_is_bounded_by_the_publication_and_an_open_start_is_not(tmp_path):
    data = dataset.load(write(tmp_path, claims=[(1, "when", "../2017")]))
    days = [[str(day) for day in data.claims[name]] for name in ("first_day", "last_day")]
    assert days == [["2024-11-15 00:00:00", "NaT"], ["2025-01-31 00:00:00", "2017-12-31 00:00:00"]]


def test_a_place_lies_in_what_it_is_part_of_and_in_its_country(tmp_path):
    folder = write(tmp_path, places=[(0, "part_of", "north"), (1, "part_of", "")])
    with (folder / "places.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TABLES["places"].columns, lineterminator="\n")
        for place, kind in (("north", "province"), ("north-korea", "country")):
            writer.writerow(
                {"place_id": place, "name_en": place, "type": kind, "country": "KP",
                 "where_prec": "6"}
            )  # fmt: skip
    data = dataset.load(folder)
    assert dict(zip(data.places["place_id"], data.places["within"], strict=True)) == {
        "hoeryong": ("hoeryong", "north", "north-korea"),
        "russia": ("russia",),
        "north": ("north", "north-korea"),
        "north-korea": ("north-korea",),
    }
    assert list(data.claims["origin_within"]) == [("hoeryong", "north", "north-korea"), ()]
    assert list(data.claims["destination_within"]) == [("russia",), ()]
    for place in ("hoeryong", "north", "north-korea"):
        assert list(select(data.claims, View(origins=(place,))).shown["claim_id"]) == ["S1-01"]


POLYGON = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"%s":"KP"},'
    '"geometry":{"type":"%s","coordinates":%s}}]}'
)
SQUARE = "[[[129,42],[130,42],[130,43],[129,43],[129,42]]]"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("not GeoJSON", "no GeoJSON that can be read", id="text"),
        pytest.param("", "no GeoJSON that can be read", id="empty"),
        pytest.param(
            '{"type":"FeatureCollection","features":[]}', "no shapes in it", id="no shapes"
        ),
        pytest.param(
            POLYGON % ("iso", "Polygon", SQUARE), "shapes without a property country", id="column"
        ),
        pytest.param(
            POLYGON % ("country", "Point", "[129,42]"), "shapes that are not polygons", id="points"
        ),
    ],
)
def test_borders_that_cannot_be_used_are_a_problem_among_the_others(tmp_path, text, wrong):
    folder = write(tmp_path, claims=[(0, "kind", "sent")])
    (folder / "basemap").mkdir()
    (folder / "basemap" / "countries.geojson").write_text(text, encoding="utf-8")
    assert [line.split(":")[0] for line in problems(folder)] == [
        "claims.csv",
        "basemap/countries.geojson",
    ]
    assert problems(folder)[1] == (
        f"basemap/countries.geojson:1: {wrong}, make it with data/basemap/build.py, or remove the "
        "folder to use the project's borders"
    )


def test_a_datasets_own_borders_decide_where_its_points_lie(tmp_path):
    folder = write(tmp_path)
    (folder / "basemap").mkdir()
    countries = folder / "basemap" / "countries.geojson"
    countries.write_text(POLYGON % ("country", "Polygon", SQUARE), encoding="utf-8")
    assert problems(folder) == []
    elsewhere = SQUARE.replace("[129,42]", "[129,42.9]").replace("[130,42]", "[130,42.9]")
    countries.write_text(POLYGON % ("country", "Polygon", elsewhere), encoding="utf-8")
    assert problems(folder) == [
        "places.csv:2: lat = '42.4411': the point lies beyond the outlines and cannot be checked, "
        "draw that part of the world with data/basemap/build.py first"
    ]


def test_places_that_belong_to_each_other_in_a_circle_are_read_without_end(tmp_path):
    data = dataset.load(
        write(tmp_path, places=[(0, "part_of", "russia"), (1, "part_of", "hoeryong")])
    )
    assert list(data.places["within"]) == [("hoeryong", "russia"), ("russia", "hoeryong")]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    table=st.sampled_from(sorted(VALID)),
    column=st.integers(0, 30),
    value=st.text(max_size=40) | st.sampled_from(["NA", "=1+1", "2024-02-30", "1e999", "٣", "-0"]),
)
def test_no_cell_breaks_the_check(tmp_path, table, column, value):
    columns = TABLES[table].columns
    name = columns[column % len(columns)]
    for line in problems(write(tmp_path, **{table: [(0, name, value.replace("\r", ""))]})):
        assert line.split(":")[0] in {f"{found}.csv" for found in TABLES}


def test_the_command_prints_a_line_per_table_and_exits_0(capsys):
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "claims.csv: 140 claims, 95 with a figure, 85 with a month, 50 separate statements"
    )


def test_the_command_prints_every_problem_and_exits_1(tmp_path, capsys):
    folder = write(tmp_path, claims=[(0, "when", "/2017"), (0, "kind", "departd")])
    assert cli.main(["check", "--data", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" = ")[0] for line in lines[:-1]] == [
        "claims.csv:2: kind",
        "claims.csv:2: when",
    ]
    assert lines[-1] == "2 problems"


def test_the_environment_names_another_dataset(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NKMAP_DATA", str(write(tmp_path)))
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.startswith("claims.csv: 2 claims, 1 with a figure")


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path, capsys):
    assert cli.main(["check", "--data", str(tmp_path / "none")]) == 1
    assert "claims.csv:1: the file is missing" in capsys.readouterr().out


def test_no_folder_is_not_the_shipped_one(capsys):
    assert cli.main(["check", "--data", ""]) == 1
    assert capsys.readouterr().err == "--data names no folder; name one, or leave the option out\n"


def test_generated_files_are_up_to_date(capsys):
    assert cli.main(["docs"]) == 0, capsys.readouterr().out


def test_a_stale_generated_file_is_noticed(monkeypatch, capsys):
    monkeypatch.setattr(
        generated_files, "generated", lambda _: {ROOT / "docs" / "data.md": "other"}
    )
    assert cli.main(["docs"]) == 1
    assert capsys.readouterr().out == "docs/data.md: stale, run nkmap docs --write\n"


def test_the_data_package_is_valid_for_an_outsider(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    with system.use_context(trusted=True):
        report = validate(str(tmp_path / "data" / "datapackage.json"))
    assert report.valid, report.to_summary()
