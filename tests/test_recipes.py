"""The recipes of CONTRIBUTING.md, followed step by step; that of a filter is followed in ``test_view_fields.py``."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from folders import folder
from frozen import DATA
from streamlit.testing.v1 import AppTest
from test_pages import all_html, counting

from nkmap import export
from nkmap.evidence import Evidence
from nkmap.export import FORMATS, file_name, write
from nkmap.view import View

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## How to add")[2]
RECIPES = dict(re.findall(r"### an? ([^\n]*)\n\n(.*?)(?=\n###|\Z)", TEXT, re.DOTALL))


@pytest.mark.parametrize("name", ["kind of figure", "filter", "page", "export"])
def test_a_recipe_has_five_steps_and_names_only_files_that_are_there(name):
    recipe = RECIPES[name]
    assert re.findall(r"(?m)^(\d)\. ", recipe) == list("12345")
    named = re.findall(r"`((?:src|tests|docs|data|pages)/[\w./]+|dashboard\.py)`", recipe)
    assert len(named) > 1
    assert [name for name in named if "NAME" not in name and not (ROOT / name).exists()] == []


# ---------------------------------------------------------------- a kind

ENTRY = """[kinds.retrained]
label = "Retrained"
measure = "flow"
meaning = "Began to learn another trade abroad."
units = "people of any sort"
on_map = true
verb = "were retrained"
noun = "retraining"
sentence = "{who}|{origin: from }| {were}{report} retrained|{to: in }|{time: }"
none = "{whom} retrained|{origin: from }|{to: in }"
colours = ["#5C656D", "#BDBDBD"]

"""
ADDED = {
    "schema/kinds.py": [('    CANCELLED = "cancelled"\n', '    RETRAINED = "retrained"\n')],
    "schema/kinds.toml": [("[kinds.cancelled]\n", ENTRY)],
    "figures/symbols.py": [
        ("    Kind.CANCELLED: ", '    Kind.RETRAINED: _Glyph(Path("M8 2L14 14H2Z", _LINE)),\n')
    ],
}
"""What the recipe puts before which words of which file."""
TOLD = """
import sys
from pathlib import Path
import test_kinds
from nkmap import dataset
from nkmap.evidence import Evidence
from nkmap.figures import marks
from nkmap.schema import KINDS, Kind
from nkmap.view import from_query
from nkmap.wording import captions
data = dataset.load(Path(sys.argv[1]))
view, dropped = from_query("kind=retrained", data.known)
evidence = Evidence(data, view)
print(test_kinds.lacks(KINDS[Kind.RETRAINED]), dropped)
print(captions.map_headline(evidence.shown, evidence.kind, evidence.names))
print([mark.claim.claim_id for mark in marks.of_evidence(evidence, evidence.kind).marks])
"""


def test_a_kind_is_a_member_an_entry_and_a_glyph_and_is_told_and_drawn(tmp_path):
    copy = tmp_path / "src" / "nkmap"
    shutil.copytree(ROOT / "src" / "nkmap", copy, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("data", "static", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name, changes in ADDED.items():
        text = (copy / name).read_text(encoding="utf-8")
        for before, new in changes:
            assert text.count(before) == 1, before
            text = text.replace(before, new + before)
        (copy / name).write_text(text, encoding="utf-8")
    data = folder(tmp_path / "own", {"kind": "retrained", "best": "12"})
    done = subprocess.run(
        [sys.executable, "-c", TOLD, data],
        env={**os.environ, "PYTHONPATH": f"{copy.parent}{os.pathsep}{ROOT / 'tests'}"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "[] ()",
        "12 people from Hyesan, North Korea, were reportedly retrained in Russia in December 2024. "
        "This report does not say where in Russia.",
        "['C1']",
    ]


# ---------------------------------------------------------------- a page

PAGE = """from nkmap.app import claim_tables, page_frame

here = page_frame.of_everything()
claim_tables.headline(here)
"""


def test_a_page_is_a_file_and_a_line_of_the_entry(tmp_path):
    (tmp_path / "tally.py").write_text(PAGE, encoding="utf-8")
    entry = (ROOT / "dashboard.py").read_text(encoding="utf-8").replace(", default=True", "")
    line = f'st.Page("{tmp_path}/tally.py", title="Tally", default=True),\n            '
    entry = entry.replace("st.Page(", f"{line}st.Page(", 1).replace('"pages/', f'"{ROOT}/pages/')
    app = AppTest.from_string(entry, default_timeout=60)
    app.session_state["window"] = 1440
    app.query_params["kind"] = ["departed"]
    app.run()
    assert not app.exception
    assert "nk-h1" in all_html(app)
    assert counting(app).startswith("4 of 140 claims shown")


# ---------------------------------------------------------------- an export


def test_an_export_is_a_function_and_a_row(monkeypatch):
    own = export.Format(
        "Ids", ".txt", "text/plain", "one id a line",
        lambda evidence: "".join(f"{c.claim_id}\n" for c in evidence.shown).encode(),
    )  # fmt: skip
    monkeypatch.setitem(FORMATS, "ids", own)
    evidence = Evidence(DATA, View(first="2024-12", last="2024-12", origins=("hyesan",)))
    assert write("ids", evidence).decode().split() == [c.claim_id for c in evidence.shown] != []
    assert file_name(evidence, "ids").endswith(f"-{len(evidence.shown)}-of-140-claims.txt")
