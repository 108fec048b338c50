"""A folder of linked pages that any web server can carry: one for each claim, place and source.

What a page shows is what the one-file page shows of the same thing; only addresses differ. The
files come one after the other, so that very many claims take no more memory than few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nkmap import export, wording
from nkmap.cite import FORMATS, of_dataset
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.export import Export
from nkmap.publish.escape import text
from nkmap.publish.told import Told
from nkmap.story import Step
from nkmap.view import ALL_LAYERS, View
from nkmap.web import parts, style
from nkmap.web.cards import card
from nkmap.web.explorer import Explorer, explorer
from nkmap.web.feed import feed, sitemap
from nkmap.web.frame import Address, page_of
from nkmap.web.linked_data import linked_data
from nkmap.web.maps import Links, Shelf
from nkmap.web.page_file import SCRIPT, panel
from nkmap.web.story_part import left_out, steps_part, told_then

HERE, UP = "{}/{}.html", "../{}/{}.html"
"""The address of a claim, a place or a source from a page of the site, and from one of those."""
ROWS = 250
"""Claims on one page of the table."""
EMBEDDED = 400
"""Claims up to which the first page holds the table too."""


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

    @property
    def _everything(self) -> View:
        """Every claim that was published by the day whose knowledge is shown."""
        return View(layers=ALL_LAYERS, known_on=self.view.known_on)

    @property
    def count(self) -> int:
        """About how many files there are, for telling how far the writing has come."""
        pages = 2 * len(self.data.claims) + len(self.data.places) + len(self.data.sources)
        return pages + len(self.data.claims) // ROWS + 26

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its path below the site's folder."""
        everything = Told(self.data, self._everything, self.dashboard)
        written: list[str] = []
        for path, raw in self._all(everything):
            written.append(path)
            yield path, raw
        if self.address:
            yield "sitemap.xml", sitemap(self.address, written, self.data.date)

    def _all(self, everything: Told) -> Iterator[tuple[str, bytes]]:
        yield "style.css", (style.fonts("fonts") + style.rules()).encode()
        yield "page.js", SCRIPT.encode()
        for name, raw in style.font_files().items():
            yield f"fonts/{name}", raw
        yield from self._first_pages()
        yield from self._lists(everything)
        for claim in everything.shown:
            yield from self._claim(everything, claim)
        for place, claims in everything.claims_by_place.items():
            yield f"place/{place}.html", self._place(everything, place, claims)
        for source, claims in everything.claims_by_source.items():
            yield f"source/{source}.html", self._source(everything, source, claims)
        own = Export.of(self.data, self._everything, self.dashboard)
        for name, form in export.FORMATS.items():
            yield f"data/nkmap{form.ending}", export.write(name, own)
        yield "feed.xml", feed(self.data, self.address, self.view.known_on)

    def _first_pages(self) -> Iterator[tuple[str, bytes]]:
        shelf, told = Shelf(Links(HERE)), self.opening
        found = explorer(told, shelf, with_table=len(told.shown) <= EMBEDDED)
        timeline = parts.section("timeline", "By month", found.timeline, wording.TIME_KEY)
        table = parts.section("table", "Every claim", found.table) if found.table else ""
        body = (
            f'{shelf.symbols}<section id="map">{found.finding}'
            f'<div class="two">{found.figure}{panel()}</div></section>{timeline}{table}'
        )
        yield (
            "index.html",
            self._page(
                "index.html",
                f"{wording.TITLE} – nkmap",
                told.counting,
                body,
                told,
                data=linked_data(told, self._downloads()),
                maps=found.data,
            ),
        )
        yield "embed.html", self._embedded(found, shelf.symbols, told)
        if self.steps:
            yield "story.html", self._story(told)

    def _embedded(self, found: Explorer, symbols: str, told: Told) -> bytes:
        body = (
            f'{symbols}<section id="map">{found.finding}{found.figure}'
            f'<p class="small">{text(wording.AS_REPORTED)} {text(wording.MAP_ATTRIBUTION)} '
            f'nkmap, data {text(told.version)}. <a href="index.html" target="_blank" '
            'rel="noopener">Open the whole map: every claim and source</a></p></section>'
        )
        at = Address("embed.html", self.address)
        return page_of(at, "nkmap: the map", told.counting, body, maps=found.data, bare=True)

    def _story(self, told: Told) -> bytes:
        then = told_then(told, self.steps)
        shelf = Shelf(Links(HERE))
        steps = steps_part(told, then, shelf) + left_out(len(self.steps) - len(then))
        body = f"{shelf.symbols}<h1>The story</h1>{steps}"
        return self._page(
            "story.html", "The story – nkmap", "The briefing, step by step", body, told
        )

    def _lists(self, told: Told) -> Iterator[tuple[str, bytes]]:
        here = HERE
        pages = [told.shown[at : at + ROWS] for at in range(0, len(told.shown), ROWS)]
        for number, claims in enumerate(pages, start=1):
            path = _table_path(number)
            links = " ".join(
                f'<a href="{_table_path(other)}"{" aria-current=page" if other == number else ""}>'
                f"{other}</a>"
                for other in range(1, len(pages) + 1)
            )
            between = f'<p class="nk-note">Page {links}</p>' if len(pages) > 1 else ""
            body = (
                f'<h1>Every claim</h1><p class="nk-count">{text(told.counting)}</p>{between}'
                f"{parts.claims_table(told, claims, here)}{between}"
            )
            yield path, self._page(path, "Every claim – nkmap", told.counting, body, told)
        yield (
            "places.html",
            self._page(
                "places.html",
                "Places – nkmap",
                "Places and areas that claims name",
                _places(told),
                told,
            ),
        )
        sources = "".join(
            parts.source_in_full(row, claims, here) for row, claims in parts.sources_of(told)
        )
        yield (
            "sources.html",
            self._page(
                "sources.html",
                "Sources – nkmap",
                "Every publication with its citation",
                f'<h1>Sources</h1><div class="cards">{sources}</div>'
                f"{parts.left_open(told)}"
                f"{parts.corrections(told)}",
                told,
            ),
        )
        yield (
            "method.html",
            self._page(
                "method.html",
                "Method – nkmap",
                "How figures are coded",
                f"<h1>How this is made</h1>{parts.methodology()}",
                told,
            ),
        )
        yield (
            "data.html",
            self._page(
                "data.html", "Data – nkmap", "Every claim to take away", self._take_away(), told
            ),
        )

    def _take_away(self) -> str:
        files = "".join(
            f'<li><a href="data/nkmap{form.ending}" download>{text(form.label)}</a>: '
            f"{text(form.about)}</li>"
            for form in export.FORMATS.values()
        )
        citation = of_dataset(self.data, self.dashboard)
        forms = "".join(
            f"<details><summary>{text(form.label)}</summary><pre>{text(form.make(citation))}</pre>"
            "</details>"
            for form in FORMATS.values()
        )
        return (
            f"<h1>Data</h1><p>{text(wording.BEFORE_COUNTING)}</p><ul>{files}</ul>"
            f"<h2>Cite</h2><p>{text(wording.ATTRIBUTION)}</p>{forms}"
            '<p><a href="feed.xml">Changes of the data as a feed</a></p>'
        )

    def _downloads(self) -> dict[str, str]:
        """The whole files by media type, where the site's address is known."""
        if not self.address:
            return {}
        return {
            form.mime: f"{self.address}/data/nkmap{form.ending}" for form in export.FORMATS.values()
        }

    def _claim(self, told: Told, claim: Claim) -> Iterator[tuple[str, bytes]]:
        path, picture = f"claim/{claim.claim_id}.html", f"card/{claim.claim_id}.png"
        source = self.data.source_by_id[claim.source_id]
        yield picture, card(claim, source, told.names, told.version)
        said = wording.sentence(claim, told.names)
        places = dict.fromkeys((*claim.origin, *claim.destination))
        about = ", ".join(
            f'<a href="../place/{text(place)}.html">{text(told.names[place])}</a>'
            for place in places
        )
        names = tuple(FORMATS)
        body = (
            f"<h1>{text(said)}</h1><div class=narrow>"
            f"{parts.claim_in_full(told, claim, UP, names)}"
            f'<p>More: <a href="../source/{text(claim.source_id)}.html">its source</a>'
            f"{f'; {about}' if about else ''}.</p></div>"
        )
        title = f"{claim.claim_id}: {wording.kind_label(claim)} – nkmap"
        at = Address(path, self.address)
        properties = (
            ("og:type", "article"),
            ("og:site_name", "nkmap"),
            ("og:title", said),
            ("og:description", f"{wording.chain(claim, source)}. {wording.AS_REPORTED}"),
            ("og:image", at.of(picture)),
            ("og:image:alt", said),
            *((("og:url", at.whole),) if self.address else ()),
        )
        yield (
            path,
            page_of(
                at,
                title,
                said,
                body,
                foot=parts.attribution(told),
                has_story=bool(self.steps),
                properties=properties,
            ),
        )

    def _place(self, told: Told, place: str, claims: Sequence[Claim]) -> bytes:
        path = f"place/{place}.html"
        name = str(told.names.get(place, place))
        shown = claims[:ROWS]
        more = wording.not_listed(len(claims) - ROWS, "claims") if len(claims) > ROWS else ""
        body = (
            f"<h1>{text(name)}</h1><div class=narrow>"
            f"{parts.place_in_full(told, place, shown, UP)}<p>{text(more)}</p></div>"
        )
        return self._page(path, f"{name} – nkmap", f"Claims about {name}", body, told)

    def _source(self, told: Told, source: str, claims: Sequence[Claim]) -> bytes:
        path, row = f"source/{source}.html", self.data.source_by_id[source]
        name = wording.article(row)
        told_as = parts.sentences(told, claims[:ROWS], UP)
        whole = parts.source_in_full(row, claims, UP, told_as)
        body = f"<h1>{text(name)}</h1><div class=narrow>{whole}</div>"
        return self._page(path, f"{name} – nkmap", wording.citation(row), body, told)

    def _page(
        self,
        path: str,
        title: str,
        about: str,
        body: str,
        told: Told,
        *,
        data: str = "",
        maps: str = "",
    ) -> bytes:
        at = Address(path, self.address)
        foot = parts.attribution(told)
        has_story = bool(self.steps)
        return page_of(at, title, about, body, foot=foot, data=data, maps=maps, has_story=has_story)


def _table_path(number: int) -> str:
    return "claims.html" if number == 1 else f"claims-{number}.html"


def _places(told: Told) -> str:
    items = "".join(
        f'<li><a href="place/{text(place)}.html">{text(told.names[place])}</a> '
        f"({text(wording.claim_count(len(claims)))})</li>"
        for place, claims in sorted(
            told.claims_by_place.items(), key=lambda found: str(told.names[found[0]]).casefold()
        )
    )
    return f"<h1>Places</h1><ul>{items}</ul>"
