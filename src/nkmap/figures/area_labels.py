"""Words for areas: claims that name a country or a province and no place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nkmap.claim import Claim
from nkmap.figures.scene import NOWHERE, AreaLabel, Gazetteer, Place, Scene
from nkmap.schema import KINDS, Kind, Measure
from nkmap.wording import captions, counts, hedges
from nkmap.wording.places import destination_limit, place_list

MOST_LINES = 4
"""Lines of figures on one label; more are counted, and listed where the label leads."""


def of_claims(
    told: Sequence[Claim],
    ends: Iterable[tuple[str, Claim]],
    kind: Kind | None,
    known: Gazetteer,
) -> tuple[AreaLabel, ...]:
    """Make the area labels of a scene: one for each area and group.

    ``told`` have no point: their figures are written. ``ends`` are places where others end, or that
    they are about; those that are areas are named. On a map of all kinds each line names its kind.
    """
    named: dict[_Key, list[Claim]] = {}
    for place, claim in sorted(ends, key=lambda end: end[0]):
        if not known.places[place].is_point:
            named.setdefault((place, claim.kept_apart), []).append(claim)
    written: dict[_Key, list[Claim]] = {}
    for claim in told:
        together = [_TOGETHER.join(claim.about)]
        for place in together if stands_once(claim, kind) else claim.about or ("",):
            written.setdefault((place, claim.kept_apart), []).append(claim)
    return tuple(
        _area_label(_area(key[0], known), written.get(key, ()), named.get(key, ()), kind)
        for key in dict.fromkeys([*named, *sorted(written, key=lambda key: key[0])])
    )


def stands_once(claim: Claim, kind: Kind | None) -> bool:
    """Whether a claim about several places is drawn once, for all of them together.

    One figure belongs to none of them alone; on a map of all kinds nothing stands twice.
    """
    return kind is None or claim.has_figure


_Key = tuple[str, str]
"""A place and a group that is kept apart."""
_TOGETHER = ";"


def _area(place: str, known: Gazetteer) -> Place:
    if _TOGETHER not in place:
        return known.places.get(place, NOWHERE)
    each = place.split(_TOGETHER)
    codes = {known.names.told_under.get(own, "") for own in each}
    country = codes.pop() if len(codes) == 1 else ""
    return replace(NOWHERE, name=f"{place_list(each, known.names)} together", country=country)


def _area_label(
    area: Place, written: Sequence[Claim], named: Sequence[Claim], kind: Kind | None
) -> AreaLabel:
    is_stock = kind is not None and KINDS[kind].measure is Measure.STOCK
    latest_first = sorted(written, key=lambda claim: claim.order, reverse=True)
    ids = {claim.claim_id for claim in written}
    # A part below its whole would read as one more figure.
    told = _once_each([claim for claim in latest_first if claim.part_of not in ids])
    lines = [captions.area_line(claim, names_kind=kind is None) for claim in told[:MOST_LINES]]
    lines += filter(None, [counts.and_more(len(told) - MOST_LINES)])
    claims = {claim.claim_id: claim for claim in (*latest_first, *named)}
    # An area that is no country and no province is the place that was named.
    is_place = area.type == "area"
    ends = [claim for claim in written if is_stock or area.place_id in claim.destination]
    told_of = (*(ends if is_stock or is_place else ()), *named)
    limits = [destination_limit(claim) for claim in told_of]
    if written and not (is_stock or is_place):
        limits = ["place not reported", *limits]
    limit = "; ".join(dict.fromkeys(filter(None, limits))) if area.place_id else ""
    group = (*written, *named)[0].kept_apart
    who = f"{group.capitalize()}, kept apart: " if group else ""
    title = who + " – ".join(filter(None, (area.name, limit)))
    return AreaLabel(area, tuple(claims.values()), title, tuple(lines), is_stock and bool(written))


def _once_each(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those that repeat a figure of one statement: it is one, however often told."""
    found: dict[tuple[str, str, str, str], Claim] = {}
    for claim in claims:
        key = (claim.origin_group, claim.kind, claim.group, hedges.plain_figure(claim))
        found.setdefault(key if claim.has_figure else (claim.claim_id, "", "", ""), claim)
    return list(found.values())


_NEAR = frozenset({"KP", "CN", "RU"})
"""Countries with words of their own on the map; the others are told together."""
MOST_AREAS = 8
"""Areas with a label each; of more, those of one country stand on one label, each counted."""
_ELSEWHERE = replace(NOWHERE, name="Elsewhere or abroad")
"""Of some that are told together the source counts countries with words of their own, too."""


def together(scene: Scene) -> tuple[AreaLabel, ...]:
    """The labels of a near map: those elsewhere in one; very many in one a country."""
    labels = [label for label in scene.area_labels if not label.is_aside]
    counted = scene.area_labels[len(labels) :]
    far = [p for p in labels if p.area.country not in _NEAR and not p.claims[0].is_military]
    if len(far) > 1:
        named = ([f"{p.area.name}: {words}" for words in p.lines] or [p.title] for p in far)
        lines = [line for own in named for line in own]
        more = counts.and_more(len(lines) - MOST_LINES)
        lines = [*lines[:MOST_LINES], *filter(None, [more])]
        labels = [p for p in labels if p not in far]
        labels.append(_one_label(far, _ELSEWHERE, _ELSEWHERE.name, lines))
    if len(labels) <= MOST_AREAS:
        return (*labels, *counted)
    found: dict[tuple[str, str], list[AreaLabel]] = {}
    for label in labels:
        country = label.area.country if label.area.country in _NEAR else ""
        found.setdefault((country, label.claims[0].kept_apart), []).append(label)
    by_country = (
        own[0] if len(own) == 1 else _counted(own, scene.countries.get(country, _ELSEWHERE), group)
        for (country, group), own in found.items()
    )
    return (*by_country, *counted)


def _counted(labels: Sequence[AreaLabel], area: Place, group: str) -> AreaLabel:
    """Several areas of one country, the most told of first.

    Of stocks each has its newest figure, and those that stand in towns are called places. Of other
    kinds claims are counted and no figure is told.
    """
    if not any(label.area == area for label in labels):
        area = replace(area, type="area")  # it is not the country that was named
    most = sorted(labels, key=lambda label: -len(label.claims))
    is_stock = any(label.is_stock for label in labels)
    lines = [_newest(label) if is_stock else _count(label) for label in most[:MOST_LINES]]
    if (more := len(most) - MOST_LINES) > 0:
        lines.append(f"and {counts.plural(more, 'more place' if is_stock else 'more area')}")
    title = captions.areas_together(area.name, len(labels), group, is_stock=is_stock)
    return _one_label(labels, area, title, lines)


def _count(label: AreaLabel) -> str:
    return f"{label.area.name}: {counts.claim_count(len(label.claims))}"


def _newest(label: AreaLabel) -> str:
    """The newest figure of an area, dated, and how many claims more there are."""
    told = f"{label.area.name}: {label.lines[0]}" if label.lines else _count(label)
    more = len(label.claims) - 1
    return captions.with_more(told, more) if label.lines and more else told


def _one_label(
    labels: Sequence[AreaLabel], area: Place, title: str, lines: Sequence[str]
) -> AreaLabel:
    claims = {claim.claim_id: claim for label in labels for claim in label.claims}
    return AreaLabel(
        area, tuple(claims.values()), title, tuple(lines), any(own.is_stock for own in labels)
    )


def aside(claims: Sequence[Claim], title: str) -> tuple[AreaLabel, ...]:
    """Make a label that only counts claims without a point; an empty tuple for no claims."""
    if not claims:
        return ()
    return (AreaLabel(NOWHERE, tuple(claims), title, (), is_stock=False, is_aside=True),)
