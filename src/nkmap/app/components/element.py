"""The scripts and style sheets of components: files beside the modules that use them."""

from pathlib import Path


def read(name: str) -> str:
    """The text of a file of this folder."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def script(name: str) -> str:
    """A script that makes elements: ``element.js``, then its own file."""
    return read("element.js") + read(name)
