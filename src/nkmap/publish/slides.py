"""A slide as words: what the page, the second window and PowerPoint all say of one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.story import Step

ATTRIBUTION = "Map: Natural Earth, GeoNames"


@dataclass(frozen=True)
class Slide:
    """One step of a briefing with the claims it rests on, in words."""

    number: int
    total: int
    step: Step
    key: Claim
    """The claim whose figure the slide shows."""
    claims: tuple[Claim, ...]
    """Every claim of the step, the key first."""
    kind: str
    figure: tuple[str, str, str]
    """What stands before the number, the number, what follows; no number: words in the first."""
    where: str
    speaker: str
    caution: str
    source: str
    cited: str
    """The claims it rests on."""
    edition: str
    """The version of the data."""

    @property
    def title(self) -> str:
        """What the step says."""
        return self.step.title

    @property
    def text(self) -> str:
        """Its hedged sentence."""
        return self.step.text

    @property
    def notes(self) -> str:
        """What the presenter may say."""
        return self.step.notes

    @property
    def about(self) -> str:
        """Whose map it is, and the version of the data."""
        return f"{ATTRIBUTION}. {self.edition}"

    @property
    def counted(self) -> str:
        """``3 of 11``."""
        return wording.step_of(self.number, self.total)


def slide(
    step: Step,
    number: int,
    total: int,
    found: Sequence[Claim],
    sources: Mapping[str, pd.Series],
    names: wording.Names,
    version: str,
) -> Slide:
    """A step in words. ``found`` are the claims its view selects: at least one.

    A step that names no claim of them shows the figure of the one that leads them.
    """
    named = (claim for claim in found if claim.claim_id == step.view.claim)
    key = next(named, None) or wording.lead_claim(found)
    source, claims = wording.slide_sources(key, found, sources)
    return Slide(
        number,
        total,
        step,
        key,
        (key, *(claim for claim in found if claim is not key)),
        wording.kind_label(key),
        wording.slide_figure(key),
        wording.slide_where(key, names),
        wording.slide_speaker(key),
        wording.slide_caution(key),
        source,
        f"{claims}. {wording.TOLD_AS_REPORTED}",
        f"nkmap data {version}.",
    )
