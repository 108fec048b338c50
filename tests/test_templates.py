"""Pieces of pages are macros of templates: whoever calls one calls one that is there, in full."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import nodes

import nkmap
from nkmap.publish import templates
from nkmap.publish.templates import TEMPLATES

PACKAGE = Path(nkmap.__file__).parent


@cache
def parsed(template: str) -> nodes.Template:
    return TEMPLATES.parse((PACKAGE / template).read_text())


@cache
def macros(template: str) -> dict[str, nodes.Macro]:
    """The pieces of a template."""
    return {macro.name: macro for macro in parsed(template).find_all(nodes.Macro)}


def calls_of_python() -> Iterator[tuple[str, str, str, int, set[str]]]:
    """Every call of a piece: where it stands, the template, the piece, and what it is given."""
    for file in PACKAGE.rglob("*.py"):
        tree = list(ast.walk(ast.parse(file.read_text())))
        imports = [node for node in tree if isinstance(node, ast.ImportFrom)]
        known = {a.name for i in imports if i.module == templates.__name__ for a in i.names}
        for node in tree:
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=piece)) if (
                    name in known
                ):
                    template = f"publish/{name.removesuffix('_html')}.html"
                    named = {str(word.arg) for word in node.keywords}
                    yield f"{file.stem}:{node.lineno}", template, piece, len(node.args), named


def calls_of_templates() -> Iterator[tuple[str, str, str, int, set[str]]]:
    """The same of templates, which call their own pieces and those that they import."""
    for file in PACKAGE.rglob("*.html"):
        own = str(file.relative_to(PACKAGE))
        tree = parsed(own)
        whole = {one.target: one.template.value for one in tree.find_all(nodes.Import)}
        known = {name: (own, name) for name in macros(own)}
        for one in tree.find_all(nodes.FromImport):
            pairs = [(n, n) if isinstance(n, str) else n for n in one.names]
            known |= {alias: (one.template.value, name) for name, alias in pairs}
        for call in tree.find_all(nodes.Call):
            match call.node:
                case nodes.Name(name=name) if name in known:
                    template, piece = known[name]
                case nodes.Getattr(node=nodes.Name(name=name), attr=piece) if name in whole:
                    template = whole[name]
                case _:
                    continue
            named = {word.key for word in call.kwargs}
            yield f"{file.stem}:{call.lineno}", template, piece, len(call.args), named


@cache
def calls() -> tuple[tuple[str, str, str, int, set[str]], ...]:
    """All of them, looked for by the test alone: whoever collects tests reads no source."""
    return (*calls_of_python(), *calls_of_templates())


def test_a_piece_that_is_called_is_there_and_gets_what_it_needs():
    wrong = []
    for at, template, piece, count, named in calls():
        macro = macros(template).get(piece)
        names = [argument.name for argument in macro.args] if macro else []
        needed = set(names[: len(names) - len(macro.defaults)]) if macro else set()
        if not macro or count > len(names) or not needed <= {*names[:count], *named} <= set(names):
            wrong.append((at, template, piece))
    assert wrong == []


def test_every_piece_is_called():
    called = {(template, piece) for _, template, piece, *_ in calls()}
    files = [str(file.relative_to(PACKAGE)) for file in PACKAGE.rglob("*.html")]
    assert {(file, piece) for file in files for piece in macros(file)} == called
