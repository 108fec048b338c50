"""The one-file page and the site: what they hold, and that nothing in them can do harm."""

import base64
import hashlib
import inspect
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import folders
import pytest
from frozen import DATA
from published import STEPS, published
from samples import claims_drawn, claims_frame, claims_of

from nkmap import cli, dataset, export, render, story
from nkmap.addresses import is_web
from nkmap.claim import Claim, records
from nkmap.evidence import Evidence
from nkmap.figures import marks, timeline
from nkmap.figures.drawing import Group
from nkmap.figures.map import map_drawing
from nkmap.figures.time_scale import TimeScale
from nkmap.figures.viewport import EXTENTS, Style, viewport
from nkmap.publish.precomputed_states import MOST_MAPS
from nkmap.render.svg import Svg
from nkmap.schema import Kind
from nkmap.view import ALL_LAYERS, Frame, View, from_query, select
from nkmap.web import pages
from nkmap.web.assets import PAGE_SCRIPT, WAITING
from nkmap.web.maps import COLOURS, LAYOUTS, Maps, PagePieces, time_part
from nkmap.web.metadata import in_script, linked_data
from nkmap.web.pages import MOST_CHANGES, Site, TooMany, page
from nkmap.wording import captions, counts, sources

pytestmark = pytest.mark.long

MEGABYTE = 1_000_000


def told(query: str = "", address: str = "") -> Evidence:
    return Evidence(DATA, from_query(query, DATA.known)[0], address)


@pytest.fixture(scope="session")
def opening(tmp_path_factory) -> str:
    return published(tmp_path_factory, "opening").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def with_story(tmp_path_factory) -> str:
    return published(tmp_path_factory, "story").read_text(encoding="utf-8")


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of its scripts and styles."""

    def __init__(self, page_text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(page_text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag):  # noqa: ARG002 - the parser's signature
        self._open = ""

    def handle_data(self, data):
        if self._open in self.inside:
            self.inside[self._open][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


# ---------------------------------------------------------------- one selection, one result


def test_a_map_of_a_page_holds_the_claims_that_select_chooses_for_every_choice_of_months():
    here = told("layer=dispatch&layer=baselines&layer=plans&layer=incidents")
    maps = Maps(here)
    checked = 0
    for kind, planned in maps.planned.items():
        own = captions.decisive(here.shown, kind)
        for (first, last), chosen in planned.items():
            is_whole = (first, last) == maps.timing.whole
            if first % 5 and not is_whole:
                continue
            limits = {"first": maps.months[first], "last": maps.months[last]}
            view = here.view if is_whole else here.view.with_(**limits)
            claims = captions.decisive(records(select(DATA.claims, view).shown), kind)
            assert [own[n].claim_id for n in chosen] == [c.claim_id for c in claims], (first, last)
            checked += 1
    assert checked > 300


def whole(parts: list[str], named: str) -> str:
    return "".join(parts[int(number)] for number in named.split())


def test_a_page_holds_a_map_for_every_choice_of_months_and_each_is_the_screens(monkeypatch):
    here, pieces = told(), PagePieces()
    monkeypatch.setattr(Maps, "frames", (here.view.frame,))  # the screen shows one as well
    maps = Maps(here, pieces)
    svg = Svg(link_to=pieces.address)

    @cache
    def on_screen(claims: tuple[Claim, ...], kind: Kind | None, layout: str) -> list[str]:
        """The map page's own drawing of so many claims: its ground, and what lies on it."""
        scene = marks.of_evidence(here, kind, claims)
        style = Style(viewport(here.view.frame, *LAYOUTS[layout]))
        screen = map_drawing(scene, style)
        on_map = {claim.claim_id for claim in captions.of_map(claims, kind)}
        assert set(claims_drawn(screen)) == set(claims_of(scene)) == on_map
        return [svg.group(group) for group in screen.groups]

    checked = 0
    for kind in maps.kinds:
        made = maps.of_kind(kind)
        parts = list(pieces.parts)
        for (first, last), chosen in maps.planned[kind].items():
            is_whole = (first, last) == maps.timing.whole
            if (first + last) % 4 and not is_whole:
                continue
            checked += 1
            firsts, lasts = made["ranks"]
            found = made["all"] if is_whole else made["states"][firsts[first]][lasts[last]]
            drawn, headline, count, *_ = found
            claims = tuple(captions.decisive(here.shown, kind)[number] for number in chosen)
            for at, layout in enumerate(LAYOUTS):
                own = made["scenes"][at]
                ground, *expected = on_screen(claims, kind, layout)
                assert pieces.grounds[f"ground-route-{layout}"] == ground
                found_pieces = [own["pieces"][n] for n in own["maps"][drawn][0]]
                assert [whole(parts, piece) for piece in found_pieces] == expected
            limits = {"first": maps.months[first], "last": maps.months[last]}
            selection = select(DATA.claims, here.view if is_whole else here.view.with_(**limits))
            shown = records(selection.shown)
            words = [whole(parts, made["sentences"][n]) for n in (headline, count)]
            assert words == [
                captions.map_headline(shown, kind, here.names),
                f"{counts.counting(selection)} {captions.on_this_map(shown, kind)}".strip(),
            ]
    assert checked > 250


@pytest.mark.usefixtures("undrawn_timeline")
def test_a_page_holds_every_frame_that_is_drawn_and_opens_on_that_of_its_view():
    assert Maps(told()).frames == tuple(EXTENTS)
    month = "from=2024-12&to=2024-12&kind=departed"
    there = page(told(f"{month}&frame=world")).decode()
    assert data_of(there)["frame"] == list(EXTENTS).index(Frame.WORLD)
    # A map that is moved by hand is no page's: the route is drawn in its place.
    moved = page(told(f"{month}&frame=explore")).decode()
    assert data_of(moved)["frame"] == list(EXTENTS).index(Frame.ROUTE)
    assert '<div class="stage wide"><svg viewBox="0 0 940 484" role="group"' in moved
    assert '<g class="ground"><use href="#ground-route-wide"/></g>' in moved


def data_of(made: str) -> dict:
    found = Elements(made)
    written = zip(found.inside["script"], found.all("script"), strict=True)
    return json.loads(next(text for text, attrs in written if attrs.get("id") == "maps"))


def test_a_part_of_a_map_leads_only_where_the_page_has_something():
    pieces = PagePieces(places=frozenset({"hyesan"}))
    rason = Group((), place="rason", tip=("Rason",))
    hyesan = Group((), place="hyesan")
    svg = Svg(link_to=pieces.address)
    assert svg.group(rason) == '<g data-place="rason" data-tip="Rason"></g>'
    assert svg.group(hyesan) == '<a data-place="hyesan" href="#place-hyesan"></a>'
    assert Svg().group(hyesan) == '<a data-place="hyesan"></a>'


def test_the_page_tells_the_headline_and_the_count_of_the_map_page(opening):
    first = told()
    headline = captions.map_headline(first.shown, first.kind, first.names)
    assert f'<h1 id="finding" data-nk-follows="headline">{headline}</h1>' in opening
    assert f'<p class="nk-count">{first.map_counting}</p>' in opening


def test_the_marks_of_the_first_map_tell_what_they_are_without_a_script():
    for layout, picture in Maps(told()).pictures.items():
        marks = [group for group in picture.groups if 'class="marks"' in group]
        assert [mark for mark in marks if "<title>" not in mark] == [], layout
        assert len(marks) == 6


def test_very_many_maps_go_by_years_and_months_stay_single():
    maps = Maps(told("&".join(f"layer={layer}" for layer in ALL_LAYERS)))
    assert maps.by_year
    assert maps.frames == (Frame.ROUTE,)
    stretches = set(maps.planned[maps.kinds[0]])
    assert {(n, n) for n in range(len(maps.months))} <= stretches
    long = [(i, j) for i, j in stretches if i != j]
    assert all(i == 0 or maps.months[i].endswith("-01") for i, _ in long)
    assert all(j == len(maps.months) - 1 or maps.months[j].endswith("-12") for _, j in long)
    assert all(len(set(planned.values())) <= 2 * MOST_MAPS for planned in maps.planned.values())


# ---------------------------------------------------------------- what is inside


def test_every_claim_stands_in_full_with_its_source_and_how_to_cite_it(opening):
    here = told()
    articles = dict(
        re.findall(r'<article id="claim-([^"]*)">(.*?)</details></article>', opening, re.DOTALL)
    )
    assert set(articles) == here.ids
    for claim in here.shown:
        own = articles[claim.claim_id]
        assert escape(DATA.source_by_id[claim.source_id]["url"]) in own
        assert "Cite this claim" in own
    assert "an arrival in Russia · a total for Ryanggang · a monthly rate" in articles["AP2501-20"]


def test_the_claims_leave_the_page_as_the_csv_file_of_the_view(opening):
    coded = re.search(r'href="data:text/csv;charset=utf-8;base64,([^"]*)"', opening)[1]
    assert base64.b64decode(coded) == export.write("csv", Evidence(DATA, View()))


def test_the_story_is_told_where_it_is_asked_for(with_story, opening):
    made = with_story
    assert len(re.findall(r'<div class="step" id="step-\d+"', made)) == len(STEPS) == 11
    assert 'id="story"' not in opening
    used = re.findall(r'<use href="#(ground-[a-z-]+)"', made)
    grounds = re.findall(r'<g id="(ground-[a-z-]+)">', made)
    assert set(used) <= set(grounds)
    assert len(grounds) == len(set(grounds)) == len(LAYOUTS) * len(EXTENTS)


@pytest.mark.parametrize("name", ["story", "everything"])
def test_a_page_is_under_two_and_a_half_megabytes(tmp_path_factory, name):
    assert len(published(tmp_path_factory, name).read_bytes()) < 2.5 * MEGABYTE


def test_the_page_lets_nothing_in_but_what_it_brings(opening):
    found = Elements(opening)
    policy = next(
        a["content"] for a in found.all("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    scripts = [
        text
        for text, a in zip(found.inside["script"], found.all("script"), strict=True)
        if "type" not in a
    ]
    (style,) = found.inside["style"]

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert scripts == [WAITING, PAGE_SCRIPT]
    allowed = [f"'sha256-{digest(script)}'" for script in scripts]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src "
        f"{' '.join(allowed)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    fetched = [
        v for _, a in found.found for k, v in a.items() if k in ("src", "srcset", "data") and v
    ]
    assert fetched == []
    assert [a["href"] for a in found.all("link")] == ["data:,"]
    assert not any("style" in attrs for _, attrs in found.found)


def test_a_page_is_described_as_a_dataset_for_search_engines():
    found = json.loads(
        linked_data(
            told(
                "kind=departed&kind=present&layer=dispatch&layer=baselines", "https://nkmap.example"
            )
        )
    )
    assert (found["@type"], found["version"]) == ("Dataset", "0.3.0")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["temporalCoverage"] == "2018-01-01/2026-01-31"
    assert [kind["name"] for kind in found["variableMeasured"]] == ["Present", "Departed"]
    hyesan = next(place for place in found["spatialCoverage"] if place["name"] == "Hyesan")
    assert hyesan["geo"]["@type"] == "GeoCoordinates"
    russia = next(place for place in found["spatialCoverage"] if place["name"] == "Russia")
    assert "geo" not in russia
    assert found["isBasedOn"][0] == {
        "@type": "CreativeWork",
        "name": "ASIAPRESS (Rimjin-gang), January 2025",
        "publisher": {"@type": "Organization", "name": "ASIAPRESS (Rimjin-gang)"},
        "url": "https://asiapress.org/rimjin-gang/2025/01/society-economy/worker",
    }
    assert found["url"].startswith("https://nkmap.example/?")


def test_text_cannot_break_out_of_a_script():
    assert in_script({"a": "</script><script>alert(1)</script>&\u2028"}) == (
        '{"a":"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\\u0026\\u2028"}'
    )


@pytest.mark.parametrize(
    ("address", "web"),
    [
        ("https://a.example/b", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("http://[", False),
        ("http://a.example/b c", False),
        ("http://a.example/\u202e", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_links(address, web):
    assert is_web(address) is web


def test_every_colour_of_the_page_follows_the_theme(opening):
    drawn = re.sub(
        r"<style>.*?</style>|<script.*?</script>|base64,[^\"]*", "", opening, flags=re.DOTALL
    )
    assert re.findall(r'(?:fill|stroke)="#[0-9A-Fa-f]{3,6}"', drawn) == []
    (style,) = Elements(opening).inside["style"]
    for theme in re.findall(r":root\{(.*?)\}", style):
        declared = set(re.findall(r"(--nk-[a-z0-9-]+):", theme))
        assert set(re.findall(r"var\((--nk-[a-z0-9-]+)\)", opening)) <= declared


def test_more_claims_than_one_file_holds_are_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(pages, "MOST_CLAIMS", 10)
    with pytest.raises(
        TooMany,
        match=r"38 claims are more than one file holds \(10\); narrow the view, or write a site of linked pages",
    ):
        page(told())


@pytest.mark.usefixtures("undrawn_timeline")
def test_a_page_of_no_claim_says_that_this_is_not_a_report_of_nothing():
    made = page(told("q=nothingofthiskind")).decode()
    assert "No claim matches these choices. That is not a report of nothing." in made


def test_a_page_has_a_name_that_tells_what_is_in_it():
    assert export.named_by_claims(told(), ".html") == "nkmap-0.3.0-38-of-140-claims.html"


# ---------------------------------------------------------------- text from data

ALLOWED_SCHEMES = ("http://", "https://", "#", "data:text/csv", "../", "data:,")


def test_an_uncertain_date_fades_on_a_page_as_finely_as_in_the_app():
    shown = told()
    opacity = re.compile(r' (opacity|fill-opacity|stroke-opacity)="([^"]*)"')
    time = TimeScale.beside_names(shown.months, 1200.0)
    chart = timeline.chart(timeline.lanes(shown, time), time, COLOURS)
    drawn = render.chart(chart)
    brush = re.compile(r'<path [^>]*d="M0,0h0v0h0Z"[^>]*/>')  # has no size until a hand draws it
    whole = opacity.findall(brush.sub("", drawn))
    kept = opacity.findall(time_part(shown, 1200.0).chart)
    assert set(kept) == {found for found in whole if float(found[1]) > 0}
    assert {float(value) * 10 % 1 for _, value in kept} != {0.0}


def harmless(made: str, *, linked: bool = False) -> None:
    found = Elements(made)
    assert not [name for _, attrs in found.found for name in attrs if name.lower().startswith("on")]
    assert (
        len(
            found.all("iframe")
            + found.all("object")
            + found.all("embed")
            + found.all("img")
            + found.all("form")
        )
        == 0
    )
    written = zip(found.inside["script"], found.all("script"), strict=True)
    runs = [words for words, attrs in written if "type" not in attrs]
    assert runs in ([WAITING, PAGE_SCRIPT], [""], [])  # a page's own; a site's, from a file
    kinds = [attrs.get("type", "run") for attrs in found.all("script")]
    assert set(kinds) <= {"run", "application/ld+json", "application/json"}
    for text, attrs in zip(found.inside["script"], found.all("script"), strict=True):
        if attrs.get("type"):
            json.loads(text)
    for attrs in found.all("a"):
        href = attrs.get("href") or ""
        assert href.startswith(ALLOWED_SCHEMES) or (linked and re.fullmatch(r"[\w./-]+", href)), (
            href
        )
    assert "\u202e" not in made


def test_no_text_from_data_does_anything_in_a_page(tmp_path_factory):
    made = published(tmp_path_factory, "hostile").read_text(encoding="utf-8")
    harmless(made)


def test_no_text_from_data_does_anything_in_a_site(tmp_path_factory):
    pages = 0
    for path, raw in files_of(published(tmp_path_factory, "hostile-site")).items():
        if path.endswith(".html"):
            harmless(raw.decode(), linked=True)
            pages += 1
        elif path.endswith(".xml"):
            ET.fromstring(raw)
    assert pages > 130


# ---------------------------------------------------------------- the site


def files_of(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> dict[str, bytes]:
    return files_of(published(tmp_path_factory, "site"))


def test_a_site_has_a_page_for_every_claim_place_and_source(site):
    for claim in DATA.claims["claim_id"]:
        assert f"claim/{claim}.html" in site
        assert site[f"card/{claim}.png"].startswith(b"\x89PNG")
    assert {f"place/{place}.html" for place in DATA.places["place_id"]} <= set(site)
    assert {f"source/{source}.html" for source in DATA.claims["source_id"]} <= set(site)
    everything = Evidence(DATA, View(layers=ALL_LAYERS), "https://nkmap.example")
    for name, form in export.FORMATS.items():
        assert site[f"data/nkmap{form.ending}"] == export.write(name, everything)


def skipped(made: str) -> list[tuple[int, int]]:
    """Headings that stand more than one order below the heading before them."""
    orders = [0, *map(int, re.findall(r"<h([1-6])[ >]", made))]
    return [(one, two) for one, two in pairwise(orders) if two > one + 1]


def test_no_page_skips_an_order_of_headings(site, with_story):
    assert skipped(with_story) == []
    made = {path: skipped(raw.decode()) for path, raw in site.items() if path.endswith(".html")}
    assert {path: found for path, found in made.items() if found} == {}


def test_every_link_inside_a_site_leads_somewhere(site):
    ids = {
        path: set(re.findall(r'\bid="([^"]*)"', raw.decode()))
        for path, raw in site.items()
        if path.endswith(".html")
    }
    walked = 0
    for path, raw in site.items():
        if not path.endswith(".html"):
            continue
        for tag, attrs in Elements(raw.decode()).found:
            address = attrs.get("href") or attrs.get("src") or ""
            if tag == "use" or not address or address.startswith(("http", "data:")):
                continue
            place, _, part = address.partition("#")
            folder = path.rpartition("/")[0].split("/") if "/" in path else []
            parts = [*folder, *place.split("/")] if place else path.split("/")
            while ".." in parts:
                at = parts.index("..")
                del parts[at - 1 : at + 1]
            target = "/".join(parts)
            assert target in site, (path, address)
            assert not part or part in ids[target], (path, address)
            walked += 1
    assert walked > 3000


def test_a_claims_page_can_be_shared_with_a_card(site):
    found = Elements(site["claim/AP2501-20.html"].decode())
    properties = {a["property"]: a["content"] for a in found.all("meta") if "property" in a}
    assert properties == {
        "og:type": "article",
        "og:site_name": "nkmap",
        "og:title": "37 people reportedly left Hyesan, North Korea, for Russia in December 2024.",
        "og:description": "a source in Ryanggang Province → ASIAPRESS (Rimjin-gang), January 2025, paragraph 9. Being shown here does not confirm a claim. A missing report is not a zero.",
        "og:image": "https://map.example/card/AP2501-20.png",
        "og:image:alt": "37 people reportedly left Hyesan, North Korea, for Russia in December 2024.",
        "og:url": "https://map.example/claim/AP2501-20.html",
    }


def test_the_feed_tells_changes_newest_first_and_the_sitemap_every_page(site):
    atom = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring(site["feed.xml"])
    entries = root.findall(f"{atom}entry")
    assert len(entries) == MOST_CHANGES < len(DATA.changes)
    days = [entry.findtext(f"{atom}updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == len(entries)
    oldest = DATA.changes.iloc[-MOST_CHANGES]
    assert entries[-1].findtext(f"{atom}content") == sources.change(oldest)
    pages = [
        loc.text
        for loc in ET.fromstring(site["sitemap.xml"]).iter(
            "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        )
    ]
    expected = {path for path in site if path.endswith(".html") and path != "embed.html"}
    assert len(pages) == len(expected)
    assert set(pages) == {f"https://map.example/{path}" for path in expected}


@pytest.mark.usefixtures("one_frame", "undrawn_timeline")
def test_without_its_address_a_site_has_no_sitemap_no_cards_and_links_from_where_it_stands():
    files = dict(Site(Evidence(DATA)).files())
    assert "sitemap.xml" not in files
    assert "og:image" not in files["claim/AP2501-20.html"].decode()  # no address, no picture
    assert [path for path in files if path.startswith("card/")] == []
    assert "story.html" not in files
    atom = "{http://www.w3.org/2005/Atom}"
    links = [own.get("href") for own in ET.fromstring(files["feed.xml"]).iter(f"{atom}link")]
    claims = [str(claim) for claim in DATA.changes["claim_id"]][::-1][:MOST_CHANGES]
    pages = [f"claim/{claim}.html" if claim else "sources.html" for claim in claims]
    assert links == ["feed.xml", "sources.html", *pages]


def digests(folder: Path) -> list[str]:
    """Each file of the site of a dataset, and its page, in the order made."""
    data = dataset.load(folder)
    steps = story.read(data.story, data.known)
    shown = Evidence(data, address="https://a.example")
    made = dict(Site(shown, steps, "https://a.example").files())
    made["page"] = page(Evidence(data), steps)
    return [f"{path} {hashlib.sha256(raw).hexdigest()}" for path, raw in made.items()]


SAME = f"""
import hashlib, sys
from pathlib import Path
from nkmap import dataset, story
from nkmap.evidence import Evidence
from nkmap.web.pages import Site, page
{inspect.getsource(digests)}
for line in digests(Path(sys.argv[1])):
    print(line)
"""


def test_the_same_data_give_the_same_site_and_page_in_every_process(tmp_path):
    """The order of a set differs from process to process."""
    rows = [
        {"kind": kind, "origin": "hyesan;musan"} for kind in ("departed", "selected", "present")
    ]
    step = {
        "seq": "1",
        "title": "A step.",
        "text": "No number is reported.",
        "view": "kind=departed&claim=C1",
    }
    data = folders.folder(tmp_path / "data", *rows, story=[step])
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    another = subprocess.run(
        [sys.executable, "-c", SAME, data],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        text=True,
    )
    first, second = digests(data), another.stdout.splitlines()
    assert len(first) > 20
    assert [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.usefixtures("one_frame", "undrawn_timeline")
def test_a_claim_that_no_longer_stands_is_not_offered_for_quoting():
    frame = claims_frame({"status": "withdrawn", "best": 5, "origin": "hyesan"})
    assert [claim.is_current for claim in records(frame)] == [False]
    old = DATA.claims.assign(
        status=DATA.claims["status"].mask(DATA.claims["claim_id"] == "AP2501-20", "withdrawn")
    )
    here = Evidence(
        replace(DATA, claims=old),
        View(),
    )
    own = re.search(
        r'<article id="claim-AP2501-20">(.*?)</details></article>', page(here).decode(), re.DOTALL
    )[1]
    assert "No longer stands." in own
    assert "Say it like this" not in own


# ---------------------------------------------------------------- the command


def run(capsys, *argv):
    code = cli.main(["publish", *argv])
    return (code, *capsys.readouterr())


@pytest.mark.usefixtures("one_frame", "undrawn_timeline")
def test_the_command_writes_a_page_and_says_what_it_holds(tmp_path, capsys):
    file = tmp_path / "a.html"
    code, out, err = run(
        capsys, "--html", str(file), "--view", "?from=2024-12&to=2024-12&kind=rumours", "--story"
    )
    assert (code, out) == (
        0,
        f"{file}: 20 of 140 claims shown; 102 in layers that are off; 18 outside these months.\n",
    )
    assert err == "These parts of the link cannot be used: kind=rumours (not in this dataset).\n"
    lost = ("kind=rumours (not in this dataset)",)
    assert file.read_bytes() == page(replace(told("from=2024-12&to=2024-12"), dropped=lost), STEPS)


def test_the_command_writes_a_site_and_replaces_an_earlier_one(tmp_path, tmp_path_factory, capsys):
    folder = tmp_path / "public"
    two = folders.folder(tmp_path_factory.mktemp("two") / "data", {}, {"origin": "musan"})
    writes = ("--site", str(folder), "--data", str(two))
    code, out, err = run(capsys, *writes)
    assert (code, err) == (
        0,
        "No --site-address: no sitemap and no cards of shared links were written.\n",
    )
    assert re.fullmatch(rf"{re.escape(str(folder))}: \d+ files, 2 claims\n", out)
    (folder / "old.html").write_text("old")
    assert run(capsys, *writes, "--site-address", "https://map.example/")[0] == 0
    assert not (folder / "old.html").exists()
    assert (folder / "sitemap.xml").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_folder_that_holds_other_things_is_left_as_it_is(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("mine")
    assert run(capsys, "--site", str(tmp_path)) == (
        1, "", f"{tmp_path}: not empty, and no earlier site of nkmap; name another folder. Nothing was written.\n",
    )  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
