"""Places in words, and how far a destination is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nkmap.claim import Claim
from nkmap.schema import KINDS, DestinationStatus, End

__all__ = [
    "Names",
    "destination",
    "destination_limit",
    "names",
    "origin",
    "other_end",
    "place_list",
]

Names = Mapping[str, str]
"""English place names by place id."""


def names(places: pd.DataFrame) -> dict[str, str]:
    """English name by place id, from the typed places frame."""
    return dict(zip(places["place_id"], places["name_en"], strict=True))


def place_list(ids: Sequence[str], place_names: Names) -> str:
    """Places in words, joined by and; empty for none."""
    found = [place_names.get(place, place) for place in ids]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"


_DESTINATION = {
    DestinationStatus.COUNTRY_ONLY: "place not reported",
    DestinationStatus.PROVINCE_ONLY: "town not reported",
    DestinationStatus.NOT_REALISED: "not realised",
    DestinationStatus.TURNED_BACK: "turned back",
    DestinationStatus.NOT_TAKEN_UP: "not taken up",
    DestinationStatus.UNCONFIRMED: "place unconfirmed",
}


def destination(claim: Claim, place_names: Names) -> str:
    """Where to, as far as known: ``Russia – place not reported``."""
    where = place_list(claim.destination, place_names)
    if not where:
        return "not stated"
    limit = destination_limit(claim)
    return f"{where} – {limit}" if limit else where


def origin(claim: Claim, place_names: Names) -> str:
    """Where from, or ``not stated``."""
    return place_list(claim.origin, place_names) or "not stated"


def other_end(claim: Claim, names: Names) -> str:
    """Where people went, of a claim that belongs to where they are from, or the other way round.

    ``to Russia``, ``from Hyesan``; empty where that is not told, or withheld.
    """
    if not claim.about:
        return ""
    way = "from" if KINDS[claim.kind].told_by is End.DESTINATION else "to"
    return f"{way} {place_list(claim.other_end, names)}" if claim.other_end else ""


def destination_limit(claim: Claim) -> str:
    """How far the destination is known, in two or three words; empty when a place is named.

    Where nobody went there is nothing to be known.
    """
    status = "" if claim.is_zero else claim.destination_status
    return _DESTINATION.get(DestinationStatus(status), "") if status else ""
