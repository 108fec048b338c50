"""One claim in full, line by line: what it says, who says so, and what it must not be read as."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from nkmap.claim import Claim
from nkmap.schema import LAYERS
from nkmap.wording.figures import figure
from nkmap.wording.places import Names, destination, origin, place_list
from nkmap.wording.questions import dates_of
from nkmap.wording.sentences import attributed, sentence, told_by
from nkmap.wording.sources import chain, citation, copy, how_known, limits_on, work

__all__ = [
    "change",
    "disagreement",
    "record",
    "standing",
]


def record(
    claim: Claim,
    source: pd.Series,
    place_names: Names,
    known: Sequence[Claim],
    stops: Sequence[str] = (),
) -> tuple[tuple[str, str], ...]:
    """Everything about a claim as pairs of a label and its words; what is empty is left out.

    ``known`` holds every claim, for those it is tied to; ``stops`` are the places of its route.
    """
    pairs = [
        ("In one sentence", sentence(claim, place_names)),
        ("Figure", figure(claim)),
        *((name.capitalize(), words) for name, words in dates_of(claim, source)),
        ("From", origin(claim, place_names)),
        ("To", destination(claim, place_names)),
        ("Stops", " → ".join(place_list([stop], place_names) for stop in stops)),
        ("Who", claim.group),
        ("Work", work(claim)),
        ("Said by", told_by(claim)),
        ("How known", f"the speaker {how_known(claim)}"),
        ("Who told whom", chain(claim, source)),
        ("Summary", claim.summary),
        *_limits(claim, known),
        *_ties(claim, known),
        ("Layer", LAYERS[claim.layer].label),
        ("Status", standing(claim)),
        ("Say it like this", _quotable(claim, source, place_names)),
        ("Source", citation(source)),
        ("Our copy", copy(claim, source)),
    ]
    return tuple((label, words) for label, words in pairs if words)


def _limits(claim: Claim, known: Sequence[Claim]) -> list[tuple[str, str]]:
    above = [f"{limit.summary} ({limit.claim_id})" for limit in limits_on(claim, known)]
    return [
        ("Read with this", " ".join(above)),
        ("Left open", claim.unclear),
        ("Do not read this as", "; ".join(claim.caution)),
        ("Contested", claim.contested),
    ]


def _ties(claim: Claim, known: Sequence[Claim]) -> list[tuple[str, str]]:
    parts = [other.claim_id for other in known if other.part_of == claim.claim_id]
    return [
        ("Does not agree with", disagreement(claim, known)),
        ("Part of", claim.part_of),
        ("Its parts", ", ".join(parts)),
        ("Goes back to", _origin_group(claim, known)),
    ]


def disagreement(claim: Claim, known: Sequence[Claim]) -> str:
    """The claims that one does not agree with, and which of them all still stand.

    ``C2. Both stand.``, ``C2 and C3. C3 no longer stands.``. What is not ``known`` is not named.
    """
    named = frozenset(claim.conflicts_with)
    others = [other for other in known if other.claim_id in named] if named else []
    if not others:
        return ""
    fallen = [one.claim_id for one in (claim, *others) if not one.is_current]
    stand = "Both stand" if len(others) == 1 else "All stand"
    if fallen:
        stand = f"{place_list(fallen, {})} no longer stand{'s' if len(fallen) == 1 else ''}"
    return f"{place_list([other.claim_id for other in others], {})}. {stand}."


def _origin_group(claim: Claim, known: Sequence[Claim]) -> str:
    same = [c.claim_id for c in known if c.origin_group == claim.origin_group]
    others = [claim_id for claim_id in same if claim_id != claim.claim_id]
    if not others:
        return f"a statement of its own ({claim.origin_group})"
    listed = place_list(others, {})
    return f"one statement ({claim.origin_group}), together with {listed}; one origin, not more"


def standing(claim: Claim) -> str:
    """Whether a claim stands: ``current``, ``no longer stands: superseded by C2``."""
    by = f" by {claim.superseded_by}" if claim.superseded_by else ""
    return f"{claim.status}{by}" if claim.is_current else f"no longer stands: {claim.status}{by}"


def _quotable(claim: Claim, source: pd.Series, place_names: Names) -> str:
    return attributed(claim, place_names, str(source["publisher"])) if claim.is_current else ""


def change(row: pd.Series) -> str:
    """One row of ``changes.csv`` in words."""
    changed = f"{row['column']} was “{row['old']}”, is “{row['new']}”. " if row["column"] else ""
    return f"{row['date']}, data {row['version']}: {changed}{row['reason']}"
