"""``nkmap publish``: a view, a site or a briefing, for readers who have no nkmap."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nkmap.cli import asked, folders, output
from nkmap.cli.command import DATA, Answer, Command, Option, WrongUsage
from nkmap.cli.output import lines
from nkmap.cli.reading import load
from nkmap.csv_files import visible
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.story import Step, checked, read, taken
from nkmap.wording import counts, files_and_links


def _run(choices: argparse.Namespace) -> Answer:
    asked_for = [name for name in WAYS if getattr(choices, name) is not None]
    if len(asked_for) != 1 or not getattr(choices, asked_for[0]):
        raise _wrong("name one thing to write: --html FILE, --site DIR or --pptx FILE")
    way = asked_for[0]
    for option, ways in _ONLY_FOR.items():
        if getattr(choices, option) is not None and way not in ways:
            named = " or ".join(f"--{own}" for own in ways)
            raise _wrong(f"--{option.replace('_', '-')} goes with {named}, not with --{way}")
    return WAYS[way](choices)


def _html(choices: argparse.Namespace) -> Answer:
    address = asked.address(COMMAND.program, choices.address)
    data = load(choices)
    view, dropped = asked.view(data, choices.view)
    steps = () if choices.story is None else _steps(data, choices.story)
    # It brings a renderer, which no other command waits for.
    from nkmap.publish.told import Told  # noqa: PLC0415
    from nkmap.web.page_file import TooMany, page  # noqa: PLC0415

    told = Told(data, view, address, dropped=dropped)
    try:
        made = page(told, steps)
    except TooMany as error:
        return Answer(1, err=f"{error} Nothing was written.\n")
    remarks = lines(
        files_and_links.asked_in_vain(dropped),
        "" if told.selection.count else files_and_links.EMPTY,
        files_and_links.FIRST_PERIOD_ONLY if view.versus_first else "",
    )
    if choices.html in asked.STANDARD_OUTPUT:
        return Answer(out=made, err=remarks + lines(told.counting))
    path = Path(choices.html)
    output.to_file(path, made)
    return Answer(out=lines(f"{visible(str(path))}: {told.counting}"), err=remarks)


def _site(choices: argparse.Namespace) -> Answer:
    dashboard = asked.address(COMMAND.program, choices.address)
    address = ""
    if choices.site_address is not None:
        address = asked.web_address(COMMAND.program, "--site-address", choices.site_address)
    folder = Path(choices.site)
    if refused := folders.why_not(folder):
        return Answer(1, err=f"{visible(str(folder))}: {refused}. Nothing was written.\n")
    data = load(choices)
    view, dropped = asked.view(data, choices.view)
    steps = () if choices.story is None else _steps(data, choices.story)
    from nkmap.web.site import Site  # noqa: PLC0415 - see above

    site = Site(data, view, steps, dashboard, address, dropped)
    count = folders.write(folder, site.files(), site.count)
    remarks = lines(
        files_and_links.asked_in_vain(dropped),
        ""
        if address
        else "No --site-address: no sitemap and no cards of shared links were written.",
    )
    claims = counts.claim_count(len(site.opening.everything))
    told = f"{visible(str(folder))}: {count:,} files, {claims}"
    return Answer(out=lines(told), err=remarks)


def _pptx(choices: argparse.Namespace) -> Answer:
    theme = choices.theme or "light"
    if theme not in ("light", "dark"):
        raise _wrong(f"--theme {theme}: no such theme; use light or dark")
    data = load(choices)
    steps = _steps(data, choices.story or "")
    if not steps:
        return Answer(1, err="The story has no steps. Nothing was written.\n")
    # It brings a library for slides and one for pictures, which no other command waits for.
    from nkmap.publish.slides import presentation  # noqa: PLC0415

    path = Path(choices.pptx)
    output.to_file(path, presentation(data, steps, "dark" if theme == "dark" else "light"))
    count = f"{len(steps)} slide{'' if len(steps) == 1 else 's'}"
    return Answer(out=lines(f"{visible(str(path))}: {count}"))


WAYS: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "html": _html,
    "site": _site,
    "pptx": _pptx,
}
_ONLY_FOR = {
    "view": ("html", "site"),
    "theme": ("pptx",),
    "address": ("html", "site"),
    "site_address": ("site",),
}


def _wrong(words: str) -> WrongUsage:
    return WrongUsage(COMMAND.program, words)


def _steps(data: Dataset, file: str) -> tuple[Step, ...]:
    """The steps of the dataset, or of a reader's own file; raises ``InvalidDataset``."""
    if not file:
        return read(data.story, data.known)
    steps, wrong = checked(taken(Path(file)), data.claims, data.known)
    if wrong:
        raise InvalidDataset(tuple(replace(problem, file=file) for problem in wrong))
    return steps


COMMAND = Command(
    "publish",
    "Write a view as one page, a site of linked pages, or the briefing as slides.",
    "Write what readers can open without nkmap. --html: one HTML file that needs no network, "
    "with map, months, table, claims, sources and method. --site: a folder of linked pages for "
    "any web server, with a page for each claim, place and source, the data in every format, a "
    "feed of changes and embed.html for frames. --pptx: the briefing as PowerPoint, a slide per "
    "step, every word real text, with claims and sources as speaker notes. What is written is "
    "written whole or not at all.",
    (
        Option(("--html",), "The HTML file to write; - is standard output.", "FILE"),
        Option(
            ("--site",),
            "The folder to write: a new or empty one, or one that holds an earlier site, which is "
            "replaced.",
            "DIR",
        ),
        Option(("--pptx",), "The PowerPoint file to write.", "FILE"),
        Option(
            ("--view",),
            "What --html holds and --site opens on: the query string of a link to the dashboard, "
            "or the whole link. Without it, what the dashboard opens on.",
            "QUERY",
        ),
        Option(
            ("--story",),
            "Add the steps of the briefing to a page or site. With FILE, those of a story.csv of "
            "your own; one whose steps are not held by the claims is refused, with every problem "
            "at once. Slides without it show the dataset's story.",
            "FILE",
            may_miss=True,
        ),
        Option(("--theme",), "Of slides: light or dark; without it, light.", "THEME"),
        asked.ADDRESS_OPTION,
        Option(
            ("--site-address",),
            "Where the site will stand: for its sitemap, its feed and the cards of shared links.",
            "URL",
        ),
        DATA,
    ),
    (
        ("publish --html nkmap.html", "Write what the dashboard opens on as one file."),
        (
            "publish --html december.html --view 'from=2024-12&to=2024-12' --story",
            "Write one month, and the story, as one file.",
        ),
        (
            "publish --site public --site-address https://example.org/nkmap",
            "Write a site of linked pages.",
        ),
        (
            "publish --pptx mine.pptx --story story.csv --theme dark",
            "Write a story of your own as slides for a dark room.",
        ),
    ),
    {
        0: "It was written, even if the view was narrowed or shows no claim.",
        1: "The dataset or the story has problems, slides have no steps, a page would hold too "
        "many claims, or FILE or DIR cannot be written. Nothing was written.",
        2: "The command line cannot be followed.",
    },
    _run,
)
