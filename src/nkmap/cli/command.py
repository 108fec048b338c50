"""What a command is: its words and options, told once for the parser, ``--help`` and docs/cli.md.

The help is laid out here and not by argparse, whose layout changes with the terminal's width and
with the version of Python: what the docs show is what ``--help`` prints, everywhere.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

PROGRAM = "nkmap"
_WIDTH = 88
_GAP = 2


@dataclass(frozen=True)
class Answer:
    """What a command has to say, and its exit code. It is written out in one place."""

    code: int = 0
    out: str | bytes = ""
    """What goes to standard output: text, or a file's bytes."""
    err: str = ""
    """What goes to standard error: remarks and complaints."""


class WrongUsage(Exception):  # noqa: N818 - it names what the command line is
    """A command line that cannot be followed."""

    def __init__(self, program: str, wrong: str) -> None:
        """Say what is wrong, and where to read how the program is used."""
        super().__init__(f"{program}: {wrong}\n{program} --help shows how it is used.")


class HelpAsked(Exception):  # noqa: N818 - it names what was asked
    """Somebody asked for help; the message is the help."""


@dataclass(frozen=True)
class Option:
    """One option or argument: its names, the name of its value, and what it means."""

    names: tuple[str, ...]
    """Such as ``-o`` and ``--output``; a name without a hyphen is an argument by its place."""
    meaning: str
    value: str = ""
    """The name of the value; empty for a switch."""
    may_miss: bool = False
    """Whether an argument given by its place, or the value of an option, may be left out."""

    @property
    def is_argument(self) -> bool:
        """Whether it is given by its place alone."""
        return not self.names[0].startswith("-")

    @property
    def shown(self) -> str:
        """The option as the help lists it: ``-o, --output FILE``."""
        return " ".join(filter(None, (", ".join(self.names), self._value)))

    @property
    def in_usage(self) -> str:
        """The option as the usage line has it: ``[-o FILE]``."""
        if self.is_argument and not self.may_miss:
            return self.names[0]
        return f"[{' '.join(filter(None, (self.names[0], self._value)))}]"

    @property
    def _value(self) -> str:
        return f"[{self.value}]" if self.value and self.may_miss else self.value


HELP = Option(("-h", "--help"), "Show this help.")
DATA = Option(
    ("--data",),
    "Folder of the dataset. Without it NKMAP_DATA names the folder; without that it is the dataset "
    "that comes with nkmap.",
    "DIR",
)


@dataclass(frozen=True)
class Command:
    """One command of ``nkmap``: what it does, how it is asked, and how it ends."""

    name: str
    summary: str
    """One line, for the list of commands."""
    description: str
    options: tuple[Option, ...]
    examples: tuple[tuple[str, str], ...]
    """What is typed after ``nkmap``, and what it does."""
    exits: Mapping[int, str]
    """Exit codes, and when each is given."""
    run: Callable[[argparse.Namespace], Answer]

    @property
    def program(self) -> str:
        """``nkmap check``."""
        return f"{PROGRAM} {self.name}"

    @property
    def help(self) -> str:
        """What ``nkmap COMMAND --help`` prints."""
        arguments = [option for option in self.options if option.is_argument]
        options = [option for option in self.options if not option.is_argument]
        return _sections(
            _usage(self.program, (*options, *arguments)),
            _paragraphs(self.description),
            _listing("arguments", [(o.shown, o.meaning) for o in arguments]),
            _listing("options", [(o.shown, o.meaning) for o in (*options, HELP)]),
            _examples(self.examples),
            _listing("exit codes", [(str(code), words) for code, words in self.exits.items()]),
        )


def overview(commands: Sequence[Command]) -> str:
    """What ``nkmap --help`` prints."""
    return _sections(
        f"usage: {PROGRAM} [--data DIR] COMMAND ...",
        _paragraphs(
            "An evidence map of North Korean workers sent abroad: who reported what, about where "
            "and when, how many, and how sure that is."
        ),
        _listing("commands", [(command.name, command.summary) for command in commands]),
        _listing(
            "options",
            [
                (DATA.shown, f"{DATA.meaning} May also stand behind the command."),
                (HELP.shown, "Show this help; behind a command, that command's."),
            ],
        ),
        _examples([(c.examples[0]) for c in commands]),
        _listing(
            "exit codes",
            [
                ("0", "All is well."),
                ("1", "The dataset has problems, or what was asked for is not as it should be."),
                ("2", "The command line cannot be followed."),
                ("130", "It was interrupted."),
            ],
        ),
    )


def _sections(*parts: str) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"


def _usage(program: str, options: Sequence[Option]) -> str:
    start = f"usage: {program} "
    # A space that does not break keeps an option and its value on one line.
    words = " ".join(option.in_usage.replace(" ", "\N{NO-BREAK SPACE}") for option in options)
    lines = textwrap.fill(
        start + words,
        _WIDTH,
        subsequent_indent=" " * len(start),
        break_on_hyphens=False,
        break_long_words=False,
    )
    return lines.replace("\N{NO-BREAK SPACE}", " ")


def _paragraphs(text: str) -> str:
    return "\n\n".join(textwrap.fill(part, _WIDTH) for part in text.split("\n\n"))


def _listing(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    indent = _GAP + max(len(name) for name, _ in rows) + _GAP
    lines = [f"{title}:"]
    for name, words in rows:
        start = f"{' ' * _GAP}{name}".ljust(indent)
        wrapped = textwrap.wrap(words, _WIDTH - indent, break_on_hyphens=False)
        lines += [start + wrapped[0], *(" " * indent + line for line in wrapped[1:])]
    return "\n".join(lines)


def _examples(examples: Sequence[tuple[str, str]]) -> str:
    lines = ["examples:"]
    for typed, words in examples:
        lines += [f"  {PROGRAM} {typed}", f"      {words}"]
    return "\n".join(lines)


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of leaving the program, and has its help from ``Command``."""

    def __init__(self, *, words: str = "", **settings: Any) -> None:
        """``words`` is the whole help."""
        super().__init__(**settings, allow_abbrev=False)
        self.words = words

    def format_help(self) -> str:
        """The help as the docs show it."""
        return self.words

    def print_help(self, file: Any = None) -> NoReturn:  # noqa: ARG002 - argparse's signature
        """Hand the help to whoever writes out answers."""
        raise HelpAsked(self.words)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line."""
        raise WrongUsage(self.prog, message)


def parser(commands: Sequence[Command]) -> Parser:
    """The parser of the whole command line."""
    made = Parser(prog=PROGRAM, words=overview(commands))
    made.add_argument(*DATA.names, metavar=DATA.value, default=None)
    each = made.add_subparsers(required=True, metavar="COMMAND")
    for command in commands:
        own = each.add_parser(command.name, words=command.help)
        for option in command.options:
            _add(own, option)
        own.set_defaults(command=command)
    return made


def _add(own: Parser, option: Option) -> None:
    if option.is_argument:
        wanted = "?" if option.may_miss else None
        own.add_argument(option.names[0].lower(), metavar=option.names[0], nargs=wanted)
    elif option is DATA:
        # Without a default of its own, it leaves what stood before the command as it is.
        own.add_argument(*option.names, metavar=option.value, default=argparse.SUPPRESS)
    elif option.value and option.may_miss:
        # An option without its value is asked for all the same: empty is not absent.
        own.add_argument(*option.names, metavar=option.value, nargs="?", const="")
    elif option.value:
        own.add_argument(*option.names, metavar=option.value)
    else:
        own.add_argument(*option.names, action="store_true")
