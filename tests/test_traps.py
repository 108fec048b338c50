"""The traps of the evidence, by name: what must not be added, merged, filled in or copied."""

import hashlib
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from frozen import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import gazetteer

from nkmap import dates
from nkmap.claim import records
from nkmap.figures import axis_panels, border_entries, marks
from nkmap.figures.scene import places_of
from nkmap.relations import limits_of, origins
from nkmap.schema import KINDS, MILITARY, Access, Group, Kind, Layer, MissingReason
from nkmap.summary import by_series
from nkmap.view import ALL_LAYERS, Known, View, scene, select
from nkmap.wording import captions, comparisons, counts, sentences, slides
from nkmap.wording.places import Names

ALL = records(DATA.claims)
CLAIMS = {claim.claim_id: claim for claim in ALL}
KNOWN = Known.of(DATA.claims, DATA.places)
NAMES = Names(DATA.places)
PLACES = places_of(DATA)
EVERYTHING = View(layers=ALL_LAYERS)


def parts_of(claim_id):
    return [claim for claim in ALL if claim.part_of == claim_id and claim.has_figure]


def figures_of(claims):
    return [value for c in claims for value in (c.low, c.best, c.high) if value is not None]


def test_200_and_37_are_never_added():
    chosen = [CLAIMS["AP2501-18"], CLAIMS["AP2501-20"]]
    with pytest.raises(
        ValueError, match=r"Selected .people. and Departed .people.: figures of different kinds"
    ):
        axis_panels.series_panels(chosen, NAMES)
    with pytest.raises(ValueError, match="one map shows one kind"):
        marks.scene(
            chosen, Kind.SELECTED, gazetteer(PLACES, DATA.routes, marks.places_of_origin(ALL))
        )
    assert [series.kind for series in by_series(chosen)] == [Kind.SELECTED, Kind.DEPARTED]
    assert counts.different_kinds(chosen) == (
        "No total: these figures are of different kinds (selected, departed)."
    )
    assert 237 not in figures_of(ALL)


def test_15000_workers_and_15000_troops_never_merge():
    briefing = [claim for claim in ALL if claim.origin_group == "NIS-2025-04-30"]
    assert [(c.claim_id, c.best, c.unit, c.group, c.layer.value) for c in briefing] == [
        ("KBS2505-01", 15_000, "workers", "civilian workers", "baselines"),
        ("KBS2505-02", 15_000, "soldiers", "soldiers", "military"),
        ("BAB2505-01", 15_000, "workers", "civilian workers", "baselines"),
    ]
    assert [(s.group, len(s.claims)) for s in by_series(briefing)] == [
        ("civilian workers", 2),
        ("soldiers", 1),
    ]
    with pytest.raises(
        ValueError, match=r"Departed .people. and Departed .people.: soldiers: figures of different"
    ):
        axis_panels.series_panels(briefing, NAMES)
    scene = marks.scene(
        briefing, Kind.DEPARTED, gazetteer(PLACES, DATA.routes, marks.places_of_origin(ALL))
    )
    assert scene.marks == ()
    assert [(plate.title, plate.lines) for plate in scene.area_labels] == [
        ("Russia – place not reported", ("about 15,000 workers, by 30 April 2025",)),
        (
            "Soldiers, kept apart: Russia – place not reported",
            ("about 15,000 soldiers, by 30 April 2025",),
        ),
    ]
    assert not {30_000, 45_000} & set(figures_of(briefing))


def test_27930_is_the_sum_of_parts_that_were_reported_as_up_to_28000_and_agrees_with_it():
    whole, parts = CLAIMS["DTN-01"], parts_of("DTN-01")
    assert (whole.low, whole.best, whole.high, whole.qualifier) == (None, None, 28_000, "up to")
    assert [part.best for part in parts] == [24_200, 1_500, 700, 800, 600, 130]
    assert sum(part.best for part in parts) == 27_930
    assert {claim.status for claim in (whole, *parts)} == {"current"}
    assert 27_930 not in figures_of(ALL)
    assert {claim.conflicts_with for claim in (whole, *parts)} == {()}


def test_13221_entries_equal_the_sum_of_their_seven_purposes_none_of_which_is_labour():
    purposes = {part.purpose: part.best for part in parts_of("N1G2502-02")}
    assert purposes == {
        "education": 7_887,
        "business": 3_098,
        "vehicles": 1_648,
        "personal": 286,
        "transit": 234,
        "tourism": 53,
        "official": 15,
    }
    assert sum(purposes.values()) == CLAIMS["N1G2502-02"].best == 13_221
    limits = limits_of([CLAIMS["N1G2502-02"]], ALL)
    assert [limit.claim_id for limit in limits] == ["N1G2502-10"]
    assert "labour" in counts.entries_key(limits)


def test_30000_and_80000_are_not_nearly_100000_and_both_stand():
    whole, parts = CLAIMS["DB1903-01"], parts_of("DB1903-01")
    assert (whole.best, whole.qualifier) == (100_000, "believed to be nearly")
    assert [part.best for part in parts] == [30_000, 80_000]
    assert {claim.status for claim in (whole, *parts)} == {"current"}
    assert 110_000 not in figures_of(ALL)
    assert whole.conflicts_with == ("DB1903-02", "DB1903-03")


def test_after_march_2025_the_series_of_entries_has_no_value_and_is_said_to_have_ended():
    series = [claim for claim in ALL if claim.kind is Kind.BORDER_ENTRIES]
    assert len(series) == 28
    assert max(c.last_day for c in series if c.has_figure) == date(2025, 3, 31)
    after = [c for c in series if c.first_day > date(2025, 3, 31)]
    assert [(c.claim_id, c.missing_reason) for c in after] == [
        ("N1G2602-01", MissingReason.NO_LONGER_PUBLISHED)
    ]
    made = border_entries.plan(ALL)
    assert [claim.claim_id for claim in made.ended] == ["N1G2602-01"]
    assert made.quarters[-1].last == dates.month_number("2025-03") // 3


def test_entries_are_crossings_of_travellers_from_one_origin():
    series = [claim for claim in ALL if claim.kind is Kind.BORDER_ENTRIES]
    assert {(c.group, c.unit or "crossings") for c in series} == {("travellers", "crossings")}
    assert origins([claim for claim in series if claim.has_figure]) == 1


def test_as_known_on_1_february_2025_shows_only_the_first_article_and_what_was_published_before():
    shown = select(DATA.claims, EVERYTHING.with_(known_on=date(2025, 2, 1))).shown
    sources = DATA.sources.set_index("source_id")
    assert (shown["source_id"] == "AP2501").sum() == 37
    assert set(shown["source_id"]) == {
        "AP2501", "DNK", "ASIL1708", "ASIL1709", "MOFA1712", "KBS18", "EWN1808", "SPU1902", "WJ1903",
        "DB1903", "UP1912", "KBS2004", "DA2306", "AV2308", "KBS2401", "TIP24", "CHO2402",
        "YOM2402", "GM2402", "RFA2403", "KBS2405", "NKN2407", "NKN2408", "HAN2410",
        "POL2411", "MT2412",
    }  # fmt: skip
    assert max(sources.loc[list(set(shown["source_id"])), "published"]) <= "2025-02-01"


def test_the_two_reports_of_one_briefing_disagree_name_each_other_and_are_one_origin():
    english, korean = CLAIMS["AP2501-10"], CLAIMS["HAN2410-01"]
    assert (english.kind, korean.kind) == (Kind.PRESENT, Kind.DEPARTED)
    assert (english.best, korean.best) == (4_000, 4_000)
    assert origins([english, korean]) == 1
    assert korean.claim_id in english.conflicts_with
    assert english.claim_id in korean.conflicts_with


def test_plans_are_plans():
    planned = {c.claim_id for c in ALL if c.kind is Kind.PLANNED}
    assert {"JA2506-01", "CCC2511-01", "DTN-01", "UAN2508-02", "PRA2506-02"} <= planned
    expected = CLAIMS["UAN2508-02"]
    assert (expected.low, expected.qualifier) == (50_000, "expected more than")
    headline = captions.headline([expected], NAMES)
    assert headline.endswith("(said in August 2025). This report does not say that they have gone.")


def test_a_thing_considered_is_not_told_as_planned_and_a_forecast_not_as_anybodys_plan():
    assert sentences.sentence(CLAIMS["JA2506-01"], NAMES) == (
        "25,000 North Korean workers were reportedly being considered for dispatch to the Alabuga "
        "zone, Russia (said on 19 June 2025)."
    )
    assert sentences.sentence(CLAIMS["PRA2506-02"], NAMES) == (
        "50,000 North Korean workers were reportedly forecast for Russia by the end of 2025 "
        "(said in June 2025; weak copy)."
    )


def test_what_an_agency_announced_is_never_told_without_the_agency():
    assert sentences.sentence(CLAIMS["KBS2505-01"], NAMES) == (
        "About 15,000 North Korean workers left for Russia by 30 April 2025, according to South Korea’s "
        "National Intelligence Service."
    )
    publishers = dict(zip(DATA.sources["source_id"], DATA.sources["publisher"], strict=True))
    for claim in ALL:
        said = sentences.attributed(claim, NAMES, publishers[claim.source_id])
        speaker = claim.said_by.split(", ")[0].lower()
        assert speaker in said.lower(), claim.claim_id
    assert sentences.attributed(CLAIMS["CCC2511-01"], NAMES, "cccv.info") == (
        "About 12,000 North Korean workers were reportedly planned to be sent to the Alabuga zone, "
        "Russia, by the end of 2025, according to Ukraine’s military intelligence, as told by "
        "Radio Svoboda (said on 14 November 2025; weak copy)."
    )


def test_an_unnamed_station_near_vladivostok_has_no_point():
    place = PLACES["near-vladivostok"]
    assert not place.is_point
    scene = marks.scene(
        [CLAIMS["CHO2402-01"]],
        Kind.ARRIVED,
        gazetteer(PLACES, DATA.routes, marks.places_of_origin(ALL)),
    )
    assert scene.marks == ()
    assert [plate.lines for plate in scene.area_labels] == [
        ("about 300 people (contested), 5 February 2024",)
    ]


def test_only_kinds_with_people_count_them_and_every_group_has_a_series_of_its_own():
    for series in by_series(ALL):
        assert len({(c.kind, c.group) for c in series.everything}) == 1
        units = {c.unit for c in series.everything if c.has_figure}
        assert units <= set(KINDS[series.kind].units)
    military = [s for s in by_series(ALL) if s.group in MILITARY]
    assert {s.group for s in military} == {Group.SOLDIERS, Group.MILITARY_BUILDERS}


def test_every_claim_has_a_source_with_a_well_formed_address():
    sources = DATA.sources.set_index("source_id")
    for claim in ALL:
        address = urlsplit(sources.loc[claim.source_id, "url"])
        assert address.scheme in ("http", "https"), claim.claim_id
        assert "." in (address.hostname or ""), claim.claim_id
        assert not re.search(r"\s", address.geturl()), claim.claim_id


def test_weak_copies_only_complete_a_series_give_parts_or_show_a_conflict():
    weak = [c for c in ALL if c.access == Access.WEAK_COPY]
    groups = {c.source_id for c in weak}
    assert groups == {
        "WJ1903",
        "DCK2504",
        "N1G2502",
        "PRA2506",
        "DNZ2507",
        "CCC2511",
        "N1G2602",
        "DTN",
    }
    series = {"N1G2502-01", "N1G2602-01", "DCK2504-01", "DNZ2507-01"}  # complete a series
    related = {c.claim_id for c in weak if c.conflicts_with or c.part_of}
    same = {c.origin_group for c in weak if c.conflicts_with or c.part_of}
    rest = {c.claim_id for c in weak} - series - related
    assert {CLAIMS[claim].origin_group for claim in rest} <= same


SOURCE_RUNS = Path(__file__).with_name("source_runs.txt")


def runs_of_eight(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}


def fingerprint(run):
    return hashlib.sha256(run.encode()).hexdigest()[:16]


def test_no_words_of_ours_repeat_eight_words_in_a_row_of_a_source():
    # The sources' own sentences are not in this project; these are hashes of their runs of words.
    known = set(SOURCE_RUNS.read_text(encoding="utf-8").split())
    assert len(known) > 900
    assert fingerprint("a boom in worker dispatches to russia is") in known
    for claim in ALL:
        ours = f"{claim.summary} | {claim.unclear} | {'; '.join(claim.caution)}"
        copied = [run for run in runs_of_eight(ours) if fingerprint(run) in known]
        assert copied == [], claim.claim_id


NUMBER = re.compile(r"\d[\d,]*")
layers = st.lists(st.sampled_from(ALL_LAYERS), min_size=1, max_size=7).map(tuple)
kinds = st.lists(st.sampled_from(KNOWN.kinds), max_size=3).map(tuple)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    layers=layers, kinds=kinds, known_on=st.none() | st.dates(date(2018, 1, 1), date(2026, 6, 1))
)
def test_no_sentence_above_a_map_or_a_question_holds_a_number_that_no_claim_states(
    layers, kinds, known_on
):
    view = KNOWN.with_layers_asked_for(View(layers=layers, kinds=kinds, known_on=known_on))
    shown = records(select(DATA.claims, view).shown)
    kind = scene(view)
    prepared = marks.of_view(
        shown, kind, gazetteer(PLACES, DATA.routes, marks.places_of_origin(shown))
    )
    told = [
        captions.map_headline(shown, kind, NAMES),
        captions.on_this_map(shown, kind),
        captions.aside(shown, NAMES),
        counts.different_kinds(shown),
        *(line for plate in prepared.area_labels for line in (plate.title, *plate.lines)),
        *(mark.figure for mark in prepared.marks),
        *(
            words
            for series in by_series(shown)
            for words, _ in comparisons.figures_once(series.claims, NAMES)
        ),
    ]
    stated = set(figures_of(ALL))
    stated |= {int(n.replace(",", "")) for c in ALL for n in NUMBER.findall(c.summary)}
    for sentence in told:
        for number in NUMBER.findall(sentence):
            value = int(number.replace(",", ""))
            is_date_or_count = value <= len(ALL) or 1990 <= value <= 2030
            assert is_date_or_count or value in stated, sentence


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    days=st.lists(st.dates(date(2017, 1, 1), date(2027, 1, 1)), min_size=2, max_size=2),
    layers=layers,
)
def test_what_is_known_only_grows(days, layers):
    early, late = sorted(days)
    view = View(layers=layers)
    before, after = (
        set(select(DATA.claims, view.with_(known_on=day)).shown["claim_id"])
        for day in (early, late)
    )
    assert before <= after
    assert after <= set(select(DATA.claims, view).shown["claim_id"])


def test_a_source_without_a_date_is_counted_as_such_and_not_shown_as_known_on_any_day():
    selection = select(DATA.claims, EVERYTHING.with_(known_on=date(2099, 1, 1)))
    undated = {claim.claim_id for claim in ALL if claim.published is None}
    assert undated == {f"DTN-{n:02d}" for n in range(1, 9)}
    assert undated.isdisjoint(selection.shown["claim_id"])
    assert counts.counting(selection) == (
        f"{len(ALL) - 8} of {len(ALL)} claims shown; 8 whose day of publication is not known."
    )


def test_transport_is_never_a_route_of_workers_and_touches_no_dispatch_report():
    view = View(layers=(Layer.DISPATCH, Layer.TRANSPORT))
    shown = records(select(DATA.claims, view).shown)
    origins = marks.places_of_origin(ALL)
    made = marks.of_view(shown, Kind.DEPARTED, gazetteer(PLACES, DATA.routes, origins))
    assert {claim.kind for route in made.routes for claim in route.claims} == {Kind.ROUTE}
    linked = {claim.kind for link in made.links for claim in link.claims}
    assert linked == {Kind.TRANSPORT}
    ends = {frozenset((link.start.place_id, link.end.place_id)) for link in made.links}
    assert frozenset(("tumangang", "khasan")) in ends
    drawn = {c.claim_id for link in made.links for c in link.claims}
    assert drawn == {claim.claim_id for claim in shown if claim.kind is Kind.TRANSPORT}


def test_of_the_soldiers_in_russia_only_the_combat_engineers_are_about_1000():
    assert sentences.sentence(CLAIMS["MT2509-01"], NAMES) == (
        "South Korea’s National Intelligence Service put the number of North Korean military "
        "personnel (combat engineers only) in Russia at about 1,000 (said on 2 September 2025)."
    )


def test_a_report_that_tells_more_of_the_place_is_not_said_to_leave_it_out():
    assert PLACES["dandong-area"].is_point is False
    for claim in ("GM2402-01", "DB1903-01", "UP1912-01", "RFA2403-01"):
        assert "does not say" not in captions.headline([CLAIMS[claim]], NAMES)
        assert "not reported" not in str(slides.slide_facts(CLAIMS[claim], NAMES))
    assert captions.headline([CLAIMS["DTN-08"]], NAMES) == (
        "5,000 workers were reportedly selected in North Korea for work in countries abroad (weak copy). "
        "This report does not say that they have left."
    )
