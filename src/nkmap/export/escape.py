"""Text from data into spreadsheets: a cell that looks like a formula is text.

Spreadsheet programs run a cell of a CSV file that begins with one of these characters. An
apostrophe before it makes it text in all of them; ``decoded`` takes it away again.
"""

from __future__ import annotations

import re

_BEGUN = r"['\s]*[=+\-@|%\t\r\n＝＋－＠]"
"""What a spreadsheet may take for the beginning of a formula or a command.

Some programs skip spaces before it, and those for Japanese take the wide forms as well. A cell
that has an apostrophe of its own there gets one more, so that only ours is taken away.
"""
_FORMULA = re.compile(_BEGUN)
ESCAPED = rf"^'(?={_BEGUN})"
"""What was put before a cell, as a pattern: replacing it by nothing gives the cell back."""


def cell(text: str) -> str:
    """A text as a cell that no spreadsheet runs."""
    return f"'{text}" if _FORMULA.match(text) else text


def decoded(text: str) -> str:
    """The text that ``cell`` was given."""
    return re.sub(ESCAPED, "", text)


_AFTER_A_MARK = re.compile(rf"(?<=[,;\t\"'])(?={_BEGUN})")


def line(text: str) -> str:
    """A text outside the cells of a CSV file: whatever mark parts cells, none is a formula."""
    return _AFTER_A_MARK.sub("'", " ".join(text.split()))
