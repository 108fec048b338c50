"""The parts of a published page as HTML: finding, choices, table, claims, places and sources."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markdown_it import MarkdownIt

from nkmap import wording
from nkmap.cite import FORMATS, of_claim
from nkmap.claim import Claim
from nkmap.publish import claim_panel, source_list
from nkmap.publish.escape import isolated, link, site, text
from nkmap.publish.fragments import glyph
from nkmap.publish.told import Told
from nkmap.render.svg import Svg
from nkmap.schema import Access, Kind
from nkmap.shipped import METHODOLOGY

SVG = Svg()
"""How drawings are written into a page: in variables, so that it serves both themes."""


def section(key: str, title: str, body: str, note: str = "") -> str:
    """A part of the page under its heading; ``body`` is HTML."""
    small = f'<p class="nk-note">{text(note)}</p>' if note else ""
    return f'<section id="{key}"><h2>{text(title)}</h2>{small}{body}</section>'


_AS_WRITTEN = 'autocomplete="off"'
"""A browser that comes back to a page leaves such a field as it is written, like the map."""


def below(body: str) -> str:
    """What waits until the map is painted; where no script runs it is there at once.

    ``document.WAITING`` makes it wait, and lets it come in any case.
    """
    return f'<div id="below">{body}</div>'


def kind_choices(kinds: Sequence[Kind | None]) -> str:
    """The kinds of figure a reader may put on the map, one at a time."""
    each = "".join(
        f'<label class="choice"><input type="radio" name="kind" value="{number}" {_AS_WRITTEN}'
        f"{'' if number else ' checked'}>"
        f"<span>{glyph(kind, SVG)} {text(wording.map_kind(kind))}</span></label>"
        for number, kind in enumerate(kinds)
    )
    return f'<fieldset class="controls"><legend>On the map</legend>{each}</fieldset>'


_HEADS = ("Claim", "Kind", "Figure", "From", "To", "When", "Said by", "Do not read as")


def claims_table(told: Told, claims: Sequence[Claim], link_to: str) -> str:
    """The claims as rows, each with a link to the whole of it."""
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in _HEADS)
    rows = "".join(_row(told, claim, number, link_to) for number, claim in enumerate(claims))
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="Table of claims">'
        f'<table class="tall"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(told: Told, claim: Claim, number: int, link_to: str) -> str:
    cells = (
        f"{glyph(claim.kind, SVG)} {text(wording.kind_label(claim))}",
        text(wording.figure(claim)),
        text(wording.origin(claim, told.names)),
        text(wording.destination(claim, told.names)),
        text(wording.dated(claim)),
        isolated(wording.told_by(claim)),
        text("; ".join(claim.caution)),
    )
    address = text(link_to.format("claim", claim.claim_id))
    first = f'<th scope="row"><a href="{address}">{text(claim.claim_id)}</a></th>'
    rest = "".join(
        f'<td data-label="{text(head)}">{cell}</td>'
        for head, cell in zip(_HEADS[1:], cells, strict=True)
    )
    return f'<tr data-row="{number}">{first}{rest}</tr>'


def claim_in_full(
    told: Told, claim: Claim, link_to: str, formats: Sequence[str] = ("text",)
) -> str:
    """One claim with its limits, its source, how to say it and how to cite it in some formats."""
    limits = wording.limits_on(claim, told.limitations)
    source = told.data.source_by_id[claim.source_id]
    panel = claim_panel.panel(claim, source, told.names, SVG, limits, told.everything)
    citation = of_claim(told.data, claim, told.address)
    forms = "".join(
        "<details><summary>Cite this claim"
        f"{'' if len(formats) == 1 else f', {text(form.label)}'}</summary>"
        f"<pre>{text(form.make(citation))}</pre></details>"
        for name, form in FORMATS.items()
        if name in formats
    )
    ties = [claim.part_of, *claim.conflicts_with]
    linked = ", ".join(
        f'<a href="{text(link_to.format("claim", other))}">{text(other)}</a>'
        for other in dict.fromkeys(filter(None, ties))
        if other in told.ids
    )
    tied = f"<p>See also {linked}.</p>" if linked else ""
    return f"{panel}{tied}{forms}"


def sentences(told: Told, claims: Sequence[Claim], link_to: str) -> str:
    """Claims as a list of sentences, each with a link to the whole of it."""
    items = "".join(
        f'<li><a href="{text(link_to.format("claim", claim.claim_id))}">{text(claim.claim_id)}</a> '
        f"{text(wording.sentence(claim, told.names))}</li>"
        for claim in claims
    )
    return f"<ul>{items}</ul>"


def place_in_full(told: Told, place_id: str, claims: Sequence[Claim], link_to: str) -> str:
    """A place with its names, how finely it is known, and every claim about it."""
    row = told.data.places[told.data.places["place_id"] == place_id].iloc[0]
    names = [str(row[name]) for name in ("name_ko", "name_hanja", "name_zh", "name_ja", "name_ru")]
    other = " · ".join(dict.fromkeys(filter(None, names)))
    return (
        f'<div class="nk-panel"><p class="nk-place">{isolated(row["name_en"])}</p>'
        f"<p>{isolated(other)}</p>{sentences(told, claims, link_to)}</div>"
    )


def source_in_full(
    row: pd.Series, claims: Sequence[Claim], link_to: str, in_sentences: str = ""
) -> str:
    """A source with its full citation, how direct our copy is, and its claims: ids, or sentences.

    ``in_sentences`` is the list that ``sentences`` makes of them.
    """
    archive = link(str(row["archive_url"]), "archived copy") if row["archive_url"] else ""
    address = str(row["url"])
    passing = f"Passes on: {row['relay_of']}. " if row["relay_of"] else ""
    listed = ", ".join(
        f'<a href="{text(link_to.format("claim", c.claim_id))}">{text(c.claim_id)}</a>'
        for c in claims
    )
    weak = [claim for claim in claims if claim.is_weak_copy]
    marked = f" Weak copy of {text(wording.ids(weak))}." if weak else ""
    return (
        f'<div class="cite"><p><b>{isolated(row["publisher"])}</b> '
        f'<span class="nk-id">{text(row["source_id"])}</span></p>'
        f"<p>{isolated(wording.citation(row))}</p>"
        f'<p class="nk-note">{text(passing)}Our copy: {text(wording.copy_words(row["access"]))}. '
        f"{text(wording.claims_and_statements(claims))}.{marked}</p>"
        f"<p>{link(address, f'Open at {site(address)}')} {archive}</p>"
        f"{in_sentences or f'<p>Claims: {listed}</p>'}</div>"
    )


def sources_of(told: Told) -> list[tuple[pd.Series, tuple[Claim, ...]]]:
    """The sources of the claims shown, the most direct copies first, each with its claims."""
    order = {access.value: number for number, access in enumerate(Access)}
    rows = [
        (told.data.source_by_id[source], claims) for source, claims in told.claims_by_source.items()
    ]
    return sorted(rows, key=lambda pair: order[pair[0]["access"]])


def left_open(told: Told) -> str:
    """What sources could not find out, and what the claims shown leave open."""
    return section("unknown", "What reports leave open", source_list.not_known(told.shown))


def corrections(told: Told) -> str:
    """Every addition and correction that the view may know of."""
    found = source_list.corrections(told.data.changes, told.view.known_on)
    return section("corrections", "Corrections", found)


def methodology() -> str:
    """How figures are coded: docs/methodology.md as HTML, with any HTML in it as text."""
    words = MarkdownIt("commonmark", {"html": False}).enable("table")
    # One heading of the first order is enough for a page: all of these go one step down.
    _title, _, rest = METHODOLOGY.read_text(encoding="utf-8").partition("\n")
    made = str(words.render(rest))
    for level in (3, 2, 1):
        made = made.replace(f"<h{level}>", f"<h{level + 2}>").replace(
            f"</h{level}>", f"</h{level + 2}>"
        )
    return f'<div class="method">{made}</div>'


def attribution(told: Told) -> str:
    """Whose data and map it is, which version, and where it comes from."""
    where = f" · {link(told.link(), told.link())}" if told.address else ""
    return (
        f"<footer>{text(wording.AS_REPORTED)} {text(wording.MAP_ATTRIBUTION)}<br>"
        f"nkmap · data {text(told.version)}{where}</footer>"
    )
