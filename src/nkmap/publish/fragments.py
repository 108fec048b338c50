"""Small pieces of HTML that pages share: headline, note, key, months, step, footer, problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Sized

from markupsafe import Markup

from nkmap import months, wording
from nkmap.figures import signs
from nkmap.figures.coverage import State
from nkmap.figures.drawing import Drawing, Group
from nkmap.figures.legend import Entry
from nkmap.publish.templates import TEMPLATES, macros
from nkmap.render.svg import Svg
from nkmap.schema import Kind

MOST_CARDS, MOST_ITEMS, MOST_LINES, MOST_NAMES = 60, 40, 30, 12
"""Cards, items of a list, lines of a card and names that a map has no room for: as many as one part
of a page shows; the rest is counted."""

_MACROS = macros("publish/fragments.html")
_IN_VARIABLES = Svg()


def rest(found: Sized, noun: str, shown: int = MOST_ITEMS) -> list[str]:
    """What ends a list of which only the first are shown."""
    more = len(found) - shown
    return [wording.not_listed(more, noun)] if more > 0 else []


def headline(words: str, below: str, answer: str = "") -> Markup:
    """The finding of a page (or a question and its answer), and what it rests on."""
    return _MACROS["headline"](words, below, answer)


def following_headline(words: str) -> Markup:
    """The finding where it follows the months that a reader moves (``web/map.js``)."""
    return _MACROS["following_headline"](words)


def sign(drawing: Drawing, svg: Svg) -> Markup:
    """A small picture among words."""
    return Markup(svg.sign(drawing))  # noqa: S704 - the renderer escapes


def glyph(kind: Kind | None, svg: Svg = _IN_VARIABLES) -> Markup:
    """The shape of a kind as a small picture; its name stands beside it."""
    return sign(signs.glyph_drawing(kind), svg)


TEMPLATES.globals["glyph"] = glyph


def explained(entry: Entry, svg: Svg) -> Markup:
    """A sign of a map and what it means."""
    return _MACROS["explained"](sign(entry.sample, svg), entry.words, entry.note)


def without_label(words: str, groups: Sequence[Group], link_to: Callable[[Group], str]) -> Markup:
    """The names that a map does not have, each leading where its mark leads, behind the reason."""
    named = [(group, link_to(group)) for group in groups[:MOST_NAMES]]
    return _MACROS["without_label"](words, named, rest(groups, "names", MOST_NAMES))


def legend(samples: Sequence[Markup]) -> Markup:
    """What is ``explained`` below a map."""
    return _MACROS["legend"](samples)


def note(words: str) -> Markup:
    """A quiet remark."""
    return _MACROS["note"](words)


def section(title: str, small: str = "") -> Markup:
    """A heading inside a page, with a remark in small print."""
    return _MACROS["section"](title, small)


def listed(items: Sequence[str], if_none: str = "", kind: str = "ul") -> Markup:
    """Items below each other, or a remark where there are none."""
    return _MACROS["listed"](items, kind) if items else note(if_none)


def with_id(words: str, claim_id: str) -> Markup:
    """What a claim says, and which it is."""
    return _MACROS["with_id"](words, claim_id)


def histogram(
    touched: Mapping[months.Month, int], first: months.Month | None, last: months.Month | None
) -> Markup:
    """A bar per month for the number of claims (not people) that touch it."""
    most = max(touched.values(), default=0) or 1
    bars = [
        (
            (first is None or month >= first) and (last is None or month <= last),
            max(2, round(28 * count / most)) if count else 0,
            f"{wording.month(month)}: {wording.claim_count(count)}",
        )
        for month, count in touched.items()
    ]
    total = ", ".join(f"{wording.month(m)} {n}" for m, n in touched.items())
    return _MACROS["histogram"](bars, f"Claims, not people, that touch each month: {total}")


def cards(found: Sequence[Markup]) -> Markup:
    """Pieces side by side, as many as there is room for."""
    return _MACROS["cards"](found)


def coverage_key(svg: Svg) -> Markup:
    """The states of a place in a month, with a sample of each."""
    samples = [(sign(signs.cell(state.name.lower()), svg), state.value) for state in State]
    return _MACROS["coverage_key"](samples)


def footer(cited: str, version: str, date: str) -> Markup:
    """Source, attribution and version, on every page."""
    return _MACROS["footer"](cited, version, date)


def step(number: int, title: str, words: str, notes: str, rests_on: str) -> Markup:
    """A step of a briefing with its number, its words where they are only read, and its claims."""
    return _MACROS["step"](number, title, words, notes, rests_on)


def caution(words: str) -> Markup:
    """What is wrong with what a reader wrote, beside it."""
    return _MACROS["caution"](words)


def refused(words: str, lines: Sequence[str]) -> Markup:
    """Everything that is wrong with a file that a reader handed over."""
    return _MACROS["refused"](words, lines[:MOST_ITEMS], rest(lines, "problem"))


def problems(lines: Sequence[str]) -> Markup:
    """Everything that is wrong with a dataset that cannot be opened."""
    return _MACROS["problems"](lines)
