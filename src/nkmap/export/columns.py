"""The columns of a file of claims: those of ``claims.csv``, and what makes them readable alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from nkmap.evidence import Evidence, link_to
from nkmap.schema import CLAIMS, LIST_SEPARATOR, TABLES, Field, declared
from nkmap.view import View
from nkmap.wording import dates, hedges, places, sources


def _columns() -> Iterator[Field]:
    for table, field in declared(Path(__file__).with_suffix(".csv")):
        if table in TABLES:  # declared there
            yield next(own for own in TABLES[table].fields if own.name == field.name)
        else:
            yield field


COLUMNS = tuple(_columns())
"""Every column of a file of claims with its meaning, in order: ``columns.csv`` beside this."""


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
        **{
            name: given["source_id"].map(published[name])
            for name in ("publisher", "title", "published", "url")
        },
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
    return list(zip(*(cells[field.name] for field in COLUMNS), strict=True))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def text(value: object) -> str:
    """A cell as text; a list is joined as in ``claims.csv``, what is not given is empty."""
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value)
    return "" if value is None else str(value)
