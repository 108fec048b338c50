"""The map of one step of a briefing: its one kind of figure, and beside it what has no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from nkmap.claim import Claim
from nkmap.figures import marks
from nkmap.figures.prepared import Place, Scene
from nkmap.schema import KINDS, OVERLAYS, Kind, Measure


def slide_scene(
    claims: Sequence[Claim],
    kind: Kind,
    place_table: Mapping[str, Place],
    routes: pd.DataFrame,
    origins: frozenset[str],
) -> Scene:
    """Prepare the map of a step. Every claim of it is drawn somewhere, at least in words.

    Claims of ``kind`` have the scale. A claim without a figure (a trend, a limitation) has no mark
    of its own, because a mark stands for people: it is told at the areas it names. Raises
    ``ValueError`` when figures of another kind are among the claims.
    """
    apart = {Kind.ROUTE, *OVERLAYS}
    if KINDS[kind].measure is not Measure.NONE:
        apart.add(kind)
    drawn = [claim for claim in claims if claim.kind in apart]
    told = [claim for claim in claims if claim.kind not in apart]
    if others := {c.kind.value for c in told if KINDS[c.kind].measure is not Measure.NONE}:
        listed = ", ".join(sorted(others))
        raise ValueError(f"a slide shows one kind of figure: {kind.value}, not {listed} as well")
    beside = []
    for claim in told:
        ends = claim.destination or claim.origin
        areas = [place for place in ends if not place_table[place].is_point] or [""]
        beside += [(place, claim) for place in areas]
    scene = marks.scene(drawn, kind, place_table, routes, origins, beside)
    # Silence is told beside a mark, where it keeps the mark from standing for everywhere.
    if any(not mark.is_beside for mark in scene.marks):
        return scene
    return replace(scene, silences=())
