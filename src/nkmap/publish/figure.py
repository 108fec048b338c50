"""A figure as one picture: title, counting line, map or timeline, legend, source and stamp in it.

What is stamped inside cannot be lost on the way into an article: the hedges, the claims, their
sources, the version of the data, the link and the attribution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from nkmap.figures.drawing import Anchor, Colour, Drawing, Group, Paint, Path, Shape, Words
from nkmap.figures.legend import Entry
from nkmap.figures.typography import text_width, wrap
from nkmap.render.svg import Svg


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


@dataclass(frozen=True)
class Picture:
    """The map or the timeline of a figure, drawn already, in the figure's pixels."""

    height: float
    at: Callable[[float, float], str]
    """Its SVG elements with its top left corner at a point of the figure."""


@dataclass(frozen=True)
class Content:
    """Everything a figure says, before it is laid out."""

    kicker: str
    colour: Colour
    """Of the kicker: the kind's."""
    glyph: Drawing | None
    """What stands before the kicker."""
    headline: str
    counting: str
    caution: str
    source: str
    attribution: str
    stamp: tuple[str, ...]
    """Data version and link."""
    legend: tuple[Entry, ...]
    """What is explained outside of the picture."""
    alt: str
    draw: Callable[[float, float], Picture]
    """Draws the picture for a width and the greatest height."""


@dataclass(frozen=True)
class Figure:
    """A figure laid out: a drawing of all its words, and the picture that stands among them."""

    content: Content
    drawing: Drawing
    picture: str
    """Its SVG elements."""

    def svg(self, writer: Svg, scale: float = 1.0) -> str:
        """The whole figure as SVG, ``scale`` of whose units one pixel takes."""
        told = self.content
        return writer.picture(self.drawing, told.headline, scale, told.alt, over=self.picture)


_LEAST_TEXT, _ROOMY = 0.55, 1.16
"""How small text may become to fit, and how much larger than wanted where there is room."""
_GAP = 10.0


def composed(content: Content, preset: Preset) -> Figure:
    """The whole figure; words are set smaller before any of them is lost."""
    text = preset.text * (_ROOMY if preset.beside else 1)
    made = _laid_out(content, replace(preset, text=text))
    while made is None and text > _LEAST_TEXT:
        text *= 0.94
        made = _laid_out(content, replace(preset, text=text))
    if made is None:  # as high as it needs to be, rather than without a part
        made = _laid_out(content, replace(preset, text=text, height=0, beside=False))
    if made is None:
        raise ValueError("a figure of any height holds its words")
    return made


def _laid_out(content: Content, preset: Preset) -> Figure | None:
    """The figure; ``None`` where the preset has not enough room."""
    return (_beside if preset.beside else _below)(content, preset)


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
        lead: float = 1.32,
        weight: int = 400,
        serif: bool = False,
        after: float = 0.0,
        anchor: Anchor = "start",
    ) -> None:
        """Wrap words into the column; sizes and the space after them grow with the scale."""
        if not words:
            return
        size = round(size * self.scale, 1)
        x = self.x + (self.width if anchor == "end" else 0)
        for part in _lines(words, size, self.width, bold=weight > 500):
            self.y += size * lead
            down = self.y - size * (lead - 1) * 0.62
            self.parts.append(Words(part, x, down, size, colour, anchor, weight, is_serif=serif))
        self.y += after * self.scale


def _lines(words: str, size: float, width: float, *, bold: bool) -> tuple[str, ...]:
    """The words in lines; a word that is longer than a line is broken, so that none is cut."""
    found: list[str] = []
    for part in wrap(words, size, width, bold=bold):
        rest = part
        while text_width(rest, size, bold=bold) > width and len(rest) > 1:
            fits = _fitting(rest, size, width, bold=bold)
            found.append(rest[:fits])
            rest = rest[fits:]
        found.append(rest)
    return tuple(found)


def _fitting(word: str, size: float, width: float, *, bold: bool) -> int:
    """How many letters of a long word one line holds; an address is broken before its parts."""
    fits = 1
    while text_width(word[: fits + 1], size, bold=bold) <= width:
        fits += 1
    part = max(word.rfind(sign, 1, fits + 1) for sign in "&?/")
    return part if part > fits // 2 else fits


def _heading(column: _Column, content: Content, title: float) -> None:
    size, left = round(13 * column.scale, 1), column.x
    if content.glyph:
        share = 15 * column.scale / content.glyph.height
        top = column.y + 2 * column.scale
        column.parts.append(Group(content.glyph.groups, x=left, y=top, scale=share))
        left += (15 + 6) * column.scale
    base = column.y + size * 1.08
    column.parts.append(Words(content.kicker, left, base, size, content.colour, weight=700))
    column.y += size * 1.6
    column.words(content.headline, title, "ink", lead=1.17, weight=700, serif=True, after=4)
    column.words(content.counting, 14, "ink2", after=8)


def _closing(column: _Column, content: Content) -> None:
    column.words(content.caution, 13.5, "ink", after=3)
    column.words(content.source, 13, "ink2", after=3)
    column.words(content.attribution, 12, "ink3", after=3)


def _stamp(column: _Column, content: Content, anchor: Anchor) -> None:
    column.words("nkmap", 17, "ink", weight=700, serif=True, anchor=anchor)
    for part in content.stamp:
        column.words(part, 12, "ink2", anchor=anchor)


def _legend(column: _Column, content: Content) -> None:
    """The samples in two columns."""
    each = (column.width - _GAP * 2) / 2
    tops = [column.y, column.y]
    swatch = max([46.0 * column.scale, *(entry.sample.width for entry in content.legend)])
    for entry in content.legend:
        side = 0 if tops[0] <= tops[1] else 1
        x = column.x + side * (each + _GAP * 2)
        own = _Column(x + swatch + 8, 0, each - swatch - 8, column.scale)
        own.words(entry.words, 12.5, "ink")
        own.words(entry.note, 12.5, "ink2")
        sample = entry.sample
        high = max(own.y, sample.height)
        left, top = x + (swatch - sample.width) / 2, tops[side] + (high - sample.height) / 2
        column.parts += [
            Group(sample.groups, x=left, y=top),
            Group(tuple(own.parts), y=tops[side] + (high - own.y) / 2),
        ]
        tops[side] += high + 5
    column.y = max(tops)


_MARGIN = 20.0


def _below(content: Content, preset: Preset) -> Figure | None:
    """Words, picture, legend and source below each other."""
    margin = _MARGIN * (1.8 if preset.height else 1.0)
    width = preset.width - 2 * margin
    top = _Column(margin, margin, width, preset.text)
    _heading(top, content, 25)
    foot = _Column(margin, 0, width, preset.text)
    if content.legend:
        _legend(foot, content)
        foot.y += 6
    foot.parts.append(Path(f"M{margin:g} {foot.y:.1f}h{width:g}", Paint(stroke="line")))
    foot.y += 4
    left = replace(foot, width=width * 0.66)
    _closing(left, content)
    right = _Column(margin + width * 0.7, foot.y, width * 0.3, preset.text, foot.parts)
    _stamp(right, content, "end")
    foot.y = max(left.y, right.y)
    room = preset.height - top.y - foot.y - margin - 2 * _GAP if preset.height else width * 0.78
    if room < width * 0.4 and preset.height:
        return None
    picture = content.draw(width, room)
    if preset.height and picture.height > room + 1:
        return None
    under = top.y + picture.height + _GAP
    if preset.height:
        under = max(under, preset.height - margin - foot.y)
    height = preset.height or round(under + foot.y + margin * 0.8)
    drawing = _sheet(preset.width, height, top, foot, under)
    return Figure(content, drawing, picture.at(margin, top.y))


def _beside(content: Content, preset: Preset) -> Figure | None:
    """Words to the left, the picture to the right over the whole height."""
    margin = preset.width * 0.022
    left = preset.width * 0.37
    top = _Column(margin, margin, left - 2 * margin, preset.text)
    _heading(top, content, 22)
    foot = _Column(margin, 0, left - 2 * margin, preset.text * 0.94)
    if content.legend:
        _legend(foot, content)
    _closing(foot, content)
    _stamp(foot, content, "start")
    if top.y + foot.y + margin > preset.height:
        return None
    picture = content.draw(preset.width - left, preset.height)
    if picture.height > preset.height + 1:
        return None
    under = preset.height - margin * 0.8 - foot.y
    drawing = _sheet(preset.width, preset.height, top, foot, under)
    return Figure(content, drawing, picture.at(left, max(0, preset.height - picture.height) / 2))


def _sheet(width: float, height: float, top: _Column, foot: _Column, under: float) -> Drawing:
    groups = Group(tuple(top.parts)), Group(tuple(foot.parts), y=under)
    return Drawing(width, height, groups, background="page")
