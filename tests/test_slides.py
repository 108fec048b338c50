"""The briefing as PowerPoint, read back as an outsider would."""

import io
from itertools import combinations

import pytest
from folders import folder
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pypdf import PdfReader
from samples import NO_ROUTES, PLACES, claims
from shipped import DATA as SHIPPED

from nkmap import cli, dataset, render, wording
from nkmap.claim import records
from nkmap.figures import deck_map as maps
from nkmap.figures.marks import places_of_origin
from nkmap.figures.picture import map_picture
from nkmap.figures.prepared import places
from nkmap.figures.slide_scene import slide_scene
from nkmap.publish import pptx_map
from nkmap.publish.escape import office as cleaned
from nkmap.publish.pptx import TEXT, TITLE, presentation
from nkmap.publish.pptx_text import Run, fill, text_box
from nkmap.publish.story_slides import story_slides
from nkmap.schema import KINDS, Kind, Measure
from nkmap.story import read

STORY = (
    {"seq": "1", "title": "Hyesan 혜산", "text": "37 people reportedly went.",
     "notes": "First line.\nSecond line.", "view": "claim=C1&kind=departed"},
    {"seq": "2", "title": "<script>=A+B 🚂 Хасан 日本", "text": "No number is reported.", "notes": "",
     "view": "claim=C2&kind=departed"},
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    none = {"best": "", "missing_reason": "not reported", "qualifier": "", "unit": "",
            "origin": "musan", "caution": "zero"}  # fmt: skip
    return dataset.load(folder(tmp_path_factory.mktemp("data"), {}, none, story=STORY))


@pytest.fixture(scope="module")
def steps(data):
    return read(data.story, data.known)


@pytest.fixture(scope="module")
def raw(data, steps):
    return presentation(data, steps)


SIDES = (pptx_map.LEFT, pptx_map.WIDTH)
RIGHT_SIDE = 6 * 914_400
"""Where the map begins, in the units of PowerPoint."""


def texts(slide) -> dict[str, str]:
    return {
        s.name: s.text_frame.text
        for s in slide.shapes
        if s.has_text_frame and s.text_frame.text and s.left < RIGHT_SIDE
    } | {s.name: s.text_frame.text for s in slide.shapes if s.name in ("Source", "About")}


def test_every_text_of_a_slide_is_real_text(data, steps, raw):
    deck = Presentation(io.BytesIO(raw))
    assert round(deck.slide_width / deck.slide_height, 3) == 1.778
    told = story_slides(data, steps)
    for page, slide in zip(deck.slides, told, strict=True):
        found = texts(page)
        assert page.shapes.title.text_frame.text == slide.title
        caution = {"Caution": f"Do not read this as: {slide.caution}"} if slide.caution else {}
        assert found == {
            "Title": slide.title, "Kind": slide.kind, "Figure": "".join(slide.figure),
            "Where and when": slide.where, "Speaker": slide.speaker, "Sentence": slide.text,
            "Step": slide.counted, "Source": slide.source, "About": f"{slide.cited} {slide.about}", **caution,
        }  # fmt: skip
    assert [slide.figure for slide in told] == [wording.slide_figure(s.key) for s in told]
    assert told[1].figure[1] == ""
    notes = deck.slides[0].notes_slide.notes_text_frame.text.split("\n")
    source = data.sources.iloc[0]
    assert notes[:2] == ["First line.", "Second line."]
    assert notes[-1] == f"S1: {wording.citation(source)}"


def test_no_text_of_a_slide_lies_over_another(raw):
    for page in Presentation(io.BytesIO(raw)).slides:
        boxes = [s for s in page.shapes if s.has_text_frame and s.text_frame.text]
        boxes = [s for s in boxes if not s.name.startswith("Map: ")]
        for a, b in combinations(boxes, 2):
            assert (
                a.left + a.width <= b.left or b.left + b.width <= a.left
                or a.top + a.height <= b.top or b.top + b.height <= a.top
            ), (a.name, b.name)  # fmt: skip


def test_the_same_story_gives_the_same_bytes(data, steps, raw):
    assert presentation(data, steps) == raw
    assert presentation(data, steps, "dark") != raw


@given(st.text(max_size=600))
def test_any_text_shows_as_text(words):
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
    fill(page.shapes.title, TITLE, [[Run(words, "#16191C")]])
    text_box(page, TEXT, [[Run(words, "#16191C")]])
    raw = io.BytesIO()
    deck.save(raw)
    again = Presentation(raw).slides[0]
    assert again.shapes.title.text_frame.text.strip() == cleaned(words).strip()
    assert texts(again).get("Sentence", "").strip() == cleaned(words).strip()


def test_libreoffice_prints_a_page_for_each_step(steps, raw, office, tmp_path):
    file = tmp_path / "story.pptx"
    file.write_bytes(raw)
    pages = PdfReader(office.as_pdf(file, tmp_path)).pages
    assert len(pages) == len(steps)
    assert "혜산" in pages[0].extract_text()


def test_publish_writes_the_slides_or_says_what_is_wrong(data, raw, tmp_path, capsys):
    file, own = tmp_path / "a.pptx", tmp_path / "own.csv"
    typed = ["publish", "--data", str(data.folder), "--pptx", str(file)]
    own.write_text("seq,title,text,notes,view\n1,A,B,,claim=C9\n", encoding="utf-8")
    assert cli.main([*typed, "--story", str(own)]) == 1
    assert capsys.readouterr().err.startswith(f"{own}:2: view = 'claim=C9': ")
    assert not file.exists()
    assert cli.main(typed) == 0
    assert capsys.readouterr().out == f"{file}: 2 slides\n"
    assert file.read_bytes() == raw


def test_a_story_without_steps_is_no_file(tmp_path, capsys):
    here = folder(tmp_path / "data", {})
    typed = ["publish", "--data", str(here), "--pptx", str(tmp_path / "a.pptx")]
    assert cli.main(typed) == 1
    assert capsys.readouterr().err == "The story has no steps. Nothing was written.\n"


def test_the_map_of_a_slide_is_a_picture_with_words_and_its_texts_are_those_of_the_screen(
    data, steps, raw
):
    names = wording.names(data.places)
    origins, known = places_of_origin(records(data.claims)), places(data.places)
    deck = Presentation(io.BytesIO(raw))
    for page, told in zip(deck.slides, story_slides(data, steps), strict=True):
        scene = slide_scene(told.claims, told.key.kind, known, data.routes, origins)
        seen = pptx_map.look(told.step.view.frame, "light")
        layers = [
            layer for layer in maps.deck(scene, seen, names).layers if layer.type == "TextLayer"
        ]
        wanted = [row["t"] for layer in layers for row in layer.data]
        found = [s.text_frame.text for s in page.shapes if s.name.startswith("Map: ")]
        assert found == [cleaned(text) for text in wanted]
        (drawn,) = [s for s in page.shapes if s.name == "Map"]
        alt = drawn._element.nvPicPr.cNvPr.get("descr")
        assert alt == cleaned(wording.sentences(told.claims, names))


def test_marks_stand_in_the_picture_where_the_screen_has_them(data, steps):
    names = wording.names(data.places)
    origins, known = places_of_origin(records(data.claims)), places(data.places)
    told = story_slides(data, steps)[0]
    scene = slide_scene(told.claims, told.key.kind, known, data.routes, origins)
    seen = pptx_map.look(told.step.view.frame, "light")
    (marks,) = [x for x in maps.deck(scene, seen, names).layers if x.id == "marks"]
    svg = map_picture(scene, seen, names).svg
    for row in marks.data:
        scale = row["s"] / row["i"]["height"]
        x, y = seen.camera.pixel(*row["p"])
        left, top = x - row["i"]["anchorX"] * scale, y - row["i"]["anchorY"] * scale
        drawn = f'data-claims="{" ".join(row["c"])}" x="{left:.2f}" y="{top:.2f}" width='
        assert drawn in svg
    assert render.png(svg, 1).startswith(b"\x89PNG")


def test_every_word_over_a_map_of_the_shipped_story_stands_inside_its_picture():
    names, known = wording.names(SHIPPED.places), places(SHIPPED.places)
    origins = places_of_origin(records(SHIPPED.claims))
    outside = []
    for told in story_slides(SHIPPED, read(SHIPPED.story, SHIPPED.known)):
        scene = slide_scene(told.claims, told.key.kind, known, SHIPPED.routes, origins)
        seen = pptx_map.look(told.step.view.frame, "light")
        for word in map_picture(scene, seen, names).words:
            box = pptx_map.label(word)
            across = box.left >= pptx_map.LEFT and box.left + box.width <= sum(SIDES)
            if not across or not 0 <= box.top <= pptx_map.HEIGHT - box.height:
                outside.append((told.number, word.text))
    assert outside == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if KINDS[kind].units])
def test_only_kinds_of_people_have_a_mark_on_a_slide(kind):
    rule = KINDS[kind]
    row = {"kind": kind, "best": 800, "unit": rule.units[0], "origin": "musan"}
    told = {**row, "destination": "rason"}
    scene = slide_scene(claims(told), kind, PLACES, NO_ROUTES, frozenset())
    assert bool(scene.marks) == (rule.on_map and rule.measure is not Measure.STOCK)
    assert scene.marks or scene.plates or scene.happenings or scene.links
