"""Small multiples: how many claims touch each month, by place of origin or by kind.

The height is a number of claims, not of people, so that all panels share one axis. Filled is with
a number, hollow and dashed without one. What is not drawn has no report, which is not zero. Only
claims that stand and have a month are drawn; soldiers and military builders apart and last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

import altair as alt

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


def by_origin(claims: Sequence[Claim], names: Mapping[str, str]) -> tuple[Multiple, ...]:
    """A panel for each place of origin; a claim about several of them is in each."""
    # What is withheld to protect a person is about no place, and stands under none.
    found = _by(claims, lambda claim: (claim.origin if claim.about else ()) or ("",))
    order = sorted(found, key=lambda key: (key[1] in MILITARY, not key[0], -len(found[key])))
    return tuple(
        Multiple(wording.origin_panel(place, group, names), tuple(found[place, group]), group=group)
        for place, group in order
    )


def by_kind(claims: Sequence[Claim]) -> tuple[Multiple, ...]:
    """A panel for each kind."""
    found = _by(claims, lambda claim: (claim.kind,))
    order = sorted(found, key=lambda key: (key[1] in MILITARY, list(Kind).index(key[0])))
    return tuple(
        Multiple(wording.summary_kind(kind, group), tuple(found[kind, group]), kind, group)
        for kind, group in order
    )


_Key = TypeVar("_Key", str, Kind)


def _by(
    claims: Sequence[Claim], keys: Callable[[Claim], tuple[_Key, ...]]
) -> dict[tuple[_Key, str], list[Claim]]:
    """The claims that are drawn by what they are about, the military apart."""
    found: dict[tuple[_Key, str], list[Claim]] = {}
    for claim in filter(has_a_step, claims):
        for key in dict.fromkeys(keys(claim)):
            found.setdefault((key, claim.kept_apart), []).append(claim)
    return found


def has_a_step(claim: Claim) -> bool:
    """Whether a claim is drawn: it stands, and can be put into a month."""
    return claim.is_current and claim.has_month


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


def steps(
    claims: Sequence[Claim], months_: Sequence[Month]
) -> Iterator[tuple[int, int, list[Claim]]]:
    """The first and last of months in a row that the same claims touch, and these claims.

    Only claims that can be put into a month: not a bare year, not an open start.
    """
    touching: list[list[Claim]] = [[] for _ in months_]
    for claim in claims:
        for index in _touched(claim, months_) if claim.has_month else ():
            touching[index].append(claim)
    for own, group in groupby(range(len(touching)), key=lambda index: touching[index]):
        first, *rest = group
        if own:
            yield first, [first, *rest][-1], own


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
    found: list[dict[str, Any]] = [
        {"panel": number, "claims": len(claims), "counted": sum(c.has_figure for c in claims),
         **dict(zip(("first", "after"), ends(months_[first : last + 1]), strict=True)),
         **told(wording.lead_claim(claims), wording.several(claims, names))}
        for number, panel in enumerate(own)
        for first, last, claims in steps(panel.claims, months_)
    ]  # fmt: skip
    # The axis may end in a number of one digit more.
    room = text_width(f"{max(row['claims'] for row in found)}0", NOTE) + GAP
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
    layers = _layers(plot, palette, own)
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
    made.datasets = {"steps": records(found)}
    return made


_KEY = "{} Filled: {}. Dashed: {}.".format(*wording.MULTIPLES_KEY)
"""What a height counts and what its two looks mean."""


def _layers(plot: Plot, palette: Palette, own: Sequence[Multiple]) -> list[alt.Chart]:
    colours: dict[Any, str] = {
        number: palette.kind(panel.kind, panel.group) if panel.kind else palette.ink2
        for number, panel in enumerate(own)
    }
    numbers = alt.Axis(
        tickCount=1, tickMinStep=1, format=",d", title=None, domain=False, ticks=False,
        labelColor=palette.ink2, labelFontSize=NOTE, gridColor=palette.line,
    )  # fmt: skip
    height = alt.Scale(domainMin=0, nice=2)
    x, after = plot.x("first", plot.axis(palette, orient="bottom")), alt.X2("after")
    step = alt.Chart()
    filled = step.mark_bar().encode(
        x, after, alt.Y("counted:Q", scale=height, axis=numbers),
        alt.Color("panel:N", **only(colours)), alt.Y2Datum(0),
    )  # fmt: skip
    rest = step.transform_filter("datum.counted<datum.claims")
    hollow = rest.mark_bar(fill=palette.page, strokeDash=[4, 3], strokeWidth=1.2).encode(
        plot.x("first"), after, alt.Y("counted:Q", axis=None), alt.Y2("claims"),
        alt.Stroke("panel:N", **only(colours)),
    )  # fmt: skip
    return [filled, hollow, touch(plot.x("first"), after, alt.Y("claims:Q", axis=None),
                                  alt.Y2Datum(0))]  # fmt: skip
