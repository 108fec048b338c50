"""How a map is to be drawn: into which picture, and for whose eyes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from nkmap.figures.drawing import Circle, Drawing, Group, Path, Rect, Words
from nkmap.figures.label_obstacles import Box
from nkmap.figures.page_layout import PHONE
from nkmap.figures.viewport import Viewport
from nkmap.view import Frame

LEAST_TEXT, LEAST_LINE = 18.0, 2.0
"""Pixels; what is smaller is lost when a slide is shared over a video call."""
_NARROW_SHARE, _WIDE_ROOM, _SLIDE_SHARE = 0.56, 310.0, 0.36
"""How wide words may be: of a phone's map and of a slide's as a share, elsewhere in pixels."""
_SLIDE_SCALE, _LEAST_SCALE, _SLIDE_WIDTH = 1.6, 1.25, 1139.0

T = TypeVar("T", bound=Drawing | Group | Words | Path | Circle | Rect)


@dataclass(frozen=True)
class Style:
    """A viewport, and whether it is a slide's: larger, and without anything thin."""

    viewport: Viewport
    is_slide: bool = False
    covered: tuple[Box, ...] = ()
    """Parts of the picture that something else stands over."""

    @property
    def scale(self) -> float:
        """How much larger than on a page everything is drawn."""
        if not self.is_slide:
            return 1.0
        share = self.viewport.width * _SLIDE_SCALE / _SLIDE_WIDTH
        return min(_SLIDE_SCALE, max(_LEAST_SCALE, share))

    def text(self, size: float) -> float:
        """A page's text size in pixels, as it is drawn here."""
        return max(LEAST_TEXT, round(size * self.scale, 1)) if self.is_slide else size

    def line(self, width: float) -> float:
        """A page's line width in pixels, as it is drawn here."""
        return max(LEAST_LINE, round(width * self.scale, 2)) if self.is_slide else width

    def drawn(self, part: T) -> T:
        """Scale the lines of a drawing, or of a part of one, from a page's to those drawn here."""
        if not self.is_slide or isinstance(part, Words):
            return part
        if isinstance(part, Drawing):
            return replace(part, groups=tuple(map(self.drawn, part.groups)))
        if isinstance(part, Group):
            return replace(part, parts=tuple(map(self.drawn, part.parts)))
        dash = tuple(self.mark(length) for length in part.paint.dash)
        return replace(
            part, paint=replace(part.paint, width=self.line(part.paint.width), dash=dash)
        )

    def mark(self, size: float) -> float:
        """A page's length in a mark in pixels, as it is drawn here."""
        return round(size * self.scale, 2)

    @property
    def is_far(self) -> bool:
        """Whether a few pixels of the frame are hundreds of kilometres."""
        return self.viewport.frame.is_far

    @property
    def is_world(self) -> bool:
        """Whether the whole world is seen, on which each country is told of by itself."""
        return self.viewport.frame is Frame.WORLD

    @property
    def is_narrow(self) -> bool:
        """Whether the picture is a phone's."""
        return self.viewport.width < PHONE

    @property
    def room(self) -> float:
        """How many pixels words may be wide before they go on below."""
        if self.is_narrow:
            return self.viewport.width * _NARROW_SHARE
        return self.viewport.width * _SLIDE_SHARE if self.is_slide else _WIDE_ROOM
