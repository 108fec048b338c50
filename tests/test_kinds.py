"""A kind, a group and a unit are one entry each; here stands what a new one still lacks."""

from dataclasses import replace

import pytest
from samples import NAMES, claims

from nkmap.figures import symbols
from nkmap.figures.colours import DARK, LIGHT, kind_colour
from nkmap.figures.drawing import Rect
from nkmap.schema import GROUPS, KINDS, UNITS, Group, Kind, Measure
from nkmap.wording.sentences import sentence


def has_glyph(kind):
    """Whether it is drawn as more than the short bar of kinds without a glyph."""
    (bar,) = symbols.glyph(Kind.POLICY).parts
    parts = symbols.glyph(kind).parts
    return [replace(part, paint=bar.paint) for part in parts if isinstance(part, Rect)] != [bar]


def lacks(rule):
    """What the entry of a kind does not say, though other rooms ask for it."""
    told = {
        "a label": rule.label,
        "a meaning": rule.meaning.endswith("."),
        "why there is no total": rule.no_total.endswith("."),
        "units that are in UNITS": set(rule.units) <= set(UNITS),
        "units for what it measures": rule.units or rule.measure is Measure.NONE,
    }
    if rule.on_map:
        told |= {
            "colours of light and of dark pages": rule.colours and len(set(rule.colours)) == 2,
            "a glyph": has_glyph(rule.kind),
            "what a reported zero says": rule.none,
            "a sentence": rule.sentence or rule.measure is Measure.STOCK,
        }
    if rule.sentence:
        told |= {
            "a noun": rule.noun != "figure",
            "a verb": rule.verb or rule.may_lie_ahead,
            "whom and when": "{who}" in rule.sentence and "{time: }" in rule.sentence,
        }
    return [what for what, is_there in told.items() if not is_there]


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_lacks_anything(kind):
    assert KINDS[kind].kind is kind
    assert lacks(KINDS[kind]) == []


def test_a_new_kind_is_told_what_it_lacks():
    new = replace(KINDS[Kind.CONDITIONS], label="", on_map=True, units=("camels",))
    assert lacks(new) == [
        "a label",
        "units that are in UNITS",
        "colours of light and of dark pages",
        "a glyph",
        "what a reported zero says",
        "a sentence",
    ]
    assert lacks(replace(KINDS[Kind.DEPARTED], noun="figure", verb="")) == ["a noun", "a verb"]


@pytest.mark.parametrize("kind", [kind for kind in Kind if KINDS[kind].sentence])
def test_every_kind_with_a_sentence_tells_whom_where_and_when(kind):
    (claim,) = claims({"kind": kind, "best": 37, "origin": "hyesan", "destination": "russia"})
    said = sentence(claim, NAMES)
    for part in ("37", "Hyesan" if kind is not Kind.ARRIVED else "Russia", "December 2024"):
        assert part in said, said
    assert "{" not in said


def test_colours_belong_to_kinds_with_a_figure_wherever_they_are_drawn():
    coloured = {kind for kind, rule in KINDS.items() if rule.colours}
    assert coloured == set(LIGHT.kinds) == set(DARK.kinds)
    assert {kind for kind in Kind if kind_colour(kind) != "ink2"} == coloured
    assert LIGHT.kinds[Kind.BORDER_ENTRIES] == LIGHT.ink
    assert DARK.kinds[Kind.BORDER_ENTRIES] == DARK.ink
    assert all(KINDS[kind].units for kind in coloured)


def test_groups_and_units_are_an_entry_each():
    assert list(GROUPS) == list(Group)
    assert set(UNITS) == {unit for rule in KINDS.values() for unit in rule.units}
    for unit, rule in UNITS.items():
        assert (rule.unit, bool(rule.singular), bool(rule.plural)) == (unit, True, True)
        assert rule.group is None or rule.is_people
