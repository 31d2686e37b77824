"""An act of a visitor, which nothing that arrives meanwhile may break off."""

from threading import Event, Thread
from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.runtime.state import SafeSessionState, SessionState

from lib.ui.editing import acts


def test_what_arrives_meanwhile_waits_until_an_act_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_way() -> None:
        raise RerunException(RerunData())

    session = SafeSessionState(SessionState(), give_way)
    context = SimpleNamespace(session_state=session)
    monkeypatch.setattr(acts, "get_script_run_ctx", lambda **_: context)
    with acts.unbroken():
        session["first"] = 1
        with acts.unbroken():
            session["second"] = 2
        session["third"] = 3
    with pytest.raises(RerunException):
        session["fourth"] = 4
    with pytest.raises(ValueError, match="refused"), acts.unbroken():
        raise ValueError("refused")
    with pytest.raises(RerunException):
        "third" in session  # noqa: B015


def test_another_run_of_the_session_waits_for_the_act(monkeypatch: pytest.MonkeyPatch) -> None:
    shared, done = SessionState(), list[str]()
    monkeypatch.setattr(
        acts,
        "get_script_run_ctx",
        lambda **_: SimpleNamespace(session_state=SafeSessionState(shared, lambda: None)),
    )
    acts.wait()
    begun, runs = Event(), Event()

    def run() -> None:
        begun.wait()
        runs.set()
        acts.wait()
        done.append("drawn")

    other = Thread(target=run)
    other.start()
    with acts.unbroken():
        begun.set()
        runs.wait()
        other.join(0.05)
        assert other.is_alive()
        done.append("stored")
    other.join()
    assert done == ["stored", "drawn"]
