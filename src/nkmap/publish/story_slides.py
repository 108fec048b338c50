"""All slides of a story, and what the speaker notes of one hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nkmap import wording
from nkmap.claim import records
from nkmap.dataset import Dataset
from nkmap.figures import marks
from nkmap.publish.slides import Slide, slide
from nkmap.story import Step
from nkmap.view import ALL_LAYERS, View, select


def story_slides(data: Dataset, steps: Sequence[Step]) -> tuple[Slide, ...]:
    """The slides of a story whose steps each select at least one claim."""
    names = wording.names(data.places)
    return tuple(
        slide(
            step,
            number,
            len(steps),
            records(select(data.claims, step.view.limits).shown),
            data.source_by_id,
            names,
            data.version,
        )
        for number, step in enumerate(steps, start=1)
    )


def places_of_origin(data: Dataset, step: Step) -> frozenset[str]:
    """The places of origin that were known on the day whose knowledge a step shows."""
    then = View(layers=ALL_LAYERS, known_on=step.view.known_on)
    return marks.places_of_origin(records(select(data.claims, then).shown))


def note_lines(
    told: Slide, sources: Mapping[str, pd.Series], names: wording.Names
) -> tuple[str, ...]:
    """The step's notes, then who says so: each claim in a sentence, and the sources in full."""
    cited = dict.fromkeys(claim.source_id for claim in told.claims)
    lines = [
        *told.notes.splitlines(),
        *(f"{c.claim_id}: {wording.sentence(c, names)}" for c in told.claims),
        *(f"{source}: {wording.citation(sources[source])}" for source in cited),
    ]
    return tuple(line for line in lines if line.strip())
