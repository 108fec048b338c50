"""What stands beside the map of the world: countries before and since the deadline of 2019.

Who works where, and who was sent home, for the app and for published pages; never on one scale.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from nkmap.claim import Claim
from nkmap.evidence import Evidence, kept
from nkmap.publish.templates import countries_html
from nkmap.schema import Kind, PlaceType
from nkmap.summary import total, within_of
from nkmap.summary.deadline import Newest, Side, by_country, companions, countries, newest, side
from nkmap.wording import TEXTS, comparisons, counts, deadline


@dataclass(frozen=True)
class Line:
    """A line of a cell: a figure and its date, which lead to a claim, or words alone."""

    words: str
    date: str = ""
    claim: str = ""


@dataclass(frozen=True)
class Cell:
    """The lines of a cell, and those that are folded below the words that count them."""

    lines: tuple[Line, ...]
    folded: tuple[Line, ...] = ()
    fold: str = ""


@dataclass(frozen=True)
class Row:
    """What is told of a country, of several together, or of what no country is named for."""

    name: str
    place: str
    """The id of the one place that it is of; empty for several or none."""
    count: str
    unclear: Line | None
    """How many of its claims lie on no side of the deadline, where others do."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table of one kind of figures."""

    kind: Kind
    title: str
    lead: str
    """What its figures are not."""
    heads: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    """Its rows below their headings, in the order of the alphabet."""
    foot: tuple[str, ...]


_ON_SIDES = (Side.SINCE, Side.BEFORE, Side.UNDATED)
"""The order in which the newest report of a country is looked for."""


@kept
def tables(here: Evidence) -> tuple[Table, ...]:
    """Make the tables of the claims of a view; none for a kind of which it shows no claim."""
    limited = here.view.limits != here.of_all.view.limits
    made = [
        _table(here, Kind.PRESENT, _both_sides, limited=limited),
        _table(here, Kind.RETURNED, _newest_report, limited=limited),
    ]
    return tuple(table for table in made if table.groups)


def markup(
    here: Evidence, links: Mapping[str, str], places: Collection[str] | None = None
) -> Markup:
    """Write the tables; ``links`` are the addresses of a claim and a place, ``{}`` for the id.

    ``places`` are those that have an address; ``None``: all.
    """
    return Markup(countries_html.tables(tables(here), links, places))  # noqa: S704 - it escapes


_Cells = Callable[[Evidence, str, Sequence[Claim], Sequence[Claim]], tuple[Cell, ...]]


def _table(here: Evidence, kind: Kind, cells: _Cells, *, limited: bool) -> Table:
    own = [claim for claim in here.shown if claim.kind is kind]
    people = [claim for claim in own if not claim.is_military]
    groups: dict[str, list[Row]] = {heading: [] for heading in deadline.HEADINGS}
    for codes, claims in by_country(people, here.names.told_under).items():
        is_country = len(codes) == 1 and codes[0] not in here.names
        sides = {side(claim) for claim in claims if claim.is_current}
        heading = deadline.heading(sides, is_country=is_country)
        groups[heading].append(_row(here, codes, claims, cells, people))
    found = [
        (heading, tuple(sorted(rows, key=lambda row: row.name.removeprefix("The "))))
        for heading, rows in groups.items()
        if rows
    ]
    of_kind = deadline.TABLES[kind]
    note = of_kind.of_these if limited else of_kind.of_all
    foot = tuple(filter(None, (_total(here, own), note)))
    return Table(kind, of_kind.title, of_kind.lead, of_kind.heads, tuple(found), foot)


def _row(
    here: Evidence,
    codes: Sequence[str],
    claims: Sequence[Claim],
    cells: _Cells,
    of_kind: Sequence[Claim],
) -> Row:
    place = _place(here, codes)
    return Row(
        deadline.country_name(codes, here.names),
        place,
        counts.claim_count(len(claims)),
        _unclear(claims),
        cells(here, codes[0] if len(codes) == 1 else "", claims, of_kind),
    )


def _both_sides(
    here: Evidence, code: str, claims: Sequence[Claim], of_kind: Sequence[Claim]
) -> tuple[Cell, ...]:
    """What is told before and since; what has no clear date alone where there is nothing else."""
    place = _place(here, [code])
    found, together = newest(claims, place), companions(of_kind, code, here.names.told_under)
    sides = [Side.BEFORE, Side.SINCE]
    if not {*found, *together} - {Side.UNDATED}:
        sides = [Side.UNDATED]
    return tuple(
        _told(found[on], place, here)
        if on in found
        else _not_alone(here, code, on, together[on], of_kind)
        if on in together
        else Cell((Line(TEXTS["no_claim_here"]),))
        for on in sides
    )


def _newest_report(
    here: Evidence, code: str, claims: Sequence[Claim], of_kind: Sequence[Claim]
) -> tuple[Cell, ...]:
    """The newest report, and a newer one that names it with others."""
    place = _place(here, [code])
    found, together = newest(claims, place), companions(of_kind, code, here.names.told_under)
    on = next((on for on in _ON_SIDES if on in found), None)
    own = _told(found[on], place, here) if on else Cell((Line(deadline.NONE_STANDS),))
    if on is Side.SINCE or Side.SINCE not in together:
        return (own,)
    (more,) = _not_alone(here, code, Side.SINCE, together[Side.SINCE], of_kind).lines
    since = Line(f"since: {more.words}", more.date, more.claim)
    return (replace(own, lines=(*own.lines, since)),)


def _told(told: Newest, place: str, here: Evidence) -> Cell:
    """The newest figure, and one that contradicts it; several that do not agree are folded."""
    own = (told.claim, *told.contradicted_by, *told.disputed)
    figures = deadline.newest_figures(told, place, here.names)
    first, *others = (
        Line(words, date, claim.claim_id) for claim, (words, date) in zip(own, figures, strict=True)
    )
    if len(others) < 2:
        return Cell((first, *others))
    fold = deadline.others_in_words(len(others), contradict=bool(told.contradicted_by))
    return Cell((first,), tuple(others), fold)


def _not_alone(
    here: Evidence, code: str, on: Side, others: Sequence[str], of_kind: Sequence[Claim]
) -> Cell:
    """The newest claim of a side that names a country with others, which is of none of them."""
    found = [
        claim
        for claim in of_kind
        if claim.is_current
        and side(claim) is on
        and {code} < {*countries(claim, here.names.told_under)}
    ]
    claim = max(found, key=lambda one: one.order)
    words = deadline.only_with(others, here.names)
    return Cell((Line(words, deadline.of_several(claim), claim.claim_id),))


def _unclear(claims: Sequence[Claim]) -> Line | None:
    current = [claim for claim in claims if claim.is_current]
    unclear = [claim for claim in current if side(claim) is Side.UNDATED]
    if not unclear or len(unclear) == len(current):
        return None
    claim = max(unclear, key=lambda one: one.order)
    return Line(deadline.on_no_side(len(unclear)), claim=claim.claim_id)


def _place(here: Evidence, codes: Sequence[str]) -> str:
    """The id of the one country or disputed place that claims are of; empty for several or none."""
    if len(codes) == 1 and codes[0] in here.names:
        return codes[0]
    places = here.data.places
    is_own = (places["type"] == PlaceType.COUNTRY) & places["country"].isin(codes)
    found = places.loc[is_own, "place_id"]
    return str(found.iloc[0]) if len(codes) == 1 and len(found) else ""


def _total(here: Evidence, claims: Sequence[Claim]) -> str:
    """The sum, or why there is none; how many are kept apart."""
    own = [claim for claim in claims if not claim.is_military]
    words = ""
    if sum(claim.has_figure for claim in own) > 1:
        words = (
            f"{comparisons.total_words(total(own, within_of(here.data.places))).removesuffix('.')}."
        )
    return " ".join(filter(None, (words, deadline.kept_apart(len(claims) - len(own)))))
