"""A label of a map: what it may say, line by line, and how it is set where it has found a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import shapely

from nkmap.figures.canvas import Box
from nkmap.figures.drawing import Anchor, Colour, Words
from nkmap.figures.typography import LINE_HEIGHT, text_width

_BASELINE = 0.95
SHARES: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How far across a text the point lies that it hangs on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label; a name may be followed by the local one."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: Colour = "ink"
    local: str = ""
    """What follows on the same line, in another script, where there is room for it."""
    lang: str = ""
    """The language of the local name; without one, that of the text."""
    more: str = ""
    """What ends the line: how many claims more there are."""

    @property
    def parts(self) -> tuple[tuple[str, str, float], ...]:
        """What stands on it: texts, their languages and widths, a space apart."""
        name = "" if self.local else self.lang
        texts = ((self.text, name), (self.local, self.lang), (self.more, ""))
        return tuple((text, lang, self.wide(text)) for text, lang in texts if text)

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        widths = [width for _, _, width in self.parts]
        return sum(widths) + self.wide(" ") * (len(widths) - 1)

    def wide(self, text: str) -> float:
        """How wide a text is in its style."""
        return text_width(text, self.size, bold=self.bold, italic=self.italic)


Variant = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """Words that belong to a pixel: what they say, at best and at least."""

    key: str
    x: float
    y: float
    variants: tuple[Variant, ...]
    """From the richest to the poorest; none for a mark alone."""
    area: str = ""
    """The country of a place, whose words stand there or on the sea; the area of a plate."""
    radius: float | None = None
    """Of the mark that they stand beside; without one they are a plate's, in its area or in the
    sea at its edge."""
    padding: float = 0.0
    """Between the words and the edge of the plate."""
    halo: Colour = "page"
    """The colour around its words; none where they stand on a sign."""
    rank: int = 0
    """All of a rank have a place before any of the next; only those of the first must be there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place."""

    request: Request
    box: Box
    words: tuple[Words, ...]
    leader: shapely.LineString | None = None
    """The line that leads from the mark's edge to words that stand far from it."""


@lru_cache(maxsize=4096)
def plain(variant: Variant) -> Variant:
    """What is said without local names."""
    return tuple(replace(line, local="", lang="") if line.local else line for line in variant)


@lru_cache(maxsize=4096)
def size(variant: Variant) -> tuple[float, float]:
    """How wide and high a label is, in pixels."""
    wide = max((line.width for line in variant), default=0.0)
    return wide, sum(line.size * LINE_HEIGHT for line in variant)


def words(variant: Variant, box: Box, anchor: Anchor, halo: Colour) -> Iterator[Words]:
    """The lines of a label below each other, flush with the side that is nearest to the mark."""
    y, share = box.top, SHARES[anchor]
    for line in variant:
        x, weight = box.left + share * (box.width - line.width), 700 if line.bold else 400
        for text, lang, width in line.parts:
            at, base = x + share * width, y + line.size * _BASELINE
            yield Words(
                text, at, base, line.size, line.colour, anchor, weight, line.italic, halo, lang
            )
            x += width + line.wide(" ")
        y += line.size * LINE_HEIGHT
