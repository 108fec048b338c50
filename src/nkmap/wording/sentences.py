"""One claim as one hedged sentence that stands alone: who, of what country, where and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from nkmap.claim import Claim
from nkmap.schema import KINDS, EvidenceType, Group, Kind, MissingReason
from nkmap.wording import joined
from nkmap.wording.dates import (
    date_note,
    day_said,
    in_time,
    is_day_of_words,
    our_dates,
    time_of_fact,
    when,
)
from nkmap.wording.hedges import (
    OUR_READING,
    STATED,
    ZERO,
    bare_figure,
    counted,
    fall,
    hedge_parts,
    is_told_as_report,
    no_figure,
    part,
    reported,
    stamped,
    unit,
    units,
    zero_hedge,
)
from nkmap.wording.places import Names, at_places, is_from_north_korea, place_list, places_in_full


@dataclass(frozen=True)
class _Said:
    """The parts of a sentence: what the speaker says, and what is said about it."""

    words: str
    note: str = ""
    """In brackets behind the speaker: dates that are not the speaker's own words."""
    ending: str = ""
    """Why there is no number."""
    names_speaker: bool = False
    is_stated: bool = False
    """Whether it is told as its speaker's word, also where no publisher is asked for."""


def sentence(claim: Claim, place_names: Names) -> str:
    """The claim as one hedged sentence; a figure never stands without kind, place and date."""
    said = _said(claim, place_names)
    is_theirs = said.is_stated and not claim.is_our_reading
    who = f", according to {speaker(claim)}" if is_theirs else ""
    return _whole(claim, said, who)


def attributed(claim: Claim, place_names: Names, publisher: str, *, with_note: bool = True) -> str:
    """The sentence with who says so, and through whom it reached us, ready to be quoted.

    What is nkmap's own reading is not given to anybody else. ``with_note``: with the dates that are
    not the speaker's own words.
    """
    said = _said(claim, place_names)
    said = said if with_note else replace(said, note="")
    page = publisher.split(" (", maxsplit=1)[0]
    if claim.is_our_reading:
        return _whole(claim, said, "").replace(OUR_READING, f"{OUR_READING} of {page}", 1)
    first, _, relay = claim.said_by.removesuffix(", editorial").partition(", as told by ")
    relay = relay or ("" if _names(first, page) else page)
    words = said.words
    # What a speaker decided or issued need not be told as theirs.
    own_act = rf"(?<!\w){re.escape(speaker(claim))} (?:decided|issued)\b"
    is_named = said.names_speaker or (
        _names(words, speaker(claim))
        and (is_told_as_report(claim, words) or re.search(own_act, words) is not None)
    )
    who = "" if is_named else f", according to {first}"
    if who and "according to" in words.lower():
        who = f", in the words of {first}"
    known = words if is_named else f"{words}{who}"
    through = f", as told by {relay}" if relay and not _names(known, relay) else ""
    return _whole(claim, said, f"{who}{through}")


def _whole(claim: Claim, said: _Said, who: str) -> str:
    brackets = f" ({said.note})" if said.note else ""
    words = f"{said.words}{who}{brackets}{said.ending}."
    words = stamped(f"{words[0].upper()}{words[1:]}", claim, standing=False)
    if said.note and not said.ending:
        words = words.replace(f"{brackets} (", f"{brackets[:-1]}; ", 1)
    return words if claim.is_current else f"{claim.status.capitalize()}: {words}"


def _said(claim: Claim, place_names: Names) -> _Said:
    if claim.is_zero and KINDS[claim.kind].none:
        return _of_none(claim, place_names)
    if KINDS[claim.kind].sentence:
        return _of_people(claim, place_names)
    if claim.kind is Kind.PRESENT and claim.has_figure and claim.destination:
        return _of_stock(claim, place_names)
    words = claim.summary.removesuffix(".")
    if claim.purpose and claim.purpose.lower() not in words.lower():
        words += f" ({claim.purpose} only)"
    return _Said(words, _undated(claim, words))


def _undated(claim: Claim, words: str) -> str:
    """The date that a summary leaves out, so that it can stand alone."""
    if our_dates(claim):
        return date_note(claim)
    told = day_said(claim) if is_day_of_words(claim) else claim.when
    years = {str(end.first.year) for end in (told.start, told.end) if end} if told else set()
    if told is None or any(year in words for year in years):
        return ""
    return f"said {in_time(told)}" if is_day_of_words(claim) else f"dated {when(told)}"


def _of_people(claim: Claim, place_names: Names) -> _Said:
    report = hedge_parts(claim)[0] if claim.has_figure else ""
    rule = KINDS[claim.kind]
    template = rule.hedged_sentences.get(report, rule.sentence)
    if claim.is_military:
        template = template.replace("for work in", "for")
    report = "" if report in rule.hedged_sentences else report
    passed_on = "" if claim.evidence in STATED else "reportedly"
    # A partner's account is a report, not a fact: the hedge stands even without a number.
    adverb = "reportedly" if report == "reportedly" else "" if report else passed_on
    is_one = bare_figure(claim) == "1"
    given = {
        "origin": places_in_full(claim.origin, place_names),
        "to": places_in_full(claim.destination, place_names),
        "time": time_of_fact(claim),
        "at": at_places(claim.origin, place_names),
        "in": at_places(claim.destination, place_names),
    }
    words = _filled(template, given)
    for name, value in {
        "who": _who(claim, place_names),
        "report": f" {adverb}" if adverb else "",
        "were": "was" if is_one else "were",
    }.items():
        words = words.replace(f"{{{name}}}", value)
    words = _tidy(words)
    if report not in ("", "reportedly"):
        words += f" (“{report}”)"
    ending = "" if claim.has_figure else f"; {no_figure(claim)}"
    if claim.missing_reason is MissingReason.WITHHELD:
        ending = ending.replace("; ", "; number ", 1)
    return _Said(words, date_note(claim), ending, is_stated=claim.evidence in STATED)


def _who(claim: Claim, place_names: Names) -> str:
    """Whom a sentence is about, with the number's own hedge and what it is a part of."""
    # Of those who gave up going, sources say only "people".
    is_workers = claim.group == Group.WORKERS and claim.kind is not Kind.CANCELLED
    of = claim.group if claim.is_military else "workers" if is_workers else "people"
    whom = unit(claim) if claim.has_figure else of
    if not is_from_north_korea(claim.origin, place_names):
        whom = _north_korean(whom)
    told = part(claim)
    who = counted(claim, whom) if claim.has_figure else whom
    return f"{who} ({told})" if told else who


def _north_korean(whom: str) -> str:
    return {"people": "North Koreans", "person": "North Korean"}.get(whom, f"North Korean {whom}")


def _filled(template: str, given: Mapping[str, str]) -> str:
    """A template of a kind; a segment is left out, with its words, where nothing is given."""

    def segment(part: str) -> str:
        match = re.fullmatch(r"\{(\w+)(?:: ?(.*?))? ?\}", part)
        if not match or match[1] not in given:
            return part
        value = given[match[1]]
        return " " + joined(match[2], value) if value else ""

    return "".join(map(segment, template.split("|")))


def _of_stock(claim: Claim, place_names: Names) -> _Said:
    """How many there were; whether at once, or taken in over time, is often not said."""
    whom = _north_korean(units(claim)[1])
    only = f" ({claim.purpose} only)" if claim.purpose else ""
    where, time = at_places(claim.destination, place_names), time_of_fact(claim)
    number_of = f"the number of {whom}{only} {where}"
    report, value, who = hedge_parts(claim)[0], counted(claim, ""), speaker(claim)
    of = f" ({part(claim, whole_only=True)})" if part(claim, whole_only=True) else ""
    quoted = f" (“{report}”)" if report else ""
    counts = f"{counted(claim, _north_korean(unit(claim)))}{only}{of} {where} {time}"
    is_stated = False
    if fall(claim):
        then = time.replace("until", "by", 1)
        words = f"{who} said that {number_of} {fall(claim)}{of} {then}{quoted}"
    elif report in ("reportedly", "believed to be", "estimated at"):
        words, is_stated = f"{number_of} {time} was {reported(report, value)}{of}", True
    elif claim.evidence == EvidenceType.OFFICIAL_COUNT and not report:
        words = f"{who} counted {counts}"
    elif value.startswith("at "):
        words = f"{who} said that {number_of} {time} was {value}{of}{quoted}"
    elif claim.when and claim.when.start is None:
        # Since an unknown day: at one time or in all is the source's to say, and it does not.
        words = f"{who} spoke of {counts}{quoted}"
    else:
        words = f"{who} put {number_of} {time} at {value}{of}{quoted}"
    return _Said(_tidy(words), date_note(claim), names_speaker=not is_stated, is_stated=is_stated)


def _tidy(words: str) -> str:
    """Without gaps, nor the comma after a country where nothing of the clause follows.

    A part and its whole stand in one bracket.
    """
    whole = " ".join(words.split()).replace(" only) (of ", " only, of ")
    return re.sub(r",(?= \(|$)", "", whole)


def _names(words: str, name: str) -> bool:
    """Whether a name stands in words, and not only as the letters of another word."""
    told, plain = words.casefold(), name.casefold().removeprefix("the ")
    return re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", told) is not None


def speaker(claim: Claim) -> str:
    """The speaker without the relay: who said it first, as far as the source tells."""
    if claim.is_our_reading:
        return "nkmap"
    return claim.said_by.split(", ")[0]


def said_by(claim: Claim) -> str:
    """Who says it, as a label; what is nkmap's own reading is nobody else's words."""
    return OUR_READING if claim.is_our_reading else claim.said_by


def _of_none(claim: Claim, names: Names) -> _Said:
    """``A partner reported no departures of workers from Hyesan in 2024: a reported zero``.

    It names whom the claim is about: where no workers went, soldiers or students may have.
    """
    given = {
        "origin": place_list(claim.origin, names),
        "to": place_list(claim.destination, names),
    }
    none = _filled(KINDS[claim.kind].none, given)
    who, hedge, time = speaker(claim), zero_hedge(claim), claim.when
    is_open = time is not None and time.start is not None and time.end is None
    parts = [
        f"{who[:1].upper()}{who[1:]} reported no",
        none.replace("{whom}", claim.group.removeprefix("civilian ")),
        f"(dated {when(time)})" if is_open else in_time(time),
        f"({claim.purpose} only)" if claim.purpose else "",
        f"(“{hedge}”)" if hedge else "",
    ]
    return _Said(f"{joined(*parts)}: {ZERO}", names_speaker=True)
