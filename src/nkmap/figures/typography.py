"""Text widths, measured with the project's own fonts, line breaks, and lines set in a box.

A browser and the renderers of files set texts in the same design. What is measured here is a
little wider than what they draw, so that what is laid out to fit does.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from PIL import ImageFont

from nkmap.figures.colours import Colour
from nkmap.figures.drawing import SHARES, Anchor, Words
from nkmap.figures.label_obstacles import Box
from nkmap.project_files import STATIC_FOLDER

LINE_HEIGHT = 1.22
"""From one baseline to the next, in sizes of the text."""

_SIZE = 500
"""Large, so that rounding to whole pixels is nothing."""
_WIDER = 1.02
"""What hinting and rounding may add on a screen."""


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """A text's width in pixels in the interface font, a little on the wide side."""
    style = "SemiBoldItalic" if italic else "Bold" if bold else "Regular"
    return _ems(text, style) * size * _WIDER


def wrap(
    text: str, size: float, width: float, *, bold: bool = False, italic: bool = False
) -> tuple[str, ...]:
    """The text in lines no wider than ``width``, as far as its words allow."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        fits = not lines[-1] or text_width(longer, size, bold=bold, italic=italic) <= width
        lines[-1:] = [longer] if fits else [lines[-1], word]
    return tuple(lines)


def wrap_all(text: str, size: float, width: float, *, bold: bool = False) -> Iterator[str]:
    """The same where nothing may be cut: a longer word is broken, an address by its parts."""
    for line in wrap(text, size, width, bold=bold):
        rest = line
        while text_width(rest, size, bold=bold) > width and len(rest) > 1:
            wides = (text_width(rest[:end], size, bold=bold) for end in range(2, len(rest)))
            fits = 1 + sum(1 for _ in takewhile(lambda wide: wide <= width, wides))
            part = max(rest.rfind(sign, 1, fits + 1) for sign in "&?/")
            at = part if part > fits // 2 else fits
            yield rest[:at]
            rest = rest[at:]
        yield rest


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text, ended with an ellipsis where it is too long, be it within a word."""
    text = " ".join(text.split())
    if text_width(text, size, bold=bold) <= width:
        return text
    ends = range(len(text))
    fits = bisect_right(ends, width, key=lambda end: text_width(f"{text[:end]}…", size, bold=bold))
    return f"{text[: max(fits - 1, 0)].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: Colour = "ink"
    after: tuple[tuple[str, str], ...] = ()
    """What follows, a space apart: texts and their languages. One that has a language is a local
    name, which stands there only where it has room."""

    @property
    def parts(self) -> tuple[tuple[str, str, float], ...]:
        """What stands on it: texts, their languages and widths."""
        return tuple((text, lang, self.wide(text)) for text, lang in ((self.text, ""), *self.after))

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        widths = [width for _, _, width in self.parts]
        return sum(widths) + self.wide(" ") * (len(widths) - 1)

    def wide(self, text: str) -> float:
        """How wide a text is in its style."""
        return text_width(text, self.size, bold=self.bold, italic=self.italic)


Variant = tuple[Line, ...]


@lru_cache(maxsize=4096)
def plain(variant: Variant) -> Variant:
    """The variant without local names."""
    return tuple(
        replace(line, after=tuple(part for part in line.after if not part[1]))
        if line.after
        else line
        for line in variant
    )


@lru_cache(maxsize=4096)
def size(variant: Variant) -> tuple[float, float]:
    """Width and height of a variant, in pixels."""
    wide = max((line.width for line in variant), default=0.0)
    return wide, sum(line.size * LINE_HEIGHT for line in variant)


def words(variant: Variant, box: Box, anchor: Anchor, halo: Colour) -> Iterator[Words]:
    """Set the lines of a label in its box, flush with the side nearest to the mark."""
    y, share = box.top, SHARES[anchor]
    for line in variant:
        x, weight = box.left + share * (box.width - line.width), 700 if line.bold else 400
        for text, lang, width in line.parts:
            at, base = x + share * width, y + line.size * 0.95
            yield Words(
                text, at, base, line.size, line.colour, anchor, weight, line.italic, halo, lang
            )
            x += width + line.wide(" ")
        y += line.size * LINE_HEIGHT


@lru_cache(maxsize=20_000)
def _ems(text: str, style: str) -> float:
    """A text's width at a size of one; the same texts are asked for again and again.

    Kerning, which all but always brings letters closer, is left out: it is not known to every
    build of Pillow, and the same data are laid out the same everywhere.
    """
    return sum(_em(letter, style) for letter in text)


@lru_cache(maxsize=20_000)
def _em(letter: str, style: str) -> float:
    category = unicodedata.category(letter)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        # A machine may take it from a font of its own.
        is_hangul = "HANGUL" in unicodedata.name(letter, "")
        return 1.35 if category == "So" else 0.94 if is_hangul else 1.0
    return _font(style).getlength(letter) / _SIZE


@lru_cache
def _font(style: str) -> ImageFont.FreeTypeFont:
    path = STATIC_FOLDER / "fonts" / f"NkmapSans-{style}.ttf"
    return ImageFont.truetype(path, _SIZE, layout_engine=ImageFont.Layout.BASIC)
