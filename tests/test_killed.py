"""A run that is killed leaves what stood there or what it was to write, and never a part of either.

Each child writes one state and the other in turn, over and over, and is killed at a random moment.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from folders import folder

from nkmap.cli import output

KILLING = """
import os, random, signal, sys, time
from pathlib import Path
from nkmap import cli
from nkmap.cli import output

def killed(times, longest, write, state):
    chance = random.Random(1)
    found = []
    for _ in range(times):
        child = os.fork()
        if child == 0:
            while True:
                for version in (0, 1):
                    write(version)
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found.append(state())
    return found

place, data = Path(sys.argv[1]), sys.argv[2]
"""
FILES = """
versions = [bytes([version]) * 3_000_000 for version in (48, 49)]
file = place / "file"
file.write_bytes(versions[0])

def state():
    raw = file.read_bytes()
    return versions.index(raw) if raw in versions else f"torn, {len(raw)} bytes"

print(killed(60, 0.05, lambda version: output.to_file(file, versions[version]), state))
"""
FOLDERS = """
def written(version):
    pages = ((f"{part}/{page}.html", b"%d" % version * 2_000) for part in "ab" for page in range(30 + version))
    output.to_folder(place / "site", pages, 60)

def state():
    files = [file for file in (place / "site").rglob("*.html")]
    held = {file.read_bytes() for file in files}
    return (len(files), sorted(raw[:1].decode() for raw in held), {len(raw) for raw in held},
            (place / "site" / output.MARK).is_file())

written(0)
print(killed(60, 0.1, written, state))
"""
COMMAND = """
os.chdir(place)
sys.stdout = open(os.devnull, "w")
queries = ("", "origin=musan")

def written(version):
    assert cli.main(["export", "--data", data, "--view", queries[version], "-o", "file.csv"]) == 0

versions = []
for version in (0, 1):
    written(version)
    versions.append((place / "file.csv").read_bytes())

def state():
    raw = (place / "file.csv").read_bytes()
    return versions.index(raw) if raw in versions else f"torn, {len(raw)} bytes"

found = killed(20, 0.25, written, state)
sys.stdout = sys.__stdout__
print(found)
"""


def after_kills(tmp_path: Path, what: str) -> list[object]:
    data = folder(tmp_path / "data", {}, {"origin": "musan"})
    place = tmp_path / "place"
    place.mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLING + what, place, data],
        check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return eval(done.stdout)


@pytest.mark.long
def test_a_killed_run_leaves_a_file_as_it_was_or_as_it_was_to_be(tmp_path):
    found = after_kills(tmp_path, FILES)
    assert (len(found), set(found)) == (60, {0, 1})


@pytest.mark.long
@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux gives two folders each other's name"
)
def test_a_killed_run_leaves_a_folder_as_it_was_or_as_it_was_to_be(tmp_path):
    found = after_kills(tmp_path, FOLDERS)
    whole = [(60, ["0"], {2_000}, True), (62, ["1"], {2_000}, True)]
    assert len(found) == 60
    assert [state for state in found if state not in whole] == []
    assert all(state in found for state in whole)


@pytest.mark.long
def test_a_killed_command_leaves_its_file_as_it_was_or_as_it_was_to_be(tmp_path):
    found = after_kills(tmp_path, COMMAND)
    assert len(found) == 20
    assert set(found) <= {0, 1}


def test_what_a_killed_run_left_is_removed_a_day_later_and_nothing_else_is(tmp_path):
    old = time.time() - 90_000
    for name in (".nkmap-new-a", ".nkmap-new-b", ".nkmap-old-c", "mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_bytes(b"half")
        os.utime(tmp_path / name, (old, old))
    (tmp_path / ".nkmap-new-d").write_bytes(b"half")
    (tmp_path / ".nkmap-new-e").symlink_to(tmp_path / "mine")
    os.utime(tmp_path / ".nkmap-new-b")  # somebody may be writing it
    os.utime(tmp_path / ".nkmap-new-d", (old, old))
    os.utime(tmp_path / ".nkmap-new-e", (old, old), follow_symlinks=False)
    output.to_file(tmp_path / "file", b"whole")
    left = [".nkmap-new-b", ".nkmap-old-c", "file", "mine"]
    assert sorted(path.name for path in tmp_path.iterdir()) == left
    assert (tmp_path / "mine" / "page.html").read_bytes() == b"half"


def test_a_folder_is_replaced_where_two_cannot_change_names(tmp_path, monkeypatch):
    monkeypatch.setattr(output, "_exchanged", lambda *_: False)
    for version in (b"0", b"1"):
        output.to_folder(tmp_path / "site", [("page.html", version)], 1)
    assert (tmp_path / "site" / "page.html").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
