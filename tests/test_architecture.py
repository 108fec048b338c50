"""The table in docs/architecture.md holds for the imports of the code."""

import ast
import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "nkmap"
ROW = re.compile(r"^\| `(\w+)` \| .* \| ([\w, ]*)\|$")


def rooms() -> dict[str, set[str]]:
    lines = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines()
    rows = [match for line in lines if (match := ROW.match(line))]
    return {row[1]: set(filter(None, re.split(r"[, ]+", row[2]))) for row in rows}


def room_of(file: Path) -> str:
    return file.relative_to(SRC).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """Full names of every module or member a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(file: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(file) if name.startswith("nkmap.")}


def test_every_module_lies_in_a_room_of_the_table():
    files = [file for file in SRC.rglob("*.py") if file.name != "__init__.py"]
    assert len(files) > 10
    assert {room_of(file) for file in files} == set(rooms())


def test_no_room_imports_one_it_does_not_know():
    table = rooms()
    wrong = [
        f"{file.relative_to(SRC)} imports {other}"
        for file in SRC.rglob("*.py")
        if (room := room_of(file)) in table
        for other in sorted(rooms_imported(file) - table[room] - {room})
    ]
    assert wrong == []


def test_only_the_app_imports_streamlit():
    users = {
        room_of(file)
        for file in SRC.rglob("*.py")
        if any(name.split(".")[0] == "streamlit" for name in imported(file))
    }
    assert users == {"app"}


def test_pages_know_only_the_app_and_stay_short():
    pages = sorted((ROOT / "pages").glob("*.py"))
    assert len(pages) >= 3
    for page in pages:
        assert rooms_imported(page) == {"app"}, page.name
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 60, page.name


def test_every_runtime_dependency_has_its_reason_beside_it():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = tomllib.loads(project)["project"]["dependencies"]
    block = project.partition("\ndependencies = [\n")[2].partition("\n]")[0].splitlines()
    reasons = dict(re.fullmatch(r'  "(.+)", +# (\w.{15,})', line).groups() for line in block)
    assert list(reasons) == named


DOCS = ROOT / "docs"
FILES = (".py", ".js", ".css", ".html", ".csv", ".json", ".toml")
NAMED = re.compile(r"`(\w+(?:\.\w+)+)`")


def test_the_documents_name_only_what_there_is():
    """Names such as ``view.link`` or ``figures.drawing.Drawing`` that begin with a room."""
    named = [
        (document, name)
        for document in [*DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")]
        for name in NAMED.findall(document.read_text(encoding="utf-8"))
        if name.split(".")[0] in rooms() and not name.endswith(FILES)
    ]
    assert len(named) > 20
    assert [f"{document.name}: {name}" for document, name in named if not is_there(name)] == []


def is_there(name: str) -> bool:
    parts = ["nkmap", *name.split(".")]
    for cut in range(len(parts), 1, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part, None)
        return found is not None
    return False


WALK = """
import sys
from pathlib import Path

import nkmap
from nkmap.claim import records
from nkmap.evidence import Evidence
from nkmap.figures import marks
from nkmap.figures.map import map_drawing
from nkmap.figures.viewport import Style
from nkmap.figures.viewport import viewport
from nkmap.render.svg import Svg
from nkmap.view import Frame, View
from frozen import DATA

walked = set()
sys.setprofile(lambda frame, event, _: event == "call" and walked.add(frame.f_code.co_filename))
assert len(records(DATA.claims)) > 100
evidence = Evidence(DATA, View(first="2024-12", last="2024-12"))
scene = marks.of_evidence(evidence, None)
drawing = map_drawing(scene, Style(viewport(Frame.ROUTE, 940, 420)))
picture = Svg.of("light").nested(drawing, 1.0)
sys.setprofile(None)
drawn = {claim for group in drawing.groups for claim in group.claims}
assert {claim.claim_id for claim in evidence.shown} & drawn
assert "<path" in picture
room = str(Path(nkmap.__file__).parent)
print(*sorted(str(Path(file).relative_to(room)) for file in walked if file.startswith(room)))
"""


def test_a_claim_walks_to_its_mark_through_fewer_than_35_files():
    """From a row of the checked frame to a shape on the map, with every file whose code runs."""
    tests = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(SRC.parent), tests))}
    run = subprocess.run(
        [sys.executable, "-c", WALK], env=environment, capture_output=True, text=True, check=True
    )
    walked = run.stdout.split()
    assert {"claim.py", "evidence.py", "figures/marks.py", "render/svg.py"} <= set(walked)
    assert len(walked) < 35, walked


def test_no_name_that_a_package_imports_is_that_of_a_module_in_it():
    """Importing such a module would put it in the place of the name."""
    packages = [file.parent for file in SRC.rglob("__init__.py")]
    hidden = {
        f"{package.name}: {name.asname or name.name}"
        for package in packages
        for node in ast.parse((package / "__init__.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if (package / f"{name.name}.py").exists()
        and node.module
        not in (home := ".".join(("nkmap", *package.relative_to(SRC).parts)), f"{home}.{name.name}")
    }
    assert len(packages) > 10
    assert hidden == set()
