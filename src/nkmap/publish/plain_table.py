"""A table that is only read: no row of it opens anything."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap.publish.escape import text


def plain_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()
) -> str:
    """Rows of words under their heads; the first cell names its row, ``numbers`` stand right.

    On a phone each cell says which column it is of. An empty cell is a dash: nothing was stated.
    """
    right = set(numbers)
    head = "".join(
        f'<th scope="col"{_number(index in right)}>{text(name)}</th>'
        for index, name in enumerate(heads)
    )
    body = "".join(_row(heads, row, right) for row in rows)
    return (
        f'<div class="nk-table"><table><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(heads: Sequence[str], row: Sequence[str], right: set[int]) -> str:
    cells = [
        f'<{_tag(index)}{_number(index in right)} data-label="{text(head)}">{text(cell) or "–"}'
        f"</{_tag(index).split()[0]}>"
        for index, (head, cell) in enumerate(zip(heads, row, strict=True))
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _tag(index: int) -> str:
    return "td" if index else 'th scope="row"'


def _number(is_number: bool) -> str:  # noqa: FBT001 - it is the question itself
    return ' class="nk-number"' if is_number else ""
