"""A cache for all readers: what is worked out of a dataset, or of a frame, is worked out once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

_Owner = TypeVar("_Owner")
_P = ParamSpec("_P")
_R = TypeVar("_R")
_Made = Callable[Concatenate[_Owner, _P], _R]
MOST_RESULTS, MOST_PICTURES = 100, 400
"""How many results of a function are kept; of small ones that readers come back to, more."""
_LOCK = threading.Lock()


def cached(make: _Made[_Owner, _P, _R]) -> _Made[_Owner, _P, _R]:
    """Keep what a function makes of its first argument for every reader, as long as that lives.

    Neither that object, a dataset or a frame, nor what is kept is ever changed. Streamlit's own
    caches hash every argument field by field, which took an eighth of a month step; these arguments
    are hashable as they are.
    """
    return _cache(make, MOST_RESULTS)


def cached_many(make: _Made[_Owner, _P, _R]) -> _Made[_Owner, _P, _R]:
    """Keep more: each month, theme and width of a window has a picture, and each link a view."""
    return _cache(make, MOST_PICTURES)


def _cache(make: _Made[_Owner, _P, _R], most: int) -> _Made[_Owner, _P, _R]:
    @wraps(make)
    def once(owner: _Owner, /, *args: _P.args, **options: _P.kwargs) -> _R:
        key = args, tuple(options.items())
        with _LOCK:
            # In the object itself, as ``functools.cached_property`` does, and gone with it.
            kept = vars(owner).setdefault("_cached", {}).setdefault(make, {})
            if key in kept:
                return cast("_R", kept[key])
        made = make(owner, *args, **options)
        with _LOCK:
            if key not in kept and len(kept) >= most:
                del kept[next(iter(kept))]
            kept[key] = made
        return made

    return once
