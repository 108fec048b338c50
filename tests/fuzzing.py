"""Valid input changed at random, and what must hold whatever comes of it.

Everything is a pure function of a ``random.Random``: a seed and a number give the same input again.
``python tests/fuzz.py`` runs as many as it is told.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from urllib.parse import parse_qsl, quote

import pandas as pd
from hostile import ADDRESS, TEXTS

from nkmap import dataset, story
from nkmap.characters import UNPRINTABLE, composed, searched
from nkmap.csv_files import Problem
from nkmap.dates import BadDate, parse
from nkmap.schema import TABLES, Field
from nkmap.view import Known, View, from_query

Files = Mapping[str, bytes]
Rows = list[list[str]]

VALID: Mapping[str, Rows] = {
    "sources": [
        ["S1", "P", "A title", "", "A;B", "2025-01", "2025-02", "en", "https://example.org/a", "", "", "original"],
        ["S2", "Q", "", "", "", "", "", "ko", "https://example.org/b", "", "S1 says", "weak copy"],
    ],
    "places": [
        ["hoeryong", "Hoeryong", "회령", "會寧", "", "", "", "Hoeryŏng", "city", "KP", "KP-09", "42.4411", "129.746", "3", "north-korea", "", "", "", "X"],
        ["north-korea", "North Korea", "", "", "", "", "", "", "country", "KP", "", "", "", "6", "", "", "", "", ""],
        ["russia", "Russia", "", "", "", "", "", "", "country", "RU", "", "", "", "6", "", "", "", "", ""],
    ],
    "routes": [
        ["C2", "1", "hoeryong", "origin", "unknown"],
        ["C2", "2", "russia", "destination", "rail"],
    ],
    "changes": [["2026-12-01", "0.1.0", "C1", "best", "1", "2", "First."]],
    "questions": [["q", "How many?", "origin=hoeryong"]],
    "searches": [["s", "russia", "2010/2026-11", "2026-11", "No figure for Russia was found."]],
    "story": [
        ["1", "Who was chosen.", "About 200 people were reportedly selected in Hoeryong.", "", "kind=selected&origin=hoeryong&claim=C1"],
    ],
}  # fmt: skip
CLAIMS = (
    {"claim_id": "C1", "source_id": "S1", "locator": "1", "said_by": "A", "said_by_kind": "media",
     "evidence": "heard", "layer": "dispatch", "kind": "selected", "group": "civilian workers",
     "best": "200", "unit": "people", "qualifier": "about", "when": "2024-11-15/..",
     "origin": "hoeryong", "destination": "russia", "conflicts_with": "C3", "summary": "Words.",
     "origin_group": "G1", "status": "current"},
    {"claim_id": "C2", "source_id": "S1", "locator": "2", "said_by": "A", "said_by_kind": "media",
     "evidence": "heard", "layer": "dispatch", "kind": "route", "missing_reason": "not applicable",
     "summary": 'On, by "rail".', "origin_group": "G2", "status": "current"},
    {"claim_id": "C3", "source_id": "S2", "locator": "3", "said_by": "B", "said_by_kind": "media",
     "evidence": "not stated", "layer": "dispatch", "kind": "departed", "group": "civilian workers",
     "low": "30", "high": "40", "spread": "between", "unit": "people", "when": "2024-12~",
     "origin": "hoeryong;north-korea", "destination": "russia", "conflicts_with": "C1",
     "part_of": "C1", "summary": "One line\nand another.", "origin_group": "G1",
     "status": "superseded", "superseded_by": "C1"},
)  # fmt: skip
NUMBERS = (
    "0", "1", "3", "37", "-1", "-0", "007", "1.5", "1e3", "1e999", "NaN", "nan", "inf", "-inf",
    "Infinity", "1,000", "1_000", "0x10", "٣", "½", "９", "NA", "n/a", "9" * 13, "9" * 30, "9" * 5000,
    "0" * 5000 + "7", "90.00001", "1" * 400 + ".5",
)  # fmt: skip
DATES = (
    "2024", "2024-12", "2024-12-31", "2024-12~", "2024?", "2024%", "2024-21", "2024-24", "2024-25",
    "2024-33", "2024-41", "2024-13", "2024-02-30", "2024-02-29", "2023-02-29", "0000", "0001-01",
    "9999-12-31", "1899", "2101", "/2017", "2017/", "../2017", "2024-11-15/..", "../..", "..", "/",
    "2024-12/2024-10", "2024/2024", "2024/2024/2024", "2024-1X", "20XX", "Y170000002", "2024-W01-1",
    "20241231", "{2024..2025}", "[2024,2025]", "2024-12-31T00:00", "٢٠٢٤", "2024-12-31 ", "-2024",
    "2024-" * 2000, "(" * 5000, "2024~" * 500, "?" * 3000, "2024-01/" + "9" * 4000,
)  # fmt: skip
ODD = (
    *TEXTS, ADDRESS, "", " ", " a", "a ", "\x00", "a\x00b", "\x1b[31mred", "\x07", "\u202e", "\ufeff",
    "\u2028", "\x85", "\r", "a\r\nb", "a\nb", '"', '""', ",", ";", ";;;", "a;a", "C1;C1", "C1;C2;C3",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "http://", "http://[", "http://[::1",
    "https://a b", "http://\u202ea", "//x", "http://x:99999/", "x" * 10_000, "x" * 10_001, "가" * 3000,
    "a;" * 4000, "C1;" * 3000, "**b** $x$ :red[x] [a](javascript:1)", "{{x}}", "%s %n {0}", "../../etc/passwd",
    "claim=C1", "kind=departed", "origin=hoeryong&kind=departed", "from=2024-12&to=2024-01", "?q=a", "%",
    "%zz=%ff", "&&&==", "q=" + "x" * 5000, "layer=military", "claim=C1&claim=C3", "step=0", "🎈", "e\u0301",
)  # fmt: skip
LONGEST_WAIT = 30.0
"""Seconds that nothing small may take, on a busy machine; what hangs takes longer."""


def files() -> dict[str, bytes]:
    """A small valid dataset, by file names."""
    claims = [[row.get(name, "") for name in TABLES["claims"].columns] for row in CLAIMS]
    return {
        f"{name}.csv": written([list(TABLES[name].columns), *rows])
        for name, rows in {"claims": claims, **VALID}.items()
    }


def written(rows: Rows) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- datasets, changed


def mutated(valid: Files, random: Random) -> dict[str, bytes | None]:
    """The files with one change, or with some; ``None`` for a file that is not there."""
    found: dict[str, bytes | None] = dict(valid)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        name = random.choice(("claims.csv", "claims.csv", *found))
        raw = found[name]
        if raw is None:
            continue
        change = random.choice(IN_ROWS) if random.random() < 0.7 else random.choice(IN_BYTES)
        found[name] = _in_rows(name, raw, change, random) if change in IN_ROWS else change(raw, random)  # fmt: skip
    return found


def _in_rows(name: str, raw: bytes, change: Callable[..., None], random: Random) -> bytes:
    try:
        text = raw.decode("utf-8-sig", "surrogatepass")
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except (UnicodeDecodeError, csv.Error):
        return raw
    if not rows or not all(rows):
        return raw
    change(rows, name.removesuffix(".csv"), random)
    return written(rows)


def _some_cell(rows: Rows, random: Random) -> tuple[int, int]:
    row = random.randrange(1, len(rows)) if len(rows) > 1 else 0
    return row, random.randrange(len(rows[row])) if rows[row] else 0


def _fitting(field: Field | None, random: Random) -> str:
    """A value that its column may hold, so that rules over several cells are reached."""
    if field is None:
        return random.choice(ODD)
    if field.allowed:
        return random.choice(field.allowed)
    if field.refers_to or "id" in field.name or field.name in ("origin", "destination"):
        known = (
            "C1",
            "C2",
            "C3",
            "S1",
            "S2",
            "hoeryong",
            "russia",
            "north-korea",
            "q",
            "hoeryongg",
        )
        return ";".join(random.sample(known, random.choice((1, 1, 2))))
    by_type = {"integer": NUMBERS, "number": NUMBERS, "edtf": DATES, "date": DATES}
    return random.choice(by_type.get(field.type, ODD))


def _another_value(rows: Rows, name: str, random: Random) -> None:
    row, column = _some_cell(rows, random)
    if rows[row]:
        by_name = {field.name: field for field in TABLES[name].fields}
        title = rows[0][column] if column < len(rows[0]) else ""
        rows[row][column] = _fitting(by_name.get(title), random)


def _odd_value(rows: Rows, _: str, random: Random) -> None:
    row, column = _some_cell(rows, random)
    if rows[row]:
        rows[row][column] = random.choice((*ODD, *NUMBERS, *DATES, _any_text(random)))


def _emptied(rows: Rows, _: str, random: Random) -> None:
    row, column = _some_cell(rows, random)
    if rows[row]:
        rows[row][column] = ""


def _swapped_cells(rows: Rows, _: str, random: Random) -> None:
    (one, left), (two, right) = _some_cell(rows, random), _some_cell(rows, random)
    if rows[one] and rows[two]:
        rows[one][left], rows[two][right] = rows[two][right], rows[one][left]


def _columns_in_another_order(rows: Rows, _: str, random: Random) -> None:
    order = list(range(len(rows[0])))
    random.shuffle(order)
    if all(len(row) == len(order) for row in rows):
        rows[:] = [[row[at] for at in order] for row in rows]


def _column_dropped(rows: Rows, _: str, random: Random) -> None:
    at = random.randrange(len(rows[0]))
    rows[:] = [row[:at] + row[at + 1 :] for row in rows]


def _column_twice(rows: Rows, _: str, random: Random) -> None:
    at = random.randrange(len(rows[0]))
    rows[:] = [[*row, *row[at : at + 1]] for row in rows]


def _column_renamed(rows: Rows, _: str, random: Random) -> None:
    at = random.randrange(len(rows[0]))
    rows[0][at] = random.choice((rows[0][at].upper(), rows[0][at] + " ", rows[0][at][1:], *ODD))


def _row_dropped(rows: Rows, _: str, random: Random) -> None:
    del rows[random.randrange(len(rows))]


def _row_twice(rows: Rows, _: str, random: Random) -> None:
    at = random.randrange(len(rows))
    rows.insert(random.randrange(len(rows) + 1), list(rows[at]))


def _rows_in_another_order(rows: Rows, _: str, random: Random) -> None:
    body = rows[1:]
    random.shuffle(body)
    rows[1:] = body


def _cell_too_many(rows: Rows, _: str, random: Random) -> None:
    row, column = _some_cell(rows, random)
    rows[row].insert(column, random.choice(ODD))


def _cell_too_few(rows: Rows, _: str, random: Random) -> None:
    row, column = _some_cell(rows, random)
    del rows[row][column : column + 1]


def _blank_row(rows: Rows, _: str, random: Random) -> None:
    width = random.choice((0, 1, len(rows[0])))
    rows.insert(random.randrange(len(rows) + 1), [""] * width)


IN_ROWS: tuple[Callable[..., None], ...] = (
    *(_another_value,) * 6, *(_odd_value,) * 3, _emptied, _emptied, _swapped_cells,
    _columns_in_another_order, _column_dropped, _column_twice, _column_renamed, _row_dropped,
    _row_twice, _rows_in_another_order, _cell_too_many, _cell_too_few, _blank_row,
)  # fmt: skip


def _bytes_changed(raw: bytes, random: Random) -> bytes:
    found = bytearray(raw)
    for _ in range(random.choice((1, 1, 3, 20))):
        if found:
            found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found)


def _bytes_put_in(raw: bytes, random: Random) -> bytes:
    at = random.randrange(len(raw) + 1)
    some = (b'"', b"\x00", b",", b"\r", b"\n", b"\r\n", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf",
            b"\xe2\x80\xae", b'"""', b"\x1a", b"\\", b"'", random.randbytes(8))  # fmt: skip
    return raw[:at] + random.choice(some) + raw[at:]


def _cut_short(raw: bytes, random: Random) -> bytes:
    return raw[: random.randrange(len(raw) + 1)]


def _piece_dropped(raw: bytes, random: Random) -> bytes:
    one, two = sorted((random.randrange(len(raw) + 1), random.randrange(len(raw) + 1)))
    return raw[:one] + raw[two:]


def _piece_twice(raw: bytes, random: Random) -> bytes:
    one, two = sorted((random.randrange(len(raw) + 1), random.randrange(len(raw) + 1)))
    return raw[:two] + raw[one:]


def _other_line_ends(raw: bytes, random: Random) -> bytes:
    return raw.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\r\r\n", b"\n\r")))


def _other_separators(raw: bytes, random: Random) -> bytes:
    return raw.replace(b",", random.choice((b";", b"\t", b"|", b", ")))


def _other_quotes(raw: bytes, random: Random) -> bytes:
    return raw.replace(b'"', random.choice((b"", b"'", b'""', b'\\"')))


def _byte_order_marks(raw: bytes, random: Random) -> bytes:
    return b"\xef\xbb\xbf" * random.choice((1, 1, 2)) + raw


def _other_encoding(raw: bytes, random: Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp949")), "replace")  # fmt: skip


def _nothing(_: bytes, random: Random) -> bytes | None:
    return random.choice((None, b"", b"\n", b" \r\n\t", b"\xef\xbb\xbf", b"\x00", b'""', b","))


IN_BYTES: tuple[Callable[..., bytes | None], ...] = (
    _bytes_changed, _bytes_changed, _bytes_put_in, _bytes_put_in, _cut_short, _piece_dropped,
    _piece_twice, _other_line_ends, _other_separators, _other_quotes, _byte_order_marks,
    _other_encoding, _nothing,
)  # fmt: skip


def _any_text(random: Random) -> str:
    kinds = ((32, 126), (0, 31), (0x80, 0x2FF), (0x2000, 0x206F), (0xAC00, 0xD7A3), (0x1F300, 0x1F6FF))  # fmt: skip
    return "".join(chr(random.randint(*random.choice(kinds))) for _ in range(random.randrange(12)))


class Folder:
    """A data folder that is changed file by file, so that no file is written in vain."""

    def __init__(self, path: Path) -> None:
        path.mkdir(exist_ok=True)
        self.path = path
        self._held: dict[str, bytes | None] = {}

    def hold(self, wanted: Mapping[str, bytes | None]) -> Path:
        for name, raw in wanted.items():
            if name in self._held and self._held[name] == raw:
                continue
            if raw is None:
                (self.path / name).unlink(missing_ok=True)
            else:
                (self.path / name).write_bytes(raw)
            self._held[name] = raw
        return self.path


def dataset_faults(path: Path) -> tuple[bool, list[str]]:
    """Whether a folder opens, and everything it does that no folder may do."""
    try:
        opened = dataset.load(path)
    except dataset.InvalidDataset as error:
        if not error.problems:
            return False, ["refused without a word"]
        return False, [fault for problem in error.problems for fault in _address_faults(path, problem)]  # fmt: skip
    return True, list(_lost(opened, path))


def _read_by_python(file: Path) -> tuple[list[str], dict[int, list[str]], int]:
    """Header, records by the line they start on, and the number of lines, as ``csv`` reads them, composed."""
    text = file.read_bytes().decode("utf-8-sig", "replace") if file.is_file() else ""
    reader = csv.reader(io.StringIO(text, newline=""))
    records: dict[int, list[str]] = {}
    start = 1
    try:
        for record in ([composed(cell) for cell in row] for row in reader):
            if record and (records or any(map(str.strip, record))):
                records[start] = record
            start = reader.line_num + 1
    except csv.Error:
        pass
    lines = len(re.findall(r"\r\n|\r|\n", text)) + 1
    return (records.pop(min(records)) if records else []), records, lines


def _lost(opened: dataset.Dataset, path: Path) -> Iterator[str]:
    """What stands in the files and not in the dataset that was made of them."""
    for name, table in TABLES.items():
        header, records, _ = _read_by_python(path / table.file)
        text, typed = opened.texts[name].frame, getattr(opened, name)
        if not len(records) == len(text) == len(typed):
            yield f"{table.file}: {len(records)} rows, {len(text)} read, {len(typed)} held"
            continue
        for field in table.fields:
            cells = [record[header.index(field.name)] for record in records.values()]
            if cells != list(text[field.name]):
                yield f"{table.file}: {field.name} is not as it stands in the file"
            filled = name == "claims" and field.name == "access"  # from its source, where empty
            meant = [_meant(cell, field.type) for cell in cells]
            if not filled and meant != [_held(value, field.type) for value in typed[field.name]]:
                yield f"{table.file}: {field.name} is held as something else"


def _meant(cell: str, type_: str) -> object:
    if type_ == "list":
        return tuple(part.strip() for part in cell.split(";") if part.strip())
    if type_ in ("integer", "number"):
        return float(cell) if cell else None
    return cell


def _held(value: object, type_: str) -> object:
    if type_ in ("integer", "number"):
        return None if pd.isna(value) else float(value)
    return value


def _address_faults(path: Path, problem: Problem) -> Iterator[str]:
    """What is wrong with the place that a problem names, and with how it is printed."""
    told = str(problem)
    if UNPRINTABLE.search(told) or "\n" in told:
        yield f"steers a terminal: {told!r}"
    if not (problem.wrong and problem.remedy and len(told) < 2000):
        yield f"not told in words: {told[:300]!r}"
    if problem.file not in {table.file for table in TABLES.values()}:
        yield f"no such file: {told[:300]!r}"
        return
    header, records, lines = _read_by_python(path / problem.file)
    if not 1 <= problem.line <= lines:
        yield f"no such line of {lines}: {told[:300]!r}"
    columns = next(table.columns for table in TABLES.values() if table.file == problem.file)
    if problem.column == "header":
        if problem.value not in {*header, *columns}:
            yield f"no such name in the header: {told[:300]!r}"
    elif problem.column:
        record = records.get(problem.line)
        if problem.column not in header or record is None:
            yield f"no such cell: {told[:300]!r}"
        elif record[header.index(problem.column)] != problem.value:
            yield f"another value stands there: {told[:300]!r}"


# ---------------------------------------------------------------- links, changed

KEYS = (
    "from", "to", "kind", "origin", "destination", "source", "evidence", "precision", "sector",
    "group", "origin-group", "number", "q", "layer", "known", "undated", "dated", "claim", "place",
    "question", "frame", "vs-from", "vs-to", "by", "rows", "column", "sort", "order", "page", "step",
    "story", "show",
)  # fmt: skip
VALUES = (
    "C1", "C2", "C3", "S1", "S2", "hoeryong", "russia", "north-korea", "q", "G1", "G2", "selected",
    "departed", "route", "dispatch", "military", "baselines", "heard", "not-stated", "given", "none",
    "hide", "2024-11", "2024-12", "2024-13", "1999-01", "9999-12", "0000-00", "2024-12-31",
    "2023-02-29", "route", "wide", "cities", "origin", "kind", "month-place", "figure", "when",
    "descending", "1", "2", "0", "-1", "007", "99999999999999999999", "own", "who", "notes", "window",
)  # fmt: skip
BITS = (
    "%", "%%", "%00", "%0a", "%0D%0A", "%ff", "%ED%A0%80", "%F0%9F%8E%88", "%u0041", "+", "&", "&&",
    "=", "==", ";", "#", "?", "\x00", "\n", "\u202e", "\ud800", "\udfff", "가", "[]", "<script>",
    "javascript:", "'", '"', "\\", "/../", "\ufeff", "x" * 300,
)  # fmt: skip


def link(random: Random) -> str:
    """A query string as a reader, a bot or an old mail may send it."""
    pairs = [
        (random.choice(KEYS), random.choice(VALUES)) for _ in range(random.choice((0, 1, 2, 4, 9)))
    ]
    if random.random() < 0.3:
        pairs += pairs
    if random.random() < 0.4:
        pairs.append((random.choice((*KEYS, "embed", "utm_source", "KIND", "kind ", "")), random.choice((*ODD[:60], *NUMBERS[:20], *DATES[:40]))))  # fmt: skip
    if random.random() < 0.3:
        random.shuffle(pairs)
    text = "&".join(f"{quote(k, safe=' ', errors='replace')}={quote(v, errors='replace') if random.random() < 0.8 else v}" for k, v in pairs)  # fmt: skip
    for _ in range(random.choice((0, 0, 1, 1, 3))):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(BITS) + text[at + random.choice((0, 0, 1, 4)) :]
    if random.random() < 0.002:
        text += "&q=" + "x" * random.choice((19_900, 30_000, 1_000_000))
    return ("?" if random.random() < 0.1 else "") + text


def link_faults(query: str, known: Known) -> Iterator[str]:
    """What a link does that no link may do."""
    view, dropped = from_query(query, known)
    again, lost = from_query(view.to_query(), known)
    if again != view or lost:
        yield f"does not come back: {view.to_query()!r}, {lost}"
    if len(set(dropped)) != len(dropped) or not all(dropped):
        yield f"told twice or not at all: {dropped}"
    if len(query) > 20_000:
        if view != View() or len(dropped) != 1:
            yield "a link that is too long was followed"
        return
    # What still stands in the view's own link was not dropped; everything else must be told.
    kept = set(parse_qsl(view.to_query(), keep_blank_values=True))
    told = "\n".join(dropped)
    for key, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace"):
        value = composed(value)  # noqa: PLW2901
        value = " ".join(value.split()) if key == "q" else value  # noqa: PLW2901
        is_default = (key, value) in {
            ("layer", "dispatch"), ("frame", "route"), ("by", "origin"), ("rows", "month-place"),
            ("page", "1"), ("step", "1"),
        } or (key == "q" and not searched(value))  # fmt: skip
        is_kept = (key, value) in kept or (key == "q" and searched(value) == view.search)
        if key in ("embed", "embed_options") or is_kept or is_default:
            continue
        if f"{key}={value}" not in told and f"{key} (" not in told:
            yield f"dropped without a word: {key}={value!r}"


# ---------------------------------------------------------------- dates and stories, changed


def date_text(random: Random) -> str:
    """Text that is a date, nearly one, or nothing of the kind."""
    text = random.choice(DATES) if random.random() < 0.8 else random.choice(ODD)
    for _ in range(random.choice((0, 0, 1, 1, 2, 5))):
        at = random.randrange(len(text) + 1)
        bits = (
            "0",
            "1",
            "2",
            "9",
            "-",
            "/",
            "..",
            "~",
            "?",
            "%",
            "X",
            "T",
            " ",
            "\n",
            "é",
            "٢",
            "2024",
        )
        text = text[:at] + random.choice(bits) + text[at + random.choice((0, 1, 1, 2)) :]
    return text


def date_faults(text: str) -> Iterator[str]:
    """What a text does that is no date, or a date whose ends are not in order."""
    try:
        period = parse(text)
    except BadDate as error:
        if not str(error):
            yield f"refused without a word: {text[:100]!r}"
        return
    first, last = period.first_day, period.last_day
    if first is None and last is None:
        yield f"no end is known: {text!r}"
    if first and last and first > last:
        yield f"ends before it starts: {text!r}"
    for day in filter(None, (first, last)):
        if not 1900 <= day.year <= 2101:
            yield f"outside the years: {text!r}"


def story_file(random: Random) -> bytes:
    """A reader's story.csv, changed."""
    raw: bytes | None = files()["story.csv"]
    for _ in range(random.choice((1, 1, 2, 4))):
        if raw is None:
            return b""
        change = random.choice((*IN_ROWS, *IN_BYTES))
        raw = _in_rows("story.csv", raw, change, random) if change in IN_ROWS else change(raw, random)  # fmt: skip
    return raw or b""


def story_faults(raw: bytes, data: dataset.Dataset, folder: Path) -> Iterator[str]:
    """What a reader's own file does that none may do, opened to be mended and held to the claims."""
    (folder / "story.csv").write_bytes(raw)
    _, records, _ = _read_by_python(folder / "story.csv")
    for steps, wrong in (
        story.opened(raw, data.known),
        story.checked(raw, data.claims, data.known),
    ):
        if bool(steps) == bool(wrong) and records:
            yield f"neither steps nor problems, or both: {raw[:200]!r}"
        if not wrong and len(steps) != len(records):
            yield f"{len(records)} steps in the file, {len(steps)} opened"
        for problem in wrong:
            yield from _address_faults(folder, problem)
        for step in steps:
            story.step_problems(step, data.claims, data.known)
