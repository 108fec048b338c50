"""The months of a page: the list of years, the steps, and one month at a time."""

import pytest
from test_pages import DATA, opened

from nkmap.evidence import Evidence
from nkmap.schema import Kind, Layer
from nkmap.view import View

pytestmark = pytest.mark.page

WIDE = "layer=dispatch&layer=baselines"


def years(app):
    listed = app.selectbox(key="year")
    return listed.value, list(listed.options)


def query(app):
    return app.session_state["query"]


@pytest.mark.parametrize(
    ("months", "chosen"),
    [
        ("", "all years"),
        ("&from=2024-01&to=2024-12", "2024"),
        ("&from=2024-03&to=2024-05", "these months"),
        ("&from=2024-01&to=2025-12", "these months"),
        ("&from=2024-01", "these months"),
        ("&to=2024-12", "these months"),
    ],
)
def test_the_list_of_years_says_what_is_shown_and_can_be_chosen_again(months, chosen):
    value, options = years(opened(WIDE + months, "timeline"))
    assert value == chosen
    assert [own for own in options if not own.isdigit()] == [
        *(["these months"] if chosen == "these months" else []),
        "all years",
    ]


def test_a_year_that_is_chosen_shows_its_months_and_all_years_every_month():
    app = opened(f"{WIDE}&from=2024-03&to=2024-05", "timeline")
    app.selectbox(key="year").set_value("2018").run()
    assert query(app) == f"from=2018-01&to=2018-12&{WIDE}"
    assert years(app)[0] == "2018"
    app.selectbox(key="year").set_value("all years").run()
    assert query(app) == WIDE


def test_a_year_without_a_claim_is_listed_only_where_it_is_shown():
    _, options = years(opened(WIDE, "timeline"))
    silent = next(year for year in map(str, range(2018, 2026)) if year not in options)
    value, listed = years(opened(f"{WIDE}&from={silent}-01&to={silent}-12", "timeline"))
    assert value == silent
    assert sorted({*options, silent}) == sorted(listed)


def with_claims(view):
    """The months that a claim of a view touches."""
    touched = Evidence(DATA, view).touched(DATA.known.months_of(view))
    return [month for month in touched if touched[month]]


def test_from_all_months_a_step_leads_to_the_first_or_the_last_month_with_a_claim():
    view = View(kinds=(Kind.DEPARTED, Kind.RETURNED), layers=(Layer.DISPATCH, Layer.BASELINES))
    own = with_claims(view)
    assert own[0] > DATA.known.months_of(view)[0]
    for key, month in (("next_month", own[0]), ("previous_month", own[-1])):
        app = opened(view.to_query(), "timeline")
        app.button(key=key).click().run()
        found = view.with_(first=month, last=month)
        assert query(app) == found.to_query()


def test_a_step_passes_over_months_without_a_claim_and_ends_where_none_follow():
    view = View(kinds=(Kind.DEPARTED, Kind.RETURNED), layers=(Layer.DISPATCH, Layer.BASELINES))
    own = with_claims(view)
    app = opened(view.with_(first=own[0], last=own[0]).to_query(), "timeline")
    app.button(key="next_month").click().run()
    assert query(app) == view.with_(first=own[1], last=own[1]).to_query()
    assert (
        opened(view.with_(first=own[-1], last=own[-1]).to_query(), "timeline")
        .button(key="next_month")
        .disabled
    )
