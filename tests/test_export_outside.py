"""Files of a view, opened by programs that know nothing of them."""

import io
import json
import re

import frictionless
import geopandas as gpd
import hostile
import openpyxl
import pandas as pd
import pytest
import reading
from frozen import DATA
from programs import OFFICE, MissingProgramError
from reading import decoded
from shapely.geometry import shape

from nkmap import dataset
from nkmap.claim import records
from nkmap.evidence import Evidence
from nkmap.export import write
from nkmap.export.columns import COLUMNS, rows, text
from nkmap.export.geodata import gazetteer, locate
from nkmap.export.spreadsheets import cell
from nkmap.schema import Kind, Layer
from nkmap.view import View, select

VIEWS = {
    "everything": View(layers=tuple(Layer)),
    "narrow": View(search="hyesan", kinds=(Kind.DEPARTED,)),
    "nowhere": View(kinds=(Kind.SANCTION,), layers=(Layer.SANCTIONS,)),
    "nothing": View(search="words that no claim holds"),
}
NAMES = [field.name for field in COLUMNS]
TEXTS = [field.name for field in COLUMNS if field.type in ("string", "list", "url")]


@pytest.fixture(scope="module")
def harmful(tmp_path_factory):
    """The shipped data with hostile text wherever a cell may hold any text, taken whole."""
    folder = hostile.hostile_folder(tmp_path_factory.mktemp("hostile") / "data")
    return Evidence(dataset.load(folder), VIEWS["everything"])


def told(export: Evidence) -> list[dict[str, str]]:
    """The rows of an export as text, by column."""
    return [dict(zip(NAMES, map(text, row), strict=True)) for row in rows(export)]


# LibreOffice


@pytest.fixture(scope="module")
def opened(office, harmful, tmp_path_factory):
    """Files as LibreOffice sees them, by a name that says format and content."""
    folder = tmp_path_factory.mktemp("files")
    exports = {name: Evidence(DATA, view) for name, view in VIEWS.items()} | {"hostile": harmful}
    files = {"csv": [folder / "bare.csv"], "xlsx": []}
    (folder / "bare.csv").write_text('\ufeff"=1+1"\r\n"회령"\r\n', encoding="utf-8")
    for ending, paths in files.items():
        for name, export in exports.items():
            paths.append(folder / f"{ending} {name}.{ending}")
            paths[-1].write_bytes(write(ending, export))
    made = {}
    for paths in files.values():
        made |= office.opened(paths, folder / "opened")
    return {name: openpyxl.load_workbook(path) for name, path in made.items()}


def kinds_of_cells(book) -> set[str]:
    return {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def table_of(book, ending) -> list[list]:
    """Header and rows of the claims in a file that LibreOffice opened."""
    sheet = book["Claims"] if ending == "xlsx" else book.worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return lines[next(i for i, line in enumerate(lines) if line[0] == "claim_id") :]


def test_libreoffice_runs_a_formula_that_nothing_holds_back_so_that_these_tests_can_fail(opened):
    sheet = opened["bare"].worksheets[0]
    assert [(cell.data_type, cell.value) for cell in sheet["A"]] == [("f", "=1+1"), ("s", "회령")]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("view", VIEWS)
def test_libreoffice_opens_a_file_with_all_its_rows_and_columns(opened, ending, view):
    header, *body = table_of(opened[f"{ending} {view}"], ending)
    expected = list(select(DATA.claims, VIEWS[view]).shown["claim_id"])
    assert header == NAMES
    assert [row[0] for row in body] == expected


@pytest.mark.parametrize("view", VIEWS)
def test_libreoffice_shows_the_notes_of_a_csv_file_above_its_table(opened, view):
    export = Evidence(DATA, VIEWS[view])
    sheet = opened[f"csv {view}"].worksheets[0]
    names = [str(cell.value).split(":")[0] for cell in sheet["A"]][: len(export.notes) + 2]
    assert names == [*(f"# {name}" for name, _ in export.notes), "# Cells", "claim_id"]
    # The notes are not quoted, so that a line of them begins with its mark: commas divide them.
    row = [cell.value for cell in next(sheet.iter_rows(min_row=2, max_row=2))]
    assert row[0] == f"# Data: {export.version}"


@pytest.mark.parametrize("name", ["csv hostile", "xlsx hostile", "csv everything"])
def test_libreoffice_finds_no_formula_and_no_link_in_a_file(opened, name):
    assert kinds_of_cells(opened[name]) <= {"s", "n", "d"}
    assert [
        cell.coordinate
        for sheet in opened[name]
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ] == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_libreoffice_shows_hostile_text_as_it_stands_in_the_file(opened, harmful, ending):
    header, *body = table_of(opened[f"{ending} hostile"], ending)
    found = [dict(zip(header, row, strict=True)) for row in body]
    written = cell if ending == "csv" else str
    # It takes January 2025 in a CSV file for a day, of which the file warns.
    names = [name for name in TEXTS if ending == "xlsx" or name != "when_in_words"]
    for name in names:
        shown = ["" if row[name] is None else row[name] for row in found]
        assert shown == [written(row[name]) for row in told(harmful)], name
        if ending == "csv":
            assert [decoded(value) for value in shown] == [row[name] for row in told(harmful)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_hangul_and_cyrillic_survive_libreoffice(opened, ending):
    words = {
        value
        for row in table_of(opened[f"{ending} hostile"], ending)
        for value in row
        if isinstance(value, str)
    }
    assert "🚂 회령 Хасан" in words


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_libreoffice_shows_a_count_as_a_number_and_one_not_reported_as_nothing(opened, ending):
    header, *body = table_of(opened[f"{ending} everything"], ending)
    at = [header.index(name) for name in ("low", "best", "high")]
    counts = DATA.claims[["low", "best", "high"]]
    assert [[row[index] for index in at] for row in body] == [
        [None if value is pd.NA else value for value in row]
        for row in counts.astype(object).to_numpy().tolist()
    ]


# geopandas


def reported(export: Evidence) -> list:
    places = gazetteer(export.data.places, dataset.borders_of(export.data.folder)[0])
    return [locate(claim, places).geometry for claim in records(export.selection.shown)]


@pytest.mark.parametrize("view", VIEWS)
def test_geopandas_reads_the_claims_of_a_geojson_file_and_their_geometries(view, tmp_path):
    export = Evidence(DATA, VIEWS[view])
    file = tmp_path / "claims.geojson"
    file.write_bytes(write("geojson", export))
    found = gpd.read_file(file)
    assert list(found.get("id", [])) == list(export.selection.shown["claim_id"])
    assert found.crs == "EPSG:4326"
    assert [shape and shape.wkb for shape in found.geometry] == [
        shape and shape.wkb for shape in reported(export)
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_geopandas_reads_the_same_claims_and_geometries_from_geoparquet(view):
    export = Evidence(DATA, VIEWS[view])
    found = gpd.read_parquet(io.BytesIO(write("parquet", export)))
    features = json.loads(write("geojson", export))["features"]
    assert list(found.columns) == [*NAMES, "geometry_note", "geometry"]
    assert found.crs == "OGC:CRS84"
    assert list(found["claim_id"]) == [feature["id"] for feature in features]
    assert list(found["geometry_note"]) == [f["properties"]["geometry_note"] for f in features]
    assert [place and place.wkb for place in found.geometry] == [
        feature["geometry"] and shape(feature["geometry"]).wkb for feature in features
    ]
    counts = ["low", "best", "high"]
    shown = export.selection.shown.reset_index(drop=True)
    pd.testing.assert_frame_equal(pd.DataFrame(found[counts]), shown[counts])


def test_geopandas_reads_hostile_text_as_it_was(harmful, tmp_path):
    file = tmp_path / "claims.geojson"
    file.write_bytes(write("geojson", harmful))
    from_json = gpd.read_file(file)
    from_parquet = gpd.read_parquet(io.BytesIO(write("parquet", harmful)))
    words = [field.name for field in COLUMNS if field.type in ("string", "url")]
    expected = [[row[name] for name in words] for row in told(harmful)]
    assert from_json[words].to_numpy().tolist() == expected
    assert from_parquet[words].to_numpy().tolist() == expected


# frictionless


def validated(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    return report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "message"])


@pytest.mark.parametrize("view", VIEWS)
def test_frictionless_finds_a_package_valid_whatever_the_view_holds(view, tmp_path):
    file = write("datapackage", Evidence(DATA, VIEWS[view]))
    assert validated(reading.unzipped(file, tmp_path)) == (True, [])


def test_frictionless_finds_a_package_of_hostile_text_valid_and_reads_its_text(harmful, tmp_path):
    folder = reading.unzipped(write("datapackage", harmful), tmp_path)
    assert validated(folder) == (True, [])
    package = frictionless.Package(str(folder / "datapackage.json"))
    summaries = [row["summary"] for row in package.get_resource("claims").read_rows()]
    assert [decoded(value) for value in summaries] == list(harmful.data.claims["summary"])
    names = [row["name_ko"] for row in package.get_resource("places").read_rows()]
    assert [decoded(value) for value in names] == list(harmful.data.places["name_ko"])


def test_frictionless_holds_the_keys_between_the_tables_of_a_package(tmp_path):
    folder = reading.unzipped(write("datapackage", Evidence(DATA, View())), tmp_path)
    with (folder / "selection.csv").open("a", encoding="utf-8") as file:
        file.write('"NOBODY-01"\r\n')
    valid, errors = validated(folder)
    assert (valid, [kind for _, _, _, kind, _ in errors]) == (False, ["foreign-key"])
    assert "NOBODY-01" in str(errors)


def test_an_office_without_its_spreadsheets_is_asked_for_by_the_name_of_what_it_lacks(
    tmp_path, monkeypatch
):
    program = tmp_path / "soffice"
    program.touch(mode=0o755)
    (tmp_path / "libsdlo.so").touch()  # slides alone
    monkeypatch.setenv("PATH", str(tmp_path))  # nothing can be installed by what is there
    told = (
        f"{program} lacks a program and none could be installed: apt-get install libreoffice-calc"
    )
    with pytest.raises(MissingProgramError, match=re.escape(told)):
        OFFICE.path()
