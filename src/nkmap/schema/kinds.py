"""Kinds of figure: what each means, what may be done with its numbers, its words and its colours.

A new kind is an entry of ``KINDS`` and a glyph in ``figures.symbols``; ``tests/test_kinds.py`` says
what it still lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nkmap.schema.groups import PEOPLE


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


@dataclass(frozen=True)
class KindRule:
    """One kind of figure: what may be done with it, and the words and colours for it."""

    kind: Kind
    label: str
    measure: Measure
    meaning: str
    units: tuple[str, ...] = ()
    """Units a figure of this kind may have; empty: claims of this kind carry no figure."""
    on_map: bool = False
    """Whether the map offers this kind as a scene."""
    why_no_total: str = ""
    may_lie_ahead: bool = False
    """Whether its time may be later than the words: a deadline, an offer. All else has happened."""
    told_by_destination: bool = False
    """Whether a figure belongs to its destination where both ends are named: who arrived is told of
    where they arrived, who left of where they left. So in every row, mark, panel and file."""
    verb: str = ""
    """What they did, beside a figure on a map: ``left``; empty: the figure stands alone."""
    noun: str = "figure"
    """One of what is told, beside a mark without a figure: ``departure``."""
    sentence: str = ""
    """The claim as a sentence, in segments between bars; one in braces is left out, with its words,
    when the claim does not give it. Empty: the claim's own summary is told."""
    none: str = ""
    """What a reported zero says there was none of, a template like ``sentence``; empty: its
    summary is told."""
    went: str = ""
    """What a claim does not say where, in whose place abroad is not named: `` they went``."""
    asks_where: bool = True
    """Whether it can be asked where in a country it was."""
    lasts: bool = False
    """Whether it goes on for a time: it was so until a day, and did not happen by it."""
    is_done_by_saying: bool = False
    """Whether the day of the words is the day of the fact."""
    colours: tuple[str, str] | None = None
    """On a light and on a dark page; ``None``: told in ink, as what has no figure is."""
    everyday: str = ""
    """Further words by which readers look for it."""

    @property
    def no_total(self) -> str:
        """Why a total is refused, in one sentence."""
        never = "Figures of this kind are never added."
        return self.why_no_total or (never if self.units else "These claims carry no figure.")

    @property
    def adds(self) -> bool:
        """Whether figures of this kind may be added, if nothing else forbids it."""
        return self.measure is Measure.FLOW


_OVERLAP = "A count at one moment cannot be added over time or over places that overlap."
_BLUE, _PURPLE = ("#0A53D6", "#79A9FF"), ("#6C0E71", "#D889C7")
# Found by a search under contrast limits (WCAG 4.5 for text on every ground) and for colour-blind
# readers; do not nudge one by eye.

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
            verb="selected",
            noun="selection",
            sentence="{who} {were}{report} selected|{at}|{to: for work in }|{time: }",
            none="selections of {whom}|{origin: in }|{to: for }",
            colours=("#A8450A", "#F3904D"),
            everyday="chosen picked",
        ),
        KindRule(
            Kind.DEPARTED,
            "Departed",
            Measure.FLOW,
            "Left the place named. Arrival is not implied.",
            PEOPLE,
            on_map=True,
            verb="left",
            noun="departure",
            sentence="{who}{report} left|{origin: }|{to: for }|{time: }",
            none="departures of {whom}|{origin: from }|{to: for }",
            went=" they went",
            colours=_BLUE,
            everyday="left sent dispatched",
        ),
        KindRule(
            Kind.ARRIVED,
            "Arrived",
            Measure.FLOW,
            "Reached the place named.",
            PEOPLE,
            on_map=True,
            told_by_destination=True,
            verb="arrived",
            noun="arrival",
            sentence="{who}{report} arrived|{in}|{origin: from }|{time: }",
            none="arrivals of {whom}|{to: in }|{origin: from }",
            went=" they arrived",
            colours=_BLUE,
        ),
        KindRule(
            Kind.PRESENT,
            "Present",
            Measure.STOCK,
            "Said to be in a country at or up to a date: a stock, not a flow.",
            PEOPLE,
            on_map=True,
            why_no_total=_OVERLAP,
            told_by_destination=True,
            none="North Korean {whom}|{origin: from }|{to: in }",
            lasts=True,
            colours=("#0A7244", "#24DB86"),
        ),
        KindRule(
            Kind.RETURNED,
            "Returned",
            Measure.FLOW,
            "Came back to North Korea after working abroad.",
            PEOPLE,
            on_map=True,
            verb="returned",
            noun="return",
            sentence="{who}{report} returned|{to: from }|{origin: to }|{time: }",
            none="returns of {whom}|{to: from }|{origin: to }",
            went=" they had been",
            colours=_PURPLE,
            everyday="came back",
        ),
        KindRule(
            Kind.TURNED_BACK,
            "Turned back",
            Measure.FLOW,
            "Sent back or refused; whether before or after entry may be unknown.",
            PEOPLE,
            on_map=True,
            verb="turned back",
            noun="turning back",
            sentence="{who}|{origin: from }|{to: bound for }| {were}{report} turned back|{time: }",
            none="{whom} turned back|{origin: from }|{to: bound for }",
            colours=_PURPLE,
            everyday="sent back refused",
        ),
        KindRule(
            Kind.CANCELLED,
            "Cancelled",
            Measure.FLOW,
            "Gave up going after they had been recommended or confirmed.",
            PEOPLE,
            on_map=True,
            verb="gave up a place",
            noun="cancellation",
            sentence="{who}|{at}|{report} gave up going|{to: to }|{time: }",
            none="cancellations by {whom}|{origin: from }|{to: of places in }",
            colours=("#5C656D", "#BDBDBD"),
            everyday="gave up",
        ),
        KindRule(
            Kind.PLANNED,
            "Planned or expected",
            Measure.SELECTION,
            "Announced, planned, considered or expected: not said to have happened.",
            PEOPLE,
            on_map=True,
            may_lie_ahead=True,
            noun="plan",
            sentence="{who}|{origin: from }| {are}{report} planned to be sent|{to: to }|{time: }",
            none="plans to send {whom}|{origin: from }|{to: to }",
            colours=("#4C3804", "#F8DB63"),
        ),
        KindRule(
            Kind.BORDER_ENTRIES,
            "Border entries",
            Measure.FLOW,
            "Crossings counted at a border: not persons, and not workers.",
            ("crossings",),
            told_by_destination=True,
            asks_where=False,
            colours=("#16191C", "#F1F2EF"),
            everyday="crossings",
        ),
        KindRule(
            Kind.VISAS,
            "Visas",
            Measure.ADMINISTRATIVE,
            "Visas issued: papers, not journeys.",
            ("visas",),
            told_by_destination=True,
            asks_where=False,
        ),
        KindRule(
            Kind.PERMITS,
            "Permits",
            Measure.ADMINISTRATIVE,
            "Work permits or registrations, valid or issued: papers, not persons.",
            ("permits", "registrations"),
            told_by_destination=True,
            asks_where=False,
        ),
        KindRule(
            Kind.EMPLOYED,
            "Employed over time",
            Measure.CUMULATIVE,
            "Used by employers over a span of years, one after another: not a count at one moment.",
            PEOPLE,
            why_no_total="Counts over different spans of years cannot be added.",
            told_by_destination=True,
            lasts=True,
            everyday="hired",
        ),
        KindRule(
            Kind.PAY,
            "Pay",
            Measure.MONEY,
            "Pay as stated; who receives it may be unknown. Never multiplied by a head count.",
            ("USD per month", "CNY per month"),
            why_no_total="Pay is never added or multiplied by a number of workers.",
            asks_where=False,
            everyday="wages salary salaries earnings",
        ),
        KindRule(
            Kind.PROMISED_PAY,
            "Promised pay",
            Measure.MONEY,
            "Pay that was promised. Not pay received.",
            ("USD per month", "CNY per month", "CNY per year", "won per year"),
            why_no_total="Promises of pay are never added or multiplied by a number of workers.",
            may_lie_ahead=True,
            asks_where=False,
            everyday="wages salary salaries earnings",
        ),
        KindRule(
            Kind.CONTRACT_LENGTH,
            "Contract length",
            Measure.DURATION,
            "How long a stay abroad is, was or is offered to last: lengths listed, not averaged.",
            ("months",),
            why_no_total="Lengths are listed as offered; an average was never offered.",
            may_lie_ahead=True,
            asks_where=False,
            lasts=True,
            everyday="duration",
        ),
        KindRule(
            Kind.ROUTE,
            "Route",
            Measure.NONE,
            "The order in which places on the way were named. Not a track.",
        ),
        KindRule(
            Kind.TREND,
            "Trend",
            Measure.NONE,
            "A start, rise or shift in dispatches, told without a figure.",
        ),
        KindRule(
            Kind.RECRUITING,
            "Recruiting",
            Measure.NONE,
            "How people are recruited, screened and recommended.",
            lasts=True,
        ),
        KindRule(
            Kind.CONDITIONS,
            "Conditions",
            Measure.NONE,
            "What the work, and life at it, is said to be.",
        ),
        KindRule(
            Kind.INCIDENT,
            "Incident",
            Measure.NONE,
            "Something that happened once, to particular people.",
            ("people", "workers", "deaths"),
            why_no_total="Incidents are told one by one, not added.",
        ),
        KindRule(
            Kind.SANCTION,
            "Sanction",
            Measure.NONE,
            "A legal limit on taking North Korean workers.",
            may_lie_ahead=True,
            asks_where=False,
            is_done_by_saying=True,
            everyday="sanctions ban",
        ),
        KindRule(
            Kind.POLICY,
            "Policy",
            Measure.NONE,
            "What a state does or says about taking or sending workers.",
            may_lie_ahead=True,
            asks_where=False,
            is_done_by_saying=True,
        ),
        KindRule(
            Kind.TRANSPORT,
            "Transport",
            Measure.NONE,
            "A link that exists or runs. Not evidence that workers used it.",
            ("passengers", "kilometres"),
            why_no_total="Infrastructure says nothing about workers.",
        ),
        KindRule(
            Kind.LIMITATION,
            "Limitation",
            Measure.NONE,
            "What the source says it could not find out, or where it looked.",
            ("places",),
            why_no_total="A limit of the reporting is not a figure about workers.",
            asks_where=False,
        ),
    )
}

MAP_KINDS = tuple(rule.kind for rule in KINDS.values() if rule.on_map)
