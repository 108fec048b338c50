"""The tables of the dataset: every column with its meaning and what a cell may hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from nkmap.schema.kinds import KINDS, Kind
from nkmap.schema.layers import Group, Layer
from nkmap.schema.values import (
    Access,
    ClaimStatus,
    DestinationStatus,
    Evidence,
    MissingReason,
    Mode,
    PlaceType,
    RouteRole,
    SaidByKind,
    SectorStatus,
    Spread,
)

LIST_SEPARATOR = ";"
"""Separates ids in a cell that may name several places or sectors."""

ID_PATTERN = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
"""Ids are readable words joined by single hyphens, so that they can stand in a link unescaped."""

FINEST_AREA_PRECISION = 4
"""Places this vague or vaguer (province, vague area, country) are drawn as areas, never points."""

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
        Field(
            "access",
            "How direct our copy of this very claim is, where it differs from its source's.",
            allowed=_values(Access),
        ),
        Field("said_by", "Who says it, no closer than the source describes them.", required=True),
        Field("said_by_kind", "The speaker's role.", required=True, allowed=_values(SaidByKind)),
        Field("evidence", "How the speaker knows.", required=True, allowed=_values(Evidence)),
        Field(
            "layer",
            "The question it helps to answer; layers are switched on and off on the screen.",
            required=True,
            allowed=_values(Layer),
        ),
        Field(
            "kind",
            "What the figure counts; figures of two kinds are never mixed.",
            required=True,
            allowed=_values(Kind),
        ),
        Field(
            "group",
            "Whom it counts; figures of two groups are never mixed. Empty where nobody is counted.",
            allowed=_values(Group),
        ),
        Field(
            "purpose",
            "Which part of the whole it counts: a declared purpose, a branch of service.",
        ),
        Field("low", f"Lowest figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field("best", f"The one figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field("high", f"Highest figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field(
            "spread",
            "With low and high: 'between' for a range, 'either' for just these two values, "
            "'fell' for a fall from high to low.",
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
            "contested",
            "Who denies it or could not confirm it, as far as reported. Empty: nobody we read of.",
        ),
        Field(
            "conflicts_with",
            "Claims whose figure or date does not agree with this one, as ids separated by "
            "semicolons; each names the other. Both stand.",
            "list",
            refers_to="claims.claim_id",
        ),
        Field(
            "part_of",
            "The claim whose figure this one is a part of, or the line it is about. Parts need not "
            "add up to the whole.",
            refers_to="claims.claim_id",
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
            "Country, ISO 3166-1 alpha-2, ZZ for several; stated, never derived from coordinates.",
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
            "The claim that states the route, or the transport link.",
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
            "Publication date in EDTF, as far as known; an open-ended claim is bounded by it. "
            "Empty when our copy carries none: 'as known on' then never shows its claims.",
            "edtf",
        ),
        Field("accessed", "When it was read, in EDTF.", "edtf"),
        Field("language", "Language of our copy, BCP 47.", required=True, pattern="[a-z]{2,3}"),
        Field("url", "Its address, http or https.", "url", required=True),
        Field("archive_url", "An archived copy, http or https.", "url"),
        Field("relay_of", "Whose report it passes on; empty where it reports itself."),
        Field(
            "access",
            "How direct our copy is: the publisher's own page (original), a page that passes the "
            "report on (relay), or one that may have changed it (weak copy).",
            required=True,
            allowed=_values(Access),
        ),
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

QUESTIONS = Table(
    "questions",
    "one question that several figures answer differently",
    (
        Field(
            "question_id", "Stable, readable id.", required=True, pattern=ID_PATTERN, unique=True
        ),
        Field("title", "The question, as a reader would ask it.", required=True),
        Field(
            "view",
            "The claims that answer it, as the query string of a link: at least one, nothing "
            "that a link would drop.",
            required=True,
        ),
    ),
    ("question_id",),
)

STORY = Table(
    "story",
    "one step of the briefing",
    (
        Field(
            "seq",
            "Its place in the briefing: 1, 2, 3 and so on, in the order of the rows.",
            "integer",
            required=True,
            minimum=1,
            unique=True,
        ),
        Field("title", "What the step says, in a few words, hedged.", required=True),
        Field(
            "text",
            "One or two hedged sentences. A number in them is one that a claim of the step holds, "
            "with that claim's hedge.",
            required=True,
        ),
        Field("notes", "What the presenter may say beside it. The same rules hold for numbers."),
        Field(
            "view",
            "The claims of the step, as the query string of a link: at least one, nothing that a "
            "link would drop; frame= is what the map shows, claim= the claim whose figure is the "
            "step's own.",
            required=True,
        ),
    ),
    ("seq",),
)

TABLES: dict[str, Table] = {
    table.name: table for table in (CLAIMS, PLACES, ROUTES, SOURCES, CHANGES, QUESTIONS, STORY)
}
