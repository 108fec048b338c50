"""Figures as files: the map or the timeline of the screen, and what must be known beside it.

PNG at one or two pixels per pixel, SVG or PDF. Title, counting line, legend, source and stamp are
in the picture: what is stamped inside cannot be lost on the way into an article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, starmap, takewhile

from nkmap import render
from nkmap.evidence import Evidence
from nkmap.figures import legend, map_labels, marks, symbols, timeline
from nkmap.figures.chart_style import BAND, size
from nkmap.figures.colours import PALETTES, Colour, Theme, kind_colour
from nkmap.figures.drawing import Anchor, Drawing, Group, Paint, Path, Rect, Shape, Words
from nkmap.figures.legend import Entry, map_with_legend, rows
from nkmap.figures.map import map_drawing
from nkmap.figures.time_scale import TimeScale
from nkmap.figures.typography import LINE_HEIGHT, wrap, wrap_all
from nkmap.figures.viewport import REFERENCE_WIDTH, Style, viewport
from nkmap.relations import lead_claim
from nkmap.render import chart_elements
from nkmap.render.svg import Svg
from nkmap.wording import TEXTS, captions, counts, dates, files_and_links, joined, sources


@dataclass(frozen=True)
class Preset:
    """The size of a figure, in pixels, and how it is laid out."""

    label: str
    width: int
    height: int
    """Zero: as high as its parts need."""
    beside: bool
    """Whether the picture stands beside the words, else below them."""
    text: float
    """How much larger than on a page its text is."""


PRESETS: dict[str, Preset] = {
    "article": Preset("Article, 680 px wide", 680, 0, beside=False, text=1.0),
    "social": Preset("Social card, 1200 x 630", 1200, 630, beside=True, text=1.28),
    "slide": Preset("Slide, 1920 x 1080", 1920, 1080, beside=True, text=1.9),
    "a4": Preset("A4 page", 794, 1123, beside=False, text=1.12),
}


Picture = tuple[float, str]
"""The map or the timeline of a figure, drawn already: its height and its SVG elements."""


@dataclass(frozen=True)
class Content:
    """Everything a figure says, before it is laid out."""

    evidence: Evidence
    page: str
    """Where the dashboard shows the same."""
    subject: str
    headline: str
    counted: str
    caution: str
    attribution: str
    alt: str
    draw: Callable[[float, float], Picture]
    """Draws the picture for a width and the greatest height."""
    colour: Colour = "ink"
    """Of the subject: the kind's."""
    glyph: Drawing | None = None
    """What stands before the subject."""
    legend: tuple[Entry, ...] = ()
    """What is explained outside of the picture."""


_LEAST_TEXT, _ROOMY = 0.55, 1.16
"""How small text may become to fit, and how much larger than wanted where there is room."""
_MARGIN, _GAP = 20.0, 10.0


Composed = tuple[Drawing, str]
"""A figure laid out: a drawing of all its words, and the elements that stand among them."""


def composed(content: Content, preset: Preset) -> Composed:
    """Lay out the figure; words are set smaller before any of them is lost."""
    text = preset.text * (_ROOMY if preset.beside else 1)
    sizes = takewhile(lambda size: size > _LEAST_TEXT, (text * 0.94**n for n in count()))
    tries = [(preset, size) for size in sizes]
    # as high as it needs to be, rather than without a part
    tries.append((replace(preset, height=0, beside=False), _LEAST_TEXT))
    return next(filter(None, starmap(partial(_laid_out, content), tries)))


def _laid_out(content: Content, preset: Preset, text: float) -> Composed | None:
    """Words to the left of the picture, or above and below it; ``None`` without enough room."""
    beside, wanted = preset.beside, preset.height
    margin = preset.width * 0.022 if beside else _MARGIN * (1.8 if wanted else 1.0)
    end = preset.width * (0.37 if beside else 1)
    width = end - 2 * margin
    top = _Column(margin, margin, width, text)
    _heading(top, content, 22 if beside else 25)
    foot = _Column(margin, 0, width, text * (0.94 if beside else 1))
    _foot(foot, content, beside=beside)
    free = wanted - top.y - foot.y - margin
    if beside:
        left, across, room = end, preset.width - end, float(wanted)
    else:
        left, across, room = margin, width, free - 2 * _GAP if wanted else width * 0.78
    if free < 0 < wanted or room < across * 0.4:
        return None
    high, picture = content.draw(across, room)
    if wanted and high > room + 1:
        return None
    height = wanted or round(top.y + high + _GAP + foot.y + margin * 0.8)
    down = max(0.0, room - high) / 2 if beside else top.y
    words = Group(tuple(top.parts)), Group(tuple(foot.parts), y=height - foot.y - margin * 0.8)
    drawing = Drawing(preset.width, height, words, background="page")
    return drawing, f'<g transform="translate({left:g} {down:g})">{picture}</g>'


@dataclass
class _Column:
    """Lines of text set below each other."""

    x: float
    y: float
    width: float
    scale: float
    parts: list[Shape | Words | Group] = field(default_factory=list)

    def words(
        self,
        words: str,
        size: float,
        colour: Colour,
        *,
        is_title: bool = False,
        after: float = 0.0,
        anchor: Anchor = "start",
    ) -> None:
        """Wrap words into the column; sizes and the space after them grow with the scale."""
        if not words:
            return
        size = round(size * self.scale, 1)
        lead, weight = (1.17, 700) if is_title else (1.32, 400)
        x = self.x + (self.width if anchor == "end" else 0)
        for part in wrap_all(words, size, self.width, bold=is_title):
            self.y += size * lead
            down = self.y - size * (lead - 1) * 0.62
            self.parts.append(Words(part, x, down, size, colour, anchor, weight, is_serif=is_title))
        self.y += after * self.scale


def _heading(column: _Column, content: Content, title: float) -> None:
    size, left = round(13 * column.scale, 1), column.x
    if content.glyph:
        share = 15 * column.scale / content.glyph.height
        top = column.y + 2 * column.scale
        column.parts.append(Group(content.glyph.groups, x=left, y=top, scale=share))
        left += (15 + 6) * column.scale
    base = column.y + size * 1.08
    known = content.evidence.months or (None,)
    span = dates.month_span(content.evidence.view, known[0], known[-1])
    kicker = f"{content.subject} · {span}".upper()
    column.parts.append(Words(kicker, left, base, size, content.colour, weight=700))
    column.y += size * 1.6
    column.words(content.headline, title, "ink", is_title=True, after=4)
    counted = joined(content.counted, content.evidence.asked_in_vain)
    column.words(counted, 14, "ink2", after=8)


def _foot(column: _Column, content: Content, *, beside: bool) -> None:
    """Legend, caution, source and stamp; below a picture the stamp stands at the right."""
    if content.legend:
        each = column.width / 2 - _GAP
        tops = [column.y, column.y]
        for row in rows(content.legend, 12.5 * column.scale, each):
            side = tops.index(min(tops))
            x = column.x + side * (each + 2 * _GAP)
            column.parts.append(Group(row.groups, x=x, y=tops[side]))
            tops[side] += row.height + 5
        column.y = max(tops)
    told = stamp = column
    anchor: Anchor = "start"
    if not beside:
        width, line = column.width, column.y + (6 if content.legend else 0)
        column.parts.append(Path(f"M{column.x:g} {line:.1f}h{width:g}", Paint(stroke="line")))
        told = replace(column, y=line + 4, width=width * 0.66)
        stamp = replace(told, x=column.x + width * 0.7, width=width * 0.3)
        anchor = "end"
    told.words(content.caution, 13.5, "ink", after=3)
    shown, source_by_id = content.evidence.shown, content.evidence.data.source_by_id
    told.words(sources.figure_sources(shown, source_by_id), 13, "ink2", after=3)
    told.words(content.attribution, 12, "ink3", after=3)
    stamp.words("nkmap", 17, "ink", is_title=True, anchor=anchor)
    stamp.words(f"Data {content.evidence.version}", 12, "ink2", anchor=anchor)
    stamp.words(content.evidence.link(content.page), 12, "ink2", anchor=anchor)
    column.y = max(told.y, stamp.y)


# ---------------------------------------------------------------- what is drawn

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
