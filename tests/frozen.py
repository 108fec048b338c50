"""A copy of the dataset as it was on 29 November 2026, opened once for all tests of a process. No test changes it.

Apps and commands that a test starts open it too (``conftest.py``), so that a report that is added to ``data/`` changes
no answer. What the shipped dataset must hold stands in ``test_shipped_data.py``.
"""

from pathlib import Path

from nkmap import dataset

FOLDER = Path(__file__).with_name("frozen_data")
DATA = dataset.load(FOLDER)
