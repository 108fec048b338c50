"""Two periods against each other, and small pictures of claims by month, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nkmap.claim import Claim
from nkmap.months import Month
from nkmap.schema import KINDS, MILITARY, Kind
from nkmap.summary import Change, Status
from nkmap.wording.counts import claim_count, more_claims, more_in_words, not_listed
from nkmap.wording.dates import month
from nkmap.wording.figures import number
from nkmap.wording.places import Names
from nkmap.wording.scenes import lead_claim
from nkmap.wording.sentences import sentence
from nkmap.wording.totals import figures_in, summary_kind, summary_place

__all__ = [
    "COMPARISON_KEY",
    "MULTIPLES_KEY",
    "NOTHING_TO_COMPARE",
    "NO_COMMON_BAR",
    "NO_MONTHS",
    "NO_REPORT",
    "change_status",
    "comparison_alt",
    "comparison_caption",
    "comparison_headline",
    "ended_not_drawn",
    "in_periods",
    "more_in_table",
    "multiples_alt",
    "nothing_to_draw",
    "only_in_the_table",
    "origin_panel",
    "period_counting",
    "period_words",
    "periods_key",
    "several",
    "without_month",
]


def period_words(first: Month, last: Month) -> str:
    """Months from first to last: ``December 2024``, ``October 2024 to January 2025``."""
    return month(first) if first == last else f"{month(first)} to {month(last)}"


_COUNTED = {
    Status.NEW: "new",
    Status.GONE: "gone",
    Status.CHANGED: "changed",
    Status.SAME: "the same",
}


def comparison_headline(changes: Sequence[Change], first: str, second: str) -> str:
    """``December 2024 against November 2024: 3 new, 1 gone, 2 changed, 4 the same.``.

    ``first`` and ``second`` are the periods in words. What is counted are places and kinds.
    """
    if not changes:
        return f"No claim shown touches {first} or {second}. That is not a report of nothing."
    counts: Mapping[Status, int] = {
        status: sum(change.status is status for change in changes) for status in Status
    }
    told = [f"{number(counts[status])} {words}" for status, words in _COUNTED.items()]
    if ended := counts[Status.ENDED]:
        told.append(f"{number(ended)} no longer stand{'s' if ended == 1 else ''}")
    return f"{second} against {first}: {', '.join(told)}."


NOTHING_TO_COMPARE = "No claim in this dataset has a month."
NO_COMMON_BAR = "No bar for spans of different length, nor for figures marked “only”."
"""Why some figures that stand below each other have words alone."""
NO_REPORT = "no claim shown, not zero"
NO_STANDING_REPORT = "no claim shown that still stands, not zero"

COMPARISON_KEY = (
    "Places and kinds of figure are counted, not people. New: among what is shown, only in the "
    "second period. Gone: no claim shown in the second period, which is not zero and does not say "
    "that it ended. Changed: in both, with other figures or other words about them. Reports that "
    "were superseded or withdrawn are listed and marked, but are no news: where no other report is "
    "left, the row no longer stands. Claims that cannot be put into a month are left out."
)


def change_status(change: Change) -> str:
    """What became of the reports of one kind about one place, in a few words."""
    first, second = change.standing
    same_reports = {c.claim_id for c in first} == {c.claim_id for c in second}
    if change.status is Status.SAME and same_reports:
        return "the same report" if len(first) == 1 else "the same reports"
    return {
        Status.NEW: "new",
        Status.GONE: f"gone: {NO_STANDING_REPORT if change.second else NO_REPORT}",
        Status.CHANGED: f"changed: {_what_differs(change)}",
        Status.SAME: (
            f"the same figures{', called otherwise' if change.is_called_otherwise else ''}"
            if any(claim.has_figure for claim in first)
            else "reported in both, without a number"
        ),
        Status.ENDED: Status.ENDED.value,
    }[change.status]


def _what_differs(change: Change) -> str:
    first, second = (any(claim.has_figure for claim in own) for own in change.standing)
    if first != second:
        return f"a number only in the {'first' if first else 'second'} period"
    return "other figures" if change.has_other_numbers else "other words"


def in_periods(change: Change, first: str, second: str) -> tuple[tuple[Claim, str], ...]:
    """The claims of a change, each once, with the period it touches, or that it touches both."""
    both, before = change.both, {claim.claim_id for claim in change.first}

    def words(claim: Claim) -> str:
        if claim.claim_id in both:
            return "both periods"
        return first if claim.claim_id in before else second

    return tuple((claim, words(claim)) for claim in change.claims)


def more_in_table(count: int) -> str:
    """How many claims a picture leaves to the table."""
    return f"and {more_in_words(count)} in the table"


def comparison_caption(listed: int, total: int) -> str:
    """What the table of two periods lists: ``The reports of both periods (300 of 1,234)``."""
    if not total:
        return "No claim shown touches either period"
    more = f" of {number(total)}" if total > listed else ""
    return f"The reports of both periods ({number(listed)}{more})"


def period_counting(period: str, counting: str) -> str:
    """What is shown of one of several periods and what is hidden."""
    return f"{period}: {counting}"


def periods_key(first: str, second: str) -> tuple[str, str, str]:
    """What a sign stands for: either period, or both."""
    return first, second, "one report that touches both"


# ---------------------------------------------------------------- small pictures

MULTIPLES_KEY = (
    "Height: number of claims, not people. Filled: with a number. Dashed: without a number."
)
NO_MONTHS = "No claim shown here can be put into a month."


def origin_panel(place: str, group: str, names: Names) -> str:
    """The name of a picture: a place of origin, with the group where it is not the workers'."""
    name = names.get(place, place) if place else "No origin given"
    return f"{name}: {group}" if group in MILITARY else name


def several(claims: Sequence[Claim], names: Names) -> str:
    """One claim of several as a sentence, and how many more there are."""
    return " ".join([sentence(lead_claim(claims), names), *more_claims(len(claims) - 1)])


def multiples_alt(panels: Sequence[tuple[str, int]], rest: str) -> str:
    """The small pictures in words: the name of each and its claims, then ``rest``."""
    told = "; ".join(f"{name}: {claim_count(count)}" for name, count in panels)
    return f"Claims by month. {told}. {rest}"


def ended_not_drawn(count: int) -> str:
    """How many claims a picture leaves out because they no longer stand."""
    if not count:
        return ""
    verbs = ("stands", "is") if count == 1 else ("stand", "are")
    return f"{claim_count(count)} no longer {verbs[0]} and {verbs[1]} not drawn."


def without_month(count: int) -> str:
    """How many claims a picture of months leaves out."""
    if not count:
        return ""
    verb = "has" if count == 1 else "have"
    return f"{claim_count(count)} {verb} no month and {'is' if count == 1 else 'are'} not drawn."


def comparison_alt(
    changes: Sequence[Change], first: str, second: str, names: Names, counting: Sequence[str]
) -> str:
    """The picture of two periods in words: each place and kind, what became of it, its figures.

    ``counting`` says for either period what is shown and what is hidden.
    """
    told = []
    for change in changes[:_MOST_TOLD]:
        about = summary_place(change.place, names), summary_kind(change.kind, change.group)
        sides = f"{first}: {_side(change.first, first)}; {second}: {_side(change.second, second)}"
        told.append(f"{', '.join(about)}: {change_status(change)}; {sides}.")
    rest = not_listed(len(changes) - len(told), "places and kinds")
    return " ".join(filter(None, [*told, rest, *counting]))


_MOST_TOLD = 40


def _side(claims: Sequence[Claim], period: str) -> str:
    return figures_in(claims, period) if claims else NO_REPORT


def nothing_to_draw(changes: Sequence[Change]) -> str:
    """Why there is no picture of two periods."""
    if not changes:
        return (
            "Nothing to draw: no claim shown touches either period. "
            "That is not a report of nothing."
        )
    return "Nothing to draw: the reports of both periods are not counts; the table below has them."


def only_in_the_table(kinds: Sequence[Kind]) -> str:
    """Which kinds count nothing and so have no picture."""
    listed = ", ".join(KINDS[kind].label for kind in dict.fromkeys(kinds))
    return f"Told without figures, in the table below: {listed}."
