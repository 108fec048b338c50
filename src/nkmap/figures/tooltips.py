"""What a part of a map tells where it is pointed at, and what it opens; the same on every map."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap.claim import Claim
from nkmap.figures.drawing import Group, Shape, Words
from nkmap.figures.scene import AreaLabel, Link, Mark, NoReport, Route
from nkmap.relations import lead_claim
from nkmap.wording import captions, counts, dates, hedges, joined, sentences
from nkmap.wording.places import Names

MOST_IDS, FEW_IDS = 30, 5
"""Claims up to which a part names all by id; of more, how many. The table has them all."""


def of_part(
    part: Mark | AreaLabel | Route | Link | NoReport,
    names: Names,
    drawn: tuple[Shape | Words | Group, ...] = (),
    target: Shape | None = None,
) -> Group:
    """Make the group of a part as it is ``drawn``: with its claims, what it opens, its tooltip.

    A single claim is opened; several are listed under their place, if they have one.
    """
    if isinstance(part, NoReport):
        lines = (part.place.name, part.words, "Click for every claim about it.")
        at, label = part.place.place_id, ". ".join(lines)
        return Group(drawn, "no-reports", place=at, tip=lines, label=label, target=target)
    title = place = ""
    if isinstance(part, Mark):
        layer = "incidents" if part.is_beside else "marks"
        title, place = part.place.name, part.place.place_id
    elif isinstance(part, AreaLabel):
        layer, title, place = "areas", part.title, part.area.place_id
    else:
        layer = "links" if isinstance(part, Link) else "routes"
    told = _of_link(part.claims) if isinstance(part, Link) else tip(part.claims, names)
    label, claim = joined(title, *told, by=". "), ""
    if len(part.claims) == 1 or not place:
        claim, place = lead_claim(part.claims).claim_id, ""
    return Group(drawn, layer, ids(part.claims), claim, place, told, label, target)


def ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The ids a part carries: those of its claims, or of the first of very many."""
    named = claims if len(claims) <= MOST_IDS else claims[:FEW_IDS]
    return tuple(claim.claim_id for claim in named)


def tip(claims: Sequence[Claim], names: Names) -> tuple[str, ...]:
    """The lines of a tooltip: the leading claim with kind, date and speaker, and how many more."""
    first = lead_claim(claims)
    lines = [
        sentences.sentence(first, names),
        f"{captions.kind_label(first)} · {dates.dated(first)}",
        f"Said by {sentences.said_by(first)}",
    ]
    if len(claims) > 1:
        lines.append(f"{captions.beside_it(claims, first)}: click to read")
    return tuple(lines)


def _of_link(claims: Sequence[Claim]) -> tuple[str, ...]:
    """What is told of a stretch of infrastructure, and that it is nobody's route."""
    stated = [hedges.stamped(claim.summary, claim) for claim in claims[:2]]
    more = [f"and {counts.more_in_words(len(claims) - 2)} in the table"] if len(claims) > 2 else []
    return (*stated, "Infrastructure: this does not say that workers travelled on it.", *more)
