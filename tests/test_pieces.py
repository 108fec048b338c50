"""Pieces of pages are macros of templates: whoever calls one calls one that is there, in full."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import nodes

import nkmap
from nkmap.publish import templates
from nkmap.publish.templates import TEMPLATES

PACKAGE = Path(nkmap.__file__).parent


@cache
def macros(name: str) -> dict[str, nodes.Macro]:
    """The pieces of a template, by the name that Python has for it."""
    file = PACKAGE / "publish" / f"{name.removesuffix('_html')}.html"
    return {macro.name: macro for macro in TEMPLATES.parse(file.read_text()).find_all(nodes.Macro)}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call of a piece: where it stands, the template's name, and the call."""
    for file in PACKAGE.rglob("*.py"):
        tree = list(ast.walk(ast.parse(file.read_text())))
        imports = [node for node in tree if isinstance(node, ast.ImportFrom)]
        known = {a.name for i in imports if i.module == templates.__name__ for a in i.names}
        for node in tree:
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if name in known:
                    yield f"{file.stem}:{node.lineno}", name, node


CALLS = [pytest.param(name, call, id=at) for at, name, call in calls()]


@pytest.mark.parametrize(("template", "call"), CALLS)
def test_a_piece_that_is_called_is_there_and_gets_what_it_needs(template, call):
    macro = macros(template)[call.func.attr]
    names = [argument.name for argument in macro.args]
    given = {*names[: len(call.args)], *(word.arg for word in call.keywords)}
    assert len(call.args) <= len(names)
    assert set(names[: len(names) - len(macro.defaults)]) <= given <= set(names)


def test_every_template_of_pieces_is_called():
    assert {case.values[0] for case in CALLS} == {
        "answers", "claim_panel", "fragments", "slide_html", "source_list",
    }  # fmt: skip
