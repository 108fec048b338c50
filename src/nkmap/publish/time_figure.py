"""The timeline of a view as a figure: the Timeline page's own chart, with what must go with it."""

from __future__ import annotations

import altair as alt

from nkmap import wording
from nkmap.figures import charts, crowd, timeline
from nkmap.figures.page_layout import REFERENCE_WIDTH
from nkmap.figures.symbols import PALETTES, Palette, Theme
from nkmap.publish.chart_svg import elements
from nkmap.publish.figure import Content, Picture, Preset
from nkmap.publish.told import Told

_LEAST_SHARE = 0.62
"""How small a chart may be drawn before its claims are counted by month instead."""


def time_content(told: Told, preset: Preset, theme: Theme = "light") -> Content:
    """What the figure of a view's timeline says."""
    palette = PALETTES[theme]
    known = told.months
    touched = dict(zip(known, crowd.touching(told.shown, known), strict=True))
    undated = sum(not claim.has_month for claim in told.shown)
    headline = wording.as_known(wording.timeline_headline(touched, undated), told.view.known_on)
    counted = _is_counted(told, preset, palette)
    key = wording.CROWD_KEY if counted else wording.TIME_KEY
    return Content(
        kicker=f"Timeline · {told.span}".upper(),
        colour="ink",
        glyph=None,
        headline=headline,
        counting=told.with_remark(told.counting),
        caution=f"{key} {wording.figure_caution(None)}",
        source=wording.figure_sources(told.shown, told.data.source_by_id),
        attribution=wording.TIME_ATTRIBUTION,
        stamp=(f"Data {told.version}", told.link("timeline")),
        legend=(),
        alt=wording.alt_text(told.shown, told.selection, told.names),
        draw=lambda width, room: _draw(told, preset, palette, width, room, counted=counted),
    )


def chart(told: Told, palette: Palette, width: float, *, counted: bool = False) -> alt.LayerChart:
    """The Timeline page's chart of the view, ``width`` pixels wide."""
    known, shaded = told.months, timeline.silent(told.everything, told.months)
    return timeline.timeline(
        told.shown, told.names, known, told.view, palette, width, shaded, counted=counted
    )


def _is_counted(told: Told, preset: Preset, palette: Palette) -> bool:
    """Whether a preset is too small to draw each claim, so that they are counted by month."""
    if len(told.shown) > crowd.MOST_DRAWN or not preset.height:
        return len(told.shown) > crowd.MOST_DRAWN
    across, down = (0.6, 0.94) if preset.beside else (0.9, 0.6)  # about what its chart has
    _, share = _fitted(told, palette, preset.width * across, preset.height * down)
    return share < _LEAST_SHARE


def _fitted(
    told: Told, palette: Palette, width: float, room: float, natural: float = 0.0
) -> tuple[alt.LayerChart, float]:
    """The chart and the share of its size at which it fits; ``natural`` where it counts claims."""
    across = natural or max(width, REFERENCE_WIDTH)
    made = chart(told, palette, across, counted=bool(natural))
    return made, min(width / across, room / charts.size(made)[1])


def _draw(
    told: Told, preset: Preset, palette: Palette, width: float, room: float, *, counted: bool
) -> Picture:
    """The chart at the size where it fits, with room around it where it stands beside words."""
    edge = 0.03 * width if preset.beside else 0.0
    natural = max(width / preset.text, 640.0) if counted else 0.0
    made, share = (
        _fitted(told, palette, width - 2 * edge, room - 2 * edge, natural)
        if preset.height
        else (chart(told, palette, width), 1.0)
    )
    across, high = charts.size(made)
    left, drawn = (width - across * share) / 2, elements(made)
    return Picture(
        high * share + 2 * edge,
        lambda x, y: (
            f'<g transform="translate({x + left:.1f},{y + edge:.1f}) scale({share:.4f})">'
            f"{drawn}</g>"
        ),
    )
