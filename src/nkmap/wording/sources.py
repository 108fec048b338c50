"""Who said it, how they know, and how it is cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from nkmap.claim import Claim
from nkmap.dates import parse
from nkmap.schema import Access, Kind
from nkmap.wording.dates import when
from nkmap.wording.places import place_list
from nkmap.wording.sentences import told_by

__all__ = [
    "article",
    "articles",
    "chain",
    "citation",
    "copy",
    "copy_words",
    "how_direct",
    "how_known",
    "limits_on",
    "published",
    "work",
]


def work(claim: Claim) -> str:
    """The kinds of work named, with how sure they are; empty when none is named."""
    named = ", ".join(claim.sector)
    return f"{named} ({claim.sector_status})" if named and claim.sector_status else named


def published(source: pd.Series) -> str:
    """When a source was published, as far as its copy says."""
    return when(parse(source["published"])) if source["published"] else "no date in our copy"


def article(source: pd.Series) -> str:
    """A source in short: publisher and date."""
    return f"{source['publisher']}, {published(source)}"


def articles(sources: Sequence[pd.Series]) -> tuple[str, ...]:
    """Sources in short, each once, by first appearance; several of one name with their number."""
    pages = {str(source["source_id"]): article(source) for source in sources}
    counts = Counter(pages.values())
    return tuple(f"{name} ({of} pages)" if of > 1 else name for name, of in counts.items())


def citation(source: pd.Series) -> str:
    """A source in full: authors, title if known, publisher, date, address."""
    authors = place_list(tuple(source["authors"]), {})
    title = f"“{source['title']}”" if source["title"] else ""
    parts = [authors, title, source["publisher"], published(source), source["url"]]
    return ". ".join(part for part in parts if part)


def chain(claim: Claim, source: pd.Series) -> str:
    """Who told whom, up to the paragraph we read."""
    short = str(source["publisher"]).split(" (", maxsplit=1)[0]
    # The publisher is a step of its own, so it is not said twice.
    first = told_by(claim).removesuffix(f", as told by {short}")
    return f"{first} → {article(source)}, {claim.locator}"


_COPY = {
    Access.ORIGINAL: "read as it was published",
    Access.RELAY: "a relay",
    Access.WEAK_COPY: "a weak copy, which may have changed the report",
}


def copy_words(access: str) -> str:
    """How direct a copy is, in words."""
    return _COPY[Access(access)]


def copy(claim: Claim, source: pd.Series) -> str:
    """How direct our copy of a claim is, and whose report it passes on."""
    return _told_copy(copy_words(claim.access), source["relay_of"])


def how_direct(access: str, relay_of: str) -> str:
    """What a citation must say of our copy; empty where it is the report as it was published."""
    return _told_copy("" if access == Access.ORIGINAL else copy_words(access), relay_of)


def _told_copy(words: str, relay_of: str) -> str:
    passed = f"Passes on: {relay_of}." if relay_of else ""
    return " ".join(filter(None, (f"{words[0].upper()}{words[1:]}." if words else "", passed)))


_EVIDENCE = {
    "first-hand": "saw or did it",
    "heard": "heard it from others",
    "estimate": "estimates it",
    "official count": "counted it officially",
    "announcement": "announced it; the basis is not given",
    "rumour": "passes on talk",
    "editorial": "writes it without naming a source",
    "not stated": "does not say how they know",
}


def how_known(claim: Claim) -> str:
    """How the speaker knows, in words."""
    return _EVIDENCE[claim.evidence]


def limits_on(claim: Claim, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Limitations by the same source on the same destination: they override sector talk.

    One that is part of a claim is about that claim and its parts only.
    """
    return tuple(
        other
        for other in claims
        if other.kind is Kind.LIMITATION
        and other.claim_id != claim.claim_id
        and other.source_id == claim.source_id
        and set(other.destination) & set(claim.destination)
        and other.part_of in ("", claim.claim_id, claim.part_of)
    )
