"""What a reader chose in a chart, as Streamlit tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from nkmap.figures import charts
from nkmap.figures.spans import ends
from nkmap.months import Month

EPOCH = date(1970, 1, 1)
"""What a browser counts days from."""
_LEAST_TOUCH = timedelta(days=3)
"""How much of a month a brush must cover."""


def brushed_months(
    selection: Mapping[str, Any], months_: Sequence[Month]
) -> tuple[Month, Month] | None:
    """The first and last month that a brush covers by some days, if any."""
    found = (selection.get(charts.BRUSH) or {}).get(charts.MONTH) or ()
    if len(found) != len(("first", "last")):
        return None
    low, high = sorted(EPOCH + timedelta(milliseconds=int(end)) for end in found)
    days = [(month, *ends((month,))) for month in months_]
    covered = [m for m, first, after in days if min(high, after) - max(low, first) >= _LEAST_TOUCH]
    return (covered[0], covered[-1]) if covered else None


def picked_claim(selection: Mapping[str, Any]) -> str | None:
    """The id of the claim that was clicked, if any."""
    points = selection.get(charts.PICK) or ()
    # A click on the brush itself picks a point without an id.
    found = [str(point[charts.CLAIM]) for point in points if point.get(charts.CLAIM)]
    return found[-1] if found else None
