"""A folder of linked pages that any web server can carry: one for each claim, place and source.

What a page shows is what the one-file page shows of the same thing; only addresses differ. The
files come one after the other, so that very many claims take no more memory than few.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nkmap import export, wording
from nkmap.cite import FORMATS, of_dataset
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.export import Export
from nkmap.publish.templates import shown
from nkmap.publish.told import Told
from nkmap.story import Step
from nkmap.view import ALL_LAYERS, View
from nkmap.web import parts, style
from nkmap.web.cards import card
from nkmap.web.explorer import explorer
from nkmap.web.feed import feed, sitemap
from nkmap.web.linked_data import linked_data
from nkmap.web.maps import Links, Shelf
from nkmap.web.page_file import SCRIPT
from nkmap.web.policy import policy
from nkmap.web.story_part import Story

HERE, UP = "{}/{}.html", "../{}/{}.html"
"""The address of a claim, a place or a source from a page of the site, and from one of those."""
ROWS = 250
"""Claims on one page of the table."""
EMBEDDED = 400
"""Claims up to which the first page holds the table too."""


@dataclass(frozen=True)
class Address:
    """Where a page stands in its site, and where the site stands, if that is known."""

    path: str
    site: str = ""

    @property
    def up(self) -> str:
        """What leads from the page to the site's folder."""
        return "../" * self.path.count("/")

    @property
    def whole(self) -> str:
        """The page's whole address; its path where the site's is not known."""
        return f"{self.site}/{self.path}" if self.site else self.path

    def of(self, path: str) -> str:
        """The address of another file of the site: whole if that is known, else from this page."""
        return f"{self.site}/{path}" if self.site else f"{self.up}{path}"


@dataclass(frozen=True, eq=False)
class Site:
    """A dataset and a view of it, to be written as linked pages."""

    data: Dataset
    view: View = field(default_factory=View)
    """What the first page opens on; every claim of the dataset has a page.

    Where it shows what was known on a day, no page knows more.
    """
    steps: tuple[Step, ...] = ()
    dashboard: str = ""
    """The dashboard's public address, for links back; empty when it is not known."""
    address: str = ""
    """Where the site will stand; without it there is no sitemap."""
    dropped: tuple[str, ...] = ()
    """What the link of the first page asked for in vain."""

    @property
    def opening(self) -> Told:
        """What the first page shows."""
        return Told(self.data, self.view, self.dashboard, dropped=self.dropped)

    @cached_property
    def _everything(self) -> Told:
        """Every claim that was published by the day whose knowledge is shown."""
        view = View(layers=ALL_LAYERS, known_on=self.view.known_on)
        return Told(self.data, view, self.dashboard)

    @property
    def count(self) -> int:
        """About how many files there are, for telling how far the writing has come."""
        pages = 2 * len(self.data.claims) + len(self.data.places) + len(self.data.sources)
        return pages + len(self.data.claims) // ROWS + 26

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its path below the site's folder."""
        written: list[str] = []
        for path, raw in self._all():
            written.append(path)
            yield path, raw
        if self.address:
            yield "sitemap.xml", sitemap(self.address, written, self.data.date)

    def _all(self) -> Iterator[tuple[str, bytes]]:
        yield "style.css", style.rules().encode()
        yield "page.js", SCRIPT.encode()
        yield from style.font_files().items()
        yield from self._first_pages()
        yield from self._lists()
        for claim in self._everything.shown:
            yield from self._claim(claim)
        yield from self._places()
        yield from self._sources()
        everything = Export.of(self.data, self._everything.view, self.dashboard)
        for name, form in export.FORMATS.items():
            yield f"data/nkmap{form.ending}", export.write(name, everything)
        yield "feed.xml", feed(self.data, self.address, self.view.known_on)

    def _first_pages(self) -> Iterator[tuple[str, bytes]]:
        shelf, told = Shelf(Links(HERE)), self.opening
        files = {
            form.mime: f"{self.address}/data/nkmap{form.ending}"
            for form in export.FORMATS.values()
            if self.address
        }
        explored: dict[str, Any] = {
            "told": told,
            "about": told.counting,
            "found": explorer(told, shelf),
            "grounds": shelf.grounds,
            "most_embedded": EMBEDDED,
        }
        title, described = f"{wording.TITLE} – nkmap", linked_data(told, files)
        yield self._page("index.html", title, linked_data=described, **explored)
        yield self._page("embed.html", "nkmap: the map", **explored)
        if self.steps:
            own, story = Shelf(Links(HERE)), Story.of(told, self.steps)
            yield self._page(
                "story.html",
                "The story – nkmap",
                about="The briefing, step by step",
                told=told,
                steps=story.steps(told, own, "h2"),
                left_out=story.left_out,
                grounds=own.grounds,
            )

    def _lists(self) -> Iterator[tuple[str, bytes]]:
        told = self._everything
        starts = range(0, len(told.shown), ROWS)
        pages = ["claims.html", *(f"claims-{n}.html" for n in range(2, len(starts) + 1))]
        for path, at in zip(pages, starts, strict=False):
            yield self._page(
                path,
                "Every claim – nkmap",
                "claims.html",
                about=told.counting,
                pages=pages,
                claims=told.shown[at : at + ROWS],
            )
        yield self._page(
            "places.html",
            "Places – nkmap",
            about="Places and areas that claims name",
            places=sorted(
                told.claims_by_place.items(), key=lambda own: str(told.names[own[0]]).casefold()
            ),
        )
        yield self._page(
            "sources.html",
            "Sources – nkmap",
            about="Every publication with its citation",
            sources=parts.sources_of(told),
            **parts.about(told),
        )
        yield self._page(
            "method.html",
            "Method – nkmap",
            about="How figures are coded",
            methodology=parts.methodology(below=1),
        )
        yield self._page(
            "data.html",
            "Data – nkmap",
            about="Every claim to take away",
            files=export.FORMATS.values(),
            forms=parts.forms(of_dataset(self.data, self.dashboard)),
        )

    def _claim(self, claim: Claim) -> Iterator[tuple[str, bytes]]:
        told, source = self._everything, self.data.source_by_id[claim.source_id]
        path, picture = f"claim/{claim.claim_id}.html", f"card/{claim.claim_id}.png"
        at, said = Address(path, self.address), wording.sentence(claim, told.names)
        yield picture, card(claim, source, told.names, told.version)
        properties = {
            "og:type": "article",
            "og:site_name": "nkmap",
            "og:title": said,
            "og:description": f"{wording.chain(claim, source)}. {wording.AS_REPORTED}",
            "og:image": at.of(picture),
            "og:image:alt": said,
            **({"og:url": at.whole} if self.address else {}),
        }
        yield self._page(
            path,
            f"{claim.claim_id}: {wording.kind_label(claim)} – nkmap",
            "claim.html",
            about=said,
            claim=claim,
            full=parts.InFull.of(told, claim, FORMATS),
            places=dict.fromkeys((*claim.origin, *claim.destination)),
            properties=properties.items(),
        )

    def _places(self) -> Iterator[tuple[str, bytes]]:
        told = self._everything
        for place, (row, claims) in parts.places_of(told).items():
            name, more = str(told.names.get(place, place)), len(claims) - ROWS
            yield self._page(
                f"place/{place}.html",
                f"{name} – nkmap",
                "place.html",
                about=f"Claims about {name}",
                name=name,
                row=row,
                claims=claims[:ROWS],
                more=wording.not_listed(more, "claims") if more > 0 else "",
            )

    def _sources(self) -> Iterator[tuple[str, bytes]]:
        for row, claims in parts.sources_of(self._everything):
            name = wording.article(row)
            yield self._page(
                f"source/{row['source_id']}.html",
                f"{name} – nkmap",
                "source.html",
                about=wording.citation(row),
                name=name,
                row=row,
                claims=claims,
                most=ROWS,
            )

    def _page(self, path: str, title: str, template: str = "", **values: Any) -> tuple[str, bytes]:
        """A page by its path; it is about every claim, if it does not say otherwise."""
        own = "'self'"
        common = {
            "told": self._everything,
            "at": Address(path, self.address),
            "title": title,
            "policy": policy(own, own if "found" in values else "'none'", f"{own} "),
            "link_to": UP if "/" in path else HERE,
            "has_story": bool(self.steps),
            "properties": (),
            "linked_data": "",
            "found": None,
        }
        return path, shown(f"web/{template or path}", **(common | values)).encode()
