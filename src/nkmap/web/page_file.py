"""The one-file page: a view, or a story, in one HTML file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from nkmap import export
from nkmap.cite import of_claim, of_view
from nkmap.evidence import Evidence
from nkmap.publish.slides import Story
from nkmap.publish.templates import shown
from nkmap.render.svg import Svg
from nkmap.story import Step
from nkmap.web import assets
from nkmap.web.assets import PAGE_SCRIPT, WAITING
from nkmap.web.maps import Maps, PagePieces
from nkmap.web.metadata import linked_data
from nkmap.wording import TEXTS

HERE = "#{}-{}"
"""The address of a claim, a place or a source in the page itself."""
MOST_CLAIMS = 1500
"""Claims that one file may hold; more are for a site of linked pages."""


class TooMany(ValueError):  # noqa: N818 - it names what is wrong
    """More claims than one file holds; the message says what to do."""


def page(evidence: Evidence, steps: Sequence[Step] = ()) -> bytes:
    """Write the page of a view; the same bytes for the same data, view and story.

    Raises ``TooMany`` where the view shows more claims than one file can hold.
    """
    if len(evidence.shown) > MOST_CLAIMS:
        raise TooMany(
            TEXTS["too_many_for_a_file"].format(count=len(evidence.shown), most=MOST_CLAIMS)
        )
    story = Story.of(evidence, steps)
    evidence = replace(evidence, also=story.claims)
    places = frozenset(place for place, claims in evidence.claims_by_place.items() if claims)
    pieces = PagePieces(HERE, places)
    maps, rules = Maps(evidence, pieces), assets.page_style(with_fonts=True)
    citation = of_view(evidence)
    made = shown(
        "web/page_file.html",
        evidence=evidence,
        cite=lambda claim: assets.forms(of_claim(evidence.data, claim, evidence.address), ["text"]),
        method=assets.methodology(2),
        svg=Svg(),
        link_to=HERE,
        style=Markup(rules),  # noqa: S704 - ours
        wait_for_map=Markup(WAITING),  # noqa: S704
        script=Markup(PAGE_SCRIPT),  # noqa: S704
        style_hash=_hashed(rules),
        script_hashes=f"{_hashed(WAITING)} {_hashed(PAGE_SCRIPT)}",
        linked_data=linked_data(evidence),
        data=maps.data,
        found=maps,
        steps=pieces.of_slides(story.slides),
        story=story,
        has_story=bool(steps),
        places=places,
        csv=base64.b64encode(export.write("csv", evidence)).decode(),
        csv_name=export.file_name(evidence, "csv"),
        saying=citation.saying,
        forms=assets.forms(citation),
    )
    return made.encode()


def _hashed(content: str) -> str:
    """What allows something that stands in the page itself, and nothing else."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
