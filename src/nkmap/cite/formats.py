"""The formats a citation can be taken away in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nkmap.cite.bibtex import as_bibtex
from nkmap.cite.csl import as_csl
from nkmap.cite.plain import as_text
from nkmap.cite.reference import Citation
from nkmap.cite.ris import as_ris


@dataclass(frozen=True)
class Format:
    """A format of references: how its files end, what they are called and how they are made."""

    label: str
    ending: str
    mime: str
    about: str
    make: Callable[[Citation], str]


FORMATS: dict[str, Format] = {
    "text": Format("Text", ".txt", "text/plain", "how to say it, then the references", as_text),
    "bibtex": Format("BibTeX", ".bib", "application/x-bibtex", "for LaTeX", as_bibtex),
    "ris": Format(
        "RIS", ".ris", "application/x-research-info-systems", "for reference managers", as_ris
    ),
    "csl": Format(
        "CSL-JSON",
        ".json",
        "application/vnd.citationstyles.csl+json",
        "for Zotero and Pandoc",
        as_csl,
    ),
}


def write(name: str, citation: Citation) -> bytes:
    """A citation as a file of the named format: the same bytes for the same citation."""
    return FORMATS[name].make(citation).encode("utf-8")


def file_name(citation: Citation, name: str) -> str:
    """A name that says what is cited: ``nkmap-0.2.0-AP2501-18.bib``."""
    return f"{citation.own.key}{FORMATS[name].ending}"
