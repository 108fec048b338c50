"""The page that needs no server: a view or a story in one file, or a folder of linked pages.

The one file asks nobody for anything. The site, which any web server can carry, has a page for each
claim, place and source, and shows of each what the one file shows; only addresses differ. Its files
come one after the other, so that very many claims take no more memory than few.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import pandas as pd
from markupsafe import Markup

from nkmap import export
from nkmap.cite import of_claim, of_dataset, of_view
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, known_by
from nkmap.publish import place_pages, world_tables
from nkmap.publish.slides import Story
from nkmap.publish.templates import shown
from nkmap.render.svg import Svg
from nkmap.story import Step
from nkmap.view import Frame
from nkmap.web import assets
from nkmap.web.assets import PAGE_SCRIPT, WAITING
from nkmap.web.maps import Maps, PagePieces
from nkmap.web.metadata import card, linked_data
from nkmap.wording import TEXTS

# ---------------------------------------------------------------- one file

WITHIN = "#{}-{}"
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
    pieces = PagePieces(WITHIN, places)
    maps, rules = Maps(evidence, pieces), assets.page_style(with_fonts=True)
    citation = of_view(evidence)
    made = shown(
        "web/page_file.html",
        evidence=evidence,
        cite=lambda claim: assets.forms(of_claim(evidence.data, claim, evidence.address), ["text"]),
        method=assets.methodology(2),
        svg=Svg(),
        link_to=WITHIN,
        to_place=lambda place: WITHIN.format("place", place) if place in places else "",
        style=Markup(rules),  # noqa: S704 - ours
        wait_for_map=Markup(WAITING),  # noqa: S704
        script=Markup(PAGE_SCRIPT),  # noqa: S704
        style_hash=_hashed(rules),
        script_hashes=f"{_hashed(WAITING)} {_hashed(PAGE_SCRIPT)}",
        linked_data=linked_data(evidence),
        data=maps.data,
        found=maps,
        countries=_countries(evidence, maps, WITHIN),
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


def _countries(evidence: Evidence, maps: Maps, link_to: str) -> Markup:
    """What stands below a map that can be turned to the world: its countries, in words."""
    if Frame.WORLD not in maps.frames:
        return Markup()
    links = {part: link_to.format(part, "{}") for part in ("claim", "place")}
    return world_tables.markup(evidence, links, maps.pieces.places)


def _hashed(content: str) -> str:
    """What allows something that stands in the page itself, and nothing else."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


# ---------------------------------------------------------------- a folder of linked pages

HERE, UP = "{}/{}.html", "../{}/{}.html"
"""The address of a claim, a place or a source from a page of the site, and from one of those."""
PLACES = {"claim": "claim/{}.html", "place": "place/{}.html", "places": "places.html"}
OF_PLACE = {name: f"../{address}" for name, address in PLACES.items()}
"""The addresses in the list of places, and in the page of one."""
WIDTHS = (908.0, 358.0)
"""Pixels of the picture of months on the page of a place: on a wide screen, on a narrow one."""
ROWS = 250
"""Claims on one page of the table, or of a place or a source."""
EMBEDDED = 400
"""Claims up to which the first page holds the table too."""
MOST_CHANGES = 60
"""Changes the feed tells; the page of sources lists them all."""


@dataclass(frozen=True, eq=False)
class Site:
    """A view and the dataset it is of, to be written as linked pages."""

    opening: Evidence
    """What the first page opens on; every claim of the dataset has a page.

    Where its view shows what was known on a day, no page knows more.
    """
    steps: tuple[Step, ...] = ()
    address: str = ""
    """Where the site will stand; without it there is no sitemap, and no card of a shared link."""

    @property
    def data(self) -> Dataset:
        """The dataset it is of."""
        return self.opening.data

    @cached_property
    def _everything(self) -> Evidence:
        """Every claim that was published by the day whose knowledge is shown."""
        return Evidence(self.data, known_by(self.opening.view), self.opening.address)

    @property
    def count(self) -> int:
        """About how many files there are, for telling how far the writing has come."""
        pages = (2 if self.address else 1) * len(self.data.claims)
        pages += len(self.data.places) + len(self.data.sources)
        return pages + len(self.data.claims) // ROWS + 26

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its path below the site's folder."""
        written: list[str] = []
        for path, raw in self._all():
            written.append(path)
            yield path, raw
        if self.address:
            pages = [path for path in written if path.endswith(".html") and path != "embed.html"]
            yield self._page("sitemap.xml", pages=pages)

    def _all(self) -> Iterator[tuple[str, bytes]]:
        yield "style.css", assets.page_style().encode()
        yield "page.js", PAGE_SCRIPT.encode()
        yield from assets.font_files().items()
        yield from self._first_pages()
        yield from self._lists()
        yield from self._pages_of_one()
        for name, form in export.FORMATS.items():
            yield f"data/nkmap{form.ending}", export.write(name, self._everything)
        yield self._page("feed.xml", changes=self._changes())

    def _first_pages(self) -> Iterator[tuple[str, bytes]]:
        evidence = self.opening
        maps = Maps(evidence, PagePieces(HERE))
        files = {
            form.mime: f"{self.address}/data/nkmap{form.ending}"
            for form in export.FORMATS.values()
            if self.address
        }
        for path in ("index.html", "embed.html"):
            yield self._page(
                path,
                evidence=evidence,
                data=maps.data,
                found=maps,
                countries=_countries(self._everything, maps, HERE),
                most_embedded=EMBEDDED,
                linked_data=linked_data(evidence, files),
            )
        if self.steps:
            pieces, story = PagePieces(HERE), Story.of(evidence, self.steps)
            steps = pieces.of_slides(story.slides)
            yield self._page(
                "story.html", evidence=evidence, steps=steps, story=story, pieces=pieces
            )

    def _lists(self) -> Iterator[tuple[str, bytes]]:
        claims = self._everything.shown
        starts = range(0, len(claims), ROWS)
        pages = ["claims.html", *(f"claims-{n}.html" for n in range(2, len(starts) + 1))]
        for path, at in zip(pages, starts, strict=False):
            own = claims[at : at + ROWS]
            yield self._page(path, "claims.html", pages=pages, claims=own)
        counts = place_pages.counts_of(self._everything)
        index = place_pages.index(self._everything, PLACES)
        yield self._page("places.html", counts=counts, index=index)
        yield self._page("sources.html")
        yield self._page("method.html", method=assets.methodology(1))
        forms = assets.forms(of_dataset(self.data, self.opening.address))
        yield self._page("data.html", files=export.FORMATS.values(), forms=forms)

    def _pages_of_one(self) -> Iterator[tuple[str, bytes]]:
        evidence = self._everything
        for claim in evidence.shown:
            source = self.data.source_by_id[claim.source_id]
            if self.address:
                drawn = card(claim, source, evidence.names, evidence.version)
                yield f"card/{claim.claim_id}.png", drawn
            path = f"claim/{claim.claim_id}.html"
            forms = assets.forms(of_claim(self.data, claim, self.opening.address))
            yield self._page(path, "claim.html", claim=claim, source=source, forms=forms)
        yield from self._pages_of_places()
        for source, claims in evidence.sources:
            path = f"source/{source['source_id']}.html"
            yield self._page(path, "source.html", row=source, claims=claims, most=ROWS)

    def _pages_of_places(self) -> Iterator[tuple[str, bytes]]:
        everything = self._everything
        for place in self.data.places["place_id"]:
            view = place_pages.view_of(place, everything.view)
            page = place_pages.PlacePage.of(replace(everything, view=view), place)
            yield self._page(
                f"place/{place}.html",
                "place.html",
                page=page,
                head=place_pages.head(page, OF_PLACE, WIDTHS),
                claims=place_pages.claims(page, OF_PLACE),
                aside=place_pages.aside(page, OF_PLACE),
            )

    def _changes(self) -> list[tuple[Hashable, pd.Series]]:
        """The changes of the data with their numbers, newest first; none from after the day."""
        last = self.opening.view.known_on.isoformat() if self.opening.view.known_on else "9999"
        then = self.data.changes[self.data.changes["date"] <= last]
        return list(then.iloc[: -MOST_CHANGES - 1 : -1].iterrows())

    def _page(
        self, path: str, template: str = "", evidence: Evidence | None = None, **values: object
    ) -> tuple[str, bytes]:
        """A file by its path; it tells every claim, if it does not say otherwise."""
        evidence = evidence or self._everything
        link_to = UP if "/" in path else HERE
        common = {
            "evidence": evidence,
            "svg": Svg(),
            "path": path,
            "up": "../" if "/" in path else "",
            "address": f"{self.address}/" if self.address else "",
            "link_to": link_to,
            "to_place": partial(link_to.format, "place"),
            "has_story": bool(self.steps),
        }
        return path, shown(f"web/{template or path}", **(common | values)).encode()
