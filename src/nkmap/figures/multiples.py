"""Small multiples: how many claims touch each month, by place of origin or by kind.

The height is a number of claims, not of people, so that all panels share one axis. Filled is with
a number, hollow and dashed without one. What is not drawn has no report, which is not zero. Only
claims that stand and have a month are drawn; soldiers and military builders apart and last.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import altair as alt
import pandas as pd

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, NOTE, TEXT, Plot, config, only, records, told, touch
from nkmap.figures.spans import ends
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import MILITARY, Kind

MOST_PANELS = 24
"""Panels that are drawn; the rest is counted."""
_PANEL, _PLOT, _BETWEEN, _GAP_BELOW, _TAIL, _WIDEST = 250.0, 64.0, 16.0, 66.0, 10.0, 520.0


@dataclass(frozen=True)
class Multiple:
    """One panel: a place of origin or a kind, of one group, and the claims about it."""

    name: str
    claims: tuple[Claim, ...]
    kind: Kind | None = None
    group: str = ""


@dataclass(frozen=True)
class Step:
    """Months in a row that the same claims touch, by their index."""

    first: int
    last: int
    claims: tuple[Claim, ...]

    @property
    def counted(self) -> int:
        """How many of the claims have a number."""
        return sum(claim.has_figure for claim in self.claims)


def by_origin(claims: Sequence[Claim], names: Mapping[str, str]) -> tuple[Multiple, ...]:
    """A panel for each place of origin; a claim about several of them is in each."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in filter(has_a_step, claims):
        # What is withheld to protect a person is about no place, and stands under none.
        for place in dict.fromkeys(claim.origin if claim.about else ()) or ("",):
            found.setdefault((place, _group(claim)), []).append(claim)
    order = sorted(found, key=lambda key: (key[1] in MILITARY, not key[0], -len(found[key])))
    return tuple(
        Multiple(wording.origin_panel(place, group, names), tuple(found[place, group]), group=group)
        for place, group in order
    )


def by_kind(claims: Sequence[Claim]) -> tuple[Multiple, ...]:
    """A panel for each kind."""
    found: dict[tuple[Kind, str], list[Claim]] = {}
    for claim in filter(has_a_step, claims):
        found.setdefault((claim.kind, _group(claim)), []).append(claim)
    order = sorted(found, key=lambda key: (key[1] in MILITARY, list(Kind).index(key[0])))
    return tuple(
        Multiple(wording.summary_kind(kind, group), tuple(found[kind, group]), kind, group)
        for kind, group in order
    )


def has_a_step(claim: Claim) -> bool:
    """Whether a claim is drawn: it stands, and can be put into a month."""
    return claim.is_current and claim.has_month


def _group(claim: Claim) -> str:
    return claim.group if claim.is_military else ""


@dataclass(frozen=True)
class Drawn:
    """The panels of a picture, each with no claim but those that are drawn, and how many are not.

    Whoever tells of the picture in words tells of these.
    """

    panels: tuple[Multiple, ...]
    left_out: int
    """Panels beyond those that can be read."""


def drawn(panels: Sequence[Multiple], months_: Sequence[Month]) -> Drawn:
    """What is drawn of panels: those with a claim in these months, in order, the first of many."""
    own = (
        tuple(c for c in panel.claims if has_a_step(c) and _touched(c, months_)) for panel in panels
    )
    found = [replace(panel, claims=c) for panel, c in zip(panels, own, strict=True) if c]
    return Drawn(tuple(found[:MOST_PANELS]), len(found[MOST_PANELS:]))


def steps(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[Step, ...]:
    """The months that claims touch, months with the same claims taken together.

    Only claims that can be put into a month: not a bare year, not an open start.
    """
    touching: list[list[Claim]] = [[] for _ in months_]
    for claim in claims:
        for index in _touched(claim, months_) if claim.has_month else ():
            touching[index].append(claim)
    index, made = 0, []
    for own, group in groupby(touching, key=lambda own: tuple(c.claim_id for c in own)):
        length = len(list(group))
        if own:
            made.append(Step(index, index + length - 1, tuple(touching[index])))
        index += length
    return tuple(made)


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
    own = drawn(panels, months_).panels
    if not own:
        return None
    found = [
        _row(index, panel, step, months_, names)
        for index, panel in enumerate(own)
        for step in steps(panel.claims, months_)
    ]
    top = _even(max(row["claims"] for row in found))
    room = text_width(wording.number(top), NOTE) + GAP
    count = max(1, min(len(own), int((width + _BETWEEN) // (_PANEL + _BETWEEN))))
    across = min((width - _BETWEEN * (count - 1)) / count, _WIDEST) - room - _TAIL
    plot = Plot(across, 0.0, months_, tail=0.0)
    heads = [f"{panel.name} ({wording.number(len(panel.claims))})" for panel in own]
    # Names are data: the chart looks them up, and no name is a part of what it works out.
    head = alt.Header(
        title=None, labelExpr="heads[datum.value]", labelAnchor="start", labelFontWeight=600,
        labelFontSize=TEXT, labelColor=palette.ink, labelLimit=across, labelPadding=6,
    )  # fmt: skip
    axes = alt.Resolve(axis=alt.AxisResolveMap(x="independent", y="independent"))
    layers = _layers(plot, top, palette, own)
    facet = alt.FacetChart(
        spec=alt.LayerChart(layer=layers, width=across, height=_PLOT, resolve=axes),
        facet=alt.FacetFieldDef(field="panel", type="ordinal", header=head),
        columns=count,
        bounds="flush",
        data=alt.NamedData("steps"),
        spacing={"column": _BETWEEN + room + _TAIL, "row": _GAP_BELOW},
        resolve=axes,
    )
    made = alt.VConcatChart(
        vconcat=[facet],
        params=[alt.VariableParameter(name="heads", value=heads)],
        title=alt.Title(list(wrap(_KEY, NOTE, width)), offset=14),
        background="transparent",
        padding={"left": 2, "right": 0, "top": 2, "bottom": 2},
        config=config(palette),
    )
    made.datasets = {"steps": records(pd.DataFrame(found))}
    return made


_KEY = "{} Filled: {}. Dashed: {}.".format(*wording.MULTIPLES_KEY)
"""What a height counts and what its two looks mean."""


def _row(
    index: int,
    panel: Multiple,
    step: Step,
    months_: Sequence[Month],
    names: Mapping[str, str],
) -> dict[str, Any]:
    """Some months of a panel as a row of the frame."""
    first, after = ends(months_[step.first : step.last + 1])
    shade = f"{panel.kind}, {panel.group}" if panel.kind else ""
    row = {"panel": index, "first": first, "after": after, "shade": shade}
    row |= {"counted": step.counted, "claims": len(step.claims)}
    return row | told(wording.lead_claim(step.claims), wording.several(step.claims, names))


def _even(most: int) -> int:
    """The top of the axis: a round number that is not below the highest count."""
    power = int(10 ** math.floor(math.log10(most)))
    return next(size * power for size in (1, 2, 3, 4, 5, 6, 8, 10) if size * power >= most)


def _layers(plot: Plot, top: int, palette: Palette, own: Sequence[Multiple]) -> list[alt.Chart]:
    colours = {
        f"{panel.kind}, {panel.group}" if panel.kind else "": (
            palette.kind(panel.kind, panel.group) if panel.kind else palette.ink2
        )
        for panel in own
    }
    scale = alt.Scale(domain=[0, top], nice=False)
    numbers = alt.Axis(
        values=[0, top], title=None, domain=False, ticks=False, labelColor=palette.ink2,
        labelFontSize=NOTE, gridColor=palette.line,
    )  # fmt: skip
    x, after = plot.x("first", plot.axis(palette, orient="bottom")), alt.X2("after")
    step = alt.Chart()
    filled = step.mark_bar().encode(
        x, after, alt.Y("counted:Q", scale=scale, axis=numbers),
        alt.Color("shade:N", **only(colours)), alt.Y2Datum(0),
    )  # fmt: skip
    rest = step.transform_filter("datum.counted<datum.claims")
    hollow = rest.mark_bar(fill=palette.page, strokeDash=[4, 3], strokeWidth=1.2).encode(
        plot.x("first"), after, alt.Y("counted:Q", axis=None), alt.Y2("claims"),
        alt.Stroke("shade:N", **only(colours)),
    )  # fmt: skip
    return [filled, hollow, touch(plot.x("first"), after, alt.Y("claims:Q", axis=None),
                                  alt.Y2Datum(0), inside=True)]  # fmt: skip
