"""The one-file page: a view, or a story, in one HTML file that asks nobody for anything."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from nkmap import export, wording
from nkmap.cite import of_view
from nkmap.export import Export
from nkmap.publish.templates import shown
from nkmap.publish.told import Told
from nkmap.story import Step
from nkmap.web import parts, style
from nkmap.web.explorer import explorer
from nkmap.web.linked_data import linked_data
from nkmap.web.map_script import SCRIPT as MAP_SCRIPT
from nkmap.web.maps import Links, Shelf
from nkmap.web.policy import hashed, policy
from nkmap.web.story_part import Story

_HERE = Path(__file__)
SCRIPT = f"'use strict';\n{MAP_SCRIPT}\n{_HERE.with_name('page.js').read_text(encoding='utf-8')}"
"""The script of the dashboard's map, and what answers it where there is no server."""
WAITING = _HERE.with_name("early.js").read_text(encoding="utf-8")
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
    story = Story.of(told, steps)
    told = replace(told, also=story.claims)
    places = {place: own for place, own in parts.places_of(told).items() if own[1]}
    shelf = Shelf(Links(HERE, frozenset(places)))
    rules = style.rules_with_fonts()
    own = Export.of(told.data, told.view, told.address, told.dropped)
    citation = of_view(own, told.shown)
    made = shown(
        "web/page_file.html",
        told=told,
        link_to=HERE,
        title=f"{wording.TITLE} – nkmap",
        about=told.counting,
        policy=policy(hashed(rules), hashed(WAITING, SCRIPT)),
        style=Markup(rules),  # noqa: S704 - ours
        early=Markup(WAITING),  # noqa: S704
        script=Markup(SCRIPT),  # noqa: S704
        linked_data=linked_data(told),
        found=explorer(told, shelf),
        open_claim=told.view.claim if told.view.claim in told.ids else "",
        has_story=bool(steps),
        steps=story.steps(told, shelf, "h3"),
        left_out=story.left_out,
        grounds=shelf.grounds,
        shown=[parts.InFull.of(told, claim) for claim in told.shown],
        others=[parts.InFull.of(told, claim) for claim in told.others],
        places=places,
        sources=parts.sources_of(told),
        methodology=parts.methodology(below=2),
        csv=base64.b64encode(export.write("csv", own)).decode(),
        csv_name=export.file_name(own, "csv"),
        saying=citation.saying,
        forms=parts.forms(citation),
        **parts.about(told),
    )
    return made.encode()


def page_name(told: Told) -> str:
    """A name that tells what is in the file: ``nkmap-0.2.0-36-of-138-claims.html``."""
    shown, total = told.selection.count, told.selection.total
    claims = f"all-{total}" if shown == total else f"{shown}-of-{total}"
    return f"nkmap-{told.data.version}-{claims}-claims.html"
