"""Pieces of HTML made from claims: headline, claim panel, answers, months, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized

import pandas as pd

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures import icons
from nkmap.figures.coverage import State
from nkmap.figures.icons import Icon
from nkmap.figures.series import Series
from nkmap.figures.symbols import Palette, data_uri, glyph_uri
from nkmap.publish.escape import isolated, link, site, text
from nkmap.schema import KINDS, Kind, MissingReason
from nkmap.view import ALL_LAYERS, View

MOST_CARDS, MOST_ITEMS, MOST_LINES = 60, 40, 30
"""Cards, items of a list and lines of a card that one part of a page shows; the rest is counted."""


def _rest(found: Sized, noun: str, shown: int = MOST_ITEMS) -> list[str]:
    """What ends a list of which only the first are shown."""
    more = len(found) - shown
    return [text(wording.not_listed(more, noun))] if more > 0 else []


def headline(words: str, below: str, answer: str = "") -> str:
    """The finding of a page (or a question and its answer), and what it rests on."""
    told = f'<p class="nk-answer">{text(answer)}</p>' if answer else ""
    return f'<h1 class="nk-h1">{text(words)}</h1>{told}<p class="nk-count">{text(below)}</p>'


def note(words: str) -> str:
    """A quiet remark."""
    return f'<p class="nk-note">{text(words)}</p>'


def section(title: str, small: str = "") -> str:
    """A heading inside a page, with a remark in small print."""
    remark = f" <small>{text(small)}</small>" if small else ""
    return f'<h2 class="nk-section">{text(title)}{remark}</h2>'


def picture(icon: Icon, words: str = "") -> str:
    """An icon at its own size; decorative unless it has words."""
    return (
        f'<img src="{text(data_uri(icon.picture))}" width="{icon.width:g}" '
        f'height="{icon.height:g}" alt="{text(words)}">'
    )


def _glyph(kind: Kind, palette: Palette) -> str:
    return f'<img src="{text(glyph_uri(kind, palette))}" width="16" height="16" alt="">'


# ---------------------------------------------------------------- claim panel


def panel(
    claim: Claim,
    source: pd.Series,
    names: wording.Names,
    palette: Palette,
    limits: Sequence[Claim] = (),
) -> str:
    """One claim in full: figure, where, when, who says so and how they know, and its limits."""
    happened, said, published = (value for _, value in wording.dates_of(claim, source))
    rows = [
        ("From", wording.origin(claim, names)),
        ("To", wording.destination(claim, names)),
        ("Who", claim.group if claim.is_military else ""),
        ("Work", wording.work(claim)),
        ("Happened", happened),
        ("Said", said),
        ("Published", published),
        ("Said by", f"{wording.chain(claim, source)} (speaker {wording.how_known(claim)})"),
        ("Part of", claim.part_of),
    ]
    listed = "".join(f"<dt>{key}</dt><dd>{isolated(value)}</dd>" for key, value in rows if value)
    return (
        f'<article class="nk-panel" style="--kind:{palette.kind(claim.kind, claim.group)}">'
        f'<p class="nk-kind">{_glyph(claim.kind, palette)} {text(KINDS[claim.kind].label)}'
        f'<span class="nk-id">{text(claim.claim_id)}</span></p>'
        f"{_figure(claim)}"
        f'<p class="nk-summary">{isolated(claim.summary)}</p>'
        f"<dl>{listed}</dl>{_limits(claim, limits)}{_status(claim)}"
        f"{_say(claim, names, source)}"
        f'<p class="nk-source">Source: {link(str(source["url"]), wording.article(source))}, '
        f"{text(claim.locator)}. {text(wording.copy(claim, source))}</p></article>"
    )


def _figure(claim: Claim) -> str:
    if not claim.has_figure:
        if claim.missing_reason is None or claim.missing_reason.value == "not applicable":
            return ""
        return f'<p class="nk-figure nk-none">{text(wording.figure(claim))}</p>'
    before, number, after = wording.figure_split(claim)
    return f'<p class="nk-figure">{text(before)}<b>{text(number)}</b>{text(after)}</p>'


def _limits(claim: Claim, limits: Sequence[Claim]) -> str:
    parts = []
    if limits:
        told = " ".join(f"{text(c.summary)} ({text(c.claim_id)})" for c in limits[:MOST_LINES])
        told += text(wording.left_out(len(limits) - MOST_LINES))
        parts.append(f'<p class="nk-over"><b>Stands above this.</b> {told}</p>')
    if claim.contested:
        parts.append(f'<p class="nk-over"><b>Contested.</b> {isolated(claim.contested)}</p>')
    if claim.conflicts_with:
        others = ", ".join(claim.conflicts_with)
        parts.append(
            f'<p class="nk-unclear"><b>Does not agree with</b> {text(others)}. Both stand.</p>'
        )
    if claim.unclear:
        parts.append(f'<p class="nk-unclear"><b>Left open.</b> {isolated(claim.unclear)}</p>')
    if claim.caution:
        items = " · ".join(text(item) for item in claim.caution)
        parts.append(f'<div class="nk-caution"><b>Do not read this as</b><br>{items}</div>')
    return "".join(parts)


def _status(claim: Claim) -> str:
    if claim.is_current:
        return ""
    by = f" by {claim.superseded_by}" if claim.superseded_by else ""
    return f'<p class="nk-over"><b>No longer stands.</b> {text(claim.status)}{text(by)}</p>'


def _say(claim: Claim, names: wording.Names, source: pd.Series) -> str:
    if not claim.is_current:
        return ""
    said = wording.attributed(claim, names, str(source["publisher"]))
    return f'<p class="nk-say"><b>Say it like this</b><br>“{text(said)}”</p>'


def place_panel(name: str, claims: Sequence[Claim], shown: frozenset[str], palette: Palette) -> str:
    """What the dataset holds about one place, as a heading above the list of its claims."""
    on_map = sum(claim.claim_id in shown for claim in claims)
    count = f"{len(claims):,} claim{'' if len(claims) == 1 else 's'}"
    return (
        f'<article class="nk-panel" style="--kind:{palette.ink}">'
        f'<p class="nk-place">{isolated(name)}</p>'
        f'<p class="nk-summary">{count} name this place, of every kind; {on_map:,} shown now. '
        "A place without a claim of some kind is not a place where nothing happened.</p></article>"
    )


def empty_panel() -> str:
    """What stands in the panel before anything is chosen."""
    return (
        '<article class="nk-panel" style="--kind:var(--nk-border)">'
        '<p class="nk-place">Who says so?</p>'
        '<p class="nk-summary">Choose a mark, a bar or a row of a table: '
        "the claim opens here, with who said it, how they know, and its source.</p>"
        "</article>"
    )


# ---------------------------------------------------------------- months


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


# ---------------------------------------------------------------- sources


def cards(found: Sequence[str]) -> str:
    """Pieces side by side, as many as there is room for."""
    return f'<div class="nk-cards">{"".join(found)}</div>'


def source(row: pd.Series, claims: Sequence[Claim]) -> str:
    """One source with its full citation, how direct our copy is, and its number of claims."""
    archive = link(str(row["archive_url"]), "archived copy") if row["archive_url"] else ""
    address = str(row["url"])
    everything = View(layers=ALL_LAYERS, sources=(str(row["source_id"]),))
    claims_at = f"timeline?{everything.to_query()}"
    passing = f"Passes on: {row['relay_of']}. " if row["relay_of"] else ""
    return (
        f'<article class="nk-cite"><p><b>{isolated(row["publisher"])}</b> '
        f'<span class="nk-id">{text(row["source_id"])}</span></p>'
        f"<p>{isolated(wording.citation(row))}</p>"
        f'<p class="nk-note">{text(passing)}Our copy: {text(wording.copy_words(row["access"]))}. '
        f"{text(wording.reports_and_origins(claims))}.{_weak(row, claims)}</p>"
        f"<p>{link(address, f'Open at {site(address)}')} {archive} "
        f'<a href="{text(claims_at)}" target="_self">Show its claims</a></p></article>'
    )


def _weak(row: pd.Series, claims: Sequence[Claim]) -> str:
    """Claims that were read in a weak copy, while the rest of their source was not."""
    weaker = [c for c in claims if c.is_weak_copy and c.access != row["access"]]
    return f" Weak copy of {text(wording.ids(weaker))} only." if weaker else ""


def nobody_knows(shown: Sequence[Claim], limits: Sequence[Claim]) -> str:
    """What sources say they could not find out, then what the figures leave open."""
    items = [f"{text(c.summary)} <small>{text(c.claim_id)}</small>" for c in limits[:MOST_ITEMS]]
    items += _rest(limits, "limits that sources state")
    items += [text(words) for words in wording.left_open(shown)]
    if not items:
        return note("The reports collected here name no limit of their own for this question.")
    return f'<ul class="nk-list">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def answer(
    found: Sequence[Series],
    limits: Sequence[Claim],
    names: wording.Names,
    asked: Sequence[str],
    palette: Palette,
) -> str:
    """The whole answer at a glance: a card for each thing that is counted, and one for the rest."""
    letters = wording.origin_letters([claim for series in found for claim in series.claims])
    cards_ = "".join(_series_card(series, names, asked, letters, palette) for series in found)
    items = [f"{text(c.summary)} <small>{text(c.claim_id)}</small>" for c in limits[:MOST_ITEMS]]
    items += _rest(limits, "limits that sources state")
    said = "".join(f"<li>{item}</li>" for item in items)
    unknown = (
        f'<article class="nk-card nk-unknown"><h3>What nobody knows</h3><ul>{said}</ul></article>'
        if said
        else ""
    )
    key = note("The same letter: the same statement. Cards are never added.") if found else ""
    return f'{key}<div class="nk-answers">{cards_}{unknown}</div>'


def _series_card(
    series: Series,
    names: wording.Names,
    asked: Sequence[str],
    letters: Mapping[str, str],
    palette: Palette,
) -> str:
    told = wording.figures_once(series.claims, names, asked)
    lines = "".join(
        f"<li{' class=nk-old' if not claim.is_current else ''}>{text(words)} "
        f"<small>{text(letters[claim.origin_group])}</small></li>"
        for words, claim in told[:MOST_LINES]
    )
    lines += "".join(f"<li>{item}</li>" for item in _rest(told, "figures", MOST_LINES))
    title = wording.series_label(series.kind, series.group, series.unit)
    return (
        f'<article class="nk-card" style="--kind:{palette.kind(series.kind, series.group)}">'
        f"<h3>{_glyph(series.kind, palette)} {text(title)}</h3>"
        f'<p class="nk-meaning">{text(KINDS[series.kind].meaning)}</p><ul>{lines}</ul>'
        f'<p class="nk-origins">{text(wording.reports_and_origins(series.claims))}</p></article>'
    )


def conflicts(groups: Sequence[Sequence[Claim]], names: wording.Names) -> str:
    """Claims that do not agree, each group together; all of them stand."""
    items = []
    for group in groups[:MOST_ITEMS]:
        told = [
            f"{text(wording.sentence(claim, names))} <small>{text(claim.claim_id)}</small>"
            for claim in group[:MOST_ITEMS]
        ]
        told += _rest(group, "claims")
        items.append(f"<li><ul>{''.join(f'<li>{item}</li>' for item in told)}</ul></li>")
    items += [f"<li>{item}</li>" for item in _rest(groups, "groups of claims")]
    return f'<ol class="nk-list">{"".join(items)}</ol>' if items else note("None.")


def coverage_key(palette: Palette) -> str:
    """The states of a place in a month, with a sample of each."""
    items = "".join(
        f"<li>{picture(icons.cell(palette, state.name.lower()))} {text(state.value)}</li>"
        for state in State
    )
    return f'<ul class="nk-key">{items}</ul>'


def not_known(claims: Sequence[Claim]) -> str:
    """Limits the sources state themselves, then how many claims lack what."""
    said = [claim for claim in claims if claim.kind is Kind.LIMITATION]
    items = [f"{text(c.summary)} <small>{text(c.claim_id)}</small>" for c in said[:MOST_ITEMS]]
    items += _rest(said, "limits that sources state")
    unknown = sum(c.missing_reason is MissingReason.NOT_REPORTED for c in claims)
    undated = sum(c.when is None or not c.when.has_month for c in claims)
    items.append(f"{unknown:,} claims report something without a number. None of them is a zero.")
    items.append(f"{undated:,} claims cannot be put into a month.")
    items.append("Of places that no claim names, nothing is known here.")
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="nk-list">{listed}</ul>'


def corrections(changes: pd.DataFrame) -> str:
    """Changes to the data, newest first, with date, what changed and why."""
    rows = [
        f"<li><b>{text(row['date'])}</b> (data {text(row['version'])}) "
        f"{text(row['claim_id'])} {isolated(row['reason'])}</li>"
        for _, row in changes.iloc[::-1].head(MOST_ITEMS).iterrows()
    ]
    rows += [f"<li>{item}</li>" for item in _rest(changes, "corrections")]
    return f'<ul class="nk-list">{"".join(rows)}</ul>' if rows else note("None yet.")


def footer(cited: str, version: str, date: str) -> str:
    """Source, attribution and version, on every page."""
    return (
        f'<footer class="nk-footer"><span>Source: {text(cited)}. Unconfirmed reports. Made with '
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
    rest = "".join(f"<li>{line}</li>" for line in _rest(lines, "problem"))
    return (
        f'<p class="nk-caution">{text(words)}</p><ol class="nk-refused">{"".join(shown)}{rest}</ol>'
    )


def problems(lines: Sequence[str]) -> str:
    """Everything that is wrong with a dataset that cannot be opened."""
    items = "".join(f"<li><code>{text(line)}</code></li>" for line in lines)
    return (
        '<h1 class="nk-h1">This dataset cannot be opened.</h1><p>Nothing of it is shown, because '
        f"part of it is wrong. What to do, line by line:</p><ol>{items}</ol>"
    )
