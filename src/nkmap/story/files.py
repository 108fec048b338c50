"""A story as a file, and a file as a story: the form that ``data/story.csv`` has."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from nkmap.checks import cells, links
from nkmap.schema import STORY
from nkmap.story.steps import Step, problems, read, too_long
from nkmap.tables import Problem, Text, without_repeats
from nkmap.tables import read as read_table
from nkmap.view import Known

LARGEST_STORY = 1_000_000
"""Bytes of a story's file, as the dashboard's upload allows them; 60 steps take far fewer."""

Opened = tuple[tuple[Step, ...], tuple[Problem, ...]]
"""The steps of a file, or what is wrong with it: one of the two is empty."""


def to_csv(steps: Sequence[Step]) -> bytes:
    """The steps as ``story.csv``, UTF-8, numbered in their order."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(STORY.columns)
    for number, step in enumerate(steps, start=1):
        rows.writerow((number, step.title, step.text, step.notes, step.query))
    return out.getvalue().encode("utf-8")


def opened(raw: bytes, known: Known) -> Opened:
    """The steps in a file that a reader hands over, in the order of their numbers.

    Only what keeps it from being read is a problem here: whether its words agree with its claims
    is told step by step, by ``step_problems``, so that a story can be mended on the screen.
    """
    text, wrong = _read(raw)
    if wrong:
        return (), wrong
    return read(text.frame.sort_values("seq", key=lambda seq: seq.astype(int)), known), ()


def checked(raw: bytes, claims: pd.DataFrame, known: Known) -> Opened:
    """The steps in a file, held to what a story of the dataset is held to."""
    text, wrong = _read(raw)
    found = wrong or tuple(problems(text, claims, known))
    return ((), found) if found else (read(text.frame, known), ())


def taken(file: Path) -> bytes:
    """What is in a file that is named as a story, read no further than a story may go.

    A pipe is read, too, and a device that never ends does not fill the memory.
    """
    with file.open("rb") as given:
        return given.read(LARGEST_STORY + 1)


def _read(raw: bytes) -> tuple[Text, tuple[Problem, ...]]:
    if len(raw) > LARGEST_STORY:
        too_large = f"larger than {LARGEST_STORY // 1_000_000} MB"
        remedy = "keep to the steps of one briefing"
        nothing = Text(STORY, pd.DataFrame(columns=list(STORY.columns), dtype=object), ())
        return nothing, (Problem(STORY.file, 1, "", "", too_large, remedy),)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / STORY.file).write_bytes(raw)
        text, wrong = read_table(Path(folder), STORY)
    found = [*wrong, *cells.problems(text), *links.unique({STORY.name: text})]
    return text, tuple(sorted(without_repeats(found or too_long(text))))
