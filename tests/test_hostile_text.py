"""Text from data stays text: every output against every column that takes any text.

Each column holds a text of its own that would run, load, calculate or be drawn if an output took it for more than
text. Every output is read as its readers read it; the snapshot says which column is told where.
"""

import contextlib
import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
import reading
from frozen import DATA
from hostile import BEGINS, ENDS, hostile_folder, named_text, takes_any_text
from published import EVERYTHING, published

from nkmap import cite, cli, dataset, diff, export
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence
from nkmap.publish.figure_files import figure
from nkmap.publish.powerpoint import presentation
from nkmap.schema import TABLES

FREE = [
    (name, field.name)
    for name, table in TABLES.items()
    for field in table.fields
    if takes_any_text(field)
]
NAMED = re.compile(rf"{re.escape(BEGINS)}[\w.]+{re.escape(ENDS)}".replace("\u202e", "\u202e?"))
CLAIM = "AP2501-22"


# ---------------------------------------------------------------- how each output is read


def of_values(value: Any) -> Iterator[str]:
    """Every text in nested lists and tables."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from of_values(key)
            yield from of_values(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from of_values(inner)
    elif isinstance(value, str):
        yield value


def of_csv(raw: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@"))
            yield reading.decoded(cell)


def of_workbook(raw: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(raw)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                yield from of_values(cell.value)


def of_parquet(raw: bytes) -> Iterator[str]:
    table = pq.read_table(io.BytesIO(raw))
    yield from of_values(json.loads(table.schema.metadata[b"nkmap"]))
    for column in table.columns:
        yield from of_values(column.to_pylist())


def of_package(raw: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            read_as = {"json": of_json, "csv": of_table}.get(name.rpartition(".")[2], of_lines)
            yield from read_as(archive.read(name))


def of_table(raw: bytes) -> Iterator[str]:
    """A table for programs: its cells as they are in the dataset."""
    for row in csv.reader(io.StringIO(raw.decode(), newline="")):
        yield from row


def of_json(raw: bytes) -> Iterator[str]:
    yield from of_values(json.loads(raw))


def of_documents(raw: bytes) -> Iterator[str]:
    """Of JSON after JSON, with line breaks between and within."""
    text, decoder = raw.decode(), json.JSONDecoder()
    while text := text.lstrip():
        value, end = decoder.raw_decode(text)
        yield from of_values(value)
        text = text[end:]


def of_lines(raw: bytes) -> Iterator[str]:
    yield raw.decode()


def of_xml(raw: bytes) -> Iterator[str]:
    """Texts one after another, as they are seen; then the values of attributes."""
    root = ET.fromstring(raw)
    yield "".join(f"{element.text or ''} {element.tail or ''}" for element in root.iter())
    for element in root.iter():
        assert element.tag.rpartition("}")[2] != "x-y"
        assert not any(name.lower().startswith("on") for name in element.attrib)
        yield from element.attrib.values()


def of_slides(raw: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"ppt/(slides|notesSlides)/\w+\.xml|docProps/core.xml", name):
                yield " ".join(ET.fromstring(archive.read(name)).itertext())


class _Page(HTMLParser):
    """A page's text as it is seen, the values of its attributes, and the same of the markup in its scripts."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self._within, self._seen = "", []
        self.texts: list[str] = []
        self.feed(markup)
        self.close()
        self.texts.append(" ".join(self._seen))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "x-y"
        self._within = tag
        for name, value in attrs:
            assert not name.startswith("on")
            assert not (value or "").startswith("javascript:")
            self.texts.append(value or "")

    def handle_data(self, data: str) -> None:
        if self._within == "script" and data.startswith(("{", "[")):
            for value in of_values(json.loads(data)):
                is_markup = "<" in NAMED.sub("", value)
                self.texts.extend(_Page(value).texts if is_markup else [value])
        else:
            self._seen.append(data)


def of_page(raw: bytes) -> Iterator[str]:
    yield from _Page(raw.decode()).texts


def of_bibtex(raw: bytes) -> Iterator[str]:
    """As LaTeX sets it."""
    text = raw.decode()
    for command, sign in {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
                          "textasciitilde": "~", "textasciicircum": "^"}.items():  # fmt: skip
        text = text.replace(f"\\{command}{{}}", sign)
    yield re.sub(r"\\([$&#%_])", r"\1", text)


def of_terminal(raw: bytes) -> Iterator[str]:
    text = raw.decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    yield text


# ---------------------------------------------------------------- the outputs

Make = Callable[[Dataset], bytes]


def of_view(make: Callable[[Evidence], bytes]) -> Make:
    return lambda data: make(Evidence(data, EVERYTHING))


def exported(name: str) -> Make:
    return of_view(partial(export.write, name))


def cited(name: str) -> Make:
    """Every claim, the view of everything and the dataset."""

    def make(data: Dataset) -> Iterator[cite.Citation]:
        yield from (cite.of_claim(data, claim) for claim in data.records)
        yield cite.of_view(Evidence(data, EVERYTHING))
        yield cite.of_dataset(data)

    return lambda data: b"\n".join(cite.write(name, citation) for citation in make(data))


def drawn(name: str) -> Make:
    return of_view(lambda evidence: figure(name, evidence, "svg", "slide"))


def slides(data: Dataset) -> bytes:
    return presentation(data, data.steps)


def command(*words: str) -> Make:
    def make(data: Dataset) -> bytes:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        with contextlib.redirect_stdout(out):
            assert cli.main([*words, "--data", str(data.folder)]) == 0
        out.flush()
        return out.buffer.getvalue()

    return make


def changed(*, as_data: bool) -> Make:
    """How the dataset differs from one of ordinary words."""

    def make(data: Dataset) -> bytes:
        found = diff.compare(DATA, data)
        return (
            json.dumps(diff.as_data(found)) if as_data else diff.as_text(found, "old", "new")
        ).encode()

    return make


FILES = {
    "csv": of_csv,
    "xlsx": of_workbook,
    "geojson": of_json,
    "parquet": of_parquet,
    "datapackage": of_package,
}
CITATIONS = {"text": of_terminal, "bibtex": of_bibtex, "ris": of_lines, "csl": of_documents}
OUTPUTS: dict[str, tuple[Make, Callable[[bytes], Iterable[str]]]] = {
    **{f"export {name}": (exported(name), FILES[name]) for name in export.FORMATS},
    **{f"citation {name}": (cited(name), CITATIONS[name]) for name in cite.FORMATS},
    "map, SVG": (drawn("map"), of_xml),
    "timeline, SVG": (drawn("timeline"), of_xml),
    "slides, PPTX": (slides, of_slides),
    "command show": (command("show", CLAIM), of_terminal),
    "command show --json": (command("show", CLAIM, "--json"), of_json),
    "command diff": (changed(as_data=False), of_terminal),
    "command diff --json": (changed(as_data=True), of_json),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    return dataset.load(hostile_folder(folder, lambda *of: [named_text(*of)]))


def seen(text: str) -> str:
    """A text on one line, without the marks that turn its direction: some outputs leave these out."""
    return " ".join(text.replace("\u202e", "").split())


def how_told(texts: Sequence[str], table: str, column: str) -> str:
    """Say whether an output tells a column whole, in part (cut, or a sign in it written out) or not at all.

    Fails where what begins a text is not told with it: then it was taken for more than text.
    """
    name, whole = f"{table}.{column}", seen(named_text(table, column))
    holding = [text for text in texts if name in text]
    begun = sum(text.count(f"{BEGINS}{name}") for text in holding)
    assert begun == sum(text.count(name) for text in holding), [
        t for t in holding if f"{BEGINS}{name}" not in t
    ][:3]
    if not holding:
        return "-"
    return "whole" if any(whole in text for text in holding) else "in part"


def where_told(texts: Iterable[str]) -> dict[str, str]:
    """How each column that takes any text is told in an output."""
    found = [seen(text) for text in texts]
    return {".".join(column): how_told(found, *column) for column in FREE}


@pytest.mark.parametrize("output", OUTPUTS)
def test_text_from_data_is_told_as_it_is_and_is_never_more_than_text(hostile, output, snapshot):
    make, read_as = OUTPUTS[output]
    assert where_told(read_as(make(hostile))) == snapshot


@pytest.mark.long
def test_text_from_data_is_never_more_than_text_in_a_page(tmp_path_factory, snapshot):
    assert where_told(of_page(published(tmp_path_factory, "hostile").read_bytes())) == snapshot


@pytest.mark.long
@pytest.mark.parametrize(("ending", "read_as"), [("html", of_page), ("xml", of_xml)])
def test_text_from_data_is_never_more_than_text_in_a_site(
    tmp_path_factory, ending, read_as, snapshot
):
    files = published(tmp_path_factory, "hostile-site").rglob(f"*.{ending}")
    assert where_told(text for file in files for text in read_as(file.read_bytes())) == snapshot
