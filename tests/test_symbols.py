"""Signs among the words of a page: the same drawing, in the app an address, else elements."""

import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from nkmap.figures import symbols
from nkmap.figures.colours import PALETTES, kind_colour
from nkmap.figures.drawing import Circle, Drawing, Group, Paint
from nkmap.render.svg import Svg, colour_rules, of_colour, variables
from nkmap.schema import MILITARY, Kind

DOT = Drawing(16, 8, (Group((Circle(8, 4, 3, Paint("warn")),)),))


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_that_lets_no_svg_in_gets_a_sign_as_a_picture_in_the_colours_of_its_theme(theme):
    [(tag, told)] = Tags(Svg.of(theme).sign(DOT)).found
    assert (tag, told["width"], told["height"], told["alt"]) == ("img", "16", "8", "")
    head, _, picture = told["src"].partition(",")
    circle = ET.fromstring(unquote(picture)).find(".//{*}circle")
    assert (head, circle.get("fill")) == ("data:image/svg+xml", PALETTES[theme].warn)


def test_any_other_page_gets_it_as_elements_that_follow_its_theme():
    told = Tags(Svg().sign(DOT)).found
    assert [tag for tag, _ in told] == ["svg", "g", "circle"]
    assert {"class": "nk-icon", "aria-hidden": "true"}.items() <= told[0][1].items()
    assert told[2][1]["fill"] == "var(--nk-warn)"


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("group", ["", *MILITARY])
def test_every_kind_has_a_colour_that_pages_and_files_know(kind, group):
    colour = kind_colour(kind, group)
    assert f"[{of_colour(colour)}]" in colour_rules()
    for theme, palette in PALETTES.items():
        assert Svg.of(theme).colour(colour) == palette.named[colour]
        assert f"{Svg().colour(colour)[4:-1]}:{palette.named[colour]}" in variables(theme)


@pytest.mark.parametrize("kind", Kind)
def test_every_sign_of_a_kind_is_written_for_pages_and_files(kind):
    shapes = (symbols.glyph(kind), *(symbols.sign(name, kind, 13) for name in ("unknown", "zero")))
    for drawn in [Drawing(40, 40, (Group((shape,)),)) for shape in shapes]:
        assert len(ET.fromstring(Svg().sign(drawn))) == 1
        assert ET.fromstring(Svg.of("dark").picture(drawn)).get("width") == f"{drawn.width:g}"
