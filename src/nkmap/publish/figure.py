"""A figure as one picture: title, counting line, map or timeline, legend, source and stamp in it.

What is stamped inside cannot be lost on the way into an article: the hedges, the claims, their
sources, the version of the data, the link and the attribution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from nkmap.figures.icons import Icon
from nkmap.figures.picture import nested
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.publish import lettering
from nkmap.publish.escape import svg


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

Drawer = Callable[[float, float], tuple[str, float]]
"""Draws the picture as SVG elements for a width and the greatest height; says how high it came."""


@dataclass(frozen=True)
class Content:
    """Everything a figure says, before it is laid out."""

    kicker: str
    colour: str
    """Of the kicker: the kind's."""
    glyph: str
    """SVG elements in a 16 by 16 box before the kicker; empty for none."""
    headline: str
    counting: str
    caution: str
    source: str
    attribution: str
    stamp: tuple[str, ...]
    """Data version and link."""
    legend: tuple[tuple[Icon, tuple[str, ...]], ...]
    """Samples with the lines that explain them, where the picture does not hold them itself."""
    alt: str
    draw: Drawer


_LEAST_TEXT, _ROOMY = 0.55, 1.16
"""How small text may become to fit, and how much larger than wanted where there is room."""
_GAP = 10.0


def composed(content: Content, preset: Preset, palette: Palette) -> str:
    """The whole figure as SVG; words are set smaller before any of them is lost."""
    text = preset.text * (_ROOMY if preset.beside else 1)
    made = _laid_out(content, replace(preset, text=text), palette)
    while made is None and text > _LEAST_TEXT:
        text *= 0.94
        made = _laid_out(content, replace(preset, text=text), palette)
    if made is None:  # as high as it needs to be, rather than without a part
        made = _laid_out(content, replace(preset, text=text, height=0, beside=False), palette)
    if made is None:
        raise ValueError("a figure of any height holds its words")
    body, height = made
    size = f'width="{preset.width}" height="{height:g}" viewBox="0 0 {preset.width} {height:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
        f"<title>{svg(content.headline)}</title><desc>{svg(content.alt)}</desc>"
        f'<rect width="{preset.width}" height="{height:g}" fill="{palette.page}"/>{body}</svg>\n'
    )


def _laid_out(content: Content, preset: Preset, palette: Palette) -> tuple[str, float] | None:
    """The elements and the height they fill; ``None`` where the preset has not enough room."""
    return (_beside if preset.beside else _below)(content, preset, palette)


@dataclass
class _Column:
    """Lines of text set below each other."""

    x: float
    y: float
    width: float
    scale: float
    parts: list[str]

    def words(
        self,
        words: str,
        size: float,
        colour: str,
        *,
        lead: float = 1.32,
        weight: int = 400,
        serif: bool = False,
        after: float = 0.0,
        anchor: str = "start",
    ) -> None:
        """Wrap words into the column; sizes and the space after them grow with the scale."""
        if not words:
            return
        size = round(size * self.scale, 1)
        for part in _lines(words, size, self.width, bold=weight > 500 or serif):
            self.y += size * lead
            x = self.x + (self.width if anchor == "end" else 0)
            self.parts.append(
                lettering.line(
                    part,
                    x,
                    self.y - size * (lead - 1) * 0.62,
                    size,
                    colour,
                    weight=weight,
                    serif=serif,
                    anchor="end" if anchor == "end" else "start",
                )
            )
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


def _heading(column: _Column, content: Content, palette: Palette, title: float) -> None:
    size = 13 * column.scale
    left = column.x
    if content.glyph:
        side = 15 * column.scale
        box = f'<svg viewBox="0 0 16 16">{content.glyph}</svg>'
        column.parts.append(nested(box, left, column.y + 2 * column.scale, side, side))
        left += side + 6 * column.scale
    kicker = lettering.line(
        content.kicker,
        left,
        column.y + size * 1.08,
        round(size, 1),
        content.colour,
        weight=700,
        spacing=0.6,
    )
    column.parts.append(kicker)
    column.y += size * 1.6
    column.words(content.headline, title, palette.ink, lead=1.17, weight=700, serif=True, after=4)
    column.words(content.counting, 14, palette.ink2, after=8)


def _closing(column: _Column, content: Content, palette: Palette) -> None:
    column.words(content.caution, 13.5, palette.ink, after=3)
    column.words(content.source, 13, palette.ink2, after=3)
    column.words(content.attribution, 12, palette.ink3, after=3)


def _stamp(column: _Column, content: Content, palette: Palette, anchor: str) -> None:
    column.words("nkmap", 17, palette.ink, weight=700, serif=True, anchor=anchor)
    for part in content.stamp:
        column.words(part, 12, palette.ink2, anchor=anchor)


def _legend(column: _Column, content: Content, palette: Palette) -> None:
    """The samples in two columns."""
    each = (column.width - _GAP * 2) / 2
    tops = [column.y, column.y]
    swatch = max([46.0 * column.scale, *(icon.width for icon, _ in content.legend)])
    for icon, words in content.legend:
        side = 0 if tops[0] <= tops[1] else 1
        x = column.x + side * (each + _GAP * 2)
        own = _Column(x + swatch + 8, 0, each - swatch - 8, column.scale, [])
        for part in words:
            own.words(part, 12.5, palette.ink)
        high = max(own.y, icon.height)
        lift = tops[side] + (high - own.y) / 2
        moved = f'<g transform="translate(0,{lift:.1f})">{"".join(own.parts)}</g>'
        left = x + (swatch - icon.width) / 2
        top = tops[side] + (high - icon.height) / 2
        column.parts += [nested(icon.picture, left, top, icon.width, icon.height), moved]
        tops[side] += high + 5
    column.y = max(tops)


_MARGIN = 20.0


def _below(content: Content, preset: Preset, palette: Palette) -> tuple[str, float] | None:
    """Words, picture, legend and source below each other."""
    margin = _MARGIN * (1.8 if preset.height else 1.0)
    width = preset.width - 2 * margin
    top = _Column(margin, margin, width, preset.text, [])
    _heading(top, content, palette, 25)
    foot = _Column(margin, 0, width, preset.text, [])
    if content.legend:
        _legend(foot, content, palette)
        foot.y += 6
    foot.parts.append(
        f'<path d="M{margin:g} {foot.y:.1f}h{width:g}" stroke="{palette.line}" fill="none"/>'
    )
    foot.y += 4
    start = foot.y
    left = replace(foot, width=width * 0.66)
    _closing(left, content, palette)
    right = _Column(margin + width * 0.7, start, width * 0.3, preset.text, foot.parts)
    _stamp(right, content, palette, "end")
    foot.y = max(left.y, right.y)
    room = preset.height - top.y - foot.y - margin - 2 * _GAP if preset.height else width * 0.78
    if room < width * 0.4 and preset.height:
        return None
    picture, high = content.draw(width, room)
    if preset.height and high > room + 1:
        return None
    under = top.y + high + _GAP
    if preset.height:
        under = max(under, preset.height - margin - foot.y)
    parts = [
        *top.parts,
        f'<g transform="translate({margin:g},{top.y:.1f})">{picture}</g>',
        f'<g transform="translate(0,{under:.1f})">{"".join(foot.parts)}</g>',
    ]
    return "".join(parts), preset.height or round(under + foot.y + margin * 0.8)


def _beside(content: Content, preset: Preset, palette: Palette) -> tuple[str, float] | None:
    """Words to the left, the picture to the right over the whole height."""
    margin = preset.width * 0.022
    left = preset.width * 0.37
    top = _Column(margin, margin, left - 2 * margin, preset.text, [])
    _heading(top, content, palette, 22)
    foot = _Column(margin, 0, left - 2 * margin, preset.text * 0.94, [])
    if content.legend:
        _legend(foot, content, palette)
    _closing(foot, content, palette)
    _stamp(foot, content, palette, "start")
    if top.y + foot.y + margin > preset.height:
        return None
    picture, high = content.draw(preset.width - left, preset.height)
    if high > preset.height + 1:
        return None
    down = (preset.height - high) / 2 if high < preset.height else 0
    under = preset.height - margin * 0.8 - foot.y
    parts = [
        *top.parts,
        f'<g transform="translate(0,{under:.1f})">{"".join(foot.parts)}</g>',
        f'<g transform="translate({left:.1f},{down:.1f})">{picture}</g>',
    ]
    return "".join(parts), preset.height
