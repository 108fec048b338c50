"""What the linked pages of a site have in common: addresses, header, footer and policy."""

from __future__ import annotations

from dataclasses import dataclass

from nkmap.publish.escape import text
from nkmap.web.document import Head, document

_PARTS = (
    ("index.html", "Map"),
    ("story.html", "Story"),
    ("claims.html", "Claims"),
    ("places.html", "Places"),
    ("sources.html", "Sources"),
    ("method.html", "Method"),
    ("data.html", "Data"),
)


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


def page_of(
    at: Address,
    title: str,
    about: str,
    body: str,
    *,
    foot: str = "",
    data: str = "",
    maps: str = "",
    has_story: bool = False,
    bare: bool = False,
    properties: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A page of the site; ``bare`` for one that stands in another page's frame."""
    head = Head(
        title=title,
        description=about,
        style_file=f"{at.up}style.css",
        script_file=f"{at.up}page.js" if maps else "",
        linked_data=data,
        properties=properties,
        links=(
            ("alternate", f"{at.up}feed.xml"),
            *((("canonical", at.whole),) if at.site else ()),
        ),
    )
    store = f'<script type="application/json" id="maps">{maps}</script>' if maps else ""
    top = "" if bare else _bar(at, has_story=has_story)
    wrapped = f'<main class="bare">{body}</main>' if bare else f"<main>{body}</main>"
    return document(head, f"{top}{wrapped}{foot}{store}").encode()


def _bar(at: Address, *, has_story: bool) -> str:
    links = "".join(
        f'<a href="{at.up}{path}"{" aria-current=page" if path == at.path else ""}>{words}</a>'
        for path, words in _PARTS
        if has_story or path != "story.html"
    )
    return (
        '<a class="skip" href="#content">Skip to the content</a><header class="bar">'
        f'<b><a href="{text(at.up)}index.html">nkmap</a></b><nav aria-label="Pages">{links}</nav>'
        '</header><span id="content" tabindex="-1"></span>'
    )
