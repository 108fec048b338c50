"""A source says that there were none: a zero has its own sentence and mark everywhere.

It is not silence, and not a number that was not reported.
"""

import pytest
from samples import NAMES, amounts, claims, claims_of, gazetteer, rows_of

from nkmap.figures import coverage, legend, marks, symbols, timeline
from nkmap.figures.colours import LIGHT
from nkmap.figures.scene import ZERO_RADIUS
from nkmap.figures.time_scale import TimeScale
from nkmap.figures.viewport import Style, viewport
from nkmap.render.svg import Svg
from nkmap.schema import KINDS, MAP_KINDS, Kind, Measure
from nkmap.summary import pivot
from nkmap.view import Frame, View
from nkmap.wording import TEXTS, captions, comparisons, hedges, places, sentences, slides

NONE = {"best": 0, "origin": "hyesan", "destination": "russia"}
COUNTRY = {"destination_status": "country only"}


def one(**given):
    return claims(NONE | given)[0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "departures of workers from Hyesan for Russia in December 2024"),
        (
            {"qualifier": "reportedly"},
            "departures of workers from Hyesan for Russia in December 2024",
        ),
        ({"qualifier": "none"}, "departures of workers from Hyesan for Russia in December 2024"),
        (
            {"qualifier": "heard"},
            "departures of workers from Hyesan for Russia in December 2024 (“heard”)",
        ),
        ({"destination": ""}, "departures of workers from Hyesan in December 2024"),
        ({"origin": "", "destination": "", "when": ""}, "departures of workers"),
        (
            {"when": "2024-11-15/.."},
            "departures of workers from Hyesan for Russia (dated from 15 November 2024, end not given)",
        ),
        ({"kind": "selected"}, "selections of workers in Hyesan for Russia in December 2024"),
        ({"kind": "arrived"}, "arrivals of workers in Russia from Hyesan in December 2024"),
        ({"kind": "returned"}, "returns of workers from Russia to Hyesan in December 2024"),
        (
            {"kind": "turned back"},
            "workers turned back from Hyesan bound for Russia in December 2024",
        ),
        (
            {"kind": "cancelled"},
            "cancellations by workers from Hyesan of places in Russia in December 2024",
        ),
        ({"kind": "planned"}, "plans to send workers from Hyesan to Russia in December 2024"),
        (
            {"kind": "present", "unit": "workers", "origin": ""},
            "North Korean workers in Russia in December 2024",
        ),
        (
            {"kind": "present", "unit": "people", "origin": ""},
            "North Korean workers in Russia in December 2024",
        ),
        (
            {"group": "soldiers", "layer": "military"},
            "departures of soldiers from Hyesan for Russia in December 2024",
        ),
        (
            {"kind": "present", "group": "military builders", "origin": ""},
            "North Korean military builders in Russia in December 2024",
        ),
    ],
)
def test_a_zero_has_a_sentence_of_its_own(given, words):
    claim = one(**given)
    said = f"A partner reported no {words}: a reported zero."
    assert sentences.sentence(claim, NAMES) == said
    assert captions.headline([one(**COUNTRY, **given)], NAMES) == said
    assert "where" not in captions.headline([claim], NAMES).lower().replace("nowhere", "")


def test_the_stamps_of_a_zero_stay():
    claim = one(contested="Russia denies it.", status="withdrawn")
    assert sentences.sentence(claim, NAMES) == (
        "Withdrawn: A partner reported no departures of workers from Hyesan for Russia in December 2024: "
        "a reported zero (contested)."
    )


def test_a_zero_is_told_as_a_figure_beside_its_mark_and_in_tables():
    assert hedges.figure(one()) == "0 people, a reported zero"
    assert hedges.figure(one(qualifier="nobody")) == "0 people, a reported zero"
    assert hedges.figure(one(qualifier="heard")) == "0 people, as heard, a reported zero"
    assert captions.mark_figure(one()) == "0 people left, a reported zero"
    (cell,) = pivot([one()], ("2024-12",), {})
    assert comparisons.cell_limits(cell) == ("", "0", "")


@pytest.mark.parametrize(
    "kind", [kind for kind in MAP_KINDS if KINDS[kind].measure is not Measure.STOCK]
)
def test_a_zero_is_drawn_as_a_square_of_one_size_on_every_map(kind):
    rows = [NONE, {"best": 900, "origin": "musan"}, {"best": "", "origin": "rason"}]
    ends = {"destination": ""} if kind is not Kind.ARRIVED else {}
    told = claims(*(row | {"kind": kind} | ends for row in rows))
    if kind is Kind.ARRIVED:
        told = claims(*(row | {"kind": kind, "destination": ""} for row in rows))
    scene = marks.scene(told, kind, gazetteer(origins=marks.places_of_origin(told)))
    zero = scene.marks[0]
    assert (zero.radius, zero.inside, zero.outer_radius) == (ZERO_RADIUS, "", None)
    assert [mark.is_sized for mark in scene.marks] == [False, True, False]
    pictures = [Svg().picture(symbols.mark_icon(mark)) for mark in scene.marks]
    assert len(set(pictures)) == 3
    assert ">0</text>" in pictures[0]
    assert ">?</text>" in pictures[2]
    key = [entry.words for entry in legend.entries(scene, Style(viewport(Frame.ROUTE, 938, 420)))]
    assert "a source says: none" in key
    assert not any(words.startswith("0 ") for words in key)


def test_a_place_nobody_left_for_is_not_said_to_be_unreported():
    told = claims(NONE | COUNTRY)
    scene = marks.scene(told, Kind.DEPARTED, gazetteer(origins=marks.places_of_origin(told)))
    assert scene.area_labels == ()
    assert claims_of(scene) == ("C1",)


def test_no_row_of_a_claim_says_where_nobody_went():
    claim = one(**COUNTRY)
    assert places.destination(claim, NAMES) == "Russia"
    assert "not reported" not in str(slides.slide_facts(claim, NAMES))


def test_a_zero_is_drawn_on_every_axis_and_strip():
    told = claims(
        NONE, NONE | {"best": 40, "origin": "musan"}, NONE | {"best": "", "origin": "rason"}
    )
    chart = amounts(told, NAMES, LIGHT, 600)
    assert [(sign["look"], sign["sign"]) for sign in rows_of(chart, "box")] == [
        ("zero", "0"), ("unknown", "?"),
    ]  # fmt: skip
    assert [(bar["from"], bar["to"]) for bar in rows_of(chart, "bar")] == [(0, 40)]
    zero = told[0]
    states = [coverage._state([claim]) for claim in told]
    assert states == [coverage.State.ZERO, coverage.State.FIGURE, coverage.State.UNKNOWN]
    assert coverage._state(told) is coverage.State.FIGURE
    samples = {coverage.sample(state) for state in states}
    assert len(samples) == 3
    assert not zero.is_unreported


def test_a_zero_on_the_timeline_is_outlined_and_has_a_0():
    months = ("2024-12",)

    def drawn(row):
        told = claims(NONE | row)
        rows = timeline.frames(
            told, NAMES, TimeScale.beside_names(months, 300), View(), grouped=True
        )
        (mark,) = rows["claims"]
        return mark["outline"], mark.get("sign")

    zero, forty = (drawn(row) for row in (NONE, {"best": 40}))
    assert (zero, forty) == (("thick", "0"), ("", None))
    assert "“0”: a source says that there were none" in TEXTS["time_key"]
