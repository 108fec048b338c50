"""What several commands are asked alike: an address, a view, a claim."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence

from nkmap.characters import composed
from nkmap.claim import Claim
from nkmap.cli.command import Option, WrongUsage
from nkmap.csv_files import visible
from nkmap.dataset import Dataset
from nkmap.export import ADDRESS, is_address
from nkmap.view import View, from_query

STANDARD_OUTPUT = ("-", "/dev/stdout")

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
    return web_address(program, name, found) if found else ""


def web_address(program: str, name: str, given: str) -> str:
    """An address of the web that an option names, without a slash at its end."""
    if not is_address(given):
        wrong = f"{name} {given}: not an address; write it with http:// or https://"
        raise WrongUsage(program, wrong)
    return given.rstrip("/")


def view(data: Dataset, text: str | None) -> tuple[View, tuple[str, ...]]:
    """The view that a query or a link asks for, or the nearest one, with what was dropped."""
    found, dropped = from_query(query_of(text or ""), data.known)
    return found, tuple(map(visible, dropped))


def query_of(text: str) -> str:
    """The query string in a query, a query with its mark, or a whole copied link."""
    before, mark, after = text.strip().partition("?")
    if mark and "=" not in before:
        return after.partition("#")[0]
    return "" if "://" in before else text.strip().partition("#")[0]


class NoClaim(Exception):  # noqa: N818 - it names what is missing
    """No claim has the id that was asked for; the message says so."""


def claim(claim_id: str, known: Sequence[Claim]) -> Claim:
    """The claim that an id asks for. Raises ``NoClaim``."""
    wanted = composed(claim_id)
    found = next((claim for claim in known if claim.claim_id == wanted), None)
    if found is None:
        raise NoClaim(_unknown(claim_id, known))
    return found


def _unknown(claim_id: str, known: Sequence[Claim]) -> str:
    """That no claim has an id, with those that look like it."""
    by_lower = {claim.claim_id.lower(): claim.claim_id for claim in known}
    near = difflib.get_close_matches(claim_id.lower(), by_lower, 3)
    hint = f"; did you mean {', '.join(by_lower[name] for name in near)}?" if near else ""
    return (
        f"no claim has the id {visible(claim_id)}{hint or '; see claims.csv for those there are'}"
    )


def format_of(
    program: str, named: str | None, file: str | None, endings: Mapping[str, str]
) -> str | None:
    """The format that is named, else the one a file's ending tells; ``None`` for no file.

    ``endings`` are those of the formats by name.
    """
    if file == "":
        raise WrongUsage(program, "--output names no file; name one, or leave the option out")
    if named is not None:
        if named not in endings:
            known = ", ".join(endings)
            raise WrongUsage(program, f"--format {named}: no such format; use one of {known}")
        return named
    if file is None or file in STANDARD_OUTPUT:
        return None
    for name, ending in endings.items():
        if file.lower().endswith(ending):
            return name
    listed = ", ".join(endings.values())
    wrong = f"the ending of {file} tells no format ({listed}); name one with --format"
    raise WrongUsage(program, wrong)
