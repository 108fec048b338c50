"""A view with its claims: what every page, file and citation is made from."""

from dataclasses import replace

from frozen import DATA

from nkmap.cache import cached
from nkmap.evidence import Evidence, link_to
from nkmap.schema import Kind
from nkmap.view import ALL_LAYERS, View

OCTOBER = View(first="2024-10", last="2024-10", undated=False)
NOVEMBER = View(first="2024-11", last="2024-11", undated=False)


def test_two_periods_hold_the_claims_of_either_once_in_file_order_and_hide_none():
    one, other = (Evidence(DATA, view).shown for view in (OCTOBER, NOVEMBER))
    both = Evidence(DATA, periods=(OCTOBER, NOVEMBER))
    assert len(one) > 0
    assert len(other) > 0
    assert both.shown == tuple(c for c in DATA.records if c in one or c in other)
    assert both.selection.hidden == {}


def test_claims_told_besides_are_led_to_and_counted_nowhere():
    here = Evidence(DATA, View(kinds=(Kind.DEPARTED,)))
    other = next(claim for claim in DATA.records if claim not in here.shown)
    told = replace(here, also=(other, here.shown[0], other))
    assert told.others == (other,)
    assert told.ids == here.ids | {other.claim_id}
    assert told.counting == here.counting


def test_what_is_open_on_a_page_is_in_its_link_and_not_in_that_to_its_claims():
    view = View(kinds=(Kind.DEPARTED,), claim="AP2501-20")
    here = Evidence(DATA, view, "https://a.example/")
    assert here.link("timeline") == ("https://a.example/timeline?kind=departed&claim=AP2501-20")
    assert here.link_to_claims == "https://a.example/data?kind=departed"
    assert link_to(View()) == "?layer=dispatch"


def test_counts_are_of_the_claims_shown():
    here = Evidence(DATA, View(layers=ALL_LAYERS))
    departed = sum(claim.kind is Kind.DEPARTED for claim in here.shown)
    assert here.counted("kind")["departed"] == departed > 0
    assert set(here.touched()) == set(here.months)


def test_what_is_kept_is_made_once_for_a_dataset_and_anew_for_another():
    made = []

    @cached
    def name(data, word):
        made.append((data is DATA, word))
        return word.upper()

    again = replace(DATA)
    assert [name(DATA, "a"), name(DATA, "a"), name(DATA, "b"), name(again, "a")] == list("AABA")
    assert made == [(True, "a"), (True, "b"), (False, "a")]
