"""What commands about a view are asked in the same words: the view, the address, the file."""

from __future__ import annotations

import os

from nkmap.cli.command import Option, WrongUsage
from nkmap.cli.output import lines
from nkmap.dataset import Dataset
from nkmap.export import ADDRESS, is_address
from nkmap.tables import visible
from nkmap.view import View, from_query

STANDARD_OUTPUT = ("-", "/dev/stdout")

VIEW = Option(
    ("--view",),
    "What to show: the query string of a link to the dashboard, or the whole link. Without it, "
    "what the dashboard opens on.",
    "QUERY",
)
ADDRESS_OPTION = Option(
    ("--address",),
    f"The dashboard's public address, so that the link in the file is whole. Without it, "
    f"{ADDRESS}.",
    "URL",
)


def address(program: str, given: str | None) -> str:
    """The dashboard's public address; empty when none is given."""
    name = "--address" if given is not None else ADDRESS
    found = given if given is not None else os.environ.get(ADDRESS, "")
    if found and not is_address(found):
        raise WrongUsage(
            program, f"{name} {found}: not an address; write it with http:// or https://"
        )
    return found.rstrip("/")


def view(data: Dataset, given: str | None) -> tuple[View, str]:
    """The nearest view to what was asked, and a remark on what was dropped, if anything was."""
    found, dropped = from_query(query_of(given or ""), data.known)
    lost = "; ".join(map(visible, dropped))
    remark = f"The view asked for more than there is. Dropped: {lost}." if lost else ""
    return found, lines(remark)


def query_of(text: str) -> str:
    """The query string in a query, a query with its mark, or a whole copied link."""
    before, mark, after = text.strip().partition("?")
    if mark and "=" not in before:
        return after.partition("#")[0]
    return "" if "://" in before else text.strip().partition("#")[0]
