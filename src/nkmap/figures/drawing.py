"""What a figure is, in plain frozen data: shapes and words in pixels, colours as names.

A drawing knows no file format and no theme. Layout makes drawings; the room ``render`` turns them
into SVG and into the shapes of a slide. Whoever wants to know what is drawn asks the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from nkmap.figures.colours import Colour

Anchor = Literal["start", "middle", "end"]
SHARES: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How far across a text the point lies that it hangs on."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled and lined; widths and dashes in pixels of the drawing, at any scale."""

    fill: Colour = ""
    stroke: Colour = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    is_round: bool = False
    """Whether lines end and meet in a curve."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line or an area, in the notation of SVG path data."""

    data: str
    paint: Paint


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``x`` is its start, middle or end, ``y`` its baseline."""

    text: str
    x: float
    y: float
    size: float
    colour: Colour = "ink"
    anchor: Anchor = "start"
    weight: int = 400
    is_italic: bool = False
    halo: Colour = ""
    """The colour that keeps it apart from what lies under it; empty for none."""
    lang: str = ""
    """The language of a local name; empty for the language of the drawing."""
    is_serif: bool = False


Shape = Path | Circle | Rect


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that belong together: what they show, tell and open.

    ``x``, ``y`` and ``scale`` move and enlarge the geometry of the parts; neither lines nor words
    become thicker or larger by it.
    """

    parts: tuple[Shape | Words | Group, ...]
    layer: str = ""
    """Which layer of the figure it is: ``ground``, ``marks``, ``areas``, ``names`` ..."""
    claims: tuple[str, ...] = ()
    """Ids of every claim it draws."""
    claim: str = ""
    """The claim it opens; at most one of ``claim`` and ``place`` is set."""
    place: str = ""
    """The place it opens."""
    tip: tuple[str, ...] = ()
    """Its tooltip, line by line."""
    label: str = ""
    """Its accessible name."""
    target: Shape | None = None
    """What reacts to a pointer, and is outlined where it is chosen; it is not drawn by itself."""
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    clip: Rect | None = None
    """What is seen of its parts, in their own geometry; without it, all."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole figure; its groups stand in the order they are drawn."""

    width: float
    height: float
    groups: tuple[Group, ...]
    background: Colour = ""
    unnamed: tuple[Group, ...] = ()
    """What found no room for its name: the name as ``label``, and what it opens. Not drawn."""

    @property
    def words(self) -> tuple[Words, ...]:
        """Every text where it stands in the drawing, in the order drawn."""
        return tuple(words for group in self.groups for words in _words(group, 0.0, 0.0, 1.0))


def _words(group: Group, x: float, y: float, scale: float) -> Iterator[Words]:
    x, y, scale = x + group.x * scale, y + group.y * scale, scale * group.scale
    for part in group.parts:
        if isinstance(part, Group):
            yield from _words(part, x, y, scale)
        elif isinstance(part, Words):
            yield replace(part, x=x + part.x * scale, y=y + part.y * scale)
