"""What a map says: its headline, what else it holds, and the words at its marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from nkmap.claim import Claim
from nkmap.schema import KINDS, DestinationStatus, Evidence, Kind
from nkmap.wording.counts import claim_count, more_in_words
from nkmap.wording.dated import by_then, dated, is_day_of_words, our_dates
from nkmap.wording.dates import in_time, when
from nkmap.wording.figures import (
    counted,
    figure,
    hedge_parts,
    no_figure,
    part,
    plain_figure,
    reported,
    stamped,
    unit,
)
from nkmap.wording.places import Names, destination_limit, is_in_no_one_country, place_list
from nkmap.wording.sentences import sentence

__all__ = [
    "BEYOND_THE_EDGE",
    "NOT_LABELLED",
    "area_count",
    "areas_left_out",
    "areas_together",
    "aside",
    "beside_it",
    "happening",
    "happening_note",
    "headline",
    "kind_label",
    "lead_claim",
    "mark_figure",
    "mark_note",
    "plate_line",
    "route_goes_on",
    "routes_left_out",
    "silence",
    "with_more",
    "without_label",
    "without_point",
]

_LEFT_OPEN = {
    DestinationStatus.UNCONFIRMED: "confirm where in {place}",
    DestinationStatus.NOT_REALISED: "say that they have gone",
    DestinationStatus.TURNED_BACK: "say whether before or after entry",
}
"""What a claim does not say. Another report may: no claim knows what is said elsewhere."""
_WENT = {
    Kind.DEPARTED: " they went",
    Kind.ARRIVED: " they arrived",
    Kind.RETURNED: " they had been",
}
_NOT_ABOUT_WHERE = frozenset(
    {
        *(Kind.LIMITATION, Kind.POLICY, Kind.SANCTION),
        *(Kind.VISAS, Kind.PERMITS, Kind.BORDER_ENTRIES),
        *(Kind.PAY, Kind.PROMISED_PAY, Kind.CONTRACT_LENGTH),
    }
)
"""Kinds of which nobody asks where in a country it was."""
_PLACE_UNNAMED = frozenset({DestinationStatus.COUNTRY_ONLY, DestinationStatus.PROVINCE_ONLY})


def headline(shown: Sequence[Claim], place_names: Names) -> str:
    """One hedged finding from the claims shown on one scene.

    It tells the latest claim that has a figure (else the latest claim) and its limit; nothing is
    added up. ``aside`` tells or counts the other claims.
    """
    if not shown:
        return "No claim matches these choices. That is not a report of nothing."
    lead = lead_claim(shown)
    limit = _limit(lead, place_names)
    return " ".join(part for part in (sentence(lead, place_names), limit) if part)


_LEAD_ORDER = attrgetter("lead_order")


def lead_claim(shown: Sequence[Claim]) -> Claim:
    """The claim a headline tells: one that stands, with a figure before without, the latest.

    Soldiers never lead where workers do, nor a weak copy where there is a better one; of one
    report whoever was told goes before the editor who sums it up.
    """
    lead = max(shown, key=_LEAD_ORDER)
    if lead.evidence != Evidence.EDITORIAL:
        return lead
    told = [c for c in shown if c.origin_group == lead.origin_group and c.kind is lead.kind]
    told = [
        c
        for c in told
        if c.evidence != Evidence.EDITORIAL and c.lead_order[0] == lead.lead_order[0]
    ]
    return max(told, key=_LEAD_ORDER, default=lead)


def _limit(claim: Claim, place_names: Names) -> str:
    """What the report of a claim does not say; it speaks for itself alone."""
    open_ = "" if claim.is_zero else _left_open(claim)
    is_of_place = "{place}" in open_
    if not open_ or (is_of_place and not _may_lie_within(claim, place_names)):
        return ""
    where = place_list(claim.destination, place_names)
    return f"This report does not {open_.format(place=where)}."


def _may_lie_within(claim: Claim, place_names: Names) -> bool:
    """Whether it can be asked where in its destination a claim's people are."""
    is_asked = bool(claim.destination) and claim.kind not in _NOT_ABOUT_WHERE
    return is_asked and not is_in_no_one_country(claim.destination, place_names)


def _left_open(claim: Claim) -> str:
    is_unnamed = claim.destination_status in _PLACE_UNNAMED
    if claim.kind is Kind.PLANNED:
        return "say that they have gone"
    if claim.kind is Kind.SELECTED and claim.destination_status not in _LEFT_OPEN:
        return "say that they have left"
    if claim.kind is Kind.CANCELLED:
        return ""
    if is_unnamed:
        return "say where in {place}" + _WENT.get(claim.kind, "")
    return _LEFT_OPEN.get(DestinationStatus(claim.destination_status or "place named"), "")


def aside(shown: Sequence[Claim], place_names: Names) -> str:
    """What else the scene holds: two claims beside the headline's in words, the rest counted."""
    if not shown:
        return ""
    lead = lead_claim(shown)
    rest = [claim for claim in shown if claim.claim_id != lead.claim_id]
    told = [sentence(claim, place_names) for claim in rest[:_ASIDE]]
    more = len(rest) - len(told)
    return " ".join([*told, *([f"{more_in_words(more)} below."] if more else [])])


_ASIDE = 2


def kind_label(claim: Claim) -> str:
    """The kind as a reader sees it; what is only considered or expected is not called planned."""
    label = KINDS[claim.kind].label
    return _plan(claim).capitalize() if claim.kind is Kind.PLANNED else label


def _plan(claim: Claim) -> str:
    report = hedge_parts(claim)[0] if claim.has_figure else claim.qualifier
    return report if report in _PLAN_WORDS else "planned"


_PLAN_WORDS = frozenset({"announced", "considered", "expected", "forecast", "promised"})


def mark_figure(claim: Claim, others: int = 0, *, names_kind: bool = False) -> str:
    """The figure beside a mark, with its hedge and verb: ``37 people reportedly left``.

    ``others`` are further claims there: ``more than 100 workers left (and 1 more claim)``.
    ``names_kind``: beside marks of other kinds, where no verb tells of which kind it is.
    """
    has_verb = claim.has_figure and (claim.kind is Kind.PLANNED or claim.kind in _SHORT_ACT)
    kind = f"{kind_label(claim)}: " if names_kind and not has_verb else ""
    return with_more(f"{kind}{_mark_figure(claim)}", others)


def with_more(figure: str, others: int) -> str:
    """A figure with how many claims there are beside its own."""
    return f"{figure} (and {more_in_words(others)})" if others else figure


def _mark_figure(claim: Claim) -> str:
    if not claim.has_figure:
        return stamped(no_figure(claim), claim)
    act = _plan(claim) if claim.kind is Kind.PLANNED else _SHORT_ACT.get(claim.kind, "")
    if claim.is_zero:
        number, comma, rest = plain_figure(claim).partition(",")
        return stamped(f"{number} {act}".strip() + comma + rest, claim)
    report = hedge_parts(claim)[0]
    adverb = report if report == "reportedly" else ""
    told = part(claim)
    words = [counted(claim, unit(claim)), f"({told})" if told else "", adverb, act]
    if not act and report in ("reportedly", "believed to be", "estimated at"):
        words = [reported(report, words[0]), words[1]]
    elif report not in ("", adverb, act):
        words.append(f"(“{report}”)")
    return stamped(" ".join(filter(None, words)), claim)


_SHORT_ACT = {
    Kind.SELECTED: "selected",
    Kind.DEPARTED: "left",
    Kind.ARRIVED: "arrived",
    Kind.RETURNED: "returned",
    Kind.TURNED_BACK: "turned back",
    Kind.CANCELLED: "gave up a place",
}


def mark_note(claim: Claim) -> str:
    """The time or its limit, printed in italics under a mark's figure."""
    period = claim.when
    if period is None or our_dates(claim) or is_day_of_words(claim) or claim.kind is Kind.PLANNED:
        return dated(claim)
    if period.end is None:
        # Whether it went on is not known, and a mark has no room to say more.
        return f"dated {when(period).removesuffix(', end not given')}"
    return by_then(claim) or in_time(period)


def plate_line(claim: Claim, *, names_kind: bool = False) -> str:
    """One figure for an area, with hedge and time: ``approximately 4,000 workers, said ...``."""
    is_bare_plan = claim.kind is Kind.PLANNED and claim.has_figure and _plan(claim) == "planned"
    told = figure(claim)
    if names_kind:  # "Expected: 50,000 workers, expected" would say it twice
        label = kind_label(claim)
        told = f"{label}: {told.replace(f', {label.lower()}', '', 1)}"
    elif is_bare_plan:
        told += ", planned"
    return f"{told}, {dated(claim).removesuffix(', start not given')}"


_NOUN = {
    Kind.SELECTED: "selection",
    Kind.DEPARTED: "departure",
    Kind.ARRIVED: "arrival",
    Kind.RETURNED: "return",
    Kind.TURNED_BACK: "turning back",
    Kind.CANCELLED: "cancellation",
    Kind.PLANNED: "plan",
}


def areas_together(name: str, count: int, group: str) -> str:
    """The title of a plate for several areas of one country."""
    who = f"{group.capitalize()}, kept apart: " if group else ""
    return f"{who}{name}: {count:,} areas without a point"


def area_count(name: str, claims: int) -> str:
    """One of several areas with the number of claims (not people) about it."""
    return f"{name}: {claim_count(claims)}"


def areas_left_out(count: int) -> str:
    """How many areas a plate does not name."""
    return f"and {count:,} more area{'' if count == 1 else 's'}"


def route_goes_on(claim: Claim, area: str) -> str:
    """Where a route leads from its last named place: ``then on to Russia, place not reported``."""
    return ", ".join(filter(None, (f"then on to {area}", destination_limit(claim))))


def routes_left_out(claims: Sequence[Claim]) -> str:
    """What a map with too many routes does not draw; its table has them."""
    return f"Not drawn, other routes: {claim_count(len(claims))}"


def without_point(claims: Sequence[Claim]) -> str:
    """What a map cannot put anywhere: ``No point on the map: 3 claims (2 Policy, 1 Pay)``."""
    return f"No point on the map: {claim_count(len(claims))} ({_by_kind(claims)})"


def _by_kind(claims: Sequence[Claim]) -> str:
    counts = Counter(KINDS[claim.kind].label for claim in claims)
    return ", ".join(
        label if len(counts) == 1 else f"{count:,} {label}" for label, count in counts.items()
    )


def beside_it(claims: Sequence[Claim], lead: Claim) -> str:
    """How many claims a mark has beside its leading one, of which kinds where it has several."""
    rest = [claim for claim in claims if claim is not lead]
    kinds = "" if {claim.kind for claim in rest} <= {lead.kind} else f" ({_by_kind(rest)})"
    return f"and {more_in_words(len(rest))}{kinds}"


NOT_LABELLED, BEYOND_THE_EDGE = (
    "Not labelled for want of room: ",
    "Beyond the edge of this picture: ",
)
"""What stands before the places that a map shows without a name, and those it does not show."""


def without_label(words: str, names: Sequence[str]) -> str:
    """The names that a map does not have, behind the reason; empty where there is none."""
    return f"{words}{'; '.join(names)}." if names else ""


def happening(claims: Sequence[Claim]) -> str:
    """What stands beside an incident's mark: ``incident: about 2,000 workers (contested)``."""
    return f"incident: {figure(lead_claim(claims))}"


def happening_note(claims: Sequence[Claim]) -> str:
    """The time of an incident, and how many more claims there are about its place."""
    more = [more_in_words(len(claims) - 1)] if len(claims) > 1 else []
    return "; ".join([dated(lead_claim(claims)), *more])


def silence(kind: Kind | None) -> str:
    """What a place without a mark says: only what a map of some claims can know."""
    if kind is None:
        return "nothing shown here"
    return f"no {_NOUN.get(kind, 'figure')} shown here"
