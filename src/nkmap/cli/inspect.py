"""``nkmap check``, ``show``, ``diff`` and ``app``: what a dataset holds, or is wrong with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click
import pandas as pd

from nkmap import dataset, diff
from nkmap.characters import visible
from nkmap.claim import Claim
from nkmap.cli.command import Command, claim_of, data_option
from nkmap.cli.output import Answer, as_json, lines
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.project_files import ENTRY
from nkmap.schema import CLAIMS, SOURCES, Table
from nkmap.view import View, has_number
from nkmap.wording import captions, counts, files_and_links, sources


def problem_list(error: InvalidDataset, of: str = "") -> str:
    """Every problem on a line of its own, then how many; ``of`` names the folder."""
    told = [visible(str(problem)) for problem in error.problems]
    told.append(counts.plural(len(told), "problem"))
    start = f"{visible(of)}: " if of else ""
    return "".join(f"{start}{line}\n" for line in told)


@click.command(cls=Command)
@data_option
def check(*, folder: Path) -> Answer:
    """Check a dataset and list every problem.

    Every problem comes at once, each with its file, line, column and value, what is wrong and what
    to do. A dataset without problems is summed up, a line per table; the last line counts open work
    that is no error.
    """
    try:
        data = dataset.load(folder)
    except InvalidDataset as error:
        return Answer(1, out=problem_list(error))  # the problems are what was asked for
    claims = data.claims
    figures = int(has_number(claims).sum())
    dated = int(claims["has_month"].sum())
    points = int(data.places["lat"].notna().sum())
    told = (
        f"claims.csv: {len(claims)} claims, {figures} with a figure, {dated} with a month, "
        f"{claims['origin_group'].nunique()} separate statements",
        f"places.csv: {len(data.places)} places, {points} with a point",
        f"routes.csv: {len(data.routes)} stops of {data.routes['claim_id'].nunique()} routes",
        f"sources.csv: {len(data.sources)} sources",
        f"changes.csv: {len(data.changes)} changes, data {data.version} of {data.date}",
        f"questions.csv: {len(data.questions)} questions",
        f"searches.csv: {len(data.searches)} searches that found nothing, "
        f"of {counts.plural(data.searches['place_id'].nunique(), 'place')}",
        f"story.csv: {len(data.story)} steps",
        _open_work(data),
    )
    return Answer(out=lines(*told))


def _open_work(data: Dataset) -> str:
    """What is still to be done for the sources, which is no error; empty: nothing."""
    lacks = {"without an archived copy": "archive_url", "without a day of access": "accessed"}
    empty = {words: int((data.sources[column] == "").sum()) for words, column in lacks.items()}
    told = [
        f"{counts.plural(number, 'source')} {words}" for words, number in empty.items() if number
    ]
    return f"open work, not an error: {', '.join(told)}" if told else ""


@click.command(cls=Command)
@click.argument("claim_id", help="The claim's id.")
@click.option(
    "--json", "as_data", is_flag=True, help="Show it as JSON: its columns, then the same words."
)
@data_option
def show(*, claim_id: str, as_data: bool, folder: Path) -> Answer:
    r"""Show one claim in full, down to its source.

    It tells what the claim says and how sure that is, who said so and how they know, when it
    happened, was said and was published, what it leaves open and must not be read as, which claims
    it does not agree with or shares its origin with, its source in full, its link and its
    corrections. Characters that cannot be seen are written out, like \u202e.
    """
    data = dataset.load(folder)
    claim = claim_of(claim_id, data.records)
    of_claim = data.routes["claim_id"] == claim.claim_id
    stops = list(data.routes[of_claim].sort_values("seq")["place_id"])
    source, names = data.source_by_id[claim.source_id], data.names
    words = sources.record(claim, source, names, data.records, stops)
    changes = data.changes[data.changes["claim_id"] == claim.claim_id]
    link = f"?{View(claim=claim.claim_id).to_query()}"
    if not as_data:
        changed = [sources.change(row) for _, row in changes.iterrows()] or ["never"]
        version = files_and_links.version(data.version, data.date)
        more = (("Link", link), *(("Changed", told) for told in changed), ("Data", version))
        return Answer(out=_listing(claim, (*words, *more)))
    value = {
        "claim": _row(data.claims, CLAIMS, claim.claim_id),
        "words": dict(words),
        "source": _row(data.sources, SOURCES, claim.source_id),
        "stops": stops,
        "same_origin": [
            other.claim_id
            for other in data.records
            if other.origin_group == claim.origin_group and other is not claim
        ],
        "changes": changes.to_dict("records"),
        "link": link,
        "data": {"version": data.version, "date": data.date},
    }
    return Answer(out=as_json(value))


def _listing(claim: Claim, words: tuple[tuple[str, str], ...]) -> str:
    width = max(len(label) for label, _ in words) + 2
    return lines(
        f"{claim.claim_id}: {captions.kind_label(claim)}",
        *(f"  {label:<{width}}{visible(told)}" for label, told in words),
    )


def _row(frame: pd.DataFrame, table: Table, key: str) -> dict[str, Any]:
    """The row of a table with that key, a count that is not reported as null."""
    row = frame[frame[table.key[0]] == key].iloc[0]
    cells = {field.name: row[field.name] for field in table.fields}
    for field in table.fields:
        if field.type == "integer":
            cells[field.name] = None if pd.isna(row[field.name]) else int(row[field.name])
    return cells


@click.command("diff", cls=Command)
@click.argument("old_dir", help="Folder of the earlier version.")
@click.argument("new_dir", help="Folder of the later version.")
@click.option("--json", "as_data", is_flag=True, help="Tell it as JSON.")
def compare(*, old_dir: str, new_dir: str, as_data: bool) -> Answer:
    """Compare two versions of a dataset, claim by claim.

    It lists the claims that were added, changed (each cell, and whether changes.csv of the new
    version records it), withdrawn or superseded, then the rows of the other tables. A claim may be
    cited by its id, so the id stands for one thing for ever: an id that was removed or reused for
    something else comes first, and the exit code is 1.

    Four marks make a claim what it is: its source, what it counts (kind or group), where and when.
    One that differs is a correction. Two or more, or another source together with another
    origin_group, and the id was reused. Places that hold each other, times that overlap and cells
    that were blank do not differ.
    """
    opened: list[Dataset] = []
    problems: list[str] = []
    for place, folder in (("OLD_DIR", old_dir), ("NEW_DIR", new_dir)):
        if not folder:
            raise click.ClickException(f"{place} names no folder")
        try:
            opened.append(dataset.load(Path(folder)))
        except InvalidDataset as error:
            problems.append(problem_list(error, folder))
    if problems:
        return Answer(1, err="".join(dict.fromkeys(problems)))
    found = diff.compare(*opened)
    told = as_json(diff.as_data(found)) if as_data else diff.as_text(found, old_dir, new_dir)
    return Answer(0 if found.keeps_ids else 1, out=told)


@click.command(cls=Command)
@click.option("--port", metavar="PORT", type=int, help="The port it listens on; without it 8501.")
@click.option(
    "--path",
    "only_path",
    is_flag=True,
    help="Print the path of the dashboard's script, and start nothing.",
)
@data_option
def app(*, port: int | None, only_path: bool, folder: Path) -> Answer:
    """Start the dashboard.

    It says where it is to be opened, and runs until it is stopped with Ctrl+C. It is streamlit run
    with the settings that come with nkmap, in whatever folder one is. For other settings of
    Streamlit, give it the path that --path prints.
    """
    if not only_path:
        # -P: what lies in the folder that one happens to be in is no module of the dashboard's.
        start = [sys.executable, "-P", "-m", "streamlit", "run", str(ENTRY)]
        listening = [f"--server.port={port}"] if port else []
        # It becomes Streamlit: what stops the one stops the other.
        os.execv(start[0], [*start, *listening, "--", "--data", str(folder)])  # noqa: S606 - no shell
    return Answer(out=lines(str(ENTRY)))
