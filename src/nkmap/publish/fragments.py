"""Small pieces of HTML that pages share: headline, note, key, months, step, footer, problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Sized

from nkmap import months, wording
from nkmap.figures import signs
from nkmap.figures.coverage import State
from nkmap.figures.drawing import Group
from nkmap.figures.legend import Entry
from nkmap.publish.escape import isolated, text
from nkmap.render.svg import Svg
from nkmap.schema import Kind

MOST_CARDS, MOST_ITEMS, MOST_LINES, MOST_NAMES = 60, 40, 30, 12
"""Cards, items of a list, lines of a card and names that a map has no room for: as many as one part
of a page shows; the rest is counted."""


def rest(found: Sized, noun: str, shown: int = MOST_ITEMS) -> list[str]:
    """What ends a list of which only the first are shown."""
    more = len(found) - shown
    return [text(wording.not_listed(more, noun))] if more > 0 else []


def headline(words: str, below: str, answer: str = "") -> str:
    """The finding of a page (or a question and its answer), and what it rests on."""
    told = f'<p class="nk-answer">{text(answer)}</p>' if answer else ""
    return f'<h1 class="nk-h1">{text(words)}</h1>{told}<p class="nk-count">{text(below)}</p>'


def following_headline(words: str) -> str:
    """The same where it follows the months that a reader moves in the browser (``web/map.js``)."""
    return f'<h1 class="nk-h1" data-nk-follows="headline">{text(words)}</h1>'


def explained(entry: Entry, svg: Svg) -> str:
    """A sign of a map and what it means."""
    small = f" <i>{text(entry.note)}</i>" if entry.note else ""
    return f"{svg.sign(entry.sample)}<span>{text(entry.words)}{small}</span>"


def not_labelled(groups: Sequence[Group], link_to: Callable[[Group], str]) -> str:
    """The names that a map had no room for, each leading where its mark leads."""
    names = [_link(group, link_to(group)) for group in groups[:MOST_NAMES]]
    names += rest(groups, "names", MOST_NAMES)
    return f"<span>{text(wording.NOT_LABELLED)}{'; '.join(names)}</span>"


def _link(group: Group, address: str) -> str:
    """A name that the map's script opens, or that leads to an address."""
    what, value = ("claim", group.claim) if group.claim else ("place", group.place)
    href = f' href="{text(address)}"' if address else ""
    return f'<a data-{what}="{text(value)}"{href}>{isolated(group.label)}</a>'


def legend(entries: Sequence[Entry], svg: Svg) -> str:
    """What the signs of a map mean."""
    items = "".join(f"<li>{explained(entry, svg)}</li>" for entry in entries)
    return f'<ul class="nk-legend" aria-label="Legend">{items}</ul>'


def note(words: str) -> str:
    """A quiet remark."""
    return f'<p class="nk-note">{text(words)}</p>'


def section(title: str, small: str = "") -> str:
    """A heading inside a page, with a remark in small print."""
    remark = f" <small>{text(small)}</small>" if small else ""
    return f'<h2 class="nk-section">{text(title)}{remark}</h2>'


def glyph(kind: Kind | None, svg: Svg) -> str:
    """The shape of a kind as a small picture; its name stands beside it."""
    return svg.sign(signs.glyph_drawing(kind))


def histogram(
    touched: Mapping[months.Month, int], first: months.Month | None, last: months.Month | None
) -> str:
    """A bar per month for the number of claims (not people) that touch it."""
    most = max(touched.values(), default=0) or 1
    bars = "".join(_bar(month, count, most, first, last) for month, count in touched.items())
    total = ", ".join(f"{wording.month(m)} {n}" for m, n in touched.items())
    label = f"Claims, not people, that touch each month: {total}"
    return f'<div class="nk-hist" role="img" aria-label="{text(label)}">{bars}</div>'


def _bar(
    month: months.Month,
    count: int,
    most: int,
    first: months.Month | None,
    last: months.Month | None,
) -> str:
    inside = (first is None or month >= first) and (last is None or month <= last)
    height = 0 if count == 0 else max(2, round(28 * count / most))
    title = f"{wording.month(month)}: {count:,} claim{'' if count == 1 else 's'}"
    css = "nk-in" if inside else "nk-out"
    return f'<i class="{css}" style="height:{height}px" title="{text(title)}"></i>'


def cards(found: Sequence[str]) -> str:
    """Pieces side by side, as many as there is room for."""
    return f'<div class="nk-cards">{"".join(found)}</div>'


def coverage_key(svg: Svg) -> str:
    """The states of a place in a month, with a sample of each."""
    items = "".join(
        f"<li>{svg.sign(signs.cell(state.name.lower()))} {text(state.value)}</li>"
        for state in State
    )
    return f'<ul class="nk-key">{items}</ul>'


def footer(cited: str, version: str, date: str) -> str:
    """Source, attribution and version, on every page."""
    return (
        f'<footer class="nk-footer"><span>{text(cited)}. '
        f"{wording.TOLD_AS_REPORTED} Made with "
        "Natural Earth (public domain; simplified; Crimea shown as Ukraine). Boundaries are not an "
        "opinion on status. Coordinates: GeoNames, CC BY 4.0; some Wikipedia, CC BY-SA. "
        "Data: CC BY 4.0.</span>"
        f"<span>data {text(version)} · {text(date)}</span></footer>"
    )


def step(number: int, title: str, words: str, notes: str, rests_on: str) -> str:
    """A step of a briefing with its number, its words where they are only read, and its claims."""
    parts = [
        f'<h2 class="nk-section">{number}. {isolated(title)}</h2>'
        if title
        else f'<h2 class="nk-section">Step {number}</h2>'
    ]
    parts += [f"<p>{isolated(words)}</p>"] if words else []
    parts += [f'<p class="nk-note">{isolated(notes)}</p>'] if notes else []
    return f'{"".join(parts)}<p class="nk-note">{text(rests_on)}</p>'


def caution(words: str) -> str:
    """What is wrong with what a reader wrote, beside it."""
    return f'<p class="nk-caution">{text(words)}</p>'


def refused(words: str, lines: Sequence[str]) -> str:
    """Everything that is wrong with a file that a reader handed over."""
    shown = [f"<li><code>{text(line)}</code></li>" for line in lines[:MOST_ITEMS]]
    more = "".join(f"<li>{line}</li>" for line in rest(lines, "problem"))
    return (
        f'<p class="nk-caution">{text(words)}</p><ol class="nk-refused">{"".join(shown)}{more}</ol>'
    )


def problems(lines: Sequence[str]) -> str:
    """Everything that is wrong with a dataset that cannot be opened."""
    items = "".join(f"<li><code>{text(line)}</code></li>" for line in lines)
    return (
        '<h1 class="nk-h1">This dataset cannot be opened.</h1><p>Nothing of it is shown, because '
        f"part of it is wrong. What to do, line by line:</p><ol>{items}</ol>"
    )
