"""Every change a visitor makes on a screen: write it, ask its ground, show a conflict, undo it.

Owns what lies between a widget and the store: nothing typed is lost when a save is refused, and
nobody's value is overwritten unseen. What may be stored is decided below this, in the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.model.agenda import ENDED, PROPOSABLE
from lib.model.kinds import Invalid
from lib.model.record import RECORDS, field_words
from lib.rules.agenda import check_move
from lib.rules.coalitions import gate
from lib.store import agenda, coalitions, records
from lib.store.file.connection import reading
from lib.store.file.problems import StoreProblem
from lib.ui.editing import acts, ruled
from lib.ui.editing.saving import (
    CLASHES,
    MINE,
    SAVED,
    clash_words,
    keep_typed,
    note_refusal,
    tell_on_page,
    tell_outcome,
    turn_back_last,
    waiting,
    write as write,
)
from lib.ui.editing.sending import Form
from lib.ui.editing.sheet import Sheet
from lib.ui.elements.html import plain, show, wanted_keyboard
from lib.ui.here import state
from lib.ui.here.state import Here

_ASKS = "awaiting ground"


# ---------------------------------------------------------------------- writing


def change_field(table: str, row_id: str, field: str, value: Any, version: int) -> int | None:
    """Save one field, or keep it aside and ask for its ground; the new version when it was stored.

    What was typed and refused is shown with the refusal: a grid cannot hold it.
    """
    stored: list[int] = []
    if RECORDS[table].fields[field].reason:
        accepted = _ask_when_valid(row_id, field, value, version)
    else:
        accepted = write(lambda db: stored.append(records.save(db, table, row_id, version, {field: value})))
    if not accepted and isinstance(value, str):
        keep_typed(value)
    return stored[0] if stored else None


def propose_move(action_id: str, to_stage: str, version: int) -> None:
    """Ask for the ground of a stage move, or say at once why the move is not possible."""
    try:
        with reading(state.here().path) as db:
            row = records.get(db, "action", action_id)
            now = gate.gate(coalitions.table(db, action_id))
            texts = coalitions.written_since_the_end(db, action_id)
        check_move(row["stage"], to_stage)
        gate.check_gate(row["stage"], to_stage, now)
        if row["stage"] == ENDED:
            gate.check_reopening(texts, "")
    except (Invalid, StoreProblem) as problem:
        note_refusal(problem.sentence)
        return
    _ask(action_id, "stage", to_stage, version)


def _ask_when_valid(action_id: str, field: str, value: Any, version: int) -> bool:
    """Ask for the ground of a change that can be made; of another say at once what is wrong with it."""
    try:
        RECORDS["action"].validate({field: value}, state.today())
    except Invalid as problem:
        note_refusal(problem.sentence)
        return False
    _ask(action_id, field, value, version)
    return True


def _ask(action_id: str, field: str, value: Any, version: int) -> None:
    others = [card for card in waiting(_ASKS) if (card["row_id"], card["field"]) != (action_id, field)]
    ask = {"row_id": action_id, "field": field, "value": value, "version": version}
    st.session_state[_ASKS] = [*others, ask]


# -------------------------------------------------------------------- on the screen


def outcome(here: Here) -> None:
    """Show how the last write went, what still waits for its ground, and conflicts to settle.

    In a place of its own: what stands below it stays where it is, else an open form would close. What asks
    something lies low in the window, moves nothing there and gets the keyboard (`questions.js`).
    """
    with st.container(key="told"):
        tell_outcome()
        _let_keys_undo(here)
        _open_questions(here)
        if (wanted := state.wanted_focus())["request"]:
            show(wanted_keyboard(wanted))


def _let_keys_undo(here: Here) -> None:
    """Give Ctrl+Z and Ctrl+Shift+Z something to press, unseen: a part that runs by itself draws no frame."""
    ways: dict[str, acts.Pile] = {"undo act key": "done", "redo act key": "undone"}
    for key, pile in ways.items() if here.editing else ():
        if acts.of_this_file(pile):
            st.button(key, key=key, on_click=turn_back_last, args=(pile,))


def _open_questions(here: Here) -> None:
    asks, clashes = waiting(_ASKS), waiting(CLASHES)
    if not asks and not clashes:
        return
    with reading(here.path) as db:
        parties = agenda.party_names(db)
        names = {action.id: action.label for action in agenda.actions(db)}
    with st.container(key="questions"):
        for ask in asks:
            new = RECORDS["action"].text(ask["field"], ask["value"], parties)
            _ask_card(ask, f"{names[ask['row_id']]}: {field_words('action', ask['field'])} wordt {new}.")
        for clash in clashes:
            _clash_card(clash, names)


def _ask_card(ask: dict[str, Any], sentence: str) -> None:
    """Draw the ground of a change that contradicts what was adopted: asked until given or dropped."""
    key, change = f"ask {ask['row_id']} {ask['field']}", (ask["field"], ask["value"])
    is_move, decides = ask["field"] == "stage", ruled.needed(ask["row_id"], *change)
    label = "Waaruit blijkt dit?" if is_move else "Wat is de reden?"
    why = ruled.why("Wat is er besloten?" if decides else label, ruled.EXAMPLES[decides])
    asks = (*ruled.asks() * decides, why, *ruled.day_of_move() * is_move)
    now = {ruled.ON_WHICH_DAY: state.today(), "meeting": ruled.latest_open_meeting()}
    sheet = Sheet(key, asks, now, ask["version"])

    def drop() -> None:
        sheet.settle()
        _drop(_ASKS, ask)

    def finish() -> None:
        _drop(_ASKS, ask)
        tell_on_page()

    with st.container(key=key.replace(" ", "-")):
        st.text(sentence)
        Form(
            sheet,
            lambda db, typed, version: ruled.write(db, ask["row_id"], version, change, typed),
            said=lambda typed: ruled.said(typed, SAVED),
            whole=True,
            table="action",
            also=("Annuleren", drop),
            then=finish,
        ).draw()


def _drop(kind: str, card: dict[str, Any]) -> None:
    st.session_state[kind] = [other for other in waiting(kind) if other != card]


def _clash_card(clash: dict[str, Any], names: Mapping[str, str]) -> None:
    """Draw both values of a conflict, one of which is chosen."""
    key = "{table}-{row_id}-{field}".format_map(clash)
    about = names.get(clash["row_id"], "") if clash["table"] == "action" else RECORDS[clash["table"]].name
    with st.container(key=f"clash-{key}"):
        st.text(clash_words(clash, f"{about} –"))
        with st.container(horizontal=True):
            st.button(MINE, type="primary", key=f"mine {key}", on_click=_use_mine, args=(clash,))
            st.button(
                f"Waarde van {plain(clash['who'])} houden",
                key=f"theirs {key}",
                on_click=_drop,
                args=(CLASHES, clash),
            )


def _use_mine(clash: dict[str, Any]) -> None:
    """Save one's own value over the one that was shown; somebody may have changed it yet again."""
    _drop(CLASHES, clash)
    table, row_id, field, version = (clash[name] for name in ("table", "row_id", "field", "version"))
    if field == "stage":
        propose_move(row_id, clash["mine"], version)
    elif table == "action" and field in PROPOSABLE:
        _ask(row_id, field, clash["mine"], version)
    else:
        write(
            lambda db: records.save(db, table, row_id, version, {field: clash["mine"]}),
            reason=clash["reason"],
        )
