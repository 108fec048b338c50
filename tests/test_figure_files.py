"""Figures as files: the marks of the screen, and everything a reader must know stamped inside."""

import io
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import replace

import pytest
from frozen import DATA
from PIL import Image, ImageFont
from pypdf import PdfReader
from samples import claims_drawn, claims_of, layer

from nkmap import cli
from nkmap.cli.files import PICTURES
from nkmap.evidence import Evidence
from nkmap.figures import marks, symbols
from nkmap.figures.colours import LIGHT
from nkmap.figures.drawing import Rect
from nkmap.figures.typography import text_width
from nkmap.project_files import STATIC_FOLDER
from nkmap.publish import figure_files
from nkmap.publish.figure_files import FIGURE_FORMATS, FIGURES, figure
from nkmap.publish.figure_layout import PRESETS
from nkmap.relations import lead_claim
from nkmap.render.svg import Svg
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import ALL_LAYERS, Frame, View, from_query
from nkmap.wording import captions

pytestmark = pytest.mark.long

FONTS = STATIC_FOLDER / "fonts"
SVG = "{http://www.w3.org/2000/svg}"


def told(query: str = "", address: str = "https://nkmap.example") -> Evidence:
    return Evidence(DATA, from_query(query, DATA.known)[0], address)


def words(picture: str) -> str:
    """All text of a picture in the order it is drawn, with the lines of one text joined."""
    return " ".join(
        "".join(found.itertext()) for found in ET.fromstring(picture).iter(f"{SVG}text")
    )


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("frame", Frame)
@pytest.mark.parametrize("kind", [kind for kind in MAP_KINDS if kind in DATA.known.kinds])
def test_a_figure_draws_every_claim_of_its_map_and_no_other(kind, frame, preset):
    here = Evidence(DATA, View(kinds=(kind,), layers=ALL_LAYERS, frame=frame))
    drawn, _ = figure_files.drawing(here, PRESETS[preset], 700, 600)
    assert claims_drawn(drawn) == tuple(sorted(claims_of(marks.of_evidence(here, here.kind))))


@pytest.mark.parametrize("preset", PRESETS)
def test_the_claims_of_a_figure_stand_in_its_svg(preset):
    here = told("from=2024-12&to=2024-12&kind=departed")
    root = ET.fromstring(figure("map", here, "svg", preset).decode())
    found = {one for part in root.iter() for one in part.get("data-claims", "").split()}
    assert found == set(claims_of(marks.of_evidence(here, here.kind)))


@pytest.mark.parametrize("preset", PRESETS)
def test_the_legend_of_a_figure_explains_what_its_map_shows_and_covers_none_of_its_words(preset):
    here = told("from=2024-12&to=2024-12&kind=departed")
    text = re.sub(r"\s+", " ", words(figure("map", here, "svg", preset).decode()))
    assert "reported, number not given" in text
    assert "area = number, this kind only" in text
    drawn, _ = figure_files.drawing(here, PRESETS[preset], 700, 600)
    for key in layer(drawn, "legend"):
        rest = replace(drawn, groups=tuple(g for g in drawn.groups if g is not key))
        (ground,) = [part for part in key.parts[0].parts if isinstance(part, Rect)]
        for word in rest.words:
            half = text_width(word.text, word.size, bold=word.weight > 500) / 2
            middle = word.x + {"start": half, "middle": 0, "end": -half}[word.anchor]
            apart = middle + half <= key.x or word.y <= key.y
            assert apart or middle - half >= key.x + ground.width, word.text


@pytest.mark.parametrize("name", ["map", "timeline"])
@pytest.mark.parametrize("preset", PRESETS)
def test_a_figure_carries_its_count_hedges_sources_version_link_and_attribution(name, preset):
    here = told("from=2024-12&to=2024-12&kind=departed")
    picture = figure(name, here, "svg", preset).decode()
    text = re.sub(r"\s+", "", words(picture))
    link = (
        "https://nkmap.example/?from=2024-12&to=2024-12&kind=departed"
        if name == "map"
        else "https://nkmap.example/timeline?from=2024-12&to=2024-12&kind=departed"
    )
    for said in (
        here.map_counting if name == "map" else here.counting,
        "ASIAPRESS (Rimjin-gang), January 2025",
        "AP2501-20",
        "Data 0.3.0 of 2026-11-29",
        link,
        "Data: CC BY 4.0.",
        "Being shown here does not confirm a claim. A missing report is not a zero.",
        *(["Crimea shown as Ukraine", "37 people reportedly left"] if name == "map" else []),
    ):
        assert re.sub(r"\s+", "", said) in text, said
    assert "37 people reportedly left Hyesan, North Korea, for Russia in December 2024" in picture


@pytest.mark.parametrize(
    ("kind", "query", "claim_id"),
    [(Kind.DEPARTED, "&kind=departed", "AP2501-20"), (None, "", "AP2501-18")],
)
def test_a_headline_is_followed_by_how_it_must_not_be_read(kind, query, claim_id):
    asked = told(f"from=2024-12&to=2024-12{query}")
    lead = lead_claim(captions.leading(asked.shown, kind))
    assert lead.claim_id == claim_id
    text = re.sub(r"\s+", " ", words(figure("map", asked, "svg").decode()))
    assert f"Do not read the headline as: {'; '.join(lead.caution)}." in text


def test_weak_copies_are_named_in_a_figure():
    picture = words(figure("map", told("kind=present&layer=baselines&frame=wide"), "svg").decode())
    assert "(weak copy)" in picture
    assert "Read in a weak copy: PRA2506-01." in re.sub(r"\s+", " ", picture)


@pytest.mark.parametrize(
    ("preset", "size"), [("social", (1200, 630)), ("slide", (1920, 1080)), ("a4", (794, 1123))]
)
@pytest.mark.parametrize("name", ["map", "timeline"])
def test_a_preset_has_its_size_in_every_format(name, preset, size):
    here = told("from=2024-12&to=2024-12")
    assert Image.open(io.BytesIO(figure(name, here, "png", preset))).size == size
    twice = Image.open(io.BytesIO(figure(name, here, "png2x", preset)))
    assert twice.size == tuple(2 * side for side in size)
    root = ET.fromstring(figure(name, here, "svg", preset))
    assert (root.get("width"), root.get("height")) == tuple(map(str, size))
    (page,) = PdfReader(io.BytesIO(figure(name, here, "pdf", preset))).pages
    assert [round(float(side) / 0.75) for side in page.mediabox[2:]] == list(size)


def test_an_article_figure_is_680_pixels_wide_and_as_high_as_it_needs():
    root = ET.fromstring(figure("map", told(), "svg").decode())
    assert root.get("width") == "680"
    assert float(root.get("height")) > 700


def test_a_pdf_holds_its_words_as_text():
    (page,) = PdfReader(io.BytesIO(figure("map", told("from=2024-12&to=2024-12"), "pdf"))).pages
    text = page.extract_text()
    assert "37 people reportedly left" in text
    assert "혜산" in text


@pytest.mark.parametrize("form", ["png", "svg"])
@pytest.mark.parametrize("name", ["map", "timeline"])
def test_the_same_view_gives_the_same_bytes(name, form):
    assert figure(name, told(), form, "social") == figure(name, told(), form, "social")


def test_nothing_is_cut_off_by_the_edge_of_a_preset():
    for preset in PRESETS:
        root = ET.fromstring(
            figure(
                "map", told("layer=dispatch&layer=baselines&layer=plans"), "svg", preset
            ).decode()
        )
        height = float(root.get("height"))
        for line in root.findall(f"{SVG}text"):
            assert 0 < float(line.get("y")) < height, (preset, "".join(line.itertext()))


def test_without_a_claim_a_figure_says_so_and_is_no_zero():
    text = words(figure("map", told("from=2019-01&to=2019-01&origin=musan"), "svg").decode())
    assert "No claim matches these choices. That is not a report of nothing." in re.sub(
        r"\s+", " ", text
    )


def test_the_projects_fonts_draw_every_name_of_a_place():
    columns = ["name_en", "name_ko", "name_hanja", "name_ja", "name_zh", "name_ru"]
    signs = sorted({sign for name in columns for text in DATA.places[name] for sign in text})
    assert {"혜", "惠", "ハ", "Х"} <= set(signs)
    for style in ("Regular", "SemiBold", "Bold", "SemiBoldItalic"):
        font = ImageFont.truetype(str(FONTS / f"NkmapSans-{style}.ttf"), 40)
        missing = bytes(font.getmask("\U0010fffd"))
        lacking = [s for s in signs if s.strip() and bytes(font.getmask(s)) == missing]
        assert lacking == [], f"{style}: run static/fonts/build.py for {lacking}"


@pytest.mark.parametrize(
    ("font", "columns"),
    [
        ("Sans-Regular", ["name_en", "name_ko", "name_hanja", "name_ja", "name_zh", "name_ru"]),
        ("Sans-Bold", ["name_en", "name_ko"]),
        ("Sans-SemiBoldItalic", ["name_en"]),
        ("Serif-Bold", ["name_en"]),
    ],
)
def test_a_published_page_carries_the_letters_of_the_names_it_shows(font, columns):
    signs = sorted({sign for name in columns for text in DATA.places[name] for sign in text})
    drawn = ImageFont.truetype(str(FONTS / "web" / f"Nkmap{font}.woff2"), 40)
    missing = bytes(drawn.getmask("\U0010fffd"))
    lacking = [s for s in signs if s.strip() and bytes(drawn.getmask(s)) == missing]
    assert lacking == [], f"{font}: run static/fonts/build.py for {lacking}"


def test_every_kind_is_told_by_its_shape_where_there_is_no_colour():
    grey = Svg(defaultdict(lambda: "#000000"))
    shapes = [grey.picture(symbols.glyph_icon(kind)) for kind in Kind if kind in LIGHT.kinds]
    assert len(set(shapes)) == len(shapes)


def run(capsysbinary, *argv):
    code = cli.main(argv)
    out, err = capsysbinary.readouterr()
    return code, out.decode(errors="replace"), err.decode()


def test_the_command_writes_a_figure_and_says_what_it_shows(tmp_path, capsysbinary):
    file = tmp_path / "december@2x.png"
    code, out, err = run(
        capsysbinary,
        "figure",
        "map",
        "--view",
        "?from=2024-12&to=2024-12&kind=rumours",
        "--preset",
        "social",
        "-o",
        str(file),
    )
    assert (code, out) == (
        0,
        f"{file}: 20 of 140 claims shown; 102 in layers that are off; 18 outside these months. "
        "On this map: 6 claims; 14 of kinds that no map places: 2 Promised pay, 2 Contract length, "
        "2 Trend, 4 Recruiting, 3 Conditions, 1 Limitation.\n",
    )
    assert err == "These parts of the link cannot be used: kind=rumours (not in this dataset).\n"
    assert Image.open(io.BytesIO(file.read_bytes())).size == (2400, 1260)


def test_the_command_offers_every_figure_format_and_preset():
    offered = {param.name: param.type for param in cli.nkmap.commands["figure"].params}
    assert offered["figure"].choices == tuple(FIGURES)
    assert offered["preset"].choices == tuple(PRESETS)
    assert {name: form.ending for name, form in FIGURE_FORMATS.items()} == PICTURES
