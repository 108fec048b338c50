"""What a prepared map holds: marks, area labels, routes, links and places without a report.

A mark has a place, a size, a shape and words; nothing here knows pydeck or Altair. A claim whose
place is a province or coarser becomes words for an area (``AreaLabel``), never a mark with a point.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from nkmap.cache import cached
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.relations import lead_claim
from nkmap.schema import FINEST_AREA_PRECISION, EvidenceType, Kind, Layer
from nkmap.summary.deadline import Naming, Side
from nkmap.wording.places import Names

UNSIZED_RADIUS = 13.0
"""Every mark has this size that tells none: without a number, an incident, or among all kinds."""
ZERO_RADIUS = 11.0
"""Every mark of a reported zero has this size: it is neither an area nor nothing."""


@dataclass(frozen=True)
class Place:
    """What the map needs to know of a row of ``places.csv``."""

    place_id: str
    name: str
    local: str
    type: str
    country: str
    admin1: str
    lon: float
    lat: float
    where_prec: int

    @property
    def is_point(self) -> bool:
        """Whether the place may be drawn as a point at all."""
        return self.where_prec < FINEST_AREA_PRECISION and not math.isnan(self.lon)

    @property
    def is_country(self) -> bool:
        """Whether it is a whole country."""
        return self.type == "country"

    @property
    def label(self) -> str:
        """English and local name side by side."""
        return f"{self.name} {self.local}".strip()


NOWHERE = Place("", "No place named", "", "area", "", "", math.nan, math.nan, 6)
"""Stands where a claim names no place, or none that may be told."""


Places = Mapping[str, Place]
"""Places by their ids."""
Stop = tuple[str, str]
"""The id of a place, and how it is reached."""


@cached
def places_of(data: Dataset) -> dict[str, Place]:
    """Places of a dataset by id, for every map of it."""
    columns = ["place_id", "name_en", "name_ko", "type", "country", "admin1", "lon", "lat"]
    rows = data.places[[*columns, "where_prec"]].astype({"where_prec": int})
    return {row[0]: Place(*row) for row in rows.itertuples(index=False, name=None)}


def stops_by_claim(routes: pd.DataFrame) -> dict[str, list[Stop]]:
    """The stops that each claim names, in the order of the table, which is checked."""
    found: dict[str, list[Stop]] = {}
    rows = routes.sort_values(["claim_id", "seq"])[["claim_id", "place_id", "mode"]]
    for claim_id, place, mode in rows.itertuples(index=False, name=None):
        found.setdefault(claim_id, []).append((place, mode))
    return found


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """What a map knows of a dataset beside the claims it draws."""

    places: Places
    stops: Mapping[str, Sequence[Stop]]
    """By the id of the claim that names them, in their order."""
    origins: frozenset[str]
    """The places that might be silent: of other claims (``marks.places_of_origin``)."""
    names: Names
    """What places are called in sentences."""


@dataclass(frozen=True)
class Mark:
    """One symbol at one place: a claim, or several claims about the same place."""

    claims: tuple[Claim, ...]
    place: Place
    radius: float
    """Pixels; of the best, else the lowest, else the highest figure; fixed when not reported, and
    where kinds stand beside each other."""
    figure: str
    note: str
    outer_radius: float | None = None
    """Pixels; of the highest figure where a range was reported."""
    inside: str = ""
    """Words printed inside the mark where they fit: its hedge and its number."""
    more: str = ""
    """``+5`` behind its name: that its place has five claims more."""
    is_sized: bool = False
    """Whether its size is a number: not where none was reported, nor where a zero was."""
    is_beside: bool = False
    """Whether it has no part in what the map is of: incidents, whatever number was reported."""

    @cached_property
    def claim(self) -> Claim:
        """The claim the mark is drawn from: the latest with a figure, else the latest."""
        return lead_claim(self.claims)

    @property
    def kind(self) -> Kind:
        """The kind of that claim."""
        return self.claim.kind

    @property
    def key(self) -> str:
        """Its unique key; a place may have a mark of the map's own and one beside it."""
        return f"incident {self.place.place_id}" if self.is_beside else self.place.place_id


@dataclass(frozen=True)
class AreaLabel:
    """Words for an area: claims that name a country or province and no place in it."""

    area: Place
    claims: tuple[Claim, ...]
    title: str
    lines: tuple[str, ...]
    is_stock: bool
    is_aside: bool = False
    """Whether it only tells what lies beside the scene: incidents, transport, sanctions."""
    sides: tuple[Side | Naming | None, ...] = ()
    """On the world's map, on which side of the deadline each line is, or that it is of a reported
    zero; ``None``: it is no claim."""
    brief: tuple[str, ...] = ()
    """There, each line in fewer words: its figure alone, and how many do not agree with it."""

    @property
    def key(self) -> str:
        """Its unique key: several groups of one area have a label each."""
        return f"area {self.area.place_id} {self.title}"


@dataclass(frozen=True)
class Route:
    """An order of places, and the claims that state just this one, the leading one first."""

    claims: tuple[Claim, ...]
    stops: tuple[Place, ...]
    """The last one may be an area, which has no position."""

    @property
    def points(self) -> dict[int, Place]:
        """The stops that have a position, by their numbers."""
        return {n: stop for n, stop in enumerate(self.stops, 1) if stop.is_point}

    @property
    def is_older(self) -> bool:
        """Whether it was told of an earlier time, as a baseline: not the way taken now."""
        return self.claims[0].layer is not Layer.DISPATCH

    @property
    def is_open(self) -> bool:
        """Whether the route goes on to an area, at a place nobody named."""
        return bool(self.points) and not self.stops[-1].is_point


@dataclass(frozen=True)
class Link:
    """A stretch of infrastructure between two places. It does not say who used it."""

    start: Place
    end: Place
    mode: str
    claims: tuple[Claim, ...]

    @property
    def is_announced(self) -> bool:
        """Whether it was only said that it would run."""
        return all(claim.evidence == EvidenceType.ANNOUNCEMENT for claim in self.claims)


@dataclass(frozen=True)
class NoReport:
    """A place other claims are from, of which nothing of this kind is shown. That is not zero."""

    place: Place
    words: str


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything one map shows: one kind with one scale, or all kinds without any; one legend."""

    kind: Kind | None
    """``None``: of all kinds, each mark as large as every other."""
    marks: tuple[Mark, ...]
    area_labels: tuple[AreaLabel, ...]
    """One for each area and group, as the world's map has them (``area_labels.together``)."""
    routes: tuple[Route, ...]
    no_reports: tuple[NoReport, ...]
    links: tuple[Link, ...]
    beyond: frozenset[str]
    """Countries in which claims at a mark or a route end, and name no place there."""
    countries: Mapping[str, Place]
    """Whole countries by their codes, whose labels a near map may join."""
    names: Names
    """What places are called in the sentences of tooltips."""

    @property
    def hatched(self) -> tuple[str, ...]:
        """Countries in which claims end without naming a place."""
        labels = (label for label in self.area_labels if not label.is_aside)
        named = {label.area.country for label in labels if label.area.is_country}
        # All kinds together name the home country somewhere without a place; it says nothing then.
        return tuple(sorted((named | self.beyond) - (set() if self.kind else {"KP"})))
