"""What a map draws of a view: one kind with a scale, and what may stand beside it without one."""

from __future__ import annotations

from nkmap.schema import MAP_KINDS, OVERLAYS, Kind
from nkmap.view.known import Known
from nkmap.view.state import View

ROUTE_SCENE = Kind.DEPARTED
"""The scene a route may accompany: it tells how those who departed travelled."""

WITH_A_PLACE = frozenset({*MAP_KINDS, Kind.ROUTE, Kind.INCIDENT, Kind.TRANSPORT})
"""The kinds that some map draws; claims of the others have no place on any."""


def scene(view: View, known: Known) -> Kind:
    """The one kind that a view's map is of, so that one scale and one legend serve it.

    Of the kinds that are chosen, or have claims in the layers that are on: that of the claim that
    is open, else departed where no kind is chosen, else the first with a scale, else the first.
    A kind that was not asked for never stands in for one that was.
    """
    there = view.kinds or known.kinds_in(view.layers) or (ROUTE_SCENE,)
    sized = [kind for kind in MAP_KINDS if kind in there]
    is_open = known.homes.get(view.claim or "")
    if is_open and is_open[1] in sized:
        return is_open[1]
    if not view.kinds and ROUTE_SCENE in sized:
        return ROUTE_SCENE
    return (sized or [kind for kind in there if kind not in OVERLAYS] or list(there))[0]


def drawn_with(kind: Kind) -> frozenset[Kind]:
    """The kinds whose claims a map of a kind holds: itself, and what carries no size."""
    route = {Kind.ROUTE} if kind is ROUTE_SCENE else set[Kind]()
    return frozenset({kind, *route, *OVERLAYS})
