"""Where a claim's figure belongs, as a geometry, or in words why it has none.

A point is given only for a place that is known at least as finely as a district. A province is its
drawn outline. A country or a vague area gets no geometry: its outline would put people all over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from shapely import MultiPoint, Point, orient_polygons, union_all
from shapely.geometry.base import BaseGeometry

from nkmap.borders import Borders
from nkmap.claim import Claim
from nkmap.schema import FINEST_AREA_PRECISION, MissingReason, WherePrecision
from nkmap.wording import files_and_links
from nkmap.wording.places import place_list

_PROVINCE = 4


@dataclass(frozen=True)
class Location:
    """A geometry in degrees, WGS 84, longitude first; and what it is, or why there is none."""

    geometry: BaseGeometry | None
    note: str


@dataclass(frozen=True)
class _Place:
    name: str
    step: int
    shape: BaseGeometry | None


class Gazetteer:
    """The places of a dataset with the geometry each may have."""

    def __init__(self, places: pd.DataFrame, borders: Borders) -> None:
        """Take the typed places frame, and the outlines provinces are drawn with."""
        provinces = borders.provinces
        outlines = dict(zip(provinces["admin1"], provinces.geometry, strict=True))
        self._places = {
            place: _Place(name, int(step), _shape(int(step), lon, lat, outlines.get(admin1)))
            for place, name, step, lon, lat, admin1 in places[
                ["place_id", "name_en", "where_prec", "lon", "lat", "admin1"]
            ].itertuples(index=False, name=None)
        }

    def locate(self, claim: Claim) -> Location:
        """The geometry of the place or places a claim's figure belongs to."""
        if claim.missing_reason is MissingReason.WITHHELD:
            return Location(None, files_and_links.WITHHELD_PLACE)
        about = [self._places[place] for place in claim.about]
        if not about:
            return Location(None, files_and_links.NO_PLACE)
        unknown = [place for place in about if place.shape is None]
        if unknown:
            return Location(None, _no_geometry(unknown))
        named = place_list([place.name for place in about], {})
        towns = [place for place in about if place.step < FINEST_AREA_PRECISION]
        if len(about) == len(towns) == 1:
            return Location(towns[0].shape, files_and_links.point_of(named, _step(towns[0])))
        if len(about) == len(towns):
            points = MultiPoint([place.shape for place in towns])
            return Location(points, files_and_links.points_of(named))
        return _outline([place for place in about if place not in towns], towns)


def _outline(areas: Sequence[_Place], towns: Sequence[_Place]) -> Location:
    """The areas as one; towns named beside them must lie in them, for no shape is both."""
    outline = orient_polygons(union_all([area.shape for area in areas]))
    named = place_list([area.name for area in areas], {})
    also = place_list([town.name for town in towns], {})
    if all(outline.covers(town.shape) for town in towns):
        return Location(outline, files_and_links.outline_of(named, also))
    return Location(None, files_and_links.no_one_shape(named, also))


def _shape(step: int, lon: float, lat: float, outline: BaseGeometry | None) -> BaseGeometry | None:
    if step < FINEST_AREA_PRECISION:
        return Point(lon, lat)
    return outline if step == _PROVINCE else None


def _step(place: _Place) -> str:
    return WherePrecision.of(place.step).value


def _no_geometry(places: Sequence[_Place]) -> str:
    told = place_list([f"{place.name} ({_step(place)})" for place in places], {})
    return files_and_links.no_geometry(
        told, undrawn=all(place.step == _PROVINCE for place in places)
    )
