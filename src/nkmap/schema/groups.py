"""Whom a figure counts: groups of people, and units, each an entry of one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """Whom a figure counts. Figures of two groups never share a series, a scale or an axis."""

    WORKERS = "civilian workers"
    MILITARY_BUILDERS = "military builders"
    SOLDIERS = "soldiers"
    TRAVELLERS = "travellers"


@dataclass(frozen=True)
class GroupRule:
    """What is to be kept to where a group is told of."""

    group: Group
    is_military: bool = False
    """Whether it is not the civilian dispatch: told in words, in ink, and kept apart."""
    everyday: str = ""
    """Further words by which readers look for it."""


GROUPS: dict[Group, GroupRule] = {
    rule.group: rule
    for rule in (
        GroupRule(Group.WORKERS, everyday="labourers laborers labor labour"),
        GroupRule(Group.MILITARY_BUILDERS, is_military=True, everyday="troops army"),
        GroupRule(Group.SOLDIERS, is_military=True, everyday="troops army"),
        GroupRule(Group.TRAVELLERS),
    )
}
MILITARY = tuple(group for group, rule in GROUPS.items() if rule.is_military)


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


UNITS: dict[str, UnitRule] = {
    rule.unit: rule
    for rule in (
        UnitRule("people", "person", "people", is_people=True),
        UnitRule("workers", "worker", "workers", is_people=True, group=Group.WORKERS),
        UnitRule("soldiers", "soldier", "soldiers", is_people=True, group=Group.SOLDIERS),
        UnitRule(
            "military personnel",
            "military personnel",
            "military personnel",
            is_people=True,
            group=Group.MILITARY_BUILDERS,
        ),
        UnitRule("crossings", "border crossing", "border crossings"),
        UnitRule("visas", "visa", "visas"),
        UnitRule("permits", "work permit", "work permits"),
        UnitRule("registrations", "registration", "registrations"),
        UnitRule("USD per month", "US dollars a month", "US dollars a month"),
        UnitRule("CNY per month", "yuan a month", "yuan a month"),
        UnitRule("CNY per year", "yuan a year", "yuan a year"),
        UnitRule("won per year", "won a year", "won a year"),
        UnitRule("months", "month", "months"),
        UnitRule("deaths", "death", "deaths"),
        UnitRule("passengers", "passenger", "passengers"),
        UnitRule("kilometres", "kilometre", "kilometres"),
        UnitRule("places", "place", "places"),
    )
}
PEOPLE = tuple(unit for unit, rule in UNITS.items() if rule.is_people)
