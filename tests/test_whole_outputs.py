"""Whole outputs of the frozen data, as they stood when somebody last read them.

A change of wording shows here in full, for every claim. Once it has been read,
``pytest tests/test_whole_outputs.py --snapshot-update`` takes it over.
"""

import xml.etree.ElementTree as ET

import pytest
from frozen import DATA, FOLDER

from nkmap import cite, cli, export
from nkmap.evidence import Evidence
from nkmap.publish.figure_files import figure
from nkmap.view import from_query
from nkmap.wording import sentences

CLAIMS = ("AP2501-20", "AP2501-22", "DNK-01")
DEPARTED = "from=2024-11&to=2024-12&kind=departed"


def told(query: str = DEPARTED) -> Evidence:
    return Evidence(DATA, from_query(query, DATA.known)[0])


def test_every_claim_is_said_in_one_sentence_and_with_its_source(snapshot):
    publishers = DATA.sources.set_index("source_id")["publisher"]
    said = {
        claim.claim_id: (
            sentences.sentence(claim, DATA.names),
            sentences.attributed(claim, DATA.names, publishers[claim.source_id]),
        )
        for claim in DATA.records
    }
    assert said == snapshot


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_a_claim_is_shown_in_full_by_the_command(claim_id, snapshot, capsys):
    assert cli.main(["show", claim_id, "--data", str(FOLDER)]) == 0
    assert capsys.readouterr().out == snapshot


@pytest.mark.parametrize("form", cite.FORMATS)
def test_a_view_and_the_dataset_are_cited(form, snapshot):
    assert cite.write(form, cite.of_view(told())).decode() == snapshot(name="view")
    assert cite.write(form, cite.of_dataset(DATA)).decode() == snapshot(name="dataset")


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_a_view_is_taken_away_as_a_file(form, snapshot):
    assert export.write(form, told()).decode() == snapshot


@pytest.mark.parametrize("query", ["", DEPARTED, "layer=baselines", "q=words+of+no+claim"])
@pytest.mark.parametrize("name", ["map", "timeline"])
def test_a_figure_says_its_finding_its_labels_and_what_it_shows(name, query, snapshot):
    root = ET.fromstring(figure(name, told(query), "svg", "article"))
    assert [
        text
        for element in root.iter()
        if (text := "".join(element.itertext()).strip()) and not len(element)
    ] == snapshot
