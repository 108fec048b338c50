"""Which claims a view shows, and how many it hides for which reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from nkmap import dates
from nkmap.cache import cached
from nkmap.dates import Month
from nkmap.schema import ClaimStatus, Layer
from nkmap.view.hidden import overlaps, reasons, timestamp, was_published
from nkmap.view.state import Mask, View


@dataclass(frozen=True)
class Selection:
    """The claims a view shows, in file order, and how many it hides for which reason."""

    claims: pd.DataFrame
    """All claims, with the standing they had on the day whose knowledge is shown."""
    kept: Mask
    """Which of them are shown."""
    hidden: dict[str, int]
    """By the reason in words; each claim is counted under the first that holds, in the order of
    ``hidden.reasons``."""

    @property
    def shown(self) -> pd.DataFrame:
        """The claims shown; made anew each time, because a copy of many claims takes long."""
        return self.claims[self.kept]

    @property
    def count(self) -> int:
        """How many claims are shown."""
        return int(np.count_nonzero(self.kept))

    @property
    def total(self) -> int:
        """How many claims there are."""
        return len(self.claims)


def select(claims: pd.DataFrame, view: View) -> Selection:
    """Keep the claims of the typed frame whose date bounds overlap the months and that pass.

    An open start overlaps every earlier month; a claim with no date overlaps no limited months.
    A province holds the claims about its towns, and a country those about its provinces.
    Shown and hidden claims always add up to ``total``.
    """
    claims = as_known(claims, view.known_on)
    left = np.ones(len(claims), dtype=bool)
    hidden: dict[str, int] = {}
    for reason in reasons(claims, view):
        if count := int(np.count_nonzero(left & reason.claims)):
            hidden[reason.words] = hidden.get(reason.words, 0) + count
        left &= ~reason.claims
    return Selection(claims, left, hidden)


@dataclass(frozen=True)
class Elsewhere:
    """Claims with the words searched for that are not shown, and had been published."""

    layers: Mapping[Layer, int]
    """Those that switching on a layer that is off would show."""
    others: int
    """Those that another choice leaves out, too, or alone."""


_NOWHERE = frozenset({"search", "known_on"})
"""Without the words, or not known to be published: no other choice would show such a claim."""


def elsewhere(claims: pd.DataFrame, view: View) -> Elsewhere:
    """Where else the words searched for stand. Without words, nowhere."""
    if not view.search:
        return Elsewhere({}, 0)
    nowhere, off, other = (np.zeros(len(claims), dtype=bool) for _ in range(3))
    for reason in reasons(as_known(claims, view.known_on), view):
        by = off if reason.field == "layers" else other
        by = nowhere if reason.field in _NOWHERE else by
        by |= reason.claims
    left = ~nowhere
    named = claims["layer"].to_numpy()[left & off & ~other]
    layers = {layer: int(np.count_nonzero(named == layer.value)) for layer in Layer}
    return Elsewhere(
        {layer: count for layer, count in layers.items() if count},
        int(np.count_nonzero(left & other)),
    )


def as_known(claims: pd.DataFrame, day: date | None) -> pd.DataFrame:
    """The claims as they stood on a day: nothing that was published later is in any column.

    A claim that was superseded later still stands; ties to other claims go where those do. What
    nkmap notes of a claim may rest on all that was read since, and no words tell whether it does:
    it is withheld, and said to be. A caution stays unless it names what came later.

    All claims are kept; ``select`` leaves out those not published by then.
    """
    if day is None or was_published(claims, day).all():
        return claims
    return _then(claims, day)


NOTES_WITHHELD = (
    "What nkmap notes as left open is not shown as known on an earlier day: it may rest on later "
    "reports."
)
CONTEST_WITHHELD = (
    "By whom, and whether by this day, is not shown as known on an earlier day: what nkmap notes "
    "may rest on later reports."
)


@cached
def _then(claims: pd.DataFrame, day: date) -> pd.DataFrame:
    published = was_published(claims, day)
    there = frozenset(claims.loc[published, "claim_id"])
    sources = frozenset(claims.loc[published, "source_id"])
    later = (frozenset(claims["claim_id"]) | frozenset(claims["source_id"])) - there - sources
    superseded = (claims["superseded_by"] != "") & ~claims["superseded_by"].isin(there)

    def ties(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(other for other in ids if other in there)

    def cautions(phrases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(words for words in phrases if not _names_later(words, later, day))

    then = claims.assign(
        status=claims["status"].mask(superseded, ClaimStatus.CURRENT.value),
        superseded_by=claims["superseded_by"].mask(superseded, ""),
        part_of=claims["part_of"].where(claims["part_of"].isin(there), ""),
        conflicts_with=claims["conflicts_with"].map(ties),
        caution=claims["caution"].map(cautions),
    )
    if not (claims["published"] > timestamp(day)).any():
        return then  # what nkmap notes can rest on nothing later
    return then.assign(
        unclear=claims["unclear"].mask(claims["unclear"] != "", NOTES_WITHHELD),
        contested=claims["contested"].mask(claims["contested"] != "", CONTEST_WITHHELD),
    )


_NAME, _YEAR = re.compile(r"[\w-]+"), re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)


def _names_later(words: str, ids: frozenset[str], day: date) -> bool:
    """Whether words name a claim or a source by its id, or a year, that came after a day."""
    return not ids.isdisjoint(_NAME.findall(words)) or any(
        int(year) > day.year for year in _YEAR.findall(words)
    )


def without_month(claims: pd.DataFrame, view: View) -> pd.DataFrame:
    """The claims ``undated`` decides about: those in the view's months that have no month."""
    found = claims[~claims["has_month"].astype(bool)]
    if view.known_on:
        found = found[was_published(found, view.known_on)]
    return found[overlaps(found, view.first, view.last)] if view.limits_months else found


def months_touched(claims: pd.DataFrame, covered: Sequence[Month]) -> dict[Month, int]:
    """How many claims (not people) touch each of the months; only claims with a month."""
    dated = claims.loc[claims["has_month"].to_numpy(dtype=bool), ["first_month", "last_month"]]
    return dict(zip(covered, dates.touch_counts(dated.to_numpy(), covered), strict=True))
