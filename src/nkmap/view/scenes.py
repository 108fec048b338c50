"""What a map draws of a view: one kind with a scale, or every kind with marks of one size."""

from __future__ import annotations

from nkmap.schema import MAP_KINDS, OVERLAYS, Kind
from nkmap.view.state import View

ROUTE_SCENE = Kind.DEPARTED
"""The scene a route may accompany: it tells how those who departed travelled."""

WITH_A_PLACE = frozenset({*MAP_KINDS, Kind.ROUTE, Kind.INCIDENT, Kind.TRANSPORT})
"""The kinds that some map draws; claims of the others have no place on any."""


def scene(view: View) -> Kind | None:
    """The one kind that a view's map is of, with a scale; ``None``: of all kinds, without one.

    It is of one kind where the view names just that, and beside it nothing but what a map of the
    kind draws without a size, or what no map draws.
    """
    if not view.kinds:
        return None
    sized = [kind for kind in MAP_KINDS if kind in view.kinds]
    lead = (sized or [kind for kind in view.kinds if kind not in OVERLAYS] or view.kinds)[0]
    return lead if WITH_A_PLACE & set(view.kinds) <= drawn_with(lead) else None


def drawn_with(kind: Kind | None) -> frozenset[Kind]:
    """The kinds whose claims a map of a kind holds: itself, and what carries no size."""
    if kind is None:
        return WITH_A_PLACE | {*OVERLAYS}
    route = {Kind.ROUTE} if kind is ROUTE_SCENE else set[Kind]()
    return frozenset({kind, *route, *OVERLAYS})
