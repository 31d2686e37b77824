"""Every change a visitor makes on a screen: write it, ask its ground, show a conflict, undo it.

Owns what lies between a widget and the store: nothing typed is lost when a save is refused, and
nobody's value is overwritten unseen. What may be stored is decided below this, in the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.dutch import moment_text
from lib.model.agenda import ENDED, PROPOSABLE
from lib.model.kinds import Invalid
from lib.model.record import RECORDS, field_words
from lib.rules.agenda import check_move
from lib.rules.coalitions import gate
from lib.store import agenda, coalitions, records, stages
from lib.store.file.connection import Database, reading
from lib.store.file.problems import StoreProblem
from lib.ui.editing import decision_fields
from lib.ui.editing.saving import CLASHES, keep_typed, note_refusal, tell_outcome, waiting, write as write
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.html import plain
from lib.ui.here import state
from lib.ui.here.state import Here

_ASKS = "awaiting ground"
MINE = "Mijn waarde gebruiken"


def parties_by_id(db: Database) -> dict[int, str]:
    """Return the names of all parties, withdrawn ones too, for sentences about the past."""
    return {party.id: party.name for party in agenda.parties(db, withdrawn=True)}


# ---------------------------------------------------------------------- writing


def change_field(table: str, row_id: str, field: str, value: Any, version: int) -> int | None:
    """Save one field, or keep it aside and ask for its ground; the new version when it was stored.

    What was typed and refused is shown with the refusal: a grid cannot hold it.
    """
    stored: list[int] = []
    if RECORDS[table].fields[field].reason:
        accepted = _ask_when_valid(table, row_id, field, value, version)
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
    _ask("action", action_id, "stage", to_stage, version)


def _ask_when_valid(table: str, row_id: str, field: str, value: Any, version: int) -> bool:
    """Ask for the ground of a change that can be made; of another say at once what is wrong with it."""
    try:
        RECORDS[table].validate({field: value}, records.today())
    except Invalid as problem:
        note_refusal(problem.sentence)
        return False
    _ask(table, row_id, field, value, version)
    return True


def _ask(table: str, row_id: str, field: str, value: Any, version: int) -> None:
    others = [card for card in waiting(_ASKS) if (card["row_id"], card["field"]) != (row_id, field)]
    number = st.session_state["ask number"] = st.session_state.get("ask number", 0) + 1
    ask = {"table": table, "row_id": row_id, "field": field, "value": value, "version": version}
    st.session_state[_ASKS] = [*others, {**ask, "number": number}]


def clashes_about(table: str, row_id: str) -> list[dict[str, Any]]:
    """Return the conflicts about a record that wait to be settled."""
    return [card for card in waiting(CLASHES) if (card["table"], card["row_id"]) == (table, row_id)]


# -------------------------------------------------------------------- on the screen


def outcome(here: Here) -> None:
    """Show how the last write went, what still waits for its ground, and conflicts to settle.

    In a place of its own: what stands below it stays where it is, else an open form would close.
    """
    with st.container():
        tell_outcome()
        _open_questions(here)


def _open_questions(here: Here) -> None:
    asks, clashes = waiting(_ASKS), waiting(CLASHES)
    if not asks and not clashes:
        return
    with reading(here.path) as db:
        parties = parties_by_id(db)
        names = {action.id: action.label for action in agenda.actions(db)}
    for ask in asks:
        _ask_card(ask, names, parties)
    for place, clash in enumerate(clashes):
        _clash_card(place, clash, names, parties)


def subject(card: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Tell what a change is about: the action, or the kind of record."""
    if card["table"] == "action":
        return names.get(card["row_id"], card["row_id"])
    return RECORDS[card["table"]].name


def _ask_card(ask: dict[str, Any], names: Mapping[str, str], parties: Mapping[int, str]) -> None:
    """Draw the ground of a change that contradicts what was adopted: shown until given or dropped."""
    number, is_move, decides = ask["number"], ask["field"] == "stage", decision_fields.needed(ask)
    new = RECORDS[ask["table"]].text(ask["field"], ask["value"], parties)
    with st.container(border=True, key=f"ask-{number}"):
        st.text(f"{subject(ask, names)}: {field_words(ask['table'], ask['field'])} wordt {new}.")
        with st.form(f"ask form {number}", border=False):
            if is_move:
                day_field("Sinds wanneer", f"ask day {number}", records.today())
            st.text_input(
                "Wat is er besloten?"
                if decides
                else "Waaruit blijkt dit?"
                if is_move
                else "Wat is de reden?",
                key=f"ask reason {number}",
                placeholder=decision_fields.EXAMPLES[decides],
            )
            if decides:
                decision_fields.ask(f"ask {number}")
            with st.container(horizontal=True):
                st.form_submit_button("Opslaan", type="primary", on_click=_answer, args=(ask,))
                st.form_submit_button("Annuleren", on_click=_drop, args=(_ASKS, ask))


def _answer(ask: dict[str, Any]) -> None:
    reason, key = st.session_state.get(f"ask reason {ask['number']}", ""), f"ask {ask['number']}"
    decides, change = decision_fields.needed(ask), (ask["field"], ask["value"])

    def act(db: Database) -> None:
        if decides and not decision_fields.decide(db, key, ask["row_id"], change, reason):
            return
        if ask["field"] == "stage":
            day = read_day(f"ask day {ask['number']}")
            stages.move_stage(db, ask["row_id"], ask["version"], ask["value"], day, reason)
        else:
            records.save(db, ask["table"], ask["row_id"], ask["version"], {ask["field"]: ask["value"]})

    if write(act, reason.strip(), decision_fields.said(key, "Opgeslagen.")) or waiting(CLASHES):
        _drop(_ASKS, ask)


def _drop(kind: str, card: dict[str, Any]) -> None:
    st.session_state[kind] = [other for other in waiting(kind) if other != card]


def _clash_card(
    place: int, clash: dict[str, Any], names: Mapping[str, str], parties: Mapping[int, str]
) -> None:
    """Draw both values of a conflict, one of which is chosen."""
    field = field_words(clash["table"], clash["field"])
    mine, theirs = (
        RECORDS[clash["table"]].text(clash["field"], clash[side], parties) for side in ("mine", "theirs")
    )
    with st.container(border=True, key=f"clash-{place}"):
        st.text(
            f"{subject(clash, names)} – {field} is intussen door {clash['who']} gewijzigd in “{theirs}” "
            f"({moment_text(clash['at'])}). Uw waarde: “{mine}”."
        )
        with st.container(horizontal=True):
            st.button(
                MINE,
                type="primary",
                key=f"mine {place}",
                on_click=_use_mine,
                args=(clash,),
            )
            st.button(
                f"Waarde van {plain(clash['who'])} houden",
                key=f"theirs {place}",
                on_click=_drop,
                args=(CLASHES, clash),
            )


def _use_mine(clash: dict[str, Any]) -> None:
    """Save one's own value over the one that was shown; somebody may have changed it yet again."""
    _drop(CLASHES, clash)
    if clash["field"] == "stage":
        propose_move(clash["row_id"], clash["mine"], clash["version"])
        return
    if clash["table"] == "action" and clash["field"] in PROPOSABLE:
        _ask(clash["table"], clash["row_id"], clash["field"], clash["mine"], clash["version"])
        return
    write(
        lambda db: records.save(
            db, clash["table"], clash["row_id"], clash["version"], {clash["field"]: clash["mine"]}
        ),
        reason=clash["reason"],
    )
