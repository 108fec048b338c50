"""``nkmap cite``: how a claim, a view or the dataset is said and cited."""

from __future__ import annotations

import argparse
from pathlib import Path

from nkmap.cite import FORMATS, Citation, of_claim, of_dataset, of_view, write
from nkmap.claim import records
from nkmap.cli import asked, output
from nkmap.cli.command import DATA, Answer, Command, Option, WrongUsage
from nkmap.cli.output import lines
from nkmap.cli.reading import load
from nkmap.csv_files import visible
from nkmap.dataset import Dataset
from nkmap.export import Export
from nkmap.wording import files_and_links

_NAMES = ", ".join(FORMATS)
_ENDINGS = ", ".join(form.ending for form in FORMATS.values())


def _run(choices: argparse.Namespace) -> Answer:
    endings = {name: own.ending for name, own in FORMATS.items()}
    form = asked.format_of(COMMAND.program, choices.format, choices.output, endings) or "text"
    address = asked.address(COMMAND.program, choices.address)
    if sum((choices.claim_id is not None, choices.view is not None, choices.all)) != 1:
        raise _wrong("name one of these: a claim by its id, --view QUERY, or --all")
    data = load(choices)
    citation, remarks = _citation(data, choices, address)
    if choices.output is None or choices.output in asked.STANDARD_OUTPUT:
        text = FORMATS[form].make(citation)
        # Text is for reading; whatever a program reads is handed on byte by byte.
        return Answer(out=text if form == "text" else write(form, citation), err=lines(*remarks))
    path = Path(choices.output)
    output.to_file(path, write(form, citation))
    count = len(citation.references)
    told = f"{visible(str(path))}: {count} reference{'' if count == 1 else 's'}"
    return Answer(out=lines(told), err=lines(*remarks))


def _wrong(words: str) -> WrongUsage:
    return WrongUsage(COMMAND.program, words)


def _citation(
    data: Dataset, choices: argparse.Namespace, address: str
) -> tuple[Citation, tuple[str, ...]]:
    """What was asked for as a citation, with what must be said on the way."""
    if choices.all:
        return of_dataset(data, address), ()
    if choices.view is not None:
        view, dropped = asked.view(data, choices.view)
        first = files_and_links.FIRST_PERIOD_ONLY if view.versus_first else ""
        return of_view(Export.of(data, view, address, dropped)), (
            files_and_links.asked_in_vain(dropped),
            first,
        )
    return of_claim(data, asked.claim(choices.claim_id, records(data.claims)), address), ()


COMMAND = Command(
    "cite",
    "Say and cite a claim, a view or the dataset.",
    "Write how a claim or a view may be said in one hedged sentence, and its references: whoever "
    "published it first, then nkmap with the version of the data, the licence and the link. A "
    "copy that is a relay or weak is named as such. A date is as fine as it is known, and a title "
    "that our copy does not carry is left out. The day of asking is left out, so the same data "
    "give the same text. Only the format text has the sentence.",
    (
        Option(("CLAIM_ID",), "The claim's id.", may_miss=True),
        Option(
            ("--view",),
            "Cite what a view shows instead: the query string of a link to the dashboard, or the "
            "whole link.",
            "QUERY",
        ),
        Option(("--all",), "Cite the dataset instead, with every publication in it."),
        Option(
            ("--format",),
            f"One of {_NAMES}. Without it, the ending of FILE tells ({_ENDINGS}), else text.",
            "FORMAT",
        ),
        Option(
            ("-o", "--output"),
            "The file to write. Without it, or with -, standard output.",
            "FILE",
        ),
        asked.ADDRESS_OPTION,
        DATA,
    ),
    (
        ("cite AP2501-20", "Say and cite the claim AP2501-20."),
        ("cite AP2501-20 --format bibtex", "Its source and nkmap as BibTeX."),
        (
            "cite --view 'from=2024-10&kind=departed' -o departed.ris",
            "Write what a view rests on to a file for a reference manager.",
        ),
        ("cite --all --format csl -o nkmap.json", "Write every publication and nkmap."),
    ),
    {
        0: "It was said, or the file was written.",
        1: "No claim has that id, the dataset has problems, or FILE cannot be written.",
        2: "The command line cannot be followed.",
    },
    _run,
)
