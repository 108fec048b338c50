"""References as plain text: one on a line, the publisher first."""

from __future__ import annotations

from nkmap.cite import dated, escape
from nkmap.cite.reference import Citation, Reference
from nkmap.tables import one_line
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
        dated.words(reference.issued) or ("" if reference.is_dataset else "no date in our copy"),
        one_line(reference.note),
    )
    told = ". ".join(part.removesuffix(".") for part in parts if part)
    return f"{told}. {_where(reference)}".rstrip()


def _where(reference: Reference) -> str:
    """The address, without a full stop that could be taken for a part of it."""
    archived = escape.address(reference.archive_url)
    more = (
        f"archived copy: {archived}" if archived else "",
        f"accessed {dated.words(reference.accessed)}" if reference.accessed else "",
    )
    listed = "; ".join(filter(None, more))
    return " ".join(filter(None, (reference.address, f"({listed})" if listed else "")))
