"""What a site tells programs that come back: a feed of changes of the data, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nkmap.dataset import Dataset
from nkmap.publish.templates import shown

MOST_ENTRIES = 60
"""Changes a feed tells; the page of sources lists them all."""


def feed(data: Dataset, address: str, known_on: date | None = None) -> bytes:
    """The changes of the data as an Atom feed, newest first (RFC 4287); none from after a day.

    Addresses are whole where the site's is known, else relative to the feed.
    """
    last = known_on.isoformat() if known_on else "9999"
    rows = enumerate(data.changes.to_dict("records"), start=1)
    changes = [(number, row) for number, row in rows if row["date"] <= last][::-1]
    site = f"{address}/" if address else ""
    made = shown("web/feed.xml", date=data.date, site=site, changes=changes[:MOST_ENTRIES])
    return made.encode()


def sitemap(address: str, paths: Sequence[str], day: str) -> bytes:
    """Every page of a site with its whole address, as search engines read it (sitemaps.org)."""
    pages = [path for path in paths if path.endswith(".html") and path != "embed.html"]
    return shown("web/sitemap.xml", address=address, paths=pages, day=day).encode()
