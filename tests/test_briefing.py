"""The briefing: what a story may say, what a slide holds, and the page at a link."""

import json
import re

import pytest
from folders import folder
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, claims, claims_drawn
from test_pages import DATA, opened

from nkmap import dataset, story
from nkmap.claim import records
from nkmap.dataset import InvalidDataset
from nkmap.dates import months_between
from nkmap.figures.drawing import Group
from nkmap.figures.months_strip import MOST_ROWS, months_strip
from nkmap.figures.typography import text_width
from nkmap.publish.slides import slide
from nkmap.publish.templates import slide_html
from nkmap.render.svg import Svg
from nkmap.schema import KINDS, Measure
from nkmap.view import View, select

pytestmark = pytest.mark.page

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


def html_of(tmp_path, words=("Title.", "Text."), **given):
    """The slide of a step that shows one claim."""
    data = dataset.load(folder(tmp_path / "d", {"best": "", "origin": "hyesan"} | given))
    step = story.Step(*words, "", "", View(claim="C1"))
    return slide_html.words(slide(data, step, 1, 1), SVG)


def test_an_unknown_number_is_a_ring_and_words_on_a_slide_and_never_a_zero(tmp_path):
    html = html_of(tmp_path, qualifier="some", unit="", missing_reason="not reported")
    key = html.partition('<p class="nk-key')[2].partition("</p>")[0]
    assert "number not reported (“some”)" in key
    assert "<b>" not in key
    assert "nk-ring" in key


def test_the_hedge_stands_before_the_number_on_a_slide(tmp_path):
    html = html_of(tmp_path, best="200", qualifier="about")
    assert "<span>about</span><b>200</b><span>people</span>" in html


def test_hostile_words_show_as_text_on_a_slide(tmp_path):
    html = html_of(tmp_path, ("<script>x</script>", "<b>y"), best="1")
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "&lt;b&gt;y" in html


MONTHS = months_between("2024-01", "2024-12")


def strip_of(found, covered, view):
    return months_strip(found, covered, view, NAMES, 1000, 20)


def bars(strip):
    """Where each claim of a strip stands, in months after its first, and whether it is filled."""
    labelled = [w for w in strip.words if w.text.isdigit()]
    (left,) = {w.x - 5 for w in labelled if w.text == "2024"}
    (end,) = (w.x - text_width("covered", 20) / 2 - 10 for w in strip.words if w.text == "covered")
    year = end - left
    return {
        group.claim: (
            round((group.target.x - left) / year * 12, 1),
            round(group.target.width / year * 12, 1),
            group.parts[-1].paint.opacity == 1 and not group.parts[-1].paint.dash,
        )
        for row in strip.groups for group in row.parts if isinstance(group, Group) and group.claim
    }  # fmt: skip


def told_by(strip):
    return [words.text for words in strip.words]


def test_a_strip_draws_claims_at_their_months_a_row_a_kind_and_says_what_has_no_date():
    found = claims(
        {"when": "2024-07", "best": 3},
        {"when": ""},
        {"when": "2024-11", "kind": "selected", "best": ""},
    )
    strip = strip_of(found, MONTHS, View(first="2024-04", last="2024-09"))
    said = told_by(strip)
    assert said[:3] == ["April to September 2024", "Selected", "Departed · 2 claims"]
    assert said[-2:] == ["number not reported", "1 claim without a date here"]
    placed = bars(strip)
    assert claims_drawn(strip) == ("C1", "C3")
    assert (placed["C1"][0], placed["C1"][2], placed["C3"][2]) == (
        pytest.approx(6, abs=0.1),
        True,
        False,
    )


def test_a_strip_without_months_in_its_view_names_those_of_its_claims():
    strip = strip_of(claims({"when": "2024-02/2024-03"}), MONTHS, View())
    assert told_by(strip)[0] == "February to March 2024"


@given(st.integers(2000, 2023), st.sampled_from([1000, 328]))
def test_years_of_a_strip_do_not_touch_and_the_last_is_named(first, width):
    long = months_between(f"{first}-01", "2026-01")
    strip = months_strip(claims({"when": f"{first}-02"}), long, View(), NAMES, width, 20)
    years = [words for words in strip.words if words.text.isdigit()][::-1]
    ends = [words.x + text_width(words.text, 20, bold=True) for words in years]
    assert all(end <= after.x for end, after in zip(ends[:-1], years[1:], strict=True))
    assert (ends[-1] <= width, years[-1].text) == (True, "2026")


def test_what_comes_after_the_last_covered_month_is_said_not_to_be_covered():
    for width in (1000, 328):
        strip = months_strip(claims({"when": "2024-12"}), MONTHS, View(), NAMES, width, 12)
        (bar,) = [p for row in strip.groups for p in row.parts if isinstance(p, Group) and p.claim]
        said = [words for words in strip.words if words.text in ("not", "covered")]
        assert [words.text for words in said] == ["not", "covered"]
        wide = text_width("covered", 12) / 2
        assert bar.target.x + bar.target.width <= said[1].x - wide
        assert said[1].x + wide <= width


def test_a_strip_goes_back_three_years_and_farther_only_where_its_step_does():
    covered = months_between("2017-06", "2026-01")
    late = told_by(strip_of(claims({"when": "2025-02"}), covered, View()))
    early = told_by(strip_of(claims({"when": "2022-02"}), covered, View()))
    assert sorted(w for w in late if w.isdigit()) == ["2024", "2025", "2026"]
    assert sorted(w for w in early if w.isdigit()) == [str(year) for year in range(2022, 2027)]


def test_claims_of_kinds_a_strip_has_no_room_for_are_counted():
    kinds = ("selected", "departed", "arrived", "planned", "cancelled")
    told = claims(*({"when": "2024-05", "kind": kind} for kind in kinds))
    strip = strip_of(told, MONTHS, View())
    assert (len(claims_drawn(strip)), told_by(strip)[0]) == (
        MOST_ROWS,
        "May 2024 · 2 claims not drawn",
    )


def test_a_story_is_the_same_after_it_was_written_and_opened():
    again, wrong = story.opened(story.to_csv(STEPS), DATA.known)
    assert (again, wrong) == (STEPS, ())


def test_soldiers_share_no_row_of_a_strip_with_workers():
    soldiers = {"group": "soldiers", "unit": "soldiers", "best": 9, "when": "2024-05"}
    found = claims(soldiers, {"when": "2024-05", "best": 4})
    told = told_by(strip_of(found, MONTHS, View()))
    assert told[1:3] == ["Departed", "Departed: soldiers"]
    assert [words for words in told if words.startswith(("4", "9"))] == ["4 people", "9 soldiers"]


@pytest.mark.parametrize(
    ("width", "named"),
    [(1000, ["Departed · 2 claims", "Border entries · 2 claims"]), (300, ["Departed", "Border…"])],
)
def test_no_number_behind_a_kind_can_be_read_as_people(width, named):
    rows = [{"kind": kind, "when": "2024-05"} for kind in ("departed", "border entries") * 2]
    told = told_by(months_strip(claims(*rows), MONTHS, View(), NAMES, width, 20))
    assert [words for words in told if words.startswith(("Departed", "Border"))] == named
