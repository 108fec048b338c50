"""What is stamped into a figure: how it must not be read, its sources, and whose map it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nkmap.claim import Claim
from nkmap.wording.counts import left_out
from nkmap.wording.sources import articles

__all__ = [
    "AS_REPORTED",
    "MAP_ATTRIBUTION",
    "TIME_ATTRIBUTION",
    "TOLD_AS_REPORTED",
    "figure_caution",
    "figure_sources",
    "too_many_for_a_file",
]

AS_REPORTED = "Being shown here does not confirm a claim. A missing report is not a zero."
TOLD_AS_REPORTED = "Told as reported."
"""The same in a line that has no room for it."""
MAP_ATTRIBUTION = (
    "Map: Natural Earth, simplified; Crimea shown as Ukraine. Boundaries are not an opinion on "
    "status. Places: GeoNames, CC BY 4.0; Natural Earth; Wikipedia, CC BY-SA. Data: CC BY 4.0."
)
TIME_ATTRIBUTION = "Data: CC BY 4.0."
MOST_SOURCES = 4
"""Sources a figure names; its link leads to the others."""
MOST_CLAIMS = 9
"""Claims a figure names by id; its link leads to all of them."""


def figure_caution(lead: Claim | None) -> str:
    """That reports are only told as reported, and how the leading figure must not be read."""
    told = "; ".join(lead.caution) if lead else ""
    return f"{AS_REPORTED} Do not read the headline as: {told}." if told else AS_REPORTED


def figure_sources(claims: Sequence[Claim], sources: Mapping[str, pd.Series]) -> str:
    """The sources of a figure by first appearance, its claims, and which are weak copies."""
    if not claims:
        return ""
    named = articles([sources[claim.source_id] for claim in claims])
    told = "; ".join(named[:MOST_SOURCES])
    rest = len(named) - MOST_SOURCES
    more = f"; and {rest:,} more source{'' if rest == 1 else 's'}" if rest > 0 else ""
    noun = "Source" if len(named) == 1 else "Sources"
    weak = [claim for claim in claims if claim.is_weak_copy]
    copies = f" Read in a weak copy: {_ids(weak)}." if weak else ""
    return f"{noun}: {told}{more}. Claims: {_ids(claims)}.{copies}"


def _ids(claims: Sequence[Claim]) -> str:
    named = ", ".join(claim.claim_id for claim in claims[:MOST_CLAIMS])
    return named + left_out(len(claims) - MOST_CLAIMS)


def too_many_for_a_file(count: int, most: int) -> str:
    """Why a view cannot be handed over as one file, and what to do."""
    return (
        f"{count:,} claims are more than one file holds ({most:,}); narrow the view, or write a "
        "site of linked pages."
    )
