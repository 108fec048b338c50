"""Sums of reports, why there is none, and two periods against each other, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nkmap.claim import Claim
from nkmap.months import Month
from nkmap.schema import KINDS, MILITARY, Kind, MissingReason
from nkmap.summary import Cell, Change, NoTotal, Place, Reason, Status, Total
from nkmap.wording.counts import claim_count, more_claims
from nkmap.wording.dates import month
from nkmap.wording.figures import NOT_REPORTED, axis_unit, figure, number
from nkmap.wording.places import Names, place_list
from nkmap.wording.scenes import lead_claim
from nkmap.wording.sentences import sentence

_MOST_FIGURES = 3
_MOST_IDS = 3


def total_words(found: Total | NoTotal) -> str:
    """A sum with its label and its parts' hedges, or why there is no sum.

    ``237 people: sum of 2 reports, not an estimate; hedge in the reports: “about”; 1 claim had no
    number``.
    """
    if isinstance(found, NoTotal):
        return why_no_total(found)
    unit = axis_unit(found.reports[0].unit)
    hedges = dict.fromkeys(claim.qualifier for claim in found.reports if claim.qualifier)
    reports = number(len(found.reports))
    parts = [f"{_sum(found)} {unit}: sum of {reports} reports, not an estimate"]
    if hedges:
        quoted = ", ".join(f"“{hedge}”" for hedge in hedges)
        parts.append(f"hedge{'' if len(hedges) == 1 else 's'} in the reports: {quoted}")
    if found.without_number:
        parts.append(f"{claim_count(len(found.without_number))} had no number")
    return "; ".join(parts)


def _sum(found: Total) -> str:
    if found.low is None or found.high is None:
        limits = {"at least": found.low, "at most": found.high}
        return "".join(f"{word} {number(n)}" for word, n in limits.items() if n is not None)
    around = f"{number(found.low)} to {number(found.high)}"
    if found.best is None:
        return around if found.low != found.high else number(found.low)
    return number(found.best) + ("" if found.low == found.best == found.high else f" ({around})")


_NO_TOTAL = {
    Reason.NO_NUMBER: "no number was reported, which is not zero",
    Reason.ONE_FIGURE: "there is only one figure",
    Reason.KINDS: "these figures are of different kinds",
    Reason.GROUPS: "these figures are about different groups",
    Reason.UNITS: "these figures have different units",
    Reason.PURPOSE: "{ids} counts only those for one purpose",
    Reason.FELL: "{ids} tells of a fall, not of one number",
    Reason.NOT_CURRENT: "{ids} no longer stands",
    Reason.CONTESTED: "{ids} is contested",
    Reason.WEAK_COPY: "{ids} was read in a copy that may have changed it",
    Reason.CONFLICT: "{ids} does not agree with another report",
    Reason.PART: "{ids} is a part of another figure",
    Reason.SAME_ORIGIN: "{ids} go back to one statement",
    Reason.NO_DATES: "the first or last day of {ids} is not known",
    Reason.BEYOND: "{ids} reaches into other months",
    Reason.OVERLAP: "{ids} could count the same people",
    Reason.LIMITS: "some figures are only lower limits, others only upper limits",
}


def why_no_total(found: NoTotal) -> str:
    """Why there is no total: ``No total: AP2501-18 reaches into other months.``."""
    if found.kind:
        why = KINDS[found.kind].no_total
        return f"No total: {why[0].lower()}{why[1:]}"
    words = _NO_TOTAL[found.reason].format(ids=_listed(found.claims))
    if len(found.claims) > 1:
        for one, many in _PLURALS:
            words = words.replace(one, many)
    return f"No total: {words}."


_PLURALS = (
    (" counts only", " count only"),
    (" tells of a fall", " tell of a fall"),
    (" no longer stands", " no longer stand"),
    (" is contested", " are contested"),
    (" was read in a copy", " were read in copies"),
    ("may have changed it", "may have changed them"),
    (" does not agree", " do not agree"),
    (" is a part of another figure", " are parts of other figures"),
    (" reaches into", " reach into"),
)


def _listed(ids: Sequence[str]) -> str:
    told = list(ids[:_MOST_IDS])
    more = len(ids) - len(told)
    if more:
        told.append(f"{number(more)} more")
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


# ---------------------------------------------------------------- a pivot


def cell_month(cell: Cell) -> str:
    """The month of a cell that has one: ``December 2024``."""
    return month(cell.month) if cell.month else "no month"


def summary_place(place: Place, names: Names) -> str:
    """The place or places a figure belongs to, together: ``Hyesan and Musan, together``."""
    if not place:
        return "no place given"
    return place_list(place, names) + (", together" if len(place) > 1 else "")


def summary_kind(kind: Kind, group: str, unit: str = "") -> str:
    """A kind, with its unit where it has one and the group where it is not the workers'."""
    label, counted = KINDS[kind].label, axis_unit(unit)
    if counted not in ("", label.lower()):
        label += f" ({counted})"
    return f"{label}: {group}" if group in MILITARY else label


def cell_limits(cell: Cell) -> tuple[str, str, str]:
    """The lowest low, the best and the highest high of a cell in words; empty: not stated."""
    low, best, high = (
        "" if value is None else number(value) for value in (cell.low, cell.best, cell.high)
    )
    return low, "they differ" if len(cell.bests) > 1 else best, high


def figures_in(claims: Sequence[Claim]) -> str:
    """The figures as stated, hedges and all, each different one once; the rest counted.

    Reports that leave their number out are told beside those that give one.
    """
    told = list(dict.fromkeys(figure(claim) for claim in claims if claim.has_figure))
    if not told:
        return "; ".join(dict.fromkeys(figure(claim) for claim in claims[:_MOST_FIGURES]))
    more = len(told) - _MOST_FIGURES
    words = "; ".join(told[:_MOST_FIGURES]) + (f"; and {number(more)} more" if more > 0 else "")
    without = sum(
        not claim.has_figure and claim.missing_reason is not MissingReason.NOT_APPLICABLE
        for claim in claims
    )
    return words + (f"; {number(without)} more without its number" if without else "")


# ---------------------------------------------------------------- two periods


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
        return f"No claim touches {first} or {second}. That is not a report of nothing."
    counts: Mapping[Status, int] = {
        status: sum(change.status is status for change in changes) for status in Status
    }
    told = [f"{number(counts[status])} {words}" for status, words in _COUNTED.items()]
    if ended := counts[Status.ENDED]:
        told.append(f"{number(ended)} no longer stand{'s' if ended == 1 else ''}")
    return f"{second} against {first}: {', '.join(told)}."


NOTHING_TO_COMPARE = "No claim in this dataset has a month."
NO_REPORT = "no report, not zero"
NO_STANDING_REPORT = "no report that still stands, not zero"

COMPARISON_KEY = (
    "Places and kinds of figure are counted, not people. New: only in the second period. Gone: no "
    "report in the second period, which is not zero and does not say that it ended. Changed: in "
    "both, with other figures. Reports that were superseded or withdrawn are listed and marked, "
    "but are no news: where no other report is left, the row no longer stands. Claims that cannot "
    "be put into a month are left out."
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
        Status.CHANGED: "changed: other figures",
        Status.SAME: (
            "the same figures"
            if any(claim.has_figure for claim in first)
            else "reported in both, without a number"
        ),
        Status.ENDED: Status.ENDED.value,
    }[change.status]


def other_end(claim: Claim, names: Names) -> str:
    """Where people went, of a claim that belongs to where they are from, or the other way round.

    ``to Russia``, ``from Hyesan``; empty where that is not told, or withheld.
    """
    if not claim.about:
        return ""
    way, places = (
        ("to", claim.destination) if claim.about == claim.origin else ("from", claim.origin)
    )
    return f"{way} {place_list(places, names)}" if places else ""


def in_periods(change: Change, first: str, second: str) -> tuple[tuple[Claim, str], ...]:
    """The claims of a change, each once, with the period it touches, or that it touches both."""
    both, before = change.both, {claim.claim_id for claim in change.first}

    def words(claim: Claim) -> str:
        if claim.claim_id in both:
            return "both periods"
        return first if claim.claim_id in before else second

    return tuple((claim, words(claim)) for claim in change.claims)


def and_rest(count: int, what: str) -> str:
    """How many rows or parts of a picture are left out: nothing is cut without a word."""
    return f"And {number(count)} more {what}, not listed here." if count else ""


def more_in_table(count: int) -> str:
    """How many claims a picture leaves to the table."""
    return f"and {number(count)} more in the table"


def comparison_caption(listed: int, total: int) -> str:
    """What the table of two periods lists: ``The reports of both periods (300 of 1,234)``."""
    if not total:
        return "No claim touches either period"
    more = f" of {number(total)}" if total > listed else ""
    return f"The reports of both periods ({number(listed)}{more})"


def period_counting(period: str, counting: str) -> str:
    """What is shown of one of several periods and what is hidden."""
    return f"{period}: {counting}"


def periods_key(first: str, second: str) -> tuple[str, str, str, str]:
    """What a mark stands for: of either period, of both, and without a number."""
    return first, second, "one report that touches both", NOT_REPORTED


# ---------------------------------------------------------------- small pictures

MULTIPLES_KEY = ("Height: number of claims, not people.", "with a number", "without a number")
"""What a height is, and its two looks."""
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
        sides = f"{first}: {_side(change.first)}; {second}: {_side(change.second)}"
        told.append(f"{', '.join(about)}: {change_status(change)}; {sides}.")
    rest = and_rest(len(changes) - len(told), "places and kinds")
    return " ".join(filter(None, [*told, rest, *counting]))


_MOST_TOLD = 40


def _side(claims: Sequence[Claim]) -> str:
    return figures_in(claims) if claims else NO_REPORT


SUMMARY_KEY = (
    "Low and high are limits that reports state; where figures differ, one without limits is its "
    "own. Best is told where all that state one agree and no report excludes it. A dash: not "
    "stated, or a report goes beyond. A figure that fell is two moments and limits nothing. A "
    "claim that touches several months stands in each of them. Origins are independent statements, "
    "however many reports repeat them. What no longer stands is told, but is no limit, no origin "
    "and in no total. A total is the sum of reports, not an estimate, and only given where no two "
    "reports meet both in time and in place."
)


def nothing_to_draw(changes: Sequence[Change]) -> str:
    """Why there is no picture of two periods."""
    if not changes:
        return "Nothing to draw: no claim touches either period. That is not a report of nothing."
    return "Nothing to draw: the reports of both periods count nothing; the table below has them."


def only_in_the_table(kinds: Sequence[Kind]) -> str:
    """Which kinds count nothing and so have no picture."""
    listed = ", ".join(KINDS[kind].label for kind in dict.fromkeys(kinds))
    return f"Told without figures, in the table below: {listed}."


def too_many_to_sum(most: int) -> str:
    """Why very many claims are not summed up."""
    return f"Choose no more than {number(most)} claims to sum them up."
