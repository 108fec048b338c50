"""A map of all kinds: marks of one size that compare nothing, and every claim in one place."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from frozen import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import PLACES, claims, claims_drawn, claims_of, gazetteer, layer

from nkmap.evidence import Evidence
from nkmap.figures import legend, marks, symbols
from nkmap.figures.map import map_drawing
from nkmap.figures.mark_layout import sized
from nkmap.figures.viewport import EXTENTS, Style, viewport
from nkmap.publish.precomputed_states import RenderedMap
from nkmap.relations import lead_claim
from nkmap.schema import KINDS, Group, Kind
from nkmap.view import ALL_LAYERS, WITH_A_PLACE, Frame, View, drawn_with
from nkmap.wording import captions

some_places = st.lists(st.sampled_from(sorted(PLACES)), max_size=2, unique=True).map(";".join)
rows = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Kind),
        "best": st.sampled_from(["", 0, 5, 300]),
        "origin": some_places,
        "destination": some_places,
        "group": st.sampled_from([Group.WORKERS, Group.SOLDIERS]),
        "when": st.sampled_from(["2023-05", "2024-12", ""]),
        "missing_reason": st.sampled_from(["not reported", "withheld"]),
    }
).map(lambda row: row | ({} if row["best"] == "" else {"missing_reason": "", "unit": "people"}))
months = st.sampled_from(DATA.known.months)
views = st.builds(
    lambda pair, **rest: View(*pair, **rest),
    pair=st.just((None, None)) | st.tuples(months, months).map(lambda pair: tuple(sorted(pair))),
    kinds=st.just(()) | st.lists(st.sampled_from(DATA.known.kinds), min_size=3, max_size=5),
    layers=st.lists(st.sampled_from(ALL_LAYERS), min_size=1, max_size=7),
    undated=st.booleans(),
)


def of(*given_rows):
    shown = claims(*given_rows)
    return marks.of_view(shown, None, gazetteer(origins=marks.places_of_origin(shown)))


def ids(parts):
    return [claim.claim_id for part in parts for claim in part.claims]


def holds(made, shown):
    """Each claim once, a mark a town, all alike, and silent is what nothing is about."""
    told = [*made.marks, *made.area_labels, *made.routes]
    each = [*ids(told), *set(ids(made.links))]
    assert Counter(each) == Counter(c.claim_id for c in shown if c.kind in drawn_with(None))
    own = [mark for mark in made.marks if not mark.is_beside]
    assert all(claim.is_military for mark in made.marks if mark.is_beside for claim in mark.claims)
    assert len({mark.place.place_id for mark in own}) == len(own)
    for mark in own:
        assert mark.claim == lead_claim(mark.claims)
        assert mark.more == (f"+{len(mark.claims) - 1}" if len(mark.claims) > 1 else "")
        for claim in mark.claims:
            assert claim.about == (mark.place.place_id,)
            assert mark.place.is_point
            assert not claim.is_military
    named = {place for claim in shown for place in claim.named_within}
    assert named.isdisjoint(silence.place.place_id for silence in made.no_reports)


def counted(words):
    """What the counting line says is on the map, and what no map places: its sum and its parts."""
    here = re.search(r"On this map: (\d+) claim", words)
    rest = re.search(r"(\d+) of (?:a kind|kinds) that no map places: (.*)\.$", words)
    assert int(rest[1]) == sum(map(int, re.findall(r"(\d+) [A-Z]", rest[2])))
    return int(here[1]) if here else 0, int(rest[1])


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=8))
def test_every_claim_stands_once_on_a_map_of_all_kinds(given_rows):
    shown = claims(*given_rows)
    holds(of(*given_rows), shown)


@settings(max_examples=25, deadline=None)
@given(views)
def test_marks_and_words_of_a_view_add_up_to_what_the_line_below_it_counts(view):
    told = Evidence(DATA, view)
    if told.kind is not None:
        return
    holds(marks.of_evidence(told, told.kind), told.shown)
    # What a page works out for other months beforehand is made of these alone.
    decided = marks.of_evidence(told, None, captions.decisive(told.shown, None))
    assert decided.no_reports == marks.of_evidence(told, told.kind).no_reports
    words = captions.on_this_map(told.shown, None)
    placed = sum(claim.kind in WITH_A_PLACE for claim in told.shown)
    assert (words == "") == (placed == len(told.shown))
    if words:
        assert counted(words) == (placed, len(told.shown) - placed)
        assert "on other maps" not in words


@settings(max_examples=10, deadline=None)
@given(st.lists(rows, min_size=1, max_size=8), st.sampled_from(list(EXTENTS)), st.booleans())
def test_no_mark_of_a_map_of_all_kinds_is_larger_than_another(given_rows, frame, is_slide):
    made, style = of(*given_rows), Style(viewport(frame, 940, 484), is_slide)
    assert len({mark.radius for mark in sized(made, style).marks}) <= 1
    assert {mark.outer_radius for mark in made.marks} <= {None}
    assert "area = number, this kind only" not in {one.note for one in legend.entries(made, style)}
    drawn = map_drawing(made, style)
    assert set(claims_drawn(drawn)) == set(claims_of(made))


SEVERAL = (
    {"kind": "selected", "best": 200, "origin": "hyesan", "when": "2024-11"},
    {"kind": "departed", "best": 37, "qualifier": "reportedly", "origin": "hyesan"},
    {"kind": "turned back", "origin": "hyesan", "when": "2024-10"},
    {"kind": "incident", "origin": "hyesan", "when": "2024-09"},
)


def test_a_town_shows_the_claim_that_leads_in_its_sign_and_counts_the_others_by_kind():
    made = of(*SEVERAL)
    (mark,) = made.marks
    style = Style(viewport(Frame.ROUTE, 940, 484))
    drawn = map_drawing(made, style)
    (group,) = layer(drawn, "marks")
    assert (mark.kind, mark.figure, mark.more) == (Kind.DEPARTED, "37 people reportedly left", "+3")
    assert group.place == "hyesan"
    more = "and 3 more claims (1 Selected, 1 Turned back, 1 Incident): click to read"
    assert more in group.tip
    assert more in group.label
    written = [words.text for words in drawn.words]
    assert "+3" in written
    assert "37 people reportedly left" in written
    assert [name for name, _ in symbols.pieces(mark)] == ["shape"]


def test_the_legend_of_all_kinds_shows_each_sign_that_is_drawn_and_that_nothing_is_compared():
    made = of(*SEVERAL, {"kind": "arrived", "destination": "rason"})
    style = Style(viewport(Frame.ROUTE, 940, 484))
    assert [(one.words, one.note) for one in legend.entries(made, style)] == [
        ("Departed", ""),
        ("every mark has one size: nothing is compared", ""),
        ("further claims there", ""),
        ("reported, number not given", ""),
    ]


@pytest.mark.parametrize("kind", [k for k in Kind if k in WITH_A_PLACE and KINDS[k].on_map])
def test_the_words_of_an_area_name_the_kind_of_each_figure(kind):
    ends = {"origin": "russia", "destination": "russia"}
    unit = KINDS[kind].units[0]
    made = of({"kind": kind, "best": 300, "unit": unit, **ends})
    (plate,) = made.area_labels
    (line,) = plate.lines
    assert line.startswith(f"{captions.kind_label(plate.claims[0])}: 300 people")
    assert (made.marks, plate.area.place_id) == ((), "russia")


def test_a_country_that_marks_lead_to_is_hatched_and_the_one_they_leave_is_not():
    made = of(
        {"best": 37, "origin": "hyesan", "destination": "russia"},
        {"kind": "cancelled", "best": 5, "origin": "ryanggang"},
    )
    assert made.hatched == ("RU",)


def test_a_town_that_anything_is_about_is_not_silent_on_a_map_of_all_kinds():
    pay = {"kind": "pay", "best": 300, "unit": "USD per month", "origin": "musan"}
    shown = claims(SEVERAL[0], pay)
    origins = frozenset({"hyesan", "musan", "hoeryong"})
    made = marks.of_view(shown, None, gazetteer(origins=origins))
    assert [(one.place.place_id, one.words) for one in made.no_reports] == [
        ("hoeryong", "nothing shown here")
    ]


def test_a_mark_beyond_the_edge_of_a_phone_s_picture_is_named_below_it():
    far = {"kind": "departed", "best": 7, "origin": "pyongyang"}
    style = Style(viewport(Frame.CITIES, 358, 404))
    drawn = map_drawing(of(far), style)
    (named,) = drawn.unnamed
    assert (named.label, named.claim) == ("Pyongyang", "C1")
    (told,) = RenderedMap.of(drawn).legend
    assert "Beyond the edge of this picture: " in told
    assert "want of room" not in told


@pytest.mark.parametrize("kind", sorted(drawn_with(None)))
@pytest.mark.parametrize("best", ["", 5])
def test_the_words_at_a_mark_of_all_kinds_tell_of_which_kind_it_is(kind, best):
    given_row = {"kind": kind, "best": best, "origin": "musan"} | (
        {"unit": "people"} if best else {}
    )
    told = {
        Kind.SELECTED: "5 people selected",
        Kind.DEPARTED: "5 people left",
        Kind.ARRIVED: "5 people arrived",
        Kind.RETURNED: "5 people returned",
        Kind.TURNED_BACK: "5 people turned back",
        Kind.CANCELLED: "5 people gave up a place",
        Kind.PLANNED: "5 people planned",
        Kind.PRESENT: "Present: 5 people",
    }
    for mark in of(given_row).marks:
        if mark.kind is Kind.INCIDENT:
            assert mark.figure.startswith("incident: ")
        elif best:
            assert mark.figure == told[mark.kind]
        else:
            assert mark.figure == f"{KINDS[kind].label.split(' or ')[0]}: number not reported"


@pytest.mark.parametrize("words", ["expected", "announced", "forecast", "considered"])
def test_a_line_of_an_area_says_once_that_something_is_only_expected(words):
    row = {"kind": "planned", "best": 50, "destination": "russia", "qualifier": words}
    (plate,) = of(row | {"destination_status": "country only", "when": "2025"}).area_labels
    assert plate.lines == (f"{words.capitalize()}: 50 people, for 2025",)


def test_the_words_at_an_incident_tell_the_claim_that_its_mark_opens():
    old = {"kind": "incident", "best": 900, "origin": "musan", "status": "superseded"}
    shown = claims(old, old | {"best": 20, "status": "current", "when": "2024-11"})
    for kind in (Kind.INCIDENT, Kind.DEPARTED, None):
        (mark,) = marks.scene(shown, kind, gazetteer()).marks
        assert mark.claim.claim_id == "C2"
        assert (mark.figure, "November" in mark.note) == ("incident: 20 people", True)


def test_a_number_without_a_hedge_has_none_inside_its_mark_either():
    rows = [
        {"best": 400, "origin": "musan"},
        {"best": 400, "origin": "hyesan", "qualifier": "about"},
    ]
    made = marks.scene(claims(*rows), Kind.DEPARTED, gazetteer())
    assert [mark.inside for mark in made.marks] == ["400", "about\n400"]


@pytest.mark.parametrize("kind", [Kind.ARRIVED, None])
@pytest.mark.parametrize(
    ("type_", "status", "title"),
    [
        ("area", "place named", "By the sea"),
        ("area", "unconfirmed", "By the sea – place unconfirmed"),
        ("province", "place named", "By the sea – place not reported"),
    ],
)
def test_an_area_that_a_source_named_as_the_place_is_not_said_to_lack_one(
    kind, type_, status, title
):
    known = PLACES | {"sea": replace(PLACES["ryanggang"], name="By the sea", type=type_)}
    known["sea"] = replace(known["sea"], place_id="sea", country="RU", admin1="")
    row = {"kind": "arrived", "best": 300, "destination": "sea", "destination_status": status}
    (plate,) = marks.of_view(claims(row), kind, gazetteer(known)).area_labels
    assert plate.title == title
