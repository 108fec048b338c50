"""The words of a slide, and of the page on which a briefing is prepared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.wording import joined
from nkmap.wording.captions import kind_label
from nkmap.wording.counts import claim_count, ids, of_number, plural
from nkmap.wording.dates import dated, month, month_range
from nkmap.wording.hedges import bare_figure, figure
from nkmap.wording.places import Names, destination, place_list
from nkmap.wording.sentences import attributed, said_by, sentence
from nkmap.wording.sources import articles

_MOST_NAMED_CLAIMS = 3
"""Ids of claims on a slide's last lines; all of them are told on demand."""
_MOST_CITED, _LONGEST_CITED = 3, 64
"""Sources, and characters of them, on a slide's last lines; the rest is told on demand."""


def figure_split(claim: Claim) -> tuple[str, str, str]:
    """``hedges.figure`` as what stands before the number, the number, and what follows it.

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
    if not claim.is_words_only:
        return figure_split(claim)
    return f"{kind_label(claim)}, told without a figure", "", ""


def slide_facts(claim: Claim, place_names: Names) -> tuple[tuple[str, str], ...]:
    """When and where a slide's figure belongs and who says it, each with its name."""
    start = place_list(claim.origin, place_names)
    end = destination(claim, place_names) if claim.destination else ""
    found = (
        ("When", dated(claim) if claim.when or claim.said_on else ""),
        ("From" if end else "Where", start),
        ("To" if start else "Where", end),
        ("Says", said_by(claim)),
    )
    return tuple((name, words) for name, words in found if words)


def slide_sources(
    key: Claim, claims: Sequence[Claim], sources: Mapping[str, pd.Series]
) -> tuple[str, str]:
    """The sources of a slide, that of its figure first, and the claims it rests on."""
    told = articles([sources[claim.source_id] for claim in (key, *claims)])
    cited = told[:_MOST_CITED]
    while len(cited) > 1 and len("; ".join(cited)) > _LONGEST_CITED:
        cited = cited[:-1]
    more = f"; and {len(told) - len(cited)} more" if len(told) > len(cited) else ""
    first = [key, *(claim for claim in claims if claim.claim_id != key.claim_id)]
    noun, word = of_number(len(first), "Claim"), of_number(len(told), "Source")
    return f"{word}: {'; '.join(cited)}{more}.", f"{noun} {ids(first, _MOST_NAMED_CLAIMS)}"


def months_of_step(first: Month | None, last: Month | None) -> str:
    """The months of a step in words: ``September to December 2024``."""
    if first and last:
        return month_range(first, last, year_once=True)
    return f"from {month(first)}" if first else f"until {month(last)}" if last else ""


def not_on_strip(undated: int, crowded: int) -> str:
    """What a strip of months does not draw: claims without a date in it, or without room."""
    parts = [f"{claim_count(undated)} without a date here"] if undated else []
    parts += [f"{claim_count(crowded)} not drawn"] if crowded else []
    return "; ".join(parts)


def which_story(own: int | None, shipped: int) -> str:
    """Which story the page shows; ``own`` is ``None`` where the reader has none of their own."""
    if own is not None:
        kept = "kept in this session only: download it to keep it"
        return f"Your own briefing, {plural(own, 'step')}, {kept}."
    if not shipped:
        return "This dataset has no briefing of its own."
    steps = plural(shipped, "step")
    return f"The briefing of this dataset, {steps}. It is read only; copy it to edit."


def steps_opened(count: int, faulty: int) -> str:
    """What is said once a file has been opened."""
    told = f"{plural(count, 'step')} opened."
    if not faulty:
        return told
    return f"{told} {faulty:,} {'has' if faulty == 1 else 'have'} something to mend, see below."


def suggested_title(key: Claim, names: Names, longest: int) -> str:
    """What a step about a claim may be called: the claim as one hedged sentence, or as a label."""
    words = sentence(key, names)
    where = place_list(key.told_of, names)
    label = joined(kind_label(key), where, by=": ")
    return words if len(words) <= longest else f"{label}, {dated(key)}."


def suggested_text(key: Claim, names: Names, publisher: str, longest: int) -> str:
    """What a step about a claim may say: the same with who says so, ready to be read out.

    A date that is not the speaker's own stands on the slide anyway, and goes where room is short.
    """
    words = attributed(key, names, publisher)
    if len(words) <= longest:
        return words
    return attributed(key, names, publisher, with_note=False)
