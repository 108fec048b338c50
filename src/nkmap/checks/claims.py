"""What may be wrong with a claim as a whole, and between two claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nkmap.checks.cells import Cells, Found, by_row, count, rows
from nkmap.csv_files import Problem, TextTable
from nkmap.dates import BadDate, Period, parse_given
from nkmap.schema import (
    KINDS,
    LAYER_OF,
    MILITARY,
    PEOPLE,
    UNITS,
    Bound,
    ClaimStatus,
    EvidenceType,
    Kind,
    Layer,
    Measure,
    MissingReason,
    Reading,
    bound_of,
    is_hedged,
    items,
    says_none,
)

_KINDS = {str(kind): rule for kind, rule in KINDS.items()}
_LAYER_OF = {str(kind): layer for kind, layer in LAYER_OF.items()}


def problems(texts: dict[str, TextTable]) -> Iterator[Problem]:
    """Cells of one claim that do not go together, claims that do not, and dates that cannot be."""
    sources, text = texts["sources"].frame, texts["claims"]
    published = dict(zip(sources["source_id"], sources["published"], strict=True))
    rules = (
        _relations,
        _layer_and_group,
        _figure,
        _reading,
        lambda cells: _order_in_time(cells, published.get(cells["source_id"], "")),
    )
    yield from by_row(text, *rules)
    yield from _conflicts(text)
    yield from _parts(text)


def _parts(text: TextTable) -> Iterator[Problem]:
    """A part belongs to a whole, not to another part: it would be told with neither."""
    belongs = dict(zip(text.frame["claim_id"], text.frame["part_of"], strict=True))
    for row, whole in enumerate(text.frame["part_of"]):
        if whole and belongs.get(whole) and belongs[whole] != whole:
            remedy = f"name {belongs[whole]} instead"
            yield text.problem(row, "part_of", f"{whole} is a part itself", remedy)


def _conflicts(text: TextTable) -> Iterator[Problem]:
    """Of two claims that do not agree, each names the other, so that a reader finds both."""
    named = {
        cells["claim_id"]: dict.fromkeys(items(cells["conflicts_with"])) for cells in rows(text)
    }
    for row, (claim, others) in enumerate(named.items()) if len(named) == len(text.frame) else ():
        for other in others:
            if other in named and claim not in named[other]:
                remedy = f"name {claim} in {other} as well"
                yield text.problem(row, "conflicts_with", f"{other} does not name it", remedy)


def _relations(cells: Cells) -> Found:
    """What a claim says of itself and another: its conflicts, its whole, what takes its place."""
    for column in ("conflicts_with", "part_of"):
        if cells["claim_id"] in items(cells[column]):
            yield column, "a claim cannot stand in this relation to itself", "delete it"
    by, is_superseded = cells["superseded_by"], cells["status"] == ClaimStatus.SUPERSEDED
    if is_superseded and not by:
        remedy = "give the id of the claim that takes its place"
        yield "superseded_by", "superseded, but not by what", remedy
    if by and not is_superseded:
        yield "status", f"superseded by {by}, but not marked so", "write superseded"
    if by and by == cells["claim_id"]:
        yield "superseded_by", "a claim cannot supersede itself", "give another claim's id"


Counts = dict[str, int | None]
"""Low, best and high; ``None`` where a cell is empty."""


def _figure(cells: Cells) -> Found:
    counts = {name: count(cells[name]) for name in ("low", "best", "high")}
    if any(cells[name] and counts[name] is None for name in counts):
        return  # what the cell means is not known, so nothing more is said about it
    yield from list(_zero(cells, counts)) or _bound(cells)
    yield from _figure_or_reason(cells)
    low, best, high = counts.values()
    pairs = [("low", "best"), ("best", "high"), *([("low", "high")] if best is None else [])]
    for lower, higher in pairs:  # low and high are told against best
        one, two = counts[lower], counts[higher]
        if one is not None and two is not None and one > two:
            yield lower, f"greater than {higher} ({two})", "low, best and high must not fall"
    is_spread = low is not None and high is not None and low != high and best is None
    if is_spread and not cells["spread"]:
        remedy = "say between for a range, either for two values"
        yield "spread", "low and high without a spread", remedy
    if cells["spread"] and not is_spread:
        yield "spread", "a spread without low and high", "leave it empty"


def _layer_and_group(cells: Cells) -> Found:
    layer, group, kind, unit = (cells[name] for name in ("layer", "group", "kind", "unit"))
    if kind not in _KINDS or layer not in set(Layer):
        return
    is_military, home = group in MILITARY, _LAYER_OF.get(kind)
    if is_military != (layer == Layer.MILITARY):
        wrong = f"a claim about {group or 'no group'} in the layer {layer}"
        remedy = f"only {' and '.join(MILITARY)} lie in {Layer.MILITARY}, and only there"
        yield "layer", wrong, remedy
    elif not is_military and home and layer != home:
        yield "layer", f"claims of the kind {kind} lie in another layer", f"write {home}"
    elif not is_military and not home and layer in LAYER_OF.values():
        remedy = f"write {Layer.DISPATCH} or {Layer.BASELINES}"
        yield "layer", f"not a layer for the kind {kind}", remedy
    if unit in PEOPLE and not group:
        yield "group", "people are counted, but not who", "say which group they are"
    elif unit in UNITS and UNITS[unit].group not in (None, group):
        yield "group", f"the unit {unit} counts {UNITS[unit].group}", "correct one of the two"


_NO_ONE = re.compile(
    r"(?:no|zero|not one|not a single|none of the) "
    r"(?:(?:north|korean|civilian|new|more|further|such|other) )*"
    r"(?:people|persons?|workers?|labou?rers?|soldiers?|troops|builders?"
    r"|departures?|arrivals?|selections?|returns?|cancellations?|border (?:entries|crossings)"
    r"|(?:work )?permits?|visas?)\b(?! (?:is|are|was|were) (?:named|counted|given))"
    r"|(?:nobody|no one) (?:has |had |was |is |were )?(?:yet |been )*"
    r"(?:left|leaves|departed|arrived|arrives|came|went|returned|crossed|entered|selected|chosen"
    r"|picked|sent|dispatched|employed|turned back)\b",
    re.IGNORECASE,
)
"""How a summary begins that says of those its kind counts that there were none."""


_COUNTED = frozenset(Measure) - {Measure.NONE, Measure.MONEY, Measure.DURATION}


def _zero(cells: Cells, counts: Counts) -> Found:
    """That there were none is a figure, 0; it is neither unknown nor a limit."""
    given = {name: value for name, value in counts.items() if value is not None}
    words = cells["qualifier"].strip()
    if not given:
        rule = _KINDS.get(cells["kind"])
        is_counted = rule is not None and rule.measure in _COUNTED
        said = f"“{words}”" if says_none(words) else "the summary"
        if is_counted and (says_none(words) or _NO_ONE.match(cells["summary"])):
            yield "best", f"{said} says that there were none", "write 0: a zero that was reported"
    elif says_none(words):
        if counts["best"] != 0:
            yield "qualifier", f"“{words}” beside more than 0", "correct one of the two"
    elif counts["best"] == 0 and counts["high"] in (None, 0) and is_hedged(words):
        yield "qualifier", f"“{words}” beside 0", "leave it empty where nobody was reported"
    elif given in ({"high": 0}, {"low": 0, "high": 0}):
        yield "high", "no more than 0 is a zero that was reported", "write 0 in best instead"
    elif given == {"low": 0}:
        yield "low", "at least 0 says nothing", "leave it empty, and say why there is no figure"


_HOLDS = {Bound.LOWER: ("low",), Bound.UPPER: ("high",), Bound.SHORT: ("best", "high")}
"""The columns that a number may stand in beside such a word; the first is where it goes."""


def _bound(cells: Cells) -> Found:
    """A word that makes a number a limit stands beside the limit it makes, and no other number."""
    bound = bound_of(cells["qualifier"])
    given = [name for name in ("best", "low", "high") if cells[name]]
    if bound is None or (bound is Bound.SHORT and given != ["low"]):
        return
    if bound is Bound.LOWER and given == ["low", "high"] and cells["low"] != cells["high"]:
        return  # "at least 1,000 to 2,000": a limit that is not known better
    word, home = f"“{cells['qualifier']}”", _HOLDS[bound][0]
    wrong = next((name for name in given if name not in _HOLDS[bound]), None)
    if wrong and home in given:
        yield wrong, f"{word} goes with one number, in {home}", "leave this empty, or the word"
    elif wrong:
        remedy = f"write it in {home} and leave {wrong} empty"
        yield wrong, f"{word} makes {cells[wrong]} {bound}", remedy


def _figure_or_reason(cells: Cells) -> Found:
    if not any(cells[name] for name in ("low", "best", "high")):
        if not cells["missing_reason"]:
            remedy = f"say why: {', '.join(MissingReason)}"
            yield "missing_reason", "no figure and no reason", remedy
        if cells["unit"]:
            yield "unit", "a unit without a figure", "leave it empty"
        return
    if cells["missing_reason"]:
        yield "missing_reason", "a figure and a reason for having none", "leave it empty"
    if not cells["unit"]:
        yield "unit", "a figure without a unit", "say what is counted"
    rule = _KINDS.get(cells["kind"])
    if rule and not rule.units:
        remedy = "choose another kind or leave the figure out"
        yield "kind", "claims of this kind carry no figure", remedy
    elif rule and cells["unit"] and cells["unit"] not in rule.units:
        yield "unit", f"not a unit of the kind {cells['kind']}", "use " + " or ".join(rule.units)


def _order_in_time(cells: Cells, published: str) -> Found:
    """Words that are later than their publication, and events that are later than the words."""
    when, said, told = (_period(text) for text in (cells["when"], cells["said_on"], published))
    day = told and told.last_day
    if day and said and said.first_day and said.first_day > day:
        yield "said_on", f"after its source was published ({published})", "correct one of the two"
        return
    rule = _KINDS.get(cells["kind"])
    is_announced = cells["evidence"] == EvidenceType.ANNOUNCEMENT
    # Of what kind it is, is judged elsewhere.
    may_lie_ahead = not rule or rule.may_lie_ahead
    if when is None or may_lie_ahead or (cells["kind"] == Kind.TRANSPORT and is_announced):
        return
    said_by = said and said.last_day
    for act, text, end in (("published", published, day), ("said", cells["said_on"], said_by)):
        if end and any(bound.first > end for bound in (when.start, when.end) if bound):
            ahead = ", ".join(kind for kind, rule in KINDS.items() if rule.may_lie_ahead)
            remedy = f"correct one of the two; only {ahead} and announced transport may lie ahead"
            yield "when", f"later than it was {act} ({text})", remedy
            return


def _reading(cells: Cells) -> Found:
    """What nkmap read into a date or a figure stands in it; what the speaker gave does not."""
    when, read = _period(cells["when"]), cells["our_reading"]
    if when is None and cells["when"]:
        return
    there: dict[str, object] = {
        Reading.START: when and when.start,
        Reading.END: when and when.end,
        Reading.DATES: when,
        Reading.UNIT: cells["unit"],
    }
    if not there.get(read, True):
        what = "date" if read == Reading.DATES else read
        of = "this claim" if read == Reading.UNIT else "when"
        yield "our_reading", f"no {what} in {of}", "say which part of the claim is our reading"


def _period(text: str) -> Period | None:
    try:
        return parse_given(text)
    except BadDate:  # told as a problem of its own cell
        return None
