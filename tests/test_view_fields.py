"""One table of view fields: a new filter is one row of it."""

from dataclasses import dataclass, fields
from datetime import date

import pandas as pd
import pytest
from frozen import DATA
from samples import claims_frame

from nkmap.schema import SaidByKind
from nkmap.view import (
    Known,
    Number,
    View,
    count_facets,
    facets,
    limits,
    link,
    select,
    state,
    without,
)
from nkmap.view.fields import Facet, members, rows, view_field
from nkmap.view.fields import facets as facets_of
from nkmap.view.hidden import reasons
from nkmap.wording import counts, files_and_links


@dataclass(frozen=True)
class Wider(View):
    """A view with one filter more: one row."""

    speakers: tuple[SaidByKind, ...] = view_field(
        "speaker",
        members(SaidByKind),
        Facet("Who speaks", "said_by_kind", "said by others"),
    )


CLAIMS = claims_frame(
    {"said_by_kind": "worker"}, {"said_by_kind": "expert"}, {"said_by_kind": "international body"}
)
KNOWN = Known.of(CLAIMS, pd.DataFrame({"place_id": []}))


@pytest.fixture
def _wider(monkeypatch):
    """The same code over the table with a row more."""
    monkeypatch.setattr(link, "View", Wider)
    for room in (state, facets, files_and_links):
        monkeypatch.setattr(room, "FACETS", facets_of(Wider))


@pytest.mark.usefixtures("_wider")
def test_a_new_filter_is_one_row():
    query = "speaker=international-body&speaker=expert"
    view, dropped = link.from_query(query, KNOWN)
    assert (view.to_query(), dropped) == (query, ())
    assert link.from_query("speaker=nobody", KNOWN) == (
        Wider(),
        ("speaker=nobody (not in this dataset)",),
    )
    assert view.limits == view
    selection = select(CLAIMS, view)
    assert list(selection.shown["claim_id"]) == ["C2", "C3"]
    assert counts.counting(selection) == "2 of 3 claims shown; 1 said by others."
    told = {
        own.value: own.count for own in count_facets(CLAIMS, KNOWN, view, 9)["speakers"].options
    }
    assert told == {"worker": 1, "international body": 1, "expert": 1}
    chips = limits(view)
    assert [files_and_links.limit(chip, {}) for chip in chips] == [
        "Who speaks: international body",
        "Who speaks: expert",
    ]
    assert view.with_(**without(view, chips[0])).to_query() == "speaker=expert"


def test_every_field_of_the_view_stands_in_the_link_under_a_name_of_its_own():
    assert [row.name for row in rows(View)] == [own.name for own in fields(View)]
    keys = [row.key for row in rows(View)]
    assert len(set(keys)) == len(keys) == 33


def test_every_filter_says_what_it_hides_and_what_it_is_called():
    found = facets_of(View)
    assert len(found) == 13
    for name, facet in found.items():
        assert facet.label, name
        assert facet.hides or name == "dated", name
        assert facet.values(KNOWN) is not None, name


def test_limits_count_in_one_order_whatever_the_link_says():
    """A claim that two limits leave out is counted under the first: one value, several, worked out."""
    view = View(
        sectors=("construction",),
        origins=("musan",),
        sources=("AP2501",),
        origin_groups=("AP2501-01",),
        number=Number.GIVEN,
        search="musan",
        known_on=date(2025, 6, 1),
        first="2024-01",
        last="2024-12",
    )
    assert list(dict.fromkeys(reason.field for reason in reasons(DATA.claims, view))) == [
        "layers",
        "known_on",
        "sources",
        "origin_groups",
        "origins",
        "sectors",
        "number",
        "search",
        "first",
    ]
