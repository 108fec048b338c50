"""The tables beside the map of the world: each country before and since the deadline, in words."""

import re
from pathlib import Path

import pytest
from folders import PLACES, folder

from nkmap import dataset
from nkmap.evidence import Evidence
from nkmap.publish import world_tables
from nkmap.publish.world_tables import Cell, Line
from nkmap.schema import Kind
from nkmap.view import ALL_LAYERS, View
from nkmap.web import pages

COUNTRIES = [("china", "China", "CN"), ("libya", "Libya", "LY"), ("mongolia", "Mongolia", "MN")]
WITH = (
    *PLACES,
    *(
        {"place_id": own, "name_en": name, "type": "country", "country": code, "where_prec": "6"}
        for own, name, code in COUNTRIES
    ),
)
THERE = {"kind": "present", "unit": "workers", "qualifier": "", "origin": ""}
HOME = {"kind": "returned", "unit": "workers", "qualifier": ""}
ROWS = (
    THERE | {"best": "900", "when": "2018-03", "destination": "russia"},
    THERE | {"best": "400", "when": "2018/..", "destination": "russia"},
    THERE | {"best": "700", "when": "2024-03", "destination": "china;russia"},
    THERE | {"best": "0", "when": "2022-07", "destination": "mongolia"},
    THERE | {"best": "20", "when": "", "destination": "libya"},
    THERE
    | {
        "best": "50",
        "when": "2025-01",
        "destination": "russia",
        "group": "soldiers",
        "layer": "military",
        "unit": "people",
    },
    HOME | {"best": "18533", "when": "2019-06", "destination": "russia", "origin_group": "G2"},
    HOME | {"low": "700", "best": "", "when": "2023-08", "destination": "china;russia"},
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    data = dataset.load(folder(tmp_path_factory.mktemp("world"), *ROWS, places=WITH, questions=()))
    return Evidence(data, View(layers=ALL_LAYERS))


def told(table: world_tables.Table) -> dict[str, dict[str, tuple[Cell, ...]]]:
    return {heading: {row.name: row.cells for row in rows} for heading, rows in table.groups}


NONE = Cell((Line("no claim here, not zero"),))


def test_a_country_named_only_with_others_is_never_said_to_have_no_claim(here):
    present, returned = world_tables.tables(here)
    both = "all together: 700 workers, March 2024"
    assert told(present) == {
        "Claims since 22 December 2019": {
            "Mongolia": (NONE, Cell((Line("0 workers, a reported zero", "July 2022", "C4"),))),
        },
        "No claim of the country alone that is dated clearly since": {
            "Libya": (Cell((Line("20 workers", "no date given", "C5"),)),),
            "Russia": (
                Cell((Line("900 workers", "March 2018", "C1"),)),
                Cell((Line("only together with China", both, "C3"),)),
            ),
        },
        "A region, several together, a disputed place, or no country named": {
            "China and Russia together": (NONE, Cell((Line("700 workers", "March 2024", "C3"),))),
        },
    }
    both = "all together: at least 700 workers, August 2023"
    assert told(returned)["No claim of the country alone that is dated clearly since"] == {
        "Russia": (
            Cell(
                (
                    Line("18,533 workers", "June 2019", "C7"),
                    Line("since: only together with China", both, "C8"),
                )
            ),
        ),
    }


def test_a_claim_with_an_open_end_is_counted_beside_a_dated_figure_and_opened(here):
    present, _ = world_tables.tables(here)
    found = {row.name: (row.count, row.unclear) for _, rows in present.groups for row in rows}
    assert found["Russia"] == ("2 claims", Line("1 on neither side alone", claim="C2"))
    assert found["Libya"] == ("1 claim", None)


def test_the_foot_says_why_there_is_no_sum_and_what_is_kept_apart(here):
    present, returned = world_tables.tables(here)
    assert present.foot[0].startswith("No total: a count at one moment cannot be added")
    assert present.foot[0].endswith(
        "1 claim is about soldiers or military builders, kept apart, and stands in no row."
    )
    assert returned.lead.startswith("Another kind of figure")


def test_figures_that_do_not_agree_are_folded_and_counted_where_they_are_several(tmp_path: Path):
    disagree = [
        THERE | {"best": "500", "when": "2018-03", "destination": "russia"},
        THERE | {"best": "700", "when": "2018-02", "destination": "russia"},
        THERE | {"best": "900", "when": "2018-01", "destination": "russia"},
    ]
    disagree[0]["conflicts_with"] = "C2;C3"
    disagree[1]["conflicts_with"] = disagree[2]["conflicts_with"] = "C1"
    data = dataset.load(folder(tmp_path, *disagree, places=WITH, questions=()))
    (present,) = world_tables.tables(Evidence(data, View(layers=ALL_LAYERS)))
    ((_, (russia,)),) = present.groups
    assert russia.cells[0] == Cell(
        (Line("500 workers", "March 2018", "C1"),),
        (Line("700 workers", "February 2018", "C2"), Line("900 workers", "January 2018", "C3")),
        "2 figures that do not agree with it",
    )


def test_a_country_that_has_no_address_is_named_without_a_link(here):
    links = {"claim": "#claim-{}", "place": "#place-{}"}
    html = str(world_tables.markup(here, links, {"russia", "mongolia"}))
    assert '<th scope="row"><bdi>Libya</bdi><small>1 claim</small></th>' in html
    assert {*re.findall(r'href="#place-(\w+)"', html)} == {"russia", "mongolia"}


def test_names_of_countries_lead_to_their_places_and_figures_to_their_claims(here):
    links = {"claim": "?claim={}", "place": "places?place={}"}
    html = str(world_tables.markup(here, links))
    assert re.findall(r'href="(places[^"]+)"', html) == [
        "places?place=mongolia",
        "places?place=libya",
        "places?place=russia",
        "places?place=russia",
    ]
    assert {*re.findall(r'href="\?claim=(\w+)"', html)} == {
        *(f"C{n}" for n in range(1, 9) if n != 6)
    }


def test_the_one_file_page_has_the_tables_of_its_claims_and_each_link_leads_to_its_own_part(here):
    page = pages.page(here).decode()
    (section,) = re.findall(r'<section id="countries">.*?</section>\s*</div>', page, re.DOTALL)
    assert "Present there, as reported, before and after 22 December 2019" in section
    for target in re.findall(r'href="#([^"]+)"', section):
        assert f'id="{target}"' in page


def test_the_tables_of_a_view_say_that_they_are_of_its_claims_alone(here):
    of_view = Evidence(here.data, View(layers=ALL_LAYERS, kinds=(Kind.RETURNED,)))
    (returned,) = world_tables.tables(of_view)
    assert returned.foot[1:] == ("Of the claims of this kind on this page.",)


def test_the_first_page_of_the_site_has_the_tables_of_every_claim(here):
    files = pages.Site(here).files()
    index = next(raw.decode() for path, raw in files if path == "index.html")
    assert 'href="place/russia.html" data-place="russia"' in index
    assert 'href="claim/C3.html" data-claim="C3">only together with China</a>' in index
