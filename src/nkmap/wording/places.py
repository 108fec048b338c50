"""Places in words, and how far a destination is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from nkmap.claim import Claim
from nkmap.schema import KINDS, PlaceStatus, PlaceType
from nkmap.wording import WORDS, joined
from nkmap.wording.hedges import figure_alone


class Names(dict[str, str]):
    """English place names by place id, with what each is and the country it lies in."""

    def __init__(self, places: pd.DataFrame) -> None:
        """Take them from the typed places frame."""
        ids = places["place_id"]
        super().__init__(zip(ids, places["name_en"], strict=True))
        self.types: dict[str, str] = dict(zip(ids, places["type"], strict=True))
        self.codes: dict[str, str] = dict(zip(ids, places["country"], strict=True))
        is_country = places["type"] == PlaceType.COUNTRY
        found = places[is_country]
        self.countries: dict[str, str] = _COUNTRIES | dict(
            zip(found["country"], found["name_en"], strict=True)
        )
        self.statuses: dict[str, str] = dict(zip(ids, places["status"], strict=True))
        """Which places are disputed or occupied; empty for all others."""
        self.told_under: dict[str, str] = {
            place: place if self.statuses[place] or code == NO_COUNTRY else code
            for place, code in self.codes.items()
        }
        """Of each place the code of its country; its own id where it is in none, or not like any
        other part of it: workers in occupied Donetsk were not sent to Ukraine."""

    def area(self, told_under: str) -> str:
        """The name of what a place is told under: that of its country, or its own."""
        return self.countries.get(told_under) or self.get(told_under, told_under)

    def id_of_area(self, told_under: str) -> str:
        """The id of what a place is told under; empty where a dataset has no row for it."""
        if told_under in self:
            return told_under
        is_country = (p for p, sort in self.types.items() if sort == PlaceType.COUNTRY)
        return next((place for place in is_country if self.codes[place] == told_under), "")

    def country_of(self, place: str) -> str:
        """The country that a sentence tells with a place; empty where it is not to be told.

        So it is of a country, of a place whose name tells it, and of one that is disputed: its
        note says who holds and who claims it. One that is occupied is part of its country.
        """
        country = self.countries.get(self.codes.get(place, ""), "")
        is_told = any(word in self.get(place, "") for word in _tellers(country))
        is_country = self.types.get(place) == PlaceType.COUNTRY
        is_disputed = self.statuses.get(place) == PlaceStatus.DISPUTED
        return "" if is_told or is_country or is_disputed else country


def _tellers(country: str) -> tuple[str, ...]:
    """The words that tell a country within a name of a part of it."""
    return tuple(filter(None, (country, _ADJECTIVES.get(country, ""))))


_ADJECTIVES = {"China": "Chinese", "Russia": "Russian"}

_COUNTRIES = {"KP": "North Korea", "CN": "China", "RU": "Russia"}
"""Countries that a sentence names even where a dataset has no row for them."""
_NORTH_KOREA = "KP"
NO_COUNTRY = "ZZ"
"""What a place that lies in no one country has for its country."""
_POINTS = {PlaceType.MINE, PlaceType.STATION}
"""Places that people are at, not in."""


def place_list(ids: Sequence[str], place_names: Names) -> str:
    """Places in words, joined by and; empty for none."""
    return listed([place_names.get(place, place) for place in ids])


Parts = tuple[tuple[str, str], ...]
"""Words in their order, each with the id of the place that they name; empty where that is none."""


def parts_of(words: str, place_names: Names, *lists: Sequence[str]) -> Parts:
    """Words with the places among them apart, so that each name can lead to its place.

    ``lists`` are the places that the words name as ``place_list`` does, in the order of the words;
    a list that they do not name is passed over. Together the parts are the words again.
    """
    found: list[tuple[str, str]] = []
    for ids in filter(None, lists):
        before, told, after = words.partition(place_list(ids, place_names))
        if told:
            found.append((before, ""))
            found += _apart(ids, place_names)
            words = after
    return tuple((own, place) for own, place in (*found, (words, "")) if own)


def _apart(ids: Sequence[str], place_names: Names) -> Iterator[tuple[str, str]]:
    """The parts of a ``place_list``."""
    for number, place in enumerate(ids, 1):
        yield place_names.get(place, place), place
        yield ("" if number == len(ids) else " and " if number == len(ids) - 1 else ", "), ""


def listed(found: Sequence[str]) -> str:
    """Words joined by commas and “and”; empty for none."""
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"


def places_in_full(ids: Sequence[str], place_names: Names) -> str:
    """Places in words, each with its country in commas: ``Musan and Hyesan, North Korea,``."""
    found: dict[str, list[str]] = {}
    for place in ids:
        found.setdefault(place_names.country_of(place), []).append(place)
    return listed(
        [
            place_list(own, place_names) + (f", {country}," if country else "")
            for country, own in found.items()
        ]
    )


def at_places(ids: Sequence[str], place_names: Names) -> str:
    """Places with their preposition: ``at Musan Mine, North Korea,``, ``in Russia``."""
    if not ids:
        return ""
    types = {place_names.types.get(place) for place in ids}
    word = "at" if types <= _POINTS else "on" if types == {PlaceType.ISLAND} else "in"
    return f"{word} {places_in_full(ids, place_names)}"


def is_from_north_korea(ids: Sequence[str], place_names: Names) -> bool:
    """Whether a sentence that names these places says that somebody is from North Korea."""
    return any(place_names.codes.get(place) == _NORTH_KOREA for place in ids)


def is_in_no_one_country(ids: Sequence[str], place_names: Names) -> bool:
    """Whether places are more than one country holds: several countries, a part of the world."""
    return any(place_names.codes.get(place) == NO_COUNTRY for place in ids)


def destination(claim: Claim, place_names: Names) -> str:
    """Where to, as far as known: ``Russia – place not reported``."""
    where = place_list(claim.destination, place_names)
    if not where:
        return "not stated"
    limit = destination_limit(claim)
    return f"{where} – {limit}" if limit else where


def origin(claim: Claim, place_names: Names) -> str:
    """Where from, or ``not stated``."""
    return place_list(claim.origin, place_names) or "not stated"


def other_end(claim: Claim, names: Names) -> str:
    """The end of a journey that its claim is not told by: ``to Russia``, ``from Hyesan``.

    Empty where that is not told, or withheld.
    """
    if not claim.about:
        return ""
    way = "from" if KINDS[claim.kind].told_by_destination else "to"
    return f"{way} {place_list(claim.other_end, names)}" if claim.other_end else ""


def destination_limit(claim: Claim) -> str:
    """How far the destination is known, in two or three words; empty when a place is named.

    Where nobody went there is nothing to be known.
    """
    return "" if claim.is_zero else WORDS["destination"][claim.destination_status]


def about(claim: Claim, place_names: Names, parts: Sequence[Claim] = ()) -> str:
    """Where a figure belongs, its parts, and the claims it does not agree with."""
    where = place_list(claim.origin, place_names)
    to = destination(claim, place_names) if claim.destination else ""
    lines = [joined(where, to, by=" → ")]
    if claim.purpose:
        lines.append(f"only: {claim.purpose}")
    if parts:
        lines.append("of these " + ", ".join(_part(part, place_names) for part in parts))
    if claim.conflicts_with:
        lines.append(f"does not agree with {', '.join(claim.conflicts_with)}")
    return joined(*lines, by="\n")


def _part(part: Claim, place_names: Names) -> str:
    name = part.purpose or place_list(part.destination, place_names)
    return f"{name} {figure_alone(part)}".strip()
