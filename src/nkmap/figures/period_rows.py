"""What stands in the picture of two periods: one panel for each thing that is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nkmap import wording
from nkmap.claim import Claim
from nkmap.schema import KINDS, Kind, Measure
from nkmap.summary import Change, Place

MOST_PLACES, MOST_CLAIMS = 30, 4
"""Places of a panel, and claims of one side of a place, that are drawn; the rest is counted."""


class Side(StrEnum):
    """The period that a claim touches."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"


@dataclass(frozen=True)
class Line:
    """One claim in words, or words alone; ``side`` is the period it stands for."""

    words: str
    side: Side
    claim: Claim | None = None


@dataclass(frozen=True)
class Row:
    """A place and its lines, the first period above the second."""

    place: Place
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Panel:
    """The figures of one kind, group and sort of unit; no other shares its axis."""

    kind: Kind
    group: str
    unit: str
    """Empty when no number was reported in either period."""
    rows: tuple[Row, ...]
    left_out: int
    """Places that are not drawn."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that are drawn."""
        lines = (line for row in self.rows for line in row.lines)
        return tuple(line.claim for line in lines if line.claim)


def panels(changes: Sequence[Change], names: Mapping[str, str]) -> tuple[Panel, ...]:
    """The panels in the order of the changes; kinds that count nothing have none."""
    found: dict[tuple[Kind, str], list[Change]] = {}
    for change in changes:
        if is_counted(change.kind):
            found.setdefault((change.kind, change.group), []).append(change)
    return tuple(
        _panel(kind, group, unit, units, own, names)
        for (kind, group), own in found.items()
        for units in [_units(own)]
        for unit in units
    )


def is_counted(kind: Kind) -> bool:
    """Whether figures of a kind measure something: not incidents, transport or limitations."""
    return KINDS[kind].measure is not Measure.NONE


def _units(changes: Sequence[Change]) -> tuple[str, ...]:
    figures = (claim for change in changes for claim in change.claims if claim.has_figure)
    return tuple(dict.fromkeys(claim.sort_of_unit for claim in figures)) or ("",)


def _panel(
    kind: Kind,
    group: str,
    unit: str,
    units: Sequence[str],
    changes: Sequence[Change],
    names: Mapping[str, str],
) -> Panel:
    def is_here(claim: Claim) -> bool:
        # Without a figure there is no unit: such a claim stands in the first panel of its kind.
        return (claim.sort_of_unit if claim.has_figure else units[0]) == unit

    rows = [_row(change, [c for c in change.claims if is_here(c)], names) for change in changes]
    filled = sorted((row for row in rows if any(line.claim for line in row.lines)), key=_order)
    return Panel(kind, group, unit, tuple(filled[:MOST_PLACES]), len(filled[MOST_PLACES:]))


def _order(row: Row) -> tuple[bool, str]:
    return not row.place, row.name


def _row(change: Change, claims: Sequence[Claim], names: Mapping[str, str]) -> Row:
    both, before = change.both, {claim.claim_id for claim in change.first}

    def side(claim: Claim) -> Side:
        if claim.claim_id in both:
            return Side.BOTH
        return Side.FIRST if claim.claim_id in before else Side.SECOND

    ends = {wording.other_end(claim, names) for claim in claims}

    def words(claim: Claim) -> str:
        told = wording.figure_alone(claim) if claim.has_figure else wording.figure(claim)
        part = f", {claim.purpose} only" if claim.purpose and claim.has_figure else ""
        end = wording.other_end(claim, names) if len(ends) > 1 else ""
        return told + part + (f", {end}" if end else "")

    lines: list[Line] = []
    for one in (Side.FIRST, Side.BOTH, Side.SECOND):
        own = [claim for claim in claims if side(claim) is one]
        lines += [Line(words(claim), one, claim) for claim in own[:MOST_CLAIMS]]
        if more := len(own[MOST_CLAIMS:]):
            lines.append(Line(wording.more_in_table(more), one))
    if not change.first:
        lines.insert(0, Line(wording.NO_REPORT, Side.FIRST))
    if not change.second:
        lines.append(Line(wording.NO_REPORT, Side.SECOND))
    return Row(change.place, wording.summary_place(change.place, names), tuple(lines))
