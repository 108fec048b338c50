"""The words of the page that prepares a briefing, and of a step that is made from a view."""

from __future__ import annotations

from collections.abc import Mapping

from nkmap.claim import Claim
from nkmap.wording.counts import claim_count
from nkmap.wording.dated import dated
from nkmap.wording.figures import number
from nkmap.wording.places import Names, place_list
from nkmap.wording.scenes import kind_label
from nkmap.wording.sentences import attributed, sentence
from nkmap.wording.slides import slide_figure

__all__ = [
    "ABOUT_STORY_FILE",
    "NOT_ADDED_EMPTY",
    "NO_FILE_WITH_PROBLEMS",
    "NO_STEP_IN_FILE",
    "OWN_EMPTY",
    "OWN_NEEDS_ITS_FILE",
    "PREPARE_TITLE",
    "REPLACES",
    "STEP_COLUMNS",
    "UNREADABLE_STORY",
    "own_steps",
    "step_added",
    "step_fault",
    "step_key",
    "step_rests_on",
    "steps_opened",
    "story_is_full",
    "suggested_text",
    "suggested_title",
    "which_story",
]

PREPARE_TITLE = "Prepare a briefing"
NOT_ADDED_EMPTY = "This view shows no claim, so there is nothing that a slide could rest on."
OWN_NEEDS_ITS_FILE = (
    "story=own (a story of one's own stays in the session it was made in; open its file)"
)
OWN_EMPTY = (
    "Your own briefing has no step yet. Go to any page, choose what it shows, press “Share, cite, "
    "embed” and there “Add this view to a briefing”; or open a story.csv."
)
NO_STORY = "This dataset has no briefing of its own."
ABOUT_STORY_FILE = (
    "A story.csv holds the words of each step and the link to its claims, nothing else. It opens "
    "here again, and in the folder of a dataset it is that dataset's briefing."
)
UNREADABLE_STORY = "This file cannot be opened as a briefing. What to do, line by line:"
NO_STEP_IN_FILE = "This file holds no step, so your briefing stays as it was."
REPLACES = "This replaces the steps you have now. Download them first to keep them."
STEP_COLUMNS: Mapping[str, str] = {
    "title": "Title",
    "text": "Sentence",
    "notes": "Notes for whoever presents",
    "view": "Claims",
}
"""What a reader sees instead of the name of a column of ``story.csv``."""


def step_count(count: int) -> str:
    """A number of steps with its noun: ``1 step``, ``11 steps``."""
    return f"{number(count)} step{'' if count == 1 else 's'}"


def own_steps(count: int) -> str:
    """What stands below the button that adds a view: ``2 steps; edit or present the briefing.``."""
    return f"{step_count(count)} in your briefing; edit or present it."


def step_added(count: int) -> str:
    """What is said once a view has been added."""
    return f"Added as step {number(count)} of your briefing."


def story_is_full(most: int) -> str:
    """Why no further step can be added."""
    return f"Your briefing has {step_count(most)}, which is as many as one may have."


def which_story(own: int | None, shipped: int) -> str:
    """Which story the page shows; ``own`` is ``None`` where the reader has none of their own."""
    if own is not None:
        kept = "kept in this session only: download it to keep it"
        return f"Your own briefing, {step_count(own)}, {kept}."
    if not shipped:
        return NO_STORY
    return f"The briefing of this dataset, {step_count(shipped)}. It is read only; copy it to edit."


def step_rests_on(claims: int, total: int) -> str:
    """How many claims a step rests on: ``Rests on 3 of 138 claims.``."""
    return f"Rests on {number(claims)} of {claim_count(total)}."


def step_key(key: Claim) -> str:
    """The figure that the slide of a step shows, and its claim."""
    return f"Figure: {''.join(slide_figure(key))} ({key.claim_id})"


def step_fault(column: str, wrong: str, remedy: str) -> str:
    """What is wrong with a step, as a sentence: ``Title: holds no hedge; add one.``."""
    return f"{STEP_COLUMNS[column]}: {wrong}; {remedy}."


def steps_opened(count: int, faulty: int) -> str:
    """What is said once a file has been opened."""
    told = f"{step_count(count)} opened."
    if not faulty:
        return told
    return (
        f"{told} {number(faulty)} {'has' if faulty == 1 else 'have'} something to mend, see below."
    )


def suggested_title(key: Claim, names: Names, longest: int) -> str:
    """What a step about a claim may be called: the claim as one hedged sentence, or as a label."""
    words = sentence(key, names)
    where = place_list(key.told_of, names)
    label = ": ".join(filter(None, (kind_label(key), where)))
    return words if len(words) <= longest else f"{label}, {dated(key)}."


def suggested_text(key: Claim, names: Names, publisher: str, longest: int) -> str:
    """What a step about a claim may say: the same with who says so, ready to be read out.

    A date that is not the speaker's own stands on the slide anyway, and goes where room is short.
    """
    words = attributed(key, names, publisher)
    if len(words) <= longest:
        return words
    return attributed(key, names, publisher, with_note=False)


NO_FILE_WITH_PROBLEMS = (
    "A step has words that do not agree with its claims. Mend it first: "
    "a file cannot explain itself."
)
