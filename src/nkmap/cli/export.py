"""``nkmap export``: the claims of a view, as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from nkmap.cli import asked, output
from nkmap.cli.command import DATA, Answer, Command, Option, WrongUsage
from nkmap.cli.output import lines
from nkmap.cli.reading import load
from nkmap.csv_files import visible
from nkmap.dataset import Dataset
from nkmap.export import FORMATS, Export, file_name
from nkmap.export import write as made_into
from nkmap.view import ALL_LAYERS, View
from nkmap.wording import counts, files_and_links

_NAMES = ", ".join(FORMATS)
_ENDINGS = ", ".join(form.ending for form in FORMATS.values())


def _run(choices: argparse.Namespace) -> Answer:
    form = _format(choices.format, choices.output)
    address = asked.address(COMMAND.program, choices.address)
    if choices.all and choices.view is not None:
        raise _wrong("--all and --view: choose one")
    data = load(choices)
    view, dropped = _view(data, choices)
    export = Export.of(data, view, address, dropped)
    raw = made_into(form, export)
    counted = counts.counting(export.selection)
    remarks = [
        files_and_links.asked_in_vain(dropped),
        f"{files_and_links.EMPTY} The file has no rows." if not export.selection.count else "",
        files_and_links.FIRST_PERIOD_ONLY if view.versus_first else "",
    ]
    if choices.output in asked.STANDARD_OUTPUT:
        return Answer(out=raw, err=lines(*remarks, counted))
    path = Path(choices.output or file_name(export, form))
    output.to_file(path, raw)
    return Answer(out=lines(f"{visible(str(path))}: {counted}"), err=lines(*remarks))


def _wrong(words: str) -> WrongUsage:
    return WrongUsage(COMMAND.program, words)


def _format(named: str | None, file: str | None) -> str:
    """The format that is named, else the one the file's ending tells."""
    endings = {name: form.ending for name, form in FORMATS.items()}
    found = asked.format_of(COMMAND.program, named, file, endings)
    if found is None and file is None:
        raise _wrong(f"name a format with --format ({_NAMES}), or a file with -o")
    if found is None:
        raise _wrong(f"-o {file} has no ending that tells the format; name one: {_NAMES}")
    return found


def _view(data: Dataset, choices: argparse.Namespace) -> tuple[View, tuple[str, ...]]:
    if choices.all:
        return View(layers=ALL_LAYERS), ()
    return asked.view(data, choices.view)


COMMAND = Command(
    "export",
    "Write the claims of a view to a file.",
    "Write the claims that a view selects to a file, with their hedges, their sources, the link "
    "and the count of what the view hides: what every page shows for the same link. Of a link "
    "that compares two periods the first is written. A view that asks for what is not in the "
    "dataset becomes the nearest view. What was dropped, and that a view selects no claim, is said "
    "on standard error. The file is written whole or not at all.",
    (
        Option(
            ("--view",),
            "What to write: the query string of a link to the dashboard, or the whole link. "
            "Without it, what the dashboard opens on.",
            "QUERY",
        ),
        Option(("--all",), "Write every claim of every layer instead."),
        Option(
            ("--format",),
            f"One of {_NAMES}. Without it, the ending of FILE tells ({_ENDINGS}).",
            "FORMAT",
        ),
        Option(
            ("-o", "--output"),
            "The file to write; - is standard output. Without it, a file in this folder whose "
            "name tells the version of the data and how many claims are in it.",
            "FILE",
        ),
        asked.ADDRESS_OPTION,
        DATA,
    ),
    (
        (
            "export --view 'from=2024-10&kind=departed' --format csv -o departed.csv",
            "Write who was reported to have departed since October 2024.",
        ),
        ("export --all -o everything.xlsx", "Write every claim; the ending tells the format."),
        (
            "export --view 'https://example.org/timeline?from=2024-10' --format geojson",
            "Write the claims that a copied link selects.",
        ),
        ("export --all --format csv -o - | head -3", "Look at the first lines."),
    ),
    {
        0: "The file was written, even if the view was narrowed or shows no claim.",
        1: "The dataset has problems, or FILE cannot be written. Nothing was written.",
        2: "The command line cannot be followed.",
    },
    _run,
)
