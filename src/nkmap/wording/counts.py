"""How much is shown, listed, hidden and left open, always counted and never added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from nkmap import dates
from nkmap.claim import Claim
from nkmap.relations import lead_claim, origins
from nkmap.schema import KINDS, LAYERS, Kind, Layer, MissingReason
from nkmap.view import Column, Selection, View
from nkmap.wording import TEXTS, WORDS, joined
from nkmap.wording.dates import dated, day, month
from nkmap.wording.hedges import figure
from nkmap.wording.places import Names
from nkmap.wording.sentences import sentence


def timeline_headline(touched: Mapping[dates.Month, int], undated: int = 0) -> str:
    """Which month most claims touch; a count of reports, said as such.

    ``undated`` claims are shown and cannot be put into a month.
    """
    most = max(touched.values(), default=0)
    if not most:
        return "No claim shown here can be put into a month."
    peaks = [month(name) for name, count in touched.items() if count == most]
    each = f"{most:,} each" if len(peaks) > 1 else f"{most:,}"
    told = f"More claims touch {' and '.join(peaks)} ({each}) than any other month."
    if len(peaks) > 2:
        told = "No month stands out by its number of claims."
    verb = "is" if undated == 1 else "are"
    left = f"{claim_count(undated)} that cannot be put into a month {verb} not counted in it."
    return f"{told} That counts reports, not people." + (f" {left}" if undated else "")


def counted_claims(claims: int, unknown: int, undated: int) -> str:
    """What a row of counted claims holds: ``1,234 claims, 400 without the number``."""
    parts = [claim_count(claims)]
    parts += [f"{unknown:,} without the number they are about"] if unknown else []
    parts += [f"{undated:,} without a month"] if undated else []
    return ", ".join(parts)


def folded_claims(claims: Sequence[Claim]) -> str:
    """What a row of the timeline holds where its claims are folded, and the newest of them.

    A part is never told for its whole. Which of one date is told is decided as for headlines.
    """
    standing = {claim.claim_id for claim in claims if claim.is_current}
    wholes = [claim for claim in claims if claim.part_of not in standing]
    latest = max(claim.order[0] for claim in wholes)
    newest = lead_claim([claim for claim in wholes if claim.order[0] == latest])
    what = newest.claim_id if newest.is_words_only else figure(newest)
    return f"{claim_count(len(claims))}, the newest: {what}, {dated(newest)}"


def busiest_month(name: str, count: int) -> str:
    """The month that most claims of a row touch."""
    return f"most touch {name} ({claim_count(count)}, not people)" if count else "no month given"


def other_rows(count: int, *, kinds: bool) -> str:
    """The name of the row that counts what has no row of its own."""
    return f"{plural(count, 'other kind' if kinds else 'other row')} with fewer claims"


def too_many_bars(counts: Mapping[str, int]) -> str:
    """Which series have no axis because nobody could read it, each with its number of claims."""
    listed = "; ".join(f"{label}, {claim_count(count)}" for label, count in counts.items())
    return f"Too many for an axis: {listed}. Choose fewer to see them side by side."


def sources_headline(sources: pd.DataFrame, claims: Sequence[Claim]) -> str:
    """How many publications and statements the dataset rests on."""
    one = len(sources) == 1
    publications = "One publication" if one else plural(len(sources), "publication")
    statements = plural(origins(claims), "statement")
    return f"{publications}, {claim_count(len(claims))} that go back to {statements}."


def as_known(words: str, on: date | None) -> str:
    """A headline with the day whose knowledge it tells, if one was chosen."""
    return f"As known on {day(on)}: {words}" if on else words


def claims_and_statements(claims: Sequence[Claim]) -> str:
    """How many claims there are, and how many statements they go back to."""
    return f"{claim_count(len(claims))}, {statement_count(claims)}"


def statement_count(claims: Sequence[Claim]) -> str:
    """How many statements claims go back to, and where they are: ``1 statement in 5 publications``.

    Nothing is called independent here: one speaker may make several statements in one article.
    """
    publications = len({claim.source_id for claim in claims})
    return f"{plural(origins(claims), 'statement')} in {plural(publications, 'publication')}"


def no_single_answer(claims: Sequence[Claim], series: int) -> str:
    """What a question has for an answer: several figures of several kinds, and how many origins.

    ``series`` counts what the figures count: kinds, and groups within a kind.
    """
    counted = [claim for claim in claims if claim.has_figure]
    if not counted:
        return "No claim here gives a figure. That is not a report of nothing."
    things = "one thing" if series == 1 else f"{series:,} different things"
    start, figures = "There is no single answer", f"{len(counted):,} figures"
    if len(counted) == 1:
        start, figures = "One figure is not an answer", "a figure"
    return f"{start}: {claims_and_statements(claims)}; {figures} for {things}."


def counting(selection: Selection) -> str:
    """What is shown and what is hidden, and why: the same sentence everywhere."""
    start = f"{selection.count:,} of {claim_count(selection.total)} shown"
    reasons = [f"{count:,} {why}" for why, count in selection.hidden.items()]
    return "; ".join([start, *reasons]) + "."


def plural(count: int, noun: str) -> str:
    """A number with its noun: ``1 step``, ``1,234 more claims``."""
    return f"{count:,} {of_number(count, noun)}"


def of_number(count: int, noun: str) -> str:
    """A noun, which takes an s of none or several."""
    return noun if count == 1 else f"{noun}s"


def claim_count(count: int) -> str:
    """A number of claims with its noun: ``1 claim``, ``35 claims``."""
    return plural(count, "claim")


def more_in_words(count: int) -> str:
    """How many claims there are beside those told, never to be read as people: ``1 more claim``."""
    return plural(count, "more claim")


def with_count(name: str, count: int) -> str:
    """The sentence of a table of ``WORDS`` on one or several of something; empty for none."""
    words = WORDS[name]["one" if count == 1 else "several"]
    return words.format(count=f"{count:,}") if count else ""


def no_axis(kinds: Sequence[Kind]) -> str:
    """Which figures have no axis of their own on the Timeline, and where they stand."""
    listed = ", ".join(KINDS[kind].label for kind in kinds)
    return f"No axis of their own: {listed}. They are in the rows above and below."


def different_kinds(shown: Sequence[Claim]) -> str:
    """That figures of several kinds have no total, and which kinds; empty where they are of one."""
    kinds = list(dict.fromkeys(claim.kind for claim in shown if claim.has_figure))
    if len(kinds) < 2:
        return ""
    listed = ", ".join(KINDS[kind].label.lower() for kind in kinds)
    return f"No total: these figures are of different kinds ({listed})."


def sentences(claims: Sequence[Claim], place_names: Names, *, with_ids: bool = False) -> str:
    """The claims as sentences, for those who do not see a chart of them; the rest counted."""
    told = [
        (f"{claim.claim_id}: " if with_ids else "") + sentence(claim, place_names)
        for claim in first(claims)
    ]
    return joined(*told, and_more_told(len(claims) - len(told)))


MOST_TOLD, FEW_TOLD = 200, 30
"""Claims up to which all are told in words; of more, how many are."""


def first(claims: Sequence[Claim]) -> Sequence[Claim]:
    """All claims of a list that is told in words, or the first of one that is too long for it."""
    return claims if len(claims) <= MOST_TOLD else claims[:FEW_TOLD]


MOST_NAMED = 40
"""Ids that stand in one sentence."""


def ids(claims: Sequence[Claim], most: int = MOST_NAMED) -> str:
    """Claims by their ids; of more than ``most`` the first, and how many more there are."""
    named = ", ".join(claim.claim_id for claim in claims[:most])
    return joined(named, and_more(len(claims) - most))


def not_listed(count: int, noun: str) -> str:
    """What stands below a list that was cut, with the plural of what it lists; empty for none."""
    return f"And {count:,} more {noun}, not listed here." if count > 0 else ""


def and_more(count: int) -> str:
    """What ends a list of claims that was cut: ``and 1,234 more claims``; empty if it was not."""
    return f"and {more_in_words(count)}" if count > 0 else ""


def and_more_told(count: int) -> str:
    """The same as a sentence after others: ``And 1,234 more claims.``."""
    return f"And {more_in_words(count)}." if count > 0 else ""


def in_layers_off(layers: Mapping[Layer, int]) -> str:
    """How many claims with the words searched for are in layers that are off, and in which."""
    listed = ", ".join(f"{LAYERS[layer].label} ({own:,})" for layer, own in layers.items())
    told, one = with_count("in_layers_off", sum(layers.values())), len(layers) == 1
    off = "a layer that is off" if one else "layers that are off"
    return f"{told} in {off}: {listed}." if told else ""


def data_headline(selection: Selection) -> str:
    """How many claims are shown, how many state a number, and how many leave it out."""
    if not selection.count:
        return TEXTS["no_match"]
    reasons = selection.claims["missing_reason"][selection.kept]
    none = int((reasons == MissingReason.NOT_APPLICABLE).sum())
    unknown = int((reasons != "").sum()) - none
    given = selection.count - none - unknown
    parts = {
        "with a number": given,
        "whose number is not known": unknown,
        "that are not counts" if none > 1 else "that is not a count": none,
    }
    parts = {words: count for words, count in parts.items() if count}
    claims = claim_count(selection.count)
    if len(parts) > 1:
        return f"{claims}: {', '.join(f'{n:,} {words}' for words, n in parts.items())}."
    if given:
        return f"{claims}, {'with a number' if given == 1 else 'each with a number'}."
    return f"{claims}, {'without a number' if selection.count == 1 else 'none with a number'}."


def without_own_month(selection: Selection, view: View) -> str:
    """Which of the claims in the months chosen cannot be put into one; empty without any."""
    if not view.limits_months:
        return ""
    count = selection.count - int(selection.claims["has_month"][selection.kept].sum())
    if not count:
        return ""
    return (
        f"{count:,} of these cannot be put into a month: "
        f"{'its date is' if count == 1 else 'their dates are'} open, or only a year is given."
    )


def table_title(total: int, sort: Column | None = None) -> str:
    """The caption of the table of the claims shown, and what it is sorted by."""
    if not total:
        return "No claim matches these choices"
    within = " within each kind" if sort is Column.FIGURE else ""
    return f"{claim_count(total)} as a table" + (f", by {sort.value}{within}" if sort else "")


def left_open(claims: Sequence[Claim]) -> tuple[str, ...]:
    """What a set of figures leaves open by itself."""
    unknown = [c for c in claims if c.missing_reason is MissingReason.NOT_REPORTED]
    ended = [c for c in claims if c.missing_reason is MissingReason.NO_LONGER_PUBLISHED]
    contested = [c for c in claims if c.contested]
    found = [f"{c.summary} ({c.claim_id})" for c in ended[:MOST_NAMED]]
    if len(ended) > MOST_NAMED:
        found.append(not_listed(len(ended) - MOST_NAMED, "series that are no longer published"))
    if unknown:
        tell = "tells" if len(unknown) == 1 else "tell"
        found.append(
            f"{plural(len(unknown), 'report')} {tell} of people without saying how many "
            f"({ids(unknown)}). That is not zero."
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
    return joined(
        "Each crossing is counted, so one person may be in it more than once. A half-year is drawn "
        "as one area and not split. “?”: the total of that quarter was not read.",
        *(f"{claim.summary} ({claim.claim_id})" for claim in limits[:MOST_NAMED]),
        and_more(len(limits) - MOST_NAMED),
    )
