"""One claim in full, or what is said of one place, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.drawing import kind_colour
from nkmap.publish.fragments import MOST_LINES, glyph
from nkmap.publish.templates import shown as filled
from nkmap.render.svg import Svg


def panel(
    claim: Claim,
    source: pd.Series,
    names: wording.Names,
    svg: Svg,
    limits: Sequence[Claim] = (),
    known: Sequence[Claim] = (),
) -> Markup:
    """One claim in full: figure, where, when, who says so and how they know, and its limits.

    ``known`` holds every claim that a reader may hear of, for those that do not agree with it.
    """
    happened, said, published = (value for _, value in wording.dates_of(claim, source))
    rows = [
        ("From", wording.origin(claim, names)),
        ("To", wording.destination(claim, names)),
        ("Who", claim.kept_apart),
        ("Work", wording.work(claim)),
        ("Happened", happened),
        ("Said", said),
        ("Published", published),
        ("Said by", f"{wording.chain(claim, source)} (speaker {wording.how_known(claim)})"),
        ("Part of", claim.part_of),
    ]
    return filled(
        "publish/claim_panel.html",
        claim=claim,
        source=source,
        names=names,
        colour=kind_colour(claim.kind, claim.group),
        glyph=glyph(claim.kind, svg),
        rows=rows,
        limits=limits,
        most=MOST_LINES,
        others=wording.disagreement(claim, known),
    )


def place_panel(name: str, claims: Sequence[Claim], shown: frozenset[str]) -> Markup:
    """What the dataset holds about one place, as a heading above the list of its claims."""
    on_map = sum(claim.claim_id in shown for claim in claims)
    return filled("publish/place_panel.html", name=name, count=len(claims), on_map=on_map)


def empty_panel() -> Markup:
    """What stands in the panel before anything is chosen."""
    return filled("publish/empty_panel.html")
