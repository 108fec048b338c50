"""A briefing of the reader's own: how it is changed, kept, taken away and opened again."""

import re
import shutil

import pytest
from frozen import FOLDER
from hostile import TEXTS
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, claims
from test_pages import DATA, KNOWN, opened

from nkmap import story, wording
from nkmap.app import live_dataset, story_editor
from nkmap.app.story_editor import Row
from nkmap.claim import records
from nkmap.story import LONGEST_STORY, Step
from nkmap.view import ALL_LAYERS, View, from_query, select
from nkmap.wording import slides

pytestmark = pytest.mark.page

QUERY = "kind=departed&claim=AP2501-20"


def row(row_id: str, title: str = "A title", query: str = QUERY) -> Row:
    return Row(row_id, title, "A sentence.", "", query)


def step(title: str, text: str, notes: str = "", query: str = QUERY) -> Step:
    return Step(title, text, notes, query, from_query(query, KNOWN)[0])


def as_held(rows) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one) for one in rows)


changes = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "remove", "edit"]),
        st.integers(-2, 9),
        st.integers(-3, 3),
    ),
    max_size=20,
)


@given(changes)
def test_every_step_is_kept_once_whatever_is_added_moved_and_removed(done):
    rows, ids = (), set()
    for number, (what, index, by) in enumerate(done):
        if what == "add":
            rows, ids = story_editor.added(rows, row(f"r{number}")), ids | {f"r{number}"}
        elif what == "move":
            rows = story_editor.moved(rows, index, by)
        elif what == "edit":
            rows = story_editor.edited(rows, index, "title", f"title {by}")
        elif index in range(len(rows)):
            ids -= {rows[index].row_id}
            rows = story_editor.removed(rows, index)
        assert sorted(one.row_id for one in rows) == sorted(ids)


def test_a_step_moves_as_far_as_the_list_goes_and_no_further():
    rows = tuple(row(name) for name in "abc")
    assert [r.row_id for r in story_editor.moved(rows, 2, -1)] == ["a", "c", "b"]
    assert [r.row_id for r in story_editor.moved(rows, 0, 9)] == ["b", "c", "a"]
    assert story_editor.moved(rows, 0, -1) == rows
    assert story_editor.moved(rows, 7, 1) == rows


def test_a_story_takes_no_more_steps_than_a_briefing_may_have():
    full = tuple(row(str(number)) for number in range(LONGEST_STORY))
    assert story_editor.added(full, row("one more")) == full


def test_a_title_that_is_emptied_stays_as_it_was_and_notes_may_be_empty():
    rows = (Row("a", "A title", "A sentence.", "Notes.", QUERY),)
    assert story_editor.edited(rows, 0, "title", "  \n ") == rows
    assert story_editor.edited(rows, 0, "text", "\x00") == rows
    assert story_editor.edited(rows, 0, "notes", "")[0].notes == ""


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1, max_size=5))
def test_what_is_written_to_a_file_opens_as_the_same_steps_whatever_the_text(texts):
    rows = tuple(row(str(number)) for number in range(len(texts)))
    for index, written in enumerate(texts):
        for column, words in zip(("title", "text", "notes"), written, strict=True):
            rows = story_editor.edited(rows, index, column, words)
    steps = tuple(step(r.title, r.text, r.notes, r.query) for r in rows)
    assert story.opened(story.to_csv(steps), KNOWN) == (steps, ())


def test_a_view_becomes_a_step_of_one_kind_of_figure_told_by_its_open_claim():
    view = View(layers=ALL_LAYERS, claim="AP2501-20", step=3, own_story=True)
    made = story_editor.slide_view(DATA, view)
    assert made.claim == "AP2501-20"
    assert (made.step, made.own_story) == (1, False)
    found = records(select(DATA.claims, made.limits).shown)
    counted = {c.kind for c in found if c.kind.value in ("selected", "departed", "present")}
    assert {kind.value for kind in counted} == {"departed"}


def test_a_view_that_shows_nothing_becomes_no_step():
    assert story_editor.step_of(DATA, View(kinds=("departed",), search="zebra")) is None


def test_what_is_suggested_for_any_shipped_claim_has_no_problem():
    wrong = {}
    for claim in records(DATA.claims):
        made = story_editor.step_of(DATA, View(layers=ALL_LAYERS, claim=claim.claim_id))
        assert from_query(made.query, KNOWN) == (made.view, ()), claim.claim_id
        found = story.step_problems(made, DATA.claims, KNOWN)
        if found:
            wrong[claim.claim_id] = (made.title, found)
    assert wrong == {}


def test_where_room_is_short_a_title_is_a_label_and_a_text_leaves_out_a_date_of_ours():
    (claim,) = claims({"kind": "departed", "best": 37, "origin": "hyesan", "our_reading": "dates"})
    left = "37 people reportedly left Hyesan"
    note = "(dated December 2024 by nkmap)"
    whole = f"{left} {note}."
    assert slides.suggested_title(claim, NAMES, len(whole)) == whole
    assert slides.suggested_title(claim, NAMES, len(whole) - 1) == (
        "Departed: Hyesan, December 2024 (dated by nkmap)."
    )
    said = f"{left}, according to a partner, as told by ASIAPRESS"
    whole = f"{said} {note}."
    assert slides.suggested_text(claim, NAMES, "ASIAPRESS", len(whole)) == whole
    assert slides.suggested_text(claim, NAMES, "ASIAPRESS", len(whole) - 1) == f"{said}."


# ---------------------------------------------------------------- the pages


def press(app, key: str):
    return app.button(key=key).click().run()


def shared(query: str, page: str = "map"):
    """A page on which what there is to pass on of it has been opened."""
    return press(opened(query, page), "share")


def texts(app) -> str:
    return " ".join(found.proto.body for found in app.get("html"))


def with_own(app, *rows: Row):
    app.session_state["own_story"] = as_held(rows)
    return app.run()


def test_a_reader_adds_what_the_map_shows_and_is_told_how_many_steps_there_are():
    app = press(shared("kind=departed"), "add_to_briefing")
    assert not app.exception
    (own,) = app.session_state["own_story"]
    assert own[1] == (
        "More than 100 workers reportedly left Musan Mine, North Korea, for Russia between 12 and 29 January "
        "2026."
    )
    assert own[4] == "kind=departed&claim=" + re.search(r"claim=(.+)", own[4])[1]
    assert "1 step in your briefing; edit or present it." in [c.value for c in app.caption]


@pytest.mark.parametrize("page", ["map", "timeline", "how_many", "compare", "data", "sources"])
def test_every_page_with_a_link_offers_to_add_its_view(page):
    app = press(shared("", page), "add_to_briefing")
    assert not app.exception
    (own,) = app.session_state["own_story"]
    made = step(*own[1:])
    assert story.step_problems(made, DATA.claims, KNOWN) == ()


def test_a_view_that_shows_nothing_cannot_be_added_and_says_why():
    app = shared("from=2024-01&to=2024-01&kind=selected")
    assert app.button(key="add_to_briefing").disabled
    assert wording.TEXTS["not_added_empty"] in [c.value for c in app.caption]


def test_steps_are_edited_moved_and_removed_and_their_words_go_with_them():
    app = with_own(opened("", "prepare"), row("a", "First"), row("b", "Second"))
    app.text_input(key="title-b").set_value("Second, mended").run()
    press(app, "up-b")
    assert [t.value for t in app.text_input] == ["Second, mended", "First"]
    assert [own[0] for own in app.session_state["own_story"]] == ["b", "a"]
    press(app, "remove-b")
    assert [t.value for t in app.text_input] == ["First"]
    app.text_input(key="title-a").set_value(" ").run()
    assert [t.value for t in app.text_input] == ["First"]
    assert not app.exception


def test_hostile_words_show_as_text():
    rows = [row(f"r{n}", text) for n, text in enumerate(TEXTS)]
    app = with_own(opened("", "prepare"), *rows)
    assert not app.exception
    assert "<script>" not in texts(app)


def test_a_step_about_claims_of_another_dataset_says_what_was_dropped():
    app = with_own(opened("", "prepare"), row("a", query="kind=departed&claim=<b>X"))
    assert "claim=&lt;b&gt;X (not in this dataset)" in texts(app)


def test_a_reader_without_a_story_starts_an_empty_one_and_gives_it_up_again():
    app = press(opened("", "prepare"), "empty_story")
    assert app.session_state["own_story"] == ()
    assert app.session_state["query"] == "story=own"
    assert "Your own briefing has no step yet." in texts(app)
    app = press(app, "forget_story")
    assert "own_story" not in app.session_state
    assert app.session_state["query"] == ""


def test_a_link_to_a_story_of_ones_own_opens_the_shipped_one_in_another_session_and_says_so():
    app = opened("story=own")
    assert app.session_state["query"] == ""
    assert any("stays in the session it was made in" in told.value for told in app.warning)


def test_the_steps_of_a_story_of_ones_own_are_counted_by_it():
    app = with_own(opened("", "prepare"), row("a"), row("b"))
    app.session_state["query"] = "step=2&story=own"
    app.button(key="up-b").click().run()
    assert app.session_state["query"] == "step=2&story=own"


def story_of_shipped(tmp_path, monkeypatch, *steps: Step) -> None:
    shutil.copytree(FOLDER, tmp_path / "data")
    (tmp_path / "data" / "story.csv").write_bytes(story.to_csv(steps))
    monkeypatch.setenv("NKMAP_DATA", str(tmp_path / "data"))


def test_the_story_of_the_dataset_is_read_only_until_it_is_copied(tmp_path, monkeypatch):
    made = story_editor.step_of(DATA, View(claim="AP2501-20"))
    story_of_shipped(tmp_path, monkeypatch, made)
    app = opened("", "prepare")
    assert not app.exception
    assert "The briefing of this dataset, 1 step. It is read only; copy it to edit." in texts(app)
    assert made.title in texts(app)
    assert not app.text_input
    app = press(app, "copy_story")
    assert [t.value for t in app.text_input] == [made.title]
    assert app.session_state["query"] == "story=own"


def test_a_file_becomes_the_steps_of_the_reader_or_says_what_is_wrong_and_changes_nothing(
    monkeypatch,
):
    monkeypatch.setattr(story_editor.st, "session_state", {})
    monkeypatch.setattr(live_dataset, "data", lambda: DATA)
    steps = (step("One", "A sentence."), step("Two", "=1+1", "Notes.\n<b>"))
    assert story_editor.open_file(story.to_csv(steps)) == ()
    assert story_editor.steps() == steps
    assert story_editor.open_file(story.to_csv(())) == (wording.TEXTS["no_step_in_file"],)
    wrong = story_editor.open_file(b"\xff")
    assert wrong == ("story.csv:1: not UTF-8, save the file as CSV UTF-8",)
    assert story_editor.steps() == steps
    story_editor.st.session_state["query"] = "story=own"
    assert story_editor.shown() == steps
    story_editor.st.session_state["query"] = ""
    assert story_editor.shown() == DATA.steps
