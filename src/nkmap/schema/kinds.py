"""Kinds of figure, and what may be done with the numbers of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    EMPLOYED = "employed"
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
    CUMULATIVE = "cumulative"
    ADMINISTRATIVE = "administrative"
    MONEY = "money"
    DURATION = "duration"
    NONE = "none"


class End(StrEnum):
    """The end of a journey that a figure is told by."""

    ORIGIN = "origin"
    DESTINATION = "destination"


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
    may_lie_ahead: bool = False
    """Whether its time may be later than the words: a deadline, an offer. All else has happened."""
    told_by: End = End.ORIGIN
    """The end a figure of this kind belongs to, where both are named: who arrived is told of where
    they arrived, who left of where they left. One place for every row, mark, panel and file."""


PEOPLE = ("people", "workers", "soldiers", "military personnel")
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
            told_by=End.DESTINATION,
        ),
        KindRule(
            Kind.PRESENT,
            "Present",
            Measure.STOCK,
            "Said to be in a country at or up to a date: a stock, not a flow.",
            PEOPLE,
            on_map=True,
            no_total=_OVERLAP,
            told_by=End.DESTINATION,
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
            "Gave up going after they had been recommended or confirmed.",
            PEOPLE,
            on_map=True,
        ),
        KindRule(
            Kind.PLANNED,
            "Planned or expected",
            Measure.SELECTION,
            "Announced, planned, considered or expected: not said to have happened.",
            PEOPLE,
            on_map=True,
            may_lie_ahead=True,
        ),
        KindRule(
            Kind.BORDER_ENTRIES,
            "Border entries",
            Measure.FLOW,
            "Crossings counted at a border: not persons, and not workers.",
            ("crossings",),
            told_by=End.DESTINATION,
        ),
        KindRule(
            Kind.VISAS,
            "Visas",
            Measure.ADMINISTRATIVE,
            "Visas issued: papers, not journeys.",
            ("visas",),
            told_by=End.DESTINATION,
        ),
        KindRule(
            Kind.PERMITS,
            "Permits",
            Measure.ADMINISTRATIVE,
            "Work permits or registrations, valid or issued: papers, not persons.",
            ("permits", "registrations"),
            told_by=End.DESTINATION,
        ),
        KindRule(
            Kind.EMPLOYED,
            "Employed over time",
            Measure.CUMULATIVE,
            "Used by employers over a span of years, one after another: not a count at one moment.",
            PEOPLE,
            no_total="Counts over different spans of years cannot be added.",
            told_by=End.DESTINATION,
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
            may_lie_ahead=True,
        ),
        KindRule(
            Kind.CONTRACT_LENGTH,
            "Contract length",
            Measure.DURATION,
            "How long a stay abroad is, was or is offered to last: lengths listed, not averaged.",
            ("months",),
            no_total="Lengths are listed as offered; an average was never offered.",
            may_lie_ahead=True,
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
            may_lie_ahead=True,
        ),
        KindRule(
            Kind.POLICY,
            "Policy",
            Measure.NONE,
            "What a state does or says about taking or sending workers.",
            no_total=_NO_FIGURE,
            may_lie_ahead=True,
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
