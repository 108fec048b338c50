"""A view taken away as a file holds the view's claims, all of them, with their caveats."""

import csv
import io
import json
import math
import zipfile
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import geopandas as gpd
import hostile
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import reading
from frozen import DATA, FOLDER
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import decoded
from samples import claims
from shapely.geometry import box

from nkmap import dataset
from nkmap.borders import Borders
from nkmap.claim import records
from nkmap.evidence import Evidence, link_to
from nkmap.export import FORMATS, file_name, pandas_lines, write
from nkmap.export.columns import COLUMNS, rows, text
from nkmap.export.geodata import gazetteer, locate
from nkmap.export.spreadsheets import cell
from nkmap.schema import CLAIMS, KINDS, TABLES, Kind, Layer, WherePrecision
from nkmap.view import Column, View, select
from nkmap.wording import TEXTS, counts, files_and_links, hedges

KNOWN = DATA.known
VIEWS = {
    "everything": View(layers=tuple(Layer)),
    "a narrow view": View(search="hyesan", kinds=(Kind.DEPARTED,)),
    "nothing": View(search="words that no claim holds"),
}
EVERY_FILE = [(name, view) for name in FORMATS for view in VIEWS]
COUNTS = ("low", "best", "high")
STARTS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def harmful(tmp_path_factory):
    """The shipped data with hostile text wherever a cell may hold any text, taken whole."""
    folder = hostile.hostile_folder(tmp_path_factory.mktemp("hostile") / "data")
    return Evidence(dataset.load(folder), VIEWS["everything"])


def told(export: Evidence) -> list[tuple[str, ...]]:
    """The rows of an export as text, a list joined as in the dataset."""
    return [tuple(text(value) for value in row) for row in rows(export)]


def loaded(file: bytes, folder, monkeypatch) -> pd.DataFrame:
    """What the lines of pandas make of a CSV file."""
    (folder / "claims.csv").write_bytes(file)
    monkeypatch.chdir(folder)
    found: dict = {}
    exec(pandas_lines("claims.csv"), found)
    return found["claims"]


def value_of(found) -> str:
    """A cell of a workbook as a CSV file would hold it."""
    if found.value is None:
        return ""
    return found.value.date().isoformat() if found.data_type == "d" else str(found.value)


# What is in every file


@pytest.mark.parametrize(("name", "view"), EVERY_FILE)
def test_a_file_holds_the_claims_of_its_view_in_the_order_of_the_dataset(name, view):
    file = write(name, Evidence(DATA, VIEWS[view]))
    assert reading.ids(name, file) == list(select(DATA.claims, VIEWS[view]).shown["claim_id"])


def test_the_views_tried_here_show_all_some_and_no_claims():
    shown = [len(select(DATA.claims, view).shown) for view in VIEWS.values()]
    assert shown[0] == len(DATA.claims) > shown[1] > shown[2] == 0


@pytest.mark.parametrize(("name", "view"), EVERY_FILE)
def test_a_file_says_in_its_own_place_what_it_holds_and_how_to_read_cite_and_reuse_it(name, view):
    selection = select(DATA.claims, VIEWS[view])
    query = VIEWS[view].to_query()
    count = counts.counting(selection)
    expected = {
        "nkmap": "Reported dispatches of North Korean workers abroad",
        "Data": f"{DATA.version} of {DATA.date}",
        "View": f"https://map.example/data?{query}",
        "Filters": {
            "everything": "Every layer",
            "a narrow view": "Layers: dispatch reports; Words: hyesan; Kind of figure: Departed",
            "nothing": "Layers: dispatch reports; Words: words that no claim holds",
        }[view],
        "Shown": count if len(selection.shown) else f"{count} {TEXTS['empty']}",
        "Without a number": files_and_links.without_number(selection),
        "Before you count": (
            "A row is a claim: one statement by one source. Where a count is empty, "
            "missing_reason says why. Figures of two kinds, groups or units are never added. "
            "Claims with one origin_group go back to one statement and count as one. Keep the "
            "hedge in the column figure with every number. Being listed here does not confirm a claim."
        ),
        "Cite": (
            "Cite the source of a claim first (publisher, title, date, address), then nkmap with "
            "the version of the data. Coordinates: GeoNames, CC BY 4.0; Natural Earth, public "
            "domain; some Wikipedia, CC BY-SA. Outlines: Natural Earth, simplified; Crimea shown "
            "as Ukraine. Boundaries are not an opinion on status."
        ),
        "Licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
    }
    if name == "csv":
        expected["Cells"] = f"{TEXTS['apostrophe']} {TEXTS['cells']}"
    file = write(name, Evidence(DATA, VIEWS[view], "https://map.example/"))
    assert reading.notes(name, file) == expected


def test_the_counting_sentence_of_an_empty_file_says_that_it_is_not_a_report_of_nothing():
    notes = dict(Evidence(DATA, VIEWS["nothing"]).notes)
    assert notes["Shown"].startswith(f"0 of {len(DATA.claims)} claims shown; ")
    assert notes["Shown"].endswith(" No claim matches this view. That is not a report of nothing.")
    assert notes["Without a number"] == "No claim, so no number."


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_the_same_whatever_is_open_on_the_page_and_however_it_is_laid_out(name):
    view = VIEWS["a narrow view"]
    on_the_page = view.with_(
        claim=DATA.claims["claim_id"].iloc[0],
        place="hyesan",
        page=3,
        sort=Column.WHEN,
        descending=True,
        columns=(Column.WHEN,),
        question=DATA.questions["question_id"].iloc[0],
    )
    file = write(name, Evidence(DATA, on_the_page))
    assert file == write(name, Evidence(DATA, view))
    assert file == write(name, Evidence(DATA, view))


@pytest.mark.parametrize("name", ["xlsx", "datapackage"])
def test_a_file_carries_the_day_of_its_data_and_no_moment_of_making(name):
    file = io.BytesIO(write(name, Evidence(DATA, View())))
    with zipfile.ZipFile(file) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    if name == "xlsx":
        made = openpyxl.load_workbook(file).properties
        assert made.created == made.modified == datetime.fromisoformat(DATA.date)


def test_the_name_of_a_file_says_which_data_and_how_many_of_its_claims_are_in_it():
    some = len(select(DATA.claims, VIEWS["a narrow view"]).shown)
    total = len(DATA.claims)
    names = [file_name(Evidence(DATA, view), "geojson") for view in VIEWS.values()]
    assert names == [
        f"nkmap-{DATA.version}-all-{total}-claims.geojson",
        f"nkmap-{DATA.version}-{some}-of-{total}-claims.geojson",
        f"nkmap-{DATA.version}-0-of-{total}-claims.geojson",
    ]


def test_a_link_is_whole_where_the_address_of_the_map_is_known_and_a_query_where_not():
    view = VIEWS["a narrow view"]
    assert Evidence(DATA, view).link_to_claims == "?kind=departed&q=hyesan"
    assert Evidence(DATA, view, "https://a.example/").link_to_claims == (
        "https://a.example/data?kind=departed&q=hyesan"
    )
    assert Evidence(DATA, View()).link_to_claims == "?layer=dispatch"
    assert Evidence(DATA, View(), "https://a.example").link_to_claims == (
        "https://a.example/data?layer=dispatch"
    )
    assert link_to(View(claim="C1"), "https://a.example/") == "https://a.example/?claim=C1"


# The rows

months = st.sampled_from(KNOWN.months)
views = st.builds(
    View,
    first=st.none() | months,
    kinds=st.lists(st.sampled_from(Kind), max_size=3).map(tuple),
    origins=st.lists(st.sampled_from(KNOWN.origins), max_size=1).map(tuple),
    destinations=st.lists(st.sampled_from(KNOWN.destinations), max_size=1).map(tuple),
    layers=st.lists(st.sampled_from(Layer), max_size=7).map(tuple),
    known_on=st.none() | st.dates(date(2019, 1, 1), date(2026, 6, 1)),
    search=st.sampled_from(["", "russia", "#", '"', "회령"]),
    undated=st.booleans(),
)
MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(views)
def test_the_rows_of_a_csv_file_are_the_selection_with_its_figures_and_no_count_made_up(view):
    _, found = reading.of_csv(write("csv", Evidence(DATA, view)))
    shown = records(select(DATA.claims, view).shown)
    assert [
        (row["claim_id"], decoded(row["figure"]), *(row[name] for name in COUNTS)) for row in found
    ] == [
        (
            claim.claim_id,
            hedges.figure(claim),
            *("" if value is None else str(value) for value in (claim.low, claim.best, claim.high)),
        )
        for claim in shown
    ]


@MANY
@given(views)
def test_what_a_file_of_a_view_says_of_itself_fits_on_its_own_lines(view):
    export = Evidence(DATA, view)
    notes, _ = reading.of_csv(write("csv", export))
    assert notes == {**dict(export.notes), "Cells": f"{TEXTS['apostrophe']} {TEXTS['cells']}"}


def test_a_row_holds_the_claim_as_it_was_known_on_the_day_of_the_view():
    day = date(2025, 2, 1)
    _, found = reading.of_csv(write("csv", Evidence(DATA, View(known_on=day))))
    assert {row["status"] for row in found} == {"current"}
    assert len(found) == len(select(DATA.claims, View(known_on=day)).shown) > 0


def test_every_column_of_the_claims_is_in_a_file_and_each_is_told_once():
    names = [field.name for field in COLUMNS]
    assert set(CLAIMS.columns) <= set(names)
    assert len(names) == len(set(names))
    assert all(field.meaning for field in COLUMNS)


def test_a_cell_of_a_file_is_the_cell_of_the_dataset():
    given = pd.read_csv(FOLDER / "claims.csv", dtype="str", keep_default_na=False)
    _, found = reading.of_csv(write("csv", Evidence(DATA, VIEWS["everything"])))
    same = [name for name in CLAIMS.columns if name != "access"]
    assert [[decoded(row[name]) for name in same] for row in found] == given[
        same
    ].to_numpy().tolist()


# Hostile text


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text("'=+-@|%\t\r\n ＝a"))
def test_a_cell_never_begins_like_a_formula_and_gives_its_text_back(value):
    assert decoded(cell(value)) == value
    assert not cell(value).startswith(STARTS)
    assert not cell(value).lstrip().startswith(STARTS)


def test_text_that_is_no_formula_is_left_alone():
    plain = ["", "'", "'quoted'", "回寧 (회령)", "1+1", "–5", "a=b", "“-1”"]
    assert [cell(value) for value in plain] == plain


def test_the_hostile_data_is_accepted_and_holds_every_text(harmful):
    assert set(harmful.data.claims["summary"]) == set(hostile.TEXTS)
    assert set(harmful.data.sources["title"]) >= set(hostile.TEXTS)
    assert set(harmful.data.places["name_en"]) == set(hostile.TEXTS)


def test_hostile_text_comes_back_from_csv_as_it_was_and_no_cell_begins_like_a_formula(harmful):
    _, found = reading.of_csv(write("csv", harmful))
    assert [tuple(map(decoded, row.values())) for row in found] == told(harmful)
    assert [value for row in found for value in row.values() if value.startswith(STARTS)] == []


def test_hostile_text_comes_back_through_the_lines_of_pandas(harmful, tmp_path, monkeypatch):
    frame = loaded(write("csv", harmful), tmp_path, monkeypatch)
    texts = [field.name for field in COLUMNS if field.type not in ("integer", "date")]
    expected = pd.DataFrame(told(harmful), columns=[field.name for field in COLUMNS])
    assert frame[texts].to_numpy().tolist() == expected[texts].to_numpy().tolist()


def test_hostile_text_is_text_in_every_cell_of_a_workbook(harmful):
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", harmful)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "d"}
    found = [[value_of(cell) for cell in row] for row in book["Claims"].iter_rows(min_row=2)]
    assert found == [list(row) for row in told(harmful)]


def test_hostile_text_comes_back_from_geojson_and_parquet(harmful):
    features = json.loads(write("geojson", harmful))["features"]
    table = pq.read_table(io.BytesIO(write("parquet", harmful)))
    names = [field.name for field in COLUMNS]
    properties = [[feature["properties"][name] for name in names] for feature in features]
    expected = [
        [list(value) if isinstance(value, tuple) else value for value in row]
        for row in rows(harmful)
    ]
    assert properties == expected
    days = [name for name in names if name in ("first_day", "last_day")]
    others = [name for name in names if name not in days]
    by_name = [dict(zip(names, row, strict=True)) for row in expected]
    assert table.select(others).to_pylist() == [
        {name: row[name] for name in others} for row in by_name
    ]
    assert table.select(days).to_pylist() == [
        {name: date.fromisoformat(row[name]) if row[name] else None for name in days}
        for row in by_name
    ]


# Spreadsheets


@pytest.mark.parametrize("view", VIEWS)
def test_a_workbook_holds_the_claims_their_columns_the_kinds_and_what_to_read_first(view):
    export = Evidence(DATA, VIEWS[view])
    file = write("xlsx", export)
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert book.sheetnames == ["Read this first", "Claims", "Columns", "Kinds"]
    columns = book["Columns"]
    assert [columns[cell].font.b for cell in ("A1", "B1", "D1", "A2", "B2")] == [True] * 3 + [
        False
    ] * 2
    header, *body = book["Claims"].iter_rows()
    names = [cell.value for cell in header]
    assert [[value_of(cell) for cell in row] for row in body] == [list(row) for row in told(export)]
    assert reading.of_sheet(file, "Columns") == [
        ("column", "type", "meaning", "allowed"),
        *((f.name, f.type, f.meaning, ", ".join(f.allowed)) for f in COLUMNS),
    ]
    assert [row[0] for row in reading.of_sheet(file, "Columns")[1:]] == names
    assert reading.of_sheet(file, "Kinds") == [
        (rule.kind.value, f"{rule.meaning} {rule.no_total}") for rule in KINDS.values()
    ]


def test_a_count_that_is_not_reported_is_a_blank_cell_and_one_that_is_a_number():
    sheet = reading.of_sheet(write("xlsx", Evidence(DATA, VIEWS["everything"])), "Claims")
    at = [sheet[0].index(name) for name in COUNTS]
    expected = (
        DATA.claims[list(COUNTS)].astype(object).where(DATA.claims[list(COUNTS)].notna(), None)
    )
    assert [tuple(row[index] for index in at) for row in sheet[1:]] == list(
        expected.itertuples(index=False, name=None)
    )


def test_a_cell_that_is_longer_than_a_workbook_can_hold_shows_that_it_was_cut():
    long = "x" * 10_000
    sources = DATA.sources.assign(title=long, publisher=long, url=f"https://x.org/{long}")
    sources["authors"] = [(long,)] * len(sources)
    sheet = reading.of_sheet(
        write("xlsx", replace(Evidence(DATA, View()), data=replace(DATA, sources=sources))),
        "Claims",
    )
    cited = [row[sheet[0].index("citation")] for row in sheet[1:]]
    assert {(len(words), words[-2:]) for words in cited} == {(32_767, "x…")}


# The lines of pandas


@pytest.mark.parametrize("view", VIEWS)
def test_the_lines_of_pandas_load_this_very_selection(view, tmp_path, monkeypatch):
    export = Evidence(DATA, VIEWS[view])
    frame = loaded(write("csv", export), tmp_path, monkeypatch)
    shown = export.selection.shown.reset_index(drop=True)
    same = [*COUNTS, "first_day", "last_day"]
    pd.testing.assert_frame_equal(frame[same], shown[same])
    texts = [field.name for field in COLUMNS if field.name not in same]
    expected = pd.DataFrame(told(export), columns=[field.name for field in COLUMNS], dtype="str")
    pd.testing.assert_frame_equal(frame[texts], expected[texts])


def test_text_that_looks_like_a_number_or_a_date_stays_text(harmful, tmp_path, monkeypatch):
    shown = harmful.selection.shown.assign(locator="007", purpose="NA", said_on="2025")
    export = replace(harmful, data=replace(harmful.data, claims=shown))
    frame = loaded(write("csv", export), tmp_path, monkeypatch)
    assert [set(frame[name]) for name in ("locator", "purpose", "said_on")] == [
        {"007"},
        {"NA"},
        {"2025"},
    ]


# Geometry


def rings(geometry) -> list[list[list[float]]]:
    if geometry["type"] == "Polygon":
        return geometry["coordinates"]
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def turn(ring) -> float:
    """Twice the area of a ring: above zero where it runs against the clock."""
    pairs = pairwise(ring)
    return sum(x * w - z * y for (x, y), (z, w) in pairs)


def test_geojson_is_as_rfc_7946_wants_it():
    found = json.loads(write("geojson", Evidence(DATA, VIEWS["everything"])))
    assert set(found) == {"type", "nkmap", "features"}
    assert found["type"] == "FeatureCollection"
    assert {frozenset(feature) for feature in found["features"]} == {
        frozenset({"type", "id", "geometry", "properties"})
    }
    shapes = [feature["geometry"] for feature in found["features"] if feature["geometry"]]
    assert {shape["type"] for shape in shapes} == {"Point", "Polygon"}
    areas = [shape for shape in shapes if shape["type"].endswith("Polygon")]
    for shape in areas:
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for outer, *holes in polygons:
            assert turn(outer) > 0
            assert all(turn(hole) < 0 for hole in holes)
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for area in areas for ring in rings(area))


def test_a_point_is_that_of_the_gazetteer_longitude_first_and_of_a_place_known_that_finely():
    places = DATA.places.set_index("place_id")
    found = json.loads(write("geojson", Evidence(DATA, VIEWS["everything"])))["features"]
    of_claim = {claim.claim_id: claim for claim in records(DATA.claims)}
    points = [feature for feature in found if (feature["geometry"] or {}).get("type") == "Point"]
    assert len(points) > 10
    for feature in points:
        (place,) = of_claim[feature["id"]].about
        assert feature["geometry"]["coordinates"] == list(places.loc[place, ["lon", "lat"]])
        assert places.loc[place, "where_prec"] <= 3


def test_no_claim_known_as_a_province_or_coarser_has_a_point():
    coarse = {
        WherePrecision.PROVINCE.value,
        WherePrecision.VAGUE_AREA.value,
        WherePrecision.COUNTRY.value,
        WherePrecision.NO_PLACE.value,
    }
    found = json.loads(write("geojson", Evidence(DATA, VIEWS["everything"])))["features"]
    steps = dict(zip(DATA.places["place_id"], DATA.places["where_prec"], strict=True))
    of_claim = {claim.claim_id: claim for claim in records(DATA.claims)}
    types = {
        (feature["geometry"] or {"type": None})["type"]
        for feature in found
        if feature["properties"]["precision"] in coarse
        or any(steps[place] > 3 for place in of_claim[feature["id"]].about)
    }
    assert types == {None, "Polygon"}


def test_every_feature_says_what_its_geometry_is_or_why_it_has_none():
    found = json.loads(write("geojson", Evidence(DATA, VIEWS["everything"])))["features"]
    starts = {
        (feature["geometry"] is None, feature["properties"]["geometry_note"].split(" ")[0])
        for feature in found
    }
    assert starts == {(True, "No"), (False, "The")}
    withheld = [f for f in found if f["properties"]["missing_reason"] == "withheld"]
    assert {feature["properties"]["geometry_note"] for feature in withheld} <= {
        "No geometry: withheld to protect a person."
    }
    assert all(feature["geometry"] is None for feature in withheld)


NOWHERE = math.nan
SMALL = pd.DataFrame(
    [
        ("town", "Town", 3, 1.0, 1.0, "AA-1"),
        ("village", "Village", 2, 1.5, 0.5, "AA-1"),
        ("elsewhere", "Elsewhere", 3, 5.0, 5.0, ""),
        ("province", "Province", 4, NOWHERE, NOWHERE, "AA-1"),
        ("undrawn", "Undrawn", 4, NOWHERE, NOWHERE, "AA-2"),
        ("country", "Country", 6, NOWHERE, NOWHERE, ""),
    ],
    columns=["place_id", "name_en", "where_prec", "lon", "lat", "admin1"],
)
SQUARE = gpd.GeoDataFrame({"admin1": ["AA-1"]}, geometry=[box(0, 0, 2, 2)], crs="OGC:CRS84")


def test_where_a_claim_lies_is_what_was_reported_and_the_rest_is_said_in_words():
    places = gazetteer(SMALL, Borders(SQUARE[:0], SQUARE))
    told = claims(
        {"origin": "town"},
        {"origin": "town;village"},
        {"origin": "province"},
        {"origin": "province;town"},
        {"origin": "province;elsewhere"},
        {"origin": "undrawn"},
        {"origin": "country"},
        {"origin": "town;country"},
        {"origin": "town", "missing_reason": "withheld"},
        {},
    )
    found = [locate(claim, places) for claim in told]
    assert [(place.geometry.wkt if place.geometry else None, place.note) for place in found] == [
        ("POINT (1 1)", "The point of Town: district or county."),
        ("MULTIPOINT ((1 1), (1.5 0.5))", "One claim about Town and Village together."),
        (
            "POLYGON ((2 0, 2 2, 0 2, 0 0, 2 0))",
            "The outline of Province; its claim names no place in it.",
        ),
        (
            "POLYGON ((2 0, 2 2, 0 2, 0 0, 2 0))",
            "The outline of Province; of the places in it, Town is named.",
        ),
        (None, "No geometry: no single shape holds Province as a whole and Elsewhere."),
        (
            None,
            "No geometry: known only as Undrawn (province), and the map draws no outline of it.",
        ),
        (
            None,
            "No geometry: known only as Country (country). A point or an outline would say more "
            "than was reported.",
        ),
        (
            None,
            "No geometry: known only as Country (country). A point or an outline would say more "
            "than was reported.",
        ),
        (None, "No geometry: withheld to protect a person."),
        (None, "No geometry: the claim names no place."),
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_geoparquet_has_one_set_of_types_whatever_it_holds(view):
    types = {
        "integer": "int64",
        "date": "date32[day]",
        "list": "list<element: string>",
    }
    schema = pq.read_schema(io.BytesIO(write("parquet", Evidence(DATA, VIEWS[view]))))
    assert {field.name: str(field.type) for field in schema} == {
        **{field.name: types.get(field.type, "large_string") for field in COLUMNS},
        "geometry_note": "large_string",
        "geometry": "binary",
    }


# The data package


def test_a_package_holds_every_table_as_it_is_and_the_view_as_a_list():
    export = Evidence(DATA, VIEWS["a narrow view"])
    file = write("datapackage", export)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.namelist() == [
            "datapackage.json",
            "README.md",
            "claims.csv",
            "places.csv",
            "routes.csv",
            "sources.csv",
            "changes.csv",
            "questions.csv",
            "searches.csv",
            "story.csv",
            "selection.csv",
        ]
    for name in ("claims.csv", "places.csv", "sources.csv", "searches.csv"):
        given = (FOLDER / name).read_text(encoding="utf-8-sig")
        found = list(csv.reader(io.StringIO(reading.of_zip(file, name), newline="")))
        assert found == list(csv.reader(io.StringIO(given, newline="")))
    first = reading.of_zip(file, "README.md")
    assert all(f"- **{name}**: {words}" in first for name, words in export.notes)
    assert TEXTS["apostrophe"] in first


def test_a_package_without_escaped_cells_opens_as_a_dataset_of_its_own(tmp_path):
    file = write("datapackage", Evidence(DATA, VIEWS["nothing"]))
    found = dataset.load(reading.unzipped(file, tmp_path))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(DATA, name))


def test_a_longitude_in_the_west_stays_a_number_in_a_package():
    places = DATA.texts["places"]
    frame = places.frame.assign(lon=places.frame["lon"].where(places.frame["lon"] == "", "-17.44"))
    texts = {**DATA.texts, "places": replace(places, frame=frame)}
    export = replace(Evidence(DATA, View()), data=replace(DATA, texts=texts))
    written = reading.of_zip(write("datapackage", export), "places.csv")
    found = [row["lon"] for row in csv.DictReader(io.StringIO(written, newline=""))]
    assert "-17.44" in found
    assert [lon for lon in found if lon.startswith("'")] == []


@pytest.mark.parametrize(
    "words", ["x,=1+41", "x;=1+41", 'x,"=1+41"', "x, =HYPERLINK(1)", "a\t@b", "x,'+1"]
)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_words_from_a_link_are_no_formula_in_the_notes_whatever_parts_the_cells(words, mark):
    file = write("csv", Evidence(DATA, View(search=words))).decode("utf-8-sig")
    notes = [line for line in file.splitlines() if line.startswith("#")]
    assert any("Words:" in line for line in notes)
    found = [cell.strip() for row in csv.reader(notes, delimiter=mark) for cell in row]
    assert [cell for cell in found if cell.startswith(STARTS)] == []
