"""One link, one selection: every output of a link holds the same claims, and counts the same."""

import csv
import html
import io
import re
import xml.etree.ElementTree as ET
from datetime import date
from unittest.mock import patch

import pytest
from frozen import DATA
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from samples import claims_of

from nkmap import cite, cli, export
from nkmap.claim import records
from nkmap.evidence import Evidence, link_to
from nkmap.figures import marks
from nkmap.publish.figure_files import figure
from nkmap.schema import KINDS, MAP_KINDS, OVERLAYS, Kind
from nkmap.view import ALL_LAYERS, View, drawn_with, from_query, scene, select
from nkmap.web.maps import Maps
from nkmap.web.pages import Site, page
from nkmap.wording import TEXTS, captions, counts, files_and_links

KNOWN = DATA.known
CLAIM_ID = re.compile("|".join(sorted(DATA.claims["claim_id"], key=len, reverse=True)))
EMPTY_HEADLINE = "No claim matches these choices."

SLOW = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)

months = st.sampled_from(KNOWN.months)
links = st.builds(
    lambda pair, **rest: KNOWN.with_layers_asked_for(View(*pair, **rest)).to_query(),
    pair=st.just((None, None)) | st.tuples(months, months).map(lambda p: tuple(sorted(p))),
    kinds=st.lists(st.sampled_from(KNOWN.kinds), max_size=3)
    | st.lists(st.sampled_from(OVERLAYS), min_size=1, max_size=2),
    layers=st.lists(st.sampled_from(ALL_LAYERS), max_size=7),
    destinations=st.lists(st.sampled_from(KNOWN.destinations), max_size=1),
    known_on=st.none() | st.dates(date(2019, 1, 1), date(2026, 6, 1)),
    undated=st.booleans(),
    claim=st.none() | st.sampled_from(sorted(KNOWN.claims)),
)


def of(query: str) -> Evidence:
    view, dropped = from_query(query, KNOWN)
    # A claim that was not known on the day asked for cannot be open; all else is.
    assert [item for item in dropped if "not known to be published by" not in item] == []
    return Evidence(DATA, view)


def described(picture: str) -> str:
    """What a figure tells those who do not see it."""
    return "".join(ET.fromstring(picture).find("{http://www.w3.org/2000/svg}desc").itertext())


def before_the_count(words: str) -> str:
    return words.split(" claims shown", maxsplit=1)[0]


def rows_of_csv(raw: bytes) -> set[str]:
    lines = [line for line in io.StringIO(raw.decode("utf-8-sig")) if not line.startswith("#")]
    return {row["claim_id"] for row in csv.DictReader(lines)}


def cards(made: str) -> set[str]:
    return set(re.findall(r'<article id="claim-([^"]+)">', made))


def rows(made: str) -> set[str]:
    return set(re.findall(r'<tr data-row="\d+"><th scope="row"><a href="[^"]*">([^<]+)<', made))


def found(pattern: str, made: str) -> str:
    return html.unescape(re.search(pattern, made)[1])


@settings(SLOW, max_examples=15)
@given(links)
def test_map_timeline_and_files_of_a_link_hold_the_same_claims(query):
    told = of(query)
    expected = set(select(DATA.claims, told.view.limits).shown["claim_id"])
    kind = scene(told.view)
    drawn = set(claims_of(marks.of_evidence(told, told.kind)))
    assert drawn == {c.claim_id for c in told.shown if c.kind in drawn_with(kind)}
    assert rows_of_csv(export.write("csv", Evidence(DATA, told.view))) == expected
    (*_, own) = cite.of_view(Evidence(DATA, told.view)).references
    assert counts.counting(told.selection) in own.note
    on_map, over_time = (
        described(figure(name, told, "svg").decode()) for name in ("map", "timeline")
    )
    assert set(CLAIM_ID.findall(on_map)) == expected
    assert set(CLAIM_ID.findall(over_time)) == expected
    beside = on_map.split("Not drawn on this map:")[1:]
    assert set(CLAIM_ID.findall(" ".join(beside))) == expected - drawn
    for words in (on_map, over_time):
        assert counts.counting(told.selection) in words


@pytest.mark.long
@patch("nkmap.web.maps.MOST_FRAMES", 0)  # in each frame a map holds the same
@patch("nkmap.web.maps.Maps.times", {})  # the drawn timeline is asked nothing
@settings(SLOW, max_examples=6)
@given(links)
def test_page_site_and_embed_of_a_link_hold_the_same_claims(query):
    told = of(query)
    made = page(told).decode()
    expected = {claim.claim_id for claim in told.shown}
    assert cards(made) == rows(made) == expected
    site = dict(Site(told)._first_pages())
    index, embed = site["index.html"].decode(), site["embed.html"].decode()
    assert rows(index) == expected
    for shown in (made, index, embed):
        assert found(r'<p class="nk-count">([^<]*)<', shown) == told.map_counting
        headline = found(r'<h1 id="finding"[^>]*>([^<]*)<', shown)
        assert (EMPTY_HEADLINE in headline) == (not expected)
        words = found(r'<p id="map-words" hidden>([^<]*)<', shown)
        assert set(CLAIM_ID.findall(words)) == expected


@pytest.mark.parametrize(
    "query", ["layer=incidents", "layer=transport", "kind=pay", "kind=sanction"]
)
@pytest.mark.parametrize("known", ["", "&known=2019-01-01"])
def test_no_headline_denies_what_the_line_below_it_counts(query, known):
    told = of(query + known)
    headline = captions.map_headline(told.shown, told.kind, told.names)
    assert (EMPTY_HEADLINE in headline) == (not told.shown)
    picture = figure("map", told, "svg").decode()
    assert (EMPTY_HEADLINE in picture) == (not told.shown)


@pytest.mark.parametrize("kind", KNOWN.kinds)
def test_a_map_of_a_kind_draws_no_other_with_a_scale_and_tells_what_has_no_place(kind):
    told = Evidence(DATA, KNOWN.with_layers_asked_for(View(kinds=(kind,))))
    made = marks.of_evidence(told, told.kind)
    drawable = {*MAP_KINDS, Kind.INCIDENT}
    assert {c.kind for mark in made.marks for c in mark.claims} <= {kind} & drawable
    assert set(claims_of(made)) == {claim.claim_id for claim in told.shown} != set()
    if kind not in (*MAP_KINDS, Kind.ROUTE, Kind.INCIDENT, Kind.TRANSPORT):
        (plate,) = made.area_labels
        assert plate.title == captions.without_point(told.shown)
        assert (made.marks, made.no_reports) == ((), ())
        listed = f"{len(told.shown)} {captions.kind_label(told.shown[0])}"
        assert captions.on_this_map(told.shown, kind) == (
            f"On this map: none; {len(told.shown)} of a kind that no map places: {listed}."
        )


def test_the_words_beside_a_map_tell_what_it_draws_and_what_not():
    told = of("kind=present&kind=planned&kind=pay&kind=incident")
    assert told.kind is None
    count = {kind: sum(c.kind is kind for c in told.shown) for kind in told.view.kinds}
    pay = count[Kind.PAY]
    assert captions.on_this_map(told.shown, None) == (
        f"On this map: {len(told.shown) - pay} claims; {pay} of a kind that no map places: {pay} Pay."
    )
    drawn = count[Kind.PRESENT] + count[Kind.INCIDENT]
    assert captions.on_this_map(told.shown, Kind.PRESENT) == (
        f"On this map: {drawn} claims (Present, Incident); {count[Kind.PLANNED]} on other maps: "
        f"{count[Kind.PLANNED]} {KINDS[Kind.PLANNED].label}; {pay} of a kind that no map places: {pay} Pay."
    )
    assert captions.on_this_map(of("kind=present").shown, Kind.PRESENT) == ""


def test_a_map_whose_kind_has_no_claim_among_those_shown_says_just_that():
    told = of(
        "from=2017-08&to=2017-12&layer=dispatch&layer=baselines&destination=russia&undated=hide"
    )
    kind = Kind.DEPARTED
    assert told.shown
    assert captions.leading(told.shown, kind) == ()
    assert captions.map_headline(told.shown, kind, told.names) == TEXTS["none_on_this_map"]
    assert captions.on_this_map(told.shown, kind).startswith("On this map: none; ")


@pytest.mark.parametrize("claim_id", sorted(KNOWN.claims))
def test_a_link_to_a_claim_shows_that_claim(claim_id):
    told = of(link_to(View(claim=claim_id)).removeprefix("?"))
    (claim,) = [c for c in told.shown if c.claim_id == claim_id]
    if claim.kind in MAP_KINDS:
        assert claim_id in claims_of(marks.of_evidence(told, told.kind))


@pytest.mark.usefixtures("one_frame", "undrawn_timeline")
def test_the_page_of_the_command_s_link_to_a_claim_opens_it():
    told = of("kind=arrived&claim=CHO2402-01")
    made = page(told).decode()
    assert 'data-open="claim-CHO2402-01"' in made
    assert "CHO2402-01" in cards(made)


def test_the_kinds_of_map_of_a_page_are_those_of_the_claims_it_holds():
    kinds = Maps(of("kind=present&kind=planned&kind=pay")).kinds
    assert kinds == (None, Kind.PRESENT, Kind.PLANNED)
    assert Maps(of("kind=pay")).kinds == (Kind.PAY,)
    every = records(DATA.claims)
    assert set(Maps(Evidence(DATA, View(layers=ALL_LAYERS))).kinds) == {
        claim.kind for claim in every
    } & set(MAP_KINDS) | {None}


@pytest.mark.usefixtures("one_frame", "undrawn_timeline")
def test_what_a_link_asks_for_in_vain_is_said_in_every_file_of_it(tmp_path, capsysbinary):
    asked = "kind=rumours&kind=pay&from=1900-01"
    lost = files_and_links.asked_in_vain(
        (
            "from=1900-01 (far from every claim; 2007-01 instead, which selects the same)",
            "kind=rumours (not in this dataset)",
        )
    )
    for command in (
        ("export", "--format", "csv"),
        ("cite",),
        ("figure", "map", "--format", "svg"),
        ("figure", "timeline", "--format", "svg"),
        ("publish", "--html"),
    ):
        file = tmp_path / f"{'-'.join(command)}.html"
        to = (str(file),) if command[0] == "publish" else ("-o", str(file))
        given = ("--format", "text") if command == ("cite",) else ()
        assert cli.main([*command, *to, *given, "--view", asked]) == 0
        assert lost in capsysbinary.readouterr().err.decode()
        words = html.unescape(re.sub(r"<[^>]*>", " ", file.read_text(encoding="utf-8")))
        assert " ".join(lost.split()) in " ".join(words.split()), command


def test_a_link_that_gets_what_it_asks_for_has_no_such_words():
    for told in (of("kind=pay"), of("from=2026-06&to=2026-06")):
        notes = dict(Evidence(DATA, told.view, dropped=told.dropped).notes)
        assert "Not used" not in notes
        assert told.asked_in_vain == ""
