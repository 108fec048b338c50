"""References as text, BibTeX, RIS and CSL-JSON. Text from data stays text, on one line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from nkmap.cite import escape, references
from nkmap.cite.escape import bibtex, ris
from nkmap.cite.references import Citation, Reference
from nkmap.csv_files import one_line
from nkmap.wording import places


def as_text(citation: Citation) -> str:
    """The sentence in which it may be said, then one reference on each line."""
    said = [one_line(citation.saying), ""] if citation.saying else []
    return "\n".join([*said, *map(line, citation.references)]) + "\n"


def line(reference: Reference) -> str:
    """One reference: publisher, authors, title, date, what must be said of it, address."""
    title = one_line(reference.title)
    parts = (
        one_line(reference.publisher),
        places.place_list([one_line(name) for name in reference.authors], {}),
        (title if reference.is_dataset else f"“{title}”") if title else "",
        f"Version {one_line(reference.version)} of the data" if reference.version else "",
        references.words(reference.issued)
        or ("" if reference.is_dataset else "no date in our copy"),
        one_line(reference.note),
    )
    told = ". ".join(part.removesuffix(".") for part in parts if part)
    return f"{told}. {_where(reference)}".rstrip()


def _where(reference: Reference) -> str:
    """The address, without a full stop that could be taken for a part of it."""
    archived = escape.address(reference.archive_url)
    more = (
        f"archived copy: {archived}" if archived else "",
        f"accessed {references.words(reference.accessed)}" if reference.accessed else "",
    )
    listed = "; ".join(filter(None, more))
    return " ".join(filter(None, (reference.address, f"({listed})" if listed else "")))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = len(("year", "month", "day"))


def as_bibtex(citation: Citation) -> str:
    """One entry for each reference."""
    return "\n".join(map(_entry, citation.references))


def _entry(reference: Reference) -> str:
    fields = [f"  {name} = {value},\n" for name, value in _fields(reference)]
    return f"@misc{{{reference.key},\n{''.join(fields)}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    # Two braces keep a name from being taken apart and a title from losing its capitals.
    creators = " and ".join(f"{{{bibtex(name)}}}" for name in reference.creators)
    yield "author", f"{{{creators}}}"
    if reference.title:
        yield "title", f"{{{{{bibtex(reference.title)}}}}}"
    if reference.authors:
        yield "howpublished", f"{{{bibtex(reference.publisher)}}}"
    yield "publisher", f"{{{bibtex(reference.publisher)}}}"
    yield from _bibtex_date(reference.issued)
    if reference.version:
        yield "version", f"{{{bibtex(reference.version)}}}"
    if reference.language:
        yield "language", f"{{{bibtex(reference.language)}}}"
    if reference.address:
        # An address is copied as it stands; what could end the field is a number in it.
        yield "url", f"{{{reference.address}}}"
    if references.is_day(reference.accessed):
        yield "urldate", f"{{{reference.accessed}}}"
    if note := _note(reference):
        yield "note", f"{{{bibtex(note)}}}"


def _bibtex_date(edtf: str) -> Iterator[tuple[str, str]]:
    """Year, month and day as far as known; a vague date in words, which a year may be."""
    if references.is_vague(edtf):
        yield "year", f"{{{bibtex(references.words(edtf))}}}"
        return
    known = references.parts(edtf)
    if known:
        yield "year", f"{{{known[0]}}}"
    if len(known) > 1:
        yield "month", _MONTHS[known[1] - 1]
    if len(known) == _DAY:
        yield "day", f"{{{known[2]}}}"


def _note(reference: Reference) -> str:
    """The notes, with the day of reading where it is known to a month or a year only."""
    is_rough = reference.accessed and not references.is_day(reference.accessed)
    rough = is_rough and not references.is_vague(reference.accessed)
    accessed = f"Accessed {references.words(reference.accessed)}." if rough else ""
    return " ".join(filter(None, (reference.notes, accessed)))


_END = "\r\n"
"""RIS asks for both marks at the end of a line."""


def as_ris(citation: Citation) -> str:
    """One record for each reference."""
    return "".join(f"{tag}  - {ris(value)}{_END}" for tag, value in _lines(citation))


def _lines(citation: Citation) -> Iterator[tuple[str, str]]:
    for reference in citation.references:
        yield from _record(reference)


def _record(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "DATA" if reference.is_dataset else "ELEC"
    yield "ID", reference.key
    for name in reference.creators:
        yield "AU", name
    optional = (
        ("TI", reference.title),
        ("PB", reference.publisher),
        ("PY", _year(reference.issued)),
        ("DA", _day(reference.issued)),
        ("ET", reference.version),
        ("LA", reference.language),
        ("UR", reference.address),
        ("Y2", _day(reference.accessed)),
        ("N1", reference.notes),
    )
    yield from ((tag, value) for tag, value in optional if value)
    yield "ER", ""


def _year(edtf: str) -> str:
    known = references.parts(edtf)
    return f"{known[0]}" if known else ""


def _day(edtf: str) -> str:
    """A date as RIS has it, ``2025/01//``; how vague it is stands behind the last slash."""
    known = [f"{part:02d}" for part in references.parts(edtf)]
    if not known:
        return ""
    year, month, day = [*known, "", ""][:3]
    return f"{year}/{month}/{day}/{references.words(edtf) if references.is_vague(edtf) else ''}"


def as_csl(citation: Citation) -> str:
    """A list with one item for each reference."""
    items = [_item(reference) for reference in citation.references]
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    """One item; what is not known has no field."""
    publisher = one_line(reference.publisher)
    item = {
        "id": reference.key,
        "type": "dataset" if reference.is_dataset else "webpage",
        # The names are whole: which part is the family's is not for us to guess.
        "author": [{"literal": one_line(name)} for name in reference.creators],
        "title": one_line(reference.title),
        "container-title": publisher if reference.authors else "",
        "publisher": publisher,
        "issued": _csl_date(reference.issued),
        "accessed": _csl_date(reference.accessed),
        "version": one_line(reference.version),
        "language": one_line(reference.language),
        "URL": reference.address,
        "note": one_line(reference.notes),
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(edtf: str) -> dict[str, Any]:
    """A date as far as known; one that is no single date in words."""
    known = references.parts(edtf)
    if not known:
        return {"literal": references.words(edtf)} if edtf else {}
    return {"date-parts": [list(known)], **({"circa": True} if references.is_about(edtf) else {})}


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
