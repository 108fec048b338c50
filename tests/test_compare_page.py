"""The page of two periods: what the link says is what headline, table, picture and sums show."""

import json
import re
from collections import Counter

import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from test_pages import DATA, KNOWN, all_html, opened

from nkmap.app import claim_tables, compare_page
from nkmap.claim import records
from nkmap.schema import KINDS
from nkmap.summary import compare
from nkmap.view import View, from_query, select

pytestmark = pytest.mark.page

NOVEMBER = "from=2024-11&to=2024-11&vs-from=2024-12&vs-to=2024-12"


def shown(first, last, **choices):
    view = View(first=first, last=last, **choices)
    return records(select(DATA.claims, view).shown)


def headline(app):
    return re.search(r'class="nk-h1">([^<]*)<', all_html(app))[1]


def table(app):
    found = [json.loads(c.proto.json) for c in app.get("bidi_component") if c.proto.json]
    return next(data for data in found if "rows" in data)


def table_ids(app):
    return [row["id"] for row in table(app)["rows"] if "id" in row]


def charts(app):
    return [chart.proto for chart in app.get("vega_lite_chart")]


def query(app):
    return app.session_state["query"]


def test_the_link_names_both_periods_and_the_page_shows_their_claims():
    app = opened(NOVEMBER, "compare")
    assert not app.exception
    # A claim without a month is neither new in one nor gone from it.
    november = shown("2024-11", "2024-11", undated=False)
    december = shown("2024-12", "2024-12", undated=False)
    assert len(december) < len(shown("2024-12", "2024-12"))
    wanted = {claim.claim_id for claim in (*november, *december)}
    assert set(table_ids(app)) == wanted
    assert len(table_ids(app)) == len(wanted)
    counts = [change.status.value for change in compare(november, december)]
    assert headline(app) == (
        f"December 2024 against November 2024: {counts.count('new')} new, "
        f"{counts.count('gone')} gone, {counts.count('changed')} changed, "
        f"{counts.count('same')} the same."
    )
    for name, month, own in (
        ("November 2024", "2024-11", november),
        ("December 2024", "2024-12", december),
    ):
        # The count of every other page, then how many of them the comparison leaves out.
        every = len(shown(month, month))
        assert f"{name}: {every} of {len(DATA.claims)} claims shown" in all_html(app)
        assert f" {every - len(own)} of these cannot be put into a month: " in all_html(app)


def test_without_periods_the_month_most_claims_touch_is_set_against_the_one_before():
    app = opened("", "compare")
    touched = {m: len(shown(m, m, undated=False)) for m in KNOWN.months_of(View())}
    assert [month for month in touched if touched[month] == max(touched.values())] == ["2024-12"]
    assert app.selectbox(key="period_versus_first").value == "2024-12"
    assert app.selectbox(key="period_first").value == "2024-11"
    assert query(app) == ""
    app = opened("kind=turned-back", "compare")
    assert app.selectbox(key="period_versus_first").value == "2024-09"
    assert app.selectbox(key="period_first").value == "2024-08"


@pytest.mark.parametrize(
    ("link", "first", "second"),
    [
        ("from=2024-11&to=2024-11", ("2024-11", "2024-11"), ("2024-12", "2024-12")),
        ("from=2024-09&to=2024-10", ("2024-09", "2024-10"), ("2024-11", "2024-12")),
        ("vs-from=2024-12&vs-to=2024-12", ("2024-11", "2024-11"), ("2024-12", "2024-12")),
        ("vs-to=2024-12", ("2024-11", "2024-11"), ("2024-12", "2024-12")),
        ("from=2026-02&to=2026-02", ("2026-01", "2026-01"), ("2026-02", "2026-02")),
    ],
)
def test_a_period_that_is_not_named_lies_beside_the_one_that_is(link, first, second):
    app = opened(link, "compare")
    ends = ("first", "last", "versus_first", "versus_last")
    assert tuple(app.selectbox(key=f"period_{end}").value for end in ends) == first + second


def test_the_filters_hold_for_both_periods():
    app = opened(f"{NOVEMBER}&kind=selected&origin=hoeryong", "compare")
    assert table_ids(app) == ["AP2501-18"]
    assert table(app)["rows"][0]["note"] == "the same report"


def test_a_choice_of_a_month_names_both_periods_in_the_link():
    app = opened("", "compare")
    app.selectbox(key="period_first").set_value("2024-10").run()
    view = from_query(query(app), KNOWN)[0]
    assert (view.first, view.last, view.versus_first) == ("2024-10", "2024-11", "2024-12")
    app.selectbox(key="period_last").set_value("2024-09").run()
    view = from_query(query(app), KNOWN)[0]
    assert (view.first, view.last) == ("2024-09", "2024-09")


def test_both_periods_step_and_swap():
    app = opened(NOVEMBER, "compare")
    app.button(key="periods_later").click().run()
    assert query(app) == "from=2024-12&to=2024-12&vs-from=2025-01&vs-to=2025-01"
    app.button(key="swap_periods").click().run()
    assert query(app) == "from=2025-01&to=2025-01&vs-from=2024-12&vs-to=2024-12"
    assert (
        opened("from=2024-01&to=2024-01&vs-from=2024-02", "compare")
        .button(key="periods_earlier")
        .disabled
    )


def test_the_pictures_hold_the_claims_and_say_them_in_words():
    app = opened(NOVEMBER, "compare")
    periods, multiples = charts(app)
    assert "AP2501-20" in periods.spec + str(periods.datasets)
    assert "Hyesan, Departed: new; November 2024: no claim shown, not zero" in periods.alt
    counting = "claims shown; "
    november, december = periods.alt.split("November 2024: ")[-1].split("December 2024: ")
    assert november.count(counting) == december.count(counting) == 1
    assert november.count("cannot be put into a month") == 1
    assert december.count("cannot be put into a month") == 1
    assert multiples.alt.startswith("Claims by month. ")
    assert counting in multiples.alt.rsplit(". ", 1)[1]


@pytest.mark.parametrize("by", ["origin", "kind"])
def test_the_small_pictures_and_their_words_tell_the_same_panels_with_the_same_numbers(by):
    app = opened(f"{NOVEMBER}&by={by}", "compare")
    drawn = charts(app)[1]
    words = re.search(r"^Claims by month. (.*?)\. ", drawn.alt)[1].split("; ")
    told = [re.match(r"(.*): (\d+) claims?$", panel).groups() for panel in words]
    assert told
    (heads,) = [found.data.data for found in drawn.datasets if found.name == "heads"]
    names = convert_arrow_bytes_to_pandas_df(heads)["words"].str.replace("\n", " ")
    assert [re.match(r"(.*) \((\d+)\)$", name).groups() for name in names] == told


def test_the_counts_beside_the_kinds_are_of_the_claims_of_either_period():
    app = opened("from=2024-01&to=2024-01&vs-from=2025-02&vs-to=2025-02", "compare")
    either = {
        claim.claim_id: claim
        for m in ("2024-01", "2025-02")
        for claim in shown(m, m, undated=False)
    }
    between = shown("2024-01", "2025-02", undated=False)
    counted, not_counted = (
        Counter(KINDS[claim.kind].label for claim in found) for found in (either.values(), between)
    )
    assert counted != not_counted
    options = app.pills(key="kind_many").options
    found = {}
    for option in options:
        label, count = re.search(r"\) (.*) ([\d,]+)$", option).groups()
        found[label] = int(count)
    assert {label: count for label, count in found.items() if count} == dict(counted)


def test_opening_a_claim_works_nothing_out_again(monkeypatch):
    app = opened(NOVEMBER, "compare")

    def again(*_):
        raise AssertionError

    monkeypatch.setattr(compare_page, "compare", again)
    monkeypatch.setattr(claim_tables, "pivot", again)
    monkeypatch.setattr(compare_page.small, "small_pictures", again)
    app.session_state["query"] = f"{NOVEMBER}&claim=AP2501-20"
    app.run()
    assert not app.exception
    assert table(app)["chosen"] == "AP2501-20"


@pytest.mark.parametrize("rows", ["month-place", "month", "place", "kind"])
def test_the_summary_has_the_rows_of_the_link(rows):
    app = opened(f"{NOVEMBER}&rows={rows}", "compare")
    (made,) = [html for html in (h.proto.body for h in app.get("html")) if "nk-table" in html[:30]]
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)<', made)
    leads = {
        "month-place": ["Month", "Place", "Kind"],
        "month": ["Month", "Kind"],
        "place": ["Place", "Kind"],
        "kind": ["Kind"],
    }
    assert heads == [
        *leads[rows],
        "As stated",
        "Lowest low",
        "Best",
        "Highest high",
        "Claims",
        "No number",
        "Origins",
        "Total",
    ]
    assert made.count("<tr>") > 1
    assert "No total: " in made


def test_rows_and_small_pictures_are_chosen_in_the_link():
    app = opened(NOVEMBER, "compare")
    app.segmented_control(key="rows").set_value("kind").run()
    app.segmented_control(key="by").set_value("kind").run()
    assert query(app) == f"{NOVEMBER}&by=kind&rows=kind"


def test_two_empty_periods_are_told_in_words_everywhere():
    app = opened(
        "kind=turned-back&from=2024-01&to=2024-01&vs-from=2024-02&vs-to=2024-02", "compare"
    )
    assert not app.exception
    html = all_html(app)
    nothing = "That is not a report of nothing."
    assert headline(app) == f"No claim shown touches January 2024 or February 2024. {nothing}"
    assert "Nothing to draw: no claim shown touches either period." in html
    assert table(app)["caption"] == "No claim shown touches either period"
    assert html.count(nothing) == 3


def test_no_claim_with_a_month_is_told_in_words():
    app = opened("known=1999-01-01", "compare")
    assert not app.exception
    assert "No claim" in headline(app)
    assert "No claim shown here can be put into a month." in all_html(app)
