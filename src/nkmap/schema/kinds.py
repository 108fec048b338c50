"""Kinds of figure, groups, units and layers: what each means, its words and its colours.

Each is a member of a closed set here and an entry of ``kinds.toml``. A kind also has a glyph in
``figures.symbols``; ``tests/test_kinds.py`` says what a new one still lacks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


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
    RATE = "rate"
    WORKPLACES = "workplaces"
    PAY = "pay"
    PROMISED_PAY = "promised pay"
    DUES = "dues"
    COST = "cost"
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
    RATE = "rate"
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
    hedged_sentences: Mapping[str, str] = field(default_factory=dict)
    """The sentence where a hedge on the report says it otherwise, by the hedge."""
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


class Group(StrEnum):
    """Whom a figure counts. Figures of two groups never share a series, a scale or an axis."""

    WORKERS = "civilian workers"
    MILITARY_BUILDERS = "military builders"
    SOLDIERS = "soldiers"
    TRAVELLERS = "travellers"
    CITIZENS = "citizens"
    STUDENTS = "students"
    IT_WORKERS = "IT workers"


@dataclass(frozen=True)
class GroupRule:
    """What is to be kept to where a group is told of."""

    group: Group
    is_military: bool = False
    """Whether it is not the civilian dispatch: told in words, in ink, and kept apart."""
    everyday: str = ""
    """Further words by which readers look for it."""


@dataclass(frozen=True)
class UnitRule:
    """What a figure counts, in words."""

    unit: str
    singular: str
    plural: str
    is_people: bool = False
    """Whether it counts people, whatever they are called."""
    group: Group | None = None
    """The group it names by itself."""


class Layer(StrEnum):
    """The question a claim helps to answer; a layer of the screen, off unless asked for."""

    DISPATCH = "dispatch"
    BASELINES = "baselines"
    INCIDENTS = "incidents"
    PLANS = "plans"
    TRANSPORT = "transport"
    SANCTIONS = "sanctions"
    MILITARY = "military"


@dataclass(frozen=True)
class LayerRule:
    """The words for a layer, and the kinds that may lie in it."""

    layer: Layer
    label: str
    question: str
    kinds: tuple[Kind, ...] = ()
    """The kinds that lie in this layer and in no other (but the military one); empty: any."""


_FILE = Path(__file__).parent / "kinds.toml"
_ENTRIES: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(_FILE.read_text("utf-8"))

GROUPS = {Group(name): GroupRule(Group(name), **own) for name, own in _ENTRIES["groups"].items()}
MILITARY = tuple(group for group, rule in GROUPS.items() if rule.is_military)

UNITS = {
    name: UnitRule(name, group=Group(group) if group else None, **own)
    for name, own in _ENTRIES["units"].items()
    for group in [own.pop("group", "")]
}
PEOPLE = tuple(unit for unit, rule in UNITS.items() if rule.is_people)


def _kind_rule(name: str, *, units: Any = (), colours: Any = None, **entry: Any) -> KindRule:
    counted = PEOPLE if units == "people of any sort" else tuple(units)
    measure = Measure(entry.pop("measure"))
    pair = tuple(colours) if colours else None
    return KindRule(Kind(name), measure=measure, units=counted, colours=pair, **entry)


KINDS = {Kind(name): _kind_rule(name, **own) for name, own in _ENTRIES["kinds"].items()}
MAP_KINDS = tuple(kind for kind, rule in KINDS.items() if rule.on_map)

LAYERS = {
    Layer(name): LayerRule(Layer(name), kinds=tuple(map(Kind, own.pop("kinds", ()))), **own)
    for name, own in _ENTRIES["layers"].items()
}
LAYER_OF = {kind: layer for layer, rule in LAYERS.items() for kind in rule.kinds}
"""The one layer of the kinds that have one; claims of other kinds say theirs."""

OVERLAYS = (Kind.INCIDENT, Kind.TRANSPORT, Kind.SANCTION, Kind.POLICY)
"""Kinds a map may show beside its scene: drawn without a size, so that no scale is shared."""
