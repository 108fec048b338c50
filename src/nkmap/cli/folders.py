"""A whole folder of files, written at once or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tqdm import tqdm

from nkmap.cli.output import UNFINISHED, sweep

_SAID = "Made by nkmap publish --site. When it is made again, all of it is replaced.\n"
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


def write(folder: Path, files: Iterable[tuple[str, bytes]], about: int) -> int:
    """Write files below a folder in place of what it held; returns how many there were.

    ``about`` is about how many there will be, for the bar on a terminal. Raises ``OSError``; the
    folder is then as it was.
    """
    target = folder.resolve()
    sweep(target.parent)
    made = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=target.parent))
    try:
        count = 0
        # Without a terminal there is no bar.
        for path, raw in tqdm(files, total=about, unit="file", file=sys.stderr, disable=None):
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
        _swap_in_two_steps(made, target)


def _exchanged(one: Path, two: Path) -> bool:
    """Give two folders each other's name in one step, which Linux can on most file systems."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(two)
    return int(renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE)) == 0


_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


def _swap_in_two_steps(made: Path, target: Path) -> None:
    before = Path(tempfile.mkdtemp(prefix=".nkmap-old-", dir=target.parent)) / "before"
    target.rename(before)
    try:
        made.rename(target)
    except OSError:
        before.rename(target)
        raise
    finally:
        shutil.rmtree(before.parent, ignore_errors=True)
