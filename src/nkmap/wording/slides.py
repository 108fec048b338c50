"""What a slide of the briefing says beside its own sentence: its figure, its limit, its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nkmap.claim import Claim
from nkmap.schema import KINDS, MissingReason
from nkmap.wording.counts import ids
from nkmap.wording.dates import when
from nkmap.wording.figures import bare_figure, figure
from nkmap.wording.places import Names, destination, place_list
from nkmap.wording.sources import article

NO_FIGURE = "told without a figure"
MOST_CITED = 3
"""Sources that a slide's last line names; the rest is counted, and told on demand."""


def figure_split(claim: Claim) -> tuple[str, str, str]:
    """``wording.figure`` as what stands before the number, the number, and what follows it.

    Without a number the second part is empty and the first holds the words: ``number not
    reported (“some”)``.
    """
    whole, bare = figure(claim), bare_figure(claim)
    if not claim.has_figure:
        return whole, "", ""
    shown = bare if bare in whole else bare.replace(" to ", " and ")
    before, number, after = whole.partition(shown)
    return before, number, after


def slide_figure(claim: Claim) -> tuple[str, str, str]:
    """The key figure of a slide, split; a claim that tells of no number says so."""
    if claim.has_figure or claim.missing_reason is not MissingReason.NOT_APPLICABLE:
        return figure_split(claim)
    return f"{KINDS[claim.kind].label}, {NO_FIGURE}", "", ""


def slide_where(claim: Claim, place_names: Names) -> str:
    """Where and when a slide's figure belongs: ``Hyesan to Russia – place not reported, ...``."""
    start = place_list(claim.origin, place_names)
    end = destination(claim, place_names) if claim.destination else ""
    where = f"{start} to {end}" if start and end else start or end
    time = when(claim.when) if claim.when else ""
    return " · ".join(part for part in (where, time) if part)


def slide_speaker(claim: Claim) -> str:
    """Who says it, in the shortest words that name the speaker."""
    return f"Said by: {claim.said_by}"


def slide_caution(claim: Claim) -> str:
    """The first thing that a slide's figure must not be read as; empty where none is known."""
    return claim.caution[0] if claim.caution else ""


def slide_sources(
    key: Claim, claims: Sequence[Claim], sources: Mapping[str, pd.Series]
) -> tuple[str, str]:
    """The sources of a slide, that of its figure first, and the claims it rests on."""
    named = dict.fromkeys([key.source_id, *(claim.source_id for claim in claims)])
    told = [article(sources[source]) for source in named]
    more = f"; and {len(told) - MOST_CITED} more" if len(told) > MOST_CITED else ""
    first = [key, *(claim for claim in claims if claim.claim_id != key.claim_id)]
    noun = "Claim" if len(first) == 1 else "Claims"
    return f"Source: {'; '.join(told[:MOST_CITED])}{more}.", f"{noun} {ids(first)}"


def step_of(number: int, total: int) -> str:
    """Which step of how many: ``3 of 11``."""
    return f"{number} of {total}"
