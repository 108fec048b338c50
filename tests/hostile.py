"""The frozen data with hostile text in every cell that may hold any text."""

import csv
import re
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from frozen import FOLDER

from nkmap.schema import TABLES, Field

TextsOf = Callable[[str, str], Sequence[str]]
"""The texts of a column, by its table and name."""
TEXTS = (
    "=1+1",
    '=HYPERLINK("http://x.invalid","a")',
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "'quoted'",
    "|calc",
    "%calc",
    "＝1+1",
    "<script>alert(1)</script>",
    '"quoted", with # and ; and newline-free commas',
    "one line\n# and another",
    "one\tcell",
    "road # 1",
    "_x0041_",
    "🚂 회령 Хасан",
    "37\u202e000",
)
ADDRESS = 'http://x.invalid/\'=1+1?a=<script>&b="c"'


BEGINS = "=<x-y/onclick=x>"
ENDS = '</x-y>\u202e & " onfocus="x() \' {{z}} \\x{y} [z](javascript:x) **w**'


def named_text(table: str, column: str) -> str:
    """A text that names its column between what would run, load, calculate or be drawn if it were more than text."""
    return f"{BEGINS}{table}.{column}{ENDS}"


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as given:
        return list(csv.DictReader(given))


def _few_claims() -> set[str]:
    claims = _rows(FOLDER / "claims.csv")
    alike = Counter()
    kept = set(re.findall(r"claim=([\w-]+)", (FOLDER / "story.csv").read_text(encoding="utf-8")))
    kept |= {row["claim_id"] for row in _rows(FOLDER / "routes.csv")}
    for row in claims:
        alike[row["kind"], row["layer"]] += 1
        if alike[row["kind"], row["layer"]] <= 2:
            kept.add(row["claim_id"])
    wholes = {row["claim_id"]: row["part_of"] for row in claims}
    while more := {wholes[claim] for claim in kept if wholes[claim]} - kept:
        kept |= more
    return kept


def _has_digit(text: str) -> bool:
    """A story may say anything but a number that none of its claims holds."""
    return any(map(str.isdigit, text))


RUNS = "window.pwned=true"
ATTACKS = (
    f"<img src=x onerror={RUNS}>",
    f"<svg onload={RUNS}>",
    f"<script>{RUNS}</script>",
    f"</script><script>{RUNS}</script>",
    f"--><img src=x onerror={RUNS}>",
    f"<iframe srcdoc='<script>parent.{RUNS}</script>'></iframe>",
    f'" onmouseover={RUNS} autofocus onfocus={RUNS} x="',
    f"' onclick={RUNS} '",
    f"<a href=javascript:{RUNS}>here</a>",
    f"[here](javascript:{RUNS}) ![i](http://x.invalid/i.png)",
    f"{{{{constructor.constructor('{RUNS}')()}}}} ${{{RUNS}}}",
    r"**bold** _slanted_ ~~struck~~ `code` $\sqrt x$ :red[red] :material/bolt: :tada:",
    "# heading",
    "<style>body{display:none}</style>",
    "<meta http-equiv=refresh content='url=http://x.invalid'>",
    "<b>bold</b> &lt;i&gt;",
    "\u202ethgir morf\u202c \u2066apart\u2069",
    '=HYPERLINK("http://x.invalid","here")',
)
"""What would run, load or be drawn if a text were taken for anything else."""
ATTACKING = f"http://x.invalid/?a=\"><img/src=x/onerror={RUNS}>&b='onclick={RUNS}"


def takes_any_text(field: Field) -> bool:
    is_free = not (field.allowed or field.pattern or field.refers_to)
    return field.type in ("string", "list") and is_free and field.name not in ("view", "column")


def hostile_folder(
    folder: Path, texts: Sequence[str] | TextsOf = TEXTS, address: str = ADDRESS
) -> Path:
    """A data folder with one of the texts in every cell that takes any text, blank or not.

    Texts may be given for each table and column. The folder holds what the story opens and two claims of each kind in each layer: enough for every text in every column.
    """
    texts_of = texts if callable(texts) else lambda _, __: texts
    shutil.copytree(FOLDER, folder)
    kept = _few_claims()
    for table in TABLES.values():
        file = folder / table.file
        rows = [row for row in _rows(file) if row.get("claim_id", "") in {*kept, ""}]
        for row in rows if table.name == "claims" else ():
            row["conflicts_with"] = ";".join(
                claim for claim in row["conflicts_with"].split(";") if claim in kept
            )
        for at, field in enumerate(table.fields):
            own = texts_of(table.name, field.name)
            if table.name == "story":
                own = [f"{text} No number is reported." for text in own if not _has_digit(text)]
            for number, row in enumerate(rows):
                if takes_any_text(field):
                    row[field.name] = own[(number + at) % len(own)]
                elif row[field.name] and field.type == "url":
                    row[field.name] = address
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, table.columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder
