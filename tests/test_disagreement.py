"""Claims that do not agree: which of them still stand is told, and what is not known is not."""

import pytest
from folders import folder
from samples import claims

from nkmap import cli, dataset
from nkmap.claim import records
from nkmap.evidence import Evidence
from nkmap.publish.templates import claim_panel
from nkmap.render.svg import Svg
from nkmap.view import View
from nkmap.web.pages import page
from nkmap.wording import sources

AT_ODDS = {"best": 10, "conflicts_with": "C2;C3"}
TWO, THREE = {"best": 20, "conflicts_with": "C1"}, {"best": 30, "conflicts_with": "C1"}
GONE = {"status": "withdrawn"}
REPLACED = {"status": "superseded", "superseded_by": "C9"}


@pytest.mark.parametrize(
    ("rows", "known", "words"),
    [
        ((AT_ODDS, TWO, THREE), "C1 C2", "C2. Both stand."),
        ((AT_ODDS, TWO, THREE), "C1 C2 C3", "C2 and C3. All stand."),
        ((AT_ODDS | REPLACED, TWO, THREE), "C1 C2", "C2. C1 no longer stands."),
        ((AT_ODDS, TWO | REPLACED, THREE), "C1 C2 C3", "C2 and C3. C2 no longer stands."),
        ((AT_ODDS | GONE, TWO | GONE, THREE), "C1 C2 C3", "C2 and C3. C1 and C2 no longer stand."),
        ((AT_ODDS, TWO, THREE), "C1", ""),
        ((AT_ODDS | {"conflicts_with": ""}, TWO, THREE), "C1 C2 C3", ""),
    ],
)
def test_of_claims_that_do_not_agree_it_is_told_which_stand(rows, known, words):
    told = [claim for claim in claims(*rows) if claim.claim_id in known.split()]
    assert sources.disagreement(told[0], told) == words


@pytest.mark.usefixtures("one_frame", "undrawn_timeline")
def test_every_surface_tells_the_same_of_claims_that_do_not_agree(tmp_path, capsys):
    superseded = {"status": "superseded", "superseded_by": "C3", "conflicts_with": "C2"}
    where = folder(tmp_path / "d", superseded, {"best": "40", "conflicts_with": "C1"}, {})
    data = dataset.load(where)
    one, two, _ = everything = records(data.claims)
    source, made = data.source_by_id["S1"], page(Evidence(data, View())).decode()
    for claim, other in ((one, "C2"), (two, "C1")):
        words = f"{other}. C1 no longer stands."
        panel = claim_panel.panel(claim, source, data.names, Svg.of("light"), (), everything)
        assert f"<b>Does not agree with</b> {words}" in panel
        assert f"<b>Does not agree with</b> {words}" in made
        assert cli.main(["show", claim.claim_id, "--data", str(where)]) == 0
        shown = capsys.readouterr().out
        assert f"Does not agree with  {words}" in shown
        assert "stand." not in shown + panel
