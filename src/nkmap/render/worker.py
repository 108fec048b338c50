"""The program that draws: it is asked on its input and answers on its output, until that ends.

It is run as a file, and knows nothing of the rest of nkmap, so that it starts at once.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from base64 import b64encode

import vl_convert


def drawn(form: str, given: str, scale: float) -> bytes:
    """An SVG as ``png`` or ``pdf``, or a ``chart`` in Vega-Lite as SVG."""
    if form == "png":
        return bytes(vl_convert.svg_to_png(given, scale=scale))
    if form == "pdf":
        return bytes(vl_convert.svg_to_pdf(given))
    return str(vl_convert.vegalite_to_svg(json.loads(given), allowed_base_urls=[])).encode()


def main(fonts: str) -> None:
    """Draw what is asked for, with the fonts of a folder beside those of the machine.

    A line asks, in JSON, and a line answers: a sign and, coded, the picture or what was wrong.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the library prints is no answer
    vl_convert.register_font_directory(fonts)
    for asked in sys.stdin.buffer:
        try:
            sign, made = b"+", drawn(*json.loads(asked))
        except Exception as wrong:  # noqa: BLE001 - whatever it is, who asked is told
            sign, made = b"-", str(wrong).partition("\n")[0].encode(errors="replace")
        answers.write(sign + b64encode(made) + b"\n")
        answers.flush()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1])
