"""What a slide of the briefing says beside its own sentence: its figure, its limit, its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nkmap.claim import Claim
from nkmap.months import Month
from nkmap.schema import MissingReason
from nkmap.wording.counts import claim_count, ids, left_out
from nkmap.wording.dated import dated
from nkmap.wording.dates import month
from nkmap.wording.figures import bare_figure, figure
from nkmap.wording.places import Names, destination, place_list
from nkmap.wording.scenes import kind_label
from nkmap.wording.sentences import told_by
from nkmap.wording.sources import articles

__all__ = [
    "CLOSE_HINT",
    "NO_BRIEFING",
    "NO_BRIEFING_HINT",
    "NO_MONTHS_OF_STEP",
    "NO_NOTES",
    "OWN_WORDS",
    "figure_split",
    "months_of_step",
    "next_step",
    "not_on_strip",
    "notes_title",
    "slide_caution",
    "slide_facts",
    "slide_figure",
    "slide_sources",
    "step_of",
    "who_hint",
    "who_title",
]

MOST_NAMED_CLAIMS = 3
"""Ids of claims on a slide's last lines; all of them are told on demand."""
NO_FIGURE = "told without a figure"
MOST_CITED, LONGEST_CITED = 3, 64
"""Sources, and characters of them, on a slide's last lines; the rest is told on demand."""


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
    return f"{kind_label(claim)}, {NO_FIGURE}", "", ""


def slide_facts(claim: Claim, place_names: Names) -> tuple[tuple[str, str], ...]:
    """When and where a slide's figure belongs and who says it, each with its name."""
    start = place_list(claim.origin, place_names)
    end = destination(claim, place_names) if claim.destination else ""
    found = (
        ("When", dated(claim) if claim.when or claim.said_on else ""),
        ("From" if end else "Where", start),
        ("To" if start else "Where", end),
        ("Says", told_by(claim)),
    )
    return tuple((name, words) for name, words in found if words)


def slide_caution(claim: Claim) -> str:
    """The first thing that a slide's figure must not be read as; empty where none is known."""
    return claim.caution[0] if claim.caution else ""


def slide_sources(
    key: Claim, claims: Sequence[Claim], sources: Mapping[str, pd.Series]
) -> tuple[str, str]:
    """The sources of a slide, that of its figure first, and the claims it rests on."""
    told = articles([sources[claim.source_id] for claim in (key, *claims)])
    fitting = [
        number
        for number in range(1, MOST_CITED + 1)
        if number == 1 or len("; ".join(told[:number])) <= LONGEST_CITED
    ]
    cited = told[: max(fitting)]
    more = f"; and {len(told) - len(cited)} more" if len(told) > len(cited) else ""
    first = [key, *(claim for claim in claims if claim.claim_id != key.claim_id)]
    noun = "Claim" if len(first) == 1 else "Claims"
    rest = len(first) - MOST_NAMED_CLAIMS
    listed = ids(first[:MOST_NAMED_CLAIMS]) + left_out(rest)
    word = "Source" if len(told) == 1 else "Sources"
    return f"{word}: {'; '.join(cited)}{more}.", f"{noun} {listed}"


def step_of(number: int, total: int) -> str:
    """Which step of how many: ``3 of 11``."""
    return f"{number} of {total}"


NO_BRIEFING = "This dataset has no briefing yet."
NO_BRIEFING_HINT = (
    "Steps stand in story.csv. A briefing of your own can be made of any view: "
    "add it by “Add this view to a briefing”."
)
OWN_WORDS = "The presenter’s own words."
NO_NOTES = "No notes for this step."
CLOSE_HINT = "Esc closes it."


def who_title(number: int) -> str:
    """The heading over the claims behind a slide."""
    return f"Who says so? Step {number}"


def who_hint(count: int) -> str:
    """How many claims stand behind a slide, and how to go back to it."""
    told = "One claim stands" if count == 1 else f"{count:,} claims stand"
    return f"{told} behind this step, the one with its figure first. {CLOSE_HINT}"


def notes_title(number: int) -> str:
    """The heading over the presenter's notes."""
    return f"Notes to step {number}"


def next_step(title: str) -> str:
    """What comes next."""
    return f"Next: {title}" if title else "This is the last step."


NO_MONTHS_OF_STEP = "No month is given"


def months_of_step(first: Month | None, last: Month | None) -> str:
    """The months of a step in words: ``September to December 2024``."""
    if first and last:
        if first == last:
            return month(first)
        start = month(first)
        same = first[:4] == last[:4]
        return f"{start.removesuffix(f' {first[:4]}') if same else start} to {month(last)}"
    return f"from {month(first)}" if first else f"until {month(last)}" if last else ""


def not_on_strip(undated: int, crowded: int) -> str:
    """What a strip of months does not draw: claims without a date in it, or without room."""
    parts = [f"{claim_count(undated)} without a date here"] if undated else []
    parts += [f"{claim_count(crowded)} not drawn"] if crowded else []
    return "; ".join(parts)
