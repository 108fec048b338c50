"""A figure as a bar inside a table, in shares of the largest figure of its series."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from nkmap.claim import Claim
from nkmap.schema import Kind, MissingReason, Spread


@dataclass(frozen=True)
class Bar:
    """Percentages of the column: solid to ``solid``, dashed on to ``dashed``.

    ``open`` leaves the end open (more than), ``ticks`` are values without a bar: two, or a zero,
    ``unknown`` has no length at all.
    """

    solid: float = 0.0
    dashed: float = 0.0
    open: bool = False
    ticks: tuple[float, ...] = ()
    unknown: bool = False


def bar(claim: Claim, most: int) -> dict[str, Any] | None:
    """The bar of a claim beside others whose largest figure is ``most``; None where none is due."""
    if claim.kind is Kind.BORDER_ENTRIES or claim.purpose:
        return None  # spans of different length and parts of a whole have no common bar
    if not claim.has_figure:
        unknown = claim.missing_reason is MissingReason.NOT_REPORTED
        return asdict(Bar(unknown=True)) if unknown else None

    def share(value: int | None) -> float:
        return round(100 * (value or 0) / most, 2) if most else 0.0

    if claim.is_zero:
        return asdict(Bar(ticks=(0.0,)))
    if claim.spread in (Spread.EITHER, Spread.FELL):
        return asdict(Bar(ticks=(share(claim.low), share(claim.high))))
    low = claim.low if claim.low is not None else claim.best
    is_open = claim.best is None and claim.high is None
    if claim.kind is Kind.PLANNED:  # nothing planned is drawn solid
        planned = claim.high if claim.high is not None else low
        return asdict(Bar(dashed=share(planned), open=is_open))
    return asdict(Bar(share(low), share(claim.high), is_open))
