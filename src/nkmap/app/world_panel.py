"""What stands beside the map of the world: countries before and since the deadline of 2019."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nkmap.app import claim_tables, components, page_frame, session
from nkmap.claim import Claim
from nkmap.evidence import Evidence, kept
from nkmap.figures.colours import PALETTES, kind_colour
from nkmap.schema import Kind, PlaceType
from nkmap.summary.deadline import Newest, Side, by_country, newest
from nkmap.view import ALL_LAYERS, Frame, View
from nkmap.wording import TEXTS, counts, deadline

_Table = dict[str, Any]
"""A table as the element ``countries`` shows it."""


def countries(here: Evidence) -> None:
    """Show who works where, before and since the deadline, and who was sent home; on World alone.

    Each is of every claim of its kind that was published by the day whose knowledge is shown.
    """
    if here.view.frame is not Frame.WORLD:
        return
    whole = page_frame.of(View(layers=ALL_LAYERS, known_on=here.view.known_on))
    query = here.view.with_(claim=None, place=None).to_query()
    colours = PALETTES[session.theme()].named
    tables = [table | {"colour": colours[kind_colour(kind)]} for kind, table in _tables(whole)]
    components.show(
        "countries",
        {"tables": tables, "link": f"?{query}&" if query else "?"},
        "countries",
        open=_open,
    )


def _open() -> None:
    chosen = components.reported("countries", "open") or {}
    page_frame.choose(chosen.get("claim"), chosen.get("place"))


@kept
def _tables(here: Evidence) -> tuple[tuple[Kind, _Table], ...]:
    made = ((Kind.PRESENT, _working(here)), (Kind.RETURNED, _sent_home(here)))
    return tuple((kind, table) for kind, table in made if table["rows"])


def _working(here: Evidence) -> _Table:
    claims = [claim for claim in here.shown if claim.kind is Kind.PRESENT]
    rows = []
    for codes, own in by_country(claims, here.names.told_under).items():
        country = _country(here, codes)
        found = newest(own, country)
        sides = [Side.BEFORE, Side.SINCE]
        if not found.keys() - {Side.UNDATED}:
            sides = [Side.UNDATED]
        cells = [_cell(found.get(side), country, here) for side in sides]
        rows.append(_row(here, codes, own, cells))
    return {
        "title": f"Working there, before and after {deadline.DAY}",
        "note": TEXTS["before_and_since"],
        "heads": ("Country", f"until {deadline.DAY}", "since"),
        "rows": rows,
        "foot": claim_tables.total_of_all(here.data, claims),
    }


def _sent_home(here: Evidence) -> _Table:
    claims = [claim for claim in here.shown if claim.kind is Kind.RETURNED]
    rows = []
    for codes, own in by_country(claims, here.names.told_under).items():
        country = _country(here, codes)
        found = newest(own, country)
        last = next(found[on] for on in (Side.SINCE, Side.BEFORE, Side.UNDATED) if on in found)
        rows.append(_row(here, codes, own, [_cell(last, country, here)]))
    return {
        "title": "Sent home or returned, as reported",
        "note": TEXTS["sent_home"],
        "heads": ("From", "newest report"),
        "rows": rows,
        "foot": claim_tables.total_of_all(here.data, claims),
    }


def _row(
    here: Evidence, codes: Sequence[str], claims: Sequence[Claim], cells: Sequence[Any]
) -> dict[str, Any]:
    return {
        "name": deadline.country_name(codes, here.names),
        "place": _country(here, codes),
        "count": counts.claim_count(len(claims)),
        "cells": cells,
    }


def _cell(told: Newest | None, country: str, here: Evidence) -> list[dict[str, str]]:
    if told is None:
        return [{"figure": TEXTS["no_claim_here"], "date": "", "claim": ""}]
    own = (told.claim, *told.contradicted_by, *told.disputed)
    figures = deadline.newest_figures(told, country, here.names)
    lines = [
        {"figure": figure, "date": date, "claim": claim.claim_id}
        for claim, (figure, date) in zip(own, figures, strict=True)
    ]
    if told.disputed:
        lines.insert(1, {"figure": TEXTS["do_not_agree"], "date": "", "claim": ""})
    return lines


def _country(here: Evidence, codes: Sequence[str]) -> str:
    """The id of the one country or disputed place that claims are of; empty for several or none."""
    if len(codes) == 1 and codes[0] in here.names:
        return codes[0]
    places = here.data.places
    is_own = (places["type"] == PlaceType.COUNTRY) & places["country"].isin(codes)
    found = places.loc[is_own, "place_id"]
    return str(found.iloc[0]) if len(codes) == 1 and len(found) else ""
