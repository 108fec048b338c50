"""What the templates of published pages show: claims in full, sources, citations, the method."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markdown_it import MarkdownIt
from markupsafe import Markup

from nkmap import wording
from nkmap.cite import FORMATS, Citation, of_claim
from nkmap.claim import Claim
from nkmap.publish.templates import claim_panel, source_list
from nkmap.publish.told import Told
from nkmap.render.svg import Svg
from nkmap.schema import Access
from nkmap.shipped import METHODOLOGY

Forms = list[tuple[str, str]]
"""A citation in several formats: the name of each, and how it is written there."""


def forms(citation: Citation, formats: Iterable[str] = FORMATS) -> Forms:
    """A citation in the formats named."""
    return [(FORMATS[name].label, FORMATS[name].make(citation)) for name in formats]


@dataclass(frozen=True)
class InFull:
    """One claim with its limits, its source, how to say it and how to cite it."""

    claim_id: str
    panel: Markup
    ties: tuple[str, ...]
    """The claims told that it is tied to."""
    forms: Forms

    @classmethod
    def of(cls, told: Told, claim: Claim, formats: Iterable[str] = ("text",)) -> InFull:
        """A claim, to be cited in some formats."""
        limits = wording.limits_on(claim, told.limitations)
        source = told.data.source_by_id[claim.source_id]
        panel = claim_panel.panel(claim, source, told.names, Svg(), limits, told.everything)
        ties = dict.fromkeys((claim.part_of, *claim.conflicts_with))
        citation = of_claim(told.data, claim, told.address)
        linked = tuple(other for other in ties if other in told.ids)
        return cls(claim.claim_id, panel, linked, forms(citation, formats))


def places_of(told: Told) -> dict[str, tuple[dict[Hashable, Any], tuple[Claim, ...]]]:
    """Every place with its names, and the claims told that name it."""
    rows = told.data.places.to_dict("records")
    return {row["place_id"]: (row, told.claims_by_place[row["place_id"]]) for row in rows}


def sources_of(told: Told) -> list[tuple[pd.Series, tuple[Claim, ...]]]:
    """The sources of the claims shown, the most direct copies first, each with its claims."""
    order = {access.value: number for number, access in enumerate(Access)}
    rows = [
        (told.data.source_by_id[source], claims) for source, claims in told.claims_by_source.items()
    ]
    return sorted(rows, key=lambda pair: order[pair[0]["access"]])


def about(told: Told) -> dict[str, Markup]:
    """What reports leave open, and every correction that the view may know of."""
    return {
        "not_known": source_list.not_known(told.shown),
        "corrections": source_list.corrections(told.data.changes, told.view.known_on),
    }


def methodology(below: int) -> Markup:
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
