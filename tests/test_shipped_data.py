"""The facts of the shipped dataset, and where they may be drawn."""

import hashlib
import re
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest

from nkmap import dataset
from nkmap.claim import records
from nkmap.figures.scene import places_of
from nkmap.figures.viewport import viewport
from nkmap.publish import place_pages
from nkmap.schema import Kind, Layer
from nkmap.view import Frame

ROOT = Path(__file__).parents[1]
DATA = dataset.load(dataset.SHIPPED)
CLAIMS = {claim.claim_id: claim for claim in records(DATA.claims)}


def test_all_claims_of_the_first_article_are_there():
    own = [claim_id for claim_id, claim in CLAIMS.items() if claim.source_id == "AP2501"]
    assert own == [f"AP2501-{n:02d}" for n in range(1, 38)]


def test_nothing_before_january_2026_gives_musan_a_number_of_people():
    about = [c for c in CLAIMS.values() if {"musan", "musan-mine"} & set(c.origin)]
    first_told = [c for c in about if c.source_id in ("AP2501", "AP2602")]
    assert [(c.claim_id, c.has_figure, c.unit) for c in first_told] == [
        ("AP2501-14", False, ""),
        ("AP2501-15", False, ""),
        ("AP2501-16", False, ""),
        ("AP2501-25", False, ""),
        ("AP2501-28", True, "months"),
        ("AP2602-01", True, "workers"),
        ("AP2602-02", True, "workers"),
        ("AP2602-03", False, ""),
        ("AP2602-04", False, ""),
    ]
    first = CLAIMS["AP2602-01"]
    assert (first.low, first.best, first.high, first.qualifier) == (100, None, None, "more than")
    assert all(c.first_day >= date(2026, 1, 1) for c in about if c.unit == "workers")


@pytest.mark.parametrize(
    ("claim_id", "expected"),
    [
        ("AP2501-18", ("selected", None, 200, None, "about", "people")),
        ("AP2501-20", ("departed", None, 37, None, "reportedly", "people")),
        ("AP2501-10", ("present", None, 4000, None, "approximately", "workers")),
        ("AP2501-08", ("present", None, 30000, None, "reportedly around", "workers")),
        ("AP2501-05", ("present", 50000, None, 100000, "between", "workers")),
        ("AP2501-26", ("contract length", 60, None, 120, "", "months")),
    ],
)
def test_the_figures_are_those_of_the_article(claim_id, expected):
    c = CLAIMS[claim_id]
    assert (c.kind.value, c.low, c.best, c.high, c.qualifier, c.unit) == expected


def test_the_routes_of_the_first_reports_end_open_and_the_older_one_is_no_dispatch_report():
    routes = [claim.claim_id for claim in CLAIMS.values() if claim.kind is Kind.ROUTE]
    stops = {
        claim: DATA.routes.loc[DATA.routes["claim_id"] == claim, "place_id"].tolist()
        for claim in routes
    }
    assert {claim: stops[claim] for claim in ("AP2501-22", "AP2602-03", "DNK-01")} == {
        "AP2501-22": ["hyesan", "pyongyang", "rason", "russia"],
        "AP2602-03": ["musan-mine", "rason", "russia"],
        "DNK-01": ["rason", "khasan", "vladivostok", "ussuriysk"],
    }
    assert CLAIMS["DNK-01"].layer is Layer.BASELINES


def test_no_report_of_asiapress_places_anybody_at_a_point_inside_russia():
    points = DATA.places[(DATA.places["country"] == "RU") & DATA.places["lat"].notna()]
    inside = set(points["place_id"])
    reports = [
        c for c in CLAIMS.values() if c.layer is Layer.DISPATCH and c.source_id.startswith("AP2")
    ]
    assert len(reports) > 30
    assert [c.claim_id for c in reports if inside & set(c.origin + c.destination)] == []


def test_two_statements_of_the_same_thing_are_one_origin():
    assert CLAIMS["AP2501-19"].origin_group == CLAIMS["AP2501-27"].origin_group
    assert CLAIMS["AP2501-29"].origin_group == CLAIMS["AP2501-30"].origin_group


def test_one_speaker_on_one_occasion_is_one_statement():
    said = {}
    for claim in CLAIMS.values():
        statements = said.setdefault((claim.source_id, claim.said_by), set())
        statements.add(claim.origin_group)
    several = {key: found for key, found in said.items() if len(found) > 1}
    # ASIAPRESS repeats what its partner in Hoeryong heard, and converts what a worker was told.
    first = several.pop(("AP2501", "ASIAPRESS, editorial"))
    assert first == {"AP2501-01", "AP2501-17", "AP2501-29"}
    # A timeline tells of several occasions; two ministers tell their own count and a ministry's.
    assert {source for source, _ in several} == {"CSIS2607", "KH1801"}
    of_the_first = {c.origin_group for c in CLAIMS.values() if c.source_id == "AP2501"}
    assert sorted(of_the_first) == [
        "AP2501-01",
        "AP2501-14",
        "AP2501-17",
        "AP2501-20",
        "AP2501-29",
        "AP2501-33",
        "NIS-2024-10-29",
    ]


def test_a_page_that_passes_on_anothers_report_is_no_original():
    passed_on = DATA.sources[DATA.sources["relay_of"] != ""]
    assert len(passed_on) > 20
    assert set(passed_on["access"]) == {"relay", "opening of a relay", "weak copy"}


def test_a_reading_of_ours_is_declared_and_told_in_the_same_claims():
    dated = {c.claim_id for c in CLAIMS.values() if c.our_reading in ("start", "end", "dates")}
    told = {claim_id for claim_id, c in CLAIMS.items() if "our reading" in c.unclear}
    assert dated == told
    assert len(told) > 30
    whole = [claim_id for claim_id, c in CLAIMS.items() if c.our_reading == "claim"]
    assert "N1G2502-10" in whole


def test_the_words_of_a_claim_name_no_claim_that_was_published_later():
    named = 0
    for claim in CLAIMS.values():
        words = " ".join((claim.summary, claim.unclear, claim.contested, *claim.caution))
        for other in map(CLAIMS.get, re.findall(r"\b[A-Z][A-Z0-9]+-\d+\b", words)):
            named += 1
            assert other, claim.claim_id
            assert other.published <= claim.published, (claim.claim_id, other.claim_id)
    assert named > 5


def test_a_plan_for_a_named_time_is_dated_by_it_and_not_by_the_day_it_was_told():
    for claim_id in ("PRA2506-02", "CCC2511-01"):
        plan = CLAIMS[claim_id]
        assert (plan.when.start, plan.when.end.last) == (None, date(2025, 12, 31))
        assert plan.said_on.start.first.year == 2025


def test_every_drawn_point_lies_in_the_country_its_row_names():
    countries = gpd.read_file(ROOT / "data" / "basemap" / "countries.geojson")
    points = DATA.places.dropna(subset=["lat", "lon"])
    assert len(points) >= 16
    for place in points.itertuples():
        point = gpd.points_from_xy([place.lon], [place.lat])[0]
        assert list(countries.loc[countries.covers(point), "country"]) == [place.country]


HASHES = {
    "data/basemap/countries.geojson": "e5506bfc99c722c9",
    "data/basemap/provinces.geojson": "1d9187ee732b3d31",
    "data/basemap/frames/cities.json": "164a2670bc1daba7",
    "data/basemap/frames/route.json": "3794feb8b1e10a2e",
    "data/basemap/frames/wide.json": "2eb2630005ba19e2",
    "data/basemap/frames/world.json": "eabbb9607d74143f",
    "static/basemap/explore.geojson": "28c237b5c7971de0",
}


@pytest.mark.parametrize(("name", "start"), HASHES.items())
def test_the_outlines_are_those_the_recipe_made(name, start):
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest().startswith(start)


def test_every_frame_has_its_outlines_and_no_other_has():
    found = {path.stem for path in (ROOT / "data" / "basemap" / "frames").glob("*.json")}
    assert found == {frame.drawn.value for frame in Frame}


def test_crimea_is_drawn_as_ukraine():
    countries = gpd.read_file(ROOT / "data" / "basemap" / "countries.geojson").set_index("country")
    simferopol = gpd.points_from_xy([34.1], [45.0])[0]
    assert countries.index[countries.covers(simferopol)].tolist() == ["UA"]


def test_no_file_names_a_package_index_or_a_path_of_a_machine():
    found = []
    environments = {mark.parent for mark in ROOT.rglob("pyvenv.cfg")}  # whatever they are called
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not path.is_file() or not environments.isdisjoint(path.parents):
            continue
        if any(p.startswith(".") and p not in (".ci", ".streamlit") for p in parts):
            continue
        if path.suffix in (
            ".py",
            ".md",
            ".toml",
            ".txt",
            ".csv",
            ".json",
            "",
        ) and "egg-info" not in str(path):
            text = path.read_text(encoding="utf-8")
            if re.search(r"index-u" r"rl|py" r"pi\.org|/ho" r"me/\w|/wo" r"rk/", text):
                found.append(str(path.relative_to(ROOT)))
    assert found == []


@pytest.mark.parametrize("place", ["kaesong", "nampo", "kunashir", "yuzhno-kurilsk"])
def test_show_on_the_map_shows_a_town_beyond_the_northern_border(place):
    own, frame = places_of(DATA)[place], place_pages.frame_of(DATA, place)
    assert frame is not Frame.ROUTE
    for size in ((1280.0, 540.0), (358.0, 404.0)):
        view = viewport(frame, *size)
        assert view.box.grown(-4).holds(*view.pixel(own.lon, own.lat))
