"""The map of the world: a label for each country, and a tint that says when, never how many.

What lies too near to other marks to be told apart is told in the words of its country.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from nkmap.claim import Claim
from nkmap.figures import basemap
from nkmap.figures.colours import Colour, kind_colour
from nkmap.figures.drawing import Group, Paint
from nkmap.figures.scene import NOWHERE, AreaLabel, Mark, Place, Route, Scene
from nkmap.figures.viewport import Style, Viewport
from nkmap.relations import lead_claim
from nkmap.schema import KINDS, OVERLAYS, Kind, Measure
from nkmap.summary.deadline import (
    Naming,
    Side,
    Tint,
    companions,
    countries,
    naming,
    newest,
    side,
    tint,
)
from nkmap.wording import deadline
from nkmap.wording.places import NO_COUNTRY

NEAR = 26.0
"""Pixels within which two marks of a far frame have no room for words of their own."""
LEAST = 3.0
"""Pixels of the radius of a mark that is still seen; a smaller one is told in words."""
HOME = "KP"
_FILLED, _BARE = 0.34, 0.10
"""How much of its colour a country has with claims since the deadline, and one with none dated."""


def of_world(scene: Scene, style: Style) -> Scene:
    """Tell a scene by country: marks that stand apart, and a label for each country."""
    crowded = [
        mark
        for mark in scene.marks
        if (mark.place.country == HOME or mark.radius < LEAST or _is_crowded(mark, scene, style))
        and not scene.names.statuses.get(mark.place.place_id)
    ]
    told: dict[tuple[str, str], dict[str, Claim]] = {}
    for code, claim in _by_country(scene, crowded):
        told.setdefault((code, claim.kept_apart), {})[claim.claim_id] = claim
    others = [label for label in scene.area_labels if label.is_aside or not _country(label, scene)]
    most_first = sorted(told.items(), key=lambda one: (-len(one[1]), one[0]))
    labels = [_label(scene, *key, [*own.values()]) for key, own in most_first]
    return replace(
        scene,
        marks=tuple(mark for mark in scene.marks if mark not in crowded),
        area_labels=(*labels, *others),
        routes=tuple(route for route in scene.routes if not _end(route, scene)),
        no_reports=(),
    )


def _country(label: AreaLabel, scene: Scene) -> str:
    """The code of the one country that a label is of; empty for several, none or a disputed one."""
    code = scene.names.told_under.get(label.area.place_id, label.area.country)
    is_country = code not in ("", NO_COUNTRY) and code not in scene.names
    return code if is_country and not label.is_aside else ""


def _end(route: Route, scene: Scene) -> str:
    """The code of the country in which a route ends; empty for none or a disputed place."""
    if not route.stops or scene.names.statuses.get(route.stops[-1].place_id):
        return ""
    country = route.stops[-1].country
    return "" if country == NO_COUNTRY else country


def _by_country(scene: Scene, crowded: Sequence[Mark]) -> Iterator[tuple[str, Claim]]:
    """Which claims the label of which country tells: that of the one they name abroad, if any.

    Of all kinds no claim stands twice; of one kind what is at a mark is told of its country, too.
    """
    found = [
        (code, claim)
        for label in scene.area_labels
        if (code := _country(label, scene)) or (scene.kind and not label.is_aside)
        for claim in label.claims
    ]
    found += [
        (end, claim)
        for route in scene.routes
        for claim in route.claims
        if (end := _end(route, scene))
    ]
    notes = scene.names.statuses
    told = [own for own in scene.marks if not notes.get(own.place.place_id)]
    for mark in told if scene.kind else crowded:
        found += [(mark.place.country, claim) for claim in mark.claims]
    for code, claim in found:
        abroad = [own for own in _abroad(claim, scene) if own not in scene.names]
        is_one = len(_abroad(claim, scene)) == 1
        codes = abroad if abroad and (is_one or scene.kind) else [code] if code else []
        yield from ((own, claim) for own in codes)
    for mark in crowded if scene.kind else ():
        yield from ((mark.place.country, claim) for claim in mark.claims)


def _abroad(claim: Claim, scene: Scene) -> list[str]:
    """What a claim names abroad: codes of countries, and places that are told by themselves."""
    return [code for code in countries(claim, scene.names.told_under) if code != HOME]


def _is_crowded(mark: Mark, scene: Scene, style: Style) -> bool:
    x, y = style.viewport.pixel(mark.place.lon, mark.place.lat)
    others = (
        style.viewport.pixel(other.place.lon, other.place.lat)
        for other in scene.marks
        if other is not mark
    )
    return any(max(abs(east - x), abs(south - y)) <= NEAR for east, south in others)


def _label(scene: Scene, code: str, group: str, claims: Sequence[Claim]) -> AreaLabel:
    names = scene.names
    unnamed = replace(NOWHERE, name=names.countries.get(code, code), country=code)
    area: Place = scene.countries.get(code, unnamed)
    who = f"{group.capitalize()}, kept apart: " if group else ""
    own = [claim for claim in claims if scene.kind in (None, claim.kind)]
    if code == HOME:
        told = _of_home(own, scene)
    else:  # the figure of several is that of none of them
        alone = [claim for claim in own if _abroad(claim, scene) in ([code], [])]
        shared = [claim for claim in _of_people(scene) if claim.kept_apart == group]
        told = _lines(alone, area.place_id, scene, companions(shared, code, names.told_under))
    told = told or [_Told(deadline.NONE_STANDS, None)]
    lines, sides = tuple(one.line for one in told), tuple(one.side for one in told)
    brief = tuple(one.brief or one.line for one in told)
    is_stock = scene.kind is not None and KINDS[scene.kind].measure is Measure.STOCK
    return AreaLabel(
        area, tuple(claims), who + area.name, lines, is_stock, sides=sides, brief=brief
    )


class _Told(NamedTuple):
    """A line of a label."""

    line: str
    side: Side | Naming | None
    """``None``: it tells no claim; ``Naming.ZERO``: that there were none."""
    brief: str = ""
    """The same in fewer words, where that is other."""


def _of_home(claims: Sequence[Claim], scene: Scene) -> list[_Told]:
    """The newest claim about the country that all come from: nearer frames show its towns."""
    if not claims:
        return []
    lead = lead_claim(claims)
    line = deadline.from_home(lead, scene.names, names_kind=scene.kind is None)
    return [_Told(line, side(lead))]


def _lines(
    claims: Sequence[Claim],
    country: str,
    scene: Scene,
    together: Mapping[Side, Sequence[str]],
) -> list[_Told]:
    """What is told of a country on each side, and of which no claim is shown.

    Of the sides ``together`` others are told with which it is named.
    What has no clear date is only told where that is all there is.
    """
    found = newest(claims, country)
    names, of_all = scene.names, scene.kind is None
    is_dated = bool({*found, *together} - {Side.UNDATED})
    # Of all kinds a mark that stands apart tells its claims itself: its side is not without one.
    at_marks = {
        side(claim)
        for mark in scene.marks
        if of_all and mark.place.country == names.codes.get(country)
        for claim in mark.claims
    }
    told: list[_Told] = []
    for on in Side:
        if on in found and (on is not Side.UNDATED or len(found) == 1):
            line = deadline.side_line(found[on], on, country, names, names_kind=of_all)
            brief = "" if of_all else deadline.brief_line(found[on], on, country, names)
            told.append(_Told(line, Naming.ZERO if found[on].claim.is_zero else on, brief))
        elif on in at_marks:
            continue
        elif (on is not Side.UNDATED) if is_dated else (on in together and not found):
            told.append(_Told(deadline.no_claim(on, together.get(on), names), None))
    return told


# ---------------------------------------------------------------- tints


def _of_people(scene: Scene) -> Iterator[Claim]:
    """The claims of a scene that say of people where they were or went; one may come twice."""
    parts: list[Mark | AreaLabel | Route] = [*scene.marks, *scene.area_labels, *scene.routes]
    for claim in (claim for part in parts for claim in part.claims):
        is_of_people = claim.kind not in {*OVERLAYS, Kind.LIMITATION}
        if claim.is_current and is_of_people and scene.kind in (None, claim.kind):
            yield claim


def tinted(scene: Scene) -> dict[str, Tint]:
    """Tell of each country that a claim about people names how its claims lie about the deadline.

    The country that all come from is not tinted, whatever is told of it.
    """
    found: dict[str, set[tuple[Side, Naming]]] = {}
    for claim in _of_people(scene):
        abroad = _abroad(claim, scene)
        for code in {*abroad} - scene.names.keys():
            found.setdefault(code, set()).add((side(claim), naming(claim, abroad)))
    return {code: tint(own) for code, own in sorted(found.items())}


def colour(scene: Scene) -> Colour:
    """The colour of the tint: that of the kind shown."""
    return kind_colour(scene.kind) if scene.kind else "ink2"


def tints(scene: Scene, view: Viewport) -> Iterator[Group]:
    """Draw each country that claims name, striped where none is of a time since the deadline."""
    hue = colour(scene)
    for code, own in tinted(scene).items():
        yield Group(basemap.tinted(view, code, paint_of(own, hue)), layer="hatch")


def paint_of(own: Tint, hue: Colour) -> Paint:
    """How a country is painted: filled or striped alone where a claim is of people in it alone."""
    match own:
        case Tint.BEFORE:
            return Paint(stroke=hue, width=1.0)
        case Tint.TOGETHER:
            return Paint(fill="land", stroke=hue, width=1.4, dash=(4.0, 2.5))
        case Tint.ZERO:
            return Paint(fill="land", stroke="ink2", width=1.4)
        case _:
            return Paint(fill=hue, opacity=_FILLED if own is Tint.SINCE else _BARE)
