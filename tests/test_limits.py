"""What is too large, or no file at all, is refused in words before it fills the memory."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from folders import problems
from fuzzing import Folder, files, written

from nkmap import cli, csv_files, dataset, story
from nkmap.schema import TABLES

pytestmark = pytest.mark.long

MEASURED = """
import json, resource, sys
from pathlib import Path
from nkmap import dataset

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

dataset.load(Path(sys.argv[1]))
before = peak()
for name in sys.argv[2:]:
    try:
        told = [f"{dataset.load(Path(name))} opened"]
    except dataset.InvalidDataset as error:
        told = [str(problem) for problem in error.problems]
    print(json.dumps([name, told, peak() - before]))
"""
MEGABYTES = 150
"""Of memory beyond what an open dataset takes."""
HEADER = ",".join(TABLES["claims"].columns)


def with_claims(folder: Path, *pieces: bytes) -> Path:
    """A valid small dataset but for its claims, which are written piece by piece."""
    Folder(folder).hold(files())
    with (folder / "claims.csv").open("wb") as out:
        for piece in pieces:
            out.write(piece)
    return folder


LARGE = {
    "a file of 200 MB": (
        lambda: (b"x" * 100_000 for _ in range(2_000)),
        "claims.csv:1: larger than 100 MB, split the dataset",
    ),
    "a cell of 10 MB": (
        lambda: (HEADER.encode(), b"\nC1,", b"x" * 10_000_000, b"\n"),
        "claims.csv:2: a line of more than 1,000,000 characters, save it as CSV with one row a line",
    ),
    "a cell of 10 MB over many lines": (
        lambda: (HEADER.encode(), b'\nC1,"', b"one line\n" * 1_100_000, b'"\n'),
        "claims.csv:2: a cell of more than 1,000,000 characters starts here, close its quote, or keep "
        "it under 10,000",
    ),
    "a header of a million columns": (
        lambda: (b"claim_id,", b"c," * 1_000_000, b"\n"),
        "claims.csv:1: a line of more than 1,000,000 characters, save it as CSV with one row a line",
    ),
    "a header of 100,000 columns": (
        lambda: (b"claim_id", b",c" * 100_000, b"\n"),
        "claims.csv:1: 100,001 columns, keep the 35 that this table has",
    ),
    "a row of 400,000 cells": (
        lambda: (HEADER.encode(), b"\n", b"," * 400_000, b"\n"),
        "claims.csv:2: 400001 cells where the header has 35, check commas and quotes in this line",
    ),
    "90 MB of blank lines": (
        lambda: (HEADER.encode(), *(b"\n" * 1_000_000 for _ in range(90))),
        "claims.csv:3000001: more than 3,000,000 lines, split the dataset",
    ),
    "a row too many": (
        lambda: (HEADER.encode(), *(b"\n" + b"," * HEADER.count(",") for _ in range(300_001))),
        "claims.csv:300002: more than 300,000 rows, split the dataset",
    ),
}  # fmt: skip


@pytest.mark.long
def test_what_is_too_large_is_refused_in_words_and_takes_no_memory(tmp_path):
    valid = Folder(tmp_path / "valid").hold(files())
    folders = {
        str(with_claims(tmp_path / str(number), *pieces())): words
        for number, (pieces, words) in enumerate(LARGE.values())
    }
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, valid, *folders],
        check=True, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {name: told for name, told, _ in found} == {
        name: [words] for name, words in folders.items()
    }
    assert max(grown for _, _, grown in found) < MEGABYTES


def test_a_limit_lies_well_above_a_hundred_thousand_claims():
    # benchmarks/large_dataset.py writes 100,000 claims into a file of 26 MB.
    assert csv_files.LARGEST_FILE > 3 * 26_000_000
    assert csv_files.MOST_ROWS >= 3 * 100_000


def test_a_long_cell_is_named_and_hides_no_other_problem(tmp_path):
    held = files()
    held["sources.csv"] = held["sources.csv"].replace(b"A title", b"x" * 10_001)
    held["claims.csv"] = held["claims.csv"].replace(b",heard,", b",herd,", 1)
    assert problems(Folder(tmp_path / "data").hold(held)) == [
        "claims.csv:2: evidence = 'herd': not an allowed value, did you mean heard",
        f"sources.csv:2: title = '{'x' * 57}...': a cell of 10,001 characters, keep cells under "
        "10,000",
    ]  # fmt: skip


def test_after_very_many_problems_the_rest_is_said_not_to_have_been_looked_at(tmp_path):
    changes = [list(TABLES["changes"].columns), *([["x", "x", "", "", "", "", ""]] * 4_000)]
    held = {**files(), "changes.csv": written(changes)}
    told = problems(Folder(tmp_path / "data").hold(held))
    assert len(told) == 10_001
    assert told[-2:] == [
        "changes.csv:3335: more than 10,000 problems, and the rest of the file was not looked at, "
        "correct these first",
        "changes.csv:3335: date = 'x': not a day, write it as 2024-12-31",
    ]


@pytest.mark.parametrize("name", ["nkmap.zip", "nkmap.ZIP", "nkmap.tar.gz"])
def test_a_packed_data_package_is_refused_without_being_unpacked(tmp_path, capsys, name):
    bomb = tmp_path / name
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("claims.csv", b"0" * 50_000_000)
    assert cli.main(["check", "--data", str(bomb)]) == 1
    assert capsys.readouterr().out == (
        f"{name}:1: a file, not a data folder, unpack it and name the folder that holds claims.csv\n"
        "1 problem\n"
    )


def test_a_file_or_a_device_for_a_folder_is_refused(tmp_path):
    (tmp_path / "claims.csv").write_bytes(files()["claims.csv"])
    words = "a file, not a data folder, name the folder that holds claims.csv"
    assert problems(tmp_path / "claims.csv") == [f"claims.csv:1: {words}"]
    assert problems(Path("/dev/zero")) == [f"zero:1: {words}"]


def test_a_pipe_a_device_or_a_folder_for_a_table_is_refused_and_a_loop_is_no_file(tmp_path):
    folder = Folder(tmp_path / "data").hold(files())
    for name in ("claims", "places", "routes", "sources"):
        (folder / f"{name}.csv").unlink()
    os.mkfifo(folder / "claims.csv")
    (folder / "places.csv").symlink_to("/dev/zero")
    (folder / "routes.csv").mkdir()
    (folder / "sources.csv").symlink_to(folder / "sources.csv")
    assert problems(folder) == [
        "claims.csv:1: not a plain file, put the table there as a CSV file",
        "places.csv:1: not a plain file, put the table there as a CSV file",
        "routes.csv:1: not a plain file, put the table there as a CSV file",
        "sources.csv:1: the file is missing, add it, or name another folder with --data",
    ]


SQUARE = '{"type":"Polygon","coordinates":[[[129,42],[130,42],[130,43],[129,43],[129,42]]]}'
BOW = SQUARE.replace("[130,43],[129,43]", "[129,43],[130,43]")
SHAPES = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"country":"KP"},"geometry":%s}]}'
OUTLINES = {
    "too large": ("larger than 20 MB", SHAPES % SQUARE + " " * 20_000_000),
    "crossing": ("outlines that cross themselves", SHAPES % BOW),
    "no shapes": ("no shapes in it", '{"type":"FeatureCollection","features":[]}'),
    "nowhere": ("no GeoJSON that can be read", SHAPES % SQUARE.replace("[129,42]", "[NaN,42]")),
    # A format that the library would follow to other files and addresses.
    "pointing elsewhere": (
        "no GeoJSON that can be read",
        "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/vsicurl/http://127.0.0.1:9/x"
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
    ),
}


@pytest.mark.parametrize(("wrong", "text"), OUTLINES.values(), ids=OUTLINES)
def test_outlines_that_are_too_large_or_something_else_are_not_read(tmp_path, wrong, text):
    folder = Folder(tmp_path / "data").hold(files())
    (folder / "basemap").mkdir()
    (folder / "basemap" / "countries.geojson").write_text(text, encoding="utf-8")
    assert problems(folder) == [
        f"basemap/countries.geojson:1: {wrong}, make it with data/basemap/build.py, or remove the "
        "folder to use the project's borders"
    ]


def test_a_story_is_read_no_further_than_a_story_may_go(tmp_path, capsys):
    data = dataset.load(Folder(tmp_path / "data").hold(files()))
    steps, wrong = story.opened(b"x" * 1_000_001, data.known)
    assert (steps, list(map(str, wrong))) == (
        (), ["story.csv:1: larger than 1 MB, keep to the steps of one briefing"],
    )  # fmt: skip
    command = ["publish", "--pptx", str(tmp_path / "a.pptx"), "--story", "/dev/zero"]
    assert cli.main(command) == 1
    assert capsys.readouterr().err == (
        "/dev/zero:1: larger than 1 MB, keep to the steps of one briefing\n1 problem\n"
    )


def test_places_in_places_and_questions_have_an_end(tmp_path):
    columns = TABLES["places"].columns
    area = {"type": "area", "country": "KP", "where_prec": "5"}
    chain = [
        {**area, "place_id": f"p{n}", "name_en": "P", "part_of": f"p{n + 1}" if n < 20 else ""}
        for n in range(21)
    ]
    held = files()
    held["places.csv"] += written([[row.get(name, "") for name in columns] for row in chain])
    asked = [list(TABLES["questions"].columns)]
    asked += [[f"q{n}", "How many?", "origin=hoeryong"] for n in range(201)]
    assert problems(Folder(tmp_path / "deep").hold(held)) == [
        "places.csv:5: part_of = 'p1': lies in more than 20 places, one in the other, name a larger "
        "place"
    ]
    held = {**files(), "questions.csv": written(asked)}
    assert problems(Folder(tmp_path / "many").hold(held)) == [
        "questions.csv:202: question_id = 'q200': one question too many, keep to 200 questions"
    ]
