"""The dataset a command line names, or what is wrong with it in words."""

from __future__ import annotations

import argparse
from pathlib import Path

from nkmap import dataset
from nkmap.csv_files import visible
from nkmap.dataset import Dataset, InvalidDataset


class NoFolder(Exception):  # noqa: N818 - it names what is missing
    """``--data`` with nothing behind it; the message says what to do."""


def load(choices: argparse.Namespace) -> Dataset:
    """The dataset of ``--data``, NKMAP_DATA or the project; raises ``InvalidDataset``."""
    return dataset.load(folder(choices))


def folder(choices: argparse.Namespace) -> Path:
    """The folder that the command line or the environment names."""
    if choices.data == "":  # a variable that is not set must not pass as the shipped data
        raise NoFolder("--data names no folder; name one, or leave the option out")
    return dataset.folder(choices.data)


def problem_list(error: InvalidDataset, of: str = "") -> str:
    """Every problem on a line of its own, then how many; ``of`` names the folder."""
    count = len(error.problems)
    told = [visible(str(problem)) for problem in error.problems]
    told.append(f"{count} problem{'' if count == 1 else 's'}")
    start = f"{visible(of)}: " if of else ""
    return "".join(f"{start}{line}\n" for line in told)
