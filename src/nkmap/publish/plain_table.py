"""A table that is only read: no row of it opens anything."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap.publish.escape import text


def plain_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()
) -> str:
    """Rows of words under their heads; the first cell names its row, ``numbers`` stand right.

    On a phone each cell says which column it is of. An empty cell, where nothing was stated, is a
    dash, and on a phone left out.
    """
    right = set(numbers)
    head = "".join(
        f'<th scope="col"{_style(is_number=index in right)}>{text(name)}</th>'
        for index, name in enumerate(heads)
    )
    body = "".join(_row(heads, row, right) for row in rows)
    return (
        f'<div class="nk-table"><table><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(heads: Sequence[str], row: Sequence[str], right: set[int]) -> str:
    cells = [
        _cell("td" if index else "th", head, cell, is_number=index in right)
        for index, (head, cell) in enumerate(zip(heads, row, strict=True))
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, head: str, cell: str, *, is_number: bool) -> str:
    scope = ' scope="row"' if tag == "th" else ""
    style = _style(is_number=is_number, is_empty=not cell)
    return f'<{tag}{scope}{style} data-label="{text(head)}">{text(cell) or "–"}</{tag}>'


def _style(*, is_number: bool, is_empty: bool = False) -> str:
    names = [*(["nk-number"] if is_number else []), *(["nk-empty"] if is_empty else [])]
    return f' class="{" ".join(names)}"' if names else ""
