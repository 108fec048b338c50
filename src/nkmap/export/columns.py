"""The columns of a file of claims: those of ``claims.csv``, and what makes them readable alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

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
_ORDER = (  # what a reader needs to read a row comes first
    "claim_id", "kind", "figure", "when_in_words", "origin_names", "destination_names", "said_by",
    "caution", "summary",
    "group", "low", "best", "high", "unit", "qualifier", "spread", "missing_reason",
    "when", "first_day", "last_day", "has_month", "said_on",
    "origin", "destination", "destination_status", "precision", "route_stops",
    "sector", "sector_status", "said_by_kind", "evidence",
    "unclear", "our_reading", "contested", "conflicts_with", "part_of", "purpose", "origin_group",
    "layer", "status", "superseded_by",
    "source_id", "locator", "access", *_OF_THE_SOURCE, "citation", "link",
)  # fmt: skip


def _columns() -> tuple[Field, ...]:
    known = {field.name: field for field in (*SOURCES.fields, *CLAIMS.fields, *_ADDED)}
    access = "How direct our copy is: its own where it has one, else its source's."
    known["access"] = replace(known["access"], meaning=access)
    return tuple(known[name] for name in _ORDER)


COLUMNS = _columns()
"""Every column of a file of claims, in order, with its meaning and what it may hold."""


def rows(evidence: Evidence) -> list[tuple[Any, ...]]:
    """The claims shown in file order, each with a cell for each of ``COLUMNS``.

    Texts and days (ISO 8601) are text, lists are tuples; a count is a whole number, or ``None``
    where none is given.
    """
    data, claims, given = evidence.data, evidence.shown, evidence.selection.shown
    names = data.names
    stops = data.routes.sort_values(["claim_id", "seq"], kind="stable")
    routes = {
        claim: " → ".join(names.get(place, place) for place in own)
        for claim, own in stops.groupby("claim_id", sort=False)["place_id"]
    }
    published = data.sources.set_index("source_id")
    cited = {source: sources.citation(row) for source, row in data.source_by_id.items()}
    cells: dict[str, Iterable[Any]] = {
        **{name: given[name] for name in CLAIMS.columns},
        **{name: given["source_id"].map(published[name]) for name in _OF_THE_SOURCE},
        **{name: [getattr(claim, name) for claim in claims] for name in ("low", "best", "high")},
        "figure": map(hedges.figure, claims),
        "when_in_words": map(dates.dated, claims),
        "first_day": [_iso(claim.first_day) for claim in claims],
        "last_day": [_iso(claim.last_day) for claim in claims],
        "has_month": ["yes" if claim.has_month else "no" for claim in claims],
        "origin_names": [places.place_list(claim.origin, names) for claim in claims],
        "destination_names": [
            places.destination(claim, names) if claim.destination else "" for claim in claims
        ],
        "precision": given["precision"],
        "route_stops": [routes.get(claim.claim_id, "") for claim in claims],
        "citation": [cited[claim.source_id] for claim in claims],
        "link": [link_to(View(claim=claim.claim_id), evidence.address) for claim in claims],
    }
    return list(zip(*(cells[name] for name in _ORDER), strict=True))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def text(value: object) -> str:
    """A cell as text; a list is joined as in ``claims.csv``, what is not given is empty."""
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value)
    return "" if value is None else str(value)
