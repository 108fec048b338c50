"""The ``nkmap`` command: check, show, export, publish, open and compare; generated files."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from nkmap import render
from nkmap.cli.command import HELP, PROGRAM, WHICH_DATA, HelpAsked, Program
from nkmap.cli.files import cite, export, figure, publish
from nkmap.cli.generated_files import docs
from nkmap.cli.inspect import app, check, compare, problem_list, show
from nkmap.cli.output import Answer, complaint, write
from nkmap.dataset import InvalidDataset

nkmap = Program(
    PROGRAM,
    [check, show, export, cite, figure, publish, app, compare, docs],
    add_help_option=False,
    no_args_is_help=False,
    context_settings={"terminal_width": 88},  # the help is as wide in every terminal
    help="An evidence map of North Korean workers sent abroad: who reported what, about where and "
    "when, how many, and how sure that is.",
    params=[
        click.Option(
            ["--data"], metavar="DIR", help=f"{WHICH_DATA} May also stand behind the command."
        ),
        HELP,
    ],
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code. Never raises for what a reader does."""
    try:
        return write(_answer(sys.argv[1:] if argv is None else list(argv)))
    except KeyboardInterrupt:
        return 130  # as a shell says of a program that was interrupted


def _answer(argv: list[str]) -> Answer:
    try:
        # Not by main of click, which prints by itself, and takes a closed pipe for an error.
        with nkmap.make_context(PROGRAM, argv) as ctx:
            answer: Answer = nkmap.invoke(ctx)
            return answer
    except HelpAsked as words:
        return Answer(out=f"{words}\n")
    except click.UsageError as error:
        program = error.ctx.command_path if error.ctx else PROGRAM
        told = f"{program}: {error.format_message()}\n{program} --help shows how it is used.\n"
        return Answer(2, err=told)
    except InvalidDataset as error:
        return Answer(1, err=problem_list(error))
    except (click.ClickException, render.NotDrawn) as error:
        return Answer(1, err=f"{error}\n")
    except OSError as error:
        return Answer(1, err=complaint(error))
