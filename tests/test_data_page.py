"""The Data page, run by Streamlit's own test runner: facets, chips, the table and the files."""

import json
import shutil

import pytest
import streamlit as st
from frozen import DATA, FOLDER
from samples import NAMES, claims_frame
from test_pages import (
    KNOWN,
    TOTAL,
    all_html,
    counting,
    elements_of,
    map_ids,
    opened,
    table_ids,
    table_rows,
    tables_of,
)

from nkmap.app import filters, session
from nkmap.schema import Kind, Layer
from nkmap.view import (
    ALL_LAYERS,
    Column,
    Limit,
    Number,
    View,
    from_query,
    limits,
    order,
    select,
    without,
)
from nkmap.wording import counts, files_and_links

pytestmark = pytest.mark.page


def part(app, key: str) -> dict:
    """What the one component that has this field was given."""
    found = [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.json]
    return next(given for given in found if key in given)


def facet(app, name: str) -> dict[str, tuple[int, bool]]:
    facets = part(app, "facets")["facets"]
    options = next(one["options"] for one in facets if one["name"] == name)
    return {option["label"]: (option["count"], option["chosen"]) for option in options}


def test_the_page_says_how_many_claims_there_are_and_how_many_have_no_number():
    app = opened("from=2024-12&to=2024-12", "data")
    assert not app.exception
    assert (
        "20 claims: 7 with a number, 3 whose number is not known, 10 that are not counts."
    ) in all_html(app)
    assert (
        "6 of these cannot be put into a month: their dates are open, or only a year is given."
    ) in all_html(app)
    assert counting(app) == counting(opened("from=2024-12&to=2024-12", "timeline"))
    assert counting(app) == (
        f"20 of {TOTAL} claims shown; 102 in layers that are off; 18 outside these months."
    )
    assert "No total: these figures are of different kinds" in all_html(app)


def test_facets_count_what_each_choice_would_show_beside_the_others():
    app = opened("from=2024-12&to=2024-12&kind=departed", "data")
    assert facet(app, "number") == {"has a number": (1, False), "has none": (1, False)}
    assert facet(app, "kinds")["Departed"] == (2, True)
    assert facet(app, "kinds")["Selected"] == (2, False)
    assert facet(app, "origins") == {
        "Hyesan": (1, False),
        "Musan": (1, False),
        "North Hamgyong": (1, False),
        "North Korea": (2, False),
        "Ryanggang": (1, False),
    }
    narrower = opened("from=2024-12&to=2024-12&kind=departed&number=given", "data")
    assert facet(narrower, "number") == {"has a number": (1, True), "has none": (1, False)}
    assert table_ids(narrower) == {"AP2501-20"}


@pytest.mark.parametrize("name", ["회령", "會寧", "会寧", "Hoeryong", "Hoeryŏng"])
def test_every_spelling_of_a_name_in_the_link_finds_the_same_rows(name):
    app = opened(f"q={name}", "data")
    assert not app.exception
    assert table_ids(app) == {"AP2501-17", "AP2501-18", "AP2501-19"}
    assert "35 without the words searched for" in counting(app)


def test_words_in_layers_that_are_off_are_told_and_one_click_shows_them():
    app = opened("q=10,000", "data")
    before = counting(app)
    assert "with these words are in layers that are off: " in all_html(app)
    app.button(key="show_layers").click().run()
    assert not app.exception
    assert counting(app) != before
    assert table_ids(app) == {"EWN1808-01", "UAN2508-01", "IND2506-01"}
    assert "in layers that are off: " not in all_html(app)


def test_words_behind_other_choices_are_told_and_one_click_searches_everything():
    app = opened("q=10000&kind=visas", "data")
    assert "3 more claims with these words are left out by other choices." in all_html(app)
    app.button(key="search_all").click().run()
    assert table_ids(app) == {"EWN1808-01", "UAN2508-01", "IND2506-01"}


@pytest.mark.parametrize(
    ("layers", "told"),
    [
        ({Layer.BASELINES: 2, Layer.PLANS: 1},
         "3 more claims with these words are in layers that are off: Baselines and official series (2), Plans (1)."),
        ({Layer.PLANS: 1}, "1 more claim with these words is in a layer that is off: Plans (1)."),
        ({}, ""),
    ],
)  # fmt: skip
def test_where_words_stand_in_layers_that_are_off_is_told_in_a_sentence(layers, told):
    assert counts.in_layers_off(layers) == told


def test_every_limit_is_a_chip_and_taking_each_away_leads_back_to_everything():
    query = (
        "from=2024-10&to=2024-12&kind=departed&origin=musan&evidence=not-stated&number=none"
        "&precision=district-or-county&q=musan&undated=hide&known=2025-06-01"
    )
    app = opened(query, "data")
    assert part(app, "chips")["chips"] == [
        "Words: musan",
        "Months: October 2024 to December 2024",
        "As known on 1 June 2025",
        "Kind of figure: Departed",
        "Number: has none",
        "Month: has a month",
        "Where from: Musan",
        "How the speaker knows: not stated",
        "Finest place named: district or county",
    ]
    view, dropped = from_query(query, KNOWN)
    assert dropped == ()
    for limit in limits(view):
        view = view.with_(**without(view, limit))
    assert view == View()


def test_limits_set_here_can_be_taken_away_on_the_map_and_the_timeline():
    for page in ("map", "timeline"):
        app = opened("evidence=not-stated&number=none", page)
        assert part(app, "chips")["chips"] == [
            "Number: has none",
            "How the speaker knows: not stated",
        ]


def test_a_row_holds_number_and_hedge_apart_and_says_what_is_not_reported():
    rows = {row["id"]: row for row in table_rows(opened("from=2024-12&to=2024-12", "data"))}
    assert rows["AP2501-18"]["cells"][1] == ["about 200", "people"]
    assert rows["AP2501-25"]["cells"][1] == ["number not reported", "(“some”)"]
    assert (rows["AP2501-18"]["unknown"], rows["AP2501-25"]["unknown"]) == (False, True)


def test_a_row_has_a_link_of_its_own_to_the_same_choices():
    table = tables_of(opened("kind=departed&claim=AP2501-20", "data"))[0]
    assert table["chosen"] == "AP2501-20"
    assert table["link"] == "?kind=departed&claim="


def test_the_columns_of_a_link_are_shown_in_its_order():
    table = tables_of(opened("column=source&column=kind&column=in-our-words", "data"))[0]
    assert table["columns"] == ["Claim", "Source", "Kind", "In our words"]
    assert table["keys"] == ["source", "kind", "in our words"]


def test_every_column_can_be_shown():
    every = "&".join(f"column={column.value.replace(' ', '-')}" for column in Column)
    app = opened(f"{every}&from=2024-12&to=2024-12", "data")
    assert not app.exception
    table = tables_of(app)[0]
    assert table["columns"] == ["Claim", *(files_and_links.COLUMNS[column] for column in Column)]
    assert [row["id"] for row in table["rows"] if not all(row["cells"][:3])] == []


@pytest.mark.parametrize("column", Column)
def test_every_column_can_be_sorted_by_both_ways_and_loses_no_claim(column):
    selection = select(DATA.claims, View(layers=ALL_LAYERS))
    for descending in (False, True):
        view = View(sort=column, descending=descending)
        assert sorted(order(selection, view, NAMES)) == list(range(TOTAL))


def test_a_page_beyond_the_last_one_is_the_last_one():
    everything = "&".join(f"layer={layer}" for layer in KNOWN.layers)
    first = tables_of(opened(everything, "data"))[0]
    assert first["pages"] == {"page": 1, "pages": 3, "words": f"1 to 50 of {TOTAL} claims"}
    last = tables_of(opened(f"{everything}&page=99", "data"))[0]
    assert last["pages"] == {"page": 3, "pages": 3, "words": f"101 to {TOTAL} of {TOTAL} claims"}
    assert table_ids(opened(everything, "data")) == set(DATA.claims["claim_id"])


def sorted_ids(frame, view: View) -> list[str]:
    selection = select(frame, view)
    ids = list(selection.shown["claim_id"])
    return [ids[place] for place in order(selection, view, NAMES)]


def test_figures_are_ordered_within_a_kind_and_what_is_not_reported_stands_last():
    frame = claims_frame(
        {"kind": "present", "best": 5},
        {"kind": "departed"},
        {"kind": "departed", "low": 30},
        {"kind": "departed", "best": 200},
        {"kind": "departed", "best": 7, "unit": "soldiers", "group": "soldiers"},
    )
    upwards = View(layers=ALL_LAYERS, sort=Column.FIGURE)
    assert sorted_ids(frame, upwards) == ["C3", "C4", "C2", "C5", "C1"]
    downwards = upwards.with_(descending=True)
    assert sorted_ids(frame, downwards) == ["C4", "C3", "C2", "C5", "C1"]


def test_what_has_no_date_or_place_stands_last_whichever_way_it_is_sorted():
    frame = claims_frame(
        {"when": "", "origin": "musan"},
        {"when": "2024-12", "origin": ""},
        {"when": "2024-10", "origin": "hyesan"},
    )

    def ids(column: Column, *, descending: bool) -> list[str]:
        return sorted_ids(frame, View(sort=column, descending=descending))

    assert ids(Column.WHEN, descending=False) == ["C3", "C2", "C1"]
    assert ids(Column.WHEN, descending=True) == ["C2", "C3", "C1"]
    assert ids(Column.ORIGIN, descending=False) == ["C3", "C1", "C2"]
    assert ids(Column.ORIGIN, descending=True) == ["C1", "C3", "C2"]


def test_an_empty_selection_is_said_in_words_and_offers_files_all_the_same():
    app = opened("q=zebra", "data")
    assert not app.exception
    assert "No claim matches these choices. That is not a report of nothing." in all_html(app)
    assert tables_of(app)[0]["rows"] == []
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["These 0 claims, CSV", "These 0 claims, XLSX"]


def test_the_files_offered_are_those_of_the_view_and_of_everything():
    app = opened("from=2024-12&to=2024-12", "data")
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["These 20 claims, CSV", "These 20 claims, XLSX"]


def test_a_chosen_row_opens_its_claim_and_marks_it_on_a_small_map():
    app = opened("claim=AP2501-20", "data")
    assert not app.exception
    departed = View(kinds=(Kind.DEPARTED,))
    assert map_ids(app) == set(select(DATA.claims, departed).shown["claim_id"])
    assert [button.label for button in app.button if button.label.startswith("Show on")] == [
        "Show on the Map",
        "Show on the Timeline",
    ]


def test_a_claim_that_is_no_figure_has_no_small_map():
    app = opened("claim=AP2501-02", "data")
    parts = [data.get("part") for data in elements_of(app) if isinstance(data, dict)]
    assert "map" not in parts


def test_a_view_is_the_same_selection_whatever_is_open_beside_it():
    view = View(
        kinds=(Kind.DEPARTED,),
        number=Number.GIVEN,
        layers=ALL_LAYERS,
        claim="AP2501-20",
        sort=Column.WHEN,
        page=3,
    )
    assert view.limits == View(kinds=(Kind.DEPARTED,), number=Number.GIVEN, layers=ALL_LAYERS)


@pytest.fixture
def chosen(monkeypatch):
    """The session of a reader who has opened a link, without a browser."""
    state: dict = {}
    monkeypatch.setattr(st, "session_state", state)

    def open_link(query: str) -> dict:
        state["query"] = query
        return state

    return open_link


def test_a_layer_goes_with_the_kinds_that_lie_only_in_it(chosen):
    state = chosen("kind=planned&layer=plans&layer=dispatch")
    session.switch_layers([Layer.DISPATCH])
    assert state["query"] == ""


def test_clearing_all_limits_at_once_leaves_none(chosen):
    state = chosen(
        "kind=planned&layer=plans&layer=dispatch&number=none&from=2024-12&claim=AP2501-20"
    )
    found = limits(session.view())
    state["chips"] = {"drop": -1}
    filters._drop(found, "chips")
    assert state["query"] == "claim=AP2501-20"


def test_a_layer_chip_takes_its_layer_away(chosen):
    state = chosen("kind=planned&layer=plans&layer=dispatch")
    found = limits(session.view())
    state["chips"] = {"drop": found.index(Limit("layers", "plans"))}
    filters._drop(found, "chips")
    assert state["query"] == ""


def test_a_choice_that_no_link_can_hold_is_refused_in_words(chosen):
    state = chosen("kind=departed")
    session.change(search="회" * 200, origin_groups=tuple(f"G-{n}" for n in range(3000)))
    assert state["query"] == "kind=departed"
    assert state["dropped"] == ["the last choice (no link can hold so many)"]


def test_a_curator_sees_a_change_of_a_file_at_the_next_run(tmp_path, monkeypatch):
    shutil.copytree(FOLDER, tmp_path / "data")
    monkeypatch.setenv("NKMAP_DATA", str(tmp_path / "data"))
    app = opened("kind=departed", "data")
    assert f"4 of {TOTAL} claims shown" in counting(app)
    for name in ("claims", "changes"):
        file = tmp_path / "data" / f"{name}.csv"
        kept = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True)
                if "AP2602C-01," not in line]  # fmt: skip
        file.write_text("".join(kept), encoding="utf-8")
    assert f"4 of {TOTAL - 1} claims shown" in counting(app.run())


def test_the_one_layer_that_is_on_cannot_be_switched_off():
    layers = part(opened("", "data"), "facets")["facets"][0]["options"]
    assert [option["value"] for option in layers if option["fixed"]] == ["dispatch"]
    both = part(opened("layer=dispatch&layer=plans", "data"), "facets")["facets"][0]["options"]
    assert [option["value"] for option in both if option["fixed"]] == []


def test_pages_that_do_not_use_a_choice_say_so():
    for page in ("how_many", "sources"):
        html = all_html(opened("q=zebra&known=2026-01-01", page))
        assert "Chosen on other pages, not used here: Words: zebra." in html, page
        assert "not used here" not in all_html(opened("", page)), page


def test_an_open_end_of_the_months_is_told_in_words():
    chips = part(opened("from=2024-09", "data"), "chips")["chips"]
    assert chips == ["Months: from September 2024"]
