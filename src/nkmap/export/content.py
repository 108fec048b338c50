"""What a file of a view holds: its claims, and what it says of itself."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from nkmap.dataset import Dataset
from nkmap.view import Selection, View, select
from nkmap.wording import files_and_links
from nkmap.wording.places import PlaceNames
from nkmap.wording.sources import article

ADDRESS = "NKMAP_ADDRESS"
"""Environment variable with the dashboard's public address, so that a link in a file is whole."""


def is_address(text: str) -> bool:
    """Whether a text is an address of the web to which a query can be added, on one line."""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
        return is_web and text.isprintable() and not (parts.query or parts.fragment)
    except ValueError:
        return False


def public_address() -> str:
    """The dashboard's public address, as the environment gives it; empty when it gives none."""
    given = os.environ.get(ADDRESS, "")
    return given if is_address(given) else ""


@dataclass(frozen=True)
class Export:
    """A dataset, a view of it and the claims the view shows."""

    data: Dataset
    view: View
    selection: Selection
    address: str = ""
    dropped: tuple[str, ...] = ()
    """What the link asked for in vain."""

    @classmethod
    def of(
        cls, data: Dataset, view: View, address: str = "", dropped: tuple[str, ...] = ()
    ) -> Export:
        """Select what a view shows. What is open on the page, and its layout, are left out."""
        limits = view.limits
        return cls(data, limits, select(data.claims, limits), address.rstrip("/"), dropped)

    @property
    def link(self) -> str:
        """The link to this view, on the page that shows just these claims.

        Whole where the dashboard's address is known, else only the query.
        """
        query = f"?{self.view.to_query()}"
        return f"{self.address}/data{query}".removesuffix("?") if self.address else query

    def link_to(self, claim_id: str) -> str:
        """The link to one claim."""
        query = f"?{View(claim=claim_id).to_query()}"
        return f"{self.address}/{query}" if self.address else query

    @property
    def version(self) -> str:
        """Version and date of the data."""
        return files_and_links.version(self.data.version, self.data.date)

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """What the file says of itself, each part with its name."""
        sources = {row["source_id"]: article(row) for _, row in self.data.sources.iterrows()}
        names = PlaceNames(self.data.places) | sources
        return files_and_links.notes(
            self.selection, self.view, names, self.version, self.link, self.dropped
        )
