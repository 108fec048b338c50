"""The closed sets of values that columns other than ``kind``, ``group`` and ``layer`` may hold."""

from __future__ import annotations

from enum import StrEnum


class SaidByKind(StrEnum):
    """Who is speaking, by role; nobody is described more closely than the source does."""

    EDITORIAL = "editorial"
    PARTNER = "reporting partner"
    GOVERNMENT = "government"
    INTERNATIONAL = "international body"
    MEDIA = "media"
    WORKER = "worker"
    EXPERT = "expert"
    SOURCE = "source"
    COMPANY = "company"


class EvidenceType(StrEnum):
    """How the speaker knows, as far as the source says."""

    FIRST_HAND = "first-hand"
    HEARD = "heard"
    ESTIMATE = "estimate"
    OFFICIAL_COUNT = "official count"
    ANNOUNCEMENT = "announcement"
    RUMOUR = "rumour"
    EDITORIAL = "editorial"
    NOT_STATED = "not stated"


class Spread(StrEnum):
    """How low and high belong together when both are given."""

    BETWEEN = "between"
    EITHER = "either"
    FELL = "fell"


class MissingReason(StrEnum):
    """Why a claim has no number. None of these means zero."""

    NOT_REPORTED = "not reported"
    NOT_APPLICABLE = "not applicable"
    NO_LONGER_PUBLISHED = "no longer published"
    WITHHELD = "withheld"


class DestinationStatus(StrEnum):
    """How far a destination is known, or why it was not reached."""

    COUNTRY_ONLY = "country only"
    PROVINCE_ONLY = "province only"
    PLACE_NAMED = "place named"
    NOT_REALISED = "not realised"
    TURNED_BACK = "turned back"
    NOT_TAKEN_UP = "not taken up"
    UNCONFIRMED = "unconfirmed"


class SectorStatus(StrEnum):
    """How sure the kind of work is."""

    REPORTED = "reported"
    EXPECTED = "expected"
    RUMOUR = "rumour"
    HISTORIC = "historic"
    UNCONFIRMED = "unconfirmed"


class Reading(StrEnum):
    """What of a claim is nkmap's own reading; it is never told as the speaker's words."""

    START = "start"
    END = "end"
    DATES = "dates"
    UNIT = "unit"
    CLAIM = "claim"


class ClaimStatus(StrEnum):
    """Whether a claim stands. Claims are never deleted and ids never reused."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class PlaceStatus(StrEnum):
    """Why a place is not told of as a part of a country like any other."""

    DISPUTED = "disputed"
    OCCUPIED = "occupied"


class PlaceType(StrEnum):
    """What sort of place or area a row of ``places.csv`` is."""

    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    ISLAND = "island"
    MINE = "mine"
    STATION = "station"
    PROVINCE = "province"
    COUNTRY = "country"
    AREA = "area"


class WherePrecision(StrEnum):
    """How finely a place is known: the steps of ``where_prec`` in UCDP GED, and no place at all."""

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district or county"
    PROVINCE = "province"
    VAGUE_AREA = "vague area"
    COUNTRY = "country"
    NO_PLACE = "no place"

    @classmethod
    def of(cls, where_prec: int | None) -> WherePrecision:
        """The step with that number, from 1 to 6; ``None``: no place is named."""
        return cls.NO_PLACE if where_prec is None else tuple(cls)[where_prec - 1]


class RouteRole(StrEnum):
    """What a stop is within the route that a claim states."""

    ORIGIN = "origin"
    WAYPOINT = "waypoint"
    DESTINATION = "destination"


class Mode(StrEnum):
    """Means of transport of the leg that ends at a stop."""

    UNKNOWN = "unknown"
    RAIL = "rail"
    ROAD = "road"
    SHIP = "ship"
    AIR = "air"


class Access(StrEnum):
    """How direct our copy of a source is."""

    ORIGINAL = "original"
    OPENING = "opening"
    RELAY = "relay"
    RELAY_OPENING = "opening of a relay"
    WEAK_COPY = "weak copy"
