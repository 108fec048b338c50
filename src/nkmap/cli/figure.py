"""``nkmap figure``: the map or the timeline of a view, as a picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from nkmap.cli import asked, output
from nkmap.cli.command import DATA, Answer, Command, Option, WrongUsage
from nkmap.cli.output import lines
from nkmap.cli.reading import load
from nkmap.csv_files import visible
from nkmap.wording import files_and_links

NAMES = ("map", "timeline")
_FORMATS = ("png", "png2x", "svg", "pdf")
_PRESETS = ("article", "social", "slide", "a4")
_THEMES = ("light", "dark")


def _run(choices: argparse.Namespace) -> Answer:
    form = _format(choices.format, choices.output)
    preset = _one_of("--preset", choices.preset or "article", _PRESETS)
    theme = _one_of("--theme", choices.theme or "light", _THEMES)
    if choices.map_or_timeline not in NAMES:
        raise _wrong(f"{choices.map_or_timeline}: no such figure; use map or timeline")
    address = asked.address(COMMAND.program, choices.address)
    data = load(choices)
    view, dropped = asked.view(data, choices.view)
    # They bring a renderer, which no other command waits for.
    from nkmap.publish import figure_files  # noqa: PLC0415
    from nkmap.publish.told import Told  # noqa: PLC0415

    told, name = Told(data, view, address, dropped=dropped), choices.map_or_timeline
    made = figure_files.figure(name, told, form, preset, "dark" if theme == "dark" else "light")
    counted = told.map_counting if name == "map" else told.counting
    remarks = lines(
        files_and_links.asked_in_vain(dropped),
        "" if told.selection.count else files_and_links.EMPTY,
    )
    if choices.output in asked.STANDARD_OUTPUT:
        return Answer(out=made, err=remarks + lines(counted))
    path = Path(choices.output or figure_files.figure_name(name, told, form, preset))
    output.to_file(path, made)
    return Answer(out=lines(f"{visible(str(path))}: {counted}"), err=remarks)


def _format(named: str | None, file: str | None) -> str:
    if file == "":
        raise _wrong("--output names no file; name one, or leave the option out")
    if named is not None:
        return _one_of("--format", named, _FORMATS)
    if file is None or file in asked.STANDARD_OUTPUT:
        raise _wrong(f"name a format with --format ({', '.join(_FORMATS)})")
    ending = Path(file).suffix.lower().removeprefix(".")
    if ending not in _FORMATS:
        raise _wrong(f"the ending of {file} tells no format; name one with --format")
    return "png2x" if file.lower().endswith("@2x.png") else ending


def _one_of(option: str, given: str, known: tuple[str, ...]) -> str:
    if given not in known:
        raise _wrong(f"{option} {given}: no such choice; use one of {', '.join(known)}")
    return given


def _wrong(words: str) -> WrongUsage:
    return WrongUsage(COMMAND.program, words)


COMMAND = Command(
    "figure",
    "Draw the map or the timeline of a view.",
    "Draw the map or the timeline of a view as a picture, with its headline, the count of what it "
    "hides, the legend, the sources, the version of the data, the link and the attribution inside. "
    "The marks are those of the screen; the frame of Russia and China is drawn in a projection of "
    "true areas. A timeline too large for a preset counts claims by month and says so. The letters "
    "of Latin, Greek, Cyrillic and Korean, and of all names in the shipped data, come with nkmap; "
    "for other East Asian names install the font Noto Sans CJK.",
    (
        Option(("MAP_OR_TIMELINE",), "map or timeline."),
        Option(
            ("--view",),
            "What to draw: the query string of a link to the dashboard, or the whole link. Without "
            "it, what the dashboard opens on.",
            "QUERY",
        ),
        Option(
            ("--format",),
            f"One of {', '.join(_FORMATS)}. Without it, the ending of FILE tells; @2x.png is twice "
            "as sharp.",
            "FORMAT",
        ),
        Option(
            ("--preset",),
            "article (680 pixels wide), social (1200 x 630), slide (1920 x 1080) or a4; without "
            "it, article.",
            "PRESET",
        ),
        Option(("--theme",), "light or dark; without it, light.", "THEME"),
        Option(
            ("-o", "--output"),
            "The file to write; - is standard output. Without it, a file in this folder whose "
            "name tells what is drawn.",
            "FILE",
        ),
        asked.ADDRESS_OPTION,
        DATA,
    ),
    (
        (
            "figure map --view 'from=2024-12&to=2024-12' -o december.png",
            "Draw who was reported to have departed in December 2024.",
        ),
        ("figure timeline --format svg --preset slide", "Draw the timeline for a slide."),
        (
            "figure map --view 'frame=wide&kind=present&layer=baselines' -o stocks.pdf",
            "Draw the stocks reported, on a map of true areas.",
        ),
    ),
    {
        0: "The file was written, even if the view was narrowed or shows no claim.",
        1: "The dataset has problems, or FILE cannot be written. Nothing was written.",
        2: "The command line cannot be followed.",
    },
    _run,
)
