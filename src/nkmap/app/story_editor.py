"""The reader's own briefing: what a session holds of it, and how it is changed.

A session holds rows of plain texts and no objects of ours, so that code that is reloaded while
somebody edits cannot break them. A row has an id of its own, by which its widgets know it wherever
it stands.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal, NamedTuple, cast

import streamlit as st

from nkmap import story
from nkmap.app import live_dataset, session
from nkmap.app.session import OWN_STORY
from nkmap.cache import cached
from nkmap.characters import cleaned
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence
from nkmap.relations import lead_claim
from nkmap.schema import KINDS, OVERLAYS, Measure
from nkmap.story import LONGEST, LONGEST_STORY, Step
from nkmap.view import View
from nkmap.wording import TEXTS, WORDS, slides

Words = Literal["title", "text", "notes"]
"""What a reader may write of a step."""

LONGEST_WRITTEN = 5_000
"""Characters of one text of a step; enough for any note, and a session holds no book."""


class Row(NamedTuple):
    """A step as a session holds it."""

    row_id: str
    title: str
    text: str
    notes: str
    query: str


Rows = tuple[Row, ...]


# ---------------------------------------------------------------- rows, changed


def row_of(step: Step) -> Row:
    """Give a step an id of its own."""
    return Row(uuid.uuid4().hex[:12], step.title, step.text, step.notes, step.query)


def added(rows: Rows, row: Row) -> Rows:
    """Add a row at the end, as long as there may be one more."""
    return (*rows, row) if len(rows) < LONGEST_STORY else rows


def moved(rows: Rows, index: int, by: int) -> Rows:
    """Move a row so many places further down; up where ``by`` is negative.

    It stays where it would leave the list; an index that is not there changes nothing.
    """
    if index not in range(len(rows)):
        return rows
    rest = list(rows)
    row = rest.pop(index)
    rest.insert(max(0, min(index + by, len(rest))), row)
    return tuple(rest)


def edited(rows: Rows, index: int, column: Words, words: str) -> Rows:
    """Put other words into a row.

    A title or a sentence that is emptied stays as it was: a file of steps without one does not
    open again.
    """
    written = clean(words, keep_lines=column == "notes")
    if index not in range(len(rows)) or not (written or column == "notes"):
        return rows
    changed = rows[index]._replace(**{column: written})
    return (*rows[:index], changed, *rows[index + 1 :])


def removed(rows: Rows, index: int) -> Rows:
    """Take a row out."""
    return rows[:index] + rows[index + 1 :] if index in range(len(rows)) else rows


def clean(words: str, *, keep_lines: bool) -> str:
    """Clean words as a cell of ``story.csv`` holds them: text alone, without blank ends."""
    text = cleaned(words)
    text = text if keep_lines else " ".join(text.split())
    return text.strip()[:LONGEST_WRITTEN].strip()


# ---------------------------------------------------------------- the session's own


def rows() -> Rows:
    """The steps of the reader's own story, with their ids; none where there is no story."""
    return tuple(Row(*row) for row in st.session_state.get(OWN_STORY, ()))


def is_started() -> bool:
    """Whether the reader has a story of their own, even without a step."""
    return OWN_STORY in st.session_state


def _hold(changed: Iterable[Row]) -> None:
    st.session_state[OWN_STORY] = tuple(tuple(row) for row in changed)


def steps() -> tuple[Step, ...]:
    """The steps of the reader's own story."""
    return tuple(
        Step(row.title, row.text, row.notes, row.query, session.view_of(row.query))
        for row in rows()
    )


def shown() -> tuple[Step, ...]:
    """The steps that a briefing shows: the reader's own where the view asks for them."""
    own = steps() if session.view().own_story else ()
    return own or live_dataset.data().steps


def add(view: View) -> bool:
    """Add what a slide can show of a view; false where it shows no claim or the story is full."""
    step = step_of(live_dataset.data(), view)
    if step is None or len(rows()) >= LONGEST_STORY:
        return False
    _hold(added(rows(), row_of(step)))
    return True


def change(row_id: str, make: Callable[..., Rows], *how: object) -> None:
    """Change the rows: ``make`` is given them, the place of the one with that id, and how."""
    ids = [row.row_id for row in rows()]
    if row_id in ids:
        _hold(make(rows(), ids.index(row_id), *how))


def replace_all(new: Iterable[Step]) -> None:
    """Put other steps in the place of all that there are."""
    _hold(row_of(step) for step in tuple(new)[:LONGEST_STORY])


def forget() -> None:
    """Have no story of one's own any more."""
    st.session_state.pop(OWN_STORY, None)


# ---------------------------------------------------------------- a step from a view


def step_of(data: Dataset, view: View) -> Step | None:
    """Make a step of a view, with words suggested for it; ``None`` where it shows no claim."""
    narrowed = slide_view(data, view)
    if narrowed is None:
        return None
    key = Evidence(data, narrowed).claim(narrowed.claim or "")
    publisher = str(data.source_by_id[key.source_id]["publisher"])
    text = slides.suggested_text(key, data.names, publisher, LONGEST["text"])
    title = slides.suggested_title(key, data.names, LONGEST["title"])
    step = Step(title, text, "", narrowed.to_query(), narrowed)
    # A title that is refused without its speaker takes the words that name them.
    return replace(step, title=text) if faults(data, step) else step


def slide_view(data: Dataset, view: View) -> View | None:
    """Narrow a view to what a slide can show: figures of one kind, and the claim that leads.

    That claim is the one that is open, else the one that leads. What has no figure stays beside.
    """
    found = Evidence(data, view).shown
    if not found:
        return None
    leading = [claim for claim in found if claim.kind not in OVERLAYS] or found
    is_open = (claim for claim in found if claim.claim_id == view.claim)
    key = next(is_open, None) or lead_claim(leading)
    beside = {claim.kind for claim in found if KINDS[claim.kind].measure is Measure.NONE}
    return view.limits.with_(
        kinds=(key.kind, *sorted(beside)), claim=key.claim_id, frame=view.frame
    )


# ---------------------------------------------------------------- problems and files


@cached
def faults(data: Dataset, step: Step) -> tuple[tuple[Words | Literal["view"], str], ...]:
    """Check a step; gives for each fault the column and a sentence about it."""
    found = story.step_problems(step, data.claims, data.known)
    return tuple(
        (cast("Words", column), f"{WORDS['step'][column]}: {wrong}; {remedy}.")
        for column, wrong, remedy in found
    )


def has_faults(steps: Iterable[Step]) -> bool:
    """Whether a word or a view of the steps is wrong: a file has nobody beside it to explain."""
    return any(faults(live_dataset.data(), step) for step in steps)


def open_file(raw: bytes) -> tuple[str, ...]:
    """Make the steps in a file the reader's own; else leave all as it was and say why not."""
    found, wrong = story.opened(raw, live_dataset.data().known)
    if wrong:
        return tuple(str(problem) for problem in wrong)
    if not found:
        return (TEXTS["no_step_in_file"],)
    replace_all(found)
    return ()
