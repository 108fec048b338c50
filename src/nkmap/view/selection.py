"""Which claims a view shows, and how many it hides for which reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from nkmap import months, search
from nkmap.months import Month
from nkmap.schema import ClaimStatus, Layer
from nkmap.view.state import Number, View


class Hidden(StrEnum):
    """Why a claim is not shown; each hidden claim is counted under the first reason that holds."""

    LAYER = "in layers that are off"
    NOT_YET = "published later"
    UNPUBLISHED = "of unknown publication date"
    KIND = "of another kind"
    ORIGIN = "from another place"
    DESTINATION = "to another destination"
    SOURCE = "from another source"
    EVIDENCE = "known in another way"
    PRECISION = "of another precision"
    SECTOR = "about other work"
    ORIGIN_GROUP = "going back to another statement"
    WITHOUT_NUMBER = "without a number"
    WITH_NUMBER = "with a number"
    SEARCH = "without the words searched for"
    NO_DATE = "with no date"
    NO_MONTH = "with no month"
    DATED = "with a month"
    MONTHS = "outside these months"


@dataclass(frozen=True)
class Selection:
    """The claims a view shows, in file order, and how many it hides for which reason."""

    shown: pd.DataFrame
    hidden: dict[Hidden, int]
    total: int


def select(claims: pd.DataFrame, view: View) -> Selection:
    """Keep the claims of the typed frame whose date bounds overlap the months and that pass.

    An open start overlaps every earlier month; a claim with no date overlaps no limited months.
    A province holds the claims about its towns, and a country those about its provinces.
    Shown and hidden claims always add up to ``total``.
    """
    claims = as_known(claims, view.known_on)
    applying = reasons(claims, view)
    left = pd.Series(data=True, index=claims.index)
    hidden: dict[Hidden, int] = {}
    for reason, applies in applying:
        count = int((left & applies).sum())
        if count:
            hidden[reason] = count
        left &= ~applies
    return Selection(claims[left], hidden, len(claims))


def reasons(claims: pd.DataFrame, view: View) -> list[tuple[Hidden, pd.Series[bool]]]:
    """Every limit a view sets, with the claims it leaves out, in the order in which they count."""
    found: list[tuple[Hidden, pd.Series[bool]]] = []
    if set(view.layers) != set(Layer):
        found.append((Hidden.LAYER, ~claims["layer"].isin([layer.value for layer in view.layers])))
    if view.known_on:
        found.append((Hidden.UNPUBLISHED, claims["published"].isna()))
        found.append((Hidden.NOT_YET, claims["published"] > _stamp(view.known_on)))
    for reason, column, wanted in (
        (Hidden.KIND, "kind", view.kinds),
        (Hidden.SOURCE, "source_id", view.sources),
        (Hidden.EVIDENCE, "evidence", view.evidence),
        (Hidden.PRECISION, "precision", view.precisions),
        (Hidden.ORIGIN_GROUP, "origin_group", view.origin_groups),
    ):
        if wanted:
            found.append((reason, ~claims[column].isin([str(value) for value in wanted])))
    for reason, column, named in (
        (Hidden.ORIGIN, "origin_within", view.origins),
        (Hidden.DESTINATION, "destination_within", view.destinations),
        (Hidden.SECTOR, "sector", view.sectors),
    ):
        if named:
            found.append((reason, _lacks(claims[column], named)))
    if view.number:
        given = has_number(claims)
        is_given = view.number is Number.GIVEN
        reason = Hidden.WITHOUT_NUMBER if is_given else Hidden.WITH_NUMBER
        found.append((reason, ~given if is_given else given))
    if view.search:
        found.append((Hidden.SEARCH, ~search.matches(claims["search_text"], view.search)))
    return found + _reasons_of_time(claims, view)


def _reasons_of_time(claims: pd.DataFrame, view: View) -> list[tuple[Hidden, pd.Series[bool]]]:
    found: list[tuple[Hidden, pd.Series[bool]]] = []
    if view.limits_months or not view.undated:
        found.append((Hidden.NO_DATE, claims["when"] == ""))
    if not view.undated:
        found.append((Hidden.NO_MONTH, ~claims["has_month"].astype(bool)))
    if not view.dated:
        found.append((Hidden.DATED, claims["has_month"].astype(bool)))
    if view.limits_months:
        found.append((Hidden.MONTHS, ~overlaps(claims, view.first, view.last)))
    return found


def has_number(claims: pd.DataFrame) -> pd.Series[bool]:
    """Whether each claim states a number."""
    return claims[["low", "best", "high"]].notna().any(axis=1)


def as_known(claims: pd.DataFrame, day: date | None) -> pd.DataFrame:
    """The claims with the standing they had on a day: what was superseded later still stands.

    All claims are kept; ``select`` leaves out those not published by then.
    """
    if day is None or not (claims["superseded_by"] != "").any():
        return claims
    published = dict(zip(claims["claim_id"], claims["published"], strict=True))
    by = claims["superseded_by"].map(published)
    later = (claims["superseded_by"] != "") & ~(by <= _stamp(day))
    return claims.assign(
        status=claims["status"].mask(later, ClaimStatus.CURRENT.value),
        superseded_by=claims["superseded_by"].mask(later, ""),
    )


def without_month(claims: pd.DataFrame, view: View) -> pd.DataFrame:
    """The claims ``undated`` decides about: those in the view's months that have no month."""
    found = claims[~claims["has_month"].astype(bool)]
    return found[overlaps(found, view.first, view.last)] if view.limits_months else found


def _lacks(lists: pd.Series, wanted: Sequence[str]) -> pd.Series[bool]:
    targets = set(wanted)
    return lists.map(targets.isdisjoint).astype(bool)


def overlaps(claims: pd.DataFrame, first: Month | None, last: Month | None) -> pd.Series[bool]:
    """Whether each claim's days touch the months; an end without a date is open."""
    earliest = months.first_day(first) if first else date.min
    latest = months.last_day(last) if last else date.max
    starts = claims["first_day"].isna() | (claims["first_day"] <= _stamp(latest))
    ends = claims["last_day"].isna() | (claims["last_day"] >= _stamp(earliest))
    return (claims["when"] != "") & starts & ends


def _stamp(day: date) -> pd.Timestamp:
    return pd.Timestamp(day).as_unit("s")


def months_touched(claims: pd.DataFrame, covered: Sequence[Month]) -> dict[Month, int]:
    """How many claims (not people) touch each of the months; only claims with a month."""
    dated = claims[claims["has_month"]]
    return {month: int(overlaps(dated, month, month).sum()) for month in covered}
