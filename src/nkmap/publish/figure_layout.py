"""A figure as one picture: title, counting line, map or timeline, legend, source and stamp in it.

What is stamped inside cannot be lost on the way into an article: the hedges, the claims, their
sources, the version of the data, the link and the attribution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, starmap, takewhile

from nkmap.evidence import Evidence
from nkmap.figures.colours import Colour
from nkmap.figures.drawing import Anchor, Drawing, Group, Paint, Path, Shape, Words
from nkmap.figures.legend import Entry, rows
from nkmap.figures.typography import wrap_all
from nkmap.wording import dates, joined, sources


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
