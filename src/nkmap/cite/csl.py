"""References as CSL-JSON, for Zotero, Pandoc and whatever else styles citations."""

from __future__ import annotations

import json
from typing import Any

from nkmap.cite import dated
from nkmap.cite.reference import Citation, Reference
from nkmap.tables import one_line


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
        "issued": _date(reference.issued),
        "accessed": _date(reference.accessed),
        "version": one_line(reference.version),
        "language": one_line(reference.language),
        "URL": reference.address,
        "note": one_line(reference.notes),
    }
    return {name: value for name, value in item.items() if value}


def _date(edtf: str) -> dict[str, Any]:
    """A date as far as known; one that is no single date in words."""
    known = dated.parts(edtf)
    if not known:
        return {"literal": dated.words(edtf)} if edtf else {}
    return {"date-parts": [list(known)], **({"circa": True} if dated.is_about(edtf) else {})}
