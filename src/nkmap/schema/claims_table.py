"""The columns of ``claims.csv``: one statement by one source about one thing."""

from __future__ import annotations

from nkmap.schema.fields import ID_PATTERN, Field, Table, values
from nkmap.schema.groups import UNITS, Group
from nkmap.schema.kinds import Kind
from nkmap.schema.layers import Layer
from nkmap.schema.values import (
    Access,
    ClaimStatus,
    DestinationStatus,
    EvidenceType,
    MissingReason,
    Reading,
    SaidByKind,
    SectorStatus,
    Spread,
)

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
            allowed=values(Access),
        ),
        Field("said_by", "Who says it, no closer than the source describes them.", required=True),
        Field("said_by_kind", "The speaker's role.", required=True, allowed=values(SaidByKind)),
        Field("evidence", "How the speaker knows.", required=True, allowed=values(EvidenceType)),
        Field(
            "layer",
            "The question it helps to answer; layers are switched on and off on the screen.",
            required=True,
            allowed=values(Layer),
        ),
        Field(
            "kind",
            "What the figure counts; figures of two kinds are never mixed.",
            required=True,
            allowed=values(Kind),
        ),
        Field(
            "group",
            "Whom it counts; figures of two groups are never mixed. Empty where none is.",
            allowed=values(Group),
        ),
        Field(
            "purpose",
            "Which part of the whole it counts: a declared purpose, a branch of service. Told with "
            "the figure.",
        ),
        Field("low", f"Lowest figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field("best", f"The one figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field("high", f"Highest figure stated, in the row's unit. {_COUNT}", "integer", minimum=0),
        Field(
            "spread",
            "With low and high: 'between' for a range, 'either' for just these two values, "
            "'fell' for a fall from high to low.",
            allowed=values(Spread),
        ),
        Field("unit", "Unit of low, best and high.", allowed=tuple(UNITS)),
        Field(
            "qualifier",
            "The source's own hedge, shown wherever the figure is: about, more than; a word on "
            "the report goes before one on the number: reportedly around, expected more than.",
        ),
        Field(
            "missing_reason",
            "Why there is no figure; empty exactly when there is one.",
            allowed=values(MissingReason),
        ),
        Field(
            "when",
            "When it was so, in EDTF; of a plan, when it is for. Empty when the source gives no "
            "date; what repeats 'said_on' is told as the day of saying, not as that of the fact.",
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
            allowed=values(DestinationStatus),
        ),
        Field("sector", "Kinds of work named, separated by semicolons.", "list"),
        Field("sector_status", "How sure the work is.", allowed=values(SectorStatus)),
        Field(
            "summary",
            "The claim in our own words, as hedged as the source: a sentence that stands alone, "
            "without who says so and without what is only our reading.",
            required=True,
        ),
        Field("unclear", "What the source leaves open."),
        Field(
            "our_reading",
            "What is our reading, not the speaker's words: the 'start' or the 'end' of its time, "
            "its 'dates' as a whole, or the whole 'claim'. Empty: nothing.",
            allowed=values(Reading),
        ),
        Field(
            "caution",
            "What the claim must not be read as: phrases separated by semicolons.",
            "list",
        ),
        Field(
            "contested",
            "Who denies it or could not confirm it, as far as reported. Empty: none that we read.",
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
            "The claim whose figure this one is a part of, or the line it is about. The part is "
            "told with the whole's figure; parts need not add up to it.",
            refers_to="claims.claim_id",
        ),
        Field(
            "origin_group",
            "Ties claims that go back to one statement; statements are counted by it.",
            required=True,
            pattern=ID_PATTERN,
        ),
        Field("status", "Whether the claim stands.", required=True, allowed=values(ClaimStatus)),
        Field("superseded_by", "The claim that takes its place.", refers_to="claims.claim_id"),
    ),
    ("claim_id",),
)
