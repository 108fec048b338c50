"""Text from data into references: it may hold anything, and stays text on one line."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from nkmap.csv_files import one_line

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
    return one_line(value).translate(_BIBTEX)


def ris(value: str) -> str:
    """Text for one line of RIS: it cannot begin a line, so none of it is a tag."""
    return one_line(value)


def address(value: str) -> str:
    """An address of the web, fit for every format; empty for whatever else stands there.

    What no address may hold as it is, such as a space or a brace, is written as its number.
    """
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    if not is_web or not value.isprintable():
        return ""
    return _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), value)


def key(value: str) -> str:
    """The name of a reference: letters and digits of ASCII, points and hyphens."""
    return _NOT_IN_KEY.sub("-", value).strip("-") or "source"
