"""What a site tells programs that come back: a feed of changes of the data, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from nkmap import wording
from nkmap.dataset import Dataset
from nkmap.publish.escape import svg

MOST_ENTRIES = 60
"""Changes a feed tells; the page of sources lists them all."""
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def feed(data: Dataset, address: str, known_on: date | None = None) -> bytes:
    """The changes of the data as an Atom feed, newest first (RFC 4287); none from after a day.

    Addresses are whole where the site's is known, else relative to the feed.
    """
    site = f"{address}/" if address else ""
    rows = list(enumerate(data.changes.to_dict("records"), start=1))[::-1]
    if known_on:
        rows = [(number, row) for number, row in rows if row["date"] <= known_on.isoformat()]
    entries = "".join(_entry(pd.Series(row), number, site) for number, row in rows[:MOST_ENTRIES])
    own = f'<link rel="self" href="{svg(site)}feed.xml"/>'
    return (
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><title>nkmap: changes of the data'
        f"</title><id>tag:nkmap,2026:changes</id><updated>{_time(data.date)}</updated>{own}"
        f'<link href="{svg(site)}sources.html"/><author><name>nkmap maintainers</name></author>'
        f"<rights>CC BY 4.0</rights>{entries}</feed>\n"
    ).encode()


def _entry(row: pd.Series, number: int, site: str) -> str:
    claim = str(row["claim_id"])
    page = f"claim/{claim}.html" if claim else "sources.html"
    title = f"{claim}: {row['column'] or 'changed'}" if claim else f"Data {row['version']}"
    return (
        f"<entry><title>{svg(title)}</title><id>tag:nkmap,2026:change-{number}</id>"
        f'<updated>{_time(str(row["date"]))}</updated><link href="{svg(site + page)}"/>'
        f'<content type="text">{svg(wording.change(row))}</content></entry>'
    )


def _time(day: str) -> str:
    return f"{day or '1970-01-01'}T00:00:00Z"


def sitemap(address: str, paths: Sequence[str], day: str) -> bytes:
    """Every page of a site with its whole address, as search engines read it (sitemaps.org)."""
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    pages = "".join(
        f"<url><loc>{svg(f'{address}/{path}')}</loc>{changed}</url>"
        for path in paths
        if path.endswith(".html") and path != "embed.html"
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{_HEAD}<urlset xmlns="{space}">{pages}</urlset>\n'.encode()
