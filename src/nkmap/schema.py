"""What every column of the dataset means, declared once.

From this module come the pandera checks and the dtypes (``nkmap.dataset``), the data dictionary
``docs/data.md`` and the Frictionless descriptor ``data/datapackage.json`` (``nkmap.describe``),
and the rules for what may be done with a number (``KINDS``).

Conventions, all from the field: counts as ``low``, ``best``, ``high`` and place precision 1 to 6
as in the UCDP Georeferenced Event Dataset; dates in EDTF (ISO 8601-2:2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

LIST_SEPARATOR = ";"
"""Separates ids in a cell that may name several places or sectors."""

ID_PATTERN = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
"""Ids are readable words joined by single hyphens, so that they can stand in a link unescaped."""

FINEST_AREA_PRECISION = 4
"""Places this vague or vaguer (province, vague area, country) are drawn as areas, never points."""


class Kind(StrEnum):
    """What a claim's figure counts. Two kinds are never added, ranked or drawn on one scale."""

    SELECTED = "selected"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    PRESENT = "present"
    RETURNED = "returned"
    TURNED_BACK = "turned back"
    CANCELLED = "cancelled"
    PLANNED = "planned"
    BORDER_ENTRIES = "border entries"
    VISAS = "visas"
    PERMITS = "permits"
    PAY = "pay"
    PROMISED_PAY = "promised pay"
    CONTRACT_LENGTH = "contract length"
    ROUTE = "route"
    TREND = "trend"
    RECRUITING = "recruiting"
    CONDITIONS = "conditions"
    INCIDENT = "incident"
    SANCTION = "sanction"
    POLICY = "policy"
    TRANSPORT = "transport"
    LIMITATION = "limitation"


class Measure(StrEnum):
    """The sort of quantity behind a kind; it decides which arithmetic means anything."""

    SELECTION = "selection"
    FLOW = "flow"
    STOCK = "stock"
    ADMINISTRATIVE = "administrative"
    MONEY = "money"
    DURATION = "duration"
    NONE = "none"


@dataclass(frozen=True)
class KindRule:
    """What may be done with the figures of one kind, and the words for it."""

    kind: Kind
    label: str
    measure: Measure
    meaning: str
    units: tuple[str, ...] = ()
    """Units a figure of this kind may have; empty: claims of this kind carry no figure."""
    on_map: bool = False
    """Whether the map offers this kind as a scene."""
    no_total: str = "Figures of this kind are never added."
    """Why a total is refused, in one sentence."""


PEOPLE = ("people", "workers")
_OVERLAP = "A count at one moment cannot be added over time or over places that overlap."
_NO_FIGURE = "These claims carry no figure."

KINDS: dict[Kind, KindRule] = {
    rule.kind: rule
    for rule in (
        KindRule(
            Kind.SELECTED,
            "Selected",
            Measure.SELECTION,
            "Chosen for dispatch. Leaving is not implied.",
            PEOPLE,
            on_map=True,
        ),
        KindRule(
            Kind.DEPARTED,
            "Departed",
            Measure.FLOW,
            "Left the place named. Arrival is not implied.",
            PEOPLE,
            on_map=True,
        ),
        KindRule(
            Kind.ARRIVED,
            "Arrived",
            Measure.FLOW,
            "Reached the place named.",
            PEOPLE,
            on_map=True,
        ),
        KindRule(
            Kind.PRESENT,
            "Present",
            Measure.STOCK,
            "Said to be in a country at or up to a date: a stock, not a flow.",
            PEOPLE,
            on_map=True,
            no_total=_OVERLAP,
        ),
        KindRule(
            Kind.RETURNED,
            "Returned",
            Measure.FLOW,
            "Came back to North Korea after working abroad.",
            PEOPLE,
            on_map=True,
        ),
        KindRule(
            Kind.TURNED_BACK,
            "Turned back",
            Measure.FLOW,
            "Sent back or refused; whether before or after entry may be unknown.",
            PEOPLE,
            on_map=True,
        ),
        KindRule(
            Kind.CANCELLED,
            "Cancelled",
            Measure.FLOW,
            "Gave up a place that had been confirmed.",
            PEOPLE,
            on_map=True,
        ),
        KindRule(
            Kind.PLANNED,
            "Planned",
            Measure.SELECTION,
            "Announced or considered. Nothing is said to have happened.",
            PEOPLE,
            on_map=True,
        ),
        KindRule(
            Kind.BORDER_ENTRIES,
            "Border entries",
            Measure.FLOW,
            "Crossings counted at a border: not persons, and not workers.",
            ("crossings",),
        ),
        KindRule(
            Kind.VISAS,
            "Visas",
            Measure.ADMINISTRATIVE,
            "Visas issued: papers, not journeys.",
            ("visas",),
        ),
        KindRule(
            Kind.PERMITS,
            "Permits",
            Measure.ADMINISTRATIVE,
            "Work permits valid or issued: papers, not persons.",
            ("permits",),
        ),
        KindRule(
            Kind.PAY,
            "Pay",
            Measure.MONEY,
            "Pay as stated; who receives it may be unknown. Never multiplied by a head count.",
            ("USD per month", "CNY per month"),
            no_total="Pay is never added or multiplied by a number of workers.",
        ),
        KindRule(
            Kind.PROMISED_PAY,
            "Promised pay",
            Measure.MONEY,
            "Pay that was promised. Not pay received.",
            ("USD per month", "CNY per month", "CNY per year", "won per year"),
            no_total="Promises of pay are never added or multiplied by a number of workers.",
        ),
        KindRule(
            Kind.CONTRACT_LENGTH,
            "Contract length",
            Measure.DURATION,
            "How long a stay abroad is, was or is offered to last: lengths listed, not averaged.",
            ("months",),
            no_total="Lengths are listed as offered; an average would be a length nobody offered.",
        ),
        KindRule(
            Kind.ROUTE,
            "Route",
            Measure.NONE,
            "The order in which places on the way were named. Not a track.",
            no_total=_NO_FIGURE,
        ),
        KindRule(
            Kind.TREND,
            "Trend",
            Measure.NONE,
            "A start, rise or shift in dispatches, told without a figure.",
            no_total=_NO_FIGURE,
        ),
        KindRule(
            Kind.RECRUITING,
            "Recruiting",
            Measure.NONE,
            "How people are recruited, screened and recommended.",
            no_total=_NO_FIGURE,
        ),
        KindRule(
            Kind.CONDITIONS,
            "Conditions",
            Measure.NONE,
            "What the work, and life at it, is said to be.",
            no_total=_NO_FIGURE,
        ),
        KindRule(
            Kind.INCIDENT,
            "Incident",
            Measure.NONE,
            "Something that happened once, to particular people.",
            ("people", "workers", "deaths"),
            no_total="Incidents are told one by one, not added.",
        ),
        KindRule(
            Kind.SANCTION,
            "Sanction",
            Measure.NONE,
            "A legal limit on taking North Korean workers.",
            no_total=_NO_FIGURE,
        ),
        KindRule(
            Kind.POLICY,
            "Policy",
            Measure.NONE,
            "What a state does or says about taking or sending workers.",
            no_total=_NO_FIGURE,
        ),
        KindRule(
            Kind.TRANSPORT,
            "Transport",
            Measure.NONE,
            "A link that exists or runs. Not evidence that workers used it.",
            ("passengers", "kilometres"),
            no_total="Infrastructure says nothing about workers.",
        ),
        KindRule(
            Kind.LIMITATION,
            "Limitation",
            Measure.NONE,
            "What the source says it could not find out, or where it looked.",
            ("places",),
            no_total="A limit of the reporting is not a figure about workers.",
        ),
    )
}

MAP_KINDS = tuple(rule.kind for rule in KINDS.values() if rule.on_map)


class SaidByKind(StrEnum):
    """Who is speaking, by role; nobody is described more closely than the source does."""

    EDITORIAL = "editorial"
    PARTNER = "reporting partner"
    GOVERNMENT = "government"
    INTERNATIONAL = "international body"
    MEDIA = "media"
    WORKER = "worker"
    EXPERT = "expert"


class Evidence(StrEnum):
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


class MissingReason(StrEnum):
    """Why a claim has no number. None of these means zero."""

    NOT_REPORTED = "not reported"
    NOT_APPLICABLE = "not applicable"
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


UNITS = tuple(dict.fromkeys(unit for rule in KINDS.values() for unit in rule.units))

Type = Literal["string", "integer", "number", "edtf", "date", "url", "list"]


@dataclass(frozen=True)
class Field:
    """One column: its name, its meaning and what a cell may hold."""

    name: str
    meaning: str
    type: Type = "string"
    required: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    unique: bool = False
    refers_to: str = ""
    """``table.column`` that every value (for a list: every item) must be found in."""


@dataclass(frozen=True)
class Table:
    """One CSV file: what a row is, and its columns in file order."""

    name: str
    row: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file's name inside the data folder."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        """The header the file must have."""
        return tuple(field.name for field in self.fields)


def _values(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


_COUNT = "Empty when not reported; never 0 for unknown, never filled in."

CLAIMS = Table(
    "claims",
    "one statement by one source about one thing",
    (
        Field(
            "claim_id",
            "Stable, readable id; never reused, also not after a withdrawal.",
            required=True,
            pattern=ID_PATTERN,
            unique=True,
        ),
        Field(
            "source_id",
            "The publication it was read in.",
            required=True,
            refers_to="sources.source_id",
        ),
        Field("locator", "Where in the publication, such as a paragraph.", required=True),
        Field("said_by", "Who says it, no closer than the source describes them.", required=True),
        Field("said_by_kind", "The speaker's role.", required=True, allowed=_values(SaidByKind)),
        Field("evidence", "How the speaker knows.", required=True, allowed=_values(Evidence)),
        Field(
            "kind",
            "What the figure counts; figures of two kinds are never mixed.",
            required=True,
            allowed=_values(Kind),
        ),
        Field("low", f"Lowest figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field("best", f"The one figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field("high", f"Highest figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field(
            "spread",
            "With low and high: 'between' for a range, 'either' for just these two values.",
            allowed=_values(Spread),
        ),
        Field("unit", "Unit of low, best and high.", allowed=UNITS),
        Field(
            "qualifier", "The source's own hedge, shown wherever the figure is: about, more than."
        ),
        Field(
            "missing_reason",
            "Why there is no figure; empty exactly when there is one.",
            allowed=_values(MissingReason),
        ),
        Field(
            "when",
            "When it was so, in EDTF. Empty when the source gives no date.",
            "edtf",
        ),
        Field("said_on", "When the speaker said it, in EDTF.", "edtf"),
        Field(
            "origin",
            "Place or places the claim is about, as ids separated by semicolons.",
            "list",
            refers_to="places.place_id",
        ),
        Field(
            "destination",
            "Place or places abroad, as ids separated by semicolons.",
            "list",
            refers_to="places.place_id",
        ),
        Field(
            "destination_status",
            "How far the destination is known, or why it was not reached.",
            allowed=_values(DestinationStatus),
        ),
        Field("sector", "Kinds of work named, separated by semicolons.", "list"),
        Field("sector_status", "How sure the work is.", allowed=_values(SectorStatus)),
        Field("summary", "The claim in our own words, as hedged as the source.", required=True),
        Field("unclear", "What the source leaves open."),
        Field(
            "caution",
            "What the claim must not be read as: phrases separated by semicolons.",
            "list",
        ),
        Field(
            "origin_group",
            "Ties claims that go back to one statement; independent reports are counted by it.",
            required=True,
            pattern=ID_PATTERN,
        ),
        Field("status", "Whether the claim stands.", required=True, allowed=_values(ClaimStatus)),
        Field("superseded_by", "The claim that takes its place.", refers_to="claims.claim_id"),
    ),
    ("claim_id",),
)

PLACES = Table(
    "places",
    "one place or area",
    (
        Field("place_id", "Stable, readable id.", required=True, pattern=ID_PATTERN, unique=True),
        Field("name_en", "English name.", required=True),
        Field("name_ko", "Korean name in Hangul."),
        Field("name_hanja", "Korean name in Hanja, traditional characters."),
        Field("name_ja", "Japanese name."),
        Field("name_zh", "Chinese name, simplified characters."),
        Field("name_ru", "Russian name."),
        Field("alternates", "Other spellings, separated by semicolons.", "list"),
        Field("type", "What sort of place it is.", required=True, allowed=_values(PlaceType)),
        Field(
            "country",
            "Country, ISO 3166-1 alpha-2; stated, never derived from the coordinates.",
            required=True,
            pattern="[A-Z]{2}",
        ),
        Field(
            "admin1",
            "Province, ISO 3166-2; stated, never derived from the coordinates.",
            pattern="[A-Z]{2}-[A-Z0-9]{1,3}",
        ),
        Field(
            "lat",
            "Latitude in degrees, WGS 84. Empty for areas.",
            "number",
            minimum=-90,
            maximum=90,
        ),
        Field(
            "lon",
            "Longitude in degrees, WGS 84. Empty for areas.",
            "number",
            minimum=-180,
            maximum=180,
        ),
        Field(
            "where_prec",
            "1 exact, 2 near, 3 district or county, 4 province, 5 vague area, 6 country. "
            "From 4 on it is drawn as an area or in words, never as a point.",
            "integer",
            required=True,
            minimum=1,
            maximum=6,
        ),
        Field(
            "part_of",
            "The place it belongs to; claims about a part are listed with the whole.",
            refers_to="places.place_id",
        ),
        Field("coordinates_from", "Where the coordinates come from, with licence."),
    ),
    ("place_id",),
)

ROUTES = Table(
    "routes",
    "one stop of a route that one claim states",
    (
        Field(
            "claim_id",
            "The claim that states the route.",
            required=True,
            refers_to="claims.claim_id",
        ),
        Field(
            "seq", "Order in which the stop is named, from 1.", "integer", required=True, minimum=1
        ),
        Field("place_id", "The stop.", required=True, refers_to="places.place_id"),
        Field("role", "What the stop is.", required=True, allowed=_values(RouteRole)),
        Field(
            "mode",
            "Means of transport of the leg that ends here; unknown when not stated.",
            required=True,
            allowed=_values(Mode),
        ),
    ),
    ("claim_id", "seq"),
)

SOURCES = Table(
    "sources",
    "one publication",
    (
        Field("source_id", "Stable, readable id.", required=True, pattern=ID_PATTERN, unique=True),
        Field("publisher", "Who published it.", required=True),
        Field("title", "Title; empty when our copy carries none."),
        Field("authors", "Authors, separated by semicolons.", "list"),
        Field(
            "published",
            "Publication date in EDTF, as far as known; an open-ended claim is bounded by it.",
            "edtf",
            required=True,
        ),
        Field("accessed", "When it was read, in EDTF.", "edtf"),
        Field("language", "Language of our copy, BCP 47.", required=True, pattern="[a-z]{2,3}"),
        Field("url", "Its address, http or https.", "url", required=True),
        Field("archive_url", "An archived copy, http or https.", "url"),
        Field("relay_of", "Whose report it passes on; empty for an original."),
        Field("access", "How direct our copy is.", required=True, allowed=_values(Access)),
    ),
    ("source_id",),
)

CHANGES = Table(
    "changes",
    "one addition or correction",
    (
        Field("date", "Day of the change, ISO 8601.", "date", required=True),
        Field(
            "version", "Version of the data it belongs to.", required=True, pattern=r"\d+\.\d+\.\d+"
        ),
        Field(
            "claim_id",
            "The claim that changed; empty for a change to the whole dataset.",
            refers_to="claims.claim_id",
        ),
        Field("column", "The column that changed; empty for a whole row or dataset."),
        Field("old", "What stood there before."),
        Field("new", "What stands there now."),
        Field("reason", "Why.", required=True),
    ),
    (),
)

TABLES: dict[str, Table] = {
    table.name: table for table in (CLAIMS, PLACES, ROUTES, SOURCES, CHANGES)
}
