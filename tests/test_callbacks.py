"""What a reader did is done, whatever the browser tells next."""

import ast
from types import SimpleNamespace

import pytest
from conftest import ROOT
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state import SafeSessionState, SessionState

from nkmap.app import session as callbacks
from nkmap.app.session import uninterrupted


@pytest.fixture
def requests(monkeypatch):
    waiting = ScriptRequests()
    context = SimpleNamespace(script_requests=waiting)
    monkeypatch.setattr(callbacks, "get_script_run_ctx", lambda: context)
    return waiting


def session_of(requests):
    """Looks for waiting messages whenever it is read or written, as Streamlit's own does."""

    def look():
        if request := requests.on_scriptrunner_yield():
            raise RerunException(request.rerun_data)

    return SafeSessionState(SessionState(), look)


def opening(session, requests):
    """A callback of two steps, between which the browser tells the width of its window."""

    def open_claim(claim):
        session["claim"] = claim
        requests.request_rerun(RerunData(query_string="width"))
        session["place"] = None

    return open_claim


def test_streamlit_cuts_a_callback_short_when_another_message_comes(requests):
    """Where this fails ``uninterrupted`` has nothing to do any more."""
    session = session_of(requests)
    with pytest.raises(RerunException):
        opening(session, requests)("AP2501-20")
    assert session.filtered_state == {"claim": "AP2501-20"}


def test_a_callback_does_all_of_it_once_and_the_message_waits(requests):
    session = session_of(requests)
    uninterrupted(opening(session, requests))("AP2501-20")
    waits = requests.on_scriptrunner_yield()
    assert session.filtered_state == {"claim": "AP2501-20", "place": None}
    assert waits.rerun_data.query_string == "width"


def test_a_callback_that_fails_leaves_the_messages_where_they_are(requests):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        uninterrupted(fail)()
    requests.request_rerun(RerunData(query_string="width"))
    assert requests.on_scriptrunner_yield().rerun_data.query_string == "width"


def callbacks_of(path):
    """What is given to ``on_…`` where widgets and components of Streamlit are called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        given = []
        # ``components`` hands on to Streamlit itself.
        if isinstance(node, ast.Call) and not ast.unparse(node.func).startswith("components."):
            given = [(word.arg or "", word.value) for word in node.keywords]
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            given = [(key.value, value) for key, value in pairs if isinstance(key, ast.Constant)]
        for name, value in given:
            if str(name).startswith("on_"):
                yield f"{path.name}:{value.lineno}: {name}={ast.unparse(value)}"


def test_no_callback_can_be_cut_short():
    files = [*(ROOT / "src/nkmap/app").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    found = [line for path in files for line in callbacks_of(path)]
    plain = ("='rerun'", "='ignore'")
    bare = [one for one in found if "=uninterrupted(" not in one and not one.endswith(plain)]
    assert len(found) > 10
    assert bare == []
