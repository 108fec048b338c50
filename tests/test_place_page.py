"""The page of a place: the same claims in its words, pictures and files, in the app and on the site."""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from folders import folder
from frozen import DATA
from samples import PLACES, claims, place_names
from test_pages import all_html, elements_of, opened

from nkmap import dataset
from nkmap.evidence import Evidence
from nkmap.figures.drawing import SHARES, Drawing, Group, Paint, Path, Rect, Words
from nkmap.figures.place_lanes import drawn_of, lanes_of, place_lanes
from nkmap.figures.place_map import place_map
from nkmap.figures.scene import places_of
from nkmap.figures.typography import text_width
from nkmap.publish import place_pages
from nkmap.publish.place_pages import PlacePage
from nkmap.publish.templates import TEMPLATES, claim_panel
from nkmap.view import Frame, View
from nkmap.web.pages import Site
from nkmap.wording import TEXTS
from nkmap.wording import place_pages as words

HYESAN = {"origin": "hyesan"}
NAMES = place_names()
PLACE = {"name_en": "Somewhere", "country": "RU", "status": "", "coordinates_from": ""}
LINKS = {"claim": "c/{}", "place": "p/{}", "places": "p", "table": "t"}


def page_of(place: str, view: View | None = None) -> PlacePage:
    """The page of a place of the frozen dataset."""
    return PlacePage.of(Evidence(DATA, place_pages.view_of(place, view or View())), place)


def naming(place: str) -> set[str]:
    """The claims that name a place at either end or on the way, by the tables."""
    stops = DATA.routes[DATA.routes["place_id"] == place]["claim_id"]
    ends = {
        claim.claim_id for claim in DATA.records if place in (*claim.origin, *claim.destination)
    }
    return ends | set(stops)


def marks(drawing: Drawing) -> dict[str, Group]:
    return {group.claim: group for group in drawing.groups if group.claim}


def sign(group: Group) -> Rect:
    return next(part for part in group.parts if isinstance(part, Rect))


def outline(group: Group) -> Paint:
    """The line around a mark; the one to its figure is pale."""
    (line,) = (p.paint for p in group.parts if isinstance(p, Path) and p.paint.opacity == 1)
    return line


def box(words_: Words) -> tuple[float, float, float, float]:
    """What a text covers: left, top, right, bottom."""
    bold = words_.weight > 400
    wide = text_width(words_.text, words_.size, bold=bold, italic=words_.is_italic)
    left = words_.x - SHARES[words_.anchor] * wide
    return left, words_.y - words_.size, left + wide, words_.y + 0.2 * words_.size


def texts(group: Group) -> list[str]:
    return [part.text for part in group.parts if isinstance(part, Words)]


# ---------------------------------------------------------------- which claims


@pytest.mark.parametrize("place", ["hyesan", "dandong", "russia", "ryanggang"])
def test_a_page_holds_the_claims_that_name_its_place_and_counts_those_within_it_apart(place):
    page = page_of(place)
    assert {claim.claim_id for claim in page.claims} == naming(place)
    parts = {
        row["place_id"]: naming(row["place_id"])
        for row in DATA.places.to_dict("records")
        if place in row["within"][1:] and row["status"] != "disputed"
    }
    assert page.more_within == len(set().union(*parts.values()) - naming(place))
    assert dict(page.parts) == {part: len(own) for part, own in parts.items() if own}


def test_as_known_on_a_day_a_page_knows_no_more():
    then = View(known_on=DATA.records[0].published)
    page = page_of("russia", then)
    assert 0 < len(page.claims) < len(naming("russia"))
    assert all(claim.published <= then.known_on for claim in page.claims)
    known = {claim.claim_id for claim in page.here.of_all.shown}
    assert page.counts["russia"] == len(naming("russia") & known)


def test_the_link_to_its_claims_selects_the_same():
    page = page_of("hyesan")
    assert "named=hyesan" in page.here.view.to_query().split("&")
    limits = Evidence(DATA, page.here.view.limits)
    assert limits.ids == {claim.claim_id for claim in page.claims}
    rest = len(DATA.records) - len(page.claims)
    assert limits.counting == (
        f"{len(page.claims)} of {len(DATA.records)} claims shown; "
        f"{rest} that do not name this place."
    )


def test_every_claim_is_in_the_list_once_by_kind_the_newest_first():
    page = page_of("russia")
    listed = re.findall(r'data-claim="([^"]*)"', place_pages.claims(page, LINKS))
    assert sorted(listed) == sorted(claim.claim_id for claim in page.claims)
    for _, own in page.by_kind:
        assert [c.order for c in own] == sorted((c.order for c in own), reverse=True)


def test_soldiers_are_listed_in_ink_as_they_are_drawn():
    page = page_of("russia")
    soldiers = next(lane for lane, _ in page.by_kind if lane.group == "soldiers")
    told = place_pages.claims(page, LINKS)
    heading = next(part for part in told.split("<h3>") if soldiers.name in part.split("</h3>")[0])
    assert "var(--nk-ink2)" in heading.split("</h3>")[0]
    assert "--nk-kind-" not in heading.split("</h3>")[0]


# ---------------------------------------------------------------- its words


def test_how_many_claims_there_are_is_told_with_the_years_they_are_about():
    one = claims(HYESAN)
    assert words.how_many(one, 0) == "1 claim names it, in 2024."
    assert words.how_many(claims(HYESAN, HYESAN | {"when": "2019"}), 0) == (
        "2 claims name it, from 2019 to 2024; they go back to 1 statement in 1 publication."
    )
    assert words.how_many(claims(HYESAN | {"when": ""}), 0) == "1 claim names it."
    assert words.years(claims(HYESAN, HYESAN)) == "all in 2024"
    assert words.years(claims(HYESAN, HYESAN | {"when": ""})) == "in 2024, 1 without a date"


def test_a_place_is_without_claims_only_where_they_name_nothing_in_it_either():
    hyesan = place_pages.rows_of(DATA)["hyesan"]
    assert words.how_many((), 0) == "No claim names it, which is not zero."
    assert words.how_many((), 1) == (
        "No claim names it itself; 1 claim names only a place in it, and stands on the page of "
        "that place."
    )
    assert words.how_many((), 8) == (
        "No claim names it itself; 8 claims name only places in it, and stand on the pages of "
        "those places."
    )
    assert words.more_within(8).startswith("8 more claims name only places in it")
    found = [words.option(hyesan, *counts, DATA.names) for counts in ((3, 8), (0, 8), (0, 0))]
    assert [told.removeprefix("Hyesan, 혜산 惠山 恵山 Хесан, North Korea ") for told in found] == [
        "(3)",
        "(no claim names it itself; 8 in it)",
        "(no claim names it, which is not zero)",
    ]
    assert words.without_claims(1) == "No claim names this place, which is not zero"
    assert words.without_claims(8) == "No claim names these 8 places, which is not zero"


def test_a_province_of_which_only_a_town_is_named_is_listed_and_says_so(tmp_path):
    town = {"destination": "", "destination_status": ""}
    data = dataset.load(folder(tmp_path, town))
    told, _, without = place_pages.index(Evidence(data).of_all, LINKS).partition("nk-silent")
    assert re.findall(r'data-place="([^"]*)"', told) == ["ryanggang", "hyesan"]
    assert re.findall(r'data-place="([^"]*)"', without) == ["musan", "russia"]
    assert "No claim names these 2 places, which is not zero" in without
    here = Evidence(data, place_pages.view_of("ryanggang", View()))
    assert (
        "A province. <b>No claim names it itself; 1 claim names only a place in it, and stands on "
        "the page of that place.</b></p>"
    ) in place_pages.head(PlacePage.of(here, "ryanggang"), LINKS, (900.0,))


def test_places_are_counted_in_the_countries_that_they_are_told_under():
    names = place_names(kunashir="Kunashir")
    names.told_under |= {"russia": "RU", "china": "CN", "kunashir": "kunashir"}
    told = words.headline({"russia": 2, "kunashir": 1, "china": 0}, names)
    assert told == "Claims name 2 places in 1 country."


def test_a_line_tells_the_other_places_and_those_who_came_back_came_from_abroad():
    given = [
        HYESAN | {"best": 37, "origin": "hyesan", "destination": "russia"},
        HYESAN | {"kind": "returned", "best": 5, "origin": "hyesan", "destination": "russia"},
        HYESAN | {"kind": "arrived", "best": 6, "origin": "hyesan", "destination": "china"},
        HYESAN | {"kind": "departed", "origin": "hyesan;musan", "destination": ""},
        HYESAN | {"kind": "policy", "missing_reason": "not applicable", "summary": "It is so."},
    ]
    told = [words.claim_line(claim, "hyesan", NAMES) for claim in claims(*given)]
    assert told == [
        "37 people left, to Russia",
        "5 people returned, from Russia",
        "6 people arrived, in China",
        "number not reported, from Hyesan and Musan",
        "It is so",
    ]
    back = claims(given[1])[0]
    assert words.claim_line(back, "russia", NAMES) == "5 people returned, to Hyesan"


def test_a_line_is_the_summary_where_a_figure_would_not_say_of_what():
    given = [
        {"kind": "incident", "best": 2, "unit": "deaths", "summary": "Two died."},
        {"kind": "trend", "summary": "It fell."},
        {"kind": "pay", "qualifier": "little", "summary": "They are paid little."},
        {"kind": "permits", "best": 6, "unit": "firms", "summary": "Six firms asked."},
        {"kind": "permits", "best": 6, "unit": "permits", "our_reading": "unit"},
    ]
    assert [words.claim_line(claim, "china", NAMES) for claim in claims(*given)] == [
        "Two died",
        "It fell",
        "They are paid little",
        "Six firms asked",
        "6 work permits (“work permits” is nkmap’s own reading)",
    ]


def test_what_is_not_known_are_missing_numbers_doubts_and_what_the_newest_leave_open():
    given = claims(
        HYESAN | {"when": "2018-04", "qualifier": "several hundred"},
        HYESAN | {"best": 3, "contested": "Officials deny it."},
        HYESAN | {"best": 4, "unclear": "Whether they came back.", "when": "2025-01"},
        HYESAN | {"contested": "It was withdrawn.", "status": "withdrawn"},
    )
    assert [(told, claim and claim.claim_id) for told, claim in words.not_known(given)] == [
        ("Departed, April 2018: number not reported (“several hundred”).", "C1"),
        ("Contested: Officials deny it.", "C2"),
        ("Whether they came back.", "C3"),
    ]
    assert words.not_known(claims(HYESAN | {"best": 3})) == ()
    told = words.not_known((), DATA.searched[:1])
    looked = "nkmap looked for this in November 2026."
    assert told == ((f"{DATA.searched[0].words} {looked} {TEXTS['not_found']}", None),)


def test_what_must_not_be_added_is_parts_one_statement_disagreement_rates_and_stocks():
    of = {"unit": "people"}
    given = claims(
        HYESAN | of | {"best": 300, "origin_group": "A"},
        HYESAN | of | {"best": 100, "origin_group": "A", "part_of": "C1"},
        HYESAN | of | {"best": 7, "origin_group": "B"},
        HYESAN | of | {"best": 7, "origin_group": "B"},
        HYESAN | of | {"best": 8, "origin_group": "C", "conflicts_with": "C6"},
        HYESAN | of | {"best": 9, "origin_group": "D", "conflicts_with": "C5"},
        HYESAN | {"kind": "present", "best": 50, "origin_group": "E"},
        HYESAN | {"kind": "present", "best": 60, "origin_group": "F"},
    )
    assert words.do_not_add(given) == (
        "100 people (C2) is a part of 300 people (C1).",
        "7 people (C3) and 7 people (C4) go back to one statement.",
        "8 people (C5) and 9 people (C6) do not agree: together they are no range.",
        "Present: A count at one moment cannot be added over time or over places that overlap.",
    )
    assert words.do_not_add(claims(HYESAN | of | {"best": 300})) == ()


def test_what_must_not_be_added_keeps_stamps_and_parts_and_soldiers_apart():
    of, soldiers = {"unit": "people"}, {"group": "soldiers", "unit": "soldiers"}
    gone = {"best": 9, "status": "withdrawn", "origin_group": "W"}
    given = claims(
        HYESAN | of | {"best": 7, "origin_group": "B", "contested": "It is denied."},
        HYESAN | of | {"best": 5, "origin_group": "B", "purpose": "sappers"},
        HYESAN | {"best": 4, "origin_group": "B"} | soldiers,
        HYESAN | of | {"best": 300, "origin_group": "C"},
        HYESAN | of | {"best": 1, "part_of": "C4", "purpose": "cooks", "access": "weak copy"},
        HYESAN | of | gone,
        HYESAN | of | {"best": 2, "origin_group": "W", "part_of": "C6"},
    )
    assert words.do_not_add(given) == (
        "1 person, cooks only (weak copy) (C5) is a part of 300 people (C4).",
        "7 people (contested) (C1) and 5 people, sappers only (C2) go back to one statement.",
    )


def test_each_kind_of_stock_with_several_figures_is_warned_of():
    present, houses = {"kind": "present"}, {"kind": "workplaces", "unit": "workplaces"}
    given = claims(
        *(HYESAN | present | {"best": n, "origin_group": f"P{n}"} for n in (5, 6)),
        *(HYESAN | houses | {"best": n, "origin_group": f"W{n}"} for n in (1, 2)),
    )
    told = [words.do_not_add(own) for own in (given, given[1:], given[:3], given[1:3])]
    kinds = [[one.partition(":")[0] for one in own] for own in told]
    assert kinds == [["Present", "Workplaces"], ["Workplaces"], ["Present"], []]


def test_a_disputed_place_says_whose_it_is_in_its_note_alone():
    row = PLACE | {"type": "island", "status": "disputed"}
    assert words.what_it_is(row, ("ryanggang", "russia"), NAMES) == "An island."
    told = words.what_it_is(row | {"status": "occupied"}, ("ryanggang", "russia"), NAMES)
    assert told == "An island in Ryanggang, Russia."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"type": "area", "coordinates_from": "none read: told in words"},
            "A place in Ryanggang, Russia; nkmap has read no coordinates, so there is no pin.",
        ),
        (
            {"type": "area", "coordinates_from": "none: the station is not named"},
            "A place in Ryanggang, Russia; there is no pin, because the station is not named.",
        ),
        ({"type": "area", "coordinates_from": ""}, "An area in Ryanggang, Russia."),
        ({"type": "city", "coordinates_from": "GeoNames"}, "A city in Ryanggang, Russia."),
        (
            {
                "type": "island",
                "name_en": "the southern Islands",
                "status": "disputed",
                "coordinates_from": "none: told in words",
            },
            "Islands; nkmap has read no coordinates, so there is no pin.",
        ),
        (
            {"type": "area", "country": "ZZ", "coordinates_from": "none: it is not said which"},
            "An area in several countries.",
        ),
    ],
)
def test_a_place_that_could_have_a_point_says_why_it_is_not_pinned(given, told):
    assert words.what_it_is(PLACE | given, ("ryanggang", "russia"), NAMES) == told


def test_no_country_is_told_with_a_place_that_is_disputed():
    note = "Two countries claim it."
    is_hyesan = DATA.places["place_id"] == "hyesan"
    places = DATA.places.assign(
        note=DATA.places["note"].mask(is_hyesan, note),
        status=DATA.places["status"].mask(is_hyesan, "disputed"),
    )
    data = replace(DATA, places=places)
    here = Evidence(data, place_pages.view_of("hyesan", View()))
    page = PlacePage.of(here, "hyesan")
    assert page.around == ("ryanggang",)
    told = place_pages.head(page, LINKS, (900.0,))
    assert '<p class="nk-status">Two countries claim it.</p>' in told
    assert "A city." in told
    whole = PlacePage.of(Evidence(data, place_pages.view_of("north-korea", View())), "north-korea")
    assert "hyesan" not in dict(whole.parts)
    _, _, apart = place_pages.index(Evidence(data).of_all, LINKS).partition("Disputed or occupied")
    assert (
        f'<a href="p/hyesan" data-place="hyesan"><bdi>Hyesan</bdi></a> <small>3<br>{note}' in apart
    )


def test_the_note_of_a_place_is_told_wherever_its_claims_are_listed():
    note = "Two countries claim it."
    row = place_pages.rows_of(DATA)["hyesan"]
    full = TEMPLATES.get_template("web/page_parts.html").module.place_in_full
    assert '<span lang="ko"><bdi>혜산</bdi></span> · <span lang="ko-Hani"><bdi>惠山</bdi>' in full(
        row, ()
    )
    for told in (
        full(row | {"note": note}, ()),
        claim_panel.place_panel(PLACES["hyesan"], note, (), 0, frozenset(), None),
    ):
        assert f'<p class="nk-over">{note}</p>' in told
    assert "nk-over" not in full(row, ())
    assert "nk-over" not in claim_panel.place_panel(PLACES["hyesan"], "", (), 0, frozenset(), None)


def test_the_panel_of_a_place_tells_the_claims_of_its_page_and_those_in_it_apart():
    given = claims(HYESAN, HYESAN | {"when": "2019"})
    told = claim_panel.place_panel(PLACES["hyesan"], "", given, 3, frozenset({"C1"}), None)
    assert (
        "2 claims name it, from 2019 to 2024; they go back to 1 statement in 1 publication. "
        "Shown now: 1 of 2. 3 more claims name only places in it, and stand on the pages of those "
        "places. A place without a claim of some kind is not a place where nothing happened."
    ) in told


@pytest.mark.parametrize(
    ("place", "is_drawn"), [("hyesan", True), ("russia", True), ("kursk-region", False),
                            ("abroad", False)]
)  # fmt: skip
def test_a_place_without_a_map_says_why(place, is_drawn):
    page = page_of(place)
    assert (page.map is not None) is is_drawn
    assert (TEXTS["no_place_map"] in place_pages.aside(page, LINKS)) is not is_drawn


def test_names_in_other_scripts_stand_once_each_and_say_where_they_are_not_verified():
    row = dict.fromkeys(words.SCRIPTS, "") | {
        "name_ko": "무산",
        "name_hanja": "茂山",
        "name_ja": "茂山",
    }
    assert words.other_names(row) == (("무산", "ko"), ("茂山", "ko-Hani"))
    assert words.names_from({"names_from": "GeoNames alternate names"}) == ""
    assert words.names_from({"names_from": "general knowledge, not verified"}) == (
        "Names in other scripts: general knowledge, not verified."
    )


# ---------------------------------------------------------------- its pictures


@pytest.mark.parametrize("width", [908.0, 358.0])
@pytest.mark.parametrize("place", ["russia", "hyesan"])
def test_every_dated_claim_is_one_mark_inside_the_picture_and_leads_to_it(place, width):
    page = page_of(place)
    drawn = page.lanes(width)
    assert drawn is not None
    assert sorted(marks(drawn)) == sorted(claim.claim_id for claim in page.drawn)
    for group in marks(drawn).values():
        box = sign(group)
        assert box.x >= 0
        assert box.x + box.width <= width + 1
        assert box.y + box.height <= drawn.height


def test_a_mark_is_as_high_whatever_the_number_hollow_without_one_and_pale_for_a_rate():
    given = claims(
        HYESAN | {"best": 1},
        HYESAN | {"best": 100_000, "when": "2020"},
        HYESAN | {"when": "2021-05"},
        HYESAN | {"kind": "rate", "best": 100, "unit": "people per day"},
    )
    drawn = place_lanes(given, NAMES, 900.0)
    assert drawn is not None
    one, many, unknown, rate = (sign(marks(drawn)[f"C{n}"]) for n in range(1, 5))
    assert one.height == many.height == rate.height
    assert (one.paint.fill, one.paint.opacity) == ("kind-departed", 1.0)
    assert unknown.paint.fill == "page"
    assert outline(marks(drawn)["C3"]).dash == (2.5, 2.0)
    assert rate.paint.opacity == pytest.approx(0.38)
    assert texts(marks(drawn)["C3"]) == ["number not reported"]


def test_a_reported_zero_is_outlined_with_a_0_and_what_no_longer_stands_has_a_thin_line():
    given = claims(
        HYESAN | {"best": 0},
        HYESAN | {"best": 3, "status": "withdrawn", "when": "2018"},
        HYESAN | {"missing_reason": "withheld", "when": "2020"},
        HYESAN | {"best": 4, "when": "2022"},
    )
    drawn = place_lanes(given, NAMES, 900.0)
    assert drawn is not None
    own = marks(drawn)
    assert [outline(own[f"C{n}"]) for n in (1, 2, 3)] == [
        Paint(stroke="kind-departed", width=1.8),
        Paint(stroke="kind-departed", width=1.0),
        Paint(stroke="kind-departed", width=1.4, dash=(2.5, 2.0)),
    ]
    assert not any(isinstance(part, Path) for part in own["C4"].parts)
    assert texts(own["C1"]) == ["0", "0 people, a reported zero"]
    assert sign(own["C1"]).paint == Paint("page")
    assert sign(own["C2"]).paint.opacity == pytest.approx(0.4)
    for words_ in ("“0”", "not given or withheld", "Thin outline", "Fading end"):
        assert words_ in TEXTS["place_key"]


def test_an_end_of_a_mark_fades_where_its_date_is_vague_or_open_and_has_no_line():
    given_dates = ("2019", "2019?", "2019-03~/2020-06", "2019-03/..", "../2019-03")
    given = claims(
        *(HYESAN | {"best": 5, "when": one} for one in given_dates),
        *(HYESAN | {"when": one} for one in given_dates),
    )
    drawn = place_lanes(given, NAMES, 900.0)
    assert drawn is not None
    ends = {}
    for n, given_date in enumerate(given_dates, start=1):
        rects = [p for p in marks(drawn)[f"C{n}"].parts if isinstance(p, Rect)]
        first, last = rects[0], rects[-1]
        lefts, rights = first.x < last.x, first.x + first.width > last.x + last.width + 0.01
        seen = 1.0
        for rect in rects:
            seen *= 1 - rect.paint.opacity
        assert seen == pytest.approx(0.0)  # all of it together is as full as a sure one
        ends[given_date] = lefts, rights
        (line,) = [p for p in marks(drawn)[f"C{n + 5}"].parts if isinstance(p, Path)
                   and p.paint.dash]  # fmt: skip
        assert line.data.count("V") == 2 - sum(ends[given_date])
    assert ends == {
        "2019": (False, False),
        "2019?": (True, True),
        "2019-03~/2020-06": (True, False),
        "2019-03/..": (False, True),
        "../2019-03": (True, False),
    }


@pytest.mark.parametrize("width", [908.0, 358.0, 288.0])
@pytest.mark.parametrize("dates", [("2010", "2025-03"), ("2018", "2026-11"), ("2019-12-30",)])
def test_every_word_of_the_lanes_lies_inside_the_picture(width, dates):
    given = [HYESAN | {"best": 12_345, "when": date} for date in dates]
    drawn = place_lanes(claims(*given, HYESAN | {"kind": "promised pay"}), NAMES, width)
    assert drawn is not None
    assert any("2397" in told.text for told in drawn.words)
    for told in drawn.words:
        left, top, right, bottom = box(told)
        assert left >= -0.5
        assert top >= -0.5
        assert right <= width + 0.5
        assert bottom <= drawn.height + 0.5


def test_figures_at_marks_are_whole_and_none_lies_on_another():
    given = claims(*(HYESAN | {"best": n, "when": f"2024-{n:02d}"} for n in range(1, 13)))
    drawn = place_lanes(given, NAMES, 358.0)
    assert drawn is not None
    told = {claim: texts(group) for claim, group in marks(drawn).items()}
    assert all(own in ([], [f"{claim[1:]} people"]) or claim == "C1" for claim, own in told.items())
    assert any(not own for own in told.values())
    boxes = [box(w) for g in marks(drawn).values() for w in g.parts if isinstance(w, Words)]
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1]


def test_kinds_have_lanes_of_their_own_soldiers_too_and_what_has_no_figure_shares_one():
    given = claims(
        HYESAN | {"kind": "policy", "missing_reason": "not applicable"},
        HYESAN | {"kind": "route", "missing_reason": "not applicable"},
        HYESAN | {"best": 3},
        HYESAN | {"best": 4, "group": "soldiers", "unit": "soldiers"},
        HYESAN | {"kind": "policy", "missing_reason": "not applicable", "group": "soldiers"},
    )
    assert [(lane.name, [c.claim_id for c in lane.claims]) for lane in lanes_of(given)] == [
        ("Departed", ["C3"]),
        ("Departed: soldiers", ["C4"]),
        ("Route, Policy", ["C2", "C1"]),
        ("Policy: soldiers", ["C5"]),
    ]


def test_a_rule_stands_at_the_deadline_of_2019_where_the_years_hold_it():
    def rules(*dates: str) -> list[str]:
        drawn = place_lanes(claims(*(HYESAN | {"when": one} for one in dates)), NAMES, 900.0)
        assert drawn is not None
        return [words.text for words in drawn.words if "2397" in words.text]

    assert rules("2018", "2021") == ["22 December 2019, deadline of UN resolution 2397"]
    assert rules("2022", "2024") == []
    assert place_lanes(claims(HYESAN | {"when": ""}), NAMES, 900.0) is None


def test_a_town_is_a_ring_in_the_middle_of_its_map_and_its_neighbours_lead_to_their_pages():
    places, counts = places_of(DATA), place_pages.counts_of(Evidence(DATA).of_all)
    drawn = place_map(places["hyesan"], list(places.values()), counts)
    assert drawn is not None
    (own,) = (group for group in drawn.groups if group.layer == "own")
    assert [part.x for part in own.parts if hasattr(part, "radius")] == [198, 198]
    assert own.parts[-1].text.startswith("Hyesan")
    others = {group.place: group.label for group in drawn.groups if group.place}
    assert "hyesan" not in others
    assert all(counts[place] for place in others)


def test_a_country_is_hatched_and_what_has_no_outline_has_no_map():
    places, counts = places_of(DATA), {}
    russia = place_map(places["russia"], [], counts)
    assert russia is not None
    (own,) = (group for group in russia.groups if group.layer == "own")
    assert [type(part) for part in own.parts] == [Path, Path, Words]
    vague = replace(places["russia"], type="area", admin1="")
    assert place_map(vague, [], counts) is None


def test_the_name_of_a_country_stands_off_the_dot_of_a_town_in_its_middle():
    places, counts = places_of(DATA), {"hyesan": 1}

    def own_name(neighbours):
        drawn = place_map(places["north-korea"], neighbours, counts)
        assert drawn is not None
        (own,) = (group for group in drawn.groups if group.layer == "own")
        dots = [group.target for group in drawn.groups if group.place]
        return own.parts[-1], dots

    alone, _ = own_name([])
    middle = replace(places["hyesan"], lon=127.0, lat=40.1)
    words, (dot,) = own_name([middle])
    wide = text_width(words.text, words.size, bold=True) / 2
    assert (words.text, alone.text) == ("North Korea", "North Korea")
    assert abs(words.x - dot.x) > wide or abs(words.y - dot.y) > words.size
    assert abs(alone.x - dot.x) < wide
    assert abs(alone.y - dot.y) < 2 * words.size


@pytest.mark.parametrize(
    ("place", "frame"),
    [("hyesan", Frame.ROUTE), ("dandong", Frame.ROUTE), ("moscow", Frame.WIDE),
     ("russia", Frame.WIDE), ("north-korea", Frame.ROUTE), ("libya", Frame.WORLD)],
)  # fmt: skip
def test_show_on_the_map_opens_the_nearest_frame_of_the_place(place, frame):
    assert place_pages.frame_of(DATA, place) is frame


# ---------------------------------------------------------------- in the app and on the site


def markup(app) -> str:
    return "".join(data["html"] for data in elements_of(app) if "html" in data)


@pytest.mark.page
def test_the_page_of_the_app_shows_the_claims_of_its_place_and_offers_their_files():
    app = opened("place=hyesan", "places")
    assert not app.exception
    shown = re.findall(r'data-claim="([^"]*)"', markup(app))
    assert set(shown) == naming("hyesan")
    assert app.selectbox(key="find_place").value == "hyesan"
    assert [button.label for button in app.get("download_button")] == ["CSV", "XLSX"]
    assert app.button(key="share").label == "Share, cite, embed"


@pytest.mark.page
def test_a_claim_opens_beside_the_page_of_its_place_and_closes_again():
    claim = min(naming("hyesan"))
    app = opened(f"place=hyesan&claim={claim}", "places")
    assert claim in all_html(app)
    assert 'class="nk-place-claims"' in markup(app)
    assert 'class="nk-place-aside"' not in markup(app)
    app.button(key="close").click().run()
    assert app.session_state["query"] == "place=hyesan"
    assert 'class="nk-place-aside"' in markup(app)


@pytest.mark.page
def test_without_a_place_all_are_listed_and_those_without_a_claim_apart():
    app = opened("", "places")
    told = markup(app)
    with_claims, _, without = told.partition("nk-silent")
    known = Evidence(DATA).of_all
    counts, inside = place_pages.counts_of(known), place_pages.within_of(known)
    for place in DATA.places["place_id"]:
        where = with_claims if counts[place] or inside[place] else without
        assert f'data-place="{place}"' in where
    app.selectbox(key="find_place").select("hyesan").run()
    assert app.session_state["query"] == "place=hyesan"


def test_the_page_of_the_site_holds_the_same_as_that_of_the_app():
    site = Site(Evidence(DATA))
    files = dict(site._pages_of_places())
    assert set(files) == {f"place/{place}.html" for place in DATA.places["place_id"]}
    page = files["place/hyesan.html"].decode()
    assert set(re.findall(r'href="\.\./claim/([^"]*)\.html"', page)) == naming("hyesan")
    for piece in ("When, by kind", "Claims by kind, newest first", "Sources on this page"):
        assert piece in page


@pytest.mark.page
def test_a_page_as_known_on_a_day_says_so_and_tells_nothing_that_was_published_later():
    app = opened("place=russia&known=2025-05-31", "places")
    assert not app.exception
    told = markup(app)
    assert "<b>As known on 31 May 2025: " in told
    then = Evidence(DATA, View(known_on=date(2025, 5, 31))).of_all.ids
    later = {claim.claim_id for claim in DATA.records} - then
    assert later.isdisjoint(re.findall(r"[\w-]+", told))


def test_of_very_many_claims_the_newest_are_drawn_and_the_others_counted():
    years = [1951 + n // 6 for n in range(450)]
    given = claims(*(HYESAN | {"best": n, "when": str(year)} for n, year in enumerate(years)))
    drawn = drawn_of(given)
    assert [claim.best for claim in drawn] == list(range(50, 450))
    assert words.not_drawn(given, drawn) == "50 more claims with older dates, not drawn."
    undated = claims(HYESAN, HYESAN | {"when": ""})
    assert words.not_drawn(undated, drawn_of(undated)) == (
        "1 claim gives no date and stands only in the list."
    )
