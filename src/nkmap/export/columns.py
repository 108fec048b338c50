"""The columns of a file of claims: those of ``claims.csv``, and what makes them readable alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from nkmap.claim import Claim
from nkmap.evidence import Evidence, link_to
from nkmap.schema import CLAIMS, LIST_SEPARATOR, SOURCES, Field, WherePrecision
from nkmap.view import View
from nkmap.wording import dates, hedges, places, sources

_ADDED = (
    Field("figure", "The figure in words with its hedge, or why there is none. Quote this."),
    Field("when_in_words", "The date in words, as vague as it was given."),
    Field(
        "first_day",
        "First day it can be about, ISO 8601. Empty: its start is open, or it has no date.",
        "date",
    ),
    Field(
        "last_day",
        "Last day it can be about, ISO 8601; an open end is the publication of its source.",
        "date",
    ),
    Field("has_month", "Whether it can be put into a month: yes or no.", allowed=("yes", "no")),
    Field("origin_names", "The places of origin in English."),
    Field("destination_names", "The places abroad in English, and how far they are known."),
    Field(
        "precision",
        "How finely the finest place named is known: the steps of where_prec in places.csv.",
        allowed=tuple(step.value for step in WherePrecision),
    ),
    Field("route_stops", "The stops of the route it states, in the order told. Not a track."),
    Field("citation", "Its source in full, to be cited first."),
    Field("link", "The claim in the dashboard."),
)
_OF_THE_SOURCE = ("publisher", "title", "published", "url")

_ORDER = (
    # What a reader needs to read a row comes first.
    "claim_id",
    "kind",
    "figure",
    "when_in_words",
    "origin_names",
    "destination_names",
    "said_by",
    "caution",
    "summary",
    "group",
    "low",
    "best",
    "high",
    "unit",
    "qualifier",
    "spread",
    "missing_reason",
    "when",
    "first_day",
    "last_day",
    "has_month",
    "said_on",
    "origin",
    "destination",
    "destination_status",
    "precision",
    "route_stops",
    "sector",
    "sector_status",
    "said_by_kind",
    "evidence",
    "unclear",
    "our_reading",
    "contested",
    "conflicts_with",
    "part_of",
    "purpose",
    "origin_group",
    "layer",
    "status",
    "superseded_by",
    "source_id",
    "locator",
    "access",
    "publisher",
    "title",
    "published",
    "url",
    "citation",
    "link",
)


def _columns() -> tuple[Field, ...]:
    access = "How direct our copy is: its own where it has one, else its source's."
    known = {field.name: field for field in (*CLAIMS.fields, *_ADDED)}
    known |= {field.name: field for field in SOURCES.fields if field.name in _OF_THE_SOURCE}
    known["access"] = replace(known["access"], meaning=access)
    return tuple(known[name] for name in _ORDER)


COLUMNS = _columns()
"""Every column of a file of claims, in order, with its meaning and what it may hold."""


def rows(evidence: Evidence) -> pd.DataFrame:
    """The claims shown, one row each in file order, with ``COLUMNS``.

    Texts are ``str``, counts ``Int64`` with ``<NA>``, days ISO text, lists tuples.
    """
    shown = evidence.selection.shown
    sources = evidence.data.sources.set_index("source_id")
    added = _words(evidence.shown, evidence)
    published = {name: list(shown["source_id"].map(sources[name])) for name in _OF_THE_SOURCE}
    given = {name: shown[name].to_numpy() for name in CLAIMS.columns}
    days = {name: _days(shown[name]) for name in ("first_day", "last_day")}
    cells: dict[str, Any] = (
        given
        | added
        | published
        | days
        | {
            "has_month": ["yes" if has else "no" for has in shown["has_month"]],
            "precision": list(shown["precision"]),
        }
    )
    frame = pd.DataFrame({name: pd.Series(cells[name], dtype=object) for name in _ORDER})
    for name in ("low", "best", "high"):
        frame[name] = pd.Series(shown[name].array, dtype="Int64")
    return frame


def cells(frame: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """The rows of such a frame as plain values; ``None`` for a count that is not given."""
    counts = {field.name for field in COLUMNS if field.type == "integer"}
    plain = (
        [None if value is pd.NA else int(value) for value in frame[name]]
        if name in counts
        else frame[name].to_list()
        for name in _ORDER
    )
    return zip(*plain, strict=True)


def _words(claims: tuple[Claim, ...], evidence: Evidence) -> dict[str, list[str]]:
    names = evidence.names
    stops = _stops(evidence.data.routes, names)
    cited = {name: sources.citation(row) for name, row in evidence.data.source_by_id.items()}
    return {
        "figure": [hedges.figure(claim) for claim in claims],
        "when_in_words": [dates.dated(claim) for claim in claims],
        "origin_names": [places.place_list(claim.origin, names) for claim in claims],
        "destination_names": [
            places.destination(claim, names) if claim.destination else "" for claim in claims
        ],
        "route_stops": [stops.get(claim.claim_id, "") for claim in claims],
        "citation": [cited[claim.source_id] for claim in claims],
        "link": [link_to(View(claim=claim.claim_id), evidence.address) for claim in claims],
    }


def _stops(routes: pd.DataFrame, names: Mapping[str, str]) -> dict[str, str]:
    ordered = routes.sort_values(["claim_id", "seq"], kind="stable")
    return {
        str(claim): " → ".join(names.get(place, place) for place in own["place_id"])
        for claim, own in ordered.groupby("claim_id", sort=False)
    }


def _days(days: pd.Series) -> list[str]:
    return ["" if pd.isna(day) else day.date().isoformat() for day in days]


def text(value: object) -> str:
    """A cell as text; a list is joined as in ``claims.csv``, what is not given is empty."""
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value)
    return "" if value is None else str(value)
