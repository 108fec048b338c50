"""The timeline of a view as a figure: the Timeline page's own chart, with what must go with it."""

from __future__ import annotations

import altair as alt

from nkmap.figures import charts, crowd, timeline
from nkmap.figures.lanes import BAND, plot
from nkmap.figures.page_layout import REFERENCE_WIDTH
from nkmap.figures.symbols import PALETTES, Palette, Theme
from nkmap.publish.chart_svg import elements
from nkmap.publish.figure import Content, Picture, Preset
from nkmap.publish.told import Told
from nkmap.wording import captions, counts, files_and_links

_LEAST_SHARE, _LINES = 0.62, 1.6
"""How small a chart may be drawn before its claims are counted by month instead; the lines that a
claim takes, with the names of kinds and places."""


def time_content(told: Told, preset: Preset, theme: Theme = "light") -> Content:
    """What the figure of a view's timeline says."""
    palette = PALETTES[theme]
    known = told.months
    touched = dict(zip(known, crowd.touching(told.shown, known), strict=True))
    undated = sum(not claim.has_month for claim in told.shown)
    headline = counts.as_known(counts.timeline_headline(touched, undated), told.view.known_on)
    counted = len(told.shown) > _most_drawn(preset)
    key = counts.CROWD_KEY if counted else captions.TIME_KEY
    return Content(
        told,
        page="timeline",
        subject="Timeline",
        headline=headline,
        counted=told.counting,
        caution=f"{key} {files_and_links.figure_caution(None)}",
        attribution=files_and_links.TIME_ATTRIBUTION,
        alt=counts.alt_text(told.shown, told.selection, told.names),
        draw=lambda width, room: _draw(told, preset, palette, width, room, counted=counted),
    )


def chart(told: Told, palette: Palette, width: float, *, counted: bool = False) -> alt.LayerChart:
    """The Timeline page's chart of the view, ``width`` pixels wide."""
    own, shaded = plot(told.months, width), timeline.silent(told.everything, told.months)
    rows = timeline.frames(
        told.shown, told.names, own, told.view, shaded, grouped=True, counted=counted
    )
    return timeline.chart(rows, own, palette)


def _most_drawn(preset: Preset) -> int:
    """Claims up to which a preset has room to draw each; more are counted by month."""
    room = preset.height * (0.94 if preset.beside else 0.6)  # about what its chart has
    return int(room / (_LEAST_SHARE * BAND * _LINES)) if room else crowd.MOST_DRAWN


def _draw(
    told: Told, preset: Preset, palette: Palette, width: float, room: float, *, counted: bool
) -> Picture:
    """The chart at the size where it fits, with room around it where it stands beside words."""
    edge = 0.03 * width if preset.beside else 0.0
    across = width
    if preset.height:
        across = max(width / preset.text, 640.0) if counted else max(width, REFERENCE_WIDTH)
    made = chart(told, palette, across, counted=counted)
    high = charts.size(made)[1]
    inside = (width - 2 * edge) / across, (room - 2 * edge) / high
    share = min(inside) if preset.height else 1.0
    left, drawn = (width - across * share) / 2, elements(made)
    at = f"translate({left:.1f},{edge:.1f}) scale({share:.4f})"
    return high * share + 2 * edge, f'<g transform="{at}">{drawn}</g>'
