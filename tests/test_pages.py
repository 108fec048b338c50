"""The pages, run by Streamlit's own test runner: one view, one result, on every part."""

import copy
import html
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import streamlit
from frozen import DATA, FOLDER
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from nkmap.app import charts
from nkmap.claim import records
from nkmap.figures import axis_panels
from nkmap.schema import MAP_KINDS, Kind, Layer
from nkmap.view import View, from_query, scene, select
from nkmap.wording import TEXTS, captions, counts
from nkmap.wording.places import Names

pytestmark = pytest.mark.page

ROOT = Path(__file__).parents[1]
KNOWN = DATA.known
PRESENT = [kind for kind in Kind if (DATA.claims["kind"] == kind.value).any()]
CLAIM_ID = re.compile("|".join(DATA.claims["claim_id"]))
TOTAL = len(DATA.claims)
LAYERS = sorted(KNOWN.layers)


def opened(query: str, page: str = "map") -> AppTest:
    """The app at a link; the entry runs as it is, with the page asked for as its first."""
    source = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    source = source.replace('"pages/', f'"{ROOT}/pages/').replace(", default=True", "")
    source = source.replace(f'{page}.py", ', f'{page}.py", default=True, ')
    app = AppTest.from_string(source, default_timeout=60)
    app.session_state["window"] = 1440  # a browser that has shown what is read first
    app.session_state["near strip"] = True  # a reader who has come to the end of the page
    for pair in filter(None, query.split("&")):
        key, value = pair.split("=")
        before = app.query_params.get(key, [])
        app.query_params[key] = [*before, value]
    return app.run()


def proto(app: AppTest, kind: str):
    return app.get(kind)[0].proto


def elements_of(app: AppTest) -> list:
    """What the elements of our own are given."""
    return [json.loads(part.proto.json) for part in app.get("bidi_component") if part.proto.json]


def part_of_map(app: AppTest, name: str = "map") -> dict:
    """What the map, or its months, are given."""
    parts = [data for data in elements_of(app) if isinstance(data, dict)]
    return next(data for data in parts if data.get("part") == name)


def drawn(app: AppTest) -> str:
    """The map of the widest layout as markup."""
    groups = part_of_map(app)["layouts"][0]["groups"]
    return "".join(group for group in groups if isinstance(group, str))


def map_ids(app: AppTest) -> set[str]:
    found = re.findall(r'data-claims="([^"]*)"', drawn(app))
    return {claim for ids in found for claim in ids.split()}


def map_texts(app: AppTest) -> list[str]:
    return [html.unescape(words) for words in re.findall(r"<text[^>]*>([^<]*)<", drawn(app))]


def timeline_ids(app: AppTest) -> set[str]:
    chart = proto(app, "vega_lite_chart")
    data = b"".join(found.data.data for found in chart.datasets)
    return set(CLAIM_ID.findall(chart.spec + data.decode("latin-1")))


def tables_of(app: AppTest) -> list[dict]:
    return [table for table in elements_of(app) if isinstance(table, dict) and "rows" in table]


def table_rows(app: AppTest) -> list[dict]:
    """The rows of the first table of claims, with those of its further pages."""
    table = tables_of(app)[0]
    rows = table["rows"]
    query = app.session_state["query"]
    for page in range(2, table.get("pages", {"pages": 1})["pages"] + 1):
        app.session_state["query"] = f"{query}&page={page}"
        rows += tables_of(app.run())[0]["rows"]
    app.session_state["query"] = query
    return rows


def table_ids(app: AppTest) -> set[str]:
    return {row["id"] for row in table_rows(app)}


def all_html(app: AppTest) -> str:
    return " ".join(found.proto.body for found in app.get("html"))


def counting(app: AppTest) -> str:
    found = re.search(r'class="nk-count">([^<]*)<', all_html(app))
    return found[1] if found else part_of_map(app, "months")["count"]


months = st.sampled_from(KNOWN.months)
views = st.builds(
    lambda pair, kinds, destinations, layers, known_on, undated: KNOWN.with_layers_asked_for(
        View(
            *pair,
            kinds=tuple(kinds),
            destinations=tuple(destinations),
            layers=tuple(layers),
            known_on=known_on,
            undated=undated,
        )
    ),
    pair=st.just((None, None)) | st.tuples(months, months).map(lambda p: tuple(sorted(p))),
    kinds=st.lists(st.sampled_from(PRESENT), max_size=3),
    destinations=st.lists(st.sampled_from(KNOWN.destinations), max_size=1),
    layers=st.lists(st.sampled_from(LAYERS), max_size=7),
    known_on=st.none() | st.dates(date(2019, 1, 1), date(2026, 6, 1)),
    undated=st.booleans(),
)
SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@SLOW
@given(views)
def test_the_map_page_holds_the_claims_of_its_link_and_says_which_are_on_the_map(view):
    app = opened(view.to_query())
    assert not app.exception
    shown = records(select(DATA.claims, view).shown)
    kind = scene(view)
    expected = {claim.claim_id for claim in shown}
    on_map = {claim.claim_id for claim in captions.of_map(shown, kind)}
    assert map_ids(app) == on_map
    assert timeline_ids(app) == on_map
    assert counting(app).endswith(captions.on_this_map(shown, kind))
    assert table_ids(app) == expected
    assert set(CLAIM_ID.findall(part_of_map(app)["words"])) == expected
    assert proto(app, "vega_lite_chart").alt == TEXTS["strip_words"]
    assert counting(app).startswith(f"{len(expected)} of {TOTAL} claims shown")


@SLOW
@given(views)
def test_the_timeline_page_shows_the_same_claims_in_chart_and_table(view):
    app = opened(view.to_query(), "timeline")
    assert not app.exception
    expected = set(select(DATA.claims, view).shown["claim_id"])
    assert timeline_ids(app) == expected
    assert table_ids(app) == expected
    assert counting(app).startswith(f"{len(expected)} of {TOTAL} claims shown")


@pytest.mark.parametrize("kind", [kind for kind in MAP_KINDS if kind in PRESENT])
def test_a_count_that_is_not_reported_is_a_zero_nowhere(kind):
    app = opened(f"kind={kind.value.replace(' ', '-')}")
    zero = re.compile(r"(?<![\d,])0(?![\d,])")
    assert [row["id"] for row in table_rows(app) if zero.search(" ".join(row["cells"][1]))] == []
    assert "0" not in map_texts(app)


def test_the_sources_page_names_the_source_every_claim_and_what_is_not_known():
    app = opened("", "sources")
    assert not app.exception
    html = " ".join(found.proto.body for found in app.get("html"))
    assert "https://asiapress.org/rimjin-gang/2025/01/society-economy/worker" in html
    assert "were unable to confirm which regions of Russia" in html
    assert table_ids(app) == set(DATA.claims["claim_id"])
    assert any("How this map is made" in found.value for found in app.markdown)


def test_an_empty_selection_is_said_in_words_on_every_page():
    for page in ("map", "timeline"):
        app = opened("from=2024-01&to=2024-01&kind=selected", page)
        assert not app.exception
        assert counting(app) == (
            f"0 of {TOTAL} claims shown; 102 in layers that are off; 36 of another kind; "
            "2 outside these months."
        )
    app = opened("known=2010-01-01", "how_many")
    assert not app.exception
    assert counting(app).startswith(f"0 of {TOTAL} claims shown")
    assert "No claim here gives a figure. That is not a report of nothing." in all_html(app)


def test_the_headline_of_the_front_page_is_hedged_and_made_from_the_data():
    assert (
        "More than 100 workers reportedly left Musan Mine, North Korea, for Russia between 12 and 29 January "
        "2026. This report does not say where in Russia they went."
    ) in all_html(opened(""))


def test_the_sources_page_has_no_controls_and_so_hides_nothing():
    app = opened("from=2024-01&to=2024-01&kind=selected", "sources")
    assert counting(app) == f"{TOTAL} of {TOTAL} claims shown."


def test_a_kind_that_no_map_draws_is_told_in_words_and_no_other_stands_in_for_it():
    app = opened("kind=pay")
    shown = records(select(DATA.claims, from_query("kind=pay", KNOWN)[0]).shown)
    assert map_ids(app) == table_ids(app) == {claim.claim_id for claim in shown}
    said = f"On this map: none; {len(shown)} of a kind that no map places: {len(shown)} Pay."
    assert said in counting(app)
    assert captions.without_point(shown) in " ".join(map_texts(app))


def cells_of(app: AppTest, key: str) -> list[dict]:
    """The rows of the one table whose caption holds these words."""
    return next(table["rows"] for table in tables_of(app) if key in table["caption"])


def test_a_reader_who_asks_how_many_sees_several_figures_their_origins_and_what_is_not_known():
    app = opened("", "how_many")
    assert not app.exception
    html = all_html(app)
    assert "How many North Korean workers are in Russia?" in html
    assert (
        "There is no single answer: 27 claims, 16 statements in 19 publications; 24 figures for "
        "9 different things."
    ) in html
    assert "What reports leave open" in html
    assert "were unable to confirm which regions of Russia North Korean workers are in" in html
    rows = cells_of(app, "The figures side by side")
    sections = [(row["section"], row["note"]) for row in rows if "section" in row]
    assert sections == [
        ("Departed", "9 claims, 7 statements in 7 publications"),
        ("Arrived", "1 claim, 1 statement in 1 publication"),
        ("Present", "2 claims, 2 statements in 2 publications"),
        ("Planned or expected", "4 claims, 4 statements in 4 publications"),
        ("Border entries", "7 claims, 2 statements in 5 publications"),
        ("Visas", "1 claim, 1 statement in 1 publication"),
        ("Departed: soldiers", "1 claim, 1 statement in 1 publication"),
        ("Present: military builders", "1 claim, 1 statement in 1 publication"),
        ("Planned or expected: military builders", "1 claim, 1 statement in 1 publication"),
    ]
    same = [row["cells"][-1] for row in rows if row.get("id") in ("KBS2505-01", "BAB2505-01")]
    assert same == [
        "E, the same origin as BAB2505-01, KBS2505-02",
        "E, the same origin as KBS2505-01, KBS2505-02",
    ]


def test_the_sources_page_shows_what_was_published_by_the_day_and_where_reports_disagree():
    html = all_html(opened("known=2025-02-01", "sources"))
    assert "NKN2505" not in html
    assert "HAN2410" in html
    assert html.count('class="nk-cite"') == 26
    now = all_html(opened("", "sources"))
    assert html.count('class="nk-cite"') < now.count('class="nk-cite"') == len(DATA.sources)
    assert (
        "About 12,000 North Korean workers were reportedly planned to be sent to the Alabuga zone, "
        "Russia" in now
    )
    assert "Of other sources, also N1G2502-01." in now


def test_the_page_of_figures_shows_the_claims_of_its_question_and_no_others():
    for question in DATA.questions["question_id"]:
        app = opened(f"question={question}", "how_many")
        assert not app.exception, question
        query = DATA.questions.set_index("question_id").loc[question, "view"]
        view, dropped = from_query(query, KNOWN)
        assert dropped == ()
        expected = set(select(DATA.claims, view).shown["claim_id"])
        assert {row["id"] for row in cells_of(app, "as a table")} == expected
        assert counting(app).startswith(f"{len(expected)} of {TOTAL} claims shown")


def test_what_was_known_on_a_day_is_all_a_page_shows_and_its_headline_says_so():
    for page in ("map", "timeline"):
        app = opened("known=2025-02-01", page)
        assert not app.exception
        sources = {claim.rsplit("-", 1)[0] for claim in table_ids(app)}
        assert sources <= {"AP2501", "CHO2402", "HAN2410"}
        assert "As known on 1 February 2025: " in all_html(app)
    assert (
        "As known on 1 February 2025: 37 people reportedly left Hyesan, North Korea, for Russia in December 2024."
    ) in all_html(opened("known=2025-02-01&kind=departed"))


@pytest.mark.parametrize("page", ["map", "timeline", "data", "compare", "how_many", "sources"])
def test_nothing_published_later_is_on_a_page_as_known_on_a_day(page):
    every = "&".join(f"layer={layer}" for layer in LAYERS)
    then = View(layers=tuple(LAYERS), known_on=date(2025, 5, 31))
    shown = select(DATA.claims, then).shown
    gone = set(DATA.claims["claim_id"]) - set(shown["claim_id"])
    gone |= set(DATA.sources["source_id"]) - set(shown["source_id"])
    app = opened(f"known=2025-05-31&{every}&claim=KBS2505-01", page)
    assert not app.exception
    told = all_html(app) + " ".join(button.label for button in app.button)
    assert "KBS2505-01" in told
    assert gone.isdisjoint(re.findall(r"[\w-]+", told))


def test_a_weak_copy_is_marked_wherever_its_figure_is_shown():
    weak = set(DATA.claims.loc[DATA.claims["access"] == "weak copy", "claim_id"])
    assert len(weak) > 10
    every = "&".join(f"layer={layer}" for layer in LAYERS)
    app = opened(every, "timeline")
    alt = proto(app, "vega_lite_chart").alt
    rows = {row["id"]: " ".join(row["cells"][1]) for row in table_rows(app)}
    assert [claim for claim in weak if "weak copy" not in rows[claim]] == []
    for claim in weak:
        told = re.search(rf"{claim}: (.*?)(?= [A-Z0-9]+-\d\d: | \d+ of \d+ claims)", alt)
        assert "weak copy" in told[1], claim


def test_a_dataset_that_asks_no_question_sets_all_its_figures_side_by_side(tmp_path, monkeypatch):
    shutil.copytree(FOLDER, tmp_path / "data")
    (tmp_path / "data" / "questions.csv").write_text("question_id,title,view\n", encoding="utf-8")
    monkeypatch.setenv("NKMAP_DATA", str(tmp_path / "data"))
    app = opened("", "how_many")
    assert not app.exception
    assert "Every figure side by side" in all_html(app)
    assert counting(app) == f"{TOTAL} of {TOTAL} claims shown."


def test_an_address_that_was_gone_back_to_is_shown_and_one_that_is_only_late_is_not():
    app = opened("kind=arrived")
    app.segmented_control(key="kind_one").set_value(Kind.DEPARTED).run()
    assert app.query_params == {"kind": ["departed", "route"]}
    app.query_params.clear()
    app.query_params["kind"] = ["arrived"]
    app.run()  # sent before the browser knew the address that was written last
    assert app.query_params == {"kind": ["departed", "route"]}
    app.run()
    app.query_params.clear()
    app.query_params["kind"] = ["arrived"]
    app.run()
    assert app.query_params == {"kind": "arrived"}
    assert app.session_state["query"] == "kind=arrived"


def test_the_question_and_the_day_are_part_of_the_link():
    app = opened("question=china&known=2025-02-01", "how_many")
    assert not app.exception
    assert app.session_state["query"] == "known=2025-02-01&question=china"
    assert "How many North Korean workers are in China?" in all_html(app)
    assert "As known on 1 February 2025: There is no single answer" in all_html(app)


def test_the_map_says_why_its_figures_have_no_total_and_leaves_the_route_out_of_it():
    html = all_html(opened("kind=departed&kind=route"))
    assert "No total: " in html
    assert "of different kinds" not in html
    assert "of different kinds" in all_html(opened(""))


def test_all_kinds_are_shown_first_and_one_kind_is_a_choice():
    app = opened("")
    kinds = app.segmented_control(key="kind_one")
    assert kinds.options[0].endswith(f" All kinds {len(table_ids(app))}")
    assert kinds.value == captions.ALL_KINDS
    app.segmented_control(key="kind_one").set_value(Kind.DEPARTED).run()
    assert not app.exception
    assert app.session_state["kind_one"] is Kind.DEPARTED
    assert map_ids(app) == {
        c.claim_id
        for c in records(DATA.claims)
        if c.kind in (Kind.DEPARTED, Kind.ROUTE) and c.layer is Layer.DISPATCH
    }
    app.segmented_control(key="kind_one").set_value(captions.ALL_KINDS).run()
    assert map_ids(app) == map_ids(opened(""))
    several = opened("kind=departed&kind=selected")
    assert several.session_state["kind_one"] is None


def test_what_is_read_first_is_sent_alone_until_the_browser_says_how_wide_its_window_is():
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    names = Names(DATA.places)
    assert captions.map_headline(records(DATA.claims), None, names) in all_html(app)
    assert [data.get("part", "window") for data in elements_of(app)] == ["window", "map"]
    assert [layout["width"] for layout in part_of_map(app)["layouts"]] == [934, 1272, 358]
    assert not app.segmented_control
    app.session_state["window"] = 1440
    app.run()
    assert [layout["width"] for layout in part_of_map(app)["layouts"]] == [934]
    assert part_of_map(app, "months")["months"]
    assert tables_of(app)
    assert app.segmented_control


def test_the_strip_below_the_map_is_sent_to_who_comes_near_it():
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.session_state["window"] = 1440
    assert not app.run().get("vega_lite_chart")
    app.session_state["near strip"] = True
    assert len(app.run().get("vega_lite_chart")) == 1


@pytest.mark.parametrize("page", ["map", "timeline", "how_many", "compare"])
def test_showing_a_chart_changes_nothing_of_what_all_readers_share(page, monkeypatch):
    shown, really = [], streamlit.vega_lite_chart

    def watched(*args, spec, **more):
        before = copy.deepcopy(spec)
        result = really(*args, spec=spec, **more)
        shown.append(spec == before)
        return result

    monkeypatch.setattr(streamlit, "vega_lite_chart", watched)
    opened("layer=dispatch&layer=baseline", page)
    assert shown
    assert all(shown)


@pytest.mark.parametrize("page", ["map", "timeline", "data"])
def test_months_after_every_claim_show_none_and_the_slider_stands_on_them(page):
    app = opened("from=2026-06&to=2026-08", page)
    assert not app.exception
    assert counting(app).startswith(f"0 of {TOTAL} claims shown")
    if page == "map":
        told = part_of_map(app, "months")
        assert (told["months"][told["from"]], told["months"][told["to"]]) == ("2026-06", "2026-08")
    else:
        assert app.session_state["months"] == ("2026-06", "2026-08")
    assert not app.warning


def test_two_periods_after_every_claim_can_be_set_side_by_side():
    app = opened("from=2026-06&to=2026-06&vs-from=2030-01&vs-to=2030-01", "compare")
    assert not app.exception


def test_a_month_holds_as_many_claims_on_one_page_as_on_another_and_what_has_none_is_told():
    month = select(DATA.claims, View("2024-12", "2024-12"))
    undated = month.count - int(month.shown["has_month"].sum())
    assert 0 < undated < month.count
    counted = counts.counting(month)
    left = counts.without_own_month(month, View("2024-12", "2024-12"))
    assert left.startswith(f"{undated} of these cannot be put into a month: ")
    for page in ("map", "timeline", "data"):
        app = opened("from=2024-12&to=2024-12", page)
        told = part_of_map(app, "months") if page == "map" else {"count": "", "note": ""}
        said = " ".join([all_html(app), told["count"], told["note"]])
        assert counted in said, page
        assert left in said, page
    compared = all_html(opened("from=2024-12&to=2024-12&vs-from=2025-01&vs-to=2025-01", "compare"))
    assert f"December 2024: {counted} {left}" in compared
    assert TEXTS["comparison_key"].split(". ")[-1].rstrip(".") in compared
    whole = select(DATA.claims, View())
    without = whole.count - int(whole.shown["has_month"].sum())
    assert (
        f"({month.count - undated}) than any other month. That counts reports, not people. "
        f"{without} claims that cannot be put into a month are not counted in it."
    ) in all_html(opened("", "timeline"))


def parts_of_map(query: str) -> dict[str, dict]:
    """What the map, its months and its states are sent, by part."""
    sent = [json.loads(one.proto.json) for one in opened(query).get("bidi_component")]
    told = [json.loads(one) if isinstance(one, str) else one for one in sent]
    return {one["part"]: one for one in told if isinstance(one, dict) and "part" in one}


@pytest.mark.parametrize("months", ["", "from=2018-01&to=2024-12", "from=2024-10&to=2027-03"])
def test_the_states_of_a_map_are_of_the_months_that_are_offered_below_it(months):
    parts = parts_of_map(months)
    offered = parts["months"]["months"]
    scene_name = f"All kinds {offered[0]}/{offered[-1]} "
    assert (parts["map"]["scene"], parts["states"]["scene"]) == (scene_name, scene_name)


def test_a_chart_that_all_readers_share_is_as_it_was_once_a_page_has_shown_it(monkeypatch):
    shared = []

    def noting(make):
        def noted(*asked):
            chart = make(*asked)
            shared.append((chart, json.dumps(chart)))
            return chart

        return noted

    for module, name in ((charts, "empty_chart"), (axis_panels, "_empty_chart")):
        monkeypatch.setattr(module, name, noting(getattr(module, name)))
    for query, page in (("", "timeline"), ("kind=departed", "timeline"), ("", "compare")):
        opened(query, page)
    assert {"rows" in chart["facet"] if "facet" in chart else None for chart, _ in shared} == {
        None,
        False,
    }
    assert [json.dumps(chart) for chart, _ in shared] == [before for _, before in shared]
