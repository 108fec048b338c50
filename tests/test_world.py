"""The map of the world: countries by when they are told of, in words, and never pinned."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from frozen import DATA
from samples import claims, claims_drawn, gazetteer, layer

from nkmap.figures import legend, map_labels, marks, world
from nkmap.figures import small_multiples as small
from nkmap.figures.map import map_drawing
from nkmap.figures.mark_layout import layout
from nkmap.figures.scene import Place
from nkmap.figures.time_scale import TimeScale
from nkmap.figures.viewport import Style, viewport
from nkmap.schema import Kind
from nkmap.summary.deadline import DEADLINE, Naming, Side, Tint, by_country, newest, side, tint
from nkmap.view import Frame, Panels
from nkmap.wording import captions, deadline
from nkmap.wording.places import Names

ROWS = [
    ("north-korea", "North Korea", "country", "KP", 127.0, 40.0, 6),
    ("russia", "Russia", "country", "RU", 100.0, 60.0, 6),
    ("china", "China", "country", "CN", 105.0, 35.0, 6),
    ("dandong", "Dandong", "city", "CN", 124.38, 40.13, 1),
    ("donggang", "Donggang", "city", "CN", 124.15, 39.88, 1),
    ("poland", "Poland", "country", "PL", 19.0, 52.0, 6),
    ("szczecin", "Szczecin", "city", "PL", 14.55, 53.43, 1),
    ("kuwait", "Kuwait", "country", "KW", 47.5, 29.3, 6),
    ("qatar", "Qatar", "country", "QA", 51.2, 25.3, 6),
    ("malta", "Malta", "country", "MT", 14.4, 35.9, 6),
    ("libya", "Libya", "country", "LY", 17.0, 27.0, 6),
    ("kufra", "Kufra", "town", "LY", 23.3, 24.2, 1),
    ("nigeria", "Nigeria", "country", "NG", 8.0, 9.0, 6),
    ("georgia", "Georgia", "country", "GE", 43.5, 42.0, 6),
    ("abkhazia", "Abkhazia", "province", "GE", 41.0, 43.0, 4),
    ("mongolia", "Mongolia", "country", "MN", 105.0, 46.0, 6),
]
NAMES = Names(
    pd.DataFrame(
        [(*row[:4], "Disputed." if row[0] == "abkhazia" else "") for row in ROWS],
        columns=["place_id", "name_en", "type", "country", "status"],
    )
)
PLACES = {
    own: Place(own, name, "", of, code, "", lon, lat, step)
    for own, name, of, code, lon, lat, step in ROWS
}
STYLE = Style(viewport(Frame.WORLD, 940, 420))
STOCK = {"kind": "present", "unit": "workers", "destination_status": "country only"}


def told(*rows, kind=Kind.PRESENT):
    """The labels of the world's map by their titles, and the side of each line."""
    made = marks.scene(claims(*rows), kind, gazetteer(PLACES, names=NAMES))
    labels = layout(made, STYLE).scene.area_labels
    return {label.title: label.lines for label in labels}


def test_the_deadline_is_the_day_of_the_claim_that_states_it():
    (stated,) = [claim for claim in DATA.records if claim.claim_id == "MOFA1712-02"]
    assert (stated.first_day, stated.last_day) == (DEADLINE, DEADLINE)


@pytest.mark.parametrize(
    ("when", "published", "on"),
    [
        ("2019-12-22", "2020-01-05", Side.BEFORE),
        ("2019-12-23", "2020-01-05", Side.SINCE),
        ("../2017", "2025-01-31", Side.BEFORE),
        ("2017/2024-02", "2024-03-01", Side.SINCE),
        ("2019-12", "2020-01-05", Side.UNDATED),
        ("../2019-12", "2019-12-12", Side.BEFORE),
        ("2018/..", "2024-03-01", Side.UNDATED),
        ("2023-05/..", "2024-03-01", Side.SINCE),
        ("", "2024-03-01", Side.UNDATED),
    ],
)
def test_a_claim_is_told_by_the_end_of_its_time(when, published, on):
    (claim,) = claims({**STOCK, "best": 5, "when": when, "destination": "poland"})
    assert side(replace(claim, published=date.fromisoformat(published))) is on


def test_people_who_moved_in_a_time_that_holds_the_deadline_are_told_on_neither_side():
    given = {"best": 5, "origin": "", "destination": "poland", "kind": "returned"}
    told = [
        side(replace(claim, published=date(2020, 8, 5)))
        for claim in claims(
            *(given | {"when": when} for when in ("2019-11/2020-02", "2020-01/2020-02"))
        )
    ]
    assert told == [Side.UNDATED, Side.SINCE]


def test_a_country_tells_its_newest_figure_before_and_since_and_of_which_there_is_none():
    rows = [
        {**STOCK, "best": 800, "qualifier": "about", "when": "2016", "destination": "poland"},
        {**STOCK, "best": 350, "when": "2018-09", "destination": "poland", "contested": "Denied."},
        {**STOCK, "best": 37, "when": "2020-11", "destination": "nigeria", "access": "weak copy"},
        {**STOCK, "best": 2123, "when": "2013", "destination": "mongolia"},
        {**STOCK, "best": 0, "when": "2022-07", "destination": "mongolia"},
        {**STOCK, "best": 20, "when": "", "destination": "libya"},
    ]
    assert told(*rows) == {
        "Mongolia": (
            "before: 2,123 workers, 2013",
            "since: 0 workers, a reported zero, July 2022",
        ),
        "Poland": (
            "before: 350 workers (contested), September 2018",
            "since: no claim shown, not zero",
        ),
        "Libya": ("date not clear: 20 workers, no date given",),
        "Nigeria": (
            "before: no claim shown, not zero",
            "since: 37 workers (weak copy), November 2020",
        ),
    }


KUWAIT = [
    {**STOCK, "best": 2500, "when": "2017-07", "destination": "kuwait", "conflicts_with": "C2"},
    {**STOCK, "best": 6064, "when": "2017-08", "destination": "kuwait", "conflicts_with": "C1"},
    {**STOCK, "best": 1500, "when": "2017-05", "destination": "kuwait"},
    {**STOCK, "best": 2000, "when": "2015", "destination": "kuwait"},
]


def test_figures_of_a_country_that_do_not_agree_are_both_told_and_never_added():
    assert told(*KUWAIT) == {
        "Kuwait": (
            "before: 6,064 workers, August 2017 or 2,500 workers, July 2017",
            "since: no claim shown, not zero",
        )
    }
    found = newest(claims(*KUWAIT), "kuwait")[Side.BEFORE]
    assert [found.claim.best, *(c.best for c in found.contradicted_by)] == [6064, 2500]


def test_a_part_of_a_country_is_told_with_its_name_and_after_the_whole():
    part = {**STOCK, "best": 80, "when": "2018", "destination": "szczecin"}
    whole = {**STOCK, "best": 800, "when": "2016", "destination": "poland"}
    assert told(part)["Poland"][0] == "before: Szczecin: 80 workers, 2018"
    assert told(part, whole)["Poland"][0] == "before: 800 workers, 2016"


def test_a_country_is_an_area_and_words_and_never_a_point():
    made = marks.scene(claims(*KUWAIT), Kind.PRESENT, gazetteer(PLACES, names=NAMES))
    drawn = map_drawing(made, STYLE)
    assert layer(drawn, "marks") == ()
    assert len(layer(drawn, "hatch")) == 1
    assert set(claims_drawn(drawn)) == {"C1", "C2", "C3", "C4"}


def test_a_tint_says_when_and_the_legend_what_it_says():
    rows = [
        {**STOCK, "best": 5, "when": "2016", "destination": "malta"},
        {**STOCK, "best": 50_000, "when": "2016", "destination": "china"},
        {**STOCK, "best": 5, "when": "2016", "destination": "russia"},
        {**STOCK, "best": 5, "when": "2024", "destination": "russia"},
        {**STOCK, "best": 5, "when": "", "destination": "libya"},
    ]
    made = marks.scene(claims(*rows), Kind.PRESENT, gazetteer(PLACES, names=NAMES))
    assert world.tinted(layout(made, STYLE).scene) == {
        "CN": Tint.BEFORE,
        "LY": Tint.UNDATED,
        "MT": Tint.BEFORE,
        "RU": Tint.SINCE,
    }
    words = [(entry.words, entry.note) for entry in legend.entries(made, STYLE)]
    assert words[1:] == [
        (
            "claims up to 22 December 2019, none dated clearly since",
            "a tint says when, never how many",
        ),
        ("claims since 22 December 2019", ""),
        ("no claim dated clearly before or after 22 December 2019", ""),
    ]


def test_a_town_far_from_others_is_a_mark_and_crowded_ones_are_told_by_country():
    rows = [
        {"kind": "arrived", "best": 38, "destination": "kufra"},
        {"kind": "arrived", "best": 60, "destination": "dandong"},
        {"kind": "arrived", "best": 70, "destination": "donggang"},
    ]
    made = marks.scene(claims(*rows), None, gazetteer(PLACES, names=NAMES))
    scene = layout(made, STYLE).scene
    assert [mark.place.place_id for mark in scene.marks] == ["kufra"]
    assert [(label.title, len(label.claims)) for label in scene.area_labels] == [("China", 2)]


def test_a_side_that_a_mark_of_the_country_tells_is_not_said_to_be_without_a_claim():
    rows = [
        {**STOCK, "best": 200, "when": "2011-08", "destination": "libya"},
        {"kind": "arrived", "best": 38, "when": "2023-01", "destination": "kufra"},
    ]
    made = marks.scene(claims(*rows), None, gazetteer(PLACES, names=NAMES))
    (label,) = layout(made, STYLE).scene.area_labels
    assert label.title == "Libya"
    assert [line.partition(":")[0] for line in label.lines] == ["before"]


def test_what_is_of_several_countries_or_of_none_is_listed_below_the_world():
    rows = [
        {**STOCK, "best": 500, "when": "2018", "destination": "kuwait;qatar"},
        {**STOCK, "best": 90_000, "when": "2019-06"},
    ]
    made = marks.scene(claims(*rows), Kind.PRESENT, gazetteer(PLACES, names=NAMES))
    ((reason, groups),) = map_labels.unseen(map_drawing(made, STYLE))
    assert reason == captions.OF_NO_ONE_COUNTRY
    assert [(group.label, group.claim) for group in groups] == [
        ("No place named", "C2"),
        ("Kuwait and Qatar together", "C1"),
    ]


def test_a_disputed_place_is_told_by_itself_and_tints_no_country():
    row = {**STOCK, "best": 400, "when": "2019-09", "destination": "abkhazia"}
    made = marks.scene(claims(row), Kind.PRESENT, gazetteer(PLACES, names=NAMES))
    drawn = map_drawing(made, STYLE)
    assert layer(drawn, "hatch") == ()
    ((_, (told,)),) = map_labels.unseen(drawn)
    assert (told.label, told.claim) == ("Abkhazia – place not reported", "C1")
    assert [*by_country(claims(row), NAMES.told_under)] == [("abkhazia",)]
    assert deadline.country_name(["abkhazia"], NAMES) == "Abkhazia"


def test_claims_by_country_tell_those_of_several_together_and_keep_soldiers_out():
    rows = [
        {**STOCK, "best": 500, "destination": "kuwait;qatar"},
        {**STOCK, "best": 500},
        {**STOCK, "best": 500, "destination": "szczecin"},
        {**STOCK, "best": 500, "destination": "poland"},
        {**STOCK, "best": 500, "destination": "qatar"},
        {**STOCK, "best": 500, "destination": "russia", "group": "soldiers"},
    ]
    found = by_country(claims(*rows), NAMES.told_under)
    assert {codes: [claim.claim_id for claim in own] for codes, own in found.items()} == {
        ("PL",): ["C3", "C4"],
        ("QA",): ["C5"],
        ("KW", "QA"): ["C1"],
        (): ["C2"],
    }


def test_a_small_picture_of_a_country_holds_one_kind_and_shares_no_scale_with_another():
    rows = [
        {**STOCK, "best": 800, "when": "2016-01", "destination": "poland"},
        {**STOCK, "best": 350, "when": "2016-01", "destination": "szczecin"},
        {"kind": "returned", "best": 35, "when": "2016-01", "destination": "poland"},
        {**STOCK, "best": 5, "when": "2016-01", "destination": "malta"},
    ]
    months = ("2016-01", "2016-02")
    made = small.small_pictures(claims(*rows), Panels.COUNTRY, months, NAMES)
    assert [(one.name, len(one.claims), one.shares_with) for one in made] == [
        ("Poland: present", 2, "present"),
        ("Malta: present", 1, "present"),
        ("Poland: returned", 1, "returned"),
    ]
    laid = small.lines(made, NAMES, TimeScale.beside_names(months, 900))
    highs = [abs(bar["line"] - bar["high"]) for bar in laid.areas]
    assert [round(high / highs[0], 2) for high in highs] == [1, 0.5, 1]


def test_who_came_home_is_told_of_the_country_they_came_from():
    rows = [
        {"kind": "returned", "best": 115, "origin": "north-korea", "destination": "qatar"},
        {"kind": "returned", "best": 9, "origin": "north-korea", "destination": "kuwait;qatar"},
    ]
    assert told(*rows, kind=Kind.RETURNED) == {
        "Qatar": ("before: no claim shown, not zero", "since: 115 people, December 2024"),
        "Kuwait": ("before: no claim shown, not zero", "since: only together with Qatar"),
    }
    assert told(*rows, kind=None) == {
        "Qatar": ("before: no claim shown, not zero", "since: Returned: 115 people, December 2024"),
        "North Korea": ("North Korea: Returned: 9 people, December 2024",),
    }


def test_no_mark_of_the_world_stands_in_the_country_that_all_come_from():
    places = PLACES | {"hyesan": Place("hyesan", "Hyesan", "", "city", "KP", "", 128.2, 41.4, 1)}
    shown = claims({"best": 37, "origin": "hyesan", "destination": "russia"})
    made = marks.scene(shown, Kind.DEPARTED, gazetteer(places, names=NAMES))
    scene = layout(made, STYLE).scene
    assert scene.marks == ()
    assert {label.title: len(label.claims) for label in scene.area_labels} == {
        "North Korea": 1,
        "Russia": 1,
    }


def test_a_figure_of_several_countries_is_the_line_of_none_of_them():
    rows = [
        {"best": 40_000, "origin": "north-korea", "destination": "russia;china", "when": "2016"},
        {"best": 300, "origin": "north-korea", "destination": "china", "when": "2026-01"},
    ]
    found = told(*rows, kind=Kind.DEPARTED)
    assert found["China"] == (
        "before: only together with Russia",
        "since: 300 people, January 2026",
    )
    assert found["Russia"] == (
        "before: only together with China",
        "since: no claim shown, not zero",
    )


HOME = {"kind": "returned", "origin": "north-korea"}
APART = [
    {**HOME, "best": 18_533, "when": "2019-06", "destination": "russia"},
    {**HOME, "low": 700, "when": "2023-08", "destination": "china;russia"},
    {**HOME, "best": 100, "when": "2024-12", "destination": "china"},
    {**HOME, "best": 9, "when": "2018", "destination": "kuwait;qatar"},
    {**HOME, "best": 8, "when": "2017", "destination": "qatar;malta"},
]


def test_a_country_named_only_with_others_is_told_so_in_label_and_tint():
    assert told(*APART, kind=Kind.RETURNED) == {
        "Qatar": ("before: only together with other places", "since: no claim shown, not zero"),
        "China": ("before: no claim shown, not zero", "since: 100 people, December 2024"),
        "Russia": ("before: 18,533 people, June 2019", "since: only together with China"),
        "Kuwait": ("before: only together with Qatar", "since: no claim shown, not zero"),
        "Malta": ("before: only together with Qatar", "since: no claim shown, not zero"),
    }
    made = marks.scene(claims(*APART), Kind.RETURNED, gazetteer(PLACES, names=NAMES))
    assert world.tinted(layout(made, STYLE).scene) == {
        "CN": Tint.SINCE,
        "KW": Tint.TOGETHER,
        "MT": Tint.TOGETHER,
        "QA": Tint.TOGETHER,
        "RU": Tint.TOGETHER,
    }


def test_a_reported_zero_tints_no_country_as_if_people_were_there():
    none = {**STOCK, "best": 0}
    rows = [
        {**STOCK, "best": 1_190, "when": "2017-11", "destination": "mongolia"},
        {**none, "when": "2022-07", "destination": "mongolia"},
        {**none, "when": "2018-03", "destination": "malta"},
        {**none, "when": "2017-05", "destination": "poland"},
        {**STOCK, "best": 70, "when": "2017-04", "destination": "poland"},
    ]
    made = marks.scene(claims(*rows), Kind.PRESENT, gazetteer(PLACES, names=NAMES))
    assert world.tinted(layout(made, STYLE).scene) == {
        "MN": Tint.ZERO,
        "MT": Tint.ZERO,
        "PL": Tint.BEFORE,
    }
    assert [entry.words for entry in legend.entries(made, STYLE)][1:] == [
        "claims up to 22 December 2019, none dated clearly since",
        "only a reported zero, since 22 December 2019 or at all",
    ]
    assert world.paint_of(Tint.ZERO, "present").fill == "land"


@pytest.mark.parametrize(
    ("found", "own"),
    [
        ({(Side.SINCE, Naming.ALONE), (Side.SINCE, Naming.ZERO)}, Tint.SINCE),
        ({(Side.SINCE, Naming.TOGETHER), (Side.BEFORE, Naming.ALONE)}, Tint.TOGETHER),
        ({(Side.SINCE, Naming.ZERO), (Side.BEFORE, Naming.ALONE)}, Tint.ZERO),
        ({(Side.BEFORE, Naming.ALONE), (Side.UNDATED, Naming.TOGETHER)}, Tint.BEFORE),
        ({(Side.UNDATED, Naming.ALONE), (Side.BEFORE, Naming.TOGETHER)}, Tint.UNDATED),
        ({(Side.UNDATED, Naming.TOGETHER)}, Tint.TOGETHER),
        ({(Side.BEFORE, Naming.ZERO)}, Tint.ZERO),
    ],
)
def test_the_tint_of_a_country_is_of_people_in_it_alone_or_says_that_it_is_not(found, own):
    assert tint(found) is own


def test_a_label_without_a_claim_that_stands_says_so_and_names_no_other_place():
    gone = {**STOCK, "best": 20, "when": "2018", "destination": "libya", "status": "withdrawn"}
    kept = {**STOCK, "best": 20, "when": "", "destination": "kuwait;qatar"}
    assert told(gone, kept) == {
        "Libya": ("no claim of this kind that still stands",),
        "Kuwait": ("date not clear: only together with Qatar",),
        "Qatar": ("date not clear: only together with Kuwait",),
        "Kuwait and Qatar together": ("20 workers, no date given",),
    }


def test_a_part_since_the_deadline_and_one_of_a_withdrawn_whole_are_told():
    whole = {**STOCK, "claim_id": "W1", "best": 200, "when": "2018-12", "destination": "russia"}
    part = {**STOCK, "claim_id": "P1", "best": 50, "when": "2020-05", "destination": "russia"}
    part |= {"part_of": "W1"}
    found = newest(claims(whole, part), "russia")
    assert {on: one.claim.claim_id for on, one in found.items()} == {
        Side.BEFORE: "W1",
        Side.SINCE: "P1",
    }
    withdrawn = whole | {"when": "2020-05", "status": "withdrawn"}
    found = newest(claims(withdrawn, part), "russia")
    assert {on: one.claim.claim_id for on, one in found.items()} == {Side.SINCE: "P1"}


def test_a_newer_figure_of_some_only_is_no_headline_where_there_is_one_of_all():
    rows = [
        {**STOCK, "best": 70_000, "when": "2023-07", "destination": "china"},
        {**STOCK, "best": 1_500, "when": "2025", "destination": "china", "purpose": "known ones"},
    ]
    assert told(*rows)["China"][1] == "since: 70,000 workers, July 2023"
    assert told(rows[1])["China"][1] == "since: 1,500 workers, known ones only, 2025"


def test_a_plan_of_2018_for_2021_tells_of_nothing_since_the_deadline():
    (plan,) = claims({"kind": "planned", "best": 500, "when": "2021", "destination": "russia"})
    assert side(replace(plan, published=date(2018, 3, 5))) is Side.BEFORE
    assert side(replace(plan, published=date(2020, 3, 5))) is Side.SINCE


def test_earlier_figures_that_do_not_agree_are_told_beside_a_newest_that_none_contradicts():
    later = {**STOCK, "low": 500, "high": 700, "when": "2018-02", "destination": "kuwait"}
    found = newest(claims(*KUWAIT, later), "kuwait")[Side.BEFORE]
    assert (found.claim.claim_id, found.contradicted_by) == ("C5", ())
    assert [claim.claim_id for claim in found.disputed] == ["C2", "C1"]
    assert deadline.newest_figures(found, "kuwait", NAMES) == (
        ("500 to 700 workers", "February 2018"),
        ("6,064 workers", "August 2017"),
        ("2,500 workers", "July 2017"),
    )


def test_a_mark_in_a_disputed_place_makes_no_label_of_a_country():
    rows = [("sukhumi", "Sukhumi", "city", "GE", ""), ("georgia", "Georgia", "country", "GE", "")]
    frame = pd.DataFrame(rows, columns=["place_id", "name_en", "type", "country", "status"])
    names = Names(frame.assign(status=["disputed", ""]))
    places = PLACES | {"sukhumi": Place("sukhumi", "Sukhumi", "", "city", "GE", "", 41.0, 43.0, 1)}
    row = {"kind": "arrived", "best": 400, "destination": "sukhumi"}
    made = marks.scene(claims(row), Kind.ARRIVED, gazetteer(places, names=names))
    scene = layout(made, STYLE).scene
    assert [mark.place.place_id for mark in scene.marks] == ["sukhumi"]
    assert scene.area_labels == ()
    assert world.tinted(scene) == {}


def test_a_route_into_a_disputed_place_makes_no_label_of_a_country():
    stops = [("C1", 1, "dandong", "origin", "rail"), ("C1", 2, "abkhazia", "destination", "rail")]
    routes = pd.DataFrame(stops, columns=["claim_id", "seq", "place_id", "role", "mode"])
    row = {"kind": "route", "origin": "dandong", "destination": "abkhazia"}
    made = marks.scene(claims(row), None, gazetteer(PLACES, routes, names=NAMES))
    assert [route.stops[-1].place_id for route in made.routes] == ["abkhazia"]
    scene = layout(made, STYLE).scene
    assert [label.title for label in scene.area_labels] == []
    assert len(scene.routes) == 1


def test_the_words_of_a_wide_country_go_across_it_so_that_both_sides_of_the_deadline_are_told():
    rows = [
        {**STOCK, "best": 10_000, "when": "2019-10", "destination": "russia"},
        {**STOCK, "best": 8_000, "when": "2019-04", "destination": "russia"},
        {**STOCK, "best": 15_000, "when": "2025-09", "destination": "russia"},
    ]
    rows[0]["conflicts_with"], rows[1]["conflicts_with"] = "C2", "C1"
    made = marks.scene(claims(*rows), Kind.PRESENT, gazetteer(PLACES, names=NAMES))
    slide = Style(viewport(Frame.WORLD, 1180, 664), is_slide=True)
    (asked,) = [one for one in map_labels.requests(layout(made, slide)) if one.radius is None][:1]
    told = [" | ".join(line.text for line in variant) for variant in asked.variants]
    both = "before: 10,000 workers, October 2019 or"
    since = "since: 15,000 workers, September 2025"
    assert told == [
        f"Russia | {both} | 8,000 workers, April 2019 | {since}",
        f"Russia | {both} 8,000 workers, April 2019 | {since}",
        f"Russia | before: 10,000 workers, October 2019, and 1 that disagrees | {since}",
        f"Russia | {since}",
        "Russia: 3 claims",
    ]


def test_countries_have_room_for_their_words_before_towns():
    rows = [
        {**STOCK, "best": 80, "when": "2018", "destination": "szczecin"},
        {**STOCK, "best": 38, "when": "2018", "destination": "kufra"},
        {**STOCK, "best": 200, "when": "2011", "destination": "libya"},
    ]
    made = marks.scene(claims(*rows), None, gazetteer(PLACES, names=NAMES))
    asked = map_labels.requests(layout(made, STYLE))
    ranks = {one.key.split(" ")[0]: one.rank for one in asked if one.variants}
    assert (ranks["area"], ranks["kufra"]) == (0, 1)
