"""The briefing: what a story may say, what a slide holds, and the page at a link."""

import json
import re
from itertools import islice, pairwise

import pytest
from folders import folder
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, claims
from test_pages import DATA, opened

from nkmap import dataset, story, wording
from nkmap.claim import records
from nkmap.dataset import InvalidDataset
from nkmap.figures.months_strip import COVERED, LABEL_SHARE, LANES, months_strip
from nkmap.figures.spans import Edge
from nkmap.figures.typography import text_width
from nkmap.months import between
from nkmap.publish import slide_html
from nkmap.publish.months_strip import CSS
from nkmap.publish.months_strip import months_strip as strip_html
from nkmap.publish.slides import slide
from nkmap.render.svg import Svg
from nkmap.schema import KINDS, Measure
from nkmap.view import View, select

SVG = Svg.of("light")
STEPS = story.read(DATA.story, DATA.known)
GOOD = {
    "seq": "1", "title": "Who left Hyesan.", "view": "origin=hyesan&claim=C1",
    "text": "In December 2024, 37 people reportedly left Hyesan.",
}  # fmt: skip


def faults(tmp_path, *steps, claims=({},)):
    path = folder(tmp_path / "d", *claims, story=steps)
    try:
        dataset.load(path)
    except InvalidDataset as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_story_that_keeps_to_its_claims_is_opened(tmp_path):
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"view": "origin=hyesan&kind=route&claim=C1"}, "asks for what is not there"),
        ({"view": "origin=hyesan&to=2024-12&from=2024-12&q=nobody&claim=C1"}, "selects no claim"),
        ({"view": "origin=hyesan"}, "names no claim for the slide's figure"),
        ({"view": "origin=hyesan&claim=C2"}, "claim=C2 is not among the claims it selects"),
        ({"text": "In December 2024, 38 people reportedly left."}, "holds the number 38"),
        ({"text": "37 people are said to have left."}, "37 has lost the hedge of C1, “reportedly”"),
        ({"notes": "That is 400 a year, reportedly."}, "holds the number 400"),
        ({"seq": "2"}, "out of order"),
        ({"title": ""}, "empty"),
    ],
)
def test_a_step_that_does_not_is_refused_with_its_line_and_column(tmp_path, changed, said):
    found = faults(tmp_path, GOOD | changed, claims=({}, {"origin": "musan", "when": "2025-01"}))
    assert len(found) == 1
    column = next(iter(changed))
    assert found[0].startswith(f"story.csv:2: {column} = ")
    assert said in found[0]


def test_a_step_shows_figures_of_one_kind_only(tmp_path):
    other = {"kind": "selected", "best": "200", "qualifier": "about"}
    found = faults(tmp_path, GOOD, claims=({}, other))
    assert found == [
        "story.csv:2: view = 'origin=hyesan&claim=C1': shows figures of another kind (selected) "
        "beside those of its own claim, narrow it with kind= to departed and what has no figure"
    ]


def drawn(app):
    """The claims that the drawing of a slide's map holds."""
    told = [
        e.proto.json for e in app.get("bidi_component") if e.proto.component_name == "nkmap_map"
    ]
    (layout,) = json.loads(told[0])["layouts"]
    groups = [group for group in layout["groups"] if isinstance(group, str)]
    return {claim for group in groups for ids in CLAIMS.findall(group) for claim in ids.split()}


CLAIMS = re.compile(r'data-claims="([^"]*)"')


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_each_slides_figure_is_that_of_its_claim_and_its_map_draws_all_its_claims(number):
    step = STEPS[number - 1]
    found = records(select(DATA.claims, step.view.limits).shown)
    app = opened(f"step={number}", page="briefing")
    html = "".join(element.proto.body for element in app.get("html"))
    key = next(claim for claim in found if claim.claim_id == step.view.claim)
    values = [v for v in (key.low, key.best, key.high) if v is not None]
    shown = html.partition('class="nk-key')[2].partition("</p>")[0]
    assert not app.exception
    assert all(f"{value:,}" in shown for value in values)
    assert values or key.missing_reason.value in ("not reported", "not applicable")
    assert drawn(app) == {claim.claim_id for claim in found}
    counting = {c.kind for c in found if KINDS[c.kind].measure is not Measure.NONE}
    assert counting <= {key.kind}


def test_who_says_so_holds_every_claim_of_the_step_with_its_source():
    app = opened("step=7&show=who", page="briefing")
    html = "".join(element.proto.body for element in app.get("html"))
    assert all(text in html for text in ("AP2501-20", "AP2501-22", "Who says so? Step 7"))


def test_a_dataset_without_a_story_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("NKMAP_DATA", str(folder(tmp_path / "d", {})))
    app = opened("", page="briefing")
    html = "".join(element.proto.body for element in app.get("html"))
    assert not app.exception
    assert "This dataset has no briefing yet." in html


def one(**given):
    return claims({"origin": "hyesan", **given})[0]


def slide_of(claim, **words):
    step = story.Step(
        words.get("title", "Title."), words.get("text", "Text."), "", "", View(claim=claim.claim_id)
    )
    source = DATA.sources.iloc[0]
    return slide(step, 1, 1, [claim], {"S1": source}, NAMES, "0.1.0")


def test_an_unknown_number_is_a_ring_and_words_on_a_slide_and_never_a_zero():
    html = slide_html.words(slide_of(one(qualifier="some")), SVG)
    key = html.partition('<p class="nk-key')[2].partition("</p>")[0]
    assert "number not reported (“some”)" in key
    assert "<b>" not in key
    assert "nk-ring" in key


def test_the_hedge_stands_before_the_number_on_a_slide():
    html = slide_html.words(slide_of(one(best=200, qualifier="about")), SVG)
    assert "<span>about</span><b>200</b><span>people</span>" in html


def test_hostile_words_show_as_text_on_a_slide():
    html = slide_html.words(slide_of(one(best=1), title="<script>x</script>", text="<b>y"), SVG)
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "&lt;b&gt;y" in html


MONTHS = between("2024-01", "2024-12")


def shares(*of_covered):
    """Shares of the covered months as shares of the strip, which goes on after them."""
    return tuple(round(COVERED * share, 4) for share in of_covered)


def test_a_strip_marks_the_months_of_its_view_and_draws_dated_claims_at_their_months():
    found = claims({"when": "2024-07", "best": 3}, {"when": ""})
    strip = months_strip(found, MONTHS, View(first="2024-04", last="2024-09"))
    assert (strip.marked, strip.words, strip.rest) == (
        shares(0.25, 0.75),
        "April to September 2024",
        "1 claim without a date here",
    )
    assert [(b.claim, b.left, b.right, b.block.start) for b in strip.bars] == [
        (found[0], *shares(0.5, 7 / 12), Edge.SHARP)
    ]


def test_a_strip_without_months_in_its_view_marks_those_of_its_claims():
    strip = months_strip(claims({"when": "2024-02/2024-03"}), MONTHS, View())
    assert (strip.marked, strip.words) == (shares(1 / 12, 3 / 12), "February to March 2024")


def test_a_strip_without_any_month_says_so_and_marks_none():
    for covered in (MONTHS, ()):
        strip = months_strip(claims({"when": ""}), covered, View())
        told = (None, (), "1 claim without a date here")
        assert (strip.marked, strip.bars, strip.rest) == told
        assert strip.words == wording.NO_MONTHS_OF_STEP


def test_a_strip_names_every_year_that_begins_in_it_where_it_begins():
    strip = months_strip(claims({"when": "2024-02"}), between("2023-06", "2026-02"), View())
    assert strip.years == tuple(
        zip(("2024", "2025", "2026"), shares(7 / 33, 19 / 33, 31 / 33), strict=True)
    )
    assert '<span style="left:50.67%">2025</span>' in strip_html(strip)


def test_what_comes_after_the_last_covered_month_is_hatched_and_said_not_to_be_covered():
    strip = months_strip(claims({"when": "2026-02"}), between("2023-06", "2026-02"), View())
    assert strip.bars[-1].right == COVERED
    assert '<i class="nk-strip-after"><span>not<br>covered</span></i>' in strip_html(strip)
    assert f".nk-strip-after {{ left: {COVERED:.0%}; right: 0;" in CSS


@given(st.integers(1, 400), st.integers(1, 12))
def test_no_year_of_a_strip_touches_the_next_nor_leaves_it(count, first):
    covered = tuple(islice(between(f"1990-{first:02}", "2030-12"), count))
    strip = months_strip((), covered, View())
    starts = [at for _, at in strip.years]
    assert all(b - a >= LABEL_SHARE for a, b in pairwise(starts))
    assert all(at + LABEL_SHARE <= 1 for at in starts)
    assert text_width("2026", 16) < LABEL_SHARE * 400  # printed
    assert starts or not any(month.endswith("-01") for month in covered)


def test_claims_a_strip_has_no_room_for_are_counted():
    same = claims(*({"when": "2024-05"} for _ in range(LANES + 2)))
    strip = months_strip(same, MONTHS, View())
    assert (len(strip.bars), strip.rest) == (LANES, "2 claims not drawn")
    assert "2 claims not drawn" in strip_html(strip)


def test_a_story_is_the_same_after_it_was_written_and_opened():
    again, wrong = story.opened(story.to_csv(STEPS), DATA.known)
    assert (again, wrong) == (STEPS, ())
