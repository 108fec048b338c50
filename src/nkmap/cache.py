"""A cache for all readers: what is worked out of a dataset is worked out once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from nkmap.dataset import Dataset

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Made = Callable[Concatenate[Dataset, _P], _R]
MOST_RESULTS, MOST_PICTURES = 100, 400
"""How many results of a function are kept; of small ones that readers come back to, more."""
_LOCK = threading.Lock()


def cached(make: _Made[_P, _R]) -> _Made[_P, _R]:
    """Keep what a function makes of a dataset, for every reader, for as long as the dataset lives.

    What is kept is shared: nobody changes it. Streamlit's own caches hash every argument field by
    field, which took an eighth of a month step; these arguments are hashable as they are.
    """
    return _cache(make, MOST_RESULTS)


def cached_many(make: _Made[_P, _R]) -> _Made[_P, _R]:
    """Keep more: each month, theme and width of a window has a picture, and each link a view."""
    return _cache(make, MOST_PICTURES)


def _cache(make: _Made[_P, _R], most: int) -> _Made[_P, _R]:
    @wraps(make)
    def once(data: Dataset, /, *args: _P.args, **options: _P.kwargs) -> _R:
        memo = data.memo.setdefault(make, {})
        key = args, tuple(options.items())
        with _LOCK:
            if key in memo:
                return cast("_R", memo[key])
        made = make(data, *args, **options)
        with _LOCK:
            if key not in memo and len(memo) >= most:
                del memo[next(iter(memo))]
            memo[key] = made
        return made

    return once
