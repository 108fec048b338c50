"""What all charts have in common: how texts and axes look, their data, and what a hand chooses.

A chart is made of frames, one row for each thing that is drawn, and layers of marks that encode
them. Marks that lead to a claim hold its id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

from nkmap.claim import Claim
from nkmap.figures.colours import FONT, Palette
from nkmap.wording import dates, sentences

CLAIM, PICK = "claim_id", "pick"
"""The field that holds a claim's id, and the name of the selection that picks one."""
NARROW = 560.0
"""Charts narrower than this are set for a phone."""
TEXT, NOTE, LINE, GAP = 13.0, 12.0, 15.0, 8.0
"""Sizes of labels and of notes, the height of a line, and what keeps things apart."""
Spec = dict[str, Any]
"""A chart as Vega-Lite, its frames among it."""
OWN_AXES = alt.AxisResolveMap(x="independent", y="independent")
"""Layers and panels that share no axis."""


def specification(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    """Give a chart as Vega-Lite; tests validate it, which takes Altair twice as long."""
    found: Spec = chart.to_dict(validate=False)
    return found


def tooltip(claim: Claim, sentence: str) -> dict[str, str]:
    """The fields of a mark's tooltip: the claim's sentence, its time and its speaker."""
    return {
        CLAIM: claim.claim_id,
        "says": sentence,
        "dated": dates.dated(claim),
        "by": sentences.said_by(claim),
    }


def touch_areas(*encodings: Any, **style: Any) -> alt.Chart:
    """Make the invisible areas that show the tooltip of a claim and open it."""
    heads = {"says": "Claim", "dated": "When", "by": "Said by"}
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in heads.items()]
    pick = alt.selection_point(name=PICK, fields=[CLAIM], empty=False, toggle=False)
    area = alt.Chart(name="touch").mark_rect(opacity=0, aria=True, cursor="pointer", **style)
    chart: alt.Chart = area.encode(
        *encodings, tooltip=tips, description=alt.Description("says:N")
    ).add_params(pick)
    return chart


def config(palette: Palette) -> alt.Config:
    """The Vega-Lite configuration of every chart."""
    return alt.Config(
        font=f"{FONT}, sans-serif",
        background="transparent",
        lineBreak="\n",
        mark=alt.MarkConfig(aria=False),
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(color=palette.ink, fontSize=TEXT, lineHeight=LINE, baseline="middle"),
        title=alt.TitleConfig(
            color=palette.ink2, fontSize=NOTE, fontWeight="normal", anchor="start", lineHeight=LINE
        ),
        axis=alt.AxisConfig(
            domain=False, ticks=False, title=None, gridColor=palette.line,
            labelColor=palette.ink2, labelFontSize=NOTE,
        ),
    )  # fmt: skip


def records(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a frame for JSON: dates as ISO 8601, fields that are ``None`` left out."""
    return [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
            if value is not None
        }
        for row in rows
    ]
