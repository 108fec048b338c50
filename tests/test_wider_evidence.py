"""The traps of the wider evidence, by name: what must not be added, pinned, merged or dated back."""

import re
from datetime import date

import pytest
from samples import claims, gazetteer
from test_traps import SOURCE_RUNS, fingerprint, runs_of_eight

from nkmap import dataset
from nkmap.claim import records
from nkmap.figures import marks
from nkmap.figures.scene import places_of
from nkmap.schema import MAP_KINDS, Access, Kind, PlaceType
from nkmap.summary import NoTotal, Reason, firm, total
from nkmap.view import ALL_LAYERS, View, select
from nkmap.wording import sentences

DATA = dataset.load(dataset.SHIPPED)
ALL = records(DATA.claims)
CLAIMS = {claim.claim_id: claim for claim in ALL}
PLACES = DATA.places.set_index("place_id")
NEW = [claim for claim in ALL if DATA.source_by_id[claim.source_id]["accessed"]]


def within():
    chains = {}
    for place in PLACES.index:
        chain, at = [], place
        while at and at not in chain:
            chain.append(at)
            at = PLACES.loc[at, "part_of"]
        chains[place] = tuple(chain)
    vague = set(PLACES.index[PLACES["type"] == PlaceType.AREA])
    return firm(chains, vague)


WITHIN = within()


def of(*claim_ids):
    return [CLAIMS[claim_id] for claim_id in claim_ids]


def test_the_sightings_at_dandong_customs_are_never_a_sum():
    seen = [
        claim
        for claim in ALL
        if claim.kind in (Kind.ARRIVED, Kind.RETURNED)
        and "customs" in f"{claim.summary} {claim.purpose} {' '.join(claim.caution)}"
        and "Dandong" in claim.summary
    ]
    assert len(seen) >= 4
    arrived = [claim for claim in seen if claim.kind is Kind.ARRIVED and claim.has_figure]
    assert len(arrived) >= 4
    assert isinstance(total(arrived, WITHIN), NoTotal)


def test_the_150_of_hyesan_customs_are_one_statement_told_several_times():
    told = of("DNKX-01", "DNKX-02", "DNK2410-01", "DNK2410-03")
    assert len({claim.origin_group for claim in told}) == 1
    assert CLAIMS["DNKX-02"].part_of == "DNKX-01"
    assert isinstance(total(of("DNKX-01", "DNK2410-01"), WITHIN), NoTotal)
    assert not any("hyesan" in claim.origin for claim in told)


def test_the_150_for_donbas_are_one_statement_and_never_300():
    told = of("CSIS2607-11", "DNJ2404-01")
    assert len({claim.origin_group for claim in told}) == 1
    assert isinstance(total(told, WITHIN), NoTotal)


def test_the_figures_of_kuwait_all_stand_and_are_never_added():
    stocks = [c for c in ALL if c.kind is Kind.PRESENT and c.destination == ("kuwait",)]
    assert len(stocks) >= 4
    assert {6064, 2500} <= {claim.best for claim in stocks}
    assert total(stocks, WITHIN).reason is Reason.MEASURE
    assert "APN1707-02" in CLAIMS["APN1708-01"].conflicts_with


@pytest.mark.parametrize(
    ("kind", "end", "town", "province", "other"),
    [
        (Kind.DEPARTED, "origin", "hyesan", "ryanggang", "sinuiju"),
        (Kind.ARRIVED, "destination", "vladivostok", "primorsky", "dandong"),
        (Kind.RETURNED, "destination", "vladivostok", "primorsky", "dandong"),
    ],
)
def test_a_town_and_its_province_are_never_added(kind, end, town, province, other):
    def added(*places):
        ends = {"origin": "", "destination": "", "destination_status": ""}
        own = ends | {"kind": kind, "best": 5, "group": "workers"}
        return total(claims(*(own | {"origin_group": p, end: p} for p in places)), WITHIN)

    assert added(town, province).reason is Reason.OVERLAP
    assert not isinstance(added(town, other), NoTotal)


def test_a_rate_is_never_a_count():
    rates = [claim for claim in ALL if claim.kind is Kind.RATE]
    assert len(rates) >= 6
    assert {claim.unit.split(" per ")[0] for claim in rates if claim.has_figure} == {"people"}
    assert total(rates, WITHIN).reason is Reason.MEASURE
    assert Kind.RATE not in MAP_KINDS


@pytest.mark.parametrize("kind", [None, *MAP_KINDS])
def test_no_country_province_or_area_has_a_mark(kind):
    places = places_of(DATA)
    shown = [claim for claim in ALL if kind is None or claim.kind is kind]
    ground = gazetteer(places, DATA.routes, marks.places_of_origin(ALL), DATA.names)
    found = marks.scene(shown, kind, ground)
    for mark in found.marks:
        assert PLACES.loc[mark.key, "where_prec"] <= 3, mark.key


def test_nothing_is_shown_before_it_was_published():
    for year in range(2010, 2027):
        day = date(year, 7, 1)
        shown = records(select(DATA.claims, View(layers=ALL_LAYERS, known_on=day)).shown)
        assert all(claim.published and claim.published <= day for claim in shown), year


def test_a_year_that_no_page_gives_keeps_its_doubt_and_says_how_it_was_inferred():
    doubted = [
        claim
        for claim in NEW
        if claim.when and any(end and end.doubted for end in (claim.when.start, claim.when.end))
    ]
    assert len(doubted) >= 15
    for claim in doubted:
        assert re.search(r"\byear\b|\bmonth\b|\bdate", claim.unclear), claim.claim_id


def test_what_was_read_in_a_weak_copy_says_so_in_its_sentence():
    weak = [claim for claim in NEW if claim.access == Access.WEAK_COPY]
    assert len(weak) >= 30
    for claim in weak:
        assert "weak copy" in sentences.sentence(claim, DATA.names), claim.claim_id


def test_the_figures_for_russia_at_the_start_of_2017_disagree_and_all_stand():
    start = CLAIMS["DNJ1801-01"]
    assert (start.best, start.qualifier) == (47_364, "reportedly")
    assert {"WJ1903-01", "KBS18-01", "AP2501-08"} <= set(start.conflicts_with)
    assert {CLAIMS[other].status for other in start.conflicts_with} == {"current"}


def test_kaesongs_40000_and_vedomostis_7800_stand_as_contested_with_why():
    for claim_id, figure, why in (
        ("DNJ16B-01", 40_000, "puts all North Korean workers abroad at 50,000 to 60,000"),
        ("VED2512-02", 7_800, "13,221 entries in 2024"),
    ):
        claim = CLAIMS[claim_id]
        assert (claim.best, claim.is_current) == (figure, True)
        assert why in claim.contested


def test_first_since_the_pandemic_is_contradicted_by_earlier_arrivals_and_both_stand():
    first = CLAIMS["RFA2409-02"]
    assert first.kind is Kind.TREND
    assert {"FN2405-01", "MBC2010-02", "AP2501-04"} <= set(first.conflicts_with)


def test_a_disputed_place_is_told_without_a_country_and_says_who_holds_it():
    disputed = PLACES.index[PLACES["note"] != ""]
    assert {"kunashir", "donetsk-region", "luhansk-region", "sukhumi", "abkhazia"} <= set(disputed)
    assert {DATA.names.country_of(place) for place in disputed} == {"", "Ukraine"}
    for claim in ALL:
        if set(claim.destination) & set(disputed):
            told = sentences.sentence(claim, DATA.names)
            assert not re.search(
                r"(Kuril Islands|Kunashir|Shikotan|Abkhazia), (Russia|Georgia)", told
            )


def test_every_claim_opens_its_source():
    for claim in ALL:
        source = DATA.source_by_id[claim.source_id]
        assert source["url"].startswith("http"), claim.claim_id
        assert claim.locator, claim.claim_id
    assert {DATA.source_by_id[claim.source_id]["accessed"] for claim in NEW} == {"2026-11"}


def test_a_fact_that_names_only_a_crossing_is_not_pinned_there_as_a_home():
    crossings = [claim for claim in ALL if claim.kind is Kind.ROUTE]
    assert len(crossings) > 15
    assert CLAIMS["FN2405-01"].origin in ((), ("north-korea",))


def test_the_notes_on_names_say_which_were_not_verified():
    unverified = PLACES.index[PLACES["names_from"].str.contains("not verified")]
    assert {"sonchon", "cholsan", "unhung", "pochon"} <= set(unverified)


def test_no_words_of_ours_repeat_eight_words_in_a_row_of_the_evidence_tables():
    known = set(SOURCE_RUNS.read_text(encoding="utf-8").split())
    assert len(known) > 8_000
    for claim in ALL:
        told = (claim.summary, claim.unclear, claim.contested, *claim.caution)
        copied = [run for run in runs_of_eight(" | ".join(told)) if fingerprint(run) in known]
        assert copied == [], claim.claim_id
