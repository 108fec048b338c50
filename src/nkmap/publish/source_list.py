"""Sources, what they do not know, and corrections, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
from markupsafe import Markup

from nkmap import wording
from nkmap.claim import Claim
from nkmap.publish.fragments import MOST_ITEMS, listed, rest, with_id
from nkmap.publish.templates import shown
from nkmap.schema import Kind, MissingReason
from nkmap.view import ALL_LAYERS, View


def source(row: pd.Series, claims: Sequence[Claim], known_on: date | None = None) -> Markup:
    """One source of the dashboard, with a link to its claims."""
    everything = View(layers=ALL_LAYERS, sources=(str(row["source_id"]),), known_on=known_on)
    return cited(row, claims, claims_at=f"timeline?{everything.to_query()}")


def cited(
    row: pd.Series, claims: Sequence[Claim], below: str = "", *, claims_at: str = ""
) -> Markup:
    """One source with its full citation, how direct our copy is, and its number of claims."""
    # Read in a weak copy, while the rest of their source was not.
    weaker = [c for c in claims if c.is_weak_copy and c.access != row["access"]]
    return shown(
        "publish/source.html",
        row=row,
        claims=claims,
        weaker=weaker,
        claims_at=claims_at,
        below=below,
    )


def limits(claims: Sequence[Claim]) -> list[str]:
    """What sources say they could not find out."""
    said = [with_id(claim.summary, claim.claim_id) for claim in claims[:MOST_ITEMS]]
    return [*said, *rest(claims, "limits that sources state")]


def not_known(claims: Sequence[Claim]) -> Markup:
    """Limits the sources state themselves, then how many claims lack what."""
    items = limits([claim for claim in claims if claim.kind is Kind.LIMITATION])
    unknown = sum(c.missing_reason is MissingReason.NOT_REPORTED for c in claims)
    undated = sum(c.when is None or not c.when.has_month for c in claims)
    items += wording.without_number_or_month(unknown, undated)
    return listed([*items, "Of places that no claim names, nothing is known here."])


def corrections(changes: pd.DataFrame, known_on: date | None) -> Markup:
    """Changes to the data, newest first, with date, what changed and why; none from after a day."""
    then = changes[changes["date"] <= known_on.isoformat()] if known_on else changes
    return shown(
        "publish/corrections.html",
        changes=then.iloc[::-1].head(MOST_ITEMS).to_dict("records"),
        rest=rest(then, "corrections"),
        has_later=len(then) < len(changes),
    )
