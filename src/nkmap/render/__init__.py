"""The renderer of pictures, in a process of its own: SVG and Vega-Lite in, files out.

The library that draws is native code. Where it cannot go on, it ends the process it runs in, and a
server would end with it, for all its readers. So it runs in a process that may die: one figure is
lost, and the next one starts another process. A process that is done waits for the next figure,
since starting one and reading the fonts takes longer than a small picture.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from base64 import b64decode
from functools import lru_cache
from typing import Any, BinaryIO, cast

from nkmap.characters import without_no_text
from nkmap.project_files import STATIC_FOLDER
from nkmap.render import child

MOST_AT_ONCE = 2
"""Pictures that are drawn at the same time, each by a process of its own."""
PATIENCE = 120.0
"""Seconds after which a picture that is not drawn never will be."""
SORRY = (
    "This figure could not be drawn: the program that draws it stopped. Everything else "
    "still works. Try again, in another size or as another kind of file."
)
FONTS = STATIC_FOLDER / "fonts"


class NotDrawn(ValueError):  # noqa: N818 - it says what became of a picture
    """A picture that cannot be made; the words are for who wanted it."""


def png(picture: str, scale: float) -> bytes:
    """An SVG as PNG, ``scale`` pixels for each of its own."""
    return _drawn("png", without_no_text(picture), scale)


def pdf(picture: str) -> bytes:
    """An SVG as PDF."""
    return _drawn("pdf", without_no_text(picture))


def chart(spec: dict[str, Any]) -> str:
    """A chart in Vega-Lite as SVG; nothing is fetched for it."""
    return _chart(json.dumps(_held(spec)))


@lru_cache(maxsize=32)
def _chart(written: str) -> str:
    # A page, a site and a file of one view hold the same chart, and drawing it takes seconds.
    return _drawn("chart", written).decode()


def _held(part: Any) -> Any:
    """A part of a chart without what an SVG cannot hold: a renderer that is given it dies of it."""
    if isinstance(part, str):
        return without_no_text(part)
    if isinstance(part, dict):
        return {name: _held(own) for name, own in part.items()}
    return [_held(own) for own in part] if isinstance(part, list) else part


class _Worker:
    """A process that draws, and the two pipes to it."""

    def __init__(self) -> None:
        # -P: what lies beside the program is no library of its own.
        command = [sys.executable, "-P", child.__file__, str(FONTS)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(  # noqa: S603 - our own program, by our own interpreter
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )

    def drawn(self, job: bytes) -> bytes:
        """The picture. ``OSError`` or ``EOFError`` where the process ended over it."""
        asked, answers = cast("BinaryIO", self.process.stdin), cast("BinaryIO", self.process.stdout)
        late = threading.Timer(PATIENCE, self.process.kill)
        late.start()
        try:
            asked.write(job + b"\n")
            asked.flush()
            answer = answers.readline()
        finally:
            late.cancel()
        if not answer.endswith(b"\n"):
            raise EOFError
        made = b64decode(answer[1:])
        if answer[:1] != b"+":
            raise NotDrawn(f"this figure could not be drawn: {made.decode()}")
        return made

    def end(self) -> None:
        """Nothing of it stays."""
        self.process.kill()
        for pipe in filter(None, (self.process.stdin, self.process.stdout)):
            with contextlib.suppress(OSError):
                pipe.close()
        self.process.wait()


_waiting: list[_Worker] = []
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)


def _drawn(form: str, given: str, scale: float = 1) -> bytes:
    job = json.dumps([form, given, scale]).encode()
    with _turns:
        worker = _worker()
        try:
            made = worker.drawn(job)
        except (OSError, EOFError) as gone:
            worker.end()
            raise NotDrawn(SORRY) from gone
        except NotDrawn:
            _waiting.append(worker)
            raise
        except BaseException:  # half an answer may be on its way
            worker.end()
            raise
        _waiting.append(worker)
        return made


def _worker() -> _Worker:
    """One that waits, or a new one; those that died while they waited are forgotten."""
    with contextlib.suppress(IndexError):  # none waits, or another thread took the last
        while True:
            worker = _waiting.pop()
            if worker.process.poll() is None:
                return worker
            worker.end()
    return _Worker()


@atexit.register
def end() -> None:
    """End the processes that wait, with the program that started them."""
    while _waiting:
        _waiting.pop().end()
