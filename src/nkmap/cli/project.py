"""``nkmap app`` and ``docs``: the dashboard, and the files of the project that are generated."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import cast

import click

from nkmap import data_dictionary, dataset
from nkmap.cite import citation_file
from nkmap.cli.command import PROGRAM, Command, data_option
from nkmap.cli.output import Answer, lines, to_file
from nkmap.figures import icons, sprite
from nkmap.figures.colours import PALETTES
from nkmap.project_files import ENTRY, IS_COPY, ROOT
from nkmap.render.svg import Svg
from nkmap.schema import Kind


@click.command(
    cls=Command,
    examples=(
        ("app", "Open the dataset that comes with nkmap at http://localhost:8501."),
        ("app --data my-data --port 8600", "Open another dataset, on another port."),
        ("app --path", 'Print what to give to streamlit: streamlit run "$(nkmap app --path)".'),
    ),
    exits={
        0: "The dashboard was stopped, or its path printed.",
        1: "It could not be started.",
    },
)
@click.option("--port", metavar="PORT", type=int, help="The port it listens on; without it 8501.")
@click.option(
    "--path",
    "only_path",
    is_flag=True,
    help="Print the path of the dashboard's script, and start nothing.",
)
@data_option
def app(*, port: int | None, only_path: bool, folder: Path) -> Answer:
    """Start the dashboard.

    It says where it is to be opened, and runs until it is stopped with Ctrl+C. It is streamlit run
    with the settings that come with nkmap, in whatever folder one is. For other settings of
    Streamlit, give it the path that --path prints.
    """
    if not only_path:
        listening = [f"--server.port={port}"] if port else []
        # -P: what lies in the folder that one happens to be in is no module of the dashboard's.
        start = [
            "-P",
            "-m",
            "streamlit",
            "run",
            str(ENTRY),
            *listening,
            "--",
            "--data",
            str(folder),
        ]
        # It becomes Streamlit: what stops the one stops the other.
        os.execv(sys.executable, [sys.executable, *start])  # noqa: S606 - no shell reads it
    return Answer(out=lines(str(ENTRY)))


@click.command(
    cls=Command,
    examples=(
        ("docs", "List the generated files that are stale."),
        ("docs --write", "Make them again."),
    ),
    exits={
        0: "Every generated file is up to date, or was written.",
        1: "A generated file is stale, or cannot be written.",
    },
)
@click.option("--write", is_flag=True, help="Write the files that are stale.")
@click.pass_context
def docs(ctx: click.Context, *, write: bool) -> Answer:
    """Check that the generated files are up to date, or make them again.

    They are compared with what they are made from: docs/data.md and data/datapackage.json from the
    schema, docs/cli.md from this help, CITATION.cff from the data, the glyphs in static/ from the
    symbol grammar. Files that are stale are listed.
    """
    if IS_COPY:
        return Answer(1, err="nkmap docs: these files are made in a clone of the repository\n")
    stale = {
        path: text
        for path, text in generated(cast("click.Group", ctx.find_root().command)).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    }
    if write:
        for path, text in stale.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            to_file(path, text.encode("utf-8"))
    state = "written" if write else "stale, run nkmap docs --write"
    told = [f"{path.relative_to(ROOT)}: {state}" for path in stale]
    return Answer(1 if stale and not write else 0, out=lines(*told))


def generated(program: click.Group) -> dict[Path, str]:
    """Every generated file of the project, with the text it must have."""
    data = dataset.load(dataset.SHIPPED)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = {
        ROOT / "docs" / "data.md": data_dictionary.data_dictionary(),
        ROOT / "docs" / "cli.md": reference(program),
        dataset.SHIPPED / "datapackage.json": data_dictionary.data_package(data),
        ROOT / "CITATION.cff": citation_file(data, project["version"], project["description"]),
    }
    for theme in PALETTES:
        svg = Svg.of(theme)
        sheet = svg.picture(sprite.sprite(), scale=sprite.SHARPNESS)
        files[ROOT / "static" / sprite.FILE.format(theme=theme)] = f"{sheet}\n"
        for kind in (None, *Kind):
            glyph = svg.picture(icons.glyph(kind))
            files[ROOT / "static" / icons.glyph_file(kind, theme)] = f"{glyph}\n"
    return files


def reference(program: click.Group) -> str:
    """``docs/cli.md``: what ``--help`` prints, for every command, as Markdown."""
    ctx = click.Context(program, info_name=PROGRAM, **program.context_settings)
    parts = [
        "# The nkmap command",
        "<!-- Generated by `nkmap docs --write` from src/nkmap/cli. Do not edit. -->",
        "What `nkmap --help` and `nkmap COMMAND --help` print.",
        f"```text\n{program.get_help(ctx)}\n```",
    ]
    for name, command in program.commands.items():
        own = click.Context(command, parent=ctx, info_name=name)
        parts += [f"## {PROGRAM} {name}", f"```text\n{command.get_help(own)}\n```"]
    return "\n\n".join(parts) + "\n"
