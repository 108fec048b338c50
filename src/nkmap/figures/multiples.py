"""Small multiples: how many claims touch each month, by place of origin or by kind.

The height is a number of claims, not of people, so that all panels share one axis. Filled is with
a number, hollow and dashed without one. What is not drawn has no report, which is not zero. Only
claims that stand and have a month are drawn; soldiers and military builders apart and last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import altair as alt

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures import charts
from nkmap.figures.charts import GAP, NOTE, Plot, grid_of, told, touch
from nkmap.figures.spans import ends
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width
from nkmap.months import Month
from nkmap.schema import Kind
from nkmap.view import Panels

MOST_PANELS = 24
"""Panels that are drawn; the rest is counted."""
_LEAST, _HEIGHT = 250.0, 64.0
"""Pixels that a panel has at least, and the height of its plot."""


@dataclass(frozen=True)
class Multiple:
    """One panel: a place of origin or a kind, of one group, and the claims drawn in it."""

    name: str
    claims: tuple[Claim, ...]
    kind: Kind | None = None
    group: str = ""

    def colour(self, palette: Palette) -> str:
        """Its kind's; places are in ink."""
        return palette.kind(self.kind, self.group) if self.kind else palette.ink2


def small_pictures(
    claims: Sequence[Claim], by: Panels, months_: Sequence[Month], names: Mapping[str, str]
) -> tuple[Multiple, ...]:
    """A panel for each place of origin or kind; a claim from several places is in each of theirs.

    Places are in order of their claims, kinds in that of all kinds.
    """
    found: dict[tuple[Kind | str, str], list[Claim]] = {}
    for claim in claims:
        if claim.is_current and claim.has_month and _touched(claim, months_):
            # What is withheld to protect a person is about no place, and stands under none.
            places = (claim.origin if claim.about else ()) or ("",)
            for key in dict.fromkeys(places if by is Panels.ORIGIN else (claim.kind,)):
                found.setdefault((key, claim.kept_apart), []).append(claim)
    made = []
    for (key, group), own in found.items():
        kind = key if isinstance(key, Kind) else None
        name = (
            wording.summary_kind(kind, group) if kind else wording.origin_panel(key, group, names)
        )
        rank = list(Kind).index(kind) if kind else -len(own)
        made.append(((group != "", key == "", rank), Multiple(name, tuple(own), kind, group)))
    return tuple(panel for _, panel in sorted(made, key=lambda ranked: ranked[0]))


def steps(
    claims: Sequence[Claim], months_: Sequence[Month]
) -> Iterator[tuple[int, int, list[Claim]]]:
    """The first and last of months in a row that the same claims touch, and these claims."""
    touching: list[list[Claim]] = [[] for _ in months_]
    for claim in claims:
        for index in _touched(claim, months_):
            touching[index].append(claim)
    for own, group in groupby(range(len(touching)), key=touching.__getitem__):
        if own:
            indices = list(group)
            yield indices[0], indices[-1], own


def _touched(claim: Claim, months_: Sequence[Month]) -> range:
    """The indices of the months, which are in order, that a claim touches."""
    first = bisect_left(months_, months.of(claim.first_day)) if claim.first_day else 0
    last = bisect_right(months_, months.of(claim.last_day)) if claim.last_day else len(months_)
    return range(first, last)


def multiples(
    panels: Sequence[Multiple],
    months_: tuple[Month, ...],
    names: Mapping[str, str],
    palette: Palette,
    width: float,
) -> alt.VConcatChart | None:
    """The panels beside and below each other on one axis; None when no claim has a month."""
    own = panels[:MOST_PANELS]
    if not own:
        return None
    rows: list[dict[str, Any]] = [
        {"panel": number, "colour": panel.colour(palette),
         "claims": len(claims), "counted": sum(claim.has_figure for claim in claims),
         **dict(zip(("first", "after"), ends(months_[first : last + 1]), strict=True)),
         **told(wording.lead_claim(claims), wording.several(claims, names))}
        for number, panel in enumerate(own)
        for first, last, claims in steps(panel.claims, months_)
    ]  # fmt: skip
    # The axis may end in a number of one digit more.
    room = text_width(f"{max(row['claims'] for row in rows)}0", NOTE) + GAP
    grid = grid_of(len(own), _LEAST, width)
    grid = grid._replace(width=grid.width - room)
    heads = [f"{panel.name} ({wording.number(len(panel.claims))})" for panel in own]
    layers = _layers(Plot(grid.width, 0.0, months_, tail=0.0), palette)
    return charts.panels(heads, rows, layers, palette, grid, _HEIGHT, _KEY, scales="shared")


_KEY = "{} Filled: {}. Dashed: {}.".format(*wording.MULTIPLES_KEY)
"""What a height counts and what its two looks mean."""


def _layers(plot: Plot, palette: Palette) -> list[alt.Chart]:
    numbers = alt.Axis(tickCount=1, tickMinStep=1, format=",d")
    height = alt.Scale(domainMin=0, nice=2)
    x, after = plot.x("first", plot.axis(orient="bottom")), alt.X2("after")
    step = alt.Chart()
    filled = step.mark_bar().encode(
        x, after, alt.Y("counted:Q", scale=height, axis=numbers),
        alt.Color("colour:N", scale=None), alt.Y2Datum(0),
    )  # fmt: skip
    rest = step.transform_filter("datum.counted<datum.claims")
    hollow = rest.mark_bar(fill=palette.page, strokeDash=[4, 3], strokeWidth=1.2).encode(
        plot.x("first"), after, alt.Y("counted:Q", axis=None), alt.Y2("claims"),
        alt.Stroke("colour:N", scale=None),
    )  # fmt: skip
    hit = touch(plot.x("first"), after, alt.Y("claims:Q", axis=None), alt.Y2Datum(0))
    return [filled, hollow, hit]
