"""A folded row of the timeline: many claims share a line, and none lies under another.

Blocks that share months rise into sub-rows of half a line each, where every one can be seen and
clicked: a dashed unknown is not hidden by a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from nkmap.figures.time_scale import TimeScale

_STEP, _LOWER = 0.5, 2 / 3
"""Of a line, the height of a sub-row; of its height elsewhere, that of a block in it."""


def folded(rows: Sequence[dict[str, Any]], time: TimeScale, top: int) -> list[dict[str, Any]]:
    """Lay out rows of claims, which have a block each, from a line on; their words are left out."""
    ordered = sorted(rows, key=lambda row: (row["first"], row["after"]))
    places, ends = [], list[date]()
    for row in ordered:
        place = next((n for n, end in enumerate(ends) if end <= row["first"]), len(ends))
        ends[place:] = [row["after"], *ends[place + 1 :]]
        places.append(place)
    step = _STEP if len(ends) > 1 else 1.0
    return [
        row
        | {
            "words": "", "chosen": False, "high": row["high"] * (_LOWER if step < 1 else 1),
            "from": time.pixel(row["first"]), "to": time.pixel(row["after"]),
            "top": top + place * step, "below": top + (place + 1) * step,
            # A block lies half a line below where its line begins.
            "line": top + (place + 0.5) * step - 0.5,
        }
        for row, place in zip(ordered, places, strict=True)
    ]  # fmt: skip
