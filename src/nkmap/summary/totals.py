"""The sum of several reports, where it means anything, else why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nkmap.claim import Claim
from nkmap.schema import KINDS, Kind, Measure, Spread
from nkmap.summary.overlaps import first_overlap
from nkmap.summary.places import Within


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
    without = (claim for claim in given if claim.is_current and not claim.has_figure)
    return _sum(counted, tuple(without))


_Claims = Sequence[Claim]


def _reasons(
    given: _Claims, counted: _Claims, within: Within, fits: Callable[[Claim], bool] | None
) -> Iterator[tuple[Reason, _Claims]]:
    """Every reason with the claims for which it holds, in order; what holds for none is no reason.

    The last ones rely on those before them: only bounded claims are set against each other.
    """
    told = bool(given) and not counted and not _several(claim.kind for claim in given)
    yield Reason.MEASURE, given if told and not KINDS[given[0].kind].units else ()
    yield Reason.NO_NUMBER, () if counted else given
    yield Reason.ONE_FIGURE, counted if len(counted) == 1 else ()
    yield Reason.KINDS, given if _several(claim.kind for claim in given) else ()
    is_flow = KINDS[given[0].kind].measure is Measure.FLOW
    yield Reason.MEASURE, () if is_flow else counted
    yield Reason.GROUPS, given if _several(claim.group for claim in given) else ()
    yield Reason.UNITS, counted if _several(claim.sort_of_unit for claim in counted) else ()
    for reason, is_doubtful in _DOUBTS.items():
        yield reason, [claim for claim in counted if is_doubtful(claim)]
    yield Reason.SAME_ORIGIN, _repeated(counted)
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


def _repeated(counted: _Claims) -> _Claims:
    """The claims that go back to the first statement told more than once."""
    told: dict[str, list[Claim]] = {}
    for claim in counted:
        told.setdefault(claim.origin_group, []).append(claim)
    return tuple(next((own for own in told.values() if len(own) > 1), ()))


def _sum(counted: tuple[Claim, ...], without: tuple[Claim, ...]) -> Total:
    low, high = _all(map(_low, counted)), _all(map(_high, counted))
    return Total(low, _all(claim.best for claim in counted), high, counted, without)


def _low(claim: Claim) -> int | None:
    """The lower end: none of a figure that has an upper end alone."""
    return claim.low if claim.low is not None or claim.high is not None else claim.best


def _high(claim: Claim) -> int | None:
    return claim.high if claim.high is not None or claim.low is not None else claim.best


def _all(values: Iterable[int | None]) -> int | None:
    """The sum, if every report states the value: what is missing is not zero."""
    found = list(values)
    stated = [value for value in found if value is not None]
    return sum(stated) if len(stated) == len(found) else None
