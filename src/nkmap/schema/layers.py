"""The questions that claims help to answer, as layers of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nkmap.schema.kinds import Kind


class Layer(StrEnum):
    """The question a claim helps to answer; a layer of the screen, off unless asked for."""

    DISPATCH = "dispatch"
    BASELINES = "baselines"
    INCIDENTS = "incidents"
    PLANS = "plans"
    TRANSPORT = "transport"
    SANCTIONS = "sanctions"
    MILITARY = "military"


@dataclass(frozen=True)
class LayerRule:
    """The words for a layer, and the kinds that may lie in it."""

    layer: Layer
    label: str
    question: str
    kinds: tuple[Kind, ...] = ()
    """The kinds that lie in this layer and in no other (but the military one); empty: any."""


LAYERS: dict[Layer, LayerRule] = {
    rule.layer: rule
    for rule in (
        LayerRule(Layer.DISPATCH, "Dispatch reports", "Who was chosen, sent or turned back?"),
        LayerRule(
            Layer.BASELINES,
            "Baselines and official series",
            "How many were there, and what do official figures count?",
        ),
        LayerRule(Layer.INCIDENTS, "Incidents", "What happened to some of them?", (Kind.INCIDENT,)),
        LayerRule(Layer.PLANS, "Plans", "What is only planned or forecast?", (Kind.PLANNED,)),
        LayerRule(
            Layer.TRANSPORT, "Transport", "Which links exist? Not who used them.", (Kind.TRANSPORT,)
        ),
        LayerRule(
            Layer.SANCTIONS,
            "Sanctions and policy",
            "What is forbidden, and what do states do about it?",
            (Kind.SANCTION, Kind.POLICY),
        ),
        LayerRule(
            Layer.MILITARY,
            "Military, kept apart",
            "Soldiers and military builders: not the workers, and never added to them.",
        ),
    )
}

LAYER_OF: dict[Kind, Layer] = {kind: rule.layer for rule in LAYERS.values() for kind in rule.kinds}
"""The one layer of the kinds that have one; claims of other kinds say theirs."""

OVERLAYS = (Kind.INCIDENT, Kind.TRANSPORT, Kind.SANCTION, Kind.POLICY)
"""Kinds a map may show beside its scene: drawn without a size, so that no scale is shared."""
