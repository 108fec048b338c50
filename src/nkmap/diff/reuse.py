"""Whether an id still stands for the same claim.

Four marks make a claim what it is: its source, what it counts, where, and when. Each can be
corrected: a place that was wrong, a date that was misread. So one mark that differs is a change.
When two or more differ, nothing that a reader knew the claim by is left, and the id was reused. So
it was when the source differs and the statement it goes back to (``origin_group``) differs too: the
same words read elsewhere keep their statement.

A mark differs only when both versions state it and neither holds the other: a town instead of its
province, a day within the month, a date where there was none are the same place and time, told
better.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from nkmap.claim import Claim, records
from nkmap.dataset import Dataset


class Mark(StrEnum):
    """What makes a claim the claim it is; each value says how it can differ."""

    SOURCE = "another source"
    STATEMENT = "another statement"
    WHAT = "another kind or group"
    WHERE = "another place"
    WHEN = "another time"


def broken_marks(
    old: Dataset, new: Dataset, claim_ids: Collection[str]
) -> dict[str, tuple[Mark, ...]]:
    """The marks that differ, of those ids that stand for something else in the new version."""
    before, after = (
        {claim.claim_id: claim for claim in records(rows[rows["claim_id"].isin(claim_ids)])}
        for rows in (old.claims, new.claims)
    )
    within_old, within_new = (
        dict(zip(data.places["place_id"], data.places["within"], strict=True))
        for data in (old, new)
    )

    def is_elsewhere(was: tuple[str, ...], now: tuple[str, ...]) -> bool:
        """Whether both name places, and none of them is, holds or lies in one of the other."""
        is_named = bool(was and now)
        around_now = {place for own in now for place in within_new[own]}
        around_was = {place for own in was for place in within_old[own]}
        return is_named and around_now.isdisjoint(was) and around_was.isdisjoint(now)

    found: dict[str, tuple[Mark, ...]] = {}
    for claim_id in claim_ids:
        was, now = before[claim_id], after[claim_id]
        same_address = (
            old.source_by_id[was.source_id]["url"] == new.source_by_id[now.source_id]["url"]
        )
        differ = {
            # A source that was given a new id is the same one.
            Mark.SOURCE: was.source_id != now.source_id and not same_address,
            Mark.STATEMENT: was.origin_group != now.origin_group,
            Mark.WHAT: was.kind != now.kind or len({was.group, now.group} - {""}) > 1,
            Mark.WHERE: is_elsewhere(was.origin, now.origin)
            or is_elsewhere(was.destination, now.destination),
            Mark.WHEN: _ends_before(was, now) or _ends_before(now, was),
        }
        marks = tuple(mark for mark, differs in differ.items() if differs)
        told_elsewhere = differ[Mark.SOURCE] and differ[Mark.STATEMENT]
        if told_elsewhere or len(set(marks) - {Mark.STATEMENT}) > 1:
            found[claim_id] = marks
    return found


def _ends_before(one: Claim, two: Claim) -> bool:
    """Whether both have a date, and the first is over before the second can begin."""
    if one.last_day is None or two.first_day is None:
        return False
    return one.last_day < two.first_day
