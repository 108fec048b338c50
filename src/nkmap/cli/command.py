"""What a command is made of: a help with examples and exit codes, and what several are asked."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from nkmap import dataset
from nkmap.addresses import ADDRESS, takes_query
from nkmap.characters import composed, visible
from nkmap.claim import Claim
from nkmap.cli.output import STANDARD_OUTPUT, lines
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence
from nkmap.figures.colours import Theme
from nkmap.view import from_query, opening
from nkmap.wording import TEXTS

PROGRAM = "nkmap"
_HELP = tomllib.loads((Path(__file__).parent / "help.toml").read_text("utf-8"))
"""The examples and the exit codes of each command."""
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
"""What declares an option of the command whose function stands below it."""


class HelpAsked(Exception):  # noqa: N818 - it names what was asked
    """Somebody asked for help; the message is the help, which click itself would print."""


def _give_help(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001
    if asked:
        raise HelpAsked(ctx.get_help())


HELP = click.Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_give_help,
    help="Show this help.",
)


class Command(click.Command):
    """One command of ``nkmap``; its function returns an ``Answer``."""

    def __init__(self, name: str, **settings: Any) -> None:
        """Take what ``help.toml`` says of the command of that name."""
        super().__init__(name, add_help_option=False, **settings)
        self.params.append(HELP)
        self.examples: dict[str, str] = _HELP[name]["examples"]
        """What is typed after ``nkmap``, and what it does."""
        self.exits: dict[str, str] = _HELP[name]["exits"]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed; of every mistake it is known which command it was made with."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, unless it was given a dataset that it does not read."""
        reads_data = any(param.name == "folder" for param in self.params)
        if ctx.find_root().params["data"] is not None and not reads_data:
            raise click.UsageError("--data: this command reads no dataset by it", ctx)
        return super().invoke(ctx)

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and the exit codes."""
        _write_endings(formatter, self.examples, self.exits)


class Program(click.Group):
    """``nkmap`` itself, whose help shows the first example of each command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name every command where the one typed is like none of them."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if getattr(error, "possibilities", None):
                raise
            listed = f"{error.message} Use one of {', '.join(self.commands)}."
            raise click.UsageError(listed, ctx) from None

    def list_commands(self, _: click.Context) -> list[str]:
        """The names of the commands; click would sort them."""
        return list(self.commands)

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first example of each command, and the exit codes of all."""
        firsts = [next(iter(_HELP[name]["examples"].items())) for name in self.commands]
        _write_endings(formatter, dict(firsts), _HELP[PROGRAM]["exits"])


def _write_endings(
    formatter: click.HelpFormatter, examples: Mapping[str, str], exits: Mapping[str, str]
) -> None:
    with formatter.section("Examples"):
        for typed, meaning in examples.items():
            formatter.write(f"  {PROGRAM} {typed}\n      {meaning}\n")
    with formatter.section("Exit codes"):
        formatter.write_dl(list(exits.items()))


# ---------------------------------------------------------------- which dataset

WHICH_DATA = (
    "Folder of the dataset. Without it NKMAP_DATA names the folder; without that it is the dataset "
    "that comes with nkmap."
)


def _folder(ctx: click.Context, _: click.Parameter, behind: str | None) -> Path:
    """The folder named behind the command, before it, or by the environment."""
    named = ctx.find_root().params["data"] if behind is None else behind
    if named == "":  # a variable that is not set must not pass as the shipped data
        raise click.ClickException("--data names no folder; name one, or leave the option out")
    return dataset.folder(named)


data_option = click.option("--data", "folder", metavar="DIR", callback=_folder, help=WHICH_DATA)

# ---------------------------------------------------------------- which claims


def view_option(meaning: str, without: str = "") -> Decorator:
    """Decorate with ``--view``; ``without`` says what goes without it."""
    words = f"{meaning}: the query string of a link to the dashboard, or the whole link. {without}"
    return click.option("--view", "query", metavar="QUERY", help=words.strip())


def evidence_of(data: Dataset, query: str | None, address: str) -> Evidence:
    """What a query or a link asks for, or the nearest view, with what was dropped."""
    asked = query_of(query or "")
    view, dropped = from_query(asked, data.known) if asked else (opening(data.known), ())
    return Evidence(data, view, address, tuple(map(visible, dropped)))


def remarks_on(evidence: Evidence, empty: str = TEXTS["empty"]) -> str:
    """What must be said beside a file: what was dropped, and what of the view is not in it."""
    return lines(
        evidence.asked_in_vain,
        "" if evidence.selection.count else empty,
        TEXTS["first_period_only"] if evidence.view.versus_first else "",
    )


def query_of(text: str) -> str:
    """The query string in a query, a query with its mark, or a whole copied link."""
    before, mark, after = text.strip().partition("?")
    if mark and "=" not in before:
        return after.partition("#")[0]
    return "" if "://" in before else text.strip().partition("#")[0]


def claim_of(claim_id: str, known: Sequence[Claim]) -> Claim:
    """The claim that an id asks for; where there is none, the answer names those like it."""
    wanted = composed(claim_id)
    for claim in known:
        if claim.claim_id == wanted:
            return claim
    by_lower = {claim.claim_id.lower(): claim.claim_id for claim in known}
    near = difflib.get_close_matches(claim_id.lower(), by_lower, 3)
    hint = f"did you mean {', '.join(by_lower[name] for name in near)}?" if near else ""
    raise click.ClickException(
        f"no claim has the id {visible(claim_id)}; {hint or 'see claims.csv for those there are'}"
    )


# ---------------------------------------------------------------- which file and format


class OneOf(click.Choice[str]):
    """One of a few words; who asks for another is told them all."""

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """Name the words on one line; click's own list has tabs, which a terminal is not shown."""
        del param, ctx
        return f"Use one of {', '.join(self.choices)}."

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what is none of the words."""
        if value in self.choices or param is None:
            return value
        option = f"{param.opts[-1]} " if isinstance(param, click.Option) else ""
        what = param.opts[-1].removeprefix("--")
        wrong = f"{option}{value}: no such {what}; use one of {', '.join(self.choices)}"
        raise click.UsageError(wrong, ctx)


def format_option(endings: Mapping[str, str], without: str) -> Decorator:
    """Decorate with ``--format``, for formats by name with the endings of their files."""
    words = f"One of {', '.join(endings)}. Without it, the ending of FILE tells{without}"
    return click.option("--format", "form", type=OneOf(endings), metavar="FORMAT", help=words)


def format_of(
    endings: Mapping[str, str], named: str | None, file: str | None, otherwise: str = ""
) -> str:
    """The format that is named, else the one a file's ending tells, else ``otherwise``."""
    if named is not None:
        return named
    known = ", ".join(endings)
    if file is None or file in STANDARD_OUTPUT:
        if otherwise:
            return otherwise
        if file is None:
            wrong = f"name a format with --format ({known}), or a file with -o"
        else:
            wrong = f"-o {file} has no ending that tells the format; name one: {known}"
        raise click.UsageError(wrong)
    fitting = [name for name, ending in endings.items() if file.lower().endswith(ending)]
    if not fitting:
        listed = ", ".join(endings.values())
        wrong = f"the ending of {file} tells no format ({listed}); name one with --format"
        raise click.UsageError(wrong)
    return max(fitting, key=lambda name: len(endings[name]))  # @2x.png is more than .png


def _file(ctx: click.Context, _: click.Parameter, given: str | None) -> str | None:
    if given == "":
        raise click.UsageError("--output names no file; name one, or leave the option out", ctx)
    return given


def output_option(meaning: str) -> Decorator:
    """Decorate with ``--output``, the file to write."""
    return click.option("-o", "--output", "file", metavar="FILE", callback=_file, help=meaning)


THEMES: dict[str, Theme] = {"light": "light", "dark": "dark"}


def theme_option(of: str = "") -> Decorator:
    """Decorate with ``--theme``; ``of`` says what has one, if not all that is written."""
    words = f"{of}light or dark; without it, light."
    return click.option("--theme", type=OneOf(THEMES), default="light", metavar="THEME", help=words)


# ---------------------------------------------------------------- whose address


def web_address(ctx: click.Context, param: click.Parameter, given: str | None) -> str:
    """The address of the web an option gives, without a slash at its end; empty for none."""
    is_variable = ctx.get_parameter_source(param.name) is ParameterSource.ENVIRONMENT
    # Slides have no link, so that what a variable says does not matter to them.
    is_for_slides = is_variable and ctx.params.get("pptx") is not None
    if given is None or is_for_slides or (param.name == "address" and not given):
        return ""
    if not takes_query(given):
        name = param.envvar if is_variable else param.opts[-1]
        wrong = f"{name} {given}: not an address; write it with http:// or https://"
        raise click.UsageError(wrong, ctx)
    return given.rstrip("/")


address_option = click.option(
    "--address",
    metavar="URL",
    envvar=ADDRESS,
    callback=web_address,
    help=f"The dashboard's public address, so that the link in the file is whole. Without it, "
    f"{ADDRESS}.",
)
