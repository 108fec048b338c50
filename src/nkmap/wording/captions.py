"""What a picture says: its headline, which claims it draws, and the words at its marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nkmap.claim import Claim
from nkmap.relations import lead_claim
from nkmap.schema import FINEST_AREA_PRECISION, KINDS, OVERLAYS, Kind, Measure, WherePrecision
from nkmap.view import WITH_A_PLACE, drawn_with
from nkmap.wording import TEXTS, WORDS, joined
from nkmap.wording.counts import and_more_told, claim_count, first, more_in_words
from nkmap.wording.dates import dated, is_day_of_words, our_dates, time_of_fact, when
from nkmap.wording.hedges import (
    counted,
    figure,
    hedge_parts,
    no_figure,
    not_realised,
    part,
    plain_figure,
    reported,
    stamped,
    unit,
)
from nkmap.wording.places import Names, destination_limit, is_in_no_one_country, place_list
from nkmap.wording.sentences import sentence


def headline(shown: Sequence[Claim], place_names: Names) -> str:
    """One hedged finding from the claims shown on one scene.

    It tells the latest claim that has a figure (else the latest claim) and its limit; nothing is
    added up. ``aside`` tells or counts the other claims.
    """
    if not shown:
        return TEXTS["no_match"]
    lead = lead_claim(shown)
    return joined(sentence(lead, place_names), _limit(lead, place_names))


def _limit(claim: Claim, place_names: Names) -> str:
    """The sentence on what a claim's report leaves open; empty for none.

    It speaks for no other: no claim knows what is said elsewhere.
    """
    rule, open_ = KINDS[claim.kind], WORDS["left_open"].get(claim.destination_status, "")
    if claim.is_zero or claim.kind is Kind.CANCELLED or not_realised(claim):
        return ""
    if claim.kind is Kind.PLANNED:
        open_ = "say that they have gone"
    if claim.kind is Kind.SELECTED and (not open_ or "{went}" in open_):
        open_ = "say that they have left"
    names_place = claim.destination and not is_in_no_one_country(claim.destination, place_names)
    if not open_ or ("{place}" in open_ and not (names_place and rule.asks_where)):
        return ""
    where = place_list(claim.destination, place_names)
    return f"This report does not {open_.format(place=where, went=rule.went)}."


def aside(shown: Sequence[Claim], place_names: Names) -> str:
    """What else the scene holds: two claims beside the headline's in words, the rest counted."""
    if not shown:
        return ""
    lead = lead_claim(shown)
    rest = [claim for claim in shown if claim.claim_id != lead.claim_id]
    told = [sentence(claim, place_names) for claim in rest[:2]]
    if more := len(rest) - len(told):
        told.append(f"{more_in_words(more)} below.")
    return " ".join(told)


def kind_label(claim: Claim) -> str:
    """The kind as a reader sees it; what is only considered or expected is not called planned."""
    return _plan(claim).capitalize() if claim.kind is Kind.PLANNED else KINDS[claim.kind].label


def _plan(claim: Claim) -> str:
    report = hedge_parts(claim)[0] if claim.has_figure else claim.qualifier
    return report if report in _PLAN_WORDS else "planned"


_PLAN_WORDS = frozenset({"announced", "considered", "expected", "forecast", "promised"})


def mark_figure(claim: Claim, *, names_kind: bool = False) -> str:
    """The figure beside a mark, with its hedge and verb: ``37 people reportedly left``.

    ``names_kind``: beside marks of other kinds, where no verb tells of which kind it is.
    """
    report, rule = hedge_parts(claim)[0] if claim.has_figure else "", KINDS[claim.kind]
    is_act = report in rule.hedged_sentences
    act = _plan(claim) if claim.kind is Kind.PLANNED else report if is_act else rule.verb
    kind = f"{kind_label(claim)}: " if names_kind and not (claim.has_figure and act) else ""
    if not claim.has_figure:
        return kind + stamped(no_figure(claim), claim)
    if claim.is_zero:
        number, comma, rest = plain_figure(claim).partition(",")
        of = f" ({part(claim)})" if part(claim) else ""
        return kind + stamped(f"{number} {act}".strip() + of + comma + rest, claim)
    adverb = report if report == "reportedly" else ""
    told = part(claim)
    words = [counted(claim, unit(claim)), f"({told})" if told else "", adverb, act]
    if not act and report in ("reportedly", "believed to be", "estimated at"):
        words = [reported(report, words[0]), words[1]]
    elif report not in ("", adverb, act):
        words.append(f"(“{report}”)")
    return kind + stamped(joined(*words), claim)


def is_told_in_words(claim: Claim) -> bool:
    """Whether the line of a claim is its summary: where a figure alone would not say of what.

    So of an event, of a figure of no moving people that was not reported, and of what is counted in
    another unit than its kind: firms that asked for permits are no permits.
    """
    rule = KINDS[claim.kind]
    if rule.measure is Measure.NONE or claim.is_words_only:
        return True
    if not claim.has_figure:
        return not rule.on_map
    return rule.measure is Measure.ADMINISTRATIVE and claim.unit != rule.units[0]


def with_more(figure: str, others: int) -> str:
    """A figure with those beside its own: ``37 people reportedly left (and 1 more claim)``."""
    return f"{figure} (and {more_in_words(others)})" if others else figure


def mark_note(claim: Claim) -> str:
    """When it was so, for the line under a mark's figure."""
    period = claim.when
    if period is None or our_dates(claim) or is_day_of_words(claim) or claim.kind is Kind.PLANNED:
        return dated(claim)
    if period.end is None:
        # Whether it went on is not known, and a mark has no room to say more.
        return f"dated {when(period, names_open=False)}"
    return time_of_fact(claim)


def area_line(claim: Claim, *, names_kind: bool = False) -> str:
    """One figure for an area, with hedge and time: ``approximately 4,000 workers, said ...``."""
    is_bare_plan = claim.kind is Kind.PLANNED and claim.has_figure and _plan(claim) == "planned"
    told = figure(claim)
    if names_kind:  # "Expected: 50,000 workers, expected" would say it twice
        label = kind_label(claim)
        told = f"{label}: {told.replace(f', {label.lower()}', '', 1)}"
    elif is_bare_plan:
        told += ", planned"
    return f"{told}, {dated(claim).removesuffix(', start not given')}"


def areas_together(name: str, count: int, group: str, *, is_stock: bool = False) -> str:
    """The title above several areas of one country."""
    who = f"{group.capitalize()}, kept apart: " if group else ""
    what = "places" if is_stock else "areas without a point"
    return f"{who}{name}: {count:,} {what}"


def route_goes_on(claim: Claim, area: str, *, names_kind: bool = False) -> str:
    """Where a route leads from its last named place: ``then on to Russia, place not reported``.

    ``names_kind``: beside figures of other claims, to none of which it belongs.
    """
    on = joined(f"then on to {area}", destination_limit(claim), by=", ")
    return f"{KINDS[Kind.ROUTE].label}: {on}" if names_kind else on


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


NOT_LABELLED, BEYOND_THE_EDGE, OF_NO_ONE_COUNTRY = (
    "Not labelled for want of room: ",
    "Beyond the edge of this picture: ",
    "Of several countries, of none named, or of a disputed place: ",
)
"""What stands before the places that a map shows without a name, and those it does not show."""


def without_label(words: str, names: Sequence[str]) -> str:
    """The names that a map does not have, behind the reason; empty where there is none."""
    return f"{words}{'; '.join(names)}." if names else ""


def incident(claims: Sequence[Claim]) -> str:
    """What stands beside an incident's mark: ``incident: about 2,000 workers (contested)``."""
    return f"incident: {figure(lead_claim(claims))}"


def incident_note(claims: Sequence[Claim]) -> str:
    """The time of an incident, and how many more claims there are about its place."""
    more = [more_in_words(len(claims) - 1)] if len(claims) > 1 else []
    return "; ".join([dated(lead_claim(claims)), *more])


def no_report(kind: Kind | None) -> str:
    """The words at a place of origin without a mark: that nothing is shown, not that nothing was.

    ``kind`` is that of the map, ``None`` for one of all kinds.
    """
    if kind is None:
        return "nothing shown here"
    return f"no {KINDS[kind].noun} shown here"


def of_map(shown: Sequence[Claim], kind: Kind | None) -> tuple[Claim, ...]:
    """The claims that a map of a kind, or of all kinds, holds, of those that a view shows."""
    drawn = drawn_with(kind)
    return tuple(claim for claim in shown if claim.kind in drawn)


_OF_A_TOWN = frozenset(map(WherePrecision.of, range(1, FINEST_AREA_PRECISION)))


def decisive(shown: Sequence[Claim], kind: Kind | None) -> tuple[Claim, ...]:
    """The claims by which a map changes from month to month: those it draws.

    On a map of all kinds also those about a town, which then is no place without a report.
    """
    drawn = drawn_with(kind)
    return tuple(
        claim
        for claim in shown
        if claim.kind in drawn or (kind is None and claim.precision in _OF_A_TOWN)
    )


def leading(shown: Sequence[Claim], kind: Kind | None) -> tuple[Claim, ...]:
    """The claims that may lead a map's headline: of its kind and their route, else what is beside.

    Empty where the map holds none of the claims shown.
    """
    drawn = of_map(shown, kind)
    return tuple(claim for claim in drawn if claim.kind not in {*OVERLAYS} - {kind}) or drawn


def map_headline(shown: Sequence[Claim], kind: Kind | None, place_names: Names) -> str:
    """The one finding of a map, from the claims it holds, or that it holds none of those shown."""
    own = leading(shown, kind)
    return TEXTS["none_on_this_map"] if shown and not own else headline(own, place_names)


ALL_KINDS = "All kinds"


def map_kind(kind: Kind | None) -> str:
    """What a map is of, as a reader sees it."""
    return KINDS[kind].label if kind else ALL_KINDS


def on_this_map(shown: Sequence[Claim], kind: Kind | None) -> str:
    """Which of the claims shown a map draws, and which not; empty where it draws all."""
    counts = Counter(claim.kind for claim in shown)
    kinds = [own for own in Kind if own in counts]
    here = [own for own in kinds if own in WITH_A_PLACE and own in drawn_with(kind)]
    elsewhere = [own for own in kinds if own in WITH_A_PLACE and own not in here]
    # A claim may name a place and be of a kind that no map puts anywhere, as pay in one town.
    nowhere = [own for own in kinds if own not in WITH_A_PLACE]
    if not elsewhere and not nowhere:
        return ""
    labels = f" ({', '.join(KINDS[own].label for own in here)})" if kind else ""
    drawn = claim_count(sum(counts[own] for own in here))
    told = [f"On this map: {f'{drawn}{labels}' if here else 'none'}"]
    unplaced = (
        "of a kind that no map places" if len(nowhere) == 1 else "of kinds that no map places"
    )
    for name, others in (("on other maps", elsewhere), (unplaced, nowhere)):
        listed = ", ".join(f"{counts[own]:,} {KINDS[own].label}" for own in others)
        told += [f"{sum(counts[own] for own in others):,} {name}: {listed}"] if others else []
    return f"{'; '.join(told)}."


def map_alt(shown: Sequence[Claim], kind: Kind | None, place_names: Names, counting: str) -> str:
    """A map in words, for those who do not see it: what it draws, ``counting``, then the others.

    Of more claims than anybody would listen to, only the first are told and the others counted.
    """
    drawn = of_map(shown, kind)
    told = first((*drawn, *(claim for claim in shown if claim.kind not in drawn_with(kind))))
    each = [f"{claim.claim_id}: {sentence(claim, place_names)}" for claim in told]
    on_it, beside = each[: len(drawn)], each[len(drawn) :]
    left_out = and_more_told(len(shown) - len(told))
    return joined(*on_it, counting, "Not drawn on this map:" if beside else "", *beside, left_out)
