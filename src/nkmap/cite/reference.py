"""A reference: who published what, when and where, in no format yet."""

from __future__ import annotations

from dataclasses import dataclass

from nkmap.cite import dated, escape


@dataclass(frozen=True)
class Reference:
    """One entry of a bibliography. Text as the data have it; each format escapes it."""

    key: str
    """Its name in BibTeX and its id elsewhere: ASCII, and the same in every citation."""
    publisher: str
    title: str = ""
    """Empty when our copy carries none: none is made up."""
    authors: tuple[str, ...] = ()
    issued: str = ""
    """When it was published, EDTF; empty when our copy carries no date."""
    accessed: str = ""
    """When it was read, EDTF."""
    url: str = ""
    archive_url: str = ""
    language: str = ""
    version: str = ""
    note: str = ""
    """What must be said of it: a relay, a weak copy, the claim, the licence."""
    is_dataset: bool = False

    @property
    def creators(self) -> tuple[str, ...]:
        """The authors; where none is named, whoever published it."""
        return self.authors or (self.publisher,)

    @property
    def address(self) -> str:
        """Where it stands; empty for what is no address of the web."""
        return escape.address(self.url)

    @property
    def notes(self) -> str:
        """The note, with what a format has no field for: vague dates and the archived copy."""
        archived = escape.address(self.archive_url)
        said = (
            self.note,
            "" if self.issued or self.is_dataset else "No date in our copy.",
            f"Published {dated.words(self.issued)}." if dated.is_vague(self.issued) else "",
            f"Accessed {dated.words(self.accessed)}." if dated.is_vague(self.accessed) else "",
            f"Archived copy: {archived}" if archived else "",
        )
        return " ".join(filter(None, said))


@dataclass(frozen=True)
class Citation:
    """What to cite for a claim, a view or the dataset, and how to say it."""

    references: tuple[Reference, ...]
    """Whoever published it first, by first appearance; nkmap last."""
    saying: str = ""
    """The sentence in which it may be said; empty for the dataset."""

    @property
    def providers(self) -> tuple[Reference, ...]:
        """The references without nkmap's own."""
        return self.references[:-1]

    @property
    def own(self) -> Reference:
        """The reference to nkmap."""
        return self.references[-1]
