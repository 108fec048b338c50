"""``nkmap publish``: the briefing of a dataset, as a file."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from nkmap.cli import output
from nkmap.cli.command import DATA, Answer, Command, Option, WrongUsage
from nkmap.cli.output import lines
from nkmap.cli.reading import load
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.story import Step, checked, read
from nkmap.tables import visible


def _run(choices: argparse.Namespace) -> Answer:
    if not choices.pptx:
        raise WrongUsage(COMMAND.program, "name a file to write with --pptx FILE")
    theme = choices.theme or "light"
    if theme not in ("light", "dark"):
        raise WrongUsage(COMMAND.program, f"--theme {theme}: no such theme; use light or dark")
    data = load(choices)
    steps = _steps(data, choices.story)
    if not steps:
        return Answer(1, err="The story has no steps. Nothing was written.\n")
    # It brings a library for slides and one for pictures, which no other command waits for.
    from nkmap.publish.pptx import presentation  # noqa: PLC0415

    path = Path(choices.pptx)
    output.to_file(path, presentation(data, steps, "dark" if theme == "dark" else "light"))
    count = f"{len(steps)} slide{'' if len(steps) == 1 else 's'}"
    return Answer(out=lines(f"{visible(str(path))}: {count}"))


def _steps(data: Dataset, file: str | None) -> tuple[Step, ...]:
    """The steps of the dataset, or of a reader's own file; raises ``InvalidDataset``."""
    if file is None:
        return read(data.story, data.known)
    steps, wrong = checked(Path(file).read_bytes(), data.claims, data.known)
    if wrong:
        raise InvalidDataset(tuple(replace(problem, file=file) for problem in wrong))
    return steps


COMMAND = Command(
    "publish",
    "Write the briefing of a dataset to a file.",
    "Write the briefing as PowerPoint: a slide per step, 16:9, every word real text, with the "
    "claims of each step and its sources in full as speaker notes. The file is written whole or "
    "not at all.",
    (
        Option(("--pptx",), "The PowerPoint file to write.", "FILE"),
        Option(
            ("--story",),
            "A story.csv of your own; without it, the dataset's. A story whose steps are not held "
            "by the claims is refused, with every problem at once.",
            "FILE",
        ),
        Option(("--theme",), "light or dark; without it, light.", "THEME"),
        DATA,
    ),
    (
        ("publish --pptx briefing.pptx", "Write the briefing of the dataset."),
        (
            "publish --pptx mine.pptx --story story.csv --theme dark",
            "Write a story of your own, for a dark room.",
        ),
    ),
    {
        0: "The file was written.",
        1: "The dataset or the story has problems, the story has no steps, or FILE cannot be "
        "written. Nothing was written.",
        2: "The command line cannot be followed.",
    },
    _run,
)
