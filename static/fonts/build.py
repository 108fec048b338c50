"""Rebuild the fonts in this folder: what figures and published files are set in.

A picture is drawn without a browser and must look the same on every machine, so its letters travel
with the project. Run it only when letters are missing (a test names them)::

    pip install fonttools brotli
    python static/fonts/build.py NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc

Without the two files it makes only those for browsers again, from the others.

Latin, Greek and Cyrillic come from the Source fonts inside Streamlit; the syllables of Korean and
the characters of the names in ``data/places.csv`` from Noto Sans CJK. All are under the SIL Open
Font License, which wants a changed font to have another name: these are called Nkmap.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.merge import Merger
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib import instancer

HERE = Path(__file__).parent
MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
DATA = HERE.parents[1] / "data"
LETTERS = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x370, 0x400),
    *range(0x400, 0x460),
    *range(0x2010, 0x2028),
    *(0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192),
    *(0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
}
ON_A_PAGE = {*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2028)}
"""Letters of a page, beside those of the names below; a reader's own fonts have the rest."""
NAMES_ON_A_PAGE = {
    "Nkmap Sans Regular": ("name_en", "name_ko", "name_hanja", "name_zh", "name_ja", "name_ru"),
    "Nkmap Sans Bold": ("name_en", "name_ko"),  # the map's
    "Nkmap Sans SemiBold Italic": ("name_en",),
    "Nkmap Serif Bold": ("name_en",),
}
"""The fonts of a page, and the columns of ``data/places.csv`` that it sets in them."""
SOURCES = (
    ("SourceSansVF-Upright*.woff2", "Nkmap Sans", "Regular", {"wght": 400}),
    ("SourceSansVF-Upright*.woff2", "Nkmap Sans", "SemiBold", {"wght": 600}),
    ("SourceSansVF-Upright*.woff2", "Nkmap Sans", "Bold", {"wght": 700}),
    ("SourceSansVF-Italic*.woff2", "Nkmap Sans", "SemiBold Italic", {"wght": 600}),
    ("SourceSerifVariable-Roman*.woff2", "Nkmap Serif", "Bold", {"wght": 700, "opsz": 20}),
)
WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}


def korean() -> set[int]:
    """The 2,350 syllables of the Korean standard set."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
    return {ord(pair.decode("euc_kr")) for pair in rows}


def named() -> set[int]:
    """The characters of East Asian scripts in the names of places."""
    text = (DATA / "places.csv").read_text(encoding="utf-8")
    return {ord(sign) for sign in text if 0x2E80 <= ord(sign) <= 0xD7FF}


def in_columns(columns: Sequence[str]) -> set[int]:
    """The characters of some columns of the places."""
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        return {ord(sign) for row in csv.DictReader(file) for name in columns for sign in row[name]}


def smaller(font: TTFont, letters: set[int]) -> TTFont:
    """A font with these letters and without what only a screen needs."""
    options = subset.Options(
        hinting=False, layout_features=["kern", "liga", "locl"], notdef_outline=True
    )
    options.drop_tables += ["DSIG", "STAT", "MVAR", "BASE", "VORG", "vhea", "vmtx"]
    cut = subset.Subsetter(options)
    cut.populate(unicodes=letters)
    cut.subset(font)
    return font


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a font its own name, and keep the notes on copyright and licence."""
    table, weight = font["name"], style.split(maxsplit=1)[0]
    italic = "Italic" in style
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    postscript = f"{family}-{style}".replace(" ", "")
    basic = style if style in ("Regular", "Bold") else "Italic" if italic else "Regular"
    group = family if weight in ("Regular", "Bold") else f"{family} {weight}"
    for number, text in (
        (1, group),
        (2, basic),
        (3, postscript),
        (4, f"{family} {style}"),
        (6, postscript),
        (16, family),
        (17, style),
    ):
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[weight]
    selection = font["OS/2"].fsSelection & ~0b1100001
    font["OS/2"].fsSelection = selection | (1 if italic else 0) | (32 if weight == "Bold" else 0)
    font["head"].macStyle = (1 if weight == "Bold" else 0) | (2 if italic else 0)
    # The same bytes whenever it is made.
    font["head"].created = font["head"].modified = 3_600_000_000


def save(font: TTFont, family: str, style: str) -> None:
    """Write a font, the same bytes each time."""
    rename(font, family, style)
    font.recalcTimestamp = False
    font.save(HERE / f"{file_name(family, style)}.ttf")


def file_name(family: str, style: str) -> str:
    """A font's name in this folder, without an ending."""
    return f"{family}-{style}".replace(" ", "")


def save_for_browsers(family: str, style: str) -> None:
    """Write once more what a published page needs of a font, if it is set in it."""
    columns = NAMES_ON_A_PAGE.get(f"{family} {style}")
    if columns:
        name = file_name(family, style)
        whole = TTFont(HERE / f"{name}.ttf", recalcTimestamp=False)
        web = smaller(whole, ON_A_PAGE | in_columns(columns))
        web.flavor = "woff2"
        web.save(HERE / "web" / f"{name}.woff2")


def quadratic(font: TTFont) -> TTFont:
    """The outlines of a font as the other kind of curves, so that it can join one of those."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, drawn
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"):
        setattr(maxp, field, 0)
    for field in ("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 2.0, [], {}
    del font["CFF "]
    font.sfntVersion = "\000\001\000\000"
    return font


def joined(latin: TTFont, asian: TTFont) -> TTFont:
    """One font with the letters of both, because a renderer sets all of a text in one font."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{folder}/latin.ttf", f"{folder}/asian.ttf"]
        for font, name in zip((latin, asian), names, strict=True):
            for table in ("GSUB", "GPOS", "GDEF", "vhea", "vmtx"):
                if table in font and (font is asian or table == "GDEF"):
                    del font[table]
            font.save(name)
        return Merger().merge(names)


def make_all(regular: str, bold: str) -> None:
    """Make the fonts that pictures are drawn with."""
    for pattern, family, style, axes in SOURCES:
        latin = TTFont(next(MEDIA.glob(pattern)), recalcTimestamp=False)
        latin.flavor = None
        font = smaller(instancer.instantiateVariableFont(latin, axes), LETTERS)
        if "Serif" not in family:
            file = regular if style == "Regular" else bold
            letters = named() | (korean() if style == "Bold" else set())
            asian = TTFont(file, fontNumber=1, recalcTimestamp=False)  # the Korean face
            font = joined(font, quadratic(smaller(asian, letters)))
        save(font, family, style)


def main(files: Sequence[str]) -> None:
    """Make every font of this folder, or without files those for browsers only."""
    if files:
        make_all(*files)
    for _, family, style, _ in SOURCES:
        save_for_browsers(family, style)


if __name__ == "__main__":
    main(sys.argv[1:])
