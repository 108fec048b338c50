"""References as text, BibTeX, RIS, CSL-JSON and CITATION.cff. Text from data stays text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Template

from nkmap.characters import one_line
from nkmap.cite.references import Citation, Reference, ReferenceDate
from nkmap.dataset import Dataset
from nkmap.export import Format
from nkmap.wording import TEXTS, joined, places

# ---------------------------------------------------------------- text


def as_text(citation: Citation) -> str:
    """The sentence in which it may be said, then one reference on each line."""
    said = [one_line(citation.saying), ""] if citation.saying else []
    return "\n".join([*said, *map(line, citation.references)]) + "\n"


def line(reference: Reference) -> str:
    """One reference: publisher, authors, title, date, what must be said of it, address."""
    title, date = reference.title, reference.issued.words
    parts = (
        reference.publisher,
        places.listed(reference.authors),
        (title if reference.is_dataset else f"“{title}”") if title else "",
        f"Version {reference.version} of the data" if reference.version else "",
        date or ("" if reference.is_dataset else "no date in our copy"),
        reference.note,
    )
    told = ". ".join(part.removesuffix(".") for part in parts if part)
    listed = joined(
        f"archived copy: {reference.archived}" if reference.archived else "",
        f"accessed {reference.accessed.words}" if reference.accessed.words else "",
        by="; ",
    )
    # The address has no full stop behind it that could be taken for a part of it.
    return joined(f"{told}.", reference.address, f"({listed})" if listed else "")


# ---------------------------------------------------------------- BibTeX

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
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(value: str) -> str:
    """Text for a field of BibTeX in braces: no character of it is a command or ends the field."""
    return value.translate(_BIBTEX)


def as_bibtex(citation: Citation) -> str:
    """One entry for each reference."""
    return "\n".join(map(_entry, citation.references))


def _entry(reference: Reference) -> str:
    issued, accessed = reference.issued, reference.accessed
    year, month, day = (*issued.parts, 0, 0, 0)[:3]
    is_rough = accessed.words and not accessed.is_day and not accessed.is_vague
    notes = (reference.notes, f"Accessed {accessed.words}." if is_rough else "")
    # Two braces keep a name from being taken apart and a title from losing its capitals.
    creators = " and ".join(f"{{{bibtex(name)}}}" for name in reference.creators)
    title = f"{{{bibtex(reference.title)}}}" if reference.title else ""
    fields = {
        "author": creators,
        "title": title,
        "howpublished": bibtex(reference.publisher) if reference.authors else "",
        "publisher": bibtex(reference.publisher),
        # A vague date stands there in words, which a year may be.
        "year": bibtex(issued.words) if issued.is_vague else str(year or ""),
        "month": "" if issued.is_vague or not month else _MONTHS[month - 1],
        "day": "" if issued.is_vague else str(day or ""),
        "version": bibtex(reference.version),
        "language": bibtex(reference.language),
        # An address is copied as it stands; what could end the field is a number in it.
        "url": reference.address,
        "urldate": "-".join(f"{part:02d}" for part in accessed.parts) if accessed.is_day else "",
        "note": bibtex(joined(*notes)),
    }
    lines = (
        f"  {name} = {text if name == 'month' else f'{{{text}}}'},\n"
        for name, text in fields.items()
        if text
    )
    return f"@misc{{{reference.key},\n{''.join(lines)}}}\n"


# ---------------------------------------------------------------- RIS


def as_ris(citation: Citation) -> str:
    """One record for each reference. RIS asks for both marks at the end of a line."""
    rows = (row for reference in citation.references for row in _record(reference))
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value or tag == "ER")


def _record(reference: Reference) -> Sequence[tuple[str, str]]:
    return (
        ("TY", "DATA" if reference.is_dataset else "ELEC"),
        ("ID", reference.key),
        *(("AU", name) for name in reference.creators),
        ("TI", reference.title),
        ("PB", reference.publisher),
        ("PY", "".join(map(str, reference.issued.parts[:1]))),
        ("DA", _ris_date(reference.issued)),
        ("ET", reference.version),
        ("LA", reference.language),
        ("UR", reference.address),
        ("Y2", _ris_date(reference.accessed)),
        ("N1", reference.notes),
        ("ER", ""),
    )


def _ris_date(date: ReferenceDate) -> str:
    """A date as RIS has it, ``2025/01//``; how vague it is stands behind the last slash."""
    if not date.parts:
        return ""
    year, month, day = [*(f"{part:02d}" for part in date.parts), "", ""][:3]
    return f"{year}/{month}/{day}/{date.words if date.is_vague else ''}"


# ---------------------------------------------------------------- CSL-JSON


def as_csl(citation: Citation) -> str:
    """A list with one item for each reference."""
    items = list(map(_item, citation.references))
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    """One item; what is not known has no field."""
    item = {
        "id": reference.key,
        "type": "dataset" if reference.is_dataset else "webpage",
        # The names are whole: which part is the family's is not for us to guess.
        "author": [{"literal": name} for name in reference.creators],
        "title": reference.title,
        "container-title": reference.publisher if reference.authors else "",
        "publisher": reference.publisher,
        "issued": _csl_date(reference.issued),
        "accessed": _csl_date(reference.accessed),
        "version": reference.version,
        "language": reference.language,
        "URL": reference.address,
        "note": reference.notes,
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(date: ReferenceDate) -> dict[str, Any]:
    """A date as far as known; one that is no single date in words."""
    if not date.parts:
        return {"literal": date.words} if date.words else {}
    return {"date-parts": [list(date.parts)], **({"circa": True} if date.is_about else {})}


# ---------------------------------------------------------------- CITATION.cff


def citation_file(data: Dataset, software_version: str, about: str) -> str:
    """``CITATION.cff``: how to cite the project, in the Citation File Format 1.2.0.

    Every text is written as JSON, which YAML reads: nothing in it is markup. The sources are not
    listed there: that file asks for titles, and most of our copies carry none.
    """
    file = Path(__file__).with_name("CITATION.cff")
    template = Template(file.read_text(encoding="utf-8"), keep_trailing_newline=True)
    own = {"first": TEXTS["source_first"], "title": TEXTS["title"]}
    made: str = template.render(**own, data=data, software_version=software_version, about=about)
    return made


# ---------------------------------------------------------------- files

_RIS, _CSL = "application/x-research-info-systems", "application/vnd.citationstyles.csl+json"
FORMATS: dict[str, Format[Citation, str]] = {
    "text": Format("Text", ".txt", "text/plain", "how to say it, then the references", as_text),
    "bibtex": Format("BibTeX", ".bib", "application/x-bibtex", "for LaTeX", as_bibtex),
    "ris": Format("RIS", ".ris", _RIS, "for reference managers", as_ris),
    "csl": Format("CSL-JSON", ".json", _CSL, "for Zotero and Pandoc", as_csl),
}


def write(name: str, citation: Citation) -> bytes:
    """A citation as a file of the named format: the same bytes for the same citation."""
    return FORMATS[name].make(citation).encode("utf-8")


def file_name(citation: Citation, name: str) -> str:
    """A name that says what is cited: ``nkmap-0.2.0-AP2501-18.bib``."""
    return f"{citation.references[-1].key}{FORMATS[name].ending}"
