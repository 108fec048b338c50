"""The ``nkmap`` command as it is typed: what it prints, where, and how it ends."""

import errno
import json
import os
import re
import shlex
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import frozen
import pytest
from folders import CHANGES, CLAIM, folder

from nkmap import cli, dataset
from nkmap.addresses import ADDRESS
from nkmap.cli.command import query_of
from nkmap.cli.generated_files import generated
from nkmap.cli.output import as_json, to_file
from nkmap.evidence import Evidence
from nkmap.export import write
from nkmap.schema import Kind
from nkmap.view import ALL_LAYERS, View, select

ROOT = Path(__file__).parents[1]


def run(*typed: str, **settings) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, as a shell would start it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "nkmap.cli", *typed]
    return subprocess.run(command, env=environment, capture_output=True, check=False, **settings)


# ---------------------------------------------------------------- help and reference

COMMANDS = cli.nkmap.commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_its_options_examples_and_exit_codes(name, capsys):
    assert cli.main([name, "--help"]) == 0
    told, command = capsys.readouterr().out, COMMANDS[name]
    assert told.startswith(f"Usage: nkmap {name} ")
    assert all(param.help for param in command.params)
    for param in command.params:
        assert f"\n  {param.get_help_record(click.Context(command))[0]}  " in told
    for typed, words in command.examples.items():
        assert f"\n  nkmap {typed}\n      {words}\n" in told
    assert re.findall(r"^  (\d)  ", told, re.MULTILINE) == ["0", "1", "2"]


def test_the_help_lists_every_command(capsys):
    assert cli.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert re.findall(r"^  (\w+)  .*\.$", told, re.MULTILINE) == [
        "check", "show", "export", "cite", "figure", "publish", "app", "diff", "docs", "0", "1", "2", "130",
    ]  # fmt: skip


def examples() -> list[str]:
    return [typed for command in COMMANDS.values() for typed in command.examples]


@pytest.mark.parametrize("typed", examples())
def test_every_example_can_be_typed(typed):
    words = shlex.split(re.split(r" [|>&]", typed)[0])
    with cli.nkmap.make_context("nkmap", words) as ctx:
        rest = words[words.index(ctx.args[0]) :] if ctx.args else []
        name, command, own = cli.nkmap.resolve_command(ctx, [*ctx._protected_args, *rest])
        assert command.make_context(name, own, parent=ctx).command is COMMANDS[name]


def test_the_reference_holds_the_help_of_every_command(capsys):
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert text == generated(cli.nkmap)[ROOT / "docs" / "cli.md"]
    for words in ([], *([name] for name in COMMANDS)):
        cli.main([*words, "--help"])
    blocks = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    assert "".join(blocks) == capsys.readouterr().out


@pytest.mark.parametrize("columns", ["20", "400"])
def test_the_width_of_the_terminal_does_not_change_the_help(columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", columns)
    assert cli.main(["export", "--help"]) == 0
    told = capsys.readouterr().out
    assert f"```text\n{told}```" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert max(map(len, told.splitlines())) <= 88


# ---------------------------------------------------------------- wrong usage


WRONG = {
    "no command": ("nkmap", [], "Missing command."),
    "no such command": ("nkmap", ["chek\x1b[2J"], "No such command 'chek\\x1b[2J'. Did you mean 'check'?"),
    "no such option": ("nkmap check", ["--dataa", "x"], "No such option '--dataa'. Did you mean '--data'?"),
    "an option cut short": ("nkmap check", ["--dat", "x"], "No such option '--dat'. Did you mean '--data'?"),
    "an option without its value": ("nkmap export", ["--format"], "Option '--format' requires an argument."),
    "a dataset for a command that reads two": (
        "nkmap --data x diff", ["a", "b"], "--data: this command reads no dataset by it",
    ),
    "no claim named": ("nkmap show", [], "Missing argument 'CLAIM_ID'."),
    "no format": (
        "nkmap export", [],
        "name a format with --format (csv, xlsx, geojson, parquet, datapackage), or a file with -o",
    ),
    "an ending that tells nothing": (
        "nkmap export", ["-o", "a.doc"],
        "the ending of a.doc tells no format (.csv, .xlsx, .geojson, .parquet, .zip); name one with --format",
    ),
    "standard output without a format": (
        "nkmap export", ["-o", "-"],
        "-o - has no ending that tells the format; name one: csv, xlsx, geojson, parquet, datapackage",
    ),
    "no such format": (
        "nkmap cite", ["C1", "--format", "mla"], "--format mla: no such format; use one of text, bibtex, ris, csl",
    ),
    "an empty file name": (
        "nkmap export", ["-o", ""], "--output names no file; name one, or leave the option out",
    ),
    "no figure named": (
        "nkmap figure", [], "Missing argument 'MAP_OR_TIMELINE'. Use one of map, timeline.",
    ),
    "an address with a query": (
        "nkmap export", ["-o", "a.csv", "--address", "http://example.org/?"],
        "--address http://example.org/?: not an address; write it with http:// or https://",
    ),
    "an address that is none": (
        "nkmap export", ["-o", "a.csv", "--address", "example.org"],
        "--address example.org: not an address; write it with http:// or https://",
    ),
    "an address that cannot be read": (
        "nkmap export", ["-o", "a.csv", "--address", "http://["],
        "--address http://[: not an address; write it with http:// or https://",
    ),
    "all of a view": ("nkmap export", ["--all", "--view", "", "-o", "a.csv"], "--all and --view: choose one"),
    "nothing to cite": ("nkmap cite", [], "name one of these: a claim by its id, --view QUERY, or --all"),
    "two things to cite": (
        "nkmap cite", ["C1", "--all"], "name one of these: a claim by its id, --view QUERY, or --all",
    ),
    "no such figure": ("nkmap figure", ["globe", "-o", "a.png"], "globe: no such figure; use one of map, timeline"),
    "no such preset": (
        "nkmap figure", ["map", "--preset", "poster"],
        "--preset poster: no such preset; use one of article, social, slide, a4",
    ),
    "no such theme": ("nkmap figure", ["map", "--theme", "blue"], "--theme blue: no such theme; use one of light, dark"),
    "nothing to publish": (
        "nkmap publish", [], "name one thing to write: --html FILE, --site DIR or --pptx FILE",
    ),
    "two things to publish": (
        "nkmap publish", ["--html", "a.html", "--pptx", "a.pptx"],
        "name one thing to write: --html FILE, --site DIR or --pptx FILE",
    ),
    "a page without a name": (
        "nkmap publish", ["--html", ""], "name one thing to write: --html FILE, --site DIR or --pptx FILE",
    ),
    "a view for slides": (
        "nkmap publish", ["--pptx", "a.pptx", "--view", "kind=departed"],
        "--view goes with --html or --site, not with --pptx",
    ),
    "a theme for a page": (
        "nkmap publish", ["--html", "a.html", "--theme", "dark"], "--theme goes with --pptx, not with --html",
    ),
    "no address of a site": (
        "nkmap publish", ["--site", "a", "--site-address", "map.example"],
        "--site-address map.example: not an address; write it with http:// or https://",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("program", "typed", "told"), WRONG.values(), ids=WRONG)
def test_wrong_usage_is_said_on_standard_error_writes_nothing_and_ends_with_2(
    program, typed, told, data, capsys
):
    assert cli.main([*program.split()[1:], *typed]) == 2
    own = program.replace(" --data x", "")
    assert capsys.readouterr() == ("", f"{own}: {told}\n{own} --help shows how it is used.\n")
    assert list(data.iterdir()) == []


# ---------------------------------------------------------------- which dataset


READERS = [name for name, command in COMMANDS.items() if "--data" in command.params[-2].opts]


def test_these_commands_read_a_dataset():
    assert READERS == ["check", "show", "export", "cite", "figure", "publish", "app"]


@pytest.mark.parametrize(
    "typed", [["--data", "DIR", "check"], ["check", "--data", "DIR"]], ids=["before", "behind"]
)
def test_the_folder_stands_before_or_behind_the_command(typed, tmp_path, capsys):
    where = str(folder(tmp_path / "d", {}))
    assert cli.main([where if word == "DIR" else word for word in typed]) == 0
    assert capsys.readouterr().out == (
        "claims.csv: 1 claims, 1 with a figure, 1 with a month, 1 separate statements\n"
        "places.csv: 4 places, 2 with a point\n"
        "routes.csv: 0 stops of 0 routes\n"
        "sources.csv: 2 sources\n"
        "changes.csv: 1 changes, data 0.1.0 of 2026-01-01\n"
        "questions.csv: 1 questions\n"
        "searches.csv: 0 searches that found nothing, of 0 places\n"
        "story.csv: 0 steps\n"
        "open work, not an error: 2 sources without an archived copy, 2 sources without a day of access\n"
    )


def test_the_folder_behind_the_command_decides(tmp_path, capsys):
    where = str(folder(tmp_path / "d", {}))
    assert cli.main(["--data", "nowhere", "check", "--data", where]) == 0
    assert capsys.readouterr().out.startswith("claims.csv: 1 claims")


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("behind", [True, False])
def test_no_folder_is_never_the_shipped_one(name, behind, capsys):
    rest = {
        "check": [],
        "show": ["AP2501-20"],
        "export": ["--all", "--format", "csv", "-o", "-"],
        "cite": ["AP2501-20"],
        "figure": ["map", "--format", "svg", "-o", "-"],
        "publish": ["--pptx", "x.pptx"],
        "app": [],
    }
    own = ["--data", ""]
    typed = [name, *rest[name], *own] if behind else [*own, name, *rest[name]]
    assert cli.main(typed) == 1
    told = "--data names no folder; name one, or leave the option out\n"
    assert capsys.readouterr() == ("", told)


def test_the_problems_of_a_dataset_are_what_check_prints_and_what_others_complain_of(
    tmp_path, capsys
):
    where = str(folder(tmp_path / "d", {"when": "/2017"}, {"kind": "departd"}))
    told = (
        "claims.csv:2: when = '/2017': not a date in EDTF, an open end is written '..': "
        "../2017, 2024-11-15/..\n"
        "claims.csv:3: kind = 'departd': not an allowed value, did you mean departed\n"
        "2 problems\n"
    )
    assert cli.main(["check", "--data", where]) == 1
    assert capsys.readouterr() == (told, "")
    assert cli.main(["show", "C1", "--data", where]) == 1
    assert capsys.readouterr() == ("", told)


def test_a_folder_whose_name_is_too_long_is_said_in_words(capsys):
    assert cli.main(["check", "--data", "x" * 300]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "claims.csv:1: cannot be read (File name too long), "
        "check who may read the file and its folder"
    )
    assert lines[-1] == "8 problems"


def test_a_folder_that_may_not_be_read_is_said_in_words(tmp_path, capsys, monkeypatch):
    where = folder(tmp_path / "d", {})

    def refuse(path, *_, **__):
        # Said by the system to everybody but root, who may read everything.
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert cli.main(["check", "--data", str(where)]) == 1
    assert "claims.csv:1: cannot be read (Permission denied)" in capsys.readouterr().out


# ---------------------------------------------------------------- show


def test_a_claim_is_shown_down_to_its_source(tmp_path, capsys):
    corrected = {**CHANGES[0], "version": "0.2.0", "claim_id": "C1", "column": "best",
                 "old": "73", "new": "37", "reason": "Digits swapped."}  # fmt: skip
    where = folder(
        tmp_path / "d",
        {"unclear": "Who chose them.", "caution": "a total;an arrival", "conflicts_with": "C2",
         "contested": "Russia denies it.", "sector": "building", "sector_status": "rumour"},
        {"best": "40", "conflicts_with": "C1", "part_of": "C1"},
        {"kind": "limitation", "group": "", "best": "", "unit": "", "qualifier": "",
         "missing_reason": "not applicable", "summary": "Nobody could count.", "origin_group": "G2"},
        changes=(*CHANGES, corrected),
    )  # fmt: skip
    assert cli.main(["show", "C1", "--data", str(where)]) == 0
    assert capsys.readouterr() == (
        """\
C1: Departed
  In one sentence      37 people reportedly left Hyesan, North Korea, for Russia in December 2024 (contested).
  Figure               37 people, reportedly (contested)
  Happened             December 2024
  Said                 not stated
  Published            January 2025
  From                 Hyesan
  To                   Russia – place not reported
  Who                  civilian workers
  Work                 building (rumour)
  Said by              a partner
  How known            the speaker does not say how they know
  Who told whom        a partner → P, January 2025, paragraph 1
  Summary              Words.
  Read with this       Nobody could count. (C3)
  Left open            Who chose them.
  Do not read this as  a total; an arrival
  Contested            Russia denies it.
  Does not agree with  C2. Both stand.
  Its parts            C2
  Goes back to         one statement (G1), together with C2; one origin, not more
  Layer                Dispatch reports
  Status               current
  Say it like this     37 people reportedly left Hyesan, North Korea, for Russia in December 2024, according to a partner, as told by P (contested).
  Source               P. January 2025. https://example.org/a
  Our copy             Read as it was published.
  Link                 ?claim=C1
  Changed              2026-01-01, data 0.2.0: best was “73”, is “37”. Digits swapped.
  Data                 0.2.0 of 2026-01-01
""",
        "",
    )


def facts(told: str) -> dict[str, str]:
    """What ``show`` prints below its first line: words by label."""
    return dict(re.split(" {2,}", line.strip(), maxsplit=1) for line in told.splitlines()[1:])


def test_a_claim_that_no_longer_stands_says_so_first_and_is_not_to_be_quoted(tmp_path, capsys):
    where = folder(tmp_path / "d", {"status": "superseded", "superseded_by": "C2"}, {})
    assert cli.main(["show", "C1", "--data", str(where)]) == 0
    told = facts(capsys.readouterr().out)
    assert told["In one sentence"].startswith("Superseded: 37 people reportedly left Hyesan")
    assert told["Status"] == "no longer stands: superseded by C2"
    assert "Say it like this" not in told


def test_a_number_that_was_not_reported_is_null_and_not_zero(tmp_path, capsys):
    unknown = {"best": "", "unit": "", "qualifier": "some", "missing_reason": "not reported"}
    where = folder(tmp_path / "d", unknown)
    assert cli.main(["show", "C1", "--data", str(where)]) == 0
    assert facts(capsys.readouterr().out)["Figure"] == "number not reported (“some”)"
    assert cli.main(["show", "C1", "--data", str(where), "--json"]) == 0
    claim = json.loads(capsys.readouterr().out)["claim"]
    assert (claim["low"], claim["best"], claim["high"]) == (None, None, None)


def test_a_claim_as_json_has_its_columns_its_words_and_its_ties(tmp_path, capsys):
    route = {"kind": "route", "best": "", "unit": "", "missing_reason": "not applicable"}
    stops = [
        {"claim_id": "C1", "seq": "1", "place_id": "hyesan", "role": "origin", "mode": "unknown"},
        {"claim_id": "C1", "seq": "2", "place_id": "russia", "role": "destination", "mode": "rail"},
    ]
    where = folder(tmp_path / "d", route, {}, routes=stops)
    assert cli.main(["show", "C1", "--data", str(where), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    blanks = (
        "purpose", "spread", "said_on", "sector_status", "unclear", "our_reading", "contested", "part_of",
        "superseded_by",
    )  # fmt: skip
    assert told["claim"] == {
        **{name: CLAIM[name] for name in CLAIM if name != "unit"},
        **dict.fromkeys(blanks, ""),
        **dict.fromkeys(("low", "best", "high")),
        **{name: [] for name in ("sector", "caution", "conflicts_with")},
        "claim_id": "C1", "kind": "route", "unit": "", "missing_reason": "not applicable",
        "access": "original", "origin": ["hyesan"], "destination": ["russia"],
    }  # fmt: skip
    assert told["words"]["Stops"] == "Hyesan → Russia"
    assert told["source"]["url"] == "https://example.org/a"
    rest = ("stops", "same_origin", "changes", "link", "data")
    assert {name: told[name] for name in rest} == {
        "stops": ["hyesan", "russia"],
        "same_origin": ["C2"],
        "changes": [],
        "link": "?claim=C1",
        "data": {"version": "0.1.0", "date": "2026-01-01"},
    }


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("AP2501-19", "AP2501-19; did you mean AP2501-18, AP2501-20?"),
        ("ap2501-20", "ap2501-20; did you mean AP2501-20, AP2501-18?"),
        ("zzz", "zzz; see claims.csv for those there are"),
        ("\x1b[2J\udcff\n", "\\u001b[2J\\udcff\\u000a; see claims.csv for those there are"),
        ("", "; see claims.csv for those there are"),
    ],
)
def test_an_id_that_is_not_there_brings_the_nearest(asked, told, tmp_path, capsys):
    ids = ("NIS-1", "AP2501-18", "AP2501-20")
    where = folder(tmp_path / "d", *({"claim_id": claim_id} for claim_id in ids))
    assert cli.main(["show", asked, "--data", str(where)]) == 1
    assert capsys.readouterr() == ("", f"no claim has the id {told}\n")


HOSTILE = "Words\u202e gnp\u2066[31m\u2028.\ufeff"


def test_what_cannot_be_seen_in_the_data_is_written_out(tmp_path, capsys):
    where = str(folder(tmp_path / "d", {"summary": HOSTILE, "unclear": "one\nStatus  current"}))
    assert cli.main(["show", "C1", "--data", where]) == 0
    told = capsys.readouterr().out
    assert facts(told)["Summary"] == "Words\\u202e gnp\\u2066[31m\\u2028.\\ufeff"
    assert facts(told)["Left open"] == "one\\u000aStatus  current"
    assert cli.main(["show", "C1", "--data", where, "--json"]) == 0
    told = capsys.readouterr().out
    assert "Words\\u202e gnp\\u2066[31m\\u2028.\\ufeff" in told
    assert json.loads(told)["claim"]["summary"] == HOSTILE


def test_json_can_be_read_whatever_text_is_in_it():
    every = "".join(map(chr, [*range(0x3000), 0xFEFF, 0xFFFA, 0xD800, 0x1F600, 0xE0041]))
    assert json.loads(as_json({every: [every]})) == {every: [every]}


# ---------------------------------------------------------------- diff


def test_two_versions_that_keep_every_id_end_with_0(tmp_path, capsys):
    old = str(folder(tmp_path / "old", {}))
    new = str(folder(tmp_path / "new", {"best": "38"}, {}))
    assert cli.main(["diff", old, new]) == 0
    assert capsys.readouterr() == (
        f"""\
old: data 0.1.0 of 2026-01-01, 1 claim ({old})
new: data 0.1.0 of 2026-01-01, 2 claims ({new})

changed (1): still about the same thing
  C1:
    best: '37' -> '38' (not in changes.csv)

added (1): new claims
  C2: departed: Words.

claims: 0 reused, 0 removed, 0 withdrawn, 1 changed, 1 added
""",
        "",
    )


@pytest.mark.parametrize(
    "new",
    [
        pytest.param([{}], id="removed"),
        pytest.param([{}, {"kind": "selected", "origin": "musan"}], id="reused"),
    ],
)
def test_an_id_that_was_removed_or_reused_ends_with_1(new, tmp_path, capsys):
    typed = ["diff", str(folder(tmp_path / "old", {}, {})), str(folder(tmp_path / "new", *new))]
    assert cli.main(typed) == 1
    assert cli.main([*typed, "--json"]) == 1
    out, err = capsys.readouterr()
    assert (json.loads(out[out.index("{") :])["keeps_ids"], err) == (False, "")


def test_each_broken_version_is_named_with_its_problems(tmp_path, capsys):
    old = str(folder(tmp_path / "old", {"kind": "departd"}))
    new = str(folder(tmp_path / "new", {"when": "2024-13"}, {"best": "x"}))
    assert cli.main(["diff", old, new]) == 1
    assert capsys.readouterr() == (
        "",
        f"{old}: claims.csv:2: kind = 'departd': not an allowed value, did you mean departed\n"
        f"{old}: 1 problem\n"
        f"{new}: claims.csv:2: when = '2024-13': not a date in EDTF, write EDTF: 2024, 2024-12, "
        "2024-12-31, 2024-12~, 2024-10/2024-11, ../2017, 2024-11-15/.., or a season: "
        "2024-21 (spring), 2024-22 (summer), 2024-23 (autumn), 2024-24 (winter 2024-25)\n"
        f"{new}: claims.csv:3: best = 'x': not a whole number, write digits only, without commas, "
        "words or decimals\n"
        f"{new}: 2 problems\n",
    )


def test_a_version_without_a_folder_is_not_the_folder_one_is_in(capsys):
    assert cli.main(["diff", "", "data"]) == 1
    assert capsys.readouterr() == ("", "OLD_DIR names no folder\n")


# ---------------------------------------------------------------- export


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A dataset of three claims, and an empty folder to write into."""
    where = folder(
        tmp_path / "data",
        {"when": "2024-10"},
        {"when": "2024-12"},
        {"kind": "selected"},
        {"layer": "baselines"},
    )
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    monkeypatch.setenv("NKMAP_DATA", str(where))
    monkeypatch.delenv(ADDRESS, raising=False)
    return tmp_path / "out"


def made(name: str, view: View, address: str = "") -> bytes:
    """The file that the view of the dataset at hand becomes."""
    return write(name, Evidence(dataset.load(dataset.folder()), view, address))


def test_the_claims_of_a_view_are_written_and_what_is_hidden_is_counted(data, capsys):
    assert cli.main(["export", "--view", "from=2024-11&kind=departed", "-o", "a.csv"]) == 0
    assert capsys.readouterr() == (
        "a.csv: 1 of 4 claims shown; 1 in layers that are off; 1 of another kind; "
        "1 outside these months.\n",
        "",
    )
    view = View("2024-11", kinds=(Kind.DEPARTED,))
    assert (data / "a.csv").read_bytes() == made("csv", view)


def test_everything_goes_into_a_file_whose_name_tells_what_is_in_it(data, capsys):
    typed = ["export", "--all", "--format", "geojson", "--address", "https://example.org/map"]
    assert cli.main(typed) == 0
    name = "nkmap-0.1.0-all-4-claims.geojson"
    assert capsys.readouterr() == (f"{name}: 4 of 4 claims shown.\n", "")
    assert [path.name for path in data.iterdir()] == [name]
    wanted = made("geojson", View(layers=ALL_LAYERS), "https://example.org/map")
    assert (data / name).read_bytes() == wanted
    assert b"https://example.org/map/data?layer=dispatch&" in wanted


@pytest.mark.parametrize("file", ["-", "/dev/stdout"])
@pytest.mark.usefixtures("data")
def test_a_file_on_standard_output_has_its_count_on_standard_error(file, capsysbinary):
    assert cli.main(["export", "--format", "xlsx", "-o", file]) == 0
    assert capsysbinary.readouterr() == (
        made("xlsx", View()),
        b"3 of 4 claims shown; 1 in layers that are off.\n",
    )


@pytest.mark.usefixtures("data")
def test_the_address_may_come_from_the_environment(monkeypatch, capsysbinary):
    monkeypatch.setenv(ADDRESS, "https://example.org")
    assert cli.main(["export", "--all", "--format", "csv", "-o", "-"]) == 0
    wanted = made("csv", View(layers=ALL_LAYERS), "https://example.org")
    assert capsysbinary.readouterr().out == wanted


def test_what_a_view_asks_for_in_vain_is_said_and_the_nearest_view_is_written(data, capsys):
    view = "kind=arrived&from=2130-01&x%0Ay=1"
    assert cli.main(["export", "--view", view, "-o", "a.csv"]) == 0
    assert capsys.readouterr() == (
        "a.csv: 0 of 4 claims shown; 1 in layers that are off; 3 outside these months.\n",
        "These parts of the link cannot be used: x\\u000ay (unknown); "
        "from=2130-01 (far from every claim; 2034-12 instead, which selects the same); "
        "kind=arrived (not in this dataset).\n"
        "No claim matches this view. That is not a report of nothing. The file has no rows.\n",
    )
    written = (data / "a.csv").read_text(encoding="utf-8-sig")
    # The file says so as well, or its reader would take it for what was asked for.
    assert "# Not used: These parts of the link cannot be used: x" in written


def test_a_view_without_a_claim_makes_a_file_without_rows_and_says_so(data, capsys):
    assert cli.main(["export", "--view", "kind=selected&to=2024-10", "-o", "a.csv"]) == 0
    assert capsys.readouterr() == (
        "a.csv: 0 of 4 claims shown; 1 in layers that are off; 2 of another kind; "
        "1 outside these months.\n",
        "No claim matches this view. That is not a report of nothing. The file has no rows.\n",
    )
    view = View(last="2024-10", kinds=(Kind.SELECTED,))
    assert (data / "a.csv").read_bytes() == made("csv", view)


@pytest.mark.parametrize(
    "text",
    [
        "from=2024-11&kind=departed",
        "?from=2024-11&kind=departed",
        " ?from=2024-11&kind=departed#here ",
        "https://example.org/map/timeline?from=2024-11&kind=departed#top",
        "http://localhost:8501/?from=2024-11&kind=departed",
        "timeline?from=2024-11&kind=departed",
    ],
)
def test_a_view_is_a_query_or_a_whole_link(text):
    assert query_of(text) == "from=2024-11&kind=departed"


def test_a_link_without_a_query_is_what_the_dashboard_opens_on():
    assert [query_of(text) for text in ("", "?", "https://example.org/", "http://[")] == [""] * 4
    assert query_of("claim=what?") == "claim=what?"


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.csv", "csv"), ("A.XLSX", "xlsx"), ("b.c/d.geojson", "geojson"), ("e.parquet", "parquet"),
     ("f.zip", "datapackage")],
)  # fmt: skip
def test_the_ending_of_a_file_tells_its_format(file, name, data):
    (data / "b.c").mkdir()
    assert cli.main(["export", "-o", file]) == 0
    assert (data / file).read_bytes() == made(name, View())


def test_a_broken_dataset_is_not_written(data, capsys):
    folder(data.parent / "data", {"kind": "departd"})
    assert cli.main(["export", "--all", "-o", "a.csv"]) == 1
    assert capsys.readouterr() == (
        "",
        "claims.csv:2: kind = 'departd': not an allowed value, did you mean departed\n1 problem\n",
    )
    assert list(data.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(data, capsys):
    (data / "there.csv").mkdir()
    for file, why in {
        "there.csv": "a folder, not a file; name a file in it",
        "none/a.csv": "No such file or directory",
        f"{'x' * 300}.csv": "File name too long",
    }.items():
        assert cli.main(["export", "--all", "-o", file]) == 1
        assert capsys.readouterr() == ("", f"{file}: {why}; nothing was written\n")
    assert [path.name for path in data.iterdir()] == ["there.csv"]


# ---------------------------------------------------------------- files


def test_a_file_is_replaced_whole_and_keeps_its_permissions_and_its_links(tmp_path):
    target, link = tmp_path / "a.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    to_file(link, b"new")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "link.csv"]


def test_a_new_file_may_be_read_as_any_other(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    to_file(tmp_path / "a.csv", b"new")
    modes = [path.stat().st_mode for path in (tmp_path / "plain", tmp_path / "a.csv")]
    assert modes[0] == modes[1]


def test_a_file_that_fails_on_the_way_leaves_the_old_one(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left on device; nothing was written"):
        to_file(tmp_path / "a.csv", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_device_is_written_to_and_not_replaced():
    to_file(Path(os.devnull), b"new")
    assert not Path(os.devnull).is_file()


def test_a_pipe_with_a_name_is_written_to(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit((tmp_path / "pipe").read_bytes)
        to_file(tmp_path / "pipe", b"new")
        assert read.result() == b"new"


# ---------------------------------------------------------------- as a process


@pytest.mark.long
def test_the_exit_code_of_a_command_that_there_is_not_reaches_the_shell():
    # The tests below hold the same of 1, where nothing can be written, and of 0.
    wrong = run("chek")
    assert (wrong.returncode, wrong.stdout, b"Traceback" in wrong.stderr) == (2, b"", False)


@pytest.mark.long
def test_a_pipe_that_closes_is_no_error(tmp_path):
    where = str(folder(tmp_path / "d", *({"summary": "Words." * 1000} for _ in range(40))))
    old = str(folder(tmp_path / "old", questions=()))
    typed = shlex.join([sys.executable, "-m", "nkmap.cli", "diff", old, where, "--json"])
    done = subprocess.run(
        ["bash", "-c", f"{typed} | head -c 20; echo ${{PIPESTATUS[0]}}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b'{\n  "old": {\n    "ve0\n', b"")


@pytest.mark.long
def test_an_output_that_takes_nothing_is_said_in_words():
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "nkmap.cli", "check"],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"standard output: No space left on device\n"


@pytest.mark.long
def test_a_terminal_that_knows_ascii_alone_gets_the_rest_written_out(tmp_path):
    where = str(folder(tmp_path / "d", {}))
    done = run("show", "C1", "--data", where, input=b"")
    assert "Russia – place not reported".encode() in done.stdout
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "nkmap.cli", "show", "C1", "--data", where],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Russia \\u2013 place not reported" in done.stdout


def test_the_frozen_dataset_can_be_shown_claim_by_claim(capsys):
    assert select(frozen.DATA.claims, View()).total == len(frozen.DATA.claims)
    for claim_id in ("AP2501-01", "AP2501-20", "AP2501-22", "AP2602-03"):
        assert cli.main(["show", claim_id]) == 0
    told = capsys.readouterr().out
    assert "  Stops                Hyesan → Pyongyang → Rason → Russia\n" in told


@pytest.mark.usefixtures("data")
def test_months_after_every_claim_give_an_empty_file_and_not_the_nearest_month(capsys):
    assert cli.main(["export", "--view", "from=2026-06&to=2026-06", "-o", "a.csv"]) == 0
    assert capsys.readouterr() == (
        "a.csv: 0 of 4 claims shown; 1 in layers that are off; 3 outside these months.\n",
        "No claim matches this view. That is not a report of nothing. The file has no rows.\n",
    )
