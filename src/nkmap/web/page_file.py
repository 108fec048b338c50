"""The one-file page: a view, or a story, in one HTML file that asks nobody for anything."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nkmap import export, wording
from nkmap.cite import FORMATS, of_view
from nkmap.claim import Claim
from nkmap.export import Export
from nkmap.publish.escape import text
from nkmap.publish.told import Told
from nkmap.story import Step
from nkmap.web import parts, style
from nkmap.web.document import WAITING, Head, document
from nkmap.web.explorer import explorer
from nkmap.web.linked_data import linked_data
from nkmap.web.map_script import SCRIPT as MAP_SCRIPT
from nkmap.web.maps import Links, Shelf
from nkmap.web.story_part import claims_of, left_out, steps_part, told_then

_OWN = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
SCRIPT = f"'use strict';\n{MAP_SCRIPT}\n{_OWN}"
"""The script of the dashboard's map, and what answers it where there is no server."""
HERE = "#{}-{}"
"""The address of a claim, a place or a source in the page itself."""
MOST_CLAIMS = 1500
"""Claims that one file may hold; more are for a site of linked pages."""


class TooMany(ValueError):  # noqa: N818 - it names what is wrong
    """More claims than one file holds; the message says what to do."""


def page(told: Told, steps: Sequence[Step] = ()) -> bytes:
    """The page of a view as bytes; the same bytes for the same data, view and story.

    Raises ``TooMany`` where the view shows more claims than one file can hold.
    """
    if len(told.shown) > MOST_CLAIMS:
        raise TooMany(wording.too_many_for_a_file(len(told.shown), MOST_CLAIMS))
    asked, steps = steps, told_then(told, steps)
    told = replace(told, also=claims_of(told, steps))
    places = frozenset(place for place, claims in told.claims_by_place.items() if claims)
    shelf = Shelf(Links(places=places))
    found = explorer(told, shelf)
    words = steps_part(told, steps, shelf) + left_out(len(asked) - len(steps))
    story = parts.section("story", "The story", words) if asked else ""
    below = (
        f"{story}"
        f"{parts.section('timeline', 'By month', found.timeline, wording.TIME_KEY)}"
        f"{parts.section('table', 'Every claim', found.table)}"
        f"{parts.section('claims', 'Claims in full', _claims(told))}"
        f"{parts.section('places', 'Places', _places(told))}"
        f"{parts.section('sources', 'Sources', _sources(told))}"
        f"{parts.left_open(told)}"
        f"{parts.corrections(told)}"
        f"{parts.section('method', 'How this is made', parts.methodology())}"
        f"{parts.section('cite', 'Cite and take away', _take_away(told))}"
    )
    body = (
        '<a class="skip" href="#table">Skip to the table of claims</a>'
        f"{shelf.symbols}{_bar(told, has_story=bool(asked))}"
        f'<main><section id="map">{found.finding}'
        f'<div class="two">{found.figure}{panel(_open(told))}</div></section>'
        f"{parts.below(below)}</main>"
        f"{parts.attribution(told)}"
        f'<script type="application/json" id="maps">{found.data}</script>'
    )
    head = Head(
        title=f"{wording.TITLE} – nkmap",
        description=told.counting,
        style=style.fonts() + style.rules(),
        early=WAITING,
        script=SCRIPT,
        linked_data=linked_data(told),
    )
    return document(head, body).encode()


def panel(claim_id: str = "") -> str:
    """What stands beside the map: a claim that is open, and before that what it is for."""
    first = f' data-open="claim-{text(claim_id)}"' if claim_id else ""
    return (
        f'<aside id="panel" class="panel" aria-live="polite" tabindex="-1"{first}>'
        '<div class="nk-panel"><p class="nk-place">Choose a mark, a bar or a row.</p><p>Each leads '
        "to its claim: who said it, how they know, what it must not be read as, and its source."
        "</p></div></aside>"
    )


def _open(told: Told) -> str:
    """The claim that is open beside the map, where the file has it."""
    claim = told.view.claim or ""
    return claim if claim in told.ids else ""


def page_name(told: Told) -> str:
    """A name that tells what is in the file: ``nkmap-0.2.0-36-of-138-claims.html``."""
    shown, total = told.selection.count, told.selection.total
    claims = f"all-{total}" if shown == total else f"{shown}-of-{total}"
    return f"nkmap-{told.data.version}-{claims}-claims.html"


def _bar(told: Told, *, has_story: bool) -> str:
    to = [("map", "Map"), *([("story", "Story")] if has_story else []), ("timeline", "By month")]
    to += [("table", "Table"), ("claims", "Claims"), ("sources", "Sources"), ("method", "Method")]
    to += [("cite", "Cite")]
    links = "".join(f'<a href="#{key}">{words}</a>' for key, words in to)
    return (
        f'<header class="bar"><b>nkmap</b><span>data {text(told.version)}</span>'
        f'<nav aria-label="Parts of this page">{links}</nav></header>'
    )


def _claims(told: Told) -> str:
    beside = f"<h3>{text(wording.TOLD_IN_THE_STORY)}</h3>{_cards(told, told.others)}"
    return _cards(told, told.shown) + (beside if told.others else "")


def _cards(told: Told, claims: Sequence[Claim]) -> str:
    each = "".join(
        f'<article id="claim-{text(claim.claim_id)}">'
        f"{parts.claim_in_full(told, claim, HERE)}</article>"
        for claim in claims
    )
    return f'<div class="cards">{each}</div>'


def _places(told: Told) -> str:
    each = "".join(
        f'<article id="place-{text(place)}">'
        f"{parts.place_in_full(told, place, claims, HERE)}</article>"
        for place, claims in told.claims_by_place.items()
        if claims
    )
    return f'<div class="cards">{each}</div>'


def _sources(told: Told) -> str:
    each = "".join(
        f'<article id="source-{text(row["source_id"])}">'
        f"{parts.source_in_full(row, claims, HERE)}</article>"
        for row, claims in parts.sources_of(told)
    )
    return f'<div class="cards">{each}</div>'


def _take_away(told: Told) -> str:
    own = Export.of(told.data, told.view, told.address, told.dropped)
    coded = base64.b64encode(export.write("csv", own)).decode()
    name = export.file_name(own, "csv")
    citation = of_view(own, told.shown)
    forms = "".join(
        f"<details><summary>{text(form.label)}</summary><pre>{text(form.make(citation))}</pre>"
        "</details>"
        for form in FORMATS.values()
    )
    said = f"<p><b>Say it like this</b></p><pre>{text(citation.saying)}</pre>"
    return (
        f'<p><a download="{text(name)}" href="data:text/csv;charset=utf-8;base64,{coded}">'
        f"Take the claims away as CSV</a> ({text(told.counting)})</p>{said}"
        f"<p>{text(wording.ATTRIBUTION)}</p>{forms}"
    )
