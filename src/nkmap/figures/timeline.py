"""The timeline: which claims touch which months, and how finely each is dated.

It serves the strip below the map, with one kind, and the Timeline page, with all. A block's form
is its date; its fill says whether a number was reported. What is drawn is the rows of its frames;
``timeline_look`` says how, whatever the claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import charts, crowd
from nkmap.figures.charts import NOTE, Plot
from nkmap.figures.lanes import BAND, Lines, by_row, has_figures, row_name
from nkmap.figures.spans import ends, touched
from nkmap.figures.symbols import Palette
from nkmap.figures.timeline_look import COUNTED, look
from nkmap.figures.typography import text_width
from nkmap.months import Month
from nkmap.schema import KINDS
from nkmap.view import View

NO_CLAIM = "No claim matches."
Frames = dict[str, list[dict[str, Any]]]
Stretches = Sequence[tuple[int, int]]
"""Months by their index, the last one excluded."""


def frames(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    own: Plot,
    view: View,
    silence: Stretches = (),
    *,
    grouped: bool,
    counted: bool = False,
) -> Frames:
    """What is drawn: the rows of every frame; ``grouped`` under headers, below a count by month.

    Months of ``silence`` are shaded: no claim touches them, be it shown or not. Very many claims
    are counted by month, or all in a picture too small for each.
    """
    made, cells = Lines(own), []
    if counted or len(claims) > crowd.MOST_DRAWN:
        cells = crowd.count(made, claims, names, grouped=grouped)
    else:
        _blocks(made, claims, names, view.claim or "", grouped=grouped)
    if not claims:
        made.heading(NO_CLAIM)
        made.count += 1
    time = [(*ends(own.months[first:last]), "silent") for first, last in silence]
    time += [(own.ends[1], own.domain[1], "not covered")] if own.months else []
    found = {
        "form": [{"lines": made.count} | _chosen(own.months, view)],
        "time": [dict(zip(("first", "after", "what"), row, strict=True)) for row in time],
        "heads": made.heads, "claims": made.rows, "edges": made.edges, "counts": cells,
    }  # fmt: skip
    return found | ({"months": _months(claims, own)} if grouped else {})


def chart(found: Frames, own: Plot, palette: Palette) -> alt.LayerChart:
    """The chart with its data, as a file holds it."""
    grouped = "months" in found
    made = look(own, palette, grouped=grouped).copy(deep=False)
    made.height = (found["form"][0]["lines"] + (COUNTED if grouped else 0)) * BAND
    made.datasets = {name: charts.records(rows) for name, rows in found.items()}
    return made


def silent(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[tuple[int, int], ...]:
    """Stretches of months that no claim touches.

    A claim that gives only a year touches all its months; one with an open start, its last.
    """
    counts = touched((claim.least_days for claim in claims if claim.least_days), months_)
    found = (list(own) for _, own in groupby(range(len(counts)), lambda index: counts[index] > 0))
    return tuple((own[0], own[-1] + 1) for own in found if not counts[own[0]])


def _blocks(
    made: Lines, claims: Sequence[Claim], names: Mapping[str, str], opened: str, *, grouped: bool
) -> None:
    before = None
    for key, own in by_row(claims).items():
        kind = key[0]
        if grouped and kind is not before:
            if not has_figures(kind) and (before is None or has_figures(before)):
                made.heading("No figure")
            made.heading(KINDS[kind].label, "kind", kind.value)
        made.row(row_name(key, names, grouped=grouped), own, names, opened)
        before = kind


def _chosen(months_: Sequence[Month], view: View) -> dict[str, Any]:
    """The selected months as days; none when all are shown."""
    first, last = view.first or "", view.last or "9"
    inside = [month for month in months_ if first <= month <= last] if view.limits_months else []
    return dict(zip(("first", "after"), ends(inside), strict=True)) if inside else {}


def _months(claims: Sequence[Claim], own: Plot) -> list[dict[str, Any]]:
    """How many claims touch each month, of those that can be put into a month."""
    counts = crowd.touching(claims, own.months)
    most = max(counts, default=0)
    # Where the counts have no room side by side, the greatest stands for the scale.
    fit = own.month >= text_width(f"{most:,}", NOTE) + 2
    shown = set(range(len(counts))) if fit else {counts.index(most)}
    words = [wording.number(count) if count else "–" for count in counts]
    return [
        dict(zip(("first", "after"), ends((own.months[i],)), strict=True))
        | {"claims": count, "high": -count / max(most, 1), "words": words[i] if i in shown else ""}
        for i, count in enumerate(counts)
    ]  # fmt: skip
