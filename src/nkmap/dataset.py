"""The data folder as typed frames, or every problem at once. Nothing is loaded by half.

A dataset is strict: one wrong cell and none of it opens, but the curator is told of all wrong
cells together, each with its line and what to do.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from nkmap import borders, checks, csv_files, project_files, questions, searches, story
from nkmap.borders import Borders
from nkmap.claim import Claim, records
from nkmap.csv_files import Problem, TextTable
from nkmap.questions import Question
from nkmap.schema import TABLES
from nkmap.searches import Search
from nkmap.story import Step
from nkmap.typed_frames import typed_frames
from nkmap.view import Known
from nkmap.wording.places import Names

SHIPPED = project_files.DATA
"""The data folder that comes with nkmap."""

PACKED = frozenset({".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z"})
"""Endings of files that hold others; none is ever unpacked here, so that none can fill a disk."""

VARIABLE = "NKMAP_DATA"
"""Environment variable that names another data folder."""


class InvalidDataset(ValueError):  # noqa: N818 - it names what the dataset is
    """A dataset that cannot be opened; ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message lists them all."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Dataset:
    """The typed frames of one data folder.

    ``typed_frames`` says what their cells are, and which columns they have besides.
    """

    folder: Path
    claims: pd.DataFrame
    places: pd.DataFrame
    routes: pd.DataFrame
    sources: pd.DataFrame
    changes: pd.DataFrame
    questions: pd.DataFrame
    searches: pd.DataFrame
    story: pd.DataFrame
    texts: Mapping[str, TextTable] = dataclasses.field(repr=False, compare=False)
    """Every table as it was read, cell by cell as text."""

    @property
    def version(self) -> str:
        """Version of the data: that of the last change."""
        return str(self.changes["version"].iloc[-1]) if len(self.changes) else "0.0.0"

    @cached_property
    def known(self) -> Known:
        """What a link may refer to in this dataset."""
        asked = self.questions["question_id"]
        return Known.of(self.claims, self.places, asked, steps=len(self.story))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the dataset's own briefing."""
        return story.read(self.story, self.known)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that several figures answer differently."""
        return questions.read(self.questions, self.known)

    @cached_property
    def searched(self) -> tuple[Search, ...]:
        """What was looked for and not found; ``Evidence.searches`` are those of a day."""
        return searches.read(self.searches)

    @cached_property
    def source_by_id(self) -> Mapping[str, pd.Series]:
        """Every publication by its id."""
        return {str(row["source_id"]): row for _, row in self.sources.iterrows()}

    @cached_property
    def records(self) -> tuple[Claim, ...]:
        """Every claim, in file order."""
        return records(self.claims)

    @cached_property
    def names(self) -> Names:
        """What places are called, by place id."""
        return Names(self.places)

    @property
    def date(self) -> str:
        """Day of the last change, ISO 8601; empty when there is none."""
        return str(self.changes["date"].iloc[-1]) if len(self.changes) else ""


def folder(explicit: str | Path | None = None) -> Path:
    """The data folder to open: the one named, else NKMAP_DATA's, else the project's own."""
    return Path(explicit or os.environ.get(VARIABLE) or SHIPPED)


def load(path: Path) -> Dataset:
    """Open a data folder. Raises ``InvalidDataset`` with every problem found in its tables."""
    if refused := _no_folder(path):
        raise InvalidDataset((refused,))
    texts: dict[str, TextTable] = {}
    problems: list[Problem] = []
    for name, table in TABLES.items():
        texts[name], found = csv_files.read(path, table)
        problems += found
    # Where a row is left out, or every id, a link to it would seem to dangle.
    no_ids = {text.table.file for text in texts.values() if not any(text.frame.iloc[:, 0])}
    unreadable = {p.file for p in problems if p.column != "header" or p.file in no_ids}
    drawn, undrawn = borders_of(path)
    problems += [*checks.problems(texts, drawn, skip_links_to=unreadable), *undrawn]
    if problems:
        raise InvalidDataset(_sorted(problems))
    frames = typed_frames(texts)
    known = Known.of(frames["claims"], frames["places"], frames["questions"]["question_id"])
    wrong = [
        *questions.problems(texts["questions"], frames["claims"], known),
        *story.problems(texts["story"], frames["claims"], known),
    ]
    if wrong:
        raise InvalidDataset(_sorted(wrong))
    return Dataset(path, **frames, texts=texts)


def _no_folder(path: Path) -> Problem | None:
    """What is wrong where a file, such as a package that is still packed, is named as a folder."""
    try:
        if not path.exists() or path.is_dir():
            return None
    except OSError:  # each table says so itself
        return None
    is_packed = path.suffix.lower() in PACKED
    remedy = f"{'unpack it and ' if is_packed else ''}name the folder that holds claims.csv"
    return Problem(path.name, 1, "", "", "a file, not a data folder", remedy)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    tables = {table.file: (at, table.columns) for at, table in enumerate(TABLES.values())}

    def order(problem: Problem) -> tuple[int, str, int, int]:
        at, columns = tables.get(problem.file, (len(tables), ()))
        column = columns.index(problem.column) if problem.column in columns else -1
        return at, problem.file, problem.line, column

    return tuple(sorted(csv_files.without_repeats(problems), key=order))


def borders_of(path: Path) -> tuple[Borders, tuple[Problem, ...]]:
    """The outlines a data folder is drawn with, the project's where it has none of its own.

    With what is wrong with its own, in whose place the project's are given.
    """
    found, wrong = borders.read(path) if borders.are_in(path) else (None, ())
    if found is None:
        found, broken = borders.read(SHIPPED)
        if found is None:
            raise InvalidDataset(broken)
    return found, wrong


# ---------------------------------------------------------------- typed frames
