"""Text from data into references: it may hold anything, and stays text."""

from __future__ import annotations

import re
from urllib.parse import quote

from nkmap.characters import is_web

_BIBTEX = str.maketrans(
    {
        # BibTeX counts a brace also behind a backslash, so each is named instead.
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
_NOT_IN_ADDRESS = re.compile(r"""[ "<>\\^`{|}]""")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9.]+")


def bibtex(value: str) -> str:
    """Text for a field of BibTeX in braces: no character of it is a command or ends the field."""
    return value.translate(_BIBTEX)


def address(value: str) -> str:
    """An address of the web, fit for every format; empty for whatever else stands there.

    What no address may hold as it is, such as a space or a brace, is written as its number.
    """
    return _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), value) if is_web(value) else ""


def key(value: str) -> str:
    """The name of a reference: letters and digits of ASCII, points and hyphens."""
    return _NOT_IN_KEY.sub("-", value).strip("-") or "source"
