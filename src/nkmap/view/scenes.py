"""What a map shows of a view: one kind with a scale, and what may stand beside it."""

from __future__ import annotations

from collections.abc import Iterable

from nkmap.schema import MAP_KINDS, OVERLAYS, Kind
from nkmap.view.state import View

ROUTE_SCENE = Kind.DEPARTED
"""The scene a route may accompany: it tells how those who departed travelled."""


def scene(view: View, available: Iterable[Kind]) -> Kind:
    """The one kind the map shows for a view: the first it may show, else departed."""
    offered = [kind for kind in MAP_KINDS if kind in set(available)] or [ROUTE_SCENE]
    chosen = [kind for kind in view.kinds if kind in offered]
    if chosen:
        return chosen[0]
    return ROUTE_SCENE if ROUTE_SCENE in offered else offered[0]


def not_on_map(view: View, available: Iterable[Kind]) -> tuple[Kind, ...]:
    """The chosen kinds, when the map can show none of them and shows another kind instead."""
    shown = {scene(view, available), *OVERLAYS}
    return view.kinds if view.kinds and shown.isdisjoint(view.kinds) else ()


def map_view(view: View, available: Iterable[Kind]) -> View:
    """The view narrowed to one scene, so that one scale and one legend serve the map.

    The route comes along with departures unless the view names departures alone. What carries no
    size (incidents, transport, sanctions, policy) comes along wherever its layer is on.
    """
    offered = set(available)
    kind = scene(view, offered)
    asked = Kind.ROUTE in view.kinds or kind not in view.kinds
    with_route = kind is ROUTE_SCENE and Kind.ROUTE in offered and asked
    beside = [extra for extra in OVERLAYS if extra in offered]
    return view.with_(kinds=(kind, *([Kind.ROUTE] if with_route else []), *beside))
