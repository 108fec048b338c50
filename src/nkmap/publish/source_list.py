"""Sources, what they do not know, and corrections, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.publish.escape import isolated, link, site, text
from nkmap.publish.fragments import MOST_ITEMS, note, rest
from nkmap.schema import Kind, MissingReason
from nkmap.view import ALL_LAYERS, View


def source(row: pd.Series, claims: Sequence[Claim], known_on: date | None = None) -> str:
    """One source with its full citation, how direct our copy is, and its number of claims."""
    archive = link(str(row["archive_url"]), "archived copy") if row["archive_url"] else ""
    address = str(row["url"])
    everything = View(layers=ALL_LAYERS, sources=(str(row["source_id"]),), known_on=known_on)
    claims_at = f"timeline?{everything.to_query()}"
    passing = f"Passes on: {row['relay_of']}. " if row["relay_of"] else ""
    return (
        f'<article class="nk-cite"><p><b>{isolated(row["publisher"])}</b> '
        f'<span class="nk-id">{text(row["source_id"])}</span></p>'
        f"<p>{isolated(wording.citation(row))}</p>"
        f'<p class="nk-note">{text(passing)}Our copy: {text(wording.copy_words(row["access"]))}. '
        f"{text(wording.claims_and_statements(claims))}.{_weak(row, claims)}</p>"
        f"<p>{link(address, f'Open at {site(address)}')} {archive} "
        f'<a href="{text(claims_at)}" target="_self">Show its claims</a></p></article>'
    )


def _weak(row: pd.Series, claims: Sequence[Claim]) -> str:
    """Claims that were read in a weak copy, while the rest of their source was not."""
    weaker = [c for c in claims if c.is_weak_copy and c.access != row["access"]]
    return f" Weak copy of {text(wording.ids(weaker))} only." if weaker else ""


def not_known(claims: Sequence[Claim]) -> str:
    """Limits the sources state themselves, then how many claims lack what."""
    said = [claim for claim in claims if claim.kind is Kind.LIMITATION]
    items = [f"{text(c.summary)} <small>{text(c.claim_id)}</small>" for c in said[:MOST_ITEMS]]
    items += rest(said, "limits that sources state")
    unknown = sum(c.missing_reason is MissingReason.NOT_REPORTED for c in claims)
    undated = sum(c.when is None or not c.when.has_month for c in claims)
    items += wording.without_number_or_month(unknown, undated)
    items.append("Of places that no claim names, nothing is known here.")
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="nk-list">{listed}</ul>'


def corrections(changes: pd.DataFrame, known_on: date | None) -> str:
    """Changes to the data, newest first, with date, what changed and why; none from after a day."""
    then = changes[changes["date"] <= known_on.isoformat()] if known_on else changes
    rows = [
        f"<li><b>{text(row['date'])}</b> (data {text(row['version'])}) "
        f"{text(row['claim_id'])} {isolated(row['reason'])}</li>"
        for _, row in then.iloc[::-1].head(MOST_ITEMS).iterrows()
    ]
    rows += [f"<li>{item}</li>" for item in rest(then, "corrections")]
    told = f'<ul class="nk-list">{"".join(rows)}</ul>' if rows else note("None yet.")
    later = "What nkmap corrected after that day is not shown."
    return told + (note(later) if len(then) < len(changes) else "")
