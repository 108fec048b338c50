"""A story as a file, and a file as a story: the form that ``data/story.csv`` has."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nkmap.checks import cells, links
from nkmap.schema import STORY
from nkmap.story.steps import LONGEST_STORY, Step, read
from nkmap.tables import Problem
from nkmap.tables import read as read_table
from nkmap.view import Known


def to_csv(steps: Sequence[Step]) -> bytes:
    """The steps as ``story.csv``, UTF-8, numbered in their order."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(STORY.columns)
    for number, step in enumerate(steps, start=1):
        rows.writerow((number, step.title, step.text, step.notes, step.query))
    return out.getvalue().encode("utf-8")


def opened(raw: bytes, known: Known) -> tuple[tuple[Step, ...], tuple[Problem, ...]]:
    """The steps in a file that a reader hands over, or all that keeps it from being read.

    Only what makes it unreadable is a problem here: whether its words agree with its claims is
    told step by step, by ``step_problems``, so that a story can be mended on the screen.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / STORY.file).write_bytes(raw)
        text, wrong = read_table(Path(folder), STORY)
    found = [*wrong, *cells.problems(text), *links.unique({STORY.name: text})]
    if not found and len(text.frame) > LONGEST_STORY:
        remedy = f"keep to {LONGEST_STORY} steps"
        found = [text.problem(LONGEST_STORY, "seq", "one step too many", remedy)]
    if found:
        return (), tuple(sorted(dict.fromkeys(found)))
    return read(text.frame.sort_values("seq", key=lambda seq: seq.astype(int)), known), ()
