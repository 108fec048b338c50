"""``nkmap show``: one claim in full, down to its source."""

from __future__ import annotations

import argparse
from typing import Any

import pandas as pd

from nkmap.claim import Claim, records
from nkmap.cli import asked
from nkmap.cli.command import DATA, Answer, Command, Option
from nkmap.cli.output import as_json, lines
from nkmap.cli.reading import load
from nkmap.csv_files import visible
from nkmap.dataset import Dataset
from nkmap.schema import CLAIMS, SOURCES, Table
from nkmap.view import View
from nkmap.wording import captions, files_and_links, sources
from nkmap.wording.places import PlaceNames


def _run(choices: argparse.Namespace) -> Answer:
    data = load(choices)
    known = records(data.claims)
    found = asked.claim(choices.claim_id, known)
    return Answer(out=_json(found, data, known) if choices.json else _text(found, data, known))


def _words(claim: Claim, data: Dataset, known: tuple[Claim, ...]) -> tuple[tuple[str, str], ...]:
    source = data.source_by_id[claim.source_id]
    return sources.record(claim, source, PlaceNames(data.places), known, _stops(claim, data))


def _stops(claim: Claim, data: Dataset) -> list[str]:
    stops = data.routes[data.routes["claim_id"] == claim.claim_id]
    return list(stops.sort_values("seq")["place_id"])


def _changes(claim: Claim, data: Dataset) -> pd.DataFrame:
    return data.changes[data.changes["claim_id"] == claim.claim_id]


def _link(claim: Claim) -> str:
    return f"?{View(claim=claim.claim_id).to_query()}"


def _text(claim: Claim, data: Dataset, known: tuple[Claim, ...]) -> str:
    told = [sources.change(row) for _, row in _changes(claim, data).iterrows()]
    pairs = [
        *_words(claim, data, known),
        ("Link", _link(claim)),
        *(("Changed", words) for words in told or ["never"]),
        ("Data", files_and_links.version(data.version, data.date)),
    ]
    width = max(len(label) for label, _ in pairs) + 2
    return lines(
        f"{claim.claim_id}: {captions.kind_label(claim)}",
        *(f"  {label:<{width}}{visible(words)}" for label, words in pairs),
    )


def _json(claim: Claim, data: Dataset, known: tuple[Claim, ...]) -> str:
    changes = _changes(claim, data)
    value = {
        "claim": _row(data.claims, CLAIMS, claim.claim_id),
        "words": dict(_words(claim, data, known)),
        "source": _row(data.sources, SOURCES, claim.source_id),
        "stops": _stops(claim, data),
        "same_origin": [
            other.claim_id
            for other in known
            if other.origin_group == claim.origin_group and other is not claim
        ],
        "changes": changes.to_dict("records"),
        "link": _link(claim),
        "data": {"version": data.version, "date": data.date},
    }
    return as_json(value)


def _row(frame: pd.DataFrame, table: Table, key: str) -> dict[str, Any]:
    """The row of a table with that key, a count that is not reported as null."""
    row = frame[frame[table.key[0]] == key].iloc[0]
    return {field.name: _cell(row[field.name], field.type) for field in table.fields}


def _cell(value: Any, kind: str) -> Any:
    if kind == "integer":
        return None if pd.isna(value) else int(value)
    return list(value) if kind == "list" else value


COMMAND = Command(
    "show",
    "Show one claim in full, down to its source.",
    "Show one claim: what it says and how sure that is, who said so and how they know, when it "
    "happened, was said and was published, what it leaves open and must not be read as, which "
    "claims it does not agree with or shares its origin with, its source in full, its link and "
    "its corrections. Characters that cannot be seen are written out, like \\u202e.",
    (
        Option(("CLAIM_ID",), "The claim's id."),
        Option(("--json",), "Show it as JSON: its columns, then the same words."),
        DATA,
    ),
    (
        ("show AP2501-20", "Show the claim AP2501-20."),
        ("show AP2501-20 --json", "The same for a program."),
        ("show S1-01 --data my-data", "Show a claim of another dataset."),
    ),
    {
        0: "The claim was shown.",
        1: "No claim has that id, or the dataset has problems.",
        2: "The command line cannot be followed.",
    },
    _run,
)
