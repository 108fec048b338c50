"""The renderer of pictures, in processes of its own: SVG and Vega-Lite in, files out.

The library that draws is native code. Where it cannot go on, it ends the process it runs in, and a
server would end with it, for all its readers. So it runs in a process that may die: one figure is
lost, and the next one starts another process. A process that is done waits for the next figure,
since starting one and reading the fonts takes longer than a small picture.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import re
import subprocess
import sys
import threading
from base64 import b64decode
from functools import lru_cache
from queue import LifoQueue
from typing import IO, Any, cast
from xml.etree import ElementTree as ET

from nkmap.characters import without_no_text, without_turns
from nkmap.project_files import STATIC_FOLDER
from nkmap.render import worker

MOST_AT_ONCE = 2
"""Pictures that are drawn at the same time, each by a process of its own."""
PATIENCE = 120.0
"""Seconds after which the drawing of a picture is given up."""
SORRY = (
    "This figure could not be drawn: the program that draws it stopped. Everything else "
    "still works. Try again, in another size or as another kind of file."
)
FONTS = STATIC_FOLDER / "fonts"

_Process = subprocess.Popen[bytes]
_processes: LifoQueue[_Process | None] = LifoQueue()
"""A process, or ``None`` for one that is yet to be started, for each picture drawn at once."""
for _ in range(MOST_AT_ONCE):
    _processes.put(None)


class NotDrawn(ValueError):  # noqa: N818 - it says what became of a picture
    """A picture that cannot be made; the message is for the reader who asked for it."""


def png(picture: str, scale: float) -> bytes:
    """Draw an SVG as PNG, ``scale`` pixels for each of its own."""
    return _drawn("png", without_no_text(picture), scale)


def pdf(picture: str) -> bytes:
    """Draw an SVG as PDF."""
    return _drawn("pdf", without_no_text(picture))


def chart(spec: dict[str, Any]) -> str:
    """Draw a chart in Vega-Lite as SVG; nothing is fetched for it."""
    return _chart(json.dumps(_without_no_text(spec)))


@lru_cache(maxsize=32)  # a page, a site and a file of one view hold the same chart
def _chart(written: str) -> str:
    return _drawn("chart", written).decode()


def _without_no_text(part: Any) -> Any:
    """A part of a chart without what an SVG cannot hold: a renderer that is given it dies of it."""
    if isinstance(part, str):
        return without_no_text(part)
    if isinstance(part, dict):
        return {name: _without_no_text(own) for name, own in part.items()}
    return [_without_no_text(own) for own in part] if isinstance(part, list) else part


def _drawn(form: str, given: str, scale: float = 1) -> bytes:
    """The picture, by the first process that is free. Raises ``NotDrawn``."""
    process = _processes.get()
    try:
        if process is None or process.poll() is not None:
            _end(process)
            # -P: what lies beside the program is no library of its own.
            command = [sys.executable, "-P", worker.__file__, str(FONTS)]
            pipe = subprocess.PIPE
            process = subprocess.Popen(  # noqa: S603 - our own program, by our own interpreter
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        answer = _answer(process, json.dumps([form, given, scale]).encode())
    except BaseException as gone:  # half an answer may be on its way
        _end(process)
        process = None
        if isinstance(gone, OSError | EOFError):
            raise NotDrawn(SORRY) from gone
        raise
    finally:
        _processes.put(process)
    made = b64decode(answer[1:])
    if answer[:1] != b"+":
        raise NotDrawn(f"this figure could not be drawn: {made.decode()}")
    return made


def _answer(process: _Process, job: bytes) -> bytes:
    """The line that answers a job. Raises ``OSError`` or ``EOFError`` where the process ended."""
    asked, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    late = threading.Timer(PATIENCE, process.kill)
    late.start()
    try:
        asked.write(job + b"\n")
        asked.flush()
        answer = answers.readline()
    finally:
        late.cancel()
    if not answer.endswith(b"\n"):
        raise EOFError
    return answer


def _end(process: _Process | None) -> None:
    if process is None:
        return
    process.kill()
    for pipe in filter(None, (process.stdin, process.stdout)):
        with contextlib.suppress(OSError):
            pipe.close()
    process.wait()


@atexit.register
def end() -> None:
    """End the processes that wait, with the program that started them."""
    for number, process in enumerate(_processes.queue):
        _end(process)
        _processes.queue[number] = None


# ---------------------------------------------------------------- a chart among other drawings

_KEPT = frozenset(
    {
        "d", "transform", "x", "y", "x2", "y2", "dy", "width", "height", "fill", "fill-opacity",
        "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin",
        "stroke-miterlimit", "opacity", "font-size", "font-weight", "font-style", "text-anchor",
    }
)  # fmt: skip
_FINE = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def chart_elements(spec: dict[str, Any]) -> str:
    """Render a chart as the SVG elements that are seen; its texts take the fonts around it."""
    root = ET.fromstring(chart(spec))  # noqa: S314 - written by our own renderer
    drawn = "".join(ET.tostring(part, "unicode") for part in root if _tidy(part))
    return drawn.replace("\n", " ")


def _tidy(element: ET.Element) -> bool:
    """Take from an element what nobody sees; whether anything of it is left."""
    element.tag = element.tag.rpartition("}")[2]
    is_text = element.tag in ("text", "tspan")
    given = dict(element.attrib)
    element.attrib = {name: _short(name, given[name]) for name in given if name in _KEPT}
    element.text = without_turns(element.text) if is_text and element.text else None
    element.tail = None
    for part in list(element):
        if not _tidy(part):
            element.remove(part)
    # Lines of one text are words with a space between them, for whoever reads or copies it.
    for line in list(element)[:-1] if element.tag == "text" else ():
        line.text = f"{line.text or ''} "
    if given.get("opacity") == "0" or given.get("display") == "none":
        return False
    if element.tag in ("g", "text"):
        return bool(len(element) or element.text)
    clear = {given.get("fill", "none"), given.get("stroke", "none")} <= {"none", "transparent"}
    return is_text or not (clear or given.get("d") in ("", "M0,0h0v0h0Z"))


def _short(name: str, value: str) -> str:
    """Lengths to a tenth of a pixel; not opacity, of which a hundredth is seen where it fades."""
    if "opacity" in name:
        return value
    return _FINE.sub(lambda found: f"{round(float(found[0]), 1):g}", value)
