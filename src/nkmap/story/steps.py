"""One step of a briefing, what may be wrong with it, and a story as a file."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from nkmap import checks
from nkmap.checks import cells
from nkmap.checks.cells import count
from nkmap.claim import Claim, records
from nkmap.csv_files import Problem, TextTable, without_repeats
from nkmap.csv_files import read as read_table
from nkmap.schema import KINDS, STORY, Measure
from nkmap.story.fact_check import number_kept_open, wrong
from nkmap.view import Known, Selection, View, from_query, select, wrong_with

LONGEST_STORY = 60
"""Steps; what is longer is no briefing, and a reader's own would fill the server's memory."""
LONGEST = {"title": 220, "text": 280}
"""Characters that a slide has room for."""

Fault = tuple[str, str, str]
"""The column that is wrong, what is wrong with it, and what to do."""


@dataclass(frozen=True)
class Step:
    """A slide as it is written down: its words, and the link to the claims it rests on."""

    title: str
    text: str
    notes: str
    query: str
    """The step's view as it stands in the file."""
    view: View
    """The same as a view; the claim it opens is the one whose figure the slide shows."""


def read(frame: pd.DataFrame, known: Known) -> tuple[Step, ...]:
    """The steps of a checked story, in file order."""
    rows = frame[["title", "text", "notes", "view"]].itertuples(index=False, name=None)
    return tuple(
        Step(title, text, notes, query, from_query(query, known)[0])
        for title, text, notes, query in rows
    )


def problems(text: TextTable, claims: pd.DataFrame, known: Known) -> Iterator[Problem]:
    """Everything wrong with a story that can be read; ``claims`` are typed."""
    for row, seq in enumerate(text.frame["seq"]):
        if count(seq) not in (None, row + 1):
            yield text.problem(row, "seq", "out of order", f"number the rows on: {row + 1} here")
    yield from too_long(text)
    made = _Records(claims)
    for row, step in enumerate(read(text.frame.iloc[:LONGEST_STORY], known)):
        for column, what, remedy in _faults(step, made, known):
            yield text.problem(row, column, what, remedy)


def too_long(text: TextTable) -> Iterator[Problem]:
    """The first step that a story has too many."""
    if len(text.frame) > LONGEST_STORY:
        remedy = f"keep to {LONGEST_STORY} steps"
        yield text.problem(LONGEST_STORY, "seq", "one step too many", remedy)


def step_problems(step: Step, claims: pd.DataFrame, known: Known) -> tuple[Fault, ...]:
    """What is wrong with one step, judged by the claims of its own view."""
    return _faults(step, _Records(claims), known)


class _Records:
    """Claims as records, each made when the first step shows it."""

    def __init__(self, claims: pd.DataFrame) -> None:
        self.claims = claims
        self.made: dict[int, Claim] = {}

    def shown(self, selection: Selection) -> tuple[Claim, ...]:
        if selection.claims is not self.claims:  # as they stood on another day
            return records(selection.shown)
        rows = np.flatnonzero(selection.kept).tolist()
        new = [row for row in rows if row not in self.made]
        if new:
            self.made.update(zip(new, records(self.claims.iloc[new]), strict=True))
        return tuple(self.made[row] for row in rows)


def _faults(step: Step, made: _Records, known: Known) -> tuple[Fault, ...]:
    if fault := wrong_with(step.query, made.claims, known, "step"):
        return (("view", *fault),)
    found = made.shown(select(made.claims, step.view.limits))
    key = next((claim for claim in found if claim.claim_id == step.view.claim), None)
    return (*_view_faults(step, key, found), *_word_faults(step, key, found))


def _view_faults(step: Step, key: Claim | None, found: Sequence[Claim]) -> Iterator[Fault]:
    if step.view.claim is None:
        remedy = "add claim= with the id of the claim whose figure the slide shows"
        yield "view", "names no claim for the slide's figure", remedy
    elif key is None:
        remedy = "name one that the view selects, or widen the view"
        yield "view", f"claim={step.view.claim} is not among the claims it selects", remedy
    else:
        counted = {c.kind for c in found if KINDS[c.kind].measure is not Measure.NONE} - {key.kind}
        if counted:
            listed = ", ".join(sorted(kind.value for kind in counted))
            what = f"shows figures of another kind ({listed}) beside those of its own claim"
            yield "view", what, f"narrow it with kind= to {key.kind.value} and what has no figure"


def _word_faults(step: Step, key: Claim | None, found: Sequence[Claim]) -> Iterator[Fault]:
    for column in ("title", "text", "notes"):
        words = getattr(step, column)
        most = LONGEST.get(column)
        if most and len(words) > most:
            yield column, f"{len(words):,} characters", f"a slide has room for {most}"
        yield from ((column, *fault) for fault in wrong(words, found))
    if key is not None:
        yield from (
            ("text", *fault) for fault in number_kept_open(f"{step.title} {step.text}", key)
        )


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
    """The bytes of a file that is named as a story, read no further than a story may go.

    A pipe is read, too, and a device that never ends does not fill the memory.
    """
    with file.open("rb") as given:
        return given.read(LARGEST_STORY + 1)


def _read(raw: bytes) -> tuple[TextTable, tuple[Problem, ...]]:
    if len(raw) > LARGEST_STORY:
        too_large = f"larger than {LARGEST_STORY // 1_000_000} MB"
        remedy = "keep to the steps of one briefing"
        nothing = TextTable(STORY, pd.DataFrame(columns=list(STORY.columns), dtype=object), ())
        return nothing, (Problem(STORY.file, 1, "", "", too_large, remedy),)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / STORY.file).write_bytes(raw)
        text, wrong = read_table(Path(folder), STORY)
    found = [*wrong, *cells.problems(text), *checks.repeated_keys({STORY.name: text})]
    return text, tuple(sorted(without_repeats(found or too_long(text))))
