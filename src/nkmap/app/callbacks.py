"""Callbacks that do all they have to do, also when the next message is already waiting."""

from __future__ import annotations

import functools
from collections.abc import Callable

from streamlit.runtime.scriptrunner import get_script_run_ctx


def uninterrupted(callback: Callable[..., object]) -> Callable[..., None]:
    """A callback that another message does not cut short.

    Streamlit (1.67) looks for waiting messages whenever the session is read, in a callback too, and
    takes one that it finds there for the callback's own wish to run again: what a reader did just
    before is dropped with the rest of the callback. Here the message waits until the callback has
    ended; Streamlit looks again before it runs the page.
    """

    @functools.wraps(callback)
    def whole(*args: object, **kwargs: object) -> None:
        context = get_script_run_ctx()
        requests = context.script_requests if context else None
        if requests is None or "on_scriptrunner_yield" in vars(requests):
            callback(*args, **kwargs)
            return
        requests.on_scriptrunner_yield = lambda: None  # type: ignore[method-assign]
        try:
            callback(*args, **kwargs)
        finally:
            del requests.on_scriptrunner_yield

    return whole
