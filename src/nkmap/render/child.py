"""The program that draws: it is asked on its input and answers on its output, until that ends.

It is run as a file, and knows nothing of the rest of nkmap, so that it starts at once.
"""

from __future__ import annotations

import json
import os
import sys
from typing import BinaryIO

import vl_convert


def send(pipe: BinaryIO, words: bytes) -> None:
    """Send a message, its length first."""
    pipe.write(len(words).to_bytes(8) + words)
    pipe.flush()


def received(pipe: BinaryIO) -> bytes:
    """The next message; ``EOFError`` where the other end is gone."""
    size = _exactly(pipe, 8)
    return _exactly(pipe, int.from_bytes(size))


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found


def drawn(form: str, given: str, scale: float) -> bytes:
    """An SVG as ``png`` or ``pdf``, or a ``chart`` in Vega-Lite as SVG."""
    if form == "png":
        return bytes(vl_convert.svg_to_png(given, scale=scale))
    if form == "pdf":
        return bytes(vl_convert.svg_to_pdf(given))
    return str(vl_convert.vegalite_to_svg(json.loads(given), allowed_base_urls=[])).encode()


def main(fonts: str) -> None:
    """Draw what is asked for, with the fonts of a folder beside those of the machine."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the library prints is no answer
    vl_convert.register_font_directory(fonts)
    while True:
        try:
            form, given, scale = json.loads(received(asked))
        except (EOFError, KeyboardInterrupt):
            return
        try:
            made = b"+" + drawn(form, given, scale)
        except Exception as wrong:  # noqa: BLE001 - whatever it is, who asked is told
            made = b"-" + str(wrong).partition("\n")[0].encode(errors="replace")
        send(answers, made)


if __name__ == "__main__":
    main(sys.argv[1])
