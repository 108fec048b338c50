"""Where the files lie that come with nkmap: its data, pictures, fonts, pages and documents.

In a clone they stand beside ``src``, where they are edited. A wheel carries a copy of them inside
the package (pyproject.toml says which), in the same order, so that nothing else needs to know
which of the two it is.
"""

from pathlib import Path

_COPY = Path(__file__).parent / "project"
_CLONE = Path(__file__).parents[2]

IS_COPY = _COPY.is_dir()
"""Whether nkmap runs from a wheel, without its repository."""
ROOT = _COPY if IS_COPY else _CLONE
DATA, STATIC_FOLDER = ROOT / "data", ROOT / "static"
STATIC = "app/static/"
"""Where Streamlit serves the latter, relative to the app's own address."""
ENTRY = ROOT / "dashboard.py"
"""What ``streamlit run`` is given; its settings and ``static`` are looked for beside it."""
METHODOLOGY = ROOT / "docs" / "methodology.md"
