"""Whether a claim's dates go together: nobody tells of what has not happened yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nkmap.checks.rows import Found, rows
from nkmap.dates import BadDate, Period, parse
from nkmap.schema import KINDS, Evidence, Kind, Reading
from nkmap.tables import Problem, Text

_KINDS = frozenset(Kind)


def problems(texts: dict[str, Text]) -> Iterator[Problem]:
    """Words that are later than their publication, and events that are later than the words."""
    sources, claims = texts["sources"].frame, texts["claims"]
    published = dict(zip(sources["source_id"], sources["published"], strict=True))
    for row, cells in enumerate(rows(claims)):
        for column, wrong in _reading(cells):
            yield claims.problem(row, column, *wrong)
        for column, wrong in _verdicts(cells, published.get(cells["source_id"], "")):
            yield claims.problem(row, column, *wrong)


def _verdicts(cells: dict[str, str], published: str) -> Found:
    said = _period(cells["said_on"])
    day = _last(_period(published))
    if day and said and said.first_day and said.first_day > day:
        yield "said_on", (f"after its source was published ({published})", "correct one of the two")
        return
    if _may_lie_ahead(cells):
        return
    ends = (("published", published, day), ("said", cells["said_on"], _last(said)))
    for act, text, end in ends:
        if end and _goes_beyond(_period(cells["when"]), end):
            ahead = ", ".join(kind for kind, rule in KINDS.items() if rule.may_lie_ahead)
            remedy = f"correct one of the two; only {ahead} and announced transport may lie ahead"
            yield "when", (f"later than it was {act} ({text})", remedy)
            return


def _reading(cells: dict[str, str]) -> Found:
    """What nkmap read into a date stands in it: an end that the speaker gave is not nkmap's."""
    when, read = _period(cells["when"]), cells["our_reading"]
    if when is None and cells["when"]:
        return
    there = {
        Reading.START: when and when.start,
        Reading.END: when and when.end,
        Reading.DATES: when,
    }
    if read in there and not there[Reading(read)]:
        what = "date" if read == Reading.DATES else read
        yield "our_reading", (f"no {what} in when", "say which part of when is our reading")


def _may_lie_ahead(cells: dict[str, str]) -> bool:
    """Whether what is told may be still to come; what its kind is, is judged elsewhere."""
    if cells["kind"] not in _KINDS or KINDS[Kind(cells["kind"])].may_lie_ahead:
        return True
    return cells["kind"] == Kind.TRANSPORT and cells["evidence"] == Evidence.ANNOUNCEMENT


def _goes_beyond(when: Period | None, day: date) -> bool:
    """Whether a date begins after a day, or has an end that surely does."""
    return when is not None and any(end.first > day for end in (when.start, when.end) if end)


def _last(period: Period | None) -> date | None:
    return period.last_day if period else None


def _period(text: str) -> Period | None:
    try:
        return parse(text) if text else None
    except BadDate:  # told as a problem of its own cell
        return None
