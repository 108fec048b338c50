"""Whatever is changed in valid input: never a traceback, never a silent drop, always an address.

``python tests/fuzz.py`` does the same as often as it is told.
"""

import pytest
from fuzz import datasets, run
from fuzzing import (
    Folder,
    date_faults,
    date_text,
    files,
    link,
    link_faults,
    story_faults,
    story_file,
)

from nkmap import dataset

pytestmark = pytest.mark.long

SHARDS = range(4)
"""Side by side; each goes on where the one before ends."""
DATASETS, LINKS, DATES, STORIES = 50, 5_000, 10_000, 25


def own(shard: int, count: int) -> range:
    return range(shard * count, (shard + 1) * count)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return dataset.load(Folder(tmp_path_factory.mktemp("fuzz") / "data").hold(files()))


def test_the_dataset_that_is_changed_is_valid_before(small):
    assert (len(small.claims), len(small.places), len(small.story)) == (3, 3, 1)


@pytest.mark.parametrize("shard", SHARDS)
def test_a_changed_dataset_opens_whole_or_is_refused_cell_by_cell(tmp_path, shard):
    assert datasets(own(shard, DATASETS), 1, tmp_path / "data") == []


@pytest.mark.parametrize("shard", SHARDS)
def test_a_changed_link_opens_a_view_and_says_all_that_it_drops(small, shard):
    known = small.known
    assert run("links", own(shard, LINKS), 1, lambda r: link_faults(link(r), known)) == []


def test_a_changed_date_has_its_ends_in_order_or_is_refused():
    assert run("dates", range(DATES), 1, lambda r: date_faults(date_text(r))) == []


@pytest.mark.parametrize("shard", SHARDS)
def test_a_changed_story_opens_whole_or_is_refused_cell_by_cell(small, tmp_path, shard):
    numbers = own(shard, STORIES)
    assert run("stories", numbers, 1, lambda r: story_faults(story_file(r), small, tmp_path)) == []
