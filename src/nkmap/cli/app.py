"""``nkmap app``: the dashboard, from any folder."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from nkmap.cli.command import DATA, Answer, Command, Option
from nkmap.cli.output import lines
from nkmap.cli.reading import folder
from nkmap.project_files import ENTRY


def _run(choices: argparse.Namespace) -> Answer:
    """Print the path, or become Streamlit: what stops the one stops the other."""
    if not choices.path:
        port = [f"--server.port={choices.port}"] if choices.port else []
        # -P: what lies in the folder that one happens to be in is no module of the dashboard's.
        asked = ["-P", "-m", "streamlit", "run", str(ENTRY), *port]
        _become([sys.executable, *asked, "--", "--data", str(folder(choices))])
    return Answer(out=lines(str(ENTRY)))


def _become(command: list[str]) -> NoReturn:
    os.execv(command[0], command)  # noqa: S606 - no shell reads it


COMMAND = Command(
    "app",
    "Start the dashboard.",
    "Start the dashboard and say where it is to be opened, until it is stopped with Ctrl+C. It is "
    "streamlit run with the settings that come with nkmap, in whatever folder one is. For other "
    "settings of Streamlit, give it the path that --path prints.",
    (
        Option(("--port",), "The port it listens on; without it 8501.", "PORT"),
        Option(("--path",), "Print the path of the dashboard's script, and start nothing."),
        DATA,
    ),
    (
        ("app", "Open the dataset that comes with nkmap at http://localhost:8501."),
        ("app --data my-data --port 8600", "Open another dataset, on another port."),
        ("app --path", 'Print what to give to streamlit: streamlit run "$(nkmap app --path)".'),
    ),
    {
        0: "The dashboard was stopped, or its path printed.",
        1: "It could not be started.",
        2: "The command line cannot be followed.",
    },
    _run,
)
