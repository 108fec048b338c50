"""Texts are measured with the project's own fonts, a little wider than any browser draws them."""

import base64
from pathlib import Path

import pytest
import streamlit
from frozen import DATA

from nkmap.claim import records
from nkmap.figures.typography import text_width, wrap
from nkmap.project_files import STATIC_FOLDER
from nkmap.wording import captions, hedges

FONTS = STATIC_FOLDER / "fonts"
SCREEN = Path(streamlit.__file__).parent / "static" / "static" / "media"
NAMES = ["name_en", "name_ko", "name_hanja", "name_ja", "name_zh", "name_ru"]


def test_a_text_is_as_wide_as_its_letters_and_a_fiftieth():
    # The letters' widths at a size of 1,000, as Source Sans has them.
    drawn = (534 + 247 + 547 + 544 + 247 + 247 + 544) / 1000 * 20
    assert text_width("Sinuiju", 20) == pytest.approx(drawn * 1.02, rel=0.002)


def test_weight_and_slant_have_their_own_widths_and_size_only_scales():
    plain = text_width("not reported", 10)
    bold = text_width("not reported", 10, bold=True)
    italic = text_width("not reported", 10, italic=True)
    assert (plain, bold, italic) == pytest.approx((54.6, 57.8, 53.3), abs=0.5)
    assert text_width("not reported", 25, bold=True) == pytest.approx(2.5 * bold)
    assert text_width("not reported", 10, bold=True, italic=True) == italic


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("혜산시", 2.76, 3.0),
        ("丹东", 2.0, 2.1),
        ("ハサン", 3.0, 3.1),
        ("🙂", 1.3, 1.5),
        ("عربي", 2, 4),
    ],
)
def test_letters_that_a_machine_takes_from_fonts_of_its_own_have_room(text, least, most):
    assert least <= text_width(text, 1) <= most


def test_signs_that_are_not_seen_take_no_room():
    hidden = "\u200bRa\u200d\u202eso\u0301n\ufeff\u2069"
    assert text_width(hidden, 14) == pytest.approx(text_width("Rason", 14))
    assert text_width("", 14) == 0


def test_words_are_wrapped_where_the_line_ends_and_never_broken():
    room = text_width("about 200 people", 13, bold=True)
    words = "about 200 people were chosen"
    assert wrap(words, 13, room, bold=True) == ("about 200 people", "were chosen")
    assert wrap("Vladivostok", 13, 10) == ("Vladivostok",)
    assert wrap("", 13, 10) == ("",)


STYLES = [("400", {}), ("700", {"bold": True}), ("italic 600", {"italic": True})]
FACES = [
    ("Nkmap", "400", "normal", FONTS / "NkmapSans-Regular.ttf"),
    ("Nkmap", "700", "normal", FONTS / "NkmapSans-Bold.ttf"),
    ("Nkmap", "600", "italic", FONTS / "NkmapSans-SemiBoldItalic.ttf"),
    ("Streamlit", "200 900", "normal", next(SCREEN.glob("SourceSansVF-Upright*"))),
    ("Streamlit", "200 900", "italic", next(SCREEN.glob("SourceSansVF-Italic*"))),
]
MEASURED = """async rows => {
  const fonts = [...new Set(rows.map(([, font]) => font))];
  await Promise.all(fonts.map(font => document.fonts.load(font)));
  const text = document.querySelector('text');
  return rows.map(([words, font]) => {
    text.style.font = font;
    text.textContent = words;
    return text.getComputedTextLength();
  });
}"""


def shipped_labels() -> list[str]:
    """Every name, figure and date that a map writes beside a mark."""
    names = {name for column in NAMES for name in DATA.places[column] if name.strip()}
    told = records(DATA.claims)
    figures = {words(claim) for claim in told for words in (hedges.figure, captions.mark_note)}
    return sorted(names | {words for words in figures if words.strip()})


def test_no_label_is_wider_in_a_browser_than_measured_nor_far_narrower(browser):
    labels = shipped_labels()
    assert {"Hyesan", "두만강역"} <= set(labels)
    rows = [
        (text, f"{style} 13px {families}", more)
        for text in labels
        for style, more in STYLES
        # What a font of the screen lacks comes from ours, whatever fonts this machine has.
        for families in ("Nkmap", "Streamlit, Nkmap")
    ]
    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; font-style: {style};"
        f" src: url(data:font/any;base64,{base64.b64encode(path.read_bytes()).decode()}) }}"
        for family, weight, style, path in FACES
    )
    page = browser.new_page()
    page.set_content(f"<style>{faces}</style><svg><text></text></svg>")
    drawn = page.evaluate(MEASURED, [row[:2] for row in rows])
    page.close()
    shares = {
        (text, font): text_width(text, 13, **more) / width
        for (text, font, more), width in zip(rows, drawn, strict=True)
    }
    assert {row: share for row, share in shares.items() if not 1 <= share <= 1.08} == {}
