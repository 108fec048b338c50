"""How would I say this? A claim or a view as one hedged sentence, with where it is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from nkmap.claim import Claim
from nkmap.view import Selection
from nkmap.wording.counts import as_known, claim_count, statement_count
from nkmap.wording.figures import number
from nkmap.wording.files import EMPTY
from nkmap.wording.places import Names
from nkmap.wording.record import standing
from nkmap.wording.scenes import lead_claim
from nkmap.wording.sentences import attributed
from nkmap.wording.sources import article

__all__ = [
    "say_claim",
    "say_view",
]


_INNER = str.maketrans("()", "[]")
"""Brackets within brackets."""


def say_claim(claim: Claim, source: pd.Series, place_names: Names, data: str) -> str:
    """A claim as it may be quoted, with its source, its id and the version of the data.

    ``data`` is the version of the data. What no longer stands is not offered.
    """
    if not claim.is_current:
        return f"{_no_longer(claim)} It is not offered to be quoted."
    said = attributed(claim, place_names, str(source["publisher"])).removesuffix(".")
    return f"{said} ({_reference(claim, source, data)})."


def _no_longer(claim: Claim) -> str:
    return f"Claim {claim.claim_id} {standing(claim)}."


def _reference(claim: Claim, source: pd.Series, data: str) -> str:
    weak = ", weak copy" if claim.is_weak_copy else ""
    told = article(source).translate(_INNER)
    return f"{told}{weak}; claim {claim.claim_id}; nkmap data {data}"


def say_view(
    shown: Sequence[Claim],
    selection: Selection,
    place_names: Names,
    sources: Mapping[str, pd.Series],
    data: str,
    on: date | None = None,
) -> str:
    """A view as it may be quoted: the claim its headline tells, and how many it stands among.

    ``sources`` holds every publication by its id, ``data`` is the version of the data and ``on``
    the day whose knowledge is shown. Nothing is added up.
    """
    if not shown:
        return EMPTY
    lead = lead_claim(shown)
    if not lead.is_current:
        return "No claim of this view stands any longer. None is offered to be quoted."
    source = sources[lead.source_id]
    said = as_known(attributed(lead, place_names, str(source["publisher"])), on)
    counted = f"{number(selection.count)} of {claim_count(selection.total)} shown"
    return f"{said} {_among(shown)} ({_reference(lead, source, data)}; {counted})."


def _among(shown: Sequence[Claim]) -> str:
    """How many claims a view shows beside one, and how many statements they all go back to."""
    others = len(shown) - 1
    if not others:
        return "It is the only claim this view shows"
    gone = sum(not claim.is_current for claim in shown)
    fallen = f"; {number(gone)} of them no longer stand{'s' if gone == 1 else ''}" if gone else ""
    all_of_them = "both" if others == 1 else f"all {number(len(shown))}"
    return (
        f"The same view shows {number(others)} other claim{'' if others == 1 else 's'}; "
        f"{all_of_them} go back to {statement_count(shown)} and are not added up{fallen}"
    )
