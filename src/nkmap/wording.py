"""Every sentence made from data: hedged numbers, dates, headlines, counts, citations, alt text.

One function makes the words for a figure, so map, panel, table, chart and file cannot disagree.
The source's own hedge word is kept, never swapped for another. The strings here are plain text;
whoever puts them into Markdown or HTML escapes them there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from nkmap import months
from nkmap.claim import Claim
from nkmap.dates import Bound, Period, Precision, parse
from nkmap.schema import KINDS, DestinationStatus, Kind, Measure, MissingReason
from nkmap.view import Selection, View

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}

REPORTED_NOT_COUNTED = frozenset({"reportedly", "heard", "promised", "talk of", "not uncommon"})
"""Hedges on the report as a whole; other hedges belong to the number and stand before it."""

NOT_REPORTED = "number not reported"
CURRENT = "current"
"""The status of a claim that still stands."""
WITHHELD = "withheld to protect a person"

Names = Mapping[str, str]
"""English place names by place id."""


def names(places: pd.DataFrame) -> dict[str, str]:
    """English name by place id, from the typed places frame."""
    return dict(zip(places["place_id"], places["name_en"], strict=True))


def number(value: int) -> str:
    """A whole number with thousands separated: ``50,000``."""
    return f"{value:,}"


# ---------------------------------------------------------------- figures


def bare_figure(claim: Claim) -> str:
    """The number or numbers alone, as stated: ``37``, ``50,000 to 100,000``, ``12 or 24``."""
    if claim.best is not None:
        around = {v for v in (claim.low, claim.high) if v is not None} - {claim.best}
        return number(claim.best) + (f" ({_bounds(claim)})" if around else "")
    if claim.low is not None and claim.high is not None:
        joint = "or" if claim.spread == "either" else "to"
        return f"{number(claim.low)} {joint} {number(claim.high)}"
    known = claim.low if claim.low is not None else claim.high
    return "?" if known is None else number(known)


def _bounds(claim: Claim) -> str:
    """The ends stated beside a best figure."""
    if claim.low is None or claim.high is None:
        return f"at least {claim.low:,}" if claim.low is not None else f"at most {claim.high:,}"
    return f"{number(claim.low)} to {number(claim.high)}"


def _hedge(claim: Claim) -> str:
    """The source's hedge; a lone lower or upper bound is never told as an exact figure."""
    if claim.qualifier or claim.best is not None or not claim.has_figure:
        return claim.qualifier
    if claim.high is None:
        return "at least"
    return "at most" if claim.low is None else ""


def figure(claim: Claim) -> str:
    """The figure with hedge and unit, or why there is none.

    ``about 200 people``, ``between 50,000 and 100,000 workers``, ``number not reported ("some")``.
    """
    return _figure(claim) + (f" ({claim.status})" if claim.status != CURRENT else "")


def _figure(claim: Claim) -> str:
    if not claim.has_figure:
        return _no_figure(claim)
    hedge, value = _hedge(claim), bare_figure(claim)
    if hedge == "between":
        value = value.replace(" to ", " and ")
    phrase = f"{value} {_unit(claim)}".strip()
    if not hedge:
        return phrase
    if hedge in REPORTED_NOT_COUNTED:
        return f"{phrase}, {_hedge_tag(hedge)}"
    return f"{hedge} {phrase}"


def _hedge_tag(hedge: str) -> str:
    return {"heard": "as heard", "talk of": "in talk"}.get(hedge, hedge)


def _no_figure(claim: Claim) -> str:
    if claim.missing_reason is MissingReason.WITHHELD:
        return WITHHELD
    words = f" (“{claim.qualifier}”)" if claim.qualifier else ""
    if claim.missing_reason is MissingReason.NOT_REPORTED:
        return NOT_REPORTED + words
    return "no figure" + words


_UNITS = {
    "USD per month": ("US dollars a month", "US dollars a month"),
    "CNY per month": ("yuan a month", "yuan a month"),
    "CNY per year": ("yuan a year", "yuan a year"),
    "won per year": ("won a year", "won a year"),
    "deaths": ("death", "deaths"),
    "places": ("place", "places"),
    "months": ("month", "months"),
    "people": ("person", "people"),
    "workers": ("worker", "workers"),
}


def _unit(claim: Claim) -> str:
    singular, plural = _UNITS.get(claim.unit, (claim.unit, claim.unit))
    return singular if claim.best == 1 else plural


def axis_unit(unit: str) -> str:
    """A unit of the schema as an axis says it: ``yuan a year``."""
    return _UNITS.get(unit, (unit, unit))[1]


# ---------------------------------------------------------------- dates


def _bound(bound: Bound) -> str:
    words = _calendar(bound)
    sure = f"about {words}" if bound.about else words
    return f"possibly {sure}" if bound.doubted else sure


def _calendar(bound: Bound) -> str:
    first = bound.first
    return {
        Precision.DAY: f"{first.day} {MONTHS[first.month - 1]} {first.year}",
        Precision.MONTH: f"{MONTHS[first.month - 1]} {first.year}",
        Precision.SEASON: f"{SEASONS.get(first.month, '')} {first.year}",
        Precision.YEAR: f"{first.year}",
    }[bound.precision]


def when(period: Period | None) -> str:
    """A date in words: ``December 2024``, ``from 15 November 2024, end open``."""
    if period is None:
        return "no date given"
    if period.start is None:
        return f"until {_bound(period.end)}, start open" if period.end else "no date given"
    if period.end is None:
        return f"from {_bound(period.start)}, end open"
    if period.is_single:
        return _bound(period.start)
    start, end = _bound(period.start), _bound(period.end)
    same_year = period.start.first.year == period.end.first.year
    if same_year and Precision.YEAR not in (period.start.precision, period.end.precision):
        start = start.removesuffix(f" {period.start.first.year}")
    return f"{start} to {end}"


def month(text: months.Month) -> str:
    """A link's month in words: ``December 2024``."""
    year, index = text.split("-")
    return f"{MONTHS[int(index) - 1]} {int(year)}"


def month_span(view: View, known_first: str | None, known_last: str | None) -> str:
    """The months a view shows, in words."""
    if not view.limits_months:
        return "all months"
    if view.is_one_month and view.first:
        return month(view.first)
    first, last = view.first or known_first, view.last or known_last
    return f"{month(first)} to {month(last)}" if first and last else "all months"


def _in_time(period: Period | None) -> str:
    """A date as the end of a sentence: ``in December 2024``, ``between spring and May 2024``."""
    if period is None or (period.start is None and period.end is None):
        return ""
    if period.start is None:
        return when(period).removesuffix(", start open")
    if period.end is None:
        return when(period).replace(", end open", " on")
    if not period.is_single:
        return f"between {when(period).replace(' to ', ' and ')}"
    start = period.start
    word = "around" if start.about else "on" if start.precision is Precision.DAY else "in"
    told = f"{word} {_calendar(start)}"
    return f"possibly {told}" if start.doubted else told


# ---------------------------------------------------------------- places


def place_list(ids: Sequence[str], place_names: Names) -> str:
    """Places in words, joined by and; empty for none."""
    found = [place_names.get(place, place) for place in ids]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"


_DESTINATION = {
    DestinationStatus.COUNTRY_ONLY: "place not reported",
    DestinationStatus.PROVINCE_ONLY: "town not reported",
    DestinationStatus.NOT_REALISED: "not realised",
    DestinationStatus.TURNED_BACK: "turned back",
    DestinationStatus.NOT_TAKEN_UP: "not taken up",
    DestinationStatus.UNCONFIRMED: "place unconfirmed",
}


def destination(claim: Claim, place_names: Names) -> str:
    """Where to, as far as known: ``Russia – place not reported``."""
    where = place_list(claim.destination, place_names)
    if not where:
        return "not stated"
    status = claim.destination_status
    limit = _DESTINATION.get(DestinationStatus(status)) if status else None
    return f"{where} – {limit}" if limit else where


def origin(claim: Claim, place_names: Names) -> str:
    """Where from, or ``not stated``."""
    return place_list(claim.origin, place_names) or "not stated"


def work(claim: Claim) -> str:
    """The kinds of work named, with how sure they are; empty when none is named."""
    named = ", ".join(claim.sector)
    return f"{named} ({claim.sector_status})" if named and claim.sector_status else named


# ---------------------------------------------------------------- sentences

_TEMPLATES: dict[Kind, str] = {
    # Segments in braces are left out, with their words, when the claim does not give them.
    Kind.SELECTED: "{who} were selected|{origin: in }|{to: for }|{time: }",
    Kind.DEPARTED: "{who} left|{origin: }|{to: for }|{time: }",
    Kind.ARRIVED: "{who} arrived|{to: in }|{origin: from }|{time: }",
    Kind.RETURNED: "{who} returned|{to: from }|{origin: to }|{time: }",
    Kind.TURNED_BACK: "{who}|{origin: from }|{to: bound for }| were turned back|{time: }",
    Kind.CANCELLED: "{who}|{origin: from }| cancelled a confirmed place|{to: in }|{time: }",
    Kind.PLANNED: "{who}|{origin: from }| are planned to be sent|{to: to }|{time: }",
}


def sentence(claim: Claim, place_names: Names) -> str:
    """The claim as one hedged sentence; a figure never stands without kind, place and date."""
    words = claim.summary
    if claim.kind in _TEMPLATES:
        words = _people_sentence(claim, place_names)
    elif claim.kind is Kind.PRESENT and claim.has_figure and claim.destination:
        words = _stock_sentence(claim, place_names)
    return words if claim.status == CURRENT else f"{claim.status.capitalize()}: {words}"


def _people_sentence(claim: Claim, place_names: Names) -> str:
    who, report = _subject(claim)
    given = {
        "origin": place_list(claim.origin, place_names),
        "to": place_list(claim.destination, place_names),
        "time": "" if _is_open(claim.when) else _in_time(claim.when),
    }
    words = "".join(_segment(part, given) for part in _TEMPLATES[claim.kind].split("|"))
    words = words.replace("{who}", who)
    words = _with_report(words, report)
    if _is_open(claim.when):
        # An open date bounds the report; it is not the day on which people went.
        words += f" (dated {when(claim.when)})"
    ending = "" if claim.has_figure else f"; {_no_figure(claim)}"
    return f"{words[0].upper()}{words[1:]}{ending}."


def _segment(part: str, given: Mapping[str, str]) -> str:
    match = re.fullmatch(r"\{(\w+):( .*|)\}", part)
    if not match:
        return part
    value = given[match[1]]
    return f"{match[2].rstrip()} {value}" if value else ""


_ACTS = (" were ", " left", " arrived", " returned", " cancelled", " are planned")


def _with_report(words: str, report: str) -> str:
    """Put the hedge on the report next to the verb: ``37 people reportedly left``."""
    if not report:
        return words
    if report != "reportedly":
        return f"{words} (“{report}”)"
    act = min((act for act in _ACTS if act in words), key=words.index)
    if act in (" were ", " are planned"):
        be = act.split()[0]
        return words.replace(f" {be} ", f" {be} {report} ", 1)
    return words.replace(act, f" {report}{act}", 1)


def _subject(claim: Claim) -> tuple[str, str]:
    """Who, with the number's own hedge, and the hedge on the report as a whole."""
    if not claim.has_figure:
        # A partner's account is a report, not a fact: the hedge stands even without a number.
        return "people", "reportedly"
    if claim.qualifier in REPORTED_NOT_COUNTED:
        return f"{bare_figure(claim)} {_unit(claim)}", claim.qualifier
    return _figure(claim), "" if claim.evidence in _STATED else "reportedly"


_STATED = frozenset({"official count", "announcement", "first-hand"})
"""Evidence that needs no hedge on the report; everything else is passed on as a report."""


def _is_open(period: Period | None) -> bool:
    return period is not None and period.start is not None and period.end is None


def _stock_sentence(claim: Claim, place_names: Names) -> str:
    where = place_list(claim.destination, place_names)
    said = _speaker(claim)
    value = _figure(claim).replace(" workers", " North Korean workers")
    time = f" {_in_time(claim.when)}".rstrip()
    if claim.evidence == "announcement":
        told = f" {_in_time(claim.said_on)}".rstrip() or time
        then = time if time != told else ""
        return f"{said} said{told} that {value} were in {where}{then}."
    # Without a verb: whether they were there at once or had been taken in is often not said.
    return f"{value[0].upper()}{value[1:]} in {where}{time}, {said} wrote."


def _speaker(claim: Claim) -> str:
    """The speaker without the relay: who said it first, as far as the source tells."""
    return claim.said_by.split(", ")[0]


_NOWHERE = {
    "country only": "Where in {place} they went is not reported.",
    "unconfirmed": "Where in {place} is not confirmed.",
    "not realised": "They are not reported to have gone.",
    "turned back": "Whether before or after entry is not reported.",
}


_PLACE_UNNAMED = frozenset({"country only", "province only"})


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


def lead_claim(shown: Sequence[Claim]) -> Claim:
    """The claim a headline tells: one that stands, with a figure before without, the latest."""
    return max(shown, key=lambda c: (c.status == CURRENT, c.has_figure, latest(c)))


def latest(claim: Claim) -> tuple[str, str]:
    """A key that sorts claims by time; an open start or no date comes first."""
    if claim.when is None:
        return ("", "")
    start = claim.when.first_day.isoformat() if claim.when.first_day else ""
    end = claim.when.last_day.isoformat() if claim.when.last_day else "9999"
    return (end if claim.when.first_day else "", start)


def _limit(claim: Claim, place_names: Names) -> str:
    if claim.kind is Kind.PRESENT:
        where = place_list(claim.destination, place_names)
        unnamed = claim.destination_status in _PLACE_UNNAMED
        return f"Where in {where} is not reported." if where and unnamed else ""
    if claim.kind is Kind.SELECTED and claim.destination_status == "country only":
        return "They are not reported to have left."
    if claim.kind is Kind.CANCELLED:
        return ""
    words = _NOWHERE.get(claim.destination_status, "")
    return words.format(place=place_list(claim.destination, place_names))


def aside(shown: Sequence[Claim], place_names: Names) -> str:
    """What else the scene holds: two claims beside the headline's in words, the rest counted."""
    if not shown:
        return ""
    lead = lead_claim(shown)
    rest = [claim for claim in shown if claim.claim_id != lead.claim_id]
    told = [sentence(claim, place_names) for claim in rest[:_ASIDE]]
    more = len(rest) - len(told)
    return " ".join([*told, *([f"And {_claims(more)} more below."] if more else [])])


_ASIDE = 2


def timeline_headline(touched: Mapping[months.Month, int]) -> str:
    """Which month most claims touch; a count of reports, said as such."""
    most = max(touched.values(), default=0)
    if not most:
        return "No claim shown here can be put into a month."
    peaks = [month(name) for name, count in touched.items() if count == most]
    if len(peaks) > 2:
        return "No month stands out by its number of claims. That counts reports, not people."
    each = f"{most} each" if len(peaks) > 1 else f"{most}"
    return (
        f"More claims touch {' and '.join(peaks)} ({each}) than any other month. "
        "That counts reports, not people."
    )


TIME_KEY = (
    "Solid: a number was reported. Dashed with “?”: reported, number not given. "
    "Soft edge: the date is vague or open. Dotted line: no report, which is not zero."
)


def sources_headline(sources: pd.DataFrame, claims: Sequence[Claim]) -> str:
    """How many publications and statements the dataset rests on."""
    groups = len({claim.origin_group for claim in claims})
    count = len(sources)
    publications = "One publication" if count == 1 else f"{number(count)} publications"
    return (
        f"{publications}, {_claims(len(claims))} that go back to {number(groups)} "
        f"statement{'' if groups == 1 else 's'}."
    )


# ---------------------------------------------------------------- on the map


def kind_label(claim: Claim) -> str:
    """The kind as a reader sees it."""
    return KINDS[claim.kind].label


def mark_figure(claim: Claim) -> str:
    """The figure beside a mark, with its hedge and verb: ``37 people reportedly left``."""
    ending = f" ({claim.status})" if claim.status != CURRENT else ""
    if not claim.has_figure:
        return _no_figure(claim) + ending
    act = _SHORT_ACT.get(claim.kind, "")
    hedge = claim.qualifier if claim.qualifier in REPORTED_NOT_COUNTED else ""
    words = _subject(claim)[0] if hedge else _figure(claim)
    if hedge == "reportedly":
        words, hedge = f"{words} {hedge}", ""
    return f"{words} {act}".strip() + (f" (“{hedge}”)" if hedge else "") + ending


_SHORT_ACT = {
    Kind.SELECTED: "selected",
    Kind.DEPARTED: "left",
    Kind.ARRIVED: "arrived",
    Kind.RETURNED: "returned",
    Kind.TURNED_BACK: "turned back",
    Kind.CANCELLED: "cancelled",
    Kind.PLANNED: "planned",
}


def mark_note(claim: Claim) -> str:
    """The limit or the time printed in italics under a mark's figure."""
    return _in_time(claim.when) or "no date given"


def plate_line(claim: Claim) -> str:
    """One figure for an area, with hedge and time: ``approximately 4,000 workers, said ...``."""
    time = when(claim.when).removesuffix(", start open")
    if claim.evidence == "announcement" and claim.said_on in (None, claim.when):
        time = f"said {_in_time(claim.when)}"
    return f"{figure(claim)}, {time}"


def destination_limit(claim: Claim) -> str:
    """How far the destination is known, in two or three words; empty when a place is named."""
    status = claim.destination_status
    return _DESTINATION.get(DestinationStatus(status), "") if status else ""


_NOUN = {
    Kind.SELECTED: "selection",
    Kind.DEPARTED: "departure",
    Kind.ARRIVED: "arrival",
    Kind.RETURNED: "return",
    Kind.TURNED_BACK: "turning back",
    Kind.CANCELLED: "cancellation",
    Kind.PLANNED: "plan",
}


def silence(kind: Kind, *, never: bool) -> str:
    """What a place without a mark says: no report is not zero."""
    noun = _NOUN.get(kind, "figure")
    return f"no {noun} reported (not zero)" if never else f"no {noun} shown for this choice"


# ---------------------------------------------------------------- counting


def counting(selection: Selection) -> str:
    """What is shown and what is hidden, and why: the same sentence everywhere."""
    shown = len(selection.shown)
    start = f"{number(shown)} of {_claims(selection.total)} shown"
    reasons = [f"{number(count)} {why.value}" for why, count in selection.hidden.items()]
    return "; ".join([start, *reasons]) + "."


def _claims(count: int) -> str:
    return f"{number(count)} claim{'' if count == 1 else 's'}"


def content(shown: Sequence[Claim]) -> str:
    """How many of the claims shown carry a number, in words."""
    with_number = sum(claim.has_figure for claim in shown)
    unknown = sum(claim.missing_reason is MissingReason.NOT_REPORTED for claim in shown)
    rest = len(shown) - with_number - unknown
    parts = [(with_number, "with a number"), (unknown, "number not reported"), (rest, "no figure")]
    return ", ".join(f"{number(count)} {words}" for count, words in parts if count)


def shown_elsewhere(kinds: Sequence[Kind], instead: Kind) -> str:
    """Why a map does not show the kinds that were chosen, and what it shows."""
    return (
        f"{_kind_list(kinds)} cannot be put on a map; the Timeline shows it. "
        f"This map shows: {KINDS[instead].label}."
    )


def no_axis(kinds: Sequence[Kind]) -> str:
    """Which figures have no axis of their own on the Timeline, and where they stand."""
    return f"No axis of their own: {_kind_list(kinds)}. They are in the rows above and below."


def _kind_list(kinds: Sequence[Kind]) -> str:
    return ", ".join(KINDS[kind].label for kind in kinds)


def no_total(shown: Sequence[Claim]) -> str:
    """Why the figures shown have no total; empty when there is at most one figure."""
    counted = [claim for claim in shown if claim.has_figure]
    kinds = list(dict.fromkeys(claim.kind for claim in counted))
    if len(counted) < 2:
        return ""
    if len(kinds) > 1:
        listed = ", ".join(KINDS[kind].label.lower() for kind in kinds)
        return f"No total: these figures are of different kinds ({listed})."
    rule = KINDS[kinds[0]]
    if rule.measure is Measure.STOCK:
        return f"No total: {rule.no_total[0].lower()}{rule.no_total[1:]}"
    return "No total: reports from a few places do not make a total."


def alt_text(shown: Sequence[Claim], selection: Selection, place_names: Names) -> str:
    """The picture in words, for those who do not see it: every claim shown, and the count."""
    told = [f"{claim.claim_id}: {sentence(claim, place_names)}" for claim in shown]
    return " ".join([*told, counting(selection)])


# ---------------------------------------------------------------- sources


def article(source: pd.Series) -> str:
    """A source in short: publisher and date."""
    return f"{source['publisher']}, {when(parse(source['published']))}"


def citation(source: pd.Series) -> str:
    """A source in full: authors, title if known, publisher, date, address."""
    authors = place_list(tuple(source["authors"]), {})
    title = f"“{source['title']}”" if source["title"] else "Title not recorded"
    published = when(parse(source["published"]))
    parts = [authors, title, source["publisher"], published, source["url"]]
    return ". ".join(part for part in parts if part)


def chain(claim: Claim, source: pd.Series) -> str:
    """Who told whom, up to the paragraph we read."""
    publisher = str(source["publisher"])
    first = claim.said_by
    short = publisher.split(" (", maxsplit=1)[0]
    # The relay is a step of its own, so it is not said twice.
    first = first.removesuffix(f", as told by {short}")
    own = first.startswith(short)
    steps = [first] if own else [first, short]
    return " → ".join([*steps, f"{article(source)}, {claim.locator}"])


_EVIDENCE = {
    "first-hand": "saw or did it",
    "heard": "heard it from others",
    "estimate": "estimates it",
    "official count": "counted it officially",
    "announcement": "announced it; the basis is not given",
    "rumour": "passes on talk",
    "editorial": "writes it without naming a source",
    "not stated": "does not say how they know",
}


def how_known(claim: Claim) -> str:
    """How the speaker knows, in words."""
    return _EVIDENCE[claim.evidence]


def limits_on(claim: Claim, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Limitations by the same source on the same destination: they override sector talk."""
    return tuple(
        other
        for other in claims
        if other.kind is Kind.LIMITATION
        and other.claim_id != claim.claim_id
        and other.source_id == claim.source_id
        and set(other.destination) & set(claim.destination)
    )
