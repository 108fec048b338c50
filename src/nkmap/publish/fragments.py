"""Pieces of HTML made from claims: headline, claim panel, legend, month histogram, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures import icons
from nkmap.figures.icons import Icon
from nkmap.figures.marks import Scene
from nkmap.figures.symbols import Palette, data_uri, glyph, glyph_uri, svg
from nkmap.publish.escape import isolated, link, text
from nkmap.schema import KINDS, Kind, MissingReason


def headline(words: str, below: str) -> str:
    """The finding of a page, and what it rests on."""
    return f'<h1 class="nk-h1">{text(words)}</h1><p class="nk-count">{text(below)}</p>'


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
    rows = [
        ("From", wording.origin(claim, names)),
        ("To", wording.destination(claim, names)),
        ("Work", wording.work(claim)),
        ("When", wording.when(claim.when)),
        ("Told", wording.when(claim.said_on) if claim.said_on else ""),
        ("Said by", f"{wording.chain(claim, source)} (speaker {wording.how_known(claim)})"),
    ]
    listed = "".join(f"<dt>{key}</dt><dd>{isolated(value)}</dd>" for key, value in rows if value)
    return (
        f'<article class="nk-panel" style="--kind:{palette.kind(claim.kind)}">'
        f'<p class="nk-kind">{_glyph(claim.kind, palette)} {text(KINDS[claim.kind].label)}'
        f'<span class="nk-id">{text(claim.claim_id)}</span></p>'
        f"{_figure(claim)}"
        f'<p class="nk-summary">{isolated(claim.summary)}</p>'
        f"<dl>{listed}</dl>{_limits(claim, limits)}{_status(claim)}"
        f"{_say(claim, names, source)}"
        f'<p class="nk-source">Source: {link(str(source["url"]), wording.article(source))}, '
        f"{text(claim.locator)}</p></article>"
    )


def _figure(claim: Claim) -> str:
    if not claim.has_figure:
        if claim.missing_reason is None or claim.missing_reason.value == "not applicable":
            return ""
        return f'<p class="nk-figure nk-none">{text(wording.figure(claim))}</p>'
    whole, bare = wording.figure(claim), wording.bare_figure(claim)
    shown = bare if bare in whole else bare.replace(" to ", " and ")
    before, _, after = whole.partition(shown)
    return f'<p class="nk-figure">{text(before)}<b>{text(shown)}</b>{text(after)}</p>'


def _limits(claim: Claim, limits: Sequence[Claim]) -> str:
    parts = []
    if limits:
        told = " ".join(f"{text(c.summary)} ({text(c.claim_id)})" for c in limits)
        parts.append(f'<p class="nk-over"><b>Stands above this.</b> {told}</p>')
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
    said = wording.sentence(claim, names).rstrip(".")
    by = str(source["publisher"]).split(" (")[0]
    known = f", according to {by}" if by not in said else ""
    return f'<p class="nk-say"><b>Say it like this</b><br>“{text(said)}{text(known)}.”</p>'


def place_panel(name: str, claims: Sequence[Claim], shown: frozenset[str], palette: Palette) -> str:
    """What the dataset holds about one place, as a heading above the list of its claims."""
    on_map = sum(claim.claim_id in shown for claim in claims)
    count = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
    return (
        f'<article class="nk-panel" style="--kind:{palette.ink}">'
        f'<p class="nk-place">{isolated(name)}</p>'
        f'<p class="nk-summary">{count} name this place, of every kind; {on_map} shown now. '
        "A place without a claim of some kind is not a place where nothing happened.</p></article>"
    )


def empty_panel() -> str:
    """What stands in the panel before anything is chosen."""
    return (
        '<article class="nk-panel" style="--kind:var(--nk-border)">'
        '<p class="nk-place">Who says so?</p>'
        '<p class="nk-summary">Choose a mark on the map, a bar on the timeline or a row of the '
        "table: the claim opens here, with who said it, how they know, and its source.</p>"
        "</article>"
    )


# ---------------------------------------------------------------- legend


def legend(scene: Scene, palette: Palette) -> str:
    """Only what the scene shows, with real figures at the size they have on the map."""
    rows = [*_sized_rows(scene, palette), *_other_rows(scene, palette)]
    body = "".join(
        f'<li><span class="nk-swatch">{image}</span><span>{words}</span></li>'
        for image, words in rows
    )
    return f'<ul class="nk-legend" aria-label="Legend">{body}</ul>' if rows else ""


def _sized_rows(scene: Scene, palette: Palette) -> list[tuple[str, str]]:
    counted = [m for m in scene.marks if m.claim.has_figure]
    if not counted:
        return []
    mark = max(counted, key=lambda m: m.radius)
    words = f"{text(mark.figure)}<br><i>area = number, this kind only</i>"
    return [(picture(icons.mark_icon(mark, palette)), words)]


def _other_rows(scene: Scene, palette: Palette) -> list[tuple[str, str]]:
    kind = scene.kind
    rows = []
    if any(plate.is_stock for plate in scene.plates):
        bar = Icon(svg(glyph(kind, palette), 16, 16, 2), 16, 16, 8, 8)
        rows.append((picture(bar), "a stock: words for a whole country, no sized mark, no point"))
    if any(not m.claim.has_figure for m in scene.marks):
        rows.append((picture(icons.unknown_icon(kind, palette)), "reported, number not given"))
    if scene.silences:
        rows.append((picture(icons.silence_dot(palette)), "no report of this kind: not zero"))
    if scene.routes:
        rows.append((picture(icons.dashes(palette, kind)), "order of places reported, not a track"))
    if any(route.is_open for route in scene.routes):
        rows.append(
            (
                picture(icons.open_end_sample(palette, kind)),
                "open end: crossing and destination not reported",
            )
        )
    if scene.hatched:
        rows.append((picture(icons.hatch_swatch(palette)), "country named, but no place in it"))
    return rows


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
    title = f"{wording.month(month)}: {count} claim{'' if count == 1 else 's'}"
    css = "nk-in" if inside else "nk-out"
    return f'<i class="{css}" style="height:{height}px" title="{text(title)}"></i>'


# ---------------------------------------------------------------- sources


def source(row: pd.Series, claims: Sequence[Claim]) -> str:
    """One source with its full citation, how direct our copy is, and its number of claims."""
    groups = len({claim.origin_group for claim in claims})
    relay = f", relaying {row['relay_of']}" if row["relay_of"] else ""
    archive = link(str(row["archive_url"]), "archived copy") if row["archive_url"] else ""
    return (
        f'<article class="nk-cite"><p><b>{isolated(row["publisher"])}</b> '
        f'<span class="nk-id">{text(row["source_id"])}</span></p>'
        f"<p>{isolated(wording.citation(row))}</p>"
        f"<p>{link(str(row['url']), 'Open the source')} {archive}</p>"
        f'<p class="nk-note">{len(claims)} claims that go back to {groups} statements. '
        f"Our copy: {text(row['access'])}{text(relay)}.</p></article>"
    )


def not_known(claims: Sequence[Claim]) -> str:
    """Limits the sources state themselves, then how many claims lack what."""
    said = [claim for claim in claims if claim.kind is Kind.LIMITATION]
    items = [f"{text(c.summary)} <small>{text(c.claim_id)}</small>" for c in said]
    unknown = sum(c.missing_reason is MissingReason.NOT_REPORTED for c in claims)
    undated = sum(c.when is None or not c.when.has_month for c in claims)
    items.append(f"{unknown} claims report something without a number. None of them is a zero.")
    items.append(f"{undated} claims cannot be put into a month.")
    items.append("Places no claim names: nobody was asked there, as far as the sources say.")
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="nk-list">{listed}</ul>'


def corrections(changes: pd.DataFrame) -> str:
    """Changes to the data, newest first, with date, what changed and why."""
    rows = [
        f"<li><b>{text(row['date'])}</b> (data {text(row['version'])}) "
        f"{text(row['claim_id'])} {isolated(row['reason'])}</li>"
        for _, row in changes.iloc[::-1].iterrows()
    ]
    return f'<ul class="nk-list">{"".join(rows)}</ul>' if rows else note("None yet.")


def footer(cited: str, version: str, date: str) -> str:
    """Source, attribution and version, on every page."""
    return (
        f'<footer class="nk-footer"><span>Source: {text(cited)}. Unconfirmed reports. Made with '
        "Natural Earth (public domain; simplified; Crimea shown as Ukraine). Boundaries are not an "
        "opinion on status. Coordinates: GeoNames, CC BY 4.0; Musan Mine: Wikipedia, CC BY-SA. "
        "Data: CC BY 4.0.</span>"
        f"<span>data {text(version)} · {text(date)}</span></footer>"
    )


def problems(lines: Sequence[str]) -> str:
    """Everything that is wrong with a dataset that cannot be opened."""
    items = "".join(f"<li><code>{text(line)}</code></li>" for line in lines)
    return (
        '<h1 class="nk-h1">This dataset cannot be opened.</h1><p>Nothing of it is shown, because '
        f"part of it is wrong. What to do, line by line:</p><ol>{items}</ol>"
    )
