"""Text in a picture that is drawn without a browser, in the fonts that travel with the project."""

from __future__ import annotations

import re

from nkmap.figures.labels import Anchor
from nkmap.publish.escape import svg

SANS = "'Nkmap Sans','Source Sans 3','Source Sans Pro','Noto Sans CJK KR',sans-serif"
SERIF = "'Nkmap Serif','Source Serif 4','Source Serif Pro',serif"
"""The project's fonts, else the ones they were made from.

A renderer sets a text in the first font that has all its letters. Letters of scripts that none of
these has (outside Latin, Greek, Cyrillic, Korean and the names of places) need Noto Sans CJK, or
another font for them, on the machine that draws.
"""


def line(
    words: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    weight: int = 400,
    italic: bool = False,
    serif: bool = False,
    anchor: Anchor = "start",
    halo: str = "",
    spacing: float = 0,
) -> str:
    """One line of text from data as an SVG element; ``y`` is its baseline, all in pixels."""
    family = SERIF if serif else SANS
    style = ' font-style="italic"' if italic else ""
    style += f' text-anchor="{anchor}"' if anchor != "start" else ""
    style += f' letter-spacing="{spacing:g}"' if spacing else ""
    if halo:
        style += f' stroke="{halo}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{family}" font-size="{size:g}" '
        f'font-weight="{weight}" fill="{colour}"{style} xml:space="preserve">'
        f"{svg(words)}</text>"
    )


_FAMILY = re.compile(r'(<text[^>]*?) font-family="[^"]*"')


def reset(picture: str) -> str:
    """A chart's SVG with its texts in the project's fonts."""
    return _FAMILY.sub(rf'\1 font-family="{SANS}"', picture)
