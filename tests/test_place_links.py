"""The name of a place is a link to its page, wherever it stands: in panels, tables and cards, in the app and on the site."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from frozen import DATA
from hostile import ATTACKS
from samples import claims, place_names
from test_pages import all_html, elements_of, opened, tables_of

from nkmap.evidence import Evidence
from nkmap.publish import place_pages
from nkmap.publish.templates import claim_panel, fragments
from nkmap.render.svg import Svg
from nkmap.view import View
from nkmap.web.pages import Site, page
from nkmap.wording import places

NAMES = place_names()
LINK = re.compile(r'<a href="([^"]*)" data-place-page="([^"]*)"[^>]*>(.*?)</a>')


def links_in(markup: str) -> list[tuple[str, str]]:
    """The ids of places that links lead to, each with its words."""
    return [(place, re.sub("<[^>]*>", "", words)) for _, place, words in LINK.findall(markup)]


# ---------------------------------------------------------------- the parts of words


def test_names_of_places_stand_apart_from_the_words_between_them():
    (claim,) = claims({"origin": "hyesan;musan", "destination": "russia"})
    told = places.origin(claim, NAMES)
    assert places.parts_of(told, NAMES, claim.origin) == (
        ("Hyesan", "hyesan"),
        (" and ", ""),
        ("Musan", "musan"),
    )
    told = places.about(claim, NAMES)
    assert places.parts_of(told, NAMES, claim.origin, claim.destination) == (
        ("Hyesan", "hyesan"),
        (" and ", ""),
        ("Musan", "musan"),
        (" → ", ""),
        ("Russia", "russia"),
    )


def test_places_that_words_do_not_name_are_passed_over():
    assert places.parts_of("37 people, Russia, 2024", NAMES, (), ("hyesan",), ("russia",)) == (
        ("37 people, ", ""),
        ("Russia", "russia"),
        (", 2024", ""),
    )
    assert places.parts_of("not stated", NAMES, ()) == (("not stated", ""),)


def test_of_every_claim_the_parts_are_its_words_again_and_name_its_places_in_order():
    for claim in DATA.records:
        lists = claim.origin, claim.destination
        for told, own in (
            (places.origin(claim, DATA.names), lists[:1]),
            (places.destination(claim, DATA.names), lists[1:]),
            (places.about(claim, DATA.names), lists),
        ):
            parts = places.parts_of(told, DATA.names, *own)
            assert "".join(words for words, _ in parts) == told
            assert [place for _, place in parts if place] == [
                own_id for ids in own for own_id in ids
            ]


# ---------------------------------------------------------------- as markup


def test_a_name_is_a_link_only_where_its_place_has_a_page():
    parts = (("Hyesan", "hyesan"), (" – ", ""), ("<b>", "b"))
    assert fragments.named(parts) == "Hyesan – &lt;b&gt;"
    one = fragments.named(parts, {"hyesan": "#place-hyesan", "b": ""}.get)
    assert one == (
        '<a href="#place-hyesan" data-place-page="hyesan" title="All about Hyesan">'
        "<bdi>Hyesan</bdi></a> – &lt;b&gt;"
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_name_stays_text_in_a_link(attack):
    made = fragments.named([(attack, "hyesan")], "p/{}".format)
    assert made.count("<") == 4
    assert re.fullmatch(r'<a [^<>]*><bdi>[^<>"]*</bdi></a>', made)


# ---------------------------------------------------------------- in the app


@pytest.mark.page
def test_in_the_panel_of_a_claim_the_names_lead_to_their_pages_and_keep_what_is_chosen():
    app = opened("from=2024-12&to=2024-12&claim=AP2501-20")
    told = all_html(app).partition('class="nk-panel"')[2]
    assert links_in(told)[:2] == [("hyesan", "Hyesan"), ("russia", "Russia")]
    address = urlsplit(LINK.findall(told)[0][0].replace("&amp;", "&"))
    assert address.path == "places"
    assert parse_qs(address.query) == {"from": ["2024-12"], "to": ["2024-12"], "place": ["hyesan"]}
    assert [button.label for button in app.button if "All about" in button.label] == []


@pytest.mark.page
def test_the_panel_of_a_place_leads_to_its_page_by_its_name_and_by_a_button():
    app = opened("place=hyesan")
    assert links_in(all_html(app))[0] == ("hyesan", "Hyesan 혜산")
    assert app.button(key="place-hyesan").label == "All about Hyesan"


def cells_with_places(app) -> set[str]:
    """The places that cells and headings of the tables lead to."""
    cells = (
        cell for table in tables_of(app) for row in table["rows"]
        for cell in (*row.get("cells", ()), row.get("section"))
    )  # fmt: skip
    parts = (part for cell in cells if isinstance(cell, dict) for part in cell["parts"])
    return {place for _, place in parts if place}


@pytest.mark.page
@pytest.mark.parametrize("page", ["data", "how_many", "compare"])
def test_in_tables_the_names_lead_to_their_pages(page):
    app = opened("from=2024-01&to=2024-12", page)
    assert not app.exception
    assert {"hyesan", "russia"} <= cells_with_places(app)
    starts = {table["place_link"] for table in tables_of(app) if table["rows"]}
    assert all(start.startswith("places?") and start.endswith("place=") for start in starts)


@pytest.mark.page
def test_cards_and_pictures_without_links_of_their_own_lead_to_the_places_they_name():
    assert ("hyesan", "Hyesan") in links_in(all_html(opened("", "how_many")))
    below = all_html(opened("", "timeline")).partition('class="nk-pages"')[2]
    assert {("hyesan", "Hyesan"), ("russia", "Russia")} <= set(links_in(below))


@pytest.mark.page
def test_what_is_asked_over_a_slide_leads_to_the_places_of_its_claims():
    told = all_html(opened("step=2&show=who", "briefing"))
    assert links_in(told)
    assert "show=who" not in LINK.findall(told)[0][0]


# ---------------------------------------------------------------- on the site and in one file


def test_on_the_site_the_names_in_panels_and_tables_lead_to_pages_that_are_there():
    files = {path: raw.decode() for path, raw in Site(Evidence(DATA)).files() if "html" in path}
    told = files["claim/AP2501-20.html"]
    assert {href for href, _, _ in LINK.findall(told)} == {
        "../place/hyesan.html",
        "../place/russia.html",
    }
    found = {href for href, _, _ in LINK.findall(files["claims.html"])}
    assert "place/hyesan.html" in found
    assert found <= files.keys()


def test_in_one_file_a_name_leads_to_its_part_of_the_page_or_is_plain():
    (number,) = [n for n, claim in enumerate(DATA.records) if claim.claim_id == "AP2501-20"]
    view = View(kinds=(DATA.records[number].kind,), first="2024-12", last="2024-12")
    told = page(Evidence(DATA, view)).decode()
    found = {href for href, _, _ in LINK.findall(told)}
    assert "#place-hyesan" in found
    assert all(f'id="{href[1:]}"' in told for href in found)


def test_a_panel_that_is_given_no_addresses_has_none():
    claim = DATA.records[0]
    made = claim_panel.panel(claim, DATA.source_by_id[claim.source_id], DATA.names, Svg())
    assert LINK.findall(made) == []


# ---------------------------------------------------------------- past the picture


def test_the_page_of_a_place_begins_with_a_link_past_its_picture_to_its_claims():
    here = Evidence(DATA, place_pages.view_of("hyesan", View()))
    own = place_pages.PlacePage.of(here, "hyesan")
    links = {"claim": "c/{}", "place": "p/{}", "places": "p"}
    head = place_pages.head(own, links, (900.0,))
    assert re.search(r"<a [^>]*>", head)[0] == '<a class="nk-skip" href="#nk-claims">'
    assert '<h2 id="nk-claims" tabindex="-1">' in place_pages.claims(own, links)


@pytest.mark.page
def test_what_follows_the_links_to_places_is_on_every_page():
    for name in ("map", "timeline", "places", "data", "briefing"):
        assert {} in elements_of(opened("", name)), name
