"""Who said it, how they know, how it is cited and quoted; one claim in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from string import ascii_uppercase

import pandas as pd

from nkmap.claim import Claim
from nkmap.relations import lead_claim, limits_on
from nkmap.schema import LAYERS, Access
from nkmap.view import Selection
from nkmap.wording import TEXTS, WORDS, joined
from nkmap.wording.counts import (
    and_more,
    as_known,
    claim_count,
    ids,
    of_number,
    plural,
    statement_count,
)
from nkmap.wording.dates import dates_of, published
from nkmap.wording.hedges import figure
from nkmap.wording.places import Names, destination, listed, origin, place_list
from nkmap.wording.sentences import attributed, said_by, sentence

MOST_SOURCES = 4
"""Sources a figure names; its link leads to the others."""
MOST_CLAIMS = 9
"""Claims a figure names by id; its link leads to all of them."""


def figure_sources(claims: Sequence[Claim], sources: Mapping[str, pd.Series]) -> str:
    """The sources of a figure by first appearance, its claims, and which are weak copies."""
    if not claims:
        return ""
    named = articles([sources[claim.source_id] for claim in claims])
    told = f"{of_number(len(named), 'Source')}: {'; '.join(named[:MOST_SOURCES])}"
    rest = len(named) - MOST_SOURCES
    more = f"; and {plural(rest, 'more source')}" if rest > 0 else ""
    weak = [claim for claim in claims if claim.is_weak_copy]
    copies = f" Read in a weak copy: {ids(weak, MOST_CLAIMS)}." if weak else ""
    return f"{told}{more}. Claims: {ids(claims, MOST_CLAIMS)}.{copies}"


def work(claim: Claim) -> str:
    """The kinds of work named, with how sure they are; empty when none is named."""
    named = ", ".join(claim.sector)
    return f"{named} ({claim.sector_status})" if named and claim.sector_status else named


def article(source: pd.Series) -> str:
    """A source in short: publisher and date."""
    return f"{source['publisher']}, {published(source)}"


def short(source: pd.Series) -> str:
    """Who published it, without what stands in brackets behind the name."""
    return str(source["publisher"]).split(" (", maxsplit=1)[0]


def articles(sources: Sequence[pd.Series]) -> tuple[str, ...]:
    """Sources in short, each once, by first appearance; several of one name with their number."""
    pages = {str(source["source_id"]): article(source) for source in sources}
    counts = Counter(pages.values())
    return tuple(f"{name} ({of} pages)" if of > 1 else name for name, of in counts.items())


def title(source: pd.Series) -> str:
    """A source's title in its own language, with its translation in brackets; empty: unknown."""
    own, english = str(source["title_original"]), str(source["title"])
    return f"{own} [{english}]" if own and english else own or english


def citation(source: pd.Series) -> str:
    """A source in full: authors, title if known, publisher, date, address."""
    authors, own = listed(tuple(source["authors"])), title(source)
    quoted = f"“{own}”" if own else ""
    parts = [authors, quoted, source["publisher"], published(source), source["url"]]
    return ". ".join(part for part in parts if part)


def chain(claim: Claim, source: pd.Series) -> str:
    """Who told whom, up to the paragraph we read."""
    # The publisher is a step of its own, so it is not said twice.
    first = said_by(claim).removesuffix(f", as told by {short(source)}")
    return f"{first} → {article(source)}, {claim.locator}"


def copy(access: str, relay_of: str, *, names_original: bool = True) -> str:
    """How direct our copy is, and whose report it passes on.

    A citation does not name it (``names_original``) where it is the report as it was published.
    """
    words = WORDS["copy"][access] if names_original or access != Access.ORIGINAL else ""
    told = f"{words[0].upper()}{words[1:]}." if words else ""
    return joined(told, f"Passes on: {relay_of}." if relay_of else "")


def record(
    claim: Claim,
    source: pd.Series,
    place_names: Names,
    known: Sequence[Claim],
    stops: Sequence[str] = (),
) -> tuple[tuple[str, str], ...]:
    """Everything about a claim as pairs of a label and its words; what is empty is left out.

    ``known`` holds every claim, for those it is tied to; ``stops`` are the places of its route.
    """
    quotable = attributed(claim, place_names, str(source["publisher"]))
    pairs = [
        ("In one sentence", sentence(claim, place_names)),
        ("Figure", figure(claim)),
        *((name.capitalize(), words) for name, words in dates_of(claim, source)),
        ("From", origin(claim, place_names)),
        ("To", destination(claim, place_names)),
        ("Stops", " → ".join(place_list([stop], place_names) for stop in stops)),
        ("Who", claim.group),
        ("Work", work(claim)),
        ("Said by", said_by(claim)),
        ("How known", f"the speaker {WORDS['how_known'][claim.evidence]}"),
        ("Who told whom", chain(claim, source)),
        ("Summary", claim.summary),
        *_limits(claim, known),
        *_ties(claim, known),
        ("Layer", LAYERS[claim.layer].label),
        ("Status", standing(claim)),
        ("Say it like this", quotable if claim.is_current else ""),
        ("Source", citation(source)),
        ("Our copy", copy(claim.access, source["relay_of"])),
    ]
    return tuple((label, words) for label, words in pairs if words)


def _limits(claim: Claim, known: Sequence[Claim]) -> list[tuple[str, str]]:
    above = [f"{limit.summary} ({limit.claim_id})" for limit in limits_on(claim, known)]
    return [
        ("Read with this", " ".join(above)),
        ("Left open", claim.unclear),
        ("Do not read this as", "; ".join(claim.caution)),
        ("Contested", claim.contested),
    ]


def _ties(claim: Claim, known: Sequence[Claim]) -> list[tuple[str, str]]:
    parts = [other.claim_id for other in known if other.part_of == claim.claim_id]
    return [
        ("Does not agree with", disagreement(claim, known)),
        ("Part of", claim.part_of),
        ("Its parts", ", ".join(parts)),
        ("Goes back to", _origin_group(claim, known)),
    ]


def disagreement(claim: Claim, known: Sequence[Claim]) -> str:
    """The claims that one does not agree with, and which of them all still stand.

    ``C2. Both stand.``, ``C2 and C3. C3 no longer stands.``. What is not ``known`` is not named.
    """
    named = frozenset(claim.conflicts_with)
    others = [other for other in known if other.claim_id in named] if named else []
    if not others:
        return ""
    fallen = [one.claim_id for one in (claim, *others) if not one.is_current]
    stand = "Both stand" if len(others) == 1 else "All stand"
    if fallen:
        stand = f"{listed(fallen)} no longer stand{'s' if len(fallen) == 1 else ''}"
    return f"{listed([other.claim_id for other in others])}. {stand}."


def _origin_group(claim: Claim, known: Sequence[Claim]) -> str:
    same = [c.claim_id for c in known if c.origin_group == claim.origin_group]
    others = [claim_id for claim_id in same if claim_id != claim.claim_id]
    if not others:
        return f"a statement of its own ({claim.origin_group})"
    told = f"one statement ({claim.origin_group}), together with {listed(others)}"
    return f"{told}; one origin, not more"


def standing(claim: Claim) -> str:
    """Whether a claim stands: ``current``, ``no longer stands: superseded by C2``."""
    by = f" by {claim.superseded_by}" if claim.superseded_by else ""
    return f"{claim.status}{by}" if claim.is_current else f"no longer stands: {claim.status}{by}"


def change(row: pd.Series) -> str:
    """One row of ``changes.csv`` in words."""
    changed = f"{row['column']} was “{row['old']}”, is “{row['new']}”. " if row["column"] else ""
    return f"{row['date']}, data {row['version']}: {changed}{row['reason']}"


def quote_claim(claim: Claim, source: pd.Series, place_names: Names, data: str) -> str:
    """A claim as it may be quoted, with its source, its id and the version of the data.

    ``data`` is the version of the data. What no longer stands is not offered.
    """
    if not claim.is_current:
        return f"Claim {claim.claim_id} {standing(claim)}. It is not offered to be quoted."
    said = attributed(claim, place_names, str(source["publisher"])).removesuffix(".")
    return f"{said} ({_reference(claim, source, data)})."


def _reference(claim: Claim, source: pd.Series, data: str) -> str:
    weak = ", weak copy" if claim.is_weak_copy else ""
    told = article(source).translate(str.maketrans("()", "[]"))  # brackets within brackets
    return f"{told}{weak}; claim {claim.claim_id}; nkmap data {data}"


def quote_view(
    shown: Sequence[Claim],
    selection: Selection,
    place_names: Names,
    sources: Mapping[str, pd.Series],
    data: str,
    on: date | None = None,
) -> str:
    """A view as it may be quoted: the claim its headline tells, and how many it stands among.

    ``sources`` holds every publication by its id, ``data`` is the version of the data and ``on``
    the day whose knowledge is shown. Nothing is added up.
    """
    if not shown:
        return TEXTS["empty"]
    lead = lead_claim(shown)
    if not lead.is_current:
        return "No claim of this view stands any longer. None is offered to be quoted."
    source = sources[lead.source_id]
    said = as_known(attributed(lead, place_names, str(source["publisher"])), on)
    counted = f"{selection.count:,} of {claim_count(selection.total)} shown"
    return f"{said} {_among(shown)} ({_reference(lead, source, data)}; {counted})."


def _among(shown: Sequence[Claim]) -> str:
    """How many claims a view shows beside one, and how many statements they all go back to."""
    others = len(shown) - 1
    if not others:
        return "It is the only claim this view shows"
    gone = sum(not claim.is_current for claim in shown)
    fallen = f"; {gone:,} of them no longer stand{'s' if gone == 1 else ''}" if gone else ""
    all_of_them = "both" if others == 1 else f"all {len(shown):,}"
    return (
        f"The same view shows {plural(others, 'other claim')}; "
        f"{all_of_them} go back to {statement_count(shown)} and are not added up{fallen}"
    )


def origin_letters(claims: Sequence[Claim]) -> dict[str, str]:
    """A letter for each statement that claims go back to, in order: A to Z, then AA."""
    groups = dict.fromkeys(claim.origin_group for claim in claims)
    return {group: _letter(index) for index, group in enumerate(groups)}


def _letter(index: int) -> str:
    more, place = divmod(index, len(ascii_uppercase))
    return (_letter(more - 1) if more else "") + ascii_uppercase[place]


def goes_back_to(claims: Sequence[Claim]) -> dict[str, str]:
    """The letter of each claim's statement and which other claims share it, by claim id."""
    together: dict[str, list[str]] = {}
    for claim in claims:
        together.setdefault(claim.origin_group, []).append(claim.claim_id)
    told = {}
    for group, letter in origin_letters(claims).items():
        for own in together[group]:
            others = [claim_id for claim_id in together[group] if claim_id != own]
            shared = joined(", ".join(others[:2]), and_more(len(others) - 2))
            told[own] = f"{letter}, the same origin as {shared}" if others else letter
    return told


def access_heading(access: Access, count: int, others: Sequence[Claim] = ()) -> tuple[str, str]:
    """The heading of the sources of one directness, and what it means.

    ``others`` are claims of other sources whose own copy is of this directness.
    """
    also = f" Of other sources, also {ids(others)}." if others else ""
    return f"{WORDS['copies'][access]} ({count:,})", WORDS["about_copies"][access] + also
