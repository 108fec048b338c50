"""A slide as HTML: its words, its sources, and what is asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import signs
from nkmap.figures.drawing import kind_colour
from nkmap.publish import slides
from nkmap.publish.escape import isolated, text
from nkmap.publish.fragments import glyph
from nkmap.publish.slides import Slide
from nkmap.render.svg import Svg, of_colour
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


def words(slide: Slide, svg: Svg, doubts: Sequence[str] = (), heading: str = "h1") -> str:
    """Title, kind, figure with its hedge, sentence, facts and caution.

    ``doubts`` are what is wrong with the words of a step that a reader wrote.
    """
    key = slide.key
    title = " nk-long-title" if len(slide.step.title) > LONG_TITLE else ""
    told = (slide.step.text, slide.caution, *(words for _, words in slide.facts), *doubts[:1])
    dense = " nk-dense" if sum(map(len, told)) > MANY_WORDS else ""
    facts = "".join(f"<dt>{name}</dt><dd>{isolated(words)}</dd>" for name, words in slide.facts)
    doubt = f'<p class="nk-doubt">{text(f"{wording.OWN_WORDS} {doubts[0]}")}</p>' if doubts else ""
    caution = (
        f'<p class="nk-caution"><b>Do not read this as</b> {text(slide.caution)}</p>'
        if slide.caution
        else ""
    )
    return (
        f'<article class="nk-slide" {of_colour(kind_colour(key.kind, key.group))}>'
        f'<{heading} class="nk-title{title}">{text(slide.step.title)}</{heading}>'
        f'<div class="nk-words{dense}">'
        f'<p class="nk-kind">{glyph(key.kind, svg)} {text(slide.kind)}</p>{_figure(slide, svg)}'
        f'<p class="nk-sentence">{isolated(slide.step.text)}</p><dl>{facts}</dl>{doubt}{caution}'
        "</div></article>"
    )


def _figure(slide: Slide, svg: Svg) -> str:
    before, number, after = (part.strip(" ,") for part in slide.figure)
    if number:
        long = len(number)
        size = " nk-longest" if long >= LONGEST else " nk-long" if long >= LONG else ""
        around = [f"<span>{text(part)}</span>" if part else "" for part in (before, after)]
        return f'<p class="nk-key{size}">{around[0]}<b>{text(number)}</b>{around[1]}</p>'
    told = slide.key.missing_reason is not MissingReason.NOT_APPLICABLE
    ring = f'<i class="nk-ring">{svg.sign(signs.question_ring())}</i>' if told else ""
    return f'<p class="nk-key nk-none">{ring}<span>{text(before)}</span></p>'


def source(slide: Slide) -> str:
    """The last lines of a slide: its sources, its claims, whose map it is, which data."""
    lines = (slide.source, slide.cited, slide.about)
    return "".join(f'<p class="nk-source-line">{text(line)}</p>' for line in lines)


def who(slide: Slide, panels: Sequence[str], rest: Sequence[Claim], names: wording.Names) -> str:
    """Every claim behind a slide, in full while there are few, with its source."""
    more = "".join(
        f"<li>{text(wording.sentence(c, names))} <small>{text(c.claim_id)}</small></li>"
        for c in rest
    )
    listed = f'<ul class="nk-list">{more}</ul>' if more else ""
    head = _head(wording.who_title(slide.number), wording.who_hint(len(slide.claims)))
    return head + "".join(panels) + listed


def notes(slide: Slide, following: str) -> str:
    """The presenter's notes on the screen itself, and what comes next."""
    said = slide.step.notes or wording.NO_NOTES
    return (
        _head(wording.notes_title(slide.number), wording.CLOSE_HINT)
        + f'<p class="nk-said">{isolated(said)}</p>'
        f'<p class="nk-note">{text(wording.next_step(following))}</p>'
    )


def _head(title: str, hint: str) -> str:
    return f'<p class="nk-over-head">{text(title)}</p><p class="nk-note">{text(hint)}</p>'
