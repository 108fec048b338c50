"""The shipped data with hostile text in every cell that may hold any text."""

import csv
import shutil
from pathlib import Path

from nkmap import dataset
from nkmap.schema import TABLES, Field

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
IN_STORY = tuple(
    f"{text} No number is reported." for text in TEXTS if not any(map(str.isdigit, text))
)
"""A story may say anything but a number that none of its claims holds."""
ADDRESS = 'http://x.invalid/\'=1+1?a=<script>&b="c"'


def takes_any_text(field: Field) -> bool:
    is_free = not (field.allowed or field.pattern or field.refers_to)
    return field.type in ("string", "list") and is_free and field.name not in ("view", "column")


def copy_of_shipped(folder: Path) -> Path:
    """A data folder with one of ``TEXTS`` in every cell that takes any text, blank or not."""
    shutil.copytree(dataset.SHIPPED, folder)
    for table in TABLES.values():
        file = folder / table.file
        with file.open(encoding="utf-8", newline="") as given:
            rows = list(csv.DictReader(given))
        for at, field in enumerate(table.fields):
            for number, row in enumerate(rows):
                if takes_any_text(field):
                    texts = IN_STORY if table.name == "story" else TEXTS
                    row[field.name] = texts[(number + at) % len(texts)]
                elif row[field.name] and field.type == "url":
                    row[field.name] = ADDRESS
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, table.columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder
