"""One write in the visitor's name, and how it went: stored with a way to undo it, refused, or in conflict.

Owns what lies between any widget and the store. The outcome is told where somebody looks: in the form that
was used, else in a bar that stays inside the window and moves nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from lib.access import NotAllowed
from lib.dutch import moment_text
from lib.model.kinds import Invalid
from lib.model.record import RECORDS, field_words
from lib.store import agenda, history, records
from lib.store.file.connection import Database, reading, writing
from lib.store.file.problems import StoreProblem
from lib.ui.elements.html import plain
from lib.ui.here import state

_OUTCOME = "outcome"
CLASHES = "conflicts"
MINE = "Mijn waarde gebruiken"
UNDO_SECONDS = 60
Act = Callable[[Database], Any]
Problem = records.Conflict | Invalid | NotAllowed | StoreProblem
Undo = tuple[str, str, str, int, int]
"""Table, row and field of a change, its place in the history and the version it made."""


def write(act: Act, reason: str = "", said: str = "Opgeslagen.") -> bool:
    """Do one write in the visitor's name and remember how it went; True when it was stored.

    For callbacks. A conflict becomes a card with both values; a refusal becomes a sentence.
    """
    problem = attempt(act, reason, said)
    if isinstance(problem, records.Conflict):
        _remember_clashes(problem, reason)
    elif problem is not None:
        note_refusal(problem.sentence)
    return problem is None


def attempt(act: Act, reason: str, said: str, form: str = "") -> Problem | None:
    """Do one write in the visitor's name; returns what stood in its way, and tells of success in `form`."""
    try:
        place = state.here()
        with writing(place.path, place.person, reason) as db:
            before = history.newest(db)
            act(db)
            changes = history.changes_between(db, before, history.newest(db))
    except (records.Conflict, Invalid, NotAllowed, StoreProblem) as problem:
        st.session_state.pop(_OUTCOME, None)
        return problem
    undo = [
        (c.table, c.row_id, c.field, c.history_id, c.row["version"])
        for c in changes
        if field_words(c.table, c.field)
    ]
    _set_outcome("saved", said if changes else "Er was niets te wijzigen.", undo, form)
    return None


def note_refusal(sentence: str, form: str = "") -> None:
    """Say why the last write was refused: in the form that was used, if it was one of its own."""
    _set_outcome("error", sentence, form=form)


def note_done(sentence: str) -> None:
    """Say that something was done which has no value to put back."""
    _set_outcome("saved", sentence)


def keep_typed(text: str) -> None:
    """Show with a refusal what was typed, where its field cannot hold it."""
    if _OUTCOME in st.session_state:
        st.session_state[_OUTCOME]["typed"] = text


def note_clashes(cards: Iterable[dict[str, Any]], form: str) -> None:
    """Leave the conflicts of a form to that form; should it be gone from the page, they go into cards."""
    _set_outcome("clash", "", form=form)
    st.session_state[_OUTCOME]["cards"] = list(cards)


def _set_outcome(kind: str, text: str, undo: Iterable[Undo] = (), form: str = "") -> None:
    outcome = {"kind": kind, "text": text, "undo": list(undo), "at": time.time(), "form": form}
    st.session_state[_OUTCOME] = outcome


def waiting(kind: str) -> list[dict[str, Any]]:
    """Return the questions of a kind that were not answered yet."""
    return list(st.session_state.get(kind, []))


def _remember_clashes(conflict: records.Conflict, reason: str) -> None:
    cards = [card_of(clash, conflict.version, reason) for clash in conflict.clashes]
    st.session_state[CLASHES] = [*waiting(CLASHES), *cards]


def card_of(clash: records.Clash, version: int, reason: str) -> dict[str, Any]:
    """Return what has to be remembered of a conflict until it is settled."""
    return {
        "table": clash.table, "row_id": clash.row_id, "field": clash.field, "mine": clash.mine,
        "theirs": clash.theirs, "who": clash.who, "at": clash.at, "version": version, "reason": reason,
    }  # fmt: skip


def clash_words(clash: Mapping[str, Any], about: str = "Let op:") -> str:
    """Tell of a field that two people changed, with both values."""
    record, name = RECORDS[clash["table"]], clash["field"]
    with reading(state.desk()[0]) as db:
        parties = agenda.party_names(db)
    theirs, mine = (record.text(name, clash[side], parties) for side in ("theirs", "mine"))
    return (
        f"{about} {record.words(name) or record.fields[name].label.lower()} is intussen door "
        f"{clash['who']} gewijzigd in “{theirs}” ({moment_text(clash['at'])}). Uw waarde: “{mine}”."
    )


def tell_outcome() -> None:
    """Show how the last write went, unless a form tells it."""
    last = _last_outcome("")
    if not last:
        return
    with st.container(key="outcome-bar"):
        if last["kind"] == "error":
            st.error(plain(last["text"]), icon=":material/error:")
            if last.get("typed"):
                st.caption("Wat u typte:")
                st.code(last["typed"], language=None, wrap_lines=True)
            return
        with st.container(key="saved-bar", horizontal=True, vertical_alignment="center"):
            st.success(plain(last["text"]), icon=":material/check:")
            if last["undo"]:
                st.button("Ongedaan maken", key="undo", on_click=_undo, args=(last["undo"],))


def outcome_of(form: str) -> None:
    """Show how the last write went, inside the form that did it."""
    last = _last_outcome(form)
    if last:
        last["drawn"] = True
    if last and last["kind"] == "clash":
        del st.session_state[_OUTCOME]
    elif last and last["kind"] == "error":
        st.error(plain(last["text"]), icon=":material/error:")
    elif last:
        st.success(plain(last["text"]), icon=":material/check:")
        if last["undo"]:
            st.form_submit_button(
                "Ongedaan maken", key=f"undo {form}", on_click=_undo, args=(last["undo"], form)
            )


def tell_the_rest() -> None:
    """Show how the last write went when its form is not on the page any more; at the end of a run."""
    last = st.session_state.get(_OUTCOME) or {}
    if last.get("form") and not last.pop("drawn", False):
        if last["kind"] == "clash":
            st.session_state[CLASHES] = [*waiting(CLASHES), *last["cards"]]
            del st.session_state[_OUTCOME]
            st.rerun()
        last["form"] = ""
        tell_outcome()


def tell_on_page() -> None:
    """Let the page tell how the last write went: its form goes away with it."""
    st.session_state[_OUTCOME]["form"] = ""


def take_outcome() -> str:
    """Take over what there is to tell of the last write: the page tells it in a way of its own."""
    return str(st.session_state.pop(_OUTCOME, {}).get("text", ""))


def _last_outcome(form: str) -> dict[str, Any]:
    """Return the outcome that has to be told in this form; that of a save is told for a while."""
    last: dict[str, Any] = st.session_state.get(_OUTCOME) or {}
    fresh = last.get("kind") == "error" or time.time() - last.get("at", 0) < UNDO_SECONDS
    return last if fresh and last.get("form") == form else {}


def _undo(entries: Iterable[Undo], form: str = "") -> None:
    """Give fields their value from before; who changed one of them since is not overwritten unseen."""

    def act(db: Database) -> None:
        for table, row_id, field, history_id, version in entries:
            records.put_back(db, table, row_id, field, history_id, version)

    if write(act, reason="Ongedaan gemaakt", said="Teruggezet."):
        st.session_state[_OUTCOME]["form"] = form
