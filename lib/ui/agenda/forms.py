"""Plain forms for what can be edited in a grid or by dragging: the keyboard's and screen reader's route.

Owns the form of an action, the form of a stage move, and adding actions and parties. A form keeps
what was typed until it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.dutch import sentence_case
from lib.model.agenda import ENDED, HELIXES, NO_DRIVER, PRIORITIES, STAGES, Action, Goal, Party
from lib.rules.agenda import allowed_moves
from lib.store import agenda, records, stages
from lib.store.file.connection import Database, reading
from lib.ui.editing import decision_fields, editor, form, held
from lib.ui.editing.choice import choose_record
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded
from lib.ui.here import state

_FIELDS = ("name", "priority", "driver_id", "note")


def beside_the_grid(goals: Sequence[Goal], actions: Sequence[Action], parties: Sequence[Party]) -> None:
    """Per record a plain form, and what a grid cannot do: move, add an action, add a party."""
    folded(
        "Eén actie bewerken met een formulier",
        lambda: _one_of(actions, parties),
        key="fold one action",
        icon=":material/edit_note:",
    )
    folded("Actie of partij toevoegen", lambda: _something_new(goals), key="fold new", icon=":material/add:")


def _one_of(actions: Sequence[Action], parties: Sequence[Party]) -> None:
    by_id = {action.id: action for action in actions}
    chosen = choose_record("Actie", {action.id: action.label for action in actions}, "form action")
    left, right = st.columns(2, gap="large")
    with left:
        action_form(by_id[chosen], parties)
    with right:
        move_form(by_id[chosen])


def _something_new(goals: Sequence[Goal]) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _new_action_form(goals)
    with right:
        party_form()


def propose_dragged(action_id: str, to_stage: str) -> None:
    """A card was dropped on another stage: ask the ground of that move."""
    with reading(state.here().path) as db:
        version = records.get(db, "action", action_id)["version"]
    editor.propose_move(action_id, to_stage, version)
    st.rerun()


# ------------------------------------------------------------------------ one action


def edit_action(action: Action, parties: Sequence[Party]) -> None:
    """On the action's own page: its living fields, its stage, and a party that is not known yet."""
    folded(
        "Fase wijzigen", lambda: move_form(action), key=f"fold stage {action.id}", icon=":material/stairs:"
    )
    folded(
        "Naam, prioriteit, aanjager en stand wijzigen",
        lambda: action_form(action, parties),
        key=f"fold fields {action.id}",
        icon=":material/edit_note:",
    )
    folded("Partij toevoegen", party_form, key="fold party", icon=":material/add:")


def action_form(action: Action, parties: Sequence[Party]) -> None:
    """The living fields of one action. Saves against the version this visitor saw."""
    something_typed = _follow(action)
    if action.ended:
        st.info("Deze actie is beëindigd. Heropen de actie om iets te wijzigen.", icon=":material/block:")
        if not something_typed:
            return
    names: dict[int | None, str] = {None: NO_DRIVER, **{party.id: party.name for party in parties}}
    if action.driver_id and action.driver:
        names.setdefault(action.driver_id, action.driver)
    with st.form(f"action form {action.id}"):
        st.text_input("Naam", key=_key("name", action))
        if action.priority:
            st.selectbox(
                "Prioriteit",
                list(PRIORITIES),
                format_func=lambda letter: f"{letter} {PRIORITIES[letter]}",
                key=_key("priority", action),
            )
        st.selectbox(
            "Aanjager",
            list(names),
            format_func=names.__getitem__,
            key=_key("driver_id", action),
            placeholder=NO_DRIVER,
        )
        st.text_area("Stand van zaken", key=_key("note", action), height=110)
        st.text_input(
            "Reden of besluit",
            key=_key("reason", action),
            help="Nodig als u de naam of de prioriteit wijzigt.",
        )
        if action.priority:
            decision_fields.ask_meeting(
                _key("priority", action), "Overleg dat de prioriteit besloot", chosen=False
            )
        st.form_submit_button("Opslaan", type="primary", on_click=_save_form, args=(action.id,))


def _key(field: str, action: Action | str) -> str:
    return f"form {field} {action if isinstance(action, str) else action.id}"


def _follow(action: Action) -> bool:
    """Let each field follow the action as it is now, unless something typed in it waits to be stored.

    What this visitor saw is remembered with its version: a save counts from there. True when
    something waits.
    """
    held.give_back(_keys(action.id))
    now = {field: getattr(action, field) for field in _FIELDS}
    seen = st.session_state.get(_seen_key(action.id))
    if seen is None or _key("name", action) not in st.session_state:
        seen = {"version": action.version, **now}
        st.session_state.update({_key(field, action): value for field, value in now.items()})
        st.session_state[_key("reason", action)] = ""
    typed = {field: st.session_state.get(_key(field, action)) for field in _FIELDS}
    waiting = {field for field in _FIELDS if typed[field] not in (seen[field], now[field])}
    for field in _FIELDS:
        if field not in waiting and typed[field] != now[field]:
            st.session_state[_key(field, action)] = now[field]
    version = seen["version"] if waiting else action.version
    st.session_state[_seen_key(action.id)] = {
        "version": version, **{field: seen[field] if field in waiting else now[field] for field in _FIELDS}
    }  # fmt: skip
    return bool(waiting)


def _seen_key(action_id: str) -> str:
    return f"form seen {action_id}"


def _keys(action_id: str) -> list[str]:
    return [_key(field, action_id) for field in (*_FIELDS, "reason")]


def _save_form(action_id: str) -> None:
    """Save the fields that were changed here; what is not stored stays typed, or waits on a conflict card."""
    seen: dict[str, Any] = st.session_state[_seen_key(action_id)]
    typed = {field: st.session_state.get(_key(field, action_id)) for field in _FIELDS}
    changes = {field: value for field, value in typed.items() if value != seen[field]}
    reason = st.session_state[_key("reason", action_id)].strip()

    def act(db: Database) -> None:
        if "priority" in changes:
            decision_fields.decide(db, _key("priority", action_id), action_id, reason)
        records.save(db, "action", action_id, seen["version"], changes)

    if editor.write(act, reason):
        st.session_state.pop(_seen_key(action_id))
        decision_fields.forget(_key("priority", action_id))
        return
    held.hold(_keys(action_id))
    for clash in editor.clashes_about("action", action_id):
        if clash["field"] in _FIELDS:
            st.session_state[_key(clash["field"], action_id)] = seen[clash["field"]]


# ------------------------------------------------------------------------- stage moves


def move_form(action: Action) -> None:
    """The moves the ladder allows from here, with the day and what shows it."""
    moves = allowed_moves(action.stage)
    with st.form(f"move form {action.id}"):
        st.text(f"Fase nu: {STAGES[action.stage]}")
        st.selectbox("Nieuwe fase", moves, format_func=STAGES.__getitem__, key=f"move to {action.id}")
        day_field("Sinds wanneer", f"move day {action.id}", records.today())
        st.text_input(
            "Waaruit blijkt dit?",
            key=f"move reason {action.id}",
            placeholder="bijvoorbeeld: purpose case getekend op 3 maart",
        )
        if ENDED in moves:
            decision_fields.ask_meeting(f"move {action.id}", "Overleg dat het einde besloot", chosen=False)
        st.form_submit_button("Verplaatsen", on_click=_move, args=(action.id, action.version))


def _move(action_id: str, version: int) -> None:
    to_stage, day = st.session_state[f"move to {action_id}"], read_day(f"move day {action_id}")
    reason = str(st.session_state[f"move reason {action_id}"])

    def act(db: Database) -> None:
        if to_stage == ENDED:
            decision_fields.decide(db, f"move {action_id}", action_id, reason)
        stages.move_stage(db, action_id, version, to_stage, day, reason)

    if editor.write(act, said=f"Fase is nu {STAGES[to_stage]}."):
        st.session_state[f"move reason {action_id}"] = ""
        decision_fields.forget(f"move {action_id}")


# ------------------------------------------------------------------- new actions, parties


def _new_action_form(goals: Sequence[Goal]) -> None:
    names = {goal.id: goal.name for goal in goals}
    with st.form("new action form"):
        st.markdown("**Nieuwe actie.** Krijgt het eerste vrije nummer; oude nummers komen niet terug.")
        st.text_input("Naam", key="new action name")
        st.selectbox("Doel", list(names), format_func=names.__getitem__, key="new action goal")
        st.selectbox(
            "Prioriteit",
            list(PRIORITIES),
            format_func=lambda letter: f"{letter} {PRIORITIES[letter]}",
            key="new action priority",
        )
        st.text_input("Reden of besluit", key="new action reason")
        st.form_submit_button("Actie toevoegen", on_click=_add_action)


def _add_action() -> None:
    typed = {name: st.session_state[f"new action {name}"] for name in ("name", "goal", "priority", "reason")}
    values = {"name": typed["name"], "priority": typed["priority"]}
    if editor.write(
        lambda db: agenda.add_action(db, typed["goal"], values),
        typed["reason"].strip(),
        "De actie staat op de agenda.",
    ):
        st.session_state["new action name"] = st.session_state["new action reason"] = ""


PARTY = {
    "region": {"nothing": "geen of onbekend"},
    "kind": {"example": "bijvoorbeeld: roc, gemeente, O&O-fonds"},
}
"""How a form asks about an organisation."""


def party_form(key: str = "new party") -> None:
    """Register an organisation, so that it can be a driver or take part in a step."""
    st.markdown("**Nieuwe partij.** Een organisatie, nooit een persoon.")
    form.add(
        "party",
        {},
        agenda.add_party,
        key=key,
        asked=PARTY,
        start={"helix": next(iter(HELIXES))},
        button="Partij toevoegen",
        said=lambda values: sentence_case(f"{values['name']} staat in de lijst van partijen."),
        primary=False,
    )
