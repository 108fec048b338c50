"""One claim in full, or what is said of one place, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.drawing import kind_colour
from nkmap.publish.escape import isolated, link, text
from nkmap.publish.fragments import MOST_LINES, glyph
from nkmap.render.svg import Svg, of_colour


def panel(
    claim: Claim,
    source: pd.Series,
    names: wording.Names,
    svg: Svg,
    limits: Sequence[Claim] = (),
    known: Sequence[Claim] = (),
) -> str:
    """One claim in full: figure, where, when, who says so and how they know, and its limits.

    ``known`` holds every claim that a reader may hear of, for those that do not agree with it.
    """
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
        f'<article class="nk-panel" {of_colour(kind_colour(claim.kind, claim.group))}>'
        f'<p class="nk-kind">{glyph(claim.kind, svg)} {text(wording.kind_label(claim))}'
        f'<span class="nk-id">{text(claim.claim_id)}</span></p>'
        f"{_figure(claim)}"
        f'<p class="nk-summary">{isolated(claim.summary)}</p>'
        f"<dl>{listed}</dl>{_limits(claim, limits, known)}{_status(claim)}"
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


def _limits(claim: Claim, limits: Sequence[Claim], known: Sequence[Claim]) -> str:
    parts = []
    if limits:
        told = " ".join(f"{text(c.summary)} ({text(c.claim_id)})" for c in limits[:MOST_LINES])
        told += text(wording.left_out(len(limits) - MOST_LINES))
        parts.append(f'<p class="nk-over"><b>Read with this.</b> {told}</p>')
    if claim.contested:
        parts.append(f'<p class="nk-over"><b>Contested.</b> {isolated(claim.contested)}</p>')
    if others := wording.disagreement(claim, known):
        parts.append(f'<p class="nk-unclear"><b>Does not agree with</b> {text(others)}</p>')
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


def place_panel(name: str, claims: Sequence[Claim], shown: frozenset[str]) -> str:
    """What the dataset holds about one place, as a heading above the list of its claims."""
    on_map = sum(claim.claim_id in shown for claim in claims)
    count = f"{len(claims):,} claim{'' if len(claims) == 1 else 's'}"
    return (
        f'<article class="nk-panel" {of_colour("ink")}>'
        f'<p class="nk-place">{isolated(name)}</p>'
        f'<p class="nk-summary">{count} name this place, of every kind; {on_map:,} shown now. '
        "A place without a claim of some kind is not a place where nothing happened.</p></article>"
    )


def empty_panel() -> str:
    """What stands in the panel before anything is chosen."""
    return (
        f'<article class="nk-panel" {of_colour("border")}>'
        '<p class="nk-place">Who says so?</p>'
        '<p class="nk-summary">Choose a mark, a bar or a row of a table: '
        "the claim opens here, with who said it, how they know, and its source.</p>"
        "</article>"
    )
