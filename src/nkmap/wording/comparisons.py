"""Figures side by side: two periods, small pictures, series, and sums or why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nkmap.claim import Claim
from nkmap.relations import lead_claim
from nkmap.schema import KINDS, MILITARY, PEOPLE, REPORTED_NOT_COUNTED, Kind
from nkmap.summary import Change, NoTotal, Place, Status, SummaryCell, Total
from nkmap.wording import TEXTS, WORDS, joined
from nkmap.wording.captions import area_line
from nkmap.wording.counts import (
    and_more_told,
    claim_count,
    more_in_words,
    not_listed,
    of_number,
    plural,
)
from nkmap.wording.dates import dated
from nkmap.wording.hedges import axis_unit, figure, hedge_parts
from nkmap.wording.places import Names, listed, other_end, place_list
from nkmap.wording.sentences import sentence


def comparison_headline(changes: Sequence[Change], first: str, second: str) -> str:
    """``December 2024 against November 2024: 3 new, 1 gone, 2 changed, 4 the same.``.

    ``first`` and ``second`` are the periods in words. What is counted are places and kinds.
    """
    if not changes:
        return f"No claim shown touches {first} or {second}. That is not a report of nothing."
    counts = Counter(change.status for change in changes)
    words = {Status.NEW: "new", Status.GONE: "gone", Status.CHANGED: "changed"}
    told = [
        f"{counts[status]:,} {word}" for status, word in (words | {Status.SAME: "the same"}).items()
    ]
    if ended := counts[Status.ENDED]:
        told.append(f"{ended:,} no longer stand{'s' if ended == 1 else ''}")
    return f"{second} against {first}: {', '.join(told)}."


def change_status(change: Change) -> str:
    """What became of the reports of one kind about one place, in a few words."""
    first, second = change.standing
    same_reports = {c.claim_id for c in first} == {c.claim_id for c in second}
    if change.status is Status.SAME and same_reports:
        return of_number(len(first), "the same report")
    # What no longer stands may still be there.
    gone = "no claim shown that still stands, not zero" if change.second else TEXTS["no_report"]
    return {
        Status.NEW: "new",
        Status.GONE: f"gone: {gone}",
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


def comparison_caption(listed: int, total: int) -> str:
    """What the table of two periods lists: ``The reports of both periods (300 of 1,234)``."""
    if not total:
        return "No claim shown touches either period"
    more = f" of {total:,}" if total > listed else ""
    return f"The reports of both periods ({listed:,}{more})"


def origin_panel(place: str, group: str, names: Names) -> str:
    """The name of a picture: a place of origin, with the group where it is not the workers'."""
    name = names.get(place, place) if place else "No origin given"
    return f"{name}: {group}" if group in MILITARY else name


def country_panel(code: str, kind: str, names: Names) -> str:
    """The name of a picture of one kind of claim about a country of destination."""
    where = names.area(code) if code else "No country named"
    return f"{where[:1].upper()}{where[1:]}: {kind[:1].lower()}{kind[1:]}"


def several(claims: Sequence[Claim], names: Names) -> str:
    """One claim of several as a sentence, and how many more there are."""
    return joined(sentence(lead_claim(claims), names), and_more_told(len(claims) - 1))


def multiples_alt(panels: Sequence[tuple[str, int]], rest: str) -> str:
    """The small pictures in words: the name of each and its claims, then ``rest``."""
    told = "; ".join(f"{name}: {claim_count(count)}" for name, count in panels)
    return f"Claims by month. {told}. {rest}"


def comparison_alt(
    changes: Sequence[Change], first: str, second: str, names: Names, counting: Sequence[str]
) -> str:
    """The picture of two periods in words: each place and kind, what became of it, its figures.

    ``counting`` says for either period what is shown and what is hidden.
    """
    told = []
    for change in changes[:_MOST_TOLD]:
        about = f"{summary_place(change.place, names)}, {summary_kind(change.kind, change.group)}"
        before, after = (
            f"{period}: {figures_in(claims, period) if claims else TEXTS['no_report']}"
            for period, claims in ((first, change.first), (second, change.second))
        )
        told.append(f"{about}: {change_status(change)}; {before}; {after}.")
    rest = not_listed(len(changes) - len(told), "places and kinds")
    return joined(*told, rest, *counting)


_MOST_TOLD = 40


def nothing_to_draw(changes: Sequence[Change]) -> str:
    """Why there is no picture of two periods."""
    if changes:
        return (
            "Nothing to draw: the reports of both periods are not counts; the table below has them."
        )
    return "Nothing to draw: no claim shown touches either period. That is not a report of nothing."


def only_in_the_table(kinds: Sequence[Kind]) -> str:
    """Which kinds count nothing and so have no picture."""
    labels = ", ".join(KINDS[kind].label for kind in dict.fromkeys(kinds))
    return f"Told without figures, in the table below: {labels}."


_MOST_FIGURES = 3


def total_words(found: Total | NoTotal) -> str:
    """A sum with its label and its parts' hedges, or why there is no sum.

    ``about 237 people: sum of 2 reports, not an estimate; hedge in the reports: “about”; 1 claim
    had no number``.
    """
    if isinstance(found, NoTotal):
        return why_no_total(found)
    own, behind = _hedge(found)
    hedges = dict.fromkeys(claim.qualifier for claim in found.reports if claim.qualifier)
    added = f"{own}{_sum(found)} {axis_unit(found.unit)}{behind}"
    parts = [f"{added}: sum of {len(found.reports):,} reports, not an estimate"]
    if hedges:
        quoted = ", ".join(f"“{hedge}”" for hedge in hedges)
        parts.append(f"{of_number(len(hedges), 'hedge')} in the reports: {quoted}")
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
    low, high = (None if n is None else f"{n:,}" for n in (found.low, found.high))
    around = f"{low} to {high}"
    if low is None or high is None:
        around = f"at least {low}" if low else f"at most {high}" if high else ""
    if found.best is None:
        return around if low != high else str(low)
    exact = not around or found.low == found.best == found.high
    return f"{found.best:,}" + ("" if exact else f" ({around})")


def why_no_total(found: NoTotal) -> str:
    """Why there is no total: ``No total: AP2501-18 reaches into other months.``."""
    if found.kind:
        why = KINDS[found.kind].no_total
        return f"No total: {why[0].lower()}{why[1:]}"
    more = len(found.claims) - 3
    ids = listed([*found.claims[:3], *([f"{more:,} more"] if more > 0 else [])])
    words = WORDS["no_total"][found.reason]
    if len(found.claims) > 1:
        words = WORDS["no_total_of_several"].get(found.reason, words)
    return f"No total: {words.format(ids=ids)}."


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


def cell_limits(cell: SummaryCell) -> tuple[str, str, str]:
    """The lowest low, the best and the highest high of a cell in words; empty: not stated."""
    low, best, high = ("" if value is None else f"{value:,}" for value in cell.limits)
    return low, "they differ" if len(cell.bests) > 1 else best, high


def figures_in(claims: Sequence[Claim], period: str = "") -> str:
    """The figures as stated, hedges and all, each different one once; the rest counted.

    Of a ``period`` in words, a figure that is of other months has its own beside it: what was
    counted in half a year was not counted in each of its months. Reports that leave their number
    out are told beside those that give one.
    """

    def told_of(claim: Claim) -> str:
        return area_line(claim) if period and dated(claim) != period else figure(claim)

    told = list(dict.fromkeys(told_of(claim) for claim in claims if claim.has_figure))
    if not told:
        return "; ".join(dict.fromkeys(figure(claim) for claim in claims[:_MOST_FIGURES]))
    more = len(told) - _MOST_FIGURES
    words = "; ".join(told[:_MOST_FIGURES]) + (
        f"; and {plural(more, 'more figure')}" if more > 0 else ""
    )
    without = sum(not (claim.has_figure or claim.is_words_only) for claim in claims)
    return words + (f"; {more_in_words(without)} without a number" if without else "")


def series_label(kind: Kind, group: str, unit: str = "") -> str:
    """What a series counts: its kind, and whom or what where that is not what one expects."""
    label = KINDS[kind].label
    if unit in KINDS[kind].units[1:] and unit not in PEOPLE:
        return f"{label}: {axis_unit(unit)}"
    return f"{label}: {group}" if group in MILITARY else label


def figures_once(
    claims: Sequence[Claim], place_names: Names, asked: Sequence[str] = ()
) -> tuple[tuple[str, Claim], ...]:
    """Every figure of a series in words, once for each statement, with how many reports tell it.

    A place is told unless it is the one that was ``asked`` about. The claim beside the words tells
    whether they still stand, and the statement they go back to.
    """
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        is_elsewhere = bool(set(claim.told_of) - set(asked))
        where = (
            place_list(claim.told_of, place_names)
            if is_elsewhere
            else other_end(claim, place_names)
        )
        words = joined(figure(claim), where, by=", ")
        told.setdefault((words, claim.origin_group), []).append(claim)
    return tuple(
        (f"{words}, {dated(own[0])}" + (f" ({len(own)} reports)" if len(own) > 1 else ""), own[0])
        for (words, _), own in told.items()
    )
