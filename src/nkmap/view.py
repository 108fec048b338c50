"""The one state of the screen, to and from a link, and what it selects.

Strict with data, forgiving with links: ``from_query`` never fails. It opens the nearest view and
returns, in words, what it had to drop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from nkmap import months
from nkmap.months import Month
from nkmap.schema import MAP_KINDS, Kind

LONGEST_QUERY = 4000
"""Characters; a longer query string is no link of ours."""

IGNORED = frozenset({"embed", "embed_options"})
"""Query parameters that belong to Streamlit."""


class Frame(StrEnum):
    """What part of the world the map shows."""

    ROUTE = "route"
    CITIES = "cities"
    WIDE = "wide"


class Hidden(StrEnum):
    """Why a claim is not shown; each hidden claim is counted under the first reason that holds."""

    KIND = "of another kind"
    ORIGIN = "from another place"
    DESTINATION = "to another destination"
    SOURCE = "from another source"
    NO_DATE = "with no date"
    NO_MONTH = "with no month"
    MONTHS = "outside these months"


@dataclass(frozen=True)
class View:
    """What the screen shows. Empty tuples and ``None`` mean: no limit."""

    first: Month | None = None
    last: Month | None = None
    kinds: tuple[Kind, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    undated: bool = True
    """Whether claims that cannot be put into a month are shown."""
    claim: str | None = None
    place: str | None = None
    frame: Frame = Frame.ROUTE

    def __post_init__(self) -> None:
        """Bring sets into one order, so that equal views are equal and have equal links."""
        object.__setattr__(self, "kinds", tuple(k for k in Kind if k in self.kinds))
        for name in ("origins", "destinations", "sources"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"first month {self.first} is after last month {self.last}")

    @property
    def limits_months(self) -> bool:
        """Whether any month is left out."""
        return self.first is not None or self.last is not None

    @property
    def is_one_month(self) -> bool:
        """Whether exactly one month is shown."""
        return self.first is not None and self.first == self.last

    def with_(self, **changes: object) -> View:
        """The view with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def to_query(self) -> str:
        """The query string of the link to this view; empty for the default view."""
        pairs: list[tuple[str, str]] = []
        pairs += [("from", self.first)] if self.first else []
        pairs += [("to", self.last)] if self.last else []
        pairs += [("kind", slug(kind)) for kind in self.kinds]
        pairs += [("origin", value) for value in self.origins]
        pairs += [("destination", value) for value in self.destinations]
        pairs += [("source", value) for value in self.sources]
        pairs += [] if self.undated else [("undated", "hide")]
        pairs += [("claim", self.claim)] if self.claim else []
        pairs += [("place", self.place)] if self.place else []
        pairs += [("frame", self.frame.value)] if self.frame is not Frame.ROUTE else []
        return urlencode(pairs)


@dataclass(frozen=True)
class Known:
    """What a link may refer to in the dataset at hand."""

    claims: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    kinds: tuple[Kind, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    first: Month | None = None
    last: Month | None = None

    @classmethod
    def of(cls, claims: pd.DataFrame, places: pd.DataFrame) -> Known:
        """Collect the ids and the months in the typed frames of ``nkmap.dataset``.

        The months run from the first to the last one that a claim with a month touches.
        """
        dated = claims[claims["has_month"]]
        return cls(
            claims=frozenset(claims["claim_id"]),
            places=frozenset(places["place_id"]),
            kinds=tuple(kind for kind in Kind if kind.value in set(claims["kind"])),
            origins=_distinct(claims["origin"]),
            destinations=_distinct(claims["destination"]),
            sources=tuple(sorted(claims["source_id"].unique())),
            first=months.of(dated["first_day"].min()) if len(dated) else None,
            last=months.of(dated["last_day"].max()) if len(dated) else None,
        )

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month the dataset covers, in order; empty when no claim has a month."""
        return months.between(self.first, self.last) if self.first and self.last else ()


def _distinct(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({item for items in lists for item in items}))


def slug(kind: Kind) -> str:
    """The kind as a link writes it: ``turned-back``."""
    return kind.value.replace(" ", "-")


@dataclass
class _Reader:
    """Takes values out of a query and notes what it cannot use."""

    pairs: list[tuple[str, str]]
    known: Known
    dropped: list[str] = field(default_factory=list)

    def many(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Every usable value of a key that may be there more than once."""
        good = set(allowed)
        found = [value for name, value in self.pairs if name == key]
        self.dropped += [
            f"{key}={value} (not in this dataset)" for value in found if value not in good
        ]
        return tuple(value for value in found if value in good)

    def one(self, key: str, allowed: Iterable[str]) -> str | None:
        """The first usable value of a key that may be there once."""
        good = self.many(key, allowed)
        self.dropped += [f"{key}={value} (only one is possible)" for value in good[1:]]
        return good[0] if good else None

    def month(self, key: str) -> Month | None:
        """A month, moved into the dataset's months if it lies outside."""
        found = [value for name, value in self.pairs if name == key]
        good = [value for value in found if months.is_month(value)]
        self.dropped += [f"{key}={value} (not a month)" for value in found if value not in good]
        self.dropped += [f"{key}={value} (only one is possible)" for value in good[1:]]
        if not good:
            return None
        if not (self.known.first and self.known.last):
            self.dropped.append(f"{key}={good[0]} (no claim has a month)")
            return None
        nearest = min(max(good[0], self.known.first), self.known.last)
        if nearest != good[0]:
            self.dropped.append(f"{key}={good[0]} (outside the data; {nearest} instead)")
        return nearest


_KEYS = frozenset(
    {
        "from",
        "to",
        "kind",
        "origin",
        "destination",
        "source",
        "undated",
        "claim",
        "place",
        "frame",
    }
)


def from_query(query: str, known: Known) -> tuple[View, tuple[str, ...]]:
    """The view nearest to what a query string asks for, and what of it was dropped, in words.

    Never raises. The words may hold anything that was in the link: escape them to show them.
    """
    if len(query) > LONGEST_QUERY:
        return View(), (f"everything (a link of {len(query):,} characters is not one of ours)",)
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace")
    reader = _Reader(pairs, known)
    reader.dropped += [
        f"{name} (unknown)" for name, _ in pairs if name not in _KEYS and name not in IGNORED
    ]
    first, last = reader.month("from"), reader.month("to")
    kinds = {slug(kind): kind for kind in known.kinds}
    if first and last and first > last:
        reader.dropped.append(f"the order of from={first} and to={last} (swapped)")
        first, last = last, first
    view = View(
        first=first,
        last=last,
        kinds=tuple(kinds[value] for value in reader.many("kind", kinds)),
        origins=reader.many("origin", known.origins),
        destinations=reader.many("destination", known.destinations),
        sources=reader.many("source", known.sources),
        undated=reader.one("undated", ("hide",)) is None,
        claim=reader.one("claim", known.claims),
        place=reader.one("place", known.places),
        frame=Frame(reader.one("frame", [frame.value for frame in Frame]) or Frame.ROUTE),
    )
    return view, tuple(dict.fromkeys(reader.dropped))


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
    reasons = _reasons(claims, view)
    left = pd.Series(data=True, index=claims.index)
    hidden: dict[Hidden, int] = {}
    for reason, applies in reasons:
        count = int((left & applies).sum())
        if count:
            hidden[reason] = count
        left &= ~applies
    return Selection(claims[left], hidden, len(claims))


def _reasons(claims: pd.DataFrame, view: View) -> list[tuple[Hidden, pd.Series[bool]]]:
    found: list[tuple[Hidden, pd.Series[bool]]] = []
    if view.kinds:
        found.append((Hidden.KIND, ~claims["kind"].isin([kind.value for kind in view.kinds])))
    if view.origins:
        found.append((Hidden.ORIGIN, _lacks(claims["origin_within"], view.origins)))
    if view.destinations:
        found.append((Hidden.DESTINATION, _lacks(claims["destination_within"], view.destinations)))
    if view.sources:
        found.append((Hidden.SOURCE, ~claims["source_id"].isin(view.sources)))
    if view.limits_months or not view.undated:
        found.append((Hidden.NO_DATE, claims["when"] == ""))
    if not view.undated:
        found.append((Hidden.NO_MONTH, ~claims["has_month"].astype(bool)))
    if view.limits_months:
        found.append((Hidden.MONTHS, ~overlaps(claims, view.first, view.last)))
    return found


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


ROUTE_SCENE = Kind.DEPARTED
"""The scene a route may accompany: it tells how those who departed travelled."""


def scene(view: View, available: Iterable[Kind]) -> Kind:
    """The one kind the map shows for a view: the first it may show, else departed."""
    offered = [kind for kind in MAP_KINDS if kind in set(available)] or [ROUTE_SCENE]
    chosen = [kind for kind in view.kinds if kind in offered]
    if chosen:
        return chosen[0]
    return ROUTE_SCENE if ROUTE_SCENE in offered else offered[0]


def not_on_map(view: View, available: Iterable[Kind]) -> tuple[Kind, ...]:
    """The chosen kinds, when the map can show none of them and shows another kind instead."""
    return view.kinds if view.kinds and scene(view, available) not in view.kinds else ()


def map_view(view: View, available: Iterable[Kind]) -> View:
    """The view narrowed to one scene, so that one scale and one legend serve the map.

    The route comes along with departures unless the view names departures alone.
    """
    offered = set(available)
    kind = scene(view, offered)
    asked = Kind.ROUTE in view.kinds or kind not in view.kinds
    with_route = kind is ROUTE_SCENE and Kind.ROUTE in offered and asked
    return view.with_(kinds=(kind, Kind.ROUTE) if with_route else (kind,))


def months_touched(claims: pd.DataFrame, known: Known) -> dict[Month, int]:
    """How many claims (not people) touch each month of the dataset; only claims with a month."""
    dated = claims[claims["has_month"]]
    return {month: int(overlaps(dated, month, month).sum()) for month in known.months}
