"""A slide of the briefing as HTML: its words, its sources, and what is asked about it."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import signs
from nkmap.figures.drawing import kind_colour
from nkmap.publish.escape import isolated, text
from nkmap.publish.fragments import glyph
from nkmap.publish.slides import Slide
from nkmap.render.svg import Svg, of_colour
from nkmap.schema import MissingReason

LONG, LONGEST = 5, 8
"""Characters from which on a number is set smaller, so that it stays on one line."""
MANY_WORDS = 320
"""Characters of title and sentence from which on they are set smaller, so that all is seen."""


def words(slide: Slide, svg: Svg, doubts: Sequence[str] = ()) -> str:
    """Title, kind, figure with its hedge, where and when, sentence and caution.

    ``doubts`` are what is wrong with the words of a step that a reader wrote.
    """
    key = slide.key
    caution = (
        f'<p class="nk-caution"><b>Do not read this as</b> {text(slide.caution)}</p>'
        if slide.caution
        else ""
    )
    dense = " nk-dense" if len(slide.title) + len(slide.text) > MANY_WORDS else ""
    return (
        f'<article class="nk-slide{dense}" {of_colour(kind_colour(key.kind, key.group))}>'
        f"<h1>{text(slide.title)}</h1>"
        f'<p class="nk-kind">{glyph(key.kind, svg)}{text(slide.kind)}</p>'
        f"{_figure(slide, svg)}"
        f'<p class="nk-where">{isolated(slide.where)}</p>'
        f'<p class="nk-sentence">{isolated(slide.text)}</p>'
        f"{_doubt(doubts)}{caution}</article>"
    )


def _doubt(doubts: Sequence[str]) -> str:
    """That a reader's own words do not agree with the claims, and why in one sentence."""
    if not doubts:
        return ""
    told = f"{wording.OWN_WORDS} {doubts[0]}"
    return f'<p class="nk-doubt">{text(told)}</p>'


def _figure(slide: Slide, svg: Svg) -> str:
    before, number, after = slide.figure
    if number:
        size = (
            " nk-longest" if len(number) >= LONGEST else " nk-long" if len(number) >= LONG else ""
        )
        parts = [
            f"<span>{text(before.strip())}</span>" if before.strip() else "",
            f"<b>{text(number)}</b>",
            f"<span>{text(after.strip(' ,'))}</span>" if after.strip(" ,") else "",
        ]
        return f'<p class="nk-key{size}">{"".join(parts)}</p>'
    told = slide.key.missing_reason is not MissingReason.NOT_APPLICABLE
    ring = f'<i class="nk-ring">{svg.sign(signs.question_ring())}</i>' if told else ""
    return f'<p class="nk-key nk-none">{ring}<span>{text(before)}</span></p>'


def source(slide: Slide) -> str:
    """The last lines of a slide: its sources, its claims, whose map it is, which data."""
    return (
        f'<p class="nk-source-line">{text(slide.source)}</p>'
        f'<p class="nk-source-line">{text(slide.cited)}</p>'
        f'<p class="nk-source-line">{text(slide.about)}</p>'
    )


def _head(title: str, hint: str) -> str:
    return (
        f'<p class="nk-over-head"><span>{text(title)}</span></p><p class="nk-note">{text(hint)}</p>'
    )


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
    then = f'<p class="nk-note">{text(wording.next_step(following))}</p>'
    said = slide.notes or wording.NO_NOTES
    return (
        _head(wording.notes_title(slide.number), wording.CLOSE_HINT)
        + f'<p class="nk-said">{isolated(said)}</p>{then}'
    )
