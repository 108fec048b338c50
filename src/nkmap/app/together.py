"""What several views show together, each claim once: two periods with nothing between them."""

from __future__ import annotations

from collections import Counter

import numpy as np

from nkmap.app import store
from nkmap.app.store import Library
from nkmap.claim import Claim
from nkmap.schema import Kind
from nkmap.view import Selection, View


@store.kept
def selected(library: Library, shown: tuple[View, ...]) -> tuple[Selection, tuple[Claim, ...]]:
    """What any of the views shows, in file order; kept for every reader of them.

    Each of ``shown`` must be the ``limits`` of a view. Only for one alone is counted what it hides.
    """
    if len(shown) == 1:
        return store.selected(library, shown[0])
    found = [store.selected(library, view)[0] for view in shown]
    kept = np.logical_or.reduce([selection.kept for selection in found])
    selection = Selection(found[0].claims, kept, {})
    return selection, library.picked(selection)


def kinds(shown: tuple[View, ...]) -> dict[Kind, int]:
    """How many claims of each kind the other choices of the views leave."""
    library = store.library()
    found = _kinds(library, tuple(view.with_(kinds=()).limits for view in shown))
    return {kind: found.get(kind.value, 0) for kind in Kind}


@store.kept
def _kinds(library: Library, shown: tuple[View, ...]) -> dict[str, int]:
    selection = selected(library, shown)[0]
    return dict(Counter(selection.claims["kind"].to_numpy()[selection.kept].tolist()))
