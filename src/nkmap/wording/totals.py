"""Sums of reports, why there is none, and claims summed up by month, place and kind, in words."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap.claim import Claim
from nkmap.schema import KINDS, MILITARY, Kind, MissingReason
from nkmap.summary import Cell, NoTotal, Place, Reason, Total
from nkmap.wording.counts import claim_count, more_in_words
from nkmap.wording.dated import dated
from nkmap.wording.dates import month
from nkmap.wording.figures import REPORTED_NOT_COUNTED, axis_unit, figure, hedge_parts, number
from nkmap.wording.places import Names, place_list
from nkmap.wording.scenes import plate_line

__all__ = [
    "SUMMARY_KEY",
    "cell_limits",
    "cell_month",
    "figures_in",
    "summary_kind",
    "summary_place",
    "too_many_to_sum",
    "total_words",
    "why_no_total",
]

_MOST_FIGURES = 3
_MOST_IDS = 3


def total_words(found: Total | NoTotal) -> str:
    """A sum with its label and its parts' hedges, or why there is no sum.

    ``about 237 people: sum of 2 reports, not an estimate; hedge in the reports: “about”; 1 claim
    had no number``.
    """
    if isinstance(found, NoTotal):
        return why_no_total(found)
    own, behind = _hedge(found)
    hedges = dict.fromkeys(claim.qualifier for claim in found.reports if claim.qualifier)
    reports = number(len(found.reports))
    added = f"{own}{_sum(found)} {axis_unit(found.unit)}{behind}"
    parts = [f"{added}: sum of {reports} reports, not an estimate"]
    if hedges:
        quoted = ", ".join(f"“{hedge}”" for hedge in hedges)
        parts.append(f"hedge{'' if len(hedges) == 1 else 's'} in the reports: {quoted}")
    if found.without_number:
        parts.append(f"{claim_count(len(found.without_number))} had no number")
    return "; ".join(parts)


def _hedge(found: Total) -> tuple[str, str]:
    """What stands before and behind a sum: its parts' one word, else one that covers them all."""
    both = [hedge_parts(claim) for claim in found.reports]
    reports = list(dict.fromkeys(report for report, _ in both if report))
    # A range is told by its ends, and so is a sum of ranges.
    own = list(dict.fromkeys(word for _, word in both if word not in ("", "between")))
    before = own[0] if len(own) == 1 else "about" if own else ""
    behind = reports[0] if len(reports) == 1 else "reportedly" if reports else ""
    if behind and behind not in REPORTED_NOT_COUNTED:
        before, behind = f"{behind} {before}".strip(), ""
    return f"{before} " if before else "", f", {behind}" if behind else ""


def _sum(found: Total) -> str:
    low, high = (None if n is None else number(n) for n in (found.low, found.high))
    around = f"{low} to {high}"
    if low is None or high is None:
        around = f"at least {low}" if low else f"at most {high}" if high else ""
    if found.best is None:
        return around if low != high else str(low)
    exact = not around or found.low == found.best == found.high
    return number(found.best) + ("" if exact else f" ({around})")


_NO_TOTAL = {
    Reason.NO_NUMBER: "none of these claims has a number, which is not zero",
    Reason.ONE_FIGURE: "there is only one figure",
    Reason.KINDS: "these figures are of different kinds",
    Reason.GROUPS: "these figures are about different groups",
    Reason.UNITS: "these figures have different units",
    Reason.PURPOSE: "{ids} counts only those for one purpose",
    Reason.FELL: "{ids} tells of a fall, not of one number",
    Reason.LIMIT: "{ids} gives only a limit, not a number that can be added",
    Reason.NOT_CURRENT: "{ids} no longer stands",
    Reason.CONTESTED: "{ids} is contested",
    Reason.WEAK_COPY: "{ids} was read in a copy that may have changed it",
    Reason.CONFLICT: "{ids} does not agree with another report",
    Reason.PART: "{ids} is a part of another figure",
    Reason.SAME_ORIGIN: "{ids} go back to one statement",
    Reason.NO_DATES: "the first or last day of {ids} is not known",
    Reason.BEYOND: "{ids} reaches into other months",
    Reason.OVERLAP: "{ids} could count the same people",
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
    (" gives only a limit, not a number that", " give only limits, not numbers that"),
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


def figures_in(claims: Sequence[Claim], period: str = "") -> str:
    """The figures as stated, hedges and all, each different one once; the rest counted.

    Of a ``period`` in words, a figure that is of other months has its own beside it: what was
    counted in half a year was not counted in each of its months. Reports that leave their number
    out are told beside those that give one.
    """

    def told_of(claim: Claim) -> str:
        return plate_line(claim) if period and dated(claim) != period else figure(claim)

    told = list(dict.fromkeys(told_of(claim) for claim in claims if claim.has_figure))
    if not told:
        return "; ".join(dict.fromkeys(figure(claim) for claim in claims[:_MOST_FIGURES]))
    more = len(told) - _MOST_FIGURES
    words = "; ".join(told[:_MOST_FIGURES]) + (
        f"; and {number(more)} more figure{'' if more == 1 else 's'}" if more > 0 else ""
    )
    without = sum(
        not claim.has_figure and claim.missing_reason is not MissingReason.NOT_APPLICABLE
        for claim in claims
    )
    return words + (f"; {more_in_words(without)} without a number" if without else "")


SUMMARY_KEY = (
    "Low and high are limits that reports state; where figures differ, one without limits is its "
    "own. Best is told where all that state one agree and no report excludes it. A dash: not "
    "stated, or a report goes beyond. A figure that fell is two moments and limits nothing. A "
    "claim that touches several months stands in each of them. Origins are separate statements, "
    "however many reports repeat them. What no longer stands is told, but is no limit, no origin "
    "and in no total. A total is the sum of reports, not of limits and not an estimate, and only "
    "given where no two reports meet both in time and in place."
)


def too_many_to_sum(most: int) -> str:
    """Why very many claims are not summed up."""
    return f"Choose no more than {number(most)} claims to sum them up."
