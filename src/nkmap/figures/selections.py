"""What a reader chose on a timeline: months with a brush, a claim with a click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nkmap.figures.sheet import BRUSH, CLAIM, MONTH, PICK
from nkmap.months import Month

_LEAST_TOUCH = 0.1


def brushed_months(
    selection: Mapping[str, Any], months_: tuple[Month, ...]
) -> tuple[Month, Month] | None:
    """The first and last month that a brush covers by more than a tenth, if any."""
    ends = (selection.get(BRUSH) or {}).get(MONTH) or ()
    if len(ends) != len(("first", "last")):
        return None
    low, high = sorted(float(end) for end in ends)
    covered = [
        month
        for index, month in enumerate(months_)
        if min(high, index + 1) - max(low, index) > _LEAST_TOUCH
    ]
    return (covered[0], covered[-1]) if covered else None


def picked_claim(selection: Mapping[str, Any]) -> str | None:
    """The id of the claim that was clicked, if any."""
    points = selection.get(PICK) or ()
    # A click on the brush itself picks a point without an id.
    found = [str(point[CLAIM]) for point in points if point.get(CLAIM)]
    return found[-1] if found else None
