"""References: whoever published it first, nkmap last, and no text is anything but text."""

import json
import re
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from folders import CHANGES, SOURCES, folder
from frozen import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NAMES, claims, claims_frame

from nkmap import cite, cli, dataset
from nkmap.cite import FORMATS, Citation, Reference, as_text, file_name, write
from nkmap.cite.references import ReferenceDate, key, web_address
from nkmap.claim import records
from nkmap.cli.generated_files import generated
from nkmap.evidence import Evidence
from nkmap.schema import Kind
from nkmap.story.fact_check import wrong
from nkmap.view import ALL_LAYERS, View, select
from nkmap.wording import hedges, sources
from nkmap.wording.sources import quote_claim, quote_view

ROOT = Path(__file__).parents[1]
SOURCE = {
    "source_id": "S1", "publisher": "The Paper (copy at P)", "title": "Workers & trains",
    "authors": "Kim A.;Lee B.", "published": "2025-01-16", "accessed": "2025-03-02",
    "language": "en", "url": "https://example.org/a_b?c=1&d=%20",
    "archive_url": "https://archive.example.org/a", "relay_of": "Q News", "access": "relay",
}  # fmt: skip
PLAIN = {
    "source_id": "S1", "publisher": "P", "published": "2025-01", "language": "en",
    "url": "https://example.org/a", "access": "original",
}  # fmt: skip
HERE = "https://map.example.org"


def data_of(path, *rows, source=PLAIN):
    return dataset.load(folder(path / "d", *(rows or ({},)), sources=(source, SOURCES[1])))


def cited(path, *rows, source=PLAIN, address=""):
    """The citation of the first claim of a small dataset."""
    data = data_of(path, *rows, source=source)
    return cite.of_claim(data, records(data.claims)[0], address)


def made(name, citation):
    return FORMATS[name].make(citation)


# ---------------------------------------------------------------- one claim in every format


def test_a_claim_as_text_is_said_first_and_then_cited_source_first(tmp_path):
    assert as_text(cited(tmp_path, source=SOURCE)) == (
        "37 people reportedly left Hyesan, North Korea, for Russia in December 2024, according to a partner, as "
        "told by The Paper (The Paper [copy at P], 16 January 2025; claim C1; nkmap data 0.1.0).\n"
        "\n"
        "The Paper (copy at P). Kim A. and Lee B. “Workers & trains”. 16 January 2025. A relay. "
        "Passes on: Q News. https://example.org/a_b?c=1&d=%20 (archived copy: "
        "https://archive.example.org/a; accessed 2 March 2025)\n"
        "nkmap. Reported dispatches of North Korean workers abroad. Version 0.1.0 of the data. "
        "1 January 2026. Claim C1, paragraph 1. Licence: CC BY 4.0. Link: ?claim=C1 (add it to the "
        "address of the dashboard).\n"
    )


def test_a_claim_as_bibtex(tmp_path):
    assert made("bibtex", cited(tmp_path, source=SOURCE, address=HERE)) == (
        r"""@misc{S1,
  author = {{Kim A.} and {Lee B.}},
  title = {{Workers \& trains}},
  howpublished = {The Paper (copy at P)},
  publisher = {The Paper (copy at P)},
  year = {2025},
  month = jan,
  day = {16},
  language = {en},
  url = {https://example.org/a_b?c=1&d=%20},
  urldate = {2025-03-02},
  note = {A relay. Passes on: Q News. Archived copy: https://archive.example.org/a},
}

@misc{nkmap-0.1.0-C1,
  author = {{nkmap}},
  title = {{Reported dispatches of North Korean workers abroad}},
  publisher = {nkmap},
  year = {2026},
  month = jan,
  day = {1},
  version = {0.1.0},
  url = {https://map.example.org/?claim=C1},
  note = {Claim C1, paragraph 1. Licence: CC BY 4.0.},
}
"""
    )


def test_a_claim_as_ris(tmp_path):
    assert made("ris", cited(tmp_path, source=SOURCE, address=HERE)).split("\r\n") == [
        "TY  - ELEC",
        "ID  - S1",
        "AU  - Kim A.",
        "AU  - Lee B.",
        "TI  - Workers & trains",
        "PB  - The Paper (copy at P)",
        "PY  - 2025",
        "DA  - 2025/01/16/",
        "LA  - en",
        "UR  - https://example.org/a_b?c=1&d=%20",
        "Y2  - 2025/03/02/",
        "N1  - A relay. Passes on: Q News. Archived copy: https://archive.example.org/a",
        "ER  - ",
        "TY  - DATA",
        "ID  - nkmap-0.1.0-C1",
        "AU  - nkmap",
        "TI  - Reported dispatches of North Korean workers abroad",
        "PB  - nkmap",
        "PY  - 2026",
        "DA  - 2026/01/01/",
        "ET  - 0.1.0",
        "UR  - https://map.example.org/?claim=C1",
        "N1  - Claim C1, paragraph 1. Licence: CC BY 4.0.",
        "ER  - ",
        "",
    ]


def test_a_claim_as_csl_json(tmp_path):
    assert json.loads(made("csl", cited(tmp_path, source=SOURCE, address=HERE))) == [
        {
            "id": "S1",
            "type": "webpage",
            "author": [{"literal": "Kim A."}, {"literal": "Lee B."}],
            "title": "Workers & trains",
            "container-title": "The Paper (copy at P)",
            "publisher": "The Paper (copy at P)",
            "issued": {"date-parts": [[2025, 1, 16]]},
            "accessed": {"date-parts": [[2025, 3, 2]]},
            "language": "en",
            "URL": "https://example.org/a_b?c=1&d=%20",
            "note": "A relay. Passes on: Q News. Archived copy: https://archive.example.org/a",
        },
        {
            "id": "nkmap-0.1.0-C1",
            "type": "dataset",
            "author": [{"literal": "nkmap"}],
            "title": "Reported dispatches of North Korean workers abroad",
            "publisher": "nkmap",
            "issued": {"date-parts": [[2026, 1, 1]]},
            "version": "0.1.0",
            "URL": "https://map.example.org/?claim=C1",
            "note": "Claim C1, paragraph 1. Licence: CC BY 4.0.",
        },
    ]


@pytest.mark.parametrize(
    ("own", "english", "told"),
    [
        ("Бойцы", "Fighters", "Бойцы [Fighters]"),
        ("Бойцы", "", "Бойцы"),
        ("", "Fighters", "Fighters"),
        ("", "", ""),
    ],
)
def test_a_title_stands_in_its_own_language_with_its_translation_in_brackets(own, english, told):
    assert sources.title(pd.Series({"title_original": own, "title": english})) == told


def test_a_source_without_author_title_and_date_gets_none_of_them(tmp_path):
    citation = cited(tmp_path, source={**PLAIN, "published": ""})
    assert as_text(citation).splitlines()[2] == "P. no date in our copy. https://example.org/a"
    assert made("bibtex", citation).split("\n\n")[0] == (
        "@misc{S1,\n"
        "  author = {{P}},\n"
        "  publisher = {P},\n"
        "  language = {en},\n"
        "  url = {https://example.org/a},\n"
        "  note = {No date in our copy.},\n"
        "}"
    )
    assert made("ris", citation).split("\r\n")[:8] == [
        "TY  - ELEC", "ID  - S1", "AU  - P", "PB  - P", "LA  - en", "UR  - https://example.org/a",
        "N1  - No date in our copy.", "ER  - ",
    ]  # fmt: skip
    assert json.loads(made("csl", citation))[0] == {
        "id": "S1", "type": "webpage", "author": [{"literal": "P"}], "publisher": "P",
        "language": "en", "URL": "https://example.org/a", "note": "No date in our copy.",
    }  # fmt: skip


def test_a_weak_copy_is_named_in_every_format(tmp_path):
    weak = {**PLAIN, "access": "weak copy", "relay_of": "Q"}
    citation = cited(tmp_path, source=weak)
    note = "A weak copy, which may have changed the report. Passes on: Q."
    assert as_text(citation) == (
        "37 people reportedly left Hyesan, North Korea, for Russia in December 2024, according to "
        "a partner, as told by P (weak copy) (P, January 2025, weak copy; claim C1; nkmap data 0.1.0).\n\n"
        f"P. January 2025. {note} https://example.org/a\n"
        f"{as_text(citation).splitlines()[-1]}\n"
    )
    assert f"  note = {{{note}}},\n" in made("bibtex", citation)
    assert f"N1  - {note}\r\n" in made("ris", citation)
    assert json.loads(made("csl", citation))[0]["note"] == note


def test_a_claim_read_in_a_weak_copy_of_a_better_source_says_so(tmp_path):
    data = data_of(tmp_path, {"access": "weak copy"}, {})
    weak, good = records(data.claims)
    assert cite.of_claim(data, weak).references[0].note == (
        "A weak copy, which may have changed the report."
    )
    assert cite.of_claim(data, good).references[0].note == ""
    assert cite.of_view(Evidence(data, View())).references[0].note == (
        "Claim C1: a weak copy, which may have changed the report. "
        "Claim C2: read as it was published."
    )


def test_a_claim_that_no_longer_stands_is_cited_as_such_and_not_offered(tmp_path):
    text = as_text(cited(tmp_path, {"status": "superseded", "superseded_by": "C2"}, {}))
    assert text.startswith(
        "Claim C1 no longer stands: superseded by C2. It is not offered to be quoted.\n\n"
    )
    assert "Claim C1, paragraph 1. It no longer stands: superseded by C2. Licence" in text


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("edtf", "words", "bibtex", "ris", "csl"),
    [
        ("2025", "2025", "  year = {2025},\n", ["PY  - 2025", "DA  - 2025///"],
         {"date-parts": [[2025]]}),
        ("2025-04", "April 2025", "  year = {2025},\n  month = apr,\n",
         ["PY  - 2025", "DA  - 2025/04//"], {"date-parts": [[2025, 4]]}),
        ("2025-04-17~", "about 17 April 2025", "  year = {about 17 April 2025},\n",
         ["PY  - 2025", "DA  - 2025/04/17/about 17 April 2025"],
         {"date-parts": [[2025, 4, 17]], "circa": True}),
        ("2025-04?", "possibly April 2025", "  year = {possibly April 2025},\n",
         ["PY  - 2025", "DA  - 2025/04//possibly April 2025"],
         {"date-parts": [[2025, 4]], "circa": True}),
        ("2025-21", "spring 2025", "  year = {spring 2025},\n",
         ["PY  - 2025", "DA  - 2025///spring 2025"], {"date-parts": [[2025]]}),
        ("2025-03/2025-04", "March to April 2025", "  year = {March to April 2025},\n", [],
         {"literal": "March to April 2025"}),
        ("../2017", "until 2017, start not given", "  year = {until 2017, start not given},\n", [],
         {"literal": "until 2017, start not given"}),
    ],
)  # fmt: skip
def test_a_date_is_as_fine_as_it_is_known_and_no_finer(edtf, words, bibtex, ris, csl):
    citation = Citation((Reference("S1", "P", issued=ReferenceDate.of(edtf)),))
    assert as_text(citation) == f"P. {words}.\n"
    vague = f"Published {words}." if ReferenceDate.of(edtf).is_vague else ""
    note = f"  note = {{{vague}}},\n" if vague else ""
    assert made("bibtex", citation) == (
        f"@misc{{S1,\n  author = {{{{P}}}},\n  publisher = {{P}},\n{bibtex}{note}}}\n"
    )
    assert made("ris", citation).split("\r\n") == [
        "TY  - ELEC", "ID  - S1", "AU  - P", "PB  - P", *ris, *([f"N1  - {vague}"] if vague else []),
        "ER  - ", "",
    ]  # fmt: skip
    item = json.loads(made("csl", citation))[0]
    assert (item["issued"], item.get("note", "")) == (csl, vague)


@pytest.mark.parametrize(
    ("edtf", "text", "bibtex", "ris"),
    [
        ("2025-03-02", "(accessed 2 March 2025)", "urldate = {2025-03-02}", "Y2  - 2025/03/02/\r\n"),
        ("2025-03", "(accessed March 2025)", "note = {Accessed March 2025.}", "Y2  - 2025/03//\r\n"),
        ("2025~", "(accessed about 2025)", "note = {Accessed about 2025.}",
         "Y2  - 2025///about 2025\r\n"),
    ],
)  # fmt: skip
def test_the_day_of_reading_is_told_where_it_is_known(edtf, text, bibtex, ris):
    citation = Citation(
        (Reference("S1", "P", issued=ReferenceDate.of("2025"), accessed=ReferenceDate.of(edtf)),)
    )
    assert as_text(citation) == f"P. 2025. {text}\n"
    assert bibtex in made("bibtex", citation)
    assert ris in made("ris", citation)


# ---------------------------------------------------------------- views and the dataset


def test_a_view_cites_every_source_by_first_appearance_and_counts(tmp_path):
    data = data_of(
        tmp_path, {"source_id": "S2"}, {}, {"source_id": "S2"}, {"kind": "returned"}, {"status": "withdrawn"},
    )  # fmt: skip
    export = Evidence(data, View(kinds=(Kind.DEPARTED,)), HERE)
    assert as_text(cite.of_view(export)) == (
        "37 people reportedly left Hyesan, North Korea, for Russia in December 2024, according to a "
        "partner, as told by Q. The same view shows 3 other claims; all 4 go back to 1 statement in 2 "
        "publications and are not added up; 1 of them no longer stands (Q, February 2025; claim "
        "C1; nkmap data 0.1.0; 4 of 5 claims shown).\n"
        "\n"
        "Q. February 2025. https://example.org/b\n"
        "P. January 2025. https://example.org/a\n"
        "nkmap. Reported dispatches of North Korean workers abroad. Version 0.1.0 of the data. "
        "1 January 2026. 4 of 5 claims shown; 1 of another kind. Licence: CC BY 4.0. "
        "https://map.example.org/data?kind=departed\n"
    )


def test_a_view_without_a_claim_is_no_report_of_nothing(tmp_path):
    data = data_of(tmp_path, {})
    assert as_text(cite.of_view(Evidence(data, View(origins=("musan",))))) == (
        "No claim matches this view. That is not a report of nothing.\n"
        "\n"
        "nkmap. Reported dispatches of North Korean workers abroad. Version 0.1.0 of the data. "
        "1 January 2026. 0 of 1 claim shown; 1 from another place. No claim matches this view. That "
        "is not a report of nothing. Licence: CC BY 4.0. Link: ?origin=musan (add it to the address "
        "of the dashboard).\n"
    )


def test_the_dataset_cites_every_publication_also_one_without_a_claim(tmp_path):
    data = data_of(tmp_path, {}, source={**PLAIN, "access": "relay", "relay_of": "Z"})
    assert as_text(cite.of_dataset(data, f"{HERE}/")) == (
        "P. January 2025. A relay. Passes on: Z. https://example.org/a\n"
        "Q. February 2025. https://example.org/b\n"
        "nkmap. Reported dispatches of North Korean workers abroad. Version 0.1.0 of the data. "
        "1 January 2026. 2 publications, 1 claim that go back to 1 statement. Cite the source of a "
        "claim first (publisher, title, date, address), then nkmap with the version of the data. "
        "Licence: CC BY 4.0. https://map.example.org\n"
    )


def test_names_of_references_are_ascii_and_no_two_are_alike(tmp_path):
    sources = [{**PLAIN, "source_id": name} for name in ("S1", "s1", "S-1")]
    where = folder(
        tmp_path / "d", *({"source_id": s["source_id"]} for s in sources), sources=sources
    )
    data = dataset.load(where)
    whole = cite.of_dataset(data)
    assert [reference.key for reference in whole.references] == ["S1", "s1.2", "S-1", "nkmap-0.1.0"]
    second = cite.of_claim(data, records(data.claims)[1])
    assert [reference.key for reference in second.references] == ["s1.2", "nkmap-0.1.0-C2"]
    assert file_name(second, "bibtex") == "nkmap-0.1.0-C2.bib"
    assert key("회령 {a},b~") == "a-b"
    assert key("회령") == "source"


def test_two_views_have_two_names_and_one_view_has_one_wherever_it_stands(tmp_path):
    data = data_of(tmp_path, {})
    one, other = View(), View(kinds=(Kind.DEPARTED,))
    keys = [
        cite.of_view(Evidence(data, view, address)).references[-1].key
        for view, address in ((one, ""), (one, HERE), (other, ""))
    ]
    assert keys[0] == keys[1] != keys[2]
    assert all(re.fullmatch(r"nkmap-0\.1\.0-view-[0-9a-f]{8}", name) for name in keys)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_data_give_the_same_bytes(name):
    first = write(name, cite.of_dataset(DATA))
    assert first == write(name, cite.of_dataset(DATA))
    assert first.decode().endswith("\n")


# ---------------------------------------------------------------- text that would be more than text


HOSTILE = '<script>\\end{x}} $&#%_^~\nER  - \r\nTY  - BOOK\u2028\u202e37\u200f\x1b[2J\ud800 "회령"'
SEEN = '<script>\\end{x}} $&#%_^~ ER - TY - BOOK 37[2J "회령"'


def hostile(url):
    text = HOSTILE
    own = Reference(
        "K",
        text,
        text,
        (text, text),
        ReferenceDate.of("2025-01"),
        ReferenceDate.of("2025-02-01"),
        url,
        url,
        text,
        text,
        text,
    )
    return Citation((own,), text)


BAD = ("javascript:alert(1)", "data:text/html,x", "//x.org", "https:", "http://[", "ftp://x.org",
       "https://x.org/\n}", "https://x.org/\u202ea", "")  # fmt: skip


@pytest.mark.parametrize("url", BAD)
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_no_address_of_the_web_is_written_nowhere(name, url):
    text = made(name, hostile(url))
    assert text == made(name, hostile(""))
    assert not any(sign in text for sign in ("javascript", "data:text", "x.org", "http"))


def test_what_no_address_may_hold_is_written_as_its_number():
    assert web_address('https://x.org/{a}"b"<c>\\^`|}%20é') == (
        "https://x.org/%7Ba%7D%22b%22%3Cc%3E%5C%5E%60%7C%7D%20é"
    )


def test_hostile_text_stays_text_on_one_line():
    assert as_text(hostile("")) == (
        f"{SEEN}\n\n{SEEN}. {SEEN} and {SEEN}. “{SEEN}”. Version {SEEN} of the data. "
        f"January 2025. {SEEN}. (accessed 1 February 2025)\n"
    )


def test_hostile_text_is_no_command_of_bibtex():
    text = (
        r"<script>\textbackslash{}end\textbraceleft{}x\textbraceright{}\textbraceright{} "
        r"\$\&\#\%\_\textasciicircum{}\textasciitilde{} ER - TY - BOOK 37[2J "
        '"회령"'
    )
    assert made("bibtex", hostile("")) == (
        "@misc{K,\n"
        f"  author = {{{{{text}}} and {{{text}}}}},\n"
        f"  title = {{{{{text}}}}},\n"
        f"  howpublished = {{{text}}},\n"
        f"  publisher = {{{text}}},\n"
        "  year = {2025},\n"
        "  month = jan,\n"
        f"  version = {{{text}}},\n"
        f"  language = {{{text}}},\n"
        "  urldate = {2025-02-01},\n"
        f"  note = {{{text}}},\n"
        "}\n"
    )


def test_hostile_text_begins_no_line_of_ris():
    assert made("ris", hostile("")).split("\r\n") == [
        "TY  - ELEC", "ID  - K", f"AU  - {SEEN}", f"AU  - {SEEN}", f"TI  - {SEEN}",
        f"PB  - {SEEN}", "PY  - 2025", "DA  - 2025/01//", f"ET  - {SEEN}", f"LA  - {SEEN}",
        "Y2  - 2025/02/01/", f"N1  - {SEEN}", "ER  - ", "",
    ]  # fmt: skip


def test_hostile_text_is_a_string_of_json():
    assert json.loads(made("csl", hostile(""))) == [
        {
            "id": "K", "type": "webpage", "author": [{"literal": SEEN}] * 2, "title": SEEN,
            "container-title": SEEN, "publisher": SEEN, "issued": {"date-parts": [[2025, 1]]},
            "accessed": {"date-parts": [[2025, 2, 1]]}, "version": SEEN, "language": SEEN,
            "note": SEEN,
        }
    ]  # fmt: skip


TEXT = st.text(max_size=40) | st.sampled_from(["}", "{", "\\", "\nER  - ", "\\}", "a\r\nTY  - X"])
REFERENCES = st.builds(
    Reference,
    key=st.just("K"),
    publisher=TEXT,
    title=TEXT,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    issued=st.sampled_from(["", "2025", "2025-01~", "../2017", "2024/2025", "2025-21"]).map(
        ReferenceDate.of
    ),
    accessed=st.sampled_from(["", "2025", "2025-01-01"]).map(ReferenceDate.of),
    address=TEXT | TEXT.map("https://x.org/{}".format),
    archived=TEXT | TEXT.map("https://x.org/{}".format),
    language=TEXT,
    note=TEXT,
    is_dataset=st.booleans(),
)


@settings(max_examples=60)
@given(st.lists(REFERENCES, min_size=1, max_size=3).map(tuple))
def test_whatever_the_text_each_reference_is_one_whole_record(references):
    citation = Citation(references)
    bibtex = made("bibtex", citation)
    depth = 0
    for sign in bibtex:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    entries = [line for line in bibtex.split("\n") if not re.match(r"  \w+ = .*,$|\}?$", line)]
    assert entries == ["@misc{K,"] * len(references)
    ris = made("ris", citation)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris.split("\r\n")[:-1])
    assert len(ris.splitlines()) == ris.count("\r\n")
    assert ris.splitlines().count("ER  - ") == len(references)
    assert len(as_text(citation).splitlines()) == len(references)
    items = json.loads(write("csl", citation))
    assert [(item["id"], item["type"] in ("webpage", "dataset")) for item in items] == [
        ("K", True)
    ] * len(references)


# ---------------------------------------------------------------- how it is said


SAID_BY = pd.Series({"publisher": "P", "published": "2025-01-16"})


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            {"best": 37, "qualifier": "about", "origin": "hyesan", "destination": "russia"},
            "About 37 people reportedly left Hyesan for Russia in December 2024, according to a "
            "partner, as told by P (P, 16 January 2025; claim C1; nkmap data 0.2.0).",
        ),
        (
            {"origin": "musan", "access": "weak copy", "contested": "Russia denies it."},
            "Workers reportedly left Musan in December 2024, according to a partner, as told by P; "
            "number not reported (contested; weak copy) (P, 16 January 2025, weak copy; claim C1; "
            "nkmap data 0.2.0).",
        ),
        (
            {"best": 37, "status": "withdrawn"},
            "Claim C1 no longer stands: withdrawn. It is not offered to be quoted.",
        ),
    ],
)
def test_a_claim_is_said_with_its_hedge_its_speaker_and_its_source(row, words):
    assert quote_claim(claims(row)[0], SAID_BY, NAMES, "0.2.0") == words


def said(*rows, on=None, view=None):
    frame = claims_frame(*rows)
    selection = select(frame, view or View())
    shown = records(selection.shown)
    return quote_view(shown, selection, NAMES, {"S1": SAID_BY}, "0.2.0", on)


def test_a_view_is_said_by_its_leading_claim_and_the_others_are_counted_not_added():
    assert said(
        {"origin": "musan"},
        {"best": 37, "qualifier": "about", "origin": "hyesan", "origin_group": "G2"},
        {"best": 40, "when": "2024-11", "origin_group": "G2"},
    ) == (
        "About 37 people reportedly left Hyesan in December 2024, according to a partner, as told "
        "by P. The same view shows 2 other claims; all 3 go back to 2 statements in 1 "
        "publication and are not added up (P, 16 January 2025; claim C2; nkmap data 0.2.0; 3 of 3 "
        "claims shown)."
    )


def test_a_view_of_one_claim_says_that_it_is_the_only_one():
    assert said({"origin": "musan"}, on=pd.Timestamp("2025-02-01").date()) == (
        "As known on 1 February 2025: Workers reportedly left Musan in December 2024, according to "
        "a partner, as told by P; number not reported. It is the only claim this view shows "
        "(P, 16 January 2025; claim C1; nkmap data 0.2.0; 1 of 1 claim shown)."
    )


def test_a_view_of_nothing_or_of_what_no_longer_stands_offers_no_sentence():
    assert said({}, view=View(kinds=(Kind.RETURNED,))) == (
        "No claim matches this view. That is not a report of nothing."
    )
    assert said({"status": "withdrawn"}) == (
        "No claim of this view stands any longer. None is offered to be quoted."
    )


# ---------------------------------------------------------------- the shipped data


def numerals(claim, sentence):
    """Where a claim's own counts stand in a sentence; of a range the first has the hedge."""
    counts = [f"{n:,}" for n in (claim.low, claim.best, claim.high) if n is not None]
    either = "|".join(map(re.escape, counts))
    return list(re.finditer(rf"(?<![\d,.])(?:{either})(?![,.]?\d)", sentence)) if counts else []


@pytest.mark.parametrize("claim", records(DATA.claims), ids=lambda claim: claim.claim_id)
def test_every_shipped_claim_is_cited_source_first_and_keeps_its_hedge(claim):
    citation = cite.of_claim(DATA, claim)
    source = DATA.source_by_id[claim.source_id]
    assert [r.publisher for r in citation.references] == [source["publisher"], "nkmap"]
    sentence, _, provider, own = as_text(citation).splitlines()
    assert provider.startswith(f"{source['publisher']}. ")
    assert own.startswith("nkmap. ")
    assert f"Claim {claim.claim_id}, {claim.locator}." in own
    for text in (sentence, provider):
        assert ("weak copy" in text) == claim.is_weak_copy
    assert source["relay_of"] in provider
    assert hedges.is_told_as_report(claim, sentence)
    assert wrong(sentence.partition("; claim ")[0], (claim,)) == ()  # number, hedge, stamps


def test_only_these_shipped_figures_stand_in_their_sentence_in_words():
    in_words = [
        claim.claim_id
        for claim in records(DATA.claims)
        if claim.has_figure and not numerals(claim, cite.of_claim(DATA, claim).saying)
    ]
    assert in_words == [
        "AP2501-03", "AP2501-19", "AP2501-26", "AP2501-27", "AP2501-28", "AP2501-30", "AP2501-33",
        "YOM2402-02",
    ]  # fmt: skip


def test_every_view_of_a_layer_of_the_shipped_data_cites_each_source_once():
    for layer in ALL_LAYERS:
        export = Evidence(DATA, View(layers=(layer,)))
        wanted = list(dict.fromkeys(export.selection.shown["source_id"]))
        assert [r.key for r in cite.of_view(export).references[:-1]] == wanted


# ---------------------------------------------------------------- the command


def test_a_claim_is_cited_on_standard_output(tmp_path, capsys):
    where = str(folder(tmp_path / "d", {}))
    assert cli.main(["cite", "C1", "--data", where]) == 0
    data = dataset.load(Path(where))
    citation = cite.of_claim(data, records(data.claims)[0])
    assert capsys.readouterr() == (as_text(citation), "")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_and_standard_output_hold_the_bytes_of_the_format(name, tmp_path, capfdbinary):
    where, address = str(folder(tmp_path / "d", {})), ["--address", HERE]
    file = tmp_path / f"out{FORMATS[name].ending}"
    data = dataset.load(Path(where))
    wanted = write(name, cite.of_view(Evidence(data, View(), HERE)))
    assert cli.main(["cite", "--view", "", "--data", where, "-o", str(file), *address]) == 0
    assert capfdbinary.readouterr() == (f"{file}: 2 references\n".encode(), b"")
    assert file.read_bytes() == wanted
    assert cli.main(["cite", "--view", "?", "--data", where, "--format", name, *address]) == 0
    assert capfdbinary.readouterr() == (wanted, b"")


def test_a_view_that_asked_for_too_much_says_what_was_dropped(tmp_path, capsys):
    where = str(folder(tmp_path / "d", {}))
    link = f"{HERE}/?origin=atlantis&vs_from=2024-01"
    assert cli.main(["cite", "--view", link, "--data", where]) == 0
    told = capsys.readouterr()
    assert "cannot be used: " in told.err
    assert told.out.startswith("37 people reportedly left Hyesan")


def test_the_dataset_is_cited_without_a_sentence(capsys):
    assert cli.main(["cite", "--all"]) == 0
    assert capsys.readouterr() == (as_text(cite.of_dataset(DATA)), "")


def test_citing_an_id_that_is_not_there_brings_the_nearest(tmp_path, capsys):
    where = str(folder(tmp_path / "d", {"claim_id": "AP2501-18"}))
    assert cli.main(["cite", "AP2501-19", "--data", where]) == 1
    told = "no claim has the id AP2501-19; did you mean AP2501-18?\n"
    assert capsys.readouterr() == ("", told)


# ---------------------------------------------------------------- CITATION.cff


def validated(program, file):
    return subprocess.run(
        [program, "--validate", "-i", file], check=False, capture_output=True, text=True
    )


@pytest.mark.office
def test_the_citation_file_of_the_project_is_valid_and_up_to_date(cffconvert):
    file = ROOT / "CITATION.cff"
    assert file.read_text(encoding="utf-8") == generated(cli.nkmap)[file]
    done = validated(cffconvert, file)
    assert (done.returncode, done.stdout) == (
        0, "Citation metadata are valid according to schema version 1.2.0.\n",
    ), done.stderr  # fmt: skip


@pytest.mark.office
def test_a_citation_file_is_valid_whatever_is_in_the_data(cffconvert, tmp_path):
    other = {**CHANGES[0], "version": "12.0.3"}
    data = dataset.load(folder(tmp_path / "d", {}, changes=(other,)))
    text = cite.citation_file(data, "1.0.0", '"quoted": [x], # and\n- more')
    (tmp_path / "CITATION.cff").write_text(text, encoding="utf-8")
    assert validated(cffconvert, tmp_path / "CITATION.cff").returncode == 0
    (tmp_path / "CITATION.cff").write_text(f"{text}nonsense: 1\n", encoding="utf-8")
    assert validated(cffconvert, tmp_path / "CITATION.cff").returncode != 0
