"""What there is to pass on of a view: the words, the citation, the figure and the frame."""

from dataclasses import replace

import pytest
import streamlit
from frozen import DATA
from test_pages import KNOWN, opened
from test_story_editor import press, shared

from nkmap import cite, export, render, story
from nkmap.addresses import ADDRESS
from nkmap.app import share_dialog
from nkmap.app.session import OWN_STORY
from nkmap.claim import Claim, records
from nkmap.evidence import Evidence
from nkmap.publish import figure_files
from nkmap.publish.figure_files import FIGURE_FORMATS
from nkmap.publish.figure_layout import PRESETS
from nkmap.publish.templates import markdown
from nkmap.view import from_query
from nkmap.web import pages
from nkmap.wording import TEXTS, files_and_links
from nkmap.wording.captions import map_headline

pytestmark = pytest.mark.long

PAGES = ("map", "timeline", "how_many", "places", "compare", "data", "sources")
DECEMBER = "from=2024-12&to=2024-12&kind=departed"


def part(query: str, name: str, page: str = "map", **chosen: str):
    """A page whose part of that name has been opened, with choices made in it."""
    app = opened(query, page)
    app.session_state["share_part"] = name
    for key, value in chosen.items():
        app.session_state[key] = value
    return press(app, "share")


def codes(app) -> list[str]:
    return [found.value for found in app.code]


def captions(app) -> list[str]:
    return [found.value for found in app.caption]


def on_the_map(query: str, address: str = "") -> Evidence:
    view, dropped = from_query(query, KNOWN)
    assert dropped == ()
    return Evidence(DATA, view, address)


def claim(claim_id: str) -> Claim:
    return next(c for c in records(DATA.claims) if c.claim_id == claim_id)


@pytest.fixture(autouse=True)
def no_address(monkeypatch):
    monkeypatch.delenv(ADDRESS, raising=False)


@pytest.fixture
def buttons(monkeypatch):
    """What each download button of a page was given, by its key."""
    found: dict[str, dict] = {}
    real = streamlit.download_button

    def noted(label, data, **options):
        found[options["key"]] = {"label": label, "data": data, **options}
        return real(label, data, **options)

    monkeypatch.setattr(streamlit, "download_button", noted)
    return found


def test_the_sentence_of_a_view_is_ready_to_paste_with_its_hedge_and_source():
    app = shared(DECEMBER)
    assert not app.exception
    assert codes(app)[:2] == [
        f"?{DECEMBER}",
        "37 people reportedly left Hyesan, North Korea, for Russia in December 2024, according to a source in "
        "Ryanggang Province, as told by ASIAPRESS. The same view shows 1 other "
        "claim; both go back to 2 statements in 1 publication and are not added up "
        "(ASIAPRESS [Rimjin-gang], January 2025; claim AP2501-20; nkmap data 0.3.0; 2 of 140 "
        "claims shown).",
    ]


def test_the_sentence_of_the_open_claim_comes_before_that_of_the_view():
    app = shared(f"{DECEMBER}&claim=AP2501-20")
    expected = cite.of_claim(DATA, claim("AP2501-20"))
    assert codes(app)[1] == expected.saying
    assert "37 people reportedly left Hyesan" in expected.saying
    app.session_state["share_subject"] = "view"
    told = on_the_map(f"{DECEMBER}&claim=AP2501-20")
    assert codes(app.run())[1] == cite.of_view(Evidence(DATA, told.view)).saying


@pytest.mark.parametrize("name", cite.FORMATS)
@pytest.mark.parametrize("subject", ["claim", "view", "data"])
def test_a_citation_is_that_of_the_command_in_every_format(buttons, subject, name):
    query = f"{DECEMBER}&claim=AP2501-20"
    app = part(query, "Sentence and citation", share_subject=subject, share_citation=name)
    assert not app.exception
    expected = {
        "claim": cite.of_claim(DATA, claim("AP2501-20")),
        "view": cite.of_view(Evidence(DATA, on_the_map(query).view)),
        "data": cite.of_dataset(DATA),
    }[subject]
    bare = cite.write(name, replace(expected, saying="")).decode().strip()
    assert codes(app)[-1] == bare
    given = buttons["share_citation_file"]
    assert given["data"]() == cite.write(name, expected)
    assert given["file_name"] == cite.file_name(expected, name)
    assert "ASIAPRESS" in bare.split("nkmap")[0]


def test_the_whole_dataset_is_cited_without_a_sentence():
    app = part("", "Sentence and citation", share_subject="data")
    assert len(codes(app)) == 2
    assert "48 publications, 140 claims that go back to 50 statements." in codes(app)[1]


@pytest.mark.long
@pytest.mark.parametrize("name", ["map", "timeline"])
@pytest.mark.parametrize(
    ("preset", "form"), [("article", "png"), ("social", "png2x"), ("slide", "svg")]
)
def test_a_figure_is_the_very_one_the_command_draws(buttons, name, preset, form):
    chosen = {"share_figure_map": name, "share_preset": preset, "share_form": form}
    app = part(DECEMBER, "Figure", **chosen)
    assert not app.exception
    told = on_the_map(DECEMBER)
    given = buttons["share_figure_file"]
    assert given["data"]() == figure_files.figure(name, told, form, preset, "light")
    assert given["file_name"] == figure_files.figure_name(name, told, form, preset)
    assert given["mime"] == FIGURE_FORMATS[form].mime


def test_a_figure_that_cannot_be_drawn_says_so_and_the_rest_of_the_window_stays(monkeypatch):
    def dies(*_):
        raise render.NotDrawn(render.SORRY)

    monkeypatch.setattr(render, "_drawn", dies)
    app = part(f"{DECEMBER}&q=drawn+nowhere+else", "Figure")
    assert not app.exception
    assert [found.value for found in app.warning] == [markdown(render.SORRY)]
    assert app.get("download_button")[-1].proto.label == "Download the figure, PNG"


def test_a_figure_from_another_page_is_of_that_pages_view():
    app = part("", "Figure", "data")
    assert not app.exception
    assert app.get("download_button")[-1].proto.label == "Download the figure, PNG"


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("form", FIGURE_FORMATS)
def test_every_size_and_format_can_be_chosen(buttons, preset, form):
    part(DECEMBER, "Figure", share_preset=preset, share_form=form)
    name = figure_files.figure_name("map", on_the_map(DECEMBER), form, preset)
    assert buttons["share_figure_file"]["file_name"] == name


def test_the_small_picture_has_the_same_words_as_the_map():
    told = on_the_map(DECEMBER)
    app = part(DECEMBER, "Figure")
    (image,) = app.get("image")
    assert image.proto.imgs[0].alt == told.map_alt


def test_the_code_to_embed_holds_this_very_view(monkeypatch):
    monkeypatch.setenv(ADDRESS, "https://map.example/nk/")
    app = part(f"{DECEMBER}&claim=AP2501-20", "Embed")
    assert codes(app)[-1] == (
        '<iframe src="https://map.example/nk/?from=2024-12&amp;to=2024-12&amp;kind=departed&amp;'
        'claim=AP2501-20&amp;embed=true" title="nkmap: Reported dispatches of North Korean workers '
        f'abroad. {on_the_map(DECEMBER).counting}" width="100%" height="720" loading="lazy" '
        'style="border:0"></iframe>'
    )
    assert captions(app)[-1] == TEXTS["about_embed"]
    assert TEXTS["embed_address_is_yours"] not in captions(app)


def test_without_any_address_there_is_no_code_to_embed_and_it_is_said_why():
    app = part(DECEMBER, "Embed")
    assert len(codes(app)) == 1
    assert captions(app)[-2:] == [TEXTS["embed_needs_address"], TEXTS["about_embed"]]


@pytest.mark.long
@pytest.mark.usefixtures("one_frame")
def test_the_one_file_is_the_page_of_this_very_view(buttons):
    app = part(DECEMBER, "One file")
    assert not app.exception
    told = on_the_map(DECEMBER)
    given = buttons["share_page"]
    assert given["data"]() == pages.page(told)
    assert given["file_name"] == export.named_by_claims(told, ".html")
    assert captions(app)[-1] == TEXTS["about_one_file"]


def test_a_figure_that_is_led_by_another_claim_than_the_open_one_says_so():
    whole = part("claim=AP2501-20", "Figure")
    told = on_the_map("claim=AP2501-20")
    headline = map_headline(told.shown, told.kind, told.names)
    said = TEXTS["figure_is_of_the_view"].format(headline=headline, claim="AP2501-20")
    assert "more than 100 workers" in headline.lower()
    assert markdown(said) in captions(whole)
    december = part(f"{DECEMBER}&claim=AP2501-20", "Figure")
    assert not any("whole view" in words for words in captions(december))


@pytest.mark.usefixtures("one_frame")
def test_the_one_file_holds_the_story_that_is_chosen(buttons):
    part(DECEMBER, "One file", share_story="briefing")
    told = on_the_map(DECEMBER)
    assert buttons["share_page"]["data"]() == pages.page(told, story.read(DATA.story, KNOWN))


def own_story_in(step: story.Step) -> tuple[tuple[str, ...], ...]:
    return (("a", step.title, step.text, step.notes, step.query),)


@pytest.mark.usefixtures("one_frame")
def test_the_one_file_holds_the_readers_own_story(buttons):
    step = story.read(DATA.story, KNOWN)[2]
    part(DECEMBER, "One file", share_story="own", **{OWN_STORY: own_story_in(step)})
    assert buttons["share_page"]["disabled"] is False
    assert buttons["share_page"]["data"]() == pages.page(on_the_map(DECEMBER), (step,))


def test_an_own_story_whose_words_do_not_agree_with_its_claims_goes_into_no_file(buttons):
    step = replace(story.read(DATA.story, KNOWN)[2], title="Exactly 12,345 people left")
    app = part(DECEMBER, "One file", share_story="own", **{OWN_STORY: own_story_in(step)})
    assert buttons["share_page"]["disabled"] is True
    assert captions(app)[-2:] == [TEXTS["no_file_with_problems"], TEXTS["about_one_file"]]


def test_there_is_no_own_story_to_choose_where_there_is_none():
    app = part(DECEMBER, "One file")
    chosen = next(one for one in app.segmented_control if one.key == "share_story")
    assert (chosen.options, chosen.value) == (["Without", "The briefing"], "none")


def test_more_claims_than_one_file_holds_are_refused_in_words(buttons, monkeypatch):
    monkeypatch.setattr(pages, "MOST_CLAIMS", 1)
    app = part(DECEMBER, "One file")
    assert captions(app)[-1] == TEXTS["too_many_for_a_file"].format(count=2, most=1)
    assert "share_page" not in buttons


@pytest.mark.parametrize("page", PAGES)
def test_every_page_offers_it_and_makes_nothing_before_it_is_open(monkeypatch, page):
    def never(*_args, **_options):
        pytest.fail("made before it was asked for")

    for room, name in (
        (figure_files, "figure"),
        (figure_files, "figure_name"),
        (share_dialog, "_preview"),
        (pages, "page"),
        (share_dialog, "named_by_claims"),
        (cite, "of_view"),
        (cite, "of_claim"),
        (cite, "of_dataset"),
    ):
        monkeypatch.setattr(room, name, never)
    app = opened("claim=AP2501-20", page)
    assert not app.exception
    assert app.button(key="share").label == "Share, cite, embed"
    assert codes(app) == []


def test_the_sentence_is_made_without_a_figure(monkeypatch):
    monkeypatch.setattr(figure_files, "figure", lambda *_: pytest.fail("no figure was asked for"))
    assert not shared(DECEMBER).exception


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", files_and_links.SHARE_PARTS)
def test_every_part_opens_on_every_page(page, name):
    app = part("claim=AP2501-20", name, page)
    assert not app.exception
    assert captions(app)[0] == TEXTS["about_link"]


def test_two_periods_side_by_side_say_what_the_sentence_is_of():
    view, _ = from_query("from=2024-09&to=2024-09", KNOWN)
    apart = view.with_(versus_first="2026-01", versus_last="2026-01").to_query()
    app = part(apart, "Sentence and citation", "compare")
    assert not app.exception
    assert TEXTS["two_periods"] in captions(app)
    assert TEXTS["two_periods"] not in captions(shared(""))


def test_a_view_of_nothing_offers_no_sentence_of_its_own_making():
    app = shared("from=2024-01&to=2024-01&kind=selected")
    assert not app.exception
    assert codes(app)[1] == TEXTS["empty"]


def test_it_closes_when_the_view_changes():
    app = shared(DECEMBER)
    assert len(codes(app)) > 1
    app.session_state["query"] = "kind=departed"
    assert codes(app.run()) == []


@pytest.mark.parametrize("page", ["briefing", "prepare"])
def test_the_briefing_has_none_of_it_for_a_key_to_reach(page):
    app = opened("", page)
    assert not app.exception
    assert "share" not in [button.key for button in app.button]
