"""nkmap as pip installs it, without the repository and in a folder with an awkward name."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, free_port, wait_until_healthy
from folders import folder, problems
from packaging.requirements import Requirement
from packaging.version import Version

from nkmap import borders, cli

AWKWARD = "a!b #1 ? 100% 한"
"""An exclamation mark names a file inside an archive to GDAL, and # and ? end a path in a URL."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The wheel's files in a folder of packages, as pip puts them there."""
    where = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", where, ROOT]
    subprocess.run(pip, check=True, capture_output=True, timeout=300)
    (wheel,) = where.glob("nkmap-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(where / AWKWARD)
    return where / AWKWARD


COMMAND = (sys.executable, "-P", "-c", "import sys; from nkmap.cli import main; sys.exit(main())")


def environment(installed: Path) -> dict[str, str]:
    """What opens the data that came with it, as none is named."""
    own = {**os.environ, "PYTHONPATH": str(installed)}
    del own["NKMAP_DATA"]
    return own


COMMANDS = """
import json, sys
from nkmap.cli import main
sys.exit(max([main(words) for words in json.loads(sys.argv[1])]))
"""


def nkmap(installed: Path, *commands: tuple[str | Path, ...], cwd: Path) -> tuple[int, str, str]:
    """The worst exit code of commands that one process runs, and what they wrote."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", COMMANDS, json.dumps(commands, default=str)],
        check=False,
        cwd=cwd,
        env=environment(installed),
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.long
def test_an_installed_command_reads_and_draws_what_came_with_it_in_any_folder(installed, tmp_path):
    figure, page, inside = (tmp_path / name for name in ("a!b#.png", "c!d?.html", "clone.png"))
    month = ("--view", "from=2024-12&to=2024-12&kind=departed")
    code, said, complained = nkmap(
        installed,
        ("check",),
        ("app", "--path"),
        ("publish", "--html", page, *month),
        ("figure", "map", "-o", figure),
        cwd=tmp_path,
    )
    assert (code, complained) == (0, "")
    lines = said.splitlines()
    last = next(
        at for at, line in enumerate(lines) if re.fullmatch(r"open work, not an error: .*", line)
    )
    assert lines[last + 1] == str(installed / "nkmap" / "project" / "dashboard.py")
    assert page.is_file()
    assert cli.main(["figure", "map", "-o", str(inside), "--data", str(ROOT / "data")]) == 0
    assert figure.read_bytes() == inside.read_bytes()  # the fonts are there as well


@pytest.mark.long
def test_an_installed_command_says_that_generated_files_are_made_in_a_clone(installed, tmp_path):
    said = "nkmap docs: these files are made in a clone of the repository\n"
    assert nkmap(installed, ("docs",), cwd=tmp_path) == (1, "", said)


@pytest.mark.long
def test_an_installed_dashboard_has_its_settings_and_pictures_in_any_folder(installed, tmp_path):
    port, log = free_port(), tmp_path / "log.txt"
    data = tmp_path / AWKWARD
    shutil.copytree(ROOT / "data", data)
    with log.open("w") as out:
        server = subprocess.Popen(
            [*COMMAND, "app", f"--port={port}", "--data", data],
            cwd=tmp_path,
            env=environment(installed) | {"HOME": str(tmp_path)},  # no settings of one's own
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://localhost:{port}"
        wait_until_healthy(f"{address}/_stcore/health", server, log)
        # Static files are served only where the settings say so.
        for name in ("wordmark-light.svg", "app.css"):
            with urllib.request.urlopen(f"{address}/app/static/{name}", timeout=10) as answer:
                assert answer.read() == (ROOT / "static" / name).read_bytes()
    finally:
        server.terminate()
        server.wait(10)


def test_a_dataset_in_a_folder_with_an_awkward_name_opens_with_its_own_borders(tmp_path):
    own = folder(tmp_path / AWKWARD, {})
    shutil.copytree(ROOT / "data" / "basemap", own / "basemap")
    assert problems(own) == []


def test_borders_that_cannot_be_opened_are_not_called_no_geojson(tmp_path):
    assert [str(problem) for problem in borders.read(tmp_path)[1]] == [
        "basemap/countries.geojson:1: cannot be opened (No such file or directory), "
        "check that the file is there and who may read it"
    ]


def lowest(requirement: str) -> tuple[str, Version]:
    wanted = Requirement(requirement)
    (floor,) = wanted.specifier
    assert floor.operator == ">="
    return wanted.name, Version(floor.version)


def pinned() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return {
        name.lower(): Version(version) for name, version in (line.split("==") for line in lines)
    }


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_nothing_older_is_admitted_than_what_the_tests_run_with(requirement):
    name, floor = lowest(requirement)
    tested = pinned()[name.lower()]
    assert (floor.major, floor.minor, floor <= tested) == (tested.major, tested.minor, True)


@pytest.mark.parametrize("requirement", PROJECT["optional-dependencies"]["test"])
def test_no_tool_is_asked_for_that_is_newer_than_the_pinned_one(requirement):
    name, floor = lowest(requirement)
    assert floor <= pinned()[name.lower()]


def test_no_streamlit_is_admitted_in_which_back_goes_astray():
    floors = dict(map(lowest, PROJECT["dependencies"]))
    assert floors["streamlit"] >= Version("1.66")
