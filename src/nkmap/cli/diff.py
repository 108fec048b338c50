"""``nkmap diff``: what differs between two versions of a dataset."""

from __future__ import annotations

import argparse
from pathlib import Path

from nkmap import dataset
from nkmap.cli.command import Answer, Command, Option
from nkmap.cli.output import as_json
from nkmap.cli.reading import NoFolder, problem_list
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.diff import as_data, as_text, compare


def _run(choices: argparse.Namespace) -> Answer:
    named = (("OLD_DIR", choices.old_dir), ("NEW_DIR", choices.new_dir))
    opened: list[Dataset] = []
    problems: list[str] = []
    for place, folder in named:
        if not folder:
            raise NoFolder(f"{place} names no folder")
        try:
            opened.append(dataset.load(Path(folder)))
        except InvalidDataset as error:
            problems.append(problem_list(error, folder))
    if problems:
        return Answer(1, err="".join(dict.fromkeys(problems)))
    difference = compare(*opened)
    code = 0 if difference.keeps_ids else 1
    if choices.json:
        return Answer(code, out=as_json(as_data(difference)))
    return Answer(code, out=as_text(difference, choices.old_dir, choices.new_dir))


COMMAND = Command(
    "diff",
    "Compare two versions of a dataset, claim by claim.",
    "Compare two versions of a dataset: claims that were added, changed (each cell, and whether "
    "changes.csv of the new version records it), withdrawn or superseded, then the rows of the "
    "other tables. A claim may be cited by its id, so the id stands for one thing for ever: an id "
    "that was removed or reused for something else comes first, and the exit code is 1.\n\n"
    "Four marks make a claim what it is: its source, what it counts (kind or group), where and "
    "when. One that differs is a correction. Two or more, or another source together with another "
    "origin_group, and the id was reused. Places that hold each other, times that overlap and "
    "cells that were blank do not differ.",
    (
        Option(("OLD_DIR",), "Folder of the earlier version."),
        Option(("NEW_DIR",), "Folder of the later version."),
        Option(("--json",), "Tell it as JSON."),
    ),
    (
        ("diff old-data data", "Tell what became of every claim."),
        ("diff old-data data --json > difference.json", "The same for a program."),
        ("diff old-data data && echo every id kept", "Go on only if every id was kept."),
    ),
    {
        0: "Every id is still there and stands for the same thing, whatever else differs.",
        1: "An id was removed or reused, or one of the datasets has problems.",
        2: "The command line cannot be followed.",
    },
    _run,
)
