"""References as RIS, for reference managers: one tag on a line."""

from __future__ import annotations

from collections.abc import Iterator

from nkmap.cite import dated
from nkmap.cite.escape import ris
from nkmap.cite.reference import Citation, Reference

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
    known = dated.parts(edtf)
    return f"{known[0]}" if known else ""


def _day(edtf: str) -> str:
    """A date as RIS has it, ``2025/01//``; how vague it is stands behind the last slash."""
    known = [f"{part:02d}" for part in dated.parts(edtf)]
    if not known:
        return ""
    year, month, day = [*known, "", ""][:3]
    return f"{year}/{month}/{day}/{dated.words(edtf) if dated.is_vague(edtf) else ''}"
