"""Commands that write claims to files: ``nkmap export``, ``cite``, ``figure``, ``publish``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from nkmap import cite as citing
from nkmap import dataset
from nkmap.characters import visible
from nkmap.cli.command import (
    THEMES,
    Command,
    OneOf,
    address_option,
    claim_of,
    data_option,
    evidence_of,
    format_of,
    format_option,
    output_option,
    remarks_on,
    theme_option,
    view_option,
    web_address,
)
from nkmap.cli.output import STANDARD_OUTPUT, Answer, handed_over, lines, to_folder, why_not
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.evidence import Evidence
from nkmap.export import FORMATS, file_name, write
from nkmap.figures.colours import Theme
from nkmap.story import Step, checked, taken
from nkmap.view import ALL_LAYERS, View
from nkmap.wording import TEXTS, counts

if TYPE_CHECKING:
    from nkmap.web.pages import Site

EXPORTS = {name: form.ending for name, form in FORMATS.items()}


@click.command(cls=Command)
@view_option("What to write", "Without it, what the dashboard opens on.")
@click.option("--all", "everything", is_flag=True, help="Write every claim of every layer instead.")
@format_option(EXPORTS, f" ({', '.join(EXPORTS.values())}).")
@output_option(
    "The file to write; - is standard output. Without it, a file in this folder whose name tells "
    "the version of the data and how many claims are in it."
)
@address_option
@data_option
def export(
    *,
    query: str | None,
    everything: bool,
    form: str | None,
    file: str | None,
    address: str,
    folder: Path,
) -> Answer:
    """Write the claims of a view to a file.

    It holds the claims that the view selects, with their hedges, their sources, the link and the
    count of what the view hides: what every page shows for the same link. Of a link that compares
    two periods the first is written. A view that asks for what is not in the dataset becomes the
    nearest view. What was dropped, and that a view selects no claim, is said on standard error. The
    file is written whole or not at all.
    """
    form = format_of(EXPORTS, form, file)
    if everything and query is not None:
        raise click.UsageError("--all and --view: choose one")
    data = dataset.load(folder)
    if everything:
        evidence = Evidence(data, View(layers=ALL_LAYERS), address)
    else:
        evidence = evidence_of(data, query, address)
    remarks = remarks_on(evidence, f"{TEXTS['empty']} The file has no rows.")
    name = file or file_name(evidence, form)
    return handed_over(write(form, evidence), name, evidence.counting, remarks)


CITATIONS = {name: form.ending for name, form in citing.FORMATS.items()}


@click.command(cls=Command)
@click.argument("claim_id", required=False, help="The claim's id.")
@view_option("Cite what a view shows instead")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Cite the dataset instead, with every publication in it.",
)
@format_option(CITATIONS, f" ({', '.join(CITATIONS.values())}), else text.")
@output_option("The file to write. Without it, or with -, standard output.")
@address_option
@data_option
def cite(
    *,
    claim_id: str | None,
    query: str | None,
    everything: bool,
    form: str | None,
    file: str | None,
    address: str,
    folder: Path,
) -> Answer:
    """Say and cite a claim, a view or the dataset.

    Written is how a claim or a view may be said in one hedged sentence, and its references: whoever
    published it first, then nkmap with the version of the data, the licence and the link. A copy
    that is a relay or weak is named as such. A date is as fine as it is known, and a title that our
    copy does not carry is left out. The day of asking is left out, so the same data give the same
    text. Only the format text has the sentence.
    """
    form = format_of(CITATIONS, form, file, otherwise="text")
    if sum((claim_id is not None, query is not None, everything)) != 1:
        raise click.UsageError("name one of these: a claim by its id, --view QUERY, or --all")
    data = dataset.load(folder)
    remarks = ""
    if claim_id is not None:
        citation = citing.of_claim(data, claim_of(claim_id, data.records), address)
    elif everything:
        citation = citing.of_dataset(data, address)
    else:
        evidence = evidence_of(data, query, address)
        citation, remarks = citing.of_view(evidence), remarks_on(evidence, empty="")
    raw = citing.write(form, citation)
    if file is None or file in STANDARD_OUTPUT:
        # Text is for reading; whatever a program reads is handed on byte by byte.
        return Answer(out=raw.decode() if form == "text" else raw, err=remarks)
    count = counts.plural(len(citation.references), "reference")
    return handed_over(raw, file, count, remarks)


PICTURES = {"png": ".png", "png2x": "@2x.png", "svg": ".svg", "pdf": ".pdf"}


@click.command(cls=Command)
@click.argument(
    "figure",
    metavar="MAP_OR_TIMELINE",
    type=OneOf(("map", "timeline")),
    help="map or timeline.",
)
@view_option("What to draw", "Without it, what the dashboard opens on.")
@format_option(PICTURES, "; @2x.png is twice as sharp.")
@click.option(
    "--preset",
    type=OneOf(("article", "social", "slide", "a4")),
    default="article",
    metavar="PRESET",
    help="article (680 pixels wide), social (1200 x 630), slide (1920 x 1080) or a4; without it, "
    "article.",
)
@theme_option()
@output_option(
    "The file to write; - is standard output. Without it, a file in this folder whose name tells "
    "what is drawn."
)
@address_option
@data_option
def figure(
    *,
    figure: str,
    query: str | None,
    form: str | None,
    preset: str,
    theme: str,
    file: str | None,
    address: str,
    folder: Path,
) -> Answer:
    """Draw the map or the timeline of a view.

    The picture holds its headline, the count of what it hides, the legend, the sources, the version
    of the data, the link and the attribution inside. The marks are those of the screen; the frame
    of Russia and China is drawn in a projection of true areas. A timeline too large for a preset
    counts claims by month and says so. The letters of Latin, Greek, Cyrillic and Korean, and of all
    names in the shipped data, come with nkmap; for other East Asian names install the font Noto
    Sans CJK.
    """
    form = format_of(PICTURES, form, file)
    evidence = evidence_of(dataset.load(folder), query, address)
    # It brings a renderer, which no other command waits for.
    from nkmap.publish import figure_files  # noqa: PLC0415

    raw = figure_files.figure(figure, evidence, form, preset, THEMES[theme])
    name = file or figure_files.figure_name(figure, evidence, form, preset)
    counting = evidence.map_counting if figure == "map" else evidence.counting
    return handed_over(raw, name, counting, remarks_on(evidence))


# ---------------------------------------------------------------- nkmap publish

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
    from nkmap.web.pages import Site  # noqa: PLC0415

    return _site(Path(site or ""), Site(evidence, steps, site_address))


def _page(file: str, evidence: Evidence, steps: tuple[Step, ...]) -> Answer:
    from nkmap.web.pages import TooMany, page  # noqa: PLC0415

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
