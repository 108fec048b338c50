"""Search and facets: what can be chosen, and how many claims each choice would show."""

import pandas as pd
import pytest
from folders import folder
from frozen import DATA
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import claims_frame

from nkmap import dataset, search
from nkmap.schema import KINDS, LAYERS, EvidenceType, Kind, Layer, WherePrecision
from nkmap.view import (
    ALL_LAYERS,
    FACETS,
    Elsewhere,
    Known,
    Number,
    View,
    choose,
    count_facets,
    elsewhere,
    select,
)

KNOWN = DATA.known


def found(words: str, **limits: object) -> list[str]:
    view = View(layers=ALL_LAYERS, search=words, **limits)
    return list(select(DATA.claims, view).shown["claim_id"])


@pytest.mark.parametrize(
    "name", ["회령", "會寧", "会寧", "会宁", "Hoeryong", "Hoeryŏng", "HOERYEONG", "회령시"]
)
def test_every_spelling_of_hoeryong_finds_the_same_claims(name):
    assert found(name) == ["AP2501-17", "AP2501-18", "AP2501-19"]


@pytest.mark.parametrize("place", DATA.places.to_dict("records"), ids=lambda row: row["place_id"])
def test_every_name_of_a_place_in_any_script_finds_every_claim_about_it(place):
    names = [place[column] for column in search.NAME_COLUMNS if place[column]]
    about = {
        row["claim_id"]
        for row in DATA.claims.to_dict("records")
        if place["place_id"] in row["origin_within"] + row["destination_within"]
    }
    for name in [*names, *place["alternates"]]:
        assert about <= set(found(name)), name


def test_all_words_must_be_found_in_any_order_and_wherever_they_stand():
    assert found("December 혜산") == found("hyesan december")
    assert "AP2501-20" in found("hyesan left")
    assert found("hyesan zebra") == []


@pytest.mark.parametrize("words", ["()", "'", "---", '"'])
def test_a_search_for_nothing_but_marks_finds_nothing(words):
    assert found(words) == []


def test_a_statement_and_a_source_are_found_by_their_ids():
    assert set(found("AP2501-04")) >= set(
        DATA.claims.loc[DATA.claims["origin_group"] == "AP2501-04", "claim_id"]
    )
    assert len(found("KBS2505")) >= (DATA.claims["source_id"] == "KBS2505").sum() > 0


def test_what_a_search_leaves_out_is_counted():
    view = View(layers=ALL_LAYERS, search="회령")
    selection = select(DATA.claims, view)
    assert selection.hidden == {"without the words searched for": len(DATA.claims) - 3}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ch'ŏngjin", "chongjin"),
        ("Hoeryŏng-si", "hoeryong si"),
        ("ХЁСАН", "хесан"),
        ("  회령  ", "회령"),
        ("<script>", "<script>"),
        ("", ""),
        ("\u202eevil\u200b", "evil"),
    ],
)
def test_text_is_folded(text, folded):
    assert search.fold(text) == folded


@pytest.mark.parametrize(
    "written",
    ["10000", "10,000", "10.000", "10 000", "10\u202f000", "10\u00a0000", "10\u2009000", "10'000",
     "10’000", "１０，０００", "١٠٬٠٠٠", "10_000", "(10,000)", "10,000.", "~10,000", "1\u00ad0,000"],
)  # fmt: skip
def test_a_number_is_one_word_however_it_is_grouped(written):
    texts = pd.Series(
        [search.fold(f"About {written} went.") for written in ("10,000", "10 000", "10.000")]
    )
    assert list(search.matches(texts, written)) == [True, True, True]


@pytest.mark.parametrize(
    ("text", "words", "is_found"),
    [
        ("14,000 workers", "4,000", False),
        ("14,000 workers", "14", False),
        ("10,000 workers", "10", False),
        ("10,000,000", "10,000", False),
        ("100 workers", "10", False),
        ("10.5 percent", "10", False),
        ("10.5 percent", "5", False),
        ("10.5 percent", "10.5", True),
        ("He counted 10.", "10", True),
        ("10-15 workers", "15", True),
        ("10,000-15,000", "15000", True),
        ("37명", "37", True),
        ("USD400", "400", True),
        ("since 2024-12", "2024-12", True),
        ("since 2024-12-15", "2024-12", True),
        ("since 2024-12-15", "2024", True),
        ("since 2024-12-15", "12", False),
        ("in 2024, 100 workers", "100", True),
        ("the 1990s", "1990", True),
        ("presented", "sent", False),
        ("workers sent", "SENT", True),
        ("조선평양", "평양", True),
    ],
)  # fmt: skip
def test_a_number_is_found_whole_and_a_latin_word_where_one_begins(text, words, is_found):
    assert list(search.matches(pd.Series([search.fold(text)]), words)) == [is_found]


def test_the_figures_of_a_claim_are_found_where_no_word_of_it_says_them(tmp_path):
    claims = dataset.load(
        folder(
            tmp_path / "d",
            {"best": "", "low": "9000", "high": "12000", "spread": "between"},
            {"best": "900"},
        )
    ).claims
    for words, ids in {"9,000": ["C1"], "12 000": ["C1"], "900": ["C2"], "37": []}.items():
        assert list(select(claims, View(search=words)).shown["claim_id"]) == ids


@pytest.mark.parametrize(
    "words", ["pay", "wage", "wages", "salary", "Earnings", "P\u00aday", "\u2066pay\u2069"]
)
def test_everyday_words_find_what_the_screen_calls_pay(words):
    of_pay = DATA.claims["kind"].isin(["pay", "promised pay"])
    assert set(DATA.claims.loc[of_pay, "claim_id"]) <= set(found(words))


@pytest.mark.parametrize("words", ["soldiers", "troops", "Military kept apart soldiers"])
def test_everyday_words_find_what_the_screen_calls_soldiers(words):
    soldiers = DATA.claims["group"] == "soldiers"
    assert set(DATA.claims.loc[soldiers, "claim_id"]) <= set(found(words))


@pytest.mark.parametrize("kind", sorted({str(kind) for kind in DATA.claims["kind"]}))
def test_every_claim_is_found_by_the_words_of_the_screen(kind):
    own = DATA.claims[DATA.claims["kind"] == kind]
    assert set(own["claim_id"]) <= set(found(KINDS[Kind(kind)].label))
    for row in own.to_dict("records"):
        words = (
            f"{LAYERS[Layer(row['layer'])].label} {row['group']} {row['unit']} {row['evidence']}"
        )
        assert row["claim_id"] in found(words)


def test_words_in_layers_that_are_off_and_behind_other_choices_are_counted():
    claims = claims_frame(
        {"kind": "departed"},
        {"kind": "present", "layer": "baselines"},
        {"kind": "present", "layer": "baselines", "when": "2023-01"},
        {"kind": "planned", "layer": "plans"},
        {"kind": "departed", "when": "2023-01"},
        {"kind": "departed", "layer": "plans"},
    ).assign(search_text=["pay", "pay", "pay", "pay", "pay", "none"])
    assert elsewhere(claims, View(search="pay")) == Elsewhere(
        {Layer.BASELINES: 2, Layer.PLANS: 1}, 0
    )
    assert elsewhere(claims, View(search="pay", kinds=(Kind.DEPARTED,))) == Elsewhere({}, 3)
    view = View(search="pay", first="2024-12", last="2024-12")
    assert elsewhere(claims, view) == Elsewhere({Layer.BASELINES: 1, Layer.PLANS: 1}, 2)
    assert elsewhere(claims, View(search="pay", layers=ALL_LAYERS)) == Elsewhere({}, 0)
    assert elsewhere(claims, View()) == Elsewhere({}, 0)
    shown = select(claims, view.with_(layers=(Layer.DISPATCH, Layer.BASELINES, Layer.PLANS))).count
    assert shown == select(claims, view).count + 2


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_can_be_searched_for(words):
    assert isinstance(found(words[:50]), list)


def test_a_name_in_a_summary_alone_is_found_by_the_others_of_that_place():
    places = pd.DataFrame(
        {
            "place_id": ["musan", "mine"],
            "name_en": ["Musan", "Musan Mine"],
            **{name: ["", ""] for name in search.NAME_COLUMNS[2:]},
            "name_ko": ["무산", "무산광산"],
            "alternates": [(), ("Mine",)],
        }
    )
    names = search.Names(places)
    assert search.texts([("Seen at Musan Mine.",)], [()], names) == [
        "seen at musan mine. | musan | 무산 | musan mine | 무산광산 | mine"
    ]
    assert search.texts([("musans minefield",)], [("musan",)], names) == [
        "musans minefield | musan | 무산"
    ]


TWO = claims_frame(
    {"kind": "departed", "best": 37, "origin": "hyesan", "evidence": "heard", "sector": "a;b"},
    {"kind": "departed", "when": "", "evidence": "estimate", "sector": "b"},
    {"kind": "present", "layer": "baselines", "low": 5, "origin": "musan"},
)
TWO_KNOWN = Known.of(TWO, pd.DataFrame({"place_id": ["hyesan", "musan"]}))


def test_each_facet_counts_what_its_choices_would_show_beside_the_others():
    counted = {
        facet: {option.value: option.count for option in own.options}
        for facet, own in count_facets(
            TWO, TWO_KNOWN, View(kinds=(Kind.DEPARTED,), number=Number.GIVEN), 30
        ).items()
    }
    assert list(counted) == list(FACETS)
    assert counted == {
        "layers": {"dispatch": 1},
        "kinds": {"departed": 1},
        "number": {"given": 1, "none": 1},
        "dated": {"given": 1},
        "origins": {"hyesan": 1},
        "named": {"hyesan": 1},
        "destinations": {},
        "sources": {"S1": 1},
        "evidence": {"heard": 1},
        "precisions": {"district or county": 1},
        "sectors": {"a": 1, "b": 1},
        "groups": {"civilian workers": 1},
        "origin_groups": {"G1": 1},
    }


choices = st.builds(
    lambda layers, kinds, evidence, precisions, number, dated, undated, months: View(
        *months,
        layers=tuple(layers),
        kinds=tuple(kinds),
        evidence=tuple(evidence),
        precisions=tuple(precisions),
        number=number,
        dated=dated,
        undated=undated,
    ),
    layers=st.lists(st.sampled_from(Layer)),
    kinds=st.lists(st.sampled_from(Kind), max_size=2),
    evidence=st.lists(st.sampled_from(EvidenceType), max_size=2),
    precisions=st.lists(st.sampled_from(WherePrecision), max_size=2),
    number=st.none() | st.sampled_from(Number),
    dated=st.booleans(),
    undated=st.booleans(),
    months=st.just((None, None)) | st.just(("2024-10", "2024-12")),
)


@settings(max_examples=20, deadline=None)
@given(choices, st.sampled_from(list(FACETS)))
@example(View(layers=(Layer.BASELINES,), undated=False), "dated")
@example(View(first="2024-10", last="2024-12", undated=False), "dated")
def test_the_count_of_a_choice_is_what_choosing_it_alone_shows(view, facet):
    for option in count_facets(DATA.claims, KNOWN, view, 1000)[facet].options:
        alone = view.with_(**choose(facet, (option.value,)))
        assert len(select(DATA.claims, alone).shown) == option.count, option


@given(choices.filter(lambda view: view.dated or view.undated), st.sampled_from(list(FACETS)))
def test_what_is_chosen_in_a_facet_can_be_told_and_chosen_again(view, facet):
    assert view.with_(**choose(facet, view.chosen(facet))) == view


def test_a_facet_with_many_values_keeps_what_is_chosen_then_the_most_frequent():
    frame = claims_frame(
        *[{"origin_group": "G1"}] * 3, *[{"origin_group": "G2"}] * 2, {"origin_group": "G3"}
    )
    known = Known.of(frame, pd.DataFrame({"place_id": []}))
    view = View(origin_groups=("G3",), kinds=(Kind.DEPARTED,))
    counted = count_facets(frame, known, view, 2)["origin_groups"]
    assert [(option.value, option.count) for option in counted.options] == [("G3", 1), ("G1", 3)]
    assert counted.left_out == 1
