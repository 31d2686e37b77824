"""Plain forms for what can be edited in a grid or by dragging: the keyboard's and screen reader's route.

Owns the form of an action, the form of a stage move, and adding actions and parties. A form keeps
what was typed until it is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from lib.dutch import sentence_case
from lib.model.agenda import ENDED, HELIXES, PRIORITIES, PROPOSABLE, STAGES, Action, Goal, Party
from lib.model.record import RECORDS
from lib.rules.agenda import allowed_moves
from lib.store import agenda, decisions, records, stages
from lib.store.file.connection import Database, reading
from lib.ui.editing import decision_fields, editor, form
from lib.ui.editing.asks import Ask
from lib.ui.editing.choice import choose_record
from lib.ui.editing.sending import REASON, Form
from lib.ui.editing.sheet import Sheet
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded
from lib.ui.here import state

_FIELDS = ("name", "priority", "goal_id", "driver_id", "note")
_MUST: form.Asked = {"priority": {"nothing": None}, "goal_id": {"nothing": None, "widget": "choice"}}


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
    sheet = _action_sheet(action, parties)
    if action.ended:
        st.info("Deze actie is beëindigd. Heropen de actie om iets te wijzigen.", icon=":material/block:")
        sheet.follow()
        if not sheet.changes():
            return
    key = f"{sheet.key} decision"

    def act(db: Database, values: Mapping[str, Any], version: int) -> None:
        changes, reason = {name: values[name] for name in values if name != REASON}, sheet.typed()[REASON]
        RECORDS["action"].validate(changes, records.today())
        asked = [item for item in changes.items() if decisions.what_is_decided(db, action.id, *item)]
        others = {name: value for name, value in changes.items() if (name, value) not in asked}
        before = records.get(db, "action", action.id)["version"]
        try:
            records.save(db, "action", action.id, version, others)
            for change in asked:
                if decision_fields.decide(db, key, action.id, change, reason):
                    stages.carry_out(db, action.id, version, change, None, reason)
        except records.Conflict as clash:
            # Nothing of this write stays: the row goes back to the version before it.
            raise records.Conflict(clash.clashes, before) from None

    def ask_decision() -> None:
        st.caption("Naam, prioriteit en doel wijzigen door een besluit van Gedeputeerde Staten.")
        decision_fields.ask(key, chosen=False)

    def said(_typed: Mapping[str, Any]) -> str:
        decides = any(PROPOSABLE.keys() & own.keys() for own in sheet.changes().values())
        return decision_fields.said(key, "Opgeslagen.") if decides else "Opgeslagen."

    forget = partial(decision_fields.forget, key)
    Form(sheet, act, said=said, table="action", below=ask_decision, then=forget).draw()


def _action_sheet(action: Action, parties: Sequence[Party]) -> Sheet:
    names = {party.id: party.name for party in parties}
    if action.driver_id and action.driver:
        names.setdefault(action.driver_id, action.driver)
    fields = [name for name in _FIELDS if name != "priority" or action.priority]
    now = {name: getattr(action, name) for name in fields}
    letters = {letter: f"{letter} {words}" for letter, words in PRIORITIES.items()}
    with reading(state.here().path) as db:
        goals = {goal.id: goal.name for goal in agenda.goals(db)}
    choices: form.Choices = {"driver_id": names, "priority": letters, "goal_id": goals}
    asks = form.asks_of("action", fields, choices, _MUST, now)
    why = Ask(
        REASON, "line", "Reden of besluit", help="Nodig als u de naam, de prioriteit of het doel wijzigt."
    )
    return Sheet(f"action {action.id}", (*asks, why), now, action.version)


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
        if ENDED in moves or action.ended:
            st.caption("Een actie beëindigen of heropenen is een besluit van Gedeputeerde Staten.")
            decision_fields.ask(f"move {action.id}", chosen=False)
        st.form_submit_button("Verplaatsen", on_click=_move, args=(action.id, action.version))


def _move(action_id: str, version: int) -> None:
    to_stage, day = st.session_state[f"move to {action_id}"], read_day(f"move day {action_id}")
    reason = str(st.session_state[f"move reason {action_id}"])

    key, change = f"move {action_id}", ("stage", to_stage)
    asks = decision_fields.needed(
        {"table": "action", "row_id": action_id, "field": "stage", "value": to_stage}
    )

    def act(db: Database) -> None:
        if not asks or decision_fields.decide(db, key, action_id, change, reason):
            stages.move_stage(db, action_id, version, to_stage, day, reason)

    said = f"Fase is nu {STAGES[to_stage]}."
    if editor.write(act, said=decision_fields.said(key, said) if asks else said):
        st.session_state[f"move reason {action_id}"] = ""
        decision_fields.forget(key)


# ------------------------------------------------------------------- new actions, parties


def _new_action_form(goals: Sequence[Goal]) -> None:
    names = {goal.id: goal.name for goal in goals}
    letters = {letter: f"{letter} {words}" for letter, words in PRIORITIES.items()}

    def act(db: Database, values: Mapping[str, Any]) -> None:
        own = {name: values[name] for name in ("name", "priority")}
        agenda.add_action(db, values["goal_id"], own)

    st.markdown("**Nieuwe actie.** Krijgt het eerste vrije nummer; oude nummers komen niet terug.")
    form.add(
        "action",
        {},
        act,
        key="new action",
        fields=("name", "priority"),
        choices={"priority": letters},
        after=(
            Ask("goal_id", "record", "Doel", names, "kies een doel"),
            Ask(REASON, "line", "Reden of besluit"),
        ),
        button="Actie toevoegen",
        said="De actie staat op de agenda.",
        primary=False,
    )


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
