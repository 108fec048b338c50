"""The ``nkmap`` command: check, show, export, publish, open and compare; generated files."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from pathlib import Path

from nkmap import data_dictionary, dataset, render
from nkmap.cite import citation_file
from nkmap.cli import app, asked, check, cite, diff, docs, export, figure, publish, show
from nkmap.cli.command import DATA, Answer, Command, HelpAsked, WrongUsage, parser
from nkmap.cli.output import complaint, write
from nkmap.cli.reading import NoFolder, problem_list
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.figures import explore, icons
from nkmap.figures.symbols import PALETTES
from nkmap.project_files import IS_COPY, ROOT
from nkmap.render.svg import Svg
from nkmap.schema import Kind


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code. Never raises for what a reader does."""
    try:
        return write(_answer(argv))
    except KeyboardInterrupt:
        return 130  # as a shell says of a program that was interrupted


def _answer(argv: Sequence[str] | None) -> Answer:
    try:
        return _run(parser(COMMANDS).parse_args(argv))
    except HelpAsked as words:
        return Answer(out=str(words))
    except WrongUsage as error:
        return Answer(2, err=f"{error}\n")
    except (NoFolder, asked.NoClaim, render.NotDrawn) as error:
        return Answer(1, err=f"{error}\n")
    except InvalidDataset as error:
        return Answer(1, err=problem_list(error))
    except OSError as error:
        return Answer(1, err=complaint(error))


def _run(choices: argparse.Namespace) -> Answer:
    command: Command = choices.command
    if choices.data is not None and DATA not in command.options:
        raise WrongUsage(command.program, "--data: this command reads no dataset by it")
    return command.run(choices)


def generated() -> dict[Path, str]:
    """Every generated file of the project, with the text it must have."""
    data = dataset.load(dataset.SHIPPED)
    files = {
        ROOT / "docs" / "data.md": data_dictionary.data_dictionary(),
        ROOT / "docs" / "cli.md": docs.reference(COMMANDS),
        dataset.SHIPPED / "datapackage.json": data_dictionary.data_package(data),
        ROOT / "CITATION.cff": _citation_file(data),
    }
    for theme in PALETTES:
        svg = Svg.of(theme)
        sheet = svg.picture(explore.sheet(), scale=explore.SHARPNESS)
        files[ROOT / "static" / explore.FILE.format(theme=theme)] = f"{sheet}\n"
        for kind in (None, *Kind):
            glyph = svg.picture(icons.glyph(kind))
            files[ROOT / "static" / icons.glyph_file(kind, theme)] = f"{glyph}\n"
    return files


def _citation_file(data: Dataset) -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return citation_file(data, project["version"], project["description"])


def _docs(choices: argparse.Namespace) -> Answer:
    if IS_COPY:
        return Answer(1, err="nkmap docs: these files are made in a clone of the repository\n")
    return docs.run(ROOT, generated(), write=choices.write)


COMMANDS: tuple[Command, ...] = (
    check.COMMAND,
    show.COMMAND,
    export.COMMAND,
    cite.COMMAND,
    figure.COMMAND,
    publish.COMMAND,
    app.COMMAND,
    diff.COMMAND,
    docs.command(_docs),
)
"""Every command, in the order of the help."""
