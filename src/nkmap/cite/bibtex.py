"""References as BibTeX, for LaTeX and reference managers."""

from __future__ import annotations

from collections.abc import Iterator

from nkmap.cite import dated
from nkmap.cite.escape import bibtex
from nkmap.cite.reference import Citation, Reference

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
    yield from _date(reference.issued)
    if reference.version:
        yield "version", f"{{{bibtex(reference.version)}}}"
    if reference.language:
        yield "language", f"{{{bibtex(reference.language)}}}"
    if reference.address:
        # An address is copied as it stands; what could end the field is a number in it.
        yield "url", f"{{{reference.address}}}"
    if dated.is_day(reference.accessed):
        yield "urldate", f"{{{reference.accessed}}}"
    if note := _note(reference):
        yield "note", f"{{{bibtex(note)}}}"


def _date(edtf: str) -> Iterator[tuple[str, str]]:
    """Year, month and day as far as known; a vague date in words, which a year may be."""
    if dated.is_vague(edtf):
        yield "year", f"{{{bibtex(dated.words(edtf))}}}"
        return
    known = dated.parts(edtf)
    if known:
        yield "year", f"{{{known[0]}}}"
    if len(known) > 1:
        yield "month", _MONTHS[known[1] - 1]
    if len(known) == _DAY:
        yield "day", f"{{{known[2]}}}"


def _note(reference: Reference) -> str:
    """The notes, with the day of reading where it is known to a month or a year only."""
    is_rough = reference.accessed and not dated.is_day(reference.accessed)
    rough = is_rough and not dated.is_vague(reference.accessed)
    accessed = f"Accessed {dated.words(reference.accessed)}." if rough else ""
    return " ".join(filter(None, (reference.notes, accessed)))
