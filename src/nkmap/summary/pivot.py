"""Month by place by kind: what was stated, by how many claims, from how many origins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nkmap import claim as claims_
from nkmap import months
from nkmap.claim import Claim
from nkmap.months import Month
from nkmap.schema import MILITARY, PEOPLE, Group, Kind
from nkmap.summary.places import Place, Within, place_of
from nkmap.summary.totals import NoTotal, Total, total


class Rows(StrEnum):
    """What a row of the pivot is about, beside the kind, the group and the unit."""

    MONTH_PLACE = "month-place"
    MONTH = "month"
    PLACE = "place"
    KIND = "kind"

    @property
    def by_month(self) -> bool:
        """Whether each month has rows of its own."""
        return self in (Rows.MONTH_PLACE, Rows.MONTH)

    @property
    def by_place(self) -> bool:
        """Whether each place has rows of its own."""
        return self in (Rows.MONTH_PLACE, Rows.PLACE)


@dataclass(frozen=True)
class Cell:
    """The claims of one kind, group and sort of unit, in one month and place where it has them."""

    month: Month | None
    """``None``: no month, or all months where the rows are not by month."""
    place: Place
    """Empty: no place, or all places where the rows are not by place."""
    kind: Kind
    group: str
    unit: str
    """Whatever people are called, they are people; empty when no claim has a figure."""
    claims: tuple[Claim, ...]
    total: Total | NoTotal

    @property
    def low(self) -> int | None:
        """The lowest lower limit that a claim which stands has stated."""
        return min(self._stated("low"), default=None)

    @property
    def bests(self) -> tuple[int, ...]:
        """The different best figures stated by claims that stand, in order of size."""
        return tuple(sorted(set(self._stated("best"))))

    @property
    def best(self) -> int | None:
        """The best figure, if all that state one agree."""
        return self.bests[0] if len(self.bests) == 1 else None

    @property
    def high(self) -> int | None:
        """The highest upper limit that a claim which stands has stated."""
        return max(self._stated("high"), default=None)

    @property
    def without_number(self) -> int:
        """How many of the claims have no number. That is not zero people."""
        return sum(not claim.has_figure for claim in self.claims)

    @property
    def origins(self) -> int:
        """How many statements the claims go back to."""
        return claims_.origins(self.claims)

    def _stated(self, name: str) -> list[int]:
        values = (getattr(claim, name) for claim in self.claims if claim.is_current)
        return [value for value in values if value is not None]


_Key = tuple[Month | None, Place, Kind, str]


def pivot(
    claims: Iterable[Claim],
    months_: Sequence[Month],
    within: Within,
    rows: Rows = Rows.MONTH_PLACE,
) -> tuple[Cell, ...]:
    """The cells that hold a claim, in order of month, place and kind; the military last.

    A claim stands in each of the months it touches, or in no month, but its figure is only added
    where all of its days lie. A claim whose months are all others is left out.
    """
    ordered = sorted(set(months_))
    found: dict[_Key, list[Claim]] = {}
    for claim in {claim.claim_id: claim for claim in claims}.values():
        place = place_of(claim) if rows.by_place else ()
        for month in _months_of(claim, ordered, rows):
            found.setdefault((month, place, claim.kind, claim.group), []).append(claim)
    cells = (
        Cell(*key, unit, tuple(own), total(own, within, _fits(key[0], ordered, rows)))
        for key, everyone in found.items()
        for unit, own in _by_unit(everyone).items()
    )
    return tuple(sorted(cells, key=_rank))


def _months_of(claim: Claim, months_: Sequence[Month], rows: Rows) -> Iterator[Month | None]:
    if not claim.has_month:
        yield None
        return
    first = months.of(claim.first_day) if claim.first_day else ""
    start = bisect_left(months_, first)
    end = bisect_right(months_, months.of(claim.last_day)) if claim.last_day else len(months_)
    if rows.by_month:
        yield from months_[start:end]
    elif start < end:
        yield None


def _fits(
    month: Month | None, months_: Sequence[Month], rows: Rows
) -> Callable[[Claim], bool] | None:
    """Whether all of a claim's days lie in the month of its row, else in the months at hand."""
    if rows.by_month and month is None:
        return None  # claims without a month have a row of their own, whatever their year
    inside = [month] if month else months_

    def fits(claim: Claim) -> bool:
        if claim.first_day is None or claim.last_day is None:
            return False
        first, last = months.of(claim.first_day), months.of(claim.last_day)
        held = bisect_right(inside, last) - bisect_left(inside, first)
        return held == _index(last) - _index(first) + 1

    return fits


def _index(month: Month) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def sort_of_unit(claim: Claim) -> str:
    """The unit of a claim's figure; whatever people are called, they are people."""
    return "people" if claim.unit in PEOPLE else claim.unit


def _by_unit(claims: Sequence[Claim]) -> Mapping[str, list[Claim]]:
    """The claims by unit; those without a figure have none and stand with the first of the rest."""
    units = dict.fromkeys(sort_of_unit(claim) for claim in claims if claim.has_figure)
    first = next(iter(units), "")
    found: dict[str, list[Claim]] = {unit: [] for unit in units or [""]}
    for claim in claims:
        found[sort_of_unit(claim) if claim.has_figure else first].append(claim)
    return found


def rank(kind: Kind, group: str) -> tuple[bool, int, int]:
    """The order of kinds and groups: soldiers and military builders last."""
    groups = list(Group)
    place = groups.index(Group(group)) if group else len(groups)
    return group in MILITARY, list(Kind).index(kind), place


def _rank(cell: Cell) -> tuple[bool, str, bool, bool, Place, tuple[bool, int, int], str]:
    return (
        cell.month is None,
        cell.month or "",
        cell.group in MILITARY,
        not cell.place,
        cell.place,
        rank(cell.kind, cell.group),
        cell.unit,
    )
