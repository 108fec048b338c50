"""``nkmap check``: everything that is wrong with a dataset, or what it holds."""

from __future__ import annotations

import argparse

from nkmap.cli.command import DATA, Answer, Command
from nkmap.cli.output import lines
from nkmap.cli.reading import load, problem_list
from nkmap.dataset import Dataset, InvalidDataset


def _run(choices: argparse.Namespace) -> Answer:
    try:
        data = load(choices)
    except InvalidDataset as error:
        return Answer(1, out=problem_list(error))  # the problems are what was asked for
    return Answer(out=lines(*summary(data)))


def summary(data: Dataset) -> list[str]:
    """One line per table: what it holds."""
    claims = data.claims
    figures = int(claims[["low", "best", "high"]].notna().any(axis=1).sum())
    dated = int(claims["has_month"].sum())
    points = int(data.places["lat"].notna().sum())
    return [
        f"claims.csv: {len(claims)} claims, {figures} with a figure, {dated} with a month, "
        f"{claims['origin_group'].nunique()} separate statements",
        f"places.csv: {len(data.places)} places, {points} with a point",
        f"routes.csv: {len(data.routes)} stops of {data.routes['claim_id'].nunique()} routes",
        f"sources.csv: {len(data.sources)} sources",
        f"changes.csv: {len(data.changes)} changes, data {data.version} of {data.date}",
        f"questions.csv: {len(data.questions)} questions",
        f"story.csv: {len(data.story)} steps",
    ]


COMMAND = Command(
    "check",
    "Check a dataset and list every problem.",
    "Check a dataset. Every problem comes at once, each with its file, line, column and value, "
    "what is wrong and what to do. A dataset without problems is summed up, a line per table.",
    (DATA,),
    (
        ("check", "Check the dataset that comes with nkmap."),
        ("check --data my-data", "Check another dataset of the same shape."),
        ("--data my-data check | head", "The same; read the first problems only."),
    ),
    {
        0: "The dataset has no problems.",
        1: "It has problems, or cannot be read.",
        2: "The command line cannot be followed.",
    },
    _run,
)
