"""The tables of the dataset: every column with its meaning and what a cell may hold."""

from __future__ import annotations

from nkmap.schema.claims_table import CLAIMS
from nkmap.schema.fields import ID_PATTERN, Field, Table, values
from nkmap.schema.values import Access, Mode, PlaceType, RouteRole

FINEST_AREA_PRECISION = 4
"""Places this vague or vaguer (province, vague area, country) are drawn as areas, never points."""

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
        Field("type", "What sort of place it is.", required=True, allowed=values(PlaceType)),
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
        Field("role", "What the stop is.", required=True, allowed=values(RouteRole)),
        Field(
            "mode",
            "Means of transport of the leg that ends here; unknown when not stated.",
            required=True,
            allowed=values(Mode),
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
            allowed=values(Access),
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
