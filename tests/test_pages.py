"""The pages, run by Streamlit's own test runner: one view, one result, on every part."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from nkmap import dataset
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import Known, View, map_view, select

ROOT = Path(__file__).parents[1]
DATA = dataset.load(dataset.SHIPPED)
KNOWN = Known.of(DATA.claims, DATA.places)
PRESENT = [kind for kind in Kind if (DATA.claims["kind"] == kind.value).any()]
CLAIM_ID = re.compile(r"AP2501-\d\d")


def opened(query: str, page: str = "map") -> AppTest:
    """The app at a link; the entry runs as it is, with the page asked for as its first."""
    source = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    source = source.replace('"pages/', f'"{ROOT}/pages/').replace(", default=True", "")
    source = source.replace(f'{page}.py", ', f'{page}.py", default=True, ')
    app = AppTest.from_string(source, default_timeout=60)
    for pair in filter(None, query.split("&")):
        key, value = pair.split("=")
        before = app.query_params.get(key, [])
        app.query_params[key] = [*before, value]
    return app.run()


def proto(app: AppTest, kind: str):
    return app.get(kind)[0].proto


def map_ids(app: AppTest) -> set[str]:
    layers = json.loads(proto(app, "deck_gl_json_chart").json)["layers"]
    rows = [row for layer in layers if isinstance(layer.get("data"), list) for row in layer["data"]]
    return {claim for row in rows for claim in row.get("c", [])}


def timeline_ids(app: AppTest) -> set[str]:
    chart = proto(app, "vega_lite_chart")
    data = b"".join(found.data.data for found in chart.datasets)
    return set(CLAIM_ID.findall(chart.spec + data.decode("latin-1")))


def alt_ids(app: AppTest, kind: str) -> set[str]:
    return set(CLAIM_ID.findall(proto(app, kind).alt))


def table_ids(app: AppTest) -> set[str]:
    tables = [
        json.loads(found.proto.json) for found in app.get("bidi_component") if found.proto.json
    ]
    rows = next(table["rows"] for table in tables if "rows" in table)
    return {row["id"] for row in rows}


def counting(app: AppTest) -> str:
    html = " ".join(found.proto.body for found in app.get("html"))
    return re.search(r'class="nk-count">([^<]*)<', html)[1]


months = st.sampled_from(KNOWN.months)
views = st.builds(
    lambda pair, kinds, destinations, undated: View(
        *pair, kinds=tuple(kinds), destinations=tuple(destinations), undated=undated
    ),
    pair=st.just((None, None)) | st.tuples(months, months).map(lambda p: tuple(sorted(p))),
    kinds=st.lists(st.sampled_from(PRESENT), max_size=3),
    destinations=st.lists(st.sampled_from(KNOWN.destinations), max_size=1),
    undated=st.booleans(),
)
SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@SLOW
@given(views)
def test_map_strip_table_and_alt_text_show_the_same_claims(view):
    app = opened(view.to_query())
    assert not app.exception
    narrowed = map_view(view, PRESENT)
    selection = select(DATA.claims, narrowed)
    expected = set(selection.shown["claim_id"])
    assert map_ids(app) == expected
    assert timeline_ids(app) == expected
    assert table_ids(app) == expected
    assert alt_ids(app, "deck_gl_json_chart") == expected
    assert alt_ids(app, "vega_lite_chart") == expected
    assert counting(app).startswith(f"{len(expected)} of 35 claims shown")


@SLOW
@given(views)
def test_the_timeline_page_shows_the_same_claims_in_chart_and_table(view):
    app = opened(view.to_query(), "timeline")
    assert not app.exception
    expected = set(select(DATA.claims, view).shown["claim_id"])
    assert timeline_ids(app) == expected
    assert table_ids(app) == expected
    assert counting(app).startswith(f"{len(expected)} of 35 claims shown")


@pytest.mark.parametrize("kind", [kind for kind in MAP_KINDS if kind in PRESENT])
def test_a_count_that_is_not_reported_is_a_zero_nowhere(kind):
    app = opened(f"kind={kind.value.replace(' ', '-')}")
    unknown = [
        row["id"]
        for row in next(
            json.loads(found.proto.json)["rows"]
            for found in app.get("bidi_component")
            if "rows" in found.proto.json
        )
        if re.search(r"(?<![\d,])0(?![\d,])", row["cells"][1])
    ]
    assert unknown == []
    layers = json.loads(proto(app, "deck_gl_json_chart").json)["layers"]
    words = [
        row["t"] for layer in layers if layer["@@type"] == "TextLayer" for row in layer["data"]
    ]
    assert "0" not in words


def test_the_sources_page_names_the_source_every_claim_and_what_is_not_known():
    app = opened("", "sources")
    assert not app.exception
    html = " ".join(found.proto.body for found in app.get("html"))
    assert "https://asiapress.org/rimjin-gang/2025/01/society-economy/worker" in html
    assert "Neither the regions of Russia" in html
    assert table_ids(app) == set(DATA.claims["claim_id"])
    assert any("How this map is made" in found.value for found in app.markdown)


def test_an_empty_selection_is_said_in_words_on_every_page():
    for page in ("map", "timeline"):
        app = opened("from=2024-01&to=2024-01&kind=selected", page)
        assert not app.exception
        assert counting(app).startswith("0 of 35 claims shown; 33 of another kind; 2 outside")


def test_the_headline_of_the_front_page_is_hedged_and_made_from_the_data():
    html = " ".join(found.proto.body for found in opened("").get("html"))
    assert (
        "37 people reportedly left Hyesan for Russia in December 2024. "
        "Where in Russia they went is not reported."
    ) in html


def test_the_sources_page_has_no_controls_and_so_hides_nothing():
    app = opened("from=2024-01&to=2024-01&kind=selected", "sources")
    assert counting(app) == "35 of 35 claims shown."


def test_a_kind_that_no_map_can_show_is_said_to_be_elsewhere():
    told = [found.value for found in opened("kind=pay").info]
    assert told == ["Pay cannot be put on a map; the Timeline shows it. This map shows: Departed."]
