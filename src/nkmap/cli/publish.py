"""``nkmap publish``: a view, a site or a briefing, for readers who have no nkmap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from nkmap import dataset
from nkmap.characters import visible
from nkmap.cli.command import (
    THEMES,
    Command,
    address_option,
    data_option,
    evidence_of,
    remarks_on,
    theme_option,
    view_option,
    web_address,
)
from nkmap.cli.output import Answer, handed_over, lines, to_folder, why_not
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.evidence import Evidence
from nkmap.figures.colours import Theme
from nkmap.story import Step, checked, taken
from nkmap.wording import counts

if TYPE_CHECKING:
    from nkmap.web.site import Site

_ONLY_FOR = (
    ("query", "--view", ("html", "site")),
    ("theme", "--theme", ("pptx",)),
    ("address", "--address", ("html", "site")),
    ("site_address", "--site-address", ("site",)),
)
"""Options that go with some of the things to write, by the names of their values."""


@click.command(cls=Command)
@click.option("--html", metavar="FILE", help="The HTML file to write; - is standard output.")
@click.option(
    "--site",
    metavar="DIR",
    help="The folder to write: a new or empty one, or one that holds an earlier site, which is "
    "replaced.",
)
@click.option("--pptx", metavar="FILE", help="The PowerPoint file to write; - is standard output.")
@view_option("What --html holds and --site opens on", "Without it, what the dashboard opens on.")
@click.option(
    "--story",
    metavar="[FILE]",
    is_flag=False,
    flag_value="",
    help="Add the steps of the briefing to a page or site. With FILE, those of a story.csv of your "
    "own; one whose steps are not held by the claims is refused, with every problem at once. "
    "Slides without it show the dataset's story.",
)
@theme_option("Of slides: ")
@address_option
@click.option(
    "--site-address",
    metavar="URL",
    callback=web_address,
    help="Where the site will stand: for its sitemap, its feed and the cards of shared links.",
)
@data_option
@click.pass_context
def publish(
    ctx: click.Context,
    *,
    html: str | None,
    site: str | None,
    pptx: str | None,
    query: str | None,
    story: str | None,
    theme: str,
    address: str,
    site_address: str,
    folder: Path,
) -> Answer:
    """Write a view as a page, a site of linked pages, or the briefing as slides.

    Readers need no nkmap for it. --html: one HTML file that needs no network, with map, months,
    table, claims, sources and method. --site: a folder of linked pages for any web server, with a
    page for each claim, place and source, the data in every format, a feed of changes and
    embed.html for frames. --pptx: the briefing as PowerPoint, a slide per step, every word real
    text, with claims and sources as speaker notes. What is written is written whole or not at all.
    """
    targets = {"html": html, "site": site, "pptx": pptx}
    ways = [name for name, target in targets.items() if target is not None]
    if len(ways) != 1 or not targets[ways[0]]:
        raise click.UsageError("name one thing to write: --html FILE, --site DIR or --pptx FILE")
    for name, option, fitting in _ONLY_FOR:
        is_given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if is_given and ways[0] not in fitting:
            named = " or ".join(f"--{way}" for way in fitting)
            raise click.UsageError(f"{option} goes with {named}, not with --{ways[0]}")
    if site is not None and (refused := why_not(Path(site))):
        return Answer(1, err=f"{visible(site)}: {refused}. Nothing was written.\n")
    data = dataset.load(folder)
    steps = _steps(data, story or "") if pptx is not None or story is not None else ()
    if pptx is not None:
        return _slides(pptx, data, steps, THEMES[theme])
    evidence = evidence_of(data, query, address)
    if html is not None:
        return _page(html, evidence, steps)
    # It brings a renderer, as the pages and the slides do, which no other command waits for.
    from nkmap.web.site import Site  # noqa: PLC0415

    return _site(Path(site or ""), Site(evidence, steps, site_address))


def _page(file: str, evidence: Evidence, steps: tuple[Step, ...]) -> Answer:
    from nkmap.web.page_file import TooMany, page  # noqa: PLC0415

    try:
        made = page(evidence, steps)
    except TooMany as error:
        return Answer(1, err=f"{error} Nothing was written.\n")
    return handed_over(made, file, evidence.counting, remarks_on(evidence))


def _site(folder: Path, site: Site) -> Answer:
    count = to_folder(folder, site.files(), site.count)
    no_address = "No --site-address: no sitemap and no cards of shared links were written."
    remarks = lines(site.opening.asked_in_vain, "" if site.address else no_address)
    claims = counts.claim_count(len(site.opening.published))
    return Answer(out=lines(f"{visible(str(folder))}: {count:,} files, {claims}"), err=remarks)


def _slides(file: str, data: Dataset, steps: tuple[Step, ...], theme: Theme) -> Answer:
    if not steps:
        return Answer(1, err="The story has no steps. Nothing was written.\n")
    from nkmap.publish.powerpoint import presentation  # noqa: PLC0415

    made = presentation(data, steps, theme)
    return handed_over(made, file, counts.plural(len(steps), "slide"), "")


def _steps(data: Dataset, file: str) -> tuple[Step, ...]:
    """The steps of the dataset, or of a reader's own file; raises ``InvalidDataset``."""
    if not file:
        return data.steps
    steps, wrong = checked(taken(Path(file)), data.claims, data.known)
    if wrong:
        raise InvalidDataset(tuple(replace(problem, file=file) for problem in wrong))
    return steps
