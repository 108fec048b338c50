"""A drawing is plain data, and its SVG holds what it holds: no more, no less, and text as text."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from samples import claims_drawn

from nkmap.figures import symbols
from nkmap.figures.colours import PALETTES, kind_colour
from nkmap.figures.drawing import Circle, Drawing, Group, Paint, Path, Rect, Words
from nkmap.render.svg import Svg, variables
from nkmap.schema import Kind

NS = "{http://www.w3.org/2000/svg}"


def marks(*groups: Group, width: float = 100, height: float = 50) -> Drawing:
    return Drawing(width, height, groups, background="sea")


def read(drawing: Drawing, writer: Svg | None = None) -> ET.Element:
    return ET.fromstring((writer or Svg()).picture(drawing, "A map"))


def test_a_drawing_knows_every_claim_of_its_groups_each_once_in_order():
    inner = Group((), claims=("B", "A"))
    drawn = marks(Group((inner,), claims=("C",)), Group((), claims=("A",)))
    assert claims_drawn(drawn) == ("A", "B", "C")


def test_words_are_told_where_they_stand_in_the_drawing():
    nested = Group((Words("Musan", 1, 2, 10),), x=3, y=4, scale=2)
    drawn = marks(Group((nested, Words("Rason", 5, 6, 10)), x=10, y=20))
    assert [(w.text, w.x, w.y, w.size) for w in drawn.words] == [
        ("Musan", 15, 28, 10),
        ("Rason", 15, 26, 10),
    ]


def test_a_drawing_without_words_keeps_every_shape_and_every_claim():
    dot = Circle(1, 1, 1, Paint("ink"))
    drawn = marks(Group((dot, Group((Words("?", 0, 0, 9), dot), claims=("A",)))))
    bare = marks(Group((dot, Group((dot,), claims=("A",)))))
    assert Svg(words=False).picture(drawn) == Svg().picture(bare)


def test_a_page_gets_names_of_colours_and_a_file_the_values_of_its_theme():
    drawn = marks(Group((Circle(5, 6, 7, Paint("page", kind_colour(Kind.DEPARTED), 2)),)))
    shape = read(drawn).find(f"{NS}g/{NS}circle")
    assert (shape.get("fill"), shape.get("stroke")) == ("var(--nk-page)", "var(--nk-kind-departed)")
    for theme, palette in PALETTES.items():
        shape = read(drawn, Svg.of(theme)).find(f"{NS}g/{NS}circle")
        assert (shape.get("fill"), shape.get("stroke")) == (
            palette.page,
            palette.kinds[Kind.DEPARTED],
        )


def test_every_colour_of_a_palette_has_a_variable_in_both_themes():
    for theme, palette in PALETTES.items():
        found = dict(part.split(":") for part in variables(theme).split(";"))
        assert found == {
            f"--nk-{name.replace('.', '-')}": value for name, value in palette.named.items()
        }
        assert found["--nk-kind-border-entries"] == palette.kinds[Kind.BORDER_ENTRIES]


def test_lines_and_words_stay_as_large_as_they_are_in_a_group_that_is_enlarged():
    parts = (Path("M0 0H8", Paint(stroke="ink", width=2, dash=(4, 2))), Words("0", 0, 0, 12))
    drawn = read(marks(Group(parts, x=3, y=4, scale=0.5)))
    group = drawn.find(f"{NS}g")
    line, words = group.find(f"{NS}path"), group.find(f"{NS}text")
    assert group.get("transform") == "translate(3 4)scale(0.5)"
    assert (line.get("stroke-width"), line.get("stroke-dasharray")) == ("4", "8 4")
    assert words.get("font-size") == "24"


def test_a_group_that_opens_something_is_a_link_with_its_claims_its_tip_and_its_words():
    target = Circle(5, 5, 14, Paint())
    mark = Group(
        (Rect(1, 2, 3, 4, Paint("ink")),),
        layer="marks",
        claims=("A1", "A2"),
        place="musan",
        tip=("One", "Two"),
        label="Musan. One",
        target=target,
    )
    link = read(marks(mark), Svg(link_to=lambda group: f"#place-{group.place}")).find(f"{NS}a")
    assert link.attrib == {
        "class": "marks",
        "data-place": "musan",
        "data-claims": "A1 A2",
        "data-tip": "One\nTwo",
        "aria-label": "Musan. One",
        "href": "#place-musan",
    }
    assert [part.get("class") for part in link] == ["target", None]


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_text_from_data_is_text_in_every_part_of_an_svg(text):
    group = Group(
        (Words(text, 1, 2, 12, lang="ko"),), claim="A", claims=("A",), tip=(text,), label=text
    )
    drawn = ET.fromstring(Svg().picture(marks(group), text))
    tags = [part.tag.removeprefix(NS) for part in drawn.iter()]
    assert [tag for tag in tags if tag != "title"] == ["svg", "rect", "a", "text"]


def test_markup_and_marks_of_direction_in_a_label_are_seen_as_text():
    told = "<script>alert(1)</script> \u202e&amp;"
    drawn = read(marks(Group((Words(told, 0, 0, 12),))))
    assert drawn.find(f"{NS}g/{NS}text").text == "<script>alert(1)</script> &amp;"


def test_every_kind_has_a_sign_and_the_sign_without_a_number_is_one_size_for_all():
    for kind in Kind:
        assert symbols.glyph(kind).parts
    rings = {symbols.sign("unknown", kind, 13).parts[0] for kind in Kind}
    assert len(rings) == 1
