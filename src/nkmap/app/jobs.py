"""Files that take long: who presses waits with a sign of it, and a crowd does not stop the map.

A button whose file is made when it is pressed shows a turning sign and cannot be pressed again
until the file is there; that is Streamlit's own. It makes each file on a thread of its own, so many
readers at once would leave nothing for those who only look; here they queue.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

MOST_AT_ONCE = 2
"""Files that are made at the same time, whoever asked for them."""
_TURNS = threading.BoundedSemaphore(MOST_AT_ONCE)


def in_turn(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same file, made when its turn comes."""
    return partial(_made, make)


def _made(make: Callable[[], bytes]) -> bytes:
    with _TURNS:
        return make()
