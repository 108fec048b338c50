"""The sum of several reports, where it means anything, else why there is none.

And the same for each month, place and kind: what was stated, by how many claims, from how many
origins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import pandas as pd

from nkmap import dates, relations
from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.schema import KINDS, MILITARY, Kind, PlaceType, Spread
from nkmap.summary.side_by_side import Place, place_of, rank
from nkmap.view import Rows

Within = Mapping[str, tuple[str, ...]]
"""A place and everything that holds it, by its id, as ``firm`` makes it of ``places["within"]``.

What comes first is where the place surely lies: the place itself, or for a vague area the first
place with a border that holds it. An empty tuple, or no entry, could be anywhere.
"""


def firm(within: Within, areas: Container[str]) -> Within:
    """The surroundings of places without vague areas, which may overlap with any neighbour."""
    return {
        place: tuple(holder for holder in chain if holder not in areas)
        for place, chain in within.items()
    }


def within_of(places: pd.DataFrame) -> Within:
    """The same, of the typed places frame."""
    areas = frozenset(places.loc[places["type"] == PlaceType.AREA, "place_id"])
    return firm(dict(zip(places["place_id"], places["within"], strict=True)), areas)


def first_overlap(claims: Sequence[Claim], within: Within) -> tuple[Claim, Claim] | None:
    """Find two claims that could count the same people, if there are any; all must be bounded.

    Two claims are apart when their days are, or their places of origin, or their destinations. Each
    is set against those before it that have not ended by its first day, origin by origin, so that
    thousands of claims take no time for each pair.
    """

    @cache
    def are_apart(ones: Place, others: Place) -> bool:
        """Whether both surely lie somewhere, and none holds or is one of the other."""
        lots = [[within.get(place, ()) for place in lot] for lot in (ones, others)]
        if not all(lot and all(lot) for lot in lots):
            return False
        at, other_at = ({chain[0] for chain in lot} for lot in lots)
        around = {holder for place in at for holder in within[place]}
        other_around = {holder for place in other_at for holder in within[place]}
        return around.isdisjoint(other_at) and other_around.isdisjoint(at)

    by_origin: dict[Place, list[Claim]] = {}
    for claim in sorted(claims, key=_start):
        for origin, before in by_origin.items():
            if are_apart(origin, claim.origin):
                continue
            before[:] = [one for one in before if (one.last_day or date.max) >= _start(claim)[0]]
            for other in before:
                if not are_apart(other.destination, claim.destination):
                    return other, claim
        by_origin.setdefault(claim.origin, []).append(claim)
    return None


def _start(claim: Claim) -> tuple[date, str]:
    return claim.first_day or date.min, claim.claim_id


class Reason(StrEnum):
    """Why there is no total; the first that holds, in this order."""

    NO_NUMBER = "no number was reported"
    ONE_FIGURE = "there is only one figure"
    KINDS = "the claims are of different kinds"
    MEASURE = "figures of this kind are never added"
    GROUPS = "the claims are about different groups"
    UNITS = "the figures have different units"
    PURPOSE = "a figure is only for one purpose"
    FELL = "a figure tells of a fall"
    LIMIT = "a figure is only a limit"
    NOT_CURRENT = "a claim was superseded or withdrawn"
    CONTESTED = "a claim is contested"
    WEAK_COPY = "a claim was read in a weak copy"
    CONFLICT = "reports do not agree"
    PART = "a figure is a part of another"
    SAME_ORIGIN = "figures go back to one statement"
    NO_DATES = "a first or last day is not known"
    BEYOND = "a figure reaches into other months"
    OVERLAP = "figures could count the same people"


@dataclass(frozen=True)
class Total:
    """A sum of reports, not an estimate. ``None``: a report states no such limit."""

    low: int | None
    best: int | None
    high: int | None
    reports: tuple[Claim, ...]
    """The claims that were added, each from an origin of its own."""
    without_number: tuple[Claim, ...]
    """The claims that stand and could not be added because they have no number."""

    @property
    def unit(self) -> str:
        """What was added: as the reports call it, or ``people`` where they differ."""
        units = {claim.unit for claim in self.reports}
        return units.pop() if len(units) == 1 else self.reports[0].sort_of_unit


@dataclass(frozen=True)
class NoTotal:
    """Why there is no sum, and the ids of the claims that stand in its way."""

    reason: Reason
    claims: tuple[str, ...]
    kind: Kind | None = None
    """The kind whose figures are never added, where that is the reason."""


def total(
    claims: Iterable[Claim], within: Within, fits: Callable[[Claim], bool] | None = None
) -> Total | NoTotal:
    """The sum of the figures of claims, or why there is none. Empty counts stay out of it.

    Figures are added only if they are flows of one kind, group and unit, each from another origin,
    none of them in doubt or only a limit, and if no two could count the same people: their days,
    their places of origin or their destinations have nothing in common. ``fits`` says which claims
    lie wholly in the time that the sum is for.
    """
    given = tuple({claim.claim_id: claim for claim in claims}.values())
    counted = tuple(claim for claim in given if claim.has_figure)
    for reason, in_the_way in _reasons(given, counted, within, fits):
        if in_the_way or (reason is Reason.NO_NUMBER and not given):
            kind = given[0].kind if reason is Reason.MEASURE else None
            return NoTotal(reason, tuple(claim.claim_id for claim in in_the_way), kind)
    figures = [within_itself((claim.low, claim.best, claim.high)) for claim in counted]
    without = (claim for claim in given if claim.is_current and not claim.has_figure)
    low, best, high = map(_added, zip(*figures, strict=True))
    return Total(low, best, high, counted, tuple(without))


_Claims = Sequence[Claim]


def _reasons(
    given: _Claims, counted: _Claims, within: Within, fits: Callable[[Claim], bool] | None
) -> Iterator[tuple[Reason, _Claims]]:
    """Every reason with the claims for which it holds, in order; what holds for none is no reason.

    The last ones rely on those before them: only bounded claims are set against each other.
    """
    is_never_counted = bool(given) and not counted and not _several(claim.kind for claim in given)
    yield Reason.MEASURE, given if is_never_counted and not KINDS[given[0].kind].units else ()
    yield Reason.NO_NUMBER, () if counted else given
    yield Reason.ONE_FIGURE, counted if len(counted) == 1 else ()
    yield Reason.KINDS, given if _several(claim.kind for claim in given) else ()
    yield Reason.MEASURE, () if KINDS[given[0].kind].adds else counted
    yield Reason.GROUPS, given if _several(claim.group for claim in given) else ()
    yield Reason.UNITS, counted if _several(claim.sort_of_unit for claim in counted) else ()
    for reason, is_doubtful in _DOUBTS.items():
        yield reason, [claim for claim in counted if is_doubtful(claim)]
    told = Counter(claim.origin_group for claim in counted)
    again = next((group for group, times in told.items() if times > 1), None)
    yield Reason.SAME_ORIGIN, [claim for claim in counted if claim.origin_group == again]
    yield Reason.NO_DATES, [claim for claim in counted if not claim.is_bounded]
    yield Reason.BEYOND, [claim for claim in counted if fits and not fits(claim)]
    yield Reason.OVERLAP, first_overlap(counted, within) or ()


def _several(values: Iterable[str]) -> bool:
    return len(set(values)) > 1


_DOUBTS: dict[Reason, Callable[[Claim], bool]] = {
    Reason.PURPOSE: lambda claim: bool(claim.purpose),
    Reason.FELL: lambda claim: claim.spread == Spread.FELL,
    Reason.LIMIT: lambda claim: claim.is_limit,
    Reason.NOT_CURRENT: lambda claim: not claim.is_current,
    Reason.CONTESTED: lambda claim: bool(claim.contested),
    Reason.WEAK_COPY: lambda claim: claim.is_weak_copy,
    # Also where the other claim is not among these: what is disputed is disputed.
    Reason.CONFLICT: lambda claim: bool(claim.conflicts_with),
    Reason.PART: lambda claim: bool(claim.part_of),
}


Figure = tuple[int | None, int | None, int | None]
"""Low, best and high."""


def within_itself(figure: Figure) -> Figure:
    """Beside others, a figure without limits is its own; what has one end alone has no other."""
    low, best, high = figure
    return (best, best, best) if low is high is None else figure


def _added(values: Iterable[int | None]) -> int | None:
    """The sum, if every report states the value: what is missing is not zero."""
    found = list(values)
    stated = [value for value in found if value is not None]
    return sum(stated) if len(stated) == len(found) else None


@dataclass(frozen=True)
class SummaryCell:
    """The claims of one kind, group and sort of unit, in one month and place where it has them."""

    month: Month | None
    """``None``: no month, or all months where the rows are not by month."""
    place: Place
    """Empty: no place, or all places where the rows are not by place."""
    kind: Kind
    group: str
    unit: str
    """Whatever people are called, they are people; empty for claims without a figure alone."""
    claims: tuple[Claim, ...]
    total: Total | NoTotal

    @property
    def _current(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.is_current)

    @property
    def without_number(self) -> int:
        """How many of the claims that stand have no number. That is not zero people."""
        return sum(not claim.has_figure for claim in self._current)

    @property
    def origins(self) -> int:
        """How many statements the claims that stand go back to."""
        return relations.origins(self._current)

    @property
    def bests(self) -> tuple[int, ...]:
        """The different best figures stated by claims that stand, in order of size."""
        return tuple(sorted({best for _, best, _ in self._stated if best is not None}))

    @property
    def limits(self) -> Figure:
        """The lowest low, the best and the highest high that claims that stand state.

        None is told of an end beyond which one of them goes, nor of a best figure on which not all
        that state one agree, or that the limits of one exclude.
        """
        stated, bests = self._stated, self.bests
        # The least and the most that each can mean: "more than 100" is 101 or more.
        ranges = [
            (low + 1 if low is not None and best is high is None else low,
             high - 1 if high is not None and low is best is None else high)
            for low, best, high in stated
        ]  # fmt: skip
        ends = [end for ends in ranges for end in ends if end is not None]
        # Nearly 100 is less than it.
        ends += [b - (low is None and b == high) for low, b, high in stated if b is not None]
        low = min((low for low, _, _ in stated if low is not None), default=None)
        high = max((high for _, _, high in stated if high is not None), default=None)
        is_agreed = len(bests) == 1 and all(
            (least is None or least <= bests[0]) and (most is None or bests[0] <= most)
            for least, most in ranges
        )
        return (
            None if low is not None and min(ends) < low else low,
            bests[0] if is_agreed else None,
            None if high is not None and max(ends) > high else high,
        )

    @property
    def _stated(self) -> frozenset[Figure]:
        """The different figures as their words mean them; a fall is two moments, limits neither."""
        found = frozenset(
            claim.stated
            for claim in self._current
            if claim.has_figure and claim.spread != Spread.FELL
        )
        return frozenset(map(within_itself, found)) if len(found) > 1 else found


def pivot(
    claims: Iterable[Claim],
    months_: Sequence[Month],
    within: Within,
    rows: Rows = Rows.MONTH_AND_PLACE,
) -> tuple[SummaryCell, ...]:
    """The cells that hold a claim, in order of month, place and kind; the military last.

    A claim stands in each of the months it touches, or in no month, but its figure is only added
    where all of its days lie: in its month, or where the row has none in the months at hand. A
    claim whose months are all others is left out. The months are in order of time; of two periods,
    those between them are not there.
    """
    found: dict[tuple[Month | None, Place, Kind, str], list[Claim]] = {}
    for claim in {claim.claim_id: claim for claim in claims}.values():
        place = place_of(claim) if rows.by_place else ()
        touched = [months_[at] for at in dates.touched_months(claim.months, months_)]
        if not claim.has_month or (touched and not rows.by_month):
            own: Sequence[Month | None] = [None]
        else:
            own = touched
        for month in own:
            found.setdefault((month, place, claim.kind, claim.group), []).append(claim)
    cells = [
        SummaryCell(
            *key, unit, tuple(own), total(own, within, _fits([key[0]] if key[0] else months_))
        )
        for key, everyone in found.items()
        for unit, own in _by_unit(everyone).items()
    ]
    return tuple(sorted(cells, key=_order))


def _fits(inside: Sequence[Month]) -> Callable[[Claim], bool]:
    """Whether all of a claim's days lie in some months."""

    def fits(claim: Claim) -> bool:
        first, last = claim.months
        return 0 < last - first + 1 == len(dates.touched_months(claim.months, inside))

    return fits


def _by_unit(claims: Sequence[Claim]) -> Mapping[str, list[Claim]]:
    """The claims by unit; those without a figure stand with the rest where that has one unit."""
    units = {claim.sort_of_unit for claim in claims if claim.has_figure}
    only = units.pop() if len(units) == 1 else ""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.sort_of_unit if claim.has_figure else only, []).append(claim)
    return found


def _order(cell: SummaryCell) -> tuple[object, ...]:
    return (
        cell.month is None,
        cell.month or "",
        cell.group in MILITARY,
        not cell.place,
        cell.place,
        rank(cell.kind, cell.group),
        not cell.unit,
        cell.unit,
    )
