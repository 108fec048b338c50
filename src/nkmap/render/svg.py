"""A drawing as SVG: for a page with its colours as CSS variables, or for a file of one theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from urllib.parse import quote

from nkmap.characters import without_no_text, without_turns
from nkmap.figures.colours import PALETTES, Colour, Theme
from nkmap.figures.drawing import Circle, Drawing, Group, Paint, Path, Shape, Words

FAMILY = "'Nkmap Sans','Source Sans','Source Sans 3','Noto Sans CJK KR',sans-serif"
SERIF = "'Nkmap Serif','Source Serif','Source Serif 4',serif"
"""The project's fonts, else the ones they were made from.

A renderer sets a text in the first font that has all its letters. Letters of scripts that none of
these has (outside Latin, Greek, Cyrillic, Korean and the names of places) need Noto Sans CJK, or
another font for them, on the machine that draws.
"""


def variable(colour: Colour) -> str:
    """A colour's name as a CSS variable, which the page gives a value in each theme."""
    return f"var(--nk-{colour})"


def variables(theme: Theme) -> str:
    """Write every colour of a theme as CSS declarations."""
    names = PALETTES[theme].named
    return ";".join(f"--nk-{name}:{value}" for name, value in names.items())


def of_colour(colour: Colour) -> str:
    """The attribute that gives an HTML element a colour as its ``--kind`` (``colour_rules``).

    A style of its own would not do: a published page allows none.
    """
    return f'data-of="{colour}"'


def colour_rules() -> str:
    """The CSS rules that read what ``of_colour`` writes."""
    return "".join(
        f"[{of_colour(name)}]{{--kind:{variable(name)}}}" for name in PALETTES["light"].named
    )


def no_link(_group: Group) -> str:
    """For a picture that leads nowhere, or whose page gives its groups their links."""
    return ""


@dataclass(frozen=True)
class Svg:
    """How drawings are written."""

    colours: Mapping[Colour, str] = field(default_factory=dict)
    """Values of colours; empty: CSS variables."""
    link_to: Callable[[Group], str] = no_link
    """The address that a group leads to; empty for none."""
    titles: bool = False
    """Whether tips are titles, which a browser shows by itself; else a script reads them."""
    words: bool = True
    """Whether words are written: not where a file has them as text of its own."""

    @classmethod
    def of(cls, theme: Theme) -> Svg:
        """For a file: colours are values of one theme."""
        return cls(PALETTES[theme].named)

    def picture(
        self,
        drawing: Drawing,
        title: str = "",
        scale: float = 1.0,
        description: str = "",
        over: str = "",
    ) -> str:
        """Write the whole drawing; ``scale`` is how many pixels one of its own takes.

        ``over`` are elements written before, drawn over its groups.
        """
        told = f"<desc>{text(description)}</desc>" if description else ""
        role = 'aria-hidden="true"'
        if title:
            role, told = 'role="img"', f"<title>{text(title)}</title>{told}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {_size(drawing, scale)} {role} '
            f'font-family="{FAMILY}">{told}{self.inside(drawing)}{over}</svg>'
        )

    def nested(self, drawing: Drawing, scale: float) -> str:
        """Write the whole drawing as an element of another picture, cut at its edges."""
        return f"<svg {_size(drawing, scale)}>{self.inside(drawing)}</svg>"

    def sign(self, drawing: Drawing) -> str:
        """Write a small picture to stand among words that say what it means.

        With colours of its own it is a picture in an address, for a page that lets no SVG in.
        """
        if self.colours:
            address = "data:image/svg+xml," + quote(self.picture(drawing), safe=" =:/<>'()")
            size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
            return f'<img src="{text(address)}" {size} alt="">'
        size = _size(drawing, 1)
        return f'<svg class="nk-icon" {size} aria-hidden="true">{self.inside(drawing)}</svg>'

    def inside(self, drawing: Drawing) -> str:
        """Write the background of a drawing and its groups, one after the other."""
        ground = ""
        if drawing.background:
            colour = self.colour(drawing.background)
            ground = (
                f'<rect width="{drawing.width:g}" height="{drawing.height:g}" fill="{colour}"/>'
            )
        return ground + "".join(map(self.group, drawing.groups))

    def group(self, group: Group) -> str:
        """Write one group."""
        return "".join(self.pieces(group))

    def pieces(self, group: Group, scale: float = 1.0) -> list[str]:
        """The same in pieces, cut where similar groups differ: at places and at colours.

        ``scale`` is how large the geometry around it is drawn.
        """
        own = scale * group.scale
        moved = (
            f"translate({round(group.x, 2):g} {round(group.y, 2):g})" if group.x or group.y else ""
        )
        moved += f"scale({group.scale:.6g})" if group.scale != 1 else ""
        body: list[str] = []
        for part in group.parts:
            if isinstance(part, Group):
                body += self.pieces(part, own)
            elif isinstance(part, Words):
                body += self._words(part, own) if self.words else ()
            else:
                body += [f"<{_geometry(part)}", f"{self._paint(part.paint, own)}/>"]
        if group.clip is not None:
            # A picture in the picture, which needs no name.
            clip = group.clip
            x, y, width, height = (f"{v:.6g}" for v in (clip.x, clip.y, clip.width, clip.height))
            seen = f'x="{x}" y="{y}" width="{width}" height="{height}"'
            view = f'viewBox="{x} {y} {width} {height}" overflow="hidden"'
            body = [f"<svg {seen} {view}>", *body, "</svg>"]
        if group.target is not None:
            # Below what is drawn, so that a pointer finds the words and can select them.
            target = _geometry(group.target)
            body.insert(0, f'<{target} class="target" pointer-events="all" fill="none"/>')
        if self.titles and group.tip:
            body.insert(0, f"<title>{text(' · '.join(group.tip))}</title>")
        told = _attributes(
            {
                "class": group.layer,
                "transform": moved,
                "data-claim": group.claim,
                "data-place": group.place,
                "data-claims": " ".join(group.claims),
                "data-tip": "" if self.titles else "\n".join(group.tip),
                "aria-label": group.label,
            }
        )
        address = self.link_to(group)
        has_script = self.link_to is no_link and not self.colours
        if not (group.claim or group.place) or not (address or has_script):
            return [f"<g{told}>", *body, "</g>"]
        return [f"<a{told}{_attributes({'href': address})}>", *body, "</a>"]

    def _paint(self, paint: Paint, scale: float) -> str:
        ends = "round" if paint.is_round else ""
        lined = paint.stroke and {
            "stroke": self.colour(paint.stroke),
            "stroke-width": f"{paint.width / scale:.4g}",
            "stroke-dasharray": " ".join(f"{length / scale:.4g}" for length in paint.dash),
            "stroke-linecap": ends,
            "stroke-linejoin": ends,
        }
        return _attributes(
            {"fill": self.colour(paint.fill) if paint.fill else "none"}
            | (lined or {})
            | {"opacity": f"{paint.opacity:g}" if paint.opacity != 1 else ""}
        )

    def _words(self, words: Words, scale: float) -> tuple[str, str]:
        told = _attributes(
            {
                "font-family": SERIF if words.is_serif else "",
                "font-size": f"{words.size / scale:.4g}",
                "font-weight": f"{words.weight}" if words.weight != 400 else "",
                "font-style": "italic" if words.is_italic else "",
                "text-anchor": words.anchor if words.anchor != "start" else "",
                "fill": self.colour(words.colour),
                "stroke": self.colour(words.halo) if words.halo else "",
                "stroke-width": f"{HALO * words.size / scale:.4g}" if words.halo else "",
                "stroke-linejoin": "round" if words.halo else "",
                "paint-order": "stroke" if words.halo else "",
                "lang": words.lang,
                "xml:space": "preserve" if "  " in words.text else "",
            }
        )
        return f'<text x="{words.x:.5g}" y="{words.y:.5g}"', f"{told}>{text(words.text)}</text>"

    def colour(self, colour: Colour) -> str:
        """The value of a colour's name, or the variable that holds it."""
        return self.colours[colour] if self.colours else variable(colour)


HALO = 0.27
"""Of their size: the line that keeps words apart from what lies under them, half of it outside."""


def _size(drawing: Drawing, scale: float) -> str:
    return (
        f'width="{drawing.width * scale:g}" height="{drawing.height * scale:g}" '
        f'viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    )


def _geometry(shape: Shape) -> str:
    if isinstance(shape, Path):
        return f'path d="{shape.data}"'
    if isinstance(shape, Circle):
        return f'circle cx="{shape.x:.5g}" cy="{shape.y:.5g}" r="{shape.radius:.4g}"'
    box = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
    return "rect" + "".join(f' {name}="{value:.5g}"' for name, value in box.items())


def _attributes(values: Mapping[str, str]) -> str:
    """Those that have a value, in their order."""
    return "".join(f' {name}="{text(value)}"' for name, value in values.items() if value)


@lru_cache(maxsize=8192, typed=True)  # 1 and True are not one text
def text(words: object) -> str:
    """Escape words for SVG and HTML; what turns the text around them is left out."""
    flat = without_turns(str(words)).translate(_BREAKS)
    return escape(without_no_text(flat), quote=True).replace("\n", "&#10;")


_BREAKS = dict.fromkeys(map(ord, "\t\r\f\v\x85\u2028\u2029"), " ")
