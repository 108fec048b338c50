"""The Data page, run by Streamlit's own test runner: facets, chips, the table and the files."""

import json

import pytest
from samples import NAMES, claims_frame
from test_pages import (
    DATA,
    KNOWN,
    TOTAL,
    all_html,
    counting,
    opened,
    table_ids,
    table_rows,
    tables_of,
)

from nkmap import wording
from nkmap.schema import Kind
from nkmap.view import (
    ALL_LAYERS,
    Column,
    Number,
    View,
    from_query,
    limits,
    order,
    select,
    without,
)


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
    assert "19 claims, 12 of them without a number." in all_html(app)
    assert counting(app) == counting(opened("from=2024-12&to=2024-12", "timeline"))
    assert counting(app) == (
        f"19 of {TOTAL} claims shown; 102 in layers that are off; 17 outside these months."
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
    assert "33 without the words searched for" in counting(app)


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
    assert table["columns"] == ["Claim", *(wording.COLUMNS[column] for column in Column)]
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
    assert labels == ["These 19 claims, CSV", "These 19 claims, XLSX"]


def test_a_chosen_row_opens_its_claim_and_marks_it_on_a_small_map():
    app = opened("claim=AP2501-20", "data")
    assert not app.exception
    deck = json.loads(app.get("deck_gl_json_chart")[0].proto.json)
    drawn = {c for layer in deck["layers"] if isinstance(layer.get("data"), list)
             for row in layer["data"] for c in row.get("c", [])}  # fmt: skip
    departed = View(kinds=(Kind.DEPARTED,))
    assert drawn == set(select(DATA.claims, departed).shown["claim_id"])
    assert [button.label for button in app.button if button.label.startswith("Show on")] == [
        "Show on the Map",
        "Show on the Timeline",
    ]


def test_a_claim_that_is_no_figure_has_no_small_map():
    assert opened("claim=AP2501-02", "data").get("deck_gl_json_chart") == []


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
