"""Where answers are written: to the terminal, a pipe or a file, and nowhere by half."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, TextIO

from nkmap.cli.command import Answer
from nkmap.csv_files import UNSEEN, visible


def write(answer: Answer) -> int:
    """Write an answer out; returns its exit code, or 1 when it could not be written."""
    codes = [answer.code]
    for stream, said in ((sys.stderr, answer.err), (sys.stdout, answer.out)):
        if stream is None:  # the shell closed it; words may go nowhere, a file may not
            codes.append(1 if isinstance(said, bytes) else 0)
        elif said:
            codes.append(_write(stream, said))
    return max(codes)


def _write(stream: TextIO, said: str | bytes) -> int:
    try:
        if isinstance(said, bytes):
            stream.buffer.write(said)
        else:
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
            # Whatever stands in the data, nothing of it steers a terminal.
            stream.write("\n".join(visible(line) for line in said.split("\n")))
        stream.flush()
    except BrokenPipeError:
        _write_no_more(stream)  # whoever reads has read enough
    except OSError as error:
        _write_no_more(stream)
        if stream is not sys.stderr:
            _write(sys.stderr, f"standard output: {complaint(error)}")
        return 1
    return 0


def _write_no_more(stream: TextIO) -> None:
    """Send what is still held back nowhere, so that Python does not fail on it at its end."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)


def complaint(error: OSError) -> str:
    """What an operating system's error says, as one line."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}\n"


def lines(*said: str) -> str:
    """Lines of text, those that are empty left out."""
    return "".join(f"{line}\n" for line in said if line)


def as_json(value: Any) -> str:
    """A value as JSON text, in its own order; characters that cannot be seen are written out."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    # Line breaks inside strings are written out by now; those left are between the lines.
    escaped = re.sub(UNSEEN, lambda m: m[0] if m[0] == "\n" else json.dumps(m[0])[1:-1], text)
    return escaped + "\n"


def to_file(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all; raises ``OSError``, naming the file.

    What is not a plain file, such as a named pipe, is written to as it is.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "a folder, not a file; name a file in it")
        if path.exists() and not path.is_file():
            path.write_bytes(raw)
        else:
            _replace(path.resolve(), raw)  # a symbolic link stays one
    except OSError as error:
        said = error.strerror or str(error)
        raise OSError(error.errno, f"{said}; nothing was written", str(path)) from error


UNFINISHED = ".nkmap-new-"
"""Begins the name of what is being written, beside where it will stand."""
_DAY = 86_400


def sweep(folder: Path) -> None:
    """Remove what runs that were killed left behind here more than a day ago."""
    for left in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime < _DAY:
                continue  # somebody may be writing it
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


def _replace(target: Path, raw: bytes) -> None:
    sweep(target.parent)
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:  # also when interrupted, no half of a file is left behind
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """What new files are not allowed; it can only be read by setting it."""
    found = os.umask(0o022)
    os.umask(found)
    return found
