"""Month by place by kind: what was stated, by how many claims, from how many origins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nkmap import claim as claims_
from nkmap import dates
from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.schema import MILITARY, Group, Kind, Spread
from nkmap.summary.totals import NoTotal, Place, Total, Within, place_of, total
from nkmap.view import Rows


def by_month(rows: Rows) -> bool:
    """Whether each month has rows of its own."""
    return rows in (Rows.MONTH_AND_PLACE, Rows.MONTH)


def by_place(rows: Rows) -> bool:
    """Whether each place has rows of its own."""
    return rows in (Rows.MONTH_AND_PLACE, Rows.PLACE)


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
    def low(self) -> int | None:
        """The lowest lower limit of the claims that stand; none if one states even less."""
        low = min((low for low, _, _ in self._stated if low is not None), default=None)
        return None if low is not None and any(value < low for value in self._ends) else low

    @property
    def bests(self) -> tuple[int, ...]:
        """The different best figures stated by claims that stand, in order of size."""
        return tuple(sorted({best for _, best, _ in self._stated if best is not None}))

    @property
    def best(self) -> int | None:
        """The best figure, if all that state one agree and no claim's limits exclude it."""
        best = self.bests[0] if len(self.bests) == 1 else None
        held = best is None or all(
            (least is None or least <= best) and (most is None or best <= most)
            for least, most in self._ranges
        )
        return best if held else None

    @property
    def high(self) -> int | None:
        """The highest upper limit of the claims that stand; none if one states even more."""
        high = max((high for _, _, high in self._stated if high is not None), default=None)
        return None if high is not None and any(value > high for value in self._ends) else high

    @property
    def without_number(self) -> int:
        """How many of the claims that stand have no number. That is not zero people."""
        return sum(not claim.has_figure for claim in self._current)

    @property
    def origins(self) -> int:
        """How many statements the claims that stand go back to."""
        return claims_.origins(self._current)

    @property
    def _current(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.is_current)

    @property
    def _stated(self) -> frozenset[tuple[int | None, int | None, int | None]]:
        """The different figures, as low, best and high, as their words mean them.

        Beside others, one without limits is its own: it must lie within the limits of the cell. A
        fall tells of two moments and limits neither.
        """
        found = frozenset(
            claim.stated
            for claim in self._current
            if claim.has_figure and claim.spread != Spread.FELL
        )
        if len(found) < 2:
            return found
        return frozenset(
            (best, best, best) if low is high is None else (low, best, high)
            for low, best, high in found
        )

    @property
    def _ranges(self) -> list[tuple[int | None, int | None]]:
        """The least and the most that each figure can mean; "more than 100" is 101 or more."""
        return [
            (low + 1 if low is not None and best is high is None else low,
             high - 1 if high is not None and low is best is None else high)
            for low, best, high in self._stated
        ]  # fmt: skip

    @property
    def _ends(self) -> list[int]:
        # Nearly 100 is less than it.
        bests = [
            best - (low is None and best == high)
            for low, best, high in self._stated
            if best is not None
        ]
        return bests + [end for ends in self._ranges for end in ends if end is not None]


_Key = tuple[Month | None, Place, Kind, str]


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
    found: dict[_Key, list[Claim]] = {}
    for claim in {claim.claim_id: claim for claim in claims}.values():
        place = place_of(claim) if by_place(rows) else ()
        for month in _months_of(claim, months_, rows):
            found.setdefault((month, place, claim.kind, claim.group), []).append(claim)
    cells = (
        SummaryCell(*key, unit, tuple(own), total(own, within, _fits(key[0], months_)))
        for key, everyone in found.items()
        for unit, own in _by_unit(everyone).items()
    )
    return tuple(sorted(cells, key=_rank))


def _months_of(claim: Claim, months_: Sequence[Month], rows: Rows) -> Iterator[Month | None]:
    touched = dates.touched_months(claim.months, months_)
    if not claim.has_month:
        yield None
    elif by_month(rows):
        yield from (months_[place] for place in touched)
    elif touched:
        yield None


def _fits(month: Month | None, months_: Sequence[Month]) -> Callable[[Claim], bool]:
    """Whether all of a claim's days lie in the month of its row, else in the months at hand."""
    inside = [month] if month else months_

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


def rank(kind: Kind, group: str) -> tuple[bool, int, int]:
    """The order of kinds and groups: soldiers and military builders last."""
    groups = list(Group)
    place = groups.index(Group(group)) if group else len(groups)
    return group in MILITARY, list(Kind).index(kind), place


def _rank(
    cell: SummaryCell,
) -> tuple[bool, str, bool, bool, Place, tuple[bool, int, int], bool, str]:
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
