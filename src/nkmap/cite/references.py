"""References of a claim, a view and the dataset: sources first, nkmap last."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from nkmap.addresses import is_web
from nkmap.characters import one_line
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.dates import Precision, parse
from nkmap.evidence import Evidence, link_to
from nkmap.view import View
from nkmap.wording import TEXTS, WORDS, counts, dates, files_and_links, joined, sources


@dataclass(frozen=True)
class ReferenceDate:
    """A date as finely as it is known, and never more."""

    words: str = ""
    """Empty when there is no date."""
    parts: tuple[int, ...] = ()
    """Year, month and day of a single date, as far as known; none of an interval."""
    is_about: bool = False
    """Whether a single date is given as approximate or uncertain."""
    is_vague: bool = False
    """Whether ``parts`` say less than the date does, or say it more surely."""

    @classmethod
    def of(cls, edtf: str) -> ReferenceDate:
        """Read a date in EDTF."""
        if not edtf:
            return cls()
        period = parse(edtf)
        words, bound = dates.when(period), period.start if period.is_single else None
        if bound is None:
            return cls(words, is_vague=True)
        day, precision = bound.first, bound.precision
        known = {Precision.DAY: 3, Precision.MONTH: 2}.get(precision, 1)
        is_season = precision is Precision.SEASON
        parts = (day.year, day.month, day.day)[:known]
        return cls(words, parts, bound.is_vague, is_vague=bound.is_vague or is_season)

    @property
    def is_day(self) -> bool:
        """Whether it is one certain day."""
        return len(self.parts) == 3 and not self.is_vague


@dataclass(frozen=True)
class Reference:
    """One entry of a bibliography; each text is on one line, whatever the data hold."""

    key: str
    """Its name in BibTeX and its id elsewhere: ASCII, and the same in every citation."""
    publisher: str
    title: str = ""
    """Empty when our copy carries none: none is made up."""
    authors: tuple[str, ...] = ()
    issued: ReferenceDate = ReferenceDate()
    """When it was published; without words when our copy carries no date."""
    accessed: ReferenceDate = ReferenceDate()
    """When it was read."""
    address: str = ""
    """Where it stands; empty for what is no address of the web."""
    archived: str = ""
    """Where a copy is kept, likewise."""
    language: str = ""
    version: str = ""
    note: str = ""
    """What must be said of it: a relay, a weak copy, the claim, the licence."""
    is_dataset: bool = False

    def __post_init__(self) -> None:
        """Put every text on one line, so that in no format it can begin a line of its own."""
        for name in ("publisher", "title", "language", "version", "note"):
            object.__setattr__(self, name, one_line(getattr(self, name)))
        object.__setattr__(self, "authors", tuple(map(one_line, self.authors)))
        for name in ("address", "archived"):
            object.__setattr__(self, name, web_address(getattr(self, name)))

    @property
    def creators(self) -> tuple[str, ...]:
        """The authors; where none is named, whoever published it."""
        return self.authors or (self.publisher,)

    @property
    def notes(self) -> str:
        """The note, with what a format has no field for: vague dates and the archived copy."""
        return joined(
            self.note,
            "" if self.issued.words or self.is_dataset else "No date in our copy.",
            f"Published {self.issued.words}." if self.issued.is_vague else "",
            f"Accessed {self.accessed.words}." if self.accessed.is_vague else "",
            f"Archived copy: {self.archived}" if self.archived else "",
        )


@dataclass(frozen=True)
class Citation:
    """What to cite for a claim, a view or the dataset, and how to say it."""

    references: tuple[Reference, ...]
    """Whoever published it first, by first appearance; nkmap last."""
    saying: str = ""
    """The sentence in which it may be said; empty for the dataset."""


_NOT_IN_ADDRESS = re.compile(r"""["<>\\^`{|}]""")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9.]+")


def web_address(text: str) -> str:
    """An address of the web, fit for every format; empty for whatever else stands there.

    What no address may hold as it is, such as a space or a brace, is written as its number.
    """
    return _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), text) if is_web(text) else ""


def key(text: str) -> str:
    """The name of a reference: letters and digits of ASCII, points and hyphens."""
    return _NOT_IN_KEY.sub("-", text).strip("-") or "source"


NAME = "nkmap"


def of_claim(data: Dataset, claim: Claim, address: str = "") -> Citation:
    """One claim: its source, then nkmap with the claim's id, where it stands, and its link."""
    source = data.source_by_id[claim.source_id]
    said = sources.quote_claim(claim, source, data.names, data.version)
    standing = "" if claim.is_current else f"It {sources.standing(claim)}."
    told = joined(f"Claim {claim.claim_id}, {claim.locator}.", standing)
    own = _own(data, key(claim.claim_id), told, link_to(View(claim=claim.claim_id), address))
    return Citation((*_providers(data, [claim]), own), said)


def of_view(evidence: Evidence) -> Citation:
    """What a view shows: the source of each claim, then nkmap with the count and the link."""
    data, claims, lost = evidence.data, evidence.shown, evidence.asked_in_vain
    said = sources.quote_view(
        claims,
        evidence.selection,
        data.names,
        data.source_by_id,
        data.version,
        evidence.view.known_on,
    )
    told = joined(evidence.counting, "" if claims else TEXTS["empty"], lost)
    # The same view has the same name, wherever the dashboard stands.
    query = hashlib.sha256(evidence.view.limits.to_query().encode()).hexdigest()[:8]
    own = _own(data, f"view-{query}", told, evidence.link_to_claims)
    # Who quotes a view that is not the one asked for must see it in the sentence, too.
    return Citation((*_providers(data, claims), own), joined(said, lost))


def of_dataset(data: Dataset, address: str = "") -> Citation:
    """The whole dataset: every publication in it, then nkmap."""
    told = f"{counts.sources_headline(data.sources, data.records)} {TEXTS['source_first']}"
    own = _own(data, "", told, address.rstrip("/"))
    return Citation((*_providers(data, data.records, every=True), own))


def _own(data: Dataset, part: str, note: str, link: str) -> Reference:
    """The reference to nkmap; a link that is only a query is told in words, as no address."""
    is_whole = "://" in link
    told = f"Link: {files_and_links.add_to_address(link)}." if link and not is_whole else ""
    return Reference(
        key=joined(NAME, key(data.version), part, by="-"),
        publisher=NAME,
        title=TEXTS["title"],
        issued=ReferenceDate.of(data.date),
        address=link if is_whole else "",
        version=data.version,
        note=joined(note, f"Licence: {TEXTS['licence_name']}.", told),
        is_dataset=True,
    )


def _providers(data: Dataset, claims: Iterable[Claim], *, every: bool = False) -> list[Reference]:
    """The sources of claims by first appearance, each once; ``every``: all there are, as listed."""
    accesses: dict[str, dict[str, list[str]]] = {name: {} for name in data.source_by_id if every}
    for claim in claims:
        own = accesses.setdefault(claim.source_id, {})
        own.setdefault(claim.access, []).append(claim.claim_id)
    names = _keys(data.sources["source_id"])
    listed = [(data.source_by_id[source_id], found) for source_id, found in accesses.items()]
    return [
        Reference(
            key=names[source["source_id"]],
            publisher=source["publisher"],
            title=sources.title(source),
            authors=tuple(source["authors"]),
            issued=ReferenceDate.of(source["published"]),
            accessed=ReferenceDate.of(source["accessed"]),
            address=source["url"],
            archived=source["archive_url"],
            language=source["language"],
            note=_copies(source["access"], source["relay_of"], found),
        )
        for source, found in listed
    ]


def _copies(access: str, relay_of: str, accesses: dict[str, list[str]]) -> str:
    """What must be said of our copies; where they differ, of which claims.

    ``accesses`` has the ids of the claims read in each; ``access`` is the source's own, for one
    that no claim comes from.
    """
    if len(accesses) < 2:
        return sources.copy(next(iter(accesses), access), relay_of, names_original=False)
    told = [f"Claim {', '.join(ids)}: {WORDS['copy'][name]}." for name, ids in accesses.items()]
    return joined(*told, sources.copy("original", relay_of, names_original=False))


def _keys(source_ids: Iterable[str]) -> dict[str, str]:
    """A name for each source of a dataset; no two differ only in how letters are written."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for source_id in source_ids:
        name, count = key(source_id), 1
        while name.lower() in taken:
            count += 1
            name = f"{key(source_id)}.{count}"
        taken.add(name.lower())
        found[source_id] = name
    return found
