"""Several figures side by side: what each counts, what it goes back to, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase

import pandas as pd

from nkmap.claim import Claim
from nkmap.schema import KINDS, MILITARY, PEOPLE, Access, Kind, MissingReason
from nkmap.wording.counts import MOST_NAMED, ids, left_out, not_listed
from nkmap.wording.dated import dated, day_said, is_day_of_words
from nkmap.wording.dates import when
from nkmap.wording.figures import axis_unit, figure, figure_alone, number
from nkmap.wording.places import Names, destination, other_end, place_list
from nkmap.wording.sentences import told_by
from nkmap.wording.sources import how_known, published

__all__ = [
    "about",
    "access_heading",
    "dates_of",
    "entries_key",
    "figures_once",
    "goes_back_to",
    "ids_by_origin",
    "left_open",
    "limits_for",
    "limits_of",
    "not_covered",
    "origin_letters",
    "said_by",
    "series_label",
    "three_dates",
]


def series_label(kind: Kind, group: str, unit: str = "") -> str:
    """What a series counts: its kind, and whom or what where that is not what one expects."""
    label = KINDS[kind].label
    if unit in KINDS[kind].units[1:] and unit not in PEOPLE:
        return f"{label}: {axis_unit(unit)}"
    return f"{label}: {group}" if group in MILITARY else label


def figures_once(
    claims: Sequence[Claim], place_names: Names, asked: Sequence[str] = ()
) -> tuple[tuple[str, Claim], ...]:
    """Every figure of a series in words, once for each statement, with how many reports tell it.

    A place is told unless it is the one that was ``asked`` about. The claim beside the words tells
    whether they still stand, and the statement they go back to.
    """
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        words = ", ".join(filter(None, (figure(claim), _where(claim, place_names, asked))))
        told.setdefault((words, claim.origin_group), []).append(claim)
    return tuple(
        (f"{words}, {dated(own[0])}" + _reports(len(own)), own[0])
        for (words, _), own in told.items()
    )


def _reports(count: int) -> str:
    return f" ({count} reports)" if count > 1 else ""


def _where(claim: Claim, place_names: Names, asked: Sequence[str]) -> str:
    elsewhere = set(claim.told_of) - set(asked)
    return place_list(claim.told_of, place_names) if elsewhere else other_end(claim, place_names)


def origin_letters(claims: Sequence[Claim]) -> dict[str, str]:
    """A letter for each statement that claims go back to, in order: A to Z, then AA."""
    groups = dict.fromkeys(claim.origin_group for claim in claims)
    return {group: _letter(index) for index, group in enumerate(groups)}


def _letter(index: int) -> str:
    more, place = divmod(index, len(ascii_uppercase))
    return (_letter(more - 1) if more else "") + ascii_uppercase[place]


def ids_by_origin(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """The ids of the claims that go back to each statement."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(claim.origin_group, []).append(claim.claim_id)
    return found


def goes_back_to(
    claim: Claim, letters: Mapping[str, str], together: Mapping[str, Sequence[str]]
) -> str:
    """The letter of a claim's statement, and which other claims share it (``ids_by_origin``)."""
    same = together[claim.origin_group]
    others = [claim_id for claim_id in same if claim_id != claim.claim_id]
    if not others:
        return letters[claim.origin_group]
    listed = ", ".join(others[:_MOST_OTHERS])
    more = left_out(len(others) - _MOST_OTHERS)
    return f"{letters[claim.origin_group]}, the same origin as {listed}{more}"


_MOST_OTHERS = 2


def about(claim: Claim, place_names: Names, parts: Sequence[Claim] = ()) -> str:
    """Where a figure belongs, its parts, and the claims it does not agree with."""
    where = place_list(claim.origin, place_names)
    to = destination(claim, place_names) if claim.destination else ""
    lines = [" → ".join(filter(None, (where, to)))]
    if claim.purpose:
        lines.append(f"only those for {claim.purpose}")
    if parts:
        lines.append("of these " + ", ".join(_part(part, place_names) for part in parts))
    if claim.conflicts_with:
        lines.append(f"does not agree with {', '.join(claim.conflicts_with)}")
    return "\n".join(filter(None, lines))


def _part(part: Claim, place_names: Names) -> str:
    name = part.purpose or place_list(part.destination, place_names)
    return f"{name} {figure_alone(part)}".strip()


def said_by(claim: Claim) -> str:
    """Who says it, and how they know."""
    return f"{told_by(claim)}\n({how_known(claim)})"


def three_dates(claim: Claim, source: pd.Series) -> str:
    """When it happened, when it was said and when it was published: three different things."""
    return "\n".join(f"{name}: {value}" for name, value in dates_of(claim, source))


def dates_of(claim: Claim, source: pd.Series) -> tuple[tuple[str, str], ...]:
    """The three dates of a claim, each with its name."""
    name = "planned" if claim.kind is Kind.PLANNED else "happened"
    told = day_said(claim)
    return (
        (name, "no date given" if is_day_of_words(claim) else dated(claim)),
        ("said", when(told) if told else "not stated"),
        ("published", published(source)),
    )


def access_heading(access: Access, count: int, others: Sequence[Claim] = ()) -> tuple[str, str]:
    """The heading of the sources of one directness, and what it means.

    ``others`` are claims of other sources whose own copy is of this directness.
    """
    title, meaning = {
        Access.ORIGINAL: (
            "Read as published",
            "The publisher’s page, or its text elsewhere.",
        ),
        Access.RELAY: ("Relays", "A page that passes on somebody else’s report."),
        Access.WEAK_COPY: (
            "Weak copies",
            "A page that may have changed what it passes on. Used only to complete a series, to "
            "give the parts of a figure or to show a conflict, and marked wherever it is shown.",
        ),
    }[access]
    also = f" Of other sources, also {ids(others)}." if others else ""
    return f"{title} ({number(count)})", meaning + also


def limits_of(claims: Sequence[Claim], told: Sequence[Claim]) -> tuple[Claim, ...]:
    """The limitations that are stated of one of these claims."""
    ids = {claim.claim_id for claim in claims}
    return tuple(c for c in told if c.kind is Kind.LIMITATION and c.part_of in ids)


def limits_for(claims: Sequence[Claim], told: Sequence[Claim]) -> tuple[Claim, ...]:
    """The limitations about the same places and times: what sources could not find out."""
    origins = {place for claim in claims for place in claim.origin}
    targets = {place for claim in claims for place in claim.destination}
    return tuple(
        c
        for c in told
        if c.kind is Kind.LIMITATION
        and (targets.intersection(c.destination) or origins.intersection(c.origin))
        and any(_meet(c, claim) for claim in claims)
    )


def _meet(one: Claim, two: Claim) -> bool:
    """Whether two claims may be about the same year; an open end meets everything beyond it."""
    first = max(c.first_day.year if c.first_day else 0 for c in (one, two))
    last = min(c.last_day.year if c.last_day else 9999 for c in (one, two))
    return first <= last


def left_open(claims: Sequence[Claim]) -> tuple[str, ...]:
    """What a set of figures leaves open by itself."""
    unknown = [c for c in claims if c.missing_reason is MissingReason.NOT_REPORTED]
    ended = [c for c in claims if c.missing_reason is MissingReason.NO_LONGER_PUBLISHED]
    contested = [c for c in claims if c.contested]
    found = [f"{c.summary} ({c.claim_id})" for c in ended[:MOST_NAMED]]
    if len(ended) > MOST_NAMED:
        found.append(not_listed(len(ended) - MOST_NAMED, "series that are no longer published"))
    if unknown:
        verb = "s" if len(unknown) == 1 else ""
        found.append(
            f"{number(len(unknown))} report{'' if verb else 's'} tell{verb} of people without "
            f"saying how many ({ids(unknown)}). That is not zero."
        )
    if contested:
        found += [f"{c.claim_id} is contested: {c.contested}" for c in contested[:MOST_NAMED]]
    if len(contested) > MOST_NAMED:
        found.append(not_listed(len(contested) - MOST_NAMED, "contested claims"))
    if len({(c.kind, c.group) for c in claims if c.has_figure}) > 1:
        found.append(
            "Which of these figures count the same people is left open here. None can be added "
            "to another."
        )
    return tuple(found)


def entries_key(limits: Sequence[Claim]) -> str:
    """What the picture of border entries shows, and what its source does not tell."""
    own = " ".join(f"{claim.summary} ({claim.claim_id})" for claim in limits[:MOST_NAMED])
    own += left_out(len(limits) - MOST_NAMED)
    return (
        "Each crossing is counted, so one person may be in it more than once. A half-year is drawn "
        "as one area and not split. “?”: the total of that quarter was not read. " + own
    ).strip()


def not_covered(claims: Sequence[Claim], drawn: int) -> str:
    """How many of all claims stand on the strip of places and months."""
    return (
        f"{number(drawn)} of all {number(len(claims))} claims are in this picture, whatever is "
        "chosen above; the others have no date in these months, or name none of these places and "
        "nothing in them. A claim that gives no start stands in its last month, and may be about "
        "earlier ones. A country holds the claims about its provinces and towns."
    )
