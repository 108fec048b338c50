"""The briefing as PowerPoint, read back as an outsider would."""

import io
from dataclasses import replace
from itertools import combinations

import pytest
from folders import folder
from frozen import DATA
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pypdf import PdfReader
from samples import claims, claims_drawn, gazetteer

from nkmap import cli, dataset, render
from nkmap.figures import marks
from nkmap.figures.drawing import Circle, Drawing, Group, Paint, Words
from nkmap.figures.typography import text_width
from nkmap.publish.powerpoint import TEXT, TITLE_BOX, Run, fill, label, presentation, put, text_box
from nkmap.publish.powerpoint import office as cleaned
from nkmap.publish.slides import MAP, story_slides
from nkmap.render.svg import Svg
from nkmap.schema import KINDS, Kind
from nkmap.story import read
from nkmap.view import Frame
from nkmap.wording import counts, slides, sources
from nkmap.wording.places import Names

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


def texts(slide) -> dict[str, str]:
    return {
        s.name: s.text_frame.text
        for s in slide.shapes
        if s.has_text_frame and s.text_frame.text and not s.name.startswith(("Map: ", "Months: "))
    }


def test_every_text_of_a_slide_is_real_text(data, steps, raw):
    deck = Presentation(io.BytesIO(raw))
    assert round(deck.slide_width / deck.slide_height, 3) == 1.778
    told = story_slides(data, steps)
    for page, slide in zip(deck.slides, told, strict=True):
        found = texts(page)
        assert page.shapes.title.text_frame.text == slide.step.title
        caution = {"Caution": f"Do not read this as: {slide.caution}"} if slide.caution else {}
        assert found == {
            "Title": slide.step.title, "Kind": slide.kind, "Figure": "".join(slide.figure),
            "Facts": "\n".join(": ".join(fact) for fact in slide.facts), "Sentence": slide.step.text,
            "Step": slide.counted, "Source": slide.source, "About": f"{slide.cited} {slide.about}", **caution,
        }  # fmt: skip
    assert [slide.figure for slide in told] == [slides.slide_figure(s.key) for s in told]
    assert told[1].figure[1] == ""
    notes = deck.slides[0].notes_slide.notes_text_frame.text.split("\n")
    source = data.sources.iloc[0]
    assert notes[:2] == ["First line.", "Second line."]
    assert notes[-1] == f"S1: {sources.citation(source)}"


def test_no_text_of_a_slide_lies_over_another(raw):
    for page in Presentation(io.BytesIO(raw)).slides:
        boxes = [s for s in page.shapes if s.has_text_frame and s.text_frame.text]
        boxes = [s for s in boxes if not s.name.startswith(("Map: ", "Months: "))]
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
    fill(page.shapes.title, TITLE_BOX, [[Run(words, "#16191C")]])
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


def test_slides_on_standard_output_have_their_count_on_standard_error(data, raw, capsysbinary):
    assert cli.main(["publish", "--data", str(data.folder), "--pptx", "-"]) == 0
    assert capsysbinary.readouterr() == (raw, b"2 slides\n")


def test_a_story_without_steps_is_no_file(tmp_path, capsys):
    here = folder(tmp_path / "data", {})
    typed = ["publish", "--data", str(here), "--pptx", str(tmp_path / "a.pptx")]
    assert cli.main(typed) == 1
    assert capsys.readouterr().err == "The story has no steps. Nothing was written.\n"


def test_the_map_of_a_slide_is_a_picture_with_its_words_as_text_over_it(data, steps, raw):
    names = Names(data.places)
    deck = Presentation(io.BytesIO(raw))
    for page, told in zip(deck.slides, story_slides(data, steps), strict=True):
        drawn = told.map()
        assert claims_drawn(drawn) == tuple(sorted(claim.claim_id for claim in told.claims))
        found = [s.text_frame.text for s in page.shapes if s.name.startswith("Map: ")]
        assert found == [cleaned(words.text) for words in drawn.words]
        (picture,) = [s for s in page.shapes if s.name == "Map"]
        alt = picture._element.nvPicPr.cNvPr.get("descr")
        assert alt == cleaned(counts.sentences(told.claims, names))


def test_words_of_a_drawing_stand_on_a_slide_where_they_stand_in_it():
    words = Words("37 people", 100, 50, 20, anchor="middle", weight=700)
    box = label(words, (60, 10), 0.5, "Map")
    wide = text_width("37 people", 20, bold=True) * 0.5
    assert (box.left, box.width) == (pytest.approx(110 - wide / 2), pytest.approx(wide))
    assert box.top + box.height / 2 == pytest.approx(10 + (50 - 0.35 * 20) * 0.5)
    assert (box.align, box.bold, box.is_label) == ("middle", True, True)


def test_a_picture_under_its_words_holds_none_of_them():
    shapes = Group((Circle(5, 5, 3, Paint("ink")), Words("twice", 1, 9, 18)))
    drawing = Drawing(10, 10, (shapes,), background="sea")
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts.get_by_name("Blank"))
    put(page, drawing, Svg.of("light"), (1, 1), "Map", "what is seen", 2)
    picture = next(s for s in page.shapes if s.name == "Map")
    bare = Drawing(10, 10, (Group((Circle(5, 5, 3, Paint("ink")),)),), background="sea")
    assert picture.image.blob == render.png(Svg.of("light").picture(bare), 2)
    assert [s.text_frame.text for s in page.shapes if s.has_text_frame] == ["twice"]


def test_every_word_over_a_map_of_the_shipped_story_stands_inside_its_picture():
    outside = []
    for told in story_slides(DATA, read(DATA.story, DATA.known)):
        drawn = told.map()
        for words in drawn.words:
            box = label(words, (0, 0), 1, "Map")
            across = box.left >= 0 and box.left + box.width <= MAP.width
            if not across or not 0 <= box.top <= MAP.height - box.height:
                outside.append((told.number, words.text))
    assert outside == []


@pytest.mark.parametrize("frame", list(Frame))
def test_a_slide_has_no_text_below_18_px_and_no_line_below_2_px(frame):
    for slide in story_slides(DATA, read(DATA.story, DATA.known)):
        moved = replace(slide.step, view=slide.step.view.with_(frame=frame))
        drawn = replace(slide, step=moved).map()
        groups = [group for group in drawn.groups if group.layer != "ground"]
        sizes = [words.size for words in replace(drawn, groups=tuple(groups)).words]
        lines = [paint.width for group in groups for paint in lined(group)]
        assert min(sizes, default=18) >= 18
        assert min(lines, default=2) >= 2


def lined(group):
    for part in group.parts:
        if isinstance(part, Group):
            yield from lined(part)
        elif not isinstance(part, Words) and part.paint.stroke:
            yield part.paint


@pytest.mark.parametrize("kind", [kind for kind in Kind if KINDS[kind].units])
def test_only_kinds_of_people_have_a_mark_on_a_slide(kind):
    rule = KINDS[kind]
    row = {"kind": kind, "best": 800, "unit": rule.units[0], "origin": "musan"}
    told = {**row, "destination": "rason"}
    scene = marks.of_slide(claims(told), kind, gazetteer())
    own = [mark for mark in scene.marks if not mark.is_beside]
    assert bool(own) == rule.on_map
    assert scene.marks or scene.area_labels or scene.links
