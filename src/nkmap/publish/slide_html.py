"""A slide as HTML: its words, its sources, and what is asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import signs
from nkmap.figures.drawing import kind_colour
from nkmap.publish import slides
from nkmap.publish.fragments import glyph, sign, with_id
from nkmap.publish.slides import Slide
from nkmap.publish.templates import macros
from nkmap.render.svg import Svg
from nkmap.schema import MissingReason

LONG, LONGEST = 5, 8
"""Characters from which on a number is set smaller, so that it stays on one line."""
LONG_TITLE, MANY_WORDS = 130, 340
"""Characters of the title, and of all that stands below it, from which on they are set smaller."""

_PARTS = {
    ".nk-slide .nk-title": slides.TITLE,
    ".nk-slide .nk-words": slides.WORDS,
    ".st-key-slide_map": slides.MAP,
    ".st-key-slide_strip": slides.STRIP,
    ".st-key-slide_source": slides.SOURCE,
    ".st-key-slide_bar": slides.BAR,
    ".st-key-slide_over": slides.OVER,
}
_MACROS = macros("publish/slide.html")
NARROW = 1000
"""Pixels of a window below which the parts of a slide stand below each other."""


def style() -> str:
    """The style sheet of a slide that has a window to itself."""
    wide, high = (size / 100 for size in slides.SIZE)
    boxes = "".join(
        f"{part}{{left:{box.left / wide:.4g}%;top:{box.top / high:.4g}%;"
        f"width:{box.width / wide:.4g}%!important;height:{box.height / high:.4g}%!important}}"
        for part, box in _PARTS.items()
    )
    rules = Path(__file__).with_name("slide.css").read_text(encoding="utf-8")
    return f"@media (min-width:{NARROW}px){{{boxes}}}{rules}"


def words(slide: Slide, svg: Svg, doubts: Sequence[str] = (), heading: str = "h1") -> Markup:
    """Title, kind, figure with its hedge, sentence, facts and caution.

    ``doubts`` are what is wrong with the words of a step that a reader wrote.
    """
    key = slide.key
    before, number, after = (part.strip(" ,") for part in slide.figure)
    is_told = key.missing_reason is not MissingReason.NOT_APPLICABLE
    long = len(number)
    told = (slide.step.text, slide.caution, *(words for _, words in slide.facts), *doubts[:1])
    return _MACROS["words"](
        slide,
        doubts,
        heading,
        kind_colour(key.kind, key.group),
        glyph(key.kind, svg),
        sign(signs.question_ring(), svg) if is_told else "",
        before,
        number,
        after,
        title=" nk-long-title" if len(slide.step.title) > LONG_TITLE else "",
        size=" nk-longest" if long >= LONGEST else " nk-long" if long >= LONG else "",
        dense=" nk-dense" if sum(map(len, told)) > MANY_WORDS else "",
    )


def source(slide: Slide) -> Markup:
    """The last lines of a slide: its sources, its claims, whose map it is, which data."""
    return _MACROS["source"](slide)


def who(
    slide: Slide, panels: Sequence[Markup], rest: Sequence[Claim], names: wording.Names
) -> Markup:
    """Every claim behind a slide, in full while there are few, with its source."""
    others = [with_id(wording.sentence(claim, names), claim.claim_id) for claim in rest]
    return _MACROS["who"](slide, panels, others)


def notes(slide: Slide, following: str) -> Markup:
    """The presenter's notes on the screen itself, and what comes next."""
    return _MACROS["notes"](slide, following)
