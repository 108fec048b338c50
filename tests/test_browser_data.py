"""What a reader sees and does on the Data page, in a real Chromium."""

import contextlib
import csv
import io

import pytest
from conftest import Reader, new_page
from test_browser import fits_and_is_legible

from nkmap import cli

pytestmark = pytest.mark.browser


def rows(reader: Reader) -> list[str]:
    reader.page.locator("caption").first.wait_for()
    return reader.page.locator("tbody th button").all_inner_texts()


def tick(reader: Reader, label: str) -> None:
    with reader.run():
        reader.page.locator(".facets label", has_text=label).first.click()


def test_facets_are_combined_by_hand_come_into_the_link_and_go_away_as_chips(reader):
    reader.open("/data?from=2024-12&to=2024-12")
    tick(reader, "Departed")
    tick(reader, "has a number")
    assert reader.query() == "from=2024-12&to=2024-12&kind=departed&number=given"
    assert rows(reader) == ["AP2501-20"]
    assert (
        reader.page.locator(".facets label", has_text="has none").first.inner_text()
        == "has none\n1"
    )
    reader.page.get_by_role("button", name="Remove Number: has a number").click()
    reader.page.wait_for_url("**/data?from=2024-12&to=2024-12&kind=departed")
    reader.settle()
    assert rows(reader) == ["AP2501-16", "AP2501-20"]
    reader.page.get_by_role("button", name="Clear all").click()
    reader.page.wait_for_url("**/data")


def test_a_facet_is_chosen_by_keyboard_alone_and_keeps_the_focus(reader):
    reader.open("/data")
    reader.page.locator(".facets input[data-at='kinds departed']").focus()
    reader.page.keyboard.press("Space")
    reader.page.wait_for_url("**/data?kind=departed")
    reader.settle()
    # The box still has the focus, though the list was made anew.
    reader.page.keyboard.press("Space")
    reader.page.wait_for_url("**/data")


@pytest.mark.parametrize("name", ["회령", "会寧", "Hoeryŏng"])
def test_a_name_typed_in_any_script_finds_the_place(reader, name):
    reader.open("/data")
    box = reader.page.get_by_role("searchbox")
    box.fill(name)
    box.press("Enter")
    reader.page.wait_for_url("**/data?q=**")
    reader.settle()
    assert rows(reader) == ["AP2501-17", "AP2501-18", "AP2501-19"]


def test_a_column_is_sorted_up_down_and_not_at_all(reader):
    reader.open("/data?kind=departed&kind=selected")
    unsorted = rows(reader)
    head = reader.page.get_by_role("columnheader", name="When")
    seen = []
    for _ in range(3):
        with reader.run():
            head.get_by_role("button").click()
        seen.append((head.get_attribute("aria-sort"), rows(reader)))
    assert [how for how, _ in seen] == ["ascending", "descending", "none"]
    assert seen[0][1] != seen[1][1]
    assert sorted(seen[0][1]) == sorted(unsorted)
    assert seen[2][1] == unsorted


def test_a_row_opens_its_claim_and_its_link_is_a_view_of_its_own(reader):
    reader.open("/data?kind=departed")
    reader.page.get_by_role("button", name="Open claim AP2501-20").click()
    reader.page.wait_for_url("**claim=AP2501-20**")
    reader.settle()
    assert "37" in reader.page.locator(".st-key-panel").inner_text()
    link = reader.page.get_by_role("link", name="Link to claim AP2501-16")
    assert link.get_attribute("href") == "?kind=departed&claim=AP2501-16"
    reader.page.get_by_role("button", name="Show on the Map").click()
    reader.page.wait_for_url("**/?kind=departed&claim=AP2501-20")


def test_the_next_page_of_the_table_is_one_click_away(reader):
    every = "&".join(f"layer={name}" for name in (
        "dispatch", "baselines", "incidents", "plans", "transport", "sanctions", "military"))  # fmt: skip
    reader.open(f"/data?{every}")
    assert len(rows(reader)) == 50
    reader.page.get_by_role("button", name="Next page").click()
    reader.page.wait_for_url("**page=2")
    reader.settle()
    assert len(rows(reader)) == 50
    assert "51 to 100 of 140 claims" in reader.page.locator("nav.pages").inner_text()


def download(reader: Reader, name: str) -> bytes:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=name, exact=True).first.click()
    return waiting.value.path().read_bytes()


@pytest.mark.parametrize(
    "query", ["from=2024-12&to=2024-12", "q=zebra", "kind=departed&claim=AP2501-20&page=2"]
)
def test_the_page_and_the_command_give_the_same_bytes_in_every_format(reader, tmp_path, query):
    reader.open(f"/data?{query}")
    shown = len(rows(reader))
    found = {
        name: download(reader, f"These {shown} claims, {name.upper()}") for name in ("csv", "xlsx")
    }
    reader.page.get_by_role("button", name="More formats").click()
    labels = {"geojson": "GeoJSON", "parquet": "GeoParquet", "datapackage": "Data package"}
    found |= {name: download(reader, label) for name, label in labels.items()}
    for name, content in found.items():
        file = tmp_path / name
        assert cli.main(["export", "--view", query, "--format", name, "-o", str(file)]) == 0
        assert file.read_bytes() == content, name
    text = found["csv"].decode("utf-8-sig")
    given = csv.DictReader(
        io.StringIO("".join(line for line in text.splitlines(keepends=True) if line[0] != "#"))
    )
    assert [row["claim_id"] for row in given] == rows(reader)


def test_everything_can_be_downloaded_and_the_code_beside_it_loads_what_is_shown(
    reader, tmp_path, monkeypatch
):
    reader.open("/data?from=2024-12&to=2024-12")
    shown = download(reader, "These 20 claims, CSV")
    (tmp_path / "nkmap-0.3.0-20-of-140-claims.csv").write_bytes(shown)
    reader.page.get_by_role("button", name="More formats").click()
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="CSV", exact=True).click()
    assert waiting.value.suggested_filename == "nkmap-0.3.0-all-140-claims.csv"
    code = reader.page.locator("[data-testid=stCode]", has_text="import pandas").inner_text()
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    exec(code, names)
    assert list(names["claims"]["claim_id"]) == rows(reader)
    assert names["claims"]["best"].dtype == "Int64"


@pytest.mark.parametrize("query", ["", "?claim=AP2501-20&kind=departed", "?q=zebra"])
def test_the_data_page_fits_can_be_read_asks_nobody_and_does_not_complain(reader, query):
    fits_and_is_legible(reader, f"/data{query}")


def test_on_a_phone_the_filters_open_with_a_tap_and_choose(browser, app):
    page = new_page(browser, viewport={"width": 390, "height": 844})
    with contextlib.closing(page):
        reader = Reader(page, app).open("/data")
        page.get_by_text("Filters", exact=True).click()
        tick(reader, "Departed")
        assert reader.query() == "kind=departed"


def test_what_is_shown_is_summed_up_by_kind_on_demand_and_says_what_is_missing(reader):
    reader.open("/data?from=2024-12&to=2024-12&rows=kind")
    assert reader.page.locator(".nk-table").count() == 0
    reader.page.get_by_text("Sum up these claims by month, place and kind").click()
    table = reader.page.locator(".nk-table")
    table.wait_for()
    told = [row.split("\t") for row in table.locator("tbody tr").all_inner_texts()]
    departed = next(row for row in told if row[0].startswith("Departed"))
    limits, counts = ["–", "37", "–"], ["2", "1", "2"]
    no_total = "No total: there is only one figure."
    stated = "37 people, reportedly; 1 more claim without a number"
    assert departed[1:] == [stated, *limits, *counts, no_total]
