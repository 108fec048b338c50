"""What the templates of published pages ask for: citations, sources, the method."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from markdown_it import MarkdownIt
from markupsafe import Markup

from nkmap.cite import FORMATS, Citation, of_claim
from nkmap.claim import Claim
from nkmap.publish.told import Told
from nkmap.schema import Access
from nkmap.shipped import METHODOLOGY

Forms = list[tuple[str, str]]
"""A citation in several formats: the name of each, and how it is written there."""


def forms(citation: Citation, formats: Iterable[str] = FORMATS) -> Forms:
    """A citation in the formats named."""
    return [(FORMATS[name].label, FORMATS[name].make(citation)) for name in formats]


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of what a page tells, each made when a template comes to it."""

    told: Told

    def forms(self, claim: Claim, formats: Iterable[str] = FORMATS) -> Forms:
        """How to cite one claim."""
        return forms(of_claim(self.told.data, claim, self.told.address), formats)

    @property
    def sources(self) -> list[tuple[pd.Series, tuple[Claim, ...]]]:
        """The sources of the claims told, the most direct copies first, each with its claims."""
        order = [access.value for access in Access]
        told = self.told.claims_by_source.items()
        rows = [(self.told.data.source_by_id[source], claims) for source, claims in told]
        return sorted(rows, key=lambda pair: order.index(pair[0]["access"]))

    def methodology(self, below: int) -> Markup:
        """How figures are coded: docs/methodology.md as HTML, with any HTML in it as text.

        Its parts have headings of the order after that of its title, which is ``below``.
        """
        words = MarkdownIt("commonmark", {"html": False}).enable("table")
        _title, _, rest = METHODOLOGY.read_text(encoding="utf-8").partition("\n")
        tokens = words.parse(rest)
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{int(token.tag[1]) + below - 1}"
        return Markup(words.renderer.render(tokens, words.options, {}))  # noqa: S704 - it escapes
