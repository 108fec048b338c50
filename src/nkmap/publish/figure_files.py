"""Figures as files: the map or the timeline of the screen, and what must be known beside it.

PNG at one or two pixels per pixel, SVG or PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from nkmap import render
from nkmap.evidence import Evidence
from nkmap.figures import legend, map_labels, marks, symbols, timeline
from nkmap.figures.chart_style import BAND, size
from nkmap.figures.colours import PALETTES, Theme, kind_colour
from nkmap.figures.drawing import Drawing, Group, Paint, Rect, Words
from nkmap.figures.legend import map_with_legend
from nkmap.figures.map import map_drawing
from nkmap.figures.time_scale import TimeScale
from nkmap.figures.typography import LINE_HEIGHT, wrap
from nkmap.figures.viewport import REFERENCE_WIDTH, Style, viewport
from nkmap.publish.figure_layout import PRESETS, Content, Picture, Preset, composed
from nkmap.relations import lead_claim
from nkmap.render import chart_elements
from nkmap.render.svg import Svg
from nkmap.wording import TEXTS, captions, counts, files_and_links

_MAP_HEIGHT = 0.68
"""Of its width, where a figure may be as high as it likes."""
_BESIDE_WIDTH = 1180.0
"""Pixels that a map beside words is drawn at before it is made smaller, with all its words."""


def map_content(evidence: Evidence, preset: Preset, theme: Theme = "light") -> Content:
    """Make the content of a figure of the view's map."""
    own = captions.leading(evidence.shown, evidence.kind)
    lead = lead_claim(own) if own else None
    style, _ = _style(evidence, preset, preset.width - 40.0, preset.width * _MAP_HEIGHT)
    scene = marks.of_evidence(evidence, evidence.kind)

    def picture(width: float, room: float) -> Picture:
        drawn, share = drawing(evidence, preset, width, room)
        return drawn.height * share, Svg.of(theme).nested(drawn, share)

    return Content(
        evidence,
        page="",
        subject=captions.map_kind(evidence.kind),
        headline=evidence.headline(evidence.kind),
        counted=evidence.map_counting,
        caution=files_and_links.figure_caution(lead),
        attribution=TEXTS["map_attribution"],
        alt=evidence.map_alt,
        draw=picture,
        colour=kind_colour(evidence.kind),
        glyph=symbols.glyph_icon(evidence.kind),
        legend=() if preset.beside else legend.entries(scene, style),
    )


def _style(evidence: Evidence, preset: Preset, width: float, height: float) -> tuple[Style, float]:
    """How a map of so many pixels is drawn, and how small it is then set.

    Below its words it is read from near, and a far frame is full. Beside them it is made for a
    screen across the room, with its legend in it.
    """
    near = (0.86 if preset.height else 1.0) * (0.82 if evidence.view.frame.is_far else 1.0)
    share = width / _BESIDE_WIDTH if preset.beside else near
    view = viewport(evidence.view.frame, width / share, round(height / share))
    return Style(view, is_slide=preset.beside), share


def drawing(evidence: Evidence, preset: Preset, width: float, room: float) -> tuple[Drawing, float]:
    """Draw the map for a width and a greatest height in pixels; and the scale to set it at.

    Below it stand the names it has no room for, in as many lines as they take.
    """
    style, share = _style(evidence, preset, width, room if preset.height else width * _MAP_HEIGHT)
    draw = map_with_legend if preset.beside else map_drawing
    view, size, scene = style.viewport, style.text(12.0), marks.of_evidence(evidence, evidence.kind)
    rows: tuple[str, ...] = ()
    while True:
        map_high = view.height - len(rows) * size * LINE_HEIGHT
        shown = replace(style, viewport=viewport(view.frame, view.width, map_high))
        drawn = draw(scene, shown)
        names = " ".join(
            captions.without_label(words, [group.label for group in groups])
            for words, groups in map_labels.unseen(drawn)
        )
        found = wrap(names, size, view.width) if names else ()
        if len(found) <= len(rows):
            break
        rows = found
    below = [
        Words(row, 0, map_high + (number + 0.9) * size * LINE_HEIGHT, size, "ink2")
        for number, row in enumerate(found)
    ]
    under = Rect(0, map_high, view.width, view.height - map_high, Paint("page"))
    edge = Rect(0.5, 0.5, view.width - 1, map_high - 1, Paint(stroke="line"))
    groups = (*drawn.groups, Group((*([under] if rows else []), *below, edge)))
    return replace(drawn, height=view.height, groups=groups), share


_LEAST_SHARE, _LINES = 0.62, 1.6
"""How small a chart may be drawn before its claims are counted by month instead; the lines that a
claim takes, with the names of kinds and places."""


def time_content(evidence: Evidence, preset: Preset, theme: Theme = "light") -> Content:
    """Make the content of a figure of the view's timeline."""
    undated = sum(not claim.has_month for claim in evidence.shown)
    headline = counts.timeline_headline(evidence.touched(), undated)
    # About the room that a chart has; one as high as it likes draws as many as a page.
    room = preset.height * (0.94 if preset.beside else 0.6) / (_LEAST_SHARE * BAND * _LINES)
    counted = len(evidence.shown) > (int(room) or timeline.MOST_DRAWN)
    key = TEXTS["monthly_counts_key"] if counted else TEXTS["time_key"]

    def picture(width: float, room: float) -> Picture:
        """Draw the chart at the size where it fits, with room around it beside words."""
        edge = 0.03 * width if preset.beside else 0.0
        across = width
        if preset.height:
            across = max(width / preset.text, 640.0) if counted else max(width, REFERENCE_WIDTH)
        time = TimeScale.beside_names(evidence.months, across)
        lanes = timeline.lanes(evidence, time, counted=counted)
        made = timeline.chart(lanes, time, PALETTES[theme])
        high = size(made)[1]
        inside = (width - 2 * edge) / across, (room - 2 * edge) / high
        share = min(inside) if preset.height else 1.0
        at = f"translate({(width - across * share) / 2:.1f},{edge:.1f}) scale({share:.4f})"
        return high * share + 2 * edge, f'<g transform="{at}">{chart_elements(made)}</g>'

    return Content(
        evidence,
        page="timeline",
        subject="Timeline",
        headline=counts.as_known(headline, evidence.view.known_on),
        counted=evidence.counting,
        caution=f"{key} {files_and_links.figure_caution(None)}",
        attribution=TEXTS["time_attribution"],
        alt=evidence.alt_text,
        draw=picture,
    )


FIGURES: dict[str, Callable[[Evidence, Preset, Theme], Content]] = {
    "map": map_content,
    "timeline": time_content,
}
"""What may be drawn, by name."""


@dataclass(frozen=True)
class FileForm:
    """A file format of figures."""

    label: str
    ending: str
    mime: str
    make: Callable[[str], bytes]
    """The file, from SVG."""
    unit: float = 1.0
    """How many units of the SVG a pixel takes."""


FIGURE_FORMATS: dict[str, FileForm] = {
    "png": FileForm("PNG", ".png", "image/png", partial(render.png, scale=1)),
    "png2x": FileForm("PNG, twice as sharp", "@2x.png", "image/png", partial(render.png, scale=2)),
    "svg": FileForm("SVG", ".svg", "image/svg+xml", str.encode),
    # A pixel is 1/96 of an inch, a PDF counts in 1/72.
    "pdf": FileForm("PDF", ".pdf", "application/pdf", render.pdf, 0.75),
}


def figure(
    name: str, evidence: Evidence, form: str, preset: str = "article", theme: Theme = "light"
) -> bytes:
    """Write the map or the timeline of a view as a file, with everything stamped inside.

    The same data and view give the same bytes, except that a PDF lists its fonts in any order.
    """
    size, own = PRESETS[preset], FIGURE_FORMATS[form]
    content = FIGURES[name](evidence, size, theme)
    drawing, over = composed(content, size)
    return own.make(Svg.of(theme).picture(drawing, content.headline, own.unit, content.alt, over))


def figure_name(name: str, evidence: Evidence, form: str, preset: str) -> str:
    """A name that tells what is drawn: ``nkmap-0.2.0-map-article-6-of-138-claims.png``."""
    claims = f"{evidence.selection.count}-of-{evidence.selection.total}-claims"
    ending = FIGURE_FORMATS[form].ending
    return f"nkmap-{evidence.data.version}-{name}-{preset}-{claims}{ending}"
