"""Questions that several figures answer differently, each kept as the link to its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from nkmap.csv_files import Problem, TextTable
from nkmap.view import ALL_LAYERS, Known, View, from_query, wrong_with

MOST_QUESTIONS = 200
"""Each is a view that is worked out when a dataset is opened; more are no list to read."""


@dataclass(frozen=True)
class Question:
    """A question as a reader would ask it, and the view whose claims answer it."""

    question_id: str
    title: str
    view: View


EVERYTHING = Question("", "Every figure side by side", View(layers=ALL_LAYERS))
"""Stands where a dataset asks no question of its own."""


def read(frame: pd.DataFrame, known: Known) -> tuple[Question, ...]:
    """The questions of a checked dataset, in file order."""
    return tuple(
        Question(question_id, title, from_query(query, known)[0])
        for question_id, title, query in frame[["question_id", "title", "view"]].itertuples(
            index=False, name=None
        )
    )


def problems(text: TextTable, claims: pd.DataFrame, known: Known) -> Iterator[Problem]:
    """Questions whose view drops something or selects no claim; ``claims`` are typed."""
    if len(text.frame) > MOST_QUESTIONS:
        remedy = f"keep to {MOST_QUESTIONS} questions"
        yield text.problem(MOST_QUESTIONS, "question_id", "one question too many", remedy)
    for row, query in enumerate(text.frame["view"].iloc[:MOST_QUESTIONS]):
        if wrong := wrong_with(query, claims, known, "question"):
            yield text.problem(row, "view", *wrong)
