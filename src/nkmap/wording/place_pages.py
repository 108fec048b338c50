"""The words of a place's page: what the place is, how much is said of it, what is left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from nkmap import dates
from nkmap.claim import Claim
from nkmap.relations import conflicts
from nkmap.schema import KINDS, Kind, Measure, PlaceStatus, PlaceType
from nkmap.searches import Search
from nkmap.wording import TEXTS, WORDS, captions, joined, searches
from nkmap.wording.counts import claim_count, more_in_words, of_number, plural, statement_count
from nkmap.wording.dates import dated
from nkmap.wording.hedges import figure, no_figure
from nkmap.wording.places import NO_COUNTRY, Names, listed, place_list
from nkmap.wording.sources import short

Row = Mapping[str, Any]
"""A row of the places, as a record."""
Item = tuple[str, Claim | None]
"""A sentence, and the claim it is about where it is about one."""
SCRIPTS = {
    "name_ko": "ko",
    "name_hanja": "ko-Hani",
    "name_zh": "zh-Hans",
    "name_ja": "ja",
    "name_ru": "ru",
}
"""The columns of names in other scripts, and the language of each."""
MOST_TOLD = 8
"""Figures in one sentence on what must not be added."""
MOST_UNCLEAR = 3
"""Of the newest claims, how many have told what their reports leave open."""


def other_names(row: Row) -> tuple[tuple[str, str], ...]:
    """The names of a place in other scripts with their languages, each spelling once."""
    found: dict[str, str] = {}
    for column, language in SCRIPTS.items():
        if row[column]:
            found.setdefault(row[column], language)
    return tuple(found.items())


def names_from(row: Row) -> str:
    """Where names in other scripts come from, said where they are not verified; else empty."""
    is_doubted = "not verified" in row["names_from"]
    return TEXTS["other_scripts"].format(source=row["names_from"]) if is_doubted else ""


def what_it_is(row: Row, around: Sequence[str], names: Names) -> str:
    """What sort of place it is, and where it lies: ``A city in Liaoning, China.``.

    ``around`` are the places that hold it, the nearest first. Where it is disputed whose it is, the
    note of its row says so, and nothing else does. A place that could have a point says why it is
    not pinned.
    """
    where = ", ".join(names[place] for place in around)
    is_several = row["country"] == NO_COUNTRY
    unpinned = "" if is_several else _not_pinned(row)
    sort = WORDS["sort_of_place"][row["type"]]
    if row["type"] == PlaceType.AREA and unpinned:
        sort = TEXTS["some_place"]
    elif row["type"] == PlaceType.ISLAND and row["name_en"].endswith("Islands"):
        sort = TEXTS["islands"]
    if is_several:
        where = TEXTS["several_countries"]
    elif row["status"] == PlaceStatus.DISPUTED or row["type"] == PlaceType.COUNTRY:
        where = ""
    return f"{joined(sort, where, by=' in ')}{unpinned}."


def _not_pinned(row: Row) -> str:
    """Why a place has no coordinates, as its row says: ``none: the site is not named``."""
    given: str = row["coordinates_from"]
    told = given.removeprefix("none").removeprefix(":").strip()
    if told == given:
        return ""
    if told.endswith("told in words"):
        return f"; {TEXTS['no_point_read']}"
    return f"; there is no pin, because {told}"


def years(claims: Sequence[Claim]) -> str:
    """The years that claims are about: ``from 2010 to 2025``; empty where none gives a date."""
    sure = [claim.least_months for claim in claims if claim.least_months != dates.NO_DATE]
    if not sure:
        return ""
    first, last = min(months[0] for months in sure) // 12, max(months[1] for months in sure) // 12
    undated = len(claims) - len(sure)
    told = f"from {first} to {last}"
    if first == last:
        told = f"all in {first}" if len(claims) > 1 and not undated else f"in {first}"
    return joined(told, f"{undated:,} without a date" if undated else "", by=", ")


def how_many(claims: Sequence[Claim], inside: int) -> str:
    """How many claims name a place, from when to when, and what they go back to.

    ``inside`` is how many name only what lies in it: told here where no claim names it itself.
    """
    if not claims and inside:
        return f"{TEXTS['not_itself']}; {_within(claim_count(inside), inside)}"
    if not claims:
        return f"{TEXTS['no_claim_names'].format(what='it')}."
    if len(claims) == 1:
        return joined("1 claim names it", years(claims), by=", ") + "."
    told = joined(f"{len(claims):,} claims name it", years(claims), by=", ")
    return f"{told}; they go back to {statement_count(claims)}."


def more_within(inside: int) -> str:
    """How many claims, beside those that name a place, name only what lies in it."""
    return _within(more_in_words(inside), inside) if inside else ""


def _within(told: str, inside: int) -> str:
    if inside == 1:
        return f"{told} names only a place in it, and stands on the page of that place."
    return f"{told} name only places in it, and stand on the pages of those places."


def claim_line(claim: Claim, place: str, names: Names) -> str:
    """A claim in a line of the page of a place: ``about 500 workers arrived, from Hyesan``."""
    if captions.is_told_in_words(claim):
        return claim.summary.removesuffix(".")
    return joined(captions.mark_figure(claim), *_elsewhere(claim, place, names), by=", ")


def _elsewhere(claim: Claim, place: str, names: Names) -> Iterator[str]:
    """The other places of a claim; none where that is withheld."""
    is_back, is_there = claim.kind is Kind.RETURNED, KINDS[claim.kind].told_by_destination
    to = "bound for" if claim.kind is Kind.TURNED_BACK else "in" if is_there else "to"
    ends = ("to", "from") if is_back else ("from", to)
    for word, at in zip(ends, (claim.origin, claim.destination), strict=True):
        if claim.about and at and at != (place,):
            yield f"{word} {place_list(at, names)}"


def not_drawn(claims: Sequence[Claim], drawn: Sequence[Claim]) -> str:
    """Why claims are not in the picture of months, and stand only in the list; empty for none."""
    undated = sum(claim.least_months == dates.NO_DATE for claim in claims)
    older = len(claims) - undated - len(drawn)
    gives = "gives no date and stands" if undated == 1 else "give no date and stand"
    told = [f"{claim_count(undated)} {gives} only in the list."] if undated else []
    told += [f"{more_in_words(older)} with older dates, not drawn."] if older else []
    return " ".join(told)


def not_known(claims: Sequence[Claim], sought: Sequence[Search] = ()) -> tuple[Item, ...]:
    """What the claims of a place leave open, the newest first: in their own words, none added.

    Last comes what was ``sought`` and not found.
    """
    standing = (claim for claim in claims if claim.is_current)
    newest = sorted(standing, key=lambda own: own.order, reverse=True)
    found: list[Item] = [
        (f"{captions.kind_label(own)}, {dated(own)}: {no_figure(own)}.", own)
        for own in newest
        if own.is_unreported and KINDS[own.kind].units
    ]
    found += [(own.summary, own) for own in newest if own.kind is Kind.LIMITATION]
    found += [(f"Contested: {own.contested}", own) for own in newest if own.contested]
    open_ = [own for own in newest if own.unclear]
    found += [(own.unclear, own) for own in open_[:MOST_UNCLEAR]]
    looked = searches.listed(sought)
    return (*found, (looked, None)) if looked else tuple(found)


def do_not_add(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Which of the figures of a place must not be added or multiplied, and why."""
    by_id = {claim.claim_id: claim for claim in claims}
    counted = [claim for claim in claims if claim.has_figure and claim.is_current]
    parts: dict[str, list[Claim]] = {}
    for own in counted:
        if by_id.get(own.part_of) in counted:
            parts.setdefault(own.part_of, []).append(own)
    found = []
    for whole, of_whole in parts.items():
        are = "is a part" if len(of_whole) == 1 else "are parts"
        alone = [replace(own, whole=None) for own in of_whole]
        found.append(f"{_all_told(alone)} {are} of {_told(by_id[whole])}.")
    together: dict[tuple[str, Kind, str], list[Claim]] = {}
    for own in counted:
        if own.part_of not in by_id:
            key = own.origin_group, own.kind, own.kept_apart
            together.setdefault(key, []).append(own)
    same = (own for own in together.values() if len(own) > 1)
    found += [f"{_all_told(own)} go back to one statement." for own in same]
    found += [
        f"{_all_told(group)} do not {'all ' if len(group) > 2 else ''}agree: "
        "together they are no range."
        for group in conflicts(counted)
    ]
    rates = [own for own in counted if KINDS[own.kind].measure is Measure.RATE]
    if rates:
        are = "is a rate" if len(rates) == 1 else "are rates"
        found.append(f"{_all_told(rates)} {are}: never multiplied.")
    many = [kind for kind, count in Counter(own.kind for own in counted).items() if count > 1]
    rules = (KINDS[kind] for kind in many if KINDS[kind].measure is Measure.STOCK)
    found += [f"{rule.label}: {rule.why_no_total}" for rule in rules]
    return tuple(f"{told[0].upper()}{told[1:]}" for told in found)


def _told(claim: Claim) -> str:
    return f"{figure(claim)} ({claim.claim_id})"


def _all_told(claims: Sequence[Claim]) -> str:
    more = len(claims) - MOST_TOLD
    return listed([*map(_told, claims[:MOST_TOLD]), *([more_in_words(more)] if more > 0 else [])])


def publishers(
    claims: Sequence[Claim], sources: Mapping[str, pd.Series]
) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Who published the claims, with how many each and in which sources; the most first."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(short(sources[claim.source_id]), []).append(claim)
    in_order = sorted(found.items(), key=lambda own: (-len(own[1]), own[0].casefold()))
    return tuple(
        (name, len(own), tuple(dict.fromkeys(claim.source_id for claim in own)))
        for name, own in in_order
    )


def without_claims(count: int) -> str:
    """What stands above the places that no claim names, nor anything in them."""
    these = f"these {count:,} places" if count > 1 else "this place"
    return TEXTS["no_claim_names"].format(what=these)


def picture_words(claims: Sequence[Claim], name: str) -> str:
    """What a picture of lanes is, for those who do not see it."""
    kinds = of_number(len({claim.kind for claim in claims}), "kind")
    return f"When there are claims about {name}, by {kinds} of figure; each is a link to its claim"


def neighbour(name: str, count: int) -> str:
    """What a dot on the small map is."""
    return f"{name}: {claim_count(count)}, on a page of its own"


def where_it_lies(name: str) -> str:
    """What the small map is, for those who do not see it."""
    return f"Where {name} lies"


def headline(counts: Mapping[str, int], names: Names) -> str:
    """How many places claims name, and in how many countries; a disputed place is in none."""
    named = [place for place in counts if counts[place]]
    codes = {names.told_under[place] for place in named}.difference(named)
    countries = "country" if len(codes) == 1 else "countries"
    return f"Claims name {plural(len(named), 'place')} in {len(codes):,} {countries}."


def only_inside(inside: int) -> str:
    """How many claims name only what lies in a place, in a list of places: ``8 in it``."""
    return f"{inside:,} in it"


def option(row: Row, count: int, inside: int, names: Names) -> str:
    """A place as it is found by its names: ``Dandong, 단둥 丹东, China (26)``.

    ``inside`` is how many claims name only what lies in it: told where none names it itself.
    """
    country = names.country_of(row["place_id"])
    scripts = " ".join(name for name, _ in other_names(row))
    told = f"{count:,}"
    if not count:
        none = TEXTS["not_itself"] if inside else TEXTS["no_claim_names"].format(what="it")
        told = joined(none.lower(), only_inside(inside) if inside else "", by="; ")
    return f"{joined(row['name_en'], scripts, country, by=', ')} ({told})"
