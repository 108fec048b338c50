"""What limits a view, one by one, so that each limit can be told and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nkmap.view.facets import Facet, choose, chosen
from nkmap.view.state import DEFAULT_LAYERS, View


class Extra(StrEnum):
    """Limits that are no choice among the values claims have."""

    MONTHS = "months shown"
    SEARCH = "search"
    KNOWN_ON = "known on"


@dataclass(frozen=True)
class Limit:
    """One limit: the property it is about, and the value it lets through."""

    about: Facet | Extra
    value: str


def limits(view: View) -> tuple[Limit, ...]:
    """Every limit a view sets. The layers that are on by default are none."""
    found = [Limit(Extra.SEARCH, view.search)] if view.search else []
    if view.limits_months:
        found.append(Limit(Extra.MONTHS, f"{view.first or ''}/{view.last or ''}"))
    if view.known_on:
        found.append(Limit(Extra.KNOWN_ON, view.known_on.isoformat()))
    for facet in Facet:
        if facet is not Facet.LAYER or view.layers != DEFAULT_LAYERS:
            found += [Limit(facet, value) for value in chosen(view, facet)]
    return tuple(found)


def without(view: View, limit: Limit) -> dict[str, object]:
    """The fields of a view that change when a limit is taken away."""
    if isinstance(limit.about, Facet):
        left = [value for value in chosen(view, limit.about) if value != limit.value]
        return choose(limit.about, left)
    if limit.about is Extra.SEARCH:
        return {"search": ""}
    return {"known_on": None} if limit.about is Extra.KNOWN_ON else {"first": None, "last": None}
