"""Where answers are written: to the terminal, a pipe, a file or a folder, and nowhere by half."""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click

from nkmap.characters import UNPRINTABLE, visible


@dataclass(frozen=True)
class Answer:
    """What a command has to say, and its exit code. It is written out in one place."""

    code: int = 0
    out: str | bytes = ""
    """What goes to standard output: text, or a file's bytes."""
    err: str = ""
    """What goes to standard error: remarks and complaints."""


def lines(*said: str) -> str:
    """Lines of text, those that are empty left out."""
    return "".join(f"{line}\n" for line in said if line)


def as_json(value: Any) -> str:
    """A value as JSON text, in its own order; characters that cannot be seen are written out."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    # Line breaks inside strings are written out by now; those left are between the lines.
    escaped = re.sub(UNPRINTABLE, lambda m: m[0] if m[0] == "\n" else json.dumps(m[0])[1:-1], text)
    return escaped + "\n"


# ---------------------------------------------------------------- the terminal, or a pipe


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


# ---------------------------------------------------------------- a file

UNFINISHED = ".nkmap-new-"
"""Begins the name of what is being written, beside where it will stand."""
_DAY = 86_400


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


def _replace(target: Path, raw: bytes) -> None:
    _sweep(target.parent)
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


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left behind here more than a day ago."""
    for left in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime < _DAY:
                continue  # somebody may be writing it
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


STANDARD_OUTPUT = ("-", "/dev/stdout")


def handed_over(raw: bytes, file: str, told: str, remarks: str) -> Answer:
    """Write a file, and say what it holds; on standard error where standard output is the file."""
    if file in STANDARD_OUTPUT:
        return Answer(out=raw, err=remarks + lines(told))
    path = Path(file)
    to_file(path, raw)
    return Answer(out=lines(f"{visible(str(path))}: {told}"), err=remarks)


# ---------------------------------------------------------------- a folder

MARK = ".nkmap-site"
"""The file that tells a folder this command wrote from one that holds other things."""


def why_not(folder: Path) -> str:
    """Why a folder is not written to; empty where nothing speaks against it."""
    if not folder.exists():
        return "" if folder.resolve().parent.is_dir() else "its parent folder does not exist"
    if not folder.is_dir():
        return "a file, not a folder"
    if any(folder.iterdir()) and not (folder / MARK).exists():
        return "not empty, and no earlier site of nkmap; name another folder"
    return ""


def to_folder(folder: Path, files: Iterable[tuple[str, bytes]], about: int) -> int:
    """Write files below a folder in place of what it held; returns how many there were.

    ``about`` is about how many there will be, for the bar on a terminal. Raises ``OSError``; the
    folder is then as it was.
    """
    target = folder.resolve()
    _sweep(target.parent)
    made = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=target.parent))
    no_terminal = sys.stderr is None or not sys.stderr.isatty()
    try:
        count = 0
        with click.progressbar(files, about, file=sys.stderr, hidden=no_terminal) as bar:
            for path, raw in bar:
                file = made / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(raw)
                count += 1
        (made / MARK).write_text(
            "Made by nkmap publish --site; made again, all of it is replaced.\n"
        )
        made.chmod(0o755)
        _swap(made, target)
    except BaseException:  # also when interrupted, no half of a folder is left behind
        shutil.rmtree(made, ignore_errors=True)
        raise
    return count


def _swap(made: Path, target: Path) -> None:
    """Put a folder where another one stands, at once where the system can.

    Elsewhere there is a moment in which nothing stands there; a run that is killed in it leaves the
    folder as it was beside it, as ``.nkmap-old-*/before``.
    """
    if not target.exists():
        made.rename(target)
    elif _exchanged(made, target):
        shutil.rmtree(made, ignore_errors=True)
    else:
        before = Path(tempfile.mkdtemp(prefix=".nkmap-old-", dir=target.parent)) / "before"
        target.rename(before)
        try:
            made.rename(target)
        except OSError:
            before.rename(target)
            raise
        finally:
            shutil.rmtree(before.parent, ignore_errors=True)


def _exchanged(one: Path, two: Path) -> bool:
    """Give two folders each other's name in one step, which Linux can on most file systems."""
    at_working_folder, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, names = at_working_folder, (os.fsencode(one), os.fsencode(two))
    return int(renameat2(here, names[0], here, names[1], exchange)) == 0
