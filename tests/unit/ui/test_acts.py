"""An act of a visitor, which nothing that arrives meanwhile may break off."""

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
