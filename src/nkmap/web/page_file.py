"""The one-file page: a view, or a story, in one HTML file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from nkmap import export
from nkmap.cite import of_claim, of_view
from nkmap.export import Export
from nkmap.publish.templates import shown
from nkmap.publish.told import Told
from nkmap.render.svg import Svg
from nkmap.story import Step
from nkmap.web import assets
from nkmap.web.assets import PAGE_SCRIPT, WAITING
from nkmap.web.maps import Maps, Shelf
from nkmap.web.metadata import linked_data
from nkmap.web.story_section import Story
from nkmap.wording import files_and_links

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
        raise TooMany(files_and_links.too_many_for_a_file(len(told.shown), MOST_CLAIMS))
    story = Story.of(told, steps)
    told = replace(told, also=story.claims)
    places = frozenset(place for place, claims in told.claims_by_place.items() if claims)
    shelf = Shelf(HERE, places)
    maps, rules = Maps(told, shelf), assets.page_style_with_fonts()
    own = Export.of(told.data, told.view, told.address, told.dropped)
    citation = of_view(own, told.shown)
    made = shown(
        "web/page_file.html",
        told=told,
        cite=lambda claim: assets.forms(of_claim(told.data, claim, told.address), ["text"]),
        method=assets.methodology(2),
        svg=Svg(),
        link_to=HERE,
        style=Markup(rules),  # noqa: S704 - ours
        early=Markup(WAITING),  # noqa: S704
        script=Markup(PAGE_SCRIPT),  # noqa: S704
        style_hash=_hashed(rules),
        script_hashes=f"{_hashed(WAITING)} {_hashed(PAGE_SCRIPT)}",
        linked_data=linked_data(told),
        data=maps.data,
        found=maps,
        steps=story.steps(told.names, shelf),
        story=story,
        has_story=bool(steps),
        places=places,
        csv=base64.b64encode(export.write("csv", own)).decode(),
        csv_name=export.file_name(own, "csv"),
        saying=citation.saying,
        forms=assets.forms(citation),
    )
    return made.encode()


def _hashed(content: str) -> str:
    """What allows something that stands in the page itself, and nothing else."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def page_name(told: Told) -> str:
    """A name that tells what is in the file: ``nkmap-0.2.0-36-of-138-claims.html``."""
    shown, total = told.selection.count, told.selection.total
    claims = f"all-{total}" if shown == total else f"{shown}-of-{total}"
    return f"nkmap-{told.data.version}-{claims}-claims.html"
