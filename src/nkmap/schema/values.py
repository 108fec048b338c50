"""The closed sets of values that columns other than ``kind``, ``group`` and ``layer`` may hold."""

from __future__ import annotations

import re
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
    CLAIM = "claim"


class ClaimStatus(StrEnum):
    """Whether a claim stands. Claims are never deleted and ids never reused."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class PlaceType(StrEnum):
    """What sort of place or area a row of ``places.csv`` is."""

    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
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
    RELAY = "relay"
    WEAK_COPY = "weak copy"


class Bound(StrEnum):
    """What a word makes of the number behind it."""

    LOWER = "a lower limit"
    UPPER = "an upper limit"
    SHORT = "just short of it"


HEDGES: dict[str, Bound | None] = {
    "about": None,
    "an estimated": None,
    "approximately": None,
    "around": None,
    "roughly": None,
    "some": None,
    "above": Bound.LOWER,
    "a minimum of": Bound.LOWER,
    "at least": Bound.LOWER,
    "exceeding": Bound.LOWER,
    "greater than": Bound.LOWER,
    "in excess of": Bound.LOWER,
    "more than": Bound.LOWER,
    "no fewer than": Bound.LOWER,
    "no less than": Bound.LOWER,
    "not fewer than": Bound.LOWER,
    "not less than": Bound.LOWER,
    "over": Bound.LOWER,
    "upwards of": Bound.LOWER,
    "a maximum of": Bound.UPPER,
    "as many as": Bound.UPPER,
    "as much as": Bound.UPPER,
    "at most": Bound.UPPER,
    "below": Bound.UPPER,
    "fewer than": Bound.UPPER,
    "less than": Bound.UPPER,
    "no greater than": Bound.UPPER,
    "no more than": Bound.UPPER,
    "not exceeding": Bound.UPPER,
    "not more than": Bound.UPPER,
    "under": Bound.UPPER,
    "up to": Bound.UPPER,
    "almost": Bound.SHORT,
    "approaching": Bound.SHORT,
    "close to": Bound.SHORT,
    "just below": Bound.SHORT,
    "just under": Bound.SHORT,
    "nearly": Bound.SHORT,
    "not quite": Bound.SHORT,
}
"""Hedges that stand directly before a number; ``None`` leaves it a count."""

BEHIND = {
    "or more": Bound.LOWER,
    "and more": Bound.LOWER,
    "at least": Bound.LOWER,
    "at a minimum": Bound.LOWER,
    "or fewer": Bound.UPPER,
    "or less": Bound.UPPER,
    "at the most": Bound.UPPER,
    "at a maximum": Bound.UPPER,
}
"""The same, said behind the number."""

_ALL = HEDGES | BEHIND
_WORDS = "|".join(re.escape(words) for words in sorted(_ALL, key=len, reverse=True))
_HEDGE = re.compile(rf"(?<![\w-])(?:{_WORDS})(?![\w-])", re.IGNORECASE)

_NONE = "0|nil|no|no[ -]one|nobody|none(?: at all)?|not a single(?: one)?|not any|not one|zero"
_SAYS_NONE = re.compile(
    rf"(?:(?:reportedly|allegedly|believed to be|said to be) )?(?:{_NONE})(?:, reportedly)?",
    re.IGNORECASE,
)


def says_none(qualifier: str) -> bool:
    """Whether a source's word for how many says that there were none: a zero, not an unknown."""
    return bool(_SAYS_NONE.fullmatch(qualifier.strip()))


def bound_of(qualifier: str) -> Bound | None:
    """What a qualifier makes of its number: ``reportedly more than`` a lower limit.

    A word counts where no other follows but such as these: "under consideration" is no limit.
    """
    rest = qualifier.strip()
    found = None
    for match in _HEDGE.finditer(rest):
        behind = _HEDGE.sub("", rest[match.end() :])
        if not re.search(r"\w", behind.partition(",")[0].partition("(")[0]):
            found = found or _ALL[match[0].lower()]
    return found


def is_hedged(qualifier: str) -> bool:
    """Whether a qualifier holds a word that belongs to a number."""
    return bool(_HEDGE.search(qualifier))
