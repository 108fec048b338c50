"""A figure as a bar inside a table, in shares of the largest figure of its series."""

from __future__ import annotations

from typing import Any

from nkmap.claim import Claim
from nkmap.schema import Kind, MissingReason, Spread


def may_share_an_axis(claim: Claim) -> bool:
    """Whether a figure may stand on one axis with others of its kind and unit.

    Entries are counted for spans of different length, and a part is not set against its whole.
    """
    return claim.kind is not Kind.BORDER_ENTRIES and not claim.purpose


def bar(claim: Claim, most: int) -> dict[str, Any] | None:
    """The bar of a claim beside others whose largest figure is ``most``; None where none is due.

    In percentages of the column: ``solid`` to there, ``dashed`` on to there. ``open`` leaves the
    end open (more than), ``ticks`` are values without a bar: two, or a zero, ``unknown`` has no
    length at all.
    """
    if not may_share_an_axis(claim):
        return None
    made = {"solid": 0.0, "dashed": 0.0, "open": False, "ticks": (), "unknown": False}
    if not claim.has_figure:
        unknown = claim.missing_reason is MissingReason.NOT_REPORTED
        return made | {"unknown": True} if unknown else None

    def share(value: int | None) -> float:
        return round(100 * (value or 0) / most, 2) if most else 0.0

    if claim.is_zero:
        return made | {"ticks": (0.0,)}
    if claim.spread in (Spread.EITHER, Spread.FELL):
        return made | {"ticks": (share(claim.low), share(claim.high))}
    low = claim.low if claim.low is not None else claim.best
    made["open"] = claim.best is None and claim.high is None
    if claim.kind is Kind.PLANNED:  # nothing planned is drawn solid
        return made | {"dashed": share(claim.high if claim.high is not None else low)}
    return made | {"solid": share(low), "dashed": share(claim.high)}
