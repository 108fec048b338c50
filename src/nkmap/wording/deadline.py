"""What is told of a country before and since the deadline of resolution 2397."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nkmap.claim import Claim
from nkmap.schema import Kind
from nkmap.summary.deadline import DEADLINE, Newest, Side, Tint
from nkmap.wording import TEXTS, joined
from nkmap.wording.captions import area_line
from nkmap.wording.dates import dated, day
from nkmap.wording.hedges import figure
from nkmap.wording.places import Names, listed, place_list

DAY = day(DEADLINE)
"""The deadline in words."""
TINTS = {
    Tint.BEFORE: f"claims up to {DAY}, none dated clearly since",
    Tint.SINCE: f"claims since {DAY}",
    Tint.UNDATED: f"no claim dated clearly before or after {DAY}",
    Tint.TOGETHER: f"named only together with others, since {DAY} or at all",
    Tint.ZERO: f"only a reported zero, since {DAY} or at all",
}
"""What the tint of a country on the world's map says."""


def figure_and_date(claim: Claim, country: str, names: Names) -> tuple[str, str]:
    """A claim's figure and its date, with its place where that is not the whole ``country``."""
    parts = [place for place in claim.destination if place != country]
    place = f"{place_list(parts, names)}: " if parts and country else ""
    return f"{place}{figure(claim)}", dated(claim).removesuffix(", start not given")


def newest_figures(told: Newest, country: str, names: Names) -> tuple[tuple[str, str], ...]:
    """The newest figure with its date, each that does not agree with it, then what is disputed."""
    own = (told.claim, *told.contradicted_by, *told.disputed)
    return tuple(figure_and_date(claim, country, names) for claim in own)


def side_line(told: Newest, on: Side, country: str, names: Names, *, names_kind: bool) -> str:
    """The line of a map's label: ``since: about 15,000 workers, September 2025``.

    Of those that do not agree it tells the one that is farthest from it, and counts the others.
    """
    if names_kind:
        parts = [place for place in told.claim.destination if place != country]
        place = f"{place_list(parts, names)}: " if parts else ""
        return f"{on}: {place}{area_line(told.claim, names_kind=True)}"
    figures = [figure_and_date(told.claim, country, names)]
    others = sorted(told.contradicted_by, key=lambda claim: -_distance(claim, told.claim))
    figures += [figure_and_date(claim, country, names) for claim in others[:1]]
    words = " or ".join(", ".join(one) for one in figures)
    return f"{on}: {words}{_that_disagree(len(others) - 1, 'more that disagree')}"


def brief_line(told: Newest, on: Side, country: str, names: Names) -> str:
    """The line of a map's label with one figure; those that do not agree with it are counted."""
    words, others = ", ".join(figure_and_date(told.claim, country, names)), told.contradicted_by
    return f"{on}: {words}{_that_disagree(len(others), 'that disagree')}"


def _that_disagree(count: int, words: str) -> str:
    return f", and {count:,} {words}{'s' * (count == 1)}" if count > 0 else ""


def from_home(claim: Claim, names: Names, *, names_kind: bool) -> str:
    """The newest claim about the country that all come from, with its place there."""
    place = place_list(claim.origin, names)
    return joined(place, area_line(claim, names_kind=names_kind), by=": ")


def _distance(one: Claim, other: Claim) -> float:
    """How many times as much one figure is as the other."""
    high, low = (max(1, max(filter(None, c.stated), default=1)) for c in (one, other))
    return max(high, low) / min(high, low)


NONE_STANDS = "no claim of this kind that still stands"
"""The line of a map's label that has no figure to tell."""


def only_with(others: Sequence[str], names: Names) -> str:
    """How a country is named that no claim names alone: ``only together with China``."""
    told = listed([names.area(code) for code in others])
    return f"only together with {told or 'other places'}"


def no_claim(on: Side, others: Sequence[str] | None, names: Names) -> str:
    """The line of a map's label for a side of which no claim is shown that is of it alone.

    ``others`` are those that it is named with there; ``None``: it is not named at all.
    """
    return f"{on}: {TEXTS['no_report'] if others is None else only_with(others, names)}"


def country_name(codes: Sequence[str], names: Names) -> str:
    """The countries, or disputed places, that figures are of: one, several together, or none."""
    told = listed([names.area(code) for code in codes])
    told = f"{told} together" if len(codes) > 1 else told or "no country named"
    return told[:1].upper() + told[1:]


# ---------------------------------------------------------------- tables beside the map


@dataclass(frozen=True)
class TableWords:
    """What the table of a kind is called, what it is not, and of which claims it is."""

    title: str
    heads: tuple[str, ...]
    lead: str
    of_all: str
    of_these: str
    """The same where the table is of the claims of a view alone."""


_OF_THESE = "Of the claims of this kind on this page."
TABLES = {
    Kind.PRESENT: TableWords(
        f"Present there, as reported, before and after {DAY}",
        ("Country", f"until {DAY}", "since"),
        "",
        TEXTS["before_and_since"],
        "The newest figure on each side, of workers, of the whole country and in the most direct "
        f"copy before others, and those that do not agree with it. {_OF_THESE}",
    ),
    Kind.RETURNED: TableWords(
        "Sent home or returned, as reported",
        ("From", "newest report"),
        TEXTS["sent_home"],
        "",
        _OF_THESE,
    ),
}
HEADINGS = (
    f"Claims since {DAY}",
    "No claim of the country alone that is dated clearly since",
    "A region, several together, a disputed place, or no country named",
)
"""The headings of the rows of a table, in their order."""


def heading(sides: Collection[Side], *, is_country: bool) -> str:
    """The heading above the row of what has claims on these sides of the deadline."""
    if not is_country:
        return HEADINGS[2]
    return HEADINGS[0] if Side.SINCE in sides else HEADINGS[1]


def of_several(claim: Claim) -> str:
    """The figure that is of several together, with its date."""
    return f"all together: {figure(claim)}, {dated(claim)}"


def on_no_side(count: int) -> str:
    """How many claims of a row are told on no side of the deadline."""
    return f"{count:,} on neither side alone"


def others_in_words(count: int, *, contradict: bool) -> str:
    """What a cell folds: figures that do not agree with its own, or with each other."""
    if contradict:
        return f"{count:,} figures that do not agree with it"
    return f"{count:,} other figures, not all of which agree with each other"


def kept_apart(count: int) -> str:
    """How many claims of a kind are of soldiers or military builders, who stand in no row."""
    if not count:
        return ""
    verb, are = ("is", "stands") if count == 1 else ("are", "stand")
    counted = f"{count:,} claim{'s' * (count > 1)}"
    return f"{counted} {verb} about soldiers or military builders, kept apart, and {are} in no row."
